from __future__ import annotations

from dataclasses import replace

import pytest
from tests.resolve.writing import Writer

from dragoman.records.mentions import Annotations
from dragoman.resolve.blocking import ASKS, TELLS, block_keys, block_of, partition, reached_blocks


def told(document_id: str, *parties: str, day: str | None, published: str | None = "2031-05-09") -> Annotations:
    writer = Writer(document_id, published=published).say(f"{' and '.join(parties)} met, says {document_id}.")
    writer.tell("CONSULT", parties, day=day, trigger="met")
    return writer.done()


def sizes(*corpus: Annotations) -> list[int]:
    return sorted(len(part) for part in partition(corpus))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param(
            told("d1", "Ardania", "Belmark", day="2031-05-08"),
            told("d2", "Ardania", "Belmark", day="2031-05-08"),
            [2],
            id="one-pair-one-month",
        ),
        pytest.param(
            told("d1", "Ardania", "Belmark", day="2031-05-31"),
            told("d2", "Ardania", "Belmark", day="2031-06-01"),
            [2],
            id="over-the-end-of-a-month",
        ),
        pytest.param(
            told("d1", "Ardania", "Belmark", day="2031-05"),
            told("d2", "Ardania", "Belmark", day="2031-05-20"),
            [2],
            id="coarse-and-fine",
        ),
        pytest.param(
            told("d1", "Ardania", day="2031-05-08"),
            told("d2", "Ardania", "Belmark", day="2031-05-08"),
            [2],
            id="one-side-told",
        ),
        pytest.param(
            told("d1", "Ardania", "Belmark", day="2030-01-08"),
            told("d2", "Ardania", "Belmark", day="2031-05-08"),
            [1, 1],
            id="another-year",
        ),
        pytest.param(
            told("d1", "Ardania", "Belmark", day="2031-05-08"),
            told("d2", "Corvia", "Dovrene", day="2031-05-08"),
            [1, 1],
            id="another-pair",
        ),
        pytest.param(
            told("d1", "Ardania", "Belmark", day="2030-01-08"),
            told("d2", "Ardania", "Belmark", day=None, published=None),
            [2],
            id="without-a-date-asks-all-of-the-pair",
        ),
    ],
)
def test_what_hangs_together(left: Annotations, right: Annotations, expected: list[int]) -> None:
    assert sizes(left, right) == expected
    assert sizes(right, left) == expected


def test_who_tells_hangs_together_with_who_asks_alone() -> None:
    early, late = (
        told(name, "Ardania", "Belmark", day=day) for name, day in (("d1", "2030-01-08"), ("d2", "2031-05-08"))
    )
    asking = told("d3", "Ardania", "Belmark", day=None, published=None)
    assert sizes(early, late) == [1, 1]
    assert sizes(early, late, asking) == [3]


def test_two_kinds_of_acts_are_apart() -> None:
    writer = Writer("d2", published="2031-05-09").say("Ardania fired on Belmark.")
    writer.tell("ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-08", trigger="fired")
    assert sizes(told("d1", "Ardania", "Belmark", day="2031-05-08"), writer.done()) == [1, 1]


def test_an_agreement_hangs_together_through_its_life() -> None:
    written = []
    for document_id, day, stage in (("d1", "2021-05-08", "negotiating"), ("d2", "2031-05-08", "signed")):
        writer = Writer(document_id, published=day).say("The canal treaty of Ardania and Belmark.")
        writer.agree("canal treaty", ("Ardania", "Belmark"), stage, day=day)
        written.append(writer.done())
    assert sizes(*written) == [2]


def test_a_quotation_is_found_in_another_article() -> None:
    written = []
    for document_id, day in (("d1", "2031-05-08"), ("d2", "2032-08-08")):
        writer = Writer(document_id, published=day).say("“We shall never sell the lighthouse of Lisk,” Ilan Orsk said.")
        writer.quote("Ilan Orsk", "We shall never sell the lighthouse of Lisk")
        written.append(replace(writer.done(), actors=()))
    assert sizes(*written) == [2]


def test_two_counts_of_a_month_are_held_against_each_other() -> None:
    written = []
    for document_id, day in (("d1", "2031-05-08"), ("d2", "2031-05-20"), ("d3", "2031-09-20")):
        writer = Writer(document_id, published=day).say(f"Tariffs on copper of $18 billion, says {document_id}.")
        writer.figure("$18 billion", 18e9, unit="USD", figure_class="money", counted="copper")
        written.append(writer.done())
    assert sizes(*written) == [1, 2]


def test_persons_hang_together_by_their_names() -> None:
    written = []
    for document_id, day, name in (("d1", "2021-05-08", "Ilan Orsk"), ("d2", "2031-05-08", "Orsk")):
        writer = Writer(document_id, published=day).say(f"{name} slept.")
        writer.actor(name)
        written.append(writer.done())
    assert sizes(*written) == [2]


def test_every_mention_stands_for_its_document() -> None:
    writer = Writer("d1").say("Ilan Orsk said this of the canal treaty.")
    mentions = [
        writer.tell("CONSULT", ("Ilan Orsk",)),
        writer.agree("canal treaty", (), "proposed"),
        writer.quote("Ilan Orsk", "this"),
    ]
    keys = block_keys(writer.done())
    assert {keys[each] for each in mentions} == {(block_of("d1"),)}
    assert block_of("d1") in keys["d1"]
    assert any(key.startswith("name:") for key in keys["d1"])


def test_blocks_reached() -> None:
    assert reached_blocks([f"{TELLS}A+B", "x"]) == {f"{ASKS}A+B", "x"}
    assert reached_blocks([f"{ASKS}A+B"]) == {f"{ASKS}A+B", f"{TELLS}A+B"}
