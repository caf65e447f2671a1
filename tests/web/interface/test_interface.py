"""The interface for programs: the contract's objects, paging, filters, marks, errors, and its own description."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.web.conftest import HOSTILE, LONG, RESOLUTION

from dragoman.settings import Settings
from dragoman.store.base import EventFilter
from dragoman.store.sql import open_store
from dragoman.views.objects import shape
from dragoman.web.app import make_app
from dragoman.web.interface.kinds import KINDS
from dragoman.web.interface.shapes import SHAPES

LISTS = {kind.name: kind for kind in KINDS}


@pytest.fixture(scope="session")
def description(record_path: str) -> Any:
    """Give the interface by its own description."""
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", make_app(record_path, Settings()))


def items_of(client: TestClient, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    following: str | None = path
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += page["items"]
        following = page["next"]
        assert answer.headers.get("link") == (f'<{following}>; rel="next"' if following else None)
    return found


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("size", [1, 7, 100])
def test_a_list_gives_all_objects_of_the_contract_page_by_page(
    client: TestClient, record_path: str, name: str, size: int
) -> None:
    with open_store(record_path, create=False) as store:
        expected = [shape(each) for each in LISTS[name].lister(store.view(), EventFilter())]
    assert items_of(client, f"/api/v1/{name}?limit={size}") == json.loads(json.dumps(expected))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("actor=FJI&with=PER", ["standoff", "hostile", "claimed", "disputed"]),
        ("status=alleged", ["claimed"]),
        ("type=AID", ["disputed"]),
        ("since=2024-10&until=2024-10", ["talks", "hostile", "plan", "claimed"]),
        ("since=2024-10&until=2024-10&order=newest", ["claimed", "plan", "hostile", "talks"]),
        ("publisher=%3Cb%3EThe+Bold%3C/b%3E", ["hostile"]),
        ("place=lima", ["talks"]),
        ("text=onerror", ["hostile"]),
        ("document=d2", ["hostile"]),
        ("event=talks&event=plan", ["talks", "plan"]),
        ("min_confidence=1", []),
    ],
)
def test_filters_are_those_of_the_command_line(client: TestClient, query: str, ids: list[str]) -> None:
    assert [event["event_id"] for event in items_of(client, f"/api/v1/events?{query}")] == ids


def test_single_objects_and_ids(client: TestClient) -> None:
    for path in ("events/talks", "quotations/s1", "figures/f1", "agreements/a1", "contradictions/c1", "documents/d1"):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 200
        object_id = path.partition("/")[2]
        assert object_id in answer.json().values()
        there = client.get(f"/api/v1/id/{object_id}", follow_redirects=False)
        assert (there.status_code, there.headers["location"]) == (307, f"/api/v1/{path}")
    assert client.get("/api/v1/id/state:PER").json()["actor_id"] == "state:PER"
    assert client.get("/api/v1/quotations/talks").status_code == 404
    assert client.get("/api/v1/id/nothing").status_code == 404


def test_an_article_comes_with_its_text_only_if_asked(client: TestClient) -> None:
    assert "text" not in client.get("/api/v1/documents/d1").json()
    assert client.get("/api/v1/documents/d3?with_text=true").json()["text"] == LONG
    annotated = client.get("/api/v1/documents/d2/annotations").json()
    assert annotated["document"]["text"] == HOSTILE


def test_hostile_text_is_given_as_data_and_as_nothing_else(client: TestClient) -> None:
    answer = client.get("/api/v1/events/hostile")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    (event,) = [event for event in RESOLUTION.events if event.event_id == "hostile"]
    assert answer.json() == json.loads(json.dumps(shape(event)))  # the very words, not a letter changed


def test_what_is_known_already_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/events?limit=2")
    mark = first.headers["etag"]
    for sent in (mark, f"W/{mark}", f'"other", {mark}', "*"):
        again = client.get("/api/v1/events?limit=2", headers={"if-none-match": sent})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark)
    assert client.get("/api/v1/events?limit=3", headers={"if-none-match": mark}).status_code == 200


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("events?actr=KEN", "there is no parameter 'actr'"),
        ("events?type=DANCE", "there is no event type"),
        ("events?since=soon", "takes a date like 2024"),
        ("events?limit=0", "from 1 to 100"),
        ("events?limit=x", "from 1 to 100"),
        ("events?limit=" + "9" * 400, "from 1 to 100"),
        ("events?min_confidence=nan", "from 0 to 1"),
        ("events?order=up", "newest or oldest"),
        ("events?after=x", "no place in a list"),
        ("events?actor=KEN&actor=PER", "is given 2 times"),
        ("events?text=" + "x" * 600, "at most 500"),
        ("figures?class=weight", "there is no class"),
        ("figures?all=maybe", "true or false"),
        ("dyads?actor=KEN", "two sides"),
        ("events/talks?x=1", "it takes none"),
    ],
)
def test_what_cannot_be_meant_is_told_as_json(client: TestClient, path: str, advice: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 400
    assert answer.json()["error"] == "Bad Request"
    assert advice in answer.json()["detail"]


def test_the_interface_only_reads(client: TestClient) -> None:
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/api/v1/events/talks").status_code == 405


def test_a_relation_is_given_month_by_month(client: TestClient) -> None:
    months = items_of(client, "/api/v1/dyads?actor=ken&with=PER")
    assert months[-1]["period"] == "2024-10"
    assert months[-1]["source"] == "KEN"
    assert months[-1]["net"] == months[-1]["cooperation"] + months[-1]["conflict"]


def test_ages_and_durations_come_only_if_asked_for(client: TestClient) -> None:
    assert len(items_of(client, "/api/v1/figures?all=true")) >= len(items_of(client, "/api/v1/figures"))


def test_the_description_names_every_shape(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert described["components"]["schemas"] == json.loads(json.dumps(SHAPES))
    assert all(path.startswith("/api/v1") for path in described["paths"])
    assert "security" not in described


CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]


PATHS = (
    "/api/v1",
    *(f"/api/v1/{name}" for name in (*LISTS, "decisions", "dyads")),
    *(f"/api/v1/{name}/{{object_id}}" for name in (*LISTS, "id")),
    "/api/v1/documents/{object_id}/annotations",
)


def test_every_path_is_tried(description: Any) -> None:
    assert set(description) == set(PATHS)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as-described", "against"])
def test_whatever_is_asked_no_answer_is_a_fault(description: Any, path: str, mode: GenerationMode) -> None:
    if mode is GenerationMode.NEGATIVE and path == "/api/v1":
        return  # it takes nothing, so there is nothing to get wrong

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=description[path]["GET"].as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()
