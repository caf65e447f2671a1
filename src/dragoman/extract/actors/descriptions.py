"""Read descriptions of agents: "three Saudi officials", "the police in Gaza", "US Secretary of State".

In:  a `Page`. Out: `Description`s in text order: the noun, its wording, whose it is, its sectors.
Left to `persons`: the names that descriptions stand beside. Left to `definites`: "the two leaders".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.extract.actors.affiliations import Affiliation, read_affiliation
from dragoman.extract.actors.identities import join_sectors
from dragoman.extract.actors.premodifiers import (
    WEAK_SECTORS,
    modified_sectors,
    read_premodifiers,
)
from dragoman.extract.actors.sightings import HYPHENS, Page, is_hyphen
from dragoman.lexicons.load.actor_words import load_actor_words
from dragoman.lexicons.load.roles import Role, load_role_index

_OF = ("of", "from", "for", "within", "across", "at")
_STATE_OFFICES = frozenset(("head-of-state", "head-of-government", "vice-president"))
_AFTER_TOKENS = 6  # how far after "of" the name may stand
OFFICIAL = frozenset(("GOV", "MIL", "LEG", "JUD", "SPY", "COP"))  # who leaves these is of the elite
_PREPOSITIONS_IN_ROLES = ("of", "for", "in", "without")
_CIVIL = ("GOV",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """Reads as: this noun phrase describes an agent.

    `first` to `end` (left out) is the wording without determiner, `noun_first` to `noun_end` the role's
    words, `head` the token the grammar hangs on. `affiliations` says of which states or bodies, several where
    coordinated ("Israeli and Palestinian officials"); `possessor` is the token whose it is ("his", "Trump's").
    """

    first: int
    end: int
    noun_first: int
    noun_end: int
    head: int
    role: Role
    plural: bool
    definite: bool
    former: bool
    sectors: tuple[str, ...]
    affiliations: tuple[Affiliation, ...]
    possessor: int | None
    determiner: str | None

    @property
    def country(self) -> str | None:
        """The country of its only affiliation."""
        return self.affiliations[0].country if len(self.affiliations) == 1 else None


def find_descriptions(page: Page) -> tuple[Description, ...]:
    """Find all nouns that name agents, with what belongs to them, in text order."""
    found = [_describe(page, *words) for words in _role_words(page)]
    by_start = {start: each for each in found for start in (each.noun_first, each.first)}
    # From the last to the first: "head of the office of the president of Iran" learns from its end.
    for index in range(len(found) - 1, -1, -1):
        each = found[index] = _with_phrase_after(page, found[index], by_start)
        by_start[each.noun_first] = by_start[each.first] = each
    by_head = {each.head: each for each in found}
    found = [_with_possessor(each, by_head) for each in found]
    return tuple(found)


def _role_words(page: Page) -> list[tuple[int, int, Role, bool]]:
    """Find the words of roles, longest first, that are nouns here and no part of a longer name."""
    index = load_role_index()
    lower = page.lower
    found: list[tuple[int, int, Role, bool]] = []
    position = 0
    while position < len(lower):
        lengths = index.lengths.get(lower[position])
        match = _longest_role(page, lower, position, lengths) if lengths is not None else None
        if match is not None:
            found.append(match)
        position = match[1] if match is not None else position + 1
    return found


def _longest_role(
    page: Page, lower: tuple[str, ...], position: int, lengths: tuple[int, ...]
) -> tuple[int, int, Role, bool] | None:
    index, doc = load_role_index(), page.doc
    for length in lengths:
        words, end = _take_words(lower, position, length)
        known = index.nouns.get(words)
        if known is None:
            continue
        role, plural = known
        head = role_head(doc, position, end)
        if _is_noun_here(page, position, end, head) and (role.use != "plural" or plural):
            uncounted = role.plural in ("", role.noun) and head.tag_ in ("NNS", "NNPS")
            return position, end, role, plural or uncounted
    return None


def _take_words(lower: tuple[str, ...], position: int, length: int) -> tuple[tuple[str, ...], int]:
    """Take so many words, hyphens passed over: "secretary-general" is two."""
    words: list[str] = []
    index = position
    while index < len(lower) and len(words) < length:
        if words and lower[index] in HYPHENS:
            index += 1
            continue
        words.append("'s" if lower[index] in ("’s", "’ s") else lower[index])
        index += 1
    return tuple(words), index


def role_head(doc: Doc, first: int, end: int) -> Token:
    """Give the noun of a role's words: "secretary" of "secretary of state", else the last."""
    for index in range(first + 1, end):
        if doc[index].dep_ == "quantmod":
            break  # "tens of thousands" counts thousands
        if doc[index].lower_ in _PREPOSITIONS_IN_ROLES:
            return doc[index - 2] if is_hyphen(doc[index - 1]) else doc[index - 1]
    return doc[end - 1]


