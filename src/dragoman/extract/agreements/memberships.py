"""Find the joining of an organisation as an agreement with it: applied for, signed, ratified, in force.

In:  a `Scene`. Out: `AgreementMention`s, one for each that joins, and the tokens that are thereby read.
Left to `resolve.agreements`: putting the steps of one accession together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.agreements.circumstances import clause_time, event_time, line_time, own_time, place_of, told_basis
from dragoman.extract.agreements.scene import Scene, parties_at, side_of
from dragoman.extract.agreements.stages import UNSURE_MODALS, Step
from dragoman.extract.agreements.writing import sentence_of, step_event
from dragoman.nlp.nominals import conjuncts
from dragoman.records.ids import agreement_mention_id
from dragoman.records.mentions import ActorMention, AgreementMention
from dragoman.records.spans import CharSpan
from dragoman.records.times import UNKNOWN_INTERVAL, EventDate
from dragoman.records.vocabulary import Stage

MAX_CLIMB = 6  # "signed off on the protocols for the bids of the two": words between accession and its verb


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joining:
    """Reads as: these are to join that body, and the word at `anchor` puts it in this stage."""

    anchor: Token
    words: Token
    stage: Stage
    joining: tuple[ActorMention, ...]
    body: ActorMention


def find_memberships(scene: Scene) -> tuple[list[AgreementMention], frozenset[int]]:
    """Find them, and the tokens of nouns that name an accession ("accession protocol")."""
    mentions: list[AgreementMention] = []
    taken: set[int] = set()
    for token in scene.parsed.doc:
        if not scene.is_coded(token):
            continue
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" or lemma == "become":
            mentions += _write(scene, _by_verb(scene, token))
        elif _is_membership(scene, token) and _bodies(scene, token):
            mentions += _write(scene, _by_noun(scene, token))
            taken |= {each.i for each in (token, *_above(token))} | {child.i for child in token.subtree}
    return mentions, frozenset(taken)


def _is_membership(scene: Scene, token: Token) -> bool:
    """Tell "accession", "membership of the bloc", "its application to the bloc"."""
    lemma = token.lemma_.lower()
    if lemma in scene.words.sets["membership"]:
        return True
    is_bid = lemma in scene.words.sets["application"] and token.pos_ == "NOUN"
    return is_bid and any(_is_body(m) for t in token.lefts for m in scene.actors.get(t.i, ()))


def _is_body(mention: ActorMention) -> bool:
    return (
        mention.kind == "organisation"
        and mention.country is None
        and (mention.international_code in ("IGO", "EUR", "UNO"))
    )


def _bodies(scene: Scene, token: Token) -> list[ActorMention]:
    """Give the organisation that the sentence names, else the one that the article names most."""
    here = [m for t in token.sent for m in scene.actors.get(t.i, ()) if _is_body(m)]
    if here:
        return [min(here, key=lambda m: (abs(m.span.start - token.idx), m.span))]
    named = [m for m in scene.found.actors if _is_body(m) and m.mention_type == "NAM"]
    count = {m.actor_id: sum(m.actor_id == other.actor_id for other in named) for m in named}
    return [min(named, key=lambda m: (-count[m.actor_id], m.span))] if named else []


def _by_verb(scene: Scene, token: Token) -> _Joining | None:
    """Read "joined the bloc", "became its tenth member", "applied to join", "was admitted"."""
    clause = scene.clauses.get(token.i)
    if clause is None or clause.negated or clause.conditional or clause.question or clause.modal in UNSURE_MODALS:
        return None
    sets = scene.words.sets
    lemma = token.lemma_.lower()
    is_told = clause.tense in ("past", "present") and clause.mood == "indicative"
    if lemma in sets["joining"] and is_told:
        body = _object_body(scene, token)
        return _joining(scene, token, clause.doers, body, "in-force") if body else None
    if lemma == "become" and is_told and any(c.lemma_.lower() == "member" for c in token.children):
        return _joining(scene, token, clause.doers, _bodies(scene, token), "in-force")
    if lemma in sets["admitting"] and clause.voice == "passive" and is_told and lemma == "admit":
        return _joining(scene, token, clause.undergoers, _bodies(scene, token), "in-force")
    if lemma in sets["applying"] and is_told and _is_for_membership(scene, token):
        return _joining(scene, token, clause.doers, _bodies(scene, token), "proposed")
    if lemma in sets["handing"] and is_told:
        held = [c for c in token.children if c.dep_ == "dobj" and c.lemma_.lower() in sets["application"]]
        if held and _is_for_membership(scene, held[0]):
            return _joining(
                scene, token, _with_holders(scene, held[0], clause.doers), _bodies(scene, token), "proposed"
            )
    return None


def _object_body(scene: Scene, token: Token) -> list[ActorMention]:
    objects = [c for c in token.rights if c.dep_ in ("dobj", "obj")]
    objects += [inner for c in token.rights if c.dep_ == "prep" and c.lower_ in ("to", "into") for inner in c.children]
    return [m for each in objects for m in scene.actors.get(each.i, ()) if _is_body(m)][:1]


def _is_for_membership(scene: Scene, token: Token) -> bool:
    """Tell "applied to join", "applied for membership", "an application to join", "their applications"."""
    sets = scene.words.sets
    below = {t.lemma_.lower() for t in token.subtree}
    if below & (sets["joining"] | sets["membership"]):
        return True
    return token.pos_ == "NOUN" and any(_is_body(m) for t in token.lefts for m in scene.actors.get(t.i, ()))


def _with_holders(scene: Scene, token: Token, doers: Iterable[int]) -> list[int]:
    """Give those whose application it is: the doers, and who stands in their phrase ("envoys of A and B")."""
    found = list(doers)
    for index in tuple(found):
        found += [inner.i for inner in scene.parsed.doc[index].subtree]
    return found + [inner.i for child in token.lefts if child.dep_ == "poss" for inner in child.subtree]


def _by_noun(scene: Scene, token: Token) -> _Joining | None:
    """Read "ratified Corvia's accession", "signed the accession protocol", "approved the membership bid"."""
    stage: Stage | None = None
    anchor = token
    for upper in _above(token):
        lemma = upper.lemma_.lower()
        if upper.pos_ == "VERB":
            clause = scene.clauses.get(upper.i)
            if clause is None or clause.negated or clause.conditional or clause.modal in UNSURE_MODALS:
                return None
            done = clause.tense in ("past", "present") or _is_voted(scene, upper)
            if lemma in scene.words.sets["accepting"] and done:
                by_assembly = lemma in ("ratify", "approve") or _is_voted(scene, upper)
                stage, anchor = ("ratified" if by_assembly else None), upper
            elif lemma == "sign" and done:
                stage, anchor = "signed", upper
            elif lemma in scene.words.sets["applying"] and done:
                return None  # read at the verb
            break
        if lemma in ("ratification", "approval", "signing") and upper.pos_ == "NOUN":
            return None
    if stage is None:
        return None
    return _joining(scene, anchor, _holders(token), _bodies(scene, token), stage, words=token)


def _is_voted(scene: Scene, verb: Token) -> bool:
    """Tell "voted to approve"."""
    clause = scene.clauses.get(verb.i)
    above = scene.clauses.get(clause.governor) if clause is not None and clause.governor is not None else None
    return above is not None and scene.parsed.doc[above.head].lemma_ == "vote" and above.tense in ("past", "present")


def _above(token: Token) -> Iterator[Token]:
    current = token
    for _ in range(MAX_CLIMB):
        upper = current.head
        if upper.i == current.i:
            return
        yield upper
        if upper.pos_ == "VERB":
            return
        current = upper


def _holders(token: Token) -> list[int]:
    """Give whose accession it is: "Corvia's accession", "the membership bids of Ardania and Belmark"."""
    found: list[int] = []
    for each in (token, *_above(token)):
        if each.pos_ == "VERB":
            break
        for child in each.children:
            if child.dep_ in ("poss", "compound", "nmod"):
                found += conjuncts(child)
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "by"):
                found += [i for inner in child.children if inner.dep_ == "pobj" for i in conjuncts(inner)]
    return found


def _joining(
    scene: Scene,
    anchor: Token,
    indexes: Iterable[int],
    bodies: list[ActorMention],
    stage: Stage,
    words: Token | None = None,
) -> _Joining | None:
    members = [_own_country(scene, scene.actors_by_id[each], anchor) for each in parties_at(scene, indexes)]
    states = {m.country: m for m in reversed(members) if m.country is not None and side_of(scene, m.mention_id)}
    if not states or not bodies:
        return None
    joining = tuple(states[code] for code in sorted(states, key=str))
    return _Joining(anchor=anchor, words=words or anchor, stage=stage, joining=joining, body=bodies[0])


def _own_country(scene: Scene, member: ActorMention, anchor: Token) -> ActorMention:
    """Give who approves "the country's accession": the country is its own."""
    clause = scene.clause_of(anchor)
    if clause is None or member.exact.lower() not in ("country", "the country", "nation"):
        return member
    doers = [scene.actors_by_id[each] for each in parties_at(scene, clause.doers)]
    return next((doer for doer in doers if doer.country is not None), member)


def _write(scene: Scene, told: _Joining | None) -> Iterator[AgreementMention]:
    """Write one mention for each that joins: two who join on one day are two agreements."""
    if told is None:
        return
    document, anchor = scene.parsed.document, told.anchor
    near = scene.events.get(anchor.i)
    step = Step(stage=told.stage, anchor=anchor)
    event = step_event(scene, step, told.words)
    acts = [anchor, *(child for child in anchor.rights if child.dep_ == "xcomp")]  # "applied to join on Tuesday"
    own = next((time for act in acts if (time := own_time(scene, act)) is not None), None)
    time = own or event_time(scene, near) or clause_time(scene, anchor) or line_time(scene, anchor)
    span = CharSpan(start=told.words.idx, end=told.words.idx + len(told.words))
    for member in told.joining:
        yield AgreementMention(
            mention_id=agreement_mention_id(
                document.document_id, span.start, told.stage, anchor.idx, member.country or ""
            ),
            span=span,
            exact=document.text[span.start : span.end],
            name=f"accession to {told.body.name}",
            kind="treaty",
            parties=(member.mention_id, told.body.mention_id),
            stage=told.stage,
            date=EventDate(
                interval=UNKNOWN_INTERVAL, basis="stated" if time is not None else told_basis(scene, anchor)
            ),
            sentence=sentence_of(scene, anchor),
            time=time,
            place=place_of(scene, anchor, event),
            event=event.mention_id if event is not None else None,
        )
