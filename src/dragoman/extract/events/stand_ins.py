"""Find what stands for an actor where the frame of a trigger finds none: places, things, unknown names, aims.

In:  a `Scene`, a trigger and the `Parties` that its frame found. Out: `Parties` with the missing side filled.
Left to `arguments`: the frames themselves. Left to `parties`: the wording of what was found.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.events.chains import REPORTING, outermost
from dragoman.extract.events.party_lists import Parties
from dragoman.extract.events.scene import Scene
from dragoman.lexicons.load.composition import load_composition
from dragoman.lexicons.load.triggers import Frame, Trigger, load_triggers
from dragoman.nlp.grammar import Clause
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.nominals import Nominal

# A place stands for its country where the act is done to it or by going there; elsewhere it is only where it happened.
MAX_PLACES = 3  # a list of towns that were shelled is one act against one country
INSTRUMENTS = ("munition", "blast", "weapon", "fighting", "meeting")
BUSINESS = frozenset(
    ("publication", "broadcast", "broadcasting", "operation", "activity", "work", "licence", "license")
)
PUBLIC_GOODS = frozenset(("internet", "web", "electricity", "signal", "traffic"))
MISSIONS = frozenset(("embassy", "consulate", "@facility", "@envoy", "mission", "ambassador"))
CARRYING = frozenset(("carry", "transport", "bring", "fly", "take", "ferry", "bear"))
# A march or a deployment is towards whom its purpose names, where nothing nearer does
PURPOSEFUL_TYPES = ("MOBILIZE", "PROTEST", "ASSAULT")
PROMISED_AID = frozenset(("@aid", "@money"))  # "announced 60 million in aid to help the victims"
HELPING_TYPES = ("AID", "SANCTION", "RETREAT")  # what is given, withheld and given back
NAMELESS_TYPES = ("OFFICE", "INCIDENT", "MOBILIZE", "PROTEST", "CONSULT")
NAMED_AFTER = ("into", "against", "on", "to", "with", "for", "at", "of")
HELPED = ("in", "for", "of", "to", "across")
AIMED = ("at", "against", "with", "over")
SPOTS = ("at", "near", "outside", "on")
FORCEFUL_TYPES = ("ASSAULT", "COERCE")
THINGS_SUFFER = ("ASSAULT", "COERCE", "RETREAT", "INCIDENT")  # deeds done to things as well as to people
PLACES_SUFFER = (
    "ASSAULT", "CONSULT", "COERCE", "AID", "MOBILIZE", "RETREAT", "SANCTION", "SUPPORT", "ACCUSE", "REJECT", "REQUEST",
    "THREATEN", "PROTEST", "CONCEDE",
)  # fmt: skip
STRETCHES_SUFFER = ("ASSAULT", "COERCE", "AID", "RETREAT", "CONCEDE", "SANCTION")
# a truce is towards whom it holds, the end of a curfew towards where it held
TRUCES = frozenset(("ceasefire", "truce", "armistice", "curfew", "emergency", "lockdown", "blockade"))


def fill_verb(scene: Scene, clause: Clause, trigger: Trigger, parties: Parties) -> Parties:
    """Fill the sides that a verb's frame left empty."""
    if trigger.event_type == "INCIDENT" and not parties.targets:
        parties = Parties(sources=parties.sources, targets=_carried(scene, clause))
    if trigger.event_type in PURPOSEFUL_TYPES and not parties.targets:
        parties = _with_aims(scene, clause, parties, helps=False)
    if trigger.event_type in PLACES_SUFFER and _lacks_target(trigger.frame, parties):
        parties = _with_verb_places(scene, clause, trigger, parties)
    if trigger.frame.mutual or trigger.event_type in NAMELESS_TYPES:
        return parties
    parties = _with_law(scene, clause, _with_names(scene, clause, trigger, parties))
    if parties.sources and _is_untold(scene, parties) and _helps(scene, clause, trigger):
        aided = _with_aims(scene, clause, parties, helps=True)
        return aided if aided.targets else _with_recipients(scene, clause, parties)
    return parties


