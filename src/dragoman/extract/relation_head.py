"""The learned head: what one actor does to another, from the words and the path between them.

In:  a parse, two actors' tokens, and what the rules say. Out: a score for each type, and NONE, that sum to 1.
Features are hashed, and beside them stand the mean word vectors of some bags of words, which let the head read a verb
that no training sentence has. Weights are plain numbers (`lexicons/heads/relation.npz`, no pickle), trained only on
sentences of our own by `python training/train_relation_head.py`; the card beside them says how.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from spacy.symbols import AUX, VERB
from spacy.tokens import Doc, Token

from dragoman.errors import ConfigError
from dragoman.lexicons.load.composition import load_composition
from dragoman.lexicons.load.files import LEXICONS
from dragoman.lexicons.load.triggers import load_triggers
from dragoman.lexicons.load.word_vectors import LENGTH, load_word_vectors
from dragoman.nlp.grammar import Clause
from dragoman.nlp.lemmas import lemma_of

BUCKETS = 1 << 15  # of hashed features: few enough for a small file, enough for the words of some thousand sentences
BAGS = ("path", "path-verbs", "between", "near", "sentence")  # of words, each with its mean vector
INPUTS = BUCKETS + len(BAGS) * LENGTH
VECTOR_SCALE = 0.6  # of a mean vector beside the hashed features, chosen by cross-validation on our sentences
WEIGHTS = "heads/relation.npz"
WHERE = MappingProxyType({"path": 0.8, "between": 0.5, "else": 0.25})  # what a word's types weigh, by its place
MAX_PATH = 12  # tokens of a dependency path that say something; longer ones are broken parses
NEAR = 3  # words on either side of an actor that are features of their own
NEAR_VECTOR = 4  # and of their mean vector


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationHead:
    """Reads as: labels and the weights that score them."""

    labels: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, features: Mapping[int, float]) -> dict[str, float]:
        """Score hashed features: softmax of a linear model."""
        buckets = sorted(features)
        values = np.array([features[bucket] for bucket in buckets], dtype=np.float64)
        rows = self.weights[buckets].astype(np.float64) * values[:, np.newaxis]
        # added one after the other, as a running sum does on every machine: a plain sum may add in any order
        total = np.cumsum(np.vstack([self.bias.astype(np.float64), rows]), axis=0)[-1]
        shifted = np.exp(total - total.max())
        shares = shifted / shifted.sum()
        return {label: float(share) for label, share in zip(self.labels, shares, strict=True)}


@functools.cache
def load_relation_head() -> RelationHead:
    """Load the weights; ConfigError where they are missing or of another shape."""
    path = LEXICONS / WEIGHTS
    try:
        with np.load(path, allow_pickle=False) as kept:
            head = RelationHead(
                labels=tuple(str(label) for label in kept["labels"]),
                weights=kept["weights"].astype(np.float32),
                bias=kept["bias"].astype(np.float32),
            )
    except (OSError, KeyError, ValueError) as error:
        raise ConfigError(f"lexicon {WEIGHTS}: {error}; make it with python training/train_relation_head.py") from error
    if head.weights.shape != (INPUTS, len(head.labels)):
        raise ConfigError(f"lexicon {WEIGHTS}: weights of shape {head.weights.shape}, expected {INPUTS} rows")
    return head


def _hash_features(names: Iterator[tuple[str, float]]) -> dict[int, float]:
    """Hash named features into buckets; of one name twice the larger value counts."""
    by_name: dict[str, float] = {}
    for name, value in names:
        by_name[name] = max(value, by_name.get(name, 0.0))
    buckets: dict[int, float] = {}
    for name, value in by_name.items():
        bucket = zlib.crc32(name.encode()) % BUCKETS
        buckets[bucket] = buckets.get(bucket, 0.0) + value
    return buckets


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPair:
    """Reads as: these two actors stand in this sentence; all three are token ranges [start, end) of the parse."""

    doc: Doc
    source: tuple[int, int]
    target: tuple[int, int]
    sentence: tuple[int, int]

    @property
    def own(self) -> set[int]:
        """The actors' own tokens."""
        return set(range(*self.source)) | set(range(*self.target))

    @property
    def between(self) -> range:
        """The tokens between the two."""
        return range(min(self.source[1], self.target[1]), max(self.source[0], self.target[0]))

    def near(self, distance: int) -> set[int]:
        """Give the places within the distance of an edge of either actor; some may lie outside the sentence."""
        edges = (*self.source, *self.target)
        return {place for edge in edges for place in range(edge - distance, edge + distance + 1)}


def read_features(pair: ActorPair, rules: Mapping[str, float], clauses: Mapping[int, Clause]) -> dict[int, float]:
    """Give the inputs of the head for two actors in a sentence, with what the rules say of them."""
    path = _path(_head_of(pair.doc, pair.source), _head_of(pair.doc, pair.target))
    return {**_hash_features(_name_features(pair, path, rules, clauses)), **_vector_features(pair, path)}


