"""The exports, by name, in the contract's order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from dragoman.errors import UsageError
from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.csv_files import export_csv
from dragoman.views.exports.follow_the_money import export_ftm
from dragoman.views.exports.geo_json import export_geojson
from dragoman.views.exports.gexf import export_gexf
from dragoman.views.exports.graphml import export_graphml
from dragoman.views.exports.icews_tsv import export_icews
from dragoman.views.exports.json_lines import export_jsonl
from dragoman.views.exports.outcome import Exported
from dragoman.views.exports.parquet_files import export_parquet
from dragoman.views.exports.plover_json import export_plover
from dragoman.views.exports.polecat_tsv import export_polecat
from dragoman.views.exports.prov_json import export_prov
from dragoman.views.exports.spreadsheet import export_xlsx
from dragoman.views.exports.timeline_json import export_timelinejs
from dragoman.views.exports.web_annotation import export_webannotation


class Export(Protocol):
    """Writes a record to a path."""

    def __call__(self, view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
        """Write what fits the filter; a file appears whole or not at all. Tells what was left out."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """Reads as: this export writes that, for those who use it; with the articles' texts, if asked, or never."""

    export: Export
    about: str
    takes_text: bool = False


EXPORTS: Mapping[str, Format] = MappingProxyType(
    {
        "jsonl": Format(export=export_jsonl, about="everything, a JSON object a line", takes_text=True),
        "csv": Format(export=export_csv, about="tables, a file a kind, in a folder", takes_text=True),
        "parquet": Format(export=export_parquet, about="typed tables, a file a kind, in a folder", takes_text=True),
        "xlsx": Format(export=export_xlsx, about="a workbook, a sheet a kind"),
        "plover": Format(export=export_plover, about="PLOVER JSON, an event a line", takes_text=True),
        "polecat": Format(export=export_polecat, about="the forty columns of POLECAT"),
        "icews": Format(export=export_icews, about="the twenty columns of ICEWS, a pair of actors a row"),
        "timelinejs": Format(export=export_timelinejs, about="slides for TimelineJS 3"),
        "gexf": Format(export=export_gexf, about="a graph over time, for Gephi"),
        "graphml": Format(export=export_graphml, about="the same graph, for igraph, yEd, Cytoscape"),
        "geojson": Format(export=export_geojson, about="points on a map, for QGIS"),
        "ftm": Format(export=export_ftm, about="FollowTheMoney entities, for OpenAleph", takes_text=True),
        "webannotation": Format(export=export_webannotation, about="W3C Web Annotations, one a piece of evidence"),
        "prov": Format(export=export_prov, about="PROV-JSON: what comes from where, and who corrected it"),
    }
)


def write_export(
    view: View, form: str, out: Path, *, with_text: bool = False, chosen: EventFilter = EVERYTHING
) -> Exported:
    """Write a record in a format; UsageError where there is none of the name, or it has no place for texts."""
    found = find_format(form, with_text=with_text)
    return found.export(view, out, with_text=with_text, chosen=chosen)


def find_format(form: str, *, with_text: bool = False) -> Format:
    """Give the format of a name; UsageError where there is none, or it has no place for texts."""
    found = EXPORTS.get(form)
    if found is None:
        raise UsageError(f"no format {form!r}; there are {', '.join(EXPORTS)}")
    if with_text and not found.takes_text:
        able = ", ".join(name for name, each in EXPORTS.items() if each.takes_text)
        raise UsageError(f"{form} has no place for the articles' texts; --with-text goes with {able}")
    return found
