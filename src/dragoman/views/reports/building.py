"""Make a report out of a record: gather, cite, lay out in sections.

In:  a view, a subject, and the relation of its actors by month with its turning points (made above this room).
Out: a `Report`, the same for every way of printing it.
"""

from __future__ import annotations

from dragoman.records.entities import DyadPeriod, TurningPoint
from dragoman.store.base import View
from dragoman.views.reports.citing import Citations
from dragoman.views.reports.gathering import Material, Subject, gather, iter_shown
from dragoman.views.reports.model import Report, Section
from dragoman.views.reports.sections import (
    build_activity,
    build_agreements,
    build_contradictions,
    build_figures,
    build_profile,
    build_relation,
    build_statements,
    build_timeline,
    name_agreement,
    say_period,
)
from dragoman.views.reports.summary import build_summary
from dragoman.views.wording import count_words, join_words, shorten

KICKERS = {
    "pair": "The record of a relation",
    "actor": "The record of an actor",
    "agreement": "The record of an agreement",
    "period": "The record of a period",
}
TERMS = (
    (
        "The articles belong to their publishers. This report quotes single sentences, each with its source and the "
        "place where it stands; the whole text of an article is not in it."
    ),
    (
        "What may be copied from here: the sentences of the summary, dates, names, statuses, counts and charts, which "
        "are made from the record; of the quotations, as much as the right of quotation allows where you are, with the "
        "source named."
    ),
)
COLOPHON = (
    "Made with dragoman from the articles listed, by rule, without a person’s judgement unless it is said. Planned, "
    "possible, alleged and denied are kept apart from what is told as having happened; one happening is one event "
    "however often it is reported. A headline sentence is the coder’s reading; the words below it are the article’s."
)


def build_report(
    view: View, subject: Subject, relation: tuple[DyadPeriod, ...] = (), turns: tuple[TurningPoint, ...] = ()
) -> Report:
    """Build a report; UsageError where the record knows no such actor or agreement."""
    material = gather(view, subject, relation, turns)
    citations = Citations(view, iter_shown(material))
    made = (
        build_summary(material, citations),
        build_profile(material),
        build_relation(material) if subject.kind in ("pair", "actor") else build_activity(material),
        build_agreements(material, citations) if subject.kind == "agreement" else None,
        build_timeline(material, citations),
        build_agreements(material, citations) if subject.kind != "agreement" else None,
        build_contradictions(material, citations),
        build_statements(material, citations),
        build_figures(material, citations),
    )
    sections: tuple[Section, ...] = tuple(section for section in made if section is not None)
    sources = citations.sources()
    articles = count_words(len(sources), "article")
    named = citations.publishers()
    publishers = count_words(named, "publisher") if named else "publishers that are not named"
    return Report(
        kind=subject.kind,
        kicker=KICKERS[subject.kind],
        title=_title(material),
        standfirst=(
            f"{count_words(len(material.events), 'event')}, {count_words(len(material.statements), 'statement')}, "
            f"{count_words(len(material.agreements), 'agreement')} and "
            f"{count_words(len(material.contradictions), 'contradiction')}, from {articles} of {publishers}. "
            "A number leads to the very words."
        ),
        sections=sections,
        footnotes=citations.footnotes(),
        sources=sources,
        terms=TERMS,
        colophon=COLOPHON,
    )


def _title(material: Material) -> str:
    period = say_period(material)
    if material.agreement is not None:
        named = shorten(name_agreement(material.agreement), 120)
        return f"{named[:1].upper()}{named[1:]}{f', {period}' if period else ''}"
    if not material.names:
        return f"The record, {period}" if period else "The whole record"
    return f"{join_words(material.names)}{f', {period}' if period else ''}"
