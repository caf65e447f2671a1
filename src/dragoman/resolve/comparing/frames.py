"""What of an event is compared: type, parties, days, place, telling words; of a mention or of a whole cluster.

In:  an article, linked and dated. Out: a `Frame` for each event mention. Left to `joining`: one of two.
Left to `scoring`: how like two frames are.
"""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.lexicons.load.counted_things import load_counted_things
from dragoman.lexicons.load.triggers import load_triggers
from dragoman.records.mentions import EventMention
from dragoman.records.times import Interval
from dragoman.records.vocabulary import EventType, Status
from dragoman.resolve.articles import Article
from dragoman.resolve.comparing.headlines import Told, find_leads
from dragoman.resolve.comparing.parties import NO_WORDS, read_parties, share, telling_words
from dragoman.resolve.comparing.rarity import trigger_stems
from dragoman.resolve.comparing.sites import read_sites, sites_of
from dragoman.resolve.comparing.spots import FINE_PLACES, Spot, read_spots
from dragoman.resolve.comparing.stories import is_digest, words_told
from dragoman.resolve.comparing.tolls import find_deeds
from dragoman.resolve.comparing.wording import is_anaphoric, is_another, is_named, vowed

STATUS_GROUPS: Mapping[Status, str] = {
    "occurred": "deed",
    "ongoing": "deed",
    "planned": "plan",
    "possible": "plan",
    "alleged": "alleged",
    "denied": "denied",
}
NEWS_LAG_DAYS = 2  # what is told as news happened on the day of publication or in the two days before
MAX_WORDS = 60  # telling words that a cluster keeps: enough to tell it from its neighbours, and bounded
STORY_WORDS = 80  # telling words of an article that say which story it is
FINE_DAYS = 3  # an interval up to so long dates an event "to the day": a summit, a weekend
DAYS_KEPT = 32_768  # intervals kept to be shared: all days of a century, or nearly
WORDS_KEPT = 65_536  # hashes of words: nearly all that a field of news is told in
NOT_YET: frozenset[Status] = frozenset(("planned", "possible"))
AIMED = "those it was done to"
ABOUT = "about those it was done to"  # beside the exact numbers also "more than 180", which a later report may raise
# What a comparison may ask of both: where one of two frames has none, there is nothing to ask.
TRAITS = (1, 2, 4, 8, 16, 32, 64, 128)
DAYS, PERSONS, SPOTS, MODES, FIGURES, COUNTS, INNER, AGREEMENTS = TRAITS
NO_COUNTS: Mapping[str, frozenset[float]] = {}
_WORD = re.compile(r"[^\W\d_]+")

