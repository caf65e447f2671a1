"""Find what is printed twice: pull quotes, and sentences that stand in the article a second time.

In:  the lines of a text with their marks. Out: `pull-quote` and `repeated` marks, or the spans of sentences.
A reprint says nothing new: no name, number or "not" more than the first printing. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from dragoman.lexicons.load.zone_cues import load_zone_cues
from dragoman.readers.bylines import is_name
from dragoman.readers.cues import Marks
from dragoman.readers.lines import QUOTE_MARKS, Line, sentence_spans, words_of

SHINGLE_WORDS = 3
POSTINGS = 6  # so many places of one shingle are kept: more are of a phrase, and cost time
REPRINT_WORDS = 8  # shorter sentences ("He did not elaborate on that.") are said twice without being printed twice
# Inside a paragraph "The rebels of the north claimed responsibility for the attack." may speak of another attack.
REPRINT_WORDS_WITHIN = 16
REPRINT_SHARE = 0.8  # of the shingles of the shorter printing that stand in the longer
REPRINT_LENGTH = 0.7  # of the words of the longer printing that the shorter must have
QUOTE_WORDS = 5  # a quotation alone on a line of fewer words is no pull quote
QUOTE_SHARE = 0.7  # of its shingles that stand in one paragraph
QUOTE_CHARACTERS = 600
SPEAKER_WORDS = 5

OPENING = "\"“«„'‘"
CLOSING = "\"”»'’"
SIGNED = re.compile(r"[\"”»'’]\s{0,2}[,.]?\s{0,2}(?:--|[-–—―])\s{0,2}(?P<name>[^\"“”]{2,80})$")
SIGNATURE = re.compile(r"(?:--|[-–—―])\s{0,2}(?P<name>[^\"“”]{2,80})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """Reads as: these words of a line, as a reader compares them; `telling` are its names and numbers."""

    words: tuple[str, ...]
    shingles: frozenset[tuple[str, ...]]
    telling: frozenset[str]


def mark_pull_quotes(lines: tuple[Line, ...], marks: Marks) -> None:
    """Mark a quotation alone on its line that is signed with a dash and a name, or said in a paragraph as well."""
    candidates = [line for line in lines if marks[line.index] is None and _is_quotation_line(line.text)]
    if not candidates:
        return
    alone = {line.index for line in candidates}
    paragraphs = _index_paragraphs([line for line in lines if marks[line.index] is None and line.index not in alone])
    for line in candidates:
        signature = _signature_under(lines, marks, line.index)
        signed = signature is not None or SIGNED.search(line.text) is not None
        in_row = {line.index - 1, line.index + 1} & alone
        # Signed quotations in a row that no paragraph repeats are the article itself: "What the islanders say".
        if (signed and not in_row) or _is_said_elsewhere(line.text, paragraphs):
            marks[line.index] = "pull-quote"
            if signature is not None:
                marks[signature] = "pull-quote"


def find_reprints(lines: tuple[Line, ...], marks: Marks) -> dict[int, list[tuple[int, int]]]:
    """Give, by line, the spans (in the line) of sentences that an earlier line or sentence has printed."""
    seen: list[Printing] = []
    postings: dict[tuple[str, ...], list[int]] = {}
    reprints: dict[int, list[tuple[int, int]]] = {}
    for line in lines:
        if marks[line.index] is not None:
            continue
        quote_marks = 0
        spans = sentence_spans(line.text)
        for start, end in spans:
            sentence = line.text[start:end]
            within = sum(sentence.count(mark) for mark in QUOTE_MARKS)
            # A sentence that opens or closes a quotation beyond itself cannot be cut out of it.
            is_whole = quote_marks % 2 == 0 and within % 2 == 0
            quote_marks += within
            printing = _printing(sentence)
            if len(printing.words) < REPRINT_WORDS:
                continue
            fewest = REPRINT_WORDS if len(spans) == 1 else REPRINT_WORDS_WITHIN
            if is_whole and len(printing.words) >= fewest and _is_reprint(printing, seen, postings):
                reprints.setdefault(line.index, []).append((start, end))
            else:
                _remember(printing, seen, postings)
    return reprints


def _printing(text: str) -> Printing:
    written = words_of(text)
    words = tuple(word.casefold() for word in written)
    telling = frozenset(word.casefold() for word in written if word[0].isupper() or word[0].isdigit())
    return Printing(words=words, shingles=_shingles(words), telling=telling)


def _shingles(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(words[at : at + SHINGLE_WORDS] for at in range(len(words) - SHINGLE_WORDS + 1))


def _remember(printing: Printing, seen: list[Printing], postings: dict[tuple[str, ...], list[int]]) -> None:
    for shingle in printing.shingles:
        places = postings.setdefault(shingle, [])
        if len(places) < POSTINGS:
            places.append(len(seen))
    seen.append(printing)


def _is_reprint(later: Printing, seen: list[Printing], postings: dict[tuple[str, ...], list[int]]) -> bool:
    shared = Counter(place for shingle in later.shingles for place in postings.get(shingle, ()))
    if not shared:
        return False
    most = max(shared.values())
    # The best few by shared shingles, in the order of the text: no set's order decides.
    best = sorted(place for place, count in shared.items() if count == most)[:POSTINGS]
    return any(_says_nothing_new(seen[place], later) for place in best)


def _says_nothing_new(earlier: Printing, later: Printing) -> bool:
    if earlier.words == later.words:
        return True
    shorter, longer = sorted((len(earlier.words), len(later.words)))
    common = len(earlier.shingles & later.shingles)
    fewest = min(len(earlier.shingles), len(later.shingles))
    if shorter < REPRINT_LENGTH * longer or common < REPRINT_SHARE * fewest:
        return False
    # "Norland denied that it has sent ships" against "It has sent ships", "276 votes" against "188 votes".
    changed = set(earlier.words) ^ set(later.words)
    return later.telling <= set(earlier.words) and not changed & load_zone_cues().words["meaning_words"]


def _is_quotation_line(text: str) -> bool:
    if len(text) > QUOTE_CHARACTERS or text[0] not in OPENING:
        return False
    signed = SIGNED.search(text)
    if signed is not None:
        return _is_speaker(signed["name"])
    inner = text[1:].rstrip()
    # "“We are ready,” she said. “We always were.”" is a paragraph: its quotation closes before the line's end.
    return inner[-1:] in tuple(CLOSING) and not any(mark in inner[:-1] for mark in QUOTE_MARKS)


def _signature_under(lines: tuple[Line, ...], marks: Marks, index: int) -> int | None:
    """Give the index of the next line where it is a dash and a name."""
    if index + 1 >= len(lines) or marks[index + 1] is not None:
        return None
    found = SIGNATURE.fullmatch(lines[index + 1].text)
    return index + 1 if found is not None and _is_speaker(found["name"]) else None


def _is_speaker(name: str) -> bool:
    """Tell "Tove Halvard, foreign minister" from the words after a dash in a sentence."""
    first = name.split(",", maxsplit=1)[0].strip(" .")
    if first.startswith(("a ", "an ", "the ")) and len(first.split()) <= SPEAKER_WORDS:
        return True  # "— a retired ambassador"
    return is_name(first) or (
        first[:1].isupper() and len(first.split()) <= SPEAKER_WORDS and not name.rstrip().endswith(".")
    )


def _index_paragraphs(lines: list[Line]) -> dict[tuple[str, ...], list[int]]:
    postings: dict[tuple[str, ...], list[int]] = {}
    for line in lines:
        for shingle in sorted(_printing(line.text).shingles):
            places = postings.setdefault(shingle, [])
            if len(places) < POSTINGS:
                places.append(line.index)
    return postings


def _is_said_elsewhere(text: str, paragraphs: dict[tuple[str, ...], list[int]]) -> bool:
    printing = _printing(text)
    if len(printing.words) < QUOTE_WORDS:
        return False
    shared = Counter(place for shingle in printing.shingles for place in paragraphs.get(shingle, ()))
    return max(shared.values(), default=0) >= QUOTE_SHARE * len(printing.shingles)
