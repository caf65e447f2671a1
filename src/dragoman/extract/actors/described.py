"""What actor a description is by itself: "three Saudi officials", "the Syrian army", "Wagner group".

In:  a `Description`, the page. Out: `Identity`s, one for each country told.
Left to `definites`: whom it means of those named.
"""

from __future__ import annotations

from dragoman.extract.actors.affiliations import Affiliation
from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.identities import Identity, organisation_identity
from dragoman.extract.actors.sightings import Page
from dragoman.lexicons.load.actor_words import load_actor_words
from dragoman.lexicons.load.name_index import load_name_index
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.tables import Organisation, load_organisations, states_by_code
from dragoman.records.vocabulary import ActorKind

_SHORT = 2  # "Syrian army", "Syria 's army": nothing but the country stands before the noun


def describe_actors(page: Page, description: Description, owner: Affiliation | None = None) -> tuple[Identity, ...]:
    """Make a description an actor of its own; `owner` where the text told it earlier ("the soldiers")."""
    words = page.doc[description.first : description.end].text
    kind: ActorKind = description.role.kind
    if kind == "person" and description.plural:
        kind = "group"
    owners = description.affiliations
    noun = page.doc[description.noun_first : description.noun_end].text
    known = _known_body(description, words, noun) if kind != "person" else None
    if known is not None:
        return (organisation_identity(known, page.day),)
    if not owners:
        return (_identity(description, kind, words, owner or Affiliation(key="", name="", country=None)),)
    return tuple(_identity(description, kind, words, owner) for owner in owners)


def _identity(description: Description, kind: ActorKind, words: str, owner: Affiliation) -> Identity:
    # "the Syrian army", "Syria's army": one body, whatever stands before the noun
    plain = kind == "organisation" and len(description.affiliations) == 1 and _is_bare(description)
    return Identity(
        kind=kind,
        key="|".join((fold_name(description.role.noun if plain else words), owner.key)),
        name=words,
        country=owner.country,
        code=owner.code if owner.country is None else None,
        sectors=description.sectors,
        role=description.role.noun,
    )


def _is_bare(description: Description) -> bool:
    return description.noun_first - description.first <= _SHORT


def _known_body(description: Description, words: str, noun: str) -> Organisation | None:
    """Find the body of the tables that a describing name means: "Russian forces", "Wagner group"."""
    names = load_name_index().descriptive
    known = names.get(fold_name(words))
    if known is not None or len(description.affiliations) != 1 or not _is_bare(description):
        return known
    owner = description.affiliations[0]
    if owner.is_body:
        same = description.role.noun in load_actor_words().kinds and not description.plural
        return _body(owner.key) if same else None
    state = states_by_code().get(owner.country or "")
    if state is None or not state.adjectives:
        return None
    # "Moscow's defence ministry", "Russia's defence ministry": as the Russian defence ministry
    return names.get(fold_name(f"{state.adjectives[0]} {noun}"))


def _body(key: str) -> Organisation | None:
    return next((body for body in load_organisations() if body.organisation_id == key), None)
