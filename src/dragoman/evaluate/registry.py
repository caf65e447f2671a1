"""What can be measured against annotated data, by kind of record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from dragoman.api import Coder, Document, Record
from dragoman.errors import DocumentError, UsageError
from dragoman.evaluate.events import GoldSentence, load_gold_sentences, score_events
from dragoman.evaluate.stories import add_scores, load_story, score_story
from dragoman.records.mentions import Annotations
from dragoman.store.sql import open_store

Errors = list[tuple[str, str]]
Measured = tuple[dict[str, float], Errors]


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


KINDS: Mapping[str, Callable[[Path, Coder], Measured]] = MappingProxyType(
    {"events": measure_events, "stories": measure_stories}
)


def measure(kind: str, path: Path, coder: Coder) -> Measured:
    """Measure one kind; UsageError where there is none of that name."""
    if kind not in KINDS:
        raise UsageError(f"no kind {kind!r}; there are {', '.join(KINDS)}")
    return KINDS[kind](path, coder)