Stretch = tuple[int, int, int]  # where the sentence begins, where the trigger begins and ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Reads as: from this day to that one, both included, as ordinals of the calendar."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """Count the days."""
        return self.last - self.first + 1

    def gap(self, other: Days) -> int:
        """Count the days between the two; 0 where they overlap."""
        return max(0, self.first - other.last, other.first - self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Reads as: an event of this type between these parties, on these days, there, told in these words.

    `codes` are the parties at the level of countries, `guessed` those whose country no word tells; `sources` and
    `targets` those of each side (empty where the act is reciprocal); `persons` are the named persons of a code, `doers`
    those who did it, `things` keys of names that no table knows, of villages and of what was hit or taken ("the towns
    of Lisk and Tull"), `sites` of these and of other places ("near Lisk");
    `stated` are days that a text gives, `published` the days on which it was told as news; `counts` says how many of
    what; `inner` is the type of the act that it is about, `triggers` are the stems of the words that name it,
    `agreements` the keys of those that it is a step of; `story` are telling words of the whole article; `days` are
    those on which it was, as far as known: stated, else by the news of it; `cities` are the places that are cities or
    finer. `is_anaphoric`: "this meeting", "their talks"; `is_named`: "the killing of a bishop", with `aims`, the ids
    of all whom it befell. `told_by` is the last day on which the first article that tells it as done was written,
    `written` that of the first that tells it at all; `is_item`: an item of a digest of the day;
    `is_another`: "a further 6,000 prisoners"; `is_doer_hit`: it befell none but the doer of another deed ("The
    attacker was shot"); `spans` says where in its article it stands, while mentions of one are compared; `traits` says
    what it has of `TRAITS`.
    """

    group: str
    types: frozenset[EventType]
    modes: frozenset[str]
    codes: frozenset[str]
    guessed: frozenset[str]
    sources: frozenset[str]
    targets: frozenset[str]
    persons: Mapping[str, frozenset[str]]
    stated: Days | None
    published: Days | None
    spots: tuple[Spot, ...]
    words: frozenset[str]
    figures: frozenset[str]
    counts: Mapping[str, frozenset[float]]
    inner: frozenset[str]
    agreements: frozenset[str]
    triggers: frozenset[str]
    story: frozenset[str]
    is_anaphoric: bool = False
    is_named: bool = False
    aims: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    spans: tuple[Stretch, ...] = ()
    is_item: bool = False
    is_doer_hit: bool = False
    is_another: bool = False
    told_by: int | None = None
    written: int | None = None
    days: Days | None = field(init=False)
    cities: tuple[Spot, ...] = field(init=False)
    traits: int = field(init=False)

    def __post_init__(self) -> None:
        """Find once what every comparison asks for: a frame is compared some ten times."""
        is_fine = all(spot.precision in FINE_PLACES for spot in self.spots)
        fine = self.spots if is_fine else tuple(spot for spot in self.spots if spot.precision in FINE_PLACES)
        object.__setattr__(self, "cities", fine)
        told = self.stated
        if told is None and self.published is not None:
            told = _share_days(self.published.first - NEWS_LAG_DAYS, self.published.last)
        object.__setattr__(self, "days", told)
        object.__setattr__(self, "traits", _traits(self))

    @property
    def sentences(self) -> frozenset[int]:
        """Give where its sentences begin."""
        return frozenset(sentence for sentence, _, _ in self.spans)

    @property
    def is_fine(self) -> bool:
        """Tell whether it is dated to the day."""
        days = self.days
        return days is not None and days.length <= FINE_DAYS


def _traits(frame: Frame) -> int:
    """Say what a frame has of `TRAITS`."""
    traits = DAYS if frame.days is not None else 0
    if frame.persons:
        traits |= PERSONS
    if frame.spots:
        traits |= SPOTS
    if frame.modes:
        traits |= MODES
    if frame.figures:
        traits |= FIGURES
    if frame.counts:
        traits |= COUNTS
    if frame.inner:
        traits |= INNER
    return traits | AGREEMENTS if frame.agreements else traits


def build_frames(article: Article, agreements: Mapping[str, frozenset[str]]) -> dict[str, Frame]:
    """Make the frame of each event mention of an article, by mention id, in text order.

    `agreements` holds the keys of the agreements that an event mention is a step of.
    """
    figures = {each: f"{figure.low:g} {figure.unit}" for each, figure in article.figures.items()}
    published = read_interval(article.published.interval)
    is_item = is_digest(article)
    story = NO_WORDS if is_item else sample(words_told(article), STORY_WORDS)
    sites = sites_of(article)
    frames: dict[str, Frame] = {}
    for event in article.events.values():
        parties = read_parties(event, article.actors, article.named)
        inner = article.events.get(event.about) if event.about else None
        there = read_sites(event, article, sites)
        frames[event.mention_id] = Frame(
            group=STATUS_GROUPS[event.status],
            types=type_set(event.event_type),
            modes=share(event.modes),
            codes=parties.codes,
            guessed=parties.guessed,
            sources=parties.sources,
            targets=parties.targets,
            persons=parties.persons,
            stated=_stated(event, article),
            published=_news_of(event, article, published),
            spots=read_spots(event, article, is_item=is_item),
            words=sample(telling_words(event, article.actors, article.named), MAX_WORDS),
            figures=share(sorted(figures[each] for each in event.figures if each in figures)),
            counts=_counts(event, article),
            inner=share((inner.event_type,)) if inner is not None else vowed(event),
            agreements=agreements.get(event.mention_id, NO_WORDS),
            triggers=share(trigger_stems(event.exact)),
            story=story,
            is_anaphoric=is_anaphoric(event, article) and not is_named(event),
            is_named=is_named(event),
            aims=share(sorted({article.actors[each].actor_id for each in _borne_by(event) if each in article.actors})),
            told_by=_told_by(event, published),
            written=published.last if published is not None else None,
            is_item=is_item,
            is_doer_hit=_is_doer_hit(event, article),
            is_another=is_another(event, article),
            doers=parties.doers,
            things=there.sure,
            sites=there.told,
            spans=((event.sentence.span.start, event.span.start, event.span.end),),
        )
    for toll, deed in find_deeds(article).items():
        frames[toll] = _follow(frames[toll], frames[deed])
    told = [_told(mention_id, frame) for mention_id, frame in frames.items()]
    for headline, lead in find_leads(article, told).items():
        frames[headline] = _follow(frames[headline], frames[lead])
    return frames


def _told(mention_id: str, frame: Frame) -> Told:
    return Told(
        mention_id=mention_id,
        sentence=min(frame.sentences),
        types=frame.types,
        group=frame.group,
        modes=frame.modes,
        sources=frame.sources,
        targets=frame.targets,
        words=frame.words - frame.triggers,
        triggers=frame.triggers,
        numbers=frame.counts.get(ABOUT, frozenset()),
    )


def _follow(toll: Frame, deed: Frame) -> Frame:
    """Give a toll, or a headline, what it leaves to its deed: who, when and where, and it stands where that stands.

    Of a deed that is only alleged no more than where: whoever died there was not killed by that on anyone's word.
    """
    there = replace(
        toll, spots=toll.spots or deed.spots, things=toll.things or deed.things, sites=toll.sites | deed.sites
    )
    if toll.group != deed.group:
        return there
    return replace(
        there,
        modes=toll.modes or deed.modes,
        codes=share(sorted(toll.codes | deed.codes)),
        guessed=share(sorted(toll.guessed - deed.codes | deed.guessed)),
        sources=toll.sources or deed.sources,
        targets=share(sorted(toll.targets | deed.targets)),
        stated=toll.stated or deed.stated,
        published=toll.published or deed.published,
        spans=(*toll.spans, *deed.spans),
    )


def sample(words: frozenset[str], most: int) -> frozenset[str]:
    """Keep so many of the words, always the same ones: those that share any share them in their samples too.

    By a hash, not by the alphabet, so that no kind of word is favoured.
    """
    if len(words) <= most:
        return words
    return frozenset(sorted(words, key=_rank)[:most])


@functools.lru_cache(maxsize=WORDS_KEPT)
def _rank(word: str) -> str:
    """Give a hash of the word with the word, as one text: texts are compared in half the time of pairs."""
    return f"{zlib.crc32(word.encode('utf-8', 'surrogatepass')):08x}{word}"


@functools.cache
def type_set(event_type: EventType) -> frozenset[EventType]:
    """Give a type as a set, the same object each time."""
    return frozenset((event_type,))


def read_interval(interval: Interval) -> Days | None:
    """Give the days of an interval; None where one of its sides is open."""
    if interval.earliest is None or interval.latest is None:
        return None
    return _read_days(interval.earliest, interval.latest)


@functools.lru_cache(maxsize=DAYS_KEPT)
def _read_days(earliest: str, latest: str) -> Days:
    return _share_days(date.fromisoformat(earliest).toordinal(), date.fromisoformat(latest).toordinal())


@functools.lru_cache(maxsize=DAYS_KEPT)
def _share_days(first: int, last: int) -> Days:
    """Give one object for all who tell of the same days."""
    return Days(first=first, last=last)


def _borne_by(event: EventMention) -> tuple[str, ...]:
    """Give whom it befell: who takes or leaves an office is told as its source."""
    return event.sources if event.event_type == "OFFICE" else event.targets


def _is_doer_hit(event: EventMention, article: Article) -> bool:
    """Tell whether those whom it befell are called by what they had done: "the gunman", "two assailants"."""
    hit = [article.actors[each] for each in event.targets if each in article.actors]
    words = load_triggers().classes["perpetrator"]
    return bool(hit) and all(
        each.mention_type == "NOM" and not words.isdisjoint(_WORD.findall(each.exact.casefold())) for each in hit
    )


def _stated(event: EventMention, article: Article) -> Days | None:
    is_news = event.date.basis == "publication" or _is_dated_above(event, article)
    return None if is_news else read_interval(event.date.interval)


def _news_of(event: EventMention, article: Article, published: Days | None) -> Days | None:
    """Give the days on which it was told as news: those of the article, or of the item of a digest."""
    if _is_dated_above(event, article):
        return read_interval(event.date.interval)
    return published if event.date.basis == "publication" else None


def _is_dated_above(event: EventMention, article: Article) -> bool:
    """Tell whether its day is that of a date line, which no sentence holds: "4 May 2031" above "Holt was arrested"."""
    time = article.times.get(event.time) if event.time else None
    return time is not None and not time.span.overlaps(event.sentence.span)


def _told_by(event: EventMention, published: Days | None) -> int | None:
    """Give the day by which a deed was done, for it was told then; not where its own date says otherwise."""
    stated = read_interval(event.date.interval) if event.date.basis != "publication" else None
    if published is None or event.status in NOT_YET or (stated is not None and stated.first > published.last):
        return None
    return published.last


def _counts(event: EventMention, article: Article) -> Mapping[str, frozenset[float]]:
    """Give how many of what it says: "23 pirates", not "at least 20 pirates"; of those it was done to by any name."""
    aims = [article.actors[each].span for each in event.targets if each in article.actors]
    told = [article.figures[each] for each in event.figures if each in article.figures]
    exact: dict[str, set[float]] = {}
    for each in told:
        is_aim = any(span.start <= each.span.start and each.span.end <= span.end for span in aims)
        if each.figure_class == "count" and is_aim:
            exact.setdefault(ABOUT, set()).add(each.low)
        if each.figure_class == "count" and each.bound == "=" and each.unit:
            thing = AIMED if is_aim else load_counted_things().kinds.get(each.unit, each.unit)
            exact.setdefault(thing, set()).add(each.low)
    return {thing: frozenset(exact[thing]) for thing in sorted(exact)} if exact else NO_COUNTS
