"""Find who did it to whom: the sources and targets of an event, by the frame of its trigger.

In:  a `Scene` and the place of a trigger in the parse. Out: `Parties`, tuples of actor mention ids.
Left to `chains`: the parties of acts on acts. Left to `resolve.linking`: who they are.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from dragoman.extract.events.party_lists import Parties
from dragoman.extract.events.scene import Scene
from dragoman.extract.events.stand_ins import fill_noun, fill_verb
from dragoman.lexicons.load.triggers import Frame, Trigger, load_triggers
from dragoman.nlp.grammar import Clause
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.nominals import POSTED, Nominal, prepositional

ARMED = frozenset(("GOV", "MIL", "COP", "REB", "SPY", "UAF", "PRM", "JUD"))  # whose arrests are those they make
SETTING = frozenset(("in", "across", "throughout", "inside", "within", "around", "near", "off", "along", "at"))
SWAPPING = frozenset(("exchange", "swap", "trade"))
MADE_FOR = ("by", "in", "to", "for")
# "suspended the pact concluded with Drosk"
MADE_WITH = frozenset(("agree", "conclude", "make", "negotiate", "reach", "sign", "strike"))
# "marched in support of the king" is not against him
IN_FAVOUR = frozenset(("commemoration", "defence", "defense", "favor", "favour", "memory", "solidarity", "support"))
# "launched an attack on Belmark", "levelled charges against Drosk": the parser hangs such a phrase on the verb too
HELD_TARGETS = ("on", "against", "to", "at", "with", "upon", "over", "for")


def verb_parties(scene: Scene, clause: Clause, trigger: Trigger) -> Parties:
    """Fill the frame of a verb."""
    find = functools.partial(_verb_place, scene, clause, trigger.prepositions, mutual=trigger.frame.mutual)
    parties = _fill(trigger.frame, find)
    if "@agreement" in trigger.objects and trigger.frame.mutual and len(parties.sources) < 2:
        # "his readiness to finalise the deal": the parties of the deal that was named before
        named = next((found for index in clause.undergoers if (found := scene.agreement_parties(index))), ())
        parties = Parties(sources=tuple(dict.fromkeys((*parties.sources, *named))))
    if trigger.frame.name == "giving":
        parties = _not_what_is_given(scene, clause, parties)
    if trigger.event_type == "PROTEST" and any(lemma_of(scene.doc[noun]) in IN_FAVOUR for _, noun in clause.obliques):
        return Parties(sources=parties.sources)
    return fill_verb(scene, clause, trigger, parties)


def _not_what_is_given(scene: Scene, clause: Clause, parties: Parties) -> Parties:
    """Let those be the target who get it: in "sent a team of doctors to the valley" nobody helped the doctors."""
    given_to = [*clause.recipients, *(noun for prep, noun in clause.obliques if prep == "to")]
    given_to = [index for index in given_to if index not in scene.times and index not in clause.undergoers]
    given = set(scene.parties_at(clause.undergoers)) | set(scene.parties_within(clause.undergoers))
    if not given_to or not parties.targets or not given.issuperset(parties.targets):
        return parties
    if set(scene.parties_at(given_to)) & set(parties.targets):
        return parties
    return Parties(sources=parties.sources, targets=scene.places_at(given_to) or scene.thing_at(given_to))


def noun_parties(scene: Scene, nominal: Nominal, trigger: Trigger, holder: Clause | None) -> Parties:
    """Fill the frame of a noun; `holder` is the clause of the verb that carries it ("launched an attack")."""
    find = functools.partial(_noun_place, scene, nominal, holder, trigger.prepositions)
    borne = _borne_by(scene, nominal)
    if borne:
        return Parties(sources=tuple(party for party in find("by") if party not in borne), targets=borne)
    return fill_noun(scene, nominal, trigger, holder, _fill(trigger.frame, find))


def _borne_by(scene: Scene, nominal: Nominal) -> tuple[str, ...]:
    """Give whose arrest it was: "Holt's arrest by Drosk", not "Drosk's arrest of Holt", "the army's arrests".

    Nobody is killed twice: "Holt's killings" are those that he did.
    """
    if lemma_of(scene.doc[nominal.head]) not in load_triggers().classes["suffered"]:
        return ()
    told = {prep for prep, _ in nominal.obliques}
    held = [scene.mentions[party] for party in scene.parties_at(nominal.possessors) if party in scene.mentions]
    if "of" in told or not held:
        return ()
    is_many = scene.doc[nominal.head].tag_ == "NNS" and all(m.kind == "person" for m in held)
    does_it = is_many or any(m.kind != "person" and (m.kind != "group" or ARMED & set(m.sectors[:1])) for m in held)
    return () if does_it and "by" not in told else tuple(m.mention_id for m in held)


def suffered_parties(scene: Scene, nominal: Nominal, trigger: Trigger, holder: Clause) -> Parties:
    """Fill the frame of a noun whose verb says that its subject bore it: "Belmark suffered a strike by Drosk"."""
    told = noun_parties(scene, nominal, trigger, None)
    doers = told.sources or scene.parties_after(holder.obliques, ("from", "by"))
    borne = scene.parties_at(holder.doers) or scene.parties_within(holder.doers) or told.targets
    return Parties(sources=doers, targets=tuple(party for party in borne if party not in doers))


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
        within = scene.parties_within(clause.doers, ("of", "between", "among"))
        # "accused the bill of hurting the poor": who accuses it did not hurt them; but "accused each other of"
        is_charged = clause.relation.startswith("pcomp") and all(scene.doc[i].pos_ == "NOUN" for i in clause.doers)
        return within or (() if is_charged else scene.holders(clause.doers))
    if place == "object" and mutual and lemma_of(scene.doc[clause.head]) in SWAPPING:
        return ()  # "the two will exchange ambassadors"
    if place == "object":
        among = scene.known_among(clause.undergoers)
        return among or (scene.parties_at(clause.undergoers) if mutual else scene.listed_parties(clause.undergoers))
    if place == "object-np":
        if lemma_of(scene.doc[clause.head]) == "be":
            return ()  # "is its largest donor": what the doer is, he himself is
        within = scene.parties_within(clause.undergoers, ("of", *prepositions))
        # "closed its embassy in Senna", "its own embassy": whose it is tells not whom it is towards
        own = [child.i for index in clause.undergoers for child in scene.doc[index].children if child.tag_ == "PRP$"]
        skipped = {*scene.parties_at(own), *(scene.parties_at(clause.undergoers) if own else ())}
        within = tuple(m for m in within if m not in skipped and not _is_doers_own(scene, m, clause))
        return within or _in_modifiers(scene, clause.undergoers)
    if place == "owner":
        return scene.owners(clause.undergoers)
    if place == "recipient":
        return scene.parties_at(clause.recipients) or scene.parties_within(clause.recipients)
    return _after_verb(scene, clause, prepositions if place == "prep" else (place,), mutual=mutual)


def _after_verb(scene: Scene, clause: Clause, wanted: tuple[str, ...], *, mutual: bool) -> tuple[str, ...]:
    """Find who stands after a preposition of a verb, of its object, or of the noun of another phrase."""
    hung = [*clause.obliques]
    for index in clause.undergoers:
        # "received Drosk's ambassador to Corvia" received nobody of Corvia
        is_posted = mutual and scene.doc[index].lower_ in POSTED
        hung.extend(pair for pair in scene.hung_on(index) if not (is_posted and pair[0] == "to"))
    found = _aim_first(scene, hung, wanted)
    if found:
        return found
    # "20 million in assistance to Belmark", "went on strike against Drosk": the phrase hangs on the noun of
    # another phrase
    # "acted as mediator between Drosk and the rebels": the mediator is no party
    part = [noun for prep, noun in hung if mutual and prep == "as"]
    outer = [noun for _, noun in hung if noun not in scene.actors or noun in part]
    deeper = [pair for noun in outer for pair in scene.nominal(noun).obliques]
    return scene.parties_after(deeper, wanted)


def _aim_first(scene: Scene, hung: list[tuple[str, int]], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Give whom it is against, not also where or for what: "strikes against the Red Front in Drosk"."""
    aimed = tuple(prep for prep in wanted if prep not in (*SETTING, "for"))
    return scene.parties_after(hung, aimed) or scene.parties_after(hung, wanted)


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
            tied = (*MADE_FOR, "with") if lemma_of(scene.doc[clause.head]) in MADE_WITH else MADE_FOR
            nouns = [*made, *clause.recipients, *(noun for prep, noun in clause.obliques if prep in tied)]
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
    found = _aim_first(scene, list(scene.hung_on(nominal.head)), wanted)
    if not found and holder is not None and (place == "prep" or place in HELD_TARGETS):
        found = scene.parties_after(list(holder.obliques), tuple(p for p in wanted if p in HELD_TARGETS))
        if not found and place in ("to", "prep"):
            found = scene.parties_at(holder.recipients)
    if not found and place == "by":
        return _done_by(scene, nominal, holder)
    if not found and place == "prep":
        # "tariffs on cars made in Drosk"
        hung = [*scene.hung_on(nominal.head), *(holder.obliques if holder is not None else ())]
        found = _in_modifiers(scene, tuple(noun for prep, noun in hung if prep in wanted))
    return found


def _done_by(scene: Scene, nominal: Nominal, holder: Clause | None) -> tuple[str, ...]:
    """Find who did it where the parser hangs them elsewhere: "condemned the arrest of a writer by Drosk's agents"."""
    hung = [pair for prep, noun in nominal.obliques if prep == "of" for pair in scene.nominal(noun).obliques]
    if holder is not None and holder.voice == "active" and nominal.relation == "dobj":
        hung += holder.obliques
        # "condemned the overthrow of the king by guards", parsed as the agent of "condemned"
        agents = [child for child in scene.doc[holder.head].rights if child.dep_ == "agent"]
        hung += [("by", index) for child in agents for _, index in prepositional(child)]
    return scene.parties_after(hung, ("by",))
