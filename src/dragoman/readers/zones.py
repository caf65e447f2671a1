"""Zone an article: say of each stretch of its text whether it is title, body, or not its own voice.

In:  a `RawDocument`. Out: a `Document` whose zones cover the whole text, or a `Rejection`. Nothing is cut.
Left to `nlp` and `extract`: what the words mean. A doubtful line stays `body`: what is zoned away is not coded.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from dragoman.errors import RejectionReason
from dragoman.readers.bylines import mark_authors
from dragoman.readers.cues import Marks, mark_cues
from dragoman.readers.language import JUDGED_CHARACTERS, is_english, names_english
from dragoman.readers.lines import Line, split_lines
from dragoman.readers.metadata import normalise_author, normalise_line, normalise_published, normalise_text
from dragoman.readers.replies import mark_replies
from dragoman.readers.reprints import find_reprints, mark_pull_quotes
from dragoman.readers.stamps import is_date_line, stamp_length, trailing_date
from dragoman.readers.stories import (
    mark_date_lines,
    mark_labels,
    mark_last_headlines,
    mark_story_lists,
    mark_story_pairs,
)
from dragoman.readers.titles import begins_with_title, find_given_title, find_masthead, find_title, same_words
from dragoman.records.documents import Document, RawDocument, Rejection, Zone
from dragoman.records.ids import document_id as make_document_id
from dragoman.records.spans import CharSpan
from dragoman.records.vocabulary import ZoneKind

MOST_CHARACTERS = 1_000_000  # of an article; a longer text is a book or a broken file
HEADING_MARKS = "# *_\t"  # Markdown's marks around a title

Piece = tuple[int, ZoneKind]  # where in the text a kind begins

# Each marks lines that no rule before it has marked. The order counts: a list's headlines are known before
# the labels between them, and the last headline only when the notes under the article are marked.
STORY_RULES = (
    mark_replies,
    mark_story_pairs,
    mark_story_lists,
    mark_date_lines,
    mark_last_headlines,
    mark_labels,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonedLines:
    """Reads as: the text's zones begin there, and it names its title, author and newspaper so (None: it does not)."""

    pieces: list[Piece]
    title: str | None
    author: str | None
    publisher: str | None


def zone(raw: RawDocument) -> Document | Rejection:
    """Read one text as an article. A `Rejection` says `too-long`, `empty` or `not-english`; nothing is raised."""
    if len(raw.text) > MOST_CHARACTERS:
        return _reject(raw, "too-long", f"{len(raw.text):,} characters, at most {MOST_CHARACTERS:,}")
    text, title = normalise_text(raw.text), normalise_line(raw.title)
    if not any(letter.isalnum() for letter in text):
        return _reject(raw, "empty", "no word in it")
    if refusal := _refuse_language(raw, text):
        return refusal
    lines = split_lines(text)
    if title is not None and not _has_title(text, lines, title):
        text = f"{title}\n{text}"
        lines = split_lines(text)
    furniture = frozenset(normalise_line(each) or "" for each in raw.furniture)
    zoned = zone_lines(lines, title, normalise_author(raw.author), furniture)
    fingerprint = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Document(
        document_id=make_document_id(fingerprint, _given_id(raw) or raw.url or ""),
        source_id=raw.source_id,
        text=text,
        fingerprint=fingerprint,
        language="en",
        zones=_zones(zoned.pieces, len(text)),
        title=title or normalise_line(zoned.title),
        publisher=normalise_line(raw.publisher) or zoned.publisher,
        author=zoned.author,
        published=normalise_published(raw.published),
        url=raw.url or None,
    )


