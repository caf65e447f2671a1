"""Make mentions of events by the ten thousand, as the coder would have read them from articles, without a text.

In:  a number of mentions and the kind of corpus. Out: `Annotations`, the same in every run.
The states, persons and places are made up of syllables. A world goes on: more mentions are more days of it, with
as many articles a day. Each article tells the event of its day three times, beside two others of that week and one
of an earlier year; an event is told by five articles or so.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from dragoman.records.days import iso_value
from dragoman.records.documents import Document
from dragoman.records.mentions import ActorMention, Annotations, EventMention, PlaceMention
from dragoman.records.signature import sign
from dragoman.records.spans import CharSpan, Evidence, make_id
from dragoman.records.times import NO_DATE, DocumentDate, EventDate, Interval
from dragoman.records.vocabulary import ActorKind, EventType, Status

MENTIONS_AN_ARTICLE = 6
ARTICLES_A_DAY = 12
EVENTS_A_DAY = 8
STATES = 60
FIRST_DAY = date(2031, 1, 1)
TYPES: tuple[EventType, ...] = ("CONSULT", "AGREE", "ACCUSE", "ASSAULT", "SUPPORT", "SANCTION", "AID", "REQUEST")
STATUSES: tuple[Status, ...] = ("occurred", "occurred", "occurred", "occurred", "planned", "alleged", "denied")
SYLLABLES = ("ba", "dor", "ka", "lim", "mo", "nar", "pe", "rus", "sa", "tol", "vi", "zen", "fe", "gul", "ho", "ju")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Reads as: this happened between these states on that day, and is told in these words."""

    event_type: EventType
    status: Status
    states: tuple[int, ...]
    day: date
    words: tuple[str, ...]
    place: int | None


def draw(*what: object, below: int) -> int:
    """Give a number from 0 up to `below`, always the same for the same things."""
    return zlib.crc32(repr(what).encode()) % below


def make_name(number: int, *, syllables: int = 4) -> str:
    """Make a name of syllables, one for each number.

    >>> make_name(5, syllables=2)
    'Narba'
    """
    parts = []
    for _ in range(syllables):
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts).capitalize()


def make_happening(seed: object, day: date, *, actor: int | None = None) -> Happening:
    """Make what happened; with `actor`, it is always one of the parties."""
    one = draw(seed, "one", below=STATES) if actor is None else actor
    other = (one + 1 + draw(seed, "other", below=STATES - 1)) % STATES
    return Happening(
        event_type=TYPES[draw(seed, "type", below=len(TYPES))],
        status=STATUSES[draw(seed, "status", below=len(STATUSES))],
        states=(one, other) if draw(seed, "lone", below=5) else (one,),
        day=day,
        words=tuple(make_name(draw(seed, "word", each, below=4000), syllables=3) for each in range(6)),
        place=one if draw(seed, "place", below=2) else None,
    )


@dataclass(slots=True)
class Sheet:
    """One article in the making."""

    document_id: str
    day: date | None
    text: str = ""
    actors: list[ActorMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)

    def tell(self, what: Happening, *, is_news: bool, is_dated: bool = True) -> None:
        """Add a sentence that tells it: dated by the news of it, by a day that it gives, or not at all."""
        start = len(self.text)
        names = " and ".join(make_name(each) for each in what.states)
        place = f" in {make_name(what.place, syllables=5)}" if what.place is not None else ""
        # no two articles take the same words
        told = [word for word in what.words if draw(self.document_id, start, word, below=4)]
        sentence = f"{names} acted{place} on the {' '.join(told)}."
        self.text += f"{sentence}\n"
        words = self._words(start, start + len(sentence))
        parties = [self._actor(each, "state", make_name(each), start) for each in what.states]
        trigger = self._words(start + sentence.index("acted"), start + sentence.index("acted") + 5)
        news = EventDate(interval=make_interval(self.day), basis="publication") if is_news and self.day else NO_DATE
        stated = EventDate(interval=make_interval(what.day), basis="stated")
        self.events.append(
            EventMention(
                mention_id=make_id("m", self.document_id, "event", start),
                span=trigger.span,
                exact=trigger.exact,
                sentence=words,
                event_type=what.event_type,
                plover_type=what.event_type,
                status=what.status,
                sources=tuple(parties[:1]),
                targets=tuple(parties[1:]),
                date=news if is_news or not is_dated else stated,
                place=self._place(what.place, start) if what.place is not None else None,
                confidence=0.9,
            )
        )

    def _words(self, start: int, end: int) -> Evidence:
        span = CharSpan(start=start, end=end)
        return Evidence(document_id=self.document_id, span=span, exact=self.text[start:end])

    def _actor(self, number: int, kind: ActorKind, name: str, start: int) -> str:
        words = self._words(start, start + len(name))
        mention_id = make_id("m", self.document_id, kind, number, start)
        actor = ActorMention(
            mention_id=mention_id, span=words.span, exact=words.exact, mention_type="NAM",
            actor_id=make_id("actor", kind, number), name=name, kind=kind, country=f"{number:03d}",
        )  # fmt: skip
        self.actors.append(actor)
        return mention_id

    def _place(self, number: int, start: int) -> str:
        words = self._words(start, start + 1)
        mention_id = make_id("m", self.document_id, "place", number, start)
        place = PlaceMention(
            mention_id=mention_id, span=words.span, exact=words.exact, place_id=f"place:{number}",
            name=make_name(number, syllables=5), country=f"{number:03d}", latitude=float(number % 60),
            longitude=float(number * 5 % 170), precision="city",
        )  # fmt: skip
        self.places.append(place)
        return mention_id

    def done(self) -> Annotations:
        """Give what was written."""
        document = Document(
            document_id=self.document_id, source_id=self.document_id, text="", fingerprint=make_id("text", self.text),
            language="en", zones=(), publisher=f"Paper {draw(self.document_id, below=40)}",
        )  # fmt: skip
        published = DocumentDate(interval=make_interval(self.day), basis="given" if self.day else "unknown")
        return Annotations(
            document=document, published=published, genre="news", actors=tuple(self.actors),
            places=tuple(self.places), events=tuple(self.events), signature=sign(self.text),
        )  # fmt: skip


