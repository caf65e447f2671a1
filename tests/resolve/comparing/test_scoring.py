from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.resolve.writing import Writer

from dragoman.records.mentions import Annotations
from dragoman.resolve.articles import index_article
from dragoman.resolve.comparing.features import FEATURES_HERE
from dragoman.resolve.comparing.frames import Frame, build_frames
from dragoman.resolve.comparing.obstacles import find_obstacle
from dragoman.resolve.comparing.scoring import compare_frames, weigh_frames
from dragoman.resolve.duplicates import find_voices

PAIR: dict[str, Any] = {"sources": ("Ardania", "Belmark")}
DAY = {"day": "2031-05-08"}
TOWARDS: dict[str, Any] = {"sources": ("Ardania",), "targets": ("Belmark",), **DAY}
SAY = "Ardania and Belmark met in Lisk, Marrow, Old Marrow and Tull, Ilan Orsk, Petra Vale and Anders Holt said."


def frame(event_type: Any, published: str | None = "2031-05-09", sentence: str = SAY, **fields: Any) -> Frame:
    writer = Writer("d1", published=published).say(sentence)
    mention_id = writer.tell(event_type, fields.pop("sources", ()), fields.pop("targets", ()), **fields)
    annotations: Annotations = writer.done()
    return build_frames(index_article(annotations, find_voices([annotations])), {})[mention_id]


def counting(low: float, **fields: Any) -> Frame:
    """Tell that so many divers were seized."""
    writer = Writer("d1").say(f"Ardania seized {low:g} divers off the Tull reef.")
    figure = writer.figure(f"{low:g} divers", low, unit="divers")
    writer.tell("COERCE", ("Ardania",), ("divers",), modes=("seize",), figures=(figure,), **fields)
    annotations = writer.done()
    (made,) = build_frames(index_article(annotations, find_voices([annotations])), {}).values()
    return made


def seizing(things: str) -> Frame:
    """Tell that rebels seized towns that no table knows."""
    writer = Writer("d1").say(f"The Red Heron Front captured {things} in Ardania.")
    writer.tell("COERCE", ("Red Heron Front",), (things,), modes=("seize",), is_news=True, trigger="captured")
    annotations = writer.done()
    actors = tuple(replace(each, kind="group") if each.exact == things else each for each in annotations.actors)
    annotations = replace(annotations, actors=actors)
    (made,) = build_frames(index_article(annotations, find_voices([annotations])), {}).values()
    return made


MARKET = "Pedlars were shot at the market."
STRIKE: dict[str, Any] = {"sources": ("Ardania",), "targets": ("Belmark",), "is_news": True, "trigger": "fired"}
ASKED = "Petra Vale asked Anders Holt to be keeper of the lighthouse."
SHOT = "Jory Vance, a porter, was shot dead by masked riders near the Tull sluice."
ARREST = "Jory Vance was arrested for smuggling amber."
SHELLED = "Ardania shelled Belmark."
BACKED = "{} endorsed Ilan Orsk as keeper of the lighthouse."
PARDON: dict[str, Any] = {"sources": ("Ilan Orsk",), "is_news": True, "trigger": "pardons"}
MET = frame("CONSULT", **PAIR, **DAY)

