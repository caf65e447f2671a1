from __future__ import annotations

import pytest

from dragoman.records.decisions import Decision, find_setting_problem, find_undone, named_mentions, stand


def decide(number: int, undoes: int | None = None, **fields: tuple[str, ...]) -> Decision:
    return Decision(
        decision_id=f"x{number}", kind="split" if undoes is None else "undo", field=None, value=None, by="an analyst",
        decided_at=f"2031-06-0{number}", undoes=None if undoes is None else f"x{undoes}",
        **{"subjects": (), **fields},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("decisions", "left", "undone"),
    [
        pytest.param((decide(2), decide(1)), ["x1", "x2"], {}, id="in-order"),
        pytest.param((decide(1), decide(2, 1)), [], {"x1": "x2"}, id="undone"),
        pytest.param((decide(1), decide(2, 1), decide(3, 2)), ["x1"], {"x2": "x3"}, id="undone-undo"),
        pytest.param((decide(1), decide(2, 9)), ["x1"], {"x9": "x2"}, id="undo-of-nothing"),
    ],
)
def test_what_stands(decisions: tuple[Decision, ...], left: list[str], undone: dict[str, str]) -> None:
    assert [each.decision_id for each in stand(decisions)] == left
    assert find_undone(decisions) == undone


def test_subjects_are_mentions_unless_said_otherwise() -> None:
    assert named_mentions(decide(1, subjects=("m1",))) == ("m1",)
    assert named_mentions(decide(1, subjects=("claim",), mention_ids=("m1",))) == ("m1",)


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("event_type", "CONSULT", True),
        ("event_type", "DANCE", False),
        ("status", "denied", True),
        ("status", None, False),
        ("date", "2024-10-11/2024-10-13", True),
        ("date", "soon", False),
        ("place", "Lisk", True),
        ("place", "", False),
        ("weather", "fine", False),
        (None, None, False),
    ],
)
def test_what_can_be_set(field: str | None, value: str | None, *, fits: bool) -> None:
    assert (find_setting_problem(field, value) is None) is fits
