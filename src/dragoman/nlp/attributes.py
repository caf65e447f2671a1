"""Parts of speech, morphology and odd lemmas by tag and word: what spaCy's attribute ruler sets, in less time.

In:  the pipeline's own ruler. Out: a component in its place that sets the same.
The ruler tries each of its near two hundred patterns at every token. Nearly all are of one token and look only at
what word it is, its tag and its dependency: which of them fit is looked up once for each such three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.pipeline.attributeruler import set_token_attrs  # type: ignore[attr-defined]
from spacy.tokens import Doc, Token

NAME = "dragoman_attributes"
TOLD_BY_KEY = frozenset(("TAG", "DEP", "ORTH", "TEXT", "LOWER", "IS_SPACE"))  # of a token: by its tag, dependency, word
MOST_KNOWN = 200_000  # words with tag and dependency: some 30 MB; beyond, all are forgotten

Attributes = dict[int, int]


class QuickRuler:
    """Sets what the ruler would set."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._by_token = Matcher(ruler.vocab)
        self._by_context = Matcher(ruler.vocab)
        self._fitting: dict[tuple[int, int, int], tuple[tuple[int, ...], Attributes]] = {}
        for number, rule in enumerate(ruler.patterns):
            patterns = cast("list[list[dict[str, Any]]]", rule["patterns"])
            alone = all(len(pattern) == 1 and TOLD_BY_KEY.issuperset(pattern[0]) for pattern in patterns)
            (self._by_token if alone else self._by_context).add(str(number), patterns)

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a document's tokens; of rules that fit one token, the later wins."""
        around = self._match_around(doc)
        fitting = self._fitting
        for token in doc:
            key = (token.tag, token.orth, token.dep)
            known = fitting.get(key)
            if known is None:
                known = self._remember(key, token)
            numbers, attributes = known
            if token.i in around:
                attributes = self._merge(sorted({*numbers, *around[token.i]}))
            if attributes:
                set_token_attrs(token, attributes)
        return doc

    def _match_around(self, doc: Doc) -> dict[int, list[int]]:
        """Give the rules that look at more than a token, by the token that each is for."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for name, start, end in self._by_context(doc, allow_missing=True):
            number = int(doc.vocab.strings[name])
            index = self._ruler.indices[number]
            found[(start if index >= 0 else end) + index].append(number)
        return found

    def _remember(self, key: tuple[int, int, int], token: Token) -> tuple[tuple[int, ...], Attributes]:
        if len(self._fitting) >= MOST_KNOWN:
            self._fitting.clear()
        strings = token.vocab.strings
        alone = token.doc[token.i : token.i + 1]
        numbers = tuple(sorted({int(strings[name]) for name, _, _ in self._by_token(alone, allow_missing=True)}))
        known = self._fitting[key] = (numbers, self._merge(numbers))
        return known

    def _merge(self, numbers: Iterable[int]) -> Attributes:
        return {name: value for number in numbers for name, value in self._ruler.attrs[number].items()}


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
