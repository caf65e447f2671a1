"""Find what is worth comparing: by pairs of parties, months, telling words and places; never all with all.

In:  frames. Out: keys of buckets, and an index of clusters that a coarsely dated mention asks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from dragoman.resolve.comparing.frames import Days, Frame

NEIGHBOURS = 32  # of a bucket in order of time that a mention is compared with: a busy day of a busy pair
MAX_CODES = 8  # parties of a summit from which pairs are made
MAX_MONTHS = 14  # a mention dated to a year asks for so many months; vaguer ones only by words and places
MAX_POSTINGS = 120  # clusters under one word or month beyond which that key tells nothing
MAX_CANDIDATES = 100  # clusters that one mention is compared with
LIKELY = 24  # of these, when mentions of no known pair are held against each other


def pair_keys(frame: Frame) -> list[tuple[str, ...]]:
    """Give the unordered pairs of parties; of a single party itself; of none nothing."""
    codes = sorted(frame.codes)[:MAX_CODES]
    if len(codes) < 2:
        return [(code,) for code in codes]
    return [*combinations(codes, 2)]


class CandidateIndex:
    """Holds clusters by what a mention may share with them."""

    def __init__(self, frames: Sequence[Frame], asking: Iterable[Frame] | None = None) -> None:
        """Hold the frames by all that those `asking` will ask for, None anyone: of a great set few ask."""
        wanted = None if asking is None else {key for frame in asking for key in _keys(frame)}
        self._postings: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        if wanted is None or wanted:
            for index, frame in enumerate(frames):
                for key in _keys(frame):
                    if wanted is None or key in wanted:
                        self._postings[key].append(index)

    def find(self, frame: Frame, most: int = MAX_CANDIDATES) -> list[int]:
        """Give the clusters that share the most months, telling words and places with the frame, in order."""
        shared: Counter[int] = Counter()
        for key in _keys(frame):
            postings = self._postings.get(key, [])
            if len(postings) <= MAX_POSTINGS:
                shared.update(postings)
        ranked = sorted(shared, key=lambda index: (-shared[index], index))
        return sorted(ranked[:most])


def _keys(frame: Frame) -> Iterator[tuple[str, ...]]:
    """Give keys that hold a party, and keys of words and places alone: not all reports name the parties."""
    traits = [f"word {word}" for word in sorted(frame.words)]
    traits += [f"place {spot.place_id}" for spot in frame.spots]
    traits += [f"person {person}" for persons in frame.persons.values() for person in sorted(persons)]
    for trait in traits:
        yield frame.group, "", trait
    months = [f"month {month}" for month in _months(frame.days)]
    for code in sorted(frame.codes)[:MAX_CODES]:
        for trait in (*traits, *months):
            yield frame.group, code, trait


def _months(days: Days | None) -> list[str]:
    if days is None:
        return []
    first, last = date.fromordinal(days.first), date.fromordinal(days.last)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if count > MAX_MONTHS:
        return []
    months = (first.year * 12 + first.month - 1 + each for each in range(count))
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months]
