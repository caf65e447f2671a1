"""Cut a text into the words that times are made of, one letter a word.

In:  a text. Out: `Lexed`: for each word its kind (a letter, the alphabet of `grammar`), what it stands for, where.
Left to `grammar`: which words make a time. Words that say nothing of time are `?`; a break of lines is `|`.

Linear: each character is read once, phrases are looked up by their first word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dragoman.lexicons.load.time_words import TimeWords, load_time_words
from dragoman.records.days import read_day

WRAP_WIDTH = 55  # a shorter line that ends without a full stop is a heading or a label, not a wrapped line
MIN_YEAR, MAX_YEAR = 1000, 2100  # other numbers of four digits are numbers
CENTURY_PIVOT = 50  # '49 is 2049, '50 is 1950
YEARS_FOLLOW = frozenset(("in", "over", "during", "of", "between", "for", "since", "the", "from"))
CURRENCY = frozenset("$€£¥₽#№")

Data = int | float | str | tuple[int, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexed:
    """Reads as: the words of a text, by index: `kinds[i]`, `data[i]`, characters `starts[i]` to `ends[i]`.

    `lowers[i]` is the word in lower case; `letters` is all kinds in one string, one letter a word.
    """

    text: str
    letters: str
    data: tuple[Data, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lowers: tuple[str, ...]


_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<iso>\d{4}-\d{1,2}-\d{1,2}(?:(?:T|[ ](?=\d\d:\d\d))\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))
  | (?P<slashed>\d{1,4}[/.]\d{1,2}[/.]\d{2,4}(?![\w/]|[.]\d)|\d{1,2}-\d{1,2}-\d{4}(?![\w-]))
  | (?P<month>\d{4}-(?:0[1-9]|1[0-2])(?![\w-]))
  | (?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![\w:])|\d{1,2}[.]\d\d(?=[ ]?[ap][.]?m\b))
  | (?P<decade>\d{3}0['’]?s\b|['’]?\d0['’]?s\b)
  | (?P<short>['’]\d\d\b(?!['’]))
  | (?P<fiscal>FY[ ]?(?:\d{4}|\d\d)\b)
  | (?P<quarter>[QH][1-4]\b|[1-4][QH]\b)
  | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.]\d+)?(?![\w]))
  | (?P<ampm>[ap][.][ ]?m[.]?(?!\w)|[ap]m\b)
  | (?P<possessive>['’]s\b|(?<=s)['’](?=\s))
  | (?P<word>[^\W\d_]+)
  | (?P<other>\w+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_MARKS = {"-": "-", "–": "-", "‑": "-", ",": ",", ".": ".", "/": "/"}
_TIGHT = frozenset("-–‑/")


def lex(text: str) -> Lexed:
    """Cut a text into words of time and others."""
    return _Lexer(text).run()


class _Lexer:
    """Walks the text once; owns the growing lists that become a `Lexed`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: TimeWords = load_time_words()
        self.kinds: list[str] = []
        self.data: list[Data] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.lowers: list[str] = []
        self.line_start = 0

    def run(self) -> Lexed:
        offset = 0
        while (found := _TOKEN.match(self.text, offset)) is not None:
            name = found.lastgroup or "mark"
            offset = self._take(name, found)
        return Lexed(
            text=self.text,
            letters="".join(self.kinds),
            data=tuple(self.data),
            starts=tuple(self.starts),
            ends=tuple(self.ends),
            lowers=tuple(self.lowers),
        )

    def _add(self, kind: str, data: Data, start: int, end: int) -> int:
        self.kinds.append(kind)
        self.data.append(data)
        self.starts.append(start)
        self.ends.append(end)
        self.lowers.append(self.text[start:end].lower())
        return end

    def _take(self, name: str, found: re.Match[str]) -> int:
        start, end = found.span()
        if name == "space":
            return self._take_space(start, end)
        if name == "word":
            return self._take_word(start, end)
        if name in ("number", "ordinal"):
            return self._take_number(name, start, end)
        if name == "month" and self._is_year_range(found[0]):
            self._add("Y", int(found[0][:4]), start, start + 4)
            self._add("-", None, start + 4, start + 5)
            return self._take_number("number", start + 5, end)
        if name == "mark":
            return self._add(_MARKS.get(found[0], ";"), None, start, end)
        kind, data = _READ[name](found[0]) if name in _READ else ("?", None)
        return self._add(kind, data, start, end)

    def _is_year_range(self, text: str) -> bool:
        """Tell "in 2011-12", "the winter of 2006-07" from the month "2011-12" of a stamp."""
        before = self.lowers[-1] if self.lowers else ""
        season = bool(self.kinds) and self.kinds[-1] == "S"
        return int(text[5:]) > int(text[2:4]) and (season or before in YEARS_FOLLOW)

    def _take_space(self, start: int, end: int) -> int:
        lines = self.text.count("\n", start, end)
        if lines:
            line = self.text[self.line_start : start]
            # "agreed to meet on\nFriday": a long line that ends in mid-sentence is wrapped
            wrapped = lines == 1 and len(line) >= WRAP_WIDTH and line[-1:] not in ".!?:"
            if not wrapped:
                self._add("|", None, start, end)
            self.line_start = end
        return end

    def _take_word(self, start: int, end: int) -> int:
        lower = self.text[start:end].lower()
        phrases = self.words.phrases.get(lower)
        if phrases:
            taken = self._take_phrase(phrases, start)
            if taken:
                return taken
        if lower in self.words.numbers or lower in self.words.ordinals:
            return self._take_number_words(start, end)
        word = self.words.words.get(lower)
        if word is None:
            return self._add("?", None, start, end)
        if word.kind in "MWxwJ" and not self.text[start].isupper():
            # "may", "march", "sat": names of months and days are written large
            return self._add("?", None, start, end)
        return self._add(word.kind, word.data, start, end)

    def _take_phrase(self, phrases: tuple[str, ...], start: int) -> int:
        for phrase in phrases:
            end = start + len(phrase)
            if self.text[start:end].lower() != phrase or self.text[end : end + 1].isalnum():
                continue
            word = self.words.long_words[phrase]
            if word.kind == "v":
                if word.data != "PRESENT_REF" and self._period_follows(end):
                    continue  # "in the past two years", but "These days one asks"
                start = self._take_preposition(phrase, start)
            return self._add(word.kind, word.data, start, end)
        return 0

    def _take_preposition(self, phrase: str, start: int) -> int:
        """Leave the preposition of "in the past" outside the time."""
        for preposition in self.words.reference_prepositions:
            if phrase.startswith(f"{preposition} "):
                end = self._add("i", preposition, start, start + len(preposition))
                return end + 1
        return start

    def _period_follows(self, offset: int) -> bool:
        following = _NEXT_WORD.match(self.text, offset)
        if following is None:
            return False
        word = self.words.words.get(following[1].lower())
        return following[1].isdigit() or (word is not None and word.kind in "UPyNVzWMSdh")

    def _take_number(self, name: str, start: int, end: int) -> int:
        digits = self.text[start:end]
        glued = start > 0 and self.text[start - 1] in CURRENCY
        glued = glued or self._after_letters(start) or self.text[end : end + 1] == "%"
        phrases = self.words.phrases.get(digits)
        if phrases and not glued:
            taken = self._take_phrase(phrases, start)
            if taken:
                return taken
        if glued or (name == "number" and self.text[end : end + 1] in CURRENCY):
            return self._add("?", None, start, end)
        if name == "ordinal":
            value = int(re.sub(r"\D", "", digits))
            return self._add("o" if value > 0 else "?", value, start, end)
        if "." in digits:
            return self._add("N", float(digits.replace(",", "")), start, end)
        number = int(digits.replace(",", "")) if len(digits) < 16 else 0
        if "," not in digits and len(digits) == 4 and MIN_YEAR <= number <= MAX_YEAR:
            return self._add("Y", number, start, end)
        if len(digits) <= 2 and 1 <= number <= 31:
            return self._add("D", number, start, end)
        return self._add("N" if number else "?", number, start, end)

    def _after_letters(self, start: int) -> bool:
        """Tell "F-16" and "COVID-19" from "mid-2025" and "Oct-22"."""
        if start < 2 or self.text[start - 1] not in _TIGHT or not self.text[start - 2].isalpha():
            return False
        return len(self.kinds) < 2 or self.kinds[-2] not in "MWxpiSd<"

    def _take_number_words(self, start: int, end: int) -> int:
        """Read "twenty-five", "two hundred", "twenty-first" as one number."""
        total, part, kind, stop = 0, 0, "N", start
        offset = start
        while (found := _NUMBER_WORD.match(self.text, offset)) is not None:
            lower = found[1].lower()
            number, ordinal = self.words.numbers.get(lower), self.words.ordinals.get(lower)
            if number == 100 and part:
                part *= 100
            elif number is not None and _continues(part, number):
                part += number
            elif number is None and ordinal is not None and (stop == start or _continues(part, ordinal)):
                part += ordinal
                kind = "o"
            else:
                break
            stop = offset = found.end(1)
            if kind == "o":
                break
        total += part
        return self._add(kind, total, start, max(stop, end))


