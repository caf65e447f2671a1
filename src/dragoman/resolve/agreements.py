"""One agreement under all its names, with its stages: negotiated, ready, planned, signed, in force, left.

In:  the agreement mentions of articles. Out: groups of mentions (before events are put together, so that steps of
one agreement can be recognised), then `Agreement`s tied to their events.
Left to `contradictions`: stages out of order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.lexicons.load.person_names import fold_word
from dragoman.lexicons.load.word_rarity import stem
from dragoman.records.entities import Agreement, AgreementStage, Party
from dragoman.records.mentions import AgreementMention
from dragoman.records.spans import Evidence, make_id
from dragoman.records.times import NO_DATE, EventDate
from dragoman.records.vocabulary import STAGES, AgreementKind, Stage
from dragoman.resolve.articles import LATE, Article, as_party
from dragoman.resolve.frames import Days, read_interval
from dragoman.resolve.parties import party_code
from dragoman.resolve.rarity import rare_words
from dragoman.resolve.sides import party_key

# What every name of an agreement may hold: it tells none from another.
DULL = frozenset(
    map(
        stem,
        ("the", "a", "an", "this", "that", "its", "their", "new", "agreement", "treaty", "deal", "accord", "pact",
         "framework", "memorandum", "understanding", "plan", "between", "with", "and", "for", "of", "on", "to", "in",
         "draft", "document", "bilateral", "year", "long", "term", "proposed", "final", "historic", "landmark",
         "signed", "joint", "mutual", "major", "such", "similar", "groundbreaking", "wide", "ranging", "sweeping",
         "key", "important", "significant", "declaration", "statement", "contract", "protocol", "convention"),
    )
)  # fmt: skip
# What the one great treaty of two states is called by turns: "cooperation agreement", "strategic partnership".
GENERAL = frozenset(
    map(
        stem,
        ("comprehensive", "cooperation", "strategic", "partnership", "association", "friendship", "basic", "general",
         "broad", "alliance", "relations", "bilateral", "good", "neighbourliness", "neighborliness"),
    )
)  # fmt: skip
FAMILIES: Mapping[AgreementKind, str] = {
    "treaty": "treaty",
    "accord": "treaty",
    "memorandum": "memorandum",
    "declaration": "declaration",
    "contract": "contract",
    "ceasefire": "ceasefire",
    "other": "other",
}
LIFE_DAYS = 4 * 366  # mentions without a telling word further apart than this are of two agreements


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Reads as: this article puts the agreement in a stage."""

    article: Article
    mention: AgreementMention

    @property
    def order(self) -> tuple[str, str]:
        """Sort by day of publication, then mention."""
        return self.article.order[0], self.mention.mention_id


@dataclass(slots=True)
class _Group:
    key: str
    steps: list[Step]
    names: frozenset[str]
    terms: frozenset[int]
    family: str
    is_general: bool


def group_agreements(articles: Sequence[Article]) -> list[list[Step]]:
    """Group the mentions that are of one agreement, sorted; those of fewer than two parties are left out."""
    by_parties: defaultdict[frozenset[str], list[Step]] = defaultdict(list)
    for article in articles:
        for mention in article.annotations.agreements:
            codes = _codes(article, mention)
            if codes:
                by_parties[codes].append(Step(article=article, mention=mention))
    groups: list[list[Step]] = []
    for parties in sorted(by_parties, key=sorted):
        steps = sorted(by_parties[parties], key=lambda step: step.order)
        groups += [group.steps for group in _group_pair(steps)]
    return groups


def _codes(article: Article, mention: AgreementMention) -> frozenset[str]:
    codes = frozenset(party_code(article.actors[each]) for each in mention.parties if each in article.actors)
    return codes if len(codes) > 1 else frozenset()


def _group_pair(steps: Sequence[Step]) -> list[_Group]:
    """Group the steps of one pair: by telling names, then the one general treaty; "the pact" goes where it fits."""
    told = [_single(step) for step in steps]
    groups: list[_Group] = []
    for tier in (_is_telling, _is_general, _is_bare):
        for each in (single for single in told if tier(single)):
            home = _home(groups, each)
            if home is None:
                groups.append(each)
            else:
                _absorb(home, each)
    return groups


def _is_telling(single: _Group) -> bool:
    return bool(single.names)


