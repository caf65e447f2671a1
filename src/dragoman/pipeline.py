"""The write path: the only file that knows all rooms from `readers` to `store`.

In:  paths, a parser, a store. Out: `Annotations` or `Rejection`s one by one; a record brought up to date.
Left to `merging`: the half that needs no text. Left to `executors`: on how many processes. Left to `api` and `cli`:
what a person sees of it.
"""

from __future__ import annotations

import itertools
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from dragoman.errors import DocumentError, FetchError, UsageError
from dragoman.extract.registry import annotate
from dragoman.fetching.addresses import read_address
from dragoman.fetching.harvest import harvest_addresses
from dragoman.lexicons.load.files import fingerprint
from dragoman.merging import resolve_dirty
from dragoman.nlp.parse import Parser
from dragoman.readers.extent import measure_paths
from dragoman.readers.folder import read_paths
from dragoman.readers.zones import zone
from dragoman.records.decisions import Decision, Judgement, find_setting_problem, named_mentions
from dragoman.records.documents import Document, RawDocument, Rejection
from dragoman.records.entities import Contradiction
from dragoman.records.ids import decision_id as make_decision_id
from dragoman.records.ids import document_id
from dragoman.records.mentions import Annotations, Outcome
from dragoman.records.moments import make_later
from dragoman.resolve.blocking import block_keys
from dragoman.store.base import KeptDecision, StoredDocument, View, Writer
from dragoman.store.summary import BuildSummary

log = logging.getLogger(__name__)

EXTRACTORS_VERSION = "8"  # raised when extractors change what they find, so that a build reads documents again
MAX_WORDS = 60_000  # a parse of so many takes about 15 s and 1 GB; longer texts are no articles
REBUILD_BATCH = 200  # articles added in one transaction in memory

WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)

Item = TypeVar("Item")
Versions = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Reads as: pages may be fetched, in the name of who is reached there; today is that day."""

    contact: str | None
    today: date


def read_documents(
    paths: Sequence[str], summary: BuildSummary | None = None, visit: Visit | None = None
) -> Iterator[Document | Rejection]:
    """Read and zone everything at the paths, in a fixed order; UsageError where a path cannot be read at all.

    The summary, where one is given, is told how many bytes there are and how many were read. Addresses are asked as
    `visit` says; without it they are refused.
    """
    summary = summary if summary is not None else BuildSummary()
    readings: list[Iterable[RawDocument | Rejection]] = []
    for is_fetched, some in itertools.groupby(paths, lambda path: visit is not None and is_address(path)):
        group = list(some)
        if is_fetched and visit is not None:
            check_addresses(group)
            readings.append(harvest_addresses(group, visit.contact, visit.today))
        else:
            readings.append(read_paths(group, count=summary.count_bytes))
    is_measured = visit is None or not any(is_address(path) for path in paths)
    summary.bytes_there = measure_paths(paths) if is_measured else None
    for raw in itertools.chain.from_iterable(readings):
        yield raw if isinstance(raw, Rejection) else zone_document(raw)


def is_address(path: str) -> bool:
    """Tell an address of the web from a path."""
    return WEB_ADDRESS.match(path) is not None


def check_addresses(urls: Iterable[str]) -> None:
    """Raise UsageError, before anything is fetched, where an address cannot be asked."""
    for url in urls:
        try:
            read_address(url)
        except FetchError as error:
            raise UsageError(f"{url}: {error.detail}") from error


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
    return versions_with(parser.version)


def versions_with(pipeline_version: str) -> Versions:
    """Say the same of a pipeline that need not be loaded here, since others parse with it."""
    return (("extractors", EXTRACTORS_VERSION), ("lexicons", fingerprint()), ("pipeline", pipeline_version))


def annotate_document(parser: Parser, document: Document, versions: Versions) -> Outcome:
    """Parse and extract one document; whatever is wrong with it becomes a Rejection."""
    try:
        return annotate(parser.parse_one(document), versions)
    except DocumentError as error:
        log.info("document %s rejected: %s", document.document_id, error.reason)
        return Rejection(source_id=document.source_id, reason=error.reason, detail=error.detail)


class Intake:
    """What comes into a record in one build: it skips what the record holds, or what is on its way into it.

    `take` gives what is left to be annotated, `keep` puts what came of it into the record; the same document twice is
    then known the second time, however many are annotated between the two. `take_coded` is for what was annotated
    elsewhere, before it was known what the record holds.
    """

    def __init__(self, writer: Writer, versions: Versions, summary: BuildSummary, *, batch: int) -> None:
        self._writer = writer
        self._versions = versions
        self._summary = summary
        self._batch = batch
        self._under_way: set[str] = set()

    def take(self, read: Iterable[Document | Rejection]) -> Iterator[Document | Rejection]:
        """Give, in order, the rejections and the documents that the record does not hold yet."""
        return self._take(read, lambda document: document.document_id)

    def take_coded(self, coded: Iterable[StoredDocument | Rejection]) -> Iterator[StoredDocument | Rejection]:
        """Give the same of documents that others read and annotated, in the order of their reading."""
        return self._take(coded, lambda stored: stored.annotations.document.document_id)

    def _take(self, items: Iterable[Item | Rejection], identify: Callable[[Item], str]) -> Iterator[Item | Rejection]:
        for some in _batched(items, self._batch):
            ids = [identify(each) for each in some if not isinstance(each, Rejection)]
            known = self._writer.known(ids, versions=self._versions)
            for each in some:
                self._summary.read += 1
                if isinstance(each, Rejection):
                    yield each
                    continue
                document_id = identify(each)
                if document_id in known or document_id in self._under_way:
                    self._summary.known += 1
                else:
                    self._under_way.add(document_id)
                    yield each

    def keep(self, coded: Iterable[StoredDocument | Rejection], *, added_at: str) -> None:
        """Keep what came of the documents, a transaction a batch: a run that is killed leaves whole documents only.

        Of one source the last outcome stands: an article that was rejected and then read is no rejection.
        """
        for some in _batched(coded, self._batch):
            added: list[StoredDocument] = []
            refused: dict[str, Rejection] = {}
            for each in some:
                if isinstance(each, Rejection):
                    refused[each.source_id] = each
                    self._summary.rejections.append(each)
                else:
                    refused.pop(each.annotations.document.source_id, None)
                    added.append(replace(each, added_at=added_at))
            self._writer.add(added)
            self._writer.reject(refused.values())
            self._summary.added += len(added)
            for each in added:
                self._summary.words += each.annotations.document.text.count(" ") + 1
                self._under_way.discard(each.annotations.document.document_id)


def _batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    remaining = iter(items)
    while some := list(itertools.islice(remaining, size)):
        yield some


def store_form(annotations: Annotations) -> StoredDocument:
    """Give a document as the store keeps it: under the keys it goes by outside, its mentions in their blocks."""
    document = annotations.document
    keys = [f"url:{document.url}"] if document.url else []
    # A file's name is no key: 1.txt of two folders are two articles. Only a given id went into the document's own.
    if document.document_id == document_id(document.fingerprint, document.source_id):
        keys.append(f"id:{document.source_id}")
    return StoredDocument(annotations=annotations, keys=tuple(keys), block_keys=block_keys(annotations))


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
