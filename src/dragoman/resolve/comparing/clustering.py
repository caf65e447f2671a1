"""Put the mentions of one event together: within an article first, then across articles, fine dates first.

In:  frames of event mentions, by document. Out: `Cluster`s, the same whatever the order of documents.
Every mention is compared with a bounded number of others, found through sorted buckets: n log n in all.
Left to `links`: which are worth comparing. Left to `scoring`: what makes two mentions one. Left to `plans`: which plan
a deed was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.resolve.comparing.candidates import CandidateIndex
from dragoman.resolve.comparing.clusters import (
    REASONS_KEPT,
    Cluster,
    Unit,
    are_told_apart,
    is_one_article,
    score_pair,
)
from dragoman.resolve.comparing.frames import Frame
from dragoman.resolve.comparing.links import UNDATED_EXTRA, find_links, open_link
from dragoman.resolve.comparing.obstacles import find_obstacle
from dragoman.resolve.comparing.scoring import Score, compare_frames, weigh_frames
from dragoman.resolve.spread import Spread

MARGIN = 0.5  # points by which the best home of a coarsely dated mention must lead the next best
OPEN_UNITS = 64  # latest units of an article that a further mention is compared with
FEW_UNITS = 20_000  # fewer are linked here: to share them out would take longer
PAIR = 2  # states of a guest and a host
VISIT_DAYS = 31  # an interval within which one article's meetings of one guest are of one visit


def cluster_events(frames: Mapping[str, Mapping[str, Frame]]) -> list[Cluster]:
    """Cluster event mentions; `frames` holds by document id the frames by mention id, in text order."""
    return cluster_units([unit for each in sorted(frames) for unit in name_document(frames[each], each)])


def cluster_units(units: Sequence[Cluster], spread: Spread = map) -> list[Cluster]:
    """Cluster what each article tells, in the order of articles; `spread` works through shares of them.

    What it is asked to do with a share cannot be pickled: it is all units.
    """
    fine = [unit for unit in units if unit.frame.is_fine]
    coarse = [unit for unit in units if not unit.frame.is_fine and unit.frame.days is not None]
    undated = [unit for unit in units if unit.frame.days is None]
    clusters = link_neighbours(fine, spread)
    clusters, homeless = attach(clusters, coarse)
    # of what nobody dates the likeliest go together first: alone each would go to whatever is nearest in words
    clusters, others = attach(clusters, link_neighbours(undated, spread))
    homeless += others
    # what stands together has more words than each alone: it may now find the home that none of it found
    clusters, homeless = attach(clusters, link_neighbours(homeless, spread))
    clusters = _join_charges(clusters + homeless)
    return sorted(clusters, key=lambda cluster: cluster.key)


def name_document(frames: Mapping[str, Frame], document_id: str) -> list[Cluster]:
    """Give what one article tells, each as a unit of its own: its mentions of one event are joined."""
    units = cluster_document(frames)
    for unit in units:
        unit.documents = frozenset((document_id,))
    return units


def cluster_document(frames: Mapping[str, Frame]) -> list[Cluster]:
    """Join the mentions of one article, the fullest first: "This meeting" finds the meeting that was told in full."""
    positions = {mention_id: position for position, mention_id in enumerate(frames)}
    units: defaultdict[str, list[Cluster]] = defaultdict(list)
    for mention_id in sorted(frames, key=lambda each: (*_emptiness(frames[each]), positions[each])):
        single = Cluster(mention_id, [mention_id], frames[mention_id])
        if single.frame.is_anaphoric and single.frame.published is not None:
            # "their conversation" is not news of its own: the day is that of what it takes up
            single.frame = replace(single.frame, published=None)
        some = units[single.frame.group]
        scored = _score_homes(single, some[-OPEN_UNITS:], is_one_document=True)
        if not scored:
            single.frame = frames[mention_id]
            some.append(single)
            continue
        # of homes that fit as well the nearest in the text: "the talks" are those just told
        here = positions[mention_id]
        home, score = min(
            scored,
            key=lambda pair: (-pair[1].excess, min(abs(positions[each] - here) for each in pair[0].mention_ids)),
        )
        home.absorb(single, score)
    return [unit for group in sorted(units) for unit in _join_visits(units[group])]


def _join_visits(units: Sequence[Cluster]) -> list[Cluster]:
    """Make one of a visit and the meetings that the guest has during it: "arrived in Lisk, met the premier".

    The hosts that receive a guest on a day are many, the visit is one; two calls of a day are two.
    """
    homes: dict[tuple[object, ...], Cluster] = {}
    kept: list[Cluster] = []
    for unit in units:
        key = _visit_key(unit.frame)
        if key is not None and "visit" in unit.frame.modes:
            homes.setdefault(key, unit)
    for unit in units:
        home = homes.get(_visit_key(unit.frame) or ())
        if home is None or home is unit or not _is_during(home.frame, unit.frame):
            kept.append(unit)
        else:
            home.absorb(unit, None)
            home.reasons = list(dict.fromkeys([*home.reasons, "met on one visit"]))[:REASONS_KEPT]
    return kept


def _visit_key(frame: Frame) -> tuple[object, ...] | None:
    """Give what all meetings of one visit share: two states, and the days."""
    if frame.types != {"CONSULT"} or len(frame.codes) != PAIR or "phone" in frame.modes or frame.group != "deed":
        return None
    days = frame.days
    return (*sorted(frame.codes), days.last) if days is not None and days.length <= VISIT_DAYS else None


def _is_during(visit: Frame, meeting: Frame) -> bool:
    """Tell whether one side is the same person in both, or unnamed, and nothing else keeps them apart."""
    shared = [
        not visit.persons.get(code) or not meeting.persons.get(code) or visit.persons[code] & meeting.persons[code]
        for code in visit.codes
    ]
    obstacle = find_obstacle(replace(visit, persons={}), replace(meeting, persons={}))
    return any(shared) and obstacle is None


def _emptiness(frame: Frame) -> tuple[bool, int, bool]:
    return frame.is_anaphoric and frame.stated is None, -min(len(frame.codes), 2), not frame.is_fine


def _score_homes(
    unit: Cluster, others: Iterable[Cluster], *, is_one_document: bool, extra: float = 0.0
) -> list[tuple[Cluster, Score]]:
    """Give the clusters that the unit fits, with the scores."""
    scored = []
    for other in others:
        if not is_one_document and are_told_apart(unit, other):
            continue
        is_here = is_one_document or is_one_article(unit, other)
        excess = weigh_frames(unit.frame, other.frame, is_one_document=is_here)
        score = None
        if excess is not None and excess >= extra:
            score = compare_frames(unit.frame, other.frame, is_one_document=is_here)
        if score is not None:
            scored.append((other, score))
    return scored


def _best_home(unit: Cluster, others: Iterable[Cluster], *, extra: float) -> tuple[Cluster, Score] | None:
    """Give the cluster that the unit fits best, with the score; None where none fits, or two about as well."""
    scored = _score_homes(unit, others, is_one_document=False, extra=extra)
    scored.sort(key=lambda pair: (-pair[1].excess, pair[0].key))
    if not scored or (len(scored) > 1 and scored[0][1].points - scored[1][1].points < MARGIN):
        return None
    return scored[0]


def link_neighbours(units: Sequence[Cluster], spread: Spread) -> list[Cluster]:
    """Join units across documents by their best links, each only where nothing in the two clusters forbids it."""
    asked = [Unit(key=unit.key, frame=unit.frame, documents=unit.documents) for unit in units]
    by_key = sorted(range(len(units)), key=lambda index: units[index].key)
    ranks = [0] * len(units)
    for rank, index in enumerate(by_key):
        ranks[index] = rank
    home = list(range(len(units)))
    clusters: dict[int, Cluster] = dict(enumerate(units))
    for link in find_links(asked, ranks, spread if len(units) >= FEW_UNITS else map):
        left, right = sorted(by_key[rank] for rank in open_link(link))
        one, other = _root(home, left), _root(home, right)
        if one == other or _may_not_join(clusters[one], clusters[other]):
            continue
        if len(clusters[one].mention_ids) < len(clusters[other].mention_ids):
            one, other = other, one
        # asked again for the few that are told: the reasons of all links would outweigh the frames themselves
        is_told = len(clusters[one].reasons) < REASONS_KEPT
        clusters[one].absorb(clusters.pop(other), score_pair(asked[left], asked[right]) if is_told else None)
        home[other] = one
    return sorted(clusters.values(), key=lambda cluster: cluster.key)


def _may_not_join(one: Cluster, other: Cluster) -> bool:
    """Tell whether two clusters stay apart, whatever links them."""
    return are_told_apart(one, other) or find_obstacle(one.frame, other.frame) is not None


def attach(clusters: list[Cluster], units: Sequence[Cluster]) -> tuple[list[Cluster], list[Cluster]]:
    """Give coarse and undated units to the cluster that they fit by a margin; give also those that fit none.

    All are judged against the clusters as they were before, so that their order makes no difference.
    """
    index = CandidateIndex([cluster.frame for cluster in clusters], (unit.frame for unit in units))
    homes: list[tuple[Cluster, Cluster, Score]] = []
    homeless: list[Cluster] = []
    for unit in units:
        candidates = [clusters[each] for each in index.find(unit.frame)]
        extra = UNDATED_EXTRA if unit.frame.days is None else 0.0
        found = _best_home(unit, candidates, extra=extra)
        if found is None:
            homeless.append(unit)
        else:
            homes.append((found[0], unit, found[1]))
    for cluster, unit, score in sorted(homes, key=lambda each: each[1].key):
        if not _may_not_join(cluster, unit):
            cluster.absorb(unit, score)
        else:
            homeless.append(unit)
    return clusters, homeless


def _join_charges(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Give what is alleged to the deed that others tell: "accused of shooting three", "shot three".

    Only where the deed's own tellings say who did it: what is charged makes nobody its doer.
    """
    told = [cluster for cluster in clusters if cluster.frame.group != "alleged"]
    as_deeds = {cluster.key: cluster for cluster in clusters if cluster.frame.group == "alleged"}
    if not as_deeds:
        return told
    deeds = [cluster for cluster in told if cluster.frame.group == "deed"]
    charges = [replace(each, frame=replace(each.frame, group="deed")) for _, each in sorted(as_deeds.items())]
    index = CandidateIndex([cluster.frame for cluster in deeds], (charge.frame for charge in charges))
    homes = []
    for key, charge in zip(sorted(as_deeds), charges, strict=True):
        extra = UNDATED_EXTRA if charge.frame.days is None else 0.0
        candidates = [deeds[each] for each in index.find(charge.frame) if _is_charged(charge.frame, deeds[each].frame)]
        found = _best_home(charge, candidates, extra=extra)
        if found is not None:
            homes.append((key, found[0], charge, found[1]))
    for charge_key, deed, charge, score in homes:
        if not _may_not_join(deed, charge):
            deed.absorb(charge, score)
            del as_deeds[charge_key]
    return [*told, *as_deeds.values()]


def _is_charged(charge: Frame, deed: Frame) -> bool:
    """Tell whether the deed's doer is the one charged."""
    persons = {person for code in charge.sources for person in charge.persons.get(code, ())}
    known = {person for code in deed.sources for person in deed.persons.get(code, ())}
    return charge.sources <= deed.sources and persons <= known


def _root(home: list[int], index: int) -> int:
    while home[index] != index:
        home[index] = home[home[index]]
        index = home[index]
    return index
