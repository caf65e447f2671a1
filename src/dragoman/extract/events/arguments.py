"""Find who did it to whom: the sources and targets of an event, by the frame of its trigger.

In:  a `Scene` and the place of a trigger in the parse. Out: `Parties`, tuples of actor mention ids.
Left to `chains`: the parties of acts on acts. Left to `resolve.linking`: who they are.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dragoman.extract.events.scene import Scene
from dragoman.lexicons.load.triggers import Frame, Trigger, load_triggers
from dragoman.nlp.grammar import Clause
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.nominals import Nominal

# "launched an attack on Belmark", "levelled charges against Drosk": the parser hangs such a phrase on the verb too
HELD_TARGETS = ("on", "against", "to", "at", "with", "upon", "over", "for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Reads as: these did it to those, with these between them. Actor mention ids, in text order."""

    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()

    @property
    def everyone(self) -> tuple[str, ...]:
        """Give both sides, each actor once."""
        return tuple(dict.fromkeys((*self.sources, *self.targets)))


def verb_parties(scene: Scene, clause: Clause, trigger: Trigger) -> Parties:
    """Fill the frame of a verb."""
    find = functools.partial(_verb_place, scene, clause, trigger.prepositions, mutual=trigger.frame.mutual)
    parties = _fill(trigger.frame, find)
    if "@agreement" in trigger.objects and trigger.frame.mutual and len(parties.sources) < 2:
        # "his readiness to finalise the deal": the parties of the deal that was named before
        named = next((found for index in clause.undergoers if (found := scene.agreement_parties(index))), ())
        parties = Parties(sources=tuple(dict.fromkeys((*parties.sources, *named))))
    if trigger.event_type == "INCIDENT" and not parties.targets:
        parties = Parties(sources=parties.sources, targets=_carried(scene, clause))
    if trigger.event_type in PURPOSEFUL_TYPES and not parties.targets:
        aimed = tuple(party for party in _aimed_at(scene, clause) if party not in parties.sources)
        parties = Parties(sources=parties.sources, targets=aimed)
    if trigger.event_type in PLACES_SUFFER and _lacks_target(trigger.frame, parties):
        hung = [*clause.obliques, *(o for i in clause.undergoers for o in scene.nominal(i).obliques)]
        hung += [pair for _, noun in hung if noun not in scene.places for pair in scene.nominal(noun).obliques]
        if _is_mission(trigger):
            # "the Corvian embassy in Senna resumed work"
            hung += [pair for doer in clause.doers for pair in scene.nominal(doer).obliques]
        wanted = _place_prepositions(trigger)
        # "left Senna for the reef": where a deployment starts is not whom it is towards
        reached = () if trigger.event_type == "MOBILIZE" else clause.undergoers
        return _with_places(scene, trigger, parties, [*reached, *(n for p, n in hung if p in wanted)])
    return parties


def _carried(scene: Scene, clause: Clause) -> tuple[str, ...]:
    """Find who was aboard: "a plane carrying Drosk's minister crashed"."""
    aboard = [
        index
        for doer in (*clause.doers, *clause.undergoers)
        for child in scene.doc[doer].children
        if child.dep_ in ("acl", "relcl") and child.lemma_ in CARRYING and child.i in scene.clauses
        for index in scene.clauses[child.i].undergoers
    ]
    return scene.parties_at(aboard) or scene.parties_within(aboard)


def _hit_after(scene: Scene, clause: Clause, trigger: Trigger, parties: Parties) -> Parties:
    """Find what was hit after the trigger's preposition: "opened fire on a patrol", "set fire to homes"."""
    if not parties.sources or parties.targets or "prep" not in trigger.frame.targets:
        return parties
    hung = [*clause.obliques, *(o for i in clause.undergoers for o in scene.nominal(i).obliques)]
    things = scene.thing_at([n for p, n in hung if p in trigger.prepositions and n not in scene.places])
    return Parties(sources=parties.sources, targets=things)


def _is_instrument(scene: Scene, index: int, event_type: str) -> bool:
    """Tell "dropped bombs", "launched strikes" from "bombed shelters": what hits is not what is hit."""
    table = load_triggers()
    lemma = lemma_of(scene.doc[index])
    same = any(trigger.event_type == event_type for trigger in table.nouns.get(lemma, ()))
    return same or any(lemma in table.classes[name] for name in INSTRUMENTS)


