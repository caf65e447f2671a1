"""Figures in whole sentences: value, bound, class, unit, change, year; what is counted; odd and long texts.

The sentences are ours and stand in `fixtures/figures_table.txt`.
"""

import itertools
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ConfigError
from dragoman.extract.actors.coder import extract_actors
from dragoman.extract.figures.extract import extract_figures
from dragoman.extract.figures.measures import measure
from dragoman.extract.figures.numerals import read_numbers
from dragoman.lexicons.load.files import read_toml
from dragoman.lexicons.load.units import FILE_NAME, build_units, load_units
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import Annotations, Figure
from dragoman.records.spans import CharSpan, make_id
from dragoman.records.symbols import TimeSymbol
from dragoman.records.times import UNDATED, UNKNOWN_INTERVAL, TimeExpression
from dragoman.records.vocabulary import ZoneKind

TABLE = Path(__file__).parent.parent / "fixtures" / "figures_table.txt"
# "3" is read as a bare number: the list's noun stands two numbers further on
KNOWN_FAILURES = frozenset(("many-numbers",))
Told = tuple[str, str, str, str, str, str, str]


def read_table() -> list[tuple[str, str, list[Told]]]:
    """Read the table: name | sentence | exact => value, bound, class, unit, change, as of ; ..."""
    cases: list[tuple[str, str, list[Told]]] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, sentence, figures = (part.strip() for part in line.split(" | "))
        told: list[Told] = []
        for figure in [] if figures == "-" else figures.split(" ; "):
            exact, rest = figure.split(" => ")
            value, bound, figure_class, unit, change, as_of = (part.strip() for part in rest.split(", "))
            told.append((exact, value, bound, figure_class, unit, change, as_of))
        cases.append((name, sentence, told))
    return cases


CASES = read_table()
PARAMETERS = [
    pytest.param(
        sentence,
        told,
        id=name,
        marks=[pytest.mark.xfail(strict=True, reason="a list of bare numbers")] if name in KNOWN_FAILURES else [],
    )
    for name, sentence, told in CASES
]


def make_document(text: str, kind: ZoneKind = "body") -> Document:
    """Make a document of one zone."""
    zones = (Zone(span=CharSpan(start=0, end=len(text)), kind=kind),) if text else ()
    return Document(
        document_id=make_id("document", text),
        source_id="own",
        text=text,
        fingerprint="",
        language="en",
        zones=zones,
    )


def find_figures(parser: Parser, text: str, kind: ZoneKind = "body") -> tuple[Figure, ...]:
    document = make_document(text, kind)
    parsed = parser.parse_one(document)
    found = Annotations(document=document, published=UNDATED, genre="other")
    return extract_figures(parsed, replace(found, actors=extract_actors(parsed, found)))


def number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(round(value, 6))


def told(figure: Figure) -> Told:
    """Say what a figure is in the words of the table."""
    value = number(figure.low) if figure.low == figure.high else f"{number(figure.low)}..{number(figure.high)}"
    return (
        figure.exact,
        value,
        figure.bound,
        figure.figure_class,
        figure.unit or "-",
        figure.change,
        figure.as_of or "-",
    )


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "expected"), PARAMETERS)
def test_figures_of_a_sentence(parser: Parser, sentence: str, expected: list[Told]) -> None:
    assert [told(figure) for figure in find_figures(parser, sentence)] == expected


