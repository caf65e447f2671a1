"""The kinds that can be measured, each on a gold file of one small text of ours."""

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.coder import Coder
from dragoman.errors import UsageError
from dragoman.evaluate.registry import KINDS, measure

TEXT = 'Kenya shipped 40 tonnes of maize to Peru on 3 May 2021. "It is a gift," said President Ana Soto.'
EVENT = {
    "event_type": "AID",
    "modes": [],
    "trigger": "shipped",
    "sources": ["Kenya"],
    "targets": ["Peru"],
    "status": "occurred",
}
SENTENCE: dict[str, Any] = {"phenomena": [], "hard_negative": False, "events": [EVENT]}
WANTED: dict[str, dict[str, Any]] = {
    "times": {"times": [{"exact": "3 May 2021", "occurrence": 1, "type": "DATE", "value": "2021-05-03"}]},
    "documents": {"genre": "news", "true_day": "2021-05-04", "earliest": "2021-05-03", "latest": None},
    "actors": {
        "actors": [
            {"exact": "Kenya", "country": "KEN", "international_code": None, "sectors": [], "entity": "Kenya"},
        ]
    },
    "quotations": {
        "quotations": [{"parts": ["It is a gift"], "kind": "direct", "speaker": "President Ana Soto", "cue": "said"}]
    },
    "figures": {
        "figures": [
            {
                "exact": "40 tonnes",
                "occurrence": 1,
                "low": 40,
                "high": 40,
                "bound": "=",
                "class": "mass",
                "unit": "tonne",
                "counted": "maize",
            }
        ]
    },
    "events": SENTENCE,
    "events-wire": SENTENCE,
    "events-fresh": SENTENCE,
}
FIRST_ROW = {
    "times": "span F1 strict",
    "documents": "genre right",
    "actors": "mentions found",
    "quotations": "content F1 exact",
    "figures": "value and unit F1",
}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "stories"])
def test_each_kind_measures_its_gold(kind: str, coder: Coder, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "x", "text": TEXT, **WANTED[kind]}), encoding="utf-8")
    rows, _ = measure(kind, path, coder)
    assert all(0 <= score <= 1 for score in rows.values())
    if kind in FIRST_ROW:
        assert rows[FIRST_ROW[kind]] == 1.0


def test_no_such_kind(coder: Coder, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no kind 'poems'; there are documents"):
        measure("poems", tmp_path, coder)
