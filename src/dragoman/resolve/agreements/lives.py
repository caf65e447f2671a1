"""One agreement under all its names, with its stages: negotiated, ready, planned, signed, in force, left.

In:  groups of mentions, each of one agreement. Out: `Agreement`s tied to their events.
Left to `agreements_grouping`: which mentions are one. Left to `contradictions`: stages out of order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.lexicons.load.person_names import fold_word
from dragoman.lexicons.load.word_rarity import stem
from dragoman.records.entities import Agreement, AgreementStage, Party
from dragoman.records.ids import agreement_id as make_agreement_id
from dragoman.records.spans import Evidence
from dragoman.records.times import NO_DATE, EventDate
from dragoman.records.vocabulary import STAGES, AgreementKind, Stage
from dragoman.resolve.agreements.grouping import DULL, GENERAL, Step, split_name, step_codes
from dragoman.resolve.articles import LATE, as_party
from dragoman.resolve.comparing.frames import read_interval
from dragoman.resolve.comparing.parties import party_code
from dragoman.resolve.fusing.sides import party_key

RARELY = 0.2  # share of the tellings of the party named most: who is named more rarely is none


def fuse_agreements(groups: Iterable[Sequence[Step]], event_ids: Mapping[str, str]) -> tuple[Agreement, ...]:
    """Make the agreements; `event_ids` holds the event of each event mention."""
    fused = [_fuse(sorted(group, key=lambda step: step.order), event_ids) for group in groups]
    fused = [replace(each, replaces_id=_replaced(each, fused)) if each.replaces else each for each in fused]
    return tuple(sorted(fused, key=lambda agreement: agreement.agreement_id))


def _replaced(agreement: Agreement, others: Sequence[Agreement]) -> str | None:
    """Find the agreement that another replaces: of the same parties, of the year or the telling words named."""
    told = {stem(fold_word(word)) for word in split_name(agreement.replaces or "")} - DULL - GENERAL
    parties = {party.actor_id for party in agreement.parties}
    found = []
    for other in others:
        if other.agreement_id == agreement.agreement_id or {party.actor_id for party in other.parties} != parties:
            continue
        words = {stem(fold_word(word)) for name in other.names for word in split_name(name)}
        words |= {(stage.date.interval.earliest or "")[:4] for stage in other.stages if stage.stage == "signed"}
        if told & words:
            found.append(other.agreement_id)
    return found[0] if len(found) == 1 else None


def agreement_keys(groups: Iterable[Sequence[Step]]) -> dict[str, frozenset[str]]:
    """Give for each event mention the keys of the agreements that it is a step of."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        key = _agreement_id(group)
        for step in group:
            if step.mention.event is not None:
                keys[step.mention.event].add(key)
    return {mention_id: frozenset(some) for mention_id, some in keys.items()}


def _agreement_id(group: Sequence[Step]) -> str:
    return make_agreement_id(min(step.order for step in group)[1])


def _fuse(steps: Sequence[Step], event_ids: Mapping[str, str]) -> Agreement:
    kinds: Counter[AgreementKind] = Counter(step.mention.kind for step in steps if step.mention.kind != "other")
    terms = Counter(step.mention.duration_years for step in steps if step.mention.duration_years)
    replaced = next((step.mention.replaces for step in steps if step.mention.replaces is not None), None)
    return Agreement(
        agreement_id=_agreement_id(steps),
        names=tuple(sorted({step.mention.name for step in steps})),
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else "other",
        parties=_parties(steps),
        duration_years=min(terms, key=lambda term: (-terms[term], term)) if terms else None,
        replaces=replaced.exact if replaced is not None else None,
        replaces_id=None,
        replaces_evidence=replaced,
        stages=_stages(steps, event_ids),
    )


def _parties(steps: Sequence[Step]) -> tuple[Party, ...]:
    """Give the parties; of a country its state, where any mention names it."""
    found: defaultdict[str, list[Party]] = defaultdict(list)
    for step in steps:
        for actor in (step.article.actors[each] for each in step.mention.parties if each in step.article.actors):
            found[party_code(actor)].append(as_party(actor))
    named = Counter(code for step in steps for code in step_codes(step))
    # "Ardania, Belmark and Corvia said": who stands beside in one telling of many is no party
    least = max(named.values(), default=0) * RARELY
    kept = {code for code in named if named[code] >= least} if len(named) > 2 else set(found)
    found = defaultdict(list, {code: some for code, some in found.items() if code in kept} or found)
    chosen = (min(some, key=lambda each: (each.kind != "state", *party_key(each))) for some in found.values())
    return tuple(sorted(chosen, key=party_key))


def _stages(steps: Sequence[Step], event_ids: Mapping[str, str]) -> tuple[AgreementStage, ...]:
    """Make one stage of all steps that tell the same one at a compatible date, the finely dated first."""
    groups: dict[Stage, list[list[Step]]] = {}
    for step in sorted(steps, key=lambda each: (_vagueness(each), each.order)):
        some = groups.setdefault(step.mention.stage, [])
        home = next((group for group in some if _is_one_time(group[0], step)), None)
        if home is None:
            some.append([step])
        else:
            home.append(step)
    stages = [_stage(stage, group, event_ids) for stage, some in groups.items() for group in some]
    return tuple(sorted(stages, key=_stage_key))


def _stage_key(stage: AgreementStage) -> tuple[str, int, str, tuple[Evidence, ...]]:
    interval = stage.date.interval
    return (
        interval.earliest or interval.latest or LATE,
        STAGES.index(stage.stage),
        interval.latest or LATE,
        stage.printed,
    )


def _vagueness(step: Step) -> int:
    days = read_interval(step.mention.date.interval)
    return days.length if days is not None else 10**6


def _is_one_time(one: Step, other: Step) -> bool:
    left, right = read_interval(one.mention.date.interval), read_interval(other.mention.date.interval)
    if left is None or right is None:
        return True
    return left.gap(right) <= (2 if "publication" in (one.mention.date.basis, other.mention.date.basis) else 1)


def _stage(stage: Stage, steps: Sequence[Step], event_ids: Mapping[str, str]) -> AgreementStage:
    told = sorted(steps, key=lambda step: step.order)
    dated = [step.mention.date for step in steps if read_interval(step.mention.date.interval) is not None]
    best: EventDate = min(dated, key=_date_key) if dated else NO_DATE
    places = Counter(
        step.article.places[step.mention.place].name
        for step in told
        if step.mention.place and step.mention.place in step.article.places
    )
    events = Counter(event_ids[each] for step in told if (each := step.mention.event) is not None and each in event_ids)
    return AgreementStage(
        stage=stage,
        date=best,
        place=min(places, key=lambda name: (-places[name], name)) if places else None,
        event_id=min(events, key=lambda each: (-events[each], each)) if events else None,
        printed=tuple(sorted({_printed(step) for step in told})),
        sentences=tuple(sorted({step.mention.sentence for step in told})),
    )


def _date_key(date: EventDate) -> tuple[bool, int, str]:
    days = read_interval(date.interval)
    return date.basis == "publication", days.length if days else 0, date.interval.earliest or LATE


def _printed(step: Step) -> Evidence:
    return Evidence(document_id=step.article.document_id, span=step.mention.span, exact=step.mention.exact)
