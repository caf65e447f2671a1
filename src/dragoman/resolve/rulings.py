"""Read an analyst's decisions into what clustering and fusion must do, and say which cannot be applied.

In:  decisions, and which mentions and claims there are. Out: `Rulings`; edited articles; edited clusters.
Decisions name mentions or claims, so they outlive merges and splits; one that can no longer be applied is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.records.decisions import ABSENT, Decision, find_setting_problem, named_mentions, stand
from dragoman.records.mentions import Annotations, EventMention
from dragoman.records.times import NO_DATE
from dragoman.resolve.articles import Article
from dragoman.resolve.comparing.clusters import REASONS_KEPT, Cluster
from dragoman.resolve.comparing.frames import Frame
from dragoman.resolve.fusing.claims import build_claims

WHOLE = ("event_type", "status")  # who rejects that a mention tells this act, or so, rejects the mention


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
    `applied` are the decisions that found what they name, `unapplied` say why they could not be, or not wholly.
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
    here = _Here.of(articles, standing)
    rejections = [decision for decision in standing if decision.kind == "reject"]
    claims = [claim for decision in rejections for claim in here.claims_of(decision)]
    mentions = {each for decision in rejections for each in here.whole_mentions_of(decision)}
    rejected = frozenset(mentions | {each.mention_id for each in claims if each.field in WHOLE})
    moves: list[tuple[str, str, tuple[str, ...]]] = []
    settings: list[tuple[str, str, str]] = []
    problems = {decision.decision_id: _find_problem(decision, here, rejected) for decision in standing}
    for decision in standing:
        if decision.kind == "reject" or problems[decision.decision_id] is not None:
            continue
        # what was rejected is no part of any event: merged with something it is still rejected
        left = tuple(each for each in here.mentions_of(decision) if each not in rejected)
        if decision.kind == "set":
            settings += [(each, decision.field or "", decision.value or "") for each in left]
        else:
            moves.append((decision.decision_id, decision.kind, left))
    return Rulings(
        moves=tuple(moves),
        rejected_mentions=rejected,
        rejected_claims=tuple(each for each in claims if each.field not in WHOLE),
        settings=tuple(settings),
        applied=frozenset(each for each, problem in problems.items() if problem is None),
        unapplied=tuple((each, problem) for each, problem in problems.items() if problem is not None),
    )


def _find_problem(decision: Decision, here: _Here, rejected: frozenset[str]) -> str | None:
    """Say what keeps a decision from being applied, or from being applied wholly."""
    mention_ids = here.mentions_of(decision)
    if not mention_ids:
        return ABSENT
    if decision.kind == "reject":
        lost = here.lost_claims_of(decision)
        return f"its article no longer makes the claim {', '.join(lost)}" if lost else None
    left = [each for each in mention_ids if each not in rejected]
    if not left:
        return "a decision rejects all that it names"
    if decision.kind == "merge" and len(left) < 2:
        return "only one of the mentions that it merges is left"
    return find_setting_problem(decision.field, decision.value) if decision.kind == "set" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Here:
    """Reads as: of what decisions name, these mentions are here, and they make these claims."""

    known: frozenset[str]
    claims: Mapping[str, Rejected]

    @classmethod
    def of(cls, articles: Iterable[Article], decisions: Sequence[Decision]) -> _Here:
        named = {each for decision in decisions for each in named_mentions(decision)}
        claiming = {mention for decision in decisions for subject, mention in _pairs(decision) if subject != mention}
        known: set[str] = set()
        claims: dict[str, Rejected] = {}
        for article in articles:
            found = named & article.events.keys()
            known |= found
            for mention_id in sorted(found & claiming):
                for claim in build_claims(article, article.events[mention_id], ""):
                    start = claim.evidence.span.start
                    claims[claim.claim_id] = Rejected(mention_id=mention_id, field=claim.field, start=start)
        return cls(known=frozenset(known), claims=claims)

    def mentions_of(self, decision: Decision) -> tuple[str, ...]:
        return tuple(sorted(self.known.intersection(named_mentions(decision))))

    def whole_mentions_of(self, decision: Decision) -> tuple[str, ...]:
        return tuple(subject for subject, _ in _pairs(decision) if subject in self.known)

    def claims_of(self, decision: Decision) -> tuple[Rejected, ...]:
        return tuple(self.claims[subject] for subject, _ in _pairs(decision) if subject in self.claims)

    def lost_claims_of(self, decision: Decision) -> tuple[str, ...]:
        pairs = ((subject, mention) for subject, mention in _pairs(decision) if subject != mention)
        return tuple(subject for subject, mention in pairs if mention in self.known and subject not in self.claims)


def _pairs(decision: Decision) -> tuple[tuple[str, str], ...]:
    """Give each subject with the mention that it is, or is a claim of."""
    return tuple(zip(decision.subjects, named_mentions(decision), strict=False))


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
    starts |= {figure.figure_id: figure.span.start for figure in annotations.figures}
    for claim in rulings.rejected_claims:
        if claim.mention_id == event.mention_id:
            event = _reject_claim(event, claim, starts)
    return event


def _reject_claim(event: EventMention, claim: Rejected, starts: Mapping[str, int]) -> EventMention:
    def left(held: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in held if starts.get(each) != claim.start)

    edits: Mapping[str, Callable[[], EventMention]] = {
        "date": lambda: replace(event, date=NO_DATE, time=None),
        "place": lambda: replace(event, place=None),
        "host": lambda: replace(event, host=None),
        "sources": lambda: replace(event, sources=left(event.sources)),
        "targets": lambda: replace(event, targets=left(event.targets)),
        "mediators": lambda: replace(event, mediators=left(event.mediators)),
        "figures": lambda: replace(event, figures=left(event.figures)),
    }
    return edits[claim.field]()


def move(
    clusters: Sequence[Cluster], frames: Mapping[str, Frame], rulings: Rulings
) -> tuple[list[Cluster], dict[str, list[list[str]]]]:
    """Join and part clusters as decided; give also, by key, the mentions of the clusters that each came from."""
    held = {cluster.key: cluster for cluster in clusters}
    origins: dict[str, list[list[str]]] = {}
    for decision_id, kind, mention_ids in rulings.moves:
        touched = [each for _, each in sorted(held.items()) if set(each.mention_ids) & set(mention_ids)]
        reason = f"decision {decision_id}: {kind}"
        if kind == "merge" and len(touched) == 1:
            # they are one already: nothing moves, and the analyst's word is one more reason
            (cluster,) = touched
            cluster.reasons = [reason, *cluster.reasons][:REASONS_KEPT]
            continue
        before = [list(cluster.mention_ids) for cluster in touched]
        came_from = [past for cluster in touched for past in origins.pop(cluster.key, [])]
        for cluster in touched:
            del held[cluster.key]
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
