"""Measure quotations against annotated texts: what was said, by whom, in which way.

In:  gold texts with their quotations and the coder's annotations of them.
Out: named scores, and what went wrong in each text.

A quotation is the parts of one utterance. Contents are compared by their letters and digits, without a leading
"that": `content F1` counts pairs, one to one, that share at least half of either side's; `exact F1` those that share
all. Of the pairs, `speaker right` counts those where the speakers' words overlap or the answer's actor bears the
entity's name (or both sides have none), `kind right` those of gold's kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.evaluate.gold import GoldText, Item, as_read, load_texts, one_of
from dragoman.evaluate.scores import Errors, Measured, f1, match_alike, share
from dragoman.readers.metadata import normalise_text
from dragoman.records.mentions import Annotations, Quotation
from dragoman.records.spans import CharSpan

KINDS = ("direct", "indirect", "mixed")
SHOWN = 50  # characters of a content in an error's note

_THAT = re.compile(r"\W*that\b", re.IGNORECASE)
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuotation:
    """Reads as: this speaker said these stretches of the text; `letters` are where their letters stand."""

    letters: frozenset[int]
    exact: str
    kind: str
    speaker: CharSpan | None
    entity: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Reads as: the parts that the coder gave of one quotation, as one."""

    letters: frozenset[int]
    exact: str
    kind: str
    speakers: tuple[CharSpan, ...]
    names: tuple[str, ...]


def load_gold_quotations(path: Path) -> tuple[GoldText[GoldQuotation], ...]:
    """Read gold texts with their `quotations`; UsageError names the line that is malformed."""
    return load_texts(path, "quotations", _read_quotation)


def _read_quotation(text: str, item: Item) -> GoldQuotation:
    spans, start = [], 0
    for part in item["parts"]:
        start = text.find(part, start)
        if start < 0 or not part:
            raise ValueError(f"{part!r} does not stand in the text, or not in this order")
        spans.append(CharSpan(start=start, end=start + len(part)))
        start += len(part)
    if not spans:
        raise ValueError("a quotation without parts")
    speaker = find_speaker(text, item["speaker"], item.get("cue"), spans) if item["speaker"] is not None else None
    read = [as_read(text, span.start, span.end) for span in spans]
    return GoldQuotation(
        letters=_letters([(span, normalise_text(part)) for span, part in zip(read, item["parts"], strict=True)]),
        exact=" ... ".join(item["parts"]),
        kind=one_of(item["kind"], KINDS, "kind"),
        speaker=as_read(text, speaker.start, speaker.end) if speaker is not None else None,
        entity=item.get("speaker_entity"),
    )


def find_speaker(text: str, words: str, cue: str | None, parts: Sequence[CharSpan]) -> CharSpan:
    """Give which of the places where the words stand is the speaker: the one nearest the cue, else the content.

    The nearest place of the cue's words to the content is the cue. Without one, words that follow the content in a
    sentence of their own speak of something else. ValueError where the words do not stand in the text.
    """
    beside = list(parts)
    if cue is not None and (cues := _places(text, cue)):
        beside = [min(cues, key=lambda span: (_gap(span, parts), span))]
    places = _places(text, words)
    if not places:
        raise ValueError(f"the speaker {words!r} does not stand in the text")
    last = parts[-1].end

    def rank(span: CharSpan) -> tuple[bool, int, CharSpan]:
        later = cue is None and span.start >= last and re.search(r"[.!?]\s", text[last : span.start]) is not None
        return later, _gap(span, beside), span

    return min(places, key=rank)


def _places(text: str, words: str) -> list[CharSpan]:
    found = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return [CharSpan(start=place.start(), end=place.end()) for place in found]


def _gap(span: CharSpan, others: Sequence[CharSpan]) -> int:
    return min(max(other.start - span.end, span.start - other.end, 0) for other in others)


