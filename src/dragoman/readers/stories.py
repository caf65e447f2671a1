"""Mark what belongs to other stories: headlines with their dates, lists of links, labels, the last headline.

In:  the lines of a text with their marks. Out: `related`, `dateline` and `boilerplate` marks.
A headline and its date stand in pairs; two pairs in a row are a side bar, one may be the article's own.
"""

from __future__ import annotations

from dragoman.lexicons.load.zone_cues import load_zone_cues
from dragoman.readers.bylines import by_line, is_name
from dragoman.readers.cues import Marks, prose_bounds
from dragoman.readers.lines import (
    QUOTE_MARKS,
    Line,
    is_bullet,
    is_headline,
    is_label,
    is_masthead,
    is_title_case,
    key_of,
)
from dragoman.readers.stamps import is_date_line, is_place_and_date

Pair = tuple[int, int]  # the indexes of a headline and of the date under it

LIST_LINES = 40  # a list of links under "Related posts" is no longer
HEADLINE_WORDS = 4  # a last line of fewer words is no story's headline
HEADLINE_WORDS_ALONE = 5  # a last line that nothing but its capitals tells from a sentence
ARTICLE_PARAGRAPHS = 3  # two last lines without a full stop are odd only under so many that have one


def story_runs(lines: tuple[Line, ...], marks: Marks, title: int | None) -> list[list[Pair]]:
    """Give the pairs of a headline and a date that follow each other without a paragraph between."""
    runs: list[list[Pair]] = []
    for line in lines:
        headline = _headline_over(lines, marks, line.index, title)
        if headline is None:
            continue
        if runs and _is_next(lines, runs[-1][-1][1], headline):
            runs[-1].append((headline, line.index))
        else:
            runs.append([(headline, line.index)])
    return runs


def mark_story_pairs(lines: tuple[Line, ...], marks: Marks, title: int | None) -> None:
    """Mark the headlines of other stories with their dates and the labels over them."""
    bounds = prose_bounds(lines, marks)
    own = [line for line in lines if marks[line.index] is None]
    if bounds is None or (title is None and is_date_line(own[0].text)):
        # "January 2" over an item, "January 3" over the next: the dates are the article's, and stand first.
        return
    for run in story_runs(lines, marks, title):
        if not _is_side_bar(lines, run, title, bounds):
            continue
        for headline, date in run:
            above = headline - 1
            has_label = above >= 0 and above != title and marks[above] is None and is_label(lines[above])
            start = above if has_label and not is_date_line(lines[above].text) else headline
            marks[start : date + 1] = ["related"] * (date + 1 - start)


def mark_story_lists(lines: tuple[Line, ...], marks: Marks, title: int | None) -> None:
    """Mark the links under "Related posts" and the like, up to the next paragraph."""
    headings = load_zone_cues().words["story_headings"]
    for line in lines:
        if marks[line.index] != "boilerplate" or key_of(line.text) not in headings:
            continue
        links = _links_under(lines, marks, line.index, title)
        for index in links:
            marks[index] = "related"


def mark_date_lines(lines: tuple[Line, ...], marks: Marks, title: int | None) -> None:
    """Mark the dates that are left as the article's own."""
    for line in lines:
        is_own = marks[line.index] is None and line.index != title
        if is_own and (is_date_line(line.text) or is_place_and_date(line.text)):
            marks[line.index] = "dateline"


def mark_labels(lines: tuple[Line, ...], marks: Marks, title: int | None) -> None:
    """Mark single words, sections and the newspaper's name over the first paragraph and under the last."""
    bounds = prose_bounds(lines, marks)
    if bounds is None:
        return
    sections = load_zone_cues().words["section_labels"]
    above, below = lines[: bounds[0]], _open_tail(lines, marks, bounds[1])
    for line in (*above, *below):
        if marks[line.index] is not None or line.index == title:
            continue
        key = key_of(line.text)
        if is_masthead(line) or (is_label(line) and (key in sections or len(key.split()) <= 1)):
            marks[line.index] = "boilerplate"


