"""The record as tables: which columns each kind has, and CSV files made of them.

In:  records. Out: cells as text. A cell that a spreadsheet would read as a formula is defused.
Left to `views.objects`: the JSON form, which loses nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TextIO

from dragoman.records.entities import Agreement, Event, Party, Statement
from dragoman.records.times import Interval
from dragoman.store.base import KeptDecision, KeptDocument
from dragoman.views.decisions import decision_state, decision_words
from dragoman.views.exports.files import readable
from dragoman.views.wording import GENRE_WORDS, name_speaker

# What spreadsheets start a formula with (OWASP, "CSV injection"); such a cell gets an apostrophe before it.
# The wide forms count too: some spreadsheets fold them.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Reads as: a column under this title, whose cell is made so; a narrow one is never folded."""

    title: str
    cell: Callable[[Any], str]
    narrow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableForm:
    """Reads as: a kind's columns in files, and the fewer ones that fit a terminal."""

    columns: tuple[Column, ...]
    brief: tuple[Column, ...]


def write_csv(kind: str, records: Iterable[object], out: TextIO) -> int:
    """Write records of a kind as CSV with a header; give how many there were."""
    return write_columns(TABLES[kind].columns, records, out)


def write_columns(columns: Sequence[Column], records: Iterable[object], out: TextIO) -> int:
    """Write records under these columns as CSV with a header; give how many there were."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.title for column in columns])
    count = 0
    for record in records:
        writer.writerow([defuse(readable(column.cell(record))) for column in columns])
        count += 1
    return count


def defuse(cell: str) -> str:
    """Keep a spreadsheet from running a cell: numbers stay as they are.

    >>> defuse("=HYPERLINK()")
    "'=HYPERLINK()"
    """
    if not cell.startswith(FORMULA_STARTS):
        return cell
    try:
        float(cell)
    except ValueError:
        return "'" + cell
    return cell


def party_names(parties: Iterable[Party]) -> str:
    """Name the parties of a side."""
    return "; ".join(_party_name(party) for party in parties)


def _party_name(party: Party) -> str:
    """Name a party with its code, and with the genre in which alone it says so: "Jane Doe (opinion)"."""
    genre = GENRE_WORDS[party.genre] if party.genre and party.actor_id else None
    told = ", ".join(part for part in (party_code(party), genre) if part)
    return f"{party.name} ({told})" if told else party.name


def party_code(party: Party) -> str | None:
    """Give the country, else the international code."""
    return party.country or party.international_code


def interval_text(interval: Interval) -> str:
    """Show a date as precise as it is known."""
    if interval.value is not None:
        return interval.value
    if interval.earliest or interval.latest:
        return f"{interval.earliest or ''}..{interval.latest or ''}"
    return "date unknown"


def event_words(event: Event) -> str:
    """Give the words that name the event in its anchor's article."""
    return next((claim.evidence.exact for claim in event.claims if claim.field == "event_type"), "")


def event_sentence(event: Event) -> str:
    """Give the sentence that the event's type stands in."""
    return next((claim.sentence.exact for claim in event.claims if claim.field == "event_type"), "")


def _reporter(statement: Statement) -> str:
    return statement.reported_by.name if statement.reported_by else statement.reported_by_words or ""


def _number(value: float) -> str:
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


def stages_text(agreement: Agreement) -> str:
    """Tell the life of an agreement in a line."""
    return "; ".join(f"{stage.stage} {interval_text(stage.date.interval)}" for stage in agreement.stages)


EVENT_DATE = Column(title="date", cell=lambda event: interval_text(event.date.interval), narrow=True)
EVENT_TYPE = Column(title="type", cell=lambda event: event.event_type, narrow=True)
EVENT_STATUS = Column(title="status", cell=lambda event: event.status, narrow=True)
EVENT_SOURCES = Column(title="sources", cell=lambda event: party_names(event.sources))
EVENT_TARGETS = Column(title="targets", cell=lambda event: party_names(event.targets))
EVENT_PLACE = Column(title="place", cell=lambda event: event.place.name if event.place else "")
EVENT_SENTENCE = Column(title="words", cell=event_sentence)


