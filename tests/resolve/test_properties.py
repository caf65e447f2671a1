from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.corpora import corpora
from tests.resolve.writing import Writer

from dragoman.records.decisions import Decision
from dragoman.records.mentions import Annotations
from dragoman.resolve.blocking import partition
from dragoman.resolve.resolution import resolve_documents


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
