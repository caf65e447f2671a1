"""Duties, payments, pacts and prosecutions: whom they are towards, when they were, and what the parser makes of them.

Each sentence is ours, its id names the phenomenon.
"""

import pytest

from dragoman.extract.registry import annotate
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import Annotations
from dragoman.records.spans import CharSpan

pytestmark = pytest.mark.model


def _annotate(parser: Parser, text: str) -> Annotations:
    document = Document(
        document_id="d",
        source_id="d",
        text=text,
        fingerprint="",
        language="en",
        published="2024-10-11",
        zones=(Zone(span=CharSpan(start=0, end=len(text)), kind="body"),),
    )
    return annotate(parser.parse_one(document))


def _told(found: Annotations) -> list[str]:
    def side(mention_ids: tuple[str, ...]) -> str:
        mentions = [found.actor(mention_id) for mention_id in mention_ids]
        return "+".join(sorted({m.country or m.international_code or m.name for m in mentions}))

    return [f"{e.event_type} {side(e.sources)}>{side(e.targets)} {e.status}" for e in found.events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Kenya scrapped the whaling accord concluded with Norway.", "SANCTION KEN>NOR occurred", id="pact-made-with"
        ),
        pytest.param(
            "The guild signed with Ghana a pact on cocoa, and Peru signed with Chile a treaty on fish.",
            "SUPPORT CHL+PER> occurred",
            id="object-after-the-partner",
        ),
        pytest.param(
            "The IMF stopped its transfers to Harare.", "SANCTION IGO>ZWE occurred", id="stopped-goes-nowhere"
        ),
        pytest.param(
            "Chile said it would close a port and broke off talks with Peru.",
            "REJECT CHL>PER occurred",
            id="past-beside-a-past",
        ),
        pytest.param("Chile abolished the surcharge on Peruvian grapes.", "CONCEDE CHL>PER occurred", id="surcharge"),
        pytest.param("A Danish nurse was indicted for murder in Mali.", "ACCUSE >DNK occurred", id="prosecuted"),
        pytest.param(
            "The jailed sailors were handed over to the Danish embassy.", "RETREAT >DNK occurred", id="handed-over"
        ),
        pytest.param(
            "Hundreds marched in Accra in defence of the mayor.", "PROTEST GHA> occurred", id="not-against-him"
        ),
    ],
)
def test_measures_and_pacts(parser: Parser, text: str, expected: str) -> None:
    assert expected in _told(_annotate(parser, text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A Danish nurse was accused of murder in Mali.", id="accused-by-anybody"),
        pytest.param("Lorry drivers blocked the Pan-American road.", id="what-spans-a-continent"),
    ],
)
def test_names_nobody(parser: Parser, text: str) -> None:
    assert "ACCUSE >DNK occurred" not in _told(_annotate(parser, text))
    assert "USA" not in {each.country for each in _annotate(parser, text).actors}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("Peru pulled out of the 1994 treaty with Chile.", "2024-10-11", id="pact-of-a-year"),
        pytest.param("Peru signed the 1994 treaty with Chile.", "1994", id="signed-in-its-year"),
        pytest.param("Few recall 2011, when Chile recalled its envoy to Peru.", "2011", id="when-after-a-time"),
        pytest.param(
            "African Union ministers, meeting in Accra on Thursday, condemned Chad.", "2024-10-10", id="on-an-occasion"
        ),
    ],
)
def test_the_day_is_the_deeds_own(parser: Parser, text: str, day: str) -> None:
    assert _annotate(parser, text).events[-1].date.interval.value == day


def test_one_is_thanked_for_what_is_his_own(parser: Parser) -> None:
    found = _annotate(parser, "Peru thanked Chile for its loan. Peru blamed Ghana for shelling its fleet.")
    assert [each.country for each in found.actors if each.exact == "its"][:1] == ["CHL"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Chile regrets Peru's decision to ban its fruit.", "ACCUSE CHL>PER occurred", id="what-others-do"),
        pytest.param("Chile regrets the stance of Peru.", "ACCUSE CHL>PER occurred", id="what-others-hold"),
        pytest.param("Chile regretted shooting Peruvian fishermen.", "CONCEDE CHL>PER occurred", id="what-one-did"),
        pytest.param(
            "The IMF put its credit for Ghana on hold.",
            "SANCTION IGO>GHA occurred",
            id="put-on-hold",
        ),
        pytest.param("Tens of thousands marched in Lima on Sunday.", "PROTEST PER> occurred", id="tens-of-thousands"),
    ],
)
def test_reproaches_and_halts(parser: Parser, text: str, expected: str) -> None:
    assert expected in _told(_annotate(parser, text))


def test_nobody_freezes_what_another_does(parser: Parser) -> None:
    told = _told(_annotate(parser, "Chad expels Danish nurse, Denmark freezes visa-free entry"))
    assert "SANCTION TCD>DNK occurred" in told
    assert not any(each.startswith("CONCEDE") for each in told)


def test_a_set_of_rules_is_nobody(parser: Parser) -> None:
    found = _annotate(parser, "Norway eased the visa regime. The regime in Damascus thanked Norway.")
    assert [each.country for each in found.actors if "regime" in each.exact] == ["SYR"]
