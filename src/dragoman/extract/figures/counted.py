"""Read from the parse what a figure counts and whose it is.

In:  a `Parsed` and the characters of a figure. Out: the counted noun, its wording, its owner.
Left to `changes`: whether it rose or fell. Left to `measures`: units that stand beside the number.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.extract.figures.measures import Quantity
from dragoman.lexicons.load.units import load_units

_TABLE = load_units()
_NOUNS = frozenset(("NOUN", "PROPN"))
_BEFORE_NOUN = frozenset(
    ("nummod", "quantmod", "compound", "nmod", "amod", "nsubj", "poss", "npadvmod", "advmod", "appos")
)
_MODIFIERS = frozenset(("compound", "amod", "nmod", "advmod", "npadvmod", "punct"))
_LONGEST_PHRASE = 9  # tokens between a number and the noun it counts ("nine joint naval and air exercises")
_LEVEL_VERBS = frozenset(
    ("be", "reach", "hit", "total", "stand", "remain", "stay", "equal", "cost", "amount", "exceed", "top",
     "average", "number", "come", "represent", "account", "comprise", "constitute", "make", "weigh", "measure",
     "value", "estimate", "go", "touch", "pass", "trade", "close", "open", "end", "finish", "settle", "range", "peak",
     "price", "score", "poll", "become")
)  # fmt: skip
_LONGEST_WORDING = 14  # tokens of the counted thing that are kept
_UNIT_WORDS = frozenset(
    [word for unit in _TABLE.units for word in unit.words]
    + [word for currency in _TABLE.currencies for word in currency.words]
)


@dataclass(frozen=True, slots=True)
class DocIndex:
    """Reads as: where each token of the parse begins, so that a character finds its token at once."""

    doc: Doc
    offsets: tuple[int, ...]

    def token_at(self, offset: int) -> Token:
        """Give the token in which a character stands (the last before it, where it stands between two)."""
        return self.doc[max(0, bisect_right(self.offsets, offset) - 1)]


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """Reads as: the number counts this noun, told by these tokens."""

    head: Token
    first: Token


def index_doc(doc: Doc) -> DocIndex:
    """Index the tokens of a parse by where they begin."""
    return DocIndex(doc, tuple(token.idx for token in doc))


def find_counted_noun(index: DocIndex, quantity: Quantity) -> CountedNoun | None:
    """Find the noun that a number without unit counts: "seven European countries", "dozens of people"."""
    last = index.token_at(quantity.number_end - 1)
    if last.i + 1 >= len(index.doc):
        return None
    follower = index.doc[last.i + 1]
    if follower.lower_ == "of" and quantity.form in ("plural", "digits", "words"):
        return _noun_after_of(index, follower, quantity)
    if follower.text == "-" and last.i + 2 < len(index.doc):
        return _hyphened(index.doc[last.i + 2], quantity)
    return _noun_by_parse(last, quantity) or _noun_by_order(index, last, quantity)


def _hyphened(noun: Token, quantity: Quantity) -> CountedNoun | None:
    """Read "a 300-member chamber"; "a three-way race", "one-on-one" count nothing."""
    holds = noun.lower_ in _TABLE.hyphened and (quantity.low > 1)
    return CountedNoun(noun, noun) if holds else None


def _noun_after_of(index: DocIndex, of: Token, quantity: Quantity) -> CountedNoun | None:
    """Read "thousands of students", "three of the ships"; "one of the best" counts nothing."""
    if of.i + 1 >= len(index.doc):
        return None
    if quantity.form != "plural" and quantity.low < 2:
        return None
    if quantity.form != "plural" and index.doc[of.i + 1].lower_ not in (
        "the",
        "its",
        "their",
        "his",
        "her",
        "those",
        "these",
        "them",
        "our",
    ):
        return None
    first = index.doc[of.i + 1]
    for child in of.children:
        if child.dep_ == "pobj" and child.pos_ in _NOUNS and 0 < child.i - of.i <= _LONGEST_PHRASE:
            return CountedNoun(child, first)
    return _noun_by_order(index, of, quantity)


def _noun_by_parse(last: Token, quantity: Quantity) -> CountedNoun | None:
    head = last
    for _ in range(3):
        if head.dep_ not in _BEFORE_NOUN:
            break
        head = head.head
        if head.pos_ in _NOUNS and 0 < head.i - last.i <= _LONGEST_PHRASE and _is_open(last, head):
            return CountedNoun(head, last.nbor(1)) if _is_countable(head, quantity) else None
    return None


def _is_countable(noun: Token, quantity: Quantity) -> bool:
    """Tell "45 Iranians", "nine sailors" from "747 Jumbo", "16 Garden Street", "3.4 last year"."""
    if len(noun) < 2 or (noun.ent_type_ in ("DATE", "TIME") and noun.tag_ != "NNS"):
        return False
    plural = noun.tag_ in ("NNS", "NNPS") or noun.text.endswith("s") or noun.lower_ in _TABLE.invariant
    if noun.pos_ == "PROPN":
        return plural
    # "15 massive tariff": more than one of a singular is a date or a name gone astray
    return plural or quantity.high <= 1


def _is_open(last: Token, head: Token) -> bool:
    """Tell whether only words of one noun phrase stand between the number and the noun."""
    for token in last.doc[last.i + 1 : head.i]:
        if token.pos_ in ("VERB", "AUX", "ADP", "PRON", "SCONJ") and token.dep_ not in ("amod", "compound", "nmod"):
            return False
        if token.text in (",", ";", ":", "(", ")", ".", "-", "–", "—"):
            return token.text in (",", "-") and head.i - token.i <= 3
    return True


def _noun_by_order(index: DocIndex, last: Token, quantity: Quantity) -> CountedNoun | None:
    """Take the last noun of the run of adjectives and nouns after the number, where the parse has none."""
    head = None
    for token in index.doc[last.i + 1 : last.i + 1 + _LONGEST_PHRASE]:
        if token.pos_ in _NOUNS:
            head = token
        elif token.pos_ == "CCONJ" and head is None:
            continue  # "12 naval and air exercises"
        elif token.pos_ != "ADJ" and token.tag_ not in ("VBN", "VBG", "HYPH", "CD") and token.dep_ != "amod":
            break
    if head is None or not _is_countable(head, quantity):
        return None
    return CountedNoun(head, index.doc[last.i + 1])


def belongs_to_name(index: DocIndex, quantity: Quantity) -> bool:
    """Tell "Boeing 787", "Windows 11", "the FTSE 100" by the name on which the number hangs."""
    token = index.token_at(quantity.number_start)
    if token.i == 0:
        return False
    before = token.nbor(-1)
    if before.pos_ != "PROPN" or before.text.islower() or before.ent_type_ in ("DATE", "TIME"):
        return False
    linked = token.head == before or before.head == token
    joint = before.dep_ in ("compound", "nmod", "nummod") and before.head == token.head and token.head.i > token.i
    return (
        linked
        or joint
        or (
            token.ent_type_ not in ("", "CARDINAL", "QUANTITY", "MONEY", "PERCENT", "DATE", "TIME")
            and token.ent_iob_ == "I"
        )
    )


def is_counting(index: DocIndex, quantity: Quantity) -> bool:
    """Tell a number by the noun that it is the level of: "the toll rose to 58", "a force of 300,000"."""
    if quantity.low != int(quantity.low):
        return False
    head = _measured_noun(root_of(index, quantity), attributive=False)
    return head is not None and head.lemma_.lower() in _TABLE.counting


def is_during(index: DocIndex, quantity: Quantity, start: int) -> bool:
    """Tell "spread over five years", "hand over 14 tanks", "split over a 3% levy" from "over five years old"."""
    over = index.token_at(start)
    if over.lower_ != "over" or over.idx >= quantity.start:
        return False
    spread = over.dep_ == "prep" and quantity.figure_class == "duration"
    handed = over.dep_ == "prt" or (over.i > 0 and over.nbor(-1).lemma_.lower() in ("hand", "turn"))
    return spread or handed or (over.i + 1 < len(over.doc) and over.nbor(1).lower_ == "a")


def is_level(index: DocIndex, quantity: Quantity) -> bool:
    """Tell a bare number that measures something: "rose to 3.65", "is around 73", "estimates of 64,900"."""
    token = index.token_at(quantity.number_end - 1)
    head, relation = token.head, token.dep_
    if relation in ("attr", "acomp") and head.lemma_ == "be":
        return True
    if relation == "pobj":
        governor = head.head
        return moves(governor.lemma_.lower()) or governor.lemma_ in _LEVEL_VERBS
    return relation in ("dobj", "npadvmod", "oprd") and (moves(head.lemma_.lower()) or head.lemma_ in _LEVEL_VERBS)


def counts_people(index: DocIndex, quantity: Quantity) -> str | None:
    """Give what happened to the people counted where no noun stands: "47 were killed", "20 dead"."""
    token = index.token_at(quantity.number_end - 1)
    around = [token.head, *token.children]
    if token.i + 1 < len(index.doc):
        around.append(token.nbor(1))
        if token.nbor(1).lower_ == "of" and index.doc[token.i + 2 : token.i + 3].text == "the":
            around += index.doc[token.i + 3 : token.i + 4]  # "seventeen of the dead"
    for each in around:
        if each.lemma_.lower() in _TABLE.casualties and abs(each.i - token.i) <= 4:
            return str(each.text.lower())
    return None


def find_counted(index: DocIndex, quantity: Quantity) -> tuple[str | None, str | None]:
    """Give what a measured figure measures and whose: ("bilateral trade", None), ("exports", "Iran")."""
    root = root_of(index, quantity)
    if quantity.figure_class == "age" and root.dep_ == "pobj":
        return None, None  # "at the age of 81"
    head = _measured_noun(root, attributive=quantity.figure_class == "duration")
    if quantity.figure_class in ("money", "percent", "mass"):
        head = _told_after(index, quantity) or head
    if head is None or not head.is_alpha or head.ent_type_ in ("MONEY", "PERCENT", "CARDINAL", "QUANTITY"):
        return None, None
    if head.lower_ in _UNIT_WORDS:
        return None, None
    first = index.token_at(quantity.end - 1).i + 1 if head.i > root.i else 0
    return phrase(head, first), owner(head)


def moves(lemma: str) -> bool:
    """Tell a lemma that says that a number rose or fell."""
    return lemma in _TABLE.up or lemma in _TABLE.down


def root_of(index: DocIndex, quantity: Quantity) -> Token:
    """Give the token of the figure on which the others hang."""
    first, last = index.token_at(quantity.start), index.token_at(quantity.end - 1)
    token = last
    while first.i <= token.head.i <= last.i and token.head != token:
        token = token.head
    return token


def _measured_noun(root: Token, *, attributive: bool) -> Token | None:
    """Find the noun measured; a duration's only where it stands before it ("a 20-year deal")."""
    head = root.head
    if head == root:
        return None
    inner = None if attributive else _after_preposition(root)
    if inner is not None:
        return inner
    modifies = root.dep_ in ("nummod", "compound", "nmod", "amod", "npadvmod", "nsubj", "quantmod")
    if modifies and head.pos_ in _NOUNS and head.i > root.i:
        return _inner_of(head)
    if attributive:
        return None
    if head.lower_ == "worth":
        before = head.nbor(-1) if head.i else head
        return before if before.pos_ in _NOUNS else _subject(head.head)
    if root.dep_ == "pobj":
        return _over_preposition(head)
    if root.dep_ == "prep":
        return _over_preposition(root)  # a range that the parse hangs on its "to": "from 54% to 49%"
    if root.dep_ == "appos" and head.pos_ in _NOUNS:
        return head
    if head.pos_ in ("VERB", "AUX") and (head.lemma_ in _LEVEL_VERBS or moves(head.lemma_.lower())):
        return _subject(head)
    return None


