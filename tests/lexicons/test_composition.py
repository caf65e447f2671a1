"""The composition table is total, and says what the contract's table says."""

import pytest

from dragoman.lexicons.load.composition import load_composition
from dragoman.lexicons.load.triggers import load_plover_types, load_scales
from dragoman.records.vocabulary import EVENT_TYPES, EXTENSION_TYPES, STATUSES


def test_every_act_has_a_cell_for_every_type() -> None:
    for act in load_composition().acts.values():
        assert set(act.cells) == set(EVENT_TYPES), act.name
        assert act.example.endswith("."), act.name


def test_no_word_is_two_acts_of_one_shape() -> None:
    composition = load_composition()
    for table in (composition.verbs, composition.nouns):
        for head, wordings in table.items():
            for wording in wordings:
                same = [w.act.name for w in wordings if w.rest == wording.rest and w.act.on & wording.act.on]
                assert len(same) <= len(set(same)), head


@pytest.mark.parametrize(
    ("act", "inner", "outer", "kept"),
    [
        pytest.param("accuse", "ASSAULT", "ACCUSE", "alleged", id="accuses-of"),
        pytest.param("deny", "AID", "REJECT", "denied", id="denies"),
        pytest.param("promise", "AID", "AGREE", "planned", id="promises-aid"),
        pytest.param("promise", "RETREAT", "AGREE", "planned", id="promises-withdrawal"),
        pytest.param("threaten", "ASSAULT", "THREATEN", "drop", id="threatens"),
        pytest.param("request", "RETREAT", "REQUEST", "drop", id="demands"),
        pytest.param("refuse", "CONSULT", "REJECT", "drop", id="refuses-to-meet"),
        pytest.param("consider", "SANCTION", None, "possible", id="considers"),
        pytest.param("avoid", "SANCTION", None, "drop", id="stops-short"),
        pytest.param("invite", "CONSULT", "AGREE", "planned", id="invites"),
        pytest.param("lift", "SANCTION", "CONCEDE", "drop", id="lifts"),
        pytest.param("extend", "SANCTION", None, "same", id="extends"),
        pytest.param("condemn", "ASSAULT", "ACCUSE", "same", id="condemns"),
        pytest.param("end", "AID", "SANCTION", "drop", id="cuts-off-aid"),
        pytest.param("cancel", "CONSULT", "REJECT", "drop", id="calls-off-talks"),
    ],
)
def test_cells_say_what_the_contract_says(act: str, inner: str, outer: str | None, kept: str) -> None:
    cell = load_composition().acts[act].cells[inner]  # type: ignore[index]
    assert (cell.outer, cell.inner) == (outer, kept)


def test_the_plover_table_is_total() -> None:
    table = load_plover_types()
    assert set(table) == {(t, s) for t in EVENT_TYPES for s in STATUSES}
    for event_type in EXTENSION_TYPES:
        assert all(table[event_type, status] is None for status in STATUSES)
    for event_type in EVENT_TYPES:
        assert all(table[event_type, status] is None for status in ("possible", "alleged", "denied"))


def test_scores_lie_on_the_scale() -> None:
    for event_type, scale in load_scales().items():
        assert all(-10 <= score <= 10 for score in (scale.score, *scale.modes.values())), event_type
        if scale.quad:
            assert all(
                (score > 0) == (scale.quad <= 2) or score == 0 or event_type == "REQUEST"
                for score in scale.modes.values()
            )
