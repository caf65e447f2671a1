"""Gold files: read line by line, with errors that name the line."""

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import UsageError
from dragoman.evaluate.actors import load_gold_actors
from dragoman.evaluate.documents import load_gold_documents
from dragoman.evaluate.events import load_gold_sentences
from dragoman.evaluate.figures import load_gold_figures
from dragoman.evaluate.gold import locate
from dragoman.evaluate.quotations import load_gold_quotations
from dragoman.evaluate.times import load_gold_times
from dragoman.records.spans import CharSpan

TEXT = "Talks ended on Monday, and on Monday the envoy left."
TIME = {"exact": "Monday", "occurrence": 2, "type": "DATE", "value": "2024-10-07", "mod": None}
FIGURE = {"exact": "Talks", "low": 1, "high": None, "bound": ">", "class": "count", "unit": None, "counted": None}
QUOTATION = {"parts": ["Talks", "ended"], "kind": "direct", "speaker": "envoy", "cue": None}
ACTOR: dict[str, Any] = {
    "exact": "envoy",
    "country": None,
    "international_code": None,
    "sectors": [],
    "entity": "envoy",
}


def write(folder: Path, *items: Any) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps(item) for item in items) + "\n\n", encoding="utf-8")
    return path


def line(kind: str, *wanted: Any, text: str = TEXT) -> dict[str, Any]:
    return {"id": "x-1", "text": text, "published": "2024-10-11", "phenomena": ["plain"], kind: list(wanted)}


def test_texts_are_read_with_offsets(tmp_path: Path) -> None:
    (text,) = load_gold_times(write(tmp_path, line("times", TIME)))
    assert (text.item_id, text.published, text.title) == ("x-1", "2024-10-11", None)
    assert text.wanted[0].span == CharSpan(start=30, end=36)


def test_offsets_are_those_of_the_text_as_the_coder_reads_it(tmp_path: Path) -> None:
    written = "Kais Sai\u0308ed met the envoy."
    (text,) = load_gold_actors(write(tmp_path, line("actors", ACTOR | {"start": written.index("envoy")}, text=written)))
    assert text.text == "Kais Saïed met the envoy."
    assert text.text[text.wanted[0].span.start : text.wanted[0].span.end] == "envoy"


@pytest.mark.parametrize("load", [load_gold_times, load_gold_figures, load_gold_documents, load_gold_sentences])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param('{"id": "a"}\n{"id"', "gold.jsonl:", id="no-json"),
        pytest.param('{"id": "a"}', "gold.jsonl:1: no gold", id="keys-missing"),
        pytest.param("[1, 2]", "gold.jsonl:1: no gold", id="no-object"),
    ],
)
def test_a_malformed_file_is_named(load: Any, content: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        load(path)


@pytest.mark.parametrize(
    ("load", "item", "told"),
    [
        pytest.param(load_gold_times, line("times", TIME | {"exact": "Sunday"}), "'Sunday' does not", id="words"),
        pytest.param(load_gold_times, line("times", TIME | {"occurrence": 3}), "3 time", id="occurrence"),
        pytest.param(load_gold_times, line("times", TIME | {"type": "DAY"}), "type 'DAY' is none of", id="type"),
        pytest.param(load_gold_times, line("figures"), "lacks 'times'", id="other-kind"),
        pytest.param(load_gold_actors, line("actors", ACTOR | {"start": 3}), "does not stand at 3", id="start"),
        pytest.param(load_gold_figures, line("figures", FIGURE | {"low": None}), "neither low nor high", id="ends"),
        pytest.param(load_gold_figures, line("figures", FIGURE | {"bound": ">="}), "bound '>='", id="bound"),
        pytest.param(load_gold_quotations, line("quotations", QUOTATION | {"kind": "said"}), "kind", id="kind"),
        pytest.param(load_gold_quotations, line("quotations", QUOTATION | {"parts": []}), "without parts", id="parts"),
        pytest.param(load_gold_quotations, line("quotations", QUOTATION | {"speaker": "env"}), "'env'", id="speaker"),
        pytest.param(load_gold_documents, {"id": "d", "text": TEXT, "genre": "ode"}, "genre 'ode'", id="genre"),
        pytest.param(
            load_gold_documents, {"id": "d", "text": TEXT, "genre": "news", "true_day": "May"}, "May", id="day"
        ),
        pytest.param(load_gold_documents, line("documents"), "no `published`", id="dated"),
    ],
)
def test_a_malformed_line_says_what_is_wrong(load: Any, item: dict[str, Any], told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        load(write(tmp_path, item))
    assert "gold.jsonl:1: " in str(caught.value)


def test_no_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no gold times"):
        load_gold_times(tmp_path)


def test_words_are_located_by_occurrence() -> None:
    assert locate("he told the press", "he", 2) == CharSpan(start=9, end=11)
    with pytest.raises(ValueError, match="does not stand 1 time"):
        locate("he told the press", "")
