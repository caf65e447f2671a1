"""Time as a document tells it: expressions kept symbolic, and the pure function that dates them.

In:  a `TimeSymbol` (what the words mean, before any date is known) and the `DocumentDate`.
Out: an `Interval`. So the same expression can be evaluated again when the document's date is learnt later.
Left to `extract.times`: finding the words. Left to `extract.dating` and `resolve.dating`: the document's date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.vocabulary import DateBasis, TimexType

SymbolKind = Literal["absolute", "relative", "weekday", "partial", "duration", "set", "vague", "range"]
SymbolUnit = Literal[
    "minute",
    "hour",
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
]
Direction = Literal["past", "future", "this", "nearest", "none"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Interval:
    """Reads as: it was `value` (ISO 8601 or TIMEX3, precision kept), not before `earliest`, not after `latest`.

    `earliest` and `latest` are ISO days, both ends included; `None` where that side is open or unknown.
    """

    value: str | None
    earliest: str | None
    latest: str | None


UNKNOWN_INTERVAL = Interval(value=None, earliest=None, latest=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSymbol:
    """Reads as: what the words of a time expression mean, whatever the date they are read on.

    `kind` says how to evaluate it: `absolute` (the fields say all), `relative` (`offset` of `unit` from the
    anchor: "last month" is -1 month), `weekday` (`weekday` 0 Monday..6, sought in `direction`), `partial`
    (fields without year, sought in `direction`: "in October", "22 October"), `duration`, `set`, `vague`
    (PAST_REF, PRESENT_REF, FUTURE_REF in `literal`), `range` (`first` to `last`).
    `part` narrows the result: START, MID, END ("early 2025", "mid-March"). `literal` is a TIMEX3 value that
    needs no arithmetic (`P5Y`). `bound` opens a side: `after` ("since May"), `before` ("until May").
    """

    kind: SymbolKind
    unit: SymbolUnit = "day"
    offset: int = 0
    direction: Direction = "none"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    season: str | None = None
    weekday: int | None = None
    clock: str | None = None
    part: str | None = None
    literal: str | None = None
    bound: Literal["after", "before", "none"] = "none"
    first: TimeSymbol | None = None
    last: TimeSymbol | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Reads as: "last Tuesday" here means 2026-11-17.

    `value` is the TIMEX3 value as evaluated against the document's date (`XXXX-XX-XX` style where unknown),
    `interval` the days it covers, `anchor` what it counts from: `publication`, another expression's id,
    `event` or `none`; `rule` names the rule that read it.
    """

    time_id: str
    span: CharSpan
    exact: str
    type: TimexType
    symbol: TimeSymbol
    value: str
    mod: str | None
    interval: Interval
    anchor: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDate:
    """Reads as: the article was published in this interval, as this basis and evidence say.

    `basis`: `given` (by the container), `stated` (in the text), `inferred`, `unknown`.
    """

    interval: Interval
    basis: DateBasis
    evidence: tuple[Evidence, ...] = ()
    why: str = ""


UNDATED = DocumentDate(interval=UNKNOWN_INTERVAL, basis="unknown", why="nothing in the article dates it")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """Reads as: the event was in this interval, on this basis.

    `basis`: `stated` (a day or period the text gives), `inferred` (from the discourse or other documents),
    `publication` (told as news of the article's own date), `unknown`.
    """

    interval: Interval
    basis: DateBasis


NO_DATE = EventDate(interval=UNKNOWN_INTERVAL, basis="unknown")
