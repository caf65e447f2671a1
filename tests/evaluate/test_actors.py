"""Scores of actors: the mention by its head, country and sector, coreference."""

import dataclasses
from typing import Any

import pytest
from tests.factories import make_annotations

from dragoman.evaluate.actors import GoldActor, find_head, is_named, score_actors
from dragoman.evaluate.gold import GoldText, locate
from dragoman.records.mentions import ActorMention, Annotations

TEXT = "Kenyan President William Ruto met the World Bank. He told its officials that Nairobi would pay."


def wanted(exact: str, entity: str, country: str | None, *sectors: str, code: str | None = None) -> GoldActor:
    span = locate(TEXT, exact)
    return GoldActor(
        span=span,
        head=find_head(exact, span.start, entity),
        exact=exact,
        country=country,
        international_code=code,
        sectors=sectors,
        entity=entity,
    )


def answer(exact: str, actor_id: str, **fields: Any) -> ActorMention:
    plain = {"mention_type": "NAM", "name": exact, "kind": "person"}
    return ActorMention(
        mention_id=exact, span=locate(TEXT, exact), exact=exact, actor_id=actor_id, **{**plain, **fields}
    )


def annotate(*actors: ActorMention) -> Annotations:
    return dataclasses.replace(make_annotations(text=TEXT), actors=actors, events=())


GOLD = GoldText(
    item_id="a",
    text=TEXT,
    wanted=(
        wanted("Kenyan President William Ruto", "William Ruto", "KEN", "GOV"),
        wanted("World Bank", "World Bank", None, "IGO", code="IGO"),
        wanted("He", "William Ruto", "KEN", "GOV"),
        wanted("its officials", "World Bank officials", None, "IGO", code="IGO"),
        wanted("Nairobi", "Kenya", "KEN", "GOV"),
    ),
)


@pytest.mark.parametrize(
    ("words", "entity", "head"),
    [
        pytest.param("Kenyan border guards", "", "guards", id="last-word"),
        pytest.param("president of Peru", "Ana Soto", "president", id="of"),
        pytest.param("Secretary of State Ana Soto", "Ana Soto", "Soto", id="name-after-title"),
        pytest.param("President Ana Soto of Peru", "Ana Soto", "Soto", id="name-before-of"),
        pytest.param("tens of thousands of marchers", "marchers", "marchers", id="quantity"),
        pytest.param("two officials briefed on the plan", "", "officials", id="participle"),
        pytest.param("Peru's envoy", "", "envoy", id="owner"),
        pytest.param("Peru's", "", "Peru", id="possessive"),
        pytest.param("Ana Soto, the envoy", "", "Soto", id="apposition"),
        pytest.param("Omar al-Bashir", "", "al-Bashir", id="hyphen"),
        pytest.param("…", "", "…", id="no-word"),
    ],
)
def test_the_head_of_a_mention(words: str, entity: str, head: str) -> None:
    span = find_head(words, 10, entity)
    assert words[span.start - 10 : span.end - 10] == head


@pytest.mark.parametrize(
    ("entity", "named"),
    [
        ("Mohamed bin Zayed Al Nahyan", True),
        ("Ministry of Justice", True),
        ("Omar al-Bashir", True),
        ("Misrata rebels", False),
        ("students in Beijing", False),
        ("Joe Biden + Vladimir Putin", False),
        ("she", False),
    ],
)
def test_a_name_or_a_description(*, entity: str, named: bool) -> None:
    assert is_named(entity) == named


def test_mentions_codes_and_coreference() -> None:
    found = annotate(
        answer("Kenyan", "s:KEN", country="KEN"),
        answer("William Ruto", "p:ruto", country="KEN", sectors=("GOV", "PTY")),
        answer("World Bank", "o:bank", international_code="IGO", kind="organisation"),
        answer("He", "p:ruto", country="KEN", sectors=("LEG",)),
        answer("Nairobi", "p:ruto", country="KEN", sectors=("GOV",)),
    )
    rows, errors = score_actors([(GOLD, found)])
    assert rows == {
        "mentions found": 0.8,
        "country right": 1.0,
        "country right of all": 0.8,
        "sector right": 0.75,
        "sector right of all": 0.6,
        "same actor joined": 1.0,
        "other actors apart": 0.6,
    }
    assert "missed its officials" in errors[0][1]
    assert "sector of He: GOV, got LEG" in errors[0][1]
    assert "not apart: He and Nairobi" in errors[0][1]


def test_a_mention_missed_is_not_joined() -> None:
    rows, errors = score_actors([(GOLD, annotate(answer("William Ruto", "p:ruto", country="UGA")))])
    assert (rows["same actor joined"], rows["country right"], rows["mentions found"]) == (0.0, 0.0, 0.2)
    assert "not joined: Kenyan President William Ruto and He" in errors[0][1]
    assert score_actors([(GOLD, None)])[0]["mentions found"] == 0.0


def test_the_state_within_a_mention_is_another_actor() -> None:
    rows, _ = score_actors([(GOLD, annotate(answer("Kenyan President", "p:x", country="KEN")))])
    assert rows["mentions found"] == 0.0
