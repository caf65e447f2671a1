"""Give the events and agreements of a document their days, from its time expressions and its own date.

In:  `Annotations` and a `DocumentDate`. Out: the same annotations, evaluated against that date.
A pure function, so that what was read once is dated again whenever the article's date is learnt better.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.records.mentions import AgreementMention, Annotations, EventMention
from dragoman.records.times import (
    NO_DATE,
    UNKNOWN_INTERVAL,
    Distance,
    DocumentDate,
    EventDate,
    TimeExpression,
    evaluate_time,
    interval_days,
    reevaluate,
)


def date_annotations(annotations: Annotations, published: DocumentDate) -> Annotations:
    """Evaluate every time expression against the document's date, then date what hangs on them."""
    times = reevaluate(annotations.times, published)
    by_id = {time.time_id: time for time in times}
    return replace(
        annotations,
        published=published,
        times=times,
        events=tuple(_date_event(event, by_id, published) for event in annotations.events),
        agreements=tuple(_date_agreement(mention, by_id, published) for mention in annotations.agreements),
    )


def _date_event(event: EventMention, times: dict[str, TimeExpression], published: DocumentDate) -> EventMention:
    date = (
        _date_apart(event.distance, times, published)
        if event.distance is not None
        else _date(event.time, event.date, times, published)
    )
    if event.status in ("planned", "possible") and date.basis == "publication":
        date = NO_DATE
    return replace(event, date=date)


def _date_apart(distance: Distance, times: dict[str, TimeExpression], published: DocumentDate) -> EventDate:
    """Count from another day: "nine days after Drosk struck the port on Friday"."""
    counted = times.get(distance.anchor)
    anchor = counted.interval if counted is not None else published.interval
    if interval_days(anchor) is None:
        return NO_DATE
    return EventDate(interval=evaluate_time(distance.symbol, published.interval, anchor)[1], basis="inferred")


def _date_agreement(
    mention: AgreementMention, times: dict[str, TimeExpression], published: DocumentDate
) -> AgreementMention:
    return replace(mention, date=_date(mention.time, mention.date, times, published))


def _date(time_id: str | None, told: EventDate, times: dict[str, TimeExpression], published: DocumentDate) -> EventDate:
    time = times.get(time_id) if time_id is not None else None
    if time is not None:
        if time.interval.earliest is None and time.interval.latest is None:
            return EventDate(interval=UNKNOWN_INTERVAL, basis="unknown")
        return EventDate(interval=time.interval, basis="stated")
    if told.basis == "publication" and published.basis != "unknown":
        return EventDate(interval=published.interval, basis="publication")
    if told.basis == "publication":
        # kept, so that the event is dated once the article is
        return EventDate(interval=UNKNOWN_INTERVAL, basis="publication")
    return told
