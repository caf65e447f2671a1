"""Find events that exclude each other: done by either side, on two days, in two cities, planned there and done here.

In:  a dossier. Out: contradictions of kinds `conflict` and `plan-outcome`, each once.
Left to `denials`: what is told and denied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dragoman.records.entities import Contradiction, Event, Side
from dragoman.records.spans import Evidence
from dragoman.records.vocabulary import HAPPENED, EventType
from dragoman.resolve.comparing.frames import FINE_DAYS, Days, read_interval
from dragoman.resolve.comparing.parties import words_of_war
from dragoman.resolve.comparing.rarity import trigger_stems
from dragoman.resolve.comparing.spots import FINE_PLACES, SAME_PLACE_KM, kilometres
from dragoman.resolve.contradicting.evidence import (
    Dossier,
    codes_of,
    contradict,
    describe,
    telling_words_of,
    told_codes_of,
    words_of,
)
from dragoman.resolve.fusing.claims import interval_value

MOST_PARTIES = 4  # of a summit of more nothing is told twice in one way
TRIED = 24  # events of a pair and type, next in time, that one is held against
# Acts of force that have one doer: that each side names the other is a dispute.
FORCE: frozenset[EventType] = frozenset(("ASSAULT", "COERCE", "MOBILIZE"))
DISPUTED_WORDS = 2  # rare words that a charge, and what is told as done, have in common; two charges share one
SLIP_DAYS = 3  # days apart up to which a date is likelier wrong than a second act of the same kind and words
SLIP_WORDS = 2  # rare words in common that make two acts of other dates one
ONE_TIME_DAYS = 1  # days by which two tellings of one act may differ
# What two sides do together in one city on one day: told of another city, it is the same told wrongly.
OCCASIONS: frozenset[EventType] = frozenset(("CONSULT", "SUPPORT", "AGREE", "RETREAT", "COOPERATE"))
# What is said again on another day is said twice: a charge of Monday is not that of Saturday misdated.
SAID_AGAIN: frozenset[EventType] = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"))


def find_disputes(dossier: Dossier) -> Iterator[Contradiction]:
    """Find all pairs of events that exclude each other."""
    yield from _outcomes(dossier)
    by_pair: defaultdict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in dossier.events.values():
        # one report names whom it hit, another does not
        for parties in {frozenset(codes_of((*event.sources, *event.targets))), frozenset(codes_of(event.sources))}:
            if 1 <= len(parties) <= MOST_PARTIES:
                by_pair[tuple(sorted(parties))].append(event)
    for pair in sorted(by_pair):
        events = sorted(by_pair[pair], key=_day_key)
        yield from _doers(dossier, events)
        yield from _slips(dossier, events)
        yield from _elsewhere(dossier, events)


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
            # what only might have been was nobody's plan
            if (
                link.kind == "superseded-by"
                and plan.status == "planned"
                and deed is not None
                and not _is_told_at_once(dossier, plan, deed)
            ):
                sides = [_outcome_side(dossier, plan), _outcome_side(dossier, deed)]
                why = "planned for one time and place, done at another"
                yield contradict("plan-outcome", describe(deed), "date", deed.event_id, sides, why)


def _is_told_at_once(dossier: Dossier, plan: Event, deed: Event) -> bool:
    """Tell "announced her resignation, saying that she will leave office by May": one sentence, one account."""
    sentences = {telling.mention.sentence for telling in dossier.told(plan)}
    return all(telling.mention.sentence in sentences for telling in dossier.told(deed))


def _outcome_side(dossier: Dossier, event: Event) -> Side:
    stages = (stage for agreement in dossier.agreements for stage in agreement.stages)
    staged = next((stage.place for stage in stages if stage.event_id == event.event_id and stage.place), None)
    place = event.place.name if event.place is not None else staged
    when = interval_value(event.date.interval)
    value = ", ".join(part for part in (event.status, place, when) if part)
    return Side(value=value, printed=words_of(dossier.told(event)))


# -- who did it ------------------------------------------------------------------------------------------------


def _doers(dossier: Dossier, events: Sequence[Event]) -> Iterator[Contradiction]:
    """Find acts of force that each side says the other did."""
    acts = [event for event in events if event.event_type in FORCE and event.status != "denied" and event.targets]
    fine = [event for event in acts if (days := _days(event)) is not None and days.length <= FINE_DAYS]
    for position, one in enumerate(fine):
        for other in fine[position + 1 : position + 1 + TRIED]:
            if _is_disputed(one, other) and _are_told_alike(dossier, one, other):
                sides = [_doer_side(dossier, one), _doer_side(dossier, other)]
                why = "each side says that the other did it"
                yield contradict("conflict", describe(one), "sources", one.event_id, sides, why)


def _are_told_alike(dossier: Dossier, one: Event, other: Event) -> bool:
    """Ask for words of one act: two sides that shell each other on one day do two, and "drone" tells neither."""
    if one.place is not None and other.place is not None and one.place.place_id != other.place.place_id:
        return False
    shared = (telling_words_of(dossier, one) & telling_words_of(dossier, other)) - words_of_war()
    are_charges = _is_said(one) and _is_said(other)
    return len(shared) >= (1 if are_charges else DISPUTED_WORDS)


def _is_disputed(one: Event, other: Event) -> bool:
    first, second = _days(one), _days(other)
    if first is None or second is None or first.gap(second) > ONE_TIME_DAYS:
        return False
    doers, doers_too = codes_of(one.sources), codes_of(other.sources)
    if not doers or not doers_too or doers & doers_too:
        # "At least 30 were killed in airstrikes": nobody is told to have done it; two bodies of one side are one side
        return False
    if _owns_up(one) or _owns_up(other):
        return False
    is_turned = _aims_back(one, other) and _aims_back(other, one) and bool(one.targets or other.targets)
    # two exchanges of fire that an article tells in its own voice are no dispute
    return is_turned and (_is_said(one) or _is_said(other))


def _is_said(event: Event) -> bool:
    """Tell whether somebody is told to say so: a side, not the author of the article."""
    return event.status == "alleged" or any(party.genre is None for party in event.attributed_to)


def _owns_up(event: Event) -> bool:
    """Tell "Ardania says that it downed two jets": who claims a deed for himself blames nobody for it."""
    said_by = codes_of(party for party in event.attributed_to if party.genre is None)
    return bool(said_by & codes_of(event.sources))


def _aims_back(one: Event, other: Event) -> bool:
    """Tell whether the target of the one is the doer of the other, or is only a thing: "struck a warehouse"."""
    known = {party.country for party in one.targets if party.country}
    return codes_of(one.sources) != codes_of(other.sources) and (
        not known or codes_of(other.sources) == codes_of(one.targets)
    )


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
    dated = [
        event
        for event in done
        if (event.date.interval.value or "").count("-") == 2
        and event.event_type not in SAID_AGAIN
        and dossier.hint(event).is_sure
    ]
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
    # two who meet every other month may do so on the same day of each
    return day == day_too and (month == month_too) != (year == year_too) and one.event_type != "CONSULT"


def _parts(event: Event) -> list[str]:
    return (event.date.interval.value or "").split("-")


def _is_one_act(dossier: Dossier, one: Event, other: Event) -> bool:
    if _one_tells_both(dossier, one, other) or _by_others(one, other):
        return False
    targets, targets_too = told_codes_of(one.targets), told_codes_of(other.targets)
    if codes_of(one.sources) != codes_of(other.sources) or (targets and targets_too and targets != targets_too):
        return False
    if one.place is not None and other.place is not None and one.place.place_id != other.place.place_id:
        return False
    shared = telling_words_of(dossier, one) & telling_words_of(dossier, other)
    return len(shared - words_of_war() if one.event_type == "ASSAULT" else shared) >= SLIP_WORDS


def _one_tells_both(dossier: Dossier, one: Event, other: Event) -> bool:
    return not dossier.documents(one).isdisjoint(dossier.documents(other))


def _by_others(one: Event, other: Event) -> bool:
    """Tell whether each names persons, and none of the other's."""
    persons, persons_too = _persons(one), _persons(other)
    return bool(persons and persons_too and not persons & persons_too)


