"""Find the parties of acts on acts: whose demand, denial or promise it is, and towards whom.

In:  a `Scene` and a `Link` of a chain. Out: actor mention ids.
Left to `arguments`: the parties of the events themselves.
"""

from __future__ import annotations

from dragoman.extract.events.chains import Link
from dragoman.extract.events.scene import Scene
from dragoman.lexicons.load.composition import load_composition
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.nominals import prepositional
from dragoman.records.vocabulary import EventType

# whom an act on an act is towards, when it is a verb or a noun of its own
ACT_PREPOSITIONS = (
    "on",
    "to",
    "against",
    "of",
    "from",
    "with",
    "at",
    "for",
    "upon",
    "over",
    "toward",
    "towards",
)
ANSWERED = ("request", "threaten", "promise", "warn")
# states that report on others in these matters are adverse more often than not (contract: "alleged")
ADVERSE_TYPES: tuple[EventType, ...] = ("ASSAULT", "COERCE", "MOBILIZE", "AID", "COOPERATE", "SANCTION")
NEUTRAL_SECTORS = frozenset(("JRN", "NGO", "MED", "EDU", "SOC", "REL"))
CLAIMED_BY = ("by", "from", "of", "in")


def act_doers(scene: Scene, link: Link) -> tuple[str, ...]:
    """Find whose act it is: the subject of its verb; the possessor, by-phrase or holder of its noun."""
    if link.noun:
        nominal = scene.nominal(link.head)
        own = scene.parties_at(nominal.possessors) or scene.parties_at(nominal.premodifiers)
        own = own or scene.parties_at(noun for prep, noun in nominal.obliques if prep in ("by", "from", "of"))
        if not own and nominal.relation == "acomp" and nominal.governor in scene.clauses:
            # "Drosk is willing to train them"
            doers = scene.clauses[nominal.governor].doers
            own = scene.parties_at(doers) or scene.parties_within(doers)
        if own or link.clause is None:
            return own
    if link.clause is None:
        return ()
    doers = link.clause.doers
    return scene.parties_at(doers) or scene.parties_within(doers) or scene.holders(doers)


def deplores(scene: Scene, link: Link, doers: tuple[str, ...], done_by: tuple[str, ...]) -> bool:
    """Tell "regrets the bloc's decision to leave", a mild reproach, from what one regrets to have done oneself."""
    if link.act.name != "regret" or link.noun or lemma_of(scene.doc[link.head]) != "regret":
        return False
    own = {scene.mentions[doer].country for doer in doers if doer in scene.mentions} - {None}
    done = [scene.mentions[party] for party in done_by if party in scene.mentions]
    return bool(own) and bool(done) and all(each.country not in own and each.mention_id not in doers for each in done)


def act_targets(scene: Scene, link: Link) -> tuple[str, ...]:
    """Find whom the act is addressed to: object, indirect object, or a noun after its preposition."""
    if link.clause is not None and not link.noun:
        # "offered Drosk thirty doctors"
        objects = scene.parties_at(link.clause.recipients)
        objects = objects or scene.parties_at((*link.clause.undergoers, *link.clause.recipients))
        objects = objects or scene.places_at((*link.clause.undergoers, *link.clause.recipients))[:1]
        objects = objects or scene.thing_at(i for i in link.clause.undergoers if scene.is_unknown_name(i))
        if objects:
            return objects
        hung = [noun for prep, noun in link.clause.obliques if prep in ACT_PREPOSITIONS]
        return scene.parties_at(hung) or scene.places_at(hung)[:1]
    nominal = scene.nominal(link.head)
    towards = scene.parties_at(
        noun for prep, noun in nominal.obliques if prep in ACT_PREPOSITIONS and prep not in ("of", "from")
    )
    return towards or _answering(scene, link)


