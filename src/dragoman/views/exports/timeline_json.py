"""TimelineJS 3 JSON: a slide an event, an era an agreement in force; HTML is written by us only, all else escaped.

In:  a view. Out: one JSON object. What has not happened says so before anything else. Undated events are left out.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dragoman.lexicons.load.exchange import load_headline_words
from dragoman.records.entities import Agreement, Event, Party
from dragoman.records.spans import Evidence
from dragoman.records.times import Interval
from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.codes import code_of
from dragoman.views.exports.days import display_date, precision_of
from dragoman.views.exports.expansion import is_reciprocal
from dragoman.views.exports.files import one_line, whole_text, write_json_list
from dragoman.views.exports.outcome import NO_DAY, Exported, outcome
from dragoman.views.exports.sources import Source, cited, load_sources
from dragoman.views.wording import join_words, name_attributed

Json = dict[str, Any]

QUOTES = 3  # of an event on a slide; the record has them all
ERA_STARTS = ("in-force", "ratified", "signed")  # the first that is dated
ERA_ENDS = ("expired", "withdrawn", "replaced", "suspended")
# Embeddings and overrides turn the line of text around; isolates do no harm beyond what they enclose.
BIDI = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"))


def export_timelinejs(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write the dated events of whatever status, by date, then id."""
    del with_text  # a slide quotes: the registry refuses
    sources = load_sources(view)
    left_out: Counter[str] = Counter()
    eras = [era for agreement in view.agreements(chosen) if (era := _era(agreement)) is not None]

    def slides() -> Any:
        for event in view.events(chosen):
            if _start(event.date.interval) is None:
                left_out[NO_DAY] += 1
            else:
                yield slide_object(event, sources)

    with whole_text(out) as file:
        count = write_json_list(file, {"scale": "human", "eras": eras}, "events", slides())
    return outcome(count, "slides", left_out)


def slide_object(event: Event, sources: Mapping[str, Source]) -> Json:
    """Shape an event as a slide."""
    interval = event.date.interval
    slide: Json = {"start_date": _start(interval)}
    if precision_of(interval) == "range":
        slide["end_date"] = _date_object(interval.latest or "")
    told = display_date(interval)
    return {
        **slide,
        "display_date": f"planned for {told}" if event.status == "planned" else told,
        "text": {"headline": _escape(headline(event)), "text": _story(event, sources)},
        "group": _group(event),
        "autolink": False,
        "unique_id": event.event_id,
    }


def headline(event: Event) -> str:
    """Tell an event in a short line; what has not happened, or is not known to have, says so first.

    `Alleged: Russia → Ukraine: attack (drone), Kyiv`
    """
    words = load_headline_words()
    who = _names(event.sources)
    if event.targets:
        who = f"{who or 'Unknown'} → {_names(event.targets)}"
    what = words.types[event.event_type] + (f" ({', '.join(event.modes)})" if event.modes else "")
    where = f", {event.place.name}" if event.place is not None else ""
    status = words.statuses[event.status]
    return one_line(f"{status + ': ' if status else ''}{who + ': ' if who else ''}{what}{where}")


def _names(parties: tuple[Party, ...]) -> str:
    names = [party.name for party in parties]
    return names[0] if len(names) == 1 else " and ".join([", ".join(names[:-1]), names[-1]] if names else [])


def _group(event: Event) -> str:
    """Put the slides of a pair of states in one row; what is between no pair goes by its type."""
    codes = [code for party in event.sources if (code := code_of(party))]
    others = codes if is_reciprocal(event) else [code for party in event.targets if (code := code_of(party))]
    pair = sorted({*codes, *others})
    return "–".join(pair) if len(pair) == 2 else event.event_type


def _start(interval: Interval) -> Json | None:
    """Give only the parts that are known; a span (22 to 24 October) starts on its first day."""
    if precision_of(interval) in ("day", "month", "year") and interval.value is not None:
        return _date_object(interval.value)
    return _date_object(interval.earliest) if interval.earliest and interval.latest else None


def _date_object(value: str) -> Json:
    return dict(zip(("year", "month", "day"), (int(part) for part in value.split("-")), strict=False))


def _story(event: Event, sources: Mapping[str, Source]) -> str:
    """Quote the sentences, each with who printed it; the words are escaped, and keep to themselves in any script."""
    sentences = dict.fromkeys(claim.sentence for claim in event.claims if claim.field == "event_type")
    paragraphs = [_quote(evidence, sources.get(evidence.document_id)) for evidence in list(sentences)[:QUOTES]]
    if event.attributed_to:
        paragraphs.insert(
            0, f"<p>According to {_escape(join_words([name_attributed(party) for party in event.attributed_to]))}.</p>"
        )
    more = [source for source in cited(event, sources) if source.document_id not in {e.document_id for e in sentences}]
    paragraphs += [f"<p>{_credit(source)}</p>" for source in more[:QUOTES]]
    return "".join(paragraphs)


def _quote(evidence: Evidence, source: Source | None) -> str:
    credit = f"<br>{_credit(source)}" if source is not None else ""
    return f"<p><bdi>“{_escape(one_line(evidence.exact))}”</bdi>{credit}</p>"


def _credit(source: Source) -> str:
    name = f"<bdi>{_escape(source.credit)}</bdi>"
    return f'<a href="{html.escape(source.url)}" rel="noopener noreferrer">{name}</a>' if source.url else name


def _escape(text: str) -> str:
    return html.escape(one_line(text).translate(BIDI))


def _era(agreement: Agreement) -> Json | None:
    """Give the time from force to end; None where either is not dated."""
    dated = {stage.stage: stage.date.interval for stage in reversed(agreement.stages)}
    start = next((_start(dated[stage]) for stage in ERA_STARTS if stage in dated and _start(dated[stage])), None)
    end = next((_start(dated[stage]) for stage in ERA_ENDS if stage in dated and _start(dated[stage])), None)
    if start is None or end is None or _key(start) > _key(end):
        return None
    return {"start_date": start, "end_date": end, "text": {"headline": _escape(agreement.names[0])}}


def _key(date: Json) -> tuple[int, int, int]:
    return date["year"], date.get("month", 0), date.get("day", 0)
