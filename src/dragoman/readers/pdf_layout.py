"""Make lines of the letters of a PDF file, and paragraphs of the lines, by where they stand on the page.

In:  `Letter`s, then `PrintedLine`s, in the order in which they are drawn. Out: lines, then a `JoinedText`: a line for
each paragraph; what is printed at the head or foot of page after page stands once, at the end. Page numbers alone are
left out.
Left to `zones`: what each line is to the article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from dragoman.lexicons.load.word_rarity import load_common_words, stem
from dragoman.readers.lines import ends_sentence, words_of

EDGE_LINES = 2  # a running head or foot has no more lines
SAME_HEIGHT = 4.0  # points by which it moves from page to page at most
MOST_PAGES_NEEDED = 3  # pages that a line must stand on to be a running head; in a file of two pages both
OTHER_SIZE = 0.12  # of a line's height: two lines that differ by more are no paragraph
WIDER_STEP = 1.3  # of the usual step from line to line: a wider one parts paragraphs
INDENT = (0.5, 5.0)  # of a line's height: the first line of a paragraph is set in by so much
SHORT_LINE = 0.15  # of the column's width that is left empty by the last line of a paragraph
BESIDE = 0.4  # of the lower of two letters: they stand on one line where so much of it is beside the other
STEP_BACK = 0.5  # of a letter's height: kerning and accents go back by less, the next line by more
WIDE_GAP = 4.0  # of a letter's height: a wider gap parts columns
WORD_GAP = 0.15  # of a letter's height: a wider gap parts words; a narrow space is a fifth
UPWARDS = 0.8  # of the steps from line to line: a page on which more go up is drawn from its foot
BROKEN_WORD = re.compile(r"[^\W\d_]-$")
DIGITS = re.compile(r"\d+")
LAST_WORD = re.compile(r"([^\W\d_]+)$")
FIRST_WORD = re.compile(r"([^\W\d_]+)")
NAMELESS = re.compile(r"[\W\d_]*")  # a page number: no letter in it


@dataclass(slots=True, kw_only=True)
class Letter:
    """Reads as: this letter stands there, in points from the page's left and bottom; a space was drawn before it.

    Not frozen, for speed: a book has a million.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    is_spaced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """Reads as: on this page (from 0) stands this line, so far from the left and the bottom, in points."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    height: float
    is_hyphenated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedText:
    """Reads as: these are the paragraphs, a line each, and then the running heads; `title` where it is printed too."""

    text: str
    title: str | None
    running_heads: tuple[str, ...]


def part_lines(letters: Iterable[Letter], page: int) -> list[PrintedLine]:
    """Part a page's letters into lines by where they stand, and into words by the gaps between them."""
    lines = list(_lines(letters, page))
    steps = [after.bottom - before.bottom for before, after in pairwise(lines)]
    # Some programs draw a page from its foot upwards.
    return lines[::-1] if sum(step > 0 for step in steps) > UPWARDS * len(steps) else lines


def _lines(letters: Iterable[Letter], page: int) -> Iterator[PrintedLine]:
    line: list[Letter] = []
    for letter in letters:
        if line and not _is_beside(line[-1], letter):
            yield _line(line, page)
            line = []
        line.append(letter)
    if line:
        yield _line(line, page)


def _is_beside(before: Letter, after: Letter) -> bool:
    """Tell whether a letter stands right of another on one line; raised and lowered signs do."""
    lower = min(before.top - before.bottom, after.top - after.bottom)
    overlap = min(before.top, after.top) - max(before.bottom, after.bottom)
    back = before.left - after.left
    return overlap >= BESIDE * lower and back <= STEP_BACK * lower and after.left - before.right <= WIDE_GAP * lower


def _line(letters: list[Letter], page: int) -> PrintedLine:
    pieces = [letters[0].text]
    for before, letter in pairwise(letters):
        gap = letter.left - before.right
        is_apart = letter.is_spaced or gap > WORD_GAP * min(before.top - before.bottom, letter.top - letter.bottom)
        pieces.append(f" {letter.text}" if is_apart else letter.text)
    # Letters beyond 16 bits come in two halves.
    text = "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    is_hyphenated = BROKEN_WORD.search(text) is not None
    return PrintedLine(
        page=page,
        text=text[:-1] if is_hyphenated else text,
        left=letters[0].left,
        right=letters[-1].right,
        bottom=median(letter.bottom for letter in letters),
        height=median(letter.top - letter.bottom for letter in letters),
        is_hyphenated=is_hyphenated,
    )


def join_lines(lines: list[PrintedLine], title: str | None) -> JoinedText:
    """Join lines into paragraphs. A `title` that is not printed above the article is a file's name: it is dropped."""
    heads = _running_heads(lines)
    body = [line for at, line in enumerate(lines) if at not in heads]
    paragraphs = _join(_paragraphs(body))
    furniture = tuple(dict.fromkeys(lines[at].text for at in sorted(heads) if not NAMELESS.fullmatch(lines[at].text)))
    # "Page 1 of 4", "Page 2 of 4": once is enough.
    once = {DIGITS.sub("#", text): text for text in reversed(furniture)}
    kept = tuple(text for text in furniture if once[DIGITS.sub("#", text)] == text)
    printed = next((each for each in paragraphs[:8] if title and each.casefold() == title.strip().casefold()), None)
    return JoinedText(text="\n".join([*paragraphs, *kept]), title=printed, running_heads=kept)


