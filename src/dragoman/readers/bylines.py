"""Find who wrote the article: by-lines above it, a name alone on a line, the note on the author under it.

In:  the lines of a text with their marks. Out: the author's name as printed first, and `author-note` marks.
Left to `resolve`: who that is, and that a by-line and a note spell the name in two ways.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from dragoman.lexicons.load.zone_cues import load_zone_cues
from dragoman.readers.cues import Marks, prose_bounds
from dragoman.readers.lines import SOURCE_NOTE, Line, ends_sentence, is_masthead
from dragoman.readers.stamps import is_date_line, trailing_date

BY_LINE_CHARACTERS = 120
BY_LINE_WORDS = 14
NAME_CHARACTERS = 40
STANDFIRST_LINES = 6  # a by-line is sought so far under a first paragraph
NAME_WORDS = (2, 4)
SAME_NAME = 0.85  # "Arman Mahmud" and "Arman Mehmood" are 0.88 alike, two cousins "Ali Reza" and "Ali Rashid" 0.78
NAME_LINES = 20  # a name alone on a line is sought so far above the article and under it
NOTE_LINES = 8  # a note on the author is sought in so many last lines
TRADE_WORDS = 16  # "is" and the trade stand within so many words: "is the founder and senior ... fellow"

BY = re.compile(
    r"\W{0,3}(?:(?:[Ww]ritten |[Ww]ords |[Rr]eport(?:ed)? |[Ss]tory )?(?:[Bb]y|BY)|[Aa]uthors?\s?:)\s*:?\s"
    r"(?P<who>\S.*)",
    re.DOTALL,
)
WHO_ENDS = re.compile(r"\s[|–—•·/-]\s|\s?[|•·@(]|,?\s(?:in|for|at|from|of|on)\s|\s{2,}|\n")
NAMES_APART = re.compile(r",?\s(?:and|AND|&|with)\s|,\s|;\s?")
STAFF = re.compile(
    r"(?:our|the|a)?\s?.{0,40}\b(?:staff|correspondents?|reporters?|bureau|desk|team|agenc(?:y|ies)|newsroom|editors?)\b",
    re.IGNORECASE,
)
NAME_WORD = re.compile(r"[A-Z][^\W\d_]*(?:[.'’-][^\W\d_]*)*")
NOTE = re.compile(
    r"\W{0,2}(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Sir)\.?\s)?"
    r"(?P<name>[A-Z][\w.'’-]+(?:\s(?:[a-z]{2,3}\s)?[A-Z][\w.'’-]+){1,3})"
    r"(?:,?\s(?:and|&)\s[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3})?(?:,[^,.]{2,30},|,)?\s"
    r"(?P<verb>is|are|was|has been|serves as|works as|works|writes|teaches|covers|reports|reported|lectures|lives|edits"
    r"|hosts|has)\b"
    r"(?P<rest>.{0,300})",
    re.DOTALL,
)
TRADE_OPENERS = ("a", "an", "the", "currently", "also", "now", "one", "our", "both")
BEING = ("is", "are", "was", "has been", "serves as", "works as")
DOING = re.compile(r"\s(?:\w+\s){0,3}?(?:for|at|on|about|from|in|near|above)\b")
NOT_DOING = ("has", "hosts")  # only the known author's note opens so


def by_line(text: str) -> str | None:
    """Read a by-line: the names as printed; "" where it names no person ("By our staff"); None if it is none."""
    found = BY.fullmatch(text) if len(text) <= BY_LINE_CHARACTERS else None
    if found is None or len(text.split()) > BY_LINE_WORDS:
        return None
    date = trailing_date(text)
    who = text[found.start("who") : date if date is not None else len(text)].strip(" ,.|-–—")
    names = _names_of(WHO_ENDS.split(who, maxsplit=1)[0])
    if names:
        return names
    # "By Friday the port was shut" is no by-line; "By our Asia staff, April 6, 2023" and "By Reuters" are.
    words = load_zone_cues().words
    is_agency = who.isalpha() and who[0].isupper() and who.casefold() not in words["weekdays"] | words["months"]
    return "" if (is_agency or STAFF.match(who)) and not ends_sentence(text) else None


def is_name(text: str) -> bool:
    """Tell a person's name alone: two to four capitalised words, none of them a common one."""
    words = text.split()
    if not NAME_WORDS[0] <= len(words) <= NAME_WORDS[1] + 1 or len(text) > NAME_CHARACTERS:
        return False
    lists = load_zone_cues().words
    names = [word for word in words if word.casefold() not in lists["name_particles"] or word[0].isupper()]
    if not NAME_WORDS[0] <= len(names) <= NAME_WORDS[1]:
        return False
    if names[-1].casefold() in lists["mastheads"]:
        return False
    return all(NAME_WORD.fullmatch(word) and word.casefold() not in lists["not_names"] for word in names)


def mark_authors(lines: tuple[Line, ...], marks: Marks, title: int | None, given: str | None) -> str | None:
    """Mark by-lines and notes on the author; give the author: as given, as in the by-line, or as in the note."""
    by = _mark_by_lines(lines, marks, title)
    known = [name for name in (given, by) if name]
    noted = _mark_notes(lines, marks, known)
    known += [name for name in (noted,) if name]
    alone = _mark_names(lines, marks, title, known)
    return next((name for name in (given, by, alone, noted) if name), None)


