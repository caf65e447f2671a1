"""What each field of an `EventFilter` finds, of each kind, on every store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import (
    ids_of,
    keep,
    make_actor,
    make_agreement,
    make_annotations,
    make_contradiction,
    make_event,
    make_figure,
    make_party,
    make_statement,
)

from dragoman.errors import UsageError
from dragoman.records.entities import Place, Resolution
from dragoman.store import narrowing
from dragoman.store.base import EventFilter, Store, StoredDocument, View
from dragoman.store.sql import open_store

KENYA, PERU, FIJI = make_party("KEN"), make_party("PER"), make_party("FJI")
UNITED_NATIONS = make_party("UNO")
PRESIDENT = make_party("PER", actor_id="person:huaman", name="Ana Huamán")
LIMA = Place(place_id="p", name="Lima", country="PER", latitude=None, longitude=None, precision="city")
NAIROBI_SENTENCE = "Envoys signed the Strait of Narrows accord after missile strikes, said Ana Huamán."

EVENTS = (
    make_event("talks", earliest="2024-10-11", sources=(KENYA, PERU), document_ids=("d1", "d2"), place=LIMA),
    make_event(
        "strike",
        earliest="2024-09-30",
        latest="2024-10-01",
        event_type="ASSAULT",
        plover_type="ASSAULT",
        sources=(FIJI,),
        targets=(PERU,),
        confidence=0.4,
        sentence=NAIROBI_SENTENCE,
    ),
    make_event(
        "pledge",
        earliest="2025-01-01",
        latest="2025-12-31",
        status="planned",
        event_type="AID",
        plover_type="AGREE",
        sources=(UNITED_NATIONS,),
        targets=(KENYA,),
    ),
    make_event("visit", sources=(PRESIDENT, KENYA), host=KENYA, mediators=(UNITED_NATIONS,)),
)
ACTORS = (
    make_actor("state:PER", "Peru", "Perú", "Republic of Peru", country="PER"),
    make_actor("state:KEN", "Kenya", country="KEN"),
    make_actor("person:huaman", "Ana Huamán", "President Huamán", kind="person", country="PER"),
    make_actor("organisation:UNO", "United Nations", "UN", kind="organisation", international_code="UNO"),
)


@pytest.fixture(scope="module")
def record(shared_store: Store) -> View:
    """Fill the record with one of everything."""
    writer = shared_store.writer()
    second = make_annotations("d2", countries=("KEN", "FJI"), published="2024-10-11")
    first = keep("d1", text="They spoke of plover and of eggs.")
    document = replace(first.annotations.document, publisher="The Delta Post")
    writer.add([replace(first, annotations=replace(first.annotations, document=document))])
    writer.add([StoredDocument(annotations=second)])
    resolution = Resolution(
        events=EVENTS,
        actors=ACTORS,
        statements=(
            make_statement("q1", "We shall meet again.", speaker=PRESIDENT, day="2024-10-11"),
            make_statement("q2", "No comment.", speaker=None, day=None),
            make_statement("q3", "We meet too often.", speaker=KENYA, day="2023-05-01"),
        ),
        figures=(
            make_figure("f1", counted="envoys", as_of="2024"),
            make_figure("f2", counted="missiles", as_of="2023-05"),
            make_figure("f3", counted="years", figure_class="age"),
        ),
        agreements=(
            make_agreement("a2", names=("the Narrows accord",), days=("2024-10-11", "2021-09-01")),
            make_agreement("a1", names=("the cocoa pact",), days=("2024-12-01",)),
        ),
        contradictions=(
            make_contradiction("c1", subject_id="talks", values=("11 October", "12 October")),
            make_contradiction("c2", subject_id="person:huaman", values=("Huamán", "Huaman")),
            make_contradiction("c3", subject_id=None, values=("ten", "twelve", "nine")),
        ),
    )
    writer.replace(["b1"], resolution)
    return shared_store.view()


@pytest.fixture(params=[0, 1, narrowing.MOST_LISTED], ids=["walked", "one is few", "looked up"], autouse=True)
def most_listed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found does not depend on how: all by walking the index of days, or what is few by looking it up."""
    monkeypatch.setattr(narrowing, "MOST_LISTED", request.param)


def find(record: View, **fields: object) -> list[str]:
    chosen: dict[str, object] = dict(fields)
    return ids_of(record.events(EventFilter(**chosen)))  # type: ignore[arg-type]


