"""Read the clauses of a parse once: who does, who undergoes, voice, tense, negation, and what governs what.

In:  a spaCy `Doc` with parts of speech and dependencies (CLEAR labels, as spaCy's English pipelines give).
Out: `Clause`s in text order, one a verb. Tokens are named by their index in the `Doc`.
Left to `governors`: on which verb a clause hangs. Left to `nominals`: the same facts of a noun ("Russia's invasion of
Ukraine"). Left to `extract`: what words mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from dragoman.nlp.control import DITRANSITIVE, OBJECT_DOES_GERUND, asked_after, helped
from dragoman.nlp.governors import SUBJECTS, clause_governor, is_verbal
from dragoman.nlp.mending import acronym_before, listed_with_object, named_beside
from dragoman.nlp.naming import meant_by, pointed_at
from dragoman.nlp.nominals import NOMINAL, conjuncts, is_nominal, is_post, prepositional, read_nominal
from dragoman.nlp.voice import HELD, agents_below, held_by, is_bare_passive, prepositions_of

Voice = Literal["active", "passive"]
Tense = Literal["past", "present", "future", "none"]
Mood = Literal["indicative", "infinitive", "participle", "imperative"]

OBJECTS = frozenset(("dobj", "obj", "attr", "oprd"))
SHARED_REACH = 2  # words between two verbs with one object: "rammed and then boarded the boat"
CLAUSAL = frozenset(("ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "conj", "parataxis", "csubj", "appos"))
CONDITIONAL_MARKS = frozenset(("if", "unless", "lest"))
FUTURE_MODALS = frozenset(("will", "shall", "'ll", "’ll", "wo", "sha"))
# "Paris urged Rome to withdraw": the object of these does what the infinitive says; of others the subject.
SUBJECT_CONTROL_OVER_OBJECT = frozenset(("promise", "threaten", "vow", "pledge"))
RELATIVE_PRONOUNS = frozenset(("who", "which", "that", "whom", "whose", "where", "when"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Reads as: at `head`, the doers do something to the undergoers.

    `doers` and `undergoers` are logical: the agent and the subject of a passive, the antecedent of a
    relative pronoun, the controller of an infinitive. `recipients` are indirect objects; `obliques` pairs of
    (preposition, noun). `governor` is the head of the clause or noun that this clause depends on by
    `relation` (the dependency label), None for a main clause. `has_own_subject` tells a told subject from
    an inferred one. `conditional` holds within an if-clause. `modal` is the lemma of a modal verb.
    """

    head: int
    voice: Voice
    doers: tuple[int, ...]
    undergoers: tuple[int, ...]
    recipients: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    particle: str | None
    negated: bool
    modal: str | None
    tense: Tense
    perfect: bool
    progressive: bool
    mood: Mood
    conditional: bool
    question: bool
    governor: int | None
    relation: str
    mark: str | None
    has_own_subject: bool


