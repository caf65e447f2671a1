"""Make one event of its mentions: for each field the value that the most independent voices support.

In:  the mentions of a cluster, in their articles. Out: an `Event` with every claim kept.
Left to `clustering`: which mentions are one event. Left to `plans`: its links. Left to `ballots`: the counting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from dragoman.lexicons.load.tables import PlaceRow, load_places
from dragoman.lexicons.load.triggers import load_plover_types, load_scales
from dragoman.records.days import iso_value, read_days
from dragoman.records.entities import Claim, Event, EventLink, HistoryStep, Party, Place
from dragoman.records.ids import event_id as make_event_id
from dragoman.records.spans import make_id
from dragoman.records.times import NO_DATE, EventDate, Interval
from dragoman.records.vocabulary import CLAIM_FIELDS, STATUSES, EventType, Status
from dragoman.resolve.articles import LATE, as_place
from dragoman.resolve.comparing.frames import FINE_DAYS, STATUS_GROUPS, read_interval
from dragoman.resolve.fusing.ballots import Telling, elect, estimate_confidence, in_order
from dragoman.resolve.fusing.claims import build_claims, interval_value
from dragoman.resolve.fusing.sides import MINORITY, fuse_parties, fuse_sides, party_key

GROUP_ORDER = ("deed", "denied", "alleged", "plan")  # the deed decides what the event shows, its plan is history
PRECISIONS = ("site", "city", "district", "province", "country", "region")  # the finest first


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSetting:
    """Reads as: what of an event its own mentions do not tell: links, what it is about, why it is one.

    `fixed` are values that an analyst set, by field; `figures` are ids of figures of the record.
    """

    about: str | None = None
    links: tuple[EventLink, ...] = ()
    previous_ids: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[str, ...] = ()


def anchor_id(orders: Iterable[tuple[str, str]]) -> str:
    """Give the event's id: that of its earliest published, then smallest, mention; each told by day and id."""
    return make_event_id(min(orders)[1])


def fuse(tellings: Sequence[Telling], setting: EventSetting) -> Event:
    """Make the event that the tellings tell; they need no order."""
    told = sorted(tellings, key=in_order)
    event_id = anchor_id(telling.order for telling in told)
    main = main_tellings(told)
    event_type = cast("EventType", setting.fixed.get("event_type") or _elect_type(main))
    status = cast("Status", setting.fixed.get("status") or _elect_status(main))
    told_or_charged = main_tellings(told, ("alleged",))
    sources, targets = fuse_sides(told_or_charged)
    hosts = fuse_parties(main, lambda mention: (mention.host,) if mention.host else ())
    date, date_why = fuse_date(told_or_charged)
    claims = [claim for telling in told for claim in build_claims(telling.article, telling.mention, event_id)]
    confidence, confidence_why = estimate_confidence(main)
    fixed_why = (f"set by an analyst: {', '.join(sorted(setting.fixed))}",) if setting.fixed else ()
    return Event(
        event_id=event_id,
        previous_ids=setting.previous_ids,
        event_type=event_type,
        plover_type=load_plover_types()[event_type, status],
        about=setting.about,
        modes=_labels(main, event_type, is_mode=True),
        contexts=_labels(main, event_type, is_mode=False),
        sources=sources,
        targets=targets,
        host=hosts[0] if hosts else None,
        mediators=fuse_parties(main, lambda mention: mention.mediators),
        date=_fixed_date(setting.fixed["date"]) if "date" in setting.fixed else date,
        place=_fixed_place(setting.fixed["place"], told) if "place" in setting.fixed else fuse_place(told_or_charged),
        status=status,
        attributed_to=_attribution(main),
        history=_history(told, claims),
        links=setting.links,
        figures=setting.figures,
        confidence=confidence,
        intensity=_intensity(main, event_type),
        documents=len({telling.article.document_id for telling in told}),
        voices=len({telling.article.voice for telling in told}),
        claims=tuple(sorted(claims, key=_claim_key)),
        mention_ids=tuple(sorted(telling.mention.mention_id for telling in told)),
        why=(*setting.why, *fixed_why, date_why, confidence_why),
    )


def _elect_type(told: Sequence[Telling]) -> str:
    return elect(told, lambda telling: telling.mention.event_type)[0][0]


def _elect_status(told: Sequence[Telling]) -> str:
    votes: list[tuple[Status, float]] = elect(told, lambda telling: telling.mention.status)
    return min(votes, key=lambda each: (-each[1], STATUSES.index(each[0])))[0]


def _fixed_date(value: str) -> EventDate:
    days = read_days(value)
    if days is None:
        return NO_DATE
    interval = Interval(value=iso_value(*days), earliest=days[0].isoformat(), latest=days[1].isoformat())
    return EventDate(interval=interval, basis="stated")


def _fixed_place(name: str, told: Sequence[Telling]) -> Place:
    """Give the place of that name: one told of, else one of our table, else the bare name."""
    mentioned = (as_place(place) for telling in told for place in telling.article.places.values())
    listed = (_listed_place(row) for row in load_places() if name in (row.name, *row.aliases))
    bare = Place(
        place_id=make_id("place", name), name=name, country=None, latitude=None, longitude=None, precision="city"
    )
    return next((place for place in (*mentioned, *listed) if place.name == name), bare)


def _listed_place(row: PlaceRow) -> Place:
    return Place(
        place_id=row.place_id,
        name=row.name,
        country=row.country,
        latitude=row.latitude,
        longitude=row.longitude,
        precision=row.precision,
    )