EVENT_CASES = [
    pytest.param({}, "strike talks pledge visit", id="everything, by day, undated last"),
    pytest.param({"actor": "KEN"}, "talks pledge visit", id="a country's code"),
    pytest.param({"actor": "ken"}, "talks pledge visit", id="a code in any case"),
    pytest.param({"actor": "Peru"}, "strike talks visit", id="a state's name means its country"),
    pytest.param({"actor": "perú"}, "strike talks visit", id="an alias, with its accent"),
    pytest.param({"actor": "republic  of PERU"}, "strike talks visit", id="an alias in any case and spacing"),
    pytest.param({"actor": "Fiji"}, "strike", id="a party that has no actor of its own"),
    pytest.param({"actor": "UNO"}, "pledge visit", id="an international code; mediators take part"),
    pytest.param({"actor": "un"}, "pledge visit", id="an organisation's alias"),
    pytest.param({"actor": "person:huaman"}, "visit", id="an actor's id"),
    pytest.param({"actor": "ana huaman"}, "visit", id="a person, without the accent"),
    pytest.param({"actor": "President Huamán"}, "visit", id="a person's alias"),
    pytest.param({"actor": "Ana"}, "", id="not a part of a name"),
    pytest.param({"actor": "XXX"}, "", id="nobody"),
    pytest.param({"actor": "KEN", "with_actor": "PER"}, "talks visit", id="two sides"),
    pytest.param({"actor": "PER", "with_actor": "KEN"}, "talks visit", id="two sides, turned round"),
    pytest.param({"with_actor": "UNO"}, "pledge visit", id="only the other side"),
    pytest.param({"actor": "KEN", "with_actor": "Kenya"}, "", id="a guest who is also host is one"),
    pytest.param({"actor": "KEN", "with_actor": "KEN"}, "", id="the same name twice asks for two"),
    pytest.param({"actor": "PER", "with_actor": "FJI"}, "strike", id="source and target"),
    pytest.param({"actor": "KEN", "with_actor": "nobody"}, "", id="with nobody"),
    pytest.param({"publisher": "The Delta Post"}, "strike talks pledge visit", id="a publisher"),
    pytest.param({"publisher": "Nobody's"}, "", id="no publisher of ours"),
    pytest.param({"since": "2024-10"}, "strike talks pledge", id="since overlaps an interval's end"),
    pytest.param({"since": "2024-10-02"}, "talks pledge", id="since a day"),
    pytest.param({"until": "2024-09"}, "strike", id="until a month's last day"),
    pytest.param({"since": "2024-10-11", "until": "2024-10-11"}, "talks", id="one day"),
    pytest.param({"since": "2025-06", "until": "2025-06"}, "pledge", id="within a long interval"),
    pytest.param({"since": "2026"}, "", id="after everything, and the undated stay out"),
    pytest.param({"event_type": "CONSULT"}, "talks visit", id="a type"),
    pytest.param({"event_type": "agree"}, "pledge", id="a PLOVER type, in any case"),
    pytest.param({"event_type": "AID"}, "pledge", id="the act's own type"),
    pytest.param({"status": "planned"}, "pledge", id="a status"),
    pytest.param({"min_confidence": 0.5}, "talks pledge visit", id="a least confidence"),
    pytest.param({"document_id": "d2"}, "talks", id="a document"),
    pytest.param({"event_ids": ("visit", "strike", "never")}, "strike visit", id="ids"),
    pytest.param({"event_ids": ()}, "", id="no ids"),
    pytest.param({"event_ids": tuple(f"n{n}" for n in range(40_000))}, "", id="very many ids"),
    pytest.param({"text": "talks"}, "talks pledge visit", id="a word"),
    pytest.param({"text": "STRIKE"}, "strike", id="another form of a word"),
    pytest.param({"text": "missile narrows"}, "strike", id="all words, in any order"),
    pytest.param({"text": "missile talks"}, "", id="all words in one event"),
    pytest.param({"text": '"strait of narrows"'}, "strike", id="a phrase"),
    pytest.param({"text": '"narrows strait"'}, "", id="a phrase in another order"),
    pytest.param({"text": "huaman"}, "strike", id="a word without its accent"),
    pytest.param({"text": " \t\n"}, "strike talks pledge visit", id="blanks ask for nothing"),
    pytest.param({"text": "\x00"}, "strike talks pledge visit", id="NUL asks for nothing"),
]
PAGE_CASES = [
    pytest.param({"actor": "KEN", "newest_first": True, "limit": 9}, "pledge talks", id="a page, newest first"),
    pytest.param({"actor": "PER", "with_actor": "KEN", "limit": 1}, "talks", id="a page of two sides"),
    pytest.param({"publisher": "The Delta Post", "limit": 2}, "strike talks", id="a page of a publisher"),
    pytest.param({"limit": 2}, "strike talks", id="a page"),
    pytest.param({"limit": 2, "offset": 2}, "pledge visit", id="the next page"),
    pytest.param({"offset": 3}, "visit", id="the rest"),
    pytest.param({"limit": 0}, "", id="an empty page"),
    pytest.param({"actor": "KEN", "since": "2024", "limit": 1}, "talks", id="all together"),
]


