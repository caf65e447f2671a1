"""Give a number its currency, its unit and its rate, as they stand beside it.

In:  the text and its `Number`s. Out: `Quantity`s, one a number, whose span holds the unit too.
Left to `ranges`: which two numbers are one. Left to `counted`: the noun that is counted where no unit stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.extract.figures.numerals import Number, NumberForm, alternation
from dragoman.lexicons.load.units import Currency, Unit, load_units
from dragoman.records.vocabulary import FigureClass

_TABLE = load_units()
_LOOK_BACK = 14  # characters: "minus HK $" is the longest that stands before a number


_CODES = alternation(tuple(_TABLE.currency_codes))
_BEFORE = re.compile(
    rf"(?:(?P<outer>minus[ -]|(?<!\w)[-−+])?)"
    rf"(?:(?<![A-Za-z])(?P<money>(?:{_CODES}) ?\$?|{alternation(tuple(_TABLE.currency_symbols))})[  ]?)?"
    rf"(?P<inner>(?:(?<![\w)])|(?<=[$€£¥=]))(?:minus[ -]|negative |[-−+]))?$"
)
_MONEY_WORDS = alternation(tuple(word for currency in _TABLE.currencies for word in currency.words))
_ADJECTIVES = alternation(tuple({a for currency in _TABLE.currencies for a in currency.by_adjective}))
_MONEY_AFTER = re.compile(
    rf"[  -]?(?:(?P<adjective>{_ADJECTIVES})[ -])?(?P<word>{_MONEY_WORDS})\b(?!-f)", re.IGNORECASE
)
_SIGN_AFTER = re.compile(rf"[  ]?(?:(?P<sign>[€£¥₽₴₹₪₺])|(?P<code>{_CODES})\b|(?P<dollar>\$)(?!\d))")
# "$80 U.S. a tonne": the country stands after the number
_COUNTRY_AFTER = re.compile(r" (?:U\.S\.|US)(?= (?:per|an?)\b|[,.;)]|$)")
_UNIT_WORDS = {word: unit for unit in _TABLE.units for word in unit.words}
_UNIT_SYMBOLS = {symbol: unit for unit in _TABLE.units for symbol in unit.symbols}
_UNIT_TIGHT = {symbol: unit for unit in _TABLE.units for symbol in unit.tight}
_UNIT_AFTER = re.compile(
    rf"[  -]?-?(?:of )?(?:an? )?(?P<word>{alternation(tuple(_UNIT_WORDS))})(?![A-Za-z])", re.IGNORECASE
)
_SYMBOL_AFTER = re.compile(rf"[  -]?(?P<symbol>{alternation(tuple(_UNIT_SYMBOLS))})(?![A-Za-z0-9]|-\d|\.[a-z])")
_TIGHT_AFTER = re.compile(rf"(?P<tight>{alternation(tuple(_UNIT_TIGHT))})(?![A-Za-z0-9/])")
_OLD_AFTER = re.compile(r"[- ](?P<word>years?|months?|weeks?|days?|yrs?)(?:[- ]olds?\b| of age\b)", re.IGNORECASE)
_RATE_NOUN = alternation(tuple(_TABLE.rate_nouns))
_RATE_AFTER = re.compile(
    rf"(?:[ -]per[ -]|/)(?P<per>(?:square |cubic |sq )?[A-Za-z]+(?:-hour\b)?)"
    rf"|[ -](?:an?|each|every)[ -](?P<each>{_RATE_NOUN})\b(?! (?:ago|earlier|later|before|after))",
    re.IGNORECASE,
)
_WEIGHT_NEAR = re.compile(r"\b(?:weigh|weight|lbs?\b|kilo|heavy|heavier|lighter|of explosives)", re.IGNORECASE)
_MONEY_NEAR = re.compile(
    r"\b(?:pa(?:y|id)|cost|fine|worth|price|bill|wage|salary|earn|spen[dt]|fund|debt|tax|fee|money|budget|loan|sold)",
    re.IGNORECASE,
)
_NEAR = 50  # characters each side in which a word tells pounds of money from pounds of weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Reads as: these characters are from `low` to `high` of `unit`.

    `number_start` and `number_end` hold the number alone; `measured` says that unit or currency stands
    beside it; `joined` that it was made of two numbers, `falling` that the first was the higher, `from_to` that
    it was told from the one to the other. `said` and `scale` are the number's. `noun_at` is the character of the
    noun it counts, -1 where a unit is told.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    low: float
    high: float
    form: NumberForm
    said: float
    scale: float
    unit: str | None = None
    figure_class: FigureClass = "other"
    measured: bool = False
    prefixed: bool = False
    signed: bool = False
    joined: bool = False
    falling: bool = False
    from_to: bool = False
    noun_at: int = -1


@dataclass(frozen=True, slots=True)
class _Measure:
    """What stands after a number: unit, class, and where it ends."""

    unit: str
    figure_class: FigureClass
    end: int


def measure(text: str, number: Number) -> Quantity:
    """Give the number the currency before it and the unit after it, None where there is neither."""
    start, sign, signed, code = _read_before(text, number.start)
    after = _measure_after(text, number, code)
    end = after.end if after is not None else number.end
    unit = after.unit if after is not None else code
    figure_class: FigureClass = after.figure_class if after is not None else "money" if code else "other"
    if unit is not None and figure_class not in ("duration", "age"):
        unit, figure_class, end = add_rate(text, unit, figure_class, end)
    return Quantity(
        start=start,
        end=end,
        number_start=number.start,
        number_end=number.end,
        low=sign * number.low,
        high=sign * number.high,
        form=number.form,
        said=number.said,
        scale=number.scale,
        unit=unit,
        figure_class=figure_class,
        measured=unit is not None,
        prefixed=code is not None,
        signed=signed,
    )


def add_rate(text: str, unit: str, figure_class: FigureClass, end: int) -> tuple[str, FigureClass, int]:
    """Read "a barrel", "per day", "/month" after a unit; the unit, its class and its end, changed or not."""
    rate = _RATE_AFTER.match(text, end)
    if rate is None or (rate["per"] or "").lower() in ("cent", "se"):
        return unit, figure_class, end
    if figure_class == "percent":
        return unit, figure_class, end
    told = rate["per"] or rate["each"]
    symbol = _UNIT_SYMBOLS.get(told)  # "€90/MWh"
    noun = symbol.name.removesuffix("s") if symbol is not None else told.lower()
    return f"{unit} per {noun}", "rate", rate.end()


def _read_before(text: str, start: int) -> tuple[int, float, bool, str | None]:
    """Read the sign and the currency before a number: where they begin, +1 or -1, and the currency's code."""
    window = text[max(0, start - _LOOK_BACK) : start]
    before = _BEFORE.search(window)
    if before is None or not before[0]:
        return start, 1.0, False, None
    money = before["money"]
    told = before["inner"] or before["outer"] or ""
    negative = told.strip(" -").lower() in ("minus", "negative") or told.strip() in ("-", "−")
    begins = start - len(before[0])
    code = None
    if money:
        code = _TABLE.currency_symbols.get(money) or _TABLE.currency_symbols.get(money.strip(" $"), money.strip(" $"))
        if "$" in money and money.strip(" $") in ("USD", "US"):
            code = "USD"
    return begins, -1.0 if negative else 1.0, bool(told), code


