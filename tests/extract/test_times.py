"""Time expressions in whole sentences: which words, which TIMEX3 value, counted from which date.

The sentences are ours and stand in `fixtures/times_table.txt`, each with the document's date.
"""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.times.coder import RULES, extract_times, read_times
from dragoman.extract.times.readings import Rule
from dragoman.extract.times.tokens import lex
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import Annotations
from dragoman.records.spans import CharSpan, make_id
from dragoman.records.times import UNDATED, DocumentDate, TimeExpression, read_published, reevaluate

TABLE = Path(__file__).parent.parent / "fixtures" / "times_table.txt"
Case = tuple[str, str | None, str, list[tuple[str, str]]]


def read_table() -> list[Case]:
    """Read the table: the date lines set the document's date for the cases below them."""
    published: str | None = None
    cases: list[Case] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            published = None if line[1:].strip() == "-" else line[1:].strip()
        elif line and not line.startswith("#"):
            name, sentence, told = (part.strip() for part in line.split(" | "))
            pairs = [] if told == "-" else [entry.strip().rsplit("=", 1) for entry in told.split(";")]
            cases.append((name, published, sentence, [(pair[0], pair[1]) for pair in pairs]))
    return cases


CASES = read_table()


def make_document(text: str, published: str | None = None) -> Document:
    """Make a document that is all body."""
    zones = (Zone(span=CharSpan(start=0, end=len(text)), kind="body"),) if text else ()
    return Document(
        document_id=make_id("document", text),
        source_id="own",
        text=text,
        fingerprint="",
        language="en",
        zones=zones,
        published=published,
    )


def find_times(parser: Parser, text: str, published: str | None = None) -> tuple[TimeExpression, ...]:
    document = make_document(text, published)
    found = Annotations(document=document, published=UNDATED, genre="other")
    return extract_times(parser.parse_one(document), found)


@pytest.mark.model
@pytest.mark.parametrize(("published", "sentence", "told"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_times_of_a_sentence(parser: Parser, published: str | None, sentence: str, told: list[tuple[str, str]]) -> None:
    found = find_times(parser, sentence, published)
    assert [(time.exact, time.value) for time in found] == told
    assert all(sentence[time.span.start : time.span.end] == time.exact for time in found)


def test_the_table_is_wide_enough_and_names_each_case_once() -> None:
    assert len(CASES) >= 250
    assert len({case[0] for case in CASES}) == len(CASES)


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "kind", "mod"),
    [
        pytest.param("A vote is planned for early 2025.", "DATE", "START", id="early"),
        pytest.param("A vote is planned for mid-March.", "DATE", "MID", id="mid"),
        pytest.param("A treaty is due by the end of the year.", "DATE", "END", id="end"),
        pytest.param("The siege lasted about six months.", "DURATION", "APPROX", id="about"),
        pytest.param("The siege lasted more than a year.", "DURATION", "MORE_THAN", id="more-than"),
        pytest.param("The siege lasted nearly a year.", "DURATION", "LESS_THAN", id="nearly"),
        pytest.param("The siege lasted at least three weeks.", "DURATION", "EQUAL_OR_MORE", id="at-least"),
        pytest.param("He left more than a year ago.", "DATE", "BEFORE", id="more-than-ago"),
        pytest.param("He left on Friday night.", "TIME", None, id="part-of-day"),
        pytest.param("The city endured nightly attacks.", "SET", None, id="set"),
    ],
)
def test_type_and_modifier(parser: Parser, sentence: str, kind: str, mod: str | None) -> None:
    (time,) = find_times(parser, sentence, "2024-10-11")
    assert (time.type, time.mod) == (kind, mod)


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "earliest", "latest"),
    [
        pytest.param("Talks have gone on since late 2021.", "2021-09-01", "2021-12-31", id="third-of-a-year"),
        pytest.param("He will speak later this month.", "2024-10-11", "2024-10-31", id="later-this-month"),
        pytest.param("He spoke earlier this month.", "2024-10-01", "2024-10-11", id="earlier-this-month"),
        pytest.param("Trade doubled in the past two years.", "2022-10-11", "2024-10-11", id="past-two-years"),
        pytest.param("They will gather on October 22-24.", "2024-10-22", "2024-10-24", id="range"),
        pytest.param("Exports fell in the third quarter of 2023.", "2023-07-01", "2023-09-30", id="quarter"),
        pytest.param("It was worst in the first six months of 2023.", "2023-01-01", "2023-06-30", id="part-of-a-year"),
    ],
)
def test_the_days_covered(parser: Parser, sentence: str, earliest: str, latest: str) -> None:
    for time in find_times(parser, sentence, "2024-10-11"):
        assert (time.interval.earliest, time.interval.latest) == (earliest, latest)


