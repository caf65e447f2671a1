"""The kinds of things that programs can list, each with what may be asked of it.

In:  nothing. Out: `KINDS`. A new kind is a line here, and its shape in `shapes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from dragoman.records.entities import Actor, Agreement, Contradiction, Event, FigureClaim, Statement
from dragoman.store.base import EventFilter, KeptDocument, View
from dragoman.store.forms import NO_DAY, find_days
from dragoman.web.paging import place_of

Lister = Callable[[View, EventFilter], Iterator[Any]]
PAGING = ("limit", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Reads as: things of this kind are listed so, found by this id, and asked for by these parameters.

    `place` gives where a thing stands in its list; `switches` are parameters that are true or false, described.
    """

    name: str
    one: str
    record_type: type
    lister: Lister
    place: Callable[[Any], tuple[str, str]]
    asked_by: tuple[str, ...]
    description: str
    switches: dict[str, str] = field(default_factory=dict)


def _figure_place(figure: FigureClaim) -> tuple[str, str]:
    days = find_days(figure.as_of or "")
    return days[0] if days else NO_DAY, figure.figure_id


DATES = ("since", "until", "order")
WHERE = ("text", "document", "publisher")

KINDS = (
    Kind(
        name="events",
        one="event",
        record_type=Event,
        lister=lambda view, chosen: view.events(chosen),
        place=place_of,
        asked_by=("actor", "with", *DATES, "type", "status", *WHERE, "min_confidence", "place", "event", *PAGING),
        description="Events by date: who did what to whom, how far it is asserted, and the words that say so.",
    ),
    Kind(
        name="quotations",
        one="quotation",
        record_type=Statement,
        lister=lambda view, chosen: view.statements(chosen),
        place=place_of,
        asked_by=("actor", *DATES, *WHERE, *PAGING),
        description="Statements with their speakers, each once, with every place where it is printed.",
    ),
    Kind(
        name="figures",
        one="figure",
        record_type=FigureClaim,
        lister=lambda view, chosen: view.figures(chosen),
        place=_figure_place,
        asked_by=(*DATES, *WHERE, "class", *PAGING),
        description="Reported numbers: between low and high of what.",
        switches={"all": "Durations and ages too."},
    ),
    Kind(
        name="agreements",
        one="agreement",
        record_type=Agreement,
        lister=lambda view, chosen: view.agreements(chosen),
        place=place_of,
        asked_by=("actor", "with", *DATES, *WHERE, "event", *PAGING),
        description="Agreements with their stages.",
    ),
    Kind(
        name="contradictions",
        one="contradiction",
        record_type=Contradiction,
        lister=lambda view, chosen: view.contradictions(chosen),
        place=lambda found: ("", found.contradiction_id),
        asked_by=("actor", "with", *WHERE, "event", *PAGING),
        description="What cannot all hold, with both sides.",
    ),
    Kind(
        name="actors",
        one="actor",
        record_type=Actor,
        lister=lambda view, chosen: view.actors(chosen),
        place=lambda found: ("", found.actor_id),
        asked_by=("actor", "text", "document", "actor_id", *PAGING),
        description="Actors under all their names.",
    ),
    Kind(
        name="documents",
        one="document",
        record_type=KeptDocument,
        lister=lambda view, chosen: view.documents(chosen),
        place=place_of,
        asked_by=("actor", "with", *DATES, "type", "status", *WHERE, "id", *PAGING),
        description="Articles by publication date, without their text.",
    ),
)
