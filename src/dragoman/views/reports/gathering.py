"""What a report is about, and what the record holds of it.

In:  a view and a subject: a pair, an actor, an agreement or a period. Out: `Material`: events, statements, figures,
agreements, contradictions, in the order of the record.
Left to `building`: what is made of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.errors import UsageError
from dragoman.records.entities import (
    Actor,
    Agreement,
    Contradiction,
    DyadPeriod,
    Event,
    FigureClaim,
    Statement,
    TurningPoint,
)
from dragoman.records.spans import Evidence
from dragoman.records.vocabulary import FIGURE_CLASSES, HAPPENED
from dragoman.store.base import EventFilter, View
from dragoman.views.naming import find_actor, find_agreement
from dragoman.views.reports.model import SubjectKind
from dragoman.views.wording import name_code

MOST_EVENTS = 400  # a page that a person reads; of more, the best supported are shown, and it says so
MOST_STATEMENTS = 200
SHOWN_QUOTES = 3  # of an event on the timeline; dragoman show tells them all
QUIET_FIGURES = tuple(name for name in FIGURE_CLASSES if name not in ("duration", "age"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Reads as: what the report is about; two actors, one, an agreement (id or name), or none of these: a period."""

    actor: str | None = None
    with_actor: str | None = None
    agreement: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def kind(self) -> SubjectKind:
        """Say what kind of subject it is."""
        if self.agreement is not None:
            return "agreement"
        if self.actor is None:
            return "period"
        return "pair" if self.with_actor is not None else "actor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Reads as: the record holds this of the subject.

    `left_out` counts events that are not shown, `names` are the subject's actors as they are to be read, `actor` and
    `agreement` the subject itself where it is one.
    """

    subject: Subject
    names: tuple[str, ...]
    actor: Actor | None
    agreement: Agreement | None
    events: tuple[Event, ...]
    left_out: int
    statements: tuple[Statement, ...]
    figures: tuple[FigureClaim, ...]
    agreements: tuple[Agreement, ...]
    contradictions: tuple[Contradiction, ...]
    relation: tuple[DyadPeriod, ...]
    turns: tuple[TurningPoint, ...]


def check_subject(subject: Subject) -> None:
    """Refuse what cannot be one report; UsageError says what can."""
    if subject.agreement is not None and (subject.actor or subject.with_actor):
        raise UsageError("a report is about an agreement, or about actors: give --agreement, or --actor (and --with)")
    if subject.with_actor is not None and subject.actor is None:
        raise UsageError("--with names the second of two actors: give the first with --actor")


def gather(view: View, subject: Subject, relation: tuple[DyadPeriod, ...], turns: tuple[TurningPoint, ...]) -> Material:
    """Gather what the record holds of the subject; UsageError where it knows no such actor or agreement."""
    check_subject(subject)
    agreement = find_agreement(view, subject.agreement) if subject.agreement is not None else None
    actor = find_actor(view, subject.actor) if subject.actor is not None else None
    other = find_actor(view, subject.with_actor) if subject.with_actor is not None else None
    chosen = EventFilter(actor=subject.actor, with_actor=subject.with_actor, since=subject.since, until=subject.until)
    found = tuple(view.events(chosen)) if agreement is None else _events_of_agreement(view, agreement, chosen)
    events = _best_supported(found)
    about = replace(chosen, event_ids=tuple(event.event_id for event in events)) if agreement is not None else chosen
    agreements = (agreement,) if agreement is not None else tuple(view.agreements(chosen))
    documents = {claim.evidence.document_id for event in events for claim in event.claims}
    statements = _statements(view, subject, agreement, documents)
    contradictions = _contradictions(view, about, events)
    documents |= {each.document_id for statement in statements for each in statement.printed}
    figures = view.figures(EventFilter(since=subject.since, until=subject.until, figure_classes=QUIET_FIGURES))
    names = tuple(_name(each, given) for each, given in ((actor, subject.actor), (other, subject.with_actor)) if given)
    return Material(
        subject=subject,
        names=names,
        actor=actor if subject.kind == "actor" else None,
        agreement=agreement,
        events=events,
        left_out=len(found) - len(events),
        statements=statements[:MOST_STATEMENTS],
        figures=tuple(each for each in figures if any(e.document_id in documents for e in each.printed)),
        agreements=agreements,
        contradictions=_in_period(contradictions, events, subject),
        relation=relation,
        turns=turns,
    )


def _name(actor: Actor | None, given: str) -> str:
    return actor.name if actor is not None else name_code(given.upper() if len(given) == 3 else given)


def _events_of_agreement(view: View, agreement: Agreement, chosen: EventFilter) -> tuple[Event, ...]:
    """Give the events that are steps of the agreement, or are told in the sentences that tell of it."""
    steps = {stage.event_id for stage in agreement.stages if stage.event_id is not None}
    told = [each for stage in agreement.stages for each in (*stage.printed, *stage.sentences)]
    found: dict[str, Event] = {}
    for document_id in sorted({each.document_id for each in told}):
        for event in view.events(replace(chosen, document_id=document_id)):
            if event.event_id in steps or any(_overlaps(claim.sentence, told) for claim in event.claims):
                found[event.event_id] = event
    return tuple(sorted(found.values(), key=lambda e: (e.date.interval.earliest or "9999", e.event_id)))


def _overlaps(one: Evidence, others: Iterable[Evidence]) -> bool:
    return any(
        one.document_id == each.document_id and one.span.start < each.span.end and each.span.start < one.span.end
        for each in others
    )


def _best_supported(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Keep the events that most voices tell, in their order, where there are more than a page holds."""
    if len(events) <= MOST_EVENTS:
        return events
    ranked = sorted(events, key=rank)
    kept = {event.event_id for event in ranked[:MOST_EVENTS]}
    return tuple(event for event in events if event.event_id in kept)


