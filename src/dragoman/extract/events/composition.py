"""Read an event together with the acts above it: deed, plan, promise, allegation, denial.

In:  a candidate with its parties and its chain. Out: `Reading`s: the event itself and the acts that are events
     of their own ("accused", "agreed to"), each with status, attribution and what it is about.
The rule for every act and every type stands in `lexicons/composition.toml`.
Left to `coder`: mentions, dates and confidence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.extract.events.act_parties import (
    act_claimants,
    act_doers,
    act_targets,
    are_one_side,
    deplores,
    is_adverse,
    ousters,
    owners_of_rest,
    spelled_against,
)
from dragoman.extract.events.arguments import noun_parties, suffered_parties, verb_parties
from dragoman.extract.events.chains import REPORTING, Chain, Link, climb, dating_predicate, is_happening, is_suffered
from dragoman.extract.events.factuality import NEGATED, Assertion, clause_assertion, combine
from dragoman.extract.events.mediation import mediated_sides
from dragoman.extract.events.noun_status import adjective_status, is_supposed, is_talked_over
from dragoman.extract.events.own_forces import is_nameless_force
from dragoman.extract.events.party_lists import Parties
from dragoman.extract.events.reprisals import read_ahead
from dragoman.extract.events.scene import Scene
from dragoman.extract.events.stand_ins import hit_things, joined_by_speaker
from dragoman.extract.events.triggers import Candidate
from dragoman.lexicons.load.composition import Cell, load_composition
from dragoman.lexicons.load.triggers import load_triggers
from dragoman.nlp.grammar import CONDITIONAL_MARKS, Clause
from dragoman.nlp.lemmas import lemma_of
from dragoman.records.vocabulary import EventType, Status

ACT_WEIGHT = 0.8  # "demanded", "accused": the act is told surely, however vague what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Reads as: at `head`, these parties did this, in this status, as these say.

    `about` is the head of the reading that this act is about. `predicate` is the token whose clause dates it;
    `outcomes` are the heads of clauses that tell whom it hurt.
    """

    head: int
    words: tuple[int, ...]
    event_type: EventType
    mode: str | None
    parties: Parties
    status: Status
    attributed_to: tuple[str, ...]
    about: int | None
    predicate: int
    weight: float
    why: tuple[str, ...]
    outcomes: tuple[int, ...] = ()


def read_candidate(scene: Scene, candidate: Candidate) -> tuple[Reading, ...]:
    """Read an event and the acts above it, the event first; empty where the text asserts nothing."""
    trigger = candidate.trigger
    verb = trigger.part_of_speech == "verb"
    chain = climb(scene, candidate.head, verb=verb)
    if not verb and not trigger.bare and not is_happening(chain, trigger.event_type):
        return ()
    parties = _parties(scene, candidate, chain)
    status = _first_status(scene, chain)
    if not verb:
        if chain.predicate is None and not chain.links and is_supposed(scene, candidate.head, trigger.event_type):
            return ()
        status = adjective_status(scene, candidate.head, status)
    told = ("ahead",) if trigger.ahead else ()
    if trigger.ahead:
        parties, status = read_ahead(scene, parties, status, chain)
    if _is_asked_or_supposed(chain) or is_talked_over(scene, candidate, chain):
        return ()
    shared = _is_shared_drill(scene, candidate, parties)
    inner = Reading(
        head=candidate.head,
        words=candidate.words,
        event_type="COOPERATE" if shared else trigger.event_type,
        mode=None if shared else trigger.mode,
        parties=parties,
        status="occurred",
        attributed_to=(),
        about=None,
        predicate=dating_predicate(chain, candidate.head),
        weight=trigger.weight,
        why=(f"trigger:{trigger.event_type}:{trigger.head}", f"frame:{trigger.frame.name}", *told),
    )
    if status == NEGATED and chain.predicate is not None and _is_refusal(chain.predicate):
        return _refuse(scene, inner, chain)
    return _apply_chain(scene, inner, status, chain)


