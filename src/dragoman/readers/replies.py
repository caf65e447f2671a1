"""Mark what a message quotes of the one that it answers, and the signature under it.

In:  the lines of a text with their marks. Out: `repeated` and `boilerplate` marks.
What is forwarded is the message's own matter, and stays.
"""

from __future__ import annotations

import re

from dragoman.readers.cues import Marks
from dragoman.readers.lines import Line
from dragoman.records.vocabulary import ZoneKind

QUOTED = ">"
# Such a line: "On Fri, 11 Oct 2024 at 10:00, Mara Roe <mroe@port-herald.example> wrote:"
ATTRIBUTION = re.compile(r"^(?:On|Am|Le|El)\b.{5,300}\b(?:wrote|writes|schrieb|écrit|escribió)\s?:$", re.DOTALL)
ANSWERED = re.compile(r"^-{2,}\s?Original (?:Message|Appointment)\s?-{2,}$", re.IGNORECASE)
SIGNATURE = "--"  # the mark that mail programs set over a signature
SIGNATURE_LINES = 12


def mark_replies(lines: tuple[Line, ...], marks: Marks, title: int | None) -> None:
    """Mark quoted messages with the line over them, and the signature; never the whole text."""
    _mark_quoted(lines, marks)
    own = [line.index for line in lines if marks[line.index] is None and line.index != title]
    answered = next((index for index in own if ANSWERED.match(lines[index].text)), None)
    if answered is not None and any(index < answered and lines[index].prose for index in own):
        _mark(lines[answered:], marks, "repeated")
    last = next((index for index in reversed(own) if lines[index].text == SIGNATURE), None)
    if last is not None and last > own[0] and len(lines) - last <= SIGNATURE_LINES + 1:
        _mark(lines[last:], marks, "boilerplate")


def _mark_quoted(lines: tuple[Line, ...], marks: Marks) -> None:
    """Mark lines that open with ">" under the line that says whose they are; elsewhere they are quotations."""
    inside = False
    for line in lines:
        is_quoted = line.text.startswith(QUOTED)
        follows = line.index + 1 < len(lines) and lines[line.index + 1].text.startswith(QUOTED)
        if ATTRIBUTION.match(line.text) and follows:
            inside = True
        elif not is_quoted:
            inside = False
        if inside:
            marks[line.index] = "repeated"


def _mark(lines: tuple[Line, ...], marks: Marks, kind: ZoneKind) -> None:
    for line in lines:
        if marks[line.index] is None:
            marks[line.index] = kind
