"""The write path: the only file that knows all rooms from `readers` to `store`.

In:  paths, a parser, a store. Out: `Annotations` or `Rejection`s one by one; a record brought up to date.
Left to `executors`: on how many processes. Left to `api` and `cli`: what a person sees of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.errors import DocumentError, UsageError
from dragoman.extract.registry import annotate
from dragoman.lexicons.load.files import fingerprint
from dragoman.nlp.parse import Parser
from dragoman.readers.folder import read_paths
from dragoman.readers.zones import zone
from dragoman.records.decisions import Decision, Judgement, find_setting_problem, named_mentions, stand
from dragoman.records.documents import Document, RawDocument, Rejection
from dragoman.records.entities import Contradiction
from dragoman.records.ids import decision_id as make_decision_id
from dragoman.records.ids import document_id
from dragoman.records.mentions import Annotations, Outcome
from dragoman.records.moments import make_later
from dragoman.resolve.blocking import block_keys, reached_blocks
from dragoman.resolve.resolution import resolve_parts
from dragoman.store.base import KeptDecision, StoredDocument, View, Writer

log = logging.getLogger(__name__)

EXTRACTORS_VERSION = "3"  # raised when extractors change what they find, so that a build reads documents again
MAX_WORDS = 60_000  # a parse of so many takes about 15 s and 1 GB; longer texts are no articles
BLOCKS_AT_A_TIME = 2_000  # dirty blocks resolved in one transaction, some hundred articles with all that hang together
REBUILD_BATCH = 200  # articles added in one transaction in memory

Versions = tuple[tuple[str, str], ...]


@dataclass(slots=True, kw_only=True)
class BuildSummary:
    """What a build did, for its last lines: filled while it runs."""

    read: int = 0
    known: int = 0
    added: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    resolved_blocks: int = 0
    resolved_documents: int = 0
    unapplied: tuple[KeptDecision, ...] = ()


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
    outcomes: Iterable[Outcome],
    writer: Writer,
    summary: BuildSummary,
    *,
    batch: int,
    tick: Callable[[], None],
    added_at: str,
) -> None:
    """Keep annotated documents, a transaction a batch: a run that is killed leaves whole documents only."""
    waiting: list[StoredDocument] = []
    for outcome in outcomes:
        tick()
        if isinstance(outcome, Rejection):
            summary.rejections.append(outcome)
            continue
        waiting.append(replace(store_form(outcome), added_at=added_at))
        if len(waiting) >= batch:
            writer.add(waiting)
            summary.added += len(waiting)
            waiting = []
    if waiting:
        writer.add(waiting)
        summary.added += len(waiting)


def store_form(annotations: Annotations) -> StoredDocument:
    """Give a document as the store keeps it: under the keys it goes by outside, its mentions in their blocks."""
    document = annotations.document
    keys = [f"url:{document.url}"] if document.url else []
    # A file's name is no key: 1.txt of two folders are two articles. Only a given id went into the document's own.
    if document.document_id == document_id(document.fingerprint, document.source_id):
        keys.append(f"id:{document.source_id}")
    return StoredDocument(annotations=annotations, keys=tuple(keys), block_keys=block_keys(annotations))


def resolve_dirty(writer: Writer, summary: BuildSummary) -> None:
    """Resolve again every block that changed, with all blocks that its documents touch, in turn.

    So a build in many parts equals a build in one: what was fused is never patched, always made anew from the
    mentions. Blocks that do not hang together are resolved, and kept, each by itself.
    """
    while True:
        dirty = writer.dirty_blocks(limit=BLOCKS_AT_A_TIME)
        if not dirty:
            return
        as_of = writer.revision()
        blocks, members = _closure(writer, dirty)
        loaded = tuple(writer.load_annotations(members, with_text=False))
        here = {event.mention_id for annotations in loaded for event in annotations.events}
        # what names nothing here is another closure's matter, which alone can say whether it can be applied
        decisions = [each for each in stand(writer.decisions()) if not here.isdisjoint(named_mentions(each))]
        parts = resolve_parts(loaded, decisions)
        groups = [(_group_blocks(part.document_ids, members), part.resolution) for part in parts]
        if writer.replace_parts(groups, blocks, as_of=as_of):
            summary.resolved_blocks += len(blocks)
            summary.resolved_documents += len(members)


def _closure(writer: Writer, dirty: Sequence[str]) -> tuple[tuple[str, ...], dict[str, set[str]]]:
    """Give all blocks that hang together with the dirty ones, and their documents with the blocks of each."""
    blocks = set(writer.linked_blocks(dirty))
    members: dict[str, set[str]] = {}
    fresh = blocks
    while fresh:
        near = sorted(reached_blocks(fresh))
        reached = {member.document_id for member in writer.block_members(near)} - members.keys()
        for member in writer.blocks_of(sorted(reached)):
            members.setdefault(member.document_id, set()).add(member.block_key)
        fresh = {key for document_id in reached for key in members[document_id]} - blocks
        fresh = set(writer.linked_blocks(sorted(fresh))) - blocks if fresh else set()
        blocks = blocks | fresh
    return tuple(sorted(blocks)), members


def _group_blocks(document_ids: Iterable[str], members: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Give the blocks that these documents, and no others, stand in: what came of them came of these."""
    keys = {key for document_id in document_ids for key in members[document_id]}
    return tuple(sorted(key for key in keys if key in reached_blocks(keys)))


