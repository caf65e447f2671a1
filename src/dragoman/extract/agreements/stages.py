"""Read in which stages a sentence puts an agreement: negotiated, signed, ratified, in force, left.

In:  a `Scene` and the noun of an agreement. Out: `Step`s, each with the word that makes it and what dates it.
Left to `circumstances`: when and where. Left to `sides`: between whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.agreements.nouns import Noun
from dragoman.extract.agreements.scene import Scene
from dragoman.lexicons.load.agreement_words import StageWords
from dragoman.nlp.governors import governing_clause
from dragoman.nlp.grammar import FUTURE_MODALS, RELATIVE_PRONOUNS, Clause
from dragoman.records.vocabulary import Stage

NOT_OF_IT = frozenset(
    ("under", "before", "after", "despite", "without", "against", "like", "following", "since", "until")
)
ACTIVE_STAGES = frozenset(("in-force", "expired"))  # what an agreement does by itself: it takes effect, it lapses
# Verbs that lend an act their subject: "is to be signed", "is expected to take effect".
RAISING = frozenset(
    ("be", "expect", "schedule", "plan", "set", "slate", "intend", "suppose", "appear", "seem", "will", "begin")
)
ONCE = frozenset(("once", "after", "when", "unless"))  # before a condition that is still to be met
MAX_CLIMB = 4  # "the signing of the text of the treaty": nouns between the agreement and its verb
PLANNED = ("planned", "possible")
UNSURE_MODALS = frozenset(("could", "may", "might", "would", "should", "must", "can", "ought"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Reads as: the word at `anchor` puts the agreement in this stage.

    `dated_by` is the token whose time is the stage's own ("the 1887 treaty"), None where the anchor's is;
    `is_ahead` says that it is still to come ("will take effect on 1 May").
    """

    stage: Stage
    anchor: Token
    dated_by: Token | None = None
    is_ahead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rung:
    """Reads as: the noun hangs on `governor`, by `preposition` where it is not its subject or object."""

    governor: Token
    below: Token
    preposition: str | None


def _climb(scene: Scene, token: Token) -> Iterator[_Rung]:
    """Climb from the noun to its verb: "the signing of the text of the pact", "signed the pact"."""
    current = token
    for _ in range(MAX_CLIMB):
        while current.dep_ in ("conj", "appos") and current.head.i != current.i:
            current = current.head
        upper, preposition = current.head, None
        if upper.i == current.i:
            return
        while upper.pos_ == "ADP" or upper.dep_ == "prep":
            preposition = upper.lower_
            if preposition in NOT_OF_IT or upper.head.i == upper.i:
                return
            upper = upper.head
        yield _Rung(governor=upper, below=current, preposition=preposition)
        is_through = upper.lemma_.lower() in scene.words.sets["transparent"] or any(
            upper.lemma_.lower() in words.nouns for words in scene.words.stages
        )
        if upper.pos_ in ("VERB", "AUX") or not is_through:
            return
        current = upper


def verbs_after(token: Token) -> Iterator[Token]:
    """Give the verbs that hang on the noun, or share it: "a pact signed in May", "was initialled and then signed"."""
    below = [child for child in token.children if child.dep_ in ("acl", "relcl", "amod") and child.pos_ == "VERB"]
    yield from below
    waiting = [token.head] if token.dep_ in ("nsubj", "nsubjpass") else []
    waiting += [verb for verb in below if verb.dep_ != "amod"]
    while waiting:
        for child in waiting.pop().rights:
            if child.dep_ == "conj" and child.pos_ == "VERB" and not _has_subject(child):
                waiting.append(child)
                yield child


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def read_chain(scene: Scene, noun: Noun, token: Token) -> Step | None:
    """Read the nearest word above the noun that is of a stage, and whether it came about."""
    rungs = list(_climb(scene, token))
    for position, rung in enumerate(rungs):
        words = find_stage_words(scene, noun, rung.governor, rung.preposition)
        if words is None and (raised := _raised(scene, noun, rung)) is not None:
            return raised
        if words is None or not _undergoes(rung, words.stage):
            continue
        above = rungs[position + 1] if position + 1 < len(rungs) else None
        is_through = rung.governor.lemma_.lower() in scene.words.sets["transparent"] and above is not None
        if is_through and above and find_stage_words(scene, noun, above.governor, above.preposition) is not None:
            continue  # "agreed on the draft of a pact"
        stage = words.stage
        if stage == "negotiating" and rung.governor.pos_ == "NOUN":
            verb = above.governor if above is not None else rung.governor.head
            if verb.lemma_.lower() in scene.words.sets["concluding"] and rung.governor.dep_ in ("dobj", "nsubjpass"):
                return settle_step(scene, "ready", rung.governor.head)  # "concluded talks on a trade deal"
        return settle_step(scene, stage, rung.governor)
    return None


