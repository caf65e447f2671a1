"""Find the line that is the article's title.

In:  the lines of a text with their marks, and the title that the container gave, if it did.
Out: the index of a line, or None: an article may have no title.
"""

from __future__ import annotations

from dragoman.lexicons.load.zone_cues import load_zone_cues
from dragoman.readers.bylines import by_line
from dragoman.readers.cues import Marks, is_cued, prose_bounds
from dragoman.readers.lines import Line, is_headline, is_masthead, key_of, words_of
from dragoman.readers.stamps import is_date_line, is_place_and_date, stamp_length
from dragoman.readers.stories import story_runs

HEAD_LINES = 40  # a given title is sought in so many lines above the first paragraph
TITLE_WORDS = 4  # a line of so many words is a better title than a single word before it
CLOSER_BY = 0.25  # the share of its words in the article by which a later headline must beat the first
CONTENT_LETTERS = 4  # shorter words are in every text


def begins_with_title(text: str, title: str) -> bool:
    """Tell whether the title stands at the text's start, or as a line above its first paragraph."""
    opening = " ".join(text[: 2 * len(title) + HEAD_LINES].split())
    return opening.casefold().startswith(title.casefold())


def find_given_title(lines: tuple[Line, ...], marks: Marks, title: str) -> int | None:
    """Find the line above the first paragraph that is the title given by the container."""
    bounds = prose_bounds(lines, marks)
    last = HEAD_LINES if bounds is None else min(bounds[0] + 1, HEAD_LINES)
    return next((line.index for line in lines[:last] if same_words(line.text, title)), None)


def find_title(lines: tuple[Line, ...], marks: Marks) -> int | None:
    """Find the headline above the first paragraph, its first printing; where none is sure, None."""
    chosen = _choose_title(lines, marks)
    return None if chosen is None else find_given_title(lines, marks, lines[chosen].text)


def _choose_title(lines: tuple[Line, ...], marks: Marks) -> int | None:
    bounds = prose_bounds(lines, marks)
    if bounds is None:
        return _title_of_two(lines, marks)
    first = bounds[0]
    candidates = [i for i in range(min(first, HEAD_LINES)) if marks[i] is None and _could_be_title(lines, i)]
    if not candidates:
        return None
    candidates = [i for i in candidates if not is_masthead(lines[i])] or candidates
    candidates = _skip_sections(lines, candidates)
    in_runs = {index for run in story_runs(lines, marks, None) if len(run) > 1 for pair in run for index in pair}
    others = [i for i in candidates if i not in in_runs and len(lines[i].text.split()) >= TITLE_WORDS]
    if candidates[0] in in_runs and others:
        return _closest_to_article(lines, marks, candidates[0], others)
    return candidates[0]


def find_masthead(lines: tuple[Line, ...], marks: Marks) -> str | None:
    """Give the newspaper's name where a line over or under the article is nothing else."""
    mastheads = (line for line in lines if marks[line.index] == "boilerplate" and is_masthead(line))
    return next((line.text for line in mastheads if not is_cued(line)), None)  # not "Next Post", "Latest News"


def same_words(line: str, title: str) -> bool:
    """Compare two printings of a title, case, white space and punctuation at the ends aside."""
    key = key_of(line)
    if key:
        return key == key_of(title)
    return " ".join(line.casefold().split()) == " ".join(title.casefold().split())


def _could_be_title(lines: tuple[Line, ...], index: int) -> bool:
    line = lines[index]
    if not is_headline(line, least_words=1) or is_date_line(line.text) or is_place_and_date(line.text):
        return False
    # "The ministers met in Westhaven and" / "signed the accord": a paragraph broken at the line's end.
    after = lines[index + 1] if index + 1 < len(lines) else None
    runs_on = after is not None and after.gap == 0 and after.text[0].islower() and not stamp_length(after.text)
    return not runs_on and by_line(line.text) is None


def _title_of_two(lines: tuple[Line, ...], marks: Marks) -> int | None:
    """Read a short line over a longer one as its title, in a text without a full stop."""
    own = [line for line in lines if marks[line.index] is None and not is_cued(line)]
    if len(own) < 2 or not _could_be_title(lines, own[0].index):
        return None
    title, article = len(own[0].text.split()), max(len(line.text.split()) for line in own[1:])
    return own[0].index if article > title and article >= 2 * TITLE_WORDS else None


def _skip_sections(lines: tuple[Line, ...], candidates: list[int]) -> list[int]:
    """Leave out "Opinion" or "World affairs" over the headline."""
    labels = load_zone_cues().words["section_labels"]
    for at, index in enumerate(candidates):
        key = key_of(lines[index].text)
        is_section = key in labels or len(key.split()) == 1
        least = 2 if key in labels else TITLE_WORDS
        follows = any(len(lines[i].text.split()) >= least and i <= index + 3 for i in candidates[at + 1 :])
        if not (is_section and follows):
            return candidates[at:]
    return candidates


def _closest_to_article(lines: tuple[Line, ...], marks: Marks, first: int, others: list[int]) -> int:
    """Choose between a first headline that has other stories' dates under it and a later one that has none."""
    article = {w.casefold() for line in lines if line.prose and marks[line.index] is None for w in words_of(line.text)}
    best = max(others, key=lambda index: (_share_within(lines[index].text, article), -index))
    gain = _share_within(lines[best].text, article) - _share_within(lines[first].text, article)
    return best if gain >= CLOSER_BY else first


def _share_within(headline: str, article: set[str]) -> float:
    content = [word.casefold() for word in words_of(headline) if len(word) >= CONTENT_LETTERS]
    return sum(word in article for word in content) / len(content) if content else 0.0
