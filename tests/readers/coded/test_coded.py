"""Other people's files: columns by name, odd cells, encodings, several actors; what cannot be used says why."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import UsageError
from dragoman.readers.coded.lines import find_country, read_day, split_values
from dragoman.readers.coded.plover import read_object
from dragoman.readers.coded.registry import DATASETS, read_coded
from dragoman.records.coded import CodedEvent, Unread
from dragoman.views.exports.polecat_tsv import COLUMNS

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)


def write_polecat(
    path: Path, *rows: Mapping[str, str], columns: Sequence[str] = COLUMNS, encoding: str = "utf-8"
) -> Path:
    plain = {
        **dict.fromkeys(columns, "None"),
        "Event ID": "20240501-1-ab_CONSULT",
        "Event Date": "2024-05-01",
        "Event Type": "CONSULT",
        "Actor Name": "Kenya; Peru",
        "Actor Country": "KEN; PER",
    }
    lines = ["\t".join(columns), *("\t".join({**plain, **row}[name] for name in columns) for row in rows)]
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def write_acled(path: Path, *rows: Mapping[str, str]) -> Path:
    plain = {
        "event_id_cnty": "KEN1",
        "event_date": "2024-05-01",
        "time_precision": "1",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Military Forces of Kenya (2022-)",
        "inter1": "1",
        "actor2": "Al Shabaab",
        "inter2": "2",
        "iso": "404",
        "country": "Kenya",
        "location": "Lamu",
        "latitude": "-2.27",
        "longitude": "40.9",
        "notes": '"Two lines,\nof notes"',
    }
    columns = ACLED.split(",")
    lines = [ACLED, *(",".join({**plain, **row}.get(name, "") for name in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def only(name: str, path: Path) -> CodedEvent:
    (found,) = read_coded(name, path)
    assert isinstance(found, CodedEvent)
    return found


def test_polecat_by_name_of_column_whatever_their_order_and_number(tmp_path: Path) -> None:
    columns = ("Headline", *reversed(COLUMNS), "", "")
    columns = tuple("Event Intensity" if name == "Intensity" else name for name in columns)
    row = {"Event Intensity": "2.5", "Headline": "x", "": "", "Country": "KOS", "Actor Country": "Kenya; Viet Nam"}
    found = only("polecat", write_polecat(tmp_path / "a.txt", row, columns=columns))
    assert found.score == 2.5
    assert found.country == "XKX"
    assert [party.code for party in found.sources] == ["KEN", "VNM"]
    assert found.targets == ()


def test_polecat_in_latin_letters(tmp_path: Path) -> None:
    found = only("polecat", write_polecat(tmp_path / "a.txt", {"Actor Name": "José; Zoë"}, encoding="latin-1"))
    assert [party.name for party in found.sources] == ["José", "Zoë"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        pytest.param({"Event Date": "None"}, "no event date", id="undated"),
        pytest.param({"Event Date": "2024-13-01"}, "no event date", id="no-such-month"),
        pytest.param({"Event Type": "None"}, "no PLOVER type: empty", id="no-type"),
        pytest.param({"Event Type": "DANCE"}, "no PLOVER type: DANCE", id="unknown-type"),
    ],
)
def test_polecat_rows_that_cannot_be_used(tmp_path: Path, row: dict[str, str], why: str) -> None:
    assert list(read_coded("polecat", write_polecat(tmp_path / "a.txt", row))) == [Unread(line=2, why=why)]


@pytest.mark.parametrize(
    ("row", "event_type", "modes", "directed"),
    [
        pytest.param({}, "ASSAULT", (), False, id="battle"),
        pytest.param({"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}, "ASSAULT",
                     ("aerial",), True, id="air-strike"),
        pytest.param({"event_type": "Violence against civilians", "sub_event_type": "Attack"}, "ASSAULT", (), True,
                     id="civilians"),
        pytest.param({"event_type": "Protests", "sub_event_type": "Peaceful protest"}, "PROTEST", ("demo",), False,
                     id="march"),
        pytest.param({"event_type": "Strategic developments", "sub_event_type": "Agreement"}, "AGREE", (), False,
                     id="agreement"),
    ],
)  # fmt: skip
def test_acled_types(
    tmp_path: Path,
    row: dict[str, str],
    event_type: str,
    modes: tuple[str, ...],
    directed: bool,  # noqa: FBT001
) -> None:
    found = only("acled", write_acled(tmp_path / "a.csv", row))
    assert (found.event_type, found.modes, found.is_directed) == (event_type, modes, directed)
    assert len(found.sources) + len(found.targets) == 2
    assert bool(found.targets) == directed
    assert (found.country, found.place) == ("KEN", "Lamu")


def test_acled_police_against_a_march_are_two_events(tmp_path: Path) -> None:
    row = {
        "event_type": "Protests",
        "sub_event_type": "Excessive force against protesters",
        "actor1": "Protesters (Kenya)",
        "inter1": "6",
        "actor2": "Police Forces of Kenya (2022-)",
        "inter2": "1",
    }
    march, police = read_coded("acled", write_acled(tmp_path / "a.csv", row))
    assert isinstance(march, CodedEvent)
    assert isinstance(police, CodedEvent)
    assert (police.event_type, police.modes) == ("ASSAULT", ("crowd-control",))
    assert [party.sector for party in police.sources] == ["COP"]
    assert [party.name for party in police.targets] == ["Protesters (Kenya)"]


@pytest.mark.parametrize(
    ("told", "precision", "earliest", "latest"),
    [
        pytest.param("2024-05-14", "1", "2024-05-14", "2024-05-14", id="day"),
        pytest.param("14-05-2024", "1", "2024-05-14", "2024-05-14", id="day-first"),
        pytest.param("14 May 2024", "1", "2024-05-14", "2024-05-14", id="in-words"),
        pytest.param("2024-05-15", "2", "2024-05-08", "2024-05-22", id="a-week-or-so"),
        pytest.param("2024-05-15", "3", "2024-05-01", "2024-05-31", id="month-only"),
    ],
)
def test_acled_dates_are_as_precise_as_they_say(
    tmp_path: Path, told: str, precision: str, earliest: str, latest: str
) -> None:
    found = only("acled", write_acled(tmp_path / "a.csv", {"event_date": told, "time_precision": precision}))
    assert (found.interval.earliest, found.interval.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("name", "inter", "code"),
    [
        pytest.param("Military Forces of Kenya (2022-)", "1", "KEN", id="forces-of"),
        pytest.param("Military Forces of the Soviet Union (1922-1991)", "1", "SUN", id="forces-of-the"),
        pytest.param("Civilians (Peru)", "7", "PER", id="in-brackets"),
        pytest.param("Rioters", "Rioters", "KEN", id="of-the-place"),
        pytest.param("Al Shabaab", "2", None, id="unknown"),
    ],
)
def test_acled_actors_carry_their_country_in_their_name(
    tmp_path: Path, name: str, inter: str, code: str | None
) -> None:
    found = only("acled", write_acled(tmp_path / "a.csv", {"actor1": name, "inter1": inter}))
    assert found.sources[0].code == code


def test_acled_what_stands_only_in_the_notes_is_not_guessed(tmp_path: Path) -> None:
    row = {"event_type": "Strategic developments", "sub_event_type": "Change to group/activity"}
    (found,) = read_coded("acled", write_acled(tmp_path / "a.csv", row))
    assert isinstance(found, Unread)
    assert "notes" in found.why


@pytest.mark.parametrize(
    ("told", "event_type", "codes"),
    [
        pytest.param({"actor": [{"code": "KEN"}], "event": ["ACCUSE"]}, "ACCUSE", ["KEN"], id="draft-2"),
        pytest.param(
            {"actor": [{"raw_text": "x", "country_name": "KEN"}], "event": "AID"}, "AID", ["KEN"], id="sample"
        ),
        pytest.param({"source": "KENGOV", "target": "", "event": "DEMAND"}, "REQUEST", ["KEN"], id="version-0.5b1"),
        pytest.param({"source": "KENGOV", "event": "FIGHT"}, "ASSAULT", ["KEN"], id="old-type"),
    ],
)
def test_plover_of_every_age(told: dict[str, Any], event_type: str, codes: list[str]) -> None:
    (found,) = read_object({"id": "1", "date": "2024-05-01", **told})
    assert isinstance(found, CodedEvent)
    assert found.event_type == event_type
    assert [party.code for party in found.sources] == codes


def test_plover_lines_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [{"has_event": False, "date": "2024-05-01"}, {"event": ["AID"]}, [1]]
    path.write_text("not json\n\n" + "\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    whys = [each.why for each in read_coded("plover", path) if isinstance(each, Unread)]
    assert [why.split(":")[0] for why in whys] == [
        "no JSON",
        "an unfinished record (has_event is false)",
        "no event date",
        "no object",
    ]


@pytest.mark.parametrize("name", ["polecat", "acled"])
def test_another_file_is_refused_with_what_it_lacks(tmp_path: Path, name: str) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="its header lacks"):
        list(read_coded(name, path))


def test_registry(tmp_path: Path) -> None:
    assert list(DATASETS) == ["polecat", "acled", "plover"]
    with pytest.raises(UsageError, match="no data set"):
        read_coded("gdelt", tmp_path)
    with pytest.raises(UsageError, match="no such file"):
        read_coded("polecat", tmp_path / "missing.txt")


@pytest.mark.parametrize(
    ("told", "code"),
    [("IRN", "IRN"), ("irn", "IRN"), ("Iran", "IRN"), ("Russian Federation", "RUS"), ("KOS", "XKX"), ("UNO", "UNO"),
     ("Atlantis", None), ("", None), (None, None)],
)  # fmt: skip
def test_countries(told: str | None, code: str | None) -> None:
    assert find_country(told) == code


def test_cells() -> None:
    assert split_values("a; b|c; None") == ("a", "b", "c", None)
    assert split_values(None) == ()
    assert read_day("yesterday") is None
    assert read_day("31-02-2024") is None
