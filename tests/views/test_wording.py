"""Dates no more precise than they are known, and other words."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest

from dragoman.records.entities import Party, Statement
from dragoman.records.mentions import SayingOccasion
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.times import UNKNOWN_INTERVAL, Interval
from dragoman.views import wording
from dragoman.views.exports.tables import party_names
from dragoman.views.objects import attribution_object, statement_object

ELLIN = Party(actor_id="a1", name="Mara Ellin", kind="person", country=None, international_code=None, sector=None)
KENYA = Party(actor_id="a2", name="Kenya", kind="state", country="KEN", international_code=None, sector=None)
NOBODY = Party(
    actor_id="",
    name="an opinion piece",
    kind="group",
    country=None,
    international_code=None,
    sector=None,
    genre="opinion",
)


@pytest.mark.parametrize(
    ("interval", "written"),
    [
        (("2024-10-11", "2024-10-11", "2024-10-11"), "11 October 2024"),
        (("2024-10", "2024-10-01", "2024-10-31"), "October 2024"),
        (("2024-02", "2024-02-01", "2024-02-29"), "February 2024"),
        (("2024-10", "2024-10-11", "2024-10-17"), "11 to 17 October 2024"),
        (("2024", "2024-01-01", "2024-12-31"), "2024"),
        (("2024", "2024-09-30", "2024-10-02"), "30 September to 2 October 2024"),
        ((None, "2023-12-30", "2024-01-02"), "30 December 2023 to 2 January 2024"),
        ((None, "2024-01-02", None), "not before 2 January 2024"),
        ((None, None, "2024-01-02"), "not after 2 January 2024"),
        ((None, None, None), "date unknown"),
    ],
)
def test_dates_keep_their_precision(interval: tuple[str | None, ...], written: str) -> None:
    value, earliest, latest = interval
    given = Interval(value=value, earliest=earliest, latest=latest)
    assert wording.write_interval(given) == written


def test_the_examples_hold() -> None:
    assert doctest.testmod(wording).failed == 0


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://example.org", "", None]
)
def test_what_is_no_web_address_is_no_link(url: str | None) -> None:
    assert wording.safe_url(url) is None


def said(occasion: str | None = None, addressee: str | None = None, reporter: Party | None = None) -> Statement:
    words = Evidence(document_id="d1", span=CharSpan(start=0, end=len(occasion or "")), exact=occasion or "")
    return Statement(
        quotation_id="q1",
        speaker=KENYA,
        speaker_words="Kenya",
        content="we agree",
        kind="direct",
        date=UNKNOWN_INTERVAL,
        addressee=addressee,
        printed=(),
        occasion=SayingOccasion(kind="ceremony", words=words) if occasion else None,
        reported_by=reporter,
    )


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (said(), ""),
        (said("At a rally\nin Senna", "reporters"), "to reporters, at a rally in Senna"),
        (said("a news conference in Lisk", "a news conference"), "to a news conference in Lisk"),
        (said("the Security Council", "the Security Council"), "to the Security Council"),
        (said(reporter=ELLIN), "as told by Mara Ellin"),
    ],
    ids=["nothing", "occasion-and-addressee", "addressee-is-the-occasion", "the-same-words", "retold"],
)
def test_circumstances_of_a_statement_are_said_in_a_line(statement: Statement, told: str) -> None:
    assert wording.say_circumstances(statement) == told


def test_a_statement_shows_its_occasion_and_who_tells_it() -> None:
    shaped = statement_object(said("at a rally", reporter=ELLIN))
    assert shaped["occasion"] == {"kind": "ceremony", "document_id": "d1", "start": 0, "end": 10, "exact": "at a rally"}
    assert shaped["reported_by"]["name"] == "Mara Ellin"


@pytest.mark.parametrize(
    ("party", "name", "cell", "actor_id"),
    [
        (replace(ELLIN, genre="opinion"), "Mara Ellin (opinion)", "Mara Ellin (opinion)", "a1"),
        (replace(KENYA, genre="press-release"), "Kenya (press release)", "Kenya (KEN, press release)", "a2"),
        (KENYA, "Kenya", "Kenya (KEN)", "a2"),
        (NOBODY, "an opinion piece", "an opinion piece", None),
    ],
    ids=["author", "issuer", "cited", "nobody-known"],
)
def test_who_asserts_it_only_in_an_article_of_his_is_told_so(
    party: Party, name: str, cell: str, actor_id: str | None
) -> None:
    assert wording.name_attributed(party) == name
    assert party_names((party,)) == cell
    shaped = attribution_object(party)
    assert (shaped["actor_id"], shaped["genre"]) == (actor_id, party.genre)
