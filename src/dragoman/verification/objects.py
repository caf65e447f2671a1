"""Prove what came of all documents together: the words it rests on, its ids, what it names.

In:  resolved objects as kept, and a `Prover` that says where words and mentions stand. Out: faults.
What waits to be resolved again is proven as far as it stands by itself: its documents may have gone.
Left to `rebuilding`: whether the same would come of the documents again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from dragoman.records import ids
from dragoman.records.entities import Agreement, Contradiction, Event, FigureClaim, Statement
from dragoman.records.faults import Fault
from dragoman.records.spans import Evidence
from dragoman.store.prover import MEND, RESTORE, KeptObject, Prover, Told

LATE = "9999"  # sorts what has no date after what has one, as `resolve` does


def prove_objects(prover: Prover, objects: Sequence[KeptObject]) -> Iterator[Fault]:
    """Give what is wrong with some objects, of whatever kinds."""
    yield from _prove_words(prover, objects)
    for each in objects:
        proof = PROOFS.get(each.kind)
        if proof is not None:
            yield from proof(prover, each)
    yield from _prove_names(prover, objects)


def _fault(kept: KeptObject, check: str, what: str, remedy: str = MEND) -> Fault:
    return Fault(check=check, kind=kept.kind, object_id=kept.object_id, what=what, remedy=remedy)


def _prove_words(prover: Prover, objects: Sequence[KeptObject]) -> Iterator[Fault]:
    texts = prover.texts(words.document_id for each in objects for words in _words_of(each))
    for each in objects:
        for words in _words_of(each):
            text = texts.get(words.document_id)
            if text is None:
                if not each.is_waiting:
                    yield _fault(each, "words", f"rests on document {words.document_id}, which is not in the record")
            elif text[words.span.start : words.span.end] != words.exact:
                where = f"{words.document_id} at {words.span.start} to {words.span.end}"
                yield _fault(each, "words", f"{words.exact!r:.80} does not stand in {where}", RESTORE)


def _words_of(kept: KeptObject) -> tuple[Evidence, ...]:
    if isinstance(kept.found, Statement) and kept.found.occasion is not None:
        return (*kept.printed, kept.found.occasion.words)
    return kept.printed


def _prove_event(prover: Prover, kept: KeptObject) -> Iterator[Fault]:
    event: Event = kept.found
    for claim in event.claims:
        if claim.claim_id != ids.claim_id(claim.mention_id, claim.field, claim.value, claim.evidence.span):
            yield _fault(kept, "ids", f"the id of claim {claim.claim_id} is not that of what it claims")
        if claim.event_id != event.event_id or claim.mention_id not in event.mention_ids:
            yield _fault(kept, "ids", f"claim {claim.claim_id} is of another event or mention")
    if kept.is_waiting:
        return
    told = prover.told(event.mention_ids)
    missing = set(event.mention_ids) - {each.mention_id for each in told}
    if missing:
        yield _fault(kept, "pointers", f"its mentions {', '.join(sorted(missing))} are not in the record")
        return
    if event.event_id != ids.event_id(_anchor(told)):
        yield _fault(kept, "ids", "its id is not that of its earliest mention")
    if event.documents != len({each.document_id for each in told}):
        yield _fault(kept, "sums", f"counts {event.documents} articles, its mentions stand in another number")


def _anchor(told: Sequence[Told]) -> str:
    return min((each.day or LATE, each.mention_id) for each in told)[1]


def _named_by_first(make: Callable[[str], str], read: Callable[[KeptObject], str]) -> Proof:
    """Prove an id made of the earliest published mention that stands at the object's words."""

    def prove(prover: Prover, kept: KeptObject) -> Iterator[Fault]:
        if kept.is_waiting:
            return
        told = prover.told_at(kept.kind, kept.printed)
        first = min((each.day or LATE for each in told), default=LATE)
        possible = {make(each.mention_id) for each in told if (each.day or LATE) == first}
        if read(kept) not in possible:
            yield _fault(kept, "ids", "its id is not that of what is earliest published of it")

    return prove


def _prove_contradiction(_: Prover, kept: KeptObject) -> Iterator[Fault]:
    found: Contradiction = kept.found
    if found.contradiction_id != ids.contradiction_id(found.kind, found.field, found.sides):
        yield _fault(kept, "ids", "its id is not that of its sides")


Proof = Callable[[Prover, KeptObject], Iterator[Fault]]


def _statement_id(kept: KeptObject) -> str:
    found: Statement = kept.found
    return found.quotation_id


def _figure_id(kept: KeptObject) -> str:
    found: FigureClaim = kept.found
    return found.figure_id


def _agreement_id(kept: KeptObject) -> str:
    found: Agreement = kept.found
    return found.agreement_id


PROOFS: Mapping[str, Proof] = MappingProxyType(
    {
        "event": _prove_event,
        "statement": _named_by_first(ids.statement_id, _statement_id),
        "figure": _named_by_first(ids.figure_claim_id, _figure_id),
        "agreement": _named_by_first(ids.agreement_id, _agreement_id),
        "contradiction": _prove_contradiction,
    }
)


def _prove_names(prover: Prover, objects: Sequence[KeptObject]) -> Iterator[Fault]:
    """Prove that the events, statements, figures and agreements that objects name are in the record."""
    named = {each.object_id: sorted(set(_names(each.found))) for each in objects if not each.is_waiting}
    known = prover.known(name for names in named.values() for name in names)
    for each in objects:
        for name in named.get(each.object_id, ()):
            if name not in known:
                yield _fault(each, "pointers", f"names {name}, which is not in the record")


def _names(found: object) -> Iterable[str]:
    if isinstance(found, Event):
        yield from (link.event_id for link in found.links)
        yield from found.figures
    elif isinstance(found, Statement):
        yield from filter(None, (found.within,))
    elif isinstance(found, Agreement):
        yield from (stage.event_id for stage in found.stages if stage.event_id is not None)
        if found.replaces_id is not None:
            yield found.replaces_id
