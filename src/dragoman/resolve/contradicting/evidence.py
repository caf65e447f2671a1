"""What contradictions are sought in: events with the mentions they are made of, and how one is written down.

In:  articles, events, agreements. Out: a `Dossier`; contradictions with an id that hashes what defines them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.records.entities import Agreement, Contradiction, Event, Party, Side
from dragoman.records.ids import contradiction_id
from dragoman.records.mentions import PlaceMention
from dragoman.records.spans import Evidence
from dragoman.records.times import EventDate, Interval
from dragoman.records.vocabulary import HAPPENED, ContradictionKind
from dragoman.resolve.articles import Article
from dragoman.resolve.comparing.frames import read_interval
from dragoman.resolve.comparing.parties import is_guess
from dragoman.resolve.comparing.rarity import rare_words
from dragoman.resolve.fusing.ballots import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Reads as: the event's own day is sure in some words; or not; it is told of more than one day, or place."""

    is_sure: bool
    is_mixed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Reads as: these articles are read through; others only where an event that they tell is asked about.

    `find` gives the telling of a mention, `homes` its document; `published` says when each document is of, `names` how
    actors are called; `hints`, by event, spare to look at its tellings where there is nothing to find.
    """

    articles: Sequence[Article]
    find: Callable[[str], Telling]
    homes: Mapping[str, str]
    published: Mapping[str, Interval]
    names: Mapping[str, str]
    hints: Mapping[str, Hint] = field(default_factory=dict)

    @classmethod
    def of(cls, articles: Sequence[Article]) -> Library:
        """Index articles that are all at hand."""
        tellings = index_tellings(articles)
        return cls(
            articles=articles,
            find=tellings.__getitem__,
            homes={mention_id: telling.article.document_id for mention_id, telling in tellings.items()},
            published={article.document_id: article.published.interval for article in articles},
            names={mention.actor_id: mention.name for article in articles for mention in article.actors.values()},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Reads as: in these articles, this came of them."""

    library: Library
    events: Mapping[str, Event]
    agreements: Sequence[Agreement]

    def told(self, event: Event) -> list[Telling]:
        """Give the mentions of an event, in order."""
        return sorted((self.library.find(each) for each in event.mention_ids), key=lambda telling: telling.order)

    def documents(self, event: Event) -> set[str]:
        """Give the documents that tell an event."""
        return {self.library.homes[each] for each in event.mention_ids}

    def hint(self, event: Event) -> Hint:
        """Say whether there may be something to find in its tellings."""
        return self.library.hints.get(event.event_id) or hint_at(event, self.told(event))


def index_tellings(articles: Iterable[Article]) -> dict[str, Telling]:
    """Give each event mention in its article."""
    return {
        mention_id: Telling(article=article, mention=mention)
        for article in articles
        for mention_id, mention in article.events.items()
    }


def hint_at(event: Event, told: Sequence[Telling]) -> Hint:
    """Say whether a day or place of an event may quarrel with others, or with itself."""
    done = [telling for telling in told if telling.mention.status in HAPPENED]
    dates = (telling.mention.date for telling in done)
    days = {date.interval.value for date in dates if date.basis == "stated" and is_one_day(date)}
    places = {place.place_id for telling in done if (place := _place_of(telling)) is not None}
    return Hint(
        is_sure=any(
            is_sure(telling) and not _is_since(telling) for telling in told if telling.mention.date == event.date
        ),
        is_mixed=len(days) > 1 or len(places) > 1,
    )


def is_one_day(date: EventDate) -> bool:
    """Tell whether it is dated to the day."""
    days = read_interval(date.interval)
    return days is not None and days.length == 1


def _is_since(telling: Telling) -> bool:
    """Tell "37 were killed there since 20 August": the day is not that of the deed."""
    time = telling.article.times.get(telling.mention.time) if telling.mention.time else None
    return time is not None and time.symbol.bound == "after"


def _place_of(telling: Telling) -> PlaceMention | None:
    return telling.article.places.get(telling.mention.place) if telling.mention.place else None


def contradict(
    kind: ContradictionKind,
    about: str,
    field: str,
    subject_id: str | None,
    sides: Sequence[Side],
    why: str,
) -> Contradiction:
    """Write a contradiction down; its sides are sorted by value, and its id hashes kind, field and words."""
    ordered = tuple(sorted(sides, key=lambda side: (side.value, side.printed)))
    return Contradiction(
        contradiction_id=contradiction_id(kind, field, ordered),
        kind=kind,
        about=about,
        field=field,
        subject_id=subject_id,
        sides=ordered,
        why=why,
    )


def words_of(told: Iterable[Telling]) -> tuple[Evidence, ...]:
    """Give the sentences of tellings, sorted."""
    return tuple(sorted({telling.mention.sentence for telling in told}))


def describe(event: Event) -> str:
    """Name an event in a few words: "CONSULT of Ardania and Belmark, 2024-10"."""
    sources = " and ".join(party.name for party in event.sources) or "somebody"
    targets = " and ".join(party.name for party in event.targets)
    when = f", {event.date.interval.value}" if event.date.interval.value else ""
    return f"{event.event_type} of {sources}{f' towards {targets}' if targets else ''}{when}"


def codes_of(parties: Iterable[Party]) -> set[str]:
    """Give the parties of an event at the level of countries; "a village" and "two rubber boats" are nobody."""
    codes = (party.country or party.international_code or _named(party) for party in parties)
    return {code for code in codes if code is not None}


def told_codes_of(parties: Iterable[Party]) -> set[str]:
    """Give the same without those whose country no word tells: "squid fishermen" may be anybody's."""
    return codes_of(each for each in parties if not _is_guessed(each))


def _is_guessed(party: Party) -> bool:
    sectors = (party.sector,) if party.sector else ()
    return party.name[:1].islower() and is_guess(party.kind, party.country, sectors, party.name)


def _named(party: Party) -> str | None:
    return party.actor_id if party.name[:1].isupper() else None


def telling_words_of(dossier: Dossier, event: Event) -> frozenset[str]:
    """Give the rare words of the sentences that tell an event, without the names of its parties.

    "The boats of squid fishermen" names nobody: its words tell the event.
    """
    names = rare_words(" ".join(party.name for party in (*event.sources, *event.targets) if codes_of((party,))))
    told = (rare_words(telling.mention.sentence.exact) for telling in dossier.told(event))
    return frozenset(word for words in told for word in words) - names


def is_sure(telling: Telling) -> bool:
    """Tell whether a day stands in the words, or counts from a date that stands there."""
    time = telling.article.times.get(telling.mention.time) if telling.mention.time else None
    if time is None:
        return True
    if not telling.mention.sentence.span.overlaps(time.span):
        # a date line dates the news, which may be of the day before
        return False
    if time.anchor == "publication" and telling.article.published.basis not in ("given", "stated"):
        return False
    # "recalled its envoy on Friday over the raid": Friday is the day of what stands before it
    sharing = (each.span for each in telling.article.events.values() if each.time == time.time_id)
    return telling.mention.span.start < time.span.start or all(span.start > time.span.start for span in sharing)