def _measure_after(text: str, number: Number, code: str | None) -> _Measure | None:
    """Find the unit after the number; after a currency sign only another wording of the money counts."""
    end = number.end
    if code is not None:
        country = _COUNTRY_AFTER.match(text, end)
        return _Measure(code, "money", country.end()) if country is not None else None
    old = _OLD_AFTER.match(text, end)
    if old is not None:
        unit = _UNIT_WORDS[old["word"].lower()].name
        return _Measure(f"{unit} old", "age", old.end())
    money = _money_after(text, number)
    if money is not None:
        return money
    return _unit_after(text, number)


def _money_after(text: str, number: Number) -> _Measure | None:
    sign = _SIGN_AFTER.match(text, number.end)
    if sign is not None and number.form == "digits":
        code = sign["code"] or _TABLE.currency_symbols[sign["sign"] or sign["dollar"]]
        return _Measure(code, "money", sign.end())
    money = _MONEY_AFTER.match(text, number.end) or _money_of(text, number)
    if money is None:
        return None
    word = money["word"].lower()
    if word in ("pound", "pounds") and _is_weight(text, number, money):
        return _Measure("pounds", "mass", money.end())
    currency = _CURRENCY_BY_WORD[word]
    adjective = (money["adjective"] or "").lower()
    code = currency.by_adjective.get(adjective, currency.default)
    if (
        word in ("won", "real", "dong", "lev", "leu", "crown", "crowns", "sterling")
        and not adjective
        and not (number.scale >= 1e3 or number.low >= 1000)
    ):
        # "Iran won 5 ... won": a verb, an adjective, a hat
        return None
    return _Measure(word if code == "surface" else code, "money", money.end())


