"""Find events that exclude each other: denied and told, done by either side, planned there and done here.

In:  a dossier. Out: contradictions of kinds `conflict` and `plan-outcome`, each once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dragoman.records.entities import Contradiction, Event, Party, Side
from dragoman.records.spans import Evidence
from dragoman.records.vocabulary import HAPPENED, EventType
from dragoman.resolve.claims import interval_value
from dragoman.resolve.evidence import Dossier, contradict, describe, words_of
from dragoman.resolve.frames import FINE_DAYS, Days, read_interval
from dragoman.resolve.rarity import rare_words

TRIED = 24  # events of a pair and type, next in time, that one is held against
# Acts of force that have one doer: that each side names the other is a dispute.
FORCE: frozenset[EventType] = frozenset(("ASSAULT", "COERCE", "MOBILIZE"))
MIN_SHARED_WORDS = 1  # rare words that two tellings of one disputed act have in common at the least
SLIP_DAYS = 3  # days apart up to which a date is likelier wrong than a second act of the same kind and words
SLIP_WORDS = 2  # rare words in common that make two acts of other dates one
ONE_TIME_DAYS = 1  # days by which two tellings of one act may differ


def find_disputes(dossier: Dossier) -> Iterator[Contradiction]:
    """Find all pairs of events that exclude each other."""
    yield from _outcomes(dossier)
    by_pair: defaultdict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in dossier.events.values():
        codes = sorted(_codes((*event.sources, *event.targets)))
        if 1 <= len(codes) <= 4:
            by_pair[tuple(codes)].append(event)
    for pair in sorted(by_pair):
        events = sorted(by_pair[pair], key=_day_key)
        yield from _denials(dossier, events)
        yield from _doers(dossier, events)
        yield from _slips(dossier, events)


def _codes(parties: Sequence[Party]) -> set[str]:
    return {party.country or party.international_code or party.actor_id for party in parties}


def _day_key(event: Event) -> tuple[str, str]:
    return event.date.interval.earliest or "9999", event.event_id


def _days(event: Event) -> Days | None:
    return read_interval(event.date.interval)


# -- plans -----------------------------------------------------------------------------------------------------


def _outcomes(dossier: Dossier) -> Iterator[Contradiction]:
    """Tell what came of a plan for another day or place."""
    for plan in dossier.events.values():
        for link in plan.links:
            deed = dossier.events.get(link.event_id)
            if link.kind == "superseded-by" and deed is not None:
                sides = [_outcome_side(dossier, plan), _outcome_side(dossier, deed)]
                why = "planned for one time and place, done at another"
                yield contradict("plan-outcome", describe(deed), "date", deed.event_id, sides, why)


def _outcome_side(dossier: Dossier, event: Event) -> Side:
    stages = (stage for agreement in dossier.agreements for stage in agreement.stages)
    staged = next((stage.place for stage in stages if stage.event_id == event.event_id and stage.place), None)
    place = event.place.name if event.place is not None else staged
    when = interval_value(event.date.interval)
    value = ", ".join(part for part in (event.status, place, when) if part)
    return Side(value=value, printed=words_of(dossier.told(event)))


# -- denials ---------------------------------------------------------------------------------------------------


def _denials(dossier: Dossier, events: Sequence[Event]) -> Iterator[Contradiction]:
    """Hold what is denied against what is told or charged."""
    asserted: defaultdict[EventType, list[Event]] = defaultdict(list)
    for event in events:
        if event.status in (*HAPPENED, "alleged"):
            asserted[event.event_type].append(event)
    for denied in (event for event in events if event.status == "denied"):
        near = _nearest(asserted[denied.event_type], denied)
        best = max(near, key=lambda event: (_likeness(dossier, denied, event), event.event_id), default=None)
        if best is not None and _likeness(dossier, denied, best) > 0:
            sides = [_told_side(dossier, best), _told_side(dossier, denied)]
            yield contradict(
                "conflict", describe(best), "status", best.event_id, sides, "told by one, denied by another"
            )


def _nearest(events: Sequence[Event], to: Event) -> Sequence[Event]:
    start = bisect_left(events, _day_key(to), key=_day_key)
    return events[max(0, start - TRIED // 2) : start + TRIED // 2]


def _likeness(dossier: Dossier, denied: Event, told: Event) -> float:
    """Say how surely a denial is of this event: 0 where days, doers or words are against it."""
    one, other = _days(denied), _days(told)
    if not _codes(denied.sources) & _codes(told.sources):
        return 0.0
    if one is not None and other is not None and one.gap(other) > ONE_TIME_DAYS and one.length <= FINE_DAYS:
        return 0.0
    documents = {telling.article.document_id for telling in dossier.told(denied)}
    is_together = any(telling.article.document_id in documents for telling in dossier.told(told))
    shared = len(_words(dossier, denied) & _words(dossier, told))
    return shared + (0.5 if is_together else 0.0) if shared or is_together else 0.0


def _told_side(dossier: Dossier, event: Event) -> Side:
    who = " and ".join(party.name for party in event.attributed_to)
    value = f"{event.status} ({who})" if who else event.status
    return Side(value=value, printed=words_of(dossier.told(event)))


def _words(dossier: Dossier, event: Event) -> frozenset[str]:
    names = rare_words(" ".join(party.name for party in (*event.sources, *event.targets)))
    told = (rare_words(telling.mention.sentence.exact) for telling in dossier.told(event))
    return frozenset(word for words in told for word in words) - names


# -- who did it ------------------------------------------------------------------------------------------------


def _doers(dossier: Dossier, events: Sequence[Event]) -> Iterator[Contradiction]:
    """Find acts of force that each side says the other did."""
    acts = [event for event in events if event.event_type in FORCE and event.status != "denied" and event.targets]
    fine = [event for event in acts if (days := _days(event)) is not None and days.length <= FINE_DAYS]
    for position, one in enumerate(fine):
        for other in fine[position + 1 : position + 1 + TRIED]:
            if _is_disputed(one, other) and len(_words(dossier, one) & _words(dossier, other)) >= MIN_SHARED_WORDS:
                sides = [_doer_side(dossier, one), _doer_side(dossier, other)]
                why = "each side says that the other did it"
                yield contradict("conflict", describe(one), "sources", one.event_id, sides, why)


def _is_disputed(one: Event, other: Event) -> bool:
    first, second = _days(one), _days(other)
    if first is None or second is None or first.gap(second) > ONE_TIME_DAYS:
        return False
    is_turned = _codes(one.sources) == _codes(other.targets) and _codes(one.targets) == _codes(other.sources)
    # two exchanges of fire that an article tells in its own voice are no dispute
    is_said = bool(one.attributed_to or other.attributed_to) or "alleged" in (one.status, other.status)
    return is_turned and is_said


def _doer_side(dossier: Dossier, event: Event) -> Side:
    value = " and ".join(party.name for party in event.sources)
    printed: tuple[Evidence, ...] = words_of(dossier.told(event))
    return Side(value=f"{value} did it", printed=printed)


# -- slips of a date -------------------------------------------------------------------------------------------


def _slips(dossier: Dossier, events: Sequence[Event]) -> Iterator[Contradiction]:
    """Find one act that two articles date differently: days that are near, or differ in the month or year only.

    An article that tells both tells of two acts.
    """
    done = [event for event in events if event.status in HAPPENED and event.date.basis == "stated"]
    dated = [event for event in done if (event.date.interval.value or "").count("-") == 2]
    for position, one in enumerate(dated):
        for other in dated[position + 1 : position + 1 + TRIED]:
            if _is_slip(one, other) and _is_one_act(dossier, one, other):
                sides = [_date_side(dossier, one), _date_side(dossier, other)]
                yield contradict("conflict", describe(one), "date", one.event_id, sides, "one act on two dates")


def _is_slip(one: Event, other: Event) -> bool:
    first, second = _days(one), _days(other)
    if first is None or second is None or one.event_type != other.event_type:
        return False
    (year, month, day), (year_too, month_too, day_too) = _parts(one), _parts(other)
    if 0 < first.gap(second) <= SLIP_DAYS:
        return True
    return day == day_too and (month == month_too) != (year == year_too)


def _parts(event: Event) -> list[str]:
    return (event.date.interval.value or "").split("-")


def _is_one_act(dossier: Dossier, one: Event, other: Event) -> bool:
    documents = {telling.article.document_id for telling in dossier.told(one)}
    if any(telling.article.document_id in documents for telling in dossier.told(other)):
        return False
    if _codes(one.sources) != _codes(other.sources) or _codes(one.targets) != _codes(other.targets):
        return False
    persons, persons_too = _persons(one), _persons(other)
    if persons and persons_too and not persons & persons_too:
        return False
    if one.place is not None and other.place is not None and one.place.place_id != other.place.place_id:
        return False
    return len(_words(dossier, one) & _words(dossier, other)) >= SLIP_WORDS


def _persons(event: Event) -> set[str]:
    return {party.actor_id for party in (*event.sources, *event.targets) if party.kind == "person"}


def _date_side(dossier: Dossier, event: Event) -> Side:
    return Side(value=interval_value(event.date.interval) or "", printed=words_of(dossier.told(event)))
