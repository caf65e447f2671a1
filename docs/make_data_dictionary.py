"""Write docs/data-dictionary.md from the records: their docstrings and fields are the source.

python docs/make_data_dictionary.py            write it
python docs/make_data_dictionary.py --check    exit 1 where the file is not what the records say
"""

from __future__ import annotations

import dataclasses
import inspect
import sys
from pathlib import Path
from types import ModuleType

from dragoman.records import decisions, documents, entities, mentions, spans, times

TARGET = Path(__file__).resolve().parent / "data-dictionary.md"
ROOMS: tuple[tuple[str, ModuleType], ...] = (
    ("Where words stand", spans),
    ("Articles", documents),
    ("Time", times),
    ("What one document says", mentions),
    ("What the record says", entities),
    ("Decisions", decisions),
)


def main() -> int:
    """Write or check the file; give the exit code."""
    page = render_dictionary()
    if "--check" in sys.argv[1:]:
        return int(TARGET.read_text(encoding="utf-8") != page)
    TARGET.write_text(page, encoding="utf-8")
    return 0


def render_dictionary() -> str:
    """Render the whole page."""
    lines = [
        "# Data dictionary",
        "",
        "Made from the records by `python docs/make_data_dictionary.py`; do not edit by hand. The JSON of the commands",
        "has the same names, with spans written out as `start` and `end`.",
    ]
    for title, module in ROOMS:
        lines += ["", f"## {title}"]
        classes = [c for _, c in inspect.getmembers(module, inspect.isclass) if c.__module__ == module.__name__]
        for record in sorted(classes, key=lambda c: inspect.getsourcelines(c)[1]):
            if dataclasses.is_dataclass(record):
                lines += ["", f"### {record.__name__}", "", inspect.cleandoc(record.__doc__ or ""), ""]
                lines += ["| field | type |", "|---|---|"]
                lines += [f"| `{f.name}` | `{_type(f.type)}` |" for f in dataclasses.fields(record)]
    return "\n".join(lines) + "\n"


def _type(annotation: object) -> str:
    return str(annotation).replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
