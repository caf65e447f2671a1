"""Fuzz what strangers' bytes reach, guided by coverage, for some seconds a target; keep every case that breaks.

    python fuzzing/run.py [TARGET...] [--seconds 60]

Each target runs in a process of its own. What it finds is put into tests/fixtures/fuzz/TARGET, where the tests run it
from then on; the exit code is 1 if anything was found. Linux only, as atheris is.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "tests" / "fixtures" / "fuzz"
MOST_BYTES = 4_096  # of one input: long enough for nesting, short enough for many a second
SECONDS_OF_ONE = 60  # an input that takes longer is a finding; on a busy machine some take ten
MEGABYTES = 3_000
RUNS = re.compile(r"Done (\d+) runs|#(\d+)\s")


def main() -> int:
    """Fuzz the targets named, one after the other; print a line for each."""
    sys.path.insert(0, str(ROOT))
    from fuzzing.targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all by default")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        return _fuzz(arguments.one, arguments.seconds, Path(arguments.folder))
    unknown = sorted(set(arguments.targets) - set(TARGETS))
    if unknown:
        parser.error(f"no target {unknown[0]!r}")
    found = 0
    print("target            runs   seconds  findings", flush=True)
    for name in arguments.targets or TARGETS:
        found += _run(name, arguments.seconds)
    return 1 if found else 0


def _run(name: str, seconds: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--one", name, "--seconds", str(seconds), "--folder", folder]
        started = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        taken = time.monotonic() - started
        cases = sorted(each for each in Path(folder).iterdir() if each.is_file())
        kept = KEPT / name
        for case in cases:
            kept.mkdir(parents=True, exist_ok=True)
            (kept / case.name).write_bytes(case.read_bytes())
        runs = max((int(each[0] or each[1]) for each in RUNS.findall(done.stderr)), default=0)
        print(f"{name:<16}{runs:>7}{taken:>10.0f}{len(cases):>10}", flush=True)
        if cases or done.returncode:
            print("\n".join((done.stdout + done.stderr).splitlines()[-40:]), flush=True)
        return len(cases) or int(done.returncode != 0)


def _fuzz(name: str, seconds: int, folder: Path) -> int:
    """Fuzz one target in this process, which the fuzzer ends."""
    import atheris

    with atheris.instrument_imports(include=["dragoman"]):
        from fuzzing.targets import TARGETS

    target = TARGETS[name]
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, example in enumerate(target.examples):
        (corpus / f"example-{number}").write_bytes(example)
    for kept in sorted((KEPT / name).glob("*")):
        (corpus / kept.name).write_bytes(kept.read_bytes())
    for example in (b"", *target.examples):
        target.check(example)  # what is loaded once is no finding for being slow
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={MOST_BYTES}",
        f"-timeout={SECONDS_OF_ONE}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], target.check)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
