"""Prove what the record keeps of one document: its text, its words, its ids, its blocks.

In:  a document as stored, with all that it says. Out: faults.
Left to `store.row_proofs`: the columns. Left to `objects`: what came of all documents together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from dragoman.lexicons.load.files import fingerprint
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.tables import load_places
from dragoman.pipeline import EXTRACTORS_VERSION, store_form
from dragoman.records import ids
from dragoman.records.faults import Fault
from dragoman.records.mentions import Annotations, PlaceMention, iter_evidence
from dragoman.records.recomputed import POSSIBLE, find_unfounded_ids, id_of
from dragoman.records.spans import CharSpan
from dragoman.store.base import StoredDocument
from dragoman.store.prover import MEND, RESTORE

READ_AGAIN = "dragoman build of its file reads it again; if the fault stays, tell us"


def prove_document(stored: StoredDocument) -> Iterator[Fault]:
    """Give what is wrong with a document and with what it says."""
    found = stored.annotations
    yield from _prove_text(found)
    yield from _prove_words(found)
    yield from _prove_ids(found)
    yield from _prove_pointers(found)
    yield from _prove_blocks(stored)


def _fault(found: Annotations, check: str, what: str, remedy: str) -> Fault:
    return Fault(check=check, kind="document", object_id=found.document.document_id, what=what, remedy=remedy)


def _prove_text(found: Annotations) -> Iterator[Fault]:
    document = found.document
    digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest != document.fingerprint:
        what = f"its text hashes to {digest[:16]}..., its fingerprint is {document.fingerprint[:16]}..."
        yield _fault(found, "text", what, RESTORE)
    given = (document.source_id, document.url or "", "")
    if all(document.document_id != ids.document_id(document.fingerprint, each) for each in given):
        yield _fault(found, "ids", "its id is not that of its text with its given id or URL", RESTORE)


def _prove_words(found: Annotations) -> Iterator[Fault]:
    text, own = found.document.text, found.document.document_id
    for words in iter_evidence(found):
        # the date of an article may rest on the words of others: those are proven with what came of them
        if words.document_id == own and text[words.span.start : words.span.end] != words.exact:
            yield _fault(found, "words", f"{words.exact!r:.80} does not stand at {_told(words.span)}", RESTORE)
    for span in _bare_spans(found):
        if span.end > len(text):
            yield _fault(found, "words", f"{_told(span)} reaches beyond its text", RESTORE)


def _bare_spans(found: Annotations) -> Iterator[CharSpan]:
    """Give the spans that are kept without their words."""
    yield from (zone.span for zone in found.document.zones)
    for each in found.quotations:
        yield from (span for span in (each.speaker, each.cue) if span is not None)


def _told(span: CharSpan) -> str:
    return f"characters {span.start} to {span.end}"


def _prove_ids(found: Annotations) -> Iterator[Fault]:
    """Prove the ids of mentions: those of this version, since another one may have made them otherwise."""
    made_by = dict(found.versions)
    if made_by.get("extractors") != EXTRACTORS_VERSION:
        return
    for field, own in find_unfounded_ids(found, _rows_of):
        # a place of a table that has changed since cannot be looked up in it
        if field != "places" or made_by.get("lexicons") == fingerprint():
            yield _fault(found, "ids", f"{field}: the id {own} is not that of what it names", READ_AGAIN)


def _rows_of(place: PlaceMention) -> Iterable[str]:
    code = place.country or ""
    yield ids.country_row_id(code)
    yield ids.capital_row_id(code, fold_name(place.exact))
    yield from (row.place_id for row in load_places() if row.name == place.name)


def _prove_pointers(found: Annotations) -> Iterator[Fault]:
    """Prove that what mentions name within the document is there."""
    known = {mention for field in POSSIBLE for mention in map(id_of, getattr(found, field))}
    for event in found.events:
        own = (*event.sources, *event.targets, *event.mediators, *event.attributed_to, *event.figures)
        yield from _missing(found, event.mention_id, (*own, event.host, event.time, event.place, event.about), known)
    for each in found.agreements:
        yield from _missing(found, each.mention_id, (*each.parties, each.time, each.place, each.event), known)
    for quotation in found.quotations:
        yield from _missing(found, quotation.quotation_id, (quotation.speaker_id, quotation.within), known)


def _missing(found: Annotations, own: str, named: Iterable[str | None], known: set[str]) -> Iterator[Fault]:
    for each in named:
        if each is not None and each not in known:
            yield _fault(found, "pointers", f"{own} names {each}, which the document does not hold", READ_AGAIN)


def _prove_blocks(stored: StoredDocument) -> Iterator[Fault]:
    due = store_form(stored.annotations)
    if set(stored.keys) != set(due.keys):
        yield _fault(stored.annotations, "blocks", "is kept under other keys than its id and URL give", MEND)
    kept = {mention: set(keys) for mention, keys in stored.block_keys.items() if keys}
    made = {mention: set(keys) for mention, keys in due.block_keys.items() if keys}
    if kept != made:
        wrong = sorted({each for each in kept.keys() | made.keys() if kept.get(each) != made.get(each)})
        what = f"stands in other blocks than what it says gives ({', '.join(wrong[:3])})"
        yield _fault(stored.annotations, "blocks", what, MEND)
