"""Find the names of persons, with the titles and descriptions that stand beside them.

In:  a `Page` and its descriptions. Out: `NamedPerson`s in text order.
Left to `cast`: who they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.metonyms import is_location
from dragoman.extract.actors.sightings import Page, head_of, is_honorific, is_hyphen
from dragoman.extract.actors.surnames import CALENDAR, SHORT_SURNAME, find_single_names
from dragoman.lexicons.load.ambiguous_names import load_thing_words, load_word_surnames
from dragoman.lexicons.load.known_persons import KnownPerson
from dragoman.lexicons.load.past_forms import load_past_forms
from dragoman.lexicons.load.person_names import PARTICLES, bare_word, fold_name, fold_word
from dragoman.lexicons.load.reporting_verbs import load_reporting_verbs
from dragoman.lexicons.load.roles import load_role_index
from dragoman.lexicons.load.word_rarity import load_common_words, stem

MAX_NAME_TOKENS = 30  # a name of 200 characters has so many at most; a longer run is a table
MAX_WORD_CHARS = 60  # a longer "word" that is not all letters is an address or a slip
_ASIDE_OPENERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "then", "now"))
_PLAIN = frozenset(("VERB", "AUX", "ADJ", "ADV"))
_NO_APPOSITION = frozenset(("nsubj", "nsubjpass", "dobj", "conj", "pobj", "ROOT", "poss"))
BESIDE = frozenset(("appos", "conj"))  # with a comma only between them, the parser takes the one for the other
_INNER = frozenset(
    ("bin", "ibn", "bint", "al", "el", "ul", "ud", "ur", "van", "von", "der", "den", "de", "del", "della", "di",
     "da", "dos", "das", "do", "du", "la", "le", "ould", "abu", "wa", "y", "e", "o")
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """Reads as: the tokens `first` to `end` (left out) are a person's name.

    `known` are the persons of the tables that the full name means; `title` stands before the name, `aside`
    beside it ("X, the Iranian ambassador"); `honorific` before it ("mr", "gen").
    """

    first: int
    end: int
    name: str
    words: tuple[str, ...]
    known: tuple[KnownPerson, ...]
    title: Description | None
    aside: Description | None
    honorific: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Surroundings:
    """What is looked up by token: titles by the token after them, asides by their first, nouns by their own."""

    titles: Mapping[int, Description]
    asides: Mapping[int, Description]
    nouns: Mapping[int, Description]
    role_words: frozenset[int]
    labelled: frozenset[int]


def find_persons(page: Page, descriptions: tuple[Description, ...]) -> tuple[NamedPerson, ...]:
    """Find the names: those of the tables, after titles, beside descriptions, and those that only a label tells."""
    around = _look_around(page, descriptions)
    spans = {span[:2]: span[2] for span in _known_spans(page, around)}
    taken = {index for first, end in spans for index in range(first, end)}
    for first, end in _name_runs(page, taken, around):
        if not _is_person(page, first, end, around):
            # "Chargers Jamal Holt": a club, a firm and its man
            first = _labelled_from(page, first, end)  # noqa: PLW2901 - the same run without what stands before
        if first < end and _is_person(page, first, end, around):
            spans[first, end] = ()
            taken.update(range(first, end))
    full = [_read(page.doc, (first, end), known, around) for (first, end), known in sorted(spans.items())]
    named = [(each.words, each.known) for each in full]
    spans_of_one = find_single_names(page, named, frozenset(taken | around.role_words))
    single = [_read(page.doc, span, (), around) for span in spans_of_one]
    return tuple(sorted([*full, *single], key=lambda each: each.first))


def _look_around(page: Page, descriptions: Iterable[Description]) -> _Surroundings:
    persons = [each for each in descriptions if each.role.kind == "person"]
    return _Surroundings(
        titles={end: each for each in persons for end in _title_ends(page, each)},
        asides={each.first: each for each in persons if not each.plural},
        nouns={each.head: each for each in persons},
        role_words=frozenset(i for each in descriptions for i in range(each.noun_first, each.noun_end)),
        labelled=frozenset(i for ent in page.doc.ents if ent.label_ == "PERSON" for i in range(ent.start, ent.end)),
    )


def _title_ends(page: Page, title: Description) -> set[int]:
    """Give the tokens at which a name may follow: after "Ambassador", after "Ambassador to Russia"."""
    ends = {title.noun_end, title.end}
    doc, index = page.doc, title.end
    if index + 1 < len(doc) and doc[index].lower_ in ("to", "at", "for", "in"):
        index += 2 if doc[index + 1].lower_ == "the" else 1
        hit = page.hit_at.get(index)
        if hit is not None:
            ends.add(page.tokens_of(hit)[1])
    return ends


def _known_spans(page: Page, around: _Surroundings) -> list[tuple[int, int, tuple[KnownPerson, ...]]]:
    found = []
    for hit in page.hits:
        known = tuple(reading.person for reading in hit.readings if reading.person is not None)
        first, end = page.tokens_of(hit)
        if known and end > first:
            found.append((first, _extend(page, end, around), known))
    return found


def _extend(page: Page, end: int, around: _Surroundings) -> int:
    """Take in what follows a known name: "Salman" in "Salman bin Abdulaziz Al Saud"."""
    doc = page.doc
    while end + 1 < len(doc) and doc[end].lower_ in ("bin", "ibn", "al", "ould") and not doc[end].is_sent_start:
        step = end + 2 if is_hyphen(doc[end + 1]) else end + 1
        if step >= len(doc) or not _is_name_word(page, step, set(), around):
            break
        end = step + 1
    return end


def _name_runs(page: Page, taken: set[int], around: _Surroundings) -> list[tuple[int, int]]:
    """Find runs of capitalised words that may be a name, cut at roles, titles and names of the tables."""
    found: list[tuple[int, int]] = []
    end = 0
    for index in page.capitals:
        if index < end or not _is_name_word(page, index, taken, around):
            continue
        end = index + 1
        while end < len(page.tokens) and end - index < MAX_NAME_TOKENS and not _opens(page.tokens[end]):
            step = _next_word(page, end, taken, around)
            if step is None:
                break
            end = step
        found.append((index, end))
    return found


def _labelled_from(page: Page, first: int, end: int) -> int:
    """Give where a name begins inside a run of capitals by the parser's label; `end` where it has none of two words."""
    start = next((index for index in range(first + 1, end) if page.doc[index].ent_iob_ == "B"), end)
    is_whole = all(token.ent_type_ == "PERSON" for token in page.doc[start:end])
    return start if is_whole and end - start > 1 else end


