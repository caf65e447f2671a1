from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.resolve.writing import make_interval

from dragoman.lexicons.load import known_events
from dragoman.lexicons.load.known_events import KnownEvent
from dragoman.records.spans import CharSpan, Evidence
from dragoman.resolve.dating import occasions
from dragoman.resolve.dating.occasions import find_occasion


def known(name: str, start: str, kind: str = "summit") -> KnownEvent:
    return KnownEvent(
        event_id=f"{name} {start}", name=name, aliases=(), kind=kind, start=start, end=start, place=None, country=None,
        actors=(), basis="invented",
    )  # fmt: skip


TABLE = (
    known("Reef Summit", "2030-06-01"),
    known("Reef Summit", "2031-06-01"),
    known("Reef Summit", "2032-06-01"),
    known("sack of Lisk", "2029-02-03", kind="attack"),
    known("Canal Treaty", "2028-01-01", kind="treaty"),
)


@pytest.fixture(autouse=True)
def _table(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    occasions._names.cache_clear()
    monkeypatch.setattr(occasions, "load_known_events", lambda: TABLE)
    yield
    occasions._names.cache_clear()


@pytest.mark.parametrize(
    ("sentence", "trigger", "is_ahead", "expected"),
    [
        pytest.param("Both will sign it at the upcoming Reef Summit.", "sign", True, "2031-06-01", id="the-next"),
        pytest.param(
            "Both signed it on the sidelines of the Reef Summit.", "signed", False, "2030-06-01", id="the-last"
        ),
        pytest.param("Both will sign it before the Reef Summit.", "sign", True, None, id="before-is-not-at"),
        pytest.param("Both signed it and spoke of the Reef Summit.", "signed", False, None, id="spoken-of"),
        pytest.param("After the sack of Lisk trade stopped.", "sack", False, "2029-02-03", id="the-event-itself"),
        pytest.param("The Canal Treaty was praised.", "Treaty", False, None, id="a-treaty-is-not-its-signature"),
    ],
)
def test_occasions(sentence: str, trigger: str, expected: str | None, *, is_ahead: bool) -> None:
    start = sentence.index(trigger)
    words = Evidence(document_id="d1", span=CharSpan(start=100, end=100 + len(sentence)), exact=sentence)
    span = CharSpan(start=100 + start, end=100 + start + len(trigger))
    found = find_occasion(words, span, make_interval("2031-02-01"), is_ahead=is_ahead)
    assert (found and found.interval.value) == expected
    if found is not None:
        at = found.words.span.start - 100
        assert sentence[at : at + len(found.words.exact)] == found.words.exact


def test_the_table_is_read() -> None:
    assert known_events.load_known_events()