@pytest.mark.model
def test_both_ends_of_a_range_cover_all_of_it(parser: Parser) -> None:
    first, last = find_times(parser, "Talks lasted from March 6 to March 10, 2023.", "2024-10-11")
    assert first.interval == last.interval
    assert (first.interval.earliest, first.interval.latest) == ("2023-03-06", "2023-03-10")


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        pytest.param("He must leave by Friday.", "before", id="by"),
        pytest.param("It has been shut since May.", "after", id="since"),
        pytest.param("It will stay shut until May.", "before", id="until"),
        pytest.param("They met in May.", "none", id="in"),
    ],
)
def test_which_side_is_open(parser: Parser, sentence: str, bound: str) -> None:
    (time,) = find_times(parser, sentence, "2024-10-11")
    assert time.symbol.bound == bound


@pytest.mark.model
def test_a_dateline_dates_what_stands_below_it_and_the_headline(parser: Parser) -> None:
    text = "Ministers met Tuesday\n\nVELPORT, June 14, 2023 (Wire) - The two spoke again today.\n"
    title, dateline, today = find_times(parser, text)
    assert dateline.rule == "dateline"
    assert (title.value, today.value) == ("2023-06-13", "2023-06-14")
    assert title.anchor == today.anchor == dateline.time_id


@pytest.mark.model
def test_each_item_of_a_digest_counts_from_its_own_date(parser: Parser) -> None:
    text = (
        "January 5, 2016\n\nArdania says that talks will begin later this month.\n\n"
        "February 9, 2016\n\nBelmark's king flew home yesterday.\n"
    )
    values = [time.value for time in find_times(parser, text, "2016-02-09")]
    assert values == ["2016-01-05", "2016-01", "2016-02-09", "2016-02-08"]


@pytest.mark.model
def test_expressions_are_dated_again_when_the_date_is_learnt(parser: Parser) -> None:
    times = find_times(parser, "They met on Friday, a week after a raid on May 3. The next day rain fell.")
    assert [time.value for time in times] == ["XXXX-WXX-5", "P1W", "XXXX-05-03", "XXXX-XX-XX"]
    dated = reevaluate(times, DocumentDate(interval=read_published("2024-05-13"), basis="inferred"))
    assert [time.value for time in dated] == ["2024-05-10", "P1W", "2024-05-03", "2024-05-11"]
    assert reevaluate(dated, UNDATED) == times


@pytest.mark.model
def test_an_interval_dates_only_what_both_its_ends_agree_on(parser: Parser) -> None:
    times = find_times(parser, "They met on Friday and spoke yesterday; the strike of last year was on October 1.")
    interval = replace(read_published("2024-10"), earliest="2024-10-11", latest="2024-10-17")
    dated = reevaluate(times, DocumentDate(interval=interval, basis="inferred"))
    assert [time.value for time in dated] == ["2024-10-11", "2024-10-XX", "2023", "2024-10-01"]
    assert (dated[1].interval.earliest, dated[1].interval.latest) == ("2024-10-10", "2024-10-16")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule: Rule) -> None:
    assert rule.pattern.search(lex(rule.example).letters), rule.example


