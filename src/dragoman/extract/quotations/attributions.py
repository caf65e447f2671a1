"""What one attribution is before it becomes quotations: a cue, a speaker, and the pieces of the content.

In:  nothing. Out: the record that `verbs`, `sources`, `leftovers` make and `extract` turns into `Quotation`s.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lexicons.load.reporting_verbs import ReportClass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Reads as: by this cue the text gives these pieces to this speaker.

    All spans are characters. `head` is the character at which the speaker's head word begins, by which its
    actor is found. `rule` names what read it.
    """

    pieces: tuple[Span, ...]
    speaker: Span | None
    head: int | None
    cue: Span | None
    rule: str
    report_class: ReportClass
    addressee: Span | None = None