def read_clauses(doc: Doc) -> tuple[Clause, ...]:
    """Read each verb of the parse as a clause, in text order."""
    found: dict[int, Clause] = {}
    # Governors first: an infinitive takes its doer from the clause above it.
    for token in sorted((t for t in doc if is_verbal(t)), key=lambda t: (_depth(t), t.i)):
        found[token.i] = _read_clause(token, found)
    return tuple(found[index] for index in sorted(found))


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _read_clause(token: Token, found: dict[int, Clause]) -> Clause:
    auxiliaries = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children) or is_bare_passive(token)
    governor, relation = clause_governor(token)
    bare_future = _is_bare_future(token)
    if bare_future and token.head.pos_ in ("NOUN", "PROPN"):
        governor, relation = None, "ROOT"
    mark = next((child.lower_ for child in token.children if child.dep_ == "mark"), None)
    subjects = _own_subjects(token)
    own = bool(subjects)
    if bare_future and not own:
        subjects, own = _future_subjects(token), True
    if not subjects:
        subjects = _inferred_subjects(token, relation, governor, found)
    doers, undergoers = _roles(token, passive=passive, subjects=subjects)
    given = passive and token.lemma_ in DITRANSITIVE and any(child.dep_ == "dobj" for child in token.children)
    if given:
        undergoers = tuple(index for index in undergoers if index not in subjects)
    tense, perfect, progressive = _tense(token, auxiliaries, governor, found)
    if bare_future:
        tense = "future"
    parent = found.get(governor) if governor is not None else None
    return Clause(
        head=token.i,
        voice="passive" if passive else "active",
        doers=doers,
        undergoers=undergoers,
        recipients=subjects if given else tuple(i for c in token.children if c.dep_ == "dative" for i in _datives(c)),
        obliques=tuple(p for c in prepositions_of(token) if not is_post(c) for p in prepositional(c)),
        particle=next((c.lower_ for c in token.children if c.dep_ == "prt"), None),
        negated=_is_negated(token, auxiliaries, parent, relation),
        modal=_modal(auxiliaries, parent, relation),
        tense=tense,
        perfect=perfect,
        progressive=progressive,
        mood="indicative" if bare_future else _mood(token, auxiliaries, subjects_told=own),
        conditional=(mark in CONDITIONAL_MARKS) or bool(parent and parent.conditional and relation != "parataxis"),
        question=_is_question(token),
        governor=governor,
        relation=relation,
        mark=mark,
        has_own_subject=own,
    )


def _is_bare_future(token: Token) -> bool:
    """Tell an infinitive that tells what is to come: "Paris to host summit", "Paris is to host the summit"."""
    to = next((child for child in token.children if child.dep_ == "aux" and child.lower_ == "to"), None)
    if to is None or token.tag_ != "VB" or token.i < token.head.i:
        return False
    head = token.head
    if token.dep_ == "ROOT":
        return any(child.dep_ in SUBJECTS and child.i < to.i for child in token.children)
    if head.dep_ == "ROOT" and head.pos_ in ("NOUN", "PROPN"):
        # a headline: the parser makes the subject the root and hangs the infinitive on it
        return token.dep_ in ("relcl", "acl") and head.i < to.i <= head.right_edge.i and _starts_headline(head)
    bare = not any(child.dep_ in ("attr", "acomp", "prep", "advmod", "expl", "neg") for child in head.children)
    return head.lemma_ == "be" and head.pos_ in ("AUX", "VERB") and token.dep_ == "xcomp" and bare


def _starts_headline(head: Token) -> bool:
    """Tell whether a sentence has no finite verb and starts with this noun phrase."""
    sent = head.sent
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in sent if t.dep_ != "relcl")
    return head.left_edge.i == sent.start and not finite


def _future_subjects(token: Token) -> tuple[int, ...]:
    """Give who is to do it: the root of a headline, the subject of "is to"."""
    head = token.head
    if head.pos_ in ("NOUN", "PROPN"):
        return conjuncts(head)
    return _own_subjects(head)


def _datives(token: Token) -> tuple[int, ...]:
    if token.pos_ == "ADP":
        return tuple(index for _, index in prepositional(token))
    return conjuncts(token)


def _own_subjects(token: Token) -> tuple[int, ...]:
    for child in token.children:
        if child.dep_ in SUBJECTS and child.pos_ in NOMINAL:
            if child.lower_ in RELATIVE_PRONOUNS and token.dep_ in ("relcl", "acl"):
                return pointed_at(token.head, child)
            return conjuncts(named_beside(child))
    return acronym_before(token)


