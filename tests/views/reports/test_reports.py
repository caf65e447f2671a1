"""Reports: each sentence with the words it rests on, nothing planned told as done, hostile words harmless."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pypdf
import pytest
from tests.sample_record import ALLEGED, MET, TEXT, fill

from dragoman.errors import UsageError
from dragoman.resolve.dyads import relation
from dragoman.store.base import EventFilter, View
from dragoman.store.sql import open_store
from dragoman.views.reports.building import build_report
from dragoman.views.reports.gathering import Subject
from dragoman.views.reports.html_page import render_html
from dragoman.views.reports.markdown import render_markdown
from dragoman.views.reports.model import Report
from dragoman.views.reports.pdf_fonts import mark_up
from dragoman.views.reports.pdf_pages import render_pdf

SUBJECTS = (
    Subject(actor="KEN", with_actor="PER"),
    Subject(actor="Peruvia"),
    Subject(agreement="lake turkana"),
    Subject(since="2031-03", until="2031-04"),
)


@pytest.fixture(scope="module")
def view() -> Iterator[View]:
    """Open a small record."""
    with open_store(":memory:", create=True) as store:
        fill(store.writer())
        yield store.view()


def make(view: View, subject: Subject) -> Report:
    periods = relation(tuple(view.events(EventFilter())), "KEN", "PER") if subject.kind == "pair" else ()
    return build_report(view, subject, periods)


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.kind)
def test_all_subjects_share_one_shape(view: View, subject: Subject) -> None:
    report = make(view, subject)
    assert report.kind == subject.kind
    assert report.sections[0].anchor == "summary"
    assert report.sources
    numbers = [note.number for note in report.footnotes]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.kind)
def test_footnotes_and_excerpts_are_the_very_words(view: View, subject: Subject) -> None:
    report = make(view, subject)
    flat = " ".join(TEXT.split())
    for source in report.sources:
        assert all(excerpt.words in flat for excerpt in source.excerpts)
        assert source.share < 1
        assert not any("Nobody cites this" in excerpt.words for excerpt in source.excerpts)


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.kind)
def test_every_link_of_the_page_leads_somewhere(view: View, subject: Subject) -> None:
    page = render_html(make(view, subject)).decode()
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


def test_what_is_planned_or_alleged_is_never_told_as_done(view: View) -> None:
    text = render_markdown(make(view, SUBJECTS[0])).decode()
    summary = text.split("## ")[1]
    done, not_done = summary.split("Not told as done:")
    assert "Kenya and Peru met or talked on 3 March 2031" in done
    assert "aid" not in done
    assert "Peru is to give aid to Kenya in May 2031" in not_done
    assert "It is alleged by Kenya that Peru attacked Kenya on 9 March 2031" in not_done


def test_hostile_words_are_words(view: View) -> None:
    report = make(view, SUBJECTS[0])
    page, text = render_html(report).decode(), render_markdown(report).decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "unsafe-inline" not in page
    assert "<script" not in text.replace("\\<", "")
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    assert "\u202e" not in text
    assert not re.search(r' (?:style|on\w+)="', page)


def test_the_same_report_gives_the_same_bytes(view: View) -> None:
    for render in (render_html, render_markdown, render_pdf):
        assert render(make(view, SUBJECTS[0])) == render(make(view, SUBJECTS[0]))


def test_the_pdf_has_names_with_their_accents_and_says_what_it_cannot_set(view: View) -> None:
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(make(view, SUBJECTS[0])))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for name in (
        "Łukasz Żółć",
        "Gülşen Doğan",
        "Raḥmān",
        "Αθήνα",
        "Київ",
        "[CJK, 2 characters]",
        "[Arabic, 7 characters]",
    ):
        assert name in text, name
    for words in ("Kenya and Peru", MET, ALLEGED, "happened", "planned", "alleged", "Terms:"):
        assert words in text, words


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        pytest.param("a < b & c", "a &lt; b &amp; c", id="markup-is-escaped"),
        pytest.param("a\u202eb\u200bc", "abc", id="steering-characters-are-left-out"),
        pytest.param("ḥ", '<font name="Noto">ḥ</font>', id="wide-font-for-dotted-letters"),
        pytest.param("한국 x", "[Hangul, 2 characters] x", id="other-script-is-named"),
    ],
)
def test_each_stretch_is_set_in_a_font_that_has_it(text: str, marked: str) -> None:
    assert mark_up(text) == marked


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        pytest.param(Subject(actor="Kenja"), "did you mean Kenya", id="unknown-actor"),
        pytest.param(
            Subject(agreement="Treaty of Lake Turkanna"), "did you mean Treaty of Lake Turkana", id="unknown-deal"
        ),
        pytest.param(Subject(agreement="x", actor="KEN"), "--agreement", id="two-subjects"),
        pytest.param(Subject(with_actor="KEN"), "--actor", id="second-without-first"),
    ],
)
def test_what_cannot_be_reported_on_is_refused_with_a_remedy(view: View, subject: Subject, told: str) -> None:
    with pytest.raises(UsageError, match=re.escape(told)):
        build_report(view, subject)
