"""Settle what is one: actors, dates, voices, agreements, and which mentions are one event; before any event is made.

In:  the annotations of documents that hang together, an analyst's decisions. Out: a `Settled`; each article, linked
and dated, is sealed and put away (`Keeping`) as soon as its mentions have been brought to the form in which they are
compared, so that of a great set nothing else need be held while it is clustered.
Left to `fusion`: the events that are planned here. Left to `resolution`: contradictions, and all that follows events.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Generic, Protocol, TypeVar

from dragoman.records.decisions import Decision
from dragoman.records.entities import DocumentFacts, EventLink, FigureClaim, Statement
from dragoman.records.mentions import Annotations
from dragoman.records.vocabulary import LinkKind
from dragoman.resolve.agreements.grouping import Step, group_agreements
from dragoman.resolve.agreements.lives import agreement_keys
from dragoman.resolve.articles import Article, index_article
from dragoman.resolve.comparing.clustering import cluster_units, name_document
from dragoman.resolve.comparing.clusters import Cluster
from dragoman.resolve.comparing.frames import Days, Frame, build_frames, read_interval
from dragoman.resolve.dating.articles import date_by_others
from dragoman.resolve.dating.completion import complete
from dragoman.resolve.duplicates import Voices, find_voices, signature_of
from dragoman.resolve.fusing.figures import figure_ids, fuse_figures
from dragoman.resolve.fusing.fusion import EventSetting, anchor_id
from dragoman.resolve.fusing.plans import PlanLinks, Told, link_plans
from dragoman.resolve.fusing.statements import fuse_statements
from dragoman.resolve.linking import Links, link_actors, relink
from dragoman.resolve.rulings import Rulings, move, read_rulings, reject
from dragoman.resolve.spread import Spread

ARTICLES_TOGETHER = 500  # brought to the form in which they are compared, here or in a copy of this process
PARTS_AT_A_TIME = 16  # of so many articles: until all are done, they are held as well as their mentions

Sealed = TypeVar("Sealed")


class Keeping(Protocol[Sealed]):
    """How articles are kept until events are made of them."""

    def seal(self, article: Article, /) -> Sealed:
        """Give an article in the form in which it is kept; it may be asked in a copy of this process."""
        ...

    def put_away(self, sealed: Sealed, /) -> None:
        """Keep it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlan:
    """Reads as: these mentions are one event, of this id, in this setting."""

    event_id: str
    mention_ids: tuple[str, ...]
    setting: EventSetting


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Reads as: these events are to be made; mentions stand in these documents and tell those events."""

    documents: tuple[DocumentFacts, ...]
    links: Links
    rulings: Rulings
    plans: Sequence[EventPlan]
    homes: Mapping[str, str]
    event_ids: Mapping[str, str]
    statements: tuple[Statement, ...]
    figures: tuple[FigureClaim, ...]
    groups: Sequence[Sequence[Step]]


def settle(
    told: Iterable[Annotations], decisions: Sequence[Decision], keeping: Keeping[Sealed], *, shares: Spread = map
) -> Settled:
    """Settle documents that hang together; each article is kept, by document id.

    `shares` works through shares of the articles and of the mentions (`Helpers`).

    `told` need not be held by whoever calls: what it gives is let go of once it was put away.
    """
    links, articles, rulings, documents = _prepare(told, decisions)
    figures = fuse_figures(articles)
    groups = group_agreements(articles)
    statements = fuse_statements(articles)
    told_of = _Mentions.of(articles, figure_ids(articles, figures))
    reading = _Reading(keys=agreement_keys(groups), seal=keeping.seal, is_moved=bool(rulings.moves))
    units: list[Cluster] = []
    frames: dict[str, Frame] = {}
    for part in _read_parts(articles, reading, shares):
        units += part.units
        frames |= part.frames
        for sealed in part.sealed:
            keeping.put_away(sealed)
    grouped = _group_mentions(units, frames, rulings, told_of, shares)
    plans, event_ids = _plan_events(grouped, rulings, told_of)
    return Settled(
        documents=documents,
        links=links,
        rulings=rulings,
        plans=plans,
        homes=told_of.homes,
        event_ids=event_ids,
        statements=statements,
        figures=figures,
        groups=groups,
    )


def _prepare(
    told: Iterable[Annotations], decisions: Sequence[Decision]
) -> tuple[Links, deque[Article], Rulings, tuple[DocumentFacts, ...]]:
    """Link actors, date what is undated, complete mentions, and leave out what was rejected."""
    ordered = sorted(told, key=lambda each: each.document.document_id)
    signed = [each if each.signature else replace(each, signature=signature_of(each)) for each in ordered]
    links = link_actors(signed)
    linked = [relink(each, links) for each in signed]
    voices = find_voices(linked)
    dated = date_by_others(linked, voices)
    if any(one is not other for one, other in zip(linked, dated, strict=True)):
        voices = find_voices(dated)
    completed = [complete(each) for each in dated]
    rulings = read_rulings(decisions, (index_article(each, voices) for each in completed) if decisions else ())
    articles = deque(index_article(reject(each, rulings), voices) for each in completed)
    return links, articles, rulings, tuple(_facts(article, voices) for article in articles)


def _facts(article: Article, voices: Voices) -> DocumentFacts:
    copies_of = voices.copies_of.get(article.document_id)
    return DocumentFacts(document_id=article.document_id, published=article.published, copies_of=copies_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mentions:
    """Reads as: of mentions, in which document they are and what they are about; of documents, when they are of."""

    homes: Mapping[str, str]
    about: Mapping[str, str]
    figures: Mapping[str, tuple[str, ...]]
    first_days: Mapping[str, str]
    published: Mapping[str, Days | None]

    @classmethod
    def of(cls, articles: Iterable[Article], figure_of: Mapping[str, str]) -> _Mentions:
        """Note what is asked when the articles are away; `figure_of` gives the figure of the record of each."""
        homes: dict[str, str] = {}
        about: dict[str, str] = {}
        figures: dict[str, tuple[str, ...]] = {}
        first_days: dict[str, str] = {}
        published: dict[str, Days | None] = {}
        for article in articles:
            first_days[article.document_id] = article.order[0]
            published[article.document_id] = read_interval(article.published.interval)
            for mention_id, mention in article.events.items():
                homes[mention_id] = article.document_id
                if mention.about:
                    about[mention_id] = mention.about
                if mention.figures:
                    figures[mention_id] = tuple(figure_of[each] for each in mention.figures if each in figure_of)
        return cls(homes=homes, about=about, figures=figures, first_days=first_days, published=published)

    def anchor(self, mention_ids: Iterable[str]) -> str:
        """Give the id of the event that these mentions make."""
        return anchor_id((self.first_days[self.homes[each]], each) for each in mention_ids)

    def first_order(self, mention_ids: Iterable[str]) -> tuple[str, str, str]:
        """Sort events by the article that told them first, so that neighbours are told by the same ones."""
        homes = ((self.homes[each], each) for each in mention_ids)
        return min((self.first_days[document_id], document_id, each) for document_id, each in homes)

    def told(self, cluster: Cluster) -> Told:
        """Say when and where a cluster was told."""
        documents = frozenset(self.homes[each] for each in cluster.mention_ids)
        days = (self.published[each] for each in documents)
        return Told(first=min((each.first for each in days if each is not None), default=None), documents=documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading(Generic[Sealed]):
    """Reads as: mentions are steps of agreements of these keys; frames of single ones are kept where some are moved."""

    keys: Mapping[str, frozenset[str]]
    seal: Callable[[Article], Sealed]
    is_moved: bool


@dataclass(slots=True, kw_only=True)
class _Part(Generic[Sealed]):
    """Reads as: these articles, sealed, tell these units."""

    units: list[Cluster] = field(default_factory=list)
    frames: dict[str, Frame] = field(default_factory=dict)
    sealed: list[Sealed] = field(default_factory=list)


def _read_parts(articles: deque[Article], reading: _Reading[Sealed], shares: Spread) -> Iterator[_Part[Sealed]]:
    """Give what the articles tell, in their order, part after part; the articles are let go of."""
    while articles:
        parts = (_take(articles, ARTICLES_TOGETHER) for _ in range(PARTS_AT_A_TIME))
        yield from shares(partial(_read_part, reading), parts)


def _take(articles: deque[Article], most: int) -> list[Article]:
    return [articles.popleft() for _ in range(min(most, len(articles)))]


def _read_part(reading: _Reading[Sealed], articles: Sequence[Article]) -> _Part[Sealed]:
    part = _Part[Sealed]()
    for article in articles:
        own = build_frames(article, reading.keys)
        part.units += name_document(own, article.document_id)
        if reading.is_moved:
            part.frames |= own
        part.sealed.append(reading.seal(article))
    return part


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grouped:
    """Reads as: these mentions are one event each time (key, mentions, reasons), so tied to plans, out of those."""

    clusters: Sequence[tuple[str, tuple[str, ...], tuple[str, ...]]]
    plans: PlanLinks
    heirs: Mapping[str, str]
    origins: Mapping[str, list[list[str]]]


def _group_mentions(
    units: Sequence[Cluster], frames: Mapping[str, Frame], rulings: Rulings, told_of: _Mentions, shares: Spread
) -> _Grouped:
    """Group the mentions; what they were compared by is let go of here, before the claims are made."""
    clusters = cluster_units(units, shares)
    plans = link_plans(clusters, told_of.told)
    clusters, heirs = _join_plans(clusters, plans)
    clusters, origins = move(clusters, frames, rulings)
    made = [(each.key, tuple(each.mention_ids), tuple(each.reasons)) for each in clusters]
    return _Grouped(clusters=made, plans=plans, heirs=heirs, origins=origins)


def _join_plans(clusters: Sequence[Cluster], plans: PlanLinks) -> tuple[list[Cluster], dict[str, str]]:
    """Give the clusters with plans in their deeds, and for each key the key that it now goes by."""
    held = {cluster.key: cluster for cluster in clusters}
    heirs: dict[str, str] = {}
    joined: dict[str, str] = {}
    for plan_key, deed_key in sorted(plans.history.items()):
        deed = held[joined.get(deed_key, deed_key)]
        before = deed.key
        deed.absorb(held.pop(plan_key), None)
        held[deed.key] = held.pop(before)
        joined[deed_key] = deed.key
        heirs[plan_key] = deed_key
    heirs = {key: joined[deed_key] for key, deed_key in heirs.items()} | joined
    return [held[key] for key in sorted(held)], heirs


def _plan_events(grouped: _Grouped, rulings: Rulings, told_of: _Mentions) -> tuple[list[EventPlan], dict[str, str]]:
    """Give the events to be made, in the order in which they were first told, and the event of each mention."""
    ids = {key: told_of.anchor(mention_ids) for key, mention_ids, _ in grouped.clusters}
    event_ids = {mention_id: ids[key] for key, mention_ids, _ in grouped.clusters for mention_id in mention_ids}
    links = _links(grouped.plans, grouped.heirs, event_ids)
    plans = []
    for key, mention_ids, reasons in sorted(grouped.clusters, key=lambda each: told_of.first_order(each[1])):
        past = {told_of.anchor(some) for some in grouped.origins.get(key, [])}
        figures = {figure_id for each in mention_ids for figure_id in told_of.figures.get(each, ())}
        setting = EventSetting(
            about=_about(mention_ids, event_ids, told_of.about),
            links=links.get(ids[key], ()),
            previous_ids=tuple(sorted(past - {ids[key]})),
            why=reasons,
            fixed=_fixed(mention_ids, rulings),
            figures=tuple(sorted(figures)),
        )
        plans.append(EventPlan(event_id=ids[key], mention_ids=mention_ids, setting=setting))
    return plans, event_ids


def _links(
    plans: PlanLinks, heirs: Mapping[str, str], event_ids: Mapping[str, str]
) -> dict[str, tuple[EventLink, ...]]:
    """Give the links by event id; a cluster's key is one of its mentions, so decisions may have moved it."""
    ties: list[tuple[LinkKind, str, str]] = [("fulfils", deed, plan) for deed, plan in plans.fulfils]
    ties += [("superseded-by", plan, deed) for plan, deed in plans.superseded]
    links: dict[str, list[EventLink]] = {}
    for kind, from_key, to_key in sorted(ties):
        one, other = (event_ids.get(heirs.get(key, key)) for key in (from_key, to_key))
        if one is not None and other is not None and one != other:
            links.setdefault(one, []).append(EventLink(kind=kind, event_id=other))
    return {each: tuple(sorted(set(some), key=_link_key)) for each, some in links.items()}


def _link_key(link: EventLink) -> tuple[str, str]:
    return link.kind, link.event_id


def _about(mention_ids: Iterable[str], event_ids: Mapping[str, str], about: Mapping[str, str]) -> str | None:
    """Give the event that most mentions are about."""
    votes: dict[str, int] = {}
    for mention_id in mention_ids:
        event_id = event_ids.get(about.get(mention_id, ""))
        if event_id is not None:
            votes[event_id] = votes.get(event_id, 0) + 1
    return min(votes, key=lambda each: (-votes[each], each)) if votes else None


def _fixed(mention_ids: Iterable[str], rulings: Rulings) -> dict[str, str]:
    mine = set(mention_ids) if rulings.settings else set()
    return {field: value for mention_id, field, value in rulings.settings if mention_id in mine}