def _answering(scene: Scene, link: Link) -> tuple[str, ...]:
    """Find who answers what was asked of him or offered: "rejected Drosk's demand", "Belmark's plea was ignored by"."""
    if link.act.name not in ANSWERED:
        return ()
    nominal = scene.nominal(link.head)
    clause = scene.clauses.get(nominal.governor) if nominal.governor is not None else None
    if clause is None or link.head not in clause.undergoers:
        return ()
    if lemma_of(scene.doc[clause.head]) not in load_composition().answers:
        return ()
    return scene.parties_at(clause.doers) or scene.parties_within(clause.doers)


def act_claimants(scene: Scene, link: Link) -> tuple[str, ...]:
    """Find who says what is denied: "denied Drosk's allegations", "rejected reports by the clergy"."""
    if link.clause is None or link.noun:
        return ()
    claims = [i for i in link.clause.undergoers if i not in scene.clauses and scene.doc[i].pos_ == "NOUN"]
    return scene.parties_within([i for i in claims if lemma_of(scene.doc[i]) in load_composition().claims], CLAIMED_BY)


def owners_of_rest(scene: Scene, link: Link, event: int, doers: tuple[str, ...]) -> tuple[str, ...]:
    """Find whose the other things are that an act is about: "condemned the raid and the threats made by Drosk"."""
    if link.clause is None or link.noun:
        return ()
    found = scene.owners(i for i in link.clause.undergoers if i != event and not scene.actors_at(i))
    return tuple(party for party in found if party not in doers)


def ousters(scene: Scene, link: Link, event: int) -> tuple[str, ...]:
    """Find who put somebody into office or out of it: "condemned the overthrow of the king by Drosk's guards"."""
    told = [noun for prep, noun in scene.nominal(event).obliques if prep == "by"]
    if not told and link.clause is not None and link.clause.voice == "active":
        # the parser may take them for the agents of "condemned"
        agents = (child for child in scene.doc[link.clause.head].rights if child.dep_ == "agent")
        told = [noun for child in agents for _, noun in prepositional(child)]
    return scene.parties_at(told) or scene.parties_within(told)


def spelled_against(scene: Scene, link: Link, event: int, doers: tuple[str, ...]) -> tuple[str, ...]:
    """Find whose step would be answered: "warned that any Drosk step across the line would be met with fire"."""
    below = scene.clauses.get(event)
    if link.clause is None or below is None or below.governor != link.head or below.voice == "active":
        return ()
    own = {scene.mentions[doer].country for doer in doers if doer in scene.mentions}
    found = scene.parties_within(below.undergoers, ("by", "of"))
    return tuple(party for party in found if scene.mentions[party].country not in own)


def are_one_side(scene: Scene, doers: tuple[str, ...], sources: tuple[str, ...]) -> bool:
    """Tell whether the doers of two acts are one side: the same actor, the same country, or one side untold."""
    if not doers or not sources or set(doers) & set(sources):
        return True
    mentions = scene.mentions
    one, other = (
        {(mentions[m].country, mentions[m].international_code) for m in side if m in mentions}
        for side in (doers, sources)
    )
    actors, others = ({mentions[m].actor_id for m in side if m in mentions} for side in (doers, sources))
    return bool(actors & others) or bool((one & other) - {(None, None)})


def is_adverse(scene: Scene, event_type: EventType, everyone: tuple[str, ...], doers: tuple[str, ...]) -> bool:
    """Tell whether a state's side, itself no party, tells of a rival's deed (contract: then it is alleged)."""
    if event_type not in ADVERSE_TYPES:
        return False
    mentions = scene.mentions
    tellers = [mentions[doer] for doer in doers if doer in mentions]
    parties = [mentions[party] for party in everyone if party in mentions]
    if not tellers or not parties:
        return False
    sides = {party.country for party in parties if party.country}
    ids = {party.actor_id for party in parties}
    return all(
        teller.country is not None
        and teller.country not in sides
        and teller.actor_id not in ids
        and not NEUTRAL_SECTORS & set(teller.sectors)
        for teller in tellers
    )
