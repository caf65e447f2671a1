from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.readers.folder import read_paths
from dragoman.readers.zones import MOST_CHARACTERS, zone
from dragoman.records.documents import Document, RawDocument, Rejection
from dragoman.records.spans import make_id
from dragoman.records.vocabulary import CODED_ZONES

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

LEAD = "Norland and Sudria signed an accord on Tuesday that opens the harbour of Westhaven to both merchant fleets."
MORE = "The foreign minister of Norland, Tove Halvard, said that the two governments had met eleven times since spring."
LAST = "The parliament of Sudria must still ratify the accord, and its speaker promised a vote before the end of June."


def zoned(text: str, **fields: Any) -> Document:
    document = zone(RawDocument(source_id="a.txt", origin="a.txt", text=text, **fields))
    assert isinstance(document, Document), document
    return document


def stretches(document: Document) -> list[tuple[str, str]]:
    return [(z.kind, document.text[z.span.start : z.span.end].strip()) for z in document.zones]


def kinds(*lines: str) -> dict[str, str]:
    """Zone an article of these lines and say of each line of what kind its last letter is."""
    document = zoned("\n".join(lines))
    ends = accumulate(len(line) + 1 for line in lines)
    return {
        line: document.zone_at(end - 2 - len(line) + len(line.rstrip())) for line, end in zip(lines, ends, strict=True)
    }


def refused(text: str, **fields: Any) -> Rejection:
    rejection = zone(RawDocument(source_id="a.txt", origin="a.txt", text=text, **fields))
    assert isinstance(rejection, Rejection), rejection
    return rejection


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("close", "boilerplate", id="close-button"),
        pytest.param("Advertisment", "boilerplate", id="advertisement-misspelt"),
        pytest.param("ADVERTISEMENT", "boilerplate", id="advertisement-capitals"),
        pytest.param("Read more", "boilerplate", id="read-more"),
        pytest.param("Read more »", "boilerplate", id="read-more-arrow"),
        pytest.param("Share on Facebook", "boilerplate", id="share-button"),
        pytest.param("Facebook | Twitter | WhatsApp", "boilerplate", id="share-bar"),
        pytest.param("Sign up for our newsletter", "boilerplate", id="newsletter"),
        pytest.param("Follow us on Telegram", "boilerplate", id="follow-us"),
        pytest.param("This site uses cookies to give you the best experience.", "boilerplate", id="cookie-banner"),
        pytest.param("12 Comments", "boilerplate", id="comment-count"),
        pytest.param("3 min read", "boilerplate", id="reading-time"),
        pytest.param("© 2023 The Port Herald. All rights reserved.", "boilerplate", id="copyright"),
        pytest.param("Photo: Jon Reye", "caption", id="photo-credit"),
        pytest.param("FILE PHOTO: The pier of Westhaven in 2021", "caption", id="file-photo"),
        pytest.param("Dockers rest at the pier (Jon Reye/AFP)", "caption", id="caption-with-agency"),
        pytest.param("(Reporting by Jon Reye; editing by Mara Ellingsen)", "author-note", id="agency-credits"),
        pytest.param("READ ALSO: Grain prices fall in Westhaven", "related", id="inline-link"),
        pytest.param("What the accord says", "body", id="subheading"),
        pytest.param("Grain, timber and the price of peace", "body", id="subheading-with-comma"),
        pytest.param("“We will not be the first to close the port,” she said.", "body", id="quoted-paragraph"),
        pytest.param("“We will not be the first to close the port again.”", "body", id="quotation-printed-once"),
        pytest.param("The cookies of the field kitchen were the best, the sailors said.", "body", id="cookies-to-eat"),
        pytest.param("By Friday the harbour was empty.", "body", id="by-and-a-day"),
        pytest.param("Stop lying", "body", id="item-without-full-stop"),
        pytest.param("- Grain and timber, free of duty", "body", id="bullet"),
        pytest.param("May 3, 2023", "dateline", id="date-alone"),
    ],
)
def test_line_inside_an_article(line: str, kind: str) -> None:
    assert kinds("Harbour accord signed", LEAD, line, MORE, LAST)[line] == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("By Mara Ellingsen", "author-note", id="by-line"),
        pytest.param("BY MARA ELLINGSEN AND JON REYE", "author-note", id="by-line-capitals"),
        pytest.param("By our harbour staff", "author-note", id="by-line-without-name"),
        pytest.param("By Reuters", "author-note", id="by-line-of-an-agency"),
        pytest.param("Mara Ellingsen", "author-note", id="name-alone"),
        pytest.param("Mara Ellingsen ", "author-note", id="name-and-blank"),
        pytest.param("Cooperation", "boilerplate", id="section-of-one-word"),
        pytest.param("World affairs", "boilerplate", id="section-of-two-words"),
        pytest.param("Tove Halvard", "body", id="name-that-the-article-uses"),
        pytest.param("Two years of talks end in a handshake", "body", id="second-headline"),
        pytest.param("October 14, 2024", "dateline", id="own-date"),
        pytest.param("WESTHAVEN, 17 May 2023", "dateline", id="place-and-date"),
    ],
)
def test_line_between_title_and_article(line: str, kind: str) -> None:
    assert kinds("Norland and Sudria sign harbour accord", line, LEAD, MORE, LAST)[line] == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("Mara Ellingsen is a reporter at The Port Herald.", "author-note", id="trade"),
        pytest.param("Mara Ellingsen is Director of the Harbour Institute", "author-note", id="trade-without-article"),
        pytest.param(
            "Mara Ellingsen is the author of two books. She can be reached via @mara.", "author-note", id="at"
        ),
        pytest.param("Jon Reye contributed to this report.", "author-note", id="contributed"),
        pytest.param("The writer is a former harbour pilot.", "author-note", id="the-writer"),
        pytest.param("The views expressed here are the author's own.", "author-note", id="disclaimer"),
        pytest.param("Tove Halvard is a former editor of the state gazette.", "body", id="trade-of-its-own-subject"),
        pytest.param("Mara Ellingsen is expected to be named director.", "body", id="news-of-a-trade"),
        pytest.param("Ruben Okai was sworn in as speaker.", "body", id="news-of-an-office"),
        pytest.param("The Port Herald", "boilerplate", id="newspaper"),
        pytest.param("Westhaven", "boilerplate", id="tag"),
        pytest.param("Who will pay for it?", "body", id="last-question"),
        pytest.param("the end of the matter, for the time being", "body", id="broken-sentence"),
    ],
)
def test_line_under_the_article(line: str, kind: str) -> None:
    assert kinds("Norland and Sudria sign harbour accord", LEAD, MORE, LAST, line)[line] == kind


