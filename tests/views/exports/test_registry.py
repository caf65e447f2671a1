"""What holds for every export: the contract's names, same record same bytes, a file whole or not at all."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.views.exports.sample import TEXTS, build_documents, build_resolution, sample_view

from dragoman.errors import UsageError
from dragoman.records.entities import Event
from dragoman.store.base import EventFilter, View
from dragoman.store.sql import open_store
from dragoman.views.exports import registry
from dragoman.views.exports.registry import EXPORTS, write_export

CONTRACT = [
    "jsonl",
    "csv",
    "parquet",
    "xlsx",
    "plover",
    "polecat",
    "icews",
    "timelinejs",
    "gexf",
    "graphml",
    "geojson",
    "ftm",
    "webannotation",
    "prov",
]
FOLDERS = ("csv", "parquet")
LONG_RUN = "x" * 500


@pytest.fixture(scope="module")
def view() -> Iterator[View]:
    with sample_view() as opened:
        yield opened


def read_all(out: Path) -> dict[str, bytes]:
    if out.is_dir():
        return {path.name: path.read_bytes() for path in sorted(out.iterdir())}
    return {"": out.read_bytes()}


def test_the_exports_are_those_of_the_contract() -> None:
    assert list(EXPORTS) == CONTRACT
    assert all(each.about for each in EXPORTS.values())


@pytest.mark.parametrize("form", CONTRACT)
def test_same_record_same_bytes(view: View, tmp_path: Path, form: str) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    done = write_export(view, form, first)
    assert write_export(view, form, second) == done
    assert done.written > 0
    assert read_all(first) == read_all(second)
    # written again by another record made in another order
    with open_store(":memory:", create=True) as store:
        writer = store.writer()
        writer.add(build_documents()[::-1])
        writer.replace(["b"], build_resolution())
        write_export(store.view(), form, second)
    assert read_all(first) == read_all(second)


class BrokenRecordError(RuntimeError):
    pass


class BreakingView:
    """A view whose second event cannot be read."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __getattr__(self, name: str) -> object:
        return getattr(self._view, name)

    def events(self, chosen: EventFilter) -> Iterator[Event]:
        yield next(iter(self._view.events(chosen)))
        raise BrokenRecordError


@pytest.mark.parametrize("form", CONTRACT)
def test_a_file_appears_whole_or_not_at_all(view: View, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    with pytest.raises(BrokenRecordError):
        write_export(BreakingView(view), form, out)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    write_export(view, form, out)
    before = read_all(out)
    with pytest.raises(BrokenRecordError):
        write_export(BreakingView(view), form, out)  # type: ignore[arg-type]
    assert read_all(out) == before
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("form", CONTRACT)
def test_texts_only_when_asked_for(view: View, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    write_export(view, form, out)
    for content in read_all(out).values():
        assert LONG_RUN.encode() not in content
        assert b"The two sides met twice" not in content
    if not EXPORTS[form].takes_text:
        with pytest.raises(UsageError, match="no place for the articles' texts"):
            write_export(view, form, out, with_text=True)
        return
    write_export(view, form, out, with_text=True)
    told = b"".join(read_all(out).values())
    # PLOVER's `text` is the sentence; Parquet packs its columns
    expected = "Kenya and Peru held talks in Kisumu on Friday." if form == "plover" else TEXTS["d1"][-30:]
    assert form == "parquet" or expected.encode() in told


@pytest.mark.parametrize("form", CONTRACT)
def test_a_filter_leaves_out_the_rest(view: View, tmp_path: Path, form: str) -> None:
    done = write_export(view, form, tmp_path / "some", chosen=EventFilter(actor="FJI"))
    everything = write_export(view, form, tmp_path / "all")
    assert 0 < done.written < everything.written


@pytest.mark.parametrize("form", CONTRACT)
def test_the_sources_are_in_it(view: View, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    write_export(view, form, out)
    told = b"".join(read_all(out).values())
    if form in ("parquet", "xlsx"):
        return  # packed: their own tests look inside
    assert b"The Lake Post" in told or b"https://news.example/kisumu" in told


@pytest.mark.parametrize("form", [form for form in CONTRACT if form not in FOLDERS])
def test_a_folder_is_no_file(view: View, tmp_path: Path, form: str) -> None:
    with pytest.raises(UsageError, match="name a file"):
        write_export(view, form, tmp_path)


@pytest.mark.parametrize("form", FOLDERS)
def test_a_file_is_no_folder(view: View, tmp_path: Path, form: str) -> None:
    out = tmp_path / "taken"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="name a folder"):
        write_export(view, form, out)
    assert out.read_text(encoding="utf-8") == "mine"


def test_an_unknown_format_is_told_with_those_there_are(view: View, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format 'gedcom'; there are jsonl, csv"):
        write_export(view, "gedcom", tmp_path / "x")


def test_exports_look_at_no_clock() -> None:
    for path in Path(registry.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow", "time")), path


def test_what_plover_has_no_place_for_is_counted(view: View, tmp_path: Path) -> None:
    told = list(write_export(view, "plover", tmp_path / "out").lines())
    assert told == [
        "6 events written",
        "left out: 1 event of a type that PLOVER does not have (OFFICE, INCIDENT)",
        "left out: 1 event possible, alleged or denied, which PLOVER does not count",
        "left out: 1 event without a known date, which the format demands",
    ]
    told = list(write_export(view, "polecat", tmp_path / "out").lines())
    assert told[0] == "5 events written"
    assert any("a month is not its first day" in line for line in told)
