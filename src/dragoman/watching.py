"""Look at sources of the web, again and again: what is new goes into the record, which remembers what was seen.

In:  a record, a list of sources, a fetcher. Out: what each look brought.
Left to `fetching`: how to ask. Left to `cli`: how long to wait, and what to tell.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from dragoman.api import Record
from dragoman.errors import DocumentError
from dragoman.fetching.fetcher import Fetcher
from dragoman.fetching.harvest import Look, Source, harvest
from dragoman.fetching.watchlist import Looked, Watchlist, read_memory, write_memory
from dragoman.store.summary import BuildSummary

REMEMBERED = "watched:"  # the key in the record, before the address of the source


def look_at_all(record: Record, watched: Watchlist, fetcher: Fetcher, today: date) -> Iterator[Looked]:
    """Look at each source once, in the order of the list; one that fails does not stop the others."""
    for source in watched.sources:
        try:
            yield look_at(record, source, fetcher, today)
        except DocumentError as error:
            yield Looked(source=source, fault=error.detail)


def look_at(record: Record, source: Source, fetcher: Fetcher, today: date) -> Looked:
    """Bring in what is new at a source since the last look.

    What is to be remembered is kept after the articles are: who is stopped between the two fetches them again.
    DocumentError where the source itself cannot be had or read; then nothing is changed.
    """
    key = REMEMBERED + source.url
    look, summary = Look(memory=read_memory(record.view.meta().get(key))), BuildSummary()
    before = look.memory
    found = harvest(fetcher, source, look, today=today)
    first = next(found, None)
    if first is not None:  # a look that brings nothing is no build to be noted
        record.add_articles(itertools.chain([first], found), summary=summary)
    if look.memory != before:
        record.note(key, write_memory(look.memory))
    return Looked(
        source=source,
        announced=look.announced,
        brought=look.brought,
        left_over=look.left_over,
        added=summary.added,
        rejected=len(summary.rejections),
    )
