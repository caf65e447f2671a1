"""Date an event by how long it was before or after another: "recalled its envoy a day after Drosk struck the port".

In:  a `Scene` and a reading's head and predicate. Out: the length as told, and the `Distance` that it means.
Left to `records.dating`: the day that this comes to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from spacy.tokens import Token

from dragoman.extract.events.chains import outermost
from dragoman.extract.events.circumstances import date_basis, find_time
from dragoman.extract.events.scene import Scene
from dragoman.nlp.governors import is_verbal
from dragoman.nlp.lemmas import lemma_of
from dragoman.records.symbols import SymbolUnit, TimeSymbol
from dragoman.records.times import Distance, TimeExpression

# of the clause that holds "a day after": the other event was so many of the length before it, or after
AWAY: Mapping[str, int] = MappingProxyType({"after": -1, "before": 1})
UNITS: Mapping[str, SymbolUnit] = MappingProxyType({"D": "day", "W": "week", "M": "month", "Y": "year"})
MAX_CLIMB = 3
# "The move came a day after": what these say of is the event told before
FOLLOWING = frozenset(("come", "follow", "happen", "occur"))
REACH = 2  # sentences back to the day of that event
_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")


def find_distance(scene: Scene, head: int, predicate: int) -> tuple[TimeExpression, Distance] | None:
    """Find how far an event that has no time of its own is from the one that its sentence tells of."""
    talks = _lasting(scene, head)
    if talks is not None:
        return talks
    joint = _joint(scene, head, predicate)
    if joint is None:
        return None
    mark, above = joint
    length = scene.times.get(mark.i - 1) if mark.i else None
    if length is None or length.type != "DURATION":
        return None
    counted = _LENGTH.fullmatch(length.value)
    anchor = _anchor(scene, above)
    if counted is None or anchor is None:
        return None
    count = int(counted[1]) * AWAY[mark.lower_]
    symbol = TimeSymbol(kind="relative", unit=UNITS[counted[2]], offset=count)
    return length, Distance(symbol=symbol, anchor=anchor)


def is_ended(scene: Scene, head: int) -> bool:
    """Tell talks whose length and end are told: "after four hours of talks"."""
    held = outermost(scene, head)
    length = scene.times.get(held.head)
    is_long = held.head != head and length is not None and length.type == "DURATION"
    return is_long and held.relation == "pobj:after"


def _lasting(scene: Scene, head: int) -> tuple[TimeExpression, Distance] | None:
    """Date "after four hours of talks" by what was done then."""
    held = outermost(scene, head)
    length = scene.times.get(held.head)
    if held.governor is None or length is None or not is_ended(scene, head):
        return None
    anchor = _anchor(scene, scene.doc[held.governor])
    return (length, Distance(symbol=TimeSymbol(kind="relative"), anchor=anchor)) if anchor is not None else None


def _joint(scene: Scene, head: int, predicate: int) -> tuple[Token, Token] | None:
    """Find the "after" or "before" that the event hangs on, and the verb above it."""
    clause = scene.clauses.get(predicate)
    if clause is None or (head != predicate and not is_verbal(scene.doc[head])):
        nominal = scene.nominal(head)
        held = nominal.relation.removeprefix("pobj:")
        if held in AWAY and nominal.governor in scene.clauses:
            preposition = next(each for each in scene.doc[head].ancestors if each.lower_ == held)
            return preposition, scene.doc[nominal.governor]
    for _ in range(MAX_CLIMB):
        if clause is None or clause.governor is None:
            return None
        verb = scene.doc[clause.head]
        mark = next((child for child in verb.children if child.dep_ == "mark" and child.lower_ in AWAY), None)
        if mark is not None:
            return (mark, scene.doc[clause.governor]) if clause.relation == "advcl" else None
        if clause.relation not in ("conj", "xcomp", "ccomp"):
            return None
        clause = scene.clauses.get(clause.governor)
    return None


def _anchor(scene: Scene, above: Token) -> str | None:
    """Give what is counted from: the time of the verb above, of the event that it takes up, or the article's day."""
    if above.i not in scene.clauses:
        return None
    time = find_time(scene, above.i, above.i)
    if time is not None:
        return time.time_id
    if lemma_of(above) in FOLLOWING:
        # "Drosk shelled the port on Monday. The attack came a day after Corvia recalled its envoy."
        told = _told_before(scene, above)
        if told is not None:
            return told.time_id
    known = date_basis(scene, above.i, above.i, verb=True, meeting=False) == "publication"
    return "publication" if known else None


def _told_before(scene: Scene, above: Token) -> TimeExpression | None:
    start = above.sent.start
    for index in range(start - 1, -1, -1):
        time = scene.times.get(index)
        if time is not None and time.type == "DATE" and time.symbol.kind in ("weekday", "partial", "calendar"):
            return time
        if sum(1 for token in scene.doc[index:start] if token.is_sent_start and not token.is_space) > REACH:
            return None
    return None