def _money_of(text: str, number: Number) -> re.Match[str] | None:
    """Read "millions of dollars", "half a billion of roubles"."""
    told_large = number.form in ("plural", "words") or number.scale >= 1e6  # "56 billion of euros"
    if not told_large or not text.startswith(" of ", number.end):
        return None
    return _MONEY_AFTER.match(text, number.end + len(" of"))


def _is_weight(text: str, number: Number, money: re.Match[str]) -> bool:
    if money["adjective"] or number.scale >= 1e3:
        return False
    if money[0].startswith("-") or text.startswith(" of ", money.end()):
        return True
    near = text[max(0, number.start - _NEAR) : money.end() + _NEAR]
    return _WEIGHT_NEAR.search(near) is not None or _MONEY_NEAR.search(near) is None


def _unit_after(text: str, number: Number) -> _Measure | None:
    end = number.end
    if number.form == "digits":
        tight = _TIGHT_AFTER.match(text, end)
        if tight is not None and _tight_holds(text, number, tight["tight"]):
            return _of(_UNIT_TIGHT[tight["tight"]], tight.end())
        symbol = _SYMBOL_AFTER.match(text, end)
        if symbol is not None:
            return _of(_UNIT_SYMBOLS[symbol["symbol"]], symbol.end())
    word = _UNIT_AFTER.match(text, end)
    if word is None:
        return None
    told = word["word"].lower()
    articled = re.search(r"\ban? ", word[0], re.IGNORECASE) is not None
    if articled and number.form != "fraction":
        return None
    if " of " in word[0].lower() and number.form not in ("plural", "fraction"):
        return None
    if told == "second" and not _is_second(text, number, word.end()):
        return None
    if told == "stone" and number.low > 60:
        return None
    return _of(_UNIT_WORDS[told], word.end())


def _of(unit: Unit, end: int) -> _Measure:
    return _Measure(unit.name, unit.figure_class, end)


def _is_second(text: str, number: Number, end: int) -> bool:
    """Tell "a 6.5 second delay" from "two second-half goals" and "one second-placed side"."""
    if number.form == "words" and text.startswith(" ", number.end):
        return False  # "thirty second member": an ordinal in two words
    return (
        number.low != 1 and re.match(r"[- ](?:half|placed|term|time|largest|round|tier)", text[end : end + 9]) is None
    )


def _tight_holds(text: str, number: Number, symbol: str) -> bool:
    """Tell feet and inches from closing quotes: a sentence may end in a number, “... in 2019”."""
    if symbol in ("'", "’", '"', "”"):
        opened = text.rfind("“" if symbol in ("”", "’") else symbol, max(0, number.start - 200), number.start)
        return opened < 0 and number.low < 100 and text[number.end + 1 : number.end + 2] in (" ", "-")
    return True


_CURRENCY_BY_WORD: dict[str, Currency] = {word: currency for currency in _TABLE.currencies for word in currency.words}