def _names_of(who: str) -> str:
    """Give the names at the start of a by-line, joined as printed; "" where the first is none."""
    names: list[str] = []
    for part in NAMES_APART.split(who):
        if not is_name(part.strip()):
            break
        names.append(part.strip())
    return ", ".join(names)


def _mark_by_lines(lines: tuple[Line, ...], marks: Marks, title: int | None) -> str | None:
    bounds = prose_bounds(lines, marks)
    if bounds is None:
        return None
    first, last = bounds
    # A standfirst may end with a full stop; the by-line then stands under what looks like the first paragraph.
    own = (line.index for line in lines[first + 1 :] if line.prose and marks[line.index] is None)
    second = min(next(own, last), first + 1 + STANDFIRST_LINES)
    author: str | None = None
    for line in (*lines[: max(first + 1, second)], *lines[last + 1 :]):
        if marks[line.index] is not None or line.index == title:
            continue
        names = by_line(line.text)
        if names is None or (line.index == last and first == last):
            continue
        marks[line.index] = "author-note"
        author = author or names or None
    return author


def _mark_notes(lines: tuple[Line, ...], marks: Marks, known: list[str]) -> str | None:
    """Walk up from the last line while the paragraphs are notes on the author."""
    bounds = prose_bounds(lines, marks)
    if bounds is None:
        return None
    author: str | None = None
    for line in reversed(lines[max(bounds[0] + 1, len(lines) - NOTE_LINES) :]):
        if marks[line.index] is not None or is_date_line(line.text):
            continue
        name = _noted_name(line.text, known)
        if name is None or not (_is_alike(name, known) or _is_stranger(name, lines[: line.index], marks)):
            if line.prose:
                break
            continue
        marks[line.index] = "author-note"
        author = name
    return author


def _noted_name(text: str, known: list[str]) -> str | None:
    """Read "Mara Ellingsen is a reporter at ...": the name; None where the line says no trade of a writer."""
    found = NOTE.match(text)
    if SOURCE_NOTE.search(text[-64:]):  # "... is a reporter freed on Monday. (Port Wire)" is an item of news
        return None
    if found is None or found["name"].split()[0].casefold() in load_zone_cues().words["not_names"]:
        return None
    if _is_alike(found["name"], known) or found["verb"] == "edits":
        return found["name"]
    if found["verb"] in BEING:
        return found["name"] if _tells_trade(found["rest"]) else None
    # "Jon Reye reported from Westhaven", "Jon Reye writes about the sea"; not "Jon Reye reported the loss".
    return found["name"] if found["verb"] not in NOT_DOING and DOING.match(found["rest"]) else None


def _tells_trade(rest: str) -> bool:
    """Tell "a reporter at ..." and "Director of ..." from "nominated as candidate" and "expected to be director"."""
    words = [word.strip('.,;:()"“”') for word in rest.split()[:TRADE_WORDS]]
    trades = load_zone_cues().words["author_trades"]
    told = [word.casefold() for word in words]
    if not words or not (words[0][:1].isupper() or told[0] in TRADE_OPENERS or told[0] in trades):
        return False
    return any(word in trades or word.removesuffix("s") in trades for word in told)


def _is_stranger(name: str, before: tuple[Line, ...], marks: Marks) -> bool:
    """Tell a name that the article does not speak of: "Tove Halvard is an analyst" may be its own subject."""
    surname = name.rsplit(maxsplit=1)[-1]
    return not any(surname in line.text for line in before if line.prose and marks[line.index] is None)


def _is_alike(name: str, known: list[str]) -> bool:
    parts = [part for each in known for part in (each, *NAMES_APART.split(each))]
    return any(SequenceMatcher(None, name.casefold(), part.casefold()).ratio() >= SAME_NAME for part in parts)


def _mark_names(lines: tuple[Line, ...], marks: Marks, title: int | None, known: list[str]) -> str | None:
    """Mark a name that stands alone over the article: the known author's, else one that can be nothing else."""
    bounds = prose_bounds(lines, marks)
    if bounds is None:
        return None
    first, last = bounds
    near = (*lines[max(0, first - NAME_LINES) : first], *lines[last + 1 : last + 1 + NAME_LINES])
    own = [line for line in near if marks[line.index] is None and line.index != title]
    alike = [line for line in own if len(line.text) <= 2 * NAME_CHARACTERS and _is_alike(line.text, known)]
    for line in alike:
        marks[line.index] = "author-note"
    if alike or known:
        return alike[0].text if alike else None
    article = "\n".join(line.text for line in lines if line.prose and marks[line.index] is None)
    for line in own:
        if line.index < first and is_name(line.text) and not is_masthead(line) and _is_author_only(line.text, article):
            marks[line.index] = "author-note"
            return line.text
    return None


def _is_author_only(name: str, article: str) -> bool:
    """Tell a name that the article does not use, in words that it never writes small."""
    if name in article or name.isupper():
        return False
    return not any(re.search(rf"\b{re.escape(word.casefold())}\b", article) for word in name.split())
