"""Keep what was measured as JSON, a file a part, and write the one table, `RESULTS.md`, from all of them.

In:  rows of a part. Out: `results/PART.json`, and `RESULTS.md`, which nobody edits by hand.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

Row = dict[str, str | int | float]

FOLDER = Path(__file__).resolve().parent
KEPT = FOLDER / "results"
TABLE = FOLDER / "RESULTS.md"

HEAD = """# What it costs

Written by `python benchmarks/run.py` (`make bench`), which keeps what it measured in `benchmarks/results` and can
measure one part again (`--only merging`). Seconds are of processor time unless a column says otherwise: on a machine
that others use as well, a clock tells how busy they were. Read how a column grows, and ratios, rather than seconds.
"""
PEERS = """## Peers

None runs here, without a network, on the Python that this needs, so nothing is measured against one.

- PETRARCH2 needs Python 2, and parses that CoreNLP (Java) makes.
- NGEC needs an Elasticsearch server with a gazetteer, and models that it fetches.
- No other event coder was found in the Python package registry.
"""


def describe_machine() -> str:
    """Name the machine by its processor, cores and memory; not by its name."""
    model = next((line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if "model name" in line), "")
    kilobytes = next((line.split()[1] for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), "0")
    memory = f"{int(kilobytes) / 2**20:.0f} GB"
    return f"{model or platform.machine()}, {os.cpu_count()} cores, {memory}, Python {platform.python_version()}"


def _lines(path: str) -> list[str]:
    found = Path(path)
    return found.read_text(encoding="utf-8").splitlines() if found.exists() else []


def keep_rows(part: str, rows: Sequence[Row], keys: Sequence[str]) -> None:
    """Keep the rows of a part: each in the place of one that has the same values under `keys`."""
    KEPT.mkdir(exist_ok=True)
    machine = describe_machine()
    held = {_key(row, keys): row for row in load_rows(part)}
    held |= {_key(row, keys): {**row, "machine": machine} for row in rows}
    ordered = sorted(held.values(), key=lambda row: [(isinstance(row.get(key), str), row.get(key, 0)) for key in keys])
    text = json.dumps(ordered if "what" not in keys else list(held.values()), indent=1, ensure_ascii=False)
    (KEPT / f"{part}.json").write_text(f"{text}\n", encoding="utf-8")


def load_rows(part: str) -> list[Row]:
    """Give the rows that were kept of a part."""
    path = KEPT / f"{part}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def _key(row: Row, keys: Sequence[str]) -> tuple[object, ...]:
    return tuple(row.get(key) for key in keys)


def write_results(parts: Mapping[str, tuple[str, str]]) -> None:
    """Write the table of all parts that were measured; `parts` are their titles and what to know of them."""
    told = [HEAD]
    for part, (title, note) in parts.items():
        rows = load_rows(part)
        if rows:
            told.append(f"## {title}\n\n{note}\n\n{_format(rows)}")
    told.append(PEERS)
    TABLE.write_text("\n".join(told), encoding="utf-8")


def _format(rows: Sequence[Row]) -> str:
    machines = list(dict.fromkeys(str(row["machine"]) for row in rows))
    columns = [name for name in dict.fromkeys(key for row in rows for key in row) if name != "machine"]
    if len(machines) > 1:
        columns.append("machine")
    lines = [f"| {' | '.join(columns)} |", f"|{'|'.join('---' if i == 0 else '---:' for i in range(len(columns)))}|"]
    lines += [f"| {' | '.join(_cell(row.get(name, '')) for name in columns)} |" for row in rows]
    where = f"Measured on: {machines[0]}.\n\n" if len(machines) == 1 else ""
    return where + "\n".join(lines) + "\n"


def _cell(value: str | float) -> str:
    return f"{value:,}" if isinstance(value, int | float) else value