def fill_noun(scene: Scene, nominal: Nominal, trigger: Trigger, holder: Clause | None, parties: Parties) -> Parties:
    """Fill the sides that a noun's frame left empty."""
    if trigger.event_type == "ASSAULT" and parties.sources and not trigger.frame.mutual:
        # "their assault on the rebel-held quarter", "the bombardment of a Drosk suburb"
        aimed = ("on", "against", "at", "of") if "of" in trigger.frame.targets else ("on", "against", "at")
        hung = [*nominal.obliques, *(holder.obliques if holder is not None else ())]
        hit = [noun for prep, noun in hung if prep in aimed and noun not in scene.places]
        if not set(parties.targets) & set(scene.parties_at(noun for _, noun in hung)):
            things = scene.things_at(hit)
            parties = Parties(sources=parties.sources, targets=things or parties.targets)
    if trigger.event_type in PLACES_SUFFER and _lacks_target(trigger.frame, parties):
        hung = [*nominal.obliques, *(holder.obliques if holder is not None else ())]
        if trigger.event_type == "SANCTION":
            # "a suspension of aid in Senna"
            hung += [pair for prep, noun in nominal.obliques if prep == "of" for pair in scene.nominal(noun).obliques]
        wanted = _place_prepositions(trigger, frozenset((lemma_of(scene.doc[nominal.head]),)))
        hit = [noun for prep, noun in hung if prep in wanted]
        if trigger.event_type == "ASSAULT":
            # "a bombing at a market in Senna"
            at = [noun for prep, noun in hung if prep in SPOTS and noun not in scene.places]
            hit += [noun for spot in at for prep, noun in scene.nominal(spot).obliques if prep == "in"]
        parties = _with_places(scene, trigger, parties, hit)
    if trigger.event_type in FORCEFUL_TYPES and _lacks_target(trigger.frame, parties):
        return replace(parties, targets=_hurt_by(scene, nominal, parties))
    return parties


def _hurt_by(scene: Scene, nominal: Nominal, parties: Parties) -> tuple[str, ...]:
    """Find whom a deed hit in the clause that says so: "a cyber attack that stopped the trains of Drosk's railway"."""
    classes = load_triggers().classes
    for child in scene.doc[nominal.head].rights:
        clause = scene.clauses.get(child.i)
        if clause is None or child.dep_ != "relcl" or nominal.head not in clause.doers:
            continue
        if lemma_of(child) in classes["outcome"] | classes["disrupting"]:
            found = scene.parties_at(clause.undergoers) or scene.parties_within(clause.undergoers)
            return tuple(party for party in found if party not in parties.sources)
    return ()


def _with_verb_places(scene: Scene, clause: Clause, trigger: Trigger, parties: Parties) -> Parties:
    hung = [*clause.obliques, *(o for i in clause.undergoers for o in scene.hung_on(i))]
    hung += [pair for _, noun in hung if noun not in scene.places for pair in scene.nominal(noun).obliques]
    if _is_mission(trigger):
        # "the Corvian embassy in Senna resumed work"
        hung += [pair for doer in clause.doers for pair in scene.nominal(doer).obliques]
    wanted = _place_prepositions(trigger, frozenset(lemma_of(scene.doc[i]) for i in clause.undergoers))
    held = [n for p, n in hung if p in wanted]
    if trigger.frame.name == "visit":
        held += clause.recipients  # "sent a delegation to Senna", given to it for the parser
    # "left Senna for the reef": where a deployment starts is not whom it is towards
    reached = () if trigger.event_type == "MOBILIZE" else clause.undergoers
    placed = _with_places(scene, trigger, parties, [*reached, *held])
    return _with_stretches(scene, trigger, placed, held)


