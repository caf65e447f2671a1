"""The words beside numbers: number words, units, currencies, bounds and changes, checked and frozen.

In:  `units.toml`. Out: one `UnitTable`; ConfigError says what is wrong.
Left to `extract.figures`: reading numbers with it.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, get_args

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml
from dragoman.records.vocabulary import FIGURE_CLASSES, FigureBound, FigureClass

FILE_NAME = "units.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Reads as: these words and symbols after a number mean this unit.

    `words` match in any case; `symbols` as written; `tight` symbols only where they touch the digits.
    """

    name: str
    figure_class: FigureClass
    words: tuple[str, ...]
    symbols: tuple[str, ...]
    tight: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """Reads as: this word is money; the adjective before it says whose, else `default`.

    `default` is an ISO 4217 code, or a plain plural noun where the word alone does not decide ("pesos");
    `surface` where the word itself is the unit ("pence").
    """

    words: tuple[str, ...]
    default: str
    by_adjective: Mapping[str, str]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTable:
    """Reads as: all the words that stand beside numbers."""

    numbers: Mapping[str, float]
    multipliers: Mapping[str, float]
    attached: Mapping[str, float]
    plurals: Mapping[str, float]
    vague: tuple[str, ...]
    fractions: Mapping[str, float]
    bounds_before: Mapping[str, FigureBound]
    bounds_after: Mapping[str, FigureBound]
    up: frozenset[str]
    down: frozenset[str]
    from_to: frozenset[str]
    casualties: frozenset[str]
    units: tuple[Unit, ...]
    currencies: tuple[Currency, ...]
    currency_symbols: Mapping[str, str]
    currency_codes: frozenset[str]
    rate_nouns: frozenset[str]
    names_before: frozenset[str]
    names_after: frozenset[str]
    one_idioms: frozenset[str]
    hyphened: frozenset[str]
    counting: frozenset[str]
    invariant: frozenset[str]
    months: frozenset[str]


@functools.cache
def load_units() -> UnitTable:
    """Load and check the table; ConfigError where it is not as it must be."""
    return build_units(read_toml(FILE_NAME))


def build_units(data: Mapping[str, Any]) -> UnitTable:
    """Check what the file holds and freeze it; ConfigError says which part is missing or has another form."""
    try:
        return _build_table(data)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ConfigError(f"lexicon {FILE_NAME}: a section is missing or has another form: {error}") from error


def _build_table(data: Mapping[str, Any]) -> UnitTable:
    units = tuple(_build_unit(row) for row in data["unit"])
    _refuse_doubles([word for unit in units for word in unit.words], "unit word")
    _refuse_doubles([symbol for unit in units for symbol in unit.symbols], "unit symbol")
    currencies = tuple(_build_currency(row) for row in data["currency"])
    _refuse_doubles([word for currency in currencies for word in currency.words], "currency word")
    return UnitTable(
        numbers=_numbers(data["numbers"]),
        multipliers=_numbers(data["multipliers"]),
        attached=_numbers(data["attached"]),
        plurals=_numbers(data["plurals"]),
        vague=tuple(data["vague"]["words"]),
        fractions=_numbers(data["fractions"]),
        bounds_before=_bounds(data["bounds"]),
        bounds_after=_bounds(data["bounds_after"]),
        up=frozenset(data["changes"]["up"]),
        down=frozenset(data["changes"]["down"]),
        from_to=frozenset(data["changes"]["from_to"]),
        casualties=frozenset(data["casualties"]["words"]),
        units=units,
        currencies=currencies,
        currency_symbols=MappingProxyType(dict(data["currency_symbols"])),
        currency_codes=frozenset(data["currency_codes"]["codes"]),
        rate_nouns=frozenset(data["rates"]["nouns"]),
        names_before=frozenset(data["names"]["before"]),
        names_after=frozenset(data["names"]["after"]),
        one_idioms=frozenset(data["names"]["one_idioms"]),
        hyphened=frozenset(data["hyphened"]["nouns"]),
        counting=frozenset(data["counting"]["nouns"]),
        invariant=frozenset(data["invariant"]["nouns"]),
        months=frozenset(data["months"]["names"]),
    )


def _build_unit(row: Mapping[str, Any]) -> Unit:
    figure_class: FigureClass = row["class"]
    if figure_class not in FIGURE_CLASSES:
        raise ConfigError(f"lexicon {FILE_NAME}: unit {row['name']!r} has class {figure_class!r}, not one of "
                          f"{', '.join(FIGURE_CLASSES)}")  # fmt: skip
    return Unit(
        name=row["name"],
        figure_class=figure_class,
        words=tuple(word.lower() for word in row.get("words", ())),
        symbols=tuple(row.get("symbols", ())),
        tight=tuple(row.get("tight", ())),
        example=_example(row),
    )


def _build_currency(row: Mapping[str, Any]) -> Currency:
    return Currency(
        words=tuple(word.lower() for word in row["words"]),
        default=row["default"],
        by_adjective=MappingProxyType({key.lower(): code for key, code in row.get("of", {}).items()}),
        example=_example(row),
    )


def _example(row: Mapping[str, Any]) -> str:
    example: str = row["example"]
    if not example.strip():
        raise ConfigError(f"lexicon {FILE_NAME}: {row!r} has no example")
    return example


def _numbers(section: Mapping[str, Any]) -> Mapping[str, float]:
    return MappingProxyType({word: float(value) for word, value in section.items()})


def _bounds(section: Mapping[str, list[str]]) -> Mapping[str, FigureBound]:
    found: dict[str, FigureBound] = {}
    for sign, words in section.items():
        bound = next((each for each in get_args(FigureBound) if each == sign), None)
        if bound is None:
            raise ConfigError(f"lexicon {FILE_NAME}: {sign!r} is no bound; use > < or ~")
        for word in words:
            if word in found:
                raise ConfigError(f"lexicon {FILE_NAME}: the bound {word!r} stands twice")
            found[word] = bound
    return MappingProxyType(found)


def _refuse_doubles(words: list[str], what: str) -> None:
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise ConfigError(f"lexicon {FILE_NAME}: the {what} {word!r} stands twice")
        seen.add(word)
