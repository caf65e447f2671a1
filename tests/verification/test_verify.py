"""A sound record has no fault; each kind of damage is found, and what can be made anew is.

A check that cannot fail is worse than none: each damage here was made to a copy of a sound record, in its file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.coded_records import copy_record, export_bytes, opened_raw

from dragoman import api
from dragoman.records.faults import Fault

pytestmark = pytest.mark.model

Damage = Callable[[sqlite3.Connection], None]


def find_faults(path: Path, *, rebuild: bool = False) -> list[Fault]:
    with api.open(str(path), create=False) as record:
        return list(record.upkeep.verify(rebuild=rebuild))


def mend(path: Path) -> None:
    with api.open(str(path), create=False) as record:
        record.upkeep.mend()


@pytest.fixture
def copy(coded_record: Path, tmp_path: Path) -> Path:
    return copy_record(coded_record, tmp_path / "record.db")


def sql(*statements: str) -> Damage:
    def damage(connection: sqlite3.Connection) -> None:
        for statement in statements:
            changed = connection.execute(statement).rowcount
            assert changed > 0, statement

    return damage


def in_payload(table: str, path: str, value: object, *, where: str = "1") -> Damage:
    """Set a value within the payload of the first row."""
    held = json.dumps(value)
    changed = f"json_set(payload, '{path}', json('{held}'))"
    return sql(f"UPDATE {table} SET payload = {changed} WHERE {first(table, where)}")


def first(table: str, where: str = "1") -> str:
    return f"rowid = (SELECT min(rowid) FROM {table} WHERE {where})"


HAS_QUOTE = "payload LIKE '%\"cue\":{%'"

# what is done to the file: which proof finds it, and a word of what it says
DAMAGES: dict[str, tuple[Damage, str, str]] = {
    "text-changed": (sql("UPDATE document SET text = text || ' More.' WHERE row_no = 1"), "text", "hashes to"),
    "text-cut": (sql("UPDATE document SET text = substr(text, 20) WHERE row_no = 1"), "words", "does not stand"),
    "document-id": (
        sql(
            "UPDATE document SET document_id = 'x' || substr(document_id, 2), "
            "payload = json_set(payload, '$.document.document_id', 'x' || substr(document_id, 2)) WHERE row_no = 1"
        ),
        "ids",
        "not that of its text",
    ),
    "title": (sql("UPDATE document SET title = 'Another' WHERE row_no = 1"), "rows", "column title"),
    "day": (sql("UPDATE document SET sort_day = '1999-01-01' WHERE row_no = 1"), "rows", "column sort_day"),
    "versions": (sql("UPDATE document SET versions_id = '' WHERE row_no = 1"), "rows", "column versions_id"),
    "superseded-by-nobody": (
        sql("UPDATE document SET superseded_by = 'nobody' WHERE superseded_by IS NOT NULL"),
        "rows",
        "which is not in the record",
    ),
    "copy-of-nobody": (sql("UPDATE document SET copies_of = 'nobody' WHERE row_no = 1"), "rows", "a copy of nobody"),
    "superseded-by-itself": (
        sql("UPDATE document SET superseded_by = document_id WHERE superseded_by IS NOT NULL"),
        "rows",
        "by itself",
    ),
    "superseded-behind-our-back": (
        sql("UPDATE document SET superseded_by = (SELECT max(document_id) FROM document) WHERE row_no = 1"),
        "rows",
        "is superseded or not in the record",
    ),
    "payload-no-json": (sql("UPDATE document SET payload = '{' WHERE row_no = 2"), "readable", "cannot be read"),
    "payload-lacks-a-field": (
        sql(f"UPDATE event_mention SET payload = json_remove(payload, '$.status') WHERE {first('event_mention')}"),
        "readable",
        "cannot be read",
    ),
    "event-payload-no-json": (sql(f"UPDATE event SET payload = '' WHERE {first('event')}"), "readable", "cannot be"),
    "time-moved": (in_payload("time", "$.span.start", 0), "words", "does not stand"),
    "time-id": (in_payload("time", "$.time_id", "0123456789abcdef"), "ids", "0123456789abcdef"),
    "actor-id": (in_payload("actor_mention", "$.mention_id", "0123456789abcdef"), "ids", "actors: the id"),
    "actor-read-as-another": (in_payload("actor_mention", "$.actor_id", "somebody"), "ids", "actors: the id"),
    "place-words": (in_payload("place_mention", "$.exact", "Nowhere"), "words", "Nowhere"),
    "place-id": (in_payload("place_mention", "$.mention_id", "0123456789abcdef"), "ids", "places: the id"),
    "event-mention-id": (in_payload("event_mention", "$.mention_id", "0123456789abcdef"), "ids", "events: the id"),
    "event-mention-type": (in_payload("event_mention", "$.event_type", "PROTEST"), "ids", "events: the id"),
    "sentence-words": (in_payload("event_mention", "$.sentence.exact", "No."), "words", "'No.'"),
    "event-of-nobody": (in_payload("event_mention", "$.mediators", ["nobody"]), "pointers", "names nobody"),
    "event-at-no-time": (in_payload("event_mention", "$.time", "no time"), "pointers", "names no time"),
    "quotation-id": (in_payload("quotation", "$.quotation_id", "0123456789abcdef"), "ids", "quotations: the id"),
    "quotation-words": (in_payload("quotation", "$.content.exact", "Not said."), "words", "Not said."),
    "cue-beyond-the-text": (in_payload("quotation", "$.cue.end", 10**7, where=HAS_QUOTE), "words", "beyond its text"),
    "utterance": (in_payload("quotation", "$.utterance", "0123456789abcdef"), "ids", "quotations: the id"),
    "figure-value": (in_payload("figure", "$.low", 17.5), "ids", "figures: the id"),
    "quotation-within-nothing": (in_payload("quotation", "$.within", "nobody"), "pointers", "names nobody"),
    "figure-words": (in_payload("figure", "$.exact", "many"), "words", "'many'"),
    "agreement-stage": (in_payload("agreement_mention", "$.stage", "expired"), "ids", "agreements: the id"),
    "agreement-party": (in_payload("agreement_mention", "$.parties", ["nobody"]), "pointers", "names nobody"),
    "mention-column": (sql(f"UPDATE event_mention SET status = 'denied' WHERE {first('event_mention')}"), "rows", "s"),
    "mention-gone": (sql(f"DELETE FROM actor_mention WHERE {first('actor_mention')}"), "rows", "out of order"),
    "last-mention-gone": (sql("DELETE FROM time WHERE rowid = (SELECT max(rowid) FROM time)"), "pointers", "names"),
    "key-gone": (sql("DELETE FROM document_key"), "blocks", "other keys"),
    "block-gone": (sql("DELETE FROM block WHERE rowid % 7 = 0"), "blocks", "other blocks"),
    "block-added": (
        sql("INSERT INTO block SELECT 'made up', document_id, document_id FROM document WHERE row_no = 1"),
        "blocks",
        "other blocks",
    ),
    "block-without-status": (
        sql("DELETE FROM block_status WHERE block_key LIKE 'document:%'"),
        "rows",
        "never be resolved",
    ),
    "claim-id": (in_payload("event", "$.claims[0].claim_id", "0123456789abcdef"), "ids", "the id of claim"),
    "claim-words": (in_payload("event", "$.claims[0].exact", "Never."), "words", "Never."),
    "claim-of-another-event": (in_payload("event", "$.claims[0].event_id", "another"), "ids", "another event"),
    "claim-support": (in_payload("event", "$.told[0].sentence.span.start", 0), "words", "does not stand"),
    "event-id": (
        sql(
            f"UPDATE event SET event_id = 'ffffffffffffffff', payload = json_set(payload, '$.event.event_id', "
            f"'ffffffffffffffff') WHERE {first('event')}"
        ),
        "ids",
        "its earliest mention",
    ),
    "event-calls-itself-otherwise": (
        in_payload("event", "$.event.event_id", "another"),
        "rows",
        "calls itself another",
    ),
    "event-mentions": (in_payload("event", "$.event.mention_ids", ["nobody"]), "pointers", "nobody"),
    "event-articles": (in_payload("event", "$.event.documents", 77), "sums", "counts 77"),
    "event-link": (
        in_payload("event", "$.event.links", [{"kind": "part-of", "event_id": "nobody"}]),
        "pointers",
        "names nobody",
    ),
    "event-figures": (in_payload("event", "$.event.figures", ["nothing"]), "pointers", "names nothing"),
    "event-column": (sql(f"UPDATE event SET status = 'denied' WHERE {first('event')}"), "rows", "column status"),
    "event-gone": (
        sql(
            f"DELETE FROM claim WHERE event_id = (SELECT event_id FROM event WHERE {first('event')})",
            f"DELETE FROM event WHERE {first('event')}",
        ),
        "rows",
        "no event tells it",
    ),
    "statement-id": (
        sql(
            f"UPDATE statement SET quotation_id = 'ffffffffffffffff', payload = json_set(payload, '$.quotation_id', "
            f"'ffffffffffffffff') WHERE {first('statement')}"
        ),
        "ids",
        "earliest published",
    ),
    "statement-within-nothing": (in_payload("statement", "$.within", "nobody"), "pointers", "names nobody"),
    "statement-moved": (in_payload("statement", "$.printed[0].span.start", 3), "words", "does not stand"),
    "figure-claim-id": (
        sql(
            f"UPDATE figure_claim SET figure_id = 'ffffffffffffffff', payload = json_set(payload, '$.figure_id', "
            f"'ffffffffffffffff') WHERE {first('figure_claim')}"
        ),
        "ids",
        "earliest published",
    ),
    "agreement-id": (
        sql(
            f"UPDATE agreement SET agreement_id = 'ffffffffffffffff', payload = json_set(payload, '$.agreement_id', "
            f"'ffffffffffffffff') WHERE {first('agreement')}"
        ),
        "ids",
        "earliest published",
    ),
    "agreement-step": (in_payload("agreement", "$.stages[0].event_id", "nobody"), "pointers", "names nobody"),
    "contradiction-side": (in_payload("contradiction", "$.sides[0].value", "another"), "ids", "its sides"),
    "claim-row-gone": (sql(f"DELETE FROM claim WHERE {first('claim')}"), "rows", "table claim"),
    "claim-row-changed": (sql(f"UPDATE claim SET value = 'x' WHERE {first('claim')}"), "rows", "table claim"),
    "pair-gone": (sql("DELETE FROM event_pair"), "rows", "table event_pair"),
    "stage-gone": (sql("DELETE FROM agreement_stage"), "rows", "table agreement_stage"),
    "alias-gone": (sql(f"DELETE FROM actor_alias WHERE {first('actor_alias')}"), "rows", "table actor_alias"),
    "party-gone": (sql(f"DELETE FROM party WHERE {first('party')}"), "rows", "table party"),
    "party-of-nothing": (
        sql(f"UPDATE party SET object_id = 'nothing' WHERE {first('party')}"),
        "rows",
        "is not there, but table party",
    ),
    "printing-gone": (sql(f"DELETE FROM printing WHERE {first('printing')}"), "rows", "table printing"),
    "actor-part": (
        sql(f"UPDATE actor SET part_id = 'ffffffffffffffff' WHERE {first('actor')}"),
        "rows",
        "calls itself",
    ),
    "group-gone": (sql("DELETE FROM block_group"), "rows", "came from no blocks"),
    "group-changed": (
        sql(f"UPDATE block_group SET block_key = 'other' WHERE {first('block_group')}"),
        "rows",
        "does not hold the blocks",
    ),
    "tally-changed": (sql(f"UPDATE tally SET events = 99 WHERE {first('tally')}"), "sums", "is kept as events 99"),
    "tally-gone": (sql(f"DELETE FROM tally WHERE {first('tally')}"), "sums", "is not kept"),
    "tally-added": (sql("INSERT INTO tally VALUES ('pair', '', 'A', 'B', 1, 0, 0, 0)"), "sums", "sum to events 0"),
    "place-gone": (sql("DELETE FROM place"), "sums", "table of places"),
    "decision-changed": (in_payload("decision", "$.by", "Somebody else"), "ids", "what was decided"),
    "decision-column": (sql("UPDATE decision SET kind = 'accept'"), "rows", "column kind"),
    "decision-mentions": (sql("DELETE FROM decision_mention"), "rows", "kept with"),
    "decision-no-json": (sql(f"UPDATE decision SET payload = '[]' WHERE {first('decision')}"), "readable", "read"),
    "index-of-words": (
        sql(
            "INSERT INTO event_words_index(event_words_index, rowid, words) "
            "SELECT 'delete', row_no, words FROM event LIMIT 1"
        ),
        "index",
        "out of step",
    ),
    "foreign-key": (sql("DELETE FROM document WHERE row_no = 1"), "file", "that is not there"),
}


def test_a_sound_record_has_no_fault(coded_record: Path) -> None:
    with api.open(str(coded_record)) as record:
        assert record.view.counts().superseded == 1
        assert all(vars_of(record).values())
    assert find_faults(coded_record, rebuild=True) == []


def vars_of(record: api.Record) -> dict[str, int]:
    """Give how much there is to prove of each kind: what is not there proves nothing."""
    counts = record.view.counts()
    names = ("documents", "events", "statements", "figures", "agreements", "contradictions", "actors", "decisions")
    return {name: getattr(counts, name) for name in names}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_found(copy: Path, name: str) -> None:
    damage, check, told = DAMAGES[name]
    with opened_raw(copy) as connection:
        damage(connection)
    faults = find_faults(copy)
    assert [fault for fault in faults if fault.check == check and told in fault.what], faults[:20]
    assert all(fault.remedy for fault in faults)


def test_what_can_be_made_anew_is(coded_record: Path, copy: Path) -> None:
    followed = (
        "title",
        "day",
        "mention-column",
        "key-gone",
        "block-gone",
        "event-column",
        "statement-moved",
        "claim-row-gone",
        "pair-gone",
        "alias-gone",
        "group-gone",
        "tally-changed",
        "place-gone",
        "index-of-words",
        "event-payload-no-json",
    )
    with opened_raw(copy) as connection:
        for name in followed:
            DAMAGES[name][0](connection)
    assert len(find_faults(copy)) > len(followed)
    mend(copy)
    assert find_faults(copy, rebuild=True) == []
    assert export_bytes(copy) == export_bytes(coded_record)


def test_what_is_consistent_but_wrong_is_found_by_building_again(copy: Path) -> None:
    with opened_raw(copy) as connection:
        sql(
            "UPDATE event SET confidence = 0.123, payload = json_set(payload, '$.event.confidence', 0.123) "
            f"WHERE {first('event')}"
        )(connection)
    assert find_faults(copy) == []
    (fault,) = find_faults(copy, rebuild=True)
    assert (fault.check, fault.kind, fault.what) == ("rebuild", "event", "would come out otherwise in confidence")


def test_a_torn_page_is_found(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    for page in range(len(content) // 4096 // 2, len(content) // 4096, 5):
        content[page * 4096 : page * 4096 + 2048] = b"\xff" * 2048
    copy.write_bytes(bytes(content))
    faults = find_faults(copy)
    assert "file" in {fault.check for fault in faults}


def test_what_waits_to_be_resolved_is_no_fault(copy: Path) -> None:
    with opened_raw(copy) as connection:
        connection.execute("UPDATE block_status SET dirty = 1")
    assert find_faults(copy) == []
    with api.open(str(copy)) as record:
        assert record.upkeep.waiting() > 0
