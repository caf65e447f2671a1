"""Tell the name of a programme, a book or a paper in quotation marks from speech.

In:  a layout and one of its quoted stretches. Out: whether it is a title.
Left to `leftovers`: words in quotation marks that are neither.
"""

from __future__ import annotations

import re

from dragoman.extract.quotations.cues import read_cue
from dragoman.extract.quotations.layout import Layout
from dragoman.extract.quotations.marks import Quoted

# speech is opened by a comma, a colon or a verb: she said, “Go.”; a title by these: on the radio's “Nightly Hour.”
_BEFORE_TITLE = frozenset(("ADP", "NOUN", "PROPN", "PART", "DET"))
_WORD = re.compile(r"[^\W\d_]+")
_SHORT_WORD = 3  # letters of a word that a title writes small: "Voices of the Hill"
_LONGEST = 9  # words


def is_title(layout: Layout, stretch: Quoted) -> bool:
    """Tell a stretch of words with capitals that no mark sets off from the noun or preposition before it."""
    words = _WORD.findall(layout.text[stretch.inner_start : stretch.end])
    index = layout.token_at(stretch.start)
    if index == 0 or len(words) > _LONGEST or not any(len(word) > _SHORT_WORD for word in words):
        return False
    if not all(word[0].isupper() for word in words if len(word) > _SHORT_WORD):
        return False
    before = layout.doc[index - 1]
    if before.pos_ == "VERB":
        return read_cue(before) is None  # "who hosts “Harbour Night”"
    return before.pos_ in _BEFORE_TITLE and before.dep_ != "nsubj"
