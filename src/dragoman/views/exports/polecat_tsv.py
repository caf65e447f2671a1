"""POLECAT TSV: the forty columns of the POLECAT data set, one event a row, several actors in a cell.

In:  a view. Out: a file with a header; an empty cell holds the word None. What PLOVER does not count, and what is not
known to the day, is left out and told. Left to `readers.coded.polecat`: the way back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from dragoman import __version__
from dragoman.lexicons.load.exchange import load_plover_words
from dragoman.records.entities import Event, Party
from dragoman.records.vocabulary import ClaimField
from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.codes import (
    code_of,
    cow_of,
    load_wikidata_ids,
    plover_contexts,
    plover_modes,
    plover_score,
    plover_type,
    quad_words,
    wording_of,
)
from dragoman.views.exports.days import find_row_day, known_span
from dragoman.views.exports.files import whole_text
from dragoman.views.exports.outcome import COARSE, NO_DAY, Exported, find_plover_obstacle, outcome
from dragoman.views.exports.sources import Source, anchor_of, load_sources
from dragoman.views.exports.tab_separated import Value, write_header, write_row

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
NONE = "None"
BETWEEN_ACTORS = "; "
WITHIN_CELL = "|"
LEVELS = ("city", "district", "province")


def export_polecat(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write the events that PLOVER counts and whose day is known, by date, then id."""
    del with_text  # the format has no column for it: the registry refuses
    sources, wikidata = load_sources(view), load_wikidata_ids(view)
    left_out: Counter[str] = Counter()
    count = 0
    with whole_text(out) as file:
        write_header(file, COLUMNS)
        for event in view.events(chosen):
            obstacle = find_row_obstacle(event)
            if obstacle is not None:
                left_out[obstacle] += 1
                continue
            write_row(file, polecat_row(event, anchor_of(event, sources), wikidata), empty=NONE)
            count += 1
    return outcome(count, "events", left_out)


def find_row_obstacle(event: Event) -> str | None:
    """Say why a row with one day cannot hold an event; None where it can."""
    if (obstacle := find_plover_obstacle(event)) is not None:
        return obstacle
    if known_span(event.date.interval) is None:
        return NO_DAY
    return COARSE if find_row_day(event.date.interval) is None else None


def polecat_row(event: Event, source: Source | None, wikidata: Mapping[str, str]) -> tuple[Value, ...]:
    """Give an event's forty values."""
    found = plover_type(event)
    return (
        f"{source.document_id if source is not None else event.event_id}-{event.event_id}_{found}",
        find_row_day(event.date.interval),
        found,
        WITHIN_CELL.join(plover_modes(event)),
        plover_score(event),
        quad_words(found),
        WITHIN_CELL.join(plover_contexts(event)),
        *_side(event, event.sources, ("sources", "host", "mediators"), wikidata),
        *_side(event, event.targets, ("targets",), wikidata),
        *_place(event),
        source.publisher if source is not None else None,
        _published(source),
        *(_names(event, kinds) for kinds in (("person",), ("organisation", "group", "state"))),
        event.place.name if event.place is not None else None,
        source.language if source is not None else None,
        f"dragoman {__version__}",
    )


def _side(
    event: Event, parties: Sequence[Party], fields: tuple[ClaimField, ...], wikidata: Mapping[str, str]
) -> Iterable[Value]:
    def cell(value: Callable[[Party], str | None]) -> str | None:
        values = [value(party) for party in parties]
        # places are kept, so that the second country is the second actor's
        return BETWEEN_ACTORS.join(_part(each) for each in values) if any(values) else None

    sector = cell(lambda party: party.sector)
    return (
        cell(lambda party: party.name),
        cell(code_of),
        cell(cow_of),
        sector,
        sector,
        None,
        cell(lambda party: wording_of(event, party, fields)),
        cell(lambda party: wikidata.get(party.actor_id)),
    )


def _part(value: str | None) -> str:
    """Keep a name from being read as two."""
    return value.replace(";", ",").replace(WITHIN_CELL, "/") if value else NONE


def _place(event: Event) -> Iterable[Value]:
    place = event.place
    if place is None:
        return (None,) * 10
    feature = load_plover_words().places[place.precision]
    words = next((claim.evidence.exact for claim in event.claims if claim.field == "place"), None)
    levels = (place.name if place.precision == level else None for level in LEVELS)
    return (place.name, *levels, place.country, place.latitude, place.longitude, None, words, feature[1] or None)


def _published(source: Source | None) -> str | None:
    day = known_span(source.published) if source is not None else None
    return day[0] if day is not None and day[0] == day[1] else None


def _names(event: Event, kinds: tuple[str, ...]) -> str | None:
    parties = (*event.sources, *event.targets, *event.mediators, *((event.host,) if event.host else ()))
    return BETWEEN_ACTORS.join(dict.fromkeys(_part(party.name) for party in parties if party.kind in kinds)) or None
