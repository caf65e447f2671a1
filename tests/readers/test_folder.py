from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.readers.folder import read_paths
from dragoman.records.documents import RawDocument, Rejection


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names(*paths: str | Path, stdin: bytes = b"") -> list[str]:
    return [found.source_id for found in read_paths([str(path) for path in paths], stdin=io.BytesIO(stdin))]


def only(*paths: str | Path) -> RawDocument | Rejection:
    (found,) = read_paths([str(path) for path in paths])
    return found


def test_folder_is_read_whole_by_name(tmp_path: Path) -> None:
    write(
        tmp_path, b_dot_txt="b", a_dot_md="a", sub__c_dot_txt="c", sub__deep__d_dot_txt="d", a2_dot_jsonl='{"text":"e"}'
    )
    expected = ["a.md", "a2.jsonl:1", "b.txt", "sub/c.txt", "sub/deep/d.txt"]
    assert names(tmp_path) == expected
    assert names(f"{tmp_path}/") == expected


def test_folder_passes_over_what_it_does_not_know(tmp_path: Path) -> None:
    write(tmp_path, a_dot_png="x", b="x", _dot_hidden_dot_txt="x", _dot_git__c_dot_txt="x", d_dot_txt="d")
    assert names(tmp_path) == ["d.txt"]


def test_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert names(tmp_path) == []


def test_named_file_is_named_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, sub__c_dot_txt="c")
    assert names(tmp_path / "sub" / "c.txt") == ["c.txt"]


def test_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt="a", b_dot_txt="b")
    assert names(tmp_path / "b.txt", tmp_path / "a.txt", tmp_path / "b.txt") == ["b.txt", "a.txt", "b.txt"]


def test_named_file_of_an_unknown_format_is_rejected(tmp_path: Path) -> None:
    write(tmp_path, a_dot_docx="x", b="x")
    for name in ("a.docx", "b"):
        found = only(tmp_path / name)
        assert isinstance(found, Rejection)
        assert (found.source_id, found.reason) == (name, "unknown-format")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "sub/c.txt"]),
        ("su*", ["c.txt"]),
        ("s*/c.t?t", ["sub/c.txt"]),
    ],
)
def test_pattern(tmp_path: Path, pattern: str, expected: list[str]) -> None:
    write(tmp_path, b_dot_txt="b", a_dot_txt="a", sub__c_dot_txt="c")
    assert names(f"{tmp_path}/{pattern}") == expected


def test_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("a", encoding="utf-8")
    assert names(tmp_path / "a[1].txt") == ["a[1].txt"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        pytest.param("missing.txt", "missing.txt", id="missing"),
        pytest.param("missing/*.txt", "no file fits", id="pattern-that-fits-nothing"),
        pytest.param("https://a.example/1", "is an address, and what is read here are files", id="address"),
        pytest.param("HTTP://a.example/1", "is an address, and what is read here are files", id="address-in-capitals"),
        pytest.param("", "empty", id="empty"),
        pytest.param("a\0b", "no such file", id="nul"),
        pytest.param("a" * 5000, "no such file", id="endless-name"),
    ],
)
def test_path_that_cannot_be_read_is_told_before_anything_is_read(tmp_path: Path, path: str, told: str) -> None:
    write(tmp_path, a_dot_txt="a")
    with pytest.raises(UsageError, match=told):
        read_paths([str(tmp_path / "a.txt"), path])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"Envoys met.", ["-"], id="text"),
        pytest.param(b'{"text": "a", "id": "x"}\n{"text": "b"}\n', ["x", "-:2"], id="jsonl"),
        pytest.param(b"", ["-"], id="nothing"),
    ],
)
def test_standard_input(data: bytes, expected: list[str]) -> None:
    assert names("-", stdin=data) == expected


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("a.txt", b"\x89PNG\r\n\x1a\n\x00", "binary", id="picture-named-txt"),
        pytest.param("a.html", b"\x00\x01", "binary", id="binary-named-html"),
        pytest.param("a.jsonl", b"", "empty", id="empty-jsonl"),
        pytest.param("a.html", b"  ", "empty", id="empty-page"),
    ],
)
def test_file_that_is_not_what_its_name_says(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("Envoys met.", encoding="utf-8")
    bad, good = read_paths([str(tmp_path)])
    assert isinstance(bad, Rejection)
    assert (bad.source_id, bad.reason) == (name, reason)
    assert isinstance(good, RawDocument)


def test_long_file_is_rejected(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(50_000_000)
        stream.seek(0)
        stream.write(b"a" * 100)
    found = only(tmp_path / "a.txt")
    assert isinstance(found, Rejection)
    assert found.reason == "too-long"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_pipe_is_rejected_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    found = only(tmp_path / "a.txt")
    assert isinstance(found, Rejection)
    assert found.reason == "unreadable"


def test_link_that_leads_nowhere_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere.txt")
    found = only(tmp_path)
    assert isinstance(found, Rejection)
    assert found.reason == "unreadable"


def test_reading_is_the_same_every_time(tmp_path: Path) -> None:
    write(tmp_path, **{f"sub{n % 3}__{n}_dot_txt": f"text {n}" for n in range(20)})
    first = list(read_paths([str(tmp_path)]))
    for path in sorted(tmp_path.rglob("*.txt")):
        os.utime(path, (0, 0))  # no reader looks at when a file was changed
    assert list(read_paths([str(tmp_path)])) == first