def test_last_headline_of_another_story_before_the_comments() -> None:
    headline = "Premier of Norland telephones the king of Sudria"
    found = kinds(LEAD, MORE, LAST, headline, "Comments")
    assert found[headline] == "related"
    assert found["Comments"] == "boilerplate"
    assert found[LAST] == "body"


def test_last_item_of_a_list_is_no_headline() -> None:
    found = kinds(LEAD, MORE, "The accord has three parts:", "Grain free of duty", "Timber free of duty", "Comments")
    assert found["Timber free of duty"] == "body"


SIDE_BAR = (
    "Fishing",
    "\u00a0Coast Guard Seizes a Third Boat Off Westhaven!",
    "August 2, 2023",
    "Grain trade",
    "Grain ships wait for a week outside the harbour",
    "August 4, 2023",
)


def test_side_bar_printed_twice_between_title_and_by_line() -> None:
    title, by = "Norland and Sudria sign harbour accord", "Arman Mahmud "
    note = "Arman Mehmud is a journalist who has written on the sea for twenty years."
    document = zoned(
        "\n".join([title, "", *SIDE_BAR, *SIDE_BAR, "Cooperation", by, "", LEAD, MORE, LAST, "", note, title])
    )
    assert stretches(document) == [
        ("title", title),
        ("related", "\n".join([*SIDE_BAR, *SIDE_BAR])),
        ("boilerplate", "Cooperation"),
        ("author-note", by.strip()),
        ("body", f"{LEAD}\n{MORE}\n{LAST}"),
        ("author-note", note),
        ("boilerplate", title),
    ]
    assert document.author == "Arman Mahmud"
    assert document.title == title


