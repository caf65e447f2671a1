"""Villages that no table knows, and the dead who are counted a sentence after the deed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.resolve.writing import Writer

from dragoman.records.mentions import Annotations
from dragoman.resolve.articles import index_article
from dragoman.resolve.comparing.frames import Frame, build_frames
from dragoman.resolve.comparing.obstacles import find_obstacle
from dragoman.resolve.comparing.scoring import compare_frames, weigh_frames
from dragoman.resolve.duplicates import find_voices


def frames_of(writer: Writer) -> tuple[Frame, ...]:
    annotations: Annotations = writer.done()
    return tuple(build_frames(index_article(annotations, find_voices([annotations])), {}).values())


def shelling(sentence: str, trigger: str = "shelled", place: str | None = None) -> Frame:
    writer = Writer("d1", published="2031-05-09").say(sentence)
    writer.tell("ASSAULT", ("Belmark",), day="2031-05-08", trigger=trigger, place=place)
    (made,) = frames_of(writer)
    return made


@pytest.mark.parametrize(
    ("sentence", "sure", "told"),
    [
        pytest.param("Belmark shelled the hamlet of Tarn Vael.", {"trn vl"}, {"trn vl"}, id="a-hamlet-of-that-name"),
        pytest.param("Belmark shelled Oskrem refugee camp.", {"oskrm"}, {"oskrm"}, id="a-camp-of-that-name"),
        pytest.param("Belmark shelled a ridge near Tarn Vael.", set(), {"trn vl"}, id="near-a-place"),
        pytest.param("Belmark shelled barns in Tarnow province.", set(), set(), id="a-province"),
        pytest.param("Belmark shelled barns in Lisk.", set(), set(), id="a-place-of-the-tables"),
        pytest.param("Belmark shelled barns in Ardania.", set(), set(), id="a-state"),
    ],
)
def test_names_of_places_are_read_without_a_table(sentence: str, sure: set[str], told: set[str]) -> None:
    writer = Writer("d1", published="2031-05-09").say(sentence)
    writer.actor("Ardania")
    writer.tell("ASSAULT", ("Belmark",), trigger="shelled", place="Lisk" if "Lisk" in sentence else None)
    (made,) = frames_of(writer)
    assert (set(made.things), set(made.sites)) == (sure, told)


def test_each_act_of_a_sentence_has_the_place_nearest_to_it() -> None:
    writer = Writer("d1").say("Belmark shelled the village of Oskrem and bombed a mill near the village of Tarn Vael.")
    writer.tell("ASSAULT", ("Belmark",), trigger="shelled")
    writer.tell("ASSAULT", ("Belmark",), trigger="bombed")
    shelled, bombed = frames_of(writer)
    assert [set(shelled.things), set(bombed.things)] == [{"oskrm"}, {"trn vl"}]
    assert find_obstacle(shelled, bombed) == "other things"


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        pytest.param("Belmark shelled the village of Oskrem.", "Belmark shelled Tarn Vael village.", id="two-villages"),
        pytest.param("Belmark shelled a mill in Lisk.", "Belmark shelled the hamlet of Oskrem.", id="city-and-hamlet"),
    ],
)
def test_shellings_of_two_places_of_one_day_are_two(sentence: str, other: str) -> None:
    excess = weigh_frames(shelling(sentence, place="Lisk" if "Lisk" in sentence else None), shelling(other))
    assert excess is None or excess < 0


def test_a_village_spelt_in_two_ways_is_one() -> None:
    score = compare_frames(
        shelling("Belmark shelled the village of Kherbet Zayd."), shelling("Belmark shelled Khirbet Zeid hamlet.")
    )
    assert score is not None
    assert score.excess >= 0
    assert "in one place" in score.explain()


def test_one_side_firing_is_not_the_day_of_fighting_of_both() -> None:
    writer = Writer("d1", published="2031-05-09").say("Ardania and Belmark traded fire along the border all day.")
    writer.tell("ASSAULT", ("Ardania", "Belmark"), is_news=True, trigger="traded fire")
    writer.say("Belmark bombed a mill of Ardania on Thursday.")
    writer.tell("ASSAULT", ("Belmark",), ("Ardania",), day="2031-05-08", trigger="bombed")
    fighting, bombed = frames_of(writer)
    excess = weigh_frames(fighting, bombed, is_one_document=True)
    assert excess is None or excess < 0


def counting(between: str = "", day: str | None = None, trigger: str = "were killed") -> tuple[Frame, ...]:
    writer = Writer("d1", published="2031-05-09").say("Belmark shelled the hamlet of Oskrem in Ardania on Thursday.")
    writer.tell("ASSAULT", ("Belmark",), ("Ardania",), day="2031-05-08", trigger="shelled")
    if between:
        writer.say(between)
    writer.say("There four pedlars were killed, a nurse said.")
    figure = writer.figure("four pedlars", 4.0, unit="pedlars")
    writer.tell("ASSAULT", (), ("four pedlars",), day=day, is_news=day is None, figures=(figure,), trigger=trigger)
    deed, toll = frames_of(writer)
    return deed, toll


@pytest.mark.parametrize("between", ["", pytest.param("A mill burned down.", id="a-short-sentence-between")])
def test_the_dead_of_the_next_sentence_are_those_of_the_deed(between: str) -> None:
    deed, toll = counting(between)
    assert (toll.sources, toll.things, toll.stated) == (deed.sources, deed.things, deed.stated)
    score = compare_frames(deed, toll, is_one_document=True)
    assert score is not None
    assert score.excess >= 0


def test_the_dead_of_a_far_sentence_are_nobodys() -> None:
    _, toll = counting("The harvest was brought in before the rains by some of those who had stayed, " * 3)
    assert (toll.sources, toll.things) == (frozenset(), frozenset())


def test_the_dead_are_those_of_what_the_sentence_before_tells_first() -> None:
    writer = Writer("d1", published="2031-05-09").say(
        "Ardania bombed a depot on Thursday, after Belmark had raided it."
    )
    writer.tell("ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-08", trigger="bombed")
    writer.tell("ASSAULT", ("Belmark",), trigger="raided")
    writer.say("There four pedlars were killed.")
    figure = writer.figure("four pedlars", 4.0, unit="pedlars")
    writer.tell("ASSAULT", (), ("four pedlars",), is_news=True, figures=(figure,), trigger="were killed")
    bombed, _, toll = frames_of(writer)
    assert toll.sources == bombed.sources


def test_whose_a_nameless_man_is_keeps_nothing_apart() -> None:
    """Of "a motorist" no word says that he is of Belmark, which the article is on."""
    writer = Writer("d1", published="2031-05-09").say("The Red Heron Front shot a motorist.")
    writer.tell("ASSAULT", ("Red Heron Front",), ("a motorist",), day="2031-05-08", trigger="shot")
    (one,) = frames_of(writer)
    writer = Writer("d2", published="2031-05-09").say("Those of the Red Heron Front and of Corvia shot a man.")
    writer.tell("ASSAULT", ("Red Heron Front", "Corvia"), (), day="2031-05-08", trigger="shot")
    (other,) = frames_of(writer)
    assert find_obstacle(one, replace(other, sources=other.codes)) is None


def test_far_tolls_are_of_two_deeds() -> None:
    few, many = (
        Writer(f"d{low:g}", published="2031-05-09").say(f"Belmark killed {low:g} pedlars {where}.")
        for low, where in ((9.0, "beside a sluice"), (31.0, "who danced at a wedding"))
    )
    made: list[Frame] = []
    for writer, low in ((few, 9.0), (many, 31.0)):
        figure = writer.figure(f"{low:g} pedlars", low, unit="pedlars")
        writer.tell(
            "ASSAULT", ("Belmark",), (f"{low:g} pedlars",), day="2031-05-08", trigger="killed", figures=(figure,)
        )
        made += frames_of(writer)
    excess = weigh_frames(*made)
    assert excess is None or excess < 0
