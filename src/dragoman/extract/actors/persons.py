"""Persons named in the text, with the titles and descriptions that stand beside their names.

In:  a `Page` and its descriptions. Out: `NamedPerson`s in text order.
Left to `cast`: who they are.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.sightings import Page, token_range
from dragoman.lexicons.load.known_persons import KnownPerson, load_surnames
from dragoman.lexicons.load.person_names import PARTICLES, fold_name, fold_word, surname

HONORIFICS = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "prof", "professor", "gen", "lt", "col", "maj", "capt",
     "sgt", "adm", "brig", "cmdr", "sen", "rep", "gov", "rev", "hon", "st", "sheikh", "shaikh", "sheik", "hajj", "haji", "pres",
     "ayatollah", "hojatoleslam", "imam", "mullah", "maulana", "sayyed", "prince", "princess", "king", "queen", "pope",
     "baroness", "baron", "emir", "sultan", "mp", "min", "amb", "sec", "lieutenant", "comrade", "señor", "madame", "monsieur")
)  # fmt: skip
_CALENDAR = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
     "may", "june", "july", "august", "september", "october", "november", "december", "christmas", "easter", "ramadan")
)  # fmt: skip
MAX_NAME_TOKENS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """Reads as: the tokens `first` to `end` (left out) are a person's name.

    `known` are the persons of the tables that the full name means; `title` stands before the name,
    `aside` beside it ("X, the Iranian ambassador"); `honorific` before it ("Mr", "Gen").
    """

    first: int
    end: int
    name: str
    known: tuple[KnownPerson, ...]
    title: Description | None
    aside: Description | None
    honorific: str | None

    @property
    def words(self) -> tuple[str, ...]:
        """The name's words, folded."""
        return tuple(fold_name(self.name).split())


def find_persons(page: Page, descriptions: tuple[Description, ...]) -> tuple[NamedPerson, ...]:
    """Find the names of persons: those of the tables, after titles, beside descriptions, and those that are told so."""
    doc = page.doc
    titles = {each.noun_end: each for each in descriptions if each.role.kind == "person"}
    spans = _known_spans(page)
    taken = {index for first, end, _ in spans for index in range(first, end)}
    labels = {index for ent in doc.ents if ent.label_ == "PERSON" for index in range(ent.start, ent.end)}
    roles = {index for each in descriptions for index in range(each.noun_first, each.noun_end)}
    for first, end in _name_runs(page, taken, roles):
        before = _title_before(doc, first, titles)
        spans.append((first, end, ()))if _is_person(page, first, end, before is not None or _honorific(doc, first) is not None, labels, descriptions) else None
    found = [_read(page, first, end, known, titles, descriptions) for first, end, known in sorted(spans, key=lambda s: s[:2])]
    return _with_surnames(page, found, titles, descriptions)


def _known_spans(page: Page) -> list[tuple[int, int, tuple[KnownPerson, ...]]]:
    found = []
    for hit in page.hits:
        known = tuple(reading.person for reading in hit.readings if reading.person is not None)
        if known:
            first, end = token_range(page.doc, hit.start, hit.end)
            if end > first:
                found.append((first, end, known))
    return found


def _name_runs(page: Page, taken: set[int], roles: set[int]) -> list[tuple[int, int]]:
    """Find runs of capitalised words that may be a name, cut at roles, titles and names of the tables."""
    doc, found, index = page.doc, [], 0
    while index < len(doc):
        if not _is_name_word(page, index, taken, roles):
            index += 1
            continue
        end = index + 1
        while end < len(doc) and end - index < MAX_NAME_TOKENS and not doc[end].is_sent_start:
            if _is_name_word(page, end, taken, roles):
                end += 1
            elif end + 1 < len(doc) and _joins(doc, end) and _is_name_word(page, end + 1, taken, roles):
                end += 2
            elif end + 2 < len(doc) and doc[end].lower_ in PARTICLES and doc[end + 1].text == "-" and _is_name_word(page, end + 2, taken, roles):
                end += 3
            else:
                break
        found.append((index, end))
        index = end
    return found


def _joins(doc: Doc, index: int) -> bool:
    token = doc[index]
    return token.lower_ in PARTICLES or token.text in ("-", "’", "'") or (token.text == "." and len(doc[index - 1]) == 1)