def read_verb(scene: Scene, noun: Noun, verb: Token) -> Step | None:
    """Read a verb that hangs on the noun: "a pact signed in May", "a truce that took effect"."""
    words = find_stage_words(scene, noun, verb, None)
    clause = scene.clauses.get(verb.i)
    if words is None or (
        clause is not None and clause.voice == "active" and objects_of(verb) and not _idiom(words, verb)
    ):
        return None  # "a pact that ended the war" did not end
    return settle_step(scene, words.stage, verb)


def _raised(scene: Scene, noun: Noun, rung: _Rung) -> Step | None:
    """Read "is to be signed", "is due to be signed", "is expected to enter into force"."""
    verb = rung.governor
    if rung.below.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_.lower() not in RAISING:
        return None
    acts = [child for child in verb.rights if child.dep_ == "xcomp"]
    acts += [inner for child in verb.rights if child.dep_ == "acomp" for inner in child.rights if inner.dep_ == "xcomp"]
    for act in acts:
        words = find_stage_words(scene, noun, act, None)
        is_passive = any(child.dep_ == "auxpass" for child in act.children)
        if words is not None and (is_passive or words.stage in ACTIVE_STAGES):
            return settle_step(scene, words.stage, act)
    return None


def _undergoes(rung: _Rung, stage: Stage) -> bool:
    """Tell "the truce ended" from "the truce ended the war", "the alliance agreed"."""
    is_doer = rung.preposition is None and rung.below.dep_ == "nsubj"
    if not is_doer or rung.governor.pos_ not in ("VERB", "AUX"):
        return True
    effect = [each for each in objects_of(rung.governor) if each.lemma_.lower() not in ("effect", "hold", "force")]
    return not effect and stage in ACTIVE_STAGES


def objects_of(verb: Token) -> list[Token]:
    """Give the objects of a verb; the "which" of a relative clause is none of its own."""
    held = [child for child in verb.children if child.dep_ in ("dobj", "obj")]
    return [child for child in held if child.lower_ not in RELATIVE_PRONOUNS]


def _idiom(words: StageWords, verb: Token) -> bool:
    """Tell "took effect": the object belongs to the verb."""
    objects = {each.lemma_.lower() for each in objects_of(verb)}
    return any(each[0] == verb.lemma_.lower() and set(each[1:]) & objects for each in words.verbs)


def find_stage_words(scene: Scene, noun: Noun, token: Token, preposition: str | None) -> StageWords | None:
    """Find the stage that a word puts the agreement in; `preposition` is how a verb reaches it, None as its object."""
    for words in scene.words.stages:
        is_reached = token.pos_ in ("NOUN", "PROPN") or preposition is None or preposition in words.prepositions
        if is_reached and _is_stage_word(words, token, noun):
            return words
    return None


def _is_stage_word(words: StageWords, token: Token, noun: Noun) -> bool:
    if words.kinds and noun.kind not in words.kinds:
        return False
    lemma = token.lemma_.lower()
    if token.pos_ in ("NOUN", "PROPN"):
        return lemma in words.nouns or token.lower_ in words.nouns
    if token.pos_ not in ("VERB", "AUX"):
        return False
    near = {inner.lower_ for child in token.children for inner in (child, *child.children)}
    near |= {child.lemma_.lower() for child in token.children}
    return any(verb[0] == lemma and all(word in near for word in verb[1:]) for verb in words.verbs)


