"""From what documents say to what the record says: the one way into this room.

In:  the annotations of documents that hang together, and an analyst's decisions. Out: a `Resolution`.
Pure: the same input in any order gives the same output. Left to `pipeline`: which documents hang together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dragoman.records.decisions import ABSENT, Decision, is_remark, stand
from dragoman.records.entities import (
    Actor,
    Contradiction,
    DocumentFacts,
    Event,
    EventLink,
    Resolution,
    Unapplied,
)
from dragoman.records.mentions import Annotations
from dragoman.records.vocabulary import LinkKind
from dragoman.resolve.agreements import agreement_keys, fuse_agreements
from dragoman.resolve.agreements_grouping import Step, group_agreements
from dragoman.resolve.articles import Article, index_article
from dragoman.resolve.ballots import Telling
from dragoman.resolve.blocking import partition
from dragoman.resolve.clustering import Cluster, cluster_events
from dragoman.resolve.completion import complete
from dragoman.resolve.contradictions import find_contradictions
from dragoman.resolve.dating import date_by_others
from dragoman.resolve.duplicates import Voices, find_voices, signature_of
from dragoman.resolve.figures import figure_ids, fuse_figures
from dragoman.resolve.frames import build_frames, read_interval
from dragoman.resolve.fusion import EventSetting, anchor_id, fuse
from dragoman.resolve.linking import Links, link_actors, relink
from dragoman.resolve.plans import PlanLinks, Told, link_plans
from dragoman.resolve.rulings import Rulings, move, read_rulings, reject
from dragoman.resolve.statements import fuse_statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Reads as: these documents hang together, and this came of them; nothing of it hangs on any other document."""

    document_ids: tuple[str, ...]
    resolution: Resolution


DocumentSet = Sequence[Annotations]
Ruled = tuple[Resolution, Rulings]
ResolveSet = Callable[[DocumentSet], Ruled]
# How sets are worked through, one result a set and in their order: here one after the other, elsewhere side by side.
Spread = Callable[[ResolveSet, Iterable[DocumentSet]], Iterator[Ruled]]


def resolve_documents(annotations: Sequence[Annotations], decisions: Sequence[Decision] = ()) -> Resolution:
    """Resolve documents; of two with one id the last counts. Sets that share nothing are resolved by themselves."""
    parts, unapplied = _resolve(annotations, decisions, map)
    return _with_decisions(_join([part.resolution for part in parts]), unapplied, stand(decisions))


def resolve_parts(
    annotations: Sequence[Annotations], decisions: Sequence[Decision] = (), *, spread: Spread = map
) -> list[Part]:
    """Resolve documents, set by set; how the decisions fared is told with the first."""
    parts, unapplied = _resolve(annotations, decisions, spread)
    told = [
        replace(part, resolution=_with_decisions(part.resolution, unapplied, stand(decisions))) for part in parts[:1]
    ]
    return [*told, *parts[1:]]


def _resolve(
    annotations: Sequence[Annotations], decisions: Sequence[Decision], spread: Spread
) -> tuple[list[Part], tuple[Unapplied, ...]]:
    signed = [each if each.signature else replace(each, signature=signature_of(each)) for each in annotations]
    standing = [each for each in stand(decisions) if not is_remark(each)]
    parts, rulings = [], []
    sets = partition(signed, standing)
    work = partial(_resolve_part, decisions=standing)
    for told, (resolution, ruled) in zip(sets, spread(work, sets), strict=True):
        parts.append(Part(document_ids=tuple(each.document.document_id for each in told), resolution=resolution))
        rulings.append(ruled)
    return parts, _unapplied(standing, rulings)


def _with_decisions(
    resolution: Resolution, unapplied: tuple[Unapplied, ...], standing: Sequence[Decision]
) -> Resolution:
    return replace(resolution, unapplied=unapplied, replayed=tuple(sorted(each.decision_id for each in standing)))


def _unapplied(standing: Sequence[Decision], rulings: Sequence[Rulings]) -> tuple[Unapplied, ...]:
    """Say of each decision what any part found wrong with it; that it is "not here" only where no part knows it."""
    problems = {decision.decision_id: ABSENT for decision in standing}
    for decision_id in {each for ruling in rulings for each in ruling.applied}:
        del problems[decision_id]
    for ruling in rulings:
        problems |= {decision_id: why for decision_id, why in ruling.unapplied if why != ABSENT}
    return tuple(Unapplied(decision_id=each, why=why) for each, why in sorted(problems.items()))


def _join(parts: Sequence[Resolution]) -> Resolution:
    return Resolution(
        documents=tuple(sorted((each for part in parts for each in part.documents), key=lambda each: each.document_id)),
        actors=tuple(sorted((each for part in parts for each in part.actors), key=lambda each: each.actor_id)),
        events=tuple(sorted((each for part in parts for each in part.events), key=_event_key)),
        statements=tuple(sorted((e for part in parts for e in part.statements), key=lambda each: each.quotation_id)),
        figures=tuple(sorted((each for part in parts for each in part.figures), key=lambda each: each.figure_id)),
        agreements=tuple(sorted((e for part in parts for e in part.agreements), key=lambda each: each.agreement_id)),
        contradictions=tuple(
            sorted((e for part in parts for e in part.contradictions), key=lambda each: each.contradiction_id)
        ),
    )


def _event_key(event: Event) -> tuple[str, str, str]:
    interval = event.date.interval
    return interval.earliest or "9999", interval.latest or "9999", event.event_id