def rebuild(view: View, writer: Writer, moment: str) -> None:
    """Build in an empty record what the view's record held at that moment, of the articles that it still holds.

    The articles that had come by then, as they are annotated today and in the order in which they came, and the
    decisions that had been made: resolved from the start, as any build is.
    """
    waiting: list[StoredDocument] = []
    for stored in view.stored(moment):
        waiting.append(stored)
        if len(waiting) >= REBUILD_BATCH:
            writer.add(waiting)
            waiting = []
    writer.add(waiting)
    for decision in view.decisions():
        if decision.decided_at <= moment:
            writer.decide(decision)
    resolve_dirty(writer, BuildSummary())


def make_decision(view: View, judgement: Judgement, now: str) -> tuple[Decision, tuple[str, ...]]:
    """Make a decision that names mentions or claims of what an analyst named, and say what was made of it.

    It is dated `now`, or just after the latest decision. UsageError where it would change nothing, or where what
    it names is not in the record.
    """
    kept = view.kept_decisions()
    decided_at = make_later(now, kept[-1].decision.decided_at if kept else None)
    by = _read_words(judgement.by, "author")
    if judgement.kind == "undo":
        return _make_undo(kept, judgement, by, decided_at), ()
    field, value = _read_setting(judgement)
    pairs, notes = _find_subjects(view, judgement)
    _refuse_idle(view, judgement, sorted(pairs.values()))
    subjects = tuple(sorted(pairs))
    return Decision(
        decision_id=make_decision_id(judgement.kind, subjects, (field, value), by, decided_at),
        kind=judgement.kind,
        subjects=subjects,
        field=field,
        value=value,
        by=by,
        decided_at=decided_at,
        mention_ids=tuple(pairs[each] for each in subjects),
    ), tuple(notes)


def _read_words(words: str | None, what: str) -> str:
    read = " ".join((words or "").split())
    if not read or not read.isprintable():
        raise UsageError(f"{words!r} is no {what}")
    return read


def _read_setting(judgement: Judgement) -> tuple[str | None, str | None]:
    if judgement.kind != "set":
        return None, None
    field, value = judgement.field, _read_words(judgement.value, "value")
    if field == "event_type":
        value = value.upper()
    elif field == "status":
        value = value.lower()
    problem = find_setting_problem(field, value)
    if problem is not None:
        raise UsageError(problem)
    return field, value


def _make_undo(kept: Sequence[KeptDecision], judgement: Judgement, by: str, decided_at: str) -> Decision:
    target = next((each for each in kept if judgement.names == (each.decision.decision_id,)), None)
    if target is None:
        raise UsageError(f"no decision {' '.join(judgement.names)!r}; 'dragoman decide list' lists them")
    undoes = target.decision.decision_id
    if target.undone_by is not None:
        raise UsageError(f"{undoes} was undone already; undo {target.undone_by} to have it back")
    return Decision(
        decision_id=make_decision_id("undo", (undoes,), (), by, decided_at),
        kind="undo",
        subjects=(),
        field=None,
        value=None,
        by=by,
        decided_at=decided_at,
        undoes=undoes,
        mention_ids=named_mentions(target.decision),
    )


def _find_subjects(view: View, judgement: Judgement) -> tuple[dict[str, str], list[str]]:
    """Give the mentions (of `reject`: or claims) that are meant, each with its mention; tell what stands for what."""
    pairs: dict[str, str] = {}
    notes: list[str] = []
    for name in dict.fromkeys(judgement.names):
        named = view.named(name)
        if named is None:
            raise UsageError(
                f"no event, mention or claim has the id {name!r}; 'dragoman show EVENT_ID' lists those of an event"
            )
        if named.kind == "contradiction" and judgement.kind != "accept":
            raise UsageError(f"{name} is a contradiction: accept it, or decide about the events that it is about")
        found = dict(named.pairs)
        if named.kind == "claim" and judgement.kind != "reject":
            found = {each: each for each in found.values()}
        pairs |= found
        if list(found) != [name]:
            now = f" (now {named.event_id})" if named.kind == "event" and named.event_id != name else ""
            noun = "mention" if len(found) == 1 else "mentions"
            notes.append(f"{named.kind} {name}{now} stands for its {len(found)} {noun}: {', '.join(sorted(found))}")
    return pairs, notes


def _refuse_idle(view: View, judgement: Judgement, mention_ids: Sequence[str]) -> None:
    """Refuse what would change nothing, and say what would."""
    homes = view.homes(mention_ids)
    if judgement.kind == "accept":
        _refuse_second_acceptance(view, mention_ids)
    contradictions = {each for each in judgement.names if isinstance(view.find(each), Contradiction)}
    rejected = sorted(set(mention_ids) - homes.keys() - contradictions)
    if rejected:
        raise UsageError(f"{', '.join(rejected)}: in no event, since a decision rejects it; undo that decision first")
    if judgement.kind == "merge" and len(set(homes.values())) < 2:
        raise UsageError("merge takes ids of two events or more, or of mentions or claims of theirs; this is one event")
    if judgement.kind == "split":
        for event_id in sorted(set(homes.values())):
            event = view.event(event_id)
            if event is not None and set(event.mention_ids) <= set(mention_ids):
                told = (
                    f"{claim.mention_id} (“{claim.evidence.exact}” in {claim.evidence.document_id})"
                    for claim in event.claims
                    if claim.field == "event_type"
                )
                raise UsageError(
                    f"split takes the mentions that leave event {event_id}, not all of them; it has {', '.join(told)}"
                )


def _refuse_second_acceptance(view: View, mention_ids: Sequence[str]) -> None:
    accepted: set[str] = set()
    for kept in view.kept_decisions(mention_ids):
        if kept.decision.kind == "accept" and kept.undone_by is None:
            accepted.update(named_mentions(kept.decision))
            if accepted.issuperset(mention_ids):
                raise UsageError(f"{kept.decision.by} accepted this already: decision {kept.decision.decision_id}")
