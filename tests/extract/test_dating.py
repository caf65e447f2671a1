"""When an article was written, by its own evidence; and times in it that cannot be. The articles are ours."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.extract.dating.bounds import Bound, combine, deciding
from dragoman.extract.dating.coder import date_document
from dragoman.extract.dating.impossible import find_impossible_times
from dragoman.extract.times.coder import extract_times
from dragoman.lexicons.load.known_events import read_known_event
from dragoman.nlp.parse import Parsed, Parser
from dragoman.readers.zones import zone
from dragoman.records.days import read_day
from dragoman.records.documents import Document, RawDocument, Zone
from dragoman.records.mentions import Annotations
from dragoman.records.spans import CharSpan, make_id
from dragoman.records.times import UNDATED, DocumentDate
from dragoman.records.vocabulary import ZoneKind

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
REST = "The two governments gave no details. The opposition asked for a debate in parliament.\n"


def make_document(*pieces: tuple[ZoneKind, str], published: str | None = None, url: str | None = None) -> Document:
    text, zones, start = "".join(piece for _, piece in pieces), [], 0
    for kind, piece in pieces:
        zones.append(Zone(span=CharSpan(start=start, end=start + len(piece)), kind=kind))
        start += len(piece)
    return Document(
        document_id=make_id("document", text),
        source_id="own",
        text=text,
        fingerprint="",
        language="en",
        zones=tuple(zones),
        published=published,
        url=url,
    )


def read(parser: Parser, document: Document) -> tuple[Parsed, Annotations, DocumentDate]:
    parsed = parser.parse_one(document)
    found = Annotations(document=document, published=UNDATED, genre="other")
    found = replace(found, times=extract_times(parsed, found))
    return parsed, found, date_document(parsed, found)


def date_body(parser: Parser, text: str) -> DocumentDate:
    return read(parser, make_document(("body", text)))[2]


HEADS = [
    ("line", "March 10, 2023\n\n", "2023-03-10", "2023-03-10"),
    ("line-weekday", "Friday, 10 March 2023\n\n", "2023-03-10", "2023-03-10"),
    ("line-time", "10 March 2023, 10:15 GMT\n\n", "2023-03-10", "2023-03-10"),
    ("line-iso", "2023-03-10\n\n", "2023-03-10", "2023-03-10"),
    ("line-slashed", "2023/03/10 10:22\n\n", "2023-03-10", "2023-03-10"),
    ("line-author", "3 March 2024 | By Anna Ross\n\n", "2024-03-03", "2024-03-03"),
    ("byline", "By Anna Ross, April 6, 2023\n\n", "2023-04-06", "2023-04-06"),
    ("stamp-inline", "date 2024-03-20 ", "2024-03-20", "2024-03-20"),
    ("stamp-published", "Published: 3 March 2024\n\n", "2024-03-03", "2024-03-03"),
    ("stamp-updated", "Updated 4:30 PM EST, Mon March 4, 2024\n\n", "2024-03-04", "2024-03-04"),
    ("dateline", "VELPORT, Jan 17, 2025 (Wire) - ", "2025-01-17", "2025-01-18"),
    ("dateline-two-cities", "VELPORT/OSTRA, March 10, 2023 (Wire) - ", "2023-03-10", "2023-03-11"),
    ("dateline-country", "VELPORT, Ardania, Nov. 15, 2023 (Wire) — ", "2023-11-15", "2023-11-16"),
    ("dateline-uk", "VELPORT, 6 March 2024 (Wire) - ", "2024-03-06", "2024-03-07"),
    ("dateline-stop", "VELPORT, 26 February 2024. ", "2024-02-26", "2024-02-27"),
    ("dateline-line", "VELPORT, 17 June 2023\n\n", "2023-06-17", "2023-06-18"),
    ("dateline-line-agency", "Velport, Nov. 5, 2023 (Wire)\n\n", "2023-11-05", "2023-11-06"),
    ("dateline-date-only", "24 June 2024 - ", "2024-06-24", "2024-06-25"),
    ("byline-bars", "By Anna Ross | Published Sunday 3 March 2024 | 12 comments\n\n", "2024-03-03", "2024-03-03"),
    ("series-number", "Policy Note 12 · 3 March 2024\n\n", "2024-03-03", "2024-03-03"),
    ("aired", "Aired March 3, 2024 - 18:00 ET\n\n", "2024-03-03", "2024-03-03"),
    ("numbers-with-dots", "06.03.2024 | Notes | Print\n\n", "2024-03-06", "2024-03-06"),
    ("dateline-in-brackets", "(Velport, Ardania, 5 March 2024) ", "2024-03-05", "2024-03-06"),
    ("letterhead", "Ministry of Fishing of Ardania, Velport, 14 March 2024\n\n", "2024-03-14", "2024-03-14"),
    ("dateline-mixed", "Velport, O.C. – March 5, 2024 – ", "2024-03-05", "2024-03-06"),
]


@pytest.mark.model
@pytest.mark.parametrize(("head", "earliest", "latest"), [h[1:] for h in HEADS], ids=[h[0] for h in HEADS])
@pytest.mark.parametrize("title", ["", "Pact on fish signed\n\n"], ids=["bare", "titled"])
def test_a_date_at_the_head(parser: Parser, title: str, head: str, earliest: str, latest: str) -> None:
    text = f"{title}{head}The ministers signed a pact on fishing rights, officials said. {REST}"
    dated = date_body(parser, text)
    assert (dated.basis, dated.interval.earliest, dated.interval.latest) == ("stated", earliest, latest)
    assert dated.interval.value == earliest
    assert [text[e.span.start : e.span.end] for e in dated.evidence] == [e.exact for e in dated.evidence]


# what the lines around an article and counted times say: text, earliest, latest
COUNTED = [
    (
        "two-stamps",
        "Posted: 3 March 2024\nUpdated: 5 March 2024\n\nThe pact was signed, the ministry said.",
        "2024-03-03",
        "2024-03-05",
    ),
    (
        "stamps-far-apart",
        "Posted: 3 March 2024\nUpdated: 5 July 2024\n\nThe pact was signed, it said.",
        "2024-03-03",
        "2024-03-03",
    ),
    (
        "address-line",
        "riverpost.example/2023/05/17/the-third-gate/\n\nThe third gate\n\nThe gate at the ford is open again.",
        "2023-05-17",
        "2023-05-17",
    ),
    (
        "neighbours",
        (
            "The minister met today with the ferry owners, who asked for a second pier.\n\n"
            "« Previous: The price of ferries (03.05.2016)\nNext: A mast for the pier (06.05.2016) »"
        ),
        "2016-05-03",
        "2016-05-06",
    ),
    (
        "neighbours-daily",
        "← 4 April 2006 | Archive | 6 April 2006 →\n\nThe ferry owners asked for a second pier on the river.",
        "2006-04-05",
        "2006-04-05",
    ),
    (
        "copyright-year",
        (
            "The ferry was towed to Velport on Tuesday, 1 July, with forty men on board, the owners said. The crew "
            "went home.\n\n© 2003 River Post. All rights reserved."
        ),
        "2003-07-01",
        "2003-07-07",
    ),
    ("next-week", "The ministers will meet next week, on 16 and 17 May 2018, in Velport.", "2018-05-07", "2018-05-13"),
    (
        "fortnight",
        "In less than a fortnight, on 18 September 2018, the islanders will vote.",
        "2018-09-05",
        "2018-09-11",
    ),
    (
        "next-months-summit",
        (
            "The premier will attend next month's summit of the river states, his office said. The meeting opens in "
            "Velport on 11 September 2018 with officials."
        ),
        "2018-08-01",
        "2018-08-31",
    ),
    (
        "so-far-this-year",
        "The port has handled 1,900 boats so far this year, compared with 2,480 in the whole of 2018, it said.",
        "2019-01-01",
        "2019-12-31",
    ),
    (
        "age-in-days",
        "Sixty days after the flood of 4 August 2018, four thousand families are still in tents.",
        "2018-10-02",
        "2018-10-03",
    ),
    (
        "age-in-months",
        "It is two and a half years since Ardania left the union, in February 2008, and nothing is settled.",
        "2010-08-01",
        "2010-08-29",
    ),
    (
        "age-by-ordinal",
        "In its ninth month the blockade that the islands imposed on 5 June 2017 goes on.",
        "2018-02-05",
        "2018-03-04",
    ),
    (
        "anniversary",
        "On Friday Ardania marks forty years since 25 April 1974, when the colonels fell.",
        "2014-04-19",
        "2014-04-25",
    ),
    ("weekday-of", "In the Saturday of March 15, 2003 the fighters went into the town.", "2003-03-15", "2003-03-21"),
    (
        "sworn-in",
        "Theresa May was sworn in on Wednesday and sent for her ministers, an aide said.",
        "2016-07-13",
        "2016-07-19",
    ),
    (
        "resigned",
        "Robert Mugabe resigned on Tuesday, and the city danced until the morning.",
        "2017-11-21",
        "2017-11-27",
    ),
    (
        "day-after",
        (
            "One day after the government announced the death of Hugo Chávez, boats on the river lowered their flags "
            "on Wednesday."
        ),
        "2013-03-06",
        "2013-03-12",
    ),
    (
        "earlier-stories",
        (
            "Talks over the loan ended on Wednesday without a figure, the bank said. No day was set for more.\n\n"
            "EARLIER ON THIS STORY\n07 Oct 2008 Loan is near, says bank\n09 Oct 2008 Bank shuts its doors\n"
            "14 Oct 2008 Envoys fly to talks"
        ),
        "2008-10-15",  # the Wednesday on which they ended
        "2008-10-21",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "earliest", "latest"), [each[1:] for each in COUNTED], ids=[each[0] for each in COUNTED]
)
def test_counted_from_the_day_of_writing(parser: Parser, text: str, earliest: str, latest: str) -> None:
    document = zone(RawDocument(text=text, origin="own", source_id="own", language="en"))
    assert isinstance(document, Document)
    dated = read(parser, document)[2]
    assert (dated.interval.earliest, dated.interval.latest) == (earliest, latest)
    assert dated.evidence
    assert [document.text[e.span.start : e.span.end] for e in dated.evidence] == [e.exact for e in dated.evidence]


# what must not date an article
NO_AGE = [
    ("first-time-in", "The two sent envoys for the first time in eight years, after talks began in October 2023."),
    ("age-of-a-deed", "Two years after the flood of 4 August 2010 the minister resigned, and nobody missed him."),
    ("round-number", "He signed the North American Free Trade Agreement more than 20 years ago."),
    ("anniversary-by-day", "On Tuesday, 1 July, the anniversary of the handover, crowds filled Hong Kong."),
    ("weekday-without-its-date", "Robert Mugabe resigned on Monday in the novel, and the city slept."),
]


@pytest.mark.model
@pytest.mark.parametrize("text", [each[1] for each in NO_AGE], ids=[each[0] for each in NO_AGE])
def test_what_dates_nothing(parser: Parser, text: str) -> None:
    dated = date_body(parser, f"{text} {REST}")
    assert dated.interval.latest is None


# text, earliest, latest, words of the reason
TOLD = [
    (
        "past-day",
        "The pact was signed on 21 July 2024. Each side tells its people what they want to hear.",
        "2024-07-21",
        None,
        "21 July 2024",
    ),
    ("past-month", "The bridge was blown up in May 2022 and has not been rebuilt.", "2022-05-01", None, "May 2022"),
    (
        "day-without-year",
        "The pact was signed on 21 July 2024. On 10 November the fleet returned, and nobody spoke.",
        "2024-11-10",
        None,
        "10 November",
    ),
    (
        "to-come",
        "Ardania lost the war in 2023. A new assembly will be elected in May 2024, the commission says.",
        "2023-01-01",
        "2024-05-31",
        "still to come",
    ),
    (
        "weekday-and-date",
        "The envoys arrived on Saturday, March 9, 2024, and left without a word.",
        "2024-03-09",
        "2024-03-15",
        "weekday",
    ),
    (
        "weekday-finds-year",
        "President Ebrahim Raisi received the envoys. They had arrived on Saturday 17 June, officials said.",
        "2023-06-17",
        "2023-06-23",
        "Saturday 17 June",
    ),
    (
        "lead-is-news",
        "Rebels took the port of Ostra on May 4, 2023, officials said. Thousands fled along the coast road.",
        "2023-05-04",
        "2023-05-10",
        "first sentences",
    ),
    (
        "president-elect-ends-the-sentence",
        "Vladimir Putin spoke by phone with Iran's president-elect Masoud Pezeshkian. The president-elect thanked him.",
        "2024-02-24",
        "2024-07-28",
        "had not taken office",
    ),
    (
        "president-elect",
        "President-elect Masoud Pezeshkian spoke by phone with the king. He won the vote on July 5th.",
        "2024-07-05",
        "2024-07-28",
        "had not taken office",
    ),
    (
        "late-president",
        "The road was begun by the late President Ebrahim Raisi, and nobody has finished it.",
        "2024-05-19",
        None,
        "dead",
    ),
    (
        "coming-summit",
        "The late President Ebrahim Raisi began the talks. They may end at the upcoming BRICS summit in Kazan.",
        "2024-05-19",
        "2024-10-22",
        "BRICS summit in Kazan",
    ),
    (
        "past-summit",
        "After the BRICS summit in Kazan the two banks opened a joint office.",
        "2024-10-22",
        None,
        "BRICS summit in Kazan",
    ),
    (
        "days-before-return",
        "Since the invasion of 2022 much has changed. The pact was signed just days before the return of Donald Trump.",
        "2025-01-10",
        "2025-01-20",
        "days before",
    ),
    ("nothing", "The ministers met on Friday and praised one another. Rain fell all day.", None, None, "nothing"),
]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "earliest", "latest", "reason"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD]
)
def test_bounds_from_what_is_told(
    parser: Parser, text: str, earliest: str | None, latest: str | None, reason: str
) -> None:
    dated = date_body(parser, text)
    assert (dated.interval.earliest, dated.interval.latest) == (earliest, latest)
    assert dated.basis == ("unknown" if earliest is None and latest is None else "inferred")
    assert reason in dated.why
    assert bool(dated.evidence) == (dated.basis == "inferred")


@pytest.mark.model
def test_the_containers_date_comes_first(parser: Parser) -> None:
    document = make_document(("body", f"VELPORT, Jan 17, 2025 (Wire) - They met. {REST}"), published="2025-01-18")
    dated = read(parser, document)[2]
    assert (dated.basis, dated.interval.value) == ("given", "2025-01-18")


@pytest.mark.model
def test_a_date_in_the_address(parser: Parser) -> None:
    document = make_document(("body", f"They met. {REST}"), url="https://news.example/2024/10/11/they-met")
    dated = read(parser, document)[2]
    assert (dated.basis, dated.interval.value) == ("given", "2024-10-11")


@pytest.mark.model
def test_a_digest_is_of_its_last_date(parser: Parser) -> None:
    text = "April 13, 2022\n\nArdania warns Belmark.\n\nMay 12, 2022\n\nBelmark applies to join the bloc.\n"
    dated = date_body(parser, text)
    assert (dated.basis, dated.interval.earliest, dated.interval.latest) == ("stated", "2022-05-12", "2022-05-12")


@pytest.mark.model
def test_a_dateline_gets_its_year_from_the_rest(parser: Parser) -> None:
    text = f"VELPORT, Jan 17 (Wire) - The pact of March 9, 2024, was renewed, officials said. {REST}"
    dated = date_body(parser, text)
    assert (dated.basis, dated.interval.earliest, dated.interval.latest) == ("inferred", "2025-01-17", "2025-01-18")


@pytest.mark.model
def test_a_story_may_go_on_after_its_dateline(parser: Parser) -> None:
    text = (
        "VELPORT, July 10, 2023 (Wire) - The king gave way on Monday, aides said.\n\n"
        "Three days later the palace denied it.\n"
    )
    assert date_body(parser, text).interval.latest == "2023-07-13"


@pytest.mark.model
def test_related_stories_bound_the_article(parser: Parser) -> None:
    document = make_document(
        ("title", "Ties grow\n\n"),
        ("related", "Fleet sails\nOctober 14, 2024\nPort shut\nOctober 16, 2024\n"),
        ("body", "The two met on Friday. It followed a strike that was launched on October 1. " + REST),
    )
    dated = read(parser, document)[2]
    assert (dated.interval.earliest, dated.interval.latest) == ("2024-10-11", "2024-10-17")
    assert {e.exact for e in dated.evidence} == {"October 16, 2024", "October 1"}


@pytest.mark.model
def test_a_sidebar_alone_gives_no_lower_bound(parser: Parser) -> None:
    document = make_document(("related", "Port shut\nOctober 16, 2024\n"), ("body", "The two met on Friday. " + REST))
    dated = read(parser, document)[2]
    assert (dated.interval.earliest, dated.interval.latest) == (None, "2024-10-17")


def test_the_weaker_of_two_bounds_that_contradict_is_dropped() -> None:
    strong = Bound(earliest=read_day(2024, 5, 1), latest=None, weight=4, evidence=(), reason="told")
    weak = Bound(earliest=None, latest=read_day(2023, 1, 1), weight=1, evidence=(), reason="custom")
    window = combine([weak, strong])
    assert (window.earliest, window.latest) == (read_day(2024, 5, 1), None)
    assert window.dropped == (weak,)
    assert deciding(window) == (strong,)
    assert combine([strong, weak]) == window


EVENT = read_known_event(
    {
        "id": "e1",
        "name": "Russian invasion of Ukraine",
        "aliases": "",
        "kind": "war-start",
        "from": "2022-02-24",
        "to": "2022-02-24",
        "place": "",
        "country": "UKR",
        "actors": "RUS|UKR",
        "basis": "public record",
    }
)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "sides"),
    [
        pytest.param(
            "In the cold winter of 2024 he rang the king. Fresh from his victory on July 5th, he spoke of peace.",
            [["winter of 2024", "July 5th"]],
            id="season-against-day",
        ),
        pytest.param(
            "In the summer of 2024 he rang the king. Fresh from his victory on July 5th, he spoke of peace.",
            [],
            id="season-fits",
        ),
        pytest.param(
            "In the winter of 2024 he rang the king. He had won a vote on July 5th.", [], id="no-word-of-at-once"
        ),
        pytest.param(
            "The minister announced that Russia intended to invade Ukraine.",
            [["Russia intended to invade Ukraine"]],
            id="old-intention",
        ),
        pytest.param(
            "In early 2022 the minister announced that Russia intended to invade Ukraine.", [], id="old-intention-dated"
        ),
        pytest.param("Russia invaded Ukraine and was condemned.", [], id="deed"),
        pytest.param("The pact was signed on March 3, 2025.", [["March 3, 2025"]], id="future-as-past"),
        pytest.param("The pact will be signed on March 3, 2025.", [], id="future-as-future"),
        pytest.param("The pact was to be signed by March 3, 2025.", [], id="future-in-past"),
    ],
)
def test_times_that_cannot_be(parser: Parser, text: str, sides: list[list[str]]) -> None:
    parsed, found, dated = read(parser, make_document(("body", text), published="2024-10-11"))
    discrepancies = find_impossible_times(parsed, found, dated, (EVENT,))
    assert [[side.exact for side in each.sides] for each in discrepancies] == sides
    assert all(each.kind == "impossible-time" and each.why for each in discrepancies)


@pytest.mark.model
@pytest.mark.skipif(not SEEDS.exists(), reason="the seed texts are not part of the project")
@pytest.mark.parametrize(
    ("name", "first", "last", "days"),
    [
        ("000", "2024-07-05", "2024-07-31", 60),
        ("001", "2024-10-11", "2024-10-17", 8),
        ("002", "2024-03-20", "2024-03-20", 1),
        ("003", "2025-01-17", "2025-01-19", 31),
        ("004", "2024-07-05", "2024-10-24", 120),
    ],
)
def test_seed_articles(parser: Parser, name: str, first: str, last: str, days: int) -> None:
    path = next(SEEDS.glob(f"{name}_*.txt"))
    document = zone(RawDocument(source_id=name, text=path.read_text(encoding="utf-8")))
    assert isinstance(document, Document)
    _, found, dated = read(parser, document)
    earliest, latest = (
        read_day(*map(int, (end or "").split("-"))) for end in (dated.interval.earliest, dated.interval.latest)
    )
    assert earliest is not None
    assert latest is not None
    assert earliest.isoformat() <= last
    assert latest.isoformat() >= first
    assert (latest - earliest).days <= days
    assert json.dumps(dated.why)
    assert found.document.text
