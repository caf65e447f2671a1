"""The accuracy floor: measures the coder on our own gold and fails where a score sinks below its floor.

    python evaluation/gate.py                  measure, compare, name what changed; exit 1 below a floor
    python evaluation/gate.py times figures    the same, for these kinds alone
    python evaluation/gate.py --accept         keep today's outcomes, and raise floors (they never sink here)

`baseline.json` holds, for each kind, the digest of the gold file, the floors and which items are wrong today.
A gold file that changed, or a floor that must sink, is edited by hand, in a commit that says why.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from dragoman.coder import Coder
from dragoman.evaluate.registry import KINDS, measure

HERE = Path(__file__).resolve().parent
GOLD = HERE / "gold"
BASELINE = HERE / "baseline.json"
SLACK = 0.0005  # scores are rounded to four places; a rounding is no loss
SHOWN = 15  # changed items named for each kind


def main() -> int:
    """Run the gate; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"measure these alone: {', '.join(KINDS)}")
    parser.add_argument("--accept", action="store_true", help="keep today's outcomes and raise floors")
    arguments = parser.parse_args()
    for kind in arguments.kinds:
        if kind not in KINDS:
            parser.error(f"no kind {kind!r}; there are {', '.join(KINDS)}")
    baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    coder = Coder()
    failed = False
    for kind in arguments.kinds or KINDS:
        path = GOLD / f"{kind}.jsonl" if (GOLD / f"{kind}.jsonl").exists() else GOLD / kind
        if not path.exists():
            continue
        failed |= _check(kind, path, coder, baseline, accept=arguments.accept)
    if arguments.accept:
        BASELINE.write_text(json.dumps(baseline, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return int(failed)


def _check(kind: str, path: Path, coder: Coder, baseline: dict[str, Any], *, accept: bool) -> bool:
    digest = _digest(path)
    rows, errors = measure(kind, path, coder)
    known = baseline.setdefault(kind, {"digest": digest, "floors": {}, "wrong": []})
    failed = False
    if known["digest"] != digest:
        print(f"{kind}: the gold file is not the one of the baseline; gold is not edited to fit")
        failed = True
    for name, score in rows.items():
        floor = known["floors"].get(name)
        sunk = floor is not None and score < floor - SLACK
        failed |= sunk
        told = "none" if floor is None else f"{floor:.4f}"
        print(f"{kind:<12} {name:<32} {score:.4f}  floor {told:<8} {'BELOW' if sunk else ''}")
    wrong = {item for item, _ in errors}
    before = set(known["wrong"])
    _name_changes(kind, "now wrong", wrong - before, dict(errors))
    _name_changes(kind, "now right", before - wrong, {})
    if accept:
        known["floors"] = {name: max(score, known["floors"].get(name, 0.0)) for name, score in rows.items()}
        known["wrong"] = sorted(wrong)
        known["digest"] = digest
    return failed and not accept


def _digest(path: Path) -> str:
    """Hash a gold file, or all files below a gold folder."""
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    return hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()


def _name_changes(kind: str, what: str, items: set[str], notes: dict[str, str]) -> None:
    for item in sorted(items)[:SHOWN]:
        print(f"  {kind} {what}: {item} {notes.get(item, '')}"[:200])
    if len(items) > SHOWN:
        print(f"  {kind} {what}: and {len(items) - SHOWN} more")


if __name__ == "__main__":
    sys.exit(main())
