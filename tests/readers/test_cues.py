from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import ConfigError
from dragoman.lexicons.load.zone_cues import CUE_FILE, WORD_LISTS, PatternCue, load_zone_cues
from dragoman.readers.cues import PATTERN_CHARACTERS, mark_cues
from dragoman.readers.lines import key_of, split_lines

CUES = load_zone_cues()
PATTERNS = [pytest.param(cue, id=cue.example[:40]) for cue in CUES.patterns]


@pytest.mark.parametrize("cue", PATTERNS)
def test_pattern_takes_its_example_and_leaves_its_counterexample(cue: PatternCue) -> None:
    assert cue.pattern.search(cue.example)
    assert len(cue.example) <= cue.most_characters <= PATTERN_CHARACTERS
    assert not cue.pattern.search(cue.counterexample)


@pytest.mark.parametrize("cue", PATTERNS)
def test_first_pattern_that_takes_an_example_is_of_its_kind(cue: PatternCue) -> None:
    taken = [other.kind for other in CUES.patterns if other.where == cue.where and other.pattern.search(cue.example)]
    assert taken[0] == cue.kind


def test_lines_are_written_as_they_are_compared() -> None:
    odd = {words for words in CUES.lines if key_of(words) != words}
    assert odd == {"-30-", "###"} or not odd


def test_no_line_is_also_a_heading_of_stories() -> None:
    assert not set(CUES.lines) & CUES.words["story_headings"]


def test_word_lists_are_all_there() -> None:
    assert sorted(CUES.words) == sorted(WORD_LISTS)
    assert all(CUES.words.values())


@pytest.mark.parametrize("content", [pytest.param("x = 3", id="no-lists"), pytest.param("not toml", id="no-toml")])
def test_faulty_file_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "zone_cues.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"zone_cues\.toml"):
        load_zone_cues(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('kind = "caption"', 'kind = "picture"', id="unknown-kind"),
        pytest.param('where = "tail"', 'where = "feet"', id="unknown-place"),
        pytest.param('"close", "open"', '"close", "close"', id="line-twice"),
        pytest.param('example = "14 Comments"', "", id="no-example"),
    ],
)
def test_faulty_entry_is_told(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "zone_cues.toml"
    content = CUE_FILE.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"zone_cues\.toml"):
        load_zone_cues(path)


def test_cue_of_the_tail_counts_only_there() -> None:
    note = "The writer is a former harbour pilot."
    article = ["The envoys met in the port on Monday.", *("They talked about grain and timber.",) * 6]
    assert mark_cues(split_lines("\n".join([*article, note])))[-1] == "author-note"
    assert set(mark_cues(split_lines("\n".join([note, *article])))) == {None}
