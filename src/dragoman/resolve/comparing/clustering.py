"""Put the mentions of one event together: within an article first, then across articles, fine dates first.

In:  frames of event mentions, by document. Out: `Cluster`s, the same whatever the order of documents.
Every mention is compared with a bounded number of others, found through sorted buckets: n log n in all.
Left to `scoring`: what makes two mentions one. Left to `plans`: which plan a deed was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.resolve.comparing.candidates import LIKELY, NEIGHBOURS, CandidateIndex, pair_keys
from dragoman.resolve.comparing.frames import Frame
from dragoman.resolve.comparing.joining import join
from dragoman.resolve.comparing.obstacles import find_obstacle, is_late_news
from dragoman.resolve.comparing.scoring import Score, compare_frames, weigh_frames

MARGIN = 0.5  # points by which the best home of a coarsely dated mention must lead the next best
UNDATED_EXTRA = 0.4  # points more for two mentions that nothing dates: parties and type alone make no event
OPEN_UNITS = 64  # latest units of an article that a further mention is compared with
PAIR = 2  # states of a guest and a host
VISIT_DAYS = 31  # an interval within which one article's meetings of one guest are of one visit
RANK_BITS = 32  # in a link, of the place of a unit
MOST_UNITS = (1 << RANK_BITS) - 1
EXCESS_STEPS = 10_000  # points have four places
MOST_EXCESS = 100 * EXCESS_STEPS  # more than all features together can give
REASONS_KEPT = 4  # joins that an event explains itself by


@dataclass(slots=True)
class Cluster:
    """Reads as: these mentions are one event, put together for these reasons; it grows while clustering."""

    key: str
    mention_ids: list[str]
    frame: Frame
    reasons: list[str] = field(default_factory=list)
    documents: frozenset[str] = frozenset()

    def absorb(self, other: Cluster, score: Score | None) -> None:
        """Take the other's mentions in."""
        self.key = min(self.key, other.key)
        self.mention_ids.extend(other.mention_ids)
        is_one_article = self.documents == other.documents
        self.frame = join(self.frame, other.frame, is_one_article=is_one_article)
        if not is_one_article:
            self.documents |= other.documents
        if score is not None and len(self.reasons) < REASONS_KEPT:
            self.reasons.append(score.explain())
        self.reasons = list(dict.fromkeys([*self.reasons, *other.reasons]))[:REASONS_KEPT]


def cluster_events(frames: Mapping[str, Mapping[str, Frame]]) -> list[Cluster]:
    """Cluster event mentions; `frames` holds by document id the frames by mention id, in text order."""
    return cluster_units([unit for each in sorted(frames) for unit in name_document(frames[each], each)])


def cluster_units(units: Sequence[Cluster]) -> list[Cluster]:
    """Cluster what each article tells, in the order of articles."""
    fine = [unit for unit in units if unit.frame.is_fine]
    coarse = [unit for unit in units if not unit.frame.is_fine and unit.frame.days is not None]
    undated = [unit for unit in units if unit.frame.days is None]
    clusters = link_neighbours(fine)
    clusters, homeless = attach(clusters, coarse)
    # of what nobody dates the likeliest go together first: alone each would go to whatever is nearest in words
    clusters, others = attach(clusters, link_neighbours(undated))
    homeless += others
    # what stands together has more words than each alone: it may now find the home that none of it found
    clusters, homeless = attach(clusters, link_neighbours(homeless))
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
        if not is_one_document and _are_told_apart(unit, other):
            continue
        is_here = is_one_document or _is_one_article(unit, other)
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


def link_neighbours(units: Sequence[Cluster]) -> list[Cluster]:
    """Join units across documents by their best links, each only where nothing in the two clusters forbids it."""
    asked = [_Asked(frame=unit.frame, documents=unit.documents) for unit in units]
    by_key = sorted(range(len(units)), key=lambda index: units[index].key)
    rank = {index: place for place, index in enumerate(by_key)}
    links = []
    for left, right in _neighbours(units):
        if _are_told_apart(units[left], units[right]):
            continue
        excess = _weigh_link(asked[left], asked[right])
        if excess is None or excess < 0.0:
            continue
        if excess >= UNDATED_EXTRA or _is_dated(units[left].frame, units[right].frame):
            links.append(_pack_link(excess, *sorted((rank[left], rank[right]))))
    links.sort()
    home = list(range(len(units)))
    clusters: dict[int, Cluster] = dict(enumerate(units))
    for link in links:
        left, right = sorted((by_key[link >> RANK_BITS & MOST_UNITS], by_key[link & MOST_UNITS]))
        one, other = _root(home, left), _root(home, right)
        if one == other or _may_not_join(clusters[one], clusters[other]):
            continue
        if len(clusters[one].mention_ids) < len(clusters[other].mention_ids):
            one, other = other, one
        # asked again for the few that are told: the reasons of all links would outweigh the frames themselves
        is_told = len(clusters[one].reasons) < REASONS_KEPT
        clusters[one].absorb(clusters.pop(other), _score_link(asked[left], asked[right]) if is_told else None)
        home[other] = one
    return sorted(clusters.values(), key=lambda cluster: cluster.key)