def _parties(scene: Scene, candidate: Candidate, chain: Chain) -> Parties:
    """Find both sides, by the frame of the trigger and by what holds it."""
    trigger = candidate.trigger
    if trigger.part_of_speech == "verb":
        clause = scene.clauses[candidate.head]
        parties = hit_things(scene, clause, trigger, candidate.words, verb_parties(scene, clause, trigger))
    else:
        parties = noun_parties(scene, scene.nominal(candidate.head), trigger, chain.holder)
        if chain.holder is not None and not trigger.frame.mutual and is_suffered(scene, chain.holder):
            parties = suffered_parties(scene, scene.nominal(candidate.head), trigger, chain.holder)
        if trigger.frame.mutual and len(parties.sources) < 2:
            parties = joined_by_speaker(scene, candidate.head, parties)
    if trigger.frame.mutual and trigger.event_type == "CONSULT" and len(parties.sources) == 1:
        sides = mediated_sides(scene, dating_predicate(chain, candidate.head), candidate.words)
        parties = replace(parties, sources=tuple(dict.fromkeys((*parties.sources, *sides))))
    return parties


def _is_asked_or_supposed(chain: Chain) -> bool:
    return chain.enclosing is not None and (chain.enclosing.conditional or chain.enclosing.question)


def _is_shared_drill(scene: Scene, candidate: Candidate, parties: Parties) -> bool:
    """Tell "the fleets of Ardania and Drosk held war games" from a show of force by one of them."""
    if candidate.trigger.event_type != "MOBILIZE" or parties.targets:
        return False
    drills = load_triggers().classes["drill"]
    if not any(lemma_of(scene.doc[index]) in drills for index in candidate.words):
        return False
    countries = {scene.mentions[party].country for party in parties.sources if party in scene.mentions} - {None}
    return len(countries) > 1


def apply_acts(scene: Scene, inner: Reading) -> tuple[Reading, ...]:
    """Read a clause's event, however it was found, together with the acts above the clause."""
    chain = climb(scene, inner.head, verb=True)
    if _is_asked_or_supposed(chain):
        return ()
    return _apply_chain(scene, inner, _first_status(scene, chain), chain)


def _is_refusal(clause: Clause) -> bool:
    """Tell "will not lift the embargo" from "did not lift it": who will not do a thing refuses it."""
    return clause.negated and (clause.tense == "future" or clause.modal == "would") and not clause.conditional


def _refuse(scene: Scene, inner: Reading, chain: Chain) -> tuple[Reading, ...]:
    act = load_composition().acts["refuse"]
    predicate = chain.predicate
    if predicate is None or not inner.parties.sources:
        return ()
    cell = act.cells[inner.event_type]
    link = Link(act=act, head=inner.head, clause=predicate, relation="clause", noun=False)
    outer = _outer(scene, inner, link, cell, inner.parties.sources)
    if outer is None:
        return ()
    marks = [c.i for c in scene.doc[predicate.head].children if c.dep_ in ("aux", "neg")]
    refusal = replace(
        outer,
        words=tuple(marks) or inner.words,  # "will not" refuses, as "refused" does in "refused to lend"
        why=("act:refuse", f"over:{inner.event_type}", "negated-future"),
    )
    return _apply_chain(scene, refusal, "occurred", chain)


def _first_status(scene: Scene, chain: Chain) -> Assertion:
    clause = chain.predicate
    if clause is None:
        return "occurred"
    if clause.mood == "infinitive" and clause.tense != "future" and clause.modal is None:
        if chain.links:
            return NEGATED if clause.negated else "occurred"
        # "used drones to attack": purposes and unknown verbs assert nothing
        return None
    return clause_assertion(scene, clause)


def _apply_chain(scene: Scene, inner: Reading, status: Assertion, chain: Chain) -> tuple[Reading, ...]:
    finished: list[Reading] = []
    current: Reading | None = inner
    assertion = status
    for link in chain.links:
        if current is None:
            break
        above = clause_assertion(scene, link.clause)
        if link.clause is not None and link.clause.mood == "infinitive":
            # "is used to stop the convoys": at the top of the chain an infinitive is a purpose and asserts nothing
            above = None if link is chain.links[-1] and link.clause.relation == "advcl" else "occurred"
        cell = link.act.cells[current.event_type]
        outer, kept = _apply_act(scene, current, assertion, link, cell)
        outer, kept = _under(outer, kept, above, link)
        if outer is None:
            current, assertion = (kept[0], kept[1]) if kept else (None, None)
            continue
        if kept is not None:
            finished.append(_settled(kept[0], kept[1]))
        current, assertion = outer, above
    if current is not None and assertion is not None and assertion != NEGATED:
        finished.append(_settled(current, assertion))
    return tuple(reading for reading in finished if reading.status != "possible" or reading.parties.everyone)


