"""Who and what belongs to a body told before: "the director general", "the Board of Governors", "the Agency".

In:  a description, what has been seen before it, the day. Out: the body's head, or whose the described are.
Left to `definites`: when this is asked.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from dragoman.extract.actors.affiliations import Affiliation
from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.identities import Identity
from dragoman.extract.actors.recall import Recall
from dragoman.lexicons.load.actor_words import load_actor_words
from dragoman.lexicons.load.known_persons import KnownPerson, load_known_persons
from dragoman.lexicons.load.person_names import fold_word
from dragoman.lexicons.load.tables import OfficeHolder, covers_day, organisations_by_id
from dragoman.nlp.gazetteer import find_names

HEAD_OFFICE = "head-of-organisation"
_LOOSE_USES = frozenset(("weak", "vague"))


@functools.cache
def _heads_by_body() -> Mapping[str, tuple[tuple[OfficeHolder, KnownPerson], ...]]:
    found: dict[str, list[tuple[OfficeHolder, KnownPerson]]] = {}
    for person in load_known_persons():
        for row in person.offices:
            body = body_of_title(row.title) if row.office == HEAD_OFFICE else None
            if body is not None:
                found.setdefault(body, []).append((row, person))
    return MappingProxyType({body: tuple(rows) for body, rows in found.items()})


def body_of_title(title: str) -> str | None:
    """Give the id of the body that a title names: of "NATO secretary general" NATO's.

    >>> body_of_title("IAEA director general")
    'iaea'
    """
    bodies = [hit.readings[0].organisation for hit in find_names(title)]
    return next((body.organisation_id for body in bodies if body is not None), None)


def head_of_body(body: str, day: str | None) -> KnownPerson | None:
    """Give who headed a body (its id) on a day (ISO); None where nobody or more than one is known to have."""
    if day is None or len(day) < len("2024-07"):
        return None
    rows = _heads_by_body().get(body, ())
    held = {person.name: person for row, person in rows if covers_day(row.start, row.end or row.known_until, day)}
    return next(iter(held.values())) if len(held) == 1 else None


def has_headed(person: KnownPerson, body: str) -> bool:
    """Tell whether the person ever headed the body of that id."""
    return any(held.name == person.name for _, held in _heads_by_body().get(body, ()))


def is_head(description: Description) -> bool:
    """Tell whether a noun may name who heads a body: "the NATO chief", "the secretary general"."""
    role = description.role
    return not description.plural and (role.office == HEAD_OFFICE or role.noun in load_actor_words().body_heads)


def body_before(recall: Recall, description: Description) -> Identity | None:
    """Give the body told before that these words alone call again: "the Commission", "the agency"."""
    if description.plural or description.affiliations or description.possessor is not None:
        return None
    if description.noun_first > description.first or not description.definite:
        return None
    words = recall.doc[description.noun_first : description.noun_end].text
    capital = words[0].isupper() and description.noun_first > recall.doc[description.noun_first].sent.start
    if description.role.use not in _LOOSE_USES and not capital:
        return None
    return recall.last_called(description.first, tuple(fold_word(word) for word in words.split()))


def owner_before(recall: Recall, description: Description) -> Affiliation | None:
    """Give the international body whose head or organ is meant by words that name none: "the secretariat"."""
    if description.affiliations or description.possessor is not None or not description.definite:
        return None
    organ = description.role.noun in load_actor_words().organs and description.noun_first == description.first
    if description.role.office != HEAD_OFFICE and not organ:
        return None
    body = recall.last_international(description.first)
    if body is None and description.role.noun in load_actor_words().title_bodies:
        usual = organisations_by_id()[load_actor_words().title_bodies[description.role.noun]]
        return Affiliation(
            key=usual.organisation_id, name=usual.name, country=None, code=usual.international_code, is_body=True
        )
    if body is None:
        return None
    return Affiliation(
        key=body.key, name=body.name, country=body.country, code=body.code, sectors=body.sectors, is_body=True
    )
