"""Names that are told wrongly: against the tables ("Jack Sullivan"), or in two spellings of one author.

In:  `Parsed` and the actors found in it. Out: `Discrepancy`s sorted by place.
Left to `resolve.contradictions`: showing them.
"""

from __future__ import annotations

import functools
import re
from difflib import SequenceMatcher

from dragoman.lexicons.load.files import fingerprint
from dragoman.lexicons.load.known_persons import KnownPerson, load_known_persons
from dragoman.lexicons.load.person_names import fold_name, name_sounds, sound_key
from dragoman.lexicons.load.zone_cues import load_zone_cues
from dragoman.nlp.parse import Parsed
from dragoman.records.documents import Document
from dragoman.records.ids import discrepancy_id
from dragoman.records.mentions import ActorMention, Annotations, Discrepancy
from dragoman.records.spans import Evidence

_ALIKE = 0.75  # "mahmood", "mehmood" .86; "smith", "jones" 0
NO_GIVEN_NAMES = load_zone_cues().words["name_particles"] | {"st", "saint", "abu", "abou", "umm"}
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){1,3}")


@functools.cache
def _persons_by_name() -> dict[str, KnownPerson]:
    return {fold_name(person.name): person for person in load_known_persons()}


def find_reference_discrepancies(parsed: Parsed, found: Annotations) -> tuple[Discrepancy, ...]:
    """Find persons named otherwise than the tables have them, and authors spelled in two ways."""
    document = parsed.document
    by_actor = _persons_by_name()
    made: dict[tuple[str, str], Discrepancy] = {}
    for mention in found.actors:
        known = by_actor.get(fold_name(mention.name)) if mention.kind == "person" else None
        if known is None or mention.mention_type != "NAM" or not _is_misnamed(mention, known):
            continue
        made.setdefault((mention.actor_id, fold_name(mention.exact)), _against_table(document, mention, known))
    author = _author_conflict(document)
    return (*made.values(), *([author] if author is not None else []))


def _is_misnamed(mention: ActorMention, known: KnownPerson) -> bool:
    """Tell another given name from another spelling, a nickname or a part of the name."""
    words = fold_name(mention.exact).split()
    if len(words) < 2:
        return False
    given = words[0]
    if given in NO_GIVEN_NAMES or len(given) == 1:
        # "al-Tamimi", "St Paul", "K. Orsk": no given name is told, so that none is told wrongly
        return False
    names = [fold_name(name).split() for name in (known.name, *known.aliases)]
    if any(name_sounds(tuple(words)) == name_sounds(tuple(name)) for name in names):
        return False
    told = {sound_key(word) for word in words}
    return not any(told <= {sound_key(word) for word in name} or {sound_key(w) for w in name} <= told for name in names)


def _against_table(document: Document, mention: ActorMention, known: KnownPerson) -> Discrepancy:
    office = known.offices[-1] if known.offices else None
    row = "|".join((known.name, office.country, office.office, office.start) if office else (known.name,))
    table = "office_holders" if office is not None else "persons"
    return Discrepancy(
        discrepancy_id=discrepancy_id(document.document_id, mention.span.start, mention.span.end, known.name),
        kind="reference",
        field="name",
        subject=mention.actor_id,
        sides=(document.evidence(mention.span.start, mention.span.end),),
        values=(mention.exact, known.name),
        why=f"the text names {mention.exact}; who held the office was {known.name}",
        reference=(table, row, fingerprint()),
    )


def _author_conflict(document: Document) -> Discrepancy | None:
    """Compare the by-line with the note about the author: "Arshad Mahmood", "Arshad Mehmood"."""
    if document.author is None:
        return None
    notes = [zone for zone in document.zones if zone.kind == "author-note"]
    byline = _find_byline(document, document.author)
    for note in notes:
        for match in _CAPITALISED.finditer(document.text, note.span.start, note.span.end):
            if byline is not None and _is_respelled(document.author, match.group()):
                return _conflict(document, byline, document.evidence(match.start(), match.end()))
    return None


def _find_byline(document: Document, author: str) -> Evidence | None:
    start = document.text.find(author)
    while start >= 0 and document.zone_at(start) == "author-note":
        start = document.text.find(author, start + 1)
    return document.evidence(start, start + len(author)) if start >= 0 else None


def _is_respelled(author: str, name: str) -> bool:
    left, right = fold_name(author).split(), fold_name(name).split()
    if left == right or len(left) != len(right) or len(left) < 2:
        return False
    return all(SequenceMatcher(None, a, b).ratio() >= _ALIKE for a, b in zip(left, right, strict=True))


def _conflict(document: Document, byline: Evidence, note: Evidence) -> Discrepancy:
    return Discrepancy(
        discrepancy_id=discrepancy_id(document.document_id, byline.span.start, note.span.start, "author"),
        kind="conflict",
        field="name",
        subject="author",
        sides=(byline, note),
        values=(byline.exact, note.exact),
        why=f"the by-line says {byline.exact}, the note about the author {note.exact}",
    )
