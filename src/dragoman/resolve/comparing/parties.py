"""Who the parties of an event are when two are compared: states, named persons and bodies; never "a woman".

In:  an event mention and the actors of its article. Out: `Parties` at the level of countries, and the words that
tell the event from others.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.lexicons.load.tables import load_organisations, load_states
from dragoman.lexicons.load.triggers import load_triggers
from dragoman.records.mentions import ActorMention, EventMention
from dragoman.records.spans import make_id
from dragoman.records.vocabulary import ActorKind
from dragoman.resolve.comparing.rarity import rare_words

# Whose acts are not their country's: a rebel group of a state is another party than the state.
NOT_THE_STATE = frozenset(("REB", "UAF", "CRM", "OPP", "PRM"))
PRIVATE = frozenset(("CVL", "UNK", "LAB", "CRM", "AGR"))  # who acts for nobody
WAR_CLASSES = ("blast", "combatant", "gunman", "munition", "perpetrator", "victim")  # of words of triggers
NOBODY: Mapping[str, frozenset[str]] = {}
NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Reads as: these parties take part, on these sides (both empty where the act is reciprocal), by these persons.

    `doers` are the named persons among the sources, none where the act is reciprocal.

    `guessed` are those of `codes` that only nameless private persons stand for, of whom no word tells the country:
    "a motorist" of an article on Belmark.
    """

    codes: frozenset[str]
    guessed: frozenset[str]
    sources: frozenset[str]
    targets: frozenset[str]
    persons: Mapping[str, frozenset[str]]
    doers: frozenset[str]


def read_parties(event: EventMention, actors: Mapping[str, ActorMention], named: Collection[str]) -> Parties:
    """Read the parties of a mention; `named` are the ids of the actors that the article names somewhere.

    Whom it only describes ("a gunman", "three people") is compared by the words of the sentence.
    """
    sources = [actors[each] for each in event.sources if each in actors and _is_known(actors[each], named)]
    targets = [actors[each] for each in event.targets if each in actors and _is_known(actors[each], named)]
    persons: dict[str, set[str]] = {}
    for actor in (*sources, *targets):
        if actor.kind == "person" and actor.actor_id in named:
            persons.setdefault(party_code(actor), set()).add(actor.actor_id)
    # "Iran and Russia held talks": two doers; "Iran fired missiles": one, whose target is not told
    is_reciprocal = not event.targets and len({party_code(each) for each in sources}) > 1
    return Parties(
        codes=share(sorted({party_code(each) for each in (*sources, *targets)})),
        guessed=_guessed((*sources, *targets), named),
        sources=frozenset() if is_reciprocal else share(sorted({party_code(each) for each in sources})),
        targets=share(sorted({party_code(each) for each in targets})),
        persons={code: share(sorted(persons[code])) for code in sorted(persons)} if persons else NOBODY,
        doers=NO_WORDS if is_reciprocal else share(sorted(_named_persons(sources, named))),
    )


def _named_persons(actors: Iterable[ActorMention], named: Collection[str]) -> set[str]:
    return {each.actor_id for each in actors if each.kind == "person" and each.actor_id in named}


def _guessed(actors: Iterable[ActorMention], named: Collection[str]) -> frozenset[str]:
    guesses = {party_code(each): True for each in actors}
    for each in actors:
        guesses[party_code(each)] &= _is_guess(each, named)
    found = sorted(code for code, guessed in guesses.items() if guessed)
    return share(found) if found else NO_WORDS


def _is_guess(actor: ActorMention, named: Collection[str]) -> bool:
    return actor.actor_id not in named and is_guess(actor.kind, actor.country, actor.sectors[:1], actor.exact)


def is_guess(kind: ActorKind, country: str | None, sectors: Sequence[str], words: str) -> bool:
    """Tell whether a country is only that which the article is about: no word of a nameless private party tells it."""
    if country is None or kind not in ("person", "group") or (sectors and sectors[0] not in PRIVATE):
        return False
    return not rare_words(words) & _state_words().get(country, NO_WORDS)


