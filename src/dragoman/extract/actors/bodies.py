"""Bodies that no table knows, by the way their names are built: "Santa Marta Self Defense Forces".

In:  a `Page`, its descriptions. Out: `NamedBody`s: capitalised words that end in, or begin with, the noun of a body.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from dragoman.extract.actors.affiliations import Affiliation, read_affiliation
from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.identities import Identity, join_sectors, state_identity
from dragoman.extract.actors.sightings import Page, is_hyphen
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.roles import load_role_index
from dragoman.lexicons.load.tables import states_by_code

# "Hajjah Governorate" is a place
_DISTRICTS = frozenset(("governorate", "municipality", "republic", "kingdom", "federation", "emirate", "sultanate"))
_LINKS = frozenset(("of", "for", "and", "the", "on", "&"))
MAX_BODY_TOKENS = 10
_VAGUE_WORDS = 2  # "Free Rivers Movement" is a name, "Second Front" hardly


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBody:
    """Reads as: the tokens `first` to `end` (left out) are the name of a body, of this country if told."""

    first: int
    end: int
    identity: Identity


def find_bodies(page: Page, descriptions: tuple[Description, ...]) -> tuple[tuple[NamedBody, Description], ...]:
    """Find the names, each with the description that it grew from."""
    found: list[tuple[NamedBody, Description]] = []
    for description in descriptions:
        role = description.role
        if role.kind == "person" or role.use in ("quantity", "state", "vehicle", "none") or role.noun in _DISTRICTS:
            continue
        span = _name_span(page, description)
        if span is not None:
            found.append((_name(page, description, *span), description))
    return tuple(pair for pair in found if not any(_is_inside(pair[0], other[0]) for other in found))


def _is_inside(inner: NamedBody, outer: NamedBody) -> bool:
    shares = inner.first < outer.end and outer.first < inner.end
    return shares and inner.end - inner.first < outer.end - outer.first


def _name_span(page: Page, description: Description) -> tuple[int, int] | None:
    doc = page.doc
    if not doc[description.noun_end - 1].text[0].isupper():
        return None
    first = description.noun_first
    while first > description.first and _is_capital(page, first - 1):
        first -= 1
    end = _right(page, description.noun_end)
    words = sum(1 for index in range(first, end) if doc[index].text[0].isupper())
    own = sum(1 for index in range(description.noun_first, description.noun_end) if doc[index].text[0].isupper())
    if description.role.use == "vague" and words - own < _VAGUE_WORDS and not description.affiliations:
        return None
    if words <= own or _is_headline(doc[first].sent):
        return None
    # "Iran-Russia Association Agreement": the noun is not what the name ends in
    goes_on = (
        end < len(doc) and doc[end].pos_ == "PROPN" and doc[end - 1].dep_ == "compound" and doc[end - 1].head.i >= end
    )
    return None if goes_on and doc[end].text[0].isupper() else (first, end)


def _is_headline(sent: Span) -> bool:
    """Tell a line in which every word has a capital: there a capital says nothing."""
    words = [token for token in sent if token.is_alpha and len(token) > 3]
    return len(words) > 3 and all(token.text[0].isupper() for token in words)


def _is_capital(page: Page, index: int) -> bool:
    token = page.doc[index]
    return (token.text[0].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ")) or is_hyphen(token)


def _right(page: Page, end: int) -> int:
    """Go on over "of Technology", "for Human Rights"."""
    doc = page.doc
    stop = end
    index = end
    while index < len(doc) and index - end < MAX_BODY_TOKENS and not doc[index].is_sent_start:
        if doc[index].lower_ in _LINKS and doc[index].text.islower():
            joins_another = index + 1 < len(doc) and _is_another(page, index)
            if (doc[index].lower_ in ("and", "on") and stop == end) or joins_another:
                break
            index += 1
            continue
        if not (doc[index].text[0].isupper() and doc[index].pos_ in ("PROPN", "NOUN", "ADJ")):
            break
        if index == stop and index == end:
            break  # "Supreme Court Justice": a capitalised word right after is not of the name
        index += 1
        stop = index
    return stop


def _is_another(page: Page, index: int) -> bool:
    """Tell "the Government of Somalia and the United Nations" from "Ministry of Mines and Energy"."""
    return page.doc[index].lower_ in ("and", "&") and (index + 1 in page.hit_at or page.doc[index + 1].pos_ == "DET")


def _name(page: Page, description: Description, first: int, end: int) -> NamedBody:
    words = page.doc[first:end].text
    owner = _owner(page, description, first, end)
    country = owner.country if owner is not None else None
    state = states_by_code().get(country or "")
    if words.startswith("Government of") and state is not None and owner is not None and not owner.is_body:
        # "the Government of the Republic of Rwanda" is the state, acting
        return NamedBody(first=first, end=end, identity=state_identity(state, ("GOV",)))
    return NamedBody(
        first=first,
        end=end,
        identity=Identity(
            kind="organisation",
            key="|".join((fold_name(words), country or "")),
            name=words,
            country=country,
            code=owner.code if owner is not None and country is None else None,
            sectors=_sectors(page, description, end),
            role=description.role.noun,
        ),
    )


def _sectors(page: Page, description: Description, end: int) -> tuple[str, ...]:
    """Give what the noun itself says; in a name "State", "Royal", "National" say nothing."""
    role = description.role
    if role.noun == "department" and description.noun_end < end:
        return ("GOV",)  # "Department of Agriculture"
    if role.sectors:
        return role.sectors
    modifiers = load_role_index().modifiers
    before = [modifiers.get(token.lower_) for token in page.doc[description.first : description.noun_first]]
    return join_sectors(*(each.sectors for each in before if each is not None and each.use == "modifier"))


def _owner(page: Page, description: Description, first: int, end: int) -> Affiliation | None:
    if description.affiliations:
        return description.affiliations[0]
    for index in range(first, end):
        hit = page.hit_at.get(index)
        found = read_affiliation(page, hit) if hit is not None else None
        if found is not None:
            return found
    return None
