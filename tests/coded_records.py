"""A record that the real pipeline coded, with all that can befall one: superseded, removed, decided; and its copies."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dragoman import api
from dragoman.views.exports.json_lines import export_jsonl

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "articles"
ARTICLES = tuple(str(path) for path in sorted(EXAMPLES.glob("0[1-8]*")))

# Of our own: a treaty with its stages, figures, an allegation and its denial, a guest on two days.
TREATY = (
    "LISK, March 4 (Harbour Wire) - Kenya and Peru signed a treaty of friendship in Nairobi on Tuesday, after they had "
    "negotiated it for two years. “We have kept our word,” the Kenyan foreign minister said. Peru will send aid worth "
    "$40 million to Kenya in May. Kenya accused Fiji of spying on the talks; Fiji denied that it had spied on them."
)
LATER = TREATY.replace("$40 million", "$60 million").replace("in May", "in June")
GONE = "France expelled two diplomats of Fiji on Monday. Fiji recalled its ambassador from France on Tuesday."


def build_coded_record(path: Path) -> None:
    """Build the record: eight articles, one in two versions, one removed again, four decisions."""
    lines = path.with_name("lines.jsonl")
    with api.open(str(path)) as record:
        record.add(*ARTICLES[:5])
        for text in (TREATY, LATER):
            article = {"id": "treaty", "text": text, "published": "2031-03-05", "publisher": "Harbour Wire"}
            lines.write_text(json.dumps(article), encoding="utf-8")
            record.add(str(lines))
        lines.write_text(json.dumps({"id": "gone", "text": GONE, "published": "2031-03-05"}), encoding="utf-8")
        record.add(str(lines), *ARTICLES[5:])
        gone = [kept.document.document_id for kept in record.documents() if kept.document.source_id == "gone"]
        record.remove(*gone)
        events = [event.event_id for event in record.events()]
        first = record.decide("reject", events[0], author="An analyst")
        record.decide("merge", *events[1:3], author="An analyst")
        record.decide("set", events[3], field="place", value="Nairobi", author="An analyst")
        record.decide("undo", first.decision_id, author="An analyst")
        record.decide("accept", events[4], author="An analyst")


def copy_record(source: Path, target: Path) -> Path:
    """Copy a record that nobody writes to."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    return target


@contextmanager
def opened_raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file behind dragoman's back, without foreign keys; what is done is kept."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        yield connection
        connection.commit()


def export_bytes(path: Path) -> bytes:
    """Give the bytes of the record's export."""
    out = path.with_suffix(".export.jsonl")
    with api.open(str(path), create=False) as record:
        export_jsonl(record.view, out, with_text=False)
    return out.read_bytes()
