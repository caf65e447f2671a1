"""Small records for tests, made by hand or by hypothesis; every argument that a test doesn't name is plain."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, TypeVar

from hypothesis import strategies

from dragoman.records.documents import Document, Zone
from dragoman.records.entities import (
    Actor,
    Agreement,
    AgreementStage,
    Claim,
    Contradiction,
    Event,
    FigureClaim,
    Party,
    Side,
    Statement,
)
from dragoman.records.mentions import ActorMention, Annotations, EventMention
from dragoman.records.spans import CharSpan, Evidence, make_id
from dragoman.records.times import NO_DATE, UNDATED, DocumentDate, EventDate, Interval
from dragoman.records.vocabulary import ActorKind
from dragoman.store.base import StoredDocument

Record = TypeVar("Record")

SENTENCE = "Kenya and Peru held talks in Nairobi on Friday."
NAMES = {"KEN": "Kenya", "PER": "Peru", "FJI": "Fiji", "UNO": "United Nations"}


def make_interval(earliest: str | None, latest: str | None = None) -> Interval:
    """Make an interval of one day, or from a day to another."""
    return Interval(value=earliest, earliest=earliest, latest=latest or earliest)


def make_evidence(document_id: str = "d1", exact: str = SENTENCE, start: int = 0) -> Evidence:
    """Point at words."""
    return Evidence(document_id=document_id, span=CharSpan(start=start, end=start + len(exact)), exact=exact)


def make_annotations(
    document_id: str = "d1",
    *,
    text: str = SENTENCE,
    published: str | None = None,
    countries: tuple[str, ...] = ("KEN", "PER"),
    **fields: Any,
) -> Annotations:
    """Make what one document says: its actors are the countries, its one event is their meeting."""
    document = Document(
        document_id=document_id,
        source_id=fields.pop("source_id", f"{document_id}.txt"),
        text=text,
        fingerprint=make_id("text", text),
        language="en",
        zones=(Zone(span=CharSpan(start=0, end=len(text)), kind="body"),),
        **fields,
    )
    actors = tuple(
        ActorMention(
            mention_id=f"{document_id}-{country}",
            span=CharSpan(start=0, end=1),
            exact=text[:1],
            mention_type="NAM",
            actor_id=f"state:{country}",
            name=NAMES[country],
            kind="state",
            country=country,
        )
        for country in countries
    )
    event = EventMention(
        mention_id=f"{document_id}-talks",
        span=CharSpan(start=0, end=len(text)),
        exact=text,
        sentence=make_evidence(document_id, text),
        event_type="CONSULT",
        plover_type="CONSULT",
        status="occurred",
        sources=tuple(actor.mention_id for actor in actors),
        date=NO_DATE,
    )
    date = DocumentDate(interval=make_interval(published), basis="given") if published else UNDATED
    return Annotations(
        document=document,
        published=date,
        genre="news",
        actors=actors,
        events=(event,),
        versions=(("lexicons", "1"),),
    )


def keep(
    document_id: str, *blocks: str, key: str | None = None, text: str | None = None, day: str | None = None
) -> StoredDocument:
    """Make a document to be added, with its one event mention in these blocks."""
    annotations = make_annotations(document_id, text=text or f"Talks, as {document_id} tells.", published=day)
    return StoredDocument(
        annotations=annotations,
        keys=(key,) if key else (),
        block_keys={f"{document_id}-talks": blocks} if blocks else {},
    )


def ids_of(events: Iterable[Event]) -> list[str]:
    """Give the ids, in the order given."""
    return [event.event_id for event in events]


def make_party(code: str, *, actor_id: str | None = None, name: str | None = None) -> Party:
    """Make a state or, for UNO, the organisation."""
    is_body = code == "UNO"
    kind: ActorKind = "organisation" if is_body else "state"
    return Party(
        actor_id=actor_id or f"{kind}:{code}",
        name=name or NAMES[code],
        kind=kind,
        country=None if is_body else code,
        international_code=code if is_body else None,
        sector=None,
    )


def make_event(
    event_id: str,
    *,
    earliest: str | None = None,
    latest: str | None = None,
    document_ids: tuple[str, ...] = ("d1",),
    sentence: str = SENTENCE,
    **fields: Any,
) -> Event:
    """Make an event with one claim a document."""
    claims = tuple(
        Claim(
            claim_id=f"{event_id}-{document_id}",
            event_id=event_id,
            mention_id=f"{document_id}-talks",
            field="event_type",
            value="CONSULT",
            status="occurred",
            attributed_to=(),
            evidence=make_evidence(document_id, sentence),
            sentence=make_evidence(document_id, sentence),
        )
        for document_id in document_ids
    )
    date = EventDate(interval=make_interval(earliest, latest), basis="stated") if earliest else NO_DATE
    plain: dict[str, Any] = {
        "previous_ids": (),
        "event_type": "CONSULT",
        "plover_type": "CONSULT",
        "about": None,
        "modes": (),
        "contexts": (),
        "sources": (make_party("KEN"), make_party("PER")),
        "targets": (),
        "host": None,
        "mediators": (),
        "date": date,
        "place": None,
        "status": "occurred",
        "attributed_to": (),
        "history": (),
        "links": (),
        "figures": (),
        "confidence": 0.9,
        "intensity": 1.0,
        "documents": len(document_ids),
        "voices": 1,
        "claims": claims,
        "mention_ids": tuple(claim.mention_id for claim in claims),
    }
    return Event(event_id=event_id, **{**plain, **fields})


def make_statement(quotation_id: str, content: str, *, speaker: Party | None, day: str | None) -> Statement:
    """Make a statement, printed once, in d1."""
    return Statement(
        quotation_id=quotation_id,
        speaker=speaker,
        speaker_words=None,
        content=content,
        kind="direct",
        date=make_interval(day),
        addressee=None,
        printed=(make_evidence("d1", content),),
    )


def make_figure(figure_id: str, *, counted: str, as_of: str | None = None, **fields: Any) -> FigureClaim:
    """Make a figure of 7 of something, printed once, in d1."""
    plain: dict[str, Any] = {
        "low": 7.0,
        "high": 7.0,
        "bound": "=",
        "figure_class": "count",
        "unit": None,
        "of": None,
        "change": "none",
        "printed": (make_evidence("d1", f"seven {counted}"),),
    }
    return FigureClaim(figure_id=figure_id, counted=counted, as_of=as_of, **{**plain, **fields})


def make_agreement(agreement_id: str, *, names: tuple[str, ...], days: tuple[str, ...]) -> Agreement:
    """Make an agreement of Kenya and Peru that was negotiated on these days; each is a stage."""
    stages = tuple(
        AgreementStage(
            stage="negotiating",
            date=EventDate(interval=make_interval(day), basis="stated"),
            place=None,
            event_id=f"event of {day}",
            printed=(make_evidence("d1", names[0]),),
        )
        for day in days
    )
    return Agreement(
        agreement_id=agreement_id,
        names=names,
        kind="treaty",
        parties=(make_party("KEN"), make_party("PER")),
        duration_years=None,
        replaces=None,
        replaces_id=None,
        replaces_evidence=None,
        stages=stages,
    )


def make_contradiction(contradiction_id: str, *, subject_id: str | None, values: tuple[str, ...]) -> Contradiction:
    """Make a contradiction about a date, one side a document: d1, d2, ..."""
    sides = tuple(
        Side(value=value, printed=(make_evidence(f"d{number}", f"on {value}"),))
        for number, value in enumerate(values, start=1)
    )
    return Contradiction(
        contradiction_id=contradiction_id,
        kind="conflict",
        about="the talks",
        field="date",
        subject_id=subject_id,
        sides=sides,
        why="two days that do not meet",
    )


def make_actor(actor_id: str, *names: str, kind: ActorKind = "state", **fields: Any) -> Actor:
    """Make an actor; the first name is its name, the others are aliases."""
    plain: dict[str, Any] = {"country": None, "international_code": None, "aliases": tuple(sorted(names[1:]))}
    return Actor(actor_id=actor_id, name=names[0], kind=kind, **{**plain, **fields})


def build_any(record_type: type[Record]) -> strategies.SearchStrategy[Record]:
    """Give a strategy for any record of the type, however odd, by the hints of its fields."""
    strategies.register_type_strategy(CharSpan, SPANS)
    strategies.register_type_strategy(float, strategies.floats(allow_nan=False))  # NaN equals nothing
    return strategies.from_type(record_type)


def build_unique(record_type: type[Record], id_name: str) -> strategies.SearchStrategy[tuple[Record, ...]]:
    """Give a strategy for a few records of the type with different ids."""
    few = strategies.lists(build_any(record_type), max_size=3, unique_by=lambda record: getattr(record, id_name))
    return few.map(tuple)


def rename_document(annotations: Annotations, document_id: str) -> Annotations:
    """Give the same annotations as if of another document."""
    document = dataclasses.replace(annotations.document, document_id=document_id)
    return dataclasses.replace(annotations, document=document)


SPANS = strategies.tuples(strategies.integers(0, 10**6), strategies.integers(0, 10**3)).map(
    lambda pair: CharSpan(start=pair[0], end=pair[0] + pair[1])
)
