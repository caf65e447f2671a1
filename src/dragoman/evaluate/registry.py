"""What can be measured against annotated data, by kind of record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from dragoman.api import Coder, Document
from dragoman.errors import DocumentError, UsageError
from dragoman.evaluate.events import GoldSentence, load_gold_sentences, score_events
from dragoman.records.mentions import Annotations

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


KINDS: Mapping[str, Callable[[Path, Coder], Measured]] = MappingProxyType({"events": measure_events})


def measure(kind: str, path: Path, coder: Coder) -> Measured:
    """Measure one kind; UsageError where there is none of that name."""
    if kind not in KINDS:
        raise UsageError(f"no kind {kind!r}; there are {', '.join(KINDS)}")
    return KINDS[kind](path, coder)
