"""Fit the map from what the rules say of a mention to the share of such mentions that is right; show how well it does.

    python training/calibrate.py [--judged FILE]

Reads evaluation/gold/events.jsonl and events-wire.jsonl, with what is coded of them today (some minutes; `--judged`
keeps it in a file, and reads it from there when it exists). Writes src/dragoman/lexicons/confidence.toml, and
docs/calibration.md with its diagram. The fit is isotonic: the shares of neighbouring confidences are pooled until none
sinks (pool adjacent violators), each pool at least so many mentions. The error told is that of five folds, parted by
sentence: no mention is judged by a map that its own sentence helped to fit.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from dragoman.coder import Coder, Document
from dragoman.errors import DocumentError
from dragoman.evaluate.calibration import Bin, Judged, bin_judged, calibration_error, judge_mentions
from dragoman.evaluate.events import load_gold_sentences
from dragoman.lexicons.load.confidence import interpolate

ROOT = Path(__file__).resolve().parent.parent
GOLD = ("events", "events-wire")
FOLDS = 5
POOL = 80  # mentions in a pool at the least: its share is then right within .06 (one standard deviation)
Knots = tuple[tuple[float, float], ...]
FONT = 'font-family="sans-serif" font-size="12"'

CARD = """\
# What share of the mentions that the rules are so sure of is right: type, status and parties of both sides.
# Made by training/calibrate.py from evaluation/gold/events.jsonl and events-wire.jsonl: {count} mentions,
# {right} right.
# Expected calibration error before {before:.4f}, after {after:.4f} (five folds by sentence). Between knots the share
# is drawn straight; beyond the last it stays. Not edited by hand: run the script again when the coder changed much.
"""
PAGE = """\
# How sure is sure

A confidence is a promise: of all events shown with 0.70, seven in ten should be right. What the rules and the learned
head say of a mention is not yet that; it ranks mentions well, but it is too sure. So the record turns it into the share
that was right among mentions of our own gold that were as sure: right in type, in status, and in all parties of both
sides at once. The gold is harder than most news, so the shares are low rather than high.

![Reliability: share that is right over confidence](calibration.svg)

| | before | after |
|---|---|---|
| expected calibration error, {count} mentions, five folds by sentence | {before:.3f} | {after:.3f} |
| mean confidence (share right: {share:.3f}) | {mean_before:.3f} | {mean_after:.3f} |

The map, isotonic (pool adjacent violators), is data: `src/dragoman/lexicons/confidence.toml`. It is made anew by
`python training/calibrate.py`, which also writes this page.

| what the rules say | share that is right |
|---|---|
{knots}

After the map, mention by mention (five folds):

| confidence | mentions | share that is right |
|---|---|---|
{bins}

**Events.** Each voice counts once, with its best mention: the share above, less where the genre tells at second hand.
Voices are taken to err independently: the event's confidence is one less the product of their chances to be wrong, at
most 0.99. `dragoman show EVENT_ID` names the voices and the shares. Two articles may repeat one wrong source, so
confidences of events with many voices are an upper bound. `annotate` shows what the rules say of a mention, before the
map: there it is used to rank and to cut.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Reads as: these knots, and the mentions as sure as the map of the other folds makes them."""

    knots: Knots
    crossed: tuple[Judged, ...]


def main() -> int:
    """Fit, write, and print the errors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--judged", type=Path, help="file to keep the judged mentions in, or to read them from")
    arguments = parser.parse_args()
    judged = judge_gold(arguments.judged)
    fit = cross_fit(judged)
    before, after = calibration_error(judged), calibration_error(fit.crossed)
    write_table(fit.knots, judged, before=before, after=after)
    (ROOT / "docs" / "calibration.md").write_text(render_page(judged, fit), encoding="utf-8")
    (ROOT / "docs" / "calibration.svg").write_text(draw(bin_judged(judged), bin_judged(fit.crossed)), encoding="utf-8")
    print(f"{len(judged)} mentions; expected calibration error {before:.4f} -> {after:.4f} in {FOLDS} folds")
    return 0


def judge_gold(kept: Path | None) -> list[Judged]:
    """Code the gold sentences and judge what was coded."""
    if kept is not None and kept.exists():
        return [Judged(**row) for row in json.loads(kept.read_text(encoding="utf-8"))]
    coder = Coder()
    judged: list[Judged] = []
    for name in GOLD:
        for sentence in load_gold_sentences(ROOT / "evaluation" / "gold" / f"{name}.jsonl"):
            raw = Document(text=sentence.text, id=sentence.sentence_id, published=sentence.published, language="en")
            try:
                judged += judge_mentions(sentence, coder.annotate(raw))
            except DocumentError:
                continue
    if kept is not None:
        kept.write_text(json.dumps([asdict(each) for each in judged]), encoding="utf-8")
    return judged