def test_the_table_is_large_and_its_names_differ() -> None:
    assert len(CASES) >= 200
    assert len({name for name, _, _ in CASES}) == len(CASES)


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "counted", "owner"),
    [
        ("The growth of foreign trade to about $3 billion pleased Oslo.", "foreign trade", None),
        ("There was a 34% growth in trade.", "trade", None),
        ("Iran's oil exports fell by 12%.", "oil exports", "Iran"),
        ("Some 38 percent of adults voted.", "adults", None),
        ("The ship carried 60,000 tonnes of wheat.", "wheat", None),
        ("The air force bought jets worth $900 million.", "jets", None),
        ("They signed a 20-year treaty.", "treaty", None),
        ("The bank cut its rate by 25 basis points.", "rate", None),
        ("The blast killed 47.", "killed", None),
        ("A 24-year-old woman was shot.", "woman", None),
        ("Seven large European countries signed.", "large European countries", None),
        ("The fund gives 5 million euros in aid.", "aid", None),
        ("They signed a $2.3 billion contract.", "contract", None),
        ("He waited 48 hours.", None, None),
        ("Support dropped from 54% to 49%.", "Support", None),
        ("Spain bought $750m worth of used jets.", "used jets", None),
        ("The text passed by 97 votes.", "votes", None),
    ],
    ids=[
        *("rise-of", "growth-in", "possessor", "percent-of", "mass-of", "worth", "attributive-duration"),
        *("object", "casualties", "age", "noun-phrase", "in-aid", "attributive-money", "nothing", "range"),
        *("worth-of", "votes"),
    ],
)
def test_what_is_counted_and_whose(parser: Parser, sentence: str, counted: str | None, owner: str | None) -> None:
    (figure,) = find_figures(parser, sentence)
    assert (figure.counted, figure.of) == (counted, owner)


@pytest.mark.model
@pytest.mark.parametrize(
    ("kind", "found"),
    [("title", 1), ("dateline", 1), ("body", 1), ("related", 0), ("boilerplate", 0), ("caption", 0)],
)
def test_only_the_articles_own_voice_is_coded(parser: Parser, kind: ZoneKind, found: int) -> None:
    assert len(find_figures(parser, "Exports fell 9%.", kind)) == found


@pytest.mark.model
def test_a_number_without_its_noun_counts_what_was_counted_before(parser: Parser) -> None:
    figures = find_figures(parser, "Troops shot down 25 small drones over Odesa and six over Mykolaiv.")
    assert [figure.counted for figure in figures] == ["small drones over Odesa", "small drones"]


@pytest.mark.model
def test_a_number_inside_a_date_that_was_read_is_no_figure(parser: Parser) -> None:
    text = "They met on the 3 new moons of Ramadan 1445."
    document = make_document(text)
    span = CharSpan(start=12, end=43)
    date = TimeExpression(
        time_id="t",
        span=span,
        exact=text[12:43],
        type="DATE",
        symbol=TimeSymbol(kind="calendar"),
        value="2024",
        mod=None,
        interval=UNKNOWN_INTERVAL,
        anchor="none",
        rule="own",
    )
    found = Annotations(document=document, published=UNDATED, genre="other", times=(date,))
    assert extract_figures(parser.parse_one(document), found) == ()


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "5",
        "five",
        "$",
        "%",
        "1" * 400,
        "½",
        "-",
        "a million",
        "٣ soldiers",
        "$\u200f5",
        "1,2,3,4",
        "3 – 2",
    ],
    ids=lambda text: repr(text[:10]),
)
def test_odd_texts_do_not_fail(parser: Parser, text: str) -> None:
    for figure in find_figures(parser, text):
        assert figure.exact == text[figure.span.start : figure.span.end] != ""
        assert figure.low <= figure.high


@pytest.mark.model
def test_a_list_of_ten_thousand_numbers_is_read_in_linear_time(parser: Parser) -> None:
    parsed = parser.parse_one(make_document("ships, ".join(f"{n} " for n in range(3000, 13000))))
    found = Annotations(document=parsed.document, published=UNDATED, genre="other")
    started = time.perf_counter()
    figures = extract_figures(parsed, found)
    assert len(figures) > 5000
    assert time.perf_counter() - started < 20  # seconds; it takes about two


@given(st.text(alphabet="0123456789 ,.-–$%abcdefghijklmnopqrstuvwxyz", max_size=120))
def test_numbers_lie_in_the_text_in_order(text: str) -> None:
    numbers = read_numbers(text)
    assert all(0 <= each.start < each.end <= len(text) for each in numbers)
    assert all(left.end <= right.start for left, right in itertools.pairwise(numbers))
    assert all(each.low <= each.high for each in numbers)
    for each in numbers:
        quantity = measure(text, each)
        assert 0 <= quantity.start <= each.start < each.end <= quantity.end <= len(text)