def score_quotations(pairs: Iterable[tuple[GoldText[GoldQuotation], Annotations | None]]) -> Measured:
    """Score the annotations (None: rejected) of gold texts."""
    counts: Counter[str] = Counter()
    errors: Errors = []
    for text, found in pairs:
        answers = read_utterances(found) if found is not None else ()
        matched = match_alike(
            {
                (i, j): _likeness(gold.letters, answer.letters)
                for i, gold in enumerate(text.wanted)
                for j, answer in enumerate(answers)
            }
        )
        counts["gold"] += len(text.wanted)
        counts["answers"] += len(answers)
        counts["matched"] += len(matched)
        notes = [f"missed {_told(each)}" for i, each in enumerate(text.wanted) if i not in matched]
        notes += [f"extra {_told(each)}" for j, each in enumerate(answers) if j not in set(matched.values())]
        for i, j in matched.items():
            notes += _judge(text.wanted[i], answers[j], counts)
        if notes:
            errors.append((text.item_id, "; ".join(notes)))
    rows = {
        "content F1": f1(counts["matched"], counts["answers"], counts["gold"]),
        "content F1 exact": f1(counts["exact"], counts["answers"], counts["gold"]),
        "speaker right": share(counts["speaker"], counts["matched"]),
        "kind right": share(counts["kind"], counts["matched"]),
    }
    return rows, errors


def read_utterances(annotations: Annotations) -> tuple[Utterance, ...]:
    """Put the parts of each utterance together, in the order of the text."""
    parts: dict[str, list[Quotation]] = {}
    for quotation in annotations.quotations:
        parts.setdefault(quotation.utterance, []).append(quotation)
    return tuple(_read_utterance(each, annotations) for each in parts.values())


def _read_utterance(parts: list[Quotation], annotations: Annotations) -> Utterance:
    kinds = sorted({part.kind for part in parts})
    speaking = {annotations.actor(part.speaker_id).actor_id for part in parts if part.speaker_id is not None}
    return Utterance(
        letters=_letters([(part.content.span, part.content.exact) for part in parts]),
        exact=" ... ".join(part.content.exact for part in parts),
        kind=kinds[0] if len(kinds) == 1 else "mixed",
        speakers=tuple(sorted({part.speaker for part in parts if part.speaker is not None})),
        names=tuple(sorted({actor.name for actor in annotations.actors if actor.actor_id in speaking})),
    )


def _letters(parts: Sequence[tuple[CharSpan, str]]) -> frozenset[int]:
    found: set[int] = set()
    for index, (span, words) in enumerate(parts):
        that = _THAT.match(words) if index == 0 else None
        first = that.end() if that is not None and that.end() < len(words) else 0
        found |= {span.start + at for at, sign in enumerate(words) if at >= first and sign.isalnum()}
    return frozenset(found)


def _likeness(gold: frozenset[int], answer: frozenset[int]) -> float:
    shared = len(gold & answer)
    if not shared or 2 * shared < min(len(gold), len(answer)):
        return 0.0
    return 2 * shared / (len(gold) + len(answer))


def _judge(gold: GoldQuotation, answer: Utterance, counts: Counter[str]) -> list[str]:
    right = {
        "exact": gold.letters == answer.letters,
        "speaker": _speaker_right(gold, answer),
        "kind": gold.kind == answer.kind,
    }
    counts.update(name for name, fits in right.items() if fits)
    wrong = [name for name, fits in right.items() if not fits]
    return [f"{' and '.join(wrong)} of {_told(gold)}: got {_told(answer)}"] if wrong else []


def _speaker_right(gold: GoldQuotation, answer: Utterance) -> bool:
    if gold.speaker is None or not answer.speakers:
        return gold.speaker is None and not answer.speakers
    if any(gold.speaker.overlaps(span) for span in answer.speakers):
        return True
    return gold.entity is not None and any(_same_name(gold.entity, name) for name in answer.names)


def _same_name(one: str, other: str) -> bool:
    """Tell whether all words of one name stand in the other: "Lavrov", "Sergei Lavrov"."""
    words, others = (set(re.findall(r"\w+", name.casefold())) - _ARTICLES for name in (one, other))
    return bool(words and others) and (words <= others or others <= words)


def _told(said: GoldQuotation | Utterance) -> str:
    by = said.entity if isinstance(said, GoldQuotation) else "/".join(said.names)
    return f"{said.kind} by {by}: {said.exact[:SHOWN]!r}"