ONE = [
    pytest.param(MET, frame("CONSULT", **PAIR, **DAY), id="same-day"),
    pytest.param(MET, frame("CONSULT", **PAIR, day="2031-05-09"), id="day-after-is-a-time-zone"),
    pytest.param(MET, frame("CONSULT", **PAIR, is_news=True), id="news-of-the-day-after"),
    pytest.param(MET, frame("CONSULT", **PAIR, day="2031-05"), id="in-may-and-on-8-may"),
    pytest.param(
        frame("CONSULT", sources=("Ilan Orsk", "Petra Vale"), **DAY),
        frame("CONSULT", sources=("Ardania", "Belmark"), **DAY),
        id="presidents-stand-for-countries",
    ),
    pytest.param(
        frame("CONSULT", **PAIR, **DAY, place="Marrow"),
        frame("CONSULT", **PAIR, **DAY, place="Old Marrow"),
        id="suburb",
    ),
    pytest.param(
        frame(
            "ACCUSE",
            sources=("Ardania",),
            targets=("Belmark",),
            **DAY,
            sentence="Belmark smuggled reactor cores, Ardania said.",
        ),
        frame(
            "ACCUSE",
            sources=("Ardania",),
            targets=("Belmark",),
            **DAY,
            sentence="Ardania charged Belmark with smuggled reactor cores.",
        ),
        id="one-charge-in-other-words",
    ),
    pytest.param(
        frame("REQUEST", sources=("Petra Vale",), targets=("Anders Holt",), **DAY, sentence=ASKED),
        frame("REQUEST", sources=("Petra Vale",), targets=("Anders Holt",), is_news=True, sentence=ASKED),
        id="two-persons-of-one-state",
    ),
    pytest.param(
        frame("ASSAULT", targets=("a porter",), **DAY, sentence=SHOT),
        frame("ASSAULT", targets=("Jory Vance",), **DAY, sentence=SHOT),
        id="a-nameless-man-may-be-of-any-country",
    ),
    pytest.param(
        frame(
            "ASSAULT", targets=("Jory Vance",), sentence="Jory Vance was killed near the Tull sluice.", trigger="killed"
        ),
        frame("OFFICE", sources=("Jory Vance",), modes=("died",), sentence="Jory Vance died near the Tull sluice."),
        id="killed-and-died",
    ),
    pytest.param(
        frame("CONSULT", **PAIR, **DAY, place="Lisk"),
        frame("CONSULT", **PAIR, **DAY, place="Hollin"),
        id="talks-in-the-city-and-outside",
    ),
    pytest.param(
        frame("ASSAULT", targets=("Jory Vance",), is_news=True, published="2031-05-09", sentence=SHOT, trigger="shot"),
        frame("ASSAULT", targets=("Jory Vance",), is_news=True, published="2031-05-10", sentence=SHOT, trigger="shot"),
        id="a-person-shot-is-news-of-two-days",
    ),
    pytest.param(
        frame("COERCE", targets=("Jory Vance",), modes=("arrest",), day="2031-05-04", sentence=ARREST),
        frame("COERCE", targets=("Jory Vance",), modes=("arrest",), is_news=True, sentence=ARREST),
        id="an-arrest-told-late",
    ),
]

TWO = [
    pytest.param(counting(23.0), counting(26.0), id="other-numbers-of-those-it-was-done-to"),
    pytest.param(
        frame("ASSAULT", **{**TOWARDS, "day": "2031-05-04"}, modes=("heavy-weapons",), sentence=SHELLED),
        frame(
            "ASSAULT",
            sources=("Ardania",),
            targets=("Belmark",),
            is_news=True,
            modes=("heavy-weapons",),
            sentence=SHELLED,
        ),
        id="shelling-goes-on",
    ),
    pytest.param(
        frame(
            "ASSAULT", targets=("Jory Vance",), sentence="Jory Vance was killed near the Tull sluice.", trigger="killed"
        ),
        frame("OFFICE", sources=("Dana Holm",), modes=("died",), sentence="Dana Holm died near the Tull sluice."),
        id="two-deaths",
    ),
    pytest.param(MET, frame("CONSULT", **PAIR, day="2031-05-22"), id="two-days"),
    pytest.param(MET, frame("CONSULT", **PAIR, **DAY, status="planned"), id="deed-and-plan"),
    pytest.param(MET, frame("CONSULT", sources=("Ardania", "Corvia"), **DAY), id="another-pair"),
    pytest.param(MET, frame("SANCTION", **TOWARDS), id="another-type"),
    pytest.param(
        frame("CONSULT", **PAIR, **DAY, modes=("phone",)),
        frame("CONSULT", **PAIR, **DAY, modes=("visit",)),
        id="phone-and-visit",
    ),
    pytest.param(
        frame("CONSULT", **PAIR, **DAY, place="Lisk"), frame("CONSULT", **PAIR, **DAY, place="Marrow"), id="two-cities"
    ),
    pytest.param(
        frame("CONSULT", sources=("Ilan Orsk", "Petra Vale"), **DAY),
        frame("CONSULT", sources=("Ilan Orsk", "Anders Holt"), **DAY),
        id="two-persons-of-one-country",
    ),
    pytest.param(
        frame("ASSAULT", **TOWARDS),
        frame("ASSAULT", sources=("Belmark",), targets=("Ardania",), **DAY),
        id="the-other-way-round",
    ),
    pytest.param(
        frame("REQUEST", **TOWARDS, sentence="Belmark must free the trawler crew Meridian, Ardania said."),
        frame("REQUEST", **TOWARDS, sentence="Ardania told Belmark to lower the tariff on copper wire."),
        id="two-demands-of-one-day",
    ),
    pytest.param(
        frame("OFFICE", sources=("Ilan Orsk",), **DAY, modes=("elected",)),
        frame("OFFICE", sources=("Ilan Orsk",), **DAY, modes=("sworn-in",)),
        id="elected-and-sworn-in",
    ),
    pytest.param(
        frame("ASSAULT", **TOWARDS),
        frame("ASSAULT", sources=("Red Heron Front",), targets=("Belmark",), **DAY),
        id="rebels-are-not-the-state",
    ),
    pytest.param(
        frame("ASSAULT", targets=("pedlars",), is_news=True, sentence=MARKET, trigger="shot"),
        frame("ASSAULT", targets=("the gunman",), is_news=True, sentence="At the market the gunman was shot dead."),
        id="the-doer-is-hit-himself",
    ),
    pytest.param(
        frame("ASSAULT", targets=("Jory Vance",), **DAY, place="Lisk", sentence=SHOT, trigger="shot dead"),
        frame("ASSAULT", targets=("Anders Holt",), **DAY, place="Lisk", sentence=SHOT, trigger="shot dead"),
        id="two-named-victims",
    ),
    pytest.param(
        frame("ASSAULT", **TOWARDS, place="Lisk", sentence="Ardania shelled a mill in Lisk."),
        frame("ASSAULT", **TOWARDS, place="Hollin", sentence="Ardania shelled a mill in Hollin."),
        id="two-towns-of-one-front",
    ),
    pytest.param(
        frame("ASSAULT", **STRIKE, published="2031-05-09", sentence="Ardania fired a missile on Belmark."),
        frame("ASSAULT", **STRIKE, published="2031-05-10", sentence="Ardania fired a missile on Belmark again."),
        id="a-missile-a-day",
    ),
    pytest.param(
        frame("SUPPORT", sources=("Petra Vale",), targets=("Ilan Orsk",), **DAY, sentence=BACKED.format("Petra Vale")),
        frame(
            "SUPPORT", sources=("Anders Holt",), targets=("Ilan Orsk",), **DAY, sentence=BACKED.format("Anders Holt")
        ),
        id="two-who-back-one-person",
    ),
    pytest.param(
        frame(
            "CONCEDE",
            **PARDON,
            targets=("3,000 prisoners",),
            published="2031-05-09",
            sentence="Ilan Orsk pardons 3,000 prisoners to win support.",
        ),
        frame(
            "CONCEDE",
            **PARDON,
            targets=("a further 6,000 prisoners",),
            published="2031-05-11",
            sentence="Ilan Orsk pardons a further 6,000 prisoners.",
        ),
        id="a-further-one",
    ),
    pytest.param(
        frame(
            "OFFICE", sources=("Dana Holm",), **DAY, modes=("died",), sentence="Dana Holm, a comedian, died of a fever."
        ),
        frame("OFFICE", sources=("a porter",), **DAY, modes=("died",), sentence="In Lisk a porter died of a fever."),
        id="two-who-died-of-one-fever",
    ),
    pytest.param(
        frame("ASSAULT", **STRIKE, sentence="A gun of Ardania fired on Belmark and hit a mill."),
        frame(
            "ASSAULT",
            sources=("Ardania",),
            targets=("Belmark",),
            day="2031-05-08",
            trigger="clashed",
            sentence="Troops of Ardania and Belmark clashed along a canal.",
        ),
        id="a-strike-and-clashes-of-a-war",
    ),
    pytest.param(seizing("the towns of Omrin and Kesh"), seizing("the towns of Palvar and Sudrin"), id="other-towns"),
]


