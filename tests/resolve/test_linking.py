from __future__ import annotations

import pytest
from tests.resolve.writing import Writer

from dragoman.records.mentions import Annotations
from dragoman.resolve.linking import link_actors, relink


def naming(document_id: str, *names: tuple[str, str | None]) -> Annotations:
    writer = Writer(document_id).say(", ".join(name for name, _ in names) + " spoke.")
    for name, country in names:
        writer.actor(name, country=country)
    return writer.done()


ORSK = ("Ilan Orsk", "ARD")

JOINED = [
    pytest.param([ORSK], [("Orsk", "ARD")], id="surname"),
    pytest.param([ORSK], [("Orsk", None)], id="surname-of-unknown-country"),
    pytest.param([ORSK], [("Ilan Orsk", None)], id="full-name-of-unknown-country"),
    pytest.param([("Massoud Karimi", "ARD")], [("Masoud Karimi", "ARD")], id="other-spelling"),
    pytest.param([("Massoud Karimi", "ARD")], [("Masoud Karimi", None)], id="other-spelling-of-unknown-country"),
    pytest.param([("Ilan B. Orsk", "ARD")], [("Ilan Orsk", None)], id="initial-left-out"),
    pytest.param([("Ilan Orsk Jr.", "ARD")], [("Ilan Orsk", "ARD")], id="generation-left-out"),
]
APART = [
    pytest.param([ORSK], [("Orsk", "BEL")], id="surname-in-another-country"),
    pytest.param([ORSK, ("Vera Orsk", "ARD")], [("Orsk", "ARD")], id="two-bearers-of-the-surname"),
    pytest.param([ORSK], [("Ilan Orsk", "BEL")], id="namesake-abroad"),
    pytest.param([ORSK, ("Ilan Orsk", "BEL")], [("Ilan Orsk", None)], id="two-namesakes"),
    pytest.param([ORSK], [("Vera Orsk", "ARD")], id="another-first-name"),
    pytest.param([("Ilan B. Orsk", None)], [("Ilan T. Orsk", None)], id="two-initials"),
    pytest.param([("Ilan B. Orsk", "ARD"), ("Ilan T. Orsk", "ARD")], [ORSK], id="which-of-two-initials"),
    pytest.param([("Massoud Karimi", "ARD"), ("Masud Karimi", "BEL")], [("Masoud Karimi", None)], id="which-of-two"),
]


@pytest.mark.parametrize(("first", "second"), JOINED)
def test_one_person(first: list[tuple[str, str | None]], second: list[tuple[str, str | None]]) -> None:
    corpus = [naming("d1", *first), naming("d2", *second)]
    links = link_actors(corpus)
    assert len(links.actors) == 1
    (actor,) = links.actors.values()
    assert actor.mentions == 2
    assert actor.country == "ARD"
    relinked = [relink(each, links) for each in corpus]
    assert {mention.actor_id for each in relinked for mention in each.actors} == {actor.actor_id}
    assert link_actors(corpus[::-1]) == links


@pytest.mark.parametrize(("first", "second"), APART)
def test_two_persons(first: list[tuple[str, str | None]], second: list[tuple[str, str | None]]) -> None:
    corpus = [naming(f"d{number}", name) for number, name in enumerate((*first, *second))]
    assert len(link_actors(corpus).actors) == len(first) + len(second)


def test_aliases_are_the_spellings_seen() -> None:
    corpus = [naming("d1", ("Massoud Karimi", "ARD")), naming("d2", ("Masoud Karimi", "ARD"), ("Karimi", "ARD"))]
    (actor,) = link_actors(corpus).actors.values()
    assert {actor.name, *actor.aliases} == {"Massoud Karimi", "Masoud Karimi", "Karimi"}


def test_offices_come_from_the_table() -> None:
    writer = Writer("d1").say("Vladimir Putin spoke.")
    writer.actor("Vladimir Putin", country="RUS")
    (actor,) = link_actors([writer.done()]).actors.values()
    assert any(office.title for office in actor.offices)