@pytest.mark.parametrize(
    ("lines", "related"),
    [
        pytest.param(("Harbour accord signed", *SIDE_BAR, LEAD, MORE), SIDE_BAR, id="over-the-article"),
        pytest.param(("Harbour accord signed", LEAD, *SIDE_BAR, MORE), SIDE_BAR, id="inside-the-article"),
        pytest.param(("Harbour accord signed", LEAD, MORE, *SIDE_BAR), SIDE_BAR, id="under-the-article"),
        pytest.param(
            ("Harbour accord signed", LEAD, MORE, "Related Posts", "Grain prices fall", "Port guards strike over pay"),
            ("Grain prices fall", "Port guards strike over pay"),
            id="list-under-a-heading",
        ),
        pytest.param(
            ("Harbour accord signed", "May 3, 2023", "Grain Ships Wait Outside Harbour", "May 1, 2023", LEAD, MORE),
            ("Grain Ships Wait Outside Harbour", "May 1, 2023"),
            id="one-story-under-the-own-date",
        ),
        pytest.param(
            ("Harbour accord signed", "How two years of talks came to an end", "May 3, 2023", LEAD, MORE),
            (),
            id="second-headline-and-own-date",
        ),
        pytest.param(
            ("Harbour accord signed", LEAD, "Talks begin", "May 3, 2021", MORE, "Talks end well", "May 3, 2023", LAST),
            (),
            id="sections-with-dates",
        ),
        pytest.param(
            (
                LEAD,
                MORE,
                "Timeline",
                "First talks in Westhaven",
                "May 3, 2021",
                "Last talks in Westhaven",
                "May 3, 2023",
            ),
            (),
            id="own-timeline",
        ),
        pytest.param(
            ("January 2, 2016", LEAD, MORE, "January 3, 2016", LAST, "January 4, 2016", "Norland bans grain"),
            (),
            id="day-by-day",
        ),
        pytest.param(
            ("Norland bans grain", "January 3, 2016", "Sudria bans timber", "January 4, 2016"),
            (),
            id="nothing-but-pairs",
        ),
    ],
)
def test_other_stories(lines: tuple[str, ...], related: tuple[str, ...]) -> None:
    found = kinds(*lines)
    assert {line for line, kind in found.items() if kind == "related"} == set(related)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        pytest.param(("Harbour accord signed", LEAD, MORE), "Harbour accord signed", id="first-line"),
        pytest.param(("close", "close", "", "Harbour accord", "", LEAD), "Harbour accord", id="after-buttons"),
        pytest.param(("OPINION", "Harbour accord signed", LEAD, MORE), "Harbour accord signed", id="after-section"),
        pytest.param(("The Port Herald", "May 3, 2023", "A handshake", LEAD), "A handshake", id="masthead"),
        pytest.param(("# Harbour accord signed", "", LEAD), "Harbour accord signed", id="markdown"),
        pytest.param(("Who rules the harbour?", LEAD, MORE), "Who rules the harbour?", id="question"),
        pytest.param((" date 2024-03-20 Harbour accord signed", LEAD), "Harbour accord signed", id="after-stamp"),
        pytest.param((LEAD, MORE, LAST), None, id="none"),
        pytest.param(("January 2, 2016", LEAD), None, id="date-first"),
        pytest.param(("Envoys met there on", "Tuesday and signed.", LEAD), "Envoys met there on", id="odd-break"),
        pytest.param(("Envoys met at the port and", "signed the accord there.", LEAD), None, id="wrapped-paragraph"),
        pytest.param((*SIDE_BAR[1:3], *SIDE_BAR[4:], "Norland and Sudria sign accord", LEAD, MORE),
                     "Norland and Sudria sign accord", id="after-a-side-bar"),
        pytest.param(("Norland bans all grain",), None, id="one-line"),
    ],
)  # fmt: skip
def test_title(lines: tuple[str, ...], title: str | None) -> None:
    document = zoned("\n".join(lines))
    assert document.title == title
    assert [kind for kind, _ in stretches(document)].count("title") == (title is not None)


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        pytest.param(LEAD, "Accord signed", f"Accord signed\n{LEAD}", id="put-first"),
        pytest.param(LEAD, " Accord \n signed ", f"Accord signed\n{LEAD}", id="on-one-line"),
        pytest.param(f"Accord signed\n{LEAD}", "Accord signed", f"Accord signed\n{LEAD}", id="there-already"),
        pytest.param(f"ACCORD SIGNED.\n{LEAD}", "Accord signed", f"ACCORD SIGNED.\n{LEAD}", id="there-in-capitals"),
        pytest.param(
            f"close\nAccord signed\n{LEAD}", "Accord signed", f"close\nAccord signed\n{LEAD}", id="under-button"
        ),
        pytest.param(LEAD, "Norland and Sudria", LEAD, id="opening-of-the-text"),
        pytest.param(LEAD, "   ", LEAD, id="blank"),
    ],
)
def test_given_title_is_the_first_line_once(text: str, title: str, expected: str) -> None:
    document = zoned(text, title=title)
    assert document.text == expected
    assert document.title == (" ".join(title.split()) or None)


