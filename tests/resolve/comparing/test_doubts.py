"""Two tellings that share little more than a country and a kind of act; the items of a digest."""

from __future__ import annotations

from typing import Any

import pytest
from tests.resolve.writing import CAST, Writer

from dragoman.records.mentions import Annotations
from dragoman.resolve.articles import index_article
from dragoman.resolve.comparing.doubts import find_doubts
from dragoman.resolve.comparing.frames import Frame, build_frames
from dragoman.resolve.comparing.stories import is_digest
from dragoman.resolve.duplicates import find_voices
from dragoman.resolve.resolution import resolve_documents

TULL = "A mason of Ardania was knifed by robbers at the sawmill."
FERRY = "A nurse of Ardania was strangled aboard a ferry."
SAWMILL = "Robbers at a sawmill of Ardania knifed a mason."
BELMARK = "Belmark shelled a sawmill of Ardania."
BRICKYARD = "Belmark bombed a brickyard of Ardania."
ITEMS = (
    "Ardania knighted its oldest beekeeper for the honey of the marshes this spring.",
    "Belmark condemned the whaling off Tull, where harpoons killed a calf.",
    "Corvia arrested a forger of banknotes in a cellar full of copper plates.",
    "Dovrene shelled a dyke, and the polder behind it drowned within hours.",
    "Jory Vance met glaziers who mend the cathedral after last winter's hail.",
    "Dana Holm resigned over the sale of a lighthouse to a circus of acrobats.",
)
STORY = tuple(f"{name} spoke of the lighthouse of Tessaly." for name in ("Ardania", "Belmark", "Corvia", "Dovrene"))


def deed(sentence: str, published: str, **fields: Any) -> Frame:
    writer = Writer("d1", published=published).say(sentence)
    sources, targets = fields.pop("sources", ()), fields.pop("targets", ("Ardania",))
    mention_id = writer.tell("ASSAULT", sources, targets, **fields)
    annotations = writer.done()
    return build_frames(index_article(annotations, find_voices([annotations])), {})[mention_id]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param(
            deed(TULL, "2031-05-09", is_news=True, trigger="knifed"),
            deed(FERRY, "2031-05-09", is_news=True, trigger="strangled"),
            ["nothing but"],
            id="one-country-and-nothing-else",
        ),
        pytest.param(
            deed(TULL, "2031-05-09", is_news=True, trigger="knifed"),
            deed("A nurse of Ardania was knifed aboard a ferry.", "2031-05-09", is_news=True, trigger="knifed"),
            ["nothing but"],
            id="no-word-in-common-but-that-for-the-act",
        ),
        pytest.param(
            deed(TULL, "2031-05-09", is_news=True, trigger="knifed"),
            deed(SAWMILL, "2031-05-09", is_news=True, trigger="knifed"),
            [],
            id="told-in-the-same-words",
        ),
        pytest.param(
            deed(TULL, "2031-05-09", is_news=True, trigger="knifed"),
            deed(SAWMILL, "2031-05-10", is_news=True, trigger="knifed"),
            ["force told as news of two days"],
            id="news-of-two-days",
        ),
        pytest.param(
            deed(TULL, "2031-05-09", trigger="knifed"), deed(SAWMILL, "2031-09-10", trigger="knifed"), ["told long"],
            id="undated-months-after",
        ),
        pytest.param(
            deed(TULL, "2031-05-09", trigger="knifed"), deed(SAWMILL, "2031-05-20", trigger="knifed"), [],
            id="undated-days-after",
        ),
        pytest.param(
            deed(BELMARK, "2031-05-09", sources=("Belmark",), is_news=True, trigger="shelled"),
            deed(BRICKYARD, "2031-05-10", sources=("Belmark",), is_news=True, trigger="bombed"),
            ["force told as news of two days", "of two states"],
            id="two-strikes-of-a-war",
        ),
        pytest.param(
            deed(BELMARK, "2031-05-09", sources=("Belmark",), trigger="shelled"),
            deed(BELMARK, "2033-05-09", sources=("Belmark",), trigger="shelled"),
            ["told long after"],
            id="a-pair-that-is-known-years-after",
        ),
        pytest.param(
            deed(BELMARK, "2031-05-09", sources=("Belmark",), trigger="shelled"),
            deed(
                "Nobody forgot the shelling of Ardania by Belmark.", "2033-05-09", sources=("Belmark",),
                trigger="shelling",
            ),
            [],
            id="a-deed-called-by-its-name",
        ),
    ],
)  # fmt: skip
def test_what_a_country_and_a_kind_of_act_do_not_prove(left: Frame, right: Frame, expected: list[str]) -> None:
    found = [why for _, why in find_doubts(left, right)]
    assert len(found) == len(expected)
    assert all(why.startswith(start) for why, start in zip(found, expected, strict=True))
    assert [why for _, why in find_doubts(right, left)] == found


