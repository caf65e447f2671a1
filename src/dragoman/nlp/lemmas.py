"""The lemma of a token, with the parser's slips in regular verbs mended.

In:  a token. Out: its lemma in lower case.
"""

from __future__ import annotations

import functools
import re

from spacy.strings import StringStore
from spacy.symbols import ADJ, AUX, NOUN, VERB
from spacy.tokens import Token

_INFLECTED = frozenset((VERB, AUX, ADJ, NOUN))
_HYPHEN = StringStore().add("-")
_WORDS_KNOWN = 1 << 16  # words with their part of speech, as they come: more than a year of news has

# spaCy's rules cut "staged" to "stag" and "raped" to "rap". A verb of one syllable that ends in one vowel and one
# consonant doubles it ("rapped"), so the form without doubling comes from a verb in -e.
_CLIPPED = re.compile(r"[^aeiou]{0,3}[aeiou][^aeiouwxy]")
_ENDING = re.compile(r"(.*)(?:ed|ing)")

# Nouns that some houses write with a hyphen, which the tokenizer cuts: "cease-fire", "air-strike", "pull-out"
_JOINED = frozenset(
    ("ceasefire", "airstrike", "cyberattack", "cyberwarfare", "standoff", "crackdown", "pullout", "pullback",
     "drawdown", "handover", "takeover", "walkout", "lockout", "lockdown", "firefight", "gunbattle", "gunfight",
     "warplane", "gunship", "peacekeeper", "policeman", "counterattack", "counteroffensive")
)  # fmt: skip


def lemma_of(token: Token) -> str:
    """Give the lemma, lower case.

    "The rebels staged a raid" gives "stage", not "stag".
    """
    part = token.pos
    if part == NOUN and token.i > 1 and token.nbor(-1).orth == _HYPHEN:
        lemma = token.lemma_.lower()
        joined = token.nbor(-2).lower_ + lemma
        return joined if joined in _JOINED else lemma
    return _mend(token.vocab.strings, token.lemma, token.lower, part in _INFLECTED)


@functools.lru_cache(maxsize=_WORDS_KNOWN)
def _mend(strings: StringStore, lemma_id: int, lower_id: int, is_inflected: bool) -> str:  # noqa: FBT001 - a cache's key
    """Mend the lemma of a word; asked for so often that each word is read once."""
    lemma: str = strings[lemma_id].lower()
    if not is_inflected:
        return lemma
    match = _ENDING.fullmatch(strings[lower_id])
    if match is not None and match.group(1) == lemma and _CLIPPED.fullmatch(lemma):
        return lemma + "e"
    return lemma


def forget_lemmas() -> None:
    """Forget the words that were read: they hold the vocabulary that they are of."""
    _mend.cache_clear()
