"""Read an analyst's decisions into what clustering and fusion must do, and say which cannot be applied.

In:  decisions, and which mentions and claims there are. Out: `Rulings`; edited articles; edited clusters.
Decisions name mentions or claims, so they outlive merges and splits; one that can no longer be applied is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.records.days import read_days
from dragoman.records.decisions import Decision
from dragoman.records.mentions import Annotations, EventMention
from dragoman.records.times import NO_DATE
from dragoman.records.vocabulary import EVENT_TYPES, STATUSES
from dragoman.resolve.articles import Article
from dragoman.resolve.claims import build_claims
from dragoman.resolve.clustering import Cluster
from dragoman.resolve.frames import Frame

SETTABLE = ("event_type", "status", "date", "place")
ABSENT = "none of what it names is in these documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Reads as: this claim of a mention does not hold."""

    mention_id: str
    field: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """Reads as: join and part these mentions, in this order; leave these out; show these values.

    `moves` are (decision id, kind, mention ids); `settings` are (mention id, field, value), the last one counts;
    `applied` are the decisions that found what they name, `unapplied` say why they could not be.
    """

    moves: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    rejected_mentions: frozenset[str] = frozenset()
    rejected_claims: tuple[Rejected, ...] = ()
    settings: tuple[tuple[str, str, str], ...] = ()
    applied: frozenset[str] = frozenset()
    unapplied: tuple[tuple[str, str], ...] = ()


def read_rulings(decisions: Sequence[Decision], articles: Iterable[Article]) -> Rulings:
    """Read the decisions that stand, in the order in which they were made."""
    standing = stand(decisions)
    if not standing:
        return Rulings()
    subjects = _Subjects.of(articles, {each for decision in standing for each in decision.subjects})
    moves: list[tuple[str, str, tuple[str, ...]]] = []
    rejected: set[str] = set()
    claims: list[Rejected] = []
    settings: list[tuple[str, str, str]] = []
    applied: set[str] = set()
    unapplied: list[tuple[str, str]] = []
    for decision in standing:
        mention_ids = subjects.mentions(decision.subjects)
        problem = _problem(decision, mention_ids)
        if problem is not None:
            unapplied.append((decision.decision_id, problem))
            continue
        applied.add(decision.decision_id)
        if decision.kind in ("merge", "split"):
            moves.append((decision.decision_id, decision.kind, mention_ids))
        elif decision.kind == "set":
            settings += [(each, decision.field or "", decision.value or "") for each in mention_ids]
        else:
            rejected |= {each for each in decision.subjects if each in subjects.known}
            claims += [subjects.claims[each] for each in decision.subjects if each in subjects.claims]
    return Rulings(
        moves=tuple(moves),
        rejected_mentions=frozenset(rejected | {each.mention_id for each in claims if each.field in SETTABLE[:2]}),
        rejected_claims=tuple(each for each in claims if each.field not in SETTABLE[:2]),
        settings=tuple(settings),
        applied=frozenset(applied),
        unapplied=tuple(unapplied),
    )


def stand(decisions: Sequence[Decision]) -> list[Decision]:
    """Give the decisions that were not undone, in the order in which they were made."""
    ordered = sorted(decisions, key=lambda each: (each.decided_at, each.decision_id))
    undone: set[str] = set()
    # the last first: an undone undo leaves standing what it had undone
    for decision in reversed(ordered):
        if decision.kind == "undo" and decision.undoes is not None and decision.decision_id not in undone:
            undone.add(decision.undoes)
    return [each for each in ordered if each.kind != "undo" and each.decision_id not in undone]


def _problem(decision: Decision, mention_ids: Sequence[str]) -> str | None:
    if not mention_ids:
        return ABSENT
    if decision.kind == "merge" and len(mention_ids) < 2:
        return "only one of the mentions it merges is left"
    return _set_problem(decision) if decision.kind == "set" else None


