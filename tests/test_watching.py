"""A record that is kept up to date from a site: what is new comes in once, and what was seen is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.fetching.conftest import Site, Waiting, clock, fetcher, site
from tests.fetching.test_harvest import article, feed, item

from dragoman import api
from dragoman.api import Record
from dragoman.cli.main import main
from dragoman.errors import FetchError, UsageError
from dragoman.fetching.fetcher import Fetcher
from dragoman.fetching.harvest import Source
from dragoman.fetching.watchlist import Watchlist
from dragoman.watching import look_at, look_at_all

__all__ = ["Waiting", "clock", "fetcher", "site"]  # fixtures of the site, which pytest finds by their names here
pytestmark = pytest.mark.model

TODAY = date(2024, 10, 12)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Open a record in a file."""
    with api.open(str(tmp_path / "record.db")) as opened:
        yield opened


def test_what_is_new_comes_in_once_and_is_remembered(site: Site, fetcher: Fetcher, record: Record) -> None:
    first = site.page("/a", article("Treaty signed"))
    site.page("/feed", feed(item(first, "Treaty signed")), "application/rss+xml")
    source = Source(url=site.url("/feed"))
    looked = look_at(record, source, fetcher, TODAY)
    assert (looked.announced, looked.brought, looked.added, looked.rejected) == (1, 1, 1, 0)
    assert [each.document.url for each in record.documents()] == [first]
    assert look_at(record, source, fetcher, TODAY).brought == 0
    second = site.page("/b", article("Talks held", "Ardania and Belmark held talks on the border in Orsk on Monday."))
    site.page("/feed", feed(item(second, "Talks held"), item(first, "Treaty signed")), "application/rss+xml")
    assert look_at(record, source, fetcher, TODAY).added == 1
    assert site.paths().count("/a") == 1


def test_a_source_that_fails_does_not_stop_the_others(site: Site, fetcher: Fetcher, record: Record) -> None:
    good = Source(url=site.page("/a", article("Treaty signed")))
    watched = Watchlist(sources=(Source(url=site.url("/none")), good), every=900, contact=None)
    failed, found = look_at_all(record, watched, fetcher, TODAY)
    assert failed.fault is not None
    assert "404" in failed.fault
    assert (found.fault, found.added) == (None, 1)
    assert [key for key in record.view.meta() if "none" in key] == []


def test_a_page_that_changed_supersedes(site: Site, fetcher: Fetcher, record: Record) -> None:
    source = Source(url=site.page("/a", article("Treaty signed")))
    look_at(record, source, fetcher, TODAY)
    site.page("/a", article("Treaty signed", "Ardania and Belmark did not sign the treaty, officials said."))
    look_at(record, source, fetcher, TODAY)
    counts = record.view.counts()
    assert (counts.documents, counts.superseded) == (1, 1)


def test_who_is_stopped_before_remembering_fetches_again(
    site: Site, fetcher: Fetcher, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = site.page("/a", article("Treaty signed"))
    source = Source(url=site.page("/feed", feed(item(page, "Treaty")), "application/rss+xml"))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Record, "note", stop)
        with pytest.raises(KeyboardInterrupt):
            look_at(record, source, fetcher, TODAY)
    looked = look_at(record, source, fetcher, TODAY)
    assert (looked.brought, looked.added) == (1, 0)
    assert record.view.counts().documents == 1


def test_an_address_may_stand_beside_files(tmp_path: Path) -> None:
    with api.open(":memory:") as record:
        with pytest.raises(UsageError, match="user"):
            record.add("https://user:secret@example.org/")
        text = tmp_path / "a.txt"
        text.write_text("Ardania and Belmark signed a treaty on fisheries in Orsk on Friday.\n", encoding="utf-8")
        summary = record.add(str(text), "http://127.0.0.1/secrets")
        assert summary.added == 1
        assert [(each.source_id, each.reason) for each in summary.rejections] == [
            ("http://127.0.0.1/secrets", "refused-address")
        ]


def test_the_command_says_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["dragoman", "watch", "none.toml", "--once"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    assert "none.toml" in capsys.readouterr().err
    (tmp_path / "feeds.toml").write_text('[[source]]\nurl = "http://127.0.0.1/feed"\n', encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["dragoman", "watch", "feeds.toml", "--once", "--record", "r.db"])
    with pytest.raises(SystemExit) as left:
        main()
    said = capsys.readouterr().err
    assert "not on the open internet" in said
    assert "no source could be read" in said
    assert left.value.code == 1


def test_fetch_errors_are_told_as_reasons() -> None:
    assert FetchError("not-fetched", "gone").reason == "not-fetched"