def _is_known(actor: ActorMention, named: Collection[str]) -> bool:
    """Tell whether the actor is one in the world: named, or of a state or body ("Somali pirates" are not)."""
    return actor.actor_id in named or party_code(actor) != actor.actor_id


def party_code(actor: ActorMention) -> str:
    """Give the level at which parties are compared: the state for all who act for it, else the actor itself.

    "Putin", "the Kremlin" and "Russia" are one party, "the leaders of ECOWAS" and ECOWAS too; a rebel group is not its
    country.
    """
    is_other = bool(actor.sectors) and actor.sectors[0] in NOT_THE_STATE
    if actor.country is not None and not (is_other and actor.kind != "state"):
        return actor.country
    if actor.international_code in ("UNO", "EUR"):
        return actor.international_code
    acts_for = _body_of(actor.name) if actor.kind == "group" and actor.international_code is not None else None
    return acts_for or actor.actor_id


@functools.lru_cache(maxsize=4096)
def _body_of(name: str) -> str | None:
    """Give the id of the body of states that a name of a group holds: "heads of state of ECOWAS", "NATO ministers"."""
    pattern, ids = _bodies()
    found = pattern.search(name)
    return ids[found.group()] if found is not None else None


@functools.cache
def _bodies() -> tuple[re.Pattern[str], Mapping[str, str]]:
    bodies = [each for each in load_organisations() if each.international_code == "IGO"]
    ids = {
        name: make_id("actor", "organisation", body.organisation_id)
        for body in sorted(bodies, key=lambda each: each.organisation_id)
        for name in (body.name, *body.aliases)
    }
    names = "|".join(map(re.escape, sorted(ids, key=lambda name: (-len(name), name))))
    return re.compile(rf"\b(?:{names})(?!\w)"), ids


def telling_words(event: EventMention, actors: Mapping[str, ActorMention], named: Collection[str]) -> frozenset[str]:
    """Give the rare words of the sentence, without the names of the parties: those are compared by themselves.

    Numbers go too: the years and days among them are dates, the others figures.
    """
    parties = [actors[each] for each in (*event.sources, *event.targets) if each in actors]
    words = rare_words(event.sentence.exact)
    for actor in parties:
        if _is_known(actor, named) and not _is_thing(actor):
            # one after the other: what is left of a sentence is smaller than what names states or wars
            words = words - rare_words(actor.exact) - rare_words(actor.name)
            words = words - _state_words().get(actor.country or "", NO_WORDS)
    if event.event_type == "ASSAULT":
        words = words - words_of_war()
    return frozenset({word for word in words if not word[0].isdigit()})


def _is_thing(actor: ActorMention) -> bool:
    """Tell what was hit from who was: "the suburb of Oskrem" is called by its name, whosever it is."""
    return actor.mention_type == "NOM" and actor.kind == "group" and not actor.sectors


@functools.cache
def words_of_war() -> frozenset[str]:
    """Give what any war is told in: weapons, fighters, victims, the states themselves."""
    classes = load_triggers().classes
    armed = (rare_words(word) for name in WAR_CLASSES for word in classes[name])
    return frozenset(word for words in (*armed, *_state_words().values()) for word in words)


@functools.cache
def _state_words() -> Mapping[str, frozenset[str]]:
    """Give the words that name each state: "Manila" and "Philippine" tell no event of the Philippines."""
    return {
        state.code: frozenset(
            word
            for text in (state.name, *state.aliases, *state.demonyms, *state.adjectives, state.capital, *state.metonyms)
            for word in rare_words(text)
        )
        for state in load_states()
    }


def share(values: Iterable[str]) -> frozenset[str]:
    """Give one set for all who hold the same few values: most do, and a set weighs 200 bytes."""
    return _shared_set(tuple(values))


@functools.lru_cache(maxsize=8192)
def _shared_set(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(values)
