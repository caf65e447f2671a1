"""Records survive the way to JSON text and back."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import build_any, make_annotations, make_event

from dragoman.records import decisions, documents, entities, mentions, times
from dragoman.records.codec import from_plain, to_plain
from dragoman.records.spans import CharSpan, Evidence

WIDE = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
WHOLE_TYPES = (
    mentions.Annotations,
    entities.Resolution,
    decisions.Decision,
    documents.RawDocument,
    documents.Rejection,
    entities.DyadPeriod,
)


@pytest.mark.parametrize("record_type", WHOLE_TYPES, ids=lambda record_type: record_type.__name__)
def test_any_record_survives_json(record_type: type[Any]) -> None:
    @WIDE
    @given(build_any(record_type))
    def survives(record: Any) -> None:
        text = json.dumps(to_plain(record))
        assert from_plain(record_type, json.loads(text)) == record

    survives()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nest:
    """Holds one of its own kind, as a range of times does."""

    name: str
    count: int = 0
    inner: Nest | None = None
    pair: tuple[int, str] | None = None
    parts: tuple[Nest, ...] = ()


def test_a_record_within_its_own_kind_survives() -> None:
    inner = Nest(name="inner", pair=(1, "one"))
    outer = Nest(name="outer", inner=inner, parts=(inner, Nest(name="part", parts=(inner,))))
    assert from_plain(Nest, json.loads(json.dumps(to_plain(outer)))) == outer


@given(st.data())
@WIDE
def test_the_same_record_gives_the_same_bytes(data: st.DataObject) -> None:
    record = data.draw(build_any(mentions.EventMention))
    again = from_plain(mentions.EventMention, to_plain(record))
    assert json.dumps(to_plain(record)) == json.dumps(to_plain(again))


def test_only_what_is_absent_takes_no_room() -> None:
    assert to_plain(Nest(name="")) == {"name": "", "count": 0}


def test_a_required_none_is_kept() -> None:
    assert to_plain(times.UNKNOWN_INTERVAL) == {"value": None, "earliest": None, "latest": None}


def test_what_many_records_hold_alike_is_kept_once() -> None:
    plain = '{"document_id":"a-document","span":{"start":0,"end":3},"exact":"it "}'
    one, other = (from_plain(Evidence, json.loads(plain)) for _ in range(2))
    assert one == other
    assert one.document_id is other.document_id


def test_a_whole_number_becomes_the_float_it_stands_for() -> None:
    event = dataclasses.replace(make_event("e1"), confidence=1)
    rebuilt = from_plain(entities.Event, to_plain(event))
    assert isinstance(rebuilt.confidence, float)


def test_an_unknown_field_is_passed_over() -> None:
    plain = {**to_plain(make_annotations()), "moods": ["sombre"]}
    assert from_plain(mentions.Annotations, plain) == make_annotations()


@pytest.mark.parametrize(
    ("record_type", "plain"),
    [
        pytest.param(CharSpan, {"start": "0", "end": 1}, id="text for a number"),
        pytest.param(CharSpan, {"start": 0}, id="a field is missing"),
        pytest.param(CharSpan, {"start": 3, "end": 1}, id="the record refuses it"),
        pytest.param(CharSpan, {"start": True, "end": 1}, id="a truth for a number"),
        pytest.param(Evidence, {"document_id": "d", "span": [0, 1], "exact": "x"}, id="a list for a record"),
        pytest.param(documents.Zone, {"span": {"start": 0, "end": 1}, "kind": "advert"}, id="unknown word"),
        pytest.param(entities.Side, {"value": "x", "printed": [], "reference": ["table", "row"]}, id="too few"),
    ],
)
def test_a_wrong_shape_is_refused(record_type: type[Any], plain: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        from_plain(record_type, plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """Holds what has no plain form."""

    anything: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """Holds one of two things."""

    either: int | str | None


@pytest.mark.parametrize(
    ("record_type", "plain"), [(Loose, {"anything": {}}), (Doubtful, {"either": 1})], ids=["dict", "union"]
)
def test_a_type_without_a_plain_form_is_refused(record_type: type[Any], plain: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="may not hold"):
        from_plain(record_type, plain)
