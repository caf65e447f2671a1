"""The learned head: what one actor does to another, from the words and the path between them.

In:  a parse, two actors' tokens, and what the rules say. Out: a score for each type, and NONE, that sum to 1.
Features are hashed, and beside them stand the mean word vectors of some bags of words, which let the head read a verb
that no training sentence has. Weights are plain numbers (`lexicons/heads/relation.npz`, no pickle), trained only on
sentences of our own by `python training/train_relation_head.py`; the card beside them says how.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
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
        total = self.bias.astype(np.float64)
        for bucket in sorted(features):
            total = total + self.weights[bucket].astype(np.float64) * features[bucket]
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


def read_features(
    doc: Doc,
    source: tuple[int, int],
    target: tuple[int, int],
    rules: Mapping[str, float],
    clauses: Mapping[int, Clause],
) -> dict[int, float]:
    """Give the inputs of the head for two actors in a sentence; actors are token ranges [start, end)."""
    return {
        **_hash_features(_name_features(doc, source, target, rules, clauses)),
        **_vector_features(doc, source, target),
    }


def _vector_features(doc: Doc, source: tuple[int, int], target: tuple[int, int]) -> dict[int, float]:
    """Give the mean vectors of the words on the path, between the actors, near them and in the sentence."""
    own = set(range(*source)) | set(range(*target))
    on_path = {token.i for token in _path(_head_of(doc, source), _head_of(doc, target))}
    first, last = min(source[1], target[1]), max(source[0], target[0])
    telling = [t for t in doc if t.i not in own and not (t.is_stop or t.is_punct or t.is_space)]
    bags: dict[str, Iterable[Token]] = {
        "path": (t for t in telling if t.i in on_path),
        "path-verbs": (t for t in telling if t.i in on_path and t.pos_ == "VERB"),
        "between": (t for t in telling if first <= t.i < last),
        "near": (t for t in telling if _distance(t, source, target) <= NEAR_VECTOR),
        "sentence": telling,
    }
    found: dict[int, float] = {}
    for rank, name in enumerate(BAGS):
        mean = load_word_vectors().mean(lemma_of(token) for token in bags[name])
        start = BUCKETS + rank * LENGTH
        found.update({start + k: float(value) * VECTOR_SCALE for k, value in enumerate(mean) if value})
    return found


def _distance(token: Token, source: tuple[int, int], target: tuple[int, int]) -> int:
    return min(abs(token.i - edge) for edge in (*source, *target))


def _name_features(
    doc: Doc,
    source: tuple[int, int],
    target: tuple[int, int],
    rules: Mapping[str, float],
    clauses: Mapping[int, Clause],
) -> Iterator[tuple[str, float]]:
    own = set(range(*source)) | set(range(*target))
    head, other = _head_of(doc, source), _head_of(doc, target)
    path = _path(head, other)
    on_path = {token.i for token in path}
    for label, score in rules.items():
        yield f"rule={label}", 2.0 * score
    if not rules:
        yield "rule=none", 1.0
    yield from _path_features(path, head, other)
    yield from _clause_features(path, clauses)
    yield from _word_features(doc, own, on_path, source, target)


def _path_features(path: list[Token], head: Token, other: Token) -> Iterator[tuple[str, float]]:
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


def _clause_features(path: list[Token], clauses: Mapping[int, Clause]) -> Iterator[tuple[str, float]]:
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


def _word_features(
    doc: Doc, own: set[int], on_path: set[int], source: tuple[int, int], target: tuple[int, int]
) -> Iterator[tuple[str, float]]:
    first, last = min(source[1], target[1]), max(source[0], target[0])
    before = ""
    for token in doc:
        if token.i in own or token.is_punct or token.is_space:
            before = ""
            continue
        lemma = lemma_of(token)
        between = first <= token.i < last
        yield f"word={lemma}", 0.25
        if between:
            yield f"between={lemma}", 0.4
        if before:
            yield f"pair={before}_{lemma}", 0.3
        near = _distance(token, source, target) <= NEAR
        if near and not token.is_stop:
            yield f"near={lemma}", 0.3
        yield from _lexicon_features(token, lemma, on_path=token.i in on_path, between=between)
        before = lemma


def _lexicon_features(token: Token, lemma: str, *, on_path: bool, between: bool) -> Iterator[tuple[str, float]]:
    """Tell which types and acts the lexicons know for a word, wherever it stands."""
    triggers, composition = load_triggers(), load_composition()
    verb = token.pos_ in ("VERB", "AUX")
    entries = (triggers.verbs if verb else triggers.nouns).get(lemma, ())
    where = "path" if on_path else "between" if between else "else"
    weight = {"path": 0.8, "between": 0.5, "else": 0.25}[where]
    for event_type in sorted({entry.event_type for entry in entries}):
        yield f"type={event_type}:{where}", weight
    for wording in (composition.verbs if verb else composition.nouns).get(lemma, ()):
        yield f"act={wording.act.name}:{where}", weight


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