def _text(name: str, title: str | None = None, *, narrow: bool = False) -> Column:
    """Make a column of an attribute as it stands; None is empty."""

    def cell(record: object) -> str:
        value = getattr(record, name)
        return "" if value is None else str(value)

    return Column(title=title or name, cell=cell, narrow=narrow)


def _decision(name: str, *, narrow: bool = False) -> Column:
    def cell(kept: KeptDecision) -> str:
        value = getattr(kept.decision, name)
        return "" if value is None else str(value)

    return Column(title=name, cell=cell, narrow=narrow)


def _document(name: str, *, narrow: bool = False) -> Column:
    def cell(kept: KeptDocument) -> str:
        value = getattr(kept.document, name)
        return "" if value is None else str(value)

    return Column(title=name, cell=cell, narrow=narrow)


TABLES: Mapping[str, TableForm] = MappingProxyType(
    {
        "events": TableForm(
            columns=(
                _text("event_id"),
                EVENT_DATE,
                Column(title="earliest", cell=lambda event: event.date.interval.earliest or ""),
                Column(title="latest", cell=lambda event: event.date.interval.latest or ""),
                Column(title="date_basis", cell=lambda event: event.date.basis),
                EVENT_TYPE,
                _text("plover_type"),
                Column(title="modes", cell=lambda event: "|".join(event.modes)),
                Column(title="contexts", cell=lambda event: "|".join(event.contexts)),
                EVENT_STATUS,
                EVENT_SOURCES,
                EVENT_TARGETS,
                EVENT_PLACE,
                _text("intensity"),
                _text("confidence"),
                _text("documents"),
                _text("voices"),
                EVENT_SENTENCE,
            ),
            brief=(
                _text("event_id", narrow=True),
                EVENT_DATE,
                EVENT_STATUS,
                EVENT_TYPE,
                EVENT_SOURCES,
                EVENT_TARGETS,
                EVENT_PLACE,
                EVENT_SENTENCE,
            ),
        ),
        "quotations": TableForm(
            columns=(
                _text("quotation_id"),
                Column(title="date", cell=lambda s: interval_text(s.date)),
                Column(title="speaker", cell=lambda s: name_speaker(s, "")),
                _text("kind"),
                _text("content"),
                _text("addressee"),
                Column(title="occasion_kind", cell=lambda s: s.occasion.kind if s.occasion else ""),
                Column(title="occasion", cell=lambda s: s.occasion.words.exact if s.occasion else ""),
                _text("within"),
                Column(title="reported_by", cell=_reporter),
                Column(title="printed", cell=lambda s: str(len(s.printed))),
            ),
            brief=(
                Column(title="date", cell=lambda s: interval_text(s.date), narrow=True),
                Column(title="speaker", cell=lambda s: name_speaker(s, "unknown")),
                _text("kind", narrow=True),
                _text("content"),
            ),
        ),
        "figures": TableForm(
            columns=(
                _text("figure_id"),
                Column(title="low", cell=lambda f: _number(f.low)),
                Column(title="high", cell=lambda f: _number(f.high)),
                _text("bound"),
                _text("figure_class", "class"),
                _text("unit"),
                _text("counted"),
                _text("of"),
                _text("change"),
                _text("as_of"),
                Column(title="words", cell=lambda f: f.printed[0].exact if f.printed else ""),
            ),
            brief=(
                Column(title="low", cell=lambda f: _number(f.low), narrow=True),
                Column(title="high", cell=lambda f: _number(f.high), narrow=True),
                _text("bound", narrow=True),
                _text("unit"),
                _text("counted"),
                Column(title="words", cell=lambda f: f.printed[0].exact if f.printed else ""),
            ),
        ),
        "agreements": TableForm(
            columns=(
                _text("agreement_id"),
                Column(title="names", cell=lambda a: "; ".join(a.names)),
                _text("kind"),
                Column(title="parties", cell=lambda a: party_names(a.parties)),
                _text("duration_years"),
                _text("replaces"),
                Column(title="stages", cell=stages_text),
            ),
            brief=(
                Column(title="names", cell=lambda a: "; ".join(a.names)),
                Column(title="parties", cell=lambda a: party_names(a.parties)),
                Column(title="stages", cell=stages_text),
            ),
        ),
        "contradictions": TableForm(
            columns=(
                _text("contradiction_id"),
                _text("kind"),
                _text("about"),
                _text("field"),
                Column(title="sides", cell=lambda c: " | ".join(side.value for side in c.sides)),
                _text("why"),
            ),
            brief=(
                _text("kind"),
                _text("about"),
                Column(title="sides", cell=lambda c: " | ".join(side.value for side in c.sides)),
                _text("why"),
            ),
        ),
        "actors": TableForm(
            columns=(
                _text("actor_id"),
                _text("name"),
                _text("kind"),
                _text("country"),
                _text("international_code"),
                Column(title="sectors", cell=lambda a: "|".join(a.sectors)),
                Column(title="aliases", cell=lambda a: "; ".join(a.aliases)),
                _text("mentions"),
            ),
            brief=(
                _text("name"),
                _text("kind", narrow=True),
                Column(title="code", cell=lambda a: a.country or a.international_code or ""),
                Column(title="aliases", cell=lambda a: "; ".join(a.aliases)),
                _text("mentions", narrow=True),
            ),
        ),
        "documents": TableForm(
            columns=(
                _document("document_id"),
                _document("source_id"),
                Column(title="published", cell=lambda k: interval_text(k.published.interval)),
                Column(title="basis", cell=lambda k: k.published.basis),
                _document("publisher"),
                _document("title"),
                _document("author"),
                _document("url"),
                _text("genre"),
            ),
            brief=(
                _document("document_id", narrow=True),
                Column(title="published", cell=lambda k: interval_text(k.published.interval), narrow=True),
                _document("publisher"),
                _document("source_id"),
                _document("title"),
            ),
        ),
        "decisions": TableForm(
            columns=(
                _decision("decision_id"),
                _decision("decided_at"),
                _decision("by"),
                _decision("kind"),
                Column(title="subjects", cell=lambda k: "|".join(k.decision.subjects)),
                _decision("field"),
                _decision("value"),
                _decision("undoes"),
                Column(title="state", cell=decision_state),
            ),
            brief=(
                _decision("decision_id", narrow=True),
                Column(title="decided_at", cell=lambda k: k.decision.decided_at[:19], narrow=True),
                _decision("by"),
                Column(title="decided", cell=decision_words),
                Column(title="subjects", cell=lambda k: " ".join(k.decision.subjects)),
                Column(title="state", cell=decision_state),
            ),
        ),
        "dyads": TableForm(
            columns=(
                _text("source"),
                _text("target"),
                _text("directed"),
                _text("period"),
                _text("events"),
                _text("cooperation"),
                _text("conflict"),
                _text("net"),
                _text("smoothed"),
            ),
            brief=(
                _text("period", narrow=True),
                _text("source"),
                _text("target"),
                _text("events"),
                _text("cooperation"),
                _text("conflict"),
                _text("net"),
                _text("smoothed"),
            ),
        ),
        "turns": TableForm(
            columns=(_text("period"), _text("before"), _text("after"), _text("events")),
            brief=(_text("period", narrow=True), _text("before"), _text("after"), _text("events")),
        ),
        "comparison": TableForm(
            columns=(
                *(_text(name) for name in ("source", "target", "month")),
                _text("event_type", "type"),
                *(_text(name) for name in ("here", "there", "rows", "matched")),
            ),
            brief=(
                *(_text(name, narrow=True) for name in ("source", "target", "month")),
                _text("event_type", "type", narrow=True),
                *(_text(name) for name in ("here", "there", "rows", "matched")),
            ),
        ),
    }
)
