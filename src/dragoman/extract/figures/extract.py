"""Find the figures of a document: numbers with unit, bound, change, what they count and when.

In:  a `Parsed`; the time expressions already found, which tell dates from counts.
Out: `Figure`s, sorted; from the title, the dateline and the body only.
Left to `extract.events`: which event a figure measures. Left to `views`: hiding ages and durations.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.figures.ages import read_age
from dragoman.extract.figures.changes import find_change
from dragoman.extract.figures.counted import (
    CountedNoun,
    DocIndex,
    bare_phrase,
    belongs_to_name,
    counts_people,
    find_counted,
    find_counted_noun,
    index_doc,
    is_counting,
    is_during,
    is_level,
    owner,
    phrase,
)
from dragoman.extract.figures.exclusions import find_reason, is_score, is_vote
from dragoman.extract.figures.gapped import read_gapped
from dragoman.extract.figures.local_money import settle_money
from dragoman.extract.figures.measures import Quantity, add_rate, measure
from dragoman.extract.figures.numerals import read_numbers
from dragoman.extract.figures.ranges import join_ranges
from dragoman.extract.figures.wording import read_bound, read_year
from dragoman.lexicons.load.units import load_units
from dragoman.nlp.parse import Parsed
from dragoman.records.ids import figure_id
from dragoman.records.mentions import Annotations, Figure
from dragoman.records.spans import CharSpan
from dragoman.records.vocabulary import FigureChange

_TABLE = load_units()
_LARGE = 1000  # a number in words from here on is told for its size
_VOTES_AGAINST = re.compile(r" (?:to|against|for and|in favou?r and) ")


def extract_figures(parsed: Parsed, found: Annotations) -> tuple[Figure, ...]:
    """Find every figure of the article's own voice, sorted by place."""
    text = parsed.document.text
    quantities: list[Quantity] = []
    end = 0
    for number in read_numbers(text):
        if number.start < end:
            continue  # the 2 of "m2"
        quantity = measure(text, number)
        quantities.append(quantity)
        end = quantity.end
    if not quantities:
        return ()
    index = index_doc(parsed.doc)
    coded = _Coded(parsed, found)
    chosen = (settle_money(each, found.actors) for each in _choose(text, index, coded, quantities))
    figures = [_build_figure(text, index, coded, each) for each in chosen]
    return tuple(sorted(figures, key=lambda figure: (figure.span.start, figure.span.end, figure.figure_id)))


class _Coded:
    """Owns the sorted stretches that a document's figures are asked against: zones, dates, sentences."""

    def __init__(self, parsed: Parsed, found: Annotations) -> None:
        self.document_id = parsed.document.document_id
        self._zones = parsed.document.coded_spans()
        self._zone_starts = [span.start for span in self._zones]
        dates = [time.span for time in found.times if time.type in ("DATE", "TIME")]
        self._dates = sorted(dates)
        self._date_starts = [span.start for span in self._dates]
        self._sentence_starts = [sent.start_char for sent in parsed.doc.sents]

    def is_coded(self, offset: int) -> bool:
        """Tell whether the character stands in the article's own voice."""
        return _covers(self._zones, self._zone_starts, offset)

    def is_dated(self, offset: int) -> bool:
        """Tell whether a date or a time of day was read there."""
        return _covers(self._dates, self._date_starts, offset)

    def sentence_start(self, offset: int) -> int:
        """Give where the sentence begins in which a character stands."""
        return self._sentence_starts[max(0, bisect_right(self._sentence_starts, offset) - 1)]


def _covers(spans: Sequence[CharSpan], starts: Sequence[int], offset: int) -> bool:
    at = bisect_right(starts, offset) - 1
    return at >= 0 and spans[at].start <= offset < spans[at].end


