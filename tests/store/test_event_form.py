"""An event is kept in half the room, and nothing of it is lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from tests.factories import build_any, make_event, make_evidence

from dragoman.records.codec import to_plain
from dragoman.records.entities import Claim, Event
from dragoman.records.vocabulary import ClaimField
from dragoman.store.forms import JSON, dump, load

SENTENCES = (make_evidence("d1"), make_evidence("d2", "Peru's envoy flew to Nairobi."))


def claim(mention: int, field: ClaimField, exact: str, **fields: object) -> Claim:
    """A claim of the first or second mention, in a word of its sentence."""
    sentence = SENTENCES[mention]
    made = Claim(
        claim_id=f"c-{mention}-{field}",
        event_id="e1",
        mention_id=f"m{mention}",
        field=field,
        value=exact,
        status="occurred",
        attributed_to=(),
        evidence=make_evidence(sentence.document_id, exact, sentence.exact.index(exact)),
        sentence=sentence,
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # fields of a claim


def of(*claims: Claim) -> Event:
    """An event of these claims."""
    return replace(make_event("e1"), claims=claims)


@given(event=build_any(Event))
def test_any_event_comes_back_as_it_was(event: Event) -> None:
    assert load(Event, dump(event)) == event


def test_a_sentence_stands_once_for_all_that_is_claimed_in_it() -> None:
    told = [claim(0, "event_type", "held talks"), claim(1, "sources", "envoy"), claim(0, "date", "Friday")]
    payload = dump(of(*told))
    assert payload.count(SENTENCES[0].exact) == payload.count(SENTENCES[1].exact) == 1
    assert len(payload) < len(JSON.encode(to_plain(of(*told))))
    assert [each["told"] for each in json.loads(payload)["claims"]] == [0, 1, 0]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"sentence": SENTENCES[1]}, id="in another sentence"),
        pytest.param({"status": "denied"}, id="with another status"),
        pytest.param({"evidence": make_evidence("d9", "Friday")}, id="in the words of another article"),
        pytest.param({"event_id": "e9"}, id="of another event"),
        pytest.param({"support": (make_evidence("d9", "Friday"),), "why": ("rule: date line",)}, id="resting on more"),
    ],
)
def test_a_claim_that_differs_from_its_mention_keeps_what_it_says(other: dict[str, object]) -> None:
    event = of(claim(0, "event_type", "held talks"), claim(0, "date", "Friday", **other))
    assert load(Event, dump(event)) == event


def test_an_event_that_an_older_dragoman_kept_is_read() -> None:
    event = of(claim(0, "event_type", "held talks"), claim(1, "sources", "envoy"))
    assert load(Event, JSON.encode(to_plain(event))) == event


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        pytest.param(("told",), [], "is of telling 0, of which there are 0", id="a telling that is not there"),
        pytest.param(("claims", 0, "told"), -1, "is of telling -1", id="a telling before the first"),
        pytest.param(("claims", 0, "exact"), 7, "expected str", id="a number for words"),
        pytest.param(("event",), {}, "needs its", id="no event"),
    ],
)
def test_what_was_damaged_is_told(path: tuple[str | int, ...], value: object, told: str) -> None:
    plain = json.loads(dump(of(claim(0, "event_type", "held talks"))))
    within = plain
    for step in path[:-1]:
        within = within[step]
    within[path[-1]] = value
    with pytest.raises((TypeError, ValueError), match=told):
        load(Event, json.dumps(plain))