def _settled(reading: Reading, assertion: Assertion) -> Reading:
    status: Status = "occurred" if assertion in (None, NEGATED) else assertion  # type: ignore[assignment]
    return replace(reading, status=status)


Kept = tuple[Reading, Assertion] | None


def _apply_act(
    scene: Scene, inner: Reading, assertion: Assertion, link: Link, cell: Cell
) -> tuple[Reading | None, Kept]:
    """Give the act as an event of its own, and what becomes of the event below it."""
    doers = act_doers(scene, link)
    if link.act.name in REPORTING and assertion == "possible" and _is_conditional_threat(scene, inner, doers):
        return _conditional_threat(scene, inner, link, doers), None
    if link.act.name in REPORTING and assertion == NEGATED and set(doers) & set(inner.parties.sources):
        # "Iran said it had not supplied missiles" is a denial
        cell = load_composition().acts["deny"].cells[inner.event_type]
        assertion = "occurred"
    if link.act.own and cell.outer is not None and not are_one_side(scene, doers, inner.parties.sources):
        kept = replace(inner, why=(*inner.why, f"under:{link.act.name}"), attributed_to=doers)
        return None, ((kept, combine(assertion, "possible")) if assertion not in (None, NEGATED) else None)
    if assertion in (None, NEGATED):
        return _outer(scene, inner, link, cell, doers), None
    if cell.role == "mediator":
        others = tuple(party for party in inner.parties.sources if party not in doers)
        parties = replace(inner.parties, sources=others, mediators=(*inner.parties.mediators, *doers))
        return None, (replace(inner, parties=parties), assertion)
    inner = _done_by(scene, inner, link, doers)
    outer = _outer(scene, inner, link, cell, doers)
    if cell.inner == "drop":
        return outer, None
    kept_status = combine(assertion, cell.inner)
    attributed = inner.attributed_to
    if link.act.name in (*REPORTING, "accuse", "deny") and doers:
        attributed = tuple(dict.fromkeys((*attributed, *doers)))
        if (
            link.act.name in REPORTING[:2]
            and kept_status == "occurred"
            and is_adverse(scene, inner.event_type, inner.parties.everyone, doers)
        ):
            kept_status = "alleged"
    kept = replace(inner, attributed_to=attributed, why=(*inner.why, f"under:{link.act.name}"))
    if outer is not None:
        outer = replace(outer, about=kept.head)
    return outer, (kept, kept_status)


def _is_conditional_threat(scene: Scene, inner: Reading, doers: tuple[str, ...]) -> bool:
    """Tell "said it would close the strait if Drosk kept its base" from a neutral report of what may come."""
    clause = scene.clauses.get(inner.head)
    if clause is None or inner.event_type not in load_composition().threat_modes or not inner.parties.sources:
        return False
    own = any(
        scene.mentions[p].actor_id == scene.mentions[d].actor_id
        for p in inner.parties.sources
        if p in scene.mentions
        for d in doers
        if d in scene.mentions
    )
    return own and _condition_below(scene, inner.head) is not None


def _condition_below(scene: Scene, head: int) -> Clause | None:
    for child in scene.doc[head].children:
        clause = scene.clauses.get(child.i)
        if clause is not None and child.dep_ == "advcl" and clause.mark in CONDITIONAL_MARKS:
            return clause
    return None


def _conditional_threat(scene: Scene, inner: Reading, link: Link, doers: tuple[str, ...]) -> Reading | None:
    """Read the threat: towards whom the deed would hit, else towards whom the condition binds."""
    composition = load_composition()
    condition = _condition_below(scene, inner.head)
    bound = scene.parties_at(condition.doers) if condition is not None else ()
    hit = tuple(party for party in inner.parties.targets if party not in scene.things)
    targets = tuple(party for party in (hit or bound) if party not in doers)
    cell = composition.acts["threaten"].cells[inner.event_type]
    threat = _outer(scene, inner, link, cell, doers)
    parties = Parties(sources=doers, targets=targets)
    return replace(threat, parties=parties, why=("act:threaten", "if")) if threat is not None else None


