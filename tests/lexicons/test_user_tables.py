"""A user's own rows beside the shipped tables: what they replace, what is refused, what forgets and remembers them."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import ConfigError
from dragoman.lexicons.load.actor_checks import check_rows_together
from dragoman.lexicons.load.chosen_table import UserTable, choose_table
from dragoman.lexicons.load.files import fingerprint
from dragoman.lexicons.load.known_persons import load_full_names
from dragoman.lexicons.load.name_index import load_name_index
from dragoman.lexicons.load.tables import load_office_holders, load_organisations, states_by_code
from dragoman.lexicons.load.user_rows import COLUMNS, UserRow, is_date, parse_rows
from dragoman.lexicons.load.user_tables import find_problems, read_user_table, shipped_rows

OURS = next(row for row in shipped_rows("office_holders") if row["office"] == "foreign-minister" and row["to"])


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    choose_table(None)


def make_table(*rows: dict[str, str]) -> UserTable:
    lines = [",".join(COLUMNS), *(",".join(row.get(column, "") for column in COLUMNS) for row in rows)]
    return UserTable(name="mine.csv", content="\n".join(lines).encode())


def holder(**cells: str) -> dict[str, str]:
    return {
        "table": "office_holders",
        "name": "Tamas Orlik",
        "country": "HUN",
        "office": "foreign-minister",
        "title": "foreign minister",
        "from": "2037-01-05",
        "known_until": "2037-12",
        **cells,
    }


def problems(*rows: dict[str, str]) -> list[str]:
    return [f"{problem.line} {problem.column}" for problem in find_problems(parse_rows(make_table(*rows)))]


def test_rows_are_added_and_forgotten() -> None:
    before, count = fingerprint(), len(load_office_holders())
    choose_table(make_table(holder(aliases="T. Orlik")))
    assert len(load_office_holders()) == count + 1
    assert load_full_names()["t orlik"][0].name == "Tamas Orlik"
    assert any("orlik" in words for _, names in load_name_index().aliases["tamas"] for words in names)
    assert fingerprint().startswith(before + "+")
    choose_table(None)
    assert (fingerprint(), len(load_office_holders())) == (before, count)
    assert "t orlik" not in load_full_names()


def test_the_digest_is_of_the_content() -> None:
    first, second = make_table(holder()), make_table(holder(to="2038"))
    assert first.digest != second.digest
    assert UserTable(name="other.csv", content=first.content).digest == first.digest
    assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301 - a worker gets it so


def test_the_same_term_takes_the_place_of_ours() -> None:
    term = {column: OURS[column] for column in ("country", "office", "title")}
    choose_table(make_table(holder(**term, name=OURS["person"], **{"from": OURS["from"][:4], "to": "2099"})))
    rows = [row for row in load_office_holders() if row.person == OURS["person"] and row.office == OURS["office"]]
    assert [row.end for row in rows if row.start[:4] == OURS["from"][:4]] == ["2099"]
    # an empty cell keeps ours
    assert "|".join(rows[0].aliases) == OURS["aliases"]


def test_an_organisation_is_corrected_by_name_and_added_by_name() -> None:
    count = len(load_organisations())
    choose_table(
        make_table(
            {"table": "organisations", "name": "Arab League", "aliases": "Gathering of Arabs"},
            {"table": "organisations", "name": "Velmar Guard", "sectors": "REB@2030/", "kind": "armed-group"},
            {"table": "aliases", "name": "Iran", "aliases": "Zarduland"},
        )
    )
    bodies = {body.organisation_id: body for body in load_organisations()}
    assert len(bodies) == count + 1
    assert bodies["arab-league"].aliases == ("Gathering of Arabs",)
    assert bodies["arab-league"].members
    assert bodies["velmar-guard"].sectors_on("2031") == ("REB",)
    assert "Zarduland" in states_by_code()["IRN"].aliases


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        pytest.param({"country": "HU"}, "country", id="two-letters"),
        pytest.param({"office": "boss"}, "office", id="no-such-office"),
        pytest.param({"title": ""}, "title", id="no-title"),
        pytest.param({"from": "5 Jan 2037"}, "from", id="no-iso-date"),
        pytest.param({"from": "2037-02-30"}, "from", id="no-such-day"),
        pytest.param({"to": "2036"}, "to", id="ends-before-it-begins"),
        pytest.param({"known_until": ""}, "known_until", id="open-without-bound"),
        pytest.param({"sectors": "GOV"}, "sectors", id="column-of-another-table"),
        pytest.param({"name": ""}, "name", id="no-name"),
        pytest.param({"name": "x" * 200}, "name", id="long-name"),
        pytest.param({"aliases": "the boss"}, "aliases", id="common-words"),
        pytest.param({"table": "people"}, "table", id="no-such-table"),
    ],
)
def test_a_wrong_cell_is_found(cells: dict[str, str], column: str) -> None:
    assert problems(holder(**cells)) == [f"2 {column}"]


def test_rows_against_their_fellows() -> None:
    assert problems(holder(), holder()) == ["3 name"]
    assert problems({"table": "aliases", "name": "Nobody Atall", "aliases": "N. Atall"}) == ["2 name"]
    assert problems({"table": "organisations", "name": "Velmar Guard", "parent": "no-such-body"}) == ["2 parent"]
    assert problems(holder(), {"table": "aliases", "name": "Tamas Orlik", "aliases": "Orlik Tamas"}) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"name,office\nA B,x\n", "line 1: the header lacks table", id="no-table-column"),
        pytest.param(b"table;name\n", "line 1: the header lacks", id="semicolons"),
        pytest.param(b"table,name,offise\n", "'offise' is unknown", id="unknown-column"),
        pytest.param(b"table,name\npersons,A,B\n", "line 2: not as many cells", id="too-many-cells"),
        pytest.param(b"table,name\npersons,\xe9va Brix\n", "line 2: no UTF-8", id="latin-1"),
        pytest.param(b"table,name,country\npersons,Eva Brix,DE\n", "line 2, column country: 'DE'", id="cell"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as raised:
        read_user_table(path)
    assert str(path) in str(raised.value)
    assert told in str(raised.value)


def test_a_missing_table_says_what_names_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="DRAGOMAN_ACTORS"):
        read_user_table(tmp_path / "none.csv")


def test_a_byte_order_mark_and_blank_rows_are_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes("\ufefftable,name,country\r\n,,\r\npersons,Éva Brix,DEU\r\n".encode())
    assert [row.name for row in parse_rows(read_user_table(path))] == ["Éva Brix"]


def test_overlaps_and_shared_names_are_to_be_looked_at() -> None:
    def told(*rows: dict[str, str]) -> list[tuple[int, str]]:
        checked = check_rows_together(parse_rows(make_table(*rows)))
        return [(problem.line, problem.column) for problem in checked]

    assert told(holder()) == []
    assert told(holder(), holder(name="Ana Brix", **{"from": "2037-05"})) == [(2, "from"), (3, "from")]
    assert told(holder(), holder(name="Ana Brix", **{"from": "2038", "known_until": "2039"})) == []
    assert told(holder(), holder(name="Ana Brix", title="acting foreign minister")) == []
    assert told(holder(aliases="Iran")) == [(2, "aliases")]


def test_dates() -> None:
    assert [is_date(text) for text in ("2024", "2024-13", "0000", "2024-1-1", "")] == [True, False, False, False, False]


def test_rows_tell_their_names() -> None:
    row = UserRow(line=2, cells={"table": "persons", "name": "Eva Brix", "aliases": "E. Brix|Brix"})
    assert row.names == ("Eva Brix", "E. Brix", "Brix")
