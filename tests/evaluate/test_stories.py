"""Which recorded events fit an annotated one, and what counts as told twice."""

from typing import Any

import pytest
from tests.factories import make_event, make_party

from dragoman.evaluate.stories import fits


def _gold(event_type: str, source: str, target: str) -> dict[str, Any]:
    sides = {"source": [source], "target": [target]}
    return {"id": "e1", "type": event_type, "date": "2025-01-13", "status": "occurred", **sides}


@pytest.mark.parametrize(
    ("code", "name", "is_it"),
    [
        pytest.param("NATO", "NATO", True, id="its-name"),
        pytest.param("ECOWAS", "heads of state of ECOWAS", True, id="those-of-it"),
        pytest.param("EU", "European Union", True, id="its-long-name"),
        pytest.param("EU", "Europe", False, id="no-part-of-a-word"),
        pytest.param("AU", "League of Lisk", False, id="another"),
    ],
)
def test_a_body_of_several_states_is_known_by_its_names(code: str, name: str, is_it: bool) -> None:  # noqa: FBT001
    event = make_event(
        "1",
        earliest="2025-01-13",
        event_type="SANCTION",
        sources=(make_party("UNO", name=name),),
        targets=(make_party("KEN"),),
    )
    assert fits(_gold("SANCTION", code, "KEN"), event) is is_it