GARBAGE = pytest.mark.parametrize(
    "text",
    [
        pytest.param("The stamp read 00/00/2024.", id="zeros"),
        pytest.param("It was told of 31 February 2024 and of February 30.", id="no-such-day"),
        pytest.param("The file says 0000-01-01, 0000 and 01/01/0000.", id="before-year-1"),
        pytest.param("The tomb is of 44 BC and of 3 March 44 BC.", id="before-christ"),
        pytest.param("It will stand until 2101-01-01, 05/06/2345 and 9999-12-31.", id="after-2100"),
        pytest.param("Call +98 21 6115 2024, 202-555-2010 or 0044-20-7946-1984.", id="phone-numbers"),
        pytest.param("Ostra won 3-2, 21-19 and 6/4; the vote was 12-0.", id="scores"),
        pytest.param("Resolution 2231, resolutions 1559 and 1701, UNSCR 1973.", id="resolutions"),
        pytest.param("Flight 1549 and Boeing 1984 landed on route 2010.", id="flights"),
        pytest.param("Host 10.12.20.24, version 2.10.2024.1, order 2024/1999/1.", id="dotted-numbers"),
        pytest.param("Box 1955, room 2012, page 1999, article 2003.", id="naming-words"),
        pytest.param("99999999999999999999 or 2024202420242024 or 12:99 or 25:00.", id="long-numbers"),
    ],
)


@pytest.mark.model
@GARBAGE
@pytest.mark.parametrize("published", ["2024-10-11", None])
def test_digits_that_are_no_date_give_no_time(parser: Parser, text: str, published: str | None) -> None:
    assert [time.exact for time in find_times(parser, text, published)] == []


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("In May 2024 the two met on Friday, a week after 3 March. ", id="prose"),
        pytest.param("a two an three ", id="numbers"),
        pytest.param("2011-12 - ", id="years"),
        pytest.param("early last late next ", id="directions"),
        pytest.param("at 3 p.m. on Friday and ", id="clocks"),
        pytest.param("over another ", id="lengths"),
    ],
)
def test_reading_is_linear_in_the_length_of_the_text(piece: str) -> None:
    def cost(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            start = process_time()
            read_times(lex(text))
            best = min(best, process_time() - start)
        return best

    small = piece * (6000 // len(piece))
    read_times(lex(small))
    # eight times the text; quadratic reading would cost 64 times
    assert cost(small * 8) < 24 * max(cost(small), 0.001)


WORDS = st.sampled_from(
    [
        *("May", "5", "22", "2024", "31", "February", "00/00/2024", "Friday", "last", "next", "week", "year", "the"),
        *("end", "of", "a", "few", "two", "days", "ago", "later", "12:30", "p.m.", "GMT", "20-year", "old", "1990s"),
        *(
            "about",
            "over",
            "nearly",
            "half",
            "quarter",
            "Iranian",
            "1403",
            "Christmas",
            "every",
            "9/11",
            "-",
            ",",
            ".",
            "\n",
            "and",
            "to",
            "from",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=80))
def test_any_text_is_read_without_overlaps(text: str) -> None:
    lexed = lex(text)
    readings = read_times(lexed)
    assert len(lexed.letters) == len(lexed.starts)
    assert all(left.end <= right.start for left, right in pairwise(readings))
    years = [r.symbol.year for r in readings if r.symbol is not None and r.symbol.year is not None]
    assert all(1000 <= year <= 2100 for year in years)


@pytest.mark.model
@settings(max_examples=25, deadline=None)
@given(words=st.lists(WORDS, max_size=14), published=st.sampled_from(["2024-02-29", "2024", None, "1970-01-01"]))
def test_any_text_gives_exact_words(parser: Parser, words: list[str], published: str | None) -> None:
    text = " ".join(words)
    for time in find_times(parser, text, published):
        assert text[time.span.start : time.span.end] == time.exact
        assert re.fullmatch(r"[0-9A-Z_/:.+-]+", time.value), time.value
        if time.interval.earliest is not None and time.interval.latest is not None:
            assert time.interval.earliest <= time.interval.latest
