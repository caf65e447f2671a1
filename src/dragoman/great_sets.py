"""A set of documents too great to be held whole: settled, then its events made a portion at a time, in any process.

In:  what the documents say, as JSON. Out: a `GreatSet`, which a store asks for rows of events, then for the rest.
While mentions are compared no article is held as records, only as text; afterwards each portion of events takes the
articles that tell them. What comes of it is what `resolve_set` makes of a set that is held whole.
Left to `merging`: which sets are great. Left to `executors`: on how many processes.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.records.decisions import Decision
from dragoman.records.entities import Event, Resolution
from dragoman.records.mentions import Annotations, EventMention
from dragoman.resolve.articles import Article, index_article
from dragoman.resolve.contradicting.contradictions import is_read_through
from dragoman.resolve.contradicting.evidence import Hint, Library, hint_at, index_tellings
from dragoman.resolve.duplicates import Voices
from dragoman.resolve.fusing.ballots import Telling
from dragoman.resolve.fusing.fusion import fuse
from dragoman.resolve.resolution import conclude, event_key, that_change
from dragoman.resolve.rulings import Rulings
from dragoman.resolve.settling import EventPlan, Settled, settle
from dragoman.resolve.spread import Helpers, Spread
from dragoman.store.forms import dump, load, load_shared
from dragoman.store.parts import MadeRows
from dragoman.store.resolutions import make_event_rows

EVENTS_AT_A_TIME = 400  # made together: of a world that goes on, what some two hundred articles tell
MENTIONS_AT_A_TIME = 4_000  # of events that were told a thousand times


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Reads as: an article, linked and dated, as packed JSON of its annotations, and whose voice it is."""

    packed: bytes
    voice: str

    def open(self, mention_ids: Iterable[str] | None = None) -> Article:
        """Give the article; with `mention_ids`, only with these events and what events are made of."""
        annotations = load(Annotations, zlib.decompress(self.packed).decode("utf-8", "surrogatepass"))
        if mention_ids is not None:
            annotations = _leave(annotations, set(mention_ids))
        return index_article(annotations, Voices(copies_of={}, voice={annotations.document.document_id: self.voice}))


def _leave(annotations: Annotations, wanted: Collection[str]) -> Annotations:
    """Leave these events, their parties, and events of the same times, which say whether such a time is a day."""
    times = {each.time for each in annotations.events if each.mention_id in wanted} - {None}
    events = tuple(each for each in annotations.events if each.mention_id in wanted or each.time in times)
    parties = {party for event in events for party in _parties(event)}
    actors = tuple(each for each in annotations.actors if each.mention_id in parties)
    return replace(annotations, events=events, actors=actors, quotations=(), agreements=(), discrepancies=())


def _parties(event: EventMention) -> Iterator[str]:
    """Give the ids of the actors that an event mention names in any role."""
    for some in (event.sources, event.targets, event.mediators, event.attributed_to):
        yield from some
    if event.host:
        yield event.host


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Reads as: make these events, which these articles tell."""

    plans: tuple[EventPlan, ...]
    articles: Mapping[str, Kept]
    homes: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Reads as: these rows, of these events; of the events what others are held against, without their claims."""

    rows: MadeRows
    events: list[Event]
    hints: list[Hint]


def make_portion(portion: Portion) -> Made:
    """Make the events of a portion, and their rows: a pure function, for any process."""
    wanted: dict[str, list[str]] = {document_id: [] for document_id in portion.articles}
    for mention_id, document_id in portion.homes.items():
        wanted[document_id].append(mention_id)
    articles = (kept.open(wanted[document_id]) for document_id, kept in portion.articles.items())
    tellings = index_tellings(articles)
    events = [fuse([tellings[each] for each in plan.mention_ids], plan.setting) for plan in portion.plans]
    hints = [hint_at(event, [tellings[each] for each in event.mention_ids]) for event in events]
    bare = [replace(event, claims=(), history=(), why=()) for event in events]
    return Made(rows=make_event_rows(events), events=bare, hints=hints)