def mark_last_headlines(lines: tuple[Line, ...], marks: Marks, title: int | None) -> None:
    """Mark the headline of another story under the last paragraph."""
    bounds = prose_bounds(lines, marks)
    if bounds is None:
        return
    tail = [line for line in _open_tail(lines, marks, bounds[1]) if marks[line.index] is None]
    own = [line for line in tail if line.index != title and line.text[0] not in QUOTE_MARKS]
    headlines = [line for line in own if is_headline(line, least_words=HEADLINE_WORDS)]
    paragraphs = sum(line.prose and marks[line.index] is None for line in lines)
    several = len(headlines) > 1 and len(headlines) == len(tail) and paragraphs >= ARTICLE_PARAGRAPHS
    for line in headlines:
        # "Envoys meet again in Westhaven" / "Comments": the last link of the page, then its next part.
        follows = line.index + 1 < len(lines) and marks[line.index + 1] in ("boilerplate", "related")
        alone = is_title_case(line) and len(line.text.split()) >= HEADLINE_WORDS_ALONE
        asks = line.text.endswith("?")  # "Who will pay?" / "Leave a comment": the article's own last words
        if alone or ((follows or several) and not asks):
            marks[line.index] = "related"


def _headline_over(lines: tuple[Line, ...], marks: Marks, date: int, title: int | None) -> int | None:
    """Give the index of the headline to which the date on a line belongs; None where there is none."""
    if date == 0 or marks[date] is not None or not is_date_line(lines[date].text):
        return None
    above = date - 1
    if above > 0 and (is_name(lines[above].text) or by_line(lines[above].text) is not None):
        above -= 1  # headline, its author, its date
    line = lines[above]
    fits = marks[above] is None and above != title and is_headline(line) and not line.prose
    return above if fits and not is_date_line(line.text) and not is_place_and_date(line.text) else None


def _is_next(lines: tuple[Line, ...], date: int, headline: int) -> bool:
    return headline - date == 1 or (headline - date == 2 and is_label(lines[date + 1]))


def _is_side_bar(lines: tuple[Line, ...], run: list[Pair], title: int | None, bounds: tuple[int, int]) -> bool:
    start, end = run[0][0], run[-1][1]
    if start > 0 and _opens_list(lines[start - 1].text):
        return False
    headlines = [lines[headline] for headline, _ in run]
    printed_twice = len({key_of(line.text) for line in headlines}) < len(headlines)
    dated_above = start > 0 and is_date_line(lines[start - 1].text)
    if dated_above and not printed_twice:
        # "January 5" / "Norland bans imports" / "January 7" / ...: each date may belong to the line below it.
        return all(is_title_case(line) for line in headlines) and (len(run) > 1 or end < bounds[0])
    if len(run) > 1:
        return True
    has_own_date = any(is_date_line(line.text) for line in lines[(title or 0) : start])
    return start > bounds[1] or (end < bounds[0] and title is not None and has_own_date)


def _opens_list(text: str) -> bool:
    """Tell "Timeline" or "What happened:" over a list that is the article's own."""
    return text.endswith(":") or key_of(text) in load_zone_cues().words["own_lists"]


def _links_under(lines: tuple[Line, ...], marks: Marks, heading: int, title: int | None) -> list[int]:
    links: list[int] = []
    for line in lines[heading + 1 : heading + 1 + LIST_LINES]:
        if line.prose or line.index == title or line.text.endswith(":"):
            break
        if marks[line.index] is None:
            links.append(line.index)
    ends_at = links[-1] + 1 if links else heading
    gaps = {lines[index].gap for index in links[:-1]}
    before_paragraph = ends_at < len(lines) and lines[ends_at].prose
    if len(links) > 1 and before_paragraph and lines[links[-1]].gap > max(gaps):
        # Set apart from the links and right over a paragraph: the article's own heading.
        links.pop()
    return links


def _open_tail(lines: tuple[Line, ...], marks: Marks, last: int) -> tuple[Line, ...]:
    """Give the lines under the last paragraph; none where they are items of a list that it opens."""
    tail = lines[last + 1 :]
    own = [line for line in tail if marks[line.index] is None]
    listed = any(is_bullet(line.text) for line in own)
    opened = any(line.text.endswith(":") for line in (lines[last], *own))
    return () if listed or opened else tail
