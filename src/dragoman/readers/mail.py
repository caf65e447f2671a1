"""Read e-mail: a message as one article, a mailbox as many.

In:  the bytes of an .eml or .mbox file in pieces, and its name. Out: a `RawDocument` or a `Rejection` a message.
Left to `zones`: what is quoted of an earlier message, and the signature. What is attached is not opened.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from dragoman.errors import DocumentError, ReadError
from dragoman.readers.decode import decode, read_whole
from dragoman.readers.fragments import fragment_text
from dragoman.readers.metadata import normalise_line
from dragoman.readers.streams import bounded_lines
from dragoman.records.documents import RawDocument, Rejection

MOST_MESSAGE_BYTES = 40_000_000  # with all that is attached
MOST_LINE_BYTES = 8_000_000
MOST_HEADER_CHARACTERS = 4_000
STUB_CHARACTERS = 200  # "This message is in HTML": a plain part so short, beside one that is far longer, is no text
STUB_TIMES = 5
ANSWER = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|sv)\s?(?:\[\d+\])?:\s*)+", re.IGNORECASE)
# "From mroe@port-herald.example Fri Oct 11 10:00:00 2024": a line of the article may open with "From" as well.
SEPARATOR = re.compile(rb"From .*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\d\d:\d\d.*\b(?:19|20)\d\d\b")
ESCAPED = re.compile(rb">+From ")
PHRASE = re.compile(r'\s*"?([^"<]*)"?\s*<')
# What a malformed message may make the library raise; each becomes `unreadable`.
MAIL_FAULTS = (ValueError, TypeError, AttributeError, KeyError, IndexError, LookupError, RecursionError,
               AssertionError, HeaderParseError)  # fmt: skip


def read_mail(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read one message; its `Message-ID` is its id."""
    data = read_whole(chunks, MOST_MESSAGE_BYTES)
    if not data.strip():
        raise ReadError("empty", "nothing in the file")
    yield _read_message(data, name)


def read_mailbox(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read a mailbox (mbox) message by message, one in memory at a time."""
    found = False
    for number, message in enumerate(_messages(chunks), start=1):
        found = True
        place = f"{name}:{number}"
        if message is None:
            yield Rejection(source_id=place, reason="too-long", detail=f"more than {MOST_MESSAGE_BYTES:,} bytes")
            continue
        try:
            yield _read_message(message, place)
        except DocumentError as error:
            yield Rejection(source_id=place, reason=error.reason, detail=error.detail)
    if not found:
        raise ReadError("unreadable", "not a mailbox: no line that opens a message (`From ... 2024`)")


def _messages(chunks: Iterator[bytes]) -> Iterator[bytes | None]:
    """Part a mailbox into messages; None for one that is too long. What stands before the first is no message."""
    lines: list[bytes] | None = None
    size, was_empty = 0, True
    for line in bounded_lines(chunks, MOST_LINE_BYTES):
        if line is not None and was_empty and SEPARATOR.match(line):
            if lines is not None:
                yield b"\n".join(lines) if size <= MOST_MESSAGE_BYTES else None
            lines, size = [], 0
            continue
        was_empty = line is not None and not line.strip()
        size += MOST_MESSAGE_BYTES + 1 if line is None else len(line) + 1
        if lines is not None and line is not None and size <= MOST_MESSAGE_BYTES:
            lines.append(line[1:] if ESCAPED.match(line) else line)
    if lines is not None:
        yield b"\n".join(lines) if size <= MOST_MESSAGE_BYTES else None


def _read_message(data: bytes, place: str) -> RawDocument:
    try:
        message = email.message_from_bytes(data)
        if not message.keys():
            raise ReadError("unreadable", "not a message: it has no header")
        text = _text(message)
        sender = parseaddr(_header(message, "From") or "")
        author = normalise_line(sender[0] or sender[1])
        identity = (_header(message, "Message-ID") or "").strip("<> ")
        title = normalise_line(ANSWER.sub("", _header(message, "Subject") or ""))
    except MAIL_FAULTS as error:
        raise ReadError("unreadable", f"the message cannot be taken apart: {error!r:.200}") from error
    if not text.strip():
        raise ReadError("empty", "no text in the message")
    return RawDocument(
        source_id=identity or place,
        origin=place,
        text=text,
        title=title,
        url=_archived_at(message),
        publisher=_publisher(message),
        author=author,
        published=_header(message, "Date"),
    )


def _text(message: Message) -> str:
    """Give the plain text, or that of the HTML where there is no plain text or only a stub."""
    plain = html = ""
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/plain" and not plain:
            plain = _decoded(part)
        elif kind == "text/html" and not html:
            html = fragment_text(_decoded(part))
    is_stub = len(plain.strip()) < STUB_CHARACTERS and len(html) > STUB_TIMES * len(plain)
    return html if is_stub else plain


def _decoded(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return ""
    return decode(data, declared=part.get_content_charset())


def _header(message: Message, name: str) -> str | None:
    """Give a header's words, decoded; None where it is not there. One in an unknown encoding is given as it stands."""
    given = message.get(name)
    if given is None:
        return None
    value = str(given)[:MOST_HEADER_CHARACTERS]
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        return value


def _publisher(message: Message) -> str | None:
    """Give the organisation, or the name of the list; a sender's address may be anybody's."""
    listed = PHRASE.match(_header(message, "List-Id") or "")
    return normalise_line(_header(message, "Organization")) or normalise_line(listed[1] if listed else None)


def _archived_at(message: Message) -> str | None:
    address = (_header(message, "Archived-At") or "").strip("<> ")
    return address if address.startswith(("http://", "https://")) else None