def _set_problem(decision: Decision) -> str | None:
    value = decision.value or ""
    if decision.field not in SETTABLE:
        return f"{decision.field!r} cannot be set; what can: {', '.join(SETTABLE)}"
    fits = {
        "event_type": value in EVENT_TYPES,
        "status": value in STATUSES,
        "date": read_days(value) is not None,
        "place": bool(value),
    }
    return None if fits[decision.field] else f"{value!r} is no {decision.field}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subjects:
    """Reads as: these mentions are here, and these claims are of those mentions."""

    known: frozenset[str]
    claims: Mapping[str, Rejected]

    @classmethod
    def of(cls, articles: Iterable[Article], wanted: set[str]) -> _Subjects:
        held = list(articles)
        known = frozenset(mention_id for article in held for mention_id in article.events)
        claims: dict[str, Rejected] = {}
        if wanted - known:
            for article in held:
                for mention in article.events.values():
                    for claim in build_claims(article, mention, ""):
                        if claim.claim_id in wanted:
                            start = claim.evidence.span.start
                            found = Rejected(mention_id=mention.mention_id, field=claim.field, start=start)
                            claims[claim.claim_id] = found
        return cls(known=known & wanted, claims=claims)

    def mentions(self, subjects: Iterable[str]) -> tuple[str, ...]:
        found = (self.claims[each].mention_id if each in self.claims else each for each in subjects)
        return tuple(sorted({each for each in found if each in self.known or self._is_claimed(each)}))

    def _is_claimed(self, mention_id: str) -> bool:
        return any(each.mention_id == mention_id for each in self.claims.values())


def reject(annotations: Annotations, rulings: Rulings) -> Annotations:
    """Leave out the mentions and the single claims that an analyst rejected."""
    gone = rulings.rejected_mentions
    if not gone and not rulings.rejected_claims:
        return annotations
    events = tuple(
        _reject_claims(annotations, event, rulings) for event in annotations.events if event.mention_id not in gone
    )
    return replace(annotations, events=events)


def _reject_claims(annotations: Annotations, event: EventMention, rulings: Rulings) -> EventMention:
    starts = {actor.mention_id: actor.span.start for actor in annotations.actors}
    for claim in rulings.rejected_claims:
        if claim.mention_id != event.mention_id:
            continue
        if claim.field == "date":
            event = replace(event, date=NO_DATE, time=None)
        elif claim.field in ("place", "host"):
            event = replace(event, place=None) if claim.field == "place" else replace(event, host=None)
        elif claim.field in ("sources", "targets", "mediators"):
            held: tuple[str, ...] = getattr(event, claim.field)
            left = tuple(each for each in held if starts.get(each) != claim.start)
            event = replace(
                event,
                sources=left if claim.field == "sources" else event.sources,
                targets=left if claim.field == "targets" else event.targets,
                mediators=left if claim.field == "mediators" else event.mediators,
            )
    return event


def move(
    clusters: Sequence[Cluster], frames: Mapping[str, Frame], rulings: Rulings
) -> tuple[list[Cluster], dict[str, list[list[str]]]]:
    """Join and part clusters as decided; give also, by key, the mentions of the clusters that each came from."""
    held = {cluster.key: cluster for cluster in clusters}
    origins: dict[str, list[list[str]]] = {}
    for decision_id, kind, mention_ids in rulings.moves:
        touched = [each for _, each in sorted(held.items()) if set(each.mention_ids) & set(mention_ids)]
        before = [list(cluster.mention_ids) for cluster in touched]
        came_from = [past for cluster in touched for past in origins.pop(cluster.key, [])]
        for cluster in touched:
            del held[cluster.key]
        reason = f"decision {decision_id}: {kind}"
        if kind == "merge":
            made = [_make([each for some in before for each in some], frames, reason)]
        else:
            # the named mentions leave their events; those that were in one event stay together
            chosen = set(mention_ids)
            parted = [
                [each for each in some if (each in chosen) is leaves] for some in before for leaves in (True, False)
            ]
            made = [_make(some, frames, reason) for some in parted if some]
        for cluster in made:
            held[cluster.key] = cluster
            origins[cluster.key] = [*came_from, *before]
    return [held[key] for key in sorted(held)], origins


def _make(mention_ids: Sequence[str], frames: Mapping[str, Frame], reason: str) -> Cluster:
    first, *others = sorted(mention_ids)
    cluster = Cluster(first, [first], frames[first], [reason])
    for each in others:
        cluster.absorb(Cluster(each, [each], frames[each]), None)
    return cluster