def test_title_printed_again_is_boilerplate_but_a_first_sentence_is_not() -> None:
    document = zoned(f"Norland signs the accord\nNorland signs the accord.\n{LEAD}\nNorland signs the accord")
    assert [kind for kind, _ in stretches(document)] == ["title", "body", "boilerplate"]


@pytest.mark.parametrize(
    ("paragraph", "stamp"),
    [
        pytest.param("WESTHAVEN, May 16 (Port Wire) - Envoys met.", "WESTHAVEN, May 16 (Port Wire) -", id="agency"),
        pytest.param("WESTHAVEN – Under the new premier the ports met.", "WESTHAVEN –", id="place"),
        pytest.param("New Haven (AFP) — Envoys met in the port.", "New Haven (AFP) —", id="small-letters"),
        pytest.param("27 July 2024. The envoys met in the port.", "27 July 2024.", id="date"),
        pytest.param(" date 2024-03-20 Amid the talks the envoys met.", "date 2024-03-20", id="stamp"),
    ],
)
def test_dateline_is_only_the_stamp(paragraph: str, stamp: str) -> None:
    first, second = stretches(zoned(f"{paragraph} {LEAD}"))[:2]
    assert first == ("dateline", stamp)
    assert second[0] == "body"


def test_by_line_gives_its_date_to_the_article() -> None:
    document = zoned(f"Harbour accord signed\nBy our port staff, April 6, 2023\n{LEAD}\n{MORE}")
    assert stretches(document)[1:3] == [("author-note", "By our port staff,"), ("dateline", "April 6, 2023")]
    assert document.author is None


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        pytest.param(("Accord signed", "By Mara Ellingsen", LEAD, MORE), "Mara Ellingsen", id="by-line"),
        pytest.param(("Accord signed", "By Mara Ellingsen and Jon Reye", LEAD), "Mara Ellingsen, Jon Reye", id="two"),
        pytest.param(("Accord signed", "By Mara Ellingsen in Westhaven", LEAD), "Mara Ellingsen", id="with-place"),
        pytest.param(("Accord signed", "By Mara Ellingsen | May 3, 2023", LEAD), "Mara Ellingsen", id="with-date"),
        pytest.param(("Accord signed", "Mara Ellingsen", LEAD, MORE), "Mara Ellingsen", id="name-alone"),
        pytest.param((LEAD, MORE, LAST, "Mara Ellingsen is a writer in Westhaven."), "Mara Ellingsen", id="note"),
        pytest.param(("Accord signed", "Ruben Okai", f"{LEAD} Ruben Okai signed it.", MORE), None, id="own-subject"),
        pytest.param(("Accord signed", "Nuclear Deal", f"{LEAD} No nuclear arms.", MORE), None, id="two-common-words"),
        pytest.param((LEAD, MORE), None, id="none"),
    ],
)
def test_author(lines: tuple[str, ...], author: str | None) -> None:
    assert zoned("\n".join(lines)).author == author


def test_given_author_is_kept_and_finds_its_note() -> None:
    note = "Mara Ellingsen lives above a shop in Westhaven and has two cats."
    document = zoned(f"{LEAD}\n{MORE}\n{note}", author="By Mara Ellingsen")
    assert document.author == "Mara Ellingsen"
    assert stretches(document)[-1] == ("author-note", note)