def _vector_features(pair: ActorPair, path: Sequence[Token]) -> dict[int, float]:
    """Give the mean vectors of the words on the path, between the actors, near them and in the sentence."""
    own = pair.own
    on_path = sorted({token.i for token in path})
    words, vectors = _read_words(pair.doc), load_word_vectors()

    def add(places: Iterable[int], *, verbs_only: bool = False) -> NDArray[np.int64]:
        there = [words[i] for i in places if 0 <= i < len(words) and i not in own]
        return vectors.total(w.lemma for w in there if w.is_telling and (not verbs_only or w.is_verb))

    totals = {
        "path": add(on_path),
        "path-verbs": add(on_path, verbs_only=True),
        "between": add(pair.between),
        "near": add(pair.near(NEAR_VECTOR)),
        "sentence": add(range(*pair.sentence)),
    }
    found: dict[int, float] = {}
    for rank, name in enumerate(BAGS):
        mean = vectors.direction(totals[name])
        start = BUCKETS + rank * LENGTH
        found.update({start + k: float(value) * VECTOR_SCALE for k, value in enumerate(mean) if value})
    return found


def _name_features(
    pair: ActorPair, path: Sequence[Token], rules: Mapping[str, float], clauses: Mapping[int, Clause]
) -> Iterator[tuple[str, float]]:
    for label, score in rules.items():
        yield f"rule={label}", 2.0 * score
    if not rules:
        yield "rule=none", 1.0
    yield from _path_features(path, _head_of(pair.doc, pair.source), _head_of(pair.doc, pair.target))
    yield from _clause_features(path, clauses)
    yield from _word_features(pair, {token.i for token in path})


def _path_features(path: Sequence[Token], head: Token, other: Token) -> Iterator[tuple[str, float]]:
    order = "st" if head.i < other.i else "ts"
    yield f"order={order}", 0.5
    inner = [token for token in path if token.i not in (head.i, other.i)]
    for token in inner:
        lemma = lemma_of(token)
        yield f"path={lemma}", 1.0
        yield f"path={lemma}:{order}", 0.5
    if inner:
        yield "chain=" + ">".join(lemma_of(token) for token in inner[:MAX_PATH]), 0.7
    yield f"deps={head.dep_}>{other.dep_}", 0.4
    for token in (head, other):
        role = "s" if token is head else "t"
        yield f"up={role}:{token.dep_}:{lemma_of(token.head)}", 0.8


def _clause_features(path: Sequence[Token], clauses: Mapping[int, Clause]) -> Iterator[tuple[str, float]]:
    """Tell how the verbs on the path are asserted: "will not lift" refuses, "will meet" promises."""
    for token in path:
        clause = clauses.get(token.i)
        if clause is None:
            continue
        marks = [clause.tense, clause.mood] + ["not"] * clause.negated + [clause.modal] * bool(clause.modal)
        for mark in marks:
            yield f"clause={mark}", 0.5
        yield "clause=" + "+".join(str(mark) for mark in marks), 0.8
        yield f"clause={clause.tense}{'-not' if clause.negated else ''}:{lemma_of(token)}", 0.7
        yield f"voice={clause.voice}", 0.3


def _word_features(pair: ActorPair, on_path: set[int]) -> Iterator[tuple[str, float]]:
    own, near, words = pair.own, pair.near(NEAR), _read_words(pair.doc)
    before = ""
    for index in range(*pair.sentence):
        word = words[index]
        if index in own or word.is_gap:
            before = ""
            continue
        lemma = word.lemma
        between = index in pair.between
        yield f"word={lemma}", 0.25
        if between:
            yield f"between={lemma}", 0.4
        if before:
            yield f"pair={before}_{lemma}", 0.3
        if index in near and not word.is_stop:
            yield f"near={lemma}", 0.3
        where = "path" if index in on_path else "between" if between else "else"
        for name in _lexicon_names(lemma, is_verb=word.is_verb or word.is_auxiliary):
            yield f"{name}:{where}", WHERE[where]
        before = lemma


@functools.lru_cache(maxsize=1 << 16)
def _lexicon_names(lemma: str, *, is_verb: bool) -> tuple[str, ...]:
    """Tell which types and acts the lexicons know for a word."""
    triggers, composition = load_triggers(), load_composition()
    entries = (triggers.verbs if is_verb else triggers.nouns).get(lemma, ())
    types = sorted({entry.event_type for entry in entries})
    acts = (composition.verbs if is_verb else composition.nouns).get(lemma, ())
    return (*(f"type={name}" for name in types), *(f"act={wording.act.name}" for wording in acts))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """Reads as: a token's lemma and looks, read once for all pairs of actors in its text."""

    lemma: str
    is_stop: bool
    is_gap: bool
    is_verb: bool
    is_auxiliary: bool

    @property
    def is_telling(self) -> bool:
        return not (self.is_stop or self.is_gap)


@functools.lru_cache(maxsize=2)  # the text that is being read; a pair of actors after the other asks for it
def _read_words(doc: Doc) -> tuple[_Word, ...]:
    return tuple(
        _Word(
            lemma=lemma_of(token),
            is_stop=token.is_stop,
            is_gap=token.is_punct or token.is_space,
            is_verb=token.pos == VERB,
            is_auxiliary=token.pos == AUX,
        )
        for token in doc
    )


def _head_of(doc: Doc, span: tuple[int, int]) -> Token:
    return doc[span[0] : span[1]].root


def _path(head: Token, other: Token) -> list[Token]:
    """Give the tokens on the shortest path through the tree, ends included."""
    up = [head, *head.ancestors]
    down = [other, *other.ancestors]
    known = {token.i: rank for rank, token in enumerate(down)}
    for rank, token in enumerate(up):
        if token.i in known:
            return [*up[: rank + 1], *reversed(down[: known[token.i]])]
    return [head, other]
