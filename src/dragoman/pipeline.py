"""The write path: the only file that knows all rooms from `readers` to `store`.

In:  paths, a parser, a store. Out: `Annotations` or `Rejection`s one by one; a record brought up to date.
Left to `executors`: on how many processes. Left to `api` and `cli`: what a person sees of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.errors import DocumentError
from dragoman.extract.registry import annotate
from dragoman.lexicons.load.files import fingerprint
from dragoman.nlp.parse import Parser
from dragoman.readers.folder import read_paths
from dragoman.readers.zones import zone
from dragoman.records.documents import Document, RawDocument, Rejection
from dragoman.records.mentions import Annotations, Outcome
from dragoman.records.spans import make_id
from dragoman.resolve.blocking import block_keys
from dragoman.resolve.resolution import resolve_documents
from dragoman.store.base import StoredDocument, Writer

log = logging.getLogger(__name__)

EXTRACTORS_VERSION = "1"  # raised when extractors change what they find, so that a build reads documents again
MAX_WORDS = 60_000  # a parse of so many takes about 15 s and 1 GB; longer texts are no articles

Versions = tuple[tuple[str, str], ...]


@dataclass(slots=True, kw_only=True)
class BuildSummary:
    """What a build did, for its last lines: filled while it runs."""

    read: int = 0
    known: int = 0
    added: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    resolved_blocks: int = 0


def read_documents(paths: Sequence[str]) -> Iterator[Document | Rejection]:
    """Read and zone everything at the paths, in a fixed order; UsageError where a path cannot be read at all."""
    for raw in read_paths(paths):
        yield raw if isinstance(raw, Rejection) else zone_document(raw)


def zone_document(raw: RawDocument) -> Document | Rejection:
    """Zone one text; too long a one is rejected before anything heavy is done with it."""
    document = zone(raw)
    if isinstance(document, Document) and document.text.count(" ") > MAX_WORDS:
        return Rejection(
            source_id=raw.source_id,
            reason="too-long",
            detail=f"{document.text.count(' ')} words; the limit is {MAX_WORDS}: split it into articles",
        )
    return document


def versions_of(parser: Parser) -> Versions:
    """Say what annotations were made with: a document made by others is read again."""
    return (("extractors", EXTRACTORS_VERSION), ("lexicons", fingerprint()), ("pipeline", parser.version))


def annotate_document(parser: Parser, document: Document, versions: Versions) -> Outcome:
    """Parse and extract one document; whatever is wrong with it becomes a Rejection."""
    try:
        return annotate(parser.parse_one(document), versions)
    except DocumentError as error:
        log.info("document %s rejected: %s", document.document_id, error.reason)
        return Rejection(source_id=document.source_id, reason=error.reason, detail=error.detail)


def skip_known(
    documents: Iterable[Document | Rejection], writer: Writer, versions: Versions, summary: BuildSummary, *, batch: int
) -> Iterator[Document]:
    """Give the documents that the record does not hold yet; count and keep the rejections."""
    waiting: list[Document] = []
    for each in documents:
        summary.read += 1
        if isinstance(each, Rejection):
            summary.rejections.append(each)
            continue
        waiting.append(each)
        if len(waiting) >= batch:
            yield from _unknown(waiting, writer, versions, summary)
            waiting = []
    yield from _unknown(waiting, writer, versions, summary)


def _unknown(
    documents: list[Document], writer: Writer, versions: Versions, summary: BuildSummary
) -> Iterator[Document]:
    known = writer.known((document.document_id for document in documents), versions=versions)
    seen: set[str] = set()
    for document in documents:
        if document.document_id in known or document.document_id in seen:
            summary.known += 1
            continue
        seen.add(document.document_id)
        yield document


def keep_outcomes(
    outcomes: Iterable[Outcome], writer: Writer, summary: BuildSummary, *, batch: int, tick: Callable[[], None]
) -> None:
    """Keep annotated documents, a transaction a batch: a run that is killed leaves whole documents only."""
    waiting: list[StoredDocument] = []
    for outcome in outcomes:
        tick()
        if isinstance(outcome, Rejection):
            summary.rejections.append(outcome)
            continue
        waiting.append(_stored(outcome))
        if len(waiting) >= batch:
            writer.add(waiting)
            summary.added += len(waiting)
            waiting = []
    if waiting:
        writer.add(waiting)
        summary.added += len(waiting)


def _stored(annotations: Annotations) -> StoredDocument:
    document = annotations.document
    keys = [f"url:{document.url}"] if document.url else []
    # A file's name is no key: 1.txt of two folders are two articles. Only a given id went into the document's own.
    if document.document_id == make_id("document", document.fingerprint, document.source_id):
        keys.append(f"id:{document.source_id}")
    return StoredDocument(annotations=annotations, keys=tuple(keys), block_keys=block_keys(annotations))


def resolve_dirty(writer: Writer, summary: BuildSummary) -> None:
    """Resolve again every block that changed, with all blocks that its documents touch, in turn.

    So a build in many parts equals a build in one: what was fused is never patched, always made anew from the
    mentions.
    """
    while True:
        dirty = writer.dirty_blocks()
        if not dirty:
            return
        as_of = writer.revision()
        blocks, document_ids = _closure(writer, dirty)
        loaded = writer.load_annotations(document_ids, with_text=False)
        resolution = resolve_documents(tuple(loaded), writer.decisions())
        if writer.replace(blocks, resolution, as_of=as_of):
            summary.resolved_blocks += len(blocks)


def _closure(writer: Writer, dirty: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give all blocks and documents that hang together with the dirty blocks."""
    blocks = set(writer.linked_blocks(dirty))
    document_ids: set[str] = set()
    fresh = set(blocks)
    while fresh:
        reached = {member.document_id for member in writer.block_members(sorted(fresh))} - document_ids
        document_ids |= reached
        fresh = {member.block_key for member in writer.blocks_of(sorted(reached))} - blocks
        fresh = set(writer.linked_blocks(sorted(fresh))) - blocks if fresh else set()
        blocks |= fresh
    return tuple(sorted(blocks)), tuple(sorted(document_ids))
