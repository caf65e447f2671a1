"""What contradictions are sought in: events with the mentions they are made of, and how one is written down.

In:  articles, events, agreements. Out: a `Dossier`; contradictions with an id that hashes what defines them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.records.entities import Agreement, Contradiction, Event, Party, Side
from dragoman.records.ids import contradiction_id
from dragoman.records.spans import Evidence
from dragoman.records.vocabulary import ContradictionKind
from dragoman.resolve.articles import Article
from dragoman.resolve.ballots import Telling
from dragoman.resolve.parties import is_guess
from dragoman.resolve.rarity import rare_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Reads as: these articles, what came of them, and which mention tells which event."""

    articles: Sequence[Article]
    events: Mapping[str, Event]
    agreements: Sequence[Agreement]
    tellings: Mapping[str, Telling]
    names: Mapping[str, str]

    @classmethod
    def of(cls, articles: Sequence[Article], events: Sequence[Event], agreements: Sequence[Agreement]) -> Dossier:
        """Index what is given."""
        tellings = {
            mention_id: Telling(article=article, mention=mention)
            for article in articles
            for mention_id, mention in article.events.items()
        }
        names = {mention.actor_id: mention.name for article in articles for mention in article.actors.values()}
        held = {event.event_id: event for event in events}
        return cls(articles=articles, events=held, agreements=agreements, tellings=tellings, names=names)

    def told(self, event: Event) -> list[Telling]:
        """Give the mentions of an event, in order."""
        return sorted((self.tellings[each] for each in event.mention_ids), key=lambda telling: telling.order)


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
