"""How a sentence tells a time: as behind, as ahead, or neither, by the verb that governs it.

In:  a parse's clauses and a token. Out: a `Telling`.
Left to `extract.times`: what that makes of "on Friday". Left to `extract.dating`: what it makes of the article.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from dragoman.lexicons.load.time_words import load_time_words
from dragoman.nlp.governors import is_verbal
from dragoman.nlp.grammar import Clause
from dragoman.nlp.parse import Parsed

TellingDirection = Literal["past", "present", "future", "none"]
MAX_CLIMB = 60  # tokens up a parse tree: deeper ones are broken parses
FUTURE_MODALS = frozenset(("would", "may", "might", "could", "should", "can", "must", "ought"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Reads as: what stands at the token is told as past, present, to come, or in no tense.

    `direct`: it hangs on the verb itself, not on a noun ("Monday's vote"); `verb` is the governing verb's token.
    """

    direction: TellingDirection
    direct: bool
    verb: int | None


UNTOLD = Telling(direction="none", direct=False, verb=None)


class Tellings:
    """Looks up how a parse tells what stands at some characters."""

    def __init__(self, parsed: Parsed) -> None:
        self._doc = parsed.doc
        self._starts = parsed.starts
        self.clauses = {clause.head: clause for clause in parsed.clauses}

    def root(self, start: int, end: int) -> Token | None:
        """Give the token that heads the words from `start` to `end`; None in an empty parse."""
        if not self._starts:
            return None
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, end - 1) - 1, first)
        for token in self._doc[first : last + 1]:
            if not first <= token.head.i <= last or token.head.i == token.i:
                return token
        return self._doc[first]

    def tell(self, start: int, end: int) -> Telling:
        """Tell how the clause that governs the words from `start` to `end` tells them."""
        root = self.root(start, end)
        return read_telling(self._doc, self.clauses, root.i) if root is not None else UNTOLD


def read_telling(doc: Doc, clauses: Mapping[int, Clause], index: int) -> Telling:
    """Tell how the clause that governs a token tells it."""
    token, direct, behind = doc[index], True, False
    for _ in range(MAX_CLIMB):
        cue = _cue(token, index)
        if cue == "future" or (cue == "past" and (token.lower_ == "since" or not direct)):
            # "after a raid on 3 May" lies behind, whatever comes after it; "after 3 May" need not
            return Telling(direction=cue, direct=False, verb=None)
        behind = behind or cue == "past"
        if (is_verbal(token) and token.i != index) or token.head.i == token.i:
            break
        if token.i != index and token.pos_ in ("NOUN", "PROPN"):
            direct = False
        token = token.head
    clause = clauses.get(token.i)
    if clause is None or token.i == index:
        return Telling(direction="past", direct=False, verb=None) if behind else UNTOLD
    direction = _clause_direction(doc, clauses, clause)
    if behind and direction != "future":
        # "condemned by Paris after Saturday's attack", but "talks will resume after Friday"
        return Telling(direction="past", direct=False, verb=token.i)
    if (
        direction == "past"
        and _is_until(doc, index)
        and token.lemma_.lower() not in load_time_words().telling.lasting_verbs
    ):
        return Telling(direction="future", direct=direct, verb=token.i)  # "suspended the talks until Monday"
    return Telling(direction=direction, direct=direct, verb=token.i)


def _is_until(doc: Doc, index: int) -> bool:
    return index > 0 and doc[index - 1].lower_ in ("until", "till")


def _cue(token: Token, index: int) -> TellingDirection | None:
    """Read the cues on the way up: "ahead of Monday's vote", "after Saturday's attack", "the upcoming ..."."""
    if token.pos_ in ("ADP", "SCONJ", "ADV") and token.i < index:
        return _preposition_cue(token)
    words = load_time_words().telling
    if token.i == index:
        return None
    if token.pos_ in ("NOUN", "PROPN"):
        for child in token.lefts:
            if child.lower_ in words.future_nouns and child.dep_ in ("amod", "compound"):
                return "future"
    return _participle_cue(token)


def _preposition_cue(token: Token) -> TellingDirection | None:
    words = load_time_words().telling
    lower = token.lower_
    if lower in words.behind_prepositions:
        return "past"
    if lower == "ahead" or (lower == "of" and token.i > 0 and token.nbor(-1).lower_ == "ahead"):
        return "future"
    if lower == "by" and token.dep_ == "prep":
        # "must leave by Friday", but "had left by Friday"
        governor = token.head
        told = governor.tag_ == "VBD" or any(child.lower_ in ("had", "was", "were") for child in governor.children)
        return None if told else "future"
    return None


def _participle_cue(token: Token) -> TellingDirection | None:
    """Read participles and adjectives that head no clause: "due Monday", "scheduled for October"."""
    words = load_time_words().telling
    if token.lemma_.lower() in words.future_participles and token.tag_ in ("VBN", "JJ", "IN"):
        return "future"
    return "future" if token.lower_ == "due" else None


def _clause_direction(doc: Doc, clauses: Mapping[int, Clause], clause: Clause) -> TellingDirection:
    words = load_time_words().telling
    head = doc[clause.head]
    if clause.tense == "future":
        return "future"
    lemma = head.lemma_.lower()
    if lemma in words.future_participles and (head.tag_ == "VBN" or clause.voice == "passive"):
        return "future"  # "is scheduled for Monday", "a summit planned for October"
    modal = next((child.lower_ for child in head.children if child.tag_ == "MD"), clause.modal)
    if modal in FUTURE_MODALS:
        return "past" if clause.perfect else "future"
    unchanged = lemma in words.unchanging_verbs and head.lower_ == lemma
    if unchanged and clause.has_own_subject and not any(child.dep_ in ("aux", "auxpass") for child in head.children):
        return "past"  # "On Wednesday he quit": the parser takes it for a present
    if clause.tense == "past" or (clause.perfect and clause.mood != "infinitive"):
        return "past"
    if clause.mood == "infinitive" or clause.tense == "none":
        return _bare_direction(doc, clauses, clause, head)
    return "present"


def _bare_direction(doc: Doc, clauses: Mapping[int, Clause], clause: Clause, head: Token) -> TellingDirection:
    """Read a clause without tense by the one above it: "is to meet", "agreed to visit", "flew there to attend"."""
    words = load_time_words().telling
    above = doc[clause.governor] if clause.governor is not None else None
    if clause.mood == "infinitive":
        if above is None or above.lemma_.lower() in words.future_governors or head.i < above.i:
            return "future"
        told = _governor_direction(doc, clauses, clause)
        return told if told == "past" else "future"
    if head.lemma_.lower() in words.starting_verbs and head.tag_ == "VBG":
        told = _governor_direction(doc, clauses, clause)
        return "none" if told == "past" else "future"
    if head.tag_ == "VBN":
        return "past"
    return _governor_direction(doc, clauses, clause)


def _governor_direction(doc: Doc, clauses: Mapping[int, Clause], clause: Clause) -> TellingDirection:
    """Climb from a participle to the clause that has a tense."""
    index = clause.governor
    for _ in range(MAX_CLIMB):
        if index is None:
            return "none"
        above = clauses.get(index)
        if above is not None:
            if above.tense in ("past", "future"):
                return above.tense
            if above.tense == "present":
                return "past" if above.perfect else "present"
            index = above.governor
            continue
        token = doc[index]
        index = token.head.i if token.head is not token else None
    return "none"