def _opens(token: Token) -> bool:
    """Tell whether a sentence begins; the parser's break inside "to Russia Farid Azimi said" is none."""
    return bool(token.is_sent_start) and (token.i == 0 or not token.nbor(-1).text[-1].isalnum())


def _next_word(page: Page, index: int, taken: set[int], around: _Surroundings) -> int | None:
    """Give where the next word of a name ends; None where the name is over."""
    doc = page.doc
    position = index
    while position < len(doc) and position < index + 3 and _joins(doc, position):
        position += 1
    if position >= len(doc):
        return None
    lowered = position > index and is_hyphen(doc[position - 1]) and doc[position].text.isalpha()
    # "Tseng Hou-jen": after a hyphen a small letter will do
    if _is_name_word(page, position, taken, around) or (lowered and not doc[position].text[0].isupper()):
        return position + 1
    return None


def _joins(doc: Doc, index: int) -> bool:
    token = doc[index]
    if token.is_space:
        return False
    initial = token.text == "." and len(doc[index - 1]) == 1
    return token.lower_ in _INNER or is_hyphen(token) or token.text in ("’", "'") or initial


def _is_name_word(page: Page, index: int, taken: set[int], around: _Surroundings) -> bool:
    if index in taken:
        return False
    token = page.tokens[index]
    word = bare_word(token.text)
    if not word[:1].isupper() or (len(word) > MAX_WORD_CHARS and not word.isalpha()):
        return False
    bare = page.lower[index].strip(".")
    if bare in load_role_index().honorifics or bare in CALENDAR:
        return False
    if index in around.role_words:
        return False
    if index in around.titles and _is_plain_word(token):
        return False
    titled = index in around.titles or (index > 0 and is_honorific(page.doc[index - 1]))
    if token.pos_ != "PROPN" and not titled and not (index in around.labelled and token.pos_ in ("NOUN", "ADJ", "X")):
        return False
    return index not in page.hit_at or _is_namesake(page, index, around)