def rank(event: Event) -> tuple[bool, int, int, float, float, str]:
    """Put first what happened, is told by most, is surest, weighs most."""
    support = (-event.voices, -event.documents, -event.confidence, -abs(event.intensity))
    return (event.status not in HAPPENED, *support, event.event_id)


def _statements(
    view: View, subject: Subject, agreement: Agreement | None, documents: set[str]
) -> tuple[Statement, ...]:
    """Give what the actors said, either side's; of an agreement, what is printed in the sentences that tell of it."""
    found: dict[str, Statement] = {}
    asked: list[EventFilter] = [
        EventFilter(actor=actor, since=subject.since, until=subject.until)
        for actor in (subject.actor, subject.with_actor)
        if actor is not None
    ]
    if agreement is not None:
        asked = [EventFilter(document_id=name, since=subject.since, until=subject.until) for name in sorted(documents)]
    for chosen in asked or [EventFilter(since=subject.since, until=subject.until, limit=MOST_STATEMENTS)]:
        for statement in view.statements(chosen):
            if agreement is None or _speaks_of(statement, agreement):
                found[statement.quotation_id] = statement
    return tuple(sorted(found.values(), key=lambda s: (s.date.earliest or "9999", s.quotation_id)))


def _speaks_of(statement: Statement, agreement: Agreement) -> bool:
    told = [each for stage in agreement.stages for each in stage.sentences]
    if any(_overlaps(each, told) for each in statement.printed):
        return True
    said = statement.content.lower()
    return any(len(name.split()) > 1 and name.lower() in said for name in agreement.names)


def _contradictions(view: View, about: EventFilter, events: tuple[Event, ...]) -> tuple[Contradiction, ...]:
    """Give those about the subject, and those of which a side stands in the words that tell one of its events."""
    found = {each.contradiction_id: each for each in view.contradictions(about)}
    told: dict[str, list[Evidence]] = {}
    for event in events:
        for claim in event.claims:
            told.setdefault(claim.sentence.document_id, []).append(claim.sentence)
    for each in view.contradictions():
        printed = [words for side in each.sides for words in side.printed]
        if any(_overlaps(words, told.get(words.document_id, ())) for words in printed):
            found[each.contradiction_id] = each
    return tuple(found[name] for name in sorted(found))


def _in_period(
    contradictions: tuple[Contradiction, ...], events: tuple[Event, ...], subject: Subject
) -> tuple[Contradiction, ...]:
    """Keep, of a bounded period, the contradictions about its events."""
    if not (subject.since or subject.until):
        return contradictions
    known = {event.event_id for event in events}
    documents = {claim.evidence.document_id for event in events for claim in event.claims}
    return tuple(
        each
        for each in contradictions
        if each.subject_id in known
        or any(printed.document_id in documents for side in each.sides for printed in side.printed)
    )


def iter_shown(material: Material) -> Iterator[Evidence]:
    """Give all the words that the report will show."""
    for event in material.events:
        for words, printed in shown_words(event):
            del words
            yield from printed
    for statement in material.statements:
        yield from statement.printed
    for agreement in material.agreements:
        for stage in agreement.stages:
            yield from stage.sentences or stage.printed
    for contradiction in material.contradictions:
        for side in contradiction.sides:
            yield from side.printed
    for figure in material.figures:
        yield from figure.printed


def shown_words(event: Event) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
    """Give the sentences that tell an event, those of its present status first, each with all its printings."""
    told = [claim for claim in event.claims if claim.field == "event_type"]
    told.sort(key=lambda claim: claim.status != event.status)
    printed: dict[str, list[Evidence]] = {}
    for claim in told:
        places = printed.setdefault(" ".join(claim.sentence.exact.split()), [])
        if claim.sentence not in places:
            places.append(claim.sentence)
    return tuple((words, tuple(places)) for words, places in list(printed.items())[:SHOWN_QUOTES])