def _aimed_at(scene: Scene, clause: Clause) -> tuple[str, ...]:
    """Find whom it is meant against: "sent a frigate to deter Drosk", "camped there, demanding that the mayor go"."""
    phrases = [*clause.obliques, *(o for i in clause.undergoers for o in scene.nominal(i).obliques)]
    occasions = [noun for prep, noun in phrases if scene.doc[noun].lower_ in OCCASIONS]
    held = [pair for noun in occasions for pair in scene.nominal(noun).obliques]
    found = _after(scene, held, ("to", "at", "against", "of", "over", "with"))
    if found:
        return found
    for child in scene.doc[clause.head].children:
        purpose = scene.clauses.get(child.i)
        if purpose is None or child.dep_ not in ("advcl", "xcomp") or purpose.mood == "indicative":
            continue
        aims = [*purpose.undergoers, *(n for p, n in purpose.obliques if p in ("at", "against", "with", "over"))]
        below = [c for c in child.children if c.dep_ in ("ccomp", "xcomp") and c.i in scene.clauses]
        aims += [index for c in below for index in scene.clauses[c.i].doers if index not in clause.doers]
        found = scene.parties_at(aims) or scene.parties_within(aims)
        if found:
            return found
    return ()


def hit_things(scene: Scene, clause: Clause, trigger: Trigger, words: tuple[int, ...], parties: Parties) -> Parties:
    """Let what was hit be the target where no actor is: "bombed Drosk's positions", "seized a tanker"."""
    if trigger.event_type not in THINGS_SUFFER or trigger.frame.mutual:
        return parties
    if "object" not in trigger.frame.targets:
        return _hit_after(scene, clause, trigger, parties)
    if not parties.sources or any(target in scene.mentions for target in scene.parties_at(clause.undergoers)):
        return parties
    undergone = [index for index in clause.undergoers if index not in scene.places]
    if trigger.event_type == "RETREAT":
        undergone = [index for index in undergone if index not in words]
    things = scene.thing_at([index for index in undergone if not _is_instrument(scene, index, trigger.event_type)])
    return Parties(sources=parties.sources, targets=things) if things else parties


def noun_parties(scene: Scene, nominal: Nominal, trigger: Trigger, holder: Clause | None) -> Parties:
    """Fill the frame of a noun; `holder` is the clause of the verb that carries it ("launched an attack")."""
    find = functools.partial(_noun_place, scene, nominal, holder, trigger.prepositions)
    parties = _fill(trigger.frame, find)
    if trigger.event_type == "ASSAULT" and parties.sources and not parties.targets and not trigger.frame.mutual:
        # "their assault on the rebel-held quarter"
        hit = [noun for prep, noun in nominal.obliques if prep in ("on", "against", "at") and noun not in scene.places]
        parties = Parties(sources=parties.sources, targets=scene.thing_at(hit))
    if trigger.event_type in PLACES_SUFFER and _lacks_target(trigger.frame, parties):
        hung = [*nominal.obliques, *(holder.obliques if holder is not None else ())]
        wanted = _place_prepositions(trigger)
        return _with_places(scene, trigger, parties, [noun for prep, noun in hung if prep in wanted])
    return parties


def suffered_parties(scene: Scene, nominal: Nominal, trigger: Trigger, holder: Clause) -> Parties:
    """Fill the frame of a noun whose verb says that its subject bore it: "Belmark suffered a strike by Drosk"."""
    told = noun_parties(scene, nominal, trigger, None)
    doers = told.sources or _after(scene, list(holder.obliques), ("from", "by"))
    borne = scene.parties_at(holder.doers) or scene.parties_within(holder.doers) or told.targets
    return Parties(sources=doers, targets=tuple(party for party in borne if party not in doers))


