"""The file of sources, and the line by which each is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ConfigError
from dragoman.fetching.harvest import NOTHING_KNOWN, Memory, Source
from dragoman.fetching.watchlist import read_memory, read_period, read_watchlist, write_memory

WHOLE = """
contact = "desk@example.org"
every = "30m"

[[source]]
url = "https://example.org/world/rss.xml"
publisher = "The Port Herald"
whole_pages = true

[[source]]
url = "https://example.org/sitemap.xml"
since = 2024-10-11
most_pages = 20
"""


def write(folder: Path, text: str) -> Path:
    """Write a file of sources."""
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_is_read_whole(tmp_path: Path) -> None:
    watched = read_watchlist(write(tmp_path, WHOLE))
    assert (watched.every, watched.contact) == (1800, "desk@example.org")
    assert watched.sources == (
        Source(url="https://example.org/world/rss.xml", publisher="The Port Herald", whole_pages=True),
        Source(url="https://example.org/sitemap.xml", since="2024-10-11", most_pages=20),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no source"),
        ("[source]\nurl = 1", "no source"),
        ("contact = [", "not TOML"),
        ("[[source]]\npublisher = 'x'", "lacks url"),
        ("[[source]]\nurl = 'file:///etc/passwd'", "only http"),
        ("[[source]]\nurl = 'http://a.org/'\nwhole = true", "'whole' is not known"),
        ("[[source]]\nurl = 'http://a.org/'\nsince = 'soon'", "a day like"),
        ("[[source]]\nurl = 'http://a.org/'\nmost_pages = 0", "number from 1"),
        ("[[source]]\nurl = 'http://a.org/'\nwhole_pages = 'yes'", "true or false"),
        ("[[source]]\nurl = 'http://a.org/'\npublisher = 3", "should be a name"),
        ("[[source]]\nurl = 'http://a.org/'\n[[source]]\nurl = 'http://a.org/'", "listed twice"),
        ("every = '1s'\n[[source]]\nurl = 'http://a.org/'", "a minute at least"),
        ("contact = 7\n[[source]]\nurl = 'http://a.org/'", "contact"),
        ("evry = '1h'\n[[source]]\nurl = 'http://a.org/'", "'evry' is not known"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        read_watchlist(write(tmp_path, text))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml"):
        read_watchlist(tmp_path / "none.toml")


@pytest.mark.parametrize(("written", "seconds"), [("60s", 60), ("15m", 900), ("2 h", 7200), ("1d", 86_400)])
def test_times_between_looks(written: str, seconds: int) -> None:
    assert read_period(written) == seconds


@pytest.mark.parametrize("written", ["", "15", "m", "-1h", "0d", "59s", "1w"])
def test_no_times_between_looks(written: str) -> None:
    with pytest.raises(ConfigError):
        read_period(written)


@given(
    etag=st.none() | st.text(),
    seen=st.lists(st.text("0123456789abcdef", min_size=16, max_size=16), max_size=5),
)
def test_memory_comes_back(etag: str | None, seen: list[str]) -> None:
    memory = Memory(etag=etag, last_modified=etag, seen=tuple(seen))
    assert read_memory(write_memory(memory)) == memory


@pytest.mark.parametrize("line", [None, "", "{", "[]", "{}", '{"seen": 3}', "3"])
def test_what_we_did_not_write_is_nothing_known(line: str | None) -> None:
    assert read_memory(line) == NOTHING_KNOWN
