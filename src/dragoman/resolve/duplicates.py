"""Find near-copies, and count voices: a wire story printed ten times is one voice.

In:  annotations with the dates of their documents. Out: for each document the one it copies, and its voice.
Left to `records.signature`: what stands for a text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.records.mentions import Annotations
from dragoman.records.signature import sign, similarity
from dragoman.records.spans import make_id

COPY_SIMILARITY = 0.5  # half of all five-word runs: an agency text with its own headline and last paragraph
BAND_LENGTH = 4  # numbers of a signature that must all agree: texts that share seven tenths meet in 99 of 100 cases
MAX_BUCKET = 30  # of one band; beyond, neighbours in order are compared, which is enough to chain copies


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Reads as: the document copies that one (if any) and speaks with this voice."""

    copies_of: Mapping[str, str]
    voice: Mapping[str, str]


def signature_of(annotations: Annotations) -> tuple[int, ...]:
    """Give the signature that came with the document, else one of the sentences that its events stand in."""
    if annotations.signature:
        return annotations.signature
    if annotations.document.text:
        return sign(annotations.document.text)
    sentences = {event.sentence.span: event.sentence.exact for event in annotations.events}
    sentences |= {quotation.content.span: quotation.content.exact for quotation in annotations.quotations}
    return sign(" ".join(sentences[span] for span in sorted(sentences)))


def band_keys(signature: Sequence[int]) -> tuple[str, ...]:
    """Give the keys under which the signatures of near-copies meet."""
    starts = range(0, len(signature), BAND_LENGTH)
    return tuple(make_id("band", start, *signature[start : start + BAND_LENGTH]) for start in starts)


def find_voices(annotations: Sequence[Annotations]) -> Voices:
    """Group copies under their earliest printing; articles of one publisher are one voice as well."""
    signatures = {each.document.document_id: signature_of(each) for each in annotations}
    order = {each.document.document_id: published_key(each) for each in annotations}
    original = {document_id: document_id for document_id in signatures}
    for left, right in _candidates(signatures):
        if similarity(signatures[left], signatures[right]) >= COPY_SIMILARITY:
            first, second = sorted((_root(original, left), _root(original, right)), key=lambda each: order[each])
            original[second] = first
    roots = {document_id: _root(original, document_id) for document_id in signatures}
    publishers = {each.document.document_id: each.document.publisher for each in annotations}
    return Voices(
        copies_of={each: root for each, root in sorted(roots.items()) if each != root},
        voice={each: _voice(publishers[root], root) for each, root in sorted(roots.items())},
    )


def published_key(annotations: Annotations) -> tuple[str, str]:
    """Sort documents by their first possible day, those without one last, then by id."""
    return annotations.published.interval.earliest or "9999", annotations.document.document_id


def _voice(publisher: str | None, root: str) -> str:
    return f"publisher:{publisher.casefold().strip()}" if publisher else f"document:{root}"


def _candidates(signatures: Mapping[str, tuple[int, ...]]) -> list[tuple[str, str]]:
    buckets: defaultdict[str, list[str]] = defaultdict(list)
    for document_id, signature in sorted(signatures.items()):
        for key in band_keys(signature):
            buckets[key].append(document_id)
    pairs: set[tuple[str, str]] = set()
    for members in buckets.values():
        for index, left in enumerate(members):
            width = MAX_BUCKET if len(members) <= MAX_BUCKET else 1
            pairs.update((left, right) for right in members[index + 1 : index + 1 + width])
    return sorted(pairs)


def _root(original: dict[str, str], document_id: str) -> str:
    while original[document_id] != document_id:
        original[document_id] = original[original[document_id]]
        document_id = original[document_id]
    return document_id