_NEXT_WORD = re.compile(r"\s+(\w+)")
_NUMBER_WORD = re.compile(r"(?:[ ]|-(?=\w))?([^\W\d_]+)")


def _continues(part: int, number: int) -> bool:
    """Tell whether a number word goes on with the one before: "twenty" + "five", not "five" + "six"."""
    if part == 0:
        return True
    return (part % 100 == 0 and number < 100) or (part % 10 == 0 and 20 <= part % 100 <= 90 and number < 10)


def _read_iso(text: str) -> tuple[str, Data]:
    date, _, clock = text.replace(" ", "T").partition("T")
    year, month, day = (int(part) for part in date.split("-"))
    if read_day(year, month, day) is None or not MIN_YEAR <= year <= MAX_YEAR:
        return "?", None
    value = f"{year:04d}-{month:02d}-{day:02d}"
    return "0", f"{value}T{clock[:5]}" if clock else value


def _read_slashed(text: str) -> tuple[str, Data]:
    """Read "22/10/2024" and "10/22/2024"; both readings of "03/04/2024" are kept; "00/00/2024" is none."""
    first, second, third = re.split(r"[/.-]", text)
    if len(first) == 4:
        return _read_iso(f"{first}-{second}-{third}") if len(third) <= 2 else ("?", None)
    if len(first) > 2 or (len(third) == 2 and "/" not in text) or len(third) == 3:
        return "?", None
    year = int(third) if len(third) == 4 else full_year(int(third))
    days = (read_day(year, int(first), int(second)), read_day(year, int(second), int(first)))
    if not MIN_YEAR <= year <= MAX_YEAR or days == (None, None):
        return "?", None
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return "0", (year, int(first), int(second))
    known = days[0] or days[1]
    return "0", known.isoformat() if known else None


