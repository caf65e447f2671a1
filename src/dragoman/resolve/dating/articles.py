"""Date articles by other articles: one that tells as news what another dates was written then.

In:  annotations, linked. Out: the same with better publication dates, and their events dated again.
An article that is dated to the week keeps its date; one that is not is asked, for every day it may be of, how many
of its events would then fall on the days that dated articles give them.
Left to `extract.dating`: what an article says of its own date. Left to `records.dating`: dating events anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.records.dating import date_annotations
from dragoman.records.days import iso_value
from dragoman.records.mentions import Annotations, EventMention
from dragoman.records.spans import Evidence
from dragoman.records.times import DocumentDate, Interval, reevaluate
from dragoman.records.vocabulary import HAPPENED
from dragoman.resolve.articles import Article, index_article
from dragoman.resolve.comparing.candidates import CandidateIndex
from dragoman.resolve.comparing.frames import FINE_DAYS, NEWS_LAG_DAYS, Days, Frame, build_frames, read_interval
from dragoman.resolve.comparing.scoring import compare_frames
from dragoman.resolve.duplicates import Voices

GOOD_DAYS = 7  # an article dated to the week is dated well enough
ROUNDS = 2  # an article dated by another may date a third
EXTRA_POINTS = 1.0  # points above what makes two dated mentions one: persons, place or words must agree
LOOK_BACK = 1  # days before the event on which an article of it can have been written: time zones
LOOK_AHEAD = 10  # days after the event in which "on Friday", "last week" may still mean its day
MAX_MATCHES = 12  # events of one article that are asked


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """Reads as: this event of the article is the one that those words date to these days."""

    mention: EventMention
    days: Days
    words: Evidence


def date_by_others(annotations: Sequence[Annotations], voices: Voices) -> list[Annotations]:
    """Narrow the dates of articles that are dated coarsely or not at all; the order of articles does not matter."""
    held = sorted(annotations, key=lambda each: each.document.document_id)
    for _ in range(ROUNDS):
        if all(_is_good(each) for each in held):
            break
        dated = _date_round(held, voices)
        if dated == held:
            break
        held = dated
    return held


def _is_good(annotations: Annotations) -> bool:
    days = read_interval(annotations.published.interval)
    return days is not None and days.length <= GOOD_DAYS


def _date_round(held: Sequence[Annotations], voices: Voices) -> list[Annotations]:
    witnesses = _Witnesses([index_article(each, voices) for each in held if _is_good(each)])
    by_id = {each.document.document_id: each for each in held}
    dated = []
    for each in held:
        if _is_good(each):
            dated.append(each)
            continue
        original = by_id.get(voices.copies_of.get(each.document.document_id, ""))
        published = _by_original(each, original) or witnesses.date(index_article(each, voices))
        dated.append(each if published is None else date_annotations(each, published))
    return dated


def _by_original(copy: Annotations, original: Annotations | None) -> DocumentDate | None:
    """Date a near-copy by what it copies."""
    if original is None or not _is_good(original):
        return None
    told, allowed = read_interval(original.published.interval), read_interval(copy.published.interval)
    if told is None or (allowed is not None and told.gap(allowed)):
        return None
    # its "on Friday" counts from the day of what it copies, whenever it was printed again
    why = f"a near-copy of {original.document.document_id}, which is of {original.published.interval.value}"
    evidence = (*copy.published.evidence, *original.published.evidence)
    return DocumentDate(interval=original.published.interval, basis="inferred", evidence=evidence, why=why)


class _Witnesses:
    """Holds the finely dated events of dated articles, to be asked when an event was."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._told: list[tuple[Frame, Evidence]] = []
        for article in articles:
            frames = build_frames(article, {})
            for mention_id, frame in frames.items():
                if frame.group == "deed" and frame.is_fine and len(frame.codes) > 1:
                    self._told.append((frame, article.events[mention_id].sentence))
        self._index = CandidateIndex([frame for frame, _ in self._told])

    def date(self, article: Article) -> DocumentDate | None:
        """Date an article by the days of its events; None where nothing, or no one span of days, follows."""
        matches = list(self._matches(article))[:MAX_MATCHES]
        if not matches:
            return None
        bounds = article.published.interval
        fitting = _fitting_days(article, matches, bounds)
        if fitting is None:
            return None
        days, used = fitting
        evidence = (
            *article.published.evidence,
            *(words for match in used for words in (match.mention.sentence, match.words)),
        )
        first = used[0]
        told = date.fromordinal(first.days.last).isoformat()
        why = f"tells what {first.words.document_id} dates to {told}"
        return DocumentDate(
            interval=_interval(days), basis="inferred", evidence=tuple(dict.fromkeys(evidence)), why=why
        )

    def _matches(self, article: Article) -> Iterator[_Match]:
        frames = build_frames(article, {})
        for mention in article.events.values():
            if mention.status not in HAPPENED or not _hangs_on_date(article, mention):
                continue
            undated = replace(frames[mention.mention_id], stated=None, published=None)
            found = self._best(undated)
            if found is not None:
                yield _Match(mention=mention, days=found[0], words=found[1])

    def _best(self, frame: Frame) -> tuple[Days, Evidence] | None:
        """Give the days of the event that fits; None where two of other days fit."""
        fits: list[tuple[Days, Evidence]] = []
        for index in self._index.find(frame):
            told, words = self._told[index]
            score = compare_frames(frame, told)
            if score is not None and told.days is not None and score.excess >= EXTRA_POINTS:
                fits.append((told.days, words))
        if not fits:
            return None
        first = min(fits, key=lambda fit: (fit[0].length, fit[1]))
        return None if any(days.gap(first[0]) > 1 for days, _ in fits) else first


def _hangs_on_date(article: Article, mention: EventMention) -> bool:
    """Tell whether the event's day follows from the article's: told as news, or "on Friday"."""
    time = article.times.get(mention.time) if mention.time else None
    return time.anchor == "publication" if time is not None else mention.date.basis == "publication"


def _fitting_days(article: Article, matches: Sequence[_Match], bounds: Interval) -> tuple[Days, list[_Match]] | None:
    """Give the days on which the most events would fall on theirs, if these are all or nearly all, and one span."""
    votes: dict[int, list[_Match]] = {}
    for match in matches:
        for day in range(match.days.first - LOOK_BACK, match.days.last + LOOK_AHEAD + 1):
            iso = date.fromordinal(day).isoformat()
            if not (bounds.earliest or "0001") <= iso <= (bounds.latest or "9999"):
                continue
            if _falls_on(article, match, day):
                votes.setdefault(day, []).append(match)
    if not votes:
        return None
    most = max(len(some) for some in votes.values())
    best = sorted(day for day, some in votes.items() if len(some) == most)
    if 3 * most < 2 * len(matches) or best[-1] - best[0] > GOOD_DAYS:
        return None
    return Days(first=best[0], last=best[-1]), votes[best[0]]


def _falls_on(article: Article, match: _Match, day: int) -> bool:
    """Tell whether the event would be on its days if the article were of this day."""
    time = article.times.get(match.mention.time) if match.mention.time else None
    if time is None:
        return match.days.first <= day <= match.days.last + NEWS_LAG_DAYS
    published = DocumentDate(interval=_interval(Days(first=day, last=day)), basis="inferred")
    told = read_interval(reevaluate((time,), published)[0].interval)
    return told is not None and told.length <= FINE_DAYS and told.gap(match.days) == 0


def _interval(days: Days) -> Interval:
    first, last = date.fromordinal(days.first), date.fromordinal(days.last)
    return Interval(value=iso_value(first, last), earliest=first.isoformat(), latest=last.isoformat())
