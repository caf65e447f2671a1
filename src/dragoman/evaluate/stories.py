"""Measure the record against annotated document sets: events over documents, statements, agreements.

In:  a story's gold (`events`, `statements`, `agreements` with stages) and what a view holds of its documents.
Out: named counts, and what was missed.

A recorded event fits a gold one when its type (or PLOVER's reading of it) is gold's or in `also_ok`, when it shares
two countries with gold (one, where gold has one), and when their dates are equal at the coarser precision or at most
a day apart. Gold names a body of several states by its short name ("ECOWAS"): whoever is called so, or is of it, has
that code. *Recall* is a largest one-to-one matching; *doubles* are events that fit gold beyond the one matched.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.evaluate.scores import Score, match_pairs
from dragoman.lexicons.load.tables import Organisation, load_organisations, states_by_code
from dragoman.records.entities import Agreement, Event, Party, Statement

DAY = dt.timedelta(days=1)


@dataclass(slots=True, kw_only=True)
class StoryScores:
    """Reads as: how the record did on one or several stories, as counts."""

    main: Score
    events: Score
    doubles: Score
    statements: Score
    stages: Score
    errors: list[tuple[str, str]] = field(default_factory=list)

    def rows(self) -> dict[str, float]:
        """Give the scores by name, rounded to four places; `single` is the share of fits that is no double."""
        return {
            "main events found": round(self.main.recall, 4),
            "events found": round(self.events.recall, 4),
            "fits that are single": round(1 - self.doubles.recall, 4),
            "statements found": round(self.statements.recall, 4),
            "agreement stages found": round(self.stages.recall, 4),
        }


def load_story(folder: Path) -> dict[str, Any]:
    """Read a story's gold; UsageError where it is missing or malformed."""
    try:
        gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise UsageError(f"{folder}: no story: {error}") from error
    return gold


def score_story(
    name: str,
    gold: dict[str, Any],
    events: Iterable[Event],
    statements: Iterable[Statement],
    agreements: Iterable[Agreement],
) -> StoryScores:
    """Score what a record holds of one story."""
    found, said, treaties = list(events), list(statements), list(agreements)
    own = [event for event in gold["events"] if not event.get("same_as")]
    edges = {i: [j for j, event in enumerate(found) if fits(each, event)] for i, each in enumerate(own)}
    order = sorted(edges, key=lambda i: (not own[i].get("main"), i))
    matched = match_pairs({i: edges[i] for i in order})
    fitting = {j for js in edges.values() for j in js}
    mains = [i for i, event in enumerate(own) if event.get("main")]
    told = [each for each in gold.get("statements", []) if any(_said(each, statement) for statement in said)]
    stages = [(treaty, stage) for treaty in gold.get("agreements", []) for stage in treaty["stages"]]
    reached = [1 for treaty, stage in stages if any(_reached(treaty, stage, each) for each in treaties)]
    return StoryScores(
        main=Score(right=sum(i in matched for i in mains), answers=len(mains), gold=len(mains)),
        events=Score(right=len(matched), answers=len(own), gold=len(own)),
        doubles=Score(right=len(fitting) - len(matched), answers=len(fitting), gold=len(fitting)),
        statements=Score(right=len(told), answers=len(said), gold=len(gold.get("statements", []))),
        stages=Score(right=len(reached), answers=len(stages), gold=len(stages)),
        errors=[(f"{name}/{own[i]['id']}", _missed(own[i])) for i in edges if i not in matched],
    )


def add_scores(parts: Iterable[StoryScores]) -> StoryScores:
    """Add up stories by their counts."""
    stories = list(parts)

    def total(which: str) -> Score:
        scores = [getattr(story, which) for story in stories]
        return Score(
            right=sum(s.right for s in scores), answers=sum(s.answers for s in scores), gold=sum(s.gold for s in scores)
        )

    return StoryScores(
        main=total("main"),
        events=total("events"),
        doubles=total("doubles"),
        statements=total("statements"),
        stages=total("stages"),
        errors=[error for story in stories for error in story.errors],
    )


def fits(gold: dict[str, Any], event: Event) -> bool:
    """Tell whether a recorded event is the gold one."""
    if not {event.event_type, event.plover_type} & {gold["type"], *gold.get("also_ok", [])}:
        return False
    wanted = set(gold["source"]) | set(gold["target"])
    have = {code for party in (*event.sources, *event.targets) for code in _codes(party, wanted)}
    if len(wanted & have) < min(2, len(wanted)):
        return False
    if not dates_agree(gold.get("date"), event.date.interval.value):
        return False
    told = {event.status} | {step.status for step in event.history}
    return event.status != "denied" if gold["status"] == "occurred" else gold["status"] in told


def dates_agree(gold: str | None, value: str | None) -> bool:
    """Tell whether two dates are equal at the coarser precision, or days at most one apart; gold None takes any."""
    if gold is None:
        return True
    if value is None or not re.match(r"\d{4}", value):
        return False
    one, other = gold[:10].split("-"), value[:10].split("-")
    shared = min(len(one), len(other))
    if one[:shared] == other[:shared]:
        return True
    if len(one) == len(other) == 3:
        return abs(dt.date.fromisoformat(gold[:10]) - dt.date.fromisoformat(value[:10])) <= DAY
    return False


def _codes(party: Party, wanted: Iterable[str]) -> set[str]:
    """Give the codes of a party among those wanted: its country, and the bodies that it is called by."""
    own = {party.country} if party.country else set()
    return own | {code for code in wanted if (names := _body_names(code)) is not None and names.search(party.name)}


@functools.cache
def _body_names(code: str) -> re.Pattern[str] | None:
    """Give what finds the names of the body that a code is the short name of; None of the code of a state."""
    if code in states_by_code():
        return None
    names = {name for body in load_organisations() for name in _calls(body) if code in _calls(body)}
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in sorted(names)) + r")\b") if names else None


def _calls(body: Organisation) -> tuple[str, ...]:
    return (body.name, *body.aliases)


def _said(gold: dict[str, Any], statement: Statement) -> bool:
    wanted, have = gold["content"].lower().split(), statement.content.lower()
    words = [word.strip("“”\"'.,;:") for word in wanted]
    return bool(words) and sum(word in have for word in words) >= 0.8 * len(words)


def _reached(treaty: dict[str, Any], stage: dict[str, Any], agreement: Agreement) -> bool:
    have = {code for party in agreement.parties for code in _codes(party, treaty["parties"])}
    if len(set(treaty["parties"]) & have) < min(2, len(set(treaty["parties"]))):
        return False
    return any(
        each.stage == stage["stage"] and dates_agree(stage.get("date"), each.date.interval.value)
        for each in agreement.stages
    )


def _missed(gold: dict[str, Any]) -> str:
    sides = f"{'+'.join(gold['source'])} -> {'+'.join(gold['target'])}"
    return f"missed {gold.get('date')} {gold['type']} {sides} {gold['status']}"
