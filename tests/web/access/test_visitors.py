"""Who is let in, for how long, and that nobody else can say so."""

from __future__ import annotations

import base64
import json

import pytest

from dragoman.errors import ConfigError
from dragoman.web.access.attempts import MOST_FAILURES, WITHIN_SECONDS, Attempts
from dragoman.web.access.secrets_kept import (
    check_lines,
    check_password,
    check_token,
    hash_password,
    hash_token,
    make_token,
)
from dragoman.web.access.visitors import Doorkeeper

PASSWORD = "correct horse battery"  # noqa: S105 - of a server that lives for a test
OTHER_SECRET = "t" * 40
LINE = hash_password(PASSWORD)
TOKEN, TOKEN_LINE = make_token()
SECRET = "s" * 40


class Clock:
    def __init__(self) -> None:
        self.time = 1_000_000.0

    def __call__(self) -> float:
        return self.time


def doorkeeper(clock: Clock | None = None, line: str = LINE) -> Doorkeeper:
    return Doorkeeper(users={"Ann": line}, tokens={"robot": TOKEN_LINE}, secret=SECRET, now=clock or Clock())


def test_a_password_is_kept_only_as_a_hash() -> None:
    assert PASSWORD not in LINE
    assert check_password(PASSWORD, LINE)
    assert not check_password(PASSWORD + " ", LINE)
    assert hash_password(PASSWORD) != LINE  # another salt each time
    assert check_token(TOKEN, TOKEN_LINE)
    assert not check_token(TOKEN[:-1], TOKEN_LINE)


@pytest.mark.parametrize(
    "line",
    ["", PASSWORD, "scrypt:15:8:3:abc", "scrypt:99:8:3:YWFh:YWFh", "md5:1:8:1:YWFh:YWFh", "scrypt:15:8:3:YWFh:YWFh"],
)
def test_a_password_in_the_settings_is_refused_and_not_repeated(line: str) -> None:
    with pytest.raises(ConfigError, match="dragoman password") as caught:
        check_lines({"Ann": line}, {})
    assert PASSWORD not in str(caught.value)
    with pytest.raises(ConfigError, match="--token"):
        check_lines({}, {"robot": line})


def test_a_name_that_could_not_sign_a_decision_is_refused() -> None:
    with pytest.raises(ConfigError, match="is no name"):
        check_lines({"Ann\n": LINE}, {})


def test_who_has_the_password_or_a_token_comes_in() -> None:
    door = doorkeeper()
    admitted = door.admit("Ann", PASSWORD)
    assert admitted is not None
    met = door.meet(door.write(admitted), None)
    assert (met.name, met.session_id, met.is_new) == ("Ann", admitted.session_id, False)
    assert door.meet(None, f"Bearer {TOKEN}").name == "robot"
    by_token = door.admit_by_token(TOKEN)
    assert by_token is not None
    assert by_token.name == "robot"


def test_nobody_else_comes_in() -> None:
    door = doorkeeper()
    assert door.admit("Ann", "wrong") is None
    assert door.admit("Bob", PASSWORD) is None
    assert door.admit("", "") is None
    assert door.admit_by_token(hash_token(TOKEN)) is None
    assert door.meet(None, "Bearer x").name == ""
    assert door.meet(None, f"Basic {TOKEN}").name == ""


def forged(name: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([name, "0" * 32, 1_000_000]).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cookie",
    ["", ".", "x.y", forged("Ann"), f"{forged('Ann')}.{'0' * 64}", f"{forged('Ann')}.é", "A" * 5000 + ".x", "W10.x"],
)
def test_a_cookie_that_we_did_not_write_is_worth_nothing(cookie: str) -> None:
    assert doorkeeper().meet(cookie, None).name == ""


def test_a_cookie_of_another_server_is_worth_nothing() -> None:
    other = Doorkeeper(users={"Ann": LINE}, tokens={}, secret=OTHER_SECRET, now=Clock())
    admitted = other.admit("Ann", PASSWORD)
    assert admitted is not None
    assert doorkeeper().meet(other.write(admitted), None).name == ""


def test_a_session_ends_with_time_with_signing_out_and_with_the_password() -> None:
    clock = Clock()
    door = doorkeeper(clock)
    admitted = door.admit("Ann", PASSWORD)
    assert admitted is not None
    cookie = door.write(admitted)
    assert doorkeeper(clock, hash_password("another password")).meet(cookie, None).name == ""
    clock.time += 11 * 3600
    assert door.meet(cookie, None).name == "Ann"
    clock.time += 2 * 3600
    assert door.meet(cookie, None).name == ""
    clock.time -= 12 * 3600
    door.end(admitted)
    assert door.meet(cookie, None).name == ""


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ConfigError, match="too short"):
        Doorkeeper(users={}, tokens={}, secret="short")  # noqa: S106 - that it is refused is the test


def test_who_fails_too_often_has_to_wait() -> None:
    clock = Clock()
    attempts = Attempts(now=clock)
    for _ in range(MOST_FAILURES):
        assert attempts.seconds_to_wait("10.0.0.1") == 0
        attempts.note("10.0.0.1")
    assert 0 < attempts.seconds_to_wait("10.0.0.1") <= WITHIN_SECONDS + 1
    assert attempts.seconds_to_wait("10.0.0.2") == 0
    clock.time += WITHIN_SECONDS + 1
    assert attempts.seconds_to_wait("10.0.0.1") == 0
