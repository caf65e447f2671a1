"""What each page knows: its contract with its template. A test holds the two to each other.

In:  nothing but records. Out: frozen records; `TEMPLATE` names the page's template, which calls them `page`.
`imprints` says of each document that a page quotes who printed it and when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol

from dragoman.records.entities import Actor, Agreement, Claim, Contradiction, Event, FigureClaim, Place, Statement
from dragoman.records.spans import Evidence
from dragoman.store.base import Counts, KeptDecision, KeptDocument
from dragoman.store.overview import Addition, Imprint, PublisherShare, Tally
from dragoman.views.charts.network import NetworkChart
from dragoman.views.charts.relation import RelationChart, Spark
from dragoman.views.charts.world import WorldChart
from dragoman.web.passages import Piece

Imprints = Mapping[str, Imprint]


class Page(Protocol):
    """A page: anything that names its template and its title."""

    TEMPLATE: ClassVar[str]

    @property
    def title(self) -> str:
        """Give the title, as the browser's tab shows it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Reads as: before and after this page come those at these addresses; None: there is none."""

    previous: str | None = None
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Reads as: the address asks for what fits all of these; what is empty asks for nothing.

    `order` is `newest` or `oldest`. `after` and `before` are the place of the last event of the page before, or of
    the first of the page behind ("2024-10-11~id").
    """

    actor: str = ""
    with_: str = ""
    type: str = ""
    status: str = ""
    since: str = ""
    until: str = ""
    publisher: str = ""
    place: str = ""
    text: str = ""
    order: str = "newest"
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """Reads as: this is asked for; the address asks for all the rest but this."""

    label: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """Reads as: between these two there are so many events, and their months look like this."""

    tally: Tally
    spark: Spark


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Reads as: of this kind these were found, and there may be more at that address."""

    name: str
    kind: str
    found: tuple[object, ...]
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueShown:
    """Reads as: these claims say that the field has this value, and so many more do; `is_held`: the event has it."""

    value: str
    claims: tuple[Claim, ...]
    more: int
    is_held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShown:
    """Reads as: of this field these values are told."""

    field: str
    values: tuple[ValueShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Reads as: in this article the sentence stands between these words, its telling words marked."""

    evidence: Evidence
    before: str
    pieces: tuple[Piece, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneBlock:
    """Reads as: this stretch of the article is of this kind; `is_own` where it is the article's own voice."""

    kind: str
    is_own: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FailurePage:
    """Reads as: this cannot be shown, for this reason."""

    TEMPLATE: ClassVar[str] = "failure.html"
    status: int
    title: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """Reads as: the record holds so much, from this day to that; this came last."""

    TEMPLATE: ClassVar[str] = "start.html"
    title: str
    counts: Counts
    days: tuple[str, str] | None
    events: tuple[Event, ...]
    imprints: Imprints
    pairs: tuple[PairLine, ...]
    contradictions: tuple[Contradiction, ...]
    additions: tuple[Addition, ...]
    decisions: tuple[KeptDecision, ...]
    statuses: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """Reads as: these events fit what is asked; `count` in all, up to `most`, beyond which nobody counts."""

    TEMPLATE: ClassVar[str] = "timeline.html"
    title: str
    asked: Asked
    chips: tuple[Chip, ...]
    place: Place | None
    events: tuple[Event, ...]
    imprints: Imprints
    count: int
    most: int
    undated: str | None
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """Reads as: one event: its fields with their claims, the passages that tell it, what hangs together with it."""

    TEMPLATE: ClassVar[str] = "event.html"
    title: str
    event: Event
    imprints: Imprints
    fields: tuple[FieldShown, ...]
    passages: tuple[Passage, ...]
    linked: Mapping[str, Event]
    agreements: tuple[Agreement, ...]
    contradictions: tuple[Contradiction, ...]
    figures: tuple[FigureClaim, ...]
    decisions: tuple[KeptDecision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsPage:
    """Reads as: these actors stand in most events, or have these words in their names."""

    TEMPLATE: ClassVar[str] = "actors.html"
    title: str
    text: str
    actors: tuple[tuple[Actor, int | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """Reads as: one actor, whom it meets, what it did last, what it said last.

    Of a state `relations` says how it gets on with others; of any other actor `partners` counts the events that it
    shares with others, by code.
    """

    TEMPLATE: ClassVar[str] = "actor.html"
    title: str
    actor: Actor
    relations: tuple[Tally, ...]
    partners: tuple[tuple[str, int], ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    contradictions: tuple[Contradiction, ...]
    imprints: Imprints


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsPage:
    """Reads as: between these there are most events; `code` asks for those of one only."""

    TEMPLATE: ClassVar[str] = "pairs.html"
    title: str
    code: str
    pairs: tuple[PairLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """Reads as: how these two get on, and what happened between them in the period chosen.

    `period` is a month, a year or empty (the latest); `count` counts all events in which both take part.
    """

    TEMPLATE: ClassVar[str] = "pair.html"
    title: str
    one: str
    other: str
    chart: RelationChart
    total: Tally | None
    period: str
    periods: Paging
    events: tuple[Event, ...]
    timeline: str
    agreements: tuple[Agreement, ...]
    statements: tuple[Statement, ...]
    contradictions: tuple[Contradiction, ...]
    imprints: Imprints


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementsPage:
    """Reads as: agreements, the latest first."""

    TEMPLATE: ClassVar[str] = "agreements.html"
    title: str
    actor: str
    with_: str
    agreements: tuple[Agreement, ...]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """Reads as: one agreement through its life."""

    TEMPLATE: ClassVar[str] = "agreement.html"
    title: str
    agreement: Agreement
    replaced: tuple[Agreement, ...]
    imprints: Imprints


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionsPage:
    """Reads as: what cannot all hold, side by side."""

    TEMPLATE: ClassVar[str] = "contradictions.html"
    title: str
    actor: str
    contradictions: tuple[Contradiction, ...]
    imprints: Imprints
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsPage:
    """Reads as: who said what, the latest first."""

    TEMPLATE: ClassVar[str] = "statements.html"
    title: str
    actor: str
    text: str
    statements: tuple[Statement, ...]
    imprints: Imprints
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """Reads as: one statement with every place where it is printed."""

    TEMPLATE: ClassVar[str] = "statement.html"
    title: str
    statement: Statement
    imprints: Imprints


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesPage:
    """Reads as: articles, the latest first."""

    TEMPLATE: ClassVar[str] = "articles.html"
    title: str
    publisher: str
    text: str
    articles: tuple[KeptDocument, ...]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """Reads as: this part of an article, zone by zone, each mention marked; `counts` says how many of each kind."""

    TEMPLATE: ClassVar[str] = "article.html"
    title: str
    kept: KeptDocument
    zones: tuple[ZoneBlock, ...]
    counts: tuple[tuple[str, int], ...]
    events: tuple[Event, ...]
    part: int
    parts: int
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """Reads as: who deals with whom, in this period (empty: ever)."""

    TEMPLATE: ClassVar[str] = "network.html"
    title: str
    period: str
    years: tuple[str, ...]
    chart: NetworkChart
    pairs: tuple[Tally, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """Reads as: where it happened, in this period (empty: ever)."""

    TEMPLATE: ClassVar[str] = "map.html"
    title: str
    period: str
    years: tuple[str, ...]
    chart: WorldChart
    places: tuple[tuple[Place, Tally], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Reads as: this is what has these words."""

    TEMPLATE: ClassVar[str] = "search.html"
    title: str
    words: str
    sections: tuple[Section, ...]
    imprints: Imprints


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage:
    """Reads as: who printed what the record rests on, and what was not used."""

    TEMPLATE: ClassVar[str] = "sources.html"
    title: str
    publishers: tuple[PublisherShare, ...]
    more: int
    counts: Counts
