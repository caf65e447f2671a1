"""What holds for every answer of the web application."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


def test_start_page_shows_the_record(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "small.db" in answer.text
    assert "/events/e1" in answer.text


def test_event_page_shows_its_words(client: TestClient) -> None:
    assert "held talks" in client.get("/events/e1").text


@pytest.mark.parametrize("path", ["/", "/events/e1", "/nowhere", "/events/none", "/static/site.css"])
def test_every_answer_forbids_what_is_not_ours(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_what_is_not_there_is_told_on_a_page(client: TestClient) -> None:
    answer = client.get("/events/none")
    assert answer.status_code == 404
    assert "This record holds no event with the id none." in answer.text


def test_what_is_not_there_is_json_under_the_api(client: TestClient) -> None:
    assert client.get("/api/v1/nowhere").json()["error"] == "Not Found"


def test_the_framework_shows_no_page_of_its_own(client: TestClient) -> None:
    for path in ("/docs", "/redoc"):
        assert client.get(path).status_code == 404
