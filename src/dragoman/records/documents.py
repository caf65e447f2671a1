"""An article as read: raw bytes' text, the whole zoned document, or the reason it cannot be used.

In:  what readers found. Out: frozen records. The text is never cut; `zones` say what each stretch is.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import RejectionReason
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.vocabulary import CODED_ZONES, ZoneKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """Reads as: a reader found this text, with what its container said of it.

    `source_id` is the given id, else the file's name; `published` is ISO 8601 as given, of any precision;
    `title` is what the container gave (it is put as the first line of the document's text when the text
    does not open with it); `furniture` are lines of the text that the container knows to be no part of the
    article: what is printed on every page.
    """

    source_id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    origin: str = ""
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Reads as: these characters are the article's title, its body, or something that is not its own voice."""

    span: CharSpan
    kind: ZoneKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Reads as: an article as read, whole, that never changes.

    `document_id` hashes the text with the given id or URL; `fingerprint` is the text's SHA-256;
    `published` is the date as given by the container (ISO 8601, its precision kept), not one inferred;
    `zones` cover the text from start to end without overlap.
    """

    document_id: str
    source_id: str
    text: str
    fingerprint: str
    language: str
    zones: tuple[Zone, ...]
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None

    def coded_spans(self) -> tuple[CharSpan, ...]:
        """Give the stretches that are the article's own voice, in order."""
        return tuple(zone.span for zone in self.zones if zone.kind in CODED_ZONES)

    def zone_at(self, offset: int) -> ZoneKind:
        """Give the kind of the zone in which a character stands (`body` where no zone was made)."""
        for zone in self.zones:
            if zone.span.start <= offset < zone.span.end:
                return zone.kind
        return "body"

    def evidence(self, start: int, end: int) -> Evidence:
        """Point at the words from `start` to `end`."""
        return Evidence(
            document_id=self.document_id,
            span=CharSpan(start=start, end=end),
            exact=self.text[start:end],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Reads as: this input was not used, for this reason."""

    source_id: str
    reason: RejectionReason
    detail: str