def _is_plain_word(token: Token) -> bool:
    """Tell "Killed" in "Porter Killed In Blast": after a title any capital is a name, but not a verb that all use."""
    word = fold_word(token.text)
    known = stem(word) in load_common_words() or token.lemma_ in load_past_forms()
    return token.pos_ in _PLAIN and known and word not in load_word_surnames()


def _is_namesake(page: Page, index: int, around: _Surroundings) -> bool:
    """Tell "Jordan" in "Jordan Peterson", "Chad" in "Chad Smith": a given name that is a state's, too."""
    hit = page.hit_at[index]
    if hit.readings[0].sense not in ("state", "capital", "place") or " " in page.text[hit.start : hit.end]:
        return False
    after = index + 1
    joined = index in around.labelled and after in around.labelled and page.doc[after].ent_iob_ == "I"
    return joined and after not in page.hit_at and page.doc[after].pos_ == "PROPN"


def _is_person(page: Page, first: int, end: int, around: _Surroundings) -> bool:
    doc = page.doc
    title = _title_before(doc, first, end, around)
    honoured = first > 0 and is_honorific(doc[first - 1])
    labelled = all(index in around.labelled or not _is_capital(doc[index]) for index in range(first, end))
    if honoured or (title is not None and (not title.plural or labelled)):
        return True
    words = sum(1 for token in doc[first:end] if _is_capital(token))
    if words == 1 and end - first == 1 and labelled:
        return _is_lone_person(doc[first])
    if words < 2 or doc[first:end].text.isupper():
        return False
    # nor the label nor an aside is believed of plain words: "Strategic Sovereignty", "Broadcasting System"
    last = fold_word(doc[end - 1].text)
    plain = stem(last) in load_common_words() and last not in load_word_surnames()
    things = load_thing_words() & {fold_word(token.text) for token in doc[first:end]}
    if plain or things or _is_place_name(page, first, end):
        return False
    return labelled or _aside_after(doc, first, end, around) is not None


def _is_capital(token: Token) -> bool:
    return bare_word(token.text)[:1].isupper()


def _is_place_name(page: Page, first: int, end: int) -> bool:
    """Tell a town that the label takes for a person: "in Khan Arnabah", "Sa Kaeo, Thailand"."""
    doc = page.doc
    if is_location(doc, first, end):
        return True
    if end + 1 >= len(doc) or doc[end].text != "," or end + 1 not in page.hit_at:
        return False
    return any(reading.state is not None or reading.place is not None for reading in page.hit_at[end + 1].readings)


def _is_lone_person(token: Token) -> bool:
    """Believe the label of a single word only where it says something: "Krugman argued"."""
    if token.dep_ != "nsubj" or token.pos_ != "PROPN" or len(token) < SHORT_SURNAME or token.text.isupper():
        return False
    return token.head.lemma_ in load_reporting_verbs().verbs and stem(fold_word(token.text)) not in load_common_words()


def _title_before(doc: Doc, first: int, end: int, around: _Surroundings) -> Description | None:
    index = first
    while index not in around.titles and index > 0 and (is_honorific(doc[index - 1]) or _is_dot(doc, index - 1)):
        index -= 1
    if index in around.titles:
        return around.titles[index]
    if index > 1 and doc[index - 1].text == "," and index - 1 in around.titles:
        # "the Palestinian president, Mahmoud Abbas", but not "According to the president, Putin said"
        title = around.titles[index - 1]
        name = head_of(doc, first, end)
        if not title.plural and _is_apposed(name, doc[title.head]):
            return title
    return None


