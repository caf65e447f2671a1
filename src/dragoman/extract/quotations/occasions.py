"""Find on what occasion something was said: "at a press conference in Kazan", "in a phone call with", "on X".

In:  an `Attribution`, its layout. Out: the kind of the occasion and its characters, None where none is told.
Left to `lexicons/saying_occasions.toml`: which nouns and names are occasions, after which prepositions.
Left to `resolve.statements`: which of several printings tells it most fully.

Only what stands outside the content, and hangs on the words of saying, tells when it was said: in "said the pact
would be signed at a summit in Kazan" the summit is what was spoken of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from dragoman.extract.quotations.attributions import Attribution, Span
from dragoman.extract.quotations.cues import lemma_of
from dragoman.extract.quotations.layout import Layout
from dragoman.lexicons.load.saying_occasions import OccasionNoun, load_saying_occasions
from dragoman.records.vocabulary import OccasionKind

_TABLE = load_saying_occasions()
_CLIMB = 8  # heads between a preposition and the verb of saying
_GOING_ON = frozenset(("in", "with", "at", "near", "between", "by", "to", "for", "of"))  # "in Kazan", "with Tasnim"
_TIME_TYPES = frozenset(("DATE", "TIME"))
_STOPS = frozenset((",", ";", ":", "–", "—", "--", "(", ")", "“", "”", '"'))
# "the minister in an interview said" tells when he said it, "supporters in parliament said" who they are
_OF_A_SPEAKER = frozenset(("interview", "statement", "letter", "speech", "press-conference", "call"))
_LONGEST_CLAUSE = 6  # tokens of a participle that goes on about the occasion: "an interview broadcast on state radio"
_RELATIVE = frozenset(("relcl", "ccomp", "advcl", "appos", "conj", "cc"))


def find_occasion(layout: Layout, attribution: Attribution) -> tuple[OccasionKind, Span] | None:
    """Give the occasion that the attribution's own words tell; of several the longest."""
    cue = attribution.cue
    if cue is None:
        return None
    words = range(layout.token_at(cue[0]), layout.token_at(cue[1] - 1) + 1)
    sentence = layout.sentence(words[0])
    inside = [token for token in layout.doc[sentence[0] : sentence[1]] if not _is_said(layout, attribution, token)]
    held = frozenset(token.i for token in inside)
    speaker = {layout.token_at(attribution.head)} if attribution.head is not None else set()
    found = [
        (noun.kind, _extent(layout, first, last, held))
        for token in inside
        for noun, first, last in _read(token, held)
        if _hangs_on(token, {*words}, speaker) or (noun.kind in _OF_A_SPEAKER and _hangs_on(token, speaker))
    ]
    return max(found, key=lambda each: (each[1][1] - each[1][0], -each[1][0]), default=None)


def is_hearing(verb: Token, noun: Token) -> bool:
    """Tell "addressed the council", where the noun is to whom it was said, from "addressed the shortage"."""
    found = noun_at(noun)
    return lemma_of(verb) in _TABLE.speaking and found is not None and found.heard


def _is_said(layout: Layout, attribution: Attribution, token: Token) -> bool:
    offset = layout.offsets[token.i]
    if layout.stretch_at(offset) is not None:
        return True
    return any(start <= offset < end for start, end in attribution.pieces)


def _read(token: Token, held: frozenset[int]) -> Iterator[tuple[OccasionNoun, int, Token]]:
    """Read a preposition with its noun or name, or what the verb of saying has for its object."""
    if token.dep_ in ("dobj", "dative", "pobj", "iobj") and token.head.pos_ in ("VERB", "AUX"):
        noun = noun_at(token)
        if noun is not None and noun.heard:
            yield noun, token.left_edge.i, token
        return
    if token.dep_ not in ("prep", "agent", "dative") and token.pos_ not in ("ADP", "SCONJ", "VERB"):
        return
    preposition = token.lower_
    name = _platform_after(token)
    if name is not None and preposition in name[0].prepositions:
        yield name[0], token.i, name[1]
        return
    inner = next((child for child in token.rights if child.dep_ in ("pobj", "pcomp", "dobj")), None)
    if inner is None or inner.i not in held:
        return
    noun = noun_at(inner)
    if noun is not None and preposition in noun.prepositions:
        yield noun, token.i, inner


