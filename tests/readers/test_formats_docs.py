"""What docs/formats-in.md says is what the readers do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.errors import REJECTION_REASONS
from dragoman.lexicons.load.exchange import load_column_names
from dragoman.readers.registry import known_suffixes, reader_for
from dragoman.records.documents import RawDocument

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats-in.md").read_text(encoding="utf-8")
TABLES = re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE)
EXAMPLES = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)


def test_every_ending_is_named() -> None:
    told = {ending for row in TABLES for ending in re.findall(r"`(\.\w+)`", row)}
    assert told == set(known_suffixes())


def test_every_reason_is_named() -> None:
    told = {reason for row in TABLES for reason in re.findall(r"`([a-z-]+)`", row)}
    assert set(REJECTION_REASONS) <= told


def test_columns_that_are_named_are_read() -> None:
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| ([^|`]+) \|$", PAGE, re.MULTILINE)
    named = [
        (field, name.strip())
        for fields, columns in rows
        for field, names in zip(re.findall(r"`(\w+)`", fields), columns.split(";"), strict=False)
        for name in names.replace("...", "").split(",")
        if field in load_column_names()
    ]
    assert len(named) > 25
    assert all(name.replace(" ", "") in load_column_names()[field] for field, name in named)


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_examples_are_read(kind: str, text: str) -> None:
    reader = reader_for({"json": "a.jsonl", "csv": "a.csv"}[kind])
    assert reader is not None
    (found,) = reader.read(iter([text.encode()]), "a")
    assert isinstance(found, RawDocument)
    assert (found.publisher, found.published) == ("Port Herald", "2024-10-11")
