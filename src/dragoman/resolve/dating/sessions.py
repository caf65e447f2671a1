"""Date what is told to have been done at talks that the article dates elsewhere: "During their call Orsk invited Vale".

In:  the annotations of a document, linked and dated. Out: the days of those talks, for an event that names no time.
Left to `occasions`: what happens at an occasion that the world knows by name.
"""

from __future__ import annotations

import functools
import re

from dragoman.lexicons.load.agreement_words import load_agreement_words
from dragoman.lexicons.load.word_rarity import stem
from dragoman.records.mentions import Annotations, EventMention
from dragoman.records.times import UNKNOWN_INTERVAL, EventDate
from dragoman.records.vocabulary import HAPPENED
from dragoman.resolve.comparing.frames import FINE_DAYS, read_interval
from dragoman.resolve.comparing.parties import party_code
from dragoman.resolve.dating.occasions import AWAY_WORDS

# What puts an act at talks: "in a phone call", "at their meeting"; "after the talks" does not.
AT_TALKS = frozenset(("at", "during", "in"))
REACH = 4  # words from there to the talks: "during a long Friday meeting"
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def find_session(annotations: Annotations, event: EventMention) -> EventDate | None:
    """Give the days of the talks at which an undated act was done, by its own sentence; None where it tells of none."""
    if event.time is not None or event.status not in HAPPENED or event.event_type == "CONSULT":
        return None
    if event.date.basis != "publication" and event.date.interval != UNKNOWN_INTERVAL:
        return None
    at = _find_talks(event)
    if at is None:
        return None
    codes = {each.mention_id: party_code(each) for each in annotations.actors}
    doers = _codes(event.sources, codes)
    told = [
        each
        for each in annotations.events
        if each.event_type == "CONSULT" and each.status in HAPPENED and each.span.start <= at and _is_fine(each)
    ]
    fitting = [each for each in told if doers and doers <= _codes((*each.sources, *each.targets), codes)]
    last = max(fitting, key=lambda each: each.span, default=None)
    return EventDate(interval=last.date.interval, basis="inferred") if last is not None else None


def _find_talks(event: EventMention) -> int | None:
    """Give where the sentence names the talks that the act was done at, None where it names none before it."""
    start = event.sentence.span.start
    words = list(_WORD.finditer(event.sentence.exact[: max(0, event.span.start - start)]))
    folded = [word.group().casefold() for word in words]
    for position, word in enumerate(folded):
        near = folded[max(0, position - REACH) : position]
        if stem(word) in _talks() and AT_TALKS & set(near) and not AWAY_WORDS & set(near):
            return start + words[position].start()
    return None


@functools.cache
def _talks() -> frozenset[str]:
    return frozenset(stem(form) for word in load_agreement_words().sets["sessions"] for form in (word, f"{word}s"))


def _codes(mention_ids: tuple[str, ...], codes: dict[str, str]) -> frozenset[str]:
    return frozenset(codes[each] for each in mention_ids if each in codes)


def _is_fine(talks: EventMention) -> bool:
    days = read_interval(talks.date.interval) if talks.date.basis in ("stated", "inferred") else None
    return days is not None and days.length <= FINE_DAYS