def _place_prepositions(trigger: Trigger) -> tuple[str, ...]:
    # "arrived in Senna for talks", "withdrew from Senna", "a curfew in Senna", "suspended its aid to Senna": there the
    # place is what it is about
    meant = {
        "CONSULT": ("in",) if trigger.frame.name == "visit" else (),
        "RETREAT": ("from",),
        "COERCE": ("in",),
        "SANCTION": ("to", "in"),
        "AID": ("to", "in"),
        # "reopened its embassy in Senna"
        "SUPPORT": ("in", "to") if _is_mission(trigger) else (),
    }
    wanted = meant.get(trigger.event_type, ())
    told = (*trigger.frame.targets, *trigger.frame.sources, *trigger.prepositions, *wanted)
    return tuple(p for p in dict.fromkeys(told) if p in wanted or p not in ("in", "from", "by"))


def _is_mission(trigger: Trigger) -> bool:
    named = {*trigger.objects, *trigger.subjects, *trigger.words}
    return bool(named & MISSIONS)


def _lacks_target(frame: Frame, parties: Parties) -> bool:
    return len(parties.sources) < 2 if frame.mutual else not parties.targets


def _with_places(scene: Scene, trigger: Trigger, parties: Parties, indexes: list[int]) -> Parties:
    """Let places be parties where no actor is: "the shelling of Senna", "a visit to Ashgabat"."""
    if trigger.event_type == "MOBILIZE":
        # "Peru held war games off Callao": at home they are against nobody
        own = {scene.mentions[party].country for party in parties.sources if party in scene.mentions}
        indexes = [index for index in indexes if index in scene.places and scene.places[index].country not in own]
    places = scene.places_at(indexes)[:MAX_PLACES]
    if trigger.frame.mutual:
        return Parties(sources=(*parties.sources, *places))
    return Parties(sources=parties.sources, targets=places)


# A place stands for its country where the act is done to it or by going there; elsewhere it is only where it happened.
MAX_PLACES = 3  # a list of towns that were shelled is one act against one country
INSTRUMENTS = ("munition", "blast", "weapon", "fighting", "meeting")
MISSIONS = frozenset(("embassy", "consulate", "@facility", "@envoy", "mission", "ambassador"))
CARRYING = frozenset(("carry", "transport", "bring", "fly", "take", "ferry", "bear"))
MADE_FOR = ("by", "in", "to", "for")
# A march or a deployment is towards whom its purpose names, where nothing nearer does
PURPOSEFUL_TYPES = ("MOBILIZE", "PROTEST")
OCCASIONS = frozenset(("response", "protest", "opposition", "defiance", "retaliation", "reply", "anger", "support"))
THINGS_SUFFER = ("ASSAULT", "COERCE", "RETREAT", "INCIDENT")  # deeds done to things as well as to people
PLACES_SUFFER = (
    "ASSAULT", "CONSULT", "COERCE", "AID", "MOBILIZE", "RETREAT", "SANCTION", "SUPPORT", "ACCUSE", "REJECT", "REQUEST",
    "THREATEN", "PROTEST",
)  # fmt: skip


def _fill(frame: Frame, find: Callable[[str], tuple[str, ...]]) -> Parties:
    if frame.mutual:
        return Parties(sources=tuple(dict.fromkeys(party for place in frame.sources for party in find(place))))
    sources = next((found for place in frame.sources if (found := find(place))), ())
    targets: tuple[str, ...] = ()
    for place in frame.targets:
        # "Ardania's attack on Ardania's own province" keeps its target only where another actor is named
        targets = tuple(party for party in find(place) if party not in sources)
        if targets:
            break
    return Parties(sources=sources, targets=targets)


def _each(scene: Scene, indexes: tuple[int, ...]) -> tuple[str, ...]:
    """Give for each of things coordinated its actor, or the one inside: "Corvia's water board and Drosk agreed"."""
    found = [party for index in indexes for party in scene.parties_at([index]) or scene.parties_within([index])]
    return tuple(dict.fromkeys(found))