def _told_after(index: DocIndex, quantity: Quantity) -> Token | None:
    """Read "$750m worth of jets", "45% of the bonds", "150,000 lei in bribes" by the words alone."""
    last = index.token_at(quantity.end - 1)
    words = index.doc[last.i + 1 : last.i + 1 + _LONGEST_PHRASE]
    told = [token.lower_ for token in words[:2]]
    money_in = quantity.figure_class == "money" and told[:1] == ["in"] and last.head.pos_ != "VERB"
    if told != ["worth", "of"] and told[:1] != ["of"] and not money_in:
        return None
    head = None
    for token in words[2 if told[0] == "worth" else 1 :]:
        inside = token.pos_ in _NOUNS or (head is None and token.pos_ in ("ADJ", "DET", "PRON"))
        if token.pos_ in _NOUNS and token.ent_type_ not in ("DATE", "GPE", "TIME", "LOC", "MONEY"):
            head = token
        elif not inside and token.tag_ not in ("VBN", "VBG", "HYPH", "POS"):
            break
    return head


def _after_preposition(root: Token) -> Token | None:
    """Read "10% of adults", "$5 million in aid"; not "in 2023", "in Iran"."""
    for child in root.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "worth"):
            inner = next((each for each in child.children if each.dep_ == "pobj"), None)
            if inner is not None and inner.pos_ in _NOUNS and inner.ent_type_ not in ("DATE", "GPE", "TIME"):
                return inner
    return None