@pytest.mark.parametrize(("left", "right"), ONE)
def test_one_event(left: Frame, right: Frame) -> None:
    score = compare_frames(left, right)
    assert score is not None, find_obstacle(left, right)
    assert score.excess >= 0, score.explain()


@pytest.mark.parametrize(("left", "right"), TWO)
def test_two_events(left: Frame, right: Frame) -> None:
    score = compare_frames(left, right)
    assert score is None or score.excess < 0, score.explain()


@pytest.mark.parametrize(("left", "right"), [*ONE, *TWO])
def test_scores_are_symmetric(left: Frame, right: Frame) -> None:
    there, back = compare_frames(left, right), compare_frames(right, left)
    assert (there and there.points) == (back and back.points)


@pytest.mark.parametrize("is_one_document", [True, False])
@pytest.mark.parametrize(("left", "right"), [*ONE, *TWO])
def test_what_is_weighed_is_what_is_explained(left: Frame, right: Frame, *, is_one_document: bool) -> None:
    score = compare_frames(left, right, is_one_document=is_one_document)
    weighed = weigh_frames(left, right, is_one_document=is_one_document)
    assert weighed == (score.excess if score is not None else None)


def test_every_feature_says_why() -> None:
    other = frame("CONSULT", **PAIR, **DAY, place="Lisk")
    for each in FEATURES_HERE:
        assert each.name
        assert not each.weigh(MET, other) or each.tell(MET, other)


def test_one_sentence_has_two_words_for_one_protest() -> None:
    told = "Ardania summoned the ambassador of Belmark and handed him a note of protest."
    one, other = (frame("ACCUSE", **TOWARDS, sentence=told, trigger=each) for each in ("summoned", "handed him a note"))
    score = compare_frames(one, other, is_one_document=True)
    assert score is not None
    assert score.excess >= 0
