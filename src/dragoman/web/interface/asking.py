"""What a program asks: the parameters of an address, read into an `EventFilter`.

In:  the parameters of a request, and which of them a list knows. Out: the filter; UsageError says what a list takes.
A parameter that is not known is refused: a slip of the pen must not look like "everything".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from dragoman.errors import UsageError
from dragoman.records.vocabulary import EVENT_TYPES, FIGURE_CLASSES, STATUSES
from dragoman.store.base import EventFilter
from dragoman.web.paging import read_place

PAGE_SIZE, MOST_ON_PAGE = 50, 100  # an event with hundreds of claims is some 50 kB
MOST_VALUES = 50  # of one parameter that may be repeated
LONGEST_VALUE = 500  # characters
TRUE, FALSE = "true", "false"
QUIET_FIGURES = tuple(name for name in FIGURE_CLASSES if name not in ("duration", "age"))
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """Reads as: this parameter fills that field of the filter, read so; `is_list`: it may be repeated."""

    name: str
    field: str
    description: str
    schema: Json
    read: Callable[[str], object] = str
    is_list: bool = False


def _read_number(written: str) -> float:
    try:
        number = float(written)
    except ValueError as error:
        raise UsageError(f"'min_confidence' takes a number from 0 to 1, not '{written}'") from error
    if not 0 <= number <= 1:
        raise UsageError(f"'min_confidence' takes a number from 0 to 1, not '{written}'")
    return number


def _read_limit(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 1 <= int(written[:9]) <= MOST_ON_PAGE):
        raise UsageError(f"'limit' takes a whole number from 1 to {MOST_ON_PAGE}, not '{written}'")
    return int(written)


def _read_order(written: str) -> bool:
    if written not in ("newest", "oldest"):
        raise UsageError(f"'order' is newest or oldest, not '{written}'")
    return written == "newest"


def read_truth(name: str, written: str) -> bool:
    """Read true or false; UsageError where it is neither."""
    if written not in (TRUE, FALSE):
        raise UsageError(f"'{name}' is {TRUE} or {FALSE}, not '{written}'")
    return written == TRUE


WORDS: Json = {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE}
DAY: Json = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
SWITCH: Json = {"type": "boolean", "default": False}
ACTOR = "Country code (IRN), international code, name, alias or id."

PARAMETERS = {
    each.name: each
    for each in (
        Parameter(name="actor", field="actor", description=ACTOR, schema=WORDS),
        Parameter(name="with", field="with_actor", description="A second actor that takes part too.", schema=WORDS),
        Parameter(name="since", field="since", description="Not before this day, month or year.", schema=DAY),
        Parameter(name="until", field="until", description="Not after this day, month or year.", schema=DAY),
        Parameter(
            name="type",
            field="event_type",
            description="Event type, ours or PLOVER's.",
            schema={"type": "string", "enum": list(EVENT_TYPES)},
        ),
        Parameter(
            name="status",
            field="status",
            description="How far it is asserted.",
            schema={"type": "string", "enum": list(STATUSES)},
        ),
        Parameter(
            name="text",
            field="text",
            description='Words that must occur; words in "double quotes" stand together.',
            schema=WORDS,
        ),
        Parameter(name="document", field="document_id", description="What rests on this document.", schema=WORDS),
        Parameter(
            name="min_confidence",
            field="min_confidence",
            description="At least this sure.",
            schema={"type": "number", "minimum": 0, "maximum": 1},
            read=_read_number,
        ),
        Parameter(name="publisher", field="publisher", description="What this publisher printed.", schema=WORDS),
        Parameter(name="place", field="place_id", description="What happened at this place (its id).", schema=WORDS),
        Parameter(
            name="event", field="event_ids", description="Only (about) these events.", schema=WORDS, is_list=True
        ),
        Parameter(name="actor_id", field="actor_ids", description="Only these actors.", schema=WORDS, is_list=True),
        Parameter(name="id", field="document_ids", description="Only these documents.", schema=WORDS, is_list=True),
        Parameter(
            name="class",
            field="figure_classes",
            description="Only figures of these classes. Ages and durations are given only if asked for.",
            schema={"type": "string", "enum": list(FIGURE_CLASSES)},
            is_list=True,
        ),
        Parameter(
            name="order",
            field="newest_first",
            description="The newest first leaves out what has no date.",
            schema={"type": "string", "enum": ["oldest", "newest"], "default": "oldest"},
            read=_read_order,
        ),
        Parameter(
            name="limit",
            field="limit",
            description="The most to be given at once.",
            schema={"type": "integer", "minimum": 1, "maximum": MOST_ON_PAGE, "default": PAGE_SIZE},
            read=_read_limit,
        ),
        Parameter(
            name="after",
            field="after",
            description="Where the page before ended; take it from `next`.",
            schema={"type": "string", "pattern": "^[^~]*~", "maxLength": LONGEST_VALUE},
            read=read_place,
        ),
    )
}


def read_filter(given: QueryParams, known: Sequence[str], switches: Sequence[str] = ()) -> EventFilter:
    """Read the filter that the parameters mean; `switches` are others that the list knows, and reads itself."""
    refuse_unknown(given, (*known, *switches))
    fields: dict[str, Any] = {"limit": PAGE_SIZE}
    for name in known:
        values = [value.strip() for value in given.getlist(name) if value.strip()]
        if values:
            parameter = PARAMETERS[name]
            fields[parameter.field] = tuple(values) if parameter.is_list else parameter.read(values[0])
    return EventFilter(**fields)


def refuse_unknown(given: QueryParams, known: Sequence[str]) -> None:
    """Raise UsageError where a parameter is not known, too long, or given more often than it may be."""
    for name in given:
        if name not in known:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise UsageError(f"there is no parameter '{name[:80]}' here; {takes}")
        values = given.getlist(name)
        is_list = name in PARAMETERS and PARAMETERS[name].is_list
        if len(values) > (MOST_VALUES if is_list else 1):
            raise UsageError(f"'{name}' is given {len(values)} times; it may be {MOST_VALUES if is_list else 1}")
        if any(len(value) > LONGEST_VALUE for value in values):
            raise UsageError(f"'{name}' takes at most {LONGEST_VALUE} characters")


def describe_parameters(known: Sequence[str], switches: dict[str, str]) -> list[Json]:
    """Describe parameters as OpenAPI does."""
    described: list[Json] = []
    for name in known:
        parameter = PARAMETERS[name]
        schema = parameter.schema
        if parameter.is_list:
            schema = {"type": "array", "items": schema, "minItems": 1, "maxItems": MOST_VALUES}
        described.append(_describe(name, parameter.description, schema))
    described += [_describe(name, description, SWITCH) for name, description in switches.items()]
    return described


def _describe(name: str, description: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
