"""Find the places of a document: countries, cities, sites, with coordinates and how precise they are.

In:  `Parsed`, and the actors found: a name that acts ("Tehran rejected") is no place.
Out: `PlaceMention`s sorted by place in the text.
Left to `extract.events`: what happened there.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping

from spacy.tokens import Doc, Token

from dragoman.lexicons.load.name_index import Reading
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.place_words import load_place_words
from dragoman.lexicons.load.tables import PlaceRow, State, load_places, load_states
from dragoman.nlp.gazetteer import NameHit, find_names
from dragoman.nlp.longer_names import find_longer_name
from dragoman.nlp.parse import Parsed
from dragoman.records.ids import capital_row_id, country_row_id, place_id, place_mention_id
from dragoman.records.mentions import Annotations, PlaceMention
from dragoman.records.spans import CharSpan

MAX_CONJUNCTS = 40  # of a longer list each item stands for itself
_WHERE = frozenset(
    ("in", "at", "near", "outside", "around", "across", "through", "into", "inside", "within", "throughout",
     "via", "over", "beyond", "off", "along", "on", "amid", "north", "south", "east", "west")
)  # fmt: skip
_WHITHER = frozenset(("to", "from", "for", "toward", "towards"))


def extract_places(parsed: Parsed, found: Annotations) -> tuple[PlaceMention, ...]:
    """Find the places of a document."""
    hits = find_names(parsed.document.text)
    told = _told_countries(hits)
    persons = [m.span for m in found.actors if m.mention_type == "NAM" and m.kind == "person"]
    acting = {(m.span.start, m.span.end) for m in found.actors if m.mention_type == "NAM" and "GOV" in m.sectors}
    acting |= {(m.span.start, m.span.end) for m in found.actors if m.mention_type == "NAM" and m.kind == "group"}
    in_person = {index for span in persons for index in range(span.start, span.end)}
    mentions: list[PlaceMention] = []
    for position, hit in enumerate(hits):
        if hit.start in in_person or (hit.start, hit.end) in acting or _is_in_longer_name(parsed.doc, hit):
            continue
        around = (hits[position - 1] if position else None, hits[position + 1] if position + 1 < len(hits) else None)
        mention = _read(parsed, hit, around, told)
        if mention is not None:
            mentions.append(mention)
    mentions.extend(_capitals(parsed, hits))
    return tuple(sorted(mentions, key=lambda mention: (mention.span, mention.mention_id)))


def _is_in_longer_name(doc: Doc, hit: NameHit) -> bool:
    """Tell "Lake Geneva", "the Mali Empire", "Pretoria Khumalo": nothing of it is in that place."""
    span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
    return span is not None and find_longer_name(doc, span.start, span.end) is not None


def _told_countries(hits: tuple[NameHit, ...]) -> Counter[str]:
    """Count the countries that the text names: they decide between namesakes."""
    return Counter(reading.state.code for hit in hits for reading in hit.readings[:1] if reading.state is not None)


def _read(
    parsed: Parsed, hit: NameHit, around: tuple[NameHit | None, NameHit | None], told: Counter[str]
) -> PlaceMention | None:
    before, after = around
    rows = [reading.place for reading in hit.readings if reading.place is not None]
    state = next((reading.state for reading in hit.readings if reading.sense == "state"), None)
    if state is not None and (_is_town_of(parsed, before, hit, state) or _is_where(parsed.doc, hit)):
        return _of_state(parsed, hit, state)
    if rows and state is None:
        return _of_row(parsed, hit, _choose(rows, _named_after(parsed, hit, after), told))
    capital = next((reading for reading in hit.readings if reading.sense == "capital"), None)
    return _of_capital(parsed, hit, capital) if capital is not None and state is None else None


def _choose(rows: list[PlaceRow], country: str | None, told: Counter[str]) -> PlaceRow:
    """Choose among places of one name: of the country named right after, else of the one named most."""
    for row in rows:
        if country is not None and row.country == country:
            return row
    return min(rows, key=lambda row: -told[row.country or ""])


def _named_after(parsed: Parsed, hit: NameHit, after: NameHit | None) -> str | None:
    """Give the country in "Tripoli, Lebanon"."""
    if after is None or parsed.document.text[hit.end : after.start] not in (", ", " (", " in "):
        return None
    state = next((reading.state for reading in after.readings if reading.state is not None), None)
    return state.code if state is not None else None


def _is_town_of(parsed: Parsed, before: NameHit | None, hit: NameHit, state: State) -> bool:
    """Tell the country in "Geneva, Switzerland" from a list of states."""
    if before is None or parsed.document.text[before.end : hit.start] != ", ":
        return False
    after = parsed.document.text[hit.end : hit.end + 2]
    return after not in ("'s", "’s") and any(_lies_in(reading, state.code) for reading in before.readings)


def _lies_in(reading: Reading, code: str) -> bool:
    if reading.sense == "capital" and reading.state is not None:
        return reading.state.code == code
    return reading.place is not None and reading.place.country == code


def _is_where(doc: Doc, hit: NameHit) -> bool:
    """Tell whether a state's name says where: "in Iran", "fled to Chad", "Geneva, Switzerland"."""
    span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
    if span is None:
        return False
    if span.end < len(doc) and doc[span.end].tag_ == "POS":
        return False
    root: Token = span.root
    for _ in range(MAX_CONJUNCTS):
        if root.dep_ != "conj" or root.head.i == root.i:
            break
        root = root.head
    if root.dep_ != "pobj":
        return False
    preposition = root.head
    if preposition.lower_ in _WHERE:
        return True
    governor = preposition.head
    if preposition.lower_ in _WHITHER:
        return governor.lemma_.lower() in load_place_words().motion or (
            governor.dep_ == "prep" and governor.head.lemma_.lower() in load_place_words().motion
        )
    return preposition.lower_ == "of" and governor.lemma_.lower() in load_place_words().parts


