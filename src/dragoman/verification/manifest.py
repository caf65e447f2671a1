"""What each build was made with and what it did, kept in the record beside what it made.

In:  what the build runs with; at its end, its summary. Out: a note in the record, `BuildNote`s to be shown.
A note is written when a build begins and again when it ends: of one that was killed, the first stays. A build that
found nothing to do leaves none. Notes hold moments, so no export holds them: the same articles give the same bytes.
Nobody's name and no path is noted: articles' folders tell of their users.
Left to `api`: the clock and the settings.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version

from dragoman import __version__
from dragoman.lexicons.load.chosen_table import UserTable
from dragoman.lexicons.load.files import file_hashes
from dragoman.pipeline import Versions
from dragoman.records.codec import from_plain, to_plain
from dragoman.store.base import View, Writer
from dragoman.store.summary import BuildSummary

BUILD, LEXICONS = "build:", "lexicons:"  # what the notes' keys begin with
LIBRARIES = ("numpy", "spacy", "sqlalchemy", "trafilatura")  # what of others' code decides what is read and found


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Reads as: a build runs with these settings, on that engine, with so many workers.

    `settings` are those that change what is found, each as text; `actors` is the user's own table.
    """

    engine: str
    workers: int
    settings: Mapping[str, str]
    actors: UserTable | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildNote:
    """Reads as: a build began then, with this, and ended then, having done that.

    `ended_at` is None of one that was killed or is still running: then the counts are zero. `versions` are those of
    dragoman, Python and libraries, and those that each document is kept with; `tables` gives the user's own with a
    hash; `rejected` counts by reason.
    """

    began_at: str
    ended_at: str | None = None
    engine: str
    workers: int
    platform: str
    versions: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, str], ...]
    read: int = 0
    known: int = 0
    added: int = 0
    rejected: tuple[tuple[str, int], ...] = ()
    resolved_documents: int = 0


@dataclass(slots=True, kw_only=True)
class NotedBuild:
    """A build that has begun: `end` notes what it did."""

    writer: Writer
    note: BuildNote
    key: str = field(init=False)

    def __post_init__(self) -> None:
        """Name the note by its moment, and by what tells two builds of one moment apart."""
        self.key = f"{BUILD}{self.note.began_at}"

    def end(self, summary: BuildSummary, now: str) -> None:
        """Note what the build did; where it found nothing to do, forget it."""
        if not (summary.added or summary.rejections or summary.resolved_blocks):
            self.writer.forget_meta(self.key)
            return
        done = {
            "ended_at": now,
            "read": summary.read,
            "known": summary.known,
            "added": summary.added,
            "rejected": sorted(summary.rejections.reasons.items()),
            "resolved_documents": summary.resolved_documents,
        }
        self.writer.set_meta(self.key, json.dumps(to_plain(self.note) | done))


def begin_build(writer: Writer, run: Run, versions: Versions, now: str) -> NotedBuild:
    """Note that a build begins, and once for each state of the lexicons what its files hash to."""
    note = BuildNote(
        began_at=now,
        engine=run.engine,
        workers=run.workers,
        platform=platform.platform(),
        versions=(*_made_with(), *versions),
        settings=tuple(sorted(run.settings.items())),
        tables=((run.actors.name, run.actors.digest),) if run.actors is not None else (),
    )
    writer.set_meta(f"{LEXICONS}{dict(versions)['lexicons']}", json.dumps(dict(file_hashes())))
    noted = NotedBuild(writer=writer, note=note)
    writer.set_meta(noted.key, json.dumps(to_plain(note)))
    return noted


def _made_with() -> Iterator[tuple[str, str]]:
    yield "dragoman", __version__
    yield "python", f"{platform.python_implementation()} {platform.python_version()}"
    for name in LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "not known"


def read_builds(view: View) -> tuple[BuildNote, ...]:
    """Give the builds of a record, the first first."""
    noted = view.meta()
    return tuple(from_plain(BuildNote, json.loads(noted[key])) for key in sorted(noted) if key.startswith(BUILD))


def read_lexicon_hashes(view: View, fingerprint: str) -> dict[str, str]:
    """Give the hash of each lexicon file of that state; none where no build noted it."""
    noted = view.meta().get(f"{LEXICONS}{fingerprint}")
    return dict(json.loads(noted)) if noted is not None else {}
