"""The extractors, in order, and the one function that runs them all on a document.

In:  a `Parsed`. Out: `Annotations`, dated by the document's own evidence.
Left to `resolve`: everything that needs another document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from dragoman.errors import ConfigError, DocumentError, ExtractError
from dragoman.extract.actors.coder import extract_actors
from dragoman.extract.actors.discrepancies import find_reference_discrepancies
from dragoman.extract.agreements.coder import extract_agreements
from dragoman.extract.asserters import attribute_assertions
from dragoman.extract.dating.coder import date_document
from dragoman.extract.dating.impossible import find_impossible_times
from dragoman.extract.disagreements import find_disagreements
from dragoman.extract.events.coder import extract_events
from dragoman.extract.events.parties import part_reached, settle_actors
from dragoman.extract.figures.extract import extract_figures
from dragoman.extract.genre import read_genre
from dragoman.extract.places import extract_places
from dragoman.extract.quotations.extract import extract_quotations
from dragoman.extract.times.coder import extract_times
from dragoman.nlp.parse import Parsed
from dragoman.records.dating import date_annotations
from dragoman.records.mentions import Annotations
from dragoman.records.signature import sign
from dragoman.records.times import UNDATED

Extract = Callable[[Parsed, Annotations], tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """Reads as: this function fills that field of `Annotations`, and reads these."""

    fills: str
    extract: Extract
    reads: tuple[str, ...] = ()


EXTRACTORS: tuple[Extractor, ...] = (
    Extractor(fills="times", extract=extract_times),
    Extractor(fills="actors", extract=extract_actors),
    Extractor(fills="places", extract=extract_places, reads=("actors",)),
    Extractor(fills="figures", extract=extract_figures, reads=("times", "actors")),
    Extractor(fills="events", extract=extract_events, reads=("times", "actors", "places", "figures")),
    Extractor(fills="events", extract=part_reached, reads=("actors", "events")),
    Extractor(fills="actors", extract=settle_actors, reads=("actors", "places", "events")),
    Extractor(fills="quotations", extract=extract_quotations, reads=("actors",)),
    Extractor(fills="agreements", extract=extract_agreements, reads=("times", "actors", "places", "events")),
)


def check_order(extractors: Sequence[Extractor]) -> None:
    """Raise ConfigError where a step reads what no earlier step fills."""
    filled: set[str] = set()
    for extractor in extractors:
        missing = set(extractor.reads) - filled
        if missing:
            raise ConfigError(f"the extractor of {extractor.fills} reads {sorted(missing)}, which none before it fills")
        filled.add(extractor.fills)


def annotate(parsed: Parsed, versions: tuple[tuple[str, str], ...] = ()) -> Annotations:
    """Run all extractors on a document; ExtractError names the one that failed."""
    found = Annotations(
        document=parsed.document,
        published=UNDATED,
        genre="other",
        signature=sign(parsed.document.text),
        versions=versions,
    )
    for extractor in EXTRACTORS:
        try:
            values = {extractor.fills: tuple(extractor.extract(parsed, found))}
            found = replace(found, **cast("dict[str, Any]", values))
        except DocumentError:
            raise
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            # a fault of ours in one extractor costs one document, not the run; the type says it is a fault
            raise ExtractError("failed", f"the extractor of {extractor.fills} failed: {error!r}") from error
    genre, genre_evidence = read_genre(parsed, found)
    found = attribute_assertions(replace(found, genre=genre, genre_evidence=genre_evidence))
    published = date_document(parsed, found)
    found = date_annotations(found, published)
    discrepancies = (
        *find_impossible_times(parsed, found, published),
        *find_reference_discrepancies(parsed, found),
        *find_disagreements(parsed, found),
    )
    return replace(found, discrepancies=tuple(sorted(discrepancies, key=lambda d: (d.sides, d.discrepancy_id))))
