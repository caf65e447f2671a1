"""GraphML, for igraph, yEd, Cytoscape and all that reads no GEXF: the same graph, its days as plain attributes."""

from __future__ import annotations

from pathlib import Path

from networkx.readwrite.graphml import GraphMLWriter

from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.files import whole_text
from dragoman.views.exports.graph import build_graph
from dragoman.views.exports.outcome import Exported, outcome
from dragoman.views.exports.sources import load_sources


def export_graphml(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write the graph of all events that are between actors."""
    del with_text  # a graph holds no articles: the registry refuses
    graph = build_graph(view, load_sources(view), chosen)
    graph.graph.clear()  # its mode is GEXF's word
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(graph)
    with whole_text(out) as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n')
        file.write(str(writer) + "\n")
    return outcome(graph.number_of_edges(), f"edges between {graph.number_of_nodes()} actors")
