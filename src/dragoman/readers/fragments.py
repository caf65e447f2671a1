"""Give the words of a piece of HTML that is the article itself, with a line for each block.

In:  a tree, or markup as feeds, mails and agencies carry it. Out: text. What a browser does not show is left out.
Left to `webpage`: whole pages, where the article must first be found.
"""

from __future__ import annotations

import re
from typing import Any

import lxml.etree
import lxml.html

from dragoman.errors import ReadError

BLOCKS = ("address", "article", "blockquote", "br", "dd", "div", "dt", "figcaption", "footer", "h1", "h2", "h3", "h4",
          "h5", "h6", "header", "hr", "li", "p", "pre", "section", "table", "td", "th", "tr", "ul", "ol")  # fmt: skip
UNSEEN = ("script", "style", "noscript", "template", "iframe", "svg", "head", "nav", "button", "select")
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
XML_OPENING = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")  # lxml refuses a text that names its encoding
FAULTS = (ValueError, TypeError, AttributeError, RecursionError, lxml.etree.LxmlError)


def visible_text(tree: Any) -> str:
    """Give the text of a tree of lxml, which is changed by it."""
    for element in list(tree.iter(*UNSEEN, lxml.etree.Comment)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter(*BLOCKS):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "") if element.tag != "br" else element.text
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def fragment_text(markup: str) -> str:
    """Give the text of some markup; "" where there is none. ReadError where it cannot be taken apart."""
    clean = NO_XML.sub(" ", XML_OPENING.sub("", markup))
    if not clean.strip():
        return ""
    try:
        return visible_text(lxml.html.fragment_fromstring(clean, create_parent="div"))
    except FAULTS as error:
        raise ReadError("unreadable", f"its markup cannot be taken apart: {error!r:.200}") from error
