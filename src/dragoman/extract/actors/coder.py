"""Find the actors of a document: named, described, meant by a pronoun; each with its codes.

In:  `Parsed`, and what is known of the document's date. Out: `ActorMention`s sorted by place.
Left to `resolve.linking`: actors across documents.
"""

from __future__ import annotations

from dragoman.extract.actors.cast import identify_persons
from dragoman.extract.actors.descriptions import Description, find_descriptions
from dragoman.extract.actors.identities import Identity
from dragoman.extract.actors.names import sight_names
from dragoman.extract.actors.persons import NamedPerson, find_persons
from dragoman.extract.actors.pronouns import sight_pronouns
from dragoman.extract.actors.sightings import Page, Sighting, sight, token_range
from dragoman.lexicons.load.person_names import fold_name
from dragoman.nlp.gazetteer import NameHit, find_names
from dragoman.nlp.parse import Parsed
from dragoman.records.mentions import ActorMention, Annotations
from dragoman.records.spans import CharSpan, make_id


def extract_actors(parsed: Parsed, found: Annotations) -> tuple[ActorMention, ...]:
    """Find the actors of a document."""
    page = open_page(parsed, found)
    descriptions = find_descriptions(page)
    persons = find_persons(page, descriptions)
    identities = identify_persons(persons, page.day)
    sightings = _sight_persons(page, persons, identities)
    claimed = frozenset(index for each in persons for index in range(each.first, each.end))
    used = {id(d) for p in persons for d in (p.title, p.aside) if d is not None}
    described = [_sight_description(page, each) for each in descriptions if id(each) not in used and is_actor(each)]
    sightings.extend(described)
    inside = frozenset(
        index for each in sightings if each.mention_type == "NOM" for index in range(each.first, each.last + 1)
    )
    for name in sight_names(page, claimed):
        if name.first in inside and name.identities[0].kind == "state" and _is_adjective(page, name):
            continue
        sightings.append(name)
    sightings.extend(sight_pronouns(page, sightings))
    return _mentions(parsed, sightings)


def open_page(parsed: Parsed, found: Annotations) -> Page:
    """Look up every name of the tables once."""
    hits = find_names(parsed.document.text)
    hit_at: dict[int, NameHit] = {}
    for hit in hits:
        first, end = token_range(parsed.doc, hit.start, hit.end)
        for index in range(first, end):
            hit_at[index] = hit
    return Page(doc=parsed.doc, hits=hits, hit_at=hit_at, day=document_day(parsed, found))


def document_day(parsed: Parsed, found: Annotations) -> str | None:
    """Give the day the document is of, as precisely as known."""
    if found.published.interval.value is not None and found.published.basis != "unknown":
        return found.published.interval.value
    return parsed.document.published


def is_actor(description: Description) -> bool:
    """Tell whether the noun names an actor by itself or by what stands beside it."""
    use = description.role.use
    if use == "" or use == "plural":
        return True
    if use == "weak":
        return bool(description.affiliations or set(description.sectors) - set(description.role.sectors)) or (
            description.role.kind == "person" and bool(description.sectors)
        )
    return use == "vehicle" and bool(description.affiliations)


def _is_adjective(page: Page, name: Sighting) -> bool:
    token = page.doc[name.last]
    return not (token.i + 1 < len(page.doc) and page.doc[token.i + 1].tag_ == "POS") and token.text != "-"


def _sight_persons(page: Page, persons: tuple[NamedPerson, ...], identities: tuple[Identity, ...]) -> list[Sighting]:
    found: list[Sighting] = []
    for person, identity in zip(persons, identities, strict=True):
        found.append(sight(page.doc, (person.first, person.end), "NAM", (identity,)))
        if person.title is not None:
            found.append(sight(page.doc, (person.title.first, person.end), "NOM", (identity,)))
        if person.aside is not None:
            found.append(sight(page.doc, (person.aside.first, person.aside.end), "NOM", (identity,)))
    return found


def _sight_description(page: Page, description: Description) -> Sighting:
    words = page.doc[description.first : description.end].text
    identities = []
    for each in description.affiliations or (None,):
        country = each.country if each else None
        identities.append(
            Identity(
                kind=description.role.kind if not description.plural or description.role.kind != "person" else "group",
                key="|".join((fold_name(words), each.key if each else "")),
                name=words,
                country=country,
                code=each.code if each and country is None else None,
                sectors=description.sectors,
                role=description.role.noun,
            )
        )
    return sight(page.doc, (description.first, description.end), "NOM", tuple(identities), description.head)


def _mentions(parsed: Parsed, sightings: list[Sighting]) -> tuple[ActorMention, ...]:
    document = parsed.document
    found: dict[str, ActorMention] = {}
    for each in sightings:
        for identity in each.identities:
            mention_id = make_id("actor-mention", document.document_id, each.start, each.end, identity.actor_id)
            found[mention_id] = ActorMention(
                mention_id=mention_id,
                span=CharSpan(start=each.start, end=each.end),
                exact=document.text[each.start : each.end],
                mention_type=each.mention_type,
                actor_id=identity.actor_id,
                name=identity.name,
                kind=identity.kind,
                country=identity.country,
                international_code=identity.code,
                sectors=identity.sectors,
                role=identity.role,
            )
    return tuple(sorted(found.values(), key=lambda m: (m.span, m.mention_id)))
