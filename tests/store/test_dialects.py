"""Which engine an address means, and what a user's words become."""

from __future__ import annotations

import importlib.util
import sqlite3

import pytest

from dragoman.errors import StoreError
from dragoman.store.dialects import choose_dialect
from dragoman.store.engines.terms import select_terms


@pytest.mark.parametrize(
    ("address", "place"),
    [
        pytest.param("record.db", "record.db", id="path"),
        pytest.param(":memory:", ":memory:", id="memory"),
        pytest.param("sqlite://", ":memory:", id="memory as URL"),
        pytest.param("sqlite:///record.db", "record.db", id="relative URL"),
        pytest.param("sqlite:////tmp/a b.db", "/tmp/a b.db", id="absolute URL"),  # noqa: S108 - never opened
        pytest.param("C:\\records\\a.db", "C:\\records\\a.db", id="a drive is no scheme"),
    ],
)
def test_addresses_of_sqlite(address: str, place: str) -> None:
    assert choose_dialect(address).place == place


@pytest.mark.parametrize(
    ("address", "place"),
    [
        pytest.param("postgresql://me:secret@db.example.org:5433/news", "db.example.org/news", id="PostgreSQL"),
        pytest.param("postgres://db.example.org/news", "db.example.org/news", id="its short name"),
        pytest.param("postgresql+psycopg://me@db/news", "db/news", id="with a driver"),
        pytest.param("postgresql:///news?host=/run/pg&password=secret", "/run/pg/news", id="a socket"),
        pytest.param("postgresql://me:secret@/news", "localhost/news", id="no host"),
        pytest.param("postgresql:///news?host=h1:1&host=h2:2", "h1:1/news", id="several hosts"),
    ],
)
def test_addresses_of_servers_show_no_secret(address: str, place: str) -> None:
    assert choose_dialect(address).place == place


@pytest.mark.parametrize(
    ("address", "said"),
    [
        pytest.param("mysql://me:secret@host/db", "mysql://", id="another engine"),
        pytest.param("postgresql://me:a@secret@host/db", "%40", id="a password with a sign that ends it"),
        pytest.param("postgresql://me:secret@host:port/db", "no address", id="a port that is no number"),
    ],
)
def test_other_addresses_are_refused(address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        choose_dialect(address)
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(StoreError, match=r"pip install dragoman\[postgres\]"):
        choose_dialect("postgresql://host/db").check(create=False)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("missile strike", ("missile", "strike"), id="words"),
        pytest.param('a "state of war" b', ("a", "state of war", "b"), id="phrase"),
        pytest.param('"open end', ('"open', "end"), id="open quotation mark"),
        pytest.param('""', ('""',), id="nothing quoted"),
        pytest.param('" "', (), id="a blank quoted"),
        pytest.param("a\x00b", ("a", "b"), id="NUL"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_select_terms(text: str, terms: tuple[str, ...]) -> None:
    assert select_terms(text) == terms


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("database is locked", "another build"),
        ("attempt to write a readonly database", "permissions"),
        ("unable to open database file", "permissions"),
        ("file is not a database", "some other file"),
        ("database disk image is malformed", "damaged"),
        ("database or disk is full", "make room"),
        ("no such module: fts5", "full-text"),
        ("something unheard of", "something unheard of"),
    ],
)
def test_errors_name_the_file_and_the_remedy(message: str, said: str) -> None:
    error = choose_dialect("my record.db").explain(sqlite3.OperationalError(message))
    assert said in str(error)
    assert "my record.db" in str(error)