@pytest.mark.parametrize(("fields", "expected"), [*EVENT_CASES, *PAGE_CASES])
def test_events(record: View, fields: dict[str, object], expected: str) -> None:
    assert find(record, **fields) == expected.split()


@pytest.mark.parametrize(("fields", "expected"), EVENT_CASES)
def test_events_are_counted_as_they_are_found(record: View, fields: dict[str, object], expected: str) -> None:
    chosen = EventFilter(**fields)  # type: ignore[arg-type]
    assert record.count_events(chosen, at_most=9) == len(expected.split())
    assert record.count_events(chosen, at_most=2) == min(len(expected.split()), 2)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, "q3 q1 q2", id="all, by day"),
        pytest.param({"actor": "PER"}, "q1", id="the speaker's country"),
        pytest.param({"actor": "huamán"}, "", id="not a part of the speaker's name"),
        pytest.param({"text": "meet"}, "q3 q1", id="words"),
        pytest.param({"text": "meet", "until": "2023"}, "q3", id="words and dates"),
        pytest.param({"document_id": "d1", "limit": 1}, "q3", id="document"),
        pytest.param({"document_id": "d2"}, "", id="another document"),
    ],
)
def test_statements(record: View, fields: dict[str, object], expected: str) -> None:
    found = record.statements(EventFilter(**fields))  # type: ignore[arg-type]
    assert [each.quotation_id for each in found] == expected.split()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, "f2 f1 f3", id="all, by the day they are of"),
        pytest.param({"figure_classes": ("count", "money")}, "f2 f1", id="classes"),
        pytest.param({"text": "missile"}, "f2", id="what is counted"),
        pytest.param({"since": "2024"}, "f1", id="dates"),
        pytest.param({"document_id": "d1"}, "f2 f1 f3", id="document"),
    ],
)
def test_figures(record: View, fields: dict[str, object], expected: str) -> None:
    found = record.figures(EventFilter(**fields))  # type: ignore[arg-type]
    assert [each.figure_id for each in found] == expected.split()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, "a2 a1", id="all, by their first stage"),
        pytest.param({"actor": "KEN", "with_actor": "PER"}, "a2 a1", id="parties"),
        pytest.param({"actor": "FJI"}, "", id="no party"),
        pytest.param({"since": "2024-11"}, "a1", id="a stage since"),
        pytest.param({"since": "2022", "until": "2023"}, "", id="between two stages"),
        pytest.param({"text": "cocoa"}, "a1", id="names"),
        pytest.param({"event_ids": ("event of 2021-09-01",)}, "a2", id="the event that is a stage"),
        pytest.param({"document_id": "d1"}, "a2 a1", id="document"),
    ],
)
def test_agreements(record: View, fields: dict[str, object], expected: str) -> None:
    found = record.agreements(EventFilter(**fields))  # type: ignore[arg-type]
    assert [each.agreement_id for each in found] == expected.split()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, "c1 c2 c3", id="all, by id"),
        pytest.param({"actor": "KEN"}, "c1", id="the subject's parties"),
        pytest.param({"actor": "Ana Huamán"}, "c2", id="the subject itself"),
        pytest.param({"event_ids": ("talks",)}, "c1", id="the subject's id"),
        pytest.param({"text": "twelve"}, "c3", id="a side's words"),
        pytest.param({"document_id": "d3"}, "c3", id="a side's document"),
    ],
)
def test_contradictions(record: View, fields: dict[str, object], expected: str) -> None:
    found = record.contradictions(EventFilter(**fields))  # type: ignore[arg-type]
    assert [each.contradiction_id for each in found] == expected.split()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, "organisation:UNO person:huaman state:KEN state:PER", id="all, by id"),
        pytest.param({"actor": "PER"}, "person:huaman state:PER", id="a country"),
        pytest.param({"actor": "perú"}, "state:PER", id="an alias"),
        pytest.param({"text": "huaman"}, "person:huaman", id="a part of a name"),
        pytest.param({"document_id": "d2"}, "state:KEN", id="mentioned in a document"),
        pytest.param({"limit": 2, "offset": 1}, "person:huaman state:KEN", id="a page"),
    ],
)
def test_actors(record: View, fields: dict[str, object], expected: str) -> None:
    found = record.actors(EventFilter(**fields))  # type: ignore[arg-type]
    assert [each.actor_id for each in found] == expected.split()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, "d2 d1", id="all, by day"),
        pytest.param({"actor": "FJI"}, "d2", id="an actor mentioned"),
        pytest.param({"actor": "FJI", "with_actor": "PER"}, "", id="two actors mentioned"),
        pytest.param({"actor": "kenya"}, "d2 d1", id="by name"),
        pytest.param({"event_type": "CONSULT", "status": "occurred"}, "d2 d1", id="an event mentioned"),
        pytest.param({"status": "denied"}, "", id="no such event mentioned"),
        pytest.param({"since": "2024-10", "until": "2024-10"}, "d2", id="dates"),
        pytest.param({"text": "plover eggs"}, "d1", id="words of the text"),
        pytest.param({"document_id": "d1"}, "d1", id="its id"),
        pytest.param({"limit": 1}, "d2", id="a page"),
    ],
)
def test_documents(record: View, fields: dict[str, object], expected: str) -> None:
    found = record.documents(EventFilter(**fields))  # type: ignore[arg-type]
    assert [each.document.document_id for each in found] == expected.split()


