"""Read the acts that are events even where nothing known hangs on them: "condemned Belmark", "must withdraw".

In:  a `Scene`. Out: `Reading`s of acts of `lexicons/composition.toml` by themselves.
Left to `composition`: acts over an event that the lexicon knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.events.act_parties import act_doers, act_targets
from dragoman.extract.events.chains import Link, alone_act, climb, demand_below, is_light
from dragoman.extract.events.composition import Reading
from dragoman.extract.events.factuality import NEGATED, clause_assertion
from dragoman.extract.events.party_lists import Parties
from dragoman.extract.events.scene import Scene
from dragoman.nlp.lemmas import lemma_of
from dragoman.records.vocabulary import EventType

ALONE_WEIGHT = 0.8
AVERTING = ("avoid", "refuse", "cancel")
CLAUSES_BELOW = frozenset(("ccomp", "xcomp", "pcomp", "acl"))
WITHIN_OBJECT = ("of", "by", "from")  # "deplored the haste of Drosk", "denied charges by the clergy"
TOWARDS = ("to", "with", "from", "for", "against")  # not "agreed to share information on Drosk"
TELLING = frozenset(("tell", "advise", "remind", "challenge", "summon"))  # ask something only with an infinitive
REPEATED = frozenset(("it", "he", "she", "they", "his", "her", "its", "their"))  # mostly who speaks himself
POINTING = frozenset(("the", "this", "that", "these", "those", "such", "it", "its", "their"))
POINTING_BACK = "points-back"  # says that an act counts only where what it points at is found
OF_OTHERS = frozenset(
    ("announcement", "attitude", "choice", "decision", "failure", "move", "position", "refusal", "rejection", "remark",
     "stance", "statement", "step", "unwillingness", "veto", "vote", "withdrawal")
)  # fmt: skip
ANSWERS = ("refuse", "deny", "condemn", "welcome", "request", "regret")


def alone_readings(scene: Scene) -> list[Reading]:
    """Read the acts that are events by themselves, in text order."""
    readings: list[Reading] = []
    for token in scene.doc:
        if token.pos_ not in ("VERB", "NOUN") or not scene.is_coded(token):
            continue
        if token.pos_ == "VERB" and token.i not in scene.clauses:
            continue
        readings.extend(_read_alone(scene, token))
    return readings


def _read_alone(scene: Scene, token: Token) -> Iterator[Reading]:
    link = alone_act(scene, token.i)
    if link is None or link.act.alone is None:
        demand = _demand(scene, token)
        if demand is not None:
            yield demand
        return
    assertion = clause_assertion(scene, link.clause)
    if assertion in (None, NEGATED, "possible") or (link.clause and link.clause.mood == "infinitive"):
        return
    if link.clause is not None and _is_averted(scene, token):
        return
    doers = act_doers(scene, link)
    targets = _targets(scene, link, doers)
    pointing: tuple[str, ...] = ()
    if not _is_enough(scene, token, link, doers, targets):
        held = _held_act(scene, token, link.act.name)
        if held is not None:
            yield held
        if held is not None or not doers or not _points_back(scene, link):
            return
        pointing = (POINTING_BACK,)
    event_type, mode = ("ACCUSE", "disapprove") if _deplores(scene, link, targets) else link.act.alone
    yield _reading(
        token.i,
        event_type,
        mode,
        Parties(sources=doers, targets=targets),
        status="occurred" if assertion in (None, NEGATED) else assertion,
        predicate=link.clause.head if link.clause else token.i,
        why=(f"act:{link.act.name}", "alone", *pointing),
    )


def _is_averted(scene: Scene, token: Token) -> bool:
    """Tell "stopped short of accusing Belmark" from "accused Belmark"."""
    return any(link.act.name in AVERTING for link in climb(scene, token.i, verb=True).links[:1])


def _deplores(scene: Scene, link: Link, targets: tuple[str, ...]) -> bool:
    """Tell "regrets the bloc's decision", a mild reproach, from "regrets the death of the crew"."""
    if link.act.name != "regret" or link.noun or link.clause is None or not targets:
        return False
    objects = {lemma_of(scene.doc[index]) for index in link.clause.undergoers}
    return lemma_of(scene.doc[link.head]) == "regret" and bool(objects & OF_OTHERS)


def _points_back(scene: Scene, link: Link) -> bool:
    """Tell whether an act's object is something told before: "dismissed that as a fable", "welcomed the release"."""
    if link.clause is None or link.noun or link.act.name not in ANSWERS:
        return False
    objects = [scene.doc[index] for index in link.clause.undergoers]
    objects += [child for child in scene.doc[link.head].children if child.dep_ == "dobj" and child.lower_ in POINTING]
    return any(is_pointing(scene, token) for token in objects)