def fit_knots(judged: Sequence[Judged]) -> Knots:
    """Fit the map: pools of neighbouring confidences, none of a smaller share than the one below.

    A knot is a pool's mean confidence and share.
    """
    pools: list[list[Judged]] = []
    for each in sorted(judged, key=lambda one: one.confidence):
        # equal confidences are one pool: the map cannot tell them apart
        if pools and (pools[-1][-1].confidence == each.confidence or len(pools[-1]) < POOL):
            pools[-1].append(each)
        else:
            pools.append([each])
    if len(pools) > 1 and len(pools[-1]) < POOL:
        pools[-2:] = [pools[-2] + pools[-1]]
    settled: list[list[Judged]] = []
    for pool in pools:
        settled.append(pool)
        while len(settled) > 1 and _share(settled[-1]) <= _share(settled[-2]):
            settled[-2:] = [settled[-2] + settled[-1]]
    return tuple(
        (round(math.fsum(each.confidence for each in pool) / len(pool), 4), round(_share(pool), 4)) for pool in settled
    )


def _share(judged: Sequence[Judged]) -> float:
    return sum(each.is_right for each in judged) / len(judged)


def cross_fit(judged: Sequence[Judged]) -> Fit:
    """Fit on all, and judge each fold by the fit of the others."""
    crossed = []
    for fold in range(FOLDS):
        knots = fit_knots([each for each in judged if _fold(each) != fold])
        crossed += [
            replace(each, confidence=interpolate(knots, each.confidence)) for each in judged if _fold(each) == fold
        ]
    return Fit(knots=fit_knots(judged), crossed=tuple(crossed))


def _fold(judged: Judged) -> int:
    return zlib.crc32(judged.item_id.encode()) % FOLDS


def write_table(knots: Knots, judged: Sequence[Judged], *, before: float, after: float) -> None:
    """Write the map as data, with its card."""
    right = sum(each.is_right for each in judged)
    card = CARD.format(count=len(judged), right=right, before=before, after=after)
    rows = "".join(f"  [{said:.4f}, {share:.4f}],\n" for said, share in knots)
    path = ROOT / "src" / "dragoman" / "lexicons" / "confidence.toml"
    path.write_text(f"{card}knots = [\n{rows}]\n", encoding="utf-8")


def render_page(judged: Sequence[Judged], fit: Fit) -> str:
    """Write the page."""

    def mean(some: Sequence[Judged], read: Callable[[Judged], float]) -> float:
        return math.fsum(map(read, some)) / len(some)

    return PAGE.format(
        count=len(judged),
        share=_share(judged),
        before=calibration_error(judged),
        after=calibration_error(fit.crossed),
        mean_before=mean(judged, lambda each: each.confidence),
        mean_after=mean(fit.crossed, lambda each: each.confidence),
        knots="\n".join(f"| {said:.2f} | {share:.2f} |" for said, share in fit.knots),
        bins="\n".join(
            f"| {each.confidence:.2f} | {each.count} | {each.share:.2f} |" for each in bin_judged(fit.crossed)
        ),
    )


def draw(before: Sequence[Bin], after: Sequence[Bin]) -> str:
    """Draw the diagram: a diagonal, and a circle a bin, as large as the bin."""
    side, margin = 360, 48

    def place(x: float, y: float) -> tuple[float, float]:
        return round(margin + x * side, 1), round(margin + (1 - y) * side, 1)

    def dots(bins: Sequence[Bin], colour: str) -> list[str]:
        drawn = []
        points = " ".join(f"{x},{y}" for x, y in (place(each.confidence, each.share) for each in bins))
        drawn.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        for each in bins:
            x, y = place(each.confidence, each.share)
            radius = round(2 + math.sqrt(each.count) / 3, 1)
            told = f"confidence {each.confidence:.2f}: {each.share:.2f} of {each.count} right"
            drawn.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}"><title>{told}</title></circle>')
        return drawn

    whole = side + 2 * margin
    (x0, y0), (x1, y1) = place(0, 0), place(1, 1)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" role="img" {FONT}>',
        "<title>Reliability of confidences, before and after the map</title>",
        f'<rect width="{whole}" height="{whole}" fill="#ffffff"/>',
        f'<rect x="{x0}" y="{y1}" width="{side}" height="{side}" fill="none" stroke="#888888"/>',
        f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#888888" stroke-dasharray="4 4"/>',
    ]
    for tick in range(0, 11, 2):
        x, y = place(tick / 10, tick / 10)
        lines.append(f'<text x="{x}" y="{y0 + 18}" text-anchor="middle">{tick / 10:.1f}</text>')
        lines.append(f'<text x="{x0 - 8}" y="{y + 4}" text-anchor="end">{tick / 10:.1f}</text>')
    lines += [*dots(before, "#b8860b"), *dots(after, "#1f4e79")]
    middle = margin + side / 2
    lines += [
        f'<text x="{middle}" y="{whole - 8}" text-anchor="middle">confidence</text>',
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">share right</text>',
        f'<text x="{x0 + 12}" y="{y1 + 20}" fill="#b8860b">before the map</text>',
        f'<text x="{x0 + 12}" y="{y1 + 36}" fill="#1f4e79">after, five folds</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
