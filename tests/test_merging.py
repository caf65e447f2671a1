"""Sets of documents that hang together: the same record however they are worked through."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import given, settings
from tests.resolve.corpora import corpora
from tests.test_pipeline import Build

from dragoman import great_sets, merging
from dragoman.merging import find_closure, iter_sets, resolve_dirty
from dragoman.pipeline import store_form
from dragoman.records.mentions import Annotations
from dragoman.resolve.spread import Helpers, Item, Result
from dragoman.store.summary import BuildSummary

SLOW = settings(max_examples=12, deadline=None)


def elsewhere(work: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
    """Work backwards through what was sent to another process."""
    sent_work, sent = pickle.loads(pickle.dumps((work, list(items))))  # noqa: S301 - our own bytes
    yield from reversed([sent_work(each) for each in reversed(sent)])


@SLOW
@given(corpora())
def test_where_sets_are_resolved_and_how_many_at_a_time_makes_no_difference(corpus: list[Annotations]) -> None:
    here, there = Build(), Build()
    here.add(corpus)
    there.writer.add([store_form(each) for each in corpus])
    resolve_dirty(there.writer, BuildSummary(), spread=elsewhere, limit=1)
    assert here.close() == there.close()


@SLOW
@given(corpora())
def test_what_is_too_great_to_be_held_whole_comes_to_the_same(corpus: list[Annotations]) -> None:
    whole, parted, away = Build(), Build(), Build()
    whole.add(corpus)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(merging, "MOST_HELD", 1)
        patched.setattr(great_sets, "EVENTS_AT_A_TIME", 2)
        parted.add(corpus)
        away.writer.add([store_form(each) for each in corpus])
        resolve_dirty(away.writer, BuildSummary(), helpers=Helpers(portions=elsewhere, shares=elsewhere))
    assert whole.close() == parted.close() == away.close()


@SLOW
@given(corpora())
def test_each_document_of_a_closure_is_in_one_set(corpus: list[Annotations]) -> None:
    made = Build()
    made.writer.add([store_form(each) for each in corpus])
    closure = find_closure(made.writer, made.writer.dirty_blocks())
    ids = [each.document.document_id for some in iter_sets(made.writer, closure) for each in some]
    assert sorted(ids) == sorted({each.document.document_id for each in corpus})
    assert ids == [each for piece in closure.pieces for each in piece.document_ids]
    made.close()
