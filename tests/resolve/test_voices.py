"""Copies and rewrites of one wire story, and reports of one event by two hands: our own texts, by what was changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.resolve.writing import Writer

from dragoman.records.signature import sign
from dragoman.resolve.duplicates import find_voices

WIRE = """LISK, May 8 (Coast Agency) - Ardania and Belmark agreed on Thursday to reopen the canal at Lisk to grain
barges, ending a closure of eleven months that had doubled freight rates along the river, officials of both
governments said. Under the deal, signed after two nights of talks in the old customs house, pilots of both
countries will board every barge above five hundred tons, and a joint commission will meet each month to
settle claims. The first convoy of forty barges is expected to pass the upper lock before the end of next
week. Ilan Orsk, the transport minister of Ardania, told reporters that dredging near the third bend would
have to wait until autumn. Petra Vale, who led the delegation of Belmark, said her government had dropped its
demand for a fee on empty vessels. Mill owners in three river towns welcomed the news but warned that stocks
were low and that prices would fall slowly. The canal was closed last June after a tanker ran into the swing
bridge and each side blamed the other for the broken signal lamps."""
LEAD = """Grain is to flow again on the canal of Lisk. After almost a year in which hardly a barge passed the locks, the
two neighbours have settled their quarrel, to the relief of millers and bargemen on both banks."""
PAST = """The quarrel goes back to a night in June when the Marigold, a tanker under Belmark's flag, hit the swing
bridge in fog. Two seamen drowned. An inquiry by Ardania found the pilot at fault, another by Belmark the
signal lamps, and neither government would pay for the bridge until this spring, when floods cut the road that
had carried the grain."""
OTHER = """Barges may use the Lisk canal once more, negotiators for Ardania and Belmark announced on Thursday evening.
The waterway has been shut for nearly a year. According to the text, which this newspaper has seen, inspectors
from either side can halt any vessel, and disputes over damage go to a panel of six. Vale called it the best
bargain to be had. Orsk was more cautious: silt has gathered in the bends, he noted, and heavier boats may
have to wait for months. Bakers in the capital hope that flour becomes cheaper by winter. Hauliers, who earned
well while the locks stood empty, were less pleased; their union wants the ministry to keep some of the
traffic on the road. A first group of vessels is being loaded in the upper harbour. The accident that led to
the closure has never been fully explained, and the families of the drowned seamen said that nobody had asked
them."""


def cut(text: str, sentences: int) -> str:
    return ". ".join(text.replace("\n", " ").split(". ")[:sentences])


def swap(text: str) -> str:
    changes = {
        "agreed on Thursday": "struck a deal on Thursday", "doubled": "more than doubled",
        "two nights": "two long nights",
        "told reporters": "said", "welcomed the news": "were glad", "blamed the other for": "held the other guilty of",
    }  # fmt: skip
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("printed", "is_copy"),
    [
        pytest.param(WIRE, True, id="the-same"),
        pytest.param(WIRE.upper().replace(",", ""), True, id="other-case-and-commas"),
        pytest.param(f"Canal to reopen\n\n{WIRE}\n\nReporting by our own staff.", True, id="own-headline-and-by-line"),
        pytest.param(cut(WIRE, 5), True, id="cut-from-below"),
        pytest.param(f"{LEAD} {cut(WIRE, 6)}", True, id="own-lead"),
        pytest.param(swap(WIRE), True, id="words-changed-here-and-there"),
        pytest.param(f"{LEAD} {cut(WIRE, 3)} {PAST}", False, id="three-sentences-among-own-words"),
        pytest.param(f"{cut(WIRE, 1)}. {PAST} {LEAD}", False, id="one-sentence-quoted"),
        pytest.param(OTHER, False, id="the-same-news-by-another-hand"),
    ],
)
def test_what_is_one_voice(printed: str, is_copy: bool) -> None:  # noqa: FBT001 - a column of the table
    written = []
    for document_id, published, text in (("d1", "2031-05-08", WIRE), ("d2", "2031-05-09", printed)):
        written.append(replace(Writer(document_id, published=published).done(), signature=sign(text)))
    voices = find_voices(written)
    assert voices.copies_of == ({"d2": "d1"} if is_copy else {})
    assert len(set(voices.voice.values())) == 2 - is_copy