def _pack_link(excess: float, first: int, second: int) -> int:
    """Give a link between units of these places in the order of keys as one number, the best the smallest.

    Of a million mentions there are seven million links: as tuples they would outweigh all that they link.
    """
    return MOST_EXCESS - round(excess * EXCESS_STEPS) << 2 * RANK_BITS | first << RANK_BITS | second


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Reads as: this unit as it was before anything was joined to it."""

    frame: Frame
    documents: frozenset[str]


def _weigh_link(left: _Asked, right: _Asked) -> float | None:
    return weigh_frames(left.frame, right.frame, is_one_document=_is_one_article(left, right))


def _score_link(left: _Asked, right: _Asked) -> Score | None:
    return compare_frames(left.frame, right.frame, is_one_document=_is_one_article(left, right))


def _are_told_apart(one: Cluster, other: Cluster) -> bool:
    """Tell whether one article tells the two as two acts: "agreed on a ceasefire, promising restraint"."""
    return not one.documents.isdisjoint(other.documents) and one.frame.types.isdisjoint(other.frame.types)


def _is_one_article(one: Cluster | _Asked, other: Cluster | _Asked) -> bool:
    """Tell whether one article tells both, and nobody else: what it keeps apart is not one for other reasons."""
    return bool(one.documents) and one.documents == other.documents


def _may_not_join(one: Cluster, other: Cluster) -> bool:
    """Tell whether two clusters stay apart, whatever links them."""
    return _are_told_apart(one, other) or find_obstacle(one.frame, other.frame) is not None


def _is_dated(left: Frame, right: Frame) -> bool:
    return left.days is not None and right.days is not None


def _neighbours(units: Sequence[Cluster]) -> Iterator[tuple[int, int]]:
    """Give the pairs worth comparing, sorted: those that share a pair of parties, near each other in time.

    Found for one unit after the other, so that of a great set millions of pairs are never held.
    """
    buckets: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in sorted(range(len(units)), key=lambda index: _sort_key(units[index])):
        for key in pair_keys(units[index].frame):
            buckets[units[index].frame.group, *key].append(index)
    homes: list[list[tuple[list[int], int]]] = [[] for _ in units]
    for members in buckets.values():
        for position, index in enumerate(members):
            homes[index].append((members, position))
    likely: defaultdict[int, set[int]] = defaultdict(set)
    for left, right in _likely_pairs(units):
        likely[left].add(right)
    for left, unit in enumerate(units):
        near: set[int] = set()
        for members, position in homes[left]:
            near.update(members[max(position - NEIGHBOURS, 0) : position + 1 + NEIGHBOURS])
        later = (right for right in near if right > left)
        rights = {right for right in later if _may_be_of_one_time(unit.frame, units[right].frame)}
        yield from ((left, right) for right in sorted(rights | likely.pop(left, set())))


def _may_be_of_one_time(left: Frame, right: Frame) -> bool:
    """Tell whether no date keeps the two apart: `obstacles` allows a day between, and news that comes late."""
    one, other = left.days, right.days
    return one is None or other is None or one.gap(other) <= 1 or is_late_news(left, right)


def _likely_pairs(units: Sequence[Cluster]) -> Iterator[tuple[int, int]]:
    """Give pairs that share words, places, persons: for units that no pair of parties or no day brings together."""
    index = CandidateIndex([unit.frame for unit in units])
    for position, unit in enumerate(units):
        if len(unit.frame.codes) < 2 or not unit.frame.is_fine:
            for other in index.find(unit.frame, LIKELY):
                if other != position and _may_be_of_one_time(unit.frame, units[other].frame):
                    yield min(position, other), max(position, other)


def _sort_key(unit: Cluster) -> tuple[object, ...]:
    """Sort by day; within a day alike ones together, so that in a busy bucket neighbours are the likeliest."""
    frame = unit.frame
    days = frame.days
    persons = sorted(person for some in frame.persons.values() for person in some)
    spots = [spot.place_id for spot in frame.spots]
    when = (days.last, days.first) if days is not None else (0, 0)
    return (*when, sorted(frame.types), sorted(frame.modes), persons, spots, unit.key)


def attach(clusters: list[Cluster], units: Sequence[Cluster]) -> tuple[list[Cluster], list[Cluster]]:
    """Give coarse and undated units to the cluster that they fit by a margin; give also those that fit none.

    All are judged against the clusters as they were before, so that their order makes no difference.
    """
    index = CandidateIndex([cluster.frame for cluster in clusters])
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
    index = CandidateIndex([cluster.frame for cluster in deeds])
    homes = []
    for key in sorted(as_deeds):
        charge = replace(as_deeds[key], frame=replace(as_deeds[key].frame, group="deed"))
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
