"""Read what stands before a noun: how far its wording reaches, whose it is, what its adjectives make of it.

In:  a `Page` and the place of a noun. Out: `Premodifiers`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.extract.actors.identities import join_sectors
from dragoman.extract.actors.sightings import Page, is_hyphen, is_possessive_mark
from dragoman.lexicons.load.roles import Role, load_role_index

MAX_PREMODIFIERS = 14  # tokens before the noun that are looked at
WEAK_SECTORS = frozenset(("CVL", "UNK", "UAF"))
_MODIFYING = frozenset(("ADJ", "NOUN", "PROPN", "NUM", "VERB", "ADV", "SYM", "X"))
# how many they are is no part of what they are called: "at least nine sailors" are "nine sailors"
BOUNDS = frozenset(
    (("at", "least"), ("at", "most"), ("more", "than"), ("fewer", "than"), ("less", "than"), ("up", "to"))
)
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both", "his", "her", "its", "their", "our", "my"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Premodifiers:
    """Reads as: the wording starts at token `start`; a determiner or possessor may stand before it.

    `determiner` is its lower-case word; `possessor` the token before an "'s", or a possessive pronoun.
    """

    start: int
    determiner: str | None
    possessor: int | None

    @property
    def is_definite(self) -> bool:
        """Tell whether the noun is one that the reader knows: "the", "his", "Iran's"."""
        return self.possessor is not None or self.determiner in _DEFINITE


def read_premodifiers(page: Page, first: int, anchor: int) -> Premodifiers:
    """Walk left from a noun at `first`; `anchor` is the last token that modifiers may hang on."""
    doc = page.doc
    start, index = first, first - 1
    floor = max(first - MAX_PREMODIFIERS, doc[first].sent.start)
    while index >= floor:
        token = doc[index]
        if token.pos_ == "DET" or token.tag_ in ("PRP$", "WP$"):
            possessor = index if token.tag_ == "PRP$" else None
            return Premodifiers(start=_trim(doc, start, first), determiner=token.lower_, possessor=possessor)
        if is_possessive_mark(token):
            return _possessed(page, index, _trim(doc, start, first))
        if not _may_modify(token) or not _belongs(page, index, anchor):
            break
        start, index = index, index - 1
    return Premodifiers(start=_trim(doc, start, first), determiner=None, possessor=None)


def _possessed(page: Page, mark: int, start: int) -> Premodifiers:
    """Take a possessor into the wording where it is a name: "Israel's president"."""
    holder = mark - 1
    if page.doc[mark].text == "s" and holder > 0:
        holder -= 1
    hit = page.hit_at.get(holder)
    if hit is not None and hit.readings[0].person is None:
        start = page.tokens_of(hit)[0]
    return Premodifiers(start=start, determiner=None, possessor=holder)


def _may_modify(token: Token) -> bool:
    if token.pos_ in _MODIFYING:
        dated = token.ent_type_ in ("DATE", "TIME") and token.pos_ != "NUM"
        # "a 95-year-old man" is no date
        return not dated or token.lower_ == "old" or (token.i + 1 < len(token.doc) and is_hyphen(token.nbor(1)))
    return is_hyphen(token) or token.lower_ in ("and", "or", ",") or token.text in ("&", "/")


def _belongs(page: Page, index: int, anchor: int) -> bool:
    """Tell whether a token modifies the noun: what it hangs on lies between it and the noun's own head."""
    token = page.doc[index]
    if is_hyphen(token) or token.lower_ in ("and", "or", ",", "&", "/"):
        return index > 0
    above = token
    for _ in range(6):
        if index < above.head.i <= anchor:
            return token.pos_ != "VERB" or token.dep_ in ("amod", "compound", "nmod") or above.head.i == anchor
        if above.head.i <= index or above.head.i == above.i:
            break
        above = above.head
    # "Israeli and Palestinian officials": the second may hang on the first
    conjunct = token.dep_ == "conj" and token.head.i < index and token.head.pos_ in ("ADJ", "PROPN", "NOUN")
    return conjunct and token.pos_ in ("ADJ", "PROPN", "NOUN") and _heads_back(page.doc, token.head, anchor)


def _heads_back(doc: Doc, token: Token, anchor: int) -> bool:
    del doc
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token.i < token.head.i <= anchor


def _trim(doc: Doc, start: int, first: int) -> int:
    """Leave out what opens no noun phrase: "and", a hyphen, "then", the "least" of "at least nine sailors"."""
    if start + 1 < first and (doc[start].lower_, doc[start + 1].lower_) in BOUNDS:
        start += 2
    elif 0 < start < first and (doc[start - 1].lower_, doc[start].lower_) in BOUNDS:
        start += 1
    while start < first and (not doc[start].text[0].isalnum() or doc[start].pos_ in ("CCONJ", "ADV", "PUNCT")):
        if doc[start].pos_ == "ADV" and doc[start].dep_ == "advmod" and doc[start].head.i < first:
            break
        start += 1
    return start


def modified_sectors(page: Page, start: int, first: int, role: Role) -> tuple[tuple[str, ...], bool]:
    """Give the noun's sectors with those of its adjectives and compounds, and whether it is a former one."""
    index, doc = load_role_index(), page.doc
    strong: list[str] = []
    weak: list[str] = []
    former = False
    position = start
    while position < first:
        pair = f"{doc[position].lower_} {doc[position + 1].lower_}" if position + 1 < first else ""
        if pair.endswith(" -") and position + 2 < first:
            # "anti-war", also "anti - war"
            pair = f"{doc[position].lower_}-{doc[position + 2].lower_}"
        modifier = index.modifiers.get(pair) or index.modifiers.get(doc[position].lower_)
        if modifier is not None and position not in page.hit_at:
            former = former or modifier.use == "former"
            (weak if modifier.use == "weak-modifier" else strong).extend(
                modifier.sectors if modifier.use != "former" else ()
            )
        elif position not in page.hit_at:
            own = _noun_sectors(doc[position].lower_) if doc[position].pos_ in ("NOUN", "PROPN") else ()
            weak.extend(_noun_sectors(pair) or own)
        position += 2 if _noun_sectors(pair) else 1
    return _join(role, strong, weak), former


def _noun_sectors(words: str) -> tuple[str, ...]:
    known = load_role_index().nouns.get(tuple(words.split()))
    return known[0].sectors if known is not None and known[0].use in ("", "plural") else ()


def _join(role: Role, strong: list[str], weak: list[str]) -> tuple[str, ...]:
    own = role.sectors
    if strong:
        # "military spokesman" MIL, "rebel commander" REB, "opposition lawmakers" OPP and LEG
        keep = () if role.use == "weak" else tuple(sector for sector in own if sector not in WEAK_SECTORS)
        return join_sectors(strong, keep)
    if weak and (role.use == "weak" or set(own) <= WEAK_SECTORS):
        return join_sectors(weak, () if "CVL" not in weak else own)
    return own
