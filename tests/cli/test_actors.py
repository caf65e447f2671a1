"""The user's own table on the command line, and what a build makes of it."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman import api
from dragoman.cli.main import main
from dragoman.lexicons.load.chosen_table import choose_table
from dragoman.lexicons.load.user_tables import shipped_rows

Run = Callable[..., tuple[int, str, str]]
OPEN = next(row for row in shipped_rows("office_holders") if row["office"] == "head-of-state" and not row["to"])


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Run]:
    """Run a command in an empty folder whose table is my.csv; give its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_ACTORS", "my.csv")

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dragoman", *arguments])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    yield call
    choose_table(None)


def rows() -> list[dict[str, str]]:
    with Path("my.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def binding(**cells: str) -> dict[str, dict[str, str]]:
    told = {
        "item": "http://www.wikidata.org/entity/Q901",
        "itemLabel": "Aster Quill",
        "positionLabel": "Minister of Foreign Affairs of Iran",
        "start": "2037-01-05T00:00:00Z",
        **cells,
    }
    return {name: {"type": "literal", "value": value} for name, value in told.items() if value}


def write_query(*bindings: dict[str, dict[str, str]]) -> None:
    Path("query.json").write_text(json.dumps({"head": {}, "results": {"bindings": bindings}}), encoding="utf-8")


def test_a_query_is_imported_once(run: Run) -> None:
    write_query(binding(altLabel="A. Quill"), binding(altLabel="Quill the Elder"), binding(itemLabel="Q901"))
    code, out, err = run("actors", "import", "query.json", "--dry-run")
    assert (code, Path("my.csv").exists()) == (0, False)
    assert out.startswith("added  row 1  Aster Quill: minister of foreign affairs (foreign-minister), IRN, 2037-01-05")
    assert "skipped  row 3  -: it has no name" in out
    assert "1 added, 0 changed, 1 skipped" in err
    assert run("actors", "import", "query.json")[0] == 0
    (row,) = rows()
    assert (row["aliases"], row["known_until"]) == ("A. Quill|Quill the Elder", "2037-01-05")
    assert "Q901" in row["basis"]
    before = Path("my.csv").read_bytes()
    assert "your table has it" in run("actors", "import", "query.json")[1]
    assert Path("my.csv").read_bytes() == before


def test_an_import_is_brought_up_to_date_but_no_row_of_a_hand(run: Run) -> None:
    write_query(binding())
    run("actors", "import", "query.json")
    write_query(binding(end="2038-02-01T00:00:00Z", endPrecision="10"))
    assert "changed  row 1  Aster Quill: to - -> 2038-02" in run("actors", "import", "query.json")[1]
    assert (rows()[0]["to"], rows()[0]["known_until"]) == ("2038-02", "")
    text = Path("my.csv").read_text(encoding="utf-8")
    Path("my.csv").write_text(text.replace("imported, unchecked: Wikidata Q901", "I asked"), encoding="utf-8")
    write_query(binding(end="2039-02-01T00:00:00Z"))
    assert "your own row on line 2 says otherwise in to" in run("actors", "import", "query.json")[1]


def test_what_the_shipped_tables_have_is_skipped_or_replaced(run: Run) -> None:
    shipped = {column: OPEN[column] for column in ("country", "office", "title", "from")}
    Path("plain.csv").write_text(
        "name,aliases,country,office,title,from,to\n"
        f"{OPEN['person']},,{','.join(shipped.values())},\n"
        f"{OPEN['person']},The Very Same,{','.join(shipped.values())},\n",
        encoding="utf-8",
    )
    code, out, _ = run("actors", "import", "plain.csv", "--known-until", OPEN["from"])
    assert code == 0
    (row,) = rows()
    assert out.splitlines()[0].startswith("added")
    assert row["known_until"] == OPEN["known_until"]
    assert row["aliases"].split("|")[-1] == "The Very Same"
    Path("my.csv").unlink()
    plain = Path("plain.csv").read_text(encoding="utf-8").replace("The Very Same", "")
    Path("plain.csv").write_text(plain, encoding="utf-8")
    assert "the shipped table has it" in run("actors", "import", "plain.csv", "--known-until", OPEN["from"])[1]
    assert not Path("my.csv").exists()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("Ana Brix,,NO,,Foreign Minister,2037,2038", "foreign minister (foreign-minister), NOR", id="iso2"),
        pytest.param("Ana Brix,,the Netherlands,,Dyke Warden,2037,2038", "Dyke Warden (other), NLD", id="other-office"),
        pytest.param("Ana Brix,A. Brix,USA,,,,", "persons: A. Brix", id="person"),
        pytest.param("Ana Brix,,Narnia,,king,2037,2038", "country: 'Narnia' is no country code", id="no-country"),
        pytest.param("Ana Brix,,NOR,,king,,2038", "no start of the term", id="no-start"),
        pytest.param("Ana Brix,,NOR,,king,2038,2037", "to: 2037 lies before", id="runs-backward"),
    ],
)
def test_plain_rows(run: Run, line: str, told: str) -> None:
    Path("plain.csv").write_text(f"name,aliases,country,office,title,from,to\n{line}\n", encoding="utf-8")
    code, out, _ = run("actors", "import", "plain.csv")
    assert code == 0
    assert told in out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("a,b\n1,2\n", "no column of names", id="no-names"),
        pytest.param("[1]", "list of objects", id="no-objects"),
        pytest.param("{", "no JSON", id="no-json"),
    ],
)
def test_files_that_are_no_lists(run: Run, text: str, told: str) -> None:
    Path("odd.txt").write_text(text, encoding="utf-8")
    code, _, err = run("actors", "import", "odd.txt")
    assert code == 1
    assert told in err


