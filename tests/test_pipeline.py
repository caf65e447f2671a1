"""A record made in any order, in any parts, with detours: the same bytes; no more is resolved than hangs together."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.corpora import corpora
from tests.resolve.writing import Writer as Article

from dragoman.pipeline import resolve_dirty, store_form
from dragoman.records.decisions import Decision
from dragoman.records.mentions import Annotations
from dragoman.records.vocabulary import DecisionKind
from dragoman.store.base import Store
from dragoman.store.sql import open_store
from dragoman.store.summary import BuildSummary
from dragoman.views.exports.json_lines import export_jsonl

SLOW = settings(max_examples=12, deadline=None)


class Build:
    """A record in memory."""

    def __init__(self) -> None:
        self.store: Store = open_store(":memory:", create=True)
        self.writer = self.store.writer()

    def add(self, articles: Sequence[Annotations]) -> int:
        """Add and resolve; count the documents that were resolved again."""
        self.writer.add([store_form(each) for each in articles])
        return self.resolve()

    def resolve(self) -> int:
        """Resolve what changed."""
        summary = BuildSummary()
        resolve_dirty(self.writer, summary)
        return summary.resolved_documents

    def read(self) -> bytes:
        """Give all that the record holds."""
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "record.jsonl"
            export_jsonl(self.store.view(), out, with_text=False)
            return out.read_bytes()

    def close(self) -> bytes:
        """Give all that the record holds, and let go of it."""
        found = self.read()
        self.store.close()
        return found


def build(*parts: Sequence[Annotations]) -> bytes:
    made = Build()
    for part in parts:
        made.add(part)
    return made.close()


@SLOW
@given(corpora(), st.data())
def test_parts_and_order_make_no_difference(corpus: list[Annotations], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(corpus))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(corpus)), max_size=3)))
    parts = [shuffled[start:end] for start, end in zip([0, *cuts], [*cuts, len(shuffled)], strict=True)]
    assert build(*parts) == build(corpus)


@SLOW
@given(corpora(), st.data())
def test_what_is_removed_leaves_no_trace(corpus: list[Annotations], data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.sampled_from(corpus), unique_by=lambda each: each.document.document_id))
    ids = [each.document.document_id for each in gone]
    made = Build()
    made.add(corpus)
    made.writer.remove(ids)
    made.resolve()
    assert made.read() == build([each for each in corpus if each.document.document_id not in ids])
    made.add(gone)
    assert made.close() == build(corpus)


@SLOW
@given(corpora(), st.data())
def test_decisions_are_replayed(corpus: list[Annotations], data: st.DataObject) -> None:
    mentions = sorted(event.mention_id for each in corpus for event in each.events)
    if len(mentions) < 2:
        return
    named = tuple(sorted(data.draw(st.lists(st.sampled_from(mentions), min_size=2, max_size=3, unique=True))))
    kinds: tuple[DecisionKind, ...] = ("merge", "split", "reject")
    kind = data.draw(st.sampled_from(kinds))
    decision = Decision(
        decision_id="x1", kind=kind, subjects=named, field=None, value=None, by="a", decided_at="2031-01-01",
        mention_ids=named,
    )  # fmt: skip
    early, late, never = Build(), Build(), Build()
    early.writer.decide(decision)
    half = len(corpus) // 2
    early.add(corpus[:half])
    early.add(corpus[half:])
    late.add(corpus)
    late.writer.decide(decision)
    late.resolve()
    assert early.close() == late.read()
    undo = Decision(
        decision_id="x2", kind="undo", subjects=(), field=None, value=None, by="a", decided_at="2031-01-02",
        undoes="x1", mention_ids=named,
    )  # fmt: skip
    late.writer.decide(undo)
    late.resolve()
    never.add(corpus)
    events = [list(made.store.view().events()) for made in (late, never)]
    assert events[0] == events[1]
    late.close()
    never.close()


def tell(document_id: str, parties: tuple[str, str], day: str) -> Annotations:
    writer = Article(document_id, published=day).say(f"{parties[0]} and {parties[1]} met in {document_id}.")
    writer.tell("CONSULT", parties, is_news=True, trigger="met")
    return writer.done()


def test_only_what_an_article_touches_is_resolved_again() -> None:
    made = Build()
    north, south = ("Ardania", "Belmark"), ("Corvia", "Dovrene")
    assert made.add([tell(f"n{day}", north, f"2031-05-{day}") for day in range(10, 20)]) == 10
    assert made.add([tell(f"s{day}", south, f"2031-05-{day}") for day in range(10, 20)]) == 10
    assert made.add([tell("s99", south, "2031-05-14")]) == 11
    # the same two, years after
    assert made.add([tell("s2", south, "2034-05-14")]) == 1
    made.writer.remove(["s2"])
    assert made.resolve() == 0
    made.store.close()