def _is_noun_here(page: Page, first: int, end: int, head: Token) -> bool:
    if head.pos_ not in ("NOUN", "PROPN") and not (end - first > 1 and head.pos_ in ("ADJ", "NUM", "X")):
        return False
    hit = page.hit_at.get(first)
    if hit is not None and hit is page.hit_at.get(end - 1):
        # "Revolutionary Guards", "John Major": the words belong to a name of the tables
        return False
    # "Stephen King": a capitalised word inside a name of a person
    return not (end - first == 1 and head.ent_type_ == "PERSON" and head.ent_iob_ == "I" and _ends_name(head))


def _ends_name(token: Token) -> bool:
    before = token.nbor(-1)
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    goes_on = after is not None and after.ent_type_ == "PERSON" and after.ent_iob_ == "I"
    known = load_role_index().nouns.get((before.lower_,))
    return before.text[:1].isupper() and token.text[:1].isupper() and not goes_on and known is None


def _describe(page: Page, first: int, end: int, role: Role, plural: bool) -> Description:  # noqa: FBT001
    head = role_head(page.doc, first, end)
    before = read_premodifiers(page, first, _anchor(head, end))
    sectors, former = modified_sectors(page, before.start, first, role)
    affiliations = _affiliations(page, before.start, first)
    if any(each.is_body for each in affiliations) and role.office in _STATE_OFFICES:
        role, sectors = replace(role, office=None, sectors=(), use="weak"), ()  # "FIFA president"
    return Description(
        first=before.start,
        end=end,
        noun_first=first,
        noun_end=end,
        head=head.i,
        role=role,
        plural=plural,
        definite=before.is_definite,
        former=former,
        sectors=_with_inherited(role, sectors, affiliations, former=former),
        affiliations=affiliations,
        possessor=before.possessor,
        determiner=before.determiner,
    )


def _anchor(head: Token, end: int) -> int:
    """Give the last token that the noun's modifiers may hang on: the name after a title, else the noun."""
    top = head
    while top.dep_ in ("compound", "nmod", "amod", "appos") and top.head.i > top.i and top.head.i < top.i + 9:
        top = top.head
    return max(top.i, end - 1)


def _with_inherited(
    role: Role, sectors: tuple[str, ...], affiliations: tuple[Affiliation, ...], *, former: bool
) -> tuple[str, ...]:
    if former and (set(sectors) & OFFICIAL or role.office is not None):
        # "former minister" ELI, "former news anchor" not
        return ("ELI",)
    inherited = [sector for each in affiliations for sector in each.sectors]
    if inherited and (role.use == "weak" or set(sectors) <= WEAK_SECTORS):
        # "Hamas commander" REB, "Kremlin aide" GOV, "Taliban fighters" not UAF
        own = () if role.use == "weak" and set(sectors) <= {"GOV"} else sectors
        return join_sectors(inherited, (sector for sector in own if sector not in WEAK_SECTORS))
    return sectors


def _affiliations(page: Page, start: int, first: int) -> tuple[Affiliation, ...]:
    found: list[tuple[int, Affiliation]] = []
    seen: set[int] = set()
    for index in range(start, first):
        hit = page.hit_at.get(index)
        if hit is None or id(hit) in seen or is_foreign(page.doc, index):
            continue
        seen.add(id(hit))
        each = read_affiliation(page, hit)
        if each is not None:
            found.append((index, each))
    if len(found) < 2:
        return tuple(each for _, each in found)
    joined = any(page.doc[index].lower_ in ("and", "or", ",", "/") for index in range(found[0][0], found[-1][0]))
    if joined and len({each.country for _, each in found}) > 1:
        return tuple(dict.fromkeys(each for _, each in found))
    # "US State Department spokesman": the body says more than the state
    return (next((each for _, each in found if each.is_body), found[0][1]),)


def is_foreign(doc: Doc, index: int) -> bool:
    """Tell whether a name before a noun is not the noun's own: "Russian-backed", "anti-Iran"."""
    if index + 2 < len(doc) and is_hyphen(doc[index + 1]) and doc[index + 2].lower_ in load_actor_words().foreign_tails:
        return True
    return index > 1 and is_hyphen(doc[index - 1]) and doc[index - 2].lower_ in ("anti", "pro", "non", "ex")


