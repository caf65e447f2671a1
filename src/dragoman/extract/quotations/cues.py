"""Read the reporting words of a document: which verbs report, in which sense, and the characters of the cue.

In:  the clauses of a parse. Out: `Cue`s: the verb, what it may bring, where its words begin and end.
Left to `complements` and `insertions`: the content. Left to `speakers`: who.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from spacy.tokens import Token

from dragoman.extract.quotations.layout import Layout
from dragoman.lexicons.load.reporting_verbs import Report, load_reporting_verbs

_TABLE = load_reporting_verbs()
_PHRASE_VERBS = frozenset(verb for verb, _ in _TABLE.phrases)
_ADVERBIAL = frozenset(("aux", "auxpass", "neg", "advmod"))
# "seemed to hint", "went on to say": the verb above only says how the one below is done
_HALF_AUXILIARIES = frozenset(
    ("seem", "appear", "continue", "begin", "start", "go", "try", "tend", "proceed", "attempt", "come", "use", "have",
     "move", "rush", "manage", "dare", "fail", "like", "love", "keep", "avoid", "struggle", "pause", "strive")
)  # fmt: skip
# "is likely to say", "was quick to deny", "appears set to reject"
_HALF_MODALS = frozenset(
    ("likely", "unlikely", "quick", "slow", "set", "able", "unable", "due", "poised", "bound", "sure")
)
_NEAR = 3  # tokens from "was" to "able": "was not quite able"
_CARRIED = Report(frames=MappingProxyType({"noun": "speech"}), after=MappingProxyType({}))
_CITING = frozenset(("quote", "cite", "report", "record", "describe"))


@dataclass(frozen=True, slots=True)
class Cue:
    """Reads as: this verb reports; `top` is the verb whose subject speaks ("appeared" of "seemed to hint")."""

    verb: Token
    top: Token
    report: Report
    particle: Token | None


def read_cue(verb: Token) -> Cue | None:
    """Read a verb as a reporting one; None where it reports nothing."""
    particle = next((child for child in verb.rights if child.dep_ == "prt"), None) or _adverb_of(verb)
    report = None
    if particle is not None:
        report = _TABLE.particles.get((lemma_of(verb), particle.lower_))
    if report is None:
        report = _TABLE.verbs.get(lemma_of(verb))
    if lemma_of(verb) in _PHRASE_VERBS:
        thing = next((child for child in verb.rights if child.dep_ == "dobj"), None)
        phrase = _TABLE.phrases.get((lemma_of(verb), thing.lower_)) if thing is not None else None
        particle, report = (thing, phrase) if phrase is not None else (particle, report)
    if report is None and lemma_of(verb) in _TABLE.carriers and find_told_noun(verb) is not None:
        report = _CARRIED
    return Cue(verb, _top(verb), report, particle) if report is not None else None


def find_told_noun(verb: Token) -> Token | None:
    """Give the noun of saying that a verb has for its object: "made a plea"; not another's, "took Oslo's advice"."""
    noun = next((child for child in verb.rights if child.dep_ == "dobj" and child.lemma_ in _TABLE.nouns), None)
    is_others = noun is not None and any(child.dep_ == "poss" and child.pos_ != "PRON" for child in noun.lefts)
    return noun if not is_others else None


def _adverb_of(verb: Token) -> Token | None:
    """Give the adverb right after a verb that is a particle of it: "shot back", "chimed in"."""
    following = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    is_part = following.dep_ == "advmod" and following.head == verb
    return following if is_part and (lemma_of(verb), following.lower_) in _TABLE.particles else None


def lemma_of(token: Token) -> str:
    """Give the lemma in lower case, mended where the parser's rules are known to slip ("hop" for "hoping")."""
    lemma = token.lemma_.lower()
    return _TABLE.lemmas.get(lemma, lemma)


def _top(verb: Token) -> Token:
    token = verb
    if token.dep_ == "pcomp" and token.head.lower_ == "as" and lemma_of(token.head.head) in _CITING:
        return token.head.head  # "was quoted as saying"
    issued = token.head
    if token.dep_ == "acl" and token.tag_ == "VBG" and issued.dep_ == "dobj" and issued.i < token.i:
        is_written = issued.lemma_.lower() in _TABLE.documents and lemma_of(issued.head) in _TABLE.issuing
        return issued.head if is_written else token  # "issued a statement saying"
    while token.dep_ == "xcomp":
        if token.head.lower_ in _HALF_MODALS and any(child.lower_ == "to" for child in token.lefts):
            is_predicate = token.head.dep_ in ("acomp", "oprd") and token.head.i - token.head.head.i <= _NEAR
            token = token.head.head if is_predicate else token.head
            if token.pos_ not in ("VERB", "AUX"):
                return verb
        elif _is_half_auxiliary(token.head, token):
            token = token.head
        else:
            break
    return token


def _is_half_auxiliary(verb: Token, below: Token) -> bool:
    """Tell a verb that only says how the one below is done; not "used footage of the king asking": the king asks."""
    if verb.pos_ != "VERB" or lemma_of(verb) not in _HALF_AUXILIARIES:
        return False
    if (
        below.tag_ != "VBG"
        and below.lower_ not in _HALF_MODALS
        and not any(child.lower_ == "to" for child in below.lefts)
    ):
        return False
    return not any(child.dep_ in ("nsubj", "dobj") and child.i > verb.i for child in (*below.lefts, *verb.rights))


def cue_span(layout: Layout, cue: Cue, last: Token | None = None) -> tuple[int, int]:
    """Give the cue's characters: auxiliaries and adverbs before it, particle or preposition after it."""
    first = _first_of(cue.top)
    end = max(cue.verb.i, cue.particle.i if cue.particle is not None and _touches(cue.verb, cue.particle) else 0)
    if last is not None:
        end = max(end, last.i)
    if cue.top.i < first or cue.top.i > end:
        first = _first_of(cue.verb)
    start, stop = layout.offsets[first], layout.end_of(end)
    if layout.text[stop : stop + 1] == ":":
        stop += 1
    return start, stop


def _touches(verb: Token, particle: Token) -> bool:
    """Tell "pointed (right) out the risk", "as he put it" from "showed the mayor up"."""
    return particle.i == verb.i + 1 or (particle.i == verb.i + 2 and verb.nbor(1).pos_ in ("ADV", "DET"))


def _first_of(verb: Token) -> int:
    """Climb left over the auxiliaries and adverbs that touch the verb: "has often denied"."""
    first = verb.i
    for child in reversed(list(verb.lefts)):
        if child.dep_ not in _ADVERBIAL or child.right_edge.i != first - 1:
            break
        if child.dep_ == "advmod" and (child.i != child.left_edge.i or child.tag_ == "WRB"):
            break
        first = child.i
    return first
