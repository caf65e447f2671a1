"""What a report is, whatever it is about and however it is printed: sections of sentences, entries, charts, tables.

In:  nothing but records. Out: frozen records without a word of HTML: `html_page`, `markdown` and `pdf_pages` are three
printings of the same. Every text is as it is to be read; who prints it escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.records.vocabulary import Status

SubjectKind = Literal["pair", "actor", "agreement", "period"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Reads as: these words, resting on these footnotes; `target` is the anchor of what they speak of, or empty."""

    text: str
    notes: tuple[int, ...] = ()
    target: str = ""


Sentence = tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Reads as: a paragraph of sentences."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Reads as: printed in this source, where its excerpt has this anchor; `label` names publisher and date.

    An article that the record no longer holds has source 0 and no anchor.
    """

    source: int
    anchor: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Reads as: these very words, printed here and there."""

    words: str
    printed: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Reads as: on this date (`lead`), in this status, this (`heading`), as these words say.

    `status` is None of what is no event. `parts` are the stages of an agreement, the sides of a contradiction.
    """

    anchor: str
    lead: str
    heading: str
    lead_note: str = ""
    status: Status | None = None
    label: str = ""
    note: str = ""
    quotes: tuple[Quote, ...] = ()
    asides: tuple[Phrase, ...] = ()
    parts: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryList:
    """Reads as: these entries, in this order; `style` is how they are set: by date, as lives, or side by side."""

    entries: tuple[Entry, ...]
    style: Literal["timeline", "lives", "sides", "statements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Reads as: in this period so much up and down; these events are behind it."""

    period: str
    up: float
    down: float
    net: float
    events: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Reads as: bars up and down by period, with what they mean; `net` draws their sum as a line."""

    title: str
    caption: str
    up: str
    down: str
    bars: tuple[Bar, ...]
    net: bool
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Reads as: a row of a table, with the words that it rests on."""

    cells: tuple[str, ...]
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Reads as: rows under these headings; the last heading is of the words."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


Block = Prose | EntryList | Chart | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Reads as: under this title, after these words of introduction, this."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """Reads as: this footnote gives these very words, printed there."""

    number: int
    words: str
    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Reads as: words quoted from a source; `gap` says that something stands between them and the ones before."""

    anchor: str
    words: str
    gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Reads as: an article, and all that the report quotes of it; `share` (0..1) is how much of it that is."""

    number: int
    document_id: str
    title: str
    byline: str
    dated: str
    url: str | None
    terms: str
    excerpts: tuple[Excerpt, ...]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Reads as: a report about this subject: its sections, footnotes, sources, and on what terms.

    `kicker` says what kind of report it is, `standfirst` what it rests on, `colophon` how it was made.
    """

    kind: SubjectKind
    kicker: str
    title: str
    standfirst: str
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    sources: tuple[Source, ...]
    terms: tuple[str, ...]
    colophon: str
