"""Read XML of strangers element by element: nothing outside is fetched, no entity grows, nothing is nested too deep.

In:  a stream of bytes, and the names of the elements that are wanted. Out: those elements, whole, one at a time.
Left to the formats: what the elements mean.
"""

from __future__ import annotations

import html.entities
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from dragoman.errors import ReadError
from dragoman.readers.streams import ByteStream

MOST_DEPTH = 200  # a page of XHTML has some twenty
MOST_ELEMENTS = 50_000  # within one item; a long article has a thousand
MOST_ITEM_BYTES = 24_000_000  # from the start of one item to the start of the next


def wanted_elements(stream: ByteStream, wanted: frozenset[str]) -> Iterator[Element]:
    """Give each outermost wanted element when it is whole, names without their namespaces; then it is forgotten.

    ReadError where the file is not well-formed, or asks for more than is given: what was before it has been given.
    """
    depth = inside = elements = 0
    item = _Item(stream)
    ancestors: list[Element] = []
    try:
        for event, element in _events(item):
            if event == "start":
                depth += 1
                elements += 1
                element.tag = local_name(element.tag)
                inside += element.tag in wanted
                ancestors.append(element)
                if depth > MOST_DEPTH:
                    raise ReadError("unreadable", f"nested more than {MOST_DEPTH} deep")
                if elements > MOST_ELEMENTS:
                    raise ReadError("too-long", f"an item of more than {MOST_ELEMENTS:,} elements")
                continue
            depth -= 1
            ancestors.pop()
            is_wanted = element.tag in wanted
            inside -= is_wanted
            if is_wanted and not inside:
                yield element
                elements, item.start = 0, stream.position
            if not inside and ancestors:
                ancestors[-1].remove(element)
    except ParseError as error:
        raise ReadError("unreadable", f"not well-formed XML: {error}") from error
    except DefusedXmlException as error:
        raise ReadError("unreadable", f"it declares entities, which are refused: {error!s:.100}") from error
    except (ValueError, LookupError, RecursionError) as error:
        raise ReadError("unreadable", f"not XML that can be read: {error!s:.200}") from error


class _Item:
    """A stream from which one item takes no more than its share: words without an element pile up unseen."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        self.start = stream.position

    def read(self, size: int) -> bytes:
        if self._stream.position - self.start > MOST_ITEM_BYTES:
            raise ReadError("too-long", f"an item of more than {MOST_ITEM_BYTES:,} bytes")
        return self._stream.read(size)


def _events(stream: _Item) -> Iterator[tuple[str, Any]]:
    parser = defusedxml.ElementTree.DefusedXMLParser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.entity.update({name.rstrip(";"): text for name, text in html.entities.html5.items() if name.endswith(";")})
    yield from defusedxml.ElementTree.iterparse(stream, events=("start", "end"), parser=parser)


def local_name(tag: object) -> str:
    """Give the name of an element without its namespace; "" for comments and instructions."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def find(element: Element | None, *path: str) -> Element | None:
    """Give the first element on a path of names below one; None where there is none."""
    found = element
    for name in path:
        found = next((child for child in found if child.tag == name), None) if found is not None else None
    return found


def told(element: Element | None) -> str | None:
    """Give the words in an element on one line; None where there are none."""
    if element is None:
        return None
    return " ".join("".join(element.itertext()).split()) or None


def attribute(element: Element | None, name: str) -> str:
    """Give an attribute without white space around it; "" where it is not there."""
    return (element.get(name) or "").strip() if element is not None else ""
