"""One article as the corpus half holds it: its mentions by id, its day, its voice, and the parties it names.

In:  annotations, linked and dated. Out: `Article`s; nothing here reads a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.records.entities import Party, Place
from dragoman.records.mentions import (
    ActorMention,
    AgreementMention,
    Annotations,
    Asserter,
    EventMention,
    Figure,
    PlaceMention,
)
from dragoman.records.times import DocumentDate, TimeExpression
from dragoman.records.vocabulary import Genre
from dragoman.resolve.duplicates import Voices

LATE = "9999"  # sorts what has no date after what has one


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Reads as: an article with everything it says, by id.

    `order` sorts articles by day, then id; `named` are the ids of the actors that it calls by a name somewhere;
    `asserted_by` answer for what it asserts by itself, nobody for news.
    """

    document_id: str
    order: tuple[str, str]
    published: DocumentDate
    genre: Genre
    voice: str
    annotations: Annotations
    actors: Mapping[str, ActorMention]
    places: Mapping[str, PlaceMention]
    times: Mapping[str, TimeExpression]
    events: Mapping[str, EventMention]
    figures: Mapping[str, Figure]
    agreements: Mapping[str, AgreementMention]
    named: frozenset[str]
    asserted_by: tuple[Party, ...]

    def parties(self, mention_ids: Iterable[str]) -> tuple[Party, ...]:
        """Give the actors of these mentions as parties, each once, in order."""
        mentions = (self.actors[each] for each in mention_ids if each in self.actors)
        return tuple(dict.fromkeys(as_party(mention) for mention in mentions))

    def said_by(self, mention: EventMention) -> tuple[Party, ...]:
        """Give who says so: those the text names, else those who answer for the article."""
        own = {each.mention_id for each in self.annotations.asserted_by}
        if self.asserted_by and own.issuperset(mention.attributed_to):
            return self.asserted_by
        return self.parties(mention.attributed_to)


def index_article(annotations: Annotations, voices: Voices) -> Article:
    """Make an article out of annotations."""
    document_id = annotations.document.document_id
    return Article(
        document_id=document_id,
        order=(annotations.published.interval.earliest or LATE, document_id),
        published=annotations.published,
        genre=annotations.genre,
        voice=voices.voice[document_id],
        annotations=annotations,
        actors={each.mention_id: each for each in annotations.actors},
        places={each.mention_id: each for each in annotations.places},
        times={each.time_id: each for each in annotations.times},
        events={each.mention_id: each for each in annotations.events},
        figures={each.figure_id: each for each in annotations.figures},
        agreements={each.mention_id: each for each in annotations.agreements},
        named=frozenset(each.actor_id for each in annotations.actors if each.mention_type == "NAM"),
        asserted_by=tuple(_as_asserting(each, annotations.genre) for each in annotations.asserted_by),
    )


def _as_asserting(asserter: Asserter, genre: Genre) -> Party:
    return Party(
        actor_id=asserter.actor_id,
        name=asserter.name,
        kind=asserter.kind,
        country=asserter.country,
        international_code=asserter.international_code,
        sector=asserter.sector,
        genre=genre,
    )


def as_party(mention: ActorMention) -> Party:
    """Give the actor of a mention as it stands in an event."""
    return Party(
        actor_id=mention.actor_id,
        name=mention.name,
        kind=mention.kind,
        country=mention.country,
        international_code=mention.international_code,
        sector=mention.sectors[0] if mention.sectors else None,
    )


def as_place(mention: PlaceMention) -> Place:
    """Give the place of a mention."""
    return Place(
        place_id=mention.place_id,
        name=mention.name,
        country=mention.country,
        latitude=mention.latitude,
        longitude=mention.longitude,
        precision=mention.precision,
    )
