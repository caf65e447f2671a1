"""The quick ruler sets what spaCy's own sets, whatever words, tags and dependencies there are."""

from __future__ import annotations

from typing import cast

import pytest
import spacy
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from dragoman.nlp.attributes import NAME, QuickRuler, quicken_attributes
from dragoman.nlp.parse import DEFAULT_PIPELINE, Parser

SENTENCES = (
    "Ardania ain't going to sign, it said; they're gonna wait, let's see.",
    "The minister's aide gave him what had been asked of her before.",
    "Who was it that I myself saw?\n\n  That those which are not ours be yours.",
    "Better roads, the best of all, and more than most; he would've, she'd not.",
)


@pytest.mark.model
@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_same_is_set_as_by_the_rulers_own(parser: Parser, sentence: str) -> None:
    del parser  # loaded once for all; here the pipeline as it is shipped is wanted
    nlp = spacy.load(DEFAULT_PIPELINE)
    ruler = cast("AttributeRuler", nlp.get_pipe("attribute_ruler"))
    quick = QuickRuler(ruler)
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
        plain = ruler(nlp(sentence))
        for _ in range(2):  # and once more of what is remembered
            assert _all_of(quick(nlp(sentence))) == _all_of(plain)


def _all_of(doc: Doc) -> list[tuple[object, ...]]:
    return [(token.pos, token.tag, token.lemma, token.morph, token.norm) for token in doc]


def test_rules_that_look_around_are_asked_of_the_whole_text() -> None:
    nlp = spacy.blank("en")
    ruler = cast("AttributeRuler", nlp.add_pipe("attribute_ruler"))
    ruler.add([[{"LOWER": "the"}]], {"POS": "DET"})
    ruler.add([[{"LOWER": "new"}, {"LOWER": "deal"}]], {"POS": "PROPN"}, index=1)
    ruler.add([[{"LOWER": "deal"}]], {"POS": "NOUN"})
    ruler.add([[{"IS_TITLE": True}]], {"POS": "X"})
    ruler.add([[{"LOWER": "the"}, {"LOWER": "deal"}]], {"POS": "INTJ", "LEMMA": "pact"}, index=-1)
    texts = ("The new Deal and the deal, a New deal.", "the deal", "")
    plain = [_parts(nlp(text)) for text in texts]
    quicken_attributes(nlp)
    assert nlp.pipe_names == [NAME]
    assert [_parts(nlp(text)) for text in texts] == plain


def _parts(doc: Doc) -> list[str]:
    return [token.pos_ + token.lemma_ for token in doc]


def test_a_pipeline_without_a_ruler_stays_as_it_is() -> None:
    nlp = spacy.blank("en")
    quicken_attributes(nlp)
    assert nlp.pipe_names == []
