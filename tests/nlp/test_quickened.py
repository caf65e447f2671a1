"""The pipeline is made quicker, not another: the same lemmas, the same parse, other arithmetic in nobody's pipeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_info

from dragoman.nlp.arithmetic import one_thread, quicken_arithmetic
from dragoman.nlp.parse import DEFAULT_PIPELINE, Parser
from dragoman.nlp.quick_lemmas import NAME, QuickLemmatizer, quicken_lemmas

pytestmark = pytest.mark.model

TEXT = (
    "The Ardanian envoys' talks in Senna were broken off; both sides'd better leave, said Mr. Koren.\n\n"
    "Ministers, meeting again on 3 May 2031, aren't going to sign the best of the older deals they've been offered.\n"
    "Drosk HALTS exports! Fewer than 1,200 tonnes had gotten through 12 crossings, she's told us."
)


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(DEFAULT_PIPELINE)


def _read(doc: Doc) -> list[tuple[object, ...]]:
    return [(each.tag, each.pos, each.lemma, each.dep, each.head.i, each.ent_type, each.ent_iob) for each in doc]


def test_lemmas_are_those_of_the_lemmatizer(plain: Language) -> None:
    lemmatizer = cast("Lemmatizer", plain.get_pipe("lemmatizer"))
    doc = plain(TEXT)

    def read(component: Callable[[Doc], Doc]) -> list[str]:
        for token in doc:
            token.lemma = 0
        return [token.lemma_ for token in component(doc)]

    lemmas = read(lemmatizer)
    quick = QuickLemmatizer(lemmatizer)
    assert read(quick) == lemmas
    assert read(quick) == lemmas  # and once more of what is remembered


def test_a_lemma_that_is_there_stays(plain: Language) -> None:
    doc = plain("Drosk signed.")
    doc[1].lemma_ = "autograph"
    QuickLemmatizer(cast("Lemmatizer", plain.get_pipe("lemmatizer")))(doc)
    assert doc[1].lemma_ == "autograph"


def test_a_pipeline_without_a_lemmatizer_by_rules_stays_as_it_is() -> None:
    nlp = spacy.blank("en")
    quicken_lemmas(nlp)
    assert nlp.pipe_names == []
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    quicken_lemmas(nlp)
    assert nlp.pipe_names == ["lemmatizer"]


def test_the_parse_is_the_same(plain: Language) -> None:
    quick = spacy.load(DEFAULT_PIPELINE)
    quicken_lemmas(quick)
    quicken_arithmetic(quick)
    assert NAME in quick.pipe_names
    with one_thread():
        assert _read(quick(TEXT)) == _read(plain(TEXT))


def test_sums_do_not_depend_on_what_was_parsed_before(plain: Language) -> None:
    quick = spacy.load(DEFAULT_PIPELINE)
    quicken_arithmetic(quick)
    tok2vec = quick.get_pipe("tok2vec")
    with one_thread():
        first = tok2vec.predict([plain.make_doc(TEXT)])[0]  # type: ignore[attr-defined]
        tok2vec.predict([plain.make_doc(TEXT * 3)])  # type: ignore[attr-defined]
        again = tok2vec.predict([plain.make_doc(TEXT)])[0]  # type: ignore[attr-defined]
    assert np.array_equal(first, again)


def test_other_pipelines_keep_their_arithmetic(plain: Language) -> None:
    quicken_arithmetic(spacy.load(DEFAULT_PIPELINE))
    model = cast("Model[Any, Any]", plain.get_pipe("tok2vec").model)  # type: ignore[attr-defined]
    assert all(cast("NumpyOps", layer.ops).use_blis for layer in model.walk())


def test_matrices_keep_to_one_thread_and_get_the_others_back() -> None:
    def threads() -> list[int]:
        return [each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"]

    before = threads()
    with one_thread():
        assert set(threads()) <= {1}
    assert threads() == before


def test_the_products_parser_is_quickened(parser: Parser) -> None:
    assert NAME in parser._nlp.pipe_names