def _over_preposition(prep: Token) -> Token | None:
    """Climb from "to about $4 billion" to "the growth of foreign trade", from "by 25 points" to "its rate"."""
    governor = prep.head.head if prep.head.pos_ == "ADP" else prep.head  # "from 54% to 49%"
    if governor.pos_ in _NOUNS:
        return _inner_of(governor)
    if governor.pos_ not in ("VERB", "AUX"):
        return None
    told = next((child for child in governor.children if child.dep_ == "dobj" and child.pos_ in _NOUNS), None)
    return told or (_subject(governor) if prep.lower_ != "for" else None)


def _inner_of(noun: Token) -> Token:
    """Give what moved: of "growth in goods trade" the trade; any other noun is what is measured itself."""
    if not moves(noun.lemma_.lower()):
        return noun
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("in", "of", "for"):
            inner = next((each for each in child.children if each.dep_ == "pobj"), None)
            if inner is not None and inner.ent_type_ != "DATE" and inner.pos_ in _NOUNS:
                return inner
    return noun


def _subject(verb: Token) -> Token | None:
    for _ in range(3):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.pos_ in _NOUNS:
                return child
        if verb.dep_ not in ("conj", "xcomp", "ccomp") or verb.head.pos_ not in ("VERB", "AUX"):
            return None
        verb = verb.head
    return None


