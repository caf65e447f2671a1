"""Read NewsML-G2, in which agencies send articles with what they know of them; NITF too.

In:  the bytes of a file: one item, or a message of many. Out: a `RawDocument` or a `Rejection` for each article, and
one `Rejection` that counts packages, pictures and the like. Left to `zones`: what each line is to the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from dragoman.errors import ReadError
from dragoman.readers.metadata import normalise_published
from dragoman.readers.newswire.blocks import block_text
from dragoman.readers.newswire.nitf import read_nitf
from dragoman.readers.newswire.trees import attribute, find, told, wanted_elements
from dragoman.readers.streams import ByteStream
from dragoman.records.documents import RawDocument, Rejection

ARTICLES = frozenset(("newsItem", "nitf"))
OTHERS = frozenset(("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"))
TEXT_CLASSES = ("text", "")  # of an item's class: "ninat:text"; pictures and films have captions and no article
TAKEN_BACK = {
    "canceled": "the agency takes it back (canceled)",
    "cancelled": "the agency takes it back (cancelled)",
    "withheld": "the agency holds it back (withheld)",
}
# An archive that is filled anew keeps the day of writing and gives each item the day of filling as its version's.
REFILLED_DAYS = 7


def read_newsml(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read item by item; an item's `guid` is its id, so that a later version supersedes the earlier."""
    passed: Counter[str] = Counter()
    found = False
    for number, element in enumerate(wanted_elements(ByteStream(chunks), ARTICLES | OTHERS), start=1):
        found = True
        place = f"{name}:{number}"
        outcome = _read_nitf(element, place) if element.tag == "nitf" else _read_item(element, place)
        if isinstance(outcome, str):
            passed[outcome] += 1
        else:
            yield outcome
    if passed:
        counted = ", ".join(f"{count:,} {kind}" for kind, count in sorted(passed.items()))
        yield Rejection(source_id=name, reason="passed-over", detail=f"no articles: {counted}")
    if not found:
        raise ReadError("empty", "no news item in it")


def _read_nitf(element: Element, place: str) -> RawDocument | Rejection:
    article = read_nitf(element)
    source_id = article.article_id or place
    if article.is_killed:
        return Rejection(source_id=source_id, reason="withdrawn", detail=TAKEN_BACK["canceled"])
    if not article.text:
        return Rejection(source_id=source_id, reason="empty", detail="no words in its body")
    return RawDocument(
        source_id=source_id,
        origin=place,
        text=article.text,
        title=article.title,
        publisher=article.publisher,
        author=article.author,
        published=article.published,
    )


def _read_item(item: Element, place: str) -> RawDocument | Rejection | str:
    if item.tag in OTHERS:
        return f"{item.tag}s"
    about, content = find(item, "itemMeta"), find(item, "contentMeta")
    kind = _code(find(about, "itemClass"))
    if kind not in TEXT_CLASSES:
        return f"{kind} items"
    source_id = attribute(item, "guid") or place
    if taken_back := _taken_back(about):
        return Rejection(source_id=source_id, reason="withdrawn", detail=taken_back)
    text, inner = _body(find(item, "contentSet"))
    if not text:
        return Rejection(source_id=source_id, reason="empty", detail=_what_instead(find(item, "contentSet")))
    article = read_nitf(inner) if inner is not None else None
    return RawDocument(
        source_id=source_id,
        origin=place,
        text=text,
        title=_headline(content) or (article.title if article else None),
        publisher=_name(find(about, "provider")) or (article.publisher if article else None),
        author=told(find(content, "by")) or _name(find(content, "creator")) or (article.author if article else None),
        published=_published(about, content) or (article.published if article else None),
        language=attribute(find(content, "language"), "tag") or None,
    )


def _taken_back(about: Element | None) -> str | None:
    embargo = find(about, "embargoed")
    if embargo is not None and not told(embargo):
        return "under embargo until further notice"
    return TAKEN_BACK.get(_code(find(about, "pubStatus")))


def _body(contents: Element | None) -> tuple[str, Element | None]:
    """Give the longest text among the forms in which the item carries it, and the NITF that it stands in."""
    found: list[tuple[str, Element | None]] = [("", None)]
    for form in contents if contents is not None else ():
        if form.tag == "inlineData" and attribute(form, "contenttype") in ("text/plain", ""):
            found.append(("\n".join(line.strip() for line in "".join(form.itertext()).strip().split("\n")), None))
        elif form.tag == "inlineXML":
            inner = find(form, "nitf")
            found.append((read_nitf(inner).text, inner) if inner is not None else (block_text(form), None))
    return max(found, key=lambda each: len(each[0]))  # the first of the longest


def _what_instead(contents: Element | None) -> str:
    address = attribute(find(contents, "remoteContent"), "href")
    return f"its text is not in it, but at {address:.200}" if address else "no words in its content"


def _headline(content: Element | None) -> str | None:
    headlines = [each for each in (content if content is not None else ()) if each.tag == "headline"]
    main = [each for each in headlines if attribute(each, "role").rpartition(":")[2] in ("main", "")]
    return next((words for each in (*main, *headlines) if (words := told(each))), None)


def _published(about: Element | None, content: Element | None) -> str | None:
    """Give the day of this version, or of the text where that is much older; not before an embargo ends."""
    version = told(find(about, "versionCreated")) or told(find(about, "firstCreated"))
    written = told(find(content, "contentModified")) or told(find(content, "contentCreated"))
    chosen = written if _days_between(written, version) > REFILLED_DAYS else version or written
    embargo = told(find(about, "embargoed"))
    return embargo if embargo and _days_between(chosen, embargo) > 0 else chosen


def _days_between(first: str | None, second: str | None) -> int:
    days = [normalise_published(each) or "" for each in (first, second)]
    if any(len(day) != len("2024-10-11") for day in days):
        return 0
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days


def _code(element: Element | None) -> str:
    """Give "text" of qcode="ninat:text" or of uri="http://.../ninat/text"."""
    code = attribute(element, "qcode") or attribute(element, "uri").replace("/", ":")
    return code.rpartition(":")[2].casefold()


def _name(element: Element | None) -> str | None:
    name = told(find(element, "name")) or attribute(element, "literal")
    return name or attribute(element, "qcode").rpartition(":")[2] or None
