"""From what documents say to what the record says: the one way into this room.

In:  the annotations of documents that hang together, and an analyst's decisions. Out: a `Resolution`.
Pure: the same input in any order gives the same output. Left to `pipeline`: which documents hang together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from dragoman.records.decisions import ABSENT, Decision, is_remark, stand
from dragoman.records.entities import Actor, Contradiction, Event, Resolution, Unapplied
from dragoman.records.mentions import Annotations
from dragoman.resolve.agreements.lives import fuse_agreements
from dragoman.resolve.articles import Article
from dragoman.resolve.blocking import partition
from dragoman.resolve.contradicting.contradictions import find_contradictions
from dragoman.resolve.contradicting.evidence import Library
from dragoman.resolve.fusing.fusion import fuse
from dragoman.resolve.linking import Links
from dragoman.resolve.rulings import Rulings
from dragoman.resolve.settling import Settled, settle

DocumentSet = Sequence[Annotations]
Ruled = tuple[Resolution, Rulings]
ResolveSet = Callable[[DocumentSet], Ruled]


@dataclass(frozen=True, slots=True)
class _Held:
    """Keeps articles as they are."""

    articles: list[Article] = field(default_factory=list)

    def seal(self, article: Article) -> Article:
        return article

    def put_away(self, article: Article) -> None:
        self.articles.append(article)


def resolve_documents(annotations: Sequence[Annotations], decisions: Sequence[Decision] = ()) -> Resolution:
    """Resolve documents; of two with one id the last counts. Sets that share nothing are resolved by themselves."""
    sets = partition(annotations, that_change(decisions)) or [[]]
    ruled = [resolve_set(each, decisions=decisions) for each in sets]
    return _join([tell_decisions([rulings for _, rulings in ruled], decisions), *(each for each, _ in ruled)])


def resolve_set(told: DocumentSet, *, decisions: Sequence[Decision] = ()) -> Ruled:
    """Resolve documents that hang together, with nothing left out that does; their order does not matter.

    Gives what came of them, and how the decisions fared among them.
    """
    held = _Held()
    settled = settle(told, that_change(decisions), held)
    library = Library.of(held.articles)
    events = [fuse([library.find(each) for each in plan.mention_ids], plan.setting) for plan in settled.plans]
    events.sort(key=event_key)
    return replace(conclude(settled, library, events), events=tuple(events)), settled.rulings


def conclude(settled: Settled, library: Library, events: Sequence[Event]) -> Resolution:
    """Give all that follows from the events of a set, and what was settled before them, without the events.

    The events, sorted, need no claims or history.
    """
    agreements = fuse_agreements(settled.groups, settled.event_ids)
    contradictions = find_contradictions(library, events, agreements)
    return Resolution(
        documents=settled.documents,
        actors=_actors(settled.links, contradictions),
        statements=settled.statements,
        figures=settled.figures,
        agreements=agreements,
        contradictions=contradictions,
    )


def tell_decisions(rulings: Sequence[Rulings], decisions: Sequence[Decision]) -> Resolution:
    """Give, for all sets that decisions were replayed on, how those fared: a resolution that holds nothing else."""
    return Resolution(
        unapplied=_unapplied(that_change(decisions), rulings),
        replayed=tuple(sorted(each.decision_id for each in stand(decisions))),
    )


def that_change(decisions: Sequence[Decision]) -> list[Decision]:
    """Give the decisions that stand and that change what is resolved."""
    return [each for each in stand(decisions) if not is_remark(each)]


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
        events=tuple(sorted((each for part in parts for each in part.events), key=event_key)),
        statements=tuple(sorted((e for part in parts for e in part.statements), key=lambda each: each.quotation_id)),
        figures=tuple(sorted((each for part in parts for each in part.figures), key=lambda each: each.figure_id)),
        agreements=tuple(sorted((e for part in parts for e in part.agreements), key=lambda each: each.agreement_id)),
        contradictions=tuple(
            sorted((e for part in parts for e in part.contradictions), key=lambda each: each.contradiction_id)
        ),
        unapplied=tuple(each for part in parts for each in part.unapplied),
        replayed=tuple(each for part in parts for each in part.replayed),
    )


def event_key(event: Event) -> tuple[str, str, str]:
    """Sort events by day, then id."""
    interval = event.date.interval
    return interval.earliest or "9999", interval.latest or "9999", event.event_id


def _actors(links: Links, contradictions: Iterable[Contradiction]) -> tuple[Actor, ...]:
    about: dict[str, list[str]] = {}
    for each in contradictions:
        if each.subject_id is not None and each.subject_id in links.actors:
            about.setdefault(each.subject_id, []).append(each.contradiction_id)
    return tuple(
        replace(actor, discrepancies=tuple(sorted(about[actor_id]))) if actor_id in about else actor
        for actor_id, actor in sorted(links.actors.items())
    )