def _of_state(parsed: Parsed, hit: NameHit, state: State) -> PlaceMention:
    row = PlaceRow(
        place_id=country_row_id(state.code),
        name=state.name,
        aliases=(),
        country=state.code,
        latitude=state.latitude,
        longitude=state.longitude,
        precision="country",
    )
    return _of_row(parsed, hit, row)


def _of_capital(parsed: Parsed, hit: NameHit, reading: Reading) -> PlaceMention | None:
    """Place a capital that the table of places lacks: its country is known, its point is not."""
    if reading.state is None:
        return None
    name = parsed.document.text[hit.start : hit.end]
    row = PlaceRow(
        place_id=capital_row_id(reading.state.code, fold_name(name)),
        name=name,
        aliases=(),
        country=reading.state.code,
        latitude=None,
        longitude=None,
        precision="city",
    )
    return _of_row(parsed, hit, row)


def _capitals(parsed: Parsed, hits: tuple[NameHit, ...]) -> list[PlaceMention]:
    """Read "the Turkmen capital", "Iran's capital" as the city they are."""
    doc, rows = parsed.doc, _capital_rows()
    found: list[PlaceMention] = []
    for hit in hits:
        state = next((reading.state for reading in hit.readings if reading.sense in ("state", "nationality")), None)
        row = rows.get(state.code) if state is not None else None
        span = doc.char_span(hit.start, hit.end, alignment_mode="expand") if row is not None else None
        if span is None or row is None:
            continue
        noun = span.end + 1 if span.end < len(doc) and doc[span.end].tag_ == "POS" else span.end
        if noun < len(doc) and doc[noun].lower_ == "capital" and doc[noun].tag_ == "NN":
            end = doc[noun].idx + len("capital")
            found.append(_of_row(parsed, NameHit(start=hit.start, end=end, readings=()), row))
    return found


@functools.cache
def _capital_rows() -> Mapping[str, PlaceRow]:
    by_name = {(row.name, row.country): row for row in load_places()}
    found: dict[str, PlaceRow] = {}
    for state in load_states():
        for name in state.capital.split("|")[:1]:
            row = by_name.get((name, state.code))
            if row is not None:
                found[state.code] = row
    return found


def _of_row(parsed: Parsed, hit: NameHit, row: PlaceRow) -> PlaceMention:
    document = parsed.document
    return PlaceMention(
        mention_id=place_mention_id(document.document_id, hit.start, hit.end, row.place_id),
        span=CharSpan(start=hit.start, end=hit.end),
        exact=document.text[hit.start : hit.end],
        place_id=place_id(row.place_id),
        name=row.name,
        country=row.country,
        latitude=row.latitude,
        longitude=row.longitude,
        precision=row.precision,
    )
