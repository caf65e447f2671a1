"""ICEWS TSV: the twenty columns of the ICEWS event data, one row a pair of actors, CAMEO codes.

In:  a view. Out: a file with a header. Talks among several are mirrored pairs; rows share the event's id, counted up.
Sentence Number stays empty: the record knows a sentence by its offsets, and a number would be a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from dragoman.lexicons.load.exchange import ANY_MODE, load_icews_words
from dragoman.lexicons.load.triggers import load_scales
from dragoman.records.entities import Event, Party
from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.codes import country_name, plover_modes, plover_score, plover_type
from dragoman.views.exports.days import find_row_day
from dragoman.views.exports.expansion import Pair, expand
from dragoman.views.exports.files import whole_text
from dragoman.views.exports.outcome import NO_PAIR, Exported, outcome
from dragoman.views.exports.polecat_tsv import find_row_obstacle
from dragoman.views.exports.sources import Source, anchor_of, load_sources
from dragoman.views.exports.tab_separated import Value, write_header, write_row

COLUMNS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)
WORD = re.compile(r"[a-z]+")


def export_icews(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write the pairs of the events that PLOVER counts and whose day is known, by date, then id."""
    del with_text  # the format has no column for it: the registry refuses
    sources = load_sources(view)
    left_out: Counter[str] = Counter()
    count = 0
    with whole_text(out) as file:
        write_header(file, COLUMNS)
        for event in view.events(chosen):
            obstacle = find_row_obstacle(event) or (None if event.sources else NO_PAIR)
            if obstacle is not None:
                left_out[obstacle] += 1
                continue
            for pair in expand(event):
                write_row(file, icews_row(event, pair, anchor_of(event, sources)), empty="")
                count += 1
    return outcome(count, "rows, one a pair of actors,", left_out)


def icews_row(event: Event, pair: Pair, source: Source | None) -> tuple[Value, ...]:
    """Give the twenty values of a pair."""
    code, label = cameo_of(event, pair)
    place = event.place
    levels = (place.name if place is not None and place.precision == each else None for each in LEVELS)
    return (
        f"{event.event_id}-{pair.number}",
        find_row_day(event.date.interval),
        pair.source.name,
        _sectors(pair.source),
        country_name(pair.source.country),
        label,
        code,
        plover_score(event),
        pair.target.name if pair.target is not None else None,
        _sectors(pair.target),
        country_name(pair.target.country) if pair.target is not None else None,
        source.document_id if source is not None else None,
        None,
        source.publisher if source is not None else None,
        *levels,
        country_name(place.country) if place is not None else None,
        place.latitude if place is not None else None,
        place.longitude if place is not None else None,
    )


LEVELS = ("city", "district", "province")


def cameo_of(event: Event, pair: Pair) -> tuple[str, str]:
    """Give the CAMEO code and its label: of the mode with the strongest score that has one, else of the type."""
    found = plover_type(event)
    codes, scores = load_icews_words().codes[found], load_scales()[found].modes
    modes = sorted(plover_modes(event), key=lambda mode: (-abs(scores[mode]), mode))
    mode = next((each for each in modes if each in codes), None) or _told_mode(event, pair)
    # the visitor makes a visit, the host has one
    if mode == "visit" and event.host is not None and event.host.actor_id == pair.source.actor_id:
        mode = "visit-host"
    return codes.get(mode or ANY_MODE, codes[ANY_MODE])


def _told_mode(event: Event, pair: Pair) -> str | None:
    """Give what CAMEO tells apart and PLOVER does not: a signature from other support, an army from a mob."""
    words = load_icews_words()
    if event.plover_type == "SUPPORT":
        told = {word for claim in event.claims if claim.field == "event_type" for word in _words(claim.evidence.exact)}
        return "sign" if told & words.signatures else None
    if event.plover_type == "ASSAULT" and pair.source.country and pair.source.kind != "group":
        return "state" if (pair.source.sector or "") in words.state_forces else None
    return None


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _sectors(party: Party | None) -> str | None:
    if party is None:
        return None
    words = load_icews_words()
    named = (words.sectors.get(party.sector or ""), words.international.get(party.international_code or ""))
    return ",".join(sorted(each for each in named if each)) or None
