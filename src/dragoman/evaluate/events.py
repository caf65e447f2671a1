"""Measure the event coder against annotated sentences.

In:  gold sentences (`evaluation/gold/events.jsonl`) and the coder's annotations of them.
Out: named scores, and what went wrong in each sentence.

A coded event fits a gold event of the same type, best where their triggers overlap; matching is one to one.
`type` counts those. Of the matched, `parties` counts those whose sources and targets are both right: each gold
wording overlaps one actor's words, and no actor is left over. `status` counts equal status. `quiet` is the share of
hard negatives without any event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.evaluate.gold import Item, load_lines
from dragoman.evaluate.scores import Score, match_pairs
from dragoman.records.mentions import Annotations, EventMention
from dragoman.records.spans import CharSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """Reads as: this sentence tells this event."""

    event_type: str
    modes: tuple[str, ...]
    trigger: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSentence:
    """Reads as: a sentence with all its events; a hard negative looks political and tells none."""

    sentence_id: str
    text: str
    published: str | None
    phenomena: tuple[str, ...]
    hard_negative: bool
    events: tuple[GoldEvent, ...]


@dataclass(slots=True, kw_only=True)
class EventScores:
    """Reads as: how the coder did on the gold sentences."""

    types: Score
    parties: Score
    statuses: Score
    modes: Score
    quiet: Score
    errors: list[tuple[str, str]] = field(default_factory=list)

    def rows(self) -> dict[str, float]:
        """Give the scores by name, rounded to four places."""
        return {
            "type F1": round(self.types.f1, 4),
            "type precision": round(self.types.precision, 4),
            "type recall": round(self.types.recall, 4),
            "parties right": round(self.parties.recall, 4),
            "status right": round(self.statuses.recall, 4),
            "modes right": round(self.modes.recall, 4),
            "hard negatives quiet": round(self.quiet.recall, 4),
        }


def load_gold_sentences(path: Path) -> tuple[GoldSentence, ...]:
    """Read gold sentences; UsageError names the line that is malformed."""
    return load_lines(path, "sentences", _read_sentence)


def _read_sentence(item: Item) -> GoldSentence:
    return GoldSentence(
        sentence_id=item["id"],
        text=item["text"],
        published=item.get("published"),
        phenomena=tuple(item["phenomena"]),
        hard_negative=bool(item["hard_negative"]),
        events=tuple(
            GoldEvent(
                event_type=event["event_type"],
                modes=tuple(event["modes"]),
                trigger=event["trigger"],
                sources=tuple(event["sources"]),
                targets=tuple(event["targets"]),
                status=event["status"],
            )
            for event in item["events"]
        ),
    )


def score_events(pairs: Iterable[tuple[GoldSentence, Annotations | None]]) -> EventScores:
    """Score the annotations (None: rejected) of gold sentences."""
    counts = dict.fromkeys(("right", "answers", "gold", "parties", "statuses", "modes", "negatives", "quiet"), 0)
    errors: list[tuple[str, str]] = []
    for sentence, found in pairs:
        events = found.events if found is not None else ()
        counts["gold"] += len(sentence.events)
        counts["answers"] += len(events)
        if sentence.hard_negative:
            counts["negatives"] += 1
            counts["quiet"] += not events
        matched = match_events(sentence, events)
        counts["right"] += len(matched)
        notes = _judge(sentence, found, matched, counts)
        notes += [f"missed {_gold_text(g)}" for i, g in enumerate(sentence.events) if i not in matched]
        notes += [f"extra {_event_text(e, found)}" for j, e in enumerate(events) if j not in set(matched.values())]
        if notes:
            errors.append((sentence.sentence_id, "; ".join(notes)))
    return EventScores(
        types=Score(right=counts["right"], answers=counts["answers"], gold=counts["gold"]),
        parties=Score(right=counts["parties"], answers=counts["right"], gold=counts["right"]),
        statuses=Score(right=counts["statuses"], answers=counts["right"], gold=counts["right"]),
        modes=Score(right=counts["modes"], answers=counts["right"], gold=counts["right"]),
        quiet=Score(right=counts["quiet"], answers=counts["negatives"], gold=counts["negatives"]),
        errors=errors,
    )


def match_events(sentence: GoldSentence, events: tuple[EventMention, ...]) -> dict[int, int]:
    """Give for each gold event that was found, by its place, that of the coded event."""
    edges: dict[int, list[int]] = {}
    for index, gold in enumerate(sentence.events):
        spans = _spans(sentence.text, gold.trigger)
        fitting = [j for j, event in enumerate(events) if event.event_type == gold.event_type]
        edges[index] = sorted(fitting, key=lambda j: (not any(events[j].span.overlaps(s) for s in spans), j))
    return match_pairs(edges)


def _judge(
    sentence: GoldSentence, annotations: Annotations | None, matched: dict[int, int], counts: dict[str, int]
) -> list[str]:
    notes: list[str] = []
    if annotations is None:
        return notes
    for index, answer in matched.items():
        gold, event = sentence.events[index], annotations.events[answer]
        sides = are_parties_right(sentence.text, gold, annotations, event)
        counts["parties"] += sides
        counts["statuses"] += gold.status == event.status
        counts["modes"] += set(gold.modes) == set(event.modes)
        if not sides:
            notes.append(f"parties of {_gold_text(gold)}: got {_event_text(event, annotations)}")
        if gold.status != event.status:
            notes.append(f"status of {gold.trigger}: {gold.status}, got {event.status}")
    return notes


def are_parties_right(text: str, gold: GoldEvent, annotations: Annotations, event: EventMention) -> bool:
    """Tell whether both sides of a coded event are gold's."""
    return _side_right(text, gold.sources, annotations, event.sources) and _side_right(
        text, gold.targets, annotations, event.targets
    )


def _side_right(text: str, wanted: tuple[str, ...], annotations: Annotations, got: tuple[str, ...]) -> bool:
    spans = {annotations.actor(mention_id).span for mention_id in got}
    if len(spans) != len(wanted):
        return False
    ordered = sorted(spans)
    edges = {
        index: [j for j, span in enumerate(ordered) if any(span.overlaps(s) for s in _spans(text, words))]
        for index, words in enumerate(wanted)
    }
    return len(match_pairs(edges)) == len(wanted)


def _spans(text: str, words: str) -> list[CharSpan]:
    spans, start = [], text.find(words)
    while start >= 0 and words:
        spans.append(CharSpan(start=start, end=start + len(words)))
        start = text.find(words, start + 1)
    return spans


def _gold_text(gold: GoldEvent) -> str:
    return f"{gold.event_type}[{gold.trigger}] {'+'.join(gold.sources)} -> {'+'.join(gold.targets)} {gold.status}"


def _event_text(event: EventMention, annotations: Annotations | None) -> str:
    if annotations is None:
        return event.event_type
    sides = ["+".join(annotations.actor(m).exact for m in side) for side in (event.sources, event.targets)]
    return f"{event.event_type}[{event.exact}] {sides[0]} -> {sides[1]} {event.status} ({' '.join(event.why[:3])})"
