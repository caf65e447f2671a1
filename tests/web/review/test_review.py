"""The review: what is open, what a decision changes, who made it, and that it can be undone."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.settings import Settings
from dragoman.web.access.secrets_kept import hash_password
from dragoman.web.app import make_app

PASSWORD = "correct horse battery"  # noqa: S105 - of a server that lives for a test


@pytest.fixture
def client(path: str) -> Iterator[TestClient]:
    with TestClient(make_app(path, Settings())) as opened:
        yield opened


def open_items(client: TestClient) -> list[str]:
    return re.findall(r'class="to-event" href="/review/events/(\w+)', client.get("/review?below=1").text)


def decide(client: TestClient, kind: str, *names: str, **fields: str) -> Any:
    key = re.search(r'name="key" value="(\w+)"', client.get("/review?below=1").text)
    assert key is not None
    form = {"key": key[1], "kind": kind, "name": list(names), "below": "1", "then": "here", **fields}
    return client.post("/review", data=form, follow_redirects=True)


def changed_on(answer: Any) -> str:
    section = re.search(r'(?s)<section class="changed".*?<h1', answer.text)
    assert section is not None, answer.text
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", section[0])).split())


def decided(client: TestClient) -> str:
    (latest, *_) = client.get("/api/v1/decisions").json()["items"][::-1]
    return str(latest["decision_id"])


def mentions_of(client: TestClient, event_id: str) -> list[str]:
    return re.findall(r'id="r-\d+" name="name" value="(\w+)"', client.get(f"/review/events/{event_id}").text)


def test_an_accepted_event_leaves_the_queue_and_comes_back(client: TestClient) -> None:
    first, second = open_items(client)
    answer = decide(client, "accept", first, then="next", item=f"events/{first}", place=f"0.1~{first}")
    assert "A. Analyst accepted" in changed_on(answer)
    assert "no longer open" in changed_on(answer)
    assert open_items(client) == [second]
    assert "accepted this already" in decide(client, "accept", first, item=f"events/{first}").text
    answer = decide(client, "undo", decided(client), then="decisions")
    assert answer.url.path == "/review/decisions"
    assert sorted(open_items(client)) == sorted([first, second])


def test_a_correction_shows_before_and_now(client: TestClient) -> None:
    event_id = open_items(client)[0]
    answer = decide(client, "set", event_id, field="status", value="denied", item=f"events/{event_id}")
    assert "how far it is asserted happened denied" in changed_on(answer)
    assert client.get(f"/api/v1/events/{event_id}").json()["status"] == "denied"
    (decision,) = client.get("/api/v1/decisions").json()["items"]
    assert (decision["by"], decision["field"], decision["value"]) == ("A. Analyst", "status", "denied")
    answer = decide(client, "undo", decision["decision_id"], then="decisions")
    assert "how far it is asserted denied happened" in changed_on(answer)


def test_a_rejected_event_is_gone_until_that_is_undone(client: TestClient) -> None:
    event_id = open_items(client)[0]
    answer = decide(client, "reject", event_id, then="next", item=f"events/{event_id}")
    assert "Now no event" in changed_on(answer)
    assert client.get(f"/api/v1/events/{event_id}").status_code == 404
    decide(client, "undo", decided(client), then="decisions")
    assert client.get(f"/api/v1/events/{event_id}").status_code == 200


def test_merged_events_resolve_under_both_ids(client: TestClient) -> None:
    one, other = open_items(client)
    answer = decide(client, "merge", one, other, item=f"events/{one}")
    assert answer.status_code == 200
    left = [each["event_id"] for each in client.get("/api/v1/events").json()["items"]]
    assert len(left) == 1
    (gone,) = {one, other} - set(left)
    answer = client.get(f"/api/v1/events/{gone}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/api/v1/events/{left[0]}")
    assert client.get(f"/api/v1/id/{gone}").json()["event_id"] == left[0]


def test_a_reading_is_split_off(client: TestClient) -> None:
    event_id = next(each for each in open_items(client) if len(mentions_of(client, each)) == 2)
    leaving = mentions_of(client, event_id)[1]
    decide(client, "split", leaving, item=f"events/{event_id}")
    assert len(client.get("/api/v1/events").json()["items"]) == 3
    assert len(mentions_of(client, event_id)) == 1


@pytest.mark.parametrize(
    ("kind", "fields", "advice"),
    [
        ("set", {"field": "date", "value": "soon"}, "is no date"),
        ("set", {"field": "colour", "value": "red"}, "cannot be set"),
        ("split", {}, "not all of them"),
        ("merge", {}, "two events or more"),
        ("burn", {}, "there is no decision"),
        ("set", {"field": "place", "value": "Li\x00\x07sk"}, "is no value"),
    ],
)
def test_what_cannot_be_decided_is_told_and_changes_nothing(
    client: TestClient, kind: str, fields: dict[str, str], advice: str
) -> None:
    before = client.get("/api/v1/events").content
    event_id = open_items(client)[0]
    answer = decide(client, kind, event_id, item=f"events/{event_id}", **fields)
    assert answer.status_code == 409
    assert advice in html.unescape(answer.text)
    assert client.get("/api/v1/events").content == before
    assert client.get("/api/v1/decisions").json()["items"] == []


def test_nothing_ticked_is_told(client: TestClient) -> None:
    event_id = open_items(client)[0]
    assert "nothing is chosen" in decide(client, "split", item=f"events/{event_id}").text


def test_a_decision_carries_the_name_of_who_signed_in(path: str) -> None:
    settings = Settings(users={"Béatrice Moreau": hash_password(PASSWORD)})
    with TestClient(make_app(path, settings)) as client:
        key = re.search(r'name="key" value="(\w+)"', client.get("/sign-in").text)
        assert key is not None
        client.post("/sign-in", data={"key": key[1], "name": "Béatrice Moreau", "password": PASSWORD})
        decide(client, "accept", open_items(client)[0])
        (decision,) = client.get("/api/v1/decisions").json()["items"]
        assert decision["by"] == "Béatrice Moreau"


def test_a_server_that_is_read_only_decides_nothing(path: str) -> None:
    with TestClient(make_app(path, Settings(), read_only=True)) as client:
        event_id = open_items(client)[0]
        for page in ("/review?below=1", f"/review/events/{event_id}", "/review/decisions"):
            assert 'action="/review" method="post"' not in client.get(page).text
        key = re.search(r'name="key" value="(\w+)"', client.get("/sign-in").text)
        assert key is not None
        answer = client.post("/review", data={"key": key[1], "kind": "reject", "name": event_id})
        assert answer.status_code == 403
        assert client.get("/api/v1/decisions").json()["items"] == []


def test_a_record_that_is_being_written_is_told(client: TestClient) -> None:
    assert client.get("/review/events/none").status_code == 404
    assert client.get("/review/contradictions/none").status_code == 404
    assert client.get("/review?after=x~y").status_code == 400
    assert client.get("/review?below=7").status_code == 422
