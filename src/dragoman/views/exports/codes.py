"""What PLOVER-shaped formats call an event and its actors: codes, quads, scores, contexts.

In:  events and parties. Out: codes, or None where that world has none.
Left to `lexicons.load.exchange`: the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dragoman.lexicons.load.counted_things import load_counted_things
from dragoman.lexicons.load.exchange import load_plover_words, load_state_codes
from dragoman.lexicons.load.tables import states_by_code
from dragoman.lexicons.load.triggers import load_scales
from dragoman.lexicons.load.word_rarity import stem
from dragoman.records.entities import Actor, Event, FigureClaim, Party
from dragoman.records.vocabulary import EventType
from dragoman.store.base import EVERYTHING, View

WIKIDATA = re.compile(r"(?:wikidata:|https?://www\.wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d*)")
WORD = re.compile(r"[a-z]+")
FUTURE = "future"


def plover_type(event: Event) -> EventType:
    """Give the type that PLOVER makes of an event; ValueError where it counts none."""
    if event.plover_type is None:
        message = f"event {event.event_id} is none of PLOVER's"
        raise ValueError(message)
    return event.plover_type


def plover_modes(event: Event) -> tuple[str, ...]:
    """Give the modes that PLOVER's type has: a planned strike is a threat, and no mode of it."""
    known = load_scales()[plover_type(event)].modes
    return tuple(mode for mode in event.modes if mode in known)


def plover_score(event: Event) -> float:
    """Give the score of PLOVER's type: the event's own where that is its type, else the type's default."""
    found = plover_type(event)
    return event.intensity if found == event.event_type else load_scales()[found].score


def plover_contexts(event: Event) -> tuple[str, ...]:
    """Give the contexts, and `future` where the type alone does not say that it has not happened yet."""
    is_told = event.status != "planned" or plover_type(event) != event.event_type
    return event.contexts if is_told else (*event.contexts, FUTURE)


def quad_of(event_type: EventType) -> int:
    """Give the quad class, 1 to 4."""
    return load_scales()[event_type].quad


def quad_words(event_type: EventType) -> str:
    """Give the quad class in POLECAT's words."""
    return load_plover_words().quads[quad_of(event_type)]


def code_of(party: Party) -> str | None:
    """Give the three letters of PLOVER's country slot."""
    return party.country or party.international_code


def cow_of(party: Party) -> str | None:
    """Give the Correlates of War number of an actor's state."""
    codes = load_state_codes().get(party.country or "")
    return codes.cow if codes is not None else None


def country_name(code: str | None) -> str | None:
    """Give the English name of a state; None of what is none."""
    state = states_by_code().get(code or "")
    return state.name if state is not None else None


def load_wikidata_ids(view: View) -> Mapping[str, str]:
    """Load the Wikidata ids of the record's actors that have one, by actor id."""
    found = {actor.actor_id: wikidata_id(actor) for actor in view.actors(EVERYTHING)}
    return {actor_id: each for actor_id, each in found.items() if each is not None}


def wikidata_id(actor: Actor) -> str | None:
    """Give an actor's Wikidata id."""
    matches = (WIKIDATA.fullmatch(each) for each in actor.external_ids)
    return next((match[1] for match in matches if match is not None), None)


def load_figures(view: View) -> Mapping[str, FigureClaim]:
    """Load the record's figures by id."""
    return {figure.figure_id: figure for figure in view.figures(EVERYTHING)}


def find_sizes(event: Event, figures: Mapping[str, FigureClaim]) -> dict[str, int]:
    """Give how many were killed, injured, arrested: the largest number told; of "at least 20" the 20.

    What became of those counted is told by the words counted, else by the sentence, where it tells one fate.
    """
    sizes: dict[str, int] = {}
    names = load_plover_words().sizes
    for figure_id in event.figures:
        figure = figures.get(figure_id)
        if figure is None or figure.figure_class != "count" or figure.bound in ("<", "range"):
            continue
        fate = _find_fate(event, figure)
        if fate in names and figure.low >= 0 and figure.low.is_integer():
            sizes[names[fate]] = max(sizes.get(names[fate], 0), int(figure.low))
    return dict(sorted(sizes.items()))


def _find_fate(event: Event, figure: FigureClaim) -> str:
    told = _fates(f"{figure.counted or ''} {figure.unit or ''}")
    if not told:
        sentences = {claim.sentence for claim in event.claims}
        around = (
            sentence.exact
            for sentence in sentences
            for words in figure.printed
            if words.document_id == sentence.document_id and sentence.span.covers(words.span)
        )
        told = _fates(" ".join(sorted(around)))
    return min(told) if len(told) == 1 else ""


def _fates(text: str) -> set[str]:
    fates = load_counted_things().fates
    return {fates[stem(word)] for word in WORD.findall(text.lower()) if stem(word) in fates}


def wording_of(event: Event, party: Party, fields: Iterable[str]) -> str | None:
    """Give the words that name an actor in the article where it is told first."""
    wanted = tuple(fields)
    return next(
        (claim.evidence.exact for claim in event.claims if claim.field in wanted and claim.value == party.name), None
    )
