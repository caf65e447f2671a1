"""Read gold: JSON Lines of annotated texts, with clear errors.

In:  a path, and what one line's object is read by. Out: `GoldText`s, offsets as in the text that the coder reads.
Left to the modules of the kinds: what is annotated, and how answers are judged.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from dragoman.errors import UsageError
from dragoman.readers.metadata import normalise_text
from dragoman.records.spans import CharSpan

Item = dict[str, Any]
Wanted = TypeVar("Wanted")
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldText(Generic[Wanted]):
    """Reads as: this text tells `wanted`, and nothing else of that kind; `text` is as the coder reads it."""

    item_id: str
    text: str
    title: str | None = None
    published: str | None = None
    wanted: tuple[Wanted, ...]


def load_lines(path: Path, what: str, read: Callable[[Item], Line]) -> tuple[Line, ...]:
    """Read a gold file line by line; UsageError names the line that is malformed, or says that there is none."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: no gold {what}: {error}") from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(read(json.loads(line)))
        except KeyError as error:
            raise UsageError(f"{path}:{number}: no gold {what}: it lacks {error}") from error
        except (AttributeError, TypeError, ValueError) as error:
            raise UsageError(f"{path}:{number}: no gold {what}: {error}") from error
    if not found:
        raise UsageError(f"{path}: no gold {what}: the file is empty")
    return tuple(found)


def load_texts(
    path: Path, what: str, read: Callable[[str, Item], Wanted], key: str | None = None
) -> tuple[GoldText[Wanted], ...]:
    """Read a gold file whose objects list what they tell under `key` (`what`, where none is given).

    `read` takes the text as written and one item of that list; its ValueError is told with the line.
    """

    def read_line(item: Item) -> GoldText[Wanted]:
        return gold_text(item, tuple(read(item["text"], each) for each in item[key or what]))

    return load_lines(path, what, read_line)


def gold_text(item: Item, wanted: tuple[Wanted, ...]) -> GoldText[Wanted]:
    """Read what all gold texts have: id, text, title, day of publication."""
    return GoldText(
        item_id=item["id"],
        text=normalise_text(item["text"]),
        title=item.get("title"),
        published=item.get("published"),
        wanted=wanted,
    )


def locate(text: str, exact: str, occurrence: int = 1) -> CharSpan:
    """Give where the words stand for the n-th time (from 1, as plain characters); ValueError where they don't."""
    start = -1
    for _ in range(occurrence):
        start = text.find(exact, start + 1)
        if start < 0 or not exact:
            raise ValueError(f"{exact!r} does not stand {occurrence} time(s) in the text")
    return as_read(text, start, start + len(exact))


def as_read(text: str, start: int, end: int) -> CharSpan:
    """Give a stretch of the text as written in characters of the text as read, where accents may be composed.

    >>> as_read("Saie\u0308d", 4, 6)
    CharSpan(start=3, end=4)
    """
    return CharSpan(start=len(normalise_text(text[:start])), end=len(normalise_text(text[:end])))


def one_of(value: str, allowed: Sequence[str], name: str) -> str:
    """Give the value back; ValueError where it is none of the allowed."""
    if value not in allowed:
        raise ValueError(f"{name} {value!r} is none of {', '.join(allowed)}")
    return value