def phrase(head: Token, first: int = 0) -> str:
    """Give a noun with its modifiers and what follows it: "contract for Oman to lease old tugs".

    `first` is the token before which the wording may not begin: the figure's own words are left out.
    """
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _MODIFIERS or child.pos_ in ("DET", "NUM", "PUNCT", "SYM"):
            break
        if any(_is_figure(token) or token.pos_ == "SYM" for token in child.subtree):
            break
        start = child.left_edge.i
    end = head.i + 1
    for child in head.rights:
        if child.dep_ not in ("prep", "acl", "relcl") or child.i > head.right_edge.i:
            break
        if child.dep_ == "relcl" or any(_is_figure(token) for token in child.subtree):
            break
        end = child.right_edge.i + 1
    start = max(start, min(first, head.i))
    words = head.doc[start : min(end, start + _LONGEST_WORDING)].text
    return str(words.replace("\n", " ").strip(" ,;:.”\"'"))


def bare_phrase(head: Token) -> str:
    """Give a noun with the words before it only: "Ukrainian drones" of "Ukrainian drones over Bryansk"."""
    lefts = [child for child in head.lefts if child.dep_ in ("compound", "amod", "nmod") and child.pos_ != "NUM"]
    first = min((child.i for child in lefts), default=head.i)
    return str(head.doc[first : head.i + 1].text.replace("\n", " "))


def owner(head: Token) -> str | None:
    """Give whose it is: the possessor, else the name after "of"."""
    for child in head.children:
        if child.dep_ == "poss" and child.pos_ in _NOUNS:
            words = head.doc[child.left_edge.i : child.i + 1].text
            return str(words)
    return None


def _is_figure(token: Token) -> bool:
    return token.pos_ == "NUM" and token.ent_type_ not in ("DATE", "TIME")
