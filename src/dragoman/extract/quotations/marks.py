"""Find what stands in quotation marks: curly, straight, single, guillemets; nested, continued, unclosed.

In:  a text. Out: `Quoted` stretches in text order, marks included, each with its depth.
Left to `spoken`: who said it, and whether it is speech at all or a scare quote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

# Two marks that open and close alike are told apart by the blanks beside them.
_CLOSER = {
    "“": ("”", '"'),
    "„": ("“", "”"),
    "«": ("»",),
    "‘": ("’",),
    "''": ("''", '"'),
    "``": ("''",),
    '"': ('"', "”"),
    "'": ("'",),
}
_MARK = re.compile(r"``|''|[“”„«»\"‘’']")
_SINGLES = frozenset(("‘", "’", "'"))
_PARAGRAPH = re.compile(r"[^\n]+")
# "'em", "'90s", "'tis": an apostrophe that begins a word
_ELISION = re.compile(r"['’](?:em|til|tis|twas|cause|bout|n|s|d|ll|re|ve|\d0s|\d\d)\b", re.IGNORECASE)
LONGEST_UNCLOSED = 3000  # characters: an opener without its closer quotes to the end of the paragraph, not further


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Reads as: these characters, marks included, stand in quotation marks.

    `depth` is 0 for the outermost, 1 for a quotation within it; `closed` is False where the closer is
    missing; `paragraphs` counts over how many paragraphs it runs.
    """

    start: int
    end: int
    mark: str
    depth: int = 0
    closed: bool = True
    paragraphs: int = 1

    @property
    def inner_start(self) -> int:
        """Give where the quoted words begin, after the mark."""
        return self.start + len(self.mark)


def read_marks(text: str) -> tuple[Quoted, ...]:
    """Read all quoted stretches; one that runs on over paragraphs, each opened anew, is one."""
    found: list[Quoted] = []
    running: Quoted | None = None
    for paragraph in _PARAGRAPH.finditer(text):
        for read in _read_paragraph(text, paragraph.start(), paragraph.end()):
            stretch = read
            if running is not None and stretch.depth == 0:
                if _continues(text, running, stretch):
                    stretch = replace(stretch, start=running.start, paragraphs=running.paragraphs + 1)
                else:
                    found.append(running)
                running = None
            if not stretch.closed and stretch.depth == 0:
                running = stretch
            else:
                found.append(stretch)
    if running is not None:
        found.append(running)
    return tuple(sorted(found, key=lambda each: (each.start, -each.end)))


def _continues(text: str, running: Quoted, stretch: Quoted) -> bool:
    """Tell whether a paragraph that opens with the same mark goes on with the quotation left open.

    Where the first stands after words of saying (“...,” she said. “The first was bad.) and the next has its own (“The
    second was worse,” she said), the two are two.
    """
    between = text[running.end : stretch.start]
    inner = text[stretch.inner_start : stretch.end].rstrip("”\"'’»")
    line = text[text.rfind("\n", 0, running.start) + 1 : running.start]
    if stretch.closed and inner.endswith(",") and line.strip():
        return False
    return stretch.mark == running.mark and not between.strip() and between.count("\n") <= 4


def _read_paragraph(text: str, start: int, end: int) -> list[Quoted]:
    opened: list[tuple[int, str]] = []
    found: list[Quoted] = []
    for match in _MARK.finditer(text, start, end):
        mark = match[0]
        if mark in _SINGLES and _is_apostrophe(text, match.start(), mark, opened, end):
            continue
        if opened and _closes(text, match, opened[-1][1], end):
            at, opener = opened.pop()
            found.append(Quoted(start=at, end=match.end(), mark=opener, depth=len(opened)))
        elif len(opened) > 1 and _closes(text, match, opened[-2][1], end) and mark not in _SINGLES:
            # the inner closer is missing: “He said ‘go home.”
            at, opener = opened[-2]
            del opened[-2:]
            found.append(Quoted(start=at, end=match.end(), mark=opener, depth=len(opened)))
        elif _opens(text, match, start):
            opened.append((match.start(), mark))
    return found + _unclosed(text, opened, found, end)


def _unclosed(text: str, opened: list[tuple[int, str]], found: list[Quoted], end: int) -> list[Quoted]:
    """Close what was left open at the end of the paragraph; an inner or single opener left open is none."""
    if not opened:
        return []
    at, opener = opened[0]
    if opener in _SINGLES or end - at > LONGEST_UNCLOSED or not text[at + 1 : at + 2].strip():
        # the stray opener made all within it look nested
        found[:] = [replace(each, depth=max(0, each.depth - 1)) if each.start > at else each for each in found]
        return []
    return [Quoted(start=at, end=len(text[:end].rstrip()), mark=opener, closed=False)]


def _closes(text: str, match: re.Match[str], opener: str, end: int) -> bool:
    if match[0] not in _CLOSER.get(opener, ()):
        return False
    if match[0] != opener and match[0] not in ('"', "''"):
        return True
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : min(end, match.end() + 1)]
    # straight marks: a closer has no blank before it, or nothing but blanks or stops after it
    return bool(before.strip()) or not after.strip() or not after.isalnum()


def _opens(text: str, match: re.Match[str], start: int) -> bool:
    mark = match[0]
    if mark == "”":
        # a closer for an opener: "” ... he said so,” she wrote" at the head of a paragraph
        return match.start() == start and not text[start + 1 : start + 40].lstrip().startswith(",")
    if mark in ("»", "’"):
        return False
    after = text[match.end() : match.end() + 1]
    if not after.strip():
        return False
    before = text[match.start() - 1] if match.start() > start else " "
    return not before.isalnum() if mark in ('"', "'", "''", "‘", "“") else True


def _is_apostrophe(text: str, at: int, mark: str, opened: list[tuple[int, str]], end: int) -> bool:
    """Tell an apostrophe ("don’t", "the workers’ strike", "’90s") from a single quotation mark."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isalnum() and after.isalnum():
        return True
    single_open = bool(opened) and opened[-1][1] in ("‘", "'")
    if mark == "‘":
        return _ELISION.match(text, at) is not None
    if not single_open:
        # nothing to close: a straight mark may open, a curly ’ may not
        return mark == "’" or before.isalnum() or not after.isalnum() or _ELISION.match(text, at) is not None
    if before.isspace():
        return True
    # "the ‘workers’ strike’": a plural possessive inside, when another closer comes before the paragraph ends
    possessive = before == "s" and after == " " and text[at + 2 : at + 3].islower()
    if not possessive:
        return False
    later = text.find(mark, at + 1, min(end, at + 200))
    return later > 0 and not text[later + 1 : later + 2].isalnum() and not text[later - 1].isspace()