def _done_by(scene: Scene, inner: Reading, link: Link, doers: tuple[str, ...]) -> Reading:
    """Let the act tell who did it, where the event names nobody: "announced sanctions", "sued Belmark for genocide"."""
    if link.act.name == "invite" and inner.event_type == "CONSULT" and len(inner.parties.sources) < len(doers) + 1:
        # "invited the leaders of Drosk and Corvia to a summit in Senna": those who are to meet
        guests = (*inner.parties.sources, *act_targets(scene, link))
        return replace(inner, parties=replace(inner.parties, sources=tuple(dict.fromkeys((*doers, *guests)))))
    if inner.event_type == "INCIDENT" or not _is_undone(scene, inner, doers):
        return inner
    told = scene.clauses.get(inner.head)
    is_own = told is not None and told.has_own_subject and (told.mood == "indicative" or told.relation == "conj")
    # "with two people reported killed"
    is_own = is_own or (told is not None and told.voice == "passive" and told.relation == "xcomp")
    if is_own and link.act.name in REPORTING:
        # "the ministry said a shell had killed two", "said two were killed and five wounded": who tells did not do it
        return inner
    if link.act.name == "accuse" and link.clause is not None:
        doers = tuple(party for party in act_targets(scene, link) if party not in inner.parties.targets)
    elif not link.act.carries:
        return inner
    return replace(inner, parties=replace(inner.parties, sources=doers))


def _is_undone(scene: Scene, inner: Reading, doers: tuple[str, ...]) -> bool:
    """Tell whether nobody is told to have done it but who was sent: "announced the deployment of 230 troops"."""
    sources = inner.parties.sources
    if inner.event_type != "MOBILIZE" or inner.head in scene.clauses or not doers:
        return not sources
    return all(is_nameless_force(scene, party) for party in sources)


def _under(outer: Reading | None, kept: Kept, above: Assertion, link: Link) -> tuple[Reading | None, Kept]:
    """Let the act's own negation, modality or future weigh on what it holds."""
    if above in ("occurred", "ongoing"):
        return outer, kept
    if above == NEGATED:
        # "did not rule out sanctions", "did not deny the strike": open; "did not agree to talks": nothing
        opened = kept[0] if kept and link.act.name in ("deny", "refuse", "avoid") else None
        return None, ((opened, "possible") if opened else None)
    if above is None:
        return None, None
    if kept is not None and outer is None:
        return None, (kept[0], combine(kept[1], above))
    return outer, None


def _outer(scene: Scene, inner: Reading, link: Link, cell: Cell, doers: tuple[str, ...]) -> Reading | None:
    if cell.outer is None:
        return None
    mode, event_type, targets = cell.mode, cell.outer, _outer_targets(scene, inner, link, cell, doers)
    if deplores(scene, link, doers, inner.parties.sources):
        event_type, mode, targets = "ACCUSE", "disapprove", inner.parties.sources
    if mode == "by-type":
        composition = load_composition()
        by_mode = composition.threat_mode_by_inner_mode.get(inner.mode or "")
        mode = by_mode or composition.threat_modes.get(inner.event_type)
    return Reading(
        head=link.head,
        words=(link.head,),
        event_type=event_type,
        mode=mode,
        parties=Parties(sources=doers, targets=targets),
        status="occurred",
        attributed_to=(),
        about=None,
        predicate=link.clause.head if link.clause else link.head,
        weight=max(inner.weight, ACT_WEIGHT),
        why=(f"act:{link.act.name}", f"over:{inner.event_type}"),
    )


def _outer_targets(scene: Scene, inner: Reading, link: Link, cell: Cell, doers: tuple[str, ...]) -> tuple[str, ...]:
    doer = tuple(party for party in inner.parties.sources if party not in doers)
    if inner.event_type == "OFFICE":
        doer = ousters(scene, link, inner.head) or doer
    patient = tuple(party for party in inner.parties.targets if party not in doers) or doer
    everyone = tuple(party for party in inner.parties.everyone if party not in doers)
    addressed = tuple(party for party in act_targets(scene, link) if party not in doers)
    chosen = {
        "none": (),
        "object": addressed,
        "doer": doer,
        "patient": patient,
        "parties": everyone or addressed,
        "object-or-doer": addressed or doer,
        "object-or-patient": addressed or patient,
        "object-or-parties": addressed or everyone,
        "claimant": tuple(party for party in act_claimants(scene, link) if party not in doers),
    }
    found = chosen[cell.target]
    if not found and cell.outer == "THREATEN":
        found = spelled_against(scene, link, inner.head, doers)
    return found or (() if cell.target == "none" else owners_of_rest(scene, link, inner.head, doers))
