"""Read NITF, the markup in which agencies send articles, alone or inside NewsML.

In:  a `nitf` element. Out: a `NitfArticle`: headline, byline, date, body.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from dragoman.readers.newswire.blocks import block_text
from dragoman.readers.newswire.trees import attribute, find, told


@dataclass(frozen=True, slots=True, kw_only=True)
class NitfArticle:
    """Reads as: the article has this text, its dateline on a line before it; None is what is not told.

    `is_killed` where the agency takes it back.
    """

    text: str
    article_id: str | None
    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    is_killed: bool


def read_nitf(element: Element) -> NitfArticle:
    """Read the element; what is told twice is taken from the article before the file's head."""
    head, body = find(element, "head"), find(element, "body")
    data = find(head, "docdata")
    above = find(body, "body.head")
    lines = [_dateline(above), _part(body, "body.content"), _part(body, "body.end")]
    return NitfArticle(
        text="\n".join(line for line in lines if line),
        article_id=attribute(find(data, "doc-id"), "id-string"),
        title=_title(above, head),
        author=_author(above),
        publisher=_publisher(above, data, head),
        published=_published(above, data, head),
        is_killed=attribute(data, "management-status") in ("canceled", "cancelled", "killed")
        or attribute(find(data, "ed-msg"), "info").casefold().startswith("kill"),
    )


def _title(above: Element | None, head: Element | None) -> str | None:
    headline = told(find(above, "hedline", "hl1"))
    return headline or told(find(head, "title"))


def _dateline(above: Element | None) -> str | None:
    return told(find(above, "dateline"))


def _author(above: Element | None) -> str | None:
    byline = find(above, "byline")
    person = find(byline, "person")
    return told(person) or told(byline)


def _publisher(above: Element | None, data: Element | None, head: Element | None) -> str | None:
    publication = attribute(find(head, "pubdata"), "name")
    distributor = told(find(above, "distributor"))
    holder = attribute(find(data, "doc.copyright"), "holder")
    return publication or distributor or holder or None


def _published(above: Element | None, data: Element | None, head: Element | None) -> str | None:
    witnesses = (
        attribute(find(data, "date.release"), "norm"),
        attribute(find(data, "date.issue"), "norm"),
        attribute(find(head, "pubdata"), "date.publication"),
        attribute(find(above, "dateline", "story.date"), "norm"),
    )
    return next((each for each in witnesses if each), None)


def _part(body: Element | None, name: str) -> str:
    part = find(body, name)
    return block_text(part) if part is not None else ""
