"""Tell whose crowns, pesos or dinars are meant by the country that the text speaks of nearest to them.

In:  the actors of the document and `Quantity`s of money. Out: the quantity in its ISO 4217 currency where one fits.
Left to `measures`: "Czech crowns", where the country stands before the word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.figures.measures import Quantity
from dragoman.lexicons.load.units import load_units
from dragoman.lexicons.load.user_rows import alpha3_by_alpha2
from dragoman.records.mentions import ActorMention

_COUNTRY_LETTERS = 2  # an ISO 4217 code begins with its country's code of two letters: NO in NOK


def settle_money(quantity: Quantity, actors: Sequence[ActorMention]) -> Quantity:
    """Give money told by a word of several currencies the one of the nearest country that has it."""
    if quantity.figure_class != "money" or quantity.unit not in _CODES_BY_WORD:
        return quantity
    codes = _CODES_BY_WORD[quantity.unit]
    near = [(abs(each.span.start - quantity.start), each.span.start, codes[each.country])
            for each in actors if each.country in codes]  # fmt: skip
    return replace(quantity, unit=min(near)[2]) if near else quantity


def _codes(by_adjective: Sequence[str]) -> dict[str, str]:
    countries = alpha3_by_alpha2()
    prefixes = {code: code[:_COUNTRY_LETTERS] for code in by_adjective}
    return {countries[prefix]: code for code, prefix in sorted(prefixes.items()) if prefix in countries}


# only words that are left open: a bare "dollars" is the American one
_CODES_BY_WORD: dict[str, dict[str, str]] = {
    currency.default: _codes(tuple(currency.by_adjective.values()))
    for currency in load_units().currencies
    if currency.default.islower()
}
