"""Measure the dating and the genre of articles that come without a date.

In:  gold articles (`genre`, `true_day`, the interval that a careful reader would defend) and their annotations.
Out: named scores, and what went wrong in each article.

`dated` is the share whose interval has both ends. Of these, `day within interval` holds the true day; `day within a
week` is the share of all whose interval is at most seven days long and holds it. `genre right` is over all.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dragoman.evaluate.gold import GoldText, Item, gold_text, load_lines, one_of
from dragoman.evaluate.scores import Errors, Measured, share
from dragoman.records.mentions import Annotations
from dragoman.records.times import Interval, interval_days
from dragoman.records.vocabulary import GENRES

WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldOrigin:
    """Reads as: written on this day, which a reader can tell to lie between the two; None is an open side."""

    genre: str
    true_day: dt.date
    earliest: str | None
    latest: str | None


def load_gold_documents(path: Path) -> tuple[GoldText[GoldOrigin], ...]:
    """Read gold articles; UsageError names the line that is malformed."""
    return load_lines(path, "documents", _read_document)


def _read_document(item: Item) -> GoldText[GoldOrigin]:
    if item.get("published") is not None:
        raise ValueError("a document to be dated has no `published`")
    origin = GoldOrigin(
        genre=one_of(item["genre"], GENRES, "genre"),
        true_day=dt.date.fromisoformat(item["true_day"]),
        earliest=item.get("earliest"),
        latest=item.get("latest"),
    )
    return gold_text(item, (origin,))


def score_documents(pairs: Iterable[tuple[GoldText[GoldOrigin], Annotations | None]]) -> Measured:
    """Score the annotations (None: rejected) of gold articles."""
    counts: Counter[str] = Counter()
    errors: Errors = []
    for text, found in pairs:
        (gold,) = text.wanted
        counts["all"] += 1
        if found is None:
            errors.append((text.item_id, "rejected"))
            continue
        notes = _judge_date(gold, found.published.interval, counts)
        counts["genre"] += gold.genre == found.genre
        if gold.genre != found.genre:
            notes.append(f"genre {gold.genre}: got {found.genre}")
        if notes:
            errors.append((text.item_id, "; ".join(notes)))
    rows = {
        "dated": share(counts["dated"], counts["all"]),
        "day within interval": share(counts["held"], counts["dated"]),
        "day within a week": share(counts["week"], counts["all"]),
        "genre right": share(counts["genre"], counts["all"]),
    }
    return rows, errors


def _judge_date(gold: GoldOrigin, interval: Interval, counts: Counter[str]) -> list[str]:
    told = f"{gold.true_day} ({gold.earliest} to {gold.latest})"
    days = interval_days(interval)
    if days is None:
        return [f"not dated: {told}, got {interval.earliest} to {interval.latest}"]
    held = days[0] <= gold.true_day <= days[1]
    counts["dated"] += 1
    counts["held"] += held
    counts["week"] += held and days[1] - days[0] + DAY <= WEEK
    return [] if held else [f"not within: {told}, got {days[0]} to {days[1]}"]
