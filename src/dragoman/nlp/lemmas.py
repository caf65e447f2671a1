"""The lemma of a token, with the parser's slips in regular verbs mended.

In:  a token. Out: its lemma in lower case.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

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
    lemma = token.lemma_.lower()
    if token.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return lemma
    if token.pos_ == "NOUN" and token.i > 1 and token.nbor(-1).text == "-":
        joined = token.nbor(-2).lower_ + lemma
        return joined if joined in _JOINED else lemma
    match = _ENDING.fullmatch(token.lower_)
    if match is not None and match.group(1) == lemma and _CLIPPED.fullmatch(lemma):
        return lemma + "e"
    return lemma
