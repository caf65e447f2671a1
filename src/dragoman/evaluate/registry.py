"""What can be measured against annotated data, by kind of record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from dragoman.api import Record
from dragoman.coder import Coder, Document
from dragoman.errors import DocumentError, UsageError
from dragoman.evaluate.actors import load_gold_actors, score_actors
from dragoman.evaluate.documents import load_gold_documents, score_documents
from dragoman.evaluate.events import GoldSentence, load_gold_sentences, score_events
from dragoman.evaluate.figures import load_gold_figures, score_figures
from dragoman.evaluate.gold import GoldText
from dragoman.evaluate.quotations import load_gold_quotations, score_quotations
from dragoman.evaluate.scores import Measured
from dragoman.evaluate.stories import add_scores, load_story, score_story
from dragoman.evaluate.times import load_gold_times, score_times
from dragoman.records.mentions import Annotations
from dragoman.store.sql import open_store

Wanted = TypeVar("Wanted")
Measure = Callable[[Path, Coder], Measured]


def measure_events(path: Path, coder: Coder) -> Measured:
    """Measure events on gold sentences."""
    scores = score_events(_annotated(load_gold_sentences(path), coder))
    return scores.rows(), scores.errors


def _annotated(sentences: tuple[GoldSentence, ...], coder: Coder) -> Iterator[tuple[GoldSentence, Annotations | None]]:
    for sentence in sentences:
        raw = Document(text=sentence.text, id=sentence.sentence_id, published=sentence.published, language="en")
        try:
            yield sentence, coder.annotate(raw)
        except DocumentError:
            yield sentence, None


def _over_texts(
    load: Callable[[Path], tuple[GoldText[Wanted], ...]],
    score: Callable[[Iterable[tuple[GoldText[Wanted], Annotations | None]]], Measured],
) -> Measure:
    """Make the measure of a kind that is annotated text by text."""

    def measure_texts(path: Path, coder: Coder) -> Measured:
        return score((text, _annotate(text, coder)) for text in load(path))

    return measure_texts


def _annotate(text: GoldText[Wanted], coder: Coder) -> Annotations | None:
    raw = Document(text=text.text, id=text.item_id, title=text.title, published=text.published, language="en")
    try:
        return coder.annotate(raw)
    except DocumentError:
        return None


def measure_stories(path: Path, coder: Coder) -> Measured:
    """Measure the record on every story below the folder, each in a record of its own."""
    del coder
    parts = []
    for folder in sorted(each.parent for each in path.glob("*/gold.json")):
        with Record(open_store(":memory:", create=True)) as record:
            record.add(str(folder / "docs.jsonl"))
            parts.append(
                score_story(folder.name, load_story(folder), record.events(), record.statements(), record.agreements())
            )
    if not parts:
        raise UsageError(f"{path}: no stories (folders with docs.jsonl and gold.json)")
    scores = add_scores(parts)
    return scores.rows(), scores.errors


KINDS: Mapping[str, Measure] = MappingProxyType(
    {
        "documents": _over_texts(load_gold_documents, score_documents),
        "times": _over_texts(load_gold_times, score_times),
        "actors": _over_texts(load_gold_actors, score_actors),
        "quotations": _over_texts(load_gold_quotations, score_quotations),
        "figures": _over_texts(load_gold_figures, score_figures),
        "events": measure_events,
        "events-wire": measure_events,  # the same, on the everyday press
        "events-fresh": measure_events,  # the everyday press again, by sentences whose errors nobody reads
        "stories": measure_stories,
    }
)


def measure(kind: str, path: Path, coder: Coder) -> Measured:
    """Measure one kind; UsageError where there is none of that name."""
    if kind not in KINDS:
        raise UsageError(f"no kind {kind!r}; there are {', '.join(KINDS)}")
    return KINDS[kind](path, coder)