HOSTILE = (
    '"',
    '""',
    '"""',
    "*",
    "strike*",
    "NEAR(",
    "NEAR(a b, 5)",
    "a OR",
    "OR",
    "NOT",
    "AND AND",
    "a AND NOT",
    "'; DROP TABLE event; --",
    'talks" OR "strike',
    "words:talks",
    "{words}: talks",
    "^talks",
    "-talks",
    "(",
    ")",
    "+",
    "%",
    "_",
    "?",
    ":name",
    "\\",
    "\x00talks",
    '"\x00',
    "🕊",
    " ".join(["talks"] * 3000),
)


@pytest.mark.parametrize("text", HOSTILE, ids=[f"{text[:12]!r}" for text in HOSTILE])
def test_no_text_breaks_the_search(record: View, text: str) -> None:
    chosen = EventFilter(text=text, actor=text, with_actor=text, document_id=text, event_ids=(text,))
    only_text = EventFilter(text=text)
    for find_all in (record.events, record.statements, record.figures, record.agreements):
        assert list(find_all(chosen)) == []
        list(find_all(only_text))
    for find_more in (record.contradictions, record.actors, record.documents):
        list(find_more(chosen))
        list(find_more(only_text))
    assert len(find(record)) == len(EVENTS)


def test_operators_are_words_like_others(record: View) -> None:
    assert find(record, text="talks OR missile") == []
    assert find(record, text="talks* (Kenya)") == find(record, text="talks kenya") != []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet=st.sampled_from('"\x00*():^-+{}ab NEARORANDT'), max_size=25) | st.text(max_size=25))
def test_any_text_can_be_searched(text: str) -> None:
    with open_store(":memory:", create=True) as store:
        list(store.view().events(EventFilter(text=text, actor=text)))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"since": "last week"}, "2024-10-11", id="since is no date"),
        pytest.param({"until": "2024-13"}, "'2024-13'", id="until is no month"),
        pytest.param({"until": "2023-02-29"}, "'2023-02-29'", id="until is no day"),
        pytest.param({"event_type": "STRIKE"}, "CONSULT", id="no such type"),
        pytest.param({"status": "rumoured"}, "alleged", id="no such status"),
        pytest.param({"limit": -1}, "limit -1", id="a negative page"),
        pytest.param({"offset": -1}, "offset -1", id="a negative offset"),
    ],
)
def test_what_cannot_be_meant_is_refused(record: View, fields: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        find(record, **fields)


def test_an_unknown_class_of_figure_is_refused(record: View) -> None:
    with pytest.raises(UsageError, match="percent"):
        list(record.figures(EventFilter(figure_classes=("cost",))))