def _inferred_subjects(token: Token, relation: str, governor: int | None, found: dict[int, Clause]) -> tuple[int, ...]:
    """Find who does it where no subject stands: control, coordination, participles, relative clauses."""
    if governor is None:
        return ()
    parent = found.get(governor)
    head = token.doc[governor]
    if relation in ("acl", "relcl") and head.pos_ in NOMINAL:
        # "forces shelling the town", "troops sent by Ankara", "a plan to withdraw" (the holder of the plan)
        if token.tag_ == "VB":
            return _holder(head, found)
        return meant_by(head)
    if parent is None and head.dep_ == "acomp" and head.head.i in found:
        # "Drosk is ready to train them"
        return _grammatical_subjects(found[head.head.i])
    if parent is None:
        return _holder(head, found) if relation.startswith("pcomp") and head.pos_ in NOMINAL else ()
    if relation == "conj":
        return _grammatical_subjects(parent)
    if relation == "xcomp" and not parent.undergoers and (asked := asked_after(head)):
        return asked
    controller_is_object = (
        relation.startswith(("xcomp", "ccomp", "pcomp:of", "pcomp:for", "pcomp:on"))
        and parent.undergoers
        and head.lemma_ not in SUBJECT_CONTROL_OVER_OBJECT
        and (relation in ("xcomp", "ccomp") or head.lemma_ in OBJECT_DOES_GERUND)
    )
    if controller_is_object:
        # "Paris urged Rome to withdraw", "was accused of bombing the camp"
        return tuple(i for i in parent.undergoers if token.doc[i].pos_ in NOMINAL)
    return _grammatical_subjects(parent)


def _grammatical_subjects(clause: Clause) -> tuple[int, ...]:
    return clause.undergoers if clause.voice == "passive" else clause.doers


def _holder(noun: Token, found: dict[int, Clause]) -> tuple[int, ...]:
    """Find whose plan, decision or offer a noun is: its possessor, else the subject of its clause."""
    nominal = read_nominal(noun)
    if nominal.possessors:
        return nominal.possessors
    by_whom = tuple(index for prep, index in nominal.obliques if prep in ("by", "of", "from"))
    if by_whom:
        return by_whom
    if nominal.governor in found and nominal.relation in ("dobj", "attr", "pobj:with", "pobj:on"):
        return _grammatical_subjects(found[nominal.governor])
    return ()