def _is_name_word(page: Page, index: int, taken: set[int], roles: set[int]) -> bool:
    token = page.doc[index]
    if index in taken or index in roles or not token.text[:1].isupper() or token.pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
        return False
    bare = token.lower_.strip(".")
    if bare in HONORIFICS or bare in _CALENDAR or len(token) > 60:
        return False
    return index not in page.hit_at


def _title_before(doc: Doc, first: int, titles: dict[int, Description]) -> Description | None:
    index = first
    while index > 0 and (doc[index - 1].lower_.strip(".") in HONORIFICS or doc[index - 1].text == "."):
        index -= 1
        if index in titles:
            return titles[index]
    if index in titles:
        return titles[index]
    if index > 1 and doc[index - 1].text == "," and index - 1 in titles:
        # "the Palestinian president, Mahmoud Abbas"
        return titles[index - 1]
    return None


def _honorific(doc: Doc, first: int) -> str | None:
    if first > 0 and doc[first - 1].lower_.strip(".") in HONORIFICS:
        return doc[first - 1].lower_.strip(".")
    return None


def _is_person(page: Page, first: int, end: int, titled: bool, labels: set[int], descriptions: tuple[Description, ...]) -> bool:  # noqa: FBT001, PLR0913
    doc = page.doc
    if titled:
        return True
    if end - first < 2 or doc[first:end].text.isupper():
        return False
    if _aside_after(doc, end, descriptions) is not None:
        return True
    return all(index in labels for index in range(first, end))


def _aside_after(doc: Doc, end: int, descriptions: tuple[Description, ...]) -> Description | None:
    """Find "X, the Iranian ambassador", "X, a Kremlin aide", "X, head of the agency"."""
    if end >= len(doc) or doc[end].text not in (",", "(", "—", "–"):
        return None
    start = end + 1
    if start < len(doc) and doc[start].lower_ in ("the", "a", "an", "its", "his", "her", "their", "then"):
        start += 1
    for each in descriptions:
        if each.first == start and each.role.kind == "person" and not each.plural:
            return each
    return None


def _read(page: Page, first: int, end: int, known: tuple[KnownPerson, ...], titles: dict[int, Description], descriptions: tuple[Description, ...]) -> NamedPerson:  # noqa: PLR0913
    doc = page.doc
    return NamedPerson(
        first=first,
        end=end,
        name=doc[first:end].text,
        known=known,
        title=_title_before(doc, first, titles),
        aside=_aside_after(doc, end, descriptions),
        honorific=_honorific(doc, first),
    )


def _with_surnames(page: Page, found: list[NamedPerson], titles: dict[int, Description], descriptions: tuple[Description, ...]) -> tuple[NamedPerson, ...]:
    """Add single names that repeat a full one of the text, or that are the surname of a prominent person."""
    doc = page.doc
    taken = {index for each in found for index in range(each.first, each.end)}
    full = [each for each in found if len(each.words) > 1]
    parts = {part for each in full for part in (fold_name(surname(each.name)), fold_name(surname(each.name, "CHN")), each.words[-1])}
    for each in full:
        parts.update(fold_name(surname(person.name, person.country)) for person in each.known)
    known = load_surnames()
    extra = []
    for token in doc:
        if token.i in taken or not token.text[:1].isupper() or token.pos_ not in ("PROPN", "NOUN", "ADJ") or token.i in page.hit_at:
            continue
        key = fold_word(token.text)
        if len(key) < 2 or token.lower_ in _CALENDAR:
            continue
        if key in parts or (key in known and _stands_alone(token)):
            extra.append(_read(page, token.i, token.i + 1, (), titles, descriptions))
    return tuple(sorted([*found, *extra], key=lambda each: each.first))


def _stands_alone(token: Token) -> bool:
    """Tell whether a single capitalised word is no part of a longer name: not "Trump Tower", "Lake Biden"."""
    if token.pos_ != "PROPN":
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    before = token.nbor(-1) if token.i > 0 else None
    if after is not None and after.pos_ == "PROPN" and after.text[:1].isupper():
        return False
    return not (before is not None and before.pos_ == "PROPN" and token.dep_ not in ("appos",) and before.dep_ == "compound" and before.head is token and before.ent_type_ == "PERSON")
