"""Read stages that no verb above the agreement tells: its name, what is done under it, what led to it.

In:  a `Scene` and the token of an agreement's noun. Out: `Step`s.
Left to `stages`: verbs and nouns of a stage above the agreement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.extract.agreements.circumstances import own_time
from dragoman.extract.agreements.nouns import Noun
from dragoman.extract.agreements.scene import Scene
from dragoman.extract.agreements.stages import Step, find_stage_words, is_still_ahead, objects_of, settle_step
from dragoman.lexicons.load.agreement_words import StageWords
from dragoman.nlp.governors import governing_clause
from dragoman.nlp.nominals import noun_phrase
from dragoman.records.vocabulary import HAPPENED, Stage

# Deeds that an agreement provides for; "accused of fighting on under the truce" is none.
KEPT_TYPES = frozenset(("SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"))
RUNNING = frozenset(("apply", "run", "hold", "be", "start"))  # "The truce runs from 9 May"


def read_words(scene: Scene, noun: Noun, token: Token) -> Step | None:
    """Read words that no verb above the noun holds: "the pact is ready", "a treaty that is under negotiation"."""
    verbs = [child for child in token.children if child.dep_ in ("relcl", "acl")]
    verbs += [token.head] if token.dep_ in ("nsubj", "nsubjpass") else []
    for verb in verbs:
        text = " ".join(t.lower_ for t in verb.subtree if not t.is_space)
        for words in scene.words.stages:
            if words.kinds and noun.kind not in words.kinds:
                continue
            if any(f" {each} " in f" {text} " for each in words.words):
                clause = scene.clauses.get(verb.i)
                unreal = clause is not None and (clause.negated or clause.conditional or clause.question)
                lemma = verb.lemma_.lower()
                is_ahead = is_still_ahead(scene, verb, clause) or lemma in scene.words.sets["ahead"]
                return None if unreal else Step(stage=words.stage, anchor=_part(verb, words), is_ahead=is_ahead)
    return None


def _part(verb: Token, words: StageWords) -> Token:
    """Give the word of a row that holds the stage: "is valid for two years and enters into force on 9 May"."""
    for child in verb.rights:
        text = f" {' '.join(t.lower_ for t in child.subtree)} "
        if child.dep_ == "conj" and any(f" {each} " in text for each in words.words):
            return child
    return verb


def read_said(scene: Scene, noun: Noun, token: Token) -> Iterator[Step]:
    """Read what was said in a joint statement as its being issued."""
    if noun.kind != "declaration" or token.dep_ != "pobj" or token.head.lower_ != "in":
        return
    verb = token.head.head
    clause = scene.clauses.get(verb.i)
    if verb.lemma_.lower() in scene.words.sets["saying"] and clause is not None and clause.tense in ("past", "present"):
        yield Step(stage="signed", anchor=verb)


def read_drafted(scene: Scene, token: Token) -> Iterator[Step]:
    """Read what is done with a draft as its being proposed: "handed the envoy a draft treaty"."""
    is_draft = any(child.lower_ in ("draft", "proposed") for child in token.lefts)
    if is_draft and token.dep_ == "dobj" and (step := settle_step(scene, "proposed", token.head)) is not None:
        yield step


def read_kept(scene: Scene, token: Token) -> Iterator[Step]:
    """Read deeds under an agreement as its being in force: "were freed under the truce", "the first ship under it"."""
    if token.dep_ != "pobj" or token.head.lower_ not in scene.words.sets["under"]:
        return
    holder = token.head.head
    verb = holder if holder.pos_ == "VERB" else governing_clause(holder)
    event = scene.events.get(holder.i) or (scene.events.get(verb.i) if verb is not None else None)
    is_deed = event is not None and event.status in HAPPENED and event.event_type in KEPT_TYPES
    is_first = holder.pos_ == "NOUN" and any(child.lower_ == "first" for child in holder.children)
    if is_deed or is_first or (verb is not None and _is_told(scene, verb) and own_time(scene, verb) is not None):
        yield Step(stage="in-force", anchor=holder)


def _is_told(scene: Scene, verb: Token) -> bool:
    clause = scene.clauses.get(verb.i)
    return clause is not None and clause.tense == "past" and clause.mood == "indicative" and not clause.negated


def read_name_date(scene: Scene, token: Token) -> Iterator[Step]:
    """Read the date in its name as that of its making: "the 1887 treaty", "an accord of 1967", "the March deal"."""
    stage: Stage = "ready" if token.lemma_.lower() in scene.words.sets["unsigned"] else "signed"
    start, end = noun_phrase(token)
    dates = list(token.doc[start : end - 1])
    dates += [
        inner
        for child in token.rights
        if child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i == token.i + 1
        for inner in child.children
        if inner.dep_ == "pobj"
    ]
    for each in dates:
        time = scene.times.get(each.i)
        if time is not None and time.type == "DATE" and any(c.isdigit() or c.isupper() for c in time.exact):
            yield Step(stage=stage, anchor=token, dated_by=each)
            return


def read_replacing(scene: Scene, token: Token) -> Iterator[Step]:
    """Read what a newer one takes the place of: "The new treaty replaces the 2001 pact"."""
    for clause in scene.clauses.values():
        verb = scene.parsed.doc[clause.head]
        is_it = token.i in clause.undergoers and verb.lemma_ in scene.words.sets["replacing"]
        if is_it and not clause.negated and clause.tense != "future" and clause.modal is None:
            yield Step(stage="replaced", anchor=verb)


def read_begun(scene: Scene, noun: Noun, token: Token) -> Iterator[Step]:
    """Read from when it is to hold: "agreed a truce from 9 May", "a truce, to begin on 9 May"."""
    held = token.dep_ in ("dobj", "pobj", "nsubjpass") or (token.dep_ == "nsubj" and token.head.lemma_ in RUNNING)
    verb = token.head if held else token
    verb = verb.head if verb.pos_ == "ADP" else verb
    for prep in (*token.rights, *(verb.rights if verb.pos_ == "VERB" else ())):
        if prep.lower_ in ("from", "starting", "beginning", "effective"):
            dated = next((each for each in prep.subtree if each.i in scene.times), None)
            is_span = any(child.lower_ in ("to", "until", "till") for child in verb.subtree if child.i > prep.i)
            if dated is not None and not is_span:
                yield Step(stage="in-force", anchor=prep, dated_by=dated)
                return
    for act in verb.rights if verb.pos_ == "VERB" and verb.i != token.i else ():
        words = find_stage_words(scene, noun, act, None) if act.dep_ in ("xcomp", "advcl") else None
        to = any(child.lower_ == "to" and child.dep_ == "aux" for child in act.children)
        if words is not None and words.stage == "in-force" and to and not objects_of(act):
            yield Step(stage="in-force", anchor=act, is_ahead=True)


def read_talks(scene: Scene, token: Token, found: Sequence[Step]) -> Iterator[Step]:
    """Read the talks that led to it: "signed a pact after talks in Oslo", "The deal follows talks on 9 May"."""
    talks = scene.words.sets["talks"]
    verb = governing_clause(token)
    heads = [step.anchor for step in found if step.anchor.pos_ == "VERB"] + ([verb] if verb is not None else [])
    for head in dict.fromkeys(heads):
        held = [c for c in head.children if c.dep_ == "dobj"] if head.lemma_ == "follow" else []
        held += [c for prep in head.children if prep.lower_ in ("after", "following") for c in prep.subtree]
        for each in held:
            if each.lemma_.lower() in talks and each.pos_ == "NOUN" and each.dep_ in ("pobj", "dobj"):
                # "follows talks on July 2": the parser may hang the day on the verb
                after = next((t for t in token.doc[each.i + 1 : each.i + 4] if t.i in scene.times), each)
                is_own = after.i == each.i or all(t.pos_ not in ("VERB", "PUNCT") for t in token.doc[each.i : after.i])
                yield Step(stage="negotiating", anchor=each, dated_by=after if is_own else each)
                return
