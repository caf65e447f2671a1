"""What the record says, as rows, a kind a line in `RESOLVED_KINDS`.

In:  events, statements, figures, agreements, contradictions, actors. Out: plain dicts, a row each.
Left to `sql_writer`: when they are written. Left to `filters`: how the columns are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from dragoman.records.entities import (
    Actor,
    Agreement,
    Contradiction,
    Event,
    FigureClaim,
    Party,
    Statement,
)
from dragoman.records.spans import Evidence
from dragoman.records.times import Interval
from dragoman.records.vocabulary import EXTENSION_TYPES, HAPPENED
from dragoman.store import schema
from dragoman.store.forms import Row, day_columns, find_days, fold_name, sorted_day_columns

MOST_INTENSE = 10.0  # PLOVER's intensities end there
PARTY_ROLES = (("source", "sources"), ("target", "targets"), ("mediator", "mediators"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedKind:
    """Reads as: objects of this kind have this row, these rows in child tables, and rest on these words.

    `field` is the field of `Resolution`; `parties` gives (role, parties) pairs; what `has_parts` may come from
    several groups of blocks, and of each is kept what it knows.
    """

    name: str
    field: str
    table: Table
    record_type: type
    id_name: str
    row: Callable[[Any], Row]
    printed: Callable[[Any], Iterable[Evidence]]
    children: Callable[[Any], Iterable[tuple[Table, Sequence[Row]]]] = lambda _: ()
    parties: Callable[[Any], Iterable[tuple[str, Sequence[Party]]]] = lambda _: ()
    has_parts: bool = False


def _words(parts: Iterable[str | None]) -> str:
    """Join different wordings, each once and in order, a line each so that no phrase runs across two."""
    return "\n".join(dict.fromkeys(part for part in parts if part))


def _event_row(event: Event) -> Row:
    return {
        "event_type": event.event_type,
        "plover_type": event.plover_type,
        "status": event.status,
        "confidence": event.confidence,
        "intensity": event.intensity,
        "place_country": event.place.country if event.place else None,
        "place_id": event.place.place_id if event.place else None,
        "period": _period(event.date.interval),
        "is_counted": event.status in HAPPENED and event.event_type not in EXTENSION_TYPES,
        "hundredths": round(min(max(event.intensity, -MOST_INTENSE), MOST_INTENSE) * 100),
        **sorted_day_columns(event.date.interval),
        "words": _words(claim.sentence.exact for claim in event.claims),
    }


def _period(interval: Interval) -> str:
    """Give the month, else the year, in which all days of an interval lie; nothing where there is none."""
    first, last = interval.earliest, interval.latest
    if first is None or last is None:
        return ""
    return next((first[:size] for size in (len("2024-10"), len("2024")) if first[:size] == last[:size]), "")


def pairs_of(event: Event) -> tuple[tuple[str, str], ...]:
    """Give the pairs of codes between which an event is: each source with each target, of one side all with all.

    As `resolve.dyads` counts a relation; sorted, the smaller code first.
    """
    sources, targets = (
        {code for party in side if (code := party.country or party.international_code)}
        for side in (event.sources, event.targets)
    )
    others = targets if event.targets else sources
    return tuple(sorted({(min(a, b), max(a, b)) for a in sources for b in others if a != b}))


def _event_parties(event: Event) -> Iterator[tuple[str, Sequence[Party]]]:
    for role, field in PARTY_ROLES:
        yield role, getattr(event, field)
    yield "host", (event.host,) if event.host else ()


def _event_printed(event: Event) -> Iterator[Evidence]:
    for claim in event.claims:
        yield from (claim.evidence, claim.sentence, *claim.support)


def _event_children(event: Event) -> Iterator[tuple[Table, Sequence[Row]]]:
    yield (
        schema.CLAIM,
        [
            {
                "claim_id": claim.claim_id,
                "mention_id": claim.mention_id,
                "field": claim.field,
                "value": claim.value,
                "status": claim.status,
                "document_id": claim.evidence.document_id,
                "start": claim.evidence.span.start,
                "end": claim.evidence.span.end,
            }
            for claim in event.claims
        ],
    )
    yield schema.EVENT_PREVIOUS, [{"previous_id": previous_id} for previous_id in event.previous_ids]
    yield schema.EVENT_PAIR, [{"one": one, "other": other} for one, other in pairs_of(event)]


def _statement_row(statement: Statement) -> Row:
    words = _words((statement.content, *(words.exact for words in statement.printed)))
    return {"kind": statement.kind, **sorted_day_columns(statement.date), "words": words}


def _statement_parties(statement: Statement) -> Iterator[tuple[str, Sequence[Party]]]:
    yield "speaker", (statement.speaker,) if statement.speaker else ()


def _figure_row(figure: FigureClaim) -> Row:
    earliest, latest = find_days(figure.as_of or "") or (None, None)
    return {
        "figure_class": figure.figure_class,
        "unit": figure.unit,
        **sorted_day_columns(Interval(value=figure.as_of, earliest=earliest, latest=latest)),
        "words": _words((figure.counted, figure.of, figure.unit, *(words.exact for words in figure.printed))),
    }


def _agreement_printed(agreement: Agreement) -> Iterator[Evidence]:
    if agreement.replaces_evidence:
        yield agreement.replaces_evidence
    for stage in agreement.stages:
        yield from (*stage.printed, *stage.sentences)


def _agreement_row(agreement: Agreement) -> Row:
    intervals = [stage.date.interval for stage in agreement.stages]
    # None where no stage has a day: `min` over nothing
    span = Interval(
        value=None,
        earliest=min((each.earliest for each in intervals if each.earliest), default=None),
        latest=max((each.latest for each in intervals if each.latest), default=None),
    )
    words = (words.exact for words in _agreement_printed(agreement))
    return {"kind": agreement.kind, **sorted_day_columns(span), "words": _words((*agreement.names, *words))}


def _agreement_children(agreement: Agreement) -> Iterator[tuple[Table, Sequence[Row]]]:
    rows = [
        {"stage": stage.stage, **day_columns(stage.date.interval), "event_id": stage.event_id}
        for stage in agreement.stages
    ]
    yield schema.AGREEMENT_STAGE, rows


def _contradiction_row(contradiction: Contradiction) -> Row:
    sides = (part for side in contradiction.sides for part in (side.value, *(w.exact for w in side.printed)))
    return {
        "kind": contradiction.kind,
        "subject_id": contradiction.subject_id,
        "words": _words((contradiction.about, *sides, contradiction.why)),
    }


def _actor_row(actor: Actor) -> Row:
    same_name = ("actor_id", "name", "kind", "country", "international_code")
    row = {name: getattr(actor, name) for name in same_name}
    return {**row, "words": _words((actor.name, *actor.aliases))}


def _actor_children(actor: Actor) -> Iterator[tuple[Table, Sequence[Row]]]:
    keys = sorted({fold_name(name) for name in (actor.name, *actor.aliases)})
    yield schema.ACTOR_ALIAS, [{"name_key": key} for key in keys]


RESOLVED_KINDS: tuple[ResolvedKind, ...] = (
    ResolvedKind(
        name="event",
        field="events",
        table=schema.EVENT,
        record_type=Event,
        id_name="event_id",
        row=_event_row,
        printed=_event_printed,
        children=_event_children,
        parties=_event_parties,
    ),
    ResolvedKind(
        name="statement",
        field="statements",
        table=schema.STATEMENT,
        record_type=Statement,
        id_name="quotation_id",
        row=_statement_row,
        printed=lambda statement: statement.printed,
        parties=_statement_parties,
    ),
    ResolvedKind(
        name="figure",
        field="figures",
        table=schema.FIGURE_CLAIM,
        record_type=FigureClaim,
        id_name="figure_id",
        row=_figure_row,
        printed=lambda figure: figure.printed,
    ),
    ResolvedKind(
        name="agreement",
        field="agreements",
        table=schema.AGREEMENT,
        record_type=Agreement,
        id_name="agreement_id",
        row=_agreement_row,
        printed=_agreement_printed,
        children=_agreement_children,
        parties=lambda agreement: (("party", agreement.parties),),
    ),
    ResolvedKind(
        name="contradiction",
        field="contradictions",
        table=schema.CONTRADICTION,
        record_type=Contradiction,
        id_name="contradiction_id",
        row=_contradiction_row,
        printed=lambda contradiction: (words for side in contradiction.sides for words in side.printed),
    ),
    ResolvedKind(
        name="actor",
        field="actors",
        table=schema.ACTOR,
        record_type=Actor,
        id_name="actor_id",
        row=_actor_row,
        printed=lambda _: (),
        children=_actor_children,
        has_parts=True,
    ),
)
