"""Find the places of a document: countries, cities, sites, with coordinates and how precise they are.

In:  `Parsed`. Out: `PlaceMention`s sorted by place in the text.
Left to `extract.events`: what happened there.
"""

from __future__ import annotations

from spacy.tokens import Doc

from dragoman.lexicons.load.name_index import Reading
from dragoman.lexicons.load.tables import State, load_places
from dragoman.nlp.gazetteer import NameHit, find_names
from dragoman.nlp.parse import Parsed
from dragoman.records.mentions import Annotations, PlaceMention
from dragoman.records.spans import CharSpan, make_id

_PLACE_PREPOSITIONS = frozenset(
    ("in", "at", "near", "outside", "around", "across", "through", "into", "inside", "within", "toward", "towards",
     "throughout", "via", "over", "beyond", "off", "along", "on", "to", "from")
)  # fmt: skip


def extract_places(parsed: Parsed, found: Annotations) -> tuple[PlaceMention, ...]:
    """Find the places of a document."""
    mentions = []
    for hit in find_names(parsed.document.text):
        mention = _read(parsed, hit)
        if mention is not None:
            mentions.append(mention)
    return tuple(sorted(mentions, key=lambda mention: (mention.span, mention.mention_id)))


def _read(parsed: Parsed, hit: NameHit) -> PlaceMention | None:
    by_sense = {reading.sense: reading for reading in reversed(hit.readings)}
    if "place" in by_sense:
        place = by_sense["place"].place
        if place is not None:
            return _mention(parsed, hit, place.place_id, place.name, place.country, (place.latitude, place.longitude), place.precision)
    if "capital" in by_sense and by_sense["capital"].state is not None:
        return _capital(parsed, hit, by_sense["capital"].state)
    if "state" in by_sense and _in_place(parsed.doc, hit):
        state = by_sense["state"].state
        if state is not None:
            return _mention(parsed, hit, f"country-{state.code}", state.name, state.code, (state.latitude, state.longitude), "country")
    return None


def _capital(parsed: Parsed, hit: NameHit, state: State) -> PlaceMention:
    name = parsed.document.text[hit.start : hit.end]
    return _mention(parsed, hit, f"capital-{state.code}-{name.lower()}", name, state.code, (None, None), "city")


def _in_place(doc: Doc, hit: NameHit) -> bool:
    span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
    if span is None:
        return False
    root = span.root
    while root.dep_ == "conj" and root.head is not root:
        root = root.head
    return (root.dep_ == "pobj" and root.head.lower_ in _PLACE_PREPOSITIONS) or (root.dep_ in ("appos", "npadvmod") and span.start > 0 and doc[span.start - 1].text == ",")


def _mention(parsed: Parsed, hit: NameHit, place_id: str, name: str, country: str | None, point: tuple[float | None, float | None], precision: str) -> PlaceMention:  # noqa: PLR0913
    document = parsed.document
    return PlaceMention(
        mention_id=make_id("place-mention", document.document_id, hit.start, hit.end, place_id),
        span=CharSpan(start=hit.start, end=hit.end),
        exact=document.text[hit.start : hit.end],
        place_id=make_id("place", place_id),
        name=name,
        country=country,
        latitude=point[0],
        longitude=point[1],
        precision=precision,
    )