def test_check_and_wrong_usage(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("my.csv").write_text("table,name,country\npersons,Ana Brix,NOR\n", encoding="utf-8")
    assert run("actors", "check")[0] == 0
    Path("my.csv").write_text("table,name,country\npersons,Ana Brix,NO\n", encoding="utf-8")
    code, _, err = run("actors", "check")
    assert (code, "line 2, column country: 'NO' is no country code; write NOR" in err) == (1, True)
    code, _, err = run("build", "nothing.txt", "--record", "r.db")
    assert (code, Path("r.db").exists(), "column country" in err) == (1, False, True)
    assert run("actors", "import", "my.csv", "--known-until", "soon")[0] == 2
    monkeypatch.delenv("DRAGOMAN_ACTORS")
    assert run("actors", "check")[0] == 2


def test_actors_alone_lists_those_of_a_record(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_ACTORS")
    api.open("r.db").close()
    assert run("actors", "--record", "r.db")[1] == "no actors found\n"
    for command in ("import", "check"):
        assert f"Example: dragoman actors {command}" in run("actors", command, "--help")[1]


@pytest.mark.model
def test_a_build_knows_the_table_in_each_worker_and_reads_again(run: Run) -> None:
    Path("my.csv").write_text(
        "table,name,aliases,sectors,kind\norganisations,Velmar Guard,VG-9,REB,armed-group\naliases,Iran,Zarduland,,\n",
        encoding="utf-8",
    )
    Path("a.txt").write_text(
        "The Velmar Guard attacked a base in Zarduland on Monday, officials said.", encoding="utf-8"
    )
    run("build", "a.txt", "--record", "one.db")
    run("build", "a.txt", "--record", "two.db", "--workers", "2")
    one = run("actors", "--record", "one.db", "--format", "jsonl")[1]
    assert one == run("actors", "--record", "two.db", "--format", "jsonl")[1]
    assert {"Velmar Guard", "Iran"} <= {json.loads(line)["name"] for line in one.splitlines()}
    assert "0 added, 1 known" in run("build", "a.txt", "--record", "one.db")[2]
    Path("my.csv").write_text("table,name,aliases\naliases,Iraq,Zarduland\n", encoding="utf-8")
    assert "1 added, 0 known" in run("build", "a.txt", "--record", "one.db")[2]
    one = run("actors", "--record", "one.db", "--format", "jsonl")[1]
    assert "Iraq" in {json.loads(line)["name"] for line in one.splitlines()}
