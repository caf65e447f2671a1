"""Link actors across documents: one person under all spellings, surnames to the one full name that fits.

In:  the annotations of documents that are resolved together. Out: the same with actor ids that hold across
documents, and the `Actor`s of the record.
Left to `extract.actors`: who an actor is by the tables and by its own document.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.lexicons.load.known_persons import KnownPerson, load_known_persons
from dragoman.lexicons.load.person_names import GENERATIONS, fold_name, sound_key, surname
from dragoman.lexicons.load.tables import Organisation, State, load_organisations, load_states
from dragoman.records.entities import Actor, Office
from dragoman.records.mentions import ActorMention, Annotations, Asserter
from dragoman.records.vocabulary import SECTORS, ActorKind


@dataclass(slots=True, kw_only=True)
class _Sighting:
    """Reads as: this actor id was seen under these names, so often, with these codes."""

    actor_id: str
    kind: ActorKind
    name: str
    country: str | None
    international_code: str | None
    spellings: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    mentions: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(fold_name(self.name).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Reads as: this actor id of a document means that actor of the record."""

    canonical: Mapping[str, str]
    actors: Mapping[str, Actor]


def link_actors(annotations: Sequence[Annotations]) -> Links:
    """Find which actor ids are one actor, and describe each actor; the order of documents does not matter."""
    sightings = _collect(annotations)
    persons = [each for _, each in sorted(sightings.items()) if each.kind == "person"]
    canonical: dict[str, str] = {}
    for merge in (_known_country, _same_sound, _surname_only):
        # each sees what the one before joined: "Smith" of no country may mean "John Smith" who now has one
        standing = [each for each in persons if each.actor_id not in canonical]
        for kept, joined in merge(standing):
            canonical[joined.actor_id] = kept.actor_id
            _absorb(kept, joined)
    actors = {each.actor_id: _describe(each) for key, each in sorted(sightings.items()) if key not in canonical}
    return Links(canonical={key: _follow(key, canonical) for key in sorted(canonical)}, actors=actors)


def relink(annotations: Annotations, links: Links) -> Annotations:
    """Give the annotations with the actors of the record."""
    actors = tuple(_relink_mention(mention, links) for mention in annotations.actors)
    discrepancies = tuple(
        replace(each, subject=links.canonical[each.subject]) if each.subject in links.canonical else each
        for each in annotations.discrepancies
    )
    asserted_by = tuple(_relink_asserter(each, links) for each in annotations.asserted_by)
    relinked = replace(annotations, actors=actors, discrepancies=discrepancies, asserted_by=asserted_by)
    return annotations if relinked == annotations else relinked


def _relink_asserter(asserter: Asserter, links: Links) -> Asserter:
    actor = links.actors.get(links.canonical.get(asserter.actor_id, asserter.actor_id))
    if actor is None:
        return asserter
    country = asserter.country or actor.country
    code = asserter.international_code or actor.international_code
    return replace(asserter, actor_id=actor.actor_id, name=actor.name, country=country, international_code=code)


def _relink_mention(mention: ActorMention, links: Links) -> ActorMention:
    actor = links.actors[links.canonical.get(mention.actor_id, mention.actor_id)]
    if actor.actor_id == mention.actor_id and actor.name == mention.name:
        return mention
    return replace(
        mention,
        actor_id=actor.actor_id,
        name=actor.name,
        country=mention.country or actor.country,
        international_code=mention.international_code or actor.international_code,
        sectors=mention.sectors or actor.sectors,
    )


def _collect(annotations: Sequence[Annotations]) -> dict[str, _Sighting]:
    sightings: dict[str, _Sighting] = {}
    for each in annotations:
        for mention in each.actors:
            seen = _see(sightings, mention)
            seen.mentions += 1
            seen.sectors.update(mention.sectors)
            if mention.mention_type == "NAM":
                seen.spellings[mention.exact] += 1
        for asserter in each.asserted_by:
            if asserter.actor_id:
                # an author is an actor of the record also where no text names him
                _see(sightings, asserter).spellings[asserter.name] += 0
    return sightings


def _see(sightings: dict[str, _Sighting], told: ActorMention | Asserter) -> _Sighting:
    """Give the sighting of an actor with what this mention tells of it."""
    seen = sightings.get(told.actor_id)
    if seen is None:
        seen = sightings[told.actor_id] = _Sighting(
            actor_id=told.actor_id,
            kind=told.kind,
            name=told.name,
            country=told.country,
            international_code=told.international_code,
        )
    seen.name = _better_name(seen.name, told.name)
    # the smaller code where two documents differ: any rule will do that does not hang on their order
    seen.country = min((code for code in (seen.country, told.country) if code), default=None)
    codes = (seen.international_code, told.international_code)
    seen.international_code = min((code for code in codes if code), default=None)
    return seen


def _better_name(first: str, second: str) -> str:
    """Give the fuller name; of equally full ones the one that sorts first."""
    return min(first, second, key=lambda name: (-len(name.split()), name))


