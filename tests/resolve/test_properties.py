from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.writing import PLACES, Writer

from dragoman.records.decisions import Decision
from dragoman.records.mentions import Annotations
from dragoman.records.vocabulary import EventType, Status
from dragoman.resolve import clustering, scoring
from dragoman.resolve.blocking import block_keys, partition
from dragoman.resolve.resolution import resolve_documents

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


@settings(max_examples=60, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_order_of_documents_makes_no_difference(corpus: list[Annotations], random: object) -> None:
    shuffled = list(corpus)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve_documents(shuffled) == resolve_documents(corpus)


@settings(max_examples=40, deadline=None)
@given(corpora())
def test_parts_give_the_whole(corpus: list[Annotations]) -> None:
    whole = resolve_documents(corpus)
    parts = [resolve_documents(part) for part in partition(corpus)]
    for field in ("documents", "actors", "events", "statements", "agreements", "contradictions"):
        expected = sorted(map(repr, getattr(whole, field)))
        assert expected == sorted(repr(each) for part in parts for each in getattr(part, field))


@settings(max_examples=40, deadline=None)
@given(corpora())
def test_each_mention_is_in_one_event(corpus: list[Annotations]) -> None:
    resolution = resolve_documents(corpus)
    told = sorted(event.mention_id for each in corpus for event in each.events)
    assert told == sorted(mention_id for event in resolution.events for mention_id in event.mention_ids)
    known = {event.event_id for event in resolution.events}
    assert len(known) == len(resolution.events)
    for event in resolution.events:
        assert event.about is None or event.about in known
        assert all(link.event_id in known for link in event.links)
        assert len({claim.claim_id for claim in event.claims}) == len(event.claims)
        assert {claim.event_id for claim in event.claims} == {event.event_id}
        assert {each for step in event.history for each in step.claims} <= {claim.claim_id for claim in event.claims}


@settings(max_examples=40, deadline=None)
@given(corpora(), st.data())
def test_decisions_are_replayed(corpus: list[Annotations], data: st.DataObject) -> None:
    mentions = sorted(event.mention_id for each in corpus for event in each.events)
    if len(mentions) < 2:
        return
    pair = data.draw(st.lists(st.sampled_from(mentions), min_size=2, max_size=2, unique=True))
    kind = data.draw(st.sampled_from(("merge", "split", "reject")))
    decision = Decision(
        decision_id="x1", kind=kind, subjects=tuple(pair), field=None, value=None, by="a", decided_at="2031-01-01"  # type: ignore[arg-type]
    )  # fmt: skip
    undo = Decision(
        decision_id="x2", kind="undo", subjects=(), field=None, value=None, by="a", decided_at="2031-01-02", undoes="x1"
    )
    decided = resolve_documents(corpus, (decision,))
    assert resolve_documents(corpus[::-1], (decision,)) == decided
    homes = {each: event.event_id for event in decided.events for each in event.mention_ids}
    if kind == "merge":
        assert homes[pair[0]] == homes[pair[1]]
    elif kind == "split":
        event = next(event for event in decided.events if pair[0] in event.mention_ids)
        assert set(event.mention_ids) <= set(pair)
    else:
        assert not set(pair) & set(homes)
    assert resolve_documents(corpus, (decision, undo)) == resolve_documents(corpus)


def busy(count: int, *, days: int) -> list[Annotations]:
    """Write articles of one busy pair: each tells one event of one of these days."""
    written = []
    for number in range(count):
        day = f"20{30 + number % days // 336:02d}-{number % days // 28 % 12 + 1:02d}-{number % days % 28 + 1:02d}"
        writer = Writer(f"d{number:05d}", published=day).say(f"Ardania and Belmark met about {WORDS[number % 6]}.")
        writer.tell("CONSULT", ("Ardania", "Belmark"), is_news=True, trigger="met")
        written.append(writer.done())
    return written


@pytest.mark.parametrize("days", [1, 300], ids=["all-one-day", "spread"])
def test_comparisons_grow_no_faster_than_n_log_n(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    counts = []
    for size in (150, 300, 600):
        calls: list[int] = []

        def compare(*arguments: object, calls: list[int] = calls, **named: object) -> object:
            calls.append(1)
            return scoring.compare_frames(*arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(clustering, "compare_frames", compare)
        resolve_documents(busy(size, days=days))
        counts.append((size, len(calls)))
    ratios = [count / (size * math.log2(size)) for size, count in counts]
    assert ratios[-1] <= ratios[0] * 1.3, counts


def test_all_documents_the_same() -> None:
    corpus = []
    for number in range(120):
        writer = Writer(f"d{number:03d}", published="2031-05-09").say("Ilan Orsk met Petra Vale in Lisk on 8 May.")
        writer.tell("CONSULT", ("Ilan Orsk", "Petra Vale"), day="2031-05-08", place="Lisk", trigger="met")
        corpus.append(writer.done())
    (event,) = resolve_documents(corpus).events
    assert len(event.mention_ids) == 120
    assert event.event_id


def test_documents_that_share_nothing() -> None:
    corpus = []
    for number in range(50):
        writer = Writer(f"d{number:03d}", published="2031-05-09").say(f"A thing {number} was said.")
        writer.tell("CONSULT", is_news=True, trigger="said")
        corpus.append(writer.done())
    assert len(partition(corpus)) == 50
    assert len(resolve_documents(corpus).events) == 50


def test_every_mention_has_a_block() -> None:
    writer = Writer("d1").say("Ilan Orsk said this of the canal treaty.")
    event = writer.tell("CONSULT", ("Ilan Orsk",))
    agreement = writer.agree("canal treaty", (), "proposed")
    quotation = writer.quote("Ilan Orsk", "this")
    keys = block_keys(writer.done())
    assert keys[event] == keys[quotation] == ("ARD",)
    assert keys[agreement] == ("document:d1",)
    assert "document:d1" in keys["d1"]
    assert any(key.startswith("name:") for key in keys["d1"])
