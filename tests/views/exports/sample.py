"""A small record made by hand for the tests of exports: every status, every precision, and an article that means harm.

The sentences are ours. What is hostile is in the third article: markup, formulas, separators, controls, a long line.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from tests.factories import make_party

from dragoman.records.documents import Document, Zone
from dragoman.records.entities import (
    Actor,
    Agreement,
    AgreementStage,
    Claim,
    Contradiction,
    Event,
    EventLink,
    FigureClaim,
    Office,
    Party,
    Place,
    Resolution,
    Side,
    Statement,
)
from dragoman.records.mentions import Annotations
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.times import NO_DATE, UNDATED, DocumentDate, EventDate, Interval
from dragoman.records.vocabulary import ClaimField, Stage
from dragoman.store.base import StoredDocument, View
from dragoman.store.sql import SqlStore, open_store

EVIL_NAME = '=HYPERLINK("http://evil.example";"x")\t<script>alert(1)</script> | a; b\u202e'
TEXTS = {
    "d1": (
        "Envoys meet in Kisumu\n\nKenya and Peru held talks in Kisumu on Friday. Eleven people were killed when a "
        "drone hit a depot, Peru said, and blamed Kenya. The two will meet again in October. "
        "Nobody else was there, and the lake was as calm as it ever is. The two sides met twice."
    ),
    "d2": (
        "Talks in Kisumu\n\nEnvoys of Kenya and Peru met in Kisumu. Kenya and Peru froze trade with Fiji and the "
        "United Nations. Kenya’s café owners — naïve, they say — welcomed it. "
        "Peru delivered grain from October 22 to 24."
    ),
    "d3": f"Notes\n\n{EVIL_NAME} condemned Peru on Saturday. "
    + "Peru said Peru would say no more. " * 3
    + "x" * 70_000,
}
KENYA, PERU, FIJI, NATIONS = (make_party(code) for code in ("KEN", "PER", "FJI", "UNO"))
EVIL = Party(
    actor_id="person:evil", name=EVIL_NAME, kind="person", country="KEN", international_code=None, sector="GOV"
)
KISUMU = Place(place_id="kisumu", name="Kisumu", country="KEN", latitude=-0.1, longitude=34.75, precision="city")
ALL_FIJI = Place(place_id="FJI", name="Fiji", country="FJI", latitude=-17.8, longitude=178.0, precision="country")


def words(document_id: str, exact: str, *, after: str = "") -> Evidence:
    """Point at words of an article, the first after some others."""
    start = TEXTS[document_id].index(exact, TEXTS[document_id].index(after))
    return Evidence(document_id=document_id, span=CharSpan(start=start, end=start + len(exact)), exact=exact)


def dated(value: str | None, earliest: str | None = None, latest: str | None = None) -> EventDate:
    """Date an event: a day, or a value with the days that it covers; nothing is no date."""
    if value is None and earliest is None:
        return NO_DATE
    return EventDate(
        interval=Interval(value=value, earliest=earliest or value, latest=latest or earliest or value), basis="stated"
    )


def claim(event_id: str, field: ClaimField, value: str, told: tuple[Evidence, Evidence], number: int) -> Claim:
    """Claim a field by words in a sentence."""
    evidence, sentence = told
    return Claim(
        claim_id=f"{event_id}-c{number}",
        event_id=event_id,
        mention_id=f"{event_id}-m",
        field=field,
        value=value,
        status="occurred",
        attributed_to=(),
        evidence=evidence,
        sentence=sentence,
    )


def event(event_id: str, told: tuple[Evidence, ...], sentence: Evidence, **fields: Any) -> Event:
    """Make an event: the first words told are its trigger, the next its sources in turn, then targets, place, date."""
    plain: dict[str, Any] = {
        "previous_ids": (),
        "about": None,
        "modes": (),
        "contexts": (),
        "sources": (KENYA, PERU),
        "targets": (),
        "host": None,
        "mediators": (),
        "place": None,
        "status": "occurred",
        "attributed_to": (),
        "history": (),
        "links": (),
        "figures": (),
        "confidence": 0.9,
        "intensity": 1.0,
        "documents": 1,
        "voices": 1,
        "date": NO_DATE,
        **fields,
    }
    plain.setdefault("plover_type", plain["event_type"])
    named: list[tuple[ClaimField, str]] = [("event_type", plain["event_type"])]
    named += [("sources", party.name) for party in plain["sources"]]
    named += [("targets", party.name) for party in plain["targets"]]
    named += [("place", plain["place"].name)] if plain["place"] is not None else []
    named += [("date", plain["date"].interval.value or "")] if plain["date"] is not NO_DATE else []
    claims = tuple(
        claim(event_id, field, value, (evidence, sentence), number)
        for number, ((field, value), evidence) in enumerate(zip(named, told, strict=False))
    )
    return Event(event_id=event_id, claims=claims, mention_ids=(f"{event_id}-m",), **plain)


def build_events() -> tuple[Event, ...]:
    """Make the events."""
    talks = words("d1", "Kenya and Peru held talks in Kisumu on Friday.")
    met = words("d2", "Envoys of Kenya and Peru met in Kisumu.")
    froze = words("d2", "Kenya and Peru froze trade with Fiji and the United Nations.")
    evil = words("d3", f"{EVIL_NAME} condemned Peru on Saturday.")
    first = event(
        "e1",
        tuple(words("d1", each, after="\n\n") for each in ("talks", "Kenya", "Peru", "Kisumu", "Friday")),
        talks,
        event_type="CONSULT",
        modes=("third-party",),
        contexts=("diplomatic",),
        date=dated("2024-10-11"),
        place=KISUMU,
        documents=2,
        voices=2,
    )
    again = claim("e1", "event_type", "CONSULT", (words("d2", "met"), met), 9)
    return (
        replace(first, claims=(*first.claims, again)),
        event(
            "e2",
            (words("d1", "will meet again"), words("d1", "The two"), words("d1", "The two"), words("d1", "October")),
            words("d1", "The two will meet again in October."),
            event_type="CONSULT",
            plover_type="AGREE",
            modes=("visit",),
            status="planned",
            date=dated("2024-10", "2024-10-01", "2024-10-31"),
            intensity=4.0,
            links=(EventLink(kind="superseded-by", event_id="e1"),),
        ),
        event(
            "e3",
            (words("d1", "hit"), words("d1", "Kenya", after="blamed"), words("d1", "Peru", after="depot")),
            words("d1", "Eleven people were killed when a drone hit a depot, Peru said, and blamed Kenya."),
            event_type="ASSAULT",
            plover_type=None,
            modes=("drone",),
            status="alleged",
            sources=(KENYA,),
            targets=(PERU,),
            attributed_to=(PERU,),
            date=dated("2024-10-10"),
            figures=("f1",),
            intensity=-9.5,
        ),
        event(
            "e4",
            (words("d2", "welcomed"),),
            froze,
            event_type="OFFICE",
            plover_type=None,
            modes=("appointed",),
            sources=(KENYA,),
            date=dated("2024-10-12"),
            intensity=0.0,
        ),
        event(
            "e5",
            (words("d3", "condemned"), words("d3", EVIL_NAME), words("d3", "Peru", after="condemned")),
            evil,
            event_type="ACCUSE",
            modes=("disapprove",),
            sources=(EVIL,),
            targets=(PERU,),
            date=dated("2024-10-12"),
            intensity=-2.0,
        ),
        event("e6", (words("d2", "welcomed"),), met, event_type="SUPPORT", sources=(KENYA,), targets=(PERU,)),
        event(
            "e7",
            (words("d2", "froze"),),
            froze,
            event_type="COERCE",
            plover_type="THREATEN",
            modes=("arrest",),
            status="planned",
            sources=(KENYA,),
            targets=(PERU,),
            date=dated("2024-11-02"),
            intensity=-7.0,
        ),
        event(
            "e8",
            (
                words("d2", "delivered"),
                words("d2", "Peru", after="it. "),
                words("d2", "Kenya"),
                words("d2", "October 22 to 24"),
            ),
            words("d2", "Peru delivered grain from October 22 to 24."),
            event_type="AID",
            sources=(PERU,),
            targets=(KENYA,),
            date=dated(None, "2024-10-22", "2024-10-24"),
            figures=("f1",),
            intensity=10.0,
        ),
        event(
            "e9",
            (
                words("d2", "froze"),
                words("d2", "Kenya", after="Kisumu. "),
                words("d2", "Peru", after="Kisumu. "),
                words("d2", "Fiji"),
                words("d2", "United Nations"),
                words("d2", "Fiji"),
            ),
            froze,
            event_type="SANCTION",
            modes=("discontinue",),
            contexts=("economic", "diplomatic"),
            targets=(FIJI, NATIONS),
            place=ALL_FIJI,
            date=dated("2024-10-15"),
            intensity=-6.0,
        ),
    )


def build_resolution() -> Resolution:
    """Make all that the record says."""
    quotation = Statement(
        quotation_id="q1",
        speaker=PERU,
        speaker_words="Peru",
        content="Peru would say no more",
        kind="indirect",
        date=dated("2024-10-12").interval,
        addressee=None,
        printed=(words("d3", "Peru would say no more"), words("d3", "Peru would say no more", after="more. ")),
    )
    figure = FigureClaim(
        figure_id="f1",
        low=11.0,
        high=11.0,
        bound="=",
        figure_class="count",
        unit="people",
        counted="people killed",
        of=None,
        change="none",
        as_of=None,
        printed=(words("d1", "Eleven people"),),
    )
    lives: tuple[tuple[Stage, str], ...] = (("signed", "2014-05-01"), ("expired", "2024-04-30"))
    stages = tuple(
        AgreementStage(stage=stage, date=dated(day), place=None, event_id=None, printed=(words("d1", "talks"),))
        for stage, day in lives
    )
    agreement = Agreement(
        agreement_id="a1",
        names=("Kisumu <b>Accord</b>",),
        kind="accord",
        parties=(KENYA, PERU),
        duration_years=10,
        replaces=None,
        replaces_id=None,
        replaces_evidence=None,
        stages=stages,
    )
    contradiction = Contradiction(
        contradiction_id="x1",
        kind="conflict",
        about="the strike",
        field="status",
        subject_id="e3",
        sides=(
            Side(value="alleged", printed=(words("d1", "blamed Kenya"),)),
            Side(value="a row", printed=(), reference=("office_holders", "7", "1")),
        ),
        why="both cannot be",
    )
    office = Office(title="foreign minister", start="2022-05", end=None, basis="table")
    actors = (
        _actor(EVIL, sectors=("GOV", "PTY"), offices=(office,), aliases=("E. Vil",), external_ids=("wikidata:Q42",)),
        _actor(NATIONS),
        *(_actor(party) for party in (FIJI, KENYA, PERU)),
    )
    return Resolution(
        actors=actors,
        events=build_events(),
        statements=(quotation,),
        figures=(figure,),
        agreements=(agreement,),
        contradictions=(contradiction,),
    )


def _actor(party: Party, **fields: Any) -> Actor:
    return Actor(
        actor_id=party.actor_id,
        name=party.name,
        kind=party.kind,
        country=party.country,
        international_code=party.international_code,
        mentions=2,
        **fields,
    )


def build_documents() -> list[StoredDocument]:
    """Make the articles."""
    told = {
        "d1": ("Envoys meet in Kisumu", "https://news.example/kisumu", "The Lake Post", "2024-10-12"),
        "d2": ("Talks in Kisumu", None, "=cmd|'/C calc'!A0", "2024-10"),
        "d3": ("<img src=x onerror=alert(1)>", "javascript:alert(1)", None, None),
    }
    made = []
    for document_id, (title, url, publisher, day) in told.items():
        text = TEXTS[document_id]
        document = Document(
            document_id=document_id,
            source_id=f"{document_id}.txt",
            text=text,
            fingerprint=f"{document_id:0>64}",
            language="en",
            zones=(Zone(span=CharSpan(start=0, end=len(text)), kind="body"),),
            title=title,
            url=url,
            publisher=publisher,
        )
        span = {"2024-10": ("2024-10-01", "2024-10-31")}.get(day or "", (day, day))
        published = (
            DocumentDate(interval=Interval(value=day, earliest=span[0], latest=span[1]), basis="given")
            if day
            else UNDATED
        )
        annotations = Annotations(
            document=document, published=published, genre="news", versions=(("lexicons", "1"), ("model", "m"))
        )
        made.append(
            StoredDocument(
                annotations=annotations,
                keys=(f"id:{document_id}",),
                block_keys={document_id: ("b",)},
                added_at="2024-11-05T09:00:00.000000Z",
            )
        )
    return made


@contextmanager
def sample_store() -> Iterator[SqlStore]:
    """Open a record in memory that holds the sample."""
    with open_store(":memory:", create=True) as store:
        writer = store.writer()
        writer.add(build_documents())
        writer.replace(["b"], build_resolution())
        yield store


@contextmanager
def sample_view() -> Iterator[View]:
    """Give the eye that reads it."""
    with sample_store() as store:
        yield store.view()