def is_pointing(scene: Scene, token: Token) -> bool:
    """Tell whether a noun or pronoun that names no actor points at what was told: "the step", "that", "its answer"."""
    if token.i in scene.actors and token.pos_ != "PRON":
        return False
    # "challenged the notion of a peaceful region": told right here, not before; but "the release of the boat"
    inside = [inner for child in token.rights if child.dep_ == "prep" for inner in child.children]
    told_here = bool(inside) and not any(mark.lower_ in POINTING for inner in inside for mark in inner.lefts)
    marks = POINTING - {"the"} if told_here else POINTING
    return token.lower_ in POINTING or any(child.lower_ in marks for child in token.lefts)


def _reading(head: int, event_type: EventType, mode: str | None, parties: Parties, **rest: object) -> Reading:
    return Reading(
        head=head,
        words=(head,),
        event_type=event_type,
        mode=mode,
        parties=parties,
        attributed_to=(),
        about=None,
        weight=ALONE_WEIGHT,
        **rest,  # type: ignore[arg-type]
    )


def _targets(scene: Scene, link: Link, doers: tuple[str, ...]) -> tuple[str, ...]:
    """Find whom the act is towards: addressed, inside its object ("deplored Drosk's haste"), or spelled out below."""
    asked = _asked(scene, link) if link.act.name == "request" else ()
    charged = _charged(scene, link) if link.act.name == "accuse" and link.noun else ()
    for found in (act_targets(scene, link), asked, _within_object(scene, link), _spelled_targets(scene, link)):
        others = tuple(party for party in found if party not in doers)
        if others:
            return charged or others
    return ()


def _asked(scene: Scene, link: Link) -> tuple[str, ...]:
    """Find who is to do it: "demanded that Drosk explain", "called for Drosk to halt its strikes"."""
    for child in scene.doc[link.head].children:
        clause = scene.clauses.get(child.i)
        if clause is not None and child.dep_ in ("ccomp", "advcl", "xcomp") and clause.has_own_subject:
            found = scene.parties_at(clause.doers) or scene.parties_within(clause.doers)
            if found:
                return found
    return ()


def _charged(scene: Scene, link: Link) -> tuple[str, ...]:
    """Find who is said to have done it: "the allegation by monitors that Drosk's police beat miners"."""
    below = (scene.clauses.get(child.i) for child in scene.doc[link.head].rights)
    doers = [index for clause in below if clause is not None and clause.has_own_subject for index in clause.doers]
    return scene.parties_at(doers) or scene.parties_within(doers)


def _within_object(scene: Scene, link: Link) -> tuple[str, ...]:
    if link.clause is None or link.noun:
        return ()
    done_by = [noun for i in link.clause.undergoers for prep, noun in scene.nominal(i).obliques if prep == "by"]
    # "condemned the overthrow of Drosk's king by his guards"
    found = scene.parties_at(done_by) or scene.parties_within(link.clause.undergoers, WITHIN_OBJECT)
    if found or link.clause.voice == "passive" or not link.clause.undergoers:
        return found
    # "denied charges by the clergy": the parser may hang the phrase on the verb
    return scene.parties_at(noun for prep, noun in link.clause.obliques if prep == "by")


def _spelled_targets(scene: Scene, link: Link) -> tuple[str, ...]:
    """Find whom an act is towards in the clause that spells it out: "agreed to send Sweden's protocol"."""
    below = [c.i for c in scene.doc[link.head].children if _spells_out(scene, c)]
    for index in below:
        clause = scene.clauses[index]
        nouns = [*clause.undergoers, *clause.recipients, *(n for p, n in clause.obliques if p in TOWARDS)]
        nouns += [n for i in clause.undergoers for p, n in scene.nominal(i).obliques if p in TOWARDS]
        found = scene.parties_at(nouns) or scene.parties_within(nouns)
        if found:
            return found
    return ()


def _spells_out(scene: Scene, token: Token) -> bool:
    """Tell whether a word heads the clause that says what is promised or asked."""
    clause = scene.clauses.get(token.i)
    return clause is not None and (token.dep_ in ("xcomp", "acl") or clause.relation == "xcomp")


