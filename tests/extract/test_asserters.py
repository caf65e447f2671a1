"""Who answers for what an opinion, an analysis or a press release asserts by itself. The articles are ours."""

from __future__ import annotations

import pytest

from dragoman.errors import ConfigError
from dragoman.extract.registry import annotate
from dragoman.lexicons.load.asserting_genres import build_asserting_genres, load_asserting_genres
from dragoman.lexicons.load.files import read_toml
from dragoman.nlp.parse import Parser
from dragoman.readers.zones import zone
from dragoman.records.documents import Document, RawDocument
from dragoman.records.mentions import Annotations

COLUMN = (
    "A wall nobody needs\n\n"
    "I have crossed the bridge at Ostra every morning for thirty years, and I have never once been asked my name. "
    "We are told that it is for our safety. Whose safety?\n\n"
    "Kenya attacked Sudan in 2022, and Peru supplied drones to Khartoum. Germany said that Kenya had bombed a hospital "
    "in Khartoum. I believe we ought to act. Let the minister come down here and stand in the queue.\n"
)
NOTE = "\nMara Ellin is a columnist at the Velport Institute.\n"
RELEASE = (
    "FOR IMMEDIATE RELEASE\n\n"
    "Ministry of Foreign Affairs of the Republic of Kenya\n\n"
    "The two sides exchanged views in a cordial atmosphere. Kenya and Japan signed a memorandum of understanding on "
    "fisheries in Nairobi.\n\nMedia contact: the press office\n"
)
STATEMENT = (
    "STATEMENT BY THE EUROPEAN COMMISSION\n\n"
    "The European Commission strongly condemns the attack by Kenya on Sudan. The Union stands ready to help.\n\n"
    "Notes to editors: none\n"
)
STUDY = (
    "What the truce changes\n\n"
    "Two explanations of the truce compete. On the first, Kenya has run out of shells; on the second, its patrons have "
    "run out of patience. The difference matters, because a pause for want of shells ends with the next train. The "
    "incentives point to a long stalemate.\n\n"
    "Unless a third party guarantees the ferries, the bargain will probably fray in spring. Kenya invaded Sudan in "
    "2022, and the question is who pays. The leverage of the grain ports grows.\n"
)
WIRE = (
    "VELPORT, Nov. 3 (Wire) -- Kenya and Japan signed a fisheries pact on Tuesday, the two ministries said.\n\n"
    'The pact lets 40 boats of either side work the shoals. "It is a good day for the nets," a spokesman told '
    "reporters.\n"
)


def read(parser: Parser, text: str, author: str | None = None, publisher: str | None = None) -> Annotations:
    raw = RawDocument(text=text, origin="own", source_id="own", language="en", author=author, publisher=publisher)
    document = zone(raw)
    assert isinstance(document, Document)
    return annotate(parser.parse_one(document))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "author", "publisher", "expected"),
    [
        pytest.param(COLUMN, "Mara Ellin", "The Velport Herald", [("Mara Ellin", "author", "person")], id="author"),
        pytest.param(
            STUDY,
            "Javad Zarif and Jane Q. Doe",
            None,
            [("Mohammad Javad Zarif", "author", "person"), ("Jane Q. Doe", "author", "person")],
            id="two-authors-one-known",
        ),
        pytest.param(
            COLUMN,
            "The Velport Herald Editorial Board",
            "The Velport Herald",
            [("The Velport Herald", "publisher", "organisation")],
            id="editorial-board",
        ),
        pytest.param(
            COLUMN, None, "The Velport Herald", [("The Velport Herald", "publisher", "organisation")], id="no-author"
        ),
        pytest.param(COLUMN, None, None, [("an opinion piece", "unnamed", "group")], id="nobody-known"),
        pytest.param(
            RELEASE,
            None,
            "PR Newswire",
            [("Ministry of Foreign Affairs of the Republic of Kenya", "issuer", "organisation")],
            id="letterhead",
        ),
        pytest.param(STATEMENT, None, None, [("European Commission", "issuer", "organisation")], id="statement-by"),
        pytest.param(WIRE, "Mara Ellin", "The Velport Herald", [], id="news"),
    ],
)
def test_who_answers_for_it(
    parser: Parser, text: str, author: str | None, publisher: str | None, expected: list[tuple[str, str, str]]
) -> None:
    found = read(parser, text, author, publisher)
    assert [(each.name, each.role, each.kind) for each in found.asserted_by] == expected


@pytest.mark.model
def test_what_others_are_said_to_assert_stays_theirs(parser: Parser) -> None:
    found = read(parser, COLUMN + NOTE)
    (author,) = found.asserted_by
    assert author.mention_id is not None
    assert found.actor(author.mention_id).name == author.name == "Mara Ellin"
    by = {event.exact: (event.status, event.attributed_to) for event in found.events}
    assert by["attacked"] == ("occurred", (author.mention_id,))
    status, said_by = by["bombed"]
    assert status == "alleged"
    assert [found.actor(each).country for each in said_by] == ["DEU"]


@pytest.mark.model
def test_the_author_of_news_is_asked_for_nothing(parser: Parser) -> None:
    found = read(parser, WIRE, "Mara Ellin")
    assert all("Mara Ellin" not in (found.actor(each).name for each in event.attributed_to) for event in found.events)


def test_the_table_names_genres_that_are_somebodys_word() -> None:
    assert set(load_asserting_genres().genres) == {"opinion", "analysis", "press-release"}


@pytest.mark.parametrize("broken", ["genre", "line", "section"])
def test_a_broken_table_says_what_is_wrong(broken: str) -> None:
    data = read_toml("genre_cues.toml")
    if broken == "genre":
        data["asserted_by"]["gossip"] = {"by": "author", "unnamed": "gossip"}
    elif broken == "line":
        data["issuers"]["lines"] = ["^Issued by"]
    else:
        del data["issuers"]
    with pytest.raises(ConfigError, match="genre_cues"):
        build_asserting_genres(data)
