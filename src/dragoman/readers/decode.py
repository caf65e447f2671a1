"""Turn bytes into text: UTF-8, UTF-16 or UTF-32 with their mark, else an eight-bit encoding.

In:  the bytes of a file, in pieces. Out: its text; ReadError where it is `binary`, `too-long` or `unreadable`.
Left to `zones`: Unicode form and line ends.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import chain

from charset_normalizer import from_bytes

from dragoman.errors import ReadError

MOST_BYTES = 20_000_000  # of a file that is read whole; a longer one is refused before it is in memory
SNIFFED_BYTES = 4096  # of a file's start that tell what it is
CONTROL_SHARE = 0.05  # of control characters in what was read as text: more are in no text
MOST_BROKEN = 0.05  # of the bytes beyond ASCII that may be broken in a text that is UTF-8 else

# The longer mark first: that of UTF-32 little-endian begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC_NUMBERS = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh"),
    *(b"\xfd7zXZ\x00", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x7fELF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    *(b"SQLite format 3\x00", b"RIFF", b"OggS", b"ID3\x03", b"ID3\x04", b"\x28\xb5\x2f\xfd", b"II*\x00", b"MM\x00*"),
)
# In the order in which they are believed: news in English that is not UTF-8 comes from Windows.
EIGHT_BIT = ("cp1252", "latin_1", "cp1250", "cp1254", "cp1251", "mac_roman")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")


def read_whole(chunks: Iterator[bytes], most_bytes: int = MOST_BYTES) -> bytes:
    """Join the pieces of a file; ReadError `too-long` as soon as they are more than `most_bytes`."""
    pieces: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most_bytes:
            raise ReadError("too-long", f"more than {most_bytes:,} bytes")
        pieces.append(chunk)
    return b"".join(pieces)


def mark_of(data: bytes) -> str | None:
    """Give the encoding that a byte order mark at the start names."""
    return next((encoding for mark, encoding in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def is_binary(data: bytes) -> bool:
    """Tell what is no text by its first bytes or a NUL byte, which no text without a byte order mark has."""
    return data.startswith(MAGIC_NUMBERS) or (mark_of(data) is None and b"\x00" in data)


def decode(data: bytes, declared: str | None = None) -> str:
    """Give the text of some bytes; `declared` is the encoding that the container names, believed after UTF-8."""
    if is_binary(data):
        raise ReadError("binary", "not a text: it has the marks of a picture, an archive or a program")
    marked = mark_of(data)
    try:
        text = data.decode(marked or "utf-8")
    except UnicodeDecodeError as error:
        if marked is not None:
            raise ReadError("unreadable", f"it begins as {marked} but is not: {error.reason}") from error
        text = _decode_eight_bit(data, declared)
    if len(CONTROLS.findall(text)) > CONTROL_SHARE * len(text):
        raise ReadError("binary", "not a text: full of control characters")
    return text


def as_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Take a byte order mark off, and write UTF-16 and UTF-32 anew, so that a line ends with one byte."""
    first = next(chunks, b"")
    encoding = mark_of(first)
    if encoding is None or encoding == "utf-8-sig":
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from chunks
        return
    for text in codecs.iterdecode(chain([first], chunks), encoding, errors="replace"):
        yield text.encode("utf-8")


def guess_encoding(data: bytes) -> str | None:
    """Guess the eight-bit encoding of some bytes; None where it is none in which English is written."""
    matches = from_bytes(data, cp_isolation=list(EIGHT_BIT))
    encodings = [name for match in matches for name in (match.encoding, *match.could_be_from_charset)]
    return next((name for name in EIGHT_BIT if name in encodings), None)


def _decode_eight_bit(data: bytes, declared: str | None) -> str:
    if _is_damaged_utf8(data):
        return data.decode("utf-8", errors="replace")
    if declared is not None:
        try:
            return data.decode(codecs.lookup(declared).name)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass  # a page may name an encoding that it is not in: guess
    encoding = guess_encoding(data)
    if encoding is None:
        raise ReadError("unreadable", "in no encoding that is known for English: save it as UTF-8")
    return data.decode(encoding, errors="replace")


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a few broken bytes (a cut end, a pasted word) from another encoding."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return broken <= MOST_BROKEN * sum(letter > "\x7f" for letter in text)