def _with_law(scene: Scene, clause: Clause, parties: Parties) -> Parties:
    """Let the country whose law acts be who did it: "was arrested in Senna", "was held in a jail in Drosk"."""
    is_open = not parties.sources and clause.voice == "passive" and not clause.doers
    if not is_open or not parties.targets or not all(party in scene.mentions for party in parties.targets):
        return parties
    if lemma_of(scene.doc[clause.head]) not in load_triggers().classes["lawful"]:
        return parties
    where = [noun for prep, noun in clause.obliques if prep == "in"]
    where += [noun for index in where for prep, noun in scene.nominal(index).obliques if prep == "in"]
    return Parties(sources=scene.places_at(where)[:1], targets=parties.targets)


def _helps(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Tell whether it is about what somebody gets: given, withheld, given back, or promised."""
    if trigger.event_type != "AGREE":
        return trigger.event_type in HELPING_TYPES
    promised = next((lemma_of(scene.doc[index]) for index in clause.undergoers), "")
    return load_triggers().fits(PROMISED_AID, promised)


def _is_untold(scene: Scene, parties: Parties) -> bool:
    """Tell whether no target is told but the doer's own: "returned the drums to their owners"."""
    known = {scene.mentions[party].actor_id for party in parties.sources if party in scene.mentions}
    held = [scene.mentions.get(party) for party in parties.targets]
    return all(m is not None and m.mention_type == "PRO" and m.actor_id in known for m in held)


def _with_names(scene: Scene, clause: Clause, trigger: Trigger, parties: Parties) -> Parties:
    """Let names that nobody knows be parties: "launched an inquiry into Velmer Holdings", "NACC fined Drosk"."""
    if parties.sources and not parties.targets:
        told = (*trigger.prepositions, *trigger.frame.targets)
        hung = [*clause.obliques, *(o for i in clause.undergoers for o in scene.hung_on(i))]
        found = [noun for prep, noun in hung if prep in NAMED_AFTER and prep in told]
        if "object" in trigger.frame.targets:
            table = load_triggers()
            undergone = (i for i in clause.undergoers if not table.fits(trigger.objects, lemma_of(scene.doc[i])))
            found = [*undergone, *found]
        targets = scene.thing_at(index for index in found if scene.is_unknown_name(index))
        return Parties(sources=parties.sources, targets=targets)
    if parties.targets and not parties.sources and "subject" in trigger.frame.sources:
        doers = scene.thing_at(index for index in clause.doers if scene.is_unknown_name(index))
        return Parties(sources=doers, targets=parties.targets)
    return parties


def _with_aims(scene: Scene, clause: Clause, parties: Parties, *, helps: bool) -> Parties:
    aimed = tuple(party for party in _aimed_at(scene, clause, helps=helps) if party not in parties.sources)
    return Parties(sources=parties.sources, targets=aimed)


def _with_recipients(scene: Scene, clause: Clause, parties: Parties) -> Parties:
    """Let those be the target who get it though they are no known actor: "cut its aid to allies in the east"."""
    hung = [*clause.obliques, *(o for i in clause.undergoers for o in scene.nominal(i).obliques)]
    given = [*clause.recipients, *(noun for prep, noun in hung if prep == "to")]
    owned = {child.head.i for index in given for child in scene.doc[index].lefts if child.tag_ == "PRP$"}
    many = [i for i in given if (scene.doc[i].tag_ == "NNS" or i in owned) and i not in scene.places]
    return Parties(sources=parties.sources, targets=scene.thing_at(many))


def _with_stretches(scene: Scene, trigger: Trigger, parties: Parties, indexes: list[int]) -> Parties:
    """Let a stretch of a country be what suffers: "a curfew in parts of Senna", "withdrew from the Drosk side"."""
    if parties.targets or not parties.sources or trigger.event_type not in STRETCHES_SUFFER or trigger.frame.mutual:
        return parties
    inner = [i for i in indexes if i not in scene.places and scene.places_at(scene.inner_nouns(i))]
    return Parties(sources=parties.sources, targets=scene.thing_at(inner))


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


def hit_things(scene: Scene, clause: Clause, trigger: Trigger, words: tuple[int, ...], parties: Parties) -> Parties:
    """Let what was hit be the target where no actor is: "bombed Drosk's positions", "seized a tanker"."""
    if trigger.event_type not in THINGS_SUFFER or trigger.frame.mutual:
        return parties
    if "object" not in trigger.frame.targets:
        return _hit_after(scene, clause, trigger, parties)
    if not parties.sources:
        return parties
    if any(target in scene.mentions for target in scene.parties_at(clause.undergoers)):
        return _with_listed(scene, clause, trigger, parties)
    undergone = [index for index in clause.undergoers if index not in scene.places]
    undergone = [each for index in undergone for each in _run_by(scene, index) if not _is_public_good(scene, each)]
    if trigger.event_type == "RETREAT":
        undergone = [index for index in undergone if index not in words and index not in scene.figures]
    things = scene.things_at([index for index in undergone if not _is_instrument(scene, index, trigger.event_type)])
    return Parties(sources=parties.sources, targets=things) if things else parties


def _is_public_good(scene: Scene, index: int) -> bool:
    """Tell what is everybody's: who shut off the internet did it to nobody that is told."""
    return lemma_of(scene.doc[index]) in PUBLIC_GOODS and not scene.nominal(index).possessors


def _run_by(scene: Scene, index: int) -> tuple[int, ...]:
    """Give whose business it is that is stopped: "suspended the publication of a weekly", "the licence of Radio X"."""
    if lemma_of(scene.doc[index]) not in BUSINESS:
        return (index,)
    return tuple(noun for prep, noun in scene.nominal(index).obliques if prep == "of") or (index,)


def _with_listed(scene: Scene, clause: Clause, trigger: Trigger, parties: Parties) -> Parties:
    """Add what was hit beside a known actor: "hit a power plant near Senna and the ministry"."""
    if trigger.event_type != "ASSAULT":
        return parties
    hit: list[str] = []
    for index in clause.undergoers:
        known = scene.parties_at([index])
        listed = any(scene.parties_at([each.i]) for each in scene.doc[index].conjuncts) and index not in scene.places
        if not known and listed and not _is_instrument(scene, index, trigger.event_type):
            known = scene.thing_at([index])
        hit.extend(known)
    return Parties(sources=parties.sources, targets=tuple(dict.fromkeys((*hit, *parties.targets))))


def _hit_after(scene: Scene, clause: Clause, trigger: Trigger, parties: Parties) -> Parties:
    """Find what was hit after the trigger's preposition: "opened fire on a patrol", "set fire to homes"."""
    if not parties.sources or parties.targets or "prep" not in trigger.frame.targets:
        return parties
    hung = [*clause.obliques, *(o for i in clause.undergoers for o in scene.nominal(i).obliques)]
    told = load_triggers().classes["announcement"]  # "declared martial law in a late-night address"
    aimed = [n for p, n in hung if p in trigger.prepositions and n not in scene.places]
    things = scene.thing_at(n for n in aimed if lemma_of(scene.doc[n]) not in told)
    return Parties(sources=parties.sources, targets=things)


def _is_instrument(scene: Scene, index: int, event_type: str) -> bool:
    """Tell "dropped bombs", "launched strikes" from "bombed shelters": what hits is not what is hit."""
    table = load_triggers()
    lemma = lemma_of(scene.doc[index])
    same = any(trigger.event_type == event_type for trigger in table.nouns.get(lemma, ()))
    return same or any(lemma in table.classes[name] for name in INSTRUMENTS)


def _aimed_at(scene: Scene, clause: Clause, *, helps: bool) -> tuple[str, ...]:
    """Find whom it is meant against: "sent a frigate to deter Drosk", "camped there, demanding that the mayor go".

    `helps`: whom it is meant for, and where they are.
    """
    phrases = [*clause.obliques, *(o for i in clause.undergoers for o in scene.nominal(i).obliques)]
    occasions = [noun for prep, noun in phrases if scene.doc[noun].lower_ in load_triggers().classes["occasion"]]
    held = [pair for noun in occasions for pair in scene.nominal(noun).obliques]
    found = scene.parties_after(held, ("to", "at", "against", "of", "over", "with"))
    # "mobilised troops for a battle against the rebels"
    fought = [pair for prep, noun in phrases if prep == "for" for pair in scene.nominal(noun).obliques]
    found = found or scene.parties_after(fought, ("against",))
    if found:
        return found
    # "gave 8 million to rebuild the port": the parser may hang the infinitive on the money
    near = [*scene.doc[clause.head].children, *(c for i in clause.undergoers for c in scene.doc[i].rights if helps)]
    for child in near:
        purpose = scene.clauses.get(child.i)
        if purpose is None or purpose.mood == "indicative":
            continue
        if child.dep_ not in ("advcl", "xcomp") and not (child.tag_ == "VB" and child.dep_ in ("acl", "relcl")):
            continue
        aims = [*purpose.undergoers, *(n for p, n in purpose.obliques if p in AIMED)]
        if helps and not scene.parties_at(aims):
            # "gave 20 million to promote schooling in Drosk"
            hung = [*purpose.obliques, *(o for i in purpose.undergoers for o in scene.hung_on(i))]
            aims += [n for p, n in hung if p in HELPED]
        below = [c for c in child.children if c.dep_ in ("ccomp", "xcomp") and c.i in scene.clauses]
        aims += [index for c in below for index in scene.clauses[c.i].doers if index not in clause.doers]
        found = scene.parties_at(aims) or scene.parties_within(aims)
        if not found and helps:
            found = scene.places_at([*aims, *(inner for index in aims for inner in scene.inner_nouns(index))])[:1]
        if found:
            return found
    return ()


def _place_prepositions(trigger: Trigger, things: frozenset[str]) -> tuple[str, ...]:
    # "arrived in Senna for talks", "withdrew from Senna", "a curfew in Senna", "suspended its aid to Senna": there the
    # place is what it is about
    meant = {
        "CONSULT": ("in",) if trigger.frame.name == "visit" else (),
        "RETREAT": ("from",),
        "COERCE": ("in",),
        # "declared a ceasefire in Senna"
        "CONCEDE": ("in",) if things & TRUCES else (),
        "SANCTION": ("to", "in", "from"),
        "REJECT": ("to",) if things & {"visit", "trip", "tour", "journey"} else (),
        "AID": ("to", "in", "into"),
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


def joined_by_speaker(scene: Scene, head: int, parties: Parties) -> Parties:
    """Let the subject take part in the meeting that its clause is set in: "In a call with Putin, Raisi said".

    Where the meeting names nobody, several subjects held it: "At talks in Drosk, two rebel factions agreed".
    """
    nominal = outermost(scene, head)
    clause = scene.clauses.get(nominal.governor) if nominal.governor is not None else None
    if clause is None or not nominal.relation.startswith("pobj:"):
        return parties
    if nominal.relation.removeprefix("pobj:") not in ("during", "in", "at", "after", "following", "on", "before"):
        return parties
    actors = {scene.mentions[m].actor_id for m in parties.sources if m in scene.mentions}
    others = [m for m in scene.parties_at(clause.doers) if m in scene.mentions]
    joined = tuple(m for m in others if scene.mentions[m].actor_id not in actors)
    if not parties.sources:
        several = len(joined) > 1 or any(scene.doc[i].tag_ in ("NNS", "NNPS") for i in clause.doers)
        # "State media reported that during their talks the two ...": who tells of it was not there
        wordings = load_composition().verbs.get(lemma_of(scene.doc[clause.head]), ())
        tells = any(wording.act.name in REPORTING for wording in wordings)
        return replace(parties, sources=joined) if several and not tells else parties
    return replace(parties, sources=(*joined, *parties.sources)) if len(joined) == 1 else parties