def zone_lines(
    lines: tuple[Line, ...],
    given_title: str | None,
    given_author: str | None,
    furniture: frozenset[str] = frozenset(),
) -> ZonedLines:
    """Zone the lines of a text; a title and an author that the container gave are found again in it.

    `furniture` are lines that the container knows to be no part of the article.
    """
    marks = mark_cues(lines)
    last = {line.text: line.index for line in lines if line.text in furniture}  # the first may be the title
    for index in last.values():
        marks[index] = "boilerplate"
    title = find_title(lines, marks) if given_title is None else find_given_title(lines, marks, given_title)
    if title is not None:
        marks[title] = "title"
    _mark_title_again(lines, marks, title)
    cued = list(marks)
    author = mark_authors(lines, marks, title, given_author)
    for rule in STORY_RULES:
        rule(lines, marks, title)
    mark_pull_quotes(lines, marks)
    if None not in marks:
        # Something must be the article: where the rules leave nothing, only the cues count.
        marks = cued
    return ZonedLines(
        pieces=_pieces(lines, marks),
        title=lines[title].text.strip(HEADING_MARKS) if title is not None else None,
        author=author,
        publisher=find_masthead(lines, marks),
    )


def _has_title(text: str, lines: tuple[Line, ...], title: str) -> bool:
    return begins_with_title(text, title) or find_given_title(lines, mark_cues(lines), title) is not None


def _given_id(raw: RawDocument) -> str | None:
    """Give the id that the container gave; a file's name, which readers put into `origin` too, is none."""
    return raw.source_id if raw.source_id != raw.origin else None


def _refuse_language(raw: RawDocument, text: str) -> Rejection | None:
    if raw.language:
        if names_english(raw.language):
            return None
        return _reject(raw, "not-english", f"its language is given as {raw.language!r}")
    if len(text) < JUDGED_CHARACTERS or is_english(text):
        return None
    return _reject(raw, "not-english", "the text reads as another language; give `language` if it is English")


def _reject(raw: RawDocument, reason: RejectionReason, detail: str) -> Rejection:
    return Rejection(source_id=raw.source_id, reason=reason, detail=detail)


def _mark_title_again(lines: tuple[Line, ...], marks: Marks, title: int | None) -> None:
    if title is None:
        return
    for line in lines[title + 1 :]:
        # A first sentence that says what the title says has its full stop.
        if marks[line.index] is None and not line.prose and same_words(line.text, lines[title].text):
            marks[line.index] = "boilerplate"


def _pieces(lines: tuple[Line, ...], marks: Marks) -> list[Piece]:
    reprints = find_reprints(lines, marks)
    pieces: list[Piece] = []
    for line in lines:
        kind = marks[line.index]
        if kind is None:
            pieces += _body_pieces(line, reprints.get(line.index, []))
        else:
            pieces.append((line.start, kind))
            # "By our Asia staff, April 6, 2023": the date is the article's.
            date = trailing_date(line.text) if kind == "author-note" and not line.prose else None
            if date is not None and not is_date_line(line.text):
                pieces.append((line.start + date, "dateline"))
    return pieces


def _body_pieces(line: Line, reprints: list[tuple[int, int]]) -> list[Piece]:
    stamp = stamp_length(line.text)
    pieces: list[Piece] = [(line.start, "dateline")] if stamp else []
    pieces.append((line.start + stamp, "body"))
    for start, end in reprints:
        at = line.start + max(start, stamp)
        if pieces[-1][0] == at:
            pieces.pop()
        pieces.append((at, "repeated"))
        if end < len(line.text):
            after = end + len(line.text[end:]) - len(line.text[end:].lstrip())
            pieces.append((line.start + after, "body"))
    return pieces


def _zones(pieces: list[Piece], length: int) -> tuple[Zone, ...]:
    """Make zones that cover the text; white space between two goes with the first."""
    merged: list[Piece] = []
    for start, kind in pieces:
        if not merged:
            merged.append((0, kind))
        elif merged[-1][1] != kind:
            merged.append((start, kind))
    ends = [start for start, _ in merged[1:]] + [length]
    return tuple(
        Zone(span=CharSpan(start=start, end=end), kind=kind) for (start, kind), end in zip(merged, ends, strict=True)
    )
