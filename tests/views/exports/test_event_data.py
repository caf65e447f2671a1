"""PLOVER JSON, POLECAT and ICEWS read back by our own readers and by column: what was written comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.views.exports.sample import EVIL, KENYA, PERU, TEXTS, build_events, sample_view

from dragoman.lexicons.load.exchange import load_icews_words
from dragoman.readers.coded.plover import read_plover
from dragoman.readers.coded.polecat import read_polecat
from dragoman.records.coded import CodedEvent
from dragoman.records.entities import Event
from dragoman.records.vocabulary import PLOVER_TYPES
from dragoman.store.base import View
from dragoman.views.exports.codes import plover_modes, plover_score
from dragoman.views.exports.days import find_row_day
from dragoman.views.exports.expansion import expand
from dragoman.views.exports.icews_tsv import COLUMNS as ICEWS_COLUMNS
from dragoman.views.exports.icews_tsv import cameo_of
from dragoman.views.exports.plover_json import find_obstacle
from dragoman.views.exports.polecat_tsv import COLUMNS as POLECAT_COLUMNS
from dragoman.views.exports.polecat_tsv import find_row_obstacle
from dragoman.views.exports.registry import write_export

PLOVER_NAMES = [
    "id",
    "has_event",
    "date",
    "time",
    "enddate",
    "endtime",
    "actor",
    "recipient",
    "event",
    "event_loc",
    "event_text",
    "quad_code",
    "event_scale",
    "mode",
    "context",
    "link",
    "text",
    "text_info",
    "cite_info",
    "coder",
    "coded_date",
    "coded_time",
    "comment",
]
OWN_NAMES = ("dead", "published", "date_precision", "date_text", "factuality", "evidence", "confidence")


@pytest.fixture(scope="module")
def view() -> Iterator[View]:
    with sample_view() as opened:
        yield opened


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_table(path: Path) -> list[dict[str, str]]:
    head, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    assert all(len(row) == len(head) for row in rows)
    return [dict(zip(head, row, strict=True)) for row in rows]


def codes(event: Event, side: str) -> list[str | None]:
    return [party.country or party.international_code for party in getattr(event, side)]


def test_plover_names_are_the_codebooks_in_its_order(view: View, tmp_path: Path) -> None:
    write_export(view, "plover", tmp_path / "out", with_text=True)
    for row in read_lines(tmp_path / "out"):
        named = [name for name in row if name in PLOVER_NAMES]
        assert named == sorted(named, key=PLOVER_NAMES.index)
        assert set(row) <= {*PLOVER_NAMES, *OWN_NAMES}
        assert {"id", "date", "actor", "event"} <= set(row)
        assert row["event"][0] in PLOVER_TYPES
        for selector in row["evidence"]:
            position = selector["selector"][0]
            document = selector["source"].rpartition(":")[2] if "urn:" in selector["source"] else "d1"
            assert TEXTS[document][position["start"] : position["end"]] == selector["selector"][1]["exact"]
        info = row["text_info"]
        assert TEXTS[row["cite_info"]["citation"]][info["start"] : info["end"]] == row["text"]


def test_plover_says_what_it_is(view: View, tmp_path: Path) -> None:
    write_export(view, "plover", tmp_path / "out")
    rows = {row["id"]: row for row in read_lines(tmp_path / "out")}
    assert "text" not in rows["e1"]
    assert rows["e1"]["quad_code"] == 1
    assert rows["e1"]["event_loc"]["resolution"] == 4
    assert rows["e1"]["event_loc"]["country"] == "Kenya"
    assert rows["e1"]["cite_info"]["url"] == "https://news.example/kisumu"
    # a planned visit is an AGREE of the whole month, which has no modes
    assert rows["e2"]["event"] == ["AGREE"]
    assert (rows["e2"]["mode"], rows["e2"]["event_scale"]) == ([], 2.5)
    assert (rows["e2"]["date"], rows["e2"]["enddate"], rows["e2"]["date_precision"]) == (
        "2024-10-01",
        "2024-10-31",
        "month",
    )
    assert rows["e2"]["link"] == ["e1"]
    assert rows["e5"]["actor"][0]["identifier_id"] == "Q42"
    assert "url" not in rows["e5"].get("cite_info", {})
    assert rows["e7"]["event"] == ["THREATEN"]
    assert rows["e8"]["dead"] == 11
    assert rows["e9"]["event_loc"]["feature_code"] == "PCLI"


def test_plover_comes_back(view: View, tmp_path: Path) -> None:
    write_export(view, "plover", tmp_path / "out")
    back = list(read_plover(tmp_path / "out"))
    sent = [event for event in view.events() if find_obstacle(event) is None]
    assert len(back) == len(sent)
    for read, event in zip(back, sent, strict=True):
        assert isinstance(read, CodedEvent)
        assert (read.row_id, read.event_type) == (event.event_id, event.plover_type)
        assert (read.modes, read.score) == (plover_modes(event), plover_score(event))
        assert (read.interval.earliest, read.interval.latest) == (
            event.date.interval.earliest,
            event.date.interval.latest,
        )
        assert [party.code for party in read.sources] == codes(event, "sources")
        assert [party.code for party in read.targets] == codes(event, "targets")
        assert [party.name for party in read.sources] == [party.name for party in event.sources]
        assert read.place == (event.place.name if event.place else None)


def test_polecat_has_its_forty_columns_and_comes_back(view: View, tmp_path: Path) -> None:
    write_export(view, "polecat", tmp_path / "out")
    assert len(POLECAT_COLUMNS) == 40
    for row in read_table(tmp_path / "out"):
        assert tuple(row) == POLECAT_COLUMNS
        assert all(cell and not cell.startswith(("=", "+", "@")) for cell in row.values())
    sent = [event for event in view.events() if find_row_obstacle(event) is None]
    back = list(read_polecat(tmp_path / "out"))
    assert len(back) == len(sent)
    for read, event in zip(back, sent, strict=True):
        assert isinstance(read, CodedEvent)
        assert read.row_id.endswith(f"-{event.event_id}_{event.plover_type}")
        assert read.interval.value == find_row_day(event.date.interval)
        assert (read.event_type, read.score, read.modes) == (
            event.plover_type,
            plover_score(event),
            plover_modes(event),
        )
        assert [party.code for party in read.sources] == codes(event, "sources")
        assert [party.code for party in read.targets] == codes(event, "targets")
        assert read.contexts == event.contexts
        assert (read.latitude, read.longitude) == (
            (event.place.latitude, event.place.longitude) if event.place else (None, None)
        )


def test_polecat_keeps_a_name_in_one_piece(view: View, tmp_path: Path) -> None:
    write_export(view, "polecat", tmp_path / "out")
    row = next(row for row in read_table(tmp_path / "out") if row["Event ID"].endswith("e5_ACCUSE"))
    assert ";" not in row["Actor Name"]
    assert "|" not in row["Actor Name"]
    assert row["Actor Name"].startswith("'=HYPERLINK")
    assert row["Actor COW"] == "501"
    assert row["Quad Code"] == "VERBAL CONFLICT"


def test_icews_has_a_row_a_pair(view: View, tmp_path: Path) -> None:
    write_export(view, "icews", tmp_path / "out")
    rows = read_table(tmp_path / "out")
    assert len(ICEWS_COLUMNS) == 20
    assert all(tuple(row) == ICEWS_COLUMNS for row in rows)
    by_id = {row["Event ID"]: row for row in rows}
    assert len(by_id) == len(rows)
    assert [row["Event ID"] for row in rows if row["Event ID"].startswith("e9")] == ["e9-1", "e9-2", "e9-3", "e9-4"]
    # talks are mirrored
    assert [(by_id[key]["Source Name"], by_id[key]["Target Name"]) for key in ("e1-1", "e1-2")] == [
        ("Kenya", "Peru"),
        ("Peru", "Kenya"),
    ]
    assert by_id["e1-1"]["CAMEO Code"] == "044"
    assert by_id["e8-1"]["CAMEO Code"] == "070"  # a text: its zero counts
    assert by_id["e7-1"]["Event Text"] == "Threaten"


def make(**fields: Any) -> Event:
    (found,) = (event for event in build_events() if event.event_id == "e5")
    return type(found)(**{name: fields.get(name, getattr(found, name)) for name in found.__slots__})


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        pytest.param({"event_type": "ASSAULT", "modes": ("drone",)}, "195", id="mode"),
        pytest.param({"event_type": "ASSAULT", "modes": (), "sources": (KENYA,)}, "190", id="state-force"),
        pytest.param({"event_type": "ASSAULT", "modes": ("primitive",), "sources": (PERU,)}, "190", id="mode-without"),
        pytest.param({"event_type": "CONSULT", "modes": ("visit",), "host": PERU}, "042", id="visitor"),
        pytest.param({"event_type": "CONSULT", "modes": ("visit",), "host": EVIL}, "043", id="host"),
        pytest.param({"event_type": "RETREAT", "modes": ("resign",)}, "080", id="no-code-of-its-own"),
        pytest.param({"event_type": "PROTEST", "modes": ("demo", "riot")}, "145", id="strongest-mode"),
        pytest.param({"event_type": "SUPPORT", "modes": ()}, "050", id="type-alone"),
    ],
)
def test_cameo(fields: dict[str, Any], code: str) -> None:
    event = make(**{**fields, "plover_type": fields["event_type"]})
    found = cameo_of(event, next(iter(expand(event))))
    assert found[0] == code
    assert found in load_icews_words().codes[fields["event_type"]].values()


@pytest.mark.parametrize(
    ("sources", "targets", "pairs"),
    [
        pytest.param((KENYA, PERU), (), 2, id="mirrored"),
        pytest.param((KENYA, PERU, EVIL), (), 6, id="three-at-a-table"),
        pytest.param((KENYA,), (), 1, id="nobody-else"),
        pytest.param((KENYA, PERU), (EVIL,), 2, id="two-to-one"),
        pytest.param((), (PERU,), 0, id="nobody"),
    ],
)
def test_pairs(sources: tuple[Any, ...], targets: tuple[Any, ...], pairs: int) -> None:
    found = list(expand(make(sources=sources, targets=targets)))
    assert [pair.number for pair in found] == list(range(1, pairs + 1))
    assert all(pair.mirrored == (not targets and len(sources) > 1) for pair in found)
