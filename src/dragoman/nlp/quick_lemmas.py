"""Lemmas as spaCy's lemmatizer sets them, each looked up once.

In:  the pipeline's own lemmatizer. Out: a component in its place that sets the same.
Its rules read a token by its word, part of speech and morphology alone; it remembers only what it cut, and reads
base forms ("the", "summit") again at every token.
"""

from __future__ import annotations

from typing import cast

from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

NAME = "dragoman_lemmas"
MOST_KNOWN = 200_000  # words with part of speech and morphology; beyond, all are forgotten


class QuickLemmatizer:
    """Sets what the lemmatizer would set."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self._lemmatizer = lemmatizer
        self._known: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of each token that has none."""
        known, overwrite = self._known, self._lemmatizer.overwrite
        for token in doc:
            if token.lemma != 0 and not overwrite:
                continue
            key = (token.orth, token.pos, token.morph.key)  # type: ignore[attr-defined]
            lemma = known.get(key)
            if lemma is None:
                if len(known) >= MOST_KNOWN:
                    known.clear()
                lemma = known[key] = doc.vocab.strings.add(self._lemmatizer.lemmatize(token)[0])
            token.lemma = lemma
        return doc


@Language.factory(NAME)
def make_quick_lemmatizer(nlp: Language, name: str) -> QuickLemmatizer:
    """Make the component; the pipeline has a lemmatizer."""
    del name
    return QuickLemmatizer(cast("Lemmatizer", nlp.get_pipe("lemmatizer")))


def quicken_lemmas(nlp: Language) -> None:
    """Put the component in the place of the pipeline's lemmatizer, where it has one that works by rules."""
    if "lemmatizer" not in nlp.pipe_names:
        return
    lemmatizer = nlp.get_pipe("lemmatizer")
    if isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode == "rule":
        nlp.add_pipe(NAME, after="lemmatizer")
        nlp.disable_pipe("lemmatizer")
