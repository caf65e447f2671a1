"""What is let in: sizes, forms, hosts, and only who signed in where one has to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.errors import UsageError
from dragoman.settings import Settings
from dragoman.web.access.listening import check_listening, known_hosts
from dragoman.web.access.pages import own_path
from dragoman.web.access.secrets_kept import hash_password, make_token
from dragoman.web.access.visitors import COOKIE
from dragoman.web.app import make_app

PASSWORD = "correct horse battery"  # noqa: S105 - of a server that lives for a test
TOKEN, TOKEN_LINE = make_token()
CLOSED = Settings(users={"Ann": hash_password(PASSWORD)}, tokens={"robot": TOKEN_LINE})


@pytest.fixture
def closed(record_path: str) -> Iterator[TestClient]:
    """Give a client of a server where one has to sign in."""
    with TestClient(make_app(record_path, CLOSED), follow_redirects=False) as opened:
        yield opened


def key_on(client: TestClient, path: str = "/sign-in") -> str:
    found = re.search(r'name="key" value="(\w+)"', client.get(path).text)
    assert found is not None
    return found[1]


def sign_in(client: TestClient, password: str = PASSWORD, then: str = "/events?actor=KEN") -> Any:
    form = {"key": key_on(client), "name": "Ann", "password": password, "then": then}
    return client.post("/sign-in", data=form)


@pytest.mark.parametrize("path", ["/", "/events", "/articles/d1", "/review", "/id/talks", "/nowhere"])
def test_who_did_not_sign_in_sees_the_way_in_and_nothing_else(closed: TestClient, path: str) -> None:
    answer = closed.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?then=%2F")
    assert "small.db" not in closed.get("/sign-in").text


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/events", "/api/v1/openapi.json", "/api/v1/nowhere"])
def test_a_program_without_a_token_is_told_so(closed: TestClient, path: str) -> None:
    for headers in ({}, {"authorization": "Bearer wrong"}):
        answer = closed.get(path, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.json()["error"] == "Unauthorized"
    assert closed.get(path, headers={"authorization": f"Bearer {TOKEN}"}).status_code in (200, 404)


def test_signing_in_and_out(closed: TestClient) -> None:
    answer = sign_in(closed)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/events?actor=KEN"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Signed in as" in closed.get("/events").text
    kept = closed.cookies[COOKIE]
    assert closed.post("/sign-out", data={"key": "wrong"}).status_code == 403
    assert closed.post("/sign-out", data={"key": key_on(closed, "/events")}).status_code == 303
    assert closed.get("/events", headers={"cookie": f"{COOKIE}={kept}"}).status_code == 303


def test_a_cookie_is_kept_to_the_cipher_where_there_is_one(record_path: str) -> None:
    with TestClient(make_app(record_path, CLOSED), base_url="https://dragoman.example") as client:
        assert "Secure" in client.get("/sign-in").headers["set-cookie"]


def test_a_wrong_password_is_told_and_then_waited_for(closed: TestClient) -> None:
    for _ in range(8):
        assert sign_in(closed, "wrong").status_code == 403
    answer = sign_in(closed)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert closed.get("/events").status_code == 303


def test_signing_in_makes_a_session_of_its_own(closed: TestClient) -> None:
    closed.get("/sign-in")
    before = closed.cookies[COOKIE]
    sign_in(closed)
    assert closed.cookies[COOKIE] != before


def test_who_signed_in_can_decide_only_with_the_key_of_the_own_session(closed: TestClient, client: TestClient) -> None:
    stranger = key_on(client)
    assert closed.post("/review", data={"kind": "accept", "name": "talks"}).status_code == 401
    sign_in(closed)
    assert closed.post("/review", data={"kind": "accept", "name": "talks", "key": stranger}).status_code == 403


@pytest.mark.parametrize(
    "then",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\r\nX: y", "evil", "/é"],
)
def test_signing_in_leads_to_no_other_server(then: str) -> None:
    assert own_path(then) == "/"


def test_forms_are_refused_unless_they_are_ours(client: TestClient) -> None:
    key = key_on(client)
    good = {"kind": "accept", "name": "none"}
    assert client.post("/review", data=good).status_code == 403
    assert client.post("/review", data={**good, "key": "0" * 64}).status_code == 403
    assert client.post("/review", data={**good, "key": [key, key]}).status_code == 403
    elsewhere = {"sec-fetch-site": "cross-site"}
    assert client.post("/review", data={**good, "key": key}, headers=elsewhere).status_code == 403
    assert client.post("/review", data={**good, "key": key}).status_code == 400  # ours, but no such thing


def test_a_huge_form_is_refused(client: TestClient) -> None:
    key = key_on(client)
    assert client.post("/review", data={"key": key, "value": "x" * 70_000}).status_code == 413
    assert client.post("/review", data={"key": key, "value": "x" * 3_000}).status_code == 400
    assert client.post("/review", data={"key": key, **{f"f{number}": "" for number in range(600)}}).status_code == 400

    def pieces() -> Iterator[bytes]:
        for _ in range(80):
            yield b"x" * 1024

    form_type = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/review", content=pieces(), headers=form_type).status_code == 413


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data; boundary=x", "application/json", "text/plain", ""], ids=str
)
def test_only_plain_forms_are_read(client: TestClient, content_type: str) -> None:
    answer = client.post("/review", content=b"a=b", headers={"content-type": content_type})
    assert answer.status_code == 415


def test_bytes_that_are_no_text_are_refused(client: TestClient) -> None:
    form_type = {"content-type": "application/x-www-form-urlencoded"}
    for body in (b"\xff\xfe=1", b"key=%ff"):
        assert client.post("/review", content=body, headers=form_type).status_code == 400


@pytest.mark.parametrize("path", ["/events", "/api/v1/events"])
def test_long_addresses_are_refused(client: TestClient, path: str) -> None:
    assert client.get(path, params={"text": "x" * 9_000}).status_code == 414
    assert client.get(f"{path}/{'x' * 2_000}").status_code == 414
    assert client.get(f"{path}?{'a=1&' * 100}").status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/settings.py",
        "/static//etc/passwd",
        "/static/..%5c..%5cpyproject.toml",
        "/articles/..%2f..%2fetc%2fpasswd",
        "/articles/%2fetc%2fpasswd",
        "/events/..%2f..%2f..%2fetc%2fpasswd",
        "/api/v1/documents/..%2f..%2fetc%2fpasswd",
        "/api/v1/documents/file:%2f%2f%2fetc%2fpasswd",
        "/id/%2fetc%2fpasswd",
    ],
)
def test_no_route_reads_a_file_that_the_user_names(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "import" not in answer.text


def test_a_local_server_answers_to_its_own_names_only(record_path: str) -> None:
    hosts = known_hosts("127.0.0.1", has_sign_in=False)
    with TestClient(make_app(record_path, Settings(), hosts=hosts), base_url="http://localhost:8017") as client:
        assert client.get("/").status_code == 200
        assert client.get("/", headers={"host": "127.0.0.1:8017"}).status_code == 200
        assert client.get("/", headers={"host": "[::1]:8017"}).status_code == 200
        answer = client.get("/", headers={"host": "rebound.example:8017"})
        assert answer.status_code == 421
        assert "small.db" not in answer.text


def test_nobody_listens_to_a_network_without_sign_in() -> None:
    with pytest.raises(UsageError, match="dragoman password"):
        check_listening("0.0.0.0", has_sign_in=False)  # noqa: S104 - that it is refused is the test
    check_listening("0.0.0.0", has_sign_in=True)  # noqa: S104 - as above
    check_listening("127.0.0.1", has_sign_in=False)
    assert known_hosts("dragoman.example", has_sign_in=True) == ()
