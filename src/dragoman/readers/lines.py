"""Split a text into its lines, and tell a paragraph from a headline, a label or a name.

In:  the text of a document. Out: `Line`s in order; a paragraph that is broken at a fixed width is one `Line`.
Left to `zones` and its rules: what each line is to the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dragoman.lexicons.load.zone_cues import load_zone_cues
from dragoman.readers.stamps import numeric_stamp_length

CLOSERS = "\"”’'»)]*_ \u00a0\u200e\u200f"  # may stand behind the full stop that ends a sentence
OPENERS = "\"“‘'«([*_-–—•·>#| "  # may stand before the first word of a line
QUOTE_MARKS = '"“”«»„'
BULLETS = ("- ", "– ", "— ", "• ", "* ", "· ", "▪ ", "● ", "‣ ", "o ", "+ ")

PROSE_WORDS = 4  # "They left at dawn." is prose, "Mr." is not
LONG_WORDS = 30  # no headline has so many words: prose, whatever it ends with
HEADLINE_WORDS = (3, 24)
HEADLINE_CHARACTERS = 180
MASTHEAD_WORDS = (2, 6)
LABEL_WORDS, LABEL_CHARACTERS = 3, 40
KEY_CHARACTERS = 200  # longer lines are never compared as a whole with a cue
WRAP_COLUMNS = 110  # no line of a text broken at a fixed width is longer
WRAP_FULL = 45  # a line that a fixed width broke is at least so long

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
SOURCE_NOTE = re.compile(r"\s*\([^()]{1,60}\)$")  # "... was signed. (Port Wire)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Reads as: one line of the text, from `start` to `end`, without the white space at its ends.

    `gap` counts the empty lines before it; `prose` says that it is running text, not a headline, label or date.
    `text` may hold line ends where a fixed width broke a paragraph.
    """

    index: int
    start: int
    end: int
    gap: int
    text: str
    prose: bool


def split_lines(text: str) -> tuple[Line, ...]:
    """Give the lines that are not empty, in order."""
    lines: list[Line] = []
    offset = gap = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = offset + raw.index(stripped)
            lines.append(_line(len(lines), start, stripped, gap))
            gap = 0
        else:
            gap += 1
        offset += len(raw) + 1
    if lines and (stamp := numeric_stamp_length(lines[0].text)):
        lines = _split_stamp(lines, stamp)
    return _join_wrapped(text, lines) if _is_wrapped(lines) else tuple(lines)


def _split_stamp(lines: list[Line], stamp: int) -> list[Line]:
    """Part " date 2024-03-20 " from the title or paragraph that stands behind it on the first line."""
    first, *others = lines
    date, rest = first.text[:stamp].rstrip(), first.text[stamp:]
    parts = [_line(0, first.start, date, first.gap), _line(1, first.start + stamp, rest, 0)]
    return parts + [_line(line.index + 1, line.start, line.text, line.gap) for line in others]


def _line(index: int, start: int, text: str, gap: int) -> Line:
    return Line(index=index, start=start, end=start + len(text), gap=gap, text=text, prose=is_prose(text))


def _is_wrapped(lines: list[Line]) -> bool:
    """Tell a text broken at a fixed width: full lines that run on into lines without a capital."""
    if any(len(line.text) > WRAP_COLUMNS for line in lines):
        return False
    inner = [(before, after) for before, after in pairwise(lines) if after.gap == 0]
    run_on = sum(len(before.text) >= WRAP_FULL and after.text[0].islower() for before, after in inner)
    full = sum(len(before.text) >= WRAP_FULL for before, _ in inner)
    return len(inner) >= 4 and full >= 0.6 * len(inner) and run_on >= 0.3 * len(inner)


def _join_wrapped(text: str, lines: list[Line]) -> tuple[Line, ...]:
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.gap == 0 and len(blocks[-1][-1].text) >= WRAP_FULL:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return tuple(
        _line(index, block[0].start, text[block[0].start : block[-1].end], block[0].gap)
        for index, block in enumerate(blocks)
    )


def key_of(text: str) -> str:
    """Give a line as cues are written: casefolded, one space, nothing but words at its ends; "" if too long."""
    if len(text) > KEY_CHARACTERS:
        return ""
    first = next((at for at, letter in enumerate(text) if letter.isalnum() or letter in "©["), len(text))
    last = next((at for at in range(len(text), first, -1) if text[at - 1].isalnum()), first)
    return " ".join(text[first:last].casefold().split())


