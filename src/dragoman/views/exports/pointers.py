"""Web Annotation selectors (W3C, 2017): words by their position, and by what they are and stand between.

In:  evidence, and the article's text where it is at hand. Out: selectors; and the way back, from quote to position.
Positions count Unicode code points of the text as the record keeps it, as `dragoman` does everywhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from dragoman.records.spans import CharSpan, Evidence

Json = dict[str, Any]

AROUND = 32  # characters before and after, as the specification's example has; doubled until the words are alone
JOINER = "\N{ZERO WIDTH JOINER}"


def position_selector(span: CharSpan) -> Json:
    """Point by position: first character is 0, end is left out."""
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def quote_selector(exact: str, prefix: str = "", suffix: str = "") -> Json:
    """Point by the words themselves and by what stands around them."""
    around = {name: words for name, words in (("prefix", prefix), ("suffix", suffix)) if words}
    return {"type": "TextQuoteSelector", "exact": exact, **around}


def selectors_of(evidence: Evidence, text: str | None = None) -> list[Json]:
    """Give both selectors; with the text, the quote is made to mean these words and no others."""
    prefix, suffix = around(text, evidence.span) if text is not None else ("", "")
    return [position_selector(evidence.span), quote_selector(evidence.exact, prefix, suffix)]


def around(text: str, span: CharSpan) -> tuple[str, str]:
    """Give as much before and after a span as it takes to tell it from the same words elsewhere in the text."""
    reach = AROUND
    while True:
        start, end = _widen(text, max(0, span.start - reach), back=True), _widen(text, span.end + reach, back=False)
        found = _occurrences(text, text[start:end])
        if next(found) >= 0 and next(found, None) is None:
            return text[start : span.start], text[span.end : end]
        reach *= 2


def find_quote(text: str, selector: Json) -> CharSpan | None:
    """Find the words of a quote selector in a text; None where they are not there, or there twice."""
    prefix, exact, suffix = selector.get("prefix", ""), selector["exact"], selector.get("suffix", "")
    found = list(_occurrences(text, f"{prefix}{exact}{suffix}"))
    if len(found) != 1:
        return None
    start = found[0] + len(prefix)
    return CharSpan(start=start, end=start + len(exact))


def _occurrences(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _widen(text: str, offset: int, *, back: bool) -> int:
    """Move an offset out of the middle of a grapheme: no accent is left without its letter."""
    offset = min(offset, len(text))
    while 0 < offset < len(text) and (
        unicodedata.combining(text[offset])
        or unicodedata.category(text[offset]) in ("Mn", "Me", "Mc")
        or JOINER in (text[offset], text[offset - 1])
        or text[offset - 1 : offset + 1] == "\r\n"
    ):
        offset += -1 if back else 1
    return offset
