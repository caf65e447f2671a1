"""What other people's formats call things: states, types, sectors, schemata.

In:  the files below `exchange/`. Out: frozen tables; ConfigError names the file and what is wrong with it.
None of this shapes what is read in an article: `files.fingerprint` passes over that folder.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import EXCHANGE, read_csv, read_toml
from dragoman.lexicons.load.triggers import load_scales
from dragoman.records.vocabulary import EVENT_TYPES, PLOVER_TYPES, EventType

ANY_MODE = "*"
KOSOVO = "KOS"  # PLOVER's codebook; everybody else, and we, say XKX


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCodes:
    """Reads as: the state has these numbers and letters elsewhere; None where that table does not have it.

    `numeric` is ISO 3166-1's, `cow` the Correlates of War number, `ftm` FollowTheMoney's country.
    """

    numeric: str | None
    cow: str | None
    ftm: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverWords:
    """Reads as: PLOVER and POLECAT write quads, places and sizes so, and older records had these names.

    `places` gives GeoNames feature class and code, and resolution, by precision.
    """

    quads: Mapping[int, str]
    entity_aliases: Mapping[str, str]
    event_aliases: Mapping[str, str]
    old_types: Mapping[str, tuple[EventType, str]]
    places: Mapping[str, tuple[str, str, int]]
    sizes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IcewsWords:
    """Reads as: CAMEO code and label by type and mode (`*` for none), sectors and bodies in ICEWS's words."""

    codes: Mapping[str, Mapping[str, tuple[str, str]]]
    state_forces: frozenset[str]
    signatures: frozenset[str]
    sectors: Mapping[str, str]
    international: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledWords:
    """Reads as: ACLED's types (by event type, then sub-event or `*`) as (type or "", mode), its actors' sectors."""

    types: Mapping[str, Mapping[str, tuple[str, str]]]
    crowd_control: frozenset[str]
    one_sided: frozenset[str]
    sectors: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyWords:
    """Reads as: FollowTheMoney's schema, country, topics and language of what we call so."""

    schemata: Mapping[str, str]
    international: Mapping[str, str]
    countries: Mapping[str, str]
    topics: Mapping[str, str]
    topics_of_persons: Mapping[str, str]
    topics_international: Mapping[str, str]
    languages: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineWords:
    """Reads as: a headline calls a type, a status and a month so."""

    types: Mapping[str, str]
    statuses: Mapping[str, str]
    months: tuple[str, ...]


@functools.cache
def load_state_codes() -> Mapping[str, StateCodes]:
    """Give the codes of states by alpha-3."""
    rows = read_csv(f"{EXCHANGE}/states.csv", ("code", "numeric", "cow", "ftm"))
    return MappingProxyType(
        {
            row["code"]: StateCodes(numeric=row["numeric"] or None, cow=row["cow"] or None, ftm=row["ftm"] or None)
            for row in rows
        }
    )


@functools.cache
def load_column_names() -> Mapping[str, tuple[str, ...]]:
    """Give the names that tables have for each field of an article, the likeliest first; no spaces in them."""
    fields = _read("columns.toml")["columns"]
    return MappingProxyType({field: tuple(name.replace(" ", "") for name in names) for field, names in fields.items()})


@functools.cache
def load_plover_words() -> PloverWords:
    """Load what PLOVER-shaped files say."""
    table = _read("plover.toml")
    return PloverWords(
        quads=MappingProxyType({int(quad): words for quad, words in table["quads"].items()}),
        entity_aliases=MappingProxyType(dict(table["entity_aliases"])),
        event_aliases=MappingProxyType(dict(table["event_aliases"])),
        old_types=MappingProxyType({name: (pair[0], pair[1]) for name, pair in table["old_types"].items()}),
        places=MappingProxyType({name: (row[0], row[1], row[2]) for name, row in table["places"].items()}),
        sizes=MappingProxyType(dict(table["sizes"])),
    )


@functools.cache
def load_icews_words() -> IcewsWords:
    """Load ICEWS's words; ConfigError where a type has no code, or a mode is none of its type."""
    table = _read("icews.toml")
    codes: dict[str, Mapping[str, tuple[str, str]]] = {}
    for event_type in PLOVER_TYPES:
        row = table.get(event_type, {})
        unknown = set(row) - set(load_scales()[event_type].modes) - {ANY_MODE, "visit-host", "sign", "state"}
        if ANY_MODE not in row or unknown:
            raise ConfigError(f"lexicon {EXCHANGE}/icews.toml: [{event_type}] lacks {ANY_MODE!r} or has {unknown}")
        codes[event_type] = MappingProxyType({mode: (pair[0], pair[1]) for mode, pair in row.items()})
    return IcewsWords(
        codes=MappingProxyType(codes),
        state_forces=frozenset(table["state_forces"]["sectors"]),
        signatures=frozenset(table["signatures"]["words"]),
        sectors=MappingProxyType(dict(table["sectors"])),
        international=MappingProxyType(dict(table["international"])),
    )


@functools.cache
def load_acled_words() -> AcledWords:
    """Load ACLED's words; ConfigError where a type or a mode is none of PLOVER's."""
    table = _read("acled.toml")
    types: dict[str, Mapping[str, tuple[str, str]]] = {}
    for name, row in table["types"].items():
        for event_type, mode in row.values():
            if event_type and (event_type not in EVENT_TYPES or (mode and mode not in load_scales()[event_type].modes)):
                raise ConfigError(f"lexicon {EXCHANGE}/acled.toml: {name}: {event_type} {mode}")
        types[name] = MappingProxyType({sub: (pair[0], pair[1]) for sub, pair in row.items()})
    one_sided = table["one_sided"]
    return AcledWords(
        types=MappingProxyType(types),
        crowd_control=frozenset(table["crowd_control"]["sub_events"]),
        one_sided=frozenset((*one_sided["types"], *one_sided["sub_events"])),
        sectors=MappingProxyType(dict(table["inter"])),
    )


@functools.cache
def load_money_words() -> MoneyWords:
    """Load FollowTheMoney's names."""
    table = _read("ftm.toml")
    schemata = {sector: schema for schema, sectors in table["schemata"].items() for sector in sectors}
    return MoneyWords(
        schemata=MappingProxyType(schemata),
        international=MappingProxyType(dict(table["international"])),
        countries=MappingProxyType(dict(table["countries"])),
        topics=MappingProxyType(dict(table["topics"])),
        topics_of_persons=MappingProxyType(dict(table["topics_of_persons"])),
        topics_international=MappingProxyType(dict(table["topics_international"])),
        languages=MappingProxyType(dict(table["languages"])),
    )


@functools.cache
def load_headline_words() -> HeadlineWords:
    """Load the words of headlines; ConfigError where a type has none."""
    table = _read("words.toml")
    if set(table["types"]) != set(EVENT_TYPES):
        raise ConfigError(f"lexicon {EXCHANGE}/words.toml: types are {sorted(table['types'])}")
    return HeadlineWords(
        types=MappingProxyType(dict(table["types"])),
        statuses=MappingProxyType(dict(table["statuses"])),
        months=tuple(table["months"]["names"]),
    )


def _read(name: str) -> dict[str, Any]:
    return read_toml(f"{EXCHANGE}/{name}")
