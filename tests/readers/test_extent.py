from __future__ import annotations

import io
from pathlib import Path

import pytest

from dragoman.readers.extent import measure_paths
from dragoman.readers.folder import read_paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    for name, size in (("a.txt", 70_000), ("deep/b.md", 20), ("deep/c.xyz", 5), (".hidden.txt", 9)):
        (tmp_path / name).write_text("x" * size, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        pytest.param(("",), 70_020, id="folder"),
        pytest.param(("a.txt", "a.txt"), 140_000, id="file-twice"),
        pytest.param(("deep/*.md",), 20, id="pattern"),
        pytest.param(("*",), 70_020, id="pattern-of-folders"),
        pytest.param(("deep/c.xyz",), 0, id="what-nobody-reads"),
    ],
)
def test_bytes_to_read_are_those_that_are_read(folder: Path, paths: tuple[str, ...], expected: int) -> None:
    named = [str(folder / path) for path in paths]
    assert measure_paths(named) == expected
    if expected:
        counted: list[int] = []
        list(read_paths(named, count=counted.append))
        assert sum(counted) == expected


def test_nobody_knows_how_much_is_piped_in(folder: Path) -> None:
    assert measure_paths([str(folder), "-"]) is None
    counted: list[int] = []
    list(read_paths(["-"], stdin=io.BytesIO(b"x" * 100), count=counted.append))
    assert sum(counted) == 100
