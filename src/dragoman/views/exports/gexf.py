"""GEXF 1.2 with time, as Gephi reads it: `start` and `end` on nodes and edges, the end day included.

In:  a view. Out: a file whose date is that of its last event; the same graph as GraphML's.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from networkx.readwrite.gexf import GEXFWriter

from dragoman import __version__
from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.files import whole_text
from dragoman.views.exports.graph import build_graph, latest_day
from dragoman.views.exports.outcome import Exported, outcome
from dragoman.views.exports.sources import load_sources

EVENT_TYPE = "event_type"
NETWORKX_KEY = "networkx_key"
NO_DAY = "1970-01-01"  # of a graph without a dated edge


def export_gexf(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write the graph of all events that are between actors."""
    del with_text  # a graph holds no articles: the registry refuses
    graph = build_graph(view, load_sources(view), chosen)
    for _, _, key, data in graph.edges(keys=True, data=True):
        # to networkx `type` is whether an edge is directed: it is given its name back in the file
        data.update({"id": key, EVENT_TYPE: data.pop("type")})
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    _mend(writer.xml, latest_day(graph) or NO_DAY)
    with whole_text(out) as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n')
        file.write(str(writer) + "\n")
    return outcome(graph.number_of_edges(), f"edges between {graph.number_of_nodes()} actors")


def _mend(root: ET.Element, day: str) -> None:
    """Take out of the file what networkx puts in: the day of the run, its own version, its own key of an edge."""
    for meta in root.iter("meta"):
        meta.set("lastmodifieddate", day)
        for child in list(meta):
            meta.remove(child)
        ET.SubElement(meta, "creator").text = f"dragoman {__version__}"
    own = {attribute.get("id") for attribute in root.iter("attribute") if attribute.get("title") == NETWORKX_KEY}
    for attribute in root.iter("attribute"):
        if attribute.get("title") == EVENT_TYPE:
            attribute.set("title", "type")
    for parent in [*root.iter("attributes"), *root.iter("attvalues")]:
        for child in list(parent):
            # the numbers of attributes are those of nodes and edges together
            if (child.get("id") or child.get("for")) in own:
                parent.remove(child)