def _is_general(single: _Group) -> bool:
    return not single.names and (single.is_general or bool(single.terms))


def _is_bare(single: _Group) -> bool:
    return not (_is_telling(single) or _is_general(single))


def _single(step: Step) -> _Group:
    words = {stem(fold_word(word.strip('.,;:()“”"'))) for word in _split(step.mention.name)}
    parties = step.article.parties(step.mention.parties)
    nations = {word[:4] for party in parties for word in rare_words(f"{party.name} {party.country or ''}")}
    # a year tells one agreement from another ("the 1951 treaty"), a day or a number of years does not
    telling = {word for word in words if not word.isdigit() or len(word) == 4}
    names = frozenset(word for word in telling - DULL - GENERAL if word[:4] not in nations and len(word) > 1)
    years = step.mention.duration_years
    terms = frozenset((years,) if years else ())
    is_general = bool(words & GENERAL)
    return _Group(step.mention.mention_id, [step], names, terms, FAMILIES[step.mention.kind], is_general)


def _split(name: str) -> list[str]:
    return re.split(r"[\s’'–-]+", name)


def _home(groups: Sequence[_Group], single: _Group) -> _Group | None:
    if single.names:
        return next((group for group in groups if _is_same(group, single)), None)
    fitting = [group for group in groups if _may_mean(group, single)]
    if single.is_general or single.terms:
        # "cooperation agreement" and "20-year association treaty" are the one general treaty of the two
        fitting = [group for group in fitting if group.is_general or group.terms]
    return _nearest(fitting, single)


def _is_same(group: _Group, other: _Group) -> bool:
    """Tell whether two telling names are of one agreement: a shared word or term, nothing against it."""
    return _may_mean(group, other) and bool(group.names & other.names or group.terms & other.terms)


def _may_mean(group: _Group, other: _Group) -> bool:
    if group.family != other.family and "other" not in (group.family, other.family):
        return False
    if group.terms and other.terms and not group.terms & other.terms:
        return False
    years, others = (frozenset(word for word in each.names if word.isdigit()) for each in (group, other))
    return not (years and others and not years & others)


def _nearest(fitting: Sequence[_Group], single: _Group) -> _Group | None:
    """Give the agreement that "the pact" means: of its article, else the one nearest in time."""
    document_id = single.steps[0].article.document_id
    here = [group for group in fitting if any(step.article.document_id == document_id for step in group.steps)]
    when = _day(single.steps[0])
    near = here or [group for group in fitting if when is None or _distance(group, when) <= LIFE_DAYS]
    if not near:
        return None
    return min(near, key=lambda group: (_distance(group, when) if when is not None else 0, group.key))


def _day(step: Step) -> int | None:
    days: Days | None = read_interval(step.mention.date.interval) or read_interval(step.article.published.interval)
    return days.first if days is not None else None


def _distance(group: _Group, when: int) -> int:
    days = [day for step in group.steps if (day := _day(step)) is not None]
    return min((abs(day - when) for day in days), default=0)


def _absorb(group: _Group, other: _Group) -> None:
    group.steps.extend(other.steps)
    group.names |= other.names
    group.terms |= other.terms
    group.is_general = group.is_general or other.is_general
    if group.family == "other":
        group.family = other.family


def fuse_agreements(groups: Iterable[Sequence[Step]], event_ids: Mapping[str, str]) -> tuple[Agreement, ...]:
    """Make the agreements; `event_ids` holds the event of each event mention."""
    fused = [_fuse(sorted(group, key=lambda step: step.order), event_ids) for group in groups]
    fused = [replace(each, replaces_id=_replaced(each, fused)) if each.replaces else each for each in fused]
    return tuple(sorted(fused, key=lambda agreement: agreement.agreement_id))


def _replaced(agreement: Agreement, others: Sequence[Agreement]) -> str | None:
    """Find the agreement that another replaces: of the same parties, of the year or the telling words named."""
    told = {stem(fold_word(word)) for word in _split(agreement.replaces or "")} - DULL - GENERAL
    parties = {party.actor_id for party in agreement.parties}
    found = []
    for other in others:
        if other.agreement_id == agreement.agreement_id or {party.actor_id for party in other.parties} != parties:
            continue
        words = {stem(fold_word(word)) for name in other.names for word in _split(name)}
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
    return make_id("agreement", min(step.order for step in group)[1])


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
