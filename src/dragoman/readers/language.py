"""Tell whether a text is in English: by what is given, else by py3langid.

In:  the language as given, or the text. Out: a language code, or whether the text is in English.
Short texts are never judged: a headline of names looks like any language.
"""

from __future__ import annotations

import re

import py3langid

JUDGED_CHARACTERS = 200  # the contract: "texts under 200 characters are never rejected for their language"
JUDGED_LETTERS = 100  # a table of numbers is in no language
SAMPLE_CHARACTERS = 20_000  # 2 ms; the share of trigrams changes no more beyond
ENGLISH = "en"
# No other language has these among its words so often; names alone ("Xi Jinping, Li Qiang, ...") have none.
FUNCTION_WORDS = frozenset({"the", "of", "and", "to", "that", "with", "for", "was", "by", "from"})
FUNCTION_SHARE = 0.12  # English news has 0.2 to 0.3
WORD = re.compile(r"[^\W\d_]+")


def names_english(language: str) -> bool:
    """Tell whether a given language is English: "en", "en-GB", "eng", "English"."""
    return language.strip().casefold().startswith(ENGLISH)


def is_english(text: str) -> bool:
    """Judge a text by its first characters; one with too few letters counts as English."""
    sample = text[:SAMPLE_CHARACTERS].casefold()
    if len(text) < JUDGED_CHARACTERS or sum(letter.isalpha() for letter in sample) < JUDGED_LETTERS:
        return True
    words = WORD.findall(sample)
    if sum(word in FUNCTION_WORDS for word in words) >= FUNCTION_SHARE * len(words):
        return True
    language, _ = py3langid.classify(sample)
    return bool(language == ENGLISH)