def words_of(text: str) -> list[str]:
    """Give the words of a text as they are written, apostrophes inside, no punctuation."""
    return WORD.findall(text)


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does; "(Port Wire)" behind the full stop counts for nothing."""
    for _ in range(4):  # at most so many sources stand behind an item: "(Reuters) (NATO)"
        bare = text.rstrip(CLOSERS)
        if bare.endswith((".", "…", "。")):
            return True
        note = SOURCE_NOTE.search(text[-64:])
        if note is None:
            return False
        text = text[: len(text) - len(note.group())].rstrip(" ,;")
    return False


def is_bullet(text: str) -> bool:
    """Tell an item of a list by the mark before it."""
    return text.startswith(BULLETS) or NUMBERED.match(text) is not None


def is_prose(text: str) -> bool:
    """Tell running text: a sentence with its full stop, or more words than a headline has."""
    words = len(text.split())
    if words >= LONG_WORDS or len(text) > 2 * HEADLINE_CHARACTERS:
        return True
    if ends_sentence(text):
        return words >= PROSE_WORDS
    # "Who rules the harbour? Who should?" may be a headline; so many words in two sentences are not.
    return words >= HEADLINE_WORDS[1] and len(sentence_spans(text)) > 1


def is_headline(line: Line, *, least_words: int = HEADLINE_WORDS[0]) -> bool:
    """Tell a line that could be a headline: short, opened by a capital, not ended like a sentence."""
    text = line.text
    if len(text) > HEADLINE_CHARACTERS or not least_words <= len(text.split()) <= HEADLINE_WORDS[1]:
        return False
    first = text.lstrip(OPENERS)[:1]
    if not (first.isupper() or first.isdigit()) or is_bullet(text):
        return False
    return not ends_sentence(text) and not text.endswith((":", ";", ","))


def is_label(line: Line) -> bool:
    """Tell a word or three that stand alone without a full stop: a tag, a section, a name."""
    text = line.text
    if len(text.split()) > LABEL_WORDS or len(text) > LABEL_CHARACTERS or not text[0].isupper():
        return False
    return text[-1] not in ".:;,?!\"”’'" and not is_bullet(text)


def is_masthead(line: Line) -> bool:
    """Tell the name of a newspaper or agency alone on its line: "THE PORT HERALD"."""
    words = words_of(line.text)
    if not MASTHEAD_WORDS[0] <= len(words) <= MASTHEAD_WORDS[1] or line.prose or not is_headline(line, least_words=2):
        return False
    is_named = all(word[0].isupper() or word in ("of", "and", "the") for word in words)
    return is_named and words[-1].casefold() in load_zone_cues().words["mastheads"]


def is_title_case(line: Line) -> bool:
    """Tell a headline in which Nearly Every Long Word Has a Capital."""
    long_words = [word for word in words_of(line.text)[1:] if len(word) >= 4 and word.isalpha()]
    return len(long_words) >= 3 and sum(word[0].isupper() for word in long_words) >= 0.7 * len(long_words)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Give the sentences of a line, white space between them left out; abbreviations end none."""
    abbreviations = load_zone_cues().words["abbreviations"]
    spans: list[tuple[int, int]] = []
    start: int | None = None
    previous: re.Match[str] | None = None
    for token in re.finditer(r"\S+", text):
        if previous is not None and start is not None:
            opens = token.group().lstrip(OPENERS)[:1]
            if _is_final(previous.group(), abbreviations) and (opens.isupper() or opens.isdigit()):
                spans.append((start, previous.end()))
                start = token.start()
        else:
            start = token.start()
        previous = token
    if previous is not None and start is not None:
        spans.append((start, previous.end()))
    return spans


def _is_final(token: str, abbreviations: frozenset[str]) -> bool:
    bare = token.rstrip(CLOSERS)
    if not bare.endswith((".", "!", "?", "…")):
        return False
    word = bare.rstrip(".!?…").lstrip(OPENERS).casefold()
    return not (bare.endswith(".") and (len(word) == 1 or word in abbreviations))