SAID = "“We have built a bridge where there was only water before,”"


@pytest.mark.parametrize(
    ("quotation", "kind"),
    [
        pytest.param("“We have built a bridge where there was only water.” — Tove Halvard", "pull-quote", id="signed"),
        pytest.param(
            '"We have built a bridge where there was only water.” -- Tove Halvard', "pull-quote", id="mixed-marks"
        ),
        pytest.param("“We have built a bridge where there was only water”", "pull-quote", id="printed-in-the-article"),
        pytest.param("“Nobody will ever cross that bridge alone.” — Ruben Okai", "pull-quote", id="signed-and-new"),
        pytest.param(
            "“Nobody will ever cross that bridge alone.” — a retired pilot", "pull-quote", id="signed-no-name"
        ),
        pytest.param("“Nobody will ever cross that bridge alone.”", "body", id="unsigned-and-new"),
        pytest.param("“We have built a bridge,” she said. “Nobody fell in.”", "body", id="paragraph-of-speech"),
    ],
)
def test_pull_quote(quotation: str, kind: str) -> None:
    assert kinds(LEAD, f"{SAID} said Tove Halvard after the ceremony.", quotation, LAST)[quotation] == kind


def test_signed_quotations_in_a_row_are_the_article() -> None:
    quotations = [f"“We were asked number {n} times and said no.” — Docker {n}th Pier" for n in ("six", "ten", "two")]
    found = kinds(LEAD, *quotations, LAST)
    assert {found[line] for line in quotations} == {"body"}


def test_signature_on_its_own_line_goes_with_the_quotation() -> None:
    found = kinds(LEAD, "“Nobody will ever cross that bridge alone.”", "— Ruben Okai", LAST)
    assert found["— Ruben Okai"] == "pull-quote"


SENTENCE = (
    "The treasury of Norland also stressed its readiness to fine anyone who trades with the closed ports of Sudria"
)


@pytest.mark.parametrize(
    ("again", "kind"),
    [
        pytest.param(f"{SENTENCE}.", "repeated", id="verbatim"),
        pytest.param(SENTENCE.replace("its readiness", "“its readiness") + "”.", "repeated", id="in-quotation-marks"),
        pytest.param(f"{SENTENCE}, and so on.", "repeated", id="a-little-longer"),
        pytest.param(SENTENCE.replace("Norland", "Estmark") + ".", "body", id="another-name"),
        pytest.param(SENTENCE.replace("its readiness", "its 200 men ready") + ".", "body", id="a-number-more"),
        pytest.param(SENTENCE.replace("also stressed", "never stressed") + ".", "body", id="denied"),
        pytest.param("The treasury stressed its readiness to fine.", "body", id="summary"),
    ],
)
def test_sentence_printed_again(again: str, kind: str) -> None:
    assert kinds(LEAD, f"{SENTENCE}.", again, LAST)[again] == kind


def test_only_the_repeated_sentence_of_a_paragraph_is_repeated() -> None:
    document = zoned(f"{LEAD}\n{SENTENCE}.\n{SENTENCE}. This shows how the wind has turned.\n{LAST}")
    assert [kind for kind, _ in stretches(document)] == ["body", "repeated", "body"]
    assert stretches(document)[1][1] == f"{SENTENCE}."


def test_short_sentence_may_be_said_twice() -> None:
    claim = "The rebels of the north claimed responsibility."
    document = zoned(f"{LEAD} {claim}\n{MORE} {claim}")
    assert [kind for kind, _ in stretches(document)] == ["body"]


