"""Find what a person calls an actor or an agreement, or say what is called nearly so.

In:  a view and a name, code or id. Out: the actor or agreement; UsageError with the nearest names where there is none.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from dragoman.errors import UsageError
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.tables import load_states
from dragoman.records.entities import Actor, Agreement
from dragoman.records.vocabulary import EVENT_TYPES, INTERNATIONAL_CODES, STATUSES
from dragoman.store.base import EventFilter, View

NEAR = 0.6  # of 1.0: "Irna" is near "Iran", "Peru" is not
MOST_SUGGESTED = 3


def find_nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Give the known words that are spelt nearly so, nearest first, in any case.

    >>> find_nearest("consullt", ["CONSULT", "COERCE"])
    ('CONSULT',)
    """
    by_fold = {fold_name(each): each for each in sorted(set(known), reverse=True)}
    near = difflib.get_close_matches(fold_name(word), sorted(by_fold), n=MOST_SUGGESTED, cutoff=NEAR)
    return tuple(by_fold[each] for each in near)


def suggest(word: str, known: Iterable[str]) -> str:
    """Ask whether a near word was meant: "; did you mean CONSULT?", or nothing."""
    near = find_nearest(word, known)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def check_words(chosen: EventFilter) -> None:
    """Refuse an event type or a status that there is not; UsageError names the nearest that there is."""
    if chosen.event_type and chosen.event_type.upper() not in EVENT_TYPES:
        _refuse("event type", chosen.event_type, EVENT_TYPES)
    if chosen.status and chosen.status.lower() not in STATUSES:
        _refuse("status", chosen.status, STATUSES)


def _refuse(noun: str, given: str, known: Sequence[str]) -> None:
    raise UsageError(f"there is no {noun} {given!r}, only {', '.join(known)}{suggest(given, known)}")


def is_anybody(view: View, name: str) -> bool:
    """Tell whether a name or code is known: of a state or body there is, or to this record."""
    if name.upper() in INTERNATIONAL_CODES or any(name.upper() == state.code for state in load_states()):
        return True
    folded = fold_name(name)
    if any(folded == fold_name(state.name) for state in load_states()):
        return True
    return next(view.actors(EventFilter(actor=name)), None) is not None


def find_actor(view: View, name: str) -> Actor:
    """Find an actor by code, id, name or alias: of a code the state or body itself, else the one mentioned most."""
    found = list(view.actors(EventFilter(actor=name)))
    if not found:
        raise UsageError(say_unknown(view, name))
    folded = fold_name(name)

    def order(actor: Actor) -> tuple[bool, bool, int, str]:
        is_code = name.upper() in (actor.country, actor.international_code) and actor.kind in ("state", "organisation")
        is_name = folded == fold_name(actor.name) or actor.actor_id == name
        return (not (is_name or (is_code and actor.kind == "state")), not is_code, -actor.mentions, actor.actor_id)

    return min(found, key=order)


def say_unknown(view: View, name: str) -> str:
    """Say that nobody in the record is called so, and who is called nearly so."""
    near = suggest(name, _all_names(view, is_code=len(name) <= 3))
    return f"nobody in this record is called {name!r}{near or '; dragoman actors lists all'}"


def find_agreement(view: View, name: str) -> Agreement:
    """Find an agreement by id, or by a name of which all words occur in one of its names, if there is only one."""
    found = view.find(name)
    if isinstance(found, Agreement):
        return found
    wanted = set(fold_name(name).split())
    known = list(view.agreements(EventFilter()))
    fitting = [each for each in known if any(wanted <= set(fold_name(other).split()) for other in each.names)]
    whole = [each for each in fitting if any(fold_name(name) == fold_name(other) for other in each.names)]
    fitting = whole or fitting
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        listed = "; ".join(f"{each.agreement_id} {_describe(each)}" for each in fitting)
        raise UsageError(f"{len(fitting)} agreements are called {name!r}: give the id of one: {listed}")
    near = suggest(name, (other for each in known for other in each.names))
    raise UsageError(f"no agreement is called {name!r} in this record{near}; dragoman agreements lists them")


def relation_names(view: View, actor: str, with_actor: str | None) -> tuple[str, str]:
    """Give the names by which the relation of two actors is asked for: of a state its code; `*` for anybody else."""
    return _relation_name(view, actor), _relation_name(view, with_actor) if with_actor is not None else "*"


def _relation_name(view: View, name: str) -> str:
    found = find_actor(view, name)
    if found.kind == "state" and found.country:
        return found.country
    return found.international_code if found.international_code == name.upper() else found.actor_id


def _describe(agreement: Agreement) -> str:
    day = next((stage.date.interval.value for stage in agreement.stages if stage.date.interval.value), "undated")
    return f"({', '.join(party.name for party in agreement.parties)}; {day})"


def _all_names(view: View, *, is_code: bool) -> Iterable[str]:
    """Give all names there are, or codes where what was typed is as short as one."""
    if is_code:
        yield from INTERNATIONAL_CODES
        yield from (state.code for state in load_states())
    yield from (state.name for state in load_states())
    for actor in view.actors():
        yield actor.name
        yield from actor.aliases
