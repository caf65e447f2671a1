"""A headline and the sentence below that tells it in full; what takes up an act told before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.resolve.writing import Writer

from dragoman.resolve.articles import index_article
from dragoman.resolve.comparing.frames import Frame, build_frames
from dragoman.resolve.comparing.scoring import compare_frames
from dragoman.resolve.duplicates import find_voices

TITLE = "Raiders kill {} in attack on mill"


def told(title: str, low: float, lead: str, victims: str, **fields: tuple[str, ...]) -> tuple[Frame, Frame]:
    """Write an article with such a headline and such a lead, of Thursday's news."""
    writer = Writer("d1", published="2031-05-12").say(title)
    number = f"{low:g}"
    writer.tell(
        "ASSAULT", (), (number,), is_news=True, trigger="kill", figures=(writer.figure(number, low, unit="people"),)
    )
    writer.say(lead)
    figure = writer.figure(victims, float(victims.split(maxsplit=1)[0]), unit="pedlars")
    writer.tell("ASSAULT", fields.get("sources", ()), (victims,), day="2031-05-08", figures=(figure,), trigger="raided")
    annotations = writer.done()
    annotations = replace(annotations, document=replace(annotations.document, title=title))
    headline, below = build_frames(index_article(annotations, find_voices([annotations])), {}).values()
    return headline, below


def test_a_headline_has_the_day_of_its_lead() -> None:
    headline, lead = told(TITLE.format(9), 9.0, "Raiders of Belmark raided a dairy, killing 9 pedlars.", "9 pedlars")
    assert headline.stated == lead.stated
    score = compare_frames(headline, lead, is_one_document=True)
    assert score is not None
    assert score.excess >= 0


@pytest.mark.parametrize(
    "lead",
    [
        pytest.param("Others raided a dairy, killing 5 pedlars.", id="another-number"),
        pytest.param("Others raided a chapel by the sea where 5 pedlars slept.", id="other-words"),
    ],
)
def test_a_headline_of_something_else_keeps_its_day(lead: str) -> None:
    headline, _ = told(TITLE.format(9), 9.0, lead, "5 pedlars")
    assert headline.stated is None


@pytest.mark.parametrize(
    ("lead", "sources", "modes", "is_one"),
    [
        pytest.param("Ardania released the pilot on Thursday.", ("Ardania",), ("release",), True, id="told in full"),
        pytest.param("Ardania released the pilot on Thursday.", ("Ardania",), (), True, id="of no kind"),
        pytest.param("Ardania released the pilot on Thursday.", ("Ardania",), ("withdraw",), False, id="another kind"),
        pytest.param("Belmark released the pilot on Thursday.", ("Belmark",), ("release",), False, id="another doer"),
        pytest.param("The pilot was released on Thursday.", (), ("release",), False, id="no doer"),
    ],
)
def test_a_headline_is_of_its_lead_where_one_did_both(
    lead: str, sources: tuple[str, ...], modes: tuple[str, ...], *, is_one: bool
) -> None:
    title = "Ardania frees Corvia's airman"
    writer = Writer("d1", published="2031-05-12").say(title)
    writer.tell("RETREAT", ("Ardania",), ("Corvia",), is_news=True, trigger="frees", modes=("release",))
    writer.say(lead).tell("RETREAT", sources, (), day="2031-05-08", trigger="released", modes=modes)
    annotations = writer.done()
    annotations = replace(annotations, document=replace(annotations.document, title=title))
    headline, below = build_frames(index_article(annotations, find_voices([annotations])), {}).values()
    assert (headline.stated == below.stated) == is_one
    score = compare_frames(headline, below, is_one_document=True)
    assert (score is not None and score.excess >= 0) == is_one


@pytest.mark.parametrize(
    ("sentence", "trigger", "sources", "expected"),
    [
        pytest.param("The Red Heron Front attacked Lisk.", "attacked", ("Red Heron Front",), False, id="a-doer"),
        pytest.param("The gunman fled after the attack on Lisk.", "attack", (), True, id="the-attack"),
        pytest.param("After their long battle Ardania withdrew.", "battle", ("Ardania",), True, id="their-battle"),
    ],
)
def test_what_takes_up_an_act_is_a_word_for_it(
    sentence: str, trigger: str, sources: tuple[str, ...], *, expected: bool
) -> None:
    writer = Writer("d1", published="2031-05-09").say(sentence)
    mention_id = writer.tell("ASSAULT", sources, trigger=trigger)
    annotations = writer.done()
    whole = tuple(
        replace(each, span=replace(each.span, start=0)) if each.span.start == len("The ") else each
        for each in annotations.actors
    )
    annotations = replace(annotations, actors=whole)
    frame = build_frames(index_article(annotations, find_voices([annotations])), {})[mention_id]
    assert frame.is_anaphoric == expected
