"""Commands that read articles: `build`, `annotate`, `classify`, `remove`."""

from __future__ import annotations

import contextlib
import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from dragoman.cli.output import check_format, print_line, tell_unapplied, write_lines
from dragoman.cli.watching import watched
from dragoman.errors import UsageError
from dragoman.records.documents import Rejection
from dragoman.records.mentions import Outcome
from dragoman.records.spans import CharSpan
from dragoman.store.summary import BuildSummary, Refused
from dragoman.views.annotation_objects import annotations_object
from dragoman.views.objects import Json, rejection_object

STOPPED = 130  # as shells call it: ended by Ctrl-C
SHOWN_REJECTIONS = 10  # reasons listed at the end of a build; the record keeps them all

RecordOption = Annotated[
    str | None, typer.Option("--record", "-r", help="The record: a file, or a postgresql:// URL. Default: record.db.")
]

SUMMARY_FORMATS = ("text", "jsonl")
SummaryForm = Annotated[
    str, typer.Option("--format", "-f", help="text, or jsonl: what was done as one object on standard output.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("build", epilog="Example: dragoman build articles/ --record iran-russia.db")(build)
    app.command("annotate", epilog="Example: dragoman annotate articles/*.txt -o annotations.jsonl")(annotate)
    app.command("classify", epilog="Example: dragoman classify questions.jsonl -o answers.jsonl")(classify)
    app.command("remove", epilog="Example: dragoman remove 5f2c6e0d9a1b3c47")(remove)


def build(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    record: RecordOption = None,
    workers: Annotated[int | None, typer.Option(help="Processes that read side by side.", min=1, max=256)] = None,
    engine: Annotated[str, typer.Option(help="local, or ray for a cluster.")] = "local",
    ray_address: Annotated[
        str | None, typer.Option(help="Of --engine ray: the cluster; auto is the one of this machine.")
    ] = None,
    work_folder: Annotated[
        Path | None, typer.Option(help="Of --engine ray: coded articles, which all machines reach.")
    ] = None,
    form: SummaryForm = "text",
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 when an article was rejected.")] = False,
) -> None:
    """Read, code and resolve articles into a record; what it holds already costs nothing."""
    from dragoman.api import open as open_record
    from dragoman.cli.engines import start_engine

    check_format(form, SUMMARY_FORMATS)
    console = Console(stderr=True, highlight=False)
    with start_engine(engine, record, workers, ray_address, work_folder) as started, open_record(record) as opened:
        with watched(console) as summary, _telling_of_stop(summary):
            opened.add(*paths, workers=workers, summary=summary, engine=started)
        counts, place = opened.view.counts(), opened.place
    rejected = summary.rejections
    if form == "jsonl":
        done = {"read": summary.read, "added": summary.added, "known": summary.known, "rejected": len(rejected)}
        print_line({"record": place, **done, **asdict(counts), "rejections": [rejection_object(r) for r in rejected]})
        return _stop_where_strict(rejected, strict=strict)
    console.print(
        f"{summary.read} read: {summary.added} added, {summary.known} known already, {len(rejected)} rejected. "
        f"{place}: {counts.documents} documents, {counts.events} events, {counts.statements} statements, "
        f"{counts.agreements} agreements, {counts.contradictions} contradictions.",
        soft_wrap=True,
    )
    if not summary.read:
        console.print("nothing to read there: no file with an ending that is read (see docs/formats-in.md)")
    _tell_rejections(console, rejected)
    tell_unapplied(summary.unapplied)
    return _stop_where_strict(rejected, strict=strict)


def _stop_where_strict(rejected: Refused, *, strict: bool) -> None:
    # What an archive holds beside its articles is passed over: nobody lost anything.
    if strict and len(rejected) > rejected.reasons["passed-over"]:
        raise typer.Exit(3)


@contextlib.contextmanager
def _telling_of_stop(summary: BuildSummary) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        sys.stderr.write(
            f"dragoman: stopped; {summary.added} articles were added before, each whole; the next build goes on there\n"
        )
        raise typer.Exit(STOPPED) from None


def _tell_rejections(console: Console, rejected: Refused) -> None:
    for rejection in itertools.islice(rejected, SHOWN_REJECTIONS):
        console.print(
            f"  rejected {rejection.source_id}: {rejection.reason}: {rejection.detail}", markup=False, soft_wrap=True
        )
    if len(rejected) > SHOWN_REJECTIONS:
        told = ", ".join(f"{count} {reason}" for reason, count in sorted(rejected.reasons.items()))
        console.print(f"  ... and {len(rejected) - SHOWN_REJECTIONS} more ({told} in all)")


def annotate(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write here instead of standard output.")] = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 when an article was rejected.")] = False,
) -> None:
    """Annotate articles one at a time, without a record: JSON Lines, a line for each input."""
    from dragoman.coder import Coder

    rejected = Refused()
    write_lines(_annotation_lines(Coder().annotate_paths(paths), rejected), out)
    _tell_rejections(Console(stderr=True, highlight=False), rejected)
    _stop_where_strict(rejected, strict=strict)


def _annotation_lines(outcomes: Iterable[Outcome], rejected: Refused) -> Iterator[Json]:
    for outcome in outcomes:
        if isinstance(outcome, Rejection):
            rejected.append(outcome)
            yield rejection_object(outcome)
        else:
            yield annotations_object(outcome)


def classify(
    file: Annotated[Path, typer.Argument(help="JSON Lines: id, text, source [start, end], target [start, end].")],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write here instead of standard output.")] = None,
    codebook: Annotated[str, typer.Option(help="Labels: plover, or plv (public test sets).")] = "plover",
) -> None:
    """Tell what one given actor does to another: a type and its scores for each line."""
    from dragoman.coder import Coder
    from dragoman.extract.classify import Question

    coder = Coder()

    def answers() -> Iterator[Json]:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            item = _read_question(line, f"{file}:{number}")
            question = Question(
                question_id=str(item["id"]),
                text=str(item["text"]),
                source=_span(item["source"], f"{file}:{number}"),
                target=_span(item["target"], f"{file}:{number}"),
            )
            verdict = coder.classify(question, codebook=codebook)
            yield {"id": item["id"], "event_type": verdict.event_type, "scores": dict(verdict.scores)}

    write_lines(answers(), out)


def _read_question(line: str, where: str) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"{where}: no JSON: {error.msg}") from error
    missing = {"id", "text", "source", "target"} - set(item if isinstance(item, dict) else ())
    if missing:
        raise UsageError(f"{where}: lacks {', '.join(sorted(missing))}")
    return dict(item)


def _span(value: Any, where: str) -> CharSpan:
    try:
        start, end = value
        return CharSpan(start=int(start), end=int(end))
    except (TypeError, ValueError) as error:
        raise UsageError(f"{where}: a span is [start, end], not {value!r}") from error


def remove(
    document_ids: Annotated[list[str], typer.Argument(help="Ids of documents (see dragoman documents).")],
    record: RecordOption = None,
    form: SummaryForm = "text",
) -> None:
    """Take articles out of a record, with everything that only they supported."""
    from dragoman.api import open as open_record

    check_format(form, SUMMARY_FORMATS)
    with open_record(record, create=False) as opened:
        removed = opened.remove(*document_ids)
        unapplied = opened.unapplied()
    missing = [document_id for document_id in document_ids if document_id not in removed]
    if form == "jsonl":
        print_line({"removed": list(removed), "missing": missing})
    else:
        sys.stderr.write(f"{len(removed)} removed\n")
    tell_unapplied(unapplied)
    if missing:
        raise UsageError(f"no document {', '.join(missing)}; dragoman documents lists them")
