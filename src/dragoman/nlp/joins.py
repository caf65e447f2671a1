"""Make one token of what pages and scans part: "Corvia’ s army", "1, 500 people", "$2. 5 million", "Andr é s".

In:  a spaCy `Doc` of plain tokens, before it is parsed. Out: the same, its parted words joined; the text is as it was.
Left to `parse`: sentences. A joined word is given the looks of the whole one, by which the pipeline knows it.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

APOSTROPHES = frozenset("'’´`")
# "1, 500 people", but not "May 12, 300 people"; "4. 7 million", but not "until 2011. 7 people"
NUMBER = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:, \d{3})+(?=\s[a-zA-Z(])|\d{1,3}\. \d{1,2}(?= (?:million|billion|trillion|per ?cent)\b))"
)
BEFORE_A_DAY = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]*|\.) $")
ACCENTED = frozenset("áâãäåæçéêëíîïñóôõöøúûüýčćđğışšžłńśźżőű")  # no "à", which is a word: "à la carte"


def join_parted(doc: Doc) -> None:
    """Join what stands apart though it is one word."""
    runs = [*_possessives(doc), *_numbers(doc), *_accented(doc)]
    if not runs:
        return
    plain = {start: _plain(doc, start, end) for start, end in runs}
    with doc.retokenize() as retokenizer:
        for start, end in sorted(runs):
            retokenizer.merge(doc[start:end])
    moved = 0
    for start, end in sorted(runs):
        joined = doc.vocab[doc[start - moved].text]  # each join before it moves it to the left
        looks = doc.vocab[plain[start]]
        joined.norm, joined.prefix, joined.suffix, joined.shape = looks.norm, looks.prefix, looks.suffix, looks.shape
        moved += end - start - 1


def _plain(doc: Doc, start: int, end: int) -> str:
    if doc[start].text in APOSTROPHES:
        return "'s"
    return "".join(token.text for token in doc[start:end])


def _possessives(doc: Doc) -> list[tuple[int, int]]:
    """Find "’ s" after a word: as two tokens the parser takes the apostrophe for a quotation mark."""
    return [
        (token.i, token.i + 2)
        for token in doc[1:-1]
        if token.text in APOSTROPHES
        and token.nbor(1).text == "s"
        and token.whitespace_ == " "
        and token.nbor(-1).is_alpha
    ]


def _numbers(doc: Doc) -> list[tuple[int, int]]:
    found = []
    for match in NUMBER.finditer(doc.text):
        run = doc.char_span(match.start(), match.end())
        if run is not None and len(run) > 1 and not BEFORE_A_DAY.search(doc.text[: match.start()]):
            found.append((run.start, run.end))
    return found


def _accented(doc: Doc) -> list[tuple[int, int]]:
    """Find a letter that stands alone in the middle of a name: "Andr é s", "P é rez"."""
    inside = (token.i for token in doc[1:-1] if token.text in ACCENTED and _is_inside_a_name(token))
    found = [(index - 1, index + 2) for index in inside]
    return [run for index, run in enumerate(found) if index == 0 or run[0] >= found[index - 1][1]]


def _is_inside_a_name(letter: Token) -> bool:
    before, after = letter.nbor(-1), letter.nbor(1)
    spaced = before.whitespace_ == letter.whitespace_ == " "
    return spaced and before.is_alpha and before.text[0].isupper() and after.is_alpha and after.is_lower