def _persons(event: Event) -> set[str]:
    return {party.actor_id for party in (*event.sources, *event.targets) if party.kind == "person"}


def _date_side(dossier: Dossier, event: Event) -> Side:
    return Side(value=interval_value(event.date.interval) or "", printed=words_of(dossier.told(event)))


# -- slips of a place ------------------------------------------------------------------------------------------


def _elsewhere(dossier: Dossier, events: Sequence[Event]) -> Iterator[Contradiction]:
    """Find one occasion that two articles put in two cities on the same day."""
    done = [event for event in events if event.status in HAPPENED and event.event_type in OCCASIONS and event.place]
    fine = [event for event in done if (days := _days(event)) is not None and days.length <= FINE_DAYS]
    for position, one in enumerate(fine):
        for other in fine[position + 1 : position + 1 + TRIED]:
            if _is_one_occasion(dossier, one, other):
                sides = [_place_side(dossier, one), _place_side(dossier, other)]
                yield contradict("conflict", describe(one), "place", one.event_id, sides, "one occasion in two cities")


def _is_one_occasion(dossier: Dossier, one: Event, other: Event) -> bool:
    first, second = _days(one), _days(other)
    if first is None or second is None or first.gap(second) or not _is_in_two_cities(one, other):
        return False
    if _one_tells_both(dossier, one, other) or _by_others(one, other):
        return False
    if not _types(dossier, one) & _types(dossier, other):
        return False
    if ("phone" in one.modes) != ("phone" in other.modes):
        return False
    same_words = _triggers(dossier, one) & _triggers(dossier, other) or telling_words_of(
        dossier, one
    ) & telling_words_of(dossier, other)
    return bool(same_words)


def _is_in_two_cities(one: Event, other: Event) -> bool:
    here, there = one.place, other.place
    if here is None or there is None or not {here.precision, there.precision} <= FINE_PLACES:
        return False
    distance = kilometres(here, there)
    return distance is not None and distance > SAME_PLACE_KM


def _types(dossier: Dossier, event: Event) -> frozenset[EventType]:
    return OCCASIONS.intersection(telling.mention.event_type for telling in dossier.told(event))


def _triggers(dossier: Dossier, event: Event) -> frozenset[str]:
    return frozenset(word for telling in dossier.told(event) for word in trigger_stems(telling.mention.exact))


def _place_side(dossier: Dossier, event: Event) -> Side:
    return Side(value=event.place.name if event.place is not None else "", printed=words_of(dossier.told(event)))