def test_what_no_party_has_in_common_needs_more() -> None:
    banned = deed("A ban on gatherings of fifty.", "2031-05-09", targets=(), is_news=True, trigger="ban")
    limited = deed("Belmark banned gatherings.", "2031-05-09", targets=("Belmark",), is_news=True, trigger="banned")
    assert "no party in common" in [why for _, why in find_doubts(banned, limited)]


def toll(low: float, published: str, words: str, **fields: Any) -> Frame:
    writer = Writer("d1", published=published).say(f"{low:g} divers of Ardania were killed {words}.")
    figure = writer.figure(f"{low:g} divers", low, unit="divers", **fields)
    writer.tell("ASSAULT", (), ("Ardania",), figures=(figure,), is_news=True, trigger="killed")
    annotations = writer.done()
    (made,) = build_frames(index_article(annotations, find_voices([annotations])), {}).values()
    return made


def test_two_tolls_of_two_days_are_doubted() -> None:
    first, second = toll(3, "2031-05-09", "at a weir"), toll(7, "2031-05-10", "at a weir")
    assert "news of two days with two numbers" in [why for _, why in find_doubts(first, second)]
    assert not list(find_doubts(toll(23, "2031-05-09", "at a weir"), toll(23, "2031-05-10", "at a weir")))
    assert not list(find_doubts(first, toll(7, "2031-05-09", "at a weir")))


def digest(document_id: str, sentences: tuple[str, ...]) -> Annotations:
    writer = Writer(document_id, published="2031-05-09")
    for sentence in sentences:
        writer.say(sentence)
        named = tuple(name for name in CAST if name in sentence)
        writer.tell("ASSAULT", (), named[:1], is_news=True, trigger=sentence.split()[1])
    return writer.done()


def test_a_digest_is_told_from_a_story() -> None:
    for sentences, expected in ((ITEMS, True), ((*STORY, *STORY), False), (ITEMS[:4], False)):
        annotations = digest("d1", sentences)
        assert is_digest(index_article(annotations, find_voices([annotations]))) is expected


def test_items_far_apart_in_a_digest_stay_apart() -> None:
    killed = "A gunman of Ardania shot a porter in the dark."
    events = resolve_documents([digest("d1", (killed, *ITEMS, "A gunman of Ardania shot two bakers."))]).events
    first = next(each for each in events if any(claim.sentence.exact == killed for claim in each.claims))
    assert len(first.mention_ids) == 1


def test_items_side_by_side_in_a_digest_share_no_more_than_their_day() -> None:
    writer = Writer("d1", published="2031-05-09")
    for sentence in (*ITEMS, "Belmark shot two bakers by a kiln.", "Somebody shot a porter at a fair."):
        writer.say(sentence)
        named = tuple(name for name in CAST if name in sentence)
        writer.tell("ASSAULT", (), named[:1], is_news=True, trigger=sentence.split()[1], modes=("firearms",))
    assert all(len(event.mention_ids) == 1 for event in resolve_documents([writer.done()]).events)


def hurt(published: str) -> Frame:
    writer = Writer("d1", published=published).say("Belmark bombed hundreds of weavers in a siege.")
    figure = writer.figure("hundreds of weavers", 100, unit="people", bound=">")
    fields: dict[str, Any] = {"figures": (figure,), "is_news": True, "trigger": "bombed"}
    mention_id = writer.tell("ASSAULT", ("Belmark",), ("hundreds of weavers",), **fields)
    annotations = writer.done()
    return build_frames(index_article(annotations, find_voices([annotations])), {})[mention_id]


def test_hundreds_more_are_not_the_same_hundreds() -> None:
    found = [why for _, why in find_doubts(hurt("2031-05-09"), hurt("2031-05-10"))]
    assert "force told as news of two days" in found