def test_paragraphs_broken_at_a_fixed_width_are_read_whole() -> None:
    text = (
        "Harbour accord signed\n\n"
        "Norland and Sudria signed an accord on Tuesday that opens the harbour of\n"
        "Westhaven to the merchant fleets of both countries, officials said in the\n"
        "capital, where the parliament had waited for the text since the early days\n"
        "of spring and the newspapers had printed every rumour about it.\n\n"
        "The foreign minister said that the two governments had met eleven times\n"
        "since the last election, and that nobody had walked out of a meeting before\n"
        "the coffee came.\n"
    )
    assert [kind for kind, _ in stretches(zoned(text))] == ["title", "body"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("Envoys met.\r\nThey left.\rAll did.", "Envoys met.\nThey left.\nAll did.", id="line-ends"),
        pytest.param("Cafe\u0301 talks", "Caf\u00e9 talks", id="nfc"),
        pytest.param("Envoys \ud800 met", "Envoys \ufffd met", id="lone-surrogate"),
        pytest.param("Envoys \x00 met", "Envoys \ufffd met", id="nul"),
        pytest.param("\u200fEnvoys\u200f met  twice ", "\u200fEnvoys\u200f met  twice ", id="marks-and-blanks-kept"),
    ],
)
def test_text_is_normalised_and_nothing_else(raw: str, text: str) -> None:
    assert zoned(raw).text == text


@pytest.mark.parametrize(
    ("text", "fields", "reason"),
    [
        pytest.param("", {}, "empty", id="empty"),
        pytest.param(" \n\t\u00a0\n", {}, "empty", id="white-space"),
        pytest.param("...\n---", {}, "empty", id="no-word"),
        pytest.param("", {"title": "Accord signed"}, "empty", id="title-only"),
        pytest.param("a" * (MOST_CHARACTERS + 1), {}, "too-long", id="too-long"),
        pytest.param(
            "Les ministres se sont réunis mardi au port pour signer un accord. " * 6, {}, "not-english", id="french"
        ),
        pytest.param("دولت نروژ و دولت سودان روز سه شنبه پیمانی امضا کردند. " * 6, {}, "not-english", id="persian"),
        pytest.param(LEAD, {"language": "fr"}, "not-english", id="given-as-french"),
    ],
)
def test_rejected(text: str, fields: dict[str, str], reason: str) -> None:
    rejection = refused(text, **fields)
    assert (rejection.source_id, rejection.reason) == ("a.txt", reason)
    assert rejection.detail


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        pytest.param("Les ministres se sont réunis mardi.", {}, id="short-french"),
        pytest.param("Les ministres se sont réunis mardi au port. " * 9, {"language": "en-GB"}, id="given-as-english"),
        pytest.param(LEAD.upper() * 3, {}, id="capitals"),
    ],
)
def test_language_is_not_rejected(text: str, fields: dict[str, str]) -> None:
    assert zoned(text, **fields).language == "en"


def test_document_id_is_of_text_and_given_id_or_url() -> None:
    named = zoned(LEAD)
    assert named.document_id == make_id("document", named.fingerprint, "")
    by_url = zoned(LEAD, url="https://a.example/1")
    assert by_url.document_id == make_id("document", named.fingerprint, "https://a.example/1")
    by_id = zone(RawDocument(source_id="story-7", origin="in.jsonl:3", text=LEAD, url="https://a.example/1"))
    assert isinstance(by_id, Document)
    assert by_id.document_id == make_id("document", named.fingerprint, "story-7")


def test_metadata_is_normalised() -> None:
    document = zoned(LEAD, published="Fri, 11 Oct 2024 10:00:00 GMT", publisher=" The  Port\nHerald ")
    assert (document.published, document.publisher) == ("2024-10-11", "The Port Herald")


def test_newspaper_named_in_the_text_is_the_publisher() -> None:
    assert zoned(f"THE PORT HERALD\nAccord signed\n{LEAD}\n{MORE}").publisher == "THE PORT HERALD"
    assert zoned(f"THE PORT HERALD\nAccord signed\n{LEAD}\n{MORE}", publisher="Port Wire").publisher == "Port Wire"


PARTS = (
    *("Harbour accord signed", LEAD, MORE, LAST, "close", "Read more", "Related Posts", "May 3, 2023", "By Jon Reye"),
    *("“We have built a bridge.” — Tove Halvard", "Jon Reye", "Cooperation", "", " ", f"{SENTENCE}.", "Comments", "\t"),
    *("Grain Ships Wait Outside The Harbour", "Jon Reye is a reporter.", " date 2024-03-20 Envoys met", "Timeline:"),
    *(
        "WESTHAVEN, May 16 (Port Wire) - Envoys met on Monday.",
        "The Port Herald",
        "- grain",
        "— Jon Reye",
        "Photo: AFP",
    ),
)


