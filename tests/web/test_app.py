"""What holds for every answer of the web application."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from dragoman.settings import Settings
from dragoman.web.app import make_app


@pytest.mark.parametrize("path", ["/", "/events/talks", "/nowhere", "/events/none", "/static/site.css"])
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


def test_static_files_are_kept_by_the_browser_only_under_their_hash(client: TestClient) -> None:
    assert "immutable" in client.get("/static/site.css?v=1").headers["cache-control"]
    assert "no-cache" in client.get("/static/site.css").headers["cache-control"]


def test_a_record_shown_read_only_says_so(record_path: str) -> None:
    with TestClient(make_app(record_path, Settings(), read_only=True)) as client:
        assert "small.db</bdi>, read only" in client.get("/").text