def _absorb(kept: _Sighting, joined: _Sighting) -> None:
    kept.spellings.update(joined.spellings)
    kept.spellings[joined.name] += 0
    kept.sectors.update(joined.sectors)
    kept.mentions += joined.mentions
    kept.country = kept.country or joined.country
    kept.international_code = kept.international_code or joined.international_code


def _follow(actor_id: str, canonical: Mapping[str, str]) -> str:
    while actor_id in canonical:
        actor_id = canonical[actor_id]
    return actor_id


def _known_country(persons: Sequence[_Sighting]) -> Iterator[tuple[_Sighting, _Sighting]]:
    """Join a person of unknown country to the one bearer of the same full name whose country is known."""
    by_name = _group(persons, lambda person: " ".join(person.words))
    for bearers in by_name:
        known = [person for person in bearers if person.country]
        unknown = [person for person in bearers if not person.country]
        if len(known) == 1 and len(known[0].words) > 1:
            yield from ((known[0], person) for person in unknown)


def _same_sound(persons: Sequence[_Sighting]) -> Iterator[tuple[_Sighting, _Sighting]]:
    """Join spellings of one full name: "Massoud Pezeshkian", "Masoud Pezeshkian"; "Dana R. Holt", "Dana Holt".

    Bearers whose country nobody tells go with the others where these are of one country.
    """
    full = [person for person in persons if len(_plain_words(person)) > 1]
    for bearers in _group(full, lambda person: " ".join(map(sound_key, _plain_words(person)))):
        countries = {person.country for person in bearers if person.country}
        initials = {told for person in bearers if (told := _initials(person))}
        is_one = len(countries) < 2 and len(initials) < 2
        alike = [bearers] if is_one else _group(bearers, lambda person: f"{person.country} {_initials(person)}")
        for some in alike:
            if is_one or some[0].country:
                kept, *others = sorted(some, key=_prominence)
                yield from ((kept, other) for other in others)


def _plain_words(person: _Sighting) -> tuple[str, ...]:
    """Give the name without what is often left out: "Dana R. Holt Jr."."""
    words = [word for word in person.words if len(word) > 1]
    return tuple(words[:-1] if words and words[-1] in GENERATIONS else words)


def _initials(person: _Sighting) -> str:
    return " ".join(word for word in person.words[1:] if len(word) == 1)


def _surname_only(persons: Sequence[_Sighting]) -> Iterator[tuple[_Sighting, _Sighting]]:
    """Join a bare surname to the only full name of these documents that bears it, in a compatible country."""
    full: defaultdict[str, list[_Sighting]] = defaultdict(list)
    for person in persons:
        if len(person.words) > 1:
            full[fold_name(surname(person.name, person.country))].append(person)
    for person in persons:
        if len(person.words) != 1:
            continue
        bearers = full.get(person.words[0], [])
        fitting = [each for each in bearers if person.country in (None, each.country)]
        if len(fitting) == 1:
            yield fitting[0], person


def _group(persons: Iterable[_Sighting], key: Callable[[_Sighting], str]) -> list[list[_Sighting]]:
    groups: defaultdict[str, list[_Sighting]] = defaultdict(list)
    for person in persons:
        groups[key(person)].append(person)
    return [groups[each] for each in sorted(groups)]


def _prominence(person: _Sighting) -> tuple[bool, int, str]:
    """Sort the spelling of our tables first, then the most frequent, then the smallest id."""
    return fold_name(person.name) not in _known_by_name(), -person.mentions, person.actor_id


@functools.cache
def _known_by_name() -> Mapping[str, KnownPerson]:
    return {fold_name(person.name): person for person in load_known_persons()}


def _describe(seen: _Sighting) -> Actor:
    names, offices = _from_tables(seen)
    aliases = {spelling for spelling in seen.spellings if spelling} | set(names)
    return Actor(
        actor_id=seen.actor_id,
        name=seen.name,
        kind=seen.kind,
        country=seen.country,
        international_code=seen.international_code,
        sectors=tuple(sector for sector in SECTORS if sector in seen.sectors),
        aliases=tuple(sorted(aliases - {seen.name})),
        offices=offices,
        mentions=seen.mentions,
    )


def _from_tables(seen: _Sighting) -> tuple[tuple[str, ...], tuple[Office, ...]]:
    if seen.kind == "person":
        person = _known_by_name().get(fold_name(seen.name))
        if person is None or person.country != seen.country:
            return (), ()
        offices = tuple(
            Office(title=each.title, start=each.start, end=each.end, basis=each.basis) for each in person.offices
        )
        return person.aliases, offices
    row: State | Organisation | None = _rows_by_name().get((seen.kind, fold_name(seen.name)))
    return (row.aliases if row is not None else ()), ()


@functools.cache
def _rows_by_name() -> Mapping[tuple[str, str], State | Organisation]:
    organisations = {("organisation", fold_name(each.name)): each for each in load_organisations()}
    return {**organisations, **{("state", fold_name(each.name)): each for each in load_states()}}
