r"""Files that appear whole or not at all, and the characters that may stand in them.

In:  a path; text. Out: an open file beside it that takes its place once everything is written.
UTF-8, lines ended by `\n`. Half a surrogate pair, which is no UTF-8, is written as `\udXXX`: in JSON that is it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TextIO

from dragoman.errors import UsageError
from dragoman.store.copying import flush

Json = dict[str, Any]

# Embeddings, overrides and isolates turn the line around in which a name stands: "txt.exe" reads "exe.txt".
TURNING = "\u202a-\u202e\u2066-\u2069"
# What XML 1.0 has no way to write (section 2.2).
NOT_IN_XML = re.compile(f"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[{TURNING}]")
CONTROLS = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff{TURNING}]")
BREAKS = re.compile("[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+ *")
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
WEB = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)


@contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """Give a path beside `out` to write to; it takes the place of `out` at the end, or is gone after an error.

    UsageError where `out` is a folder.
    """
    if out.is_dir():
        raise UsageError(f"{out} is a folder: name a file")
    beside = out.with_name(out.name + ".part")
    try:
        yield beside
        flush(beside)  # or a power cut might leave the name without the words
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def whole_text(out: Path) -> Iterator[TextIO]:
    """Open a text file that appears at `out` when it is whole."""
    with whole_file(out) as beside, beside.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        yield file


@contextmanager
def whole_folder(out: Path, names: Iterable[str]) -> Iterator[Callable[[str], Path]]:
    """Give for each name a path to write to; once all are written they take their places in the folder `out`.

    UsageError where `out` is a file.
    """
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; this writes a folder of files: name a folder")
    made = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    try:
        with ExitStack() as stack:
            besides = {name: stack.enter_context(whole_file(out / name)) for name in names}
            yield besides.__getitem__
    except BaseException:
        if made and not any(out.iterdir()):
            out.rmdir()
        raise


def write_json_line(file: TextIO, value: Mapping[str, Any]) -> None:
    """Write an object on one line."""
    file.write(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n")


def write_json_list(file: TextIO, head: Json, name: str, values: Iterable[Mapping[str, Any]]) -> int:
    """Write one object whose last member is a long list, one element a line; give how many there were."""
    opened = json.dumps(head, ensure_ascii=False, allow_nan=False)
    file.write(f'{opened[:-1]}{", " if head else ""}"{name}": [')
    count = 0
    for value in values:
        file.write("\n" if count == 0 else ",\n")
        file.write(json.dumps(value, ensure_ascii=False, allow_nan=False))
        count += 1
    file.write("\n]}\n")
    return count


def one_line(text: str) -> str:
    r"""Put a text on one line: tabs and line breaks become one space, other control characters a mark.

    >>> one_line("a\tb\r\n  c")
    'a b c'
    """
    return CONTROLS.sub(UNREADABLE, BREAKS.sub(" ", text)).strip()


def readable(text: str) -> str:
    """Put a mark in the place of control characters, those that turn a line around too; line breaks stay."""
    return CONTROLS.sub(UNREADABLE, text)


def xml_text(text: str) -> str:
    """Put a mark in the place of characters that XML cannot hold."""
    return NOT_IN_XML.sub(UNREADABLE, text)


def web_address(url: str | None) -> str | None:
    """Give an address on the web; None where it is any other (`javascript:`, a path) or holds what none may.

    >>> web_address("javascript:alert(1)") is None
    True
    """
    return url if url is not None and WEB.fullmatch(url) else None
