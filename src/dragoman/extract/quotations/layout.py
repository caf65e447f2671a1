"""Where things stand in a document that is read for quotations: sentences, paragraphs, quoted stretches.

In:  a `Parsed`. Out: a `Layout` that answers for a token or a character in logarithmic time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.extract.quotations.marks import Quoted, read_marks
from dragoman.nlp.parse import Parsed
from dragoman.records.documents import Document

_TRAILING = " \t\n\r\xa0 ,;:.–—-"
_LEADING = " \t\n\r\xa0 ,;:–—-."
# "BEIJING/DUBAI, March 10, 2023 (Agency) - ", "New York (Agency) – ": never a part of what is said
_DATELINE = re.compile(
    r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’/ -]{2,40}(?:, [^\n()–—]{2,40})?(?: ?\([^()\n]{2,30}\))?"
    r"|[A-ZÀ-Þ][\w.'’]+(?: [A-ZÀ-Þ][\w.'’]+){0,2}(?:, [^\n()–—]{2,40})? \([^()\n]{2,30}\)) ?(?:-{1,2}|–|—) ",
    re.MULTILINE,
)
_NEAR = 300  # characters of a speaker's name and office between a quotation and its verb
_CLOSERS = "”\"’'»"


@dataclass(frozen=True, slots=True)
class Layout:
    """Reads as: the parse with its sentences, and the outermost quoted stretches in order.

    `sentence_starts` are token indexes; `offsets` the character at which each token begins.
    """

    doc: Doc
    text: str
    offsets: tuple[int, ...]
    sentence_starts: tuple[int, ...]
    stretches: tuple[Quoted, ...]
    stretch_starts: tuple[int, ...]
    datelines: tuple[tuple[int, int], ...]

    def sentence(self, index: int) -> tuple[int, int]:
        """Give the tokens [start, end) of the sentence in which a token stands."""
        at = bisect_right(self.sentence_starts, index) - 1
        end = self.sentence_starts[at + 1] if at + 1 < len(self.sentence_starts) else len(self.doc)
        return self.sentence_starts[at], end

    def token_at(self, offset: int) -> int:
        """Give the index of the token in which a character stands, the one before it where none does."""
        return max(0, bisect_right(self.offsets, offset) - 1)

    def end_of(self, index: int) -> int:
        """Give the character after a token."""
        return self.offsets[index] + len(self.doc[index])

    def stretch_at(self, offset: int) -> Quoted | None:
        """Give the outermost quoted stretch that holds a character."""
        at = bisect_right(self.stretch_starts, offset) - 1
        if at >= 0 and self.stretches[at].start <= offset < self.stretches[at].end:
            return self.stretches[at]
        return None

    def stretches_between(self, start: int, end: int) -> tuple[Quoted, ...]:
        """Give the outermost stretches that begin from `start` up to, not including, `end`."""
        return self.stretches[bisect_left(self.stretch_starts, start) : bisect_left(self.stretch_starts, end)]

    def is_quoted(self, token: Token) -> bool:
        """Tell whether a token stands inside quotation marks."""
        return self.stretch_at(self.offsets[token.i]) is not None

    def follows_quote(self, token: Token) -> bool:
        """Tell whether a token stands outside quotation marks, not far after some."""
        offset = self.offsets[token.i]
        at = bisect_right(self.stretch_starts, offset) - 1
        return at >= 0 and 0 <= offset - self.stretches[at].end < _NEAR

    def snap(self, start: int, end: int) -> tuple[int, int]:
        """Widen characters so that no quoted stretch is cut: it is held whole, with its marks."""
        first = self.stretch_at(start)
        last = self.stretch_at(end - 1) if end > start else None
        # what lies within one stretch stays within it
        if first is not None and first is last and (start, end) != (first.start, first.end):
            return self._within(first, start, end)
        if first is not None:
            start = min(start, first.start)
        if last is not None:
            end = max(end, last.end)
        return start, end

    def _within(self, stretch: Quoted, start: int, end: int) -> tuple[int, int]:
        inner_end = stretch.end - 1
        if start <= stretch.inner_start + 1 or end >= inner_end - 1:
            return stretch.start, stretch.end
        return start, end

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Strip blanks, commas and stops that belong to the sentence, not to the words; keep those in quotes."""
        text = self.text
        at = bisect_right(self.datelines, (start, len(text))) - 1
        if at >= 0 and self.datelines[at][0] <= start < self.datelines[at][1]:
            start = min(end, self.datelines[at][1])
        while start < end and text[start] in _LEADING and not text.startswith("...", start):
            start += 1
        while end > start and text[end - 1] in _TRAILING:
            if text[end - 1] == "." and (text[end : end + 1] == "," or _is_abbreviation(text, end)):
                break  # "Senator Ann Lee, D-Wyo., said": no sentence ends before a comma
            end -= 1
        return start, end


def _is_abbreviation(text: str, end: int) -> bool:
    """Tell the stop of "U.S." and of "..." from the stop of a sentence."""
    before = text[max(0, end - 4) : end]
    return before.endswith("...") or (len(before) >= 4 and before[-3] == "." and before[-2].isupper())


def _datelines(document: Document) -> tuple[tuple[int, int], ...]:
    """Give the datelines: as zoned, and "KYIV, May 3 (Agency) - " at the head of a line."""
    zoned = [(zone.span.start, zone.span.end) for zone in document.zones if zone.kind == "dateline"]
    return tuple(sorted({*zoned, *(match.span() for match in _DATELINE.finditer(document.text))}))


def lay_out(parsed: Parsed) -> Layout:
    """Read the layout of a parsed document."""
    doc = parsed.doc
    stretches = tuple(each for each in read_marks(parsed.document.text) if each.depth == 0)
    return Layout(
        doc=doc,
        text=parsed.document.text,
        offsets=parsed.starts,
        sentence_starts=tuple(sent.start for sent in doc.sents),
        stretches=stretches,
        stretch_starts=tuple(each.start for each in stretches),
        datelines=_datelines(parsed.document),
    )