def _running_heads(lines: list[PrintedLine]) -> set[int]:
    """Give the places in the list of the lines that stand at one height, at the edge of page after page."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        by_page[line.page].append(at)
    found: dict[str, list[int]] = defaultdict(list)
    for on_page in by_page.values():
        by_height = sorted(on_page, key=lambda at: (lines[at].bottom, at))
        for at in sorted({*by_height[:EDGE_LINES], *by_height[-EDGE_LINES:]}):
            found[DIGITS.sub("#", lines[at].text.casefold())].append(at)
    needed = min(MOST_PAGES_NEEDED, max(2, len(by_page)))
    heads: set[int] = set()
    for places in found.values():
        # A title that is printed again over later pages stands at another height on the first.
        usual = median(lines[at].bottom for at in places)
        level = [at for at in places if abs(lines[at].bottom - usual) <= SAME_HEIGHT]
        if len({lines[at].page for at in level}) >= needed:
            heads.update(level)
    return heads


def _paragraphs(lines: list[PrintedLine]) -> list[list[PrintedLine]]:
    step = _usual_step(lines)
    size = median(line.height for line in lines) if lines else 0.0
    blocks: list[list[PrintedLine]] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if (
            blocks
            and _goes_on(blocks[-1], line, step)
            and (line.height > (1 + OTHER_SIZE) * size or not _opens(blocks[-1], line, following))
        ):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _usual_step(lines: list[PrintedLine]) -> float:
    """Give the usual way down from line to line, as a share of a line's height."""
    steps = [
        (before.bottom - after.bottom) / after.height
        for before, after in pairwise(lines)
        if _is_below(before, after) and after.height > 0 and before.bottom - after.bottom < 3 * after.height
    ]
    return median(steps) if steps else 1.2


def _is_below(before: PrintedLine, after: PrintedLine) -> bool:
    return after.page == before.page and after.bottom < before.bottom


def _goes_on(block: list[PrintedLine], line: PrintedLine, step: float) -> bool:
    """Tell whether a line stands where a paragraph would go on."""
    before = block[-1]
    if before.is_hyphenated:
        return True
    if abs(before.height - line.height) > OTHER_SIZE * max(before.height, line.height):
        return False
    if abs(before.bottom - line.bottom) < 1.0 and before.page == line.page:
        return True  # one printed line in two parts
    if not _is_below(before, line):
        # The head of the next column or page: in the middle of a sentence, or with a paragraph of its own.
        return not ends_sentence(before.text) and len(block) > 1
    return before.bottom - line.bottom <= WIDER_STEP * step * line.height


def _opens(block: list[PrintedLine], line: PrintedLine, following: PrintedLine | None) -> bool:
    """Tell whether a line right under a paragraph opens another. Headlines are often centred: not for them."""
    before = block[-1]
    if before.is_hyphenated or not _is_below(before, line):
        return False
    return _is_set_in(before, line, following) or _is_last(block, line)


def _is_set_in(before: PrintedLine, line: PrintedLine, following: PrintedLine | None) -> bool:
    """Tell the first line of a paragraph by its indent: the lines before and behind it stand further left."""
    low, high = INDENT[0] * line.height, INDENT[1] * line.height
    if not low < line.left - before.left < high:
        return False
    return following is None or not _is_below(line, following) or low < line.left - following.left < high


def _is_last(block: list[PrintedLine], line: PrintedLine) -> bool:
    """Tell the last line of a paragraph: a sentence ends on it, and the next word would have had room."""
    before = block[-1]
    right = max(line.right, *(each.right for each in block))
    left = min(line.left, *(each.left for each in block))
    first_word = line.text.split(" ", maxsplit=1)[0]
    room = (line.right - line.left) / max(len(line.text), 1) * (len(first_word) + 1)
    empty = right - before.right
    return ends_sentence(before.text) and empty > max(SHORT_LINE * (right - left), room)


def _join(blocks: list[list[PrintedLine]]) -> list[str]:
    seen: set[str] = set()
    is_rest = False
    for line in (line for block in blocks for line in block):
        words = words_of(line.text)
        whole = words[is_rest : -1 if line.is_hyphenated else None]  # half words are no witnesses
        seen.update(word.casefold() for word in whole)
        is_rest = line.is_hyphenated
    return [_join_block(block, seen) for block in blocks]


def _join_block(block: list[PrintedLine], seen: set[str]) -> str:
    joined = block[0].text
    for before, line in pairwise(block):
        if before.is_hyphenated:
            joined += ("" if _is_one_word(joined, line.text, seen) else "-") + line.text
        else:
            joined += " " + line.text
    return joined + ("-" if block[-1].is_hyphenated else "")


def _is_one_word(before: str, after: str, seen: set[str]) -> bool:
    """Tell "inter-" / "national" from "well-" / "known"; where it is not sure the hyphen stays.

    Sure is a word that the file has elsewhere or that is common, and one whose halves are no words by themselves.
    """
    first, second = LAST_WORD.search(before), FIRST_WORD.match(after)
    if first is None or second is None or not second[1].islower():
        return False  # "Anglo-" / "American"
    left, right = first[1].casefold(), second[1]
    common = load_common_words()
    if left + right in seen or stem(left + right) in common:
        return True
    known = {word for word in (left, right) if word in seen or stem(word) in common}
    return not known and first[1].islower() and len(left) > 1
