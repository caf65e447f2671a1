"""A clock that was set back, or wrong: the order of what was decided stays, and any moment can be asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.coded_records import export_bytes
from tests.faults.workloads import ARTICLES, find_faults

from dragoman import api

pytestmark = [pytest.mark.faults, pytest.mark.model]

# forwards, back by years, and to a year in which nobody lives
MOMENTS = ("2031-03-05T10:00:00.000000Z", "2001-01-01T00:00:00.000000Z", "2099-12-31T23:59:59.999999Z")


def build(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, moments: tuple[str, ...]) -> None:
    """Build a third of the articles, and decide something, at each of the moments."""
    share = len(ARTICLES) // len(moments)
    with api.open(str(path)) as record:
        for number, moment in enumerate(moments):
            monkeypatch.setattr(api, "_now", lambda moment=moment: moment)
            lines = folder / f"{number}.jsonl"
            some = ARTICLES[number * share : (number + 1) * share]
            told = ({"id": given, "published": day, "text": text} for given, day, text in some)
            lines.write_text("".join(json.dumps(each) + "\n" for each in told), encoding="utf-8")
            record.add(str(lines))
            # the second merges what the first says where; the third takes the second back
            event = next(record.events().__iter__())
            if number < 2:
                record.decide("set", event.event_id, field="place", value=("Lima", "Quito")[number], author="A")
            else:
                record.decide("undo", record.decisions()[1].decision.decision_id, author="A")


def test_what_is_decided_later_stands_whatever_the_clock_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "odd.db", tmp_path, monkeypatch, MOMENTS)
    build(tmp_path / "plain.db", tmp_path, monkeypatch, tuple(f"2031-03-0{day}T00:00:00.000000Z" for day in (1, 2, 3)))
    assert find_faults(tmp_path / "odd.db", rebuild=True) == []
    assert export_bytes(tmp_path / "odd.db") == export_bytes(tmp_path / "plain.db")
    with api.open(str(tmp_path / "odd.db")) as record:
        kept = record.decisions()
        assert [each.decision.kind for each in kept] == ["set", "set", "undo"]
        moments = [each.decision.decided_at for each in kept]
        assert moments == sorted(set(moments))


def test_any_moment_can_be_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.db"
    build(path, tmp_path, monkeypatch, MOMENTS)
    with api.open(str(path)) as record:
        held = []
        for moment in ("0001", "2001", "2031", "2099", "9999"):
            with record.as_of(moment) as then:
                held.append(then.view.counts().documents + then.view.counts().superseded)
        assert held[0] == 0
        assert held == sorted(held)
        counts = record.view.counts()
        assert held[-1] == counts.documents + counts.superseded


def test_a_build_that_ended_before_it_began_is_told_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = tmp_path / "one.jsonl"
    lines.write_text(json.dumps({"id": "one", "text": ARTICLES[0][2]}), encoding="utf-8")
    ticks = iter(("2031-03-05T10:00:00.000000Z", "2031-03-05T09:00:00.000000Z"))
    monkeypatch.setattr(api, "_now", lambda: next(ticks))
    with api.open(str(tmp_path / "record.db")) as record:
        record.add(str(lines))
        (note,) = record.upkeep.builds()
    assert (note.began_at, note.ended_at) == ("2031-03-05T10:00:00.000000Z", "2031-03-05T09:00:00.000000Z")