def _resolve_part(told: DocumentSet, decisions: Sequence[Decision]) -> Ruled:
    links = link_actors(told)
    linked = [relink(each, links) for each in told]
    dated = [complete(each) for each in date_by_others(linked, find_voices(linked))]
    voices = find_voices(dated)
    rulings = read_rulings(decisions, [index_article(each, voices) for each in dated])
    articles = [index_article(reject(each, rulings), voices) for each in dated]
    figures = fuse_figures(articles)
    groups = group_agreements(articles)
    events, event_ids = _resolve_events(articles, groups, rulings, figure_ids(articles, figures))
    statements = fuse_statements(articles)
    agreements = fuse_agreements(groups, event_ids)
    contradictions = find_contradictions(articles, events, agreements)
    return (
        Resolution(
            documents=tuple(_facts(article, voices) for article in articles),
            actors=_actors(links, contradictions),
            events=events,
            statements=statements,
            figures=figures,
            agreements=agreements,
            contradictions=contradictions,
        ),
        rulings,
    )


def _facts(article: Article, voices: Voices) -> DocumentFacts:
    copies_of = voices.copies_of.get(article.document_id)
    return DocumentFacts(document_id=article.document_id, published=article.published, copies_of=copies_of)


def _actors(links: Links, contradictions: Iterable[Contradiction]) -> tuple[Actor, ...]:
    about: dict[str, list[str]] = {}
    for each in contradictions:
        if each.subject_id is not None and each.subject_id in links.actors:
            about.setdefault(each.subject_id, []).append(each.contradiction_id)
    return tuple(
        replace(actor, discrepancies=tuple(sorted(about[actor_id]))) if actor_id in about else actor
        for actor_id, actor in sorted(links.actors.items())
    )


def _resolve_events(
    articles: Sequence[Article],
    groups: Sequence[Sequence[Step]],
    rulings: Rulings,
    figure_of: Mapping[str, str],
) -> tuple[tuple[Event, ...], dict[str, str]]:
    """Give the events, and the event of each mention."""
    tellings = {
        mention_id: Telling(article=article, mention=mention)
        for article in articles
        for mention_id, mention in article.events.items()
    }
    grouped = _group_mentions(articles, groups, rulings, tellings)
    ids = {key: anchor_id(_tell(mention_ids, tellings)) for key, mention_ids, _ in grouped.clusters}
    event_ids = {mention_id: ids[key] for key, mention_ids, _ in grouped.clusters for mention_id in mention_ids}
    links = _links(grouped.plans, grouped.heirs, event_ids)
    events = []
    for key, mention_ids, reasons in grouped.clusters:
        told = _tell(mention_ids, tellings)
        past = {anchor_id(_tell(some, tellings)) for some in grouped.origins.get(key, [])}
        setting = EventSetting(
            about=_about(told, event_ids),
            links=links.get(ids[key], ()),
            previous_ids=tuple(sorted(past - {ids[key]})),
            why=reasons,
            fixed=_fixed(mention_ids, rulings),
            figures=tuple(sorted({figure_of[f] for each in told for f in each.mention.figures if f in figure_of})),
        )
        events.append(fuse(told, setting))
    return tuple(sorted(events, key=_event_key)), event_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grouped:
    """Reads as: these mentions are one event each time (key, mentions, reasons), so tied to plans, out of those."""

    clusters: Sequence[tuple[str, tuple[str, ...], tuple[str, ...]]]
    plans: PlanLinks
    heirs: Mapping[str, str]
    origins: Mapping[str, list[list[str]]]


def _group_mentions(
    articles: Sequence[Article],
    groups: Sequence[Sequence[Step]],
    rulings: Rulings,
    tellings: Mapping[str, Telling],
) -> _Grouped:
    """Group the mentions; what they were compared by is let go of here, before the claims are made."""
    keys = agreement_keys(groups)
    frames = {article.document_id: build_frames(article, keys) for article in articles}
    by_mention = {mention_id: frame for some in frames.values() for mention_id, frame in some.items()}
    clusters = cluster_events(frames)
    plans = link_plans(clusters, {each.key: _told(each, tellings) for each in clusters})
    clusters, heirs = _join_plans(clusters, plans)
    clusters, origins = move(clusters, by_mention, rulings)
    made = [(each.key, tuple(each.mention_ids), tuple(each.reasons)) for each in clusters]
    return _Grouped(clusters=made, plans=plans, heirs=heirs, origins=origins)


def _tell(mention_ids: Iterable[str], tellings: Mapping[str, Telling]) -> list[Telling]:
    return [tellings[each] for each in mention_ids]


def _told(cluster: Cluster, tellings: Mapping[str, Telling]) -> Told:
    """Say when and where a cluster was told."""
    articles = {each.article.document_id: each.article for each in _tell(cluster.mention_ids, tellings)}
    days = [read_interval(article.published.interval) for article in articles.values()]
    first = min((each.first for each in days if each is not None), default=None)
    return Told(first=first, documents=frozenset(articles))


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


def _about(told: Sequence[Telling], event_ids: Mapping[str, str]) -> str | None:
    """Give the event that most mentions are about."""
    votes: dict[str, int] = {}
    for telling in told:
        event_id = event_ids.get(telling.mention.about) if telling.mention.about else None
        if event_id is not None:
            votes[event_id] = votes.get(event_id, 0) + 1
    return min(votes, key=lambda each: (-votes[each], each)) if votes else None


def _fixed(mention_ids: Iterable[str], rulings: Rulings) -> dict[str, str]:
    mine = set(mention_ids) if rulings.settings else set()
    return {field: value for mention_id, field, value in rulings.settings if mention_id in mine}
