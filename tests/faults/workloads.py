"""Work on a record, done in a process of its own that can be killed after any statement.

In:  documents that were coded before. Out: a record in the state before or after some step.
The child is forked, so that nothing is loaded again: hundreds of kills take a minute or two.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, event

from dragoman import api
from dragoman.coder import Coder, Document
from dragoman.errors import DragomanError
from dragoman.merging import resolve_dirty
from dragoman.pipeline import Intake, make_decision, store_form
from dragoman.records.decisions import Judgement
from dragoman.records.faults import Fault
from dragoman.records.mentions import Annotations
from dragoman.store.base import StoredDocument, View, Writer
from dragoman.store.sql import open_store
from dragoman.store.summary import BuildSummary

NOW = "2031-04-01T00:00:00.000000Z"
BATCH = 2
FAILED = 9


# Of our own: what hangs together (one treaty, one expulsion, told twice) and what does not.
TREATY = (
    "Kenya and Peru signed a treaty of friendship in Nairobi on Tuesday. Peru will send aid worth $40 million to "
    "Kenya in May. “We have kept our word,” the Kenyan foreign minister said."
)
ARTICLES = (
    ("treaty", "2031-03-05", TREATY),
    ("treaty", "2031-03-05", TREATY.replace("$40 million", "$60 million")),
    ("signed", "2031-03-06", "Peru and Kenya signed a treaty of friendship in Nairobi on Tuesday, officials said."),
    ("spies", "2031-03-07", "Kenya accused Fiji of spying on Peru. Fiji denied that it had spied on anybody."),
    ("expelled", "2031-03-10", "France expelled two diplomats of Fiji on Monday. Fiji condemned France on Tuesday."),
    (
        "recalled",
        "2031-03-11",
        "Fiji recalled its ambassador from France after Paris expelled two diplomats on Monday.",
    ),
    ("talks", "2031-04-01", "Brazil and Chile held talks in Lima on trade worth 3,000 jobs. They will meet in June."),
    ("grain", "2031-04-03", "Canada will send 20,000 tonnes of grain to Nepal in May, its minister said."),
    ("undated", None, "Brazil and Chile held talks in Lima on trade last week, a spokesman said."),
    ("gone", "2031-04-04", "Japan protested to Norway over whaling. Norway rejected the protest on Friday."),
)


def code_articles(coder: Coder) -> tuple[Annotations, ...]:
    """Code the articles, each under its id: a later one of the same id supersedes the earlier."""
    articles = (Document(text=text, id=given, published=day, language="en") for given, day, text in ARTICLES)
    return tuple(coder.annotate(article) for article in articles)


def load_documents(record: Path) -> dict[str, Annotations]:
    """Give all that a record's documents say, superseded or not, by id."""
    with open_store(str(record), create=False) as store, store.proving() as prover:
        found = prover.documents(prover.document_ids())
        kept = [each.annotations for each in found if isinstance(each, StoredDocument)]
    return {each.document.document_id: each for each in kept}


def find_faults(path: Path, *, rebuild: bool = False) -> list[Fault]:
    """Verify the record; give its faults."""
    with api.open(str(path), create=False) as record:
        return list(record.upkeep.verify(rebuild=rebuild))


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Reads as: these documents are added, some removed, something decided; doing it again changes nothing."""

    documents: Sequence[Annotations]
    removed: Sequence[str] = ()
    accepted: Sequence[str] = ()

    def do(self, path: Path | str) -> None:
        """Do all of it, from wherever it was left."""
        with open_store(str(path), create=True) as store:
            writer, summary = store.writer(), BuildSummary()
            known = writer.known(each.document.document_id for each in self.documents)
            left = [each for each in self.documents if each.document.document_id not in known]
            left = [each for each in left if each.document.document_id not in self.removed or not known]
            Intake(writer, (), summary, batch=BATCH).keep(map(store_form, left), added_at=NOW)
            resolve_dirty(writer, summary)
            if self.removed:
                writer.remove(self.removed, removed_at=NOW)
                resolve_dirty(writer, summary)
            for mention_id in self.accepted:
                self._decide(store.view(), writer, mention_id)
            resolve_dirty(writer, summary)

    def _decide(self, view: View, writer: Writer, mention_id: str) -> None:
        if any(mention_id in each.decision.subjects for each in view.kept_decisions()):
            return
        judgement = Judgement(kind="set", names=(mention_id,), field="place", value="Nairobi", by="An analyst")
        writer.decide(make_decision(view, judgement, NOW)[0])


def in_child(work: Callable[[], None], *, kill_after: int | None = None) -> tuple[int, int, str]:
    """Do it in a child; give its exit code (negative: the signal), its count of statements, what it said of an error.

    With `kill_after` the child kills itself, without any warning, before its next statement.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking a process that may have threads
        child = os.fork()
    if child == 0:
        os.close(reading)
        _be_child(work, writing, kill_after)
    os.close(writing)
    with os.fdopen(reading, "r", encoding="utf-8") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    count, _, words = said.partition("\n")
    return code, int(count or 0), words


def _be_child(work: Callable[[], None], writing: int, kill_after: int | None) -> None:
    done = 0

    def count(*_: object) -> None:
        nonlocal done
        if kill_after is not None and done >= kill_after:
            os.kill(os.getpid(), signal.SIGKILL)
        done += 1

    code, words = 0, ""
    try:
        for name in ("before_cursor_execute", "commit"):
            event.listen(Engine, name, count)
        work()
    except DragomanError as error:
        code, words = FAILED, f"{type(error).__name__}: {error}"
    except BaseException:  # noqa: BLE001 - a child must never go on as a second pytest
        code, words = FAILED, traceback.format_exc()
    finally:
        os.write(writing, f"{done}\n{words}"[:60_000].encode())
        sys.stderr.flush()
        os._exit(code)