def _is_dot(doc: Doc, index: int) -> bool:
    """Tell the dot of "Gen. Sall" from the end of a sentence: "They sought the cleric. Gulen denied it"."""
    return doc[index].text == "." and index > 0 and is_honorific(doc[index - 1])


def _is_apposed(name: Token, noun: Token) -> bool:
    if name.dep_ == "appos" and name.head.i == noun.i:
        return True
    if noun.dep_ == "appos" and noun.head.i == name.i:
        return True
    # mis-parsed as two subjects of one verb: "The president, Mahmoud Abbas, said"
    return noun.dep_ in ("nsubj", "npadvmod", "dep") and noun.head.i == name.head.i and name.dep_ == "nsubj"


def _aside_after(doc: Doc, first: int, end: int, around: _Surroundings) -> Description | None:
    """Find "X, the Iranian ambassador", "X, a Kremlin aide", "X, head of the agency"."""
    told = _told_by_verb(doc, first, end, around)
    if told is not None or end >= len(doc) or doc[end].text not in (",", "(", "—", "–"):
        return told
    start = end + 1
    if start < len(doc) and doc[start].lower_ in _ASIDE_OPENERS:
        start += 1
    found = around.asides.get(start)
    if found is None:
        return None
    noun, name = doc[found.head], head_of(doc, first, end)
    if noun.dep_ == "appos" or _is_apposed(name, noun):
        return found
    return found if noun.dep_ not in _NO_APPOSITION else None


def _office_before_rank(doc: Doc, first: int, end: int, around: _Surroundings) -> Description | None:
    """Find the office in "the president of Drosk, General Omar Senn": the rank stands between it and the name."""
    rank = _title_before(doc, first, end, around)
    comma = rank.first - 1 if rank is not None else -1
    if comma < 1 or doc[comma].text != "," or comma not in around.titles:
        return None
    office = around.titles[comma]
    # "The envoy, Sheikh Omar Senn": whose envoy was told before, and is found by the noun alone
    is_told = not office.plural and bool(office.affiliations)
    return office if is_told and _is_rank_of(doc, head_of(doc, first, end), office) else None


def _is_rank_of(doc: Doc, name: Token, office: Description) -> bool:
    """Tell an apposition to the office, or to the country in its "of", on which the parser often hangs it."""
    noun = doc[office.head]
    return _is_apposed(name, noun) or (name.dep_ in BESIDE and office.noun_first <= name.head.i < office.end)


def _told_by_verb(doc: Doc, first: int, end: int, around: _Surroundings) -> Description | None:
    """Find "X is the director", "X was a Polish judge", "X became foreign minister"."""
    name = head_of(doc, first, end)
    if name.dep_ != "nsubj" or name.head.lemma_ not in ("be", "become", "remain"):
        return None
    if any(child.dep_ == "neg" for child in name.head.children):
        return None
    for child in name.head.children:
        found = around.nouns.get(child.i) if child.dep_ == "attr" else None
        if found is not None and not found.plural:
            return found
    return None


def _read(doc: Doc, span: tuple[int, int], known: tuple[KnownPerson, ...], around: _Surroundings) -> NamedPerson:
    first, end = span
    words = fold_name(doc[first:end].text).split()
    # "Abu Khalid" is a name by a son, borne beside his own: no Khalid is meant by it
    while len(words) > 1 and words[0] in PARTICLES and words[0] != "abu":
        words = words[1:]
    return NamedPerson(
        first=first,
        end=end,
        name=doc[first:end].text,
        words=tuple(words),
        known=known,
        title=_title_before(doc, first, end, around),
        aside=_aside_after(doc, first, end, around) or _office_before_rank(doc, first, end, around),
        honorific=doc[first - 1].lower_.strip(".") if first > 0 and is_honorific(doc[first - 1]) else None,
    )
