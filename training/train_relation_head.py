"""Train the learned head of `dragoman classify` on the sentences in training/sentences, and write its weights.

    python training/train_relation_head.py            train on all, write weights and card
    python training/train_relation_head.py --folds 5  cross-validate first and print it

Needs scikit-learn (the dev requirements have it). Same sentences, same lexicons, same pinned versions: same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from dragoman.extract.classify import Question, read_question_features
from dragoman.extract.relation_head import BUCKETS, INPUTS, WEIGHTS
from dragoman.lexicons.load.files import LEXICONS
from dragoman.nlp.parse import Parser
from dragoman.records.spans import CharSpan

HERE = Path(__file__).resolve().parent
MARK = re.compile(r"\[([ST]):([^\]]+)\]")
STRENGTH = 1.5  # inverse of the penalty (C), chosen by cross-validation on these sentences
FOLDS_SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Reads as: in this sentence, the source does this to the target."""

    label: str
    question: Question


def main() -> int:
    """Train, and write what the product loads."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=0)
    arguments = parser.parse_args()
    examples = [example for path in sorted((HERE / "sentences").glob("*.txt")) for example in read_examples(path)]
    language = Parser()
    rows = [read_question_features(language, example.question) for example in examples]
    matrix = _matrix(rows)
    labels = np.array([example.label for example in examples])
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    if arguments.folds:
        folds = StratifiedKFold(arguments.folds, shuffle=True, random_state=FOLDS_SEED)
        guessed = cross_val_predict(model, matrix, labels, cv=folds)
        print(f"cross-validated macro-F1 {f1_score(labels, guessed, average='macro'):.3f}")
    model.fit(matrix, labels)
    _write(model, len(examples))
    return 0


def read_examples(path: Path) -> list[Example]:
    """Read marked sentences; a malformed line stops the training with its number."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        label, _, marked = line.partition("\t")
        text, spans, at = "", {}, 0
        for match in MARK.finditer(marked):
            text += marked[at : match.start()]
            spans[match.group(1)] = CharSpan(start=len(text), end=len(text) + len(match.group(2)))
            text += match.group(2)
            at = match.end()
        text += marked[at:]
        if set(spans) != {"S", "T"}:
            sys.exit(f"{path}:{number}: needs one [S:...] and one [T:...]")
        question = Question(question_id=f"{path.stem}:{number}", text=text, source=spans["S"], target=spans["T"])
        found.append(Example(label=label, question=question))
    return found


def _matrix(rows: list[dict[int, float]]) -> csr_matrix:
    data, columns, starts = [], [], [0]
    for row in rows:
        for bucket in sorted(row):
            columns.append(bucket)
            data.append(row[bucket])
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(rows), INPUTS))


def _write(model: LogisticRegression, count: int) -> None:
    target = LEXICONS / WEIGHTS
    target.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        target,
        labels=np.array([str(label) for label in model.classes_]),
        weights=model.coef_.T.astype(np.float16),
        bias=model.intercept_.astype(np.float32),
    )
    card = {
        "what": "relation head: type of the event between two given actors, PLOVER types and NONE",
        "model": f"multinomial logistic regression, C={STRENGTH}, {BUCKETS} hashed features",
        "trained on": f"{count} sentences of our own, training/sentences; no public data",
        "made by": "python training/train_relation_head.py",
        "features": "what the rules say; lemmas of the dependency path, between and near the actors; types and acts "
        "that the lexicons know for each word; mean word vectors (words.card.json)",
    }
    target.with_suffix(".card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