def full_year(short: int) -> int:
    """Give the year that two digits mean: '49 is 2049, '50 is 1950."""
    return short + (2000 if short < CENTURY_PIVOT else 1900)


def _read_clock(text: str) -> tuple[str, Data]:
    hour, minute = (int(part) for part in re.split(r"[:.]", text)[:2])
    return ("k", hour * 60 + minute) if hour <= 24 and minute < 60 else ("?", None)


def _read_decade(text: str) -> tuple[str, Data]:
    digits = re.sub(r"\D", "", text)
    if len(digits) == 4:
        return ("#", digits[:3]) if MIN_YEAR <= int(digits) <= MAX_YEAR else ("?", None)
    # "the 90s", "the '20s": of the last hundred years where the decade is over
    return "#", f"19{digits[0]}" if digits[0] not in "01" else f"20{digits[0]}"


def _read_fiscal(text: str) -> tuple[str, Data]:
    year = int(re.sub(r"\D", "", text))
    return "g", year if year > 99 else full_year(year)


def _read_quarter(text: str) -> tuple[str, Data]:
    letter, number = sorted(text.upper(), reverse=True)
    return ("?", None) if letter == "H" and number > "2" else ("Q", f"{letter}{number}")


def _read_month(text: str) -> tuple[str, Data]:
    return ("0", text) if MIN_YEAR <= int(text[:4]) <= MAX_YEAR else ("?", None)


def _read_short_year(text: str) -> tuple[str, Data]:
    return "%", full_year(int(text[1:]))


def _read_half_day(text: str) -> tuple[str, Data]:
    return "a", text[0].lower()


def _read_possessive(_text: str) -> tuple[str, Data]:
    return "'", None


_READ: Mapping[str, Callable[[str], tuple[str, Data]]] = {
    "iso": _read_iso,
    "slashed": _read_slashed,
    "month": _read_month,
    "clock": _read_clock,
    "decade": _read_decade,
    "short": _read_short_year,
    "fiscal": _read_fiscal,
    "quarter": _read_quarter,
    "ampm": _read_half_day,
    "possessive": _read_possessive,
}
