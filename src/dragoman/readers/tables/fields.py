"""Make a `RawDocument` of named values: an object of JSON Lines, a row of a table.

In:  values by field, or the names of a table's columns. Out: a `RawDocument` or a `Rejection`; which column is which.
Left to the readers: where the values come from. The names that columns go by are data: `lexicons/exchange`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date

from dragoman.errors import ReadError, RejectionReason
from dragoman.lexicons.load.exchange import load_column_names
from dragoman.records.documents import RawDocument, Rejection

SHOWN_CHARACTERS = 80  # of a faulty value in a Rejection
SHOWN_COLUMNS = 40  # of a table without a text, in its Rejection
BESIDE_TEXT = ("id", "title", "url", "publisher", "author", "published", "language")
BETWEEN_WORDS = re.compile(r"[\s._-]+")
# A number of few digits counts the rows of one table: two tables have a row 17, and neither corrects the other.
ROW_NUMBER = re.compile(r"\d{1,9}(?:\.0)?")


def read_fields(values: Mapping[str, object], place: str) -> RawDocument | Rejection:
    """Read an article's fields by their own names; without an `id` it is named by its `place`."""
    fields: dict[str, str | None] = {}
    for name in BESIDE_TEXT:
        value = _plain(values.get(name))
        if value is not None and (isinstance(value, bool) or not isinstance(value, str | int | float)):
            return reject(place, "unreadable", f"`{name}` should be a text, found {shown(value)}")
        fields[name] = str(value) if value is not None else None
    text = _plain(values.get("text"))
    source_id = fields["id"] or place
    if text is None:
        return reject(source_id, "empty", "no `text`")
    if not isinstance(text, str):
        return reject(source_id, "unreadable", f"`text` should be a text, found {shown(text)}")
    return RawDocument(
        source_id=source_id,
        origin=place,
        text=text,
        title=fields["title"],
        url=fields["url"],
        publisher=fields["publisher"],
        author=fields["author"],
        published=fields["published"],
        language=fields["language"],
    )


def read_row(values: Mapping[str, object], name: str, number: int) -> RawDocument | Rejection:
    """Read a row of the table `name`; its `id` is the article's unless it only counts rows."""
    place = f"{name}:{number}"
    given = {field: value for field, value in values.items() if not (isinstance(value, str) and not value.strip())}
    if ROW_NUMBER.fullmatch(str(given.get("id", ""))):
        given.pop("id")
    return read_fields(given, place)


def choose_columns(header: Sequence[str]) -> dict[str, int]:
    """Say which column holds which field; ReadError that names the columns where none holds the text."""
    keys = [_key(cell) for cell in header]
    chosen: dict[str, int] = {}
    for field, names in load_column_names().items():
        found = next((keys.index(name) for name in names if name in keys), None)
        if found is not None and found not in chosen.values():
            chosen[field] = found
    if "text" not in chosen:
        told = ", ".join(repr(cell[:SHOWN_CHARACTERS]) for cell in header[:SHOWN_COLUMNS])
        raise ReadError("unknown-format", f"no column of texts: name one `text`; found are {told or 'none'}")
    return chosen


def count_known(header: Sequence[str]) -> int:
    """Count the cells of a line that are names of columns."""
    known = {name for names in load_column_names().values() for name in names}
    return sum(_key(cell) in known for cell in header)


def names_text(header: Sequence[str]) -> bool:
    """Tell whether a line names a column of texts."""
    return any(_key(cell) in load_column_names()["text"] for cell in header)


def shown(value: object) -> str:
    """Show the beginning of a faulty value, in letters that any terminal prints."""
    return ascii(value)[:SHOWN_CHARACTERS]


def reject(source_id: str, reason: RejectionReason, detail: str) -> Rejection:
    """Make a `Rejection`."""
    return Rejection(source_id=source_id, reason=reason, detail=detail)


def _key(cell: str) -> str:
    return BETWEEN_WORDS.sub("", cell.casefold())


def _plain(value: object) -> object:
    """Write dates and lists of names as texts; "not a number" is how tables say that nothing is there."""
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)  # "author": ["A", "B"]
    return value
