"""PROV-JSON (W3C member submission, 2013): which articles each event comes from, read by what, and who corrected it.

In:  a view. Out: one object of maps. A run is told by when it began, as the record keeps it, and by what it read with;
its end is not kept. Relations are numbered in their own order, so that the same record gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman import __version__
from dragoman.records.entities import Event
from dragoman.records.spans import make_id
from dragoman.store.base import EVERYTHING, EventFilter, KeptDecision, KeptDocument, View
from dragoman.views.exports.files import web_address, whole_text
from dragoman.views.exports.outcome import Exported, outcome
from dragoman.views.exports.sources import iter_evidence
from dragoman.views.exports.timeline_json import headline

Json = dict[str, Any]

KINDS = ("article", "event", "statement", "mention", "decision", "run", "person")
PREFIXES = {kind: f"urn:dragoman:{kind}:" for kind in KINDS} | {"dragoman": "https://dragoman.invalid/ns#"}
AGENT = "dragoman:dragoman"
MAPS = (
    *("entity", "activity", "agent", "used", "wasGeneratedBy", "wasDerivedFrom", "wasAssociatedWith"),
    *("wasAttributedTo", "wasInvalidatedBy"),
)


class Trail:
    """What is known so far: one map for each sort of statement. Relations are counted up as they come."""

    def __init__(self) -> None:
        self.maps: dict[str, dict[str, Json]] = {name: {} for name in MAPS}

    def state(self, kind: str, name: str, told: Json) -> None:
        """State a thing: an entity, activity or agent."""
        self.maps[kind][name] = {key: value for key, value in told.items() if value is not None}

    def relate(self, kind: str, told: Json) -> None:
        """State a relation between things."""
        self.maps[kind][f"_:{kind}{len(self.maps[kind]) + 1}"] = told

    def document(self) -> Json:
        """Give the whole."""
        return {"prefix": PREFIXES, **{name: found for name, found in self.maps.items() if found}}


def export_prov(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write where everything comes from."""
    del with_text  # provenance quotes at most: the registry refuses
    trail = Trail()
    trail.state("agent", AGENT, {"prov:type": _name("prov:SoftwareAgent"), "dragoman:version": __version__})
    runs = _tell_articles(trail, view)
    for event in view.events(chosen):
        _tell_event(trail, event, runs)
    for statement in view.statements(chosen):
        name = f"statement:{statement.quotation_id}"
        trail.state("entity", name, {"prov:type": _name("dragoman:Statement"), "prov:value": statement.content})
        for document_id in dict.fromkeys(evidence.document_id for evidence in statement.printed):
            _derive(trail, name, f"article:{document_id}", "prov:Quotation")
    for decision in view.kept_decisions():
        _tell_decision(trail, view, decision)
    with whole_text(out) as file:
        file.write(json.dumps(trail.document(), ensure_ascii=False, indent=1) + "\n")
    return outcome(sum(len(found) for found in trail.maps.values()), "statements of provenance")


def _tell_articles(trail: Trail, view: View) -> Mapping[str, str]:
    """State the articles, and the runs that read them; give each article's run."""
    runs: dict[str, str] = {}
    for kept in view.documents(EVERYTHING, superseded=True):
        document = kept.document
        name = f"article:{document.document_id}"
        trail.state(
            "entity",
            name,
            {
                "prov:type": _name("dragoman:Article"),
                "prov:label": document.title or document.source_id,
                "prov:location": web_address(document.url),
                "dragoman:sha256": document.fingerprint,
                "dragoman:publisher": document.publisher,
                "dragoman:published": kept.published.interval.value,
            },
        )
        run = _tell_run(trail, kept)
        runs[document.document_id] = run
        trail.relate("used", {"prov:activity": run, "prov:entity": name})
        if kept.supersedes is not None:
            _derive(trail, name, f"article:{kept.supersedes}", "prov:Revision")
        if kept.copies_of is not None:
            _derive(trail, name, f"article:{kept.copies_of}", "prov:PrimarySource")
    return runs


def _tell_run(trail: Trail, kept: KeptDocument) -> str:
    """State the run in which an article was read: the same for all that began together and read with the same."""
    versions = json.dumps(sorted(kept.versions))
    name = f"run:{make_id('run', kept.added_at, versions)}"
    if name not in trail.maps["activity"]:
        told = {
            "prov:type": _name("dragoman:Build"),
            "prov:startTime": kept.added_at,
            "dragoman:config": make_id("config", versions),
            **{f"dragoman:{key}": value for key, value in kept.versions},
        }
        trail.state("activity", name, told)
        trail.relate("wasAssociatedWith", {"prov:activity": name, "prov:agent": AGENT})
    return name


def _tell_event(trail: Trail, event: Event, runs: Mapping[str, str]) -> None:
    name = f"event:{event.event_id}"
    told = {
        "prov:type": _name("dragoman:Event"),
        "prov:label": headline(event),
        "dragoman:date": event.date.interval.value,
        "dragoman:status": event.status,
    }
    trail.state("entity", name, told)
    trail.relate("wasAttributedTo", {"prov:entity": name, "prov:agent": AGENT})
    articles = list(dict.fromkeys(evidence.document_id for evidence in iter_evidence(event)))
    for document_id in articles:
        _derive(trail, name, f"article:{document_id}", "prov:PrimarySource")
    for run in sorted({runs[document_id] for document_id in articles if document_id in runs}):
        trail.relate("wasGeneratedBy", {"prov:entity": name, "prov:activity": run})


def _tell_decision(trail: Trail, view: View, kept: KeptDecision) -> None:
    """State who decided what, and of which events: a rejected mention is invalidated, the others are theirs too."""
    decision = kept.decision
    name, person = f"decision:{decision.decision_id}", f"person:{make_id('person', decision.by)}"
    trail.state("agent", person, {"prov:type": _name("prov:Person"), "prov:label": decision.by})
    trail.state(
        "activity",
        name,
        {
            "prov:type": _name("dragoman:Decision"),
            "prov:startTime": decision.decided_at,
            "dragoman:kind": decision.kind,
            "dragoman:field": decision.field,
            "dragoman:value": decision.value,
        },
    )
    trail.relate("wasAssociatedWith", {"prov:activity": name, "prov:agent": person})
    if kept.undone_by is not None or decision.kind == "undo":
        return
    if decision.kind == "reject":
        for mention_id in sorted(set(decision.mention_ids or decision.subjects)):
            mention = f"mention:{mention_id}"
            trail.state("entity", mention, {"prov:type": _name("dragoman:Mention")})
            trail.relate("wasInvalidatedBy", {"prov:entity": mention, "prov:activity": name})
        return
    for event in _decided_events(trail, view, kept):
        trail.relate("wasAttributedTo", {"prov:entity": event, "prov:agent": person})


def _decided_events(trail: Trail, view: View, kept: KeptDecision) -> Iterator[str]:
    homes = view.homes(kept.decision.mention_ids or kept.decision.subjects)
    for event_id in sorted(set(homes.values())):
        if f"event:{event_id}" in trail.maps["entity"]:
            yield f"event:{event_id}"


def _derive(trail: Trail, made: str, of: str, kind: str) -> None:
    trail.relate("wasDerivedFrom", {"prov:generatedEntity": made, "prov:usedEntity": of, "prov:type": _name(kind)})


def _name(qualified: str) -> Json:
    """Write a qualified name as a value."""
    return {"$": qualified, "type": "prov:QUALIFIED_NAME"}
