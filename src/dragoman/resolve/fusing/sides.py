"""Who took part, when many mentions tell it: persons before their countries, slips left out.

In:  the tellings of an event. Out: its sources, targets, host, mediators.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dragoman.records.entities import Party
from dragoman.records.mentions import ActorMention, EventMention
from dragoman.resolve.articles import as_party
from dragoman.resolve.comparing.parties import party_code
from dragoman.resolve.fusing.ballots import Telling, elect, in_order, support

MINORITY = 0.25  # share of the best supported party's support below which another is taken for somebody's slip
PERSON_SHARE = 0.3  # share of a country's support that must name the person for the person to stand for it
APART = "PRE"  # the sector of a state that few or none recognise

Roles = Callable[[EventMention], tuple[str, ...]]


def fuse_sides(told: Sequence[Telling]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Give sources and targets; an actor stands on the side where more voices put it."""
    sources = _supported(told, lambda mention: mention.sources)
    targets = _supported(told, lambda mention: mention.targets)
    domestic = {code for telling in told for code in _own_quarrels(telling)}
    both = {code for code in sources if code in targets} - domestic
    keep_source = {code for code in both if sources[code][1] >= targets[code][1]}
    # "Ardania and Belmark agreed", "Ardania agreed with Belmark": one of them is enough to make it mutual
    acting = {code: found for code, found in sources.items() if code not in both or code in keep_source}
    aimed_at = {code: found for code, found in targets.items() if code not in both or code not in keep_source}
    return _as_side(acting), _as_side(aimed_at)


def _own_quarrels(telling: Telling) -> set[str]:
    """Give the countries of which one mention has actors on both sides: a party accused its own president."""
    actors, mention = telling.article.actors, telling.mention
    acting, aimed_at = (
        {party_code(actors[each]) for each in side if each in actors} for side in (mention.sources, mention.targets)
    )
    return acting & aimed_at


def fuse_parties(told: Sequence[Telling], read: Roles) -> tuple[Party, ...]:
    """Give the parties of one role that are supported well enough, sorted."""
    return _as_side(_supported(told, read))


def party_key(party: Party) -> tuple[str, str, str, str]:
    """Sort parties by country, name, id, and the genre in which they say so."""
    return party.country or party.international_code or "", party.name, party.actor_id, party.genre or ""


_Found = tuple[tuple[Party, ...], float]


def _as_side(found: dict[str, _Found]) -> tuple[Party, ...]:
    return tuple(sorted({party for parties, _ in found.values() for party in parties}, key=party_key))


def _supported(told: Sequence[Telling], read: Roles) -> dict[str, _Found]:
    """Give by code the parties that stand for it in this role and the support, without the slips."""
    by_code: dict[str, list[tuple[Telling, ActorMention]]] = {}
    for telling in sorted(told, key=in_order):
        actors = telling.article.actors
        for actor in (actors[each] for each in read(telling.mention) if each in actors):
            by_code.setdefault(party_code(actor), []).append((telling, actor))
    supports = {code: support(telling for telling, _ in named) for code, named in by_code.items()}
    least = max(supports.values(), default=0.0) * MINORITY
    return {
        code: (_stand_in(named), supports[code]) for code, named in sorted(by_code.items()) if supports[code] >= least
    }


def _stand_in(named: Sequence[tuple[Telling, ActorMention]]) -> tuple[Party, ...]:
    """Choose who stands for a country: its persons and bodies where enough name them, else the state."""
    tellings = [telling for telling, _ in named]
    persons = [(telling, actor) for telling, actor in named if actor.kind == "person"]
    if persons and support(telling for telling, _ in persons) >= PERSON_SHARE * support(tellings):
        return _each_supported(persons)
    states = [(telling, actor) for telling, actor in named if actor.kind == "state"]
    apart = [(telling, actor) for telling, actor in named if APART in actor.sectors and actor.kind != "person"]
    if apart and states and _count(apart) > _count(states) and not _are_told_together(apart, states):
        # "Somaliland" three times and "it", read as Somalia, once: the part that stands apart, not the whole
        return _each_supported(apart)
    if states and support(telling for telling, _ in states) >= PERSON_SHARE * support(tellings):
        return _each_supported(states)
    return _each_supported([pair for pair in named if pair[1].kind != "person"] or list(named))


def _count(named: Sequence[tuple[Telling, ActorMention]]) -> tuple[float, int]:
    """Count the voices, and of as many voices the tellings."""
    return support(telling for telling, _ in named), len(named)


def _are_told_together(
    one: Sequence[tuple[Telling, ActorMention]], other: Sequence[tuple[Telling, ActorMention]]
) -> bool:
    """Tell "Somalia and Somaliland agreed", two parties, from two names of one."""
    mentions = {telling.mention.mention_id for telling, _ in one}
    return any(telling.mention.mention_id in mentions for telling, _ in other)


def _each_supported(named: Sequence[tuple[Telling, ActorMention]]) -> tuple[Party, ...]:
    by_actor: dict[str, list[tuple[Telling, ActorMention]]] = {}
    for telling, actor in named:
        by_actor.setdefault(actor.actor_id, []).append((telling, actor))
    supports = {each: support(telling for telling, _ in some) for each, some in by_actor.items()}
    least = max(supports.values()) * MINORITY
    return tuple(_typical(by_actor[each]) for each in sorted(by_actor) if supports[each] >= least)


def _typical(named: Sequence[tuple[Telling, ActorMention]]) -> Party:
    """Give the actor as most voices have it: with the sector it had then."""
    parties = {telling.mention.mention_id: as_party(actor) for telling, actor in named}
    return elect([telling for telling, _ in named], lambda each: parties[each.mention.mention_id])[0][0]


def count_countries(parties: Iterable[Party]) -> int:
    """Count the parties at the level of countries."""
    return len({party.country or party.international_code or party.actor_id for party in parties})
