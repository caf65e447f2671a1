"""GEXF 1.2 with time, as Gephi reads it: `start` and `end` on nodes and edges, the end day included.

In:  a view. Out: a file whose date is that of its last event. Of an edge, `type` is the format's own word (directed),
so the event's is `event_type`.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from networkx.readwrite.gexf import GEXFWriter

from dragoman import __version__
from dragoman.errors import UsageError
from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.files import whole_text
from dragoman.views.exports.graph import build_graph, latest_day
from dragoman.views.exports.outcome import Exported, outcome
from dragoman.views.exports.sources import load_sources

NO_DAY = "1970-01-01"  # of a graph without a dated edge


def export_gexf(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write the graph of all events that are between actors."""
    del with_text  # a graph holds no articles: the registry refuses
    graph = build_graph(view, load_sources(view), chosen)
    for source, target, key, data in graph.edges(keys=True, data=True):
        data["id"] = key
        del source, target
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    meta = writer.xml.find("meta")
    if meta is None:
        raise UsageError("this networkx writes GEXF without its meta element: install one below 4")
    # networkx writes the day of the run and its own version there: the same record must give the same bytes
    meta.set("lastmodifieddate", latest_day(graph) or NO_DAY)
    for child in list(meta):
        meta.remove(child)
    ET.SubElement(meta, "creator").text = f"dragoman {__version__}"
    with whole_text(out) as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n')
        file.write(str(writer) + "\n")
    return outcome(graph.number_of_edges(), f"edges between {graph.number_of_nodes()} actors")
