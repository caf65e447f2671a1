"""Make a large record of invented news, straight through the store's writer: what the pages are timed on.

In:  how many events, a file or a server's address. Out: a record; the same number gives the same record.
Nothing is read or parsed: the articles are short and invented, the events are what they would give. A few
states stand in most events, as in real news, so that the busiest pages are as busy as they get.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.lexicons.load.tables import State, load_places, load_states
from dragoman.records.documents import Document, Zone
from dragoman.records.entities import (
    Actor,
    Agreement,
    AgreementStage,
    Claim,
    Contradiction,
    Event,
    Party,
    Place,
    Resolution,
    Side,
    Statement,
)
from dragoman.records.mentions import ActorMention, Annotations, EventMention
from dragoman.records.spans import CharSpan, Evidence, make_id
from dragoman.records.times import DocumentDate, EventDate, Interval
from dragoman.records.vocabulary import AgreementKind, ClaimField, EventType, Status
from dragoman.store.base import StoredDocument, Writer
from dragoman.store.sql import open_store

SEED = 7
FIRST_DAY, DAYS = date(2015, 1, 1), 4000  # eleven years
EVENTS_PER_ARTICLE = 4
ARTICLES_AT_A_TIME = 500
PUBLISHERS = tuple(
    f"The {town} {name}" for town in ("Harbour", "Delta", "Ridge", "Strait") for name in ("Wire", "Post")
)
# type, verb, PLOVER's intensity, how often among a hundred
KINDS: tuple[tuple[EventType, str, float, int], ...] = (
    ("CONSULT", "held talks with", 1.0, 30),
    ("SUPPORT", "praised", 3.0, 10),
    ("COOPERATE", "signed an accord with", 6.0, 8),
    ("AID", "sent grain to", 7.0, 4),
    ("REQUEST", "urged", -1.0, 8),
    ("ACCUSE", "accused", -2.0, 14),
    ("REJECT", "rebuffed", -4.0, 8),
    ("THREATEN", "threatened", -6.0, 6),
    ("SANCTION", "put sanctions on", -6.5, 6),
    ("ASSAULT", "shelled", -9.5, 6),
)
STATUSES: tuple[tuple[Status, int], ...] = (
    ("occurred", 70),
    ("ongoing", 5),
    ("planned", 10),
    ("possible", 4),
    ("alleged", 7),
    ("denied", 4),
)
FIELDS: tuple[ClaimField, ...] = ("event_type", "status", "sources", "targets", "date", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Reads as: these states and towns take part, the first ones most often."""

    states: tuple[State, ...]
    weights: tuple[float, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Reads as: what is stored of one article, and the events and statement that it gives."""

    stored: StoredDocument
    events: tuple[Event, ...]
    statement: Statement


def set_scene() -> Scene:
    """Choose who takes part, by our own tables."""
    states = tuple(sorted(load_states(), key=lambda state: make_id("scene", state.code)))
    places = tuple(
        Place(
            place_id=place.place_id,
            name=place.name,
            country=place.country,
            latitude=place.latitude,
            longitude=place.longitude,
            precision=place.precision,
        )
        for place in sorted(load_places(), key=lambda place: place.place_id)
        if place.latitude is not None
    )
    weights = tuple(1.0 / (rank + 1) for rank in range(len(states)))
    return Scene(states=states, weights=weights, places=places)


def make_party(state: State) -> Party:
    """Make a state as it stands in an event."""
    return Party(
        actor_id=f"state:{state.code}",
        name=state.name,
        kind="state",
        country=state.code,
        international_code=None,
        sector=None,
    )


def make_article(chance: random.Random, scene: Scene, number: int) -> Article:
    """Make one article with its events."""
    document_id = make_id("document", number)
    published = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    sentences: list[str] = []
    drafts = []
    for _ in range(EVENTS_PER_ARTICLE):
        one, other = _draw_pair(chance, scene)
        kind = chance.choices(KINDS, weights=[each[3] for each in KINDS])[0]
        place = chance.choice(scene.places)
        day = published - timedelta(days=chance.randrange(3))
        sentence = f"{one.name} {kind[1]} {other.name} in {place.name} on {day:%A}, officials number {number} said."
        drafts.append((one, other, kind, place, day, sum(map(len, sentences)) + 2 * len(sentences)))
        sentences.append(sentence)
    quote = f"We shall remember this, said the minister of {drafts[0][0].name} to {drafts[0][1].name}."
    text = "\n\n".join((*sentences, quote, "Nothing else was known that evening. " * 12))
    events = tuple(
        _make_event(chance, document_id, text, sentences[index], draft) for index, draft in enumerate(drafts)
    )
    start = text.index(quote)
    statement = Statement(
        quotation_id=make_id("statement", number),
        speaker=make_party(drafts[0][0]),
        speaker_words=None,
        content=quote,
        kind="direct",
        date=_on(published),
        addressee=None,
        printed=(_evidence(document_id, text, start, start + len(quote)),),
    )
    stored = _store(document_id, number, text, published, events)
    return Article(stored=stored, events=events, statement=statement)


def _draw_pair(chance: random.Random, scene: Scene) -> tuple[State, State]:
    one, other = chance.choices(scene.states, weights=scene.weights, k=2)
    return (one, other) if one != other else _draw_pair(chance, scene)


def _on(day: date) -> Interval:
    return Interval(value=day.isoformat(), earliest=day.isoformat(), latest=day.isoformat())


def _evidence(document_id: str, text: str, start: int, end: int) -> Evidence:
    return Evidence(document_id=document_id, span=CharSpan(start=start, end=end), exact=text[start:end])


Draft = tuple[State, State, tuple[EventType, str, float, int], Place, date, int]


def _make_event(chance: random.Random, document_id: str, text: str, sentence: str, draft: Draft) -> Event:
    one, other, (event_type, verb, intensity, _), place, day, start = draft
    event_id = make_id("event", document_id, start)
    status = chance.choices([each[0] for each in STATUSES], weights=[each[1] for each in STATUSES])[0]
    words = {
        "event_type": (event_type, verb),
        "status": (status, verb),
        "sources": (one.code, one.name),
        "targets": (other.code, other.name),
        "date": (day.isoformat(), f"{day:%A}"),
        "place": (place.name, place.name),
    }
    claims = []
    for field in FIELDS:
        value, exact = words[field]
        at = text.index(exact, start)
        evidence = _evidence(document_id, text, at, at + len(exact))
        claims.append(
            Claim(
                claim_id=make_id("claim", event_id, field),
                event_id=event_id,
                mention_id=event_id,
                field=field,
                value=value,
                status=status,
                attributed_to=(),
                evidence=evidence,
                sentence=_evidence(document_id, text, start, start + len(sentence)),
                why=("invented",),
            )
        )
    return Event(
        event_id=event_id,
        previous_ids=(),
        event_type=event_type,
        plover_type=event_type,
        about=None,
        modes=(),
        contexts=("diplomatic",),
        sources=(make_party(one),),
        targets=(make_party(other),),
        host=None,
        mediators=(),
        date=EventDate(interval=_on(day), basis="stated"),
        place=place,
        status=status,
        attributed_to=(),
        history=(),
        links=(),
        figures=(),
        confidence=round(chance.uniform(0.3, 1.0), 4),
        intensity=intensity,
        documents=1,
        voices=1,
        claims=tuple(claims),
        mention_ids=(event_id,),
        why=("invented",),
    )


def _store(document_id: str, number: int, text: str, published: date, events: tuple[Event, ...]) -> StoredDocument:
    document = Document(
        document_id=document_id,
        source_id=f"{number}.txt",
        text=text,
        fingerprint=make_id("text", text),
        language="en",
        zones=(Zone(span=CharSpan(start=0, end=len(text)), kind="body"),),
        title=text.partition("\n")[0],
        publisher=PUBLISHERS[number % len(PUBLISHERS)],
        url=f"https://example.org/{number}",
        published=published.isoformat(),
    )
    annotations = Annotations(
        document=document,
        published=DocumentDate(interval=_on(published), basis="given"),
        genre="news",
        actors=tuple(_actor_mentions(events)),
        events=tuple(_event_mention(event) for event in events),
        versions=(("invented", "1"),),
    )
    return StoredDocument(
        annotations=annotations,
        block_keys={event.event_id: (_block_of(number),) for event in events},
        added_at=f"2026-01-{1 + number * 28 // 1_000_000 % 28:02d}T00:00:00Z",
    )


def _block_of(number: int) -> str:
    return f"block-{number // ARTICLES_AT_A_TIME:06d}"


def _actor_mentions(events: tuple[Event, ...]) -> Iterator[ActorMention]:
    for event in events:
        for party, claim in ((event.sources[0], event.claims[2]), (event.targets[0], event.claims[3])):
            yield ActorMention(
                mention_id=claim.claim_id,
                span=claim.evidence.span,
                exact=claim.evidence.exact,
                mention_type="NAM",
                actor_id=party.actor_id,
                name=party.name,
                kind="state",
                country=party.country,
            )


def _event_mention(event: Event) -> EventMention:
    told = event.claims[0]
    return EventMention(
        mention_id=event.event_id,
        span=told.evidence.span,
        exact=told.evidence.exact,
        sentence=told.sentence,
        event_type=event.event_type,
        plover_type=event.plover_type,
        status=event.status,
        sources=(event.claims[2].claim_id,),
        targets=(event.claims[3].claim_id,),
        date=event.date,
        confidence=event.confidence,
        intensity=event.intensity,
    )


def make_agreement(number: int, event: Event) -> Agreement:
    """Make an agreement whose one stage an event is."""
    kinds: tuple[AgreementKind, ...] = ("treaty", "accord", "memorandum")
    return Agreement(
        agreement_id=make_id("agreement", number),
        names=(f"Accord number {number}",),
        kind=kinds[number % len(kinds)],
        parties=(*event.sources, *event.targets),
        duration_years=None,
        replaces=None,
        replaces_id=None,
        replaces_evidence=None,
        stages=(
            AgreementStage(
                stage="signed",
                date=event.date,
                place=None,
                event_id=event.event_id,
                printed=(event.claims[0].evidence,),
            ),
        ),
    )


def make_contradiction(number: int, event: Event) -> Contradiction:
    """Make two sides that differ about an event's day."""
    said = event.claims[4].evidence
    return Contradiction(
        contradiction_id=make_id("contradiction", number),
        kind="conflict",
        about=f"talks number {number}",
        field="date",
        subject_id=event.event_id,
        sides=(Side(value="Monday", printed=(said,)), Side(value="Tuesday", printed=(said,))),
        why="two days for one meeting",
    )


def make_actor(state: State, mentions: int) -> Actor:
    """Make a state as an actor of the record."""
    return Actor(
        actor_id=f"state:{state.code}",
        name=state.name,
        kind="state",
        country=state.code,
        international_code=None,
        aliases=(state.name,),
        mentions=mentions,
    )


def write_articles(writer: Writer, articles: list[Article], number: int) -> None:
    """Write one batch of articles with what they give."""
    writer.add([article.stored for article in articles])
    events = tuple(event for article in articles for event in article.events)
    resolution = Resolution(
        events=events,
        statements=tuple(article.statement for article in articles),
        agreements=tuple(make_agreement(number * 20 + i, event) for i, event in enumerate(events[:20])),
        contradictions=tuple(make_contradiction(number * 20 + i, event) for i, event in enumerate(events[20:40])),
    )
    writer.replace([_block_of(number)], resolution)


def make_record(address: str, count: int) -> None:
    """Write a record of about so many events to a file, or an empty database, that holds none yet."""
    chance, scene = random.Random(SEED), set_scene()  # noqa: S311 - invented news, not secrets
    with open_store(address, create=True) as store:
        writer = store.writer()
        batch: list[Article] = []
        for number in range(-(-count // EVENTS_PER_ARTICLE)):
            batch.append(make_article(chance, scene, number))
            if len(batch) == ARTICLES_AT_A_TIME:
                write_articles(writer, batch, number)
                batch = []
        if batch:
            write_articles(writer, batch, number)
        actors = tuple(make_actor(state, 1 + count // (rank + 1)) for rank, state in enumerate(scene.states))
        writer.replace(["actors"], Resolution(actors=actors))


def main() -> None:
    """Make the record that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", help="a file, or the postgresql:// address of an empty database")
    parser.add_argument("--events", type=int, default=100_000)
    given = parser.parse_args()
    began = time.perf_counter()
    make_record(given.out, given.events)
    print(f"{given.events} events in {given.out}, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
