"""Mark the lines that a cue of the lexicon names: banners, share bars, captions, credits.

In:  the lines of a text. Out: `Marks`, one a line: its kind, or None while it is taken for the article's.
Left to the other rules of `zones`: what no single line can tell.
"""

from __future__ import annotations

from dragoman.lexicons.load.zone_cues import CueWhere, PatternCue, load_zone_cues
from dragoman.readers.lines import Line, key_of
from dragoman.records.vocabulary import ZoneKind

Marks = list[ZoneKind | None]

PATTERN_CHARACTERS = 900  # no pattern takes a longer line
TAIL_PARAGRAPHS = 4  # an author's note, a disclaimer and a credit stand within the last four


def prose_bounds(lines: tuple[Line, ...], marks: Marks) -> tuple[int, int] | None:
    """Give the indexes of the first and the last paragraph of the article; None where there is none."""
    first = next((line.index for line in lines if line.prose and marks[line.index] is None), None)
    if first is None:
        return None
    last = next(line.index for line in reversed(lines) if line.prose and marks[line.index] is None)
    return first, last


def mark_cues(lines: tuple[Line, ...]) -> Marks:
    """Mark each line by the first cue that takes it."""
    cues = load_zone_cues()
    marks: Marks = [None] * len(lines)
    for line in lines:
        key = key_of(line.text)
        if key in cues.lines:
            marks[line.index] = cues.lines[key]
        elif key in cues.words["story_headings"]:
            marks[line.index] = "boilerplate"
        else:
            marks[line.index] = _pattern_kind(line, "any")
    _mark_place(lines, marks)
    return marks


def is_cued(line: Line) -> bool:
    """Tell a line whose very words stand in the lexicon: a button, a section, a heading over links."""
    cues, key = load_zone_cues(), key_of(line.text)
    return key in cues.lines or key in cues.words["story_headings"] or key in cues.words["section_labels"]


def _mark_place(lines: tuple[Line, ...], marks: Marks) -> None:
    """Mark by the cues that count only above the article or at its end."""
    bounds = prose_bounds(lines, marks)
    if bounds is None:
        return
    first, last = bounds
    paragraphs = [line.index for line in lines if line.prose and marks[line.index] is None]
    tail = max(first + 1, paragraphs[-TAIL_PARAGRAPHS:][0])
    for line in lines:
        if marks[line.index] is None and line.index < first:
            marks[line.index] = _pattern_kind(line, "head")
        elif marks[line.index] is None and line.index >= min(tail, last + 1):
            marks[line.index] = _pattern_kind(line, "tail")


def _pattern_kind(line: Line, where: CueWhere) -> ZoneKind | None:
    if len(line.text) > PATTERN_CHARACTERS:
        return None
    return next((cue.kind for cue in load_zone_cues().patterns if cue.where == where and _takes(cue, line.text)), None)


def _takes(cue: PatternCue, text: str) -> bool:
    return len(text) <= cue.most_characters and cue.pattern.search(text) is not None
