"""PROV-JSON read back by the prov library: articles, events, runs, and who decided."""

from __future__ import annotations

from pathlib import Path

import prov.model
from prov.model import ProvDocument
from tests.views.exports.sample import sample_store

from dragoman.records.decisions import Decision
from dragoman.views.exports.registry import write_export


def read(path: Path) -> ProvDocument:
    with path.open(encoding="utf-8") as file:
        return ProvDocument.deserialize(file, format="json")


def test_prov_reads_it_and_knows_where_an_event_comes_from(tmp_path: Path) -> None:
    out = tmp_path / "record.prov.json"
    with sample_store() as store:
        writer = store.writer()
        for number, (kind, subject) in enumerate((("reject", "e9-m"), ("set", "e1-m"))):
            writer.decide(
                Decision(
                    decision_id=f"k{number}",
                    kind=kind,  # type: ignore[arg-type]
                    subjects=(subject,),
                    field="place" if kind == "set" else None,
                    value="Kisumu" if kind == "set" else None,
                    by="A. Analyst",
                    decided_at=f"2024-11-0{number + 6}T09:00:00.000000Z",
                )
            )
        write_export(store.view(), "prov", out)
    document = read(out)
    derived = {(str(usage.args[0]), str(usage.args[1])) for usage in document.get_records(prov.model.ProvDerivation)}
    assert ("event:e1", "article:d1") in derived
    assert ("event:e1", "article:d2") in derived
    assert ("statement:q1", "article:d3") in derived
    (run,) = (each for each in document.get_records(prov.model.ProvActivity) if "run:" in str(each.identifier))
    assert isinstance(run, prov.model.ProvActivity)
    assert run.get_startTime() is not None
    agents = {str(agent.identifier) for agent in document.get_records(prov.model.ProvAgent)}
    assert any(agent.startswith("person:") for agent in agents)
    assert "dragoman:dragoman" in agents
    (invalidation,) = document.get_records(prov.model.ProvInvalidation)
    assert [str(each) for each in invalidation.args[:2]] == ["mention:e9-m", "decision:k0"]
    # what is pointed at is there
    known = {str(each.identifier) for each in document.get_records(prov.model.ProvElement)}
    for relation in document.get_records(prov.model.ProvRelation):
        assert {str(each) for each in relation.args[:2]} <= known


def test_prov_comes_back_as_it_was(tmp_path: Path) -> None:
    out, again = tmp_path / "one.json", tmp_path / "two.json"
    with sample_store() as store:
        write_export(store.view(), "prov", out)
    read(out).serialize(str(again), format="json")
    assert read(again) == read(out)
