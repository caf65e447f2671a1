"""Write small articles by hand, with every span where its words stand: what the resolver's tests read.

The states, persons and places are invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.records.dating import date_annotations
from dragoman.records.days import iso_value, read_days
from dragoman.records.documents import Document
from dragoman.records.mentions import (
    ActorMention,
    AgreementMention,
    Annotations,
    Discrepancy,
    EventMention,
    Figure,
    PlaceMention,
    Quotation,
    SayingOccasion,
)
from dragoman.records.spans import CharSpan, Evidence, make_id
from dragoman.records.symbols import TimeSymbol
from dragoman.records.times import NO_DATE, UNDATED, UNKNOWN_INTERVAL, DocumentDate, EventDate, Interval, TimeExpression
from dragoman.records.vocabulary import ActorKind, EventType, Genre, Status

# name -> kind, country, sectors
CAST: dict[str, tuple[ActorKind, str | None, tuple[str, ...]]] = {
    "Ardania": ("state", "ARD", ()),
    "Belmark": ("state", "BEL", ()),
    "Corvia": ("state", "COR", ()),
    "Dovrene": ("state", "DOV", ()),
    "Ilan Orsk": ("person", "ARD", ("GOV",)),
    "Orsk": ("person", "ARD", ("GOV",)),
    "Petra Vale": ("person", "BEL", ("GOV",)),
    "Anders Holt": ("person", "BEL", ("GOV",)),
    "Northern Ardania": ("organisation", "ARD", ("PRE",)),
    "Red Heron Front": ("group", "ARD", ("REB",)),
    "Dana Holm": ("person", None, ()),
    "Jory Vance": ("person", None, ()),
    # whom nobody names: of the country that their article is about
    "a porter": ("person", "ARD", ("CVL",)),
    "a motorist": ("person", "BEL", ("CVL",)),
    "a gunman": ("person", "ARD", ("CRM",)),
    "the gunman": ("person", "ARD", ("CRM",)),
    "pedlars": ("group", "ARD", ("CVL",)),
    "divers": ("group", "ARD", ("CRM",)),
}
# name -> country, latitude, longitude, precision
PLACES: dict[str, tuple[str, float, float, str]] = {
    "Lisk": ("ARD", 50.0, 20.0, "city"),
    "Marrow": ("BEL", 40.0, 30.0, "city"),
    "Old Marrow": ("BEL", 40.2, 30.1, "city"),
    "Tull": ("COR", 10.0, 60.0, "city"),
    "Hollin": ("ARD", 50.35, 20.0, "city"),
}


def make_interval(value: str | None) -> Interval:
    """Read "2024-10", "2024-10-11" or "2024-10-11/2024-10-13" as an interval."""
    days = read_days(value) if value else None
    if days is None:
        return UNKNOWN_INTERVAL
    return Interval(value=iso_value(*days), earliest=days[0].isoformat(), latest=days[1].isoformat())


@dataclass
class Writer:
    """Writes one article, sentence by sentence."""

    document_id: str
    published: str | None = None
    genre: Genre = "news"
    publisher: str | None = None
    text: str = ""
    actors: list[ActorMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    agreements: list[AgreementMention] = field(default_factory=list)
    discrepancies: list[Discrepancy] = field(default_factory=list)
    sentence: Evidence | None = None

    def say(self, sentence: str) -> Writer:
        """Add a sentence; what follows is found in it."""
        start = len(self.text)
        self.text += sentence + "\n"
        self.sentence = self.evidence(start, start + len(sentence))
        return self

    def evidence(self, start: int, end: int) -> Evidence:
        """Point at words of the article."""
        span = CharSpan(start=start, end=end)
        return Evidence(document_id=self.document_id, span=span, exact=self.text[start:end])

    def find(self, words: str) -> CharSpan:
        """Find words in the latest sentence; the whole sentence where they are not there."""
        assert self.sentence is not None
        at = self.sentence.exact.find(words)
        start = self.sentence.span.start + max(at, 0)
        return CharSpan(start=start, end=start + len(words)) if at >= 0 else self.sentence.span

    def actor(self, name: str, *, words: str | None = None, country: str | None = "", role: str | None = None) -> str:
        """Mention an actor of the cast in the latest sentence."""
        kind, known_country, sectors = CAST.get(name, ("person", None, ()))
        country = known_country if country == "" else country
        span = self.find(words or name)
        mention_id = make_id("m", self.document_id, "actor", span.start, span.end, name)
        if all(each.mention_id != mention_id for each in self.actors):
            self.actors.append(
                ActorMention(
                    mention_id=mention_id,
                    span=span,
                    exact=self.text[span.start : span.end],
                    mention_type="NAM" if name[0].isupper() else "NOM",
                    actor_id=make_id("actor", kind, name, country if kind == "person" else ""),
                    name=name,
                    kind=kind,
                    country=country,
                    sectors=sectors,
                    role=role,
                )
            )
        return mention_id

    def place(self, name: str) -> str:
        """Mention a place in the latest sentence."""
        country, latitude, longitude, precision = PLACES[name]
        span = self.find(name)
        mention_id = make_id("m", self.document_id, "place", span.start, name)
        mention = PlaceMention(
            mention_id=mention_id,
            span=span,
            exact=self.text[span.start : span.end],
            place_id=f"place:{name}",
            name=name,
            country=country,
            latitude=latitude,
            longitude=longitude,
            precision=precision,  # type: ignore[arg-type]
        )
        if mention not in self.places:
            self.places.append(mention)
        return mention_id

    def time(self, words: str, symbol: TimeSymbol, anchor: str = "publication") -> str:
        """Mention a time in the latest sentence."""
        span = self.find(words)
        time_id = make_id("m", self.document_id, "time", span.start)
        self.times.append(
            TimeExpression(
                time_id=time_id, span=span, exact=words, type="DATE", symbol=symbol, value="XXXX-XX-XX", mod=None,
                interval=UNKNOWN_INTERVAL, anchor=anchor, rule="hand",
            )
        )  # fmt: skip
        return time_id

    def tell(  # noqa: PLR0913 - an event has that many parts
        self,
        event_type: EventType,
        sources: tuple[str, ...] = (),
        targets: tuple[str, ...] = (),
        *,
        day: str | None = None,
        is_news: bool = False,
        place: str | None = None,
        status: Status = "occurred",
        **fields: Any,
    ) -> str:
        """Tell an event in the latest sentence; `day` is stated, `is_news` dates it by the article's own date."""
        assert self.sentence is not None
        trigger = fields.pop("trigger", None) or self.sentence.exact
        span = self.find(trigger)
        basis_date = EventDate(interval=make_interval(self.published), basis="publication") if is_news else NO_DATE
        date = EventDate(interval=make_interval(day), basis="stated") if day else basis_date
        mention_id = make_id("m", self.document_id, "event", span.start, event_type, len(self.events))
        host = fields.pop("host", None)
        said_by = tuple(self.actor(each) for each in fields.pop("attributed_to", ()))
        self.events.append(
            EventMention(
                mention_id=mention_id,
                span=span,
                exact=self.text[span.start : span.end],
                sentence=self.sentence,
                event_type=event_type,
                plover_type=event_type,
                status=status,
                sources=tuple(self.actor(each) for each in sources),
                targets=tuple(self.actor(each) for each in targets),
                host=self.actor(host) if host else None,
                attributed_to=said_by,
                date=date,
                place=self.place(place) if place else None,
                confidence=fields.pop("confidence", 0.9),
                **fields,
            )
        )
        return mention_id

    def quote(
        self,
        speaker: str | None,
        content: str,
        *,
        kind: Any = "direct",
        utterance: str | None = None,
        occasion: tuple[Any, str] | None = None,
        within: str | None = None,
    ) -> str:
        """Quote words of the latest sentence; `occasion` is its kind and words, `within` the id of a quotation."""
        assert self.sentence is not None
        span = self.find(content)
        quotation_id = make_id("m", self.document_id, "quotation", span.start)
        speaker_id = self.actor(speaker) if speaker else None
        self.quotations.append(
            Quotation(
                quotation_id=quotation_id,
                utterance=utterance or quotation_id,
                speaker=self.find(speaker) if speaker else None,
                speaker_id=speaker_id,
                cue=None,
                content=self.evidence(span.start, span.end),
                kind=kind,
                occasion=self._occasion(*occasion) if occasion else None,
                within=within,
                confidence=0.9,
            )
        )
        return quotation_id

    def _occasion(self, kind: Any, words: str) -> SayingOccasion:
        span = self.find(words)
        return SayingOccasion(kind=kind, words=self.evidence(span.start, span.end))

    def figure(self, words: str, low: float, *, unit: str | None = None, **fields: Any) -> str:
        """Give a figure of the latest sentence."""
        span = self.find(words)
        figure_id = make_id("m", self.document_id, "figure", span.start)
        plain: dict[str, Any] = {"high": low, "bound": "=", "figure_class": "count"}
        plain.update(fields)
        made = Figure(figure_id=figure_id, span=span, exact=words, low=low, unit=unit, **plain)
        self.figures.append(made)
        return figure_id

    def agree(self, name: str, parties: tuple[str, ...], stage: Any, *, day: str | None = None, **fields: Any) -> str:
        """Mention an agreement of the latest sentence."""
        assert self.sentence is not None
        span = self.find(name)
        mention_id = make_id("m", self.document_id, "agreement", span.start, stage)
        place = fields.pop("place", None)
        replaces = fields.pop("replaces", None)
        found = self.find(replaces) if replaces else None
        self.agreements.append(
            AgreementMention(
                mention_id=mention_id,
                span=span,
                exact=self.text[span.start : span.end],
                name=name,
                kind=fields.pop("kind", "treaty"),
                parties=tuple(self.actor(each) for each in parties),
                stage=stage,
                date=EventDate(interval=make_interval(day), basis="stated") if day else NO_DATE,
                sentence=self.sentence,
                place=self.place(place) if place else None,
                replaces=self.evidence(found.start, found.end) if found else None,
                **fields,
            )
        )
        return mention_id

    def done(self, **fields: Any) -> Annotations:
        """Give the annotations, without the text, as the resolver gets them."""
        document = Document(
            document_id=self.document_id,
            source_id=self.document_id,
            text="",
            fingerprint=make_id("text", self.text),
            language="en",
            zones=(),
            publisher=self.publisher,
        )
        interval = make_interval(self.published)
        published = DocumentDate(interval=interval, basis="given") if self.published else UNDATED
        annotations = Annotations(
            document=document,
            published=published,
            genre=self.genre,
            times=tuple(self.times),
            actors=tuple(sorted(self.actors, key=lambda each: (each.span, each.mention_id))),
            places=tuple(self.places),
            events=tuple(sorted(self.events, key=lambda each: (each.span, each.mention_id))),
            quotations=tuple(self.quotations),
            figures=tuple(self.figures),
            agreements=tuple(self.agreements),
            discrepancies=tuple(self.discrepancies),
        )
        return replace(date_annotations(annotations, published), **fields)