def main_tellings(told: Sequence[Telling], also: Sequence[str] = ()) -> list[Telling]:
    """Give the tellings that say what the event is: of the deed where it is told, else of what is; `also` of those.

    A charge that was joined to its deed is of the same doer: it may tell the day, the place and to whom.
    """
    groups = {STATUS_GROUPS[telling.mention.status] for telling in told}
    chosen = {min(groups, key=GROUP_ORDER.index)}
    if "deed" in chosen:
        chosen.update(also)
    return [telling for telling in told if STATUS_GROUPS[telling.mention.status] in chosen]


def _claim_key(claim: Claim) -> tuple[int, str, int, str]:
    return CLAIM_FIELDS.index(claim.field), claim.evidence.document_id, claim.evidence.span.start, claim.claim_id


def _labels(told: Sequence[Telling], event_type: EventType, *, is_mode: bool) -> tuple[str, ...]:
    """Give the modes (of the elected type) or contexts that more than a slip supports, sorted."""
    allowed = load_scales()[event_type].modes if is_mode else None
    best: Counter[str] = Counter()
    for telling in told:
        for label in telling.mention.modes if is_mode else telling.mention.contexts:
            if allowed is None or label in allowed:
                best[label] += 1
    least = max(best.values(), default=0) * MINORITY
    return tuple(sorted(label for label, count in best.items() if count > least))


def fuse_date(told: Sequence[Telling]) -> tuple[EventDate, str]:
    """Choose the date: a stated day, else the day of the news inside a stated period, else the period.

    Of several, the one with the most voices, then the finer, then the one told first.
    """
    dated = [telling for telling in told if telling.mention.date.interval != NO_DATE.interval]
    if not dated:
        return NO_DATE, "no date is told"
    ranked = elect(dated, lambda telling: telling.mention.date)
    position = {date: index for index, (date, _) in enumerate(ranked)}
    best = min(position, key=lambda date: (_date_rank(date), position[date]))
    others = sorted({interval_value(date.interval) or "" for date in position} - {interval_value(best.interval) or ""})
    why = f"date {interval_value(best.interval)} ({best.basis})"
    return best, f"{why}; also told: {', '.join(others)}" if others else why


def _date_rank(date: EventDate) -> int:
    days = read_interval(date.interval)
    is_fine = days is not None and days.length <= FINE_DAYS
    if date.basis == "publication":
        return 1 if is_fine else 4
    if is_fine:
        return 0
    if days is None:
        return 5
    return 2 if days.length <= 31 else 3


def fuse_place(told: Sequence[Telling]) -> Place | None:
    """Choose the place: the best supported of the finest; a city before its country."""
    places = elect(told, _place)
    if not places:
        return None
    top = max(count for _, count in places)
    likely = [place for place, count in places if count >= top * MINORITY]
    return min(likely, key=lambda place: (PRECISIONS.index(place.precision) > 2, likely.index(place)))


def _place(telling: Telling) -> Place | None:
    mention = telling.article.places.get(telling.mention.place) if telling.mention.place else None
    return as_place(mention) if mention is not None else None


def _attribution(told: Sequence[Telling]) -> tuple[Party, ...]:
    """Give who says so, where nobody tells it in an article's own voice."""
    said = [telling.article.said_by(telling.mention) for telling in told]
    if not all(said):
        return ()
    parties = {party for some in said for party in some}
    quoted = {party.actor_id for party in parties if party.genre is None}
    # who was also heard to say so elsewhere says so, whatever he writes
    return tuple(sorted((each for each in parties if each.genre is None or each.actor_id not in quoted), key=party_key))


def _intensity(told: Sequence[Telling], event_type: EventType) -> float:
    """Give the best supported intensity of the type; that of the type itself where an analyst set one nobody told."""
    fitting = [telling for telling in told if telling.mention.event_type == event_type]
    votes = elect(fitting, lambda telling: telling.mention.intensity)
    return votes[0][0] if votes else load_scales()[event_type].score


def _history(told: Sequence[Telling], claims: Sequence[Claim]) -> tuple[HistoryStep, ...]:
    """Tell how the event was told: one step a status, of plans one a date and place."""
    steps: dict[tuple[object, ...], list[Telling]] = {}
    for telling in told:
        status = telling.mention.status
        place = _place(telling)
        is_plan = STATUS_GROUPS[status] == "plan"
        date = interval_value(telling.mention.date.interval) if is_plan else None
        steps.setdefault((status, date, place.name if place and is_plan else None), []).append(telling)
    by_mention: dict[str, list[str]] = {}
    for claim in claims:
        if claim.field in ("status", "date", "place"):
            by_mention.setdefault(claim.mention_id, []).append(claim.claim_id)
    made = [_step(some, by_mention) for some in steps.values()]
    return tuple(sorted(made, key=lambda step: (step.as_of or LATE, STATUSES.index(step.status), step.claims)))


def _step(told: Sequence[Telling], claims: Mapping[str, Sequence[str]]) -> HistoryStep:
    place = fuse_place(told)
    first = min(telling.article.order[0] for telling in told)
    return HistoryStep(
        status=told[0].mention.status,
        as_of=None if first == LATE else first,
        date=fuse_date(told)[0],
        place=place.name if place is not None else None,
        claims=tuple(sorted(each for telling in told for each in claims.get(telling.mention.mention_id, ()))),
    )