def _with_phrase_after(page: Page, description: Description, others: dict[int, Description]) -> Description:
    """Read "president of Iran", "dozens of demonstrators", "the police in Gaza" into the description."""
    doc, end = page.doc, description.end
    if end >= len(doc):
        return description
    preposition = doc[end].lower_
    if preposition == "of" and description.role.use in ("quantity", "weak"):
        counted = _counted(doc, end + 1, others)
        if counted is not None and (description.role.use == "quantity" or counted.plural):
            return _as_quantity(description, counted)
    words = load_actor_words()
    sent = preposition in ("of", "from") and description.role.noun in words.envoys  # "envoys of Libya", not "to Libya"
    if description.affiliations or (description.role.noun in words.not_owned and not sent):
        return description
    if description.role.noun in load_actor_words().embassies and description.possessor is not None:
        return description  # "its embassy in Yemen"
    if preposition in _OF or (preposition == "in" and _is_local(description)):
        return _with_owner(page, description, others, preposition)
    return description


def _with_possessor(description: Description, by_head: dict[int, Description]) -> Description:
    """Read "the provincial governor's spokesman": of the country and the sectors of the possessor."""
    owner = by_head.get(description.possessor) if description.possessor is not None else None
    if owner is None or description.affiliations or description.role.noun in load_actor_words().not_owned:
        return description
    sectors = description.sectors
    if not sectors and description.role.noun not in load_actor_words().kin:
        sectors = owner.sectors
    return replace(description, affiliations=owner.affiliations, sectors=sectors)


def _is_local(description: Description) -> bool:
    if description.role.noun in load_actor_words().embassies:
        return False
    return (
        description.role.kind == "organisation"
        or description.role.noun in load_actor_words().local
        or "COP" in description.sectors
    )


def _counted(doc: Doc, index: int, others: dict[int, Description]) -> Description | None:
    """Find what is counted: "of heavily armed police"."""
    for position in range(index, min(index + _AFTER_TOKENS, len(doc))):
        found = others.get(position)
        if found is not None:
            return found if found.first <= index + 1 else None
        if doc[position].pos_ not in ("ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB", "DET", "PUNCT"):
            return None
    return None


def _as_quantity(description: Description, counted: Description) -> Description:
    strong = tuple(sector for sector in description.sectors if sector not in WEAK_SECTORS)
    return replace(
        description,
        end=counted.end,
        role=replace(counted.role, use=""),
        plural=True,
        sectors=counted.sectors or strong,
        affiliations=description.affiliations or counted.affiliations,
    )


def _with_owner(page: Page, description: Description, others: dict[int, Description], preposition: str) -> Description:
    doc = page.doc
    for index in range(description.end + 1, min(description.end + _AFTER_TOKENS, len(doc))):
        other = others.get(index)
        if other is not None:
            # "ambassadors of six states in Ankara": where those states' people are, not whose
            abroad = other.role.use == "state" and description.role.noun in load_actor_words().envoys
            if not other.affiliations or other.role.kind != "organisation" or abroad:
                return description
            owned = _owned(
                _of_body(description), other.affiliations, other.end if preposition == "of" else description.end
            )
            # "head of Latvia's central bank"
            return replace(owned, sectors=owned.sectors or other.sectors)
        hit = page.hit_at.get(index)
        owner = None if hit is None else read_affiliation(page, hit)
        if owner is not None and hit is not None and not is_foreign(doc, index):
            end = page.tokens_of(hit)[1] if preposition == "of" else description.end
            return _owned(_of_body(description) if owner.is_body else description, (owner,), end)
        if doc[index].pos_ not in ("DET", "ADJ", "NOUN", "PROPN") or doc[index].is_punct:
            return description
    return description


def _of_body(description: Description) -> Description:
    """Read "president of the Human Rights League": no head of state; what the body is, its president is."""
    if description.role.office not in _STATE_OFFICES:
        return description
    return replace(description, role=replace(description.role, office=None, sectors=(), use="weak"), sectors=())


def _owned(description: Description, owners: tuple[Affiliation, ...], end: int) -> Description:
    sectors = _with_inherited(description.role, description.sectors, owners, former=description.former)
    return replace(description, affiliations=owners, end=max(end, description.end), sectors=sectors)
