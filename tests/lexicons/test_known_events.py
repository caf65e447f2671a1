"""The table of dated events: each row has a name, a basis, and days in order."""

import pytest

from dragoman.errors import ConfigError
from dragoman.lexicons.load.known_events import load_known_events, read_known_event

ROW = {
    "id": "e1",
    "name": "Velport summit",
    "aliases": "summit in Velport|Velport talks",
    "kind": "summit",
    "from": "2024-10",
    "to": "2024-10-24",
    "place": "Velport",
    "country": "",
    "actors": "ARD|BEL",
    "basis": "public record",
}


def test_a_row_becomes_an_event() -> None:
    event = read_known_event(ROW)
    assert (event.start, event.end) == ("2024-10-01", "2024-10-24")
    assert event.aliases == ("summit in Velport", "Velport talks")
    assert event.country is None


@pytest.mark.parametrize(
    "wrong",
    [{"from": ""}, {"from": "2024-02-31"}, {"to": "2023-01-01"}, {"name": ""}, {"basis": ""}],
    ids=["no-day", "no-such-day", "backwards", "no-name", "no-basis"],
)
def test_a_wrong_row_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="e1"):
        read_known_event({**ROW, **wrong})


def test_the_table_is_in_order_and_names_nothing_twice() -> None:
    events = load_known_events()
    assert list(events) == sorted(events, key=lambda event: (event.start, event.event_id))
    assert len({event.event_id for event in events}) == len(events)