def noun_at(head: Token) -> OccasionNoun | None:
    """Read the longest noun of the table that ends here: "press conference", "Security Council"."""
    for count in range(_TABLE.longest, 0, -1):
        first = head.i - count + 1
        if first < 0:
            continue
        words = (*(token.lower_ for token in head.doc[first : head.i]), head.lemma_.lower())
        noun = _TABLE.nouns.get(words) or _TABLE.nouns.get((*words[:-1], head.lower_))
        if noun is not None:
            return noun
    return None


def _platform_after(preposition: Token) -> tuple[OccasionNoun, Token] | None:
    """Read the name of a platform right after a preposition: "on X", "on Truth Social"."""
    doc, at = preposition.doc, preposition.i + 1
    for count in (2, 1):
        if at + count > len(doc):
            continue
        name = _TABLE.platforms.get(tuple(token.text.rstrip(".") for token in doc[at : at + count]))
        following = doc[at + count] if at + count < len(doc) else None
        # "on X Corp", "on Signal Hill"
        if name is not None and not (following is not None and following.pos_ == "PROPN" and following.is_title):
            return name, doc[at + count - 1]
    return None


def _hangs_on(token: Token, heads: set[int], beside: Collection[int] = ()) -> bool:
    """Tell whether the nearest verb over a word is the one of saying, or one of speaking; not by way of `beside`."""
    at = token
    for _ in range(_CLIMB):
        if at.i in heads:
            return True
        if at.i in beside:
            return False
        if at is not token and at.pos_ in ("VERB", "AUX") and not _speaks(at):
            return _says(at, heads)
        if at.head == at:
            return at.pos_ in ("VERB", "AUX") and _says(at, heads)
        at = at.head
    return False


def _speaks(verb: Token) -> bool:
    """Tell "speaking at a rally, he said" from "the minister, who spoke at a rally last year, said"."""
    return lemma_of(verb) in _TABLE.speaking and verb.tag_ in ("VBG", "VBN") and verb.dep_ != "relcl"


def _says(verb: Token, heads: set[int]) -> bool:
    """Tell the verb of saying, or the one it hangs on: "went on to say", "addressed the council, saying"."""
    ways = ("xcomp", "prep", "advcl", "conj") if lemma_of(verb) in _TABLE.speaking else ("xcomp", "prep")
    return verb.i in heads or any(child.i in heads for child in verb.children if child.dep_ in ways)


def _extent(layout: Layout, first: int, last: Token, held: frozenset[int]) -> Span:
    """Give the characters from the preposition to the end of what is told of the occasion, the day left out."""
    end = _end_of_phrase(last, held)
    while end + 1 < len(layout.doc) and end + 1 in held:
        following = layout.doc[end + 1]
        if following.dep_ != "prep" or following.lower_ not in _GOING_ON or following.head.i > end:
            break
        inner = next((child for child in following.rights if child.dep_ == "pobj"), None)
        if inner is None or inner.ent_type_ in _TIME_TYPES or inner.i not in held:
            break
        end = _end_of_phrase(inner, held)
    return layout.trim(layout.offsets[first], layout.end_of(_without_day(layout, last.i, end)))


def _end_of_phrase(head: Token, held: frozenset[int]) -> int:
    """Give the last token of a noun's phrase: to a comma, a relative clause, or what is said."""
    end = head.i
    for token in head.doc[head.i + 1 : head.right_edge.i + 1]:
        if token.i not in held or token.text in _STOPS or token.is_space:
            break
        if token.dep_ in _RELATIVE and token.head == head:
            break
        if token.dep_ == "acl" and token.right_edge.i - token.left_edge.i >= _LONGEST_CLAUSE:
            break
        if token.tag_ in ("WDT", "WP", "WRB") or (token.dep_ == "punct" and token.text != "-"):
            break
        end = token.i
    return end


def _without_day(layout: Layout, head: int, end: int) -> int:
    """Leave out a day at the end: "at a rally in Westhaven on Sunday"."""
    last = end
    while last > head and layout.doc[last].ent_type_ in _TIME_TYPES:
        last -= 1
    if last == end:
        return end
    while last > head and layout.doc[last].pos_ in ("ADP", "DET", "SCONJ"):
        last -= 1
    return last