def check_cover(document: Document) -> None:
    edges = [0, *(zone_.span.end for zone_ in document.zones)]
    assert [zone_.span.start for zone_ in document.zones] == edges[:-1]
    assert edges[-1] == len(document.text)
    assert all(zone_.span.start < zone_.span.end for zone_ in document.zones)
    neighbours = [zone_.kind for zone_ in document.zones]
    assert all(left != right for left, right in pairwise(neighbours))


def check_zoned(raw: RawDocument) -> None:
    document = zone(raw)
    if isinstance(document, Rejection):
        assert document.reason in {"empty", "not-english"}
        return
    check_cover(document)
    again = zone(replace(raw, text=document.text))
    assert isinstance(again, Document)
    assert (again.text, again.zones) == (document.text, document.zones)


@given(st.text(), st.none() | st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_text_is_covered_and_zoned_once(text: str, title: str | None) -> None:
    check_zoned(RawDocument(source_id="a", text=text, title=title))


@given(st.lists(st.sampled_from(PARTS), max_size=14), st.none() | st.sampled_from(PARTS))
@settings(max_examples=200, deadline=None)
def test_any_page_is_covered_and_zoned_once(parts: list[str], title: str | None) -> None:
    check_zoned(RawDocument(source_id="a", text="\n".join(parts), title=title, language="en"))


@given(st.lists(st.sampled_from(PARTS), max_size=14))
@settings(max_examples=100, deadline=None)
def test_what_was_found_can_be_given(parts: list[str]) -> None:
    document = zone(RawDocument(source_id="a", text="\n".join(parts), language="en"))
    if isinstance(document, Document):
        again = zone(RawDocument(source_id="a", text=document.text, title=document.title, language="en"))
        assert isinstance(again, Document)
        assert (again.text, again.zones) == (document.text, document.zones)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ab cd\n" * 20_000, id="short-lines"),
        pytest.param("Envoys meet in port\nMay 3, 2023\n" * 6_000, id="headlines-and-dates"),
        pytest.param("The envoys met on Monday at the port. " * 6_000, id="one-long-line"),
        pytest.param("." * 200_000 + " a", id="full-stops"),
        pytest.param('"' * 200_000 + " a", id="quotation-marks"),
        pytest.param("a" * 200_000, id="one-word"),
        pytest.param("we use cookies and our cookies " * 6_000, id="cookies"),
    ],
)
def test_time_is_bounded(text: str) -> None:
    # Each took under a second when written; a rule that is quadratic in the text takes minutes.
    assert isinstance(zone(RawDocument(source_id="a", text=text, language="en")), Document)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not part of the project")
@pytest.mark.parametrize(
    ("number", "title", "author", "expected"),
    [
        ("000", False, None, ["body", "related", "boilerplate"]),
        ("001", True, "Arshad Mahmood", [
            *("title", "related", "boilerplate", "author-note", "body", "pull-quote", "body", "pull-quote", "body"),
            *("pull-quote", "body", "repeated", "body", "author-note", "boilerplate"),
        ]),
        ("002", False, None, ["dateline", "body", "boilerplate", "body", "boilerplate", "body"]),
        ("003", False, None, ["body"]),
        ("004", True, "Mohammad Ali Senobari", [
            *("boilerplate", "title", "dateline", "body", "author-note", "boilerplate"),
        ]),
    ],
)  # fmt: skip
def test_seed(number: str, title: bool, author: str | None, expected: list[str]) -> None:  # noqa: FBT001
    (path,) = SEEDS.glob(f"{number}_*.txt")
    (raw,) = read_paths([str(path)])
    assert isinstance(raw, RawDocument)
    document = zone(raw)
    assert isinstance(document, Document)
    assert [zone_.kind for zone_ in document.zones] == expected
    assert (document.title is not None, document.author) == (title, author)
    check_cover(document)
    coded = sum(zone_.span.end - zone_.span.start for zone_ in document.zones if zone_.kind in CODED_ZONES)
    assert coded > 0.8 * len(document.text)
