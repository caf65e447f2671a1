"""Date what happens at a named occasion: "during the BRICS summit in Kazan", "since the invasion".

In:  a sentence, the days that its article may be of. Out: the known event that it names, and its words.
The table of dated events is ours, so such a date is inferred, never stated.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.lexicons.load.known_events import KnownEvent, load_known_events
from dragoman.lexicons.load.person_names import fold_word
from dragoman.records.days import iso_value, read_days
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.times import Interval

LOOK_AHEAD_YEARS = 2  # "the upcoming summit" is the next one, not that of ten years on
MAX_WORDS = 9  # of the longest name that is looked for
MIN_WORDS = 2  # a name of one word ("Brexit") says too little of what happened at it
# What stands between an act and the occasion at which it is done, with an article and an adjective after it.
AT_WORDS = frozenset(("at", "during", "attend", "attending", "attended", "sidelines", "margins"))
# "ahead of the summit", "since the invasion": the act is at another time.
AWAY_WORDS = frozenset(("ahead", "before", "after", "since", "until", "following", "despite", "from", "eve", "upon"))
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Reads as: these words name this known event, and what is told happens at it or is it."""

    event: KnownEvent
    words: Evidence

    @property
    def interval(self) -> Interval:
        """Give its days."""
        first, last = read_days(self.event.start), read_days(self.event.end or self.event.start)
        if first is None or last is None:
            return Interval(value=None, earliest=self.event.start, latest=self.event.end)
        return Interval(value=iso_value(first[0], last[1]), earliest=first[0].isoformat(), latest=last[1].isoformat())


def find_occasion(sentence: Evidence, trigger: CharSpan, published: Interval, *, is_ahead: bool) -> Occasion | None:
    """Find the occasion of an act: one that the sentence puts it at, or whose name holds the trigger itself.

    `is_ahead`: only what is still to come when the article was written; without it only what had begun.
    """
    words = list(_WORD.finditer(sentence.exact))
    folded = [fold_word(word.group()) for word in words]
    for start in range(len(words)):
        for length in range(min(MAX_WORDS, len(words) - start), MIN_WORDS - 1, -1):
            bearers = _names().get(tuple(folded[start : start + length]), ())
            span = CharSpan(
                start=sentence.span.start + words[start].start(),
                end=sentence.span.start + words[start + length - 1].end(),
            )
            event = _choose(bearers, published, is_ahead=is_ahead)
            if event is not None and (_is_it(event, span, trigger) or _is_at(folded[max(0, start - 4) : start])):
                exact = sentence.exact[words[start].start() : words[start + length - 1].end()]
                evidence = Evidence(document_id=sentence.document_id, span=span, exact=exact)
                return Occasion(event=event, words=evidence)
    return None


def _is_it(event: KnownEvent, span: CharSpan, trigger: CharSpan) -> bool:
    """Tell whether the trigger is the event: "the execution of ..."; a treaty's name is not its signature."""
    return span.overlaps(trigger) and event.kind not in ("treaty", "resolution")


def _is_at(before: list[str]) -> bool:
    return bool(AT_WORDS & set(before)) and not AWAY_WORDS & set(before)


def _choose(bearers: tuple[KnownEvent, ...], published: Interval, *, is_ahead: bool) -> KnownEvent | None:
    """Choose among the bearers of a name: the next one ahead of the article, or the last one before it."""
    if is_ahead:
        since = published.earliest or published.latest
        if since is None:
            return None
        until = f"{int(since[:4]) + LOOK_AHEAD_YEARS:04d}{since[4:]}"
        ahead = [event for event in bearers if since <= (event.end or event.start) and event.start <= until]
        return min(ahead, key=lambda event: (event.start, event.event_id), default=None)
    latest = published.latest or published.earliest
    if latest is None:
        return bearers[0] if len(bearers) == 1 else None
    return max((event for event in bearers if event.start <= latest), key=lambda e: (e.start, e.event_id), default=None)


@functools.cache
def _names() -> Mapping[tuple[str, ...], tuple[KnownEvent, ...]]:
    """Give the known events by the folded words of their names."""
    found: dict[tuple[str, ...], list[KnownEvent]] = {}
    for event in load_known_events():
        for name in {event.name, *event.aliases}:
            words = tuple(fold_word(word) for word in _WORD.findall(name))
            # "2012 BRICS summit in New Delhi": the year is not part of what a text calls it
            for key in {words, tuple(word for word in words if not word.isdigit())}:
                if MIN_WORDS <= len(key) <= MAX_WORDS:
                    found.setdefault(key, []).append(event)
    return {key: tuple(events) for key, events in found.items()}
