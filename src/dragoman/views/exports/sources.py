"""Where a record's facts stand: its articles, and which of them an event rests on.

In:  a view. Out: what an export cites of each article, by id; texts only where asked for, one at a time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.records.entities import Event
from dragoman.records.spans import Evidence
from dragoman.records.times import Interval
from dragoman.store.base import EVERYTHING, KeptDocument, View
from dragoman.views.exports.files import web_address

KEPT_TEXTS = 64  # articles whose text is held at one time: neighbours in time share articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Reads as: an article is cited so. `url` is an http(s) address or None."""

    document_id: str
    source_id: str
    title: str | None
    publisher: str | None
    author: str | None
    url: str | None
    language: str
    sha256: str
    published: Interval

    @property
    def address(self) -> str:
        """Give the URL, else a URN made of the id."""
        return self.url or document_urn(self.document_id)

    @property
    def credit(self) -> str:
        """Name the article in a line: publisher, title, day; its given name where it has neither."""
        named = [part for part in (self.publisher, self.title) if part] or [self.source_id]
        return ", ".join([*named, *([self.published.value] if self.published.value else [])])


def document_urn(document_id: str) -> str:
    """Name an article that has no address on the web."""
    return f"urn:dragoman:document:{document_id}"


def build_source(kept: KeptDocument) -> Source:
    """Take of an article what is cited."""
    document = kept.document
    return Source(
        document_id=document.document_id,
        source_id=document.source_id,
        title=document.title,
        publisher=document.publisher,
        author=document.author,
        url=web_address(document.url),
        language=document.language,
        sha256=document.fingerprint,
        published=kept.published.interval,
    )


def load_sources(view: View) -> Mapping[str, Source]:
    """Load the articles of a record, without their texts, by id."""
    return {kept.document.document_id: build_source(kept) for kept in view.documents(EVERYTHING)}


def iter_evidence(event: Event) -> Iterator[Evidence]:
    """Give the words that an event rests on, in the order of its claims."""
    for claim in event.claims:
        yield claim.evidence
        yield from claim.support


def cited(event: Event, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """Give the articles that an event rests on, in the order of its claims, each once."""
    ids = dict.fromkeys(evidence.document_id for evidence in iter_evidence(event))
    return tuple(sources[document_id] for document_id in ids if document_id in sources)


def anchor_of(event: Event, sources: Mapping[str, Source]) -> Source | None:
    """Give the article in which the event was told first."""
    return next(iter(cited(event, sources)), None)


class Texts:
    """The texts of a record's articles, the latest few kept at hand."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._kept: OrderedDict[str, str] = OrderedDict()

    def text_of(self, document_id: str) -> str | None:
        """Give an article's text; None where the record does not hold it."""
        if document_id in self._kept:
            self._kept.move_to_end(document_id)
            return self._kept[document_id]
        kept = self._view.document(document_id)
        if kept is None:
            return None
        self._kept[document_id] = kept.document.text
        while len(self._kept) > KEPT_TEXTS:
            self._kept.popitem(last=False)
        return kept.document.text


def join_names(names: Iterable[str | None]) -> str:
    """Join what is known, each once, in order."""
    return "; ".join(dict.fromkeys(name for name in names if name))
