"""GEXF and GraphML read back by networkx, and as XML: time, several edges, no clock, no character that XML has not."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from tests.views.exports.sample import build_events, sample_view

from dragoman.views.exports.expansion import expand
from dragoman.views.exports.files import xml_text
from dragoman.views.exports.registry import write_export

READERS = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}
PAIRS = sum(pair.target is not None for event in build_events() for pair in expand(event))


@pytest.mark.parametrize("form", sorted(READERS))
def test_networkx_reads_it(tmp_path: Path, form: str) -> None:
    out = tmp_path / f"record.{form}"
    with sample_view() as view:
        write_export(view, form, out)
    graph = READERS[form](out)
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.number_of_edges() == PAIRS
    assert graph.nodes["state:KEN"]["label"] == "Kenya"
    assert graph.nodes["state:KEN"]["country"] == "KEN"
    edges = {(data["event_id"], source, target): data for source, target, data in graph.edges(data=True)}
    talks = edges["e1", "state:KEN", "state:PER"]
    assert talks["type"] == "CONSULT"
    assert talks["quad"] == 1
    assert talks["urls"] == "https://news.example/kisumu"
    assert (talks["start"], talks["end"]) == ("2024-10-11", "2024-10-11")
    assert ("e1", "state:PER", "state:KEN") in edges  # talks go both ways
    assert edges["e3", "state:KEN", "state:PER"]["factuality"] == "alleged"
    assert "start" not in edges["e6", "state:KEN", "state:PER"]  # undated
    assert "script" in graph.nodes["person:evil"]["label"]


def test_gexf_is_dynamic_and_dated_by_its_data(tmp_path: Path) -> None:
    out = tmp_path / "record.gexf"
    with sample_view() as view:
        write_export(view, "gexf", out)
    root = ET.parse(out).getroot()  # noqa: S314 - our own file
    names = {"g": "http://www.gexf.net/1.2draft"}
    graph, meta = root.find("g:graph", names), root.find("g:meta", names)
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert meta is not None
    assert meta.get("lastmodifieddate") == "2024-11-02"
    text = out.read_text(encoding="utf-8")
    assert "networkx" not in text.lower()
    assert "<script>" not in text


@pytest.mark.parametrize("char", ["\x00", "\x08", "\x1b", "\ufffe", "\ud800", "\u202e"], ids=repr)
def test_what_xml_cannot_hold_is_marked(char: str) -> None:
    assert xml_text(f"a{char}b") == "a\ufffdb"