def _is_enough(scene: Scene, token: Token, link: Link, doers: tuple[str, ...], targets: tuple[str, ...]) -> bool:
    """Tell whether an act names enough to be an event, as `alone_needs` of the table says."""
    if not doers or (link.noun and not targets):
        return False
    has_clause = _has_clause(scene, token, link)
    undergone = bool(link.clause and link.clause.undergoers)
    return {
        "any": bool(targets) or has_clause,
        "any-object": has_clause or undergone,
        "object": bool(targets),
        "clause": has_clause,
        "clause-or-gift": has_clause or (bool(targets) and undergone),
        "object-clause": bool(targets) and (has_clause or _asks_for(link)),
    }[link.act.alone_needs]


def _has_clause(scene: Scene, token: Token, link: Link) -> bool:
    """Tell whether a clause spells the act out, below it or below its object ("rejected the claim that ...")."""
    children = list(token.children)
    if link.clause is not None:
        children += [child for index in link.clause.undergoers for child in scene.doc[index].children]
    if link.clause is not None and link.clause.relation == "acl" and link.clause.undergoers:
        # "issued a statement urging Drosk to comply": the parser may hang the infinitive on the verb above
        above = [t for t in token.sent if t.dep_ in ("advcl", "xcomp") and t.head.i < token.i < t.i]
        children += [t for t in above if t.tag_ == "VB" and any(c.lower_ == "to" and c.i > token.i for c in t.lefts)]
        if any(t in children for t in above):
            return True
    # the clause reader mends infinitives that the parser took for purposes
    infinitive = any(child.i in scene.clauses and scene.clauses[child.i].relation == "xcomp" for child in children)
    if infinitive or lemma_of(token) in TELLING:
        # "told reporters that the talks went well" asks nothing of them
        return infinitive
    if any(
        child.dep_ == "advcl" and any(m.lower_ == "for" and m.dep_ == "mark" for m in child.lefts) for child in children
    ):
        # "called for Belmark to free the crew"
        return True
    return any(child.dep_ in CLAUSES_BELOW for child in children)


def _asks_for(link: Link) -> bool:
    """Tell "asked Drosk for consular access" from "asked Drosk": a noun spells the demand out."""
    if link.noun:
        # "Drosk's plea for wheat", "a demand for new elections"
        return True
    return link.clause is not None and any(prep in ("for", "over", "about") for prep, _ in link.clause.obliques)


def _demand(scene: Scene, token: Token) -> Reading | None:
    """Read what is asked of another by "said Drosk must withdraw", "wants Drosk to let them sit"."""
    below = demand_below(scene, token.i)
    if below is None or clause_assertion(scene, scene.clauses[token.i]) not in ("occurred", "ongoing"):
        return None
    doers = tuple(m for m in scene.parties_at(scene.clauses[token.i].doers) if not _only_comments(scene, m))
    asked = [index for index in scene.clauses[below].doers if scene.doc[index].lower_ not in REPEATED]
    targets = tuple(party for party in scene.parties_at(asked) or scene.parties_within(asked) if party not in doers)
    if not doers or not targets:
        return None
    return _reading(
        token.i,
        "REQUEST",
        None,
        Parties(sources=doers, targets=targets),
        status="occurred",
        predicate=token.i,
        why=("act:request", "alone", "demand"),
    )


def _only_comments(scene: Scene, party: str) -> bool:
    """Tell the press and scholars, whose "must" is an opinion: "Western media suggest that Drosk must choose"."""
    mention = scene.mentions.get(party)
    return mention is not None and bool(mention.sectors) and set(mention.sectors) <= {"JRN", "EDU"}


def _held_act(scene: Scene, token: Token, act: str) -> Reading | None:
    """Read a threat that a verb carries and a clause spells out: "issued a warning, stating that it would ..."."""
    nominal = scene.nominal(token.i)
    clause = scene.clauses.get(nominal.governor) if nominal.governor is not None else None
    if act not in ("warn", "threaten") or clause is None or not is_light(scene, clause, token.i):
        return None
    doers = scene.parties_at(clause.doers)
    spelled = [c for c in scene.doc[clause.head].subtree if c.dep_ == "ccomp" and c.i in scene.clauses]
    targets = [p for c in spelled for p in scene.parties_at(scene.clauses[c.i].undergoers) if p not in doers]
    if not doers or not targets or clause_assertion(scene, clause) != "occurred":
        return None
    return _reading(
        token.i,
        "THREATEN",
        None,
        Parties(sources=doers, targets=tuple(dict.fromkeys(targets))),
        status="occurred",
        predicate=clause.head,
        why=(f"act:{act}", "held"),
    )