def settle_step(scene: Scene, stage: Stage, governor: Token) -> Step | None:
    """Give the step that a word tells; None where it did not come about."""
    settled = _settle(scene, stage, governor)
    if settled is None:
        return None
    clause = scene.clauses.get(governor.i)
    is_ahead = settled != "planned-signature" and is_still_ahead(scene, governor, clause)
    if settled in ACTIVE_STAGES and clause is not None and clause.tense == "present" and not clause.perfect:
        # "comes into force once both have ratified it"
        is_ahead = is_ahead or any(_awaits(token) for token in governor.subtree)
    return Step(stage=settled, anchor=governor, is_ahead=is_ahead)


def _settle(scene: Scene, stage: Stage, governor: Token) -> Stage | None:
    """Read what is still to come, or did not come about: "will sign" is planned, "refused to sign" is nothing."""
    clause = scene.clauses.get(governor.i)
    event = scene.events.get(governor.i)
    is_ahead = is_still_ahead(scene, governor, clause) or (event is not None and event.status in PLANNED)
    if _is_unreal(scene, governor, clause) or (event is not None and event.status in ("denied", "alleged")):
        return None
    if stage == "signed":
        return "planned-signature" if is_ahead else stage
    if stage == "ready" and is_ahead:
        return "planned-signature" if governor.lemma_ in ("finalise", "finalize") else None
    if stage in ("withdrawn", "suspended", "ratified", "expired") and is_ahead:
        return None
    return stage


def is_still_ahead(scene: Scene, governor: Token, clause: Clause | None) -> bool:
    """Tell whether what the word tells is still to come."""
    ahead = scene.words.sets["ahead"]
    if governor.pos_ in ("NOUN", "PROPN"):
        near = (*governor.children, *governor.ancestors)
        # "held a signing ceremony": it is over where its verb is of the past
        verb = scene.clause_of(governor)
        held = verb is not None and verb.tense == "past" and scene.parsed.doc[verb.head].lemma_ in ("hold", "take")
        return not held and any(t.lemma_.lower() in ahead for t in near if t.sent == governor.sent)
    if clause is None:
        return False
    if clause.tense == "future" or any(child.lower_ in FUTURE_MODALS for child in governor.children):
        return True
    return clause.mood == "infinitive" and not _is_done(scene, governor, clause)


def _awaits(token: Token) -> bool:
    return token.lower_ in ONCE and token.dep_ in ("mark", "advmod", "prep")


def _is_done(scene: Scene, governor: Token, clause: Clause) -> bool:
    """Tell whether an act in the infinitive came about: "voted to approve", "met to sign"."""
    if clause.governor is None:
        return False
    above = scene.parsed.doc[clause.governor]
    upper = scene.clauses.get(above.i)
    if upper is None or upper.tense not in ("past", "present") or upper.negated:
        return False
    if governor.lemma_.lower() == "sign" and above.lemma_.lower() in ("agree", "decide"):
        return False
    return above.lemma_.lower() in scene.words.sets["real"]


def _is_unreal(scene: Scene, governor: Token, clause: Clause | None) -> bool:
    """Tell whether the stage is denied, refused, supposed or only wished for."""
    unreal = scene.words.sets["unreal"]
    if clause is None:
        verb = governing_clause(governor)
        held = governor.pos_ in ("NOUN", "PROPN") and verb is not None and verb.i in {a.i for a in governor.ancestors}
        return bool(held and verb is not None and verb.lemma_.lower() in unreal and governor.dep_ in ("dobj", "pobj"))
    if clause.negated or clause.conditional or clause.question or clause.modal in UNSURE_MODALS:
        return True
    if clause.mood == "infinitive" and clause.governor is not None:
        above = scene.parsed.doc[clause.governor]
        upper = scene.clauses.get(above.i)
        return above.lemma_.lower() in unreal or (upper is not None and (upper.negated or upper.conditional))
    return False