def _verb_place(
    scene: Scene, clause: Clause, prepositions: tuple[str, ...], place: str, *, mutual: bool
) -> tuple[str, ...]:
    if place == "subject":
        return _each(scene, clause.doers) if mutual else scene.parties_at(clause.doers)
    if place == "subject-np":
        # "a truce between Drosk and Corvia took effect": the parties of what is told of
        return scene.parties_within(clause.doers, ("of", "between", "among")) or scene.holders(clause.doers)
    if place == "object":
        return _among(scene, clause.undergoers) or scene.parties_at(clause.undergoers)
    if place == "object-np":
        within = scene.parties_within(clause.undergoers, ("of", *prepositions))
        # "closed its embassy in Senna", "its own embassy": whose it is tells not whom it is towards
        own = [child.i for index in clause.undergoers for child in scene.doc[index].children if child.tag_ == "PRP$"]
        skipped = {*scene.parties_at(own), *(scene.parties_at(clause.undergoers) if own else ())}
        within = tuple(m for m in within if m not in skipped and not _is_doers_own(scene, m, clause))
        return within or _in_modifiers(scene, clause.undergoers)
    if place == "recipient":
        return scene.parties_at(clause.recipients) or scene.parties_within(clause.recipients)
    wanted = prepositions if place == "prep" else (place,)
    hung = [*clause.obliques]
    for index in clause.undergoers:
        hung.extend(scene.nominal(index).obliques)
    found = _after(scene, hung, wanted)
    if found:
        return found
    # "20 million in assistance to Belmark", "went on strike against Drosk": the phrase hangs on the noun of
    # another phrase
    deeper = [pair for _, noun in hung if noun not in scene.actors for pair in scene.nominal(noun).obliques]
    return _after(scene, deeper, wanted)


def _is_doers_own(scene: Scene, party: str, clause: Clause) -> bool:
    """Tell "its" of "closed its embassy" from that of "the Drosk side rammed one of its ships"."""
    mention = scene.mentions[party]
    if mention.mention_type != "PRO":
        return False
    doers = [scene.mentions[doer] for doer in scene.parties_at(clause.doers) or scene.parties_within(clause.doers)]
    return not doers or any(
        doer.actor_id == mention.actor_id or (mention.country is not None and doer.country == mention.country)
        for doer in doers
    )


def _in_modifiers(scene: Scene, indexes: tuple[int, ...]) -> tuple[str, ...]:
    """Give who made or gets a thing: "buoys laid by Drosk", "goods made in Drosk", "the power it sells to Drosk"."""
    held = [noun for index in indexes for prep, noun in scene.nominal(index).obliques if prep == "of"]
    for index in (*indexes, *held):
        for child in scene.doc[index].children:
            clause = scene.clauses.get(child.i)
            if clause is None or child.dep_ not in ("acl", "relcl"):
                continue
            made = clause.doers if clause.voice == "passive" else ()
            nouns = [*made, *clause.recipients, *(noun for prep, noun in clause.obliques if prep in MADE_FOR)]
            found = tuple(p for p in scene.parties_at(nouns) if scene.mentions[p].mention_type != "PRO")
            if found:
                return found
    return ()


def _noun_place(
    scene: Scene, nominal: Nominal, holder: Clause | None, prepositions: tuple[str, ...], place: str
) -> tuple[str, ...]:
    if place == "possessor":
        return scene.parties_at(nominal.possessors) or scene.parties_within(nominal.possessors)
    if place == "adjective":
        return scene.parties_at(nominal.premodifiers)
    if place == "holder":
        if holder is None:
            return ()
        return scene.parties_at(holder.doers) or scene.parties_within(holder.doers)
    wanted = prepositions if place == "prep" else (place,)
    found = _after(scene, list(nominal.obliques), wanted)
    if not found and holder is not None and (place == "prep" or place in HELD_TARGETS):
        found = _after(scene, list(holder.obliques), tuple(p for p in wanted if p in HELD_TARGETS))
        if not found and place in ("to", "prep"):
            found = scene.parties_at(holder.recipients)
    return found


def _after(scene: Scene, hung: list[tuple[str, int]], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Give the actors after one of the prepositions; inside the noun phrase where the noun is no actor."""
    nouns = [noun for prep, noun in hung if prep in wanted]
    # "towards its border with Drosk", "react to raids by Drosk"
    return _among(scene, nouns) or scene.parties_at(nouns) or scene.parties_within(nouns, ("of", "with", "by"))


def _among(scene: Scene, nouns: Iterable[int]) -> tuple[str, ...]:
    """Give those of a crowd that are known: "sanctions on forty firms, including Corvian banks"."""
    nouns = list(nouns)
    if any(scene.mentions[party].country for party in scene.parties_at(nouns)):
        return ()
    named = [noun for index in nouns for prep, noun in scene.nominal(index).obliques if prep == "including"]
    return scene.parties_at(named) or scene.parties_within(named)
