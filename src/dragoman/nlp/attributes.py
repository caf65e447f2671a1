"""Parts of speech, morphology and odd lemmas by tag and word: what spaCy's attribute ruler sets, in less time.

In:  the pipeline's own ruler. Out: a component in its place that sets the same.
The ruler tries each of its near two hundred patterns at every token. Nearly all are of one token and look only at
what word it is, its tag and its dependency: which of them fit is looked up once for each such three.
"""

from __future__ import annotations

from typing import Any, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token

NAME = "dragoman_attributes"
TOLD_BY_KEY = frozenset(("TAG", "DEP", "ORTH", "TEXT", "LOWER", "IS_SPACE"))  # of a token: by its tag, dependency, word
MOST_KNOWN = 200_000  # words with tag and dependency: some 30 MB; beyond, all are forgotten

Match = tuple[int, int, int, int]  # the rule's number, its name's hash, start, end: as the ruler has them


class QuickRuler:
    """Sets what the ruler would set."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._by_token = Matcher(ruler.vocab)
        self._by_context = Matcher(ruler.vocab)
        self._fitting: dict[tuple[int, int, int], tuple[tuple[int, int], ...]] = {}
        for number, rule in enumerate(ruler.patterns):
            patterns = cast("list[list[dict[str, Any]]]", rule["patterns"])
            alone = all(len(pattern) == 1 and TOLD_BY_KEY.issuperset(pattern[0]) for pattern in patterns)
            (self._by_token if alone else self._by_context).add(str(number), patterns)

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a document's tokens."""
        self._ruler.set_annotations(doc, self.match(doc))  # type: ignore[no-untyped-call]
        return doc

    def match(self, doc: Doc) -> list[Match]:
        """Give which rules fit where, in the order in which they are set: later rules win."""
        strings = doc.vocab.strings
        found = [
            (int(strings[name]), name, start, end) for name, start, end in self._by_context(doc, allow_missing=True)
        ]
        fitting = self._fitting
        for index, token in enumerate(doc):
            key = (token.tag, token.orth, token.dep)
            rules = fitting.get(key)
            if rules is None:
                rules = self._remember(key, token)
            found += [(number, name, index, index + 1) for number, name in rules]
        found.sort()
        return found

    def _remember(self, key: tuple[int, int, int], token: Token) -> tuple[tuple[int, int], ...]:
        if len(self._fitting) >= MOST_KNOWN:
            self._fitting.clear()
        strings = token.vocab.strings
        alone = token.doc[token.i : token.i + 1]
        matches = self._by_token(alone, allow_missing=True)
        rules = self._fitting[key] = tuple((int(strings[name]), name) for name, _, _ in matches)
        return rules


@Language.factory(NAME)
def make_quick_ruler(nlp: Language, name: str) -> QuickRuler:
    """Make the component; the pipeline has an attribute ruler."""
    del name
    return QuickRuler(cast("AttributeRuler", nlp.get_pipe("attribute_ruler")))


def quicken_attributes(nlp: Language) -> None:
    """Put the component in the place of the pipeline's ruler, where it has one."""
    if "attribute_ruler" in nlp.pipe_names:
        nlp.add_pipe(NAME, after="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")