def make_interval(day: date | None) -> Interval:
    """Make the interval of one day; of None one that is not known."""
    if day is None:
        return Interval(value=None, earliest=None, latest=None)
    return Interval(value=iso_value(day, day), earliest=day.isoformat(), latest=day.isoformat())


def make_world(mentions: int) -> Iterator[Annotations]:
    """Make articles of a world that goes on."""
    for number in range(mentions // MENTIONS_AN_ARTICLE):
        ahead = number // ARTICLES_A_DAY
        day = FIRST_DAY + timedelta(days=ahead)
        sheet = Sheet(document_id=f"w{number:06d}", day=day)
        main = make_happening((ahead, draw(number, "main", below=EVENTS_A_DAY)), day)
        for _ in range(3):
            sheet.tell(main, is_news=True)
        for each in range(2):
            back = 1 + draw(number, "back", each, below=6)
            beside = draw(number, "beside", each, below=EVENTS_A_DAY)
            sheet.tell(make_happening((ahead - back, beside), day - timedelta(days=back)), is_news=False)
        old = draw(number, "old", below=40)
        sheet.tell(make_happening(("old", old), FIRST_DAY - timedelta(days=30 * old)), is_news=False, is_dated=old > 10)
        yield sheet.done()


def make_same(mentions: int) -> Iterator[Annotations]:
    """Make articles that all tell the same in the same words."""
    what = make_happening("same", FIRST_DAY)
    for number in range(mentions // MENTIONS_AN_ARTICLE):
        sheet = Sheet(document_id=f"s{number:06d}", day=FIRST_DAY)
        for _ in range(MENTIONS_AN_ARTICLE):
            sheet.tell(what, is_news=True)
        yield sheet.done()


def make_apart(mentions: int) -> Iterator[Annotations]:
    """Make articles that share no actor, place, day or word."""
    for number in range(mentions // MENTIONS_AN_ARTICLE):
        day = FIRST_DAY + timedelta(days=7 * number % 20_000)
        sheet = Sheet(document_id=f"a{number:06d}", day=day)
        for each in range(MENTIONS_AN_ARTICLE):
            states = (1000 + number * 12 + 2 * each, 1001 + number * 12 + 2 * each)
            words = tuple(make_name(10_000 + 40 * number + 6 * each + part, syllables=5) for part in range(6))
            what = Happening(
                event_type="CONSULT", status="occurred", states=states, day=day, words=words, place=states[0]
            )
            sheet.tell(what, is_news=True)
        yield sheet.done()


def make_actor(mentions: int) -> Iterator[Annotations]:
    """Make articles of one actor's many events, each told twice in one article and once in another."""
    for number in range(mentions // MENTIONS_AN_ARTICLE):
        ahead = number // ARTICLES_A_DAY
        sheet = Sheet(document_id=f"k{number:06d}", day=FIRST_DAY + timedelta(days=ahead))
        for each in (number, number, number, number - 1, number + 1, number + ARTICLES_A_DAY):
            what = make_happening(("actor", each), FIRST_DAY + timedelta(days=each // ARTICLES_A_DAY), actor=7)
            sheet.tell(what, is_news=each == number)
        yield sheet.done()


CORPORA: Mapping[str, Callable[[int], Iterator[Any]]] = MappingProxyType(
    {"world": make_world, "same": make_same, "apart": make_apart, "actor": make_actor}
)
