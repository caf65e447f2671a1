"""Find who answers for what an article asserts by itself: the author of an opinion, the issuer of a press release.

In:  a document with its genre, its actors and events. Out: `Asserter`s, and the events that nobody else is said to
     assert attributed to them, where the text names them.
Left to `lexicons/genre_cues.toml`: of which genres somebody answers. Left to `resolve`: attribution to those whom the
text does not name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.extract.actors.identities import Identity, organisation_identity, person_identity
from dragoman.lexicons.load.asserting_genres import load_asserting_genres
from dragoman.lexicons.load.known_persons import load_full_names
from dragoman.lexicons.load.person_names import fold_name
from dragoman.nlp.gazetteer import find_names
from dragoman.readers.bylines import NAMES_APART
from dragoman.records.documents import Document
from dragoman.records.mentions import ActorMention, Annotations, Asserter
from dragoman.records.vocabulary import AsserterRole

HEAD_LINES = 6  # lines in which a letterhead stands
LETTERHEAD = 0.6  # share of such a line that is the body's name
OPENING = 60  # characters of the first sentence of a release in which the body speaks of itself
LONGEST_NAME = 5  # words of a person's name; a longer author is a body


def attribute_assertions(found: Annotations) -> Annotations:
    """Give the annotations with those who answer for them; what others are said to assert stays theirs."""
    asserters = find_asserters(found)
    named = tuple(each.mention_id for each in asserters if each.mention_id is not None)
    if not named:
        return replace(found, asserted_by=asserters)
    events = tuple(event if event.attributed_to else replace(event, attributed_to=named) for event in found.events)
    return replace(found, asserted_by=asserters, events=events)


def find_asserters(found: Annotations) -> tuple[Asserter, ...]:
    """Find who answers for the article; empty where its genre is none of somebody's own word."""
    told = load_asserting_genres().genres.get(found.genre)
    if told is None:
        return ()
    asserters = tuple(_issuers(found) if told.by == "issuer" else _authors(found))
    if asserters:
        return asserters
    publisher = found.document.publisher
    if publisher and not (told.by == "issuer" and _only_hands_on(publisher)):
        return (_name(found, publisher, "publisher"),)
    return (Asserter(name=told.unnamed, role="unnamed", actor_id="", kind="group"),)


def _authors(found: Annotations) -> Iterator[Asserter]:
    names = (part.strip(" .") for part in NAMES_APART.split(found.document.author or ""))
    for name in dict.fromkeys(name for name in names if name and not _is_desk(name, found.document)):
        yield _name(found, name, "author")


def _is_desk(name: str, document: Document) -> bool:
    """Tell "Editorial Board", "Herald staff" and a publisher's own name from an author."""
    folded = fold_name(name)
    own = fold_name(document.publisher or "")
    desks = load_asserting_genres().desks
    return folded == own or folded in desks or (bool(own) and folded.removeprefix(own).strip() in desks)


def _issuers(found: Annotations) -> Iterator[Asserter]:
    """Give the body that a line names, the letterhead, the author, or who speaks of itself at the start."""
    for find in (_by_line, _by_letterhead):
        body = find(found)
        if body is not None:
            yield body
            return
    authors = [each for each in _authors(found) if each.kind != "person"]
    if authors:
        yield from authors
        return
    opening = _by_opening(found)
    if opening is not None:
        yield opening


def _by_line(found: Annotations) -> Asserter | None:
    """Read "Issued by the Press Bureau of ...", "STATEMENT BY THE GOVERNMENT OF ARDANIA"."""
    for line in load_asserting_genres().lines:
        match = line.search(found.document.text)
        if match is not None:
            inside = _body_within(found, *match.span("who"))
            return inside if inside is not None else _name(found, match["who"].strip(" .,|–—-"), "issuer")
    return None


def _by_letterhead(found: Annotations) -> Asserter | None:
    """Read a line at the head that is a body's name and little else."""
    start = 0
    for line in found.document.text.split("\n", HEAD_LINES)[:HEAD_LINES]:
        end = start + len(line)
        body = _mention_within(found, start, end)
        if body is not None and body.span.end - body.span.start >= LETTERHEAD * len(line.strip()):
            return _of_mention(body, "issuer")
        start = end + 1
    return None


def _by_opening(found: Annotations) -> Asserter | None:
    """Read "The Ministry of Fisheries of Ardania today announced ...": whose act the release opens with."""
    body = next((zone for zone in found.document.zones if zone.kind == "body"), None)
    if body is None:
        return None
    inside = _mention_within(found, body.span.start, body.span.start + OPENING)
    acting = {source for event in found.events for source in event.sources}
    same = {mention.actor_id for mention in found.actors if mention.mention_id in acting}
    return _of_mention(inside, "issuer") if inside is not None and inside.actor_id in same else None


def _body_within(found: Annotations, start: int, end: int) -> Asserter | None:
    mention = _mention_within(found, start, end)
    return _of_mention(mention, "issuer") if mention is not None else None


def _mention_within(found: Annotations, start: int, end: int) -> ActorMention | None:
    """Give the first body or state named there, of several at one place the longest."""
    inside = [
        each
        for each in found.actors
        if start <= each.span.start and each.span.end <= end and each.kind in ("organisation", "state", "group")
        if each.mention_type != "PRO"
    ]
    return min(inside, key=lambda each: (each.span.start, -each.span.end, each.mention_id), default=None)


def _only_hands_on(publisher: str) -> bool:
    folded = publisher.lower()
    return any(word in folded for word in load_asserting_genres().distributors)


def _name(found: Annotations, name: str, role: AsserterRole) -> Asserter:
    """Give the actor of a name: the mention that bears it, else who is known by it, else one of that name."""
    folded = fold_name(name)
    bearers = [each for each in found.actors if folded in (fold_name(each.exact), fold_name(each.name))]
    named = [each for each in bearers if each.mention_type == "NAM"] or bearers
    if named:
        return _of_mention(named[0], role)
    identity = _identify(found, name, role)
    return Asserter(
        name=identity.name,
        role=role,
        actor_id=identity.actor_id,
        kind=identity.kind,
        country=identity.country,
        international_code=identity.code,
        sector=identity.sectors[0] if identity.sectors else None,
    )


def _identify(found: Annotations, name: str, role: AsserterRole) -> Identity:
    day = found.document.published
    for hit in find_names(name):
        body = hit.readings[0].organisation
        if body is not None and hit.start == 0 and hit.end == len(name):
            return organisation_identity(body, day)
    folded = fold_name(name)
    known = load_full_names().get(folded, ())
    if len(known) == 1 and role == "author":
        return person_identity(known[0], day)
    words = name.split()
    if (
        role == "author"
        and len(words) <= LONGEST_NAME
        and all(not word[0].islower() for word in words[:1] + words[-1:])
    ):
        return Identity(kind="person", key=f"{folded}|", name=name)
    return Identity(kind="organisation", key=f"{role}|{folded}", name=name)


def _of_mention(mention: ActorMention, role: AsserterRole) -> Asserter:
    return Asserter(
        name=mention.name,
        role=role,
        actor_id=mention.actor_id,
        kind=mention.kind,
        country=mention.country,
        international_code=mention.international_code,
        sector=mention.sectors[0] if mention.sectors else None,
        mention_id=mention.mention_id,
    )