@dataclass(slots=True, kw_only=True)
class GreatSet:
    """Reads as: a set that is settled; these articles are kept to make its events of. Asked for rows, then the rest.

    `read_through` are the articles that may quarrel by themselves, `names` are those of actors.
    """

    block_keys: Collection[str]
    settled: Settled
    articles: Mapping[str, Kept]
    read_through: Collection[str]
    names: Mapping[str, str]
    spread: Spread
    _events: list[Event] = field(default_factory=list)
    _hints: dict[str, Hint] = field(default_factory=dict)

    @property
    def rulings(self) -> Rulings:
        """Give how the decisions fared."""
        return self.settled.rulings

    def made(self) -> Iterator[MadeRows]:
        """Make the rows of the events, a portion at a time."""
        self._events.clear()
        for made in self.spread(make_portion, self._portions()):
            self._events += made.events
            self._hints |= zip((event.event_id for event in made.events), made.hints, strict=True)
            yield made.rows

    def rest(self) -> Resolution:
        """Give what follows from the events; articles are opened where something may be found in them."""
        opened: dict[str, Article] = {}

        def open_article(document_id: str) -> Article:
            if document_id not in opened:
                opened[document_id] = self.articles[document_id].open()
            return opened[document_id]

        def find(mention_id: str) -> Telling:
            article = open_article(self.settled.homes[mention_id])
            return Telling(article=article, mention=article.events[mention_id])

        library = Library(
            articles=[open_article(each) for each in sorted(self.read_through)],
            find=find,
            homes=self.settled.homes,
            published={each.document_id: each.published.interval for each in self.settled.documents},
            names=self.names,
            hints=self._hints,
        )
        return conclude(self.settled, library, sorted(self._events, key=event_key))

    def _portions(self) -> Iterator[Portion]:
        """Part the events, in the order in which they were first told: those of one time are told by the same."""
        waiting: list[EventPlan] = []
        mentions = 0
        for plan in self.settled.plans:
            waiting.append(plan)
            mentions += len(plan.mention_ids)
            if len(waiting) >= EVENTS_AT_A_TIME or mentions >= MENTIONS_AT_A_TIME:
                yield self._portion(waiting)
                waiting, mentions = [], 0
        if waiting:
            yield self._portion(waiting)

    def _portion(self, plans: Sequence[EventPlan]) -> Portion:
        homes = {each: self.settled.homes[each] for plan in plans for each in plan.mention_ids}
        articles = {document_id: self.articles[document_id] for document_id in sorted(set(homes.values()))}
        return Portion(plans=tuple(plans), articles=articles, homes=homes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sealed:
    """Reads as: this article is kept so, names these actors, and may quarrel by itself."""

    document_id: str
    kept: Kept
    names: Mapping[str, str]
    is_read_through: bool


@dataclass(slots=True)
class _Keeper:
    """Reads as: these articles are kept; of those that were not yet put away, these are the texts they were read of."""

    kept: dict[str, Kept] = field(default_factory=dict)
    read_through: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    read: dict[str, tuple[Annotations, bytes]] = field(default_factory=dict)

    def read_all(self, texts: Iterable[tuple[str, str]]) -> Iterator[Annotations]:
        """Read the texts, and remember them."""
        for document_id, text in texts:
            annotations = load_shared(Annotations, text)
            self.read[document_id] = (annotations, _pack(text))
            yield annotations

    def seal(self, article: Article) -> _Sealed:
        """Pack an article as it was read, where nothing was changed; else as it is now."""
        annotations, packed = self.read[article.document_id]
        if article.annotations is not annotations:
            packed = _pack(dump(article.annotations))
        return _Sealed(
            document_id=article.document_id,
            kept=Kept(packed=packed, voice=article.voice),
            names={mention.actor_id: mention.name for mention in article.actors.values()},
            is_read_through=is_read_through(article),
        )

    def put_away(self, sealed: _Sealed) -> None:
        """Keep it, and let go of what was read."""
        del self.read[sealed.document_id]
        self.kept[sealed.document_id] = sealed.kept
        self.names |= sealed.names
        if sealed.is_read_through:
            self.read_through.add(sealed.document_id)


def _pack(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), level=1)


def settle_great(
    texts: Iterable[tuple[str, str]], block_keys: Collection[str], decisions: Sequence[Decision], helpers: Helpers
) -> GreatSet:
    """Settle a great set, of which each document comes as its id and the JSON of its annotations."""
    keeper = _Keeper()
    settled = settle(keeper.read_all(texts), that_change(decisions), keeper, shares=helpers.shares)
    return GreatSet(
        block_keys=block_keys,
        settled=settled,
        articles=keeper.kept,
        read_through=keeper.read_through,
        names=keeper.names,
        spread=helpers.portions,
    )