def _choose(text: str, index: DocIndex, coded: _Coded, quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """Give the quantities that are figures, ranges joined, counted nouns and ages filled in."""
    before: Quantity | None = None
    for quantity in _without_scores(text, join_ranges(text, quantities)):
        if not coded.is_coded(quantity.number_start):
            continue
        chosen = read_age(text, index, quantity) or _choose_one(text, index, coded, quantity)
        if (
            before is not None
            and before.unit == "votes"
            and _VOTES_AGAINST.fullmatch(text[before.end : quantity.start])
        ):
            chosen = _votes(quantity)
        if chosen is None or (chosen.unit is None and chosen.figure_class == "other"):
            chosen = _gapped(text, index, coded, quantity, before) or chosen
        if chosen is None:
            continue
        if before is not None:
            # "two Russian and two Chinese aircraft": the words of the first end where the second begins
            yield before if before.end <= chosen.start else replace(before, end=before.number_end)
        before = chosen
    if before is not None:
        yield before


def _gapped(text: str, index: DocIndex, coded: _Coded, quantity: Quantity, before: Quantity | None) -> Quantity | None:
    """Give a number the noun of the figure before it, where it is no date and no name."""
    if quantity.measured or coded.is_dated(quantity.number_start):
        return None
    # ", Uganda 9,000 and Rwanda 2,000": there the name is where they were counted
    if belongs_to_name(index, quantity) and text_before_type(index, quantity) != "GPE":
        return None
    if find_reason(text, quantity, counts_noun=False, named_before=False) is not None:
        return None
    return read_gapped(text, index, quantity, before)


def _choose_one(text: str, index: DocIndex, coded: _Coded, quantity: Quantity) -> Quantity | None:
    noun = None if quantity.measured else find_counted_noun(index, quantity)
    named = not quantity.measured and belongs_to_name(index, quantity)
    reason = find_reason(text, quantity, counts_noun=noun is not None, named_before=named)
    if reason is not None or (not quantity.measured and coded.is_dated(quantity.number_start)):
        return None
    return quantity if quantity.measured else _unmeasured(text, index, quantity, noun)


def _without_scores(text: str, quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """Drop "2-0"; keep "188-6" where votes are told, as two figures."""
    skipped = -1
    for at, quantity in enumerate(quantities):
        follower = quantities[at + 1] if at + 1 < len(quantities) else None
        if at == skipped:
            continue
        if follower is not None and is_score(text, quantity, follower):
            skipped = at + 1
            if is_vote(text, quantity.start, follower.end):
                yield _votes(quantity)
                yield _votes(follower)
            continue
        yield quantity


def _votes(quantity: Quantity) -> Quantity:
    return replace(quantity, unit="votes", figure_class="count", measured=True)


def _unmeasured(text: str, index: DocIndex, quantity: Quantity, noun: CountedNoun | None) -> Quantity | None:
    """Give a number without unit the noun it counts as unit; None where it counts and measures nothing."""
    if quantity.form == "fraction":
        return quantity
    said = text[quantity.number_start : quantity.number_end].lower()
    if said == "one" and (noun is None or noun.first.lower_ in _TABLE.one_idioms or noun.first.like_num):
        return None
    if noun is not None and noun.head.lemma_.lower() in _TABLE.casualties:
        return replace(quantity, unit="people", figure_class="count")  # "Four hurt", "20 dead"
    if noun is not None and not quantity.signed:  # a count below zero is a name: "Covid -19 doses"
        unit, figure_class, end = add_rate(text, _plural(noun, quantity), "count", noun.head.idx + len(noun.head))
        return replace(quantity, unit=unit, figure_class=figure_class, end=end, measured=True, noun_at=noun.head.idx)
    if counts_people(index, quantity) is not None:
        return replace(quantity, unit="people", figure_class="count")
    bounded = read_bound(text, quantity)[0] in ("<", ">", "~")
    level = is_level(index, quantity) or (bounded and quantity.form == "digits")
    large = quantity.form == "words" and quantity.low >= _LARGE  # "half a million"
    scaled = (quantity.scale > 1 and quantity.form != "plural") or large
    if is_counting(index, quantity):
        return replace(quantity, figure_class="count")
    return quantity if level or scaled or (quantity.joined and " " in said) or "," in said or "." in said else None


def _plural(noun: CountedNoun, quantity: Quantity) -> str:
    """Give the counted noun as a plural: "votes", also of "a 300-member chamber"."""
    told = noun.head.text.lower() if noun.head.pos_ == "NOUN" else str(noun.head.text)
    singular = noun.head.tag_ == "NN" and quantity.high > 1 and noun.head.i and noun.head.nbor(-1).text == "-"
    if singular and told.endswith("man"):
        return f"{told[:-2]}en"
    if not singular or told.endswith("s") or told == "strong":
        return "people" if told == "strong" else str(told)
    return f"{told[:-1]}ies" if told.endswith("ry") else f"{told}s"


def _build_figure(text: str, index: DocIndex, coded: _Coded, quantity: Quantity) -> Figure:
    bound, start, end = read_bound(text, quantity)
    if is_during(index, quantity, start):
        bound, start = "=", quantity.start
    counted, whose = _counted(index, quantity)
    change: FigureChange = find_change(index, quantity, start)
    return Figure(
        figure_id=figure_id(coded.document_id, (start, end), quantity.low, quantity.high, quantity.unit),
        span=CharSpan(start=start, end=end),
        exact=text[start:end],
        low=quantity.low,
        high=quantity.high,
        bound=bound,
        figure_class=quantity.figure_class,
        unit=quantity.unit,
        counted=counted,
        of=whose,
        change=change,
        as_of=read_year(text, quantity, coded.sentence_start(quantity.start)),
    )


def text_before_type(index: DocIndex, quantity: Quantity) -> str:
    """Give what kind of name the word before a number is, empty where it is none."""
    token = index.token_at(quantity.number_start)
    return str(token.nbor(-1).ent_type_) if token.i else ""


def text_before(index: DocIndex, token: Token) -> str:
    """Give the token before, empty where there is none."""
    return str(index.doc[token.i - 1].text) if token.i else ""


def _counted(index: DocIndex, quantity: Quantity) -> tuple[str | None, str | None]:
    if quantity.noun_at >= 0:
        head = index.token_at(quantity.noun_at)
        if text_before(index, head) == "-":
            return quantity.unit, None  # "a 300-member chamber"
        if quantity.noun_at < quantity.start:
            return bare_phrase(head), None  # "34 people in Sudan, 21 in Chad"
        return phrase(head, index.token_at(quantity.number_end - 1).i + 1), owner(head)
    if quantity.unit == "people":
        return counts_people(index, quantity), None
    if quantity.unit == "votes":
        return "votes", None
    return find_counted(index, quantity)