def _roles(token: Token, *, passive: bool, subjects: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    # "breaks off relations": the parser hangs the object on the particle
    held = [
        inner for child in token.children if child.dep_ == "prt" for inner in child.children if inner.dep_ == "pobj"
    ]
    objects = tuple(
        index
        for child in (*token.children, *held)
        if (child.dep_ in OBJECTS or child in held) and is_nominal(child)
        for index in _object_indexes(child, token)
    )
    if not objects and not passive:
        objects = tuple(index for child in token.rights for inner in held_by(child) for index in conjuncts(inner))
    objects = tuple(dict.fromkeys((*objects, *(i for i in listed_with_object(token) if objects))))
    if not passive:
        return subjects, (objects or _shared_objects(token)) + _relative_object(token) + helped(token)
    agents = tuple(
        index
        for child in token.children
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
        for _, index in prepositional(child)
    )
    return agents or agents_below(token), subjects + objects


def _shared_objects(token: Token) -> tuple[int, ...]:
    """Give "rammed and boarded the boat" the object of the verb beside it."""
    beside = next((child for child in token.children if child.dep_ == "conj" and child.pos_ == "VERB"), None)
    if beside is None or beside.tag_ != token.tag_ or any(each.dep_ in HELD for each in token.rights):
        return ()
    between = token.doc[token.i + 1 : beside.i]
    if len(between) > SHARED_REACH or any(each.dep_ not in ("cc", "advmod") for each in between):
        return ()
    objects = (child for child in beside.rights if child.dep_ in OBJECTS and child.pos_ in NOMINAL)
    return tuple(index for child in objects for index in conjuncts(child))


def _object_indexes(child: Token, verb: Token) -> tuple[int, ...]:
    if child.lower_ in RELATIVE_PRONOUNS and verb.dep_ == "relcl":
        return pointed_at(verb.head, child)
    return conjuncts(child)


def _relative_object(token: Token) -> tuple[int, ...]:
    """Give "the drones (that) Iran supplied" its object: the antecedent, where the clause has none of its own."""
    if token.dep_ != "relcl" or token.head.pos_ not in NOMINAL:
        return ()
    if any(child.dep_ in ("dobj", "nsubjpass", "attr") for child in token.children):
        return ()
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in RELATIVE_PRONOUNS:
        return ()
    if any(child.dep_ == "advmod" and child.lower_ in RELATIVE_PRONOUNS for child in token.children):
        return ()
    return meant_by(token.head)[:1]


def _tense(
    token: Token, auxiliaries: list[Token], governor: int | None, found: dict[int, Clause]
) -> tuple[Tense, bool, bool]:
    perfect = any(aux.lemma_ == "have" for aux in auxiliaries)
    progressive = token.tag_ == "VBG" and any(aux.lemma_ == "be" for aux in auxiliaries)
    if any(aux.lower_ in FUTURE_MODALS for aux in auxiliaries):
        return "future", perfect, progressive
    finite = [aux for aux in auxiliaries if aux.tag_ in ("VBD", "VBZ", "VBP", "MD")]
    tag = finite[0].tag_ if finite else token.tag_
    if tag == "VBD" or (tag == "VBN" and token.dep_ in ("ROOT", "ccomp", "conj")):
        return "past", perfect, progressive
    # "Turkey and Sweden sign a memorandum": the tagger takes a bare form for an infinitive
    bare = tag == "VB" and not auxiliaries and any(child.dep_ in SUBJECTS for child in token.children)
    if tag in ("VBZ", "VBP") or bare:
        return "present", perfect, progressive
    if perfect:
        return "past", perfect, progressive
    parent = found.get(governor) if governor is not None else None
    if token.dep_ == "conj" and parent is not None and token.tag_ in ("VB", "VBN"):
        return parent.tense, parent.perfect, progressive
    return "none", perfect, progressive


def _modal(auxiliaries: list[Token], parent: Clause | None, relation: str) -> str | None:
    for aux in auxiliaries:
        if aux.tag_ == "MD" and aux.lower_ not in FUTURE_MODALS:
            return aux.lower_
    if relation == "conj" and parent is not None and not auxiliaries:
        return parent.modal
    return None


def _is_negated(token: Token, auxiliaries: list[Token], parent: Clause | None, relation: str) -> bool:
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "neither", "nor"):
            return True
        if child.dep_ in SUBJECTS and any(g.lower_ in ("no", "neither", "none") for g in [child, *child.lefts]):
            return True
    if relation == "pcomp:without":
        return True  # "left without having met the premier"
    # "did not sign or ratify": the second verb shares the negation when it shares the auxiliary
    return bool(relation == "conj" and parent is not None and parent.negated and not auxiliaries and token.tag_ == "VB")


def _mood(token: Token, auxiliaries: list[Token], *, subjects_told: bool) -> Mood:
    if any(aux.lower_ == "to" for aux in auxiliaries):
        return "infinitive"
    if token.tag_ in ("VBG", "VBN") and not auxiliaries and token.dep_ not in ("ROOT", "ccomp"):
        return "participle"
    if token.tag_ == "VB" and not auxiliaries and not subjects_told and _is_called_out(token):
        return "imperative"
    return "indicative"


def _is_called_out(token: Token) -> bool:
    """Tell "Free them!" and '"Stop the war," they chanted' from "helped rebuild the port"."""
    if token.dep_ == "ROOT":
        return True
    opens = token.left_edge.i == token.i and token.i > 0 and token.nbor(-1).text in ("“", '"', "‘", "'")
    return token.dep_ in ("ccomp", "parataxis") and opens


def _is_question(token: Token) -> bool:
    if token.dep_ not in ("ROOT", "conj"):
        return False
    end = token.sent.end
    last = token.doc[end - 1]
    while last.i > token.i and (last.is_space or last.text in "”\"’')"):
        last = last.nbor(-1)
    return last.text == "?"
