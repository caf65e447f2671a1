"""Give the words of an article's body in XHTML or NITF, with a line for each block.

In:  an element, names without namespaces. Out: text; captions stand on lines of their own, where they stand.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

# of XHTML and of NITF
BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "block", "body", "body.content", "body.end", "bq", "br", "byline",
     "caption", "col", "credit", "dd", "dateline", "div", "dl", "dt", "fn", "footer", "figcaption", "figure", "h1",
     "h2", "h3", "h4", "h5", "h6", "header", "hl1", "hl2", "hedline", "hr", "li", "media", "media-caption",
     "media-producer", "nitf-table", "note", "ol", "p", "pre", "section", "table", "tagline", "tbody", "td", "tfoot",
     "th", "thead", "tr", "ul")
)  # fmt: skip
UNSEEN = frozenset(
    ("script", "style", "head", "media-metadata", "media-object", "media-reference", "nitf-table-metadata")
)


def block_text(element: Element) -> str:
    """Give the text of an element; white space within a block counts for one space."""
    pieces: list[str] = []
    _gather(element, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _gather(element: Element, pieces: list[str]) -> None:
    # No deeper than `trees.MOST_DEPTH`.
    if isinstance(element.tag, str) and element.tag not in UNSEEN:
        is_block = element.tag in BLOCKS
        pieces.append("\n" if is_block else "")
        pieces.append(_plain(element.text))
        for child in element:
            _gather(child, pieces)
            pieces.append(_plain(child.tail))
        pieces.append("\n" if is_block else "")


def _plain(text: str | None) -> str:
    return " ".join(text.split("\n")) if text else ""