@pytest.mark.parametrize(
    "unit",
    ["10,", "1,000,", "1.1.", "1 000 ", "a few ", "1/2 ", "-5", "tens of ", "half a ", "one hundred ", "$", "1"],
)
def test_numbers_are_read_in_linear_time(unit: str) -> None:
    started = time.perf_counter()
    read_numbers(unit * 20_000)
    assert time.perf_counter() - started < 10  # seconds; each takes less than half a one


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("two hundred and fifty thousand", 250_000, 250_000),
        ("one hundred and one", 101, 101),
        ("forty-two thousand three hundred and six", 42_306, 42_306),
        ("half a million", 500_000, 500_000),
        ("one and a half million", 1_500_000, 1_500_000),
        ("3 1/2", 3.5, 3.5),
        ("2½", 2.5, 2.5),
        ("1/16 of", 0.0625, 0.0625),
        ("4 hundred million", 4e8, 4e8),
        ("1.3 lakh crore", 1.3e12, 1.3e12),
        ("1,30,000", 130_000, 130_000),
        ("10 000", 10_000, 10_000),
        ("tens of thousands", 1e4, 1e5),
        ("hundreds of millions", 1e8, 1e9),
        ("several hundred", 100, 1000),
        ("two dozen", 24, 24),
        ("nine out of ten", 0.9, 0.9),
        ("two-thirds", 2 / 3, 2 / 3),
        ("$2.5m", 2.5e6, 2.5e6),
        (".5", 0.5, 0.5),
        ("2 × 10^3", 2000, 2000),
    ],
)
def test_numbers_in_digits_and_words(text: str, low: float, high: float) -> None:
    (found,) = read_numbers(text)
    assert [found.low, found.high] == pytest.approx([low, high])


@pytest.mark.parametrize(
    "text", ["12/11/2024", "10.45pm", "2018-19", "1990s", "21st", "14:30", "24/7", "2.3.1", "a third term", "5 a.m."]
)
def test_what_is_never_a_number(text: str) -> None:
    assert read_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("US$5", "USD"),
        ("5 EUR", "EUR"),
        ("RM5", "MYR"),
        ("5 Australian dollars", "AUD"),
        ("5,000 Kenyan shillings", "KES"),
        ("5%", "percent"),
        ("5 percentage points", "percentage points"),
        ("5-year-old", "years old"),
        ("$5 a barrel", "USD per barrel"),
        ("5 km/h", "kilometres per hour"),
        ("5 sq km", "square kilometres"),
        ("5-pound weight", "pounds"),
        ("£5", "GBP"),
    ],
)
def test_units_beside_a_number(text: str, unit: str) -> None:
    (found,) = read_numbers(text)
    assert measure(text, found).unit == unit


@pytest.mark.parametrize("row", [*load_units().units, *load_units().currencies], ids=lambda row: row.example[:24])
def test_each_unit_has_an_example_that_holds_it(row: object) -> None:
    example: str = row.example  # type: ignore[attr-defined]  # a unit or a currency: both have one
    units = {measure(example, each).unit for each in read_numbers(example)}
    assert units - {None}, example


def test_codes_of_currencies_are_iso() -> None:
    table = load_units()
    told_codes = {code for row in table.currencies for code in row.by_adjective.values()}
    told_codes |= set(table.currency_symbols.values())
    assert all(code.isalpha() and (len(code) == 3 or code.islower()) for code in told_codes)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("unit", [{"name": "x", "class": "colour", "example": "5 x"}]),
        ("bounds", {"?": ["perhaps"]}),
        ("currency", None),
    ],
    ids=["unknown-class", "unknown-bound", "no-section"],
)
def test_a_broken_lexicon_is_named(part: str, value: object) -> None:
    data = {**read_toml(FILE_NAME), part: value}
    with pytest.raises(ConfigError, match=FILE_NAME):
        build_units(data)
