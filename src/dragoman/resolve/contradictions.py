"""Find where two sides cannot both hold, and where a plan did not come out as planned.

In:  articles with their own discrepancies, events, agreements. Out: `Contradiction`s with both sides' words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.records.entities import Agreement, Contradiction, Event, Side
from dragoman.records.mentions import Discrepancy
from dragoman.records.spans import make_id
from dragoman.resolve.articles import Article


def find_contradictions(
    articles: Sequence[Article], events: Sequence[Event], agreements: Sequence[Agreement]
) -> tuple[Contradiction, ...]:
    """Give all contradictions, sorted by id."""
    found = {each.contradiction_id: each for article in articles for each in _own(article.annotations.discrepancies)}
    return tuple(found[key] for key in sorted(found))


def _own(discrepancies: Iterable[Discrepancy]) -> Iterable[Contradiction]:
    """Turn what a document says against itself, or against a table, into contradictions of the record."""
    for each in discrepancies:
        sides = [Side(value=value, printed=(words,)) for value, words in zip(each.values, each.sides, strict=False)]
        if each.reference is not None and len(each.values) > len(each.sides):
            sides.append(Side(value=each.values[-1], printed=(), reference=each.reference))
        yield Contradiction(
            contradiction_id=make_id("contradiction", each.discrepancy_id),
            kind=each.kind,
            about=each.subject,
            field=each.field,
            subject_id=None,
            sides=tuple(sides),
            why=each.why,
        )
