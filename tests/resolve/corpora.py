"""Draw small corpora of articles that share parties, days, words and places more often than any real ones."""

from __future__ import annotations

from hypothesis import strategies as st
from tests.resolve.writing import PLACES, Writer

from dragoman.records.mentions import Annotations
from dragoman.records.vocabulary import EventType, Status

NAMES = ("Ardania", "Belmark", "Corvia", "Ilan Orsk", "Petra Vale", "Anders Holt", "Orsk", "Red Heron Front")
TYPES: tuple[EventType, ...] = ("CONSULT", "AGREE", "ACCUSE", "ASSAULT", "SUPPORT")
STATUSES: tuple[Status, ...] = ("occurred", "planned", "alleged", "denied", "possible", "ongoing")
WORDS = ("canal", "trawler", "reactor", "copper", "embargo", "glacier")
DAYS = (None, "2031-05-07", "2031-05-08", "2031-05-09", "2031-05", "2031", "2031-06-20")


@st.composite
def articles(draw: st.DrawFn, document_id: str) -> Annotations:
    published = draw(st.sampled_from((None, "2031-05-08", "2031-05-10", "2031-06-21", "2031-05")))
    writer = Writer(document_id, published=published)
    for _ in range(draw(st.integers(0, 4))):
        parties = draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
        word = draw(st.sampled_from(WORDS))
        place = draw(st.sampled_from((None, *PLACES)))
        writer.say(f"{' and '.join(parties)} met, {document_id} says, in {place} about the {word}.")
        half = draw(st.integers(0, len(parties)))
        day = draw(st.sampled_from(DAYS))
        mention_id = writer.tell(
            draw(st.sampled_from(TYPES)),
            tuple(parties[:half]),
            tuple(parties[half:]),
            day=day,
            is_news=day is None and draw(st.booleans()),
            place=place,
            status=draw(st.sampled_from(STATUSES)),
            trigger="met",
            about=writer.events[0].mention_id if draw(st.booleans()) and writer.events else None,
        )
        if draw(st.booleans()):
            writer.agree(f"the {word} treaty", tuple(parties), "signed", day=day, event=mention_id)
        if draw(st.booleans()) and parties:
            writer.quote(parties[0], f"about the {word}")
    return writer.done()


@st.composite
def corpora(draw: st.DrawFn) -> list[Annotations]:
    return [draw(articles(f"d{number}")) for number in range(draw(st.integers(1, 6)))]
