"""Which mentions of agreements are of one: by parties, names, terms, kinds, and the day of a step.

In:  the agreement mentions of articles. Out: groups of mentions, made before events are put together, so that steps
of one agreement can be recognised.
Left to `agreements`: what becomes of a group.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.lexicons.load.agreement_words import load_agreement_words
from dragoman.lexicons.load.person_names import fold_word
from dragoman.lexicons.load.word_rarity import stem
from dragoman.records.mentions import AgreementMention
from dragoman.records.vocabulary import AgreementKind, Stage
from dragoman.resolve.articles import Article
from dragoman.resolve.comparing.frames import Days, read_interval
from dragoman.resolve.comparing.parties import party_code
from dragoman.resolve.comparing.rarity import rare_words

# What every name of an agreement may hold: it tells none from another.
DULL = frozenset(
    map(
        stem,
        ("the", "a", "an", "this", "that", "its", "their", "new", "agreement", "treaty", "deal", "accord", "pact",
         "framework", "memorandum", "understanding", "plan", "between", "with", "and", "for", "of", "on", "to", "in",
         "draft", "document", "bilateral", "year", "long", "term", "proposed", "final", "historic", "landmark",
         "signed", "joint", "mutual", "major", "such", "similar", "groundbreaking", "wide", "ranging", "sweeping",
         "key", "important", "significant", "declaration", "statement", "contract", "protocol", "convention",
         "truce", "ceasefire", "cease", "fire", "undertaking", "arrangement", "settlement", "charter", "compact", "day",
         "month", "week", "hour", "temporary", "brokered", "mediated", "sponsored", "backed", "immediate", "roadmap",
         "communique", "letter", "intent", "it", "from", "by", "their", "same", "earlier", "last", "multinational"),
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
MONTHS = frozenset(
    map(
        stem,
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"),
    )
)  # fmt: skip
# Nouns that an agreement of any kind may be called by.
LOOSE_NOUNS = frozenset(
    map(stem, ("agreement", "deal", "pact", "accord", "understanding", "arrangement", "undertaking", "settlement"))
)
# Nouns that name an agreement; a name without one says what is to be done: "reopen the border".
NOUNS = LOOSE_NOUNS | frozenset(
    map(
        stem,
        ("treaty", "convention", "covenant", "charter", "protocol", "partnership", "framework", "compact", "entente",
         "memorandum", "mou", "memoranda", "contract", "concession", "lease", "ceasefire", "truce", "armistice",
         "declaration", "communique", "communiqué", "roadmap", "statement", "letter", "cessation", "pause", "swap",
         "exchange", "accession", "map", "deals", "accords", "pacts", "agreements", "treaties", "fire"),
    )
)  # fmt: skip
# Kinds that a word tells from other agreements of the same parties.
OWN_FAMILIES = frozenset(("memorandum", "declaration", "contract", "ceasefire"))
YEAR_DIGITS = 4
APART_DAYS = 7  # signings told this far apart, under names that tell nothing, are of two agreements
MONTH_DAYS = 31
NEAR_DAYS = 1  # told of one act on days this far apart: time zones, the news of the day after
MAX_BUCKET = 60  # groups that share a trait and are looked at two by two
APPOSED_CHARS = 12  # "a pact, known as the Lisk Charter"
FAMILIES: Mapping[AgreementKind, str] = {
    "treaty": "treaty",
    "accord": "treaty",
    "memorandum": "memorandum",
    "declaration": "declaration",
    "contract": "contract",
    "ceasefire": "ceasefire",
    "other": "other",
}
# Stages of what was made already, and of what is only wanted.
BEGUN: tuple[Stage, ...] = ("in-force", "withdrawn")
OPENED: tuple[Stage, ...] = ("proposed", "negotiating")
WRONG_DAYS = 366  # stages told out of order by more are of two agreements; by less, of one that somebody dates wrongly
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
    """Reads as: these steps are of one agreement; `places` are words of its names that are places."""

    key: str
    codes: frozenset[str]
    steps: list[Step]
    names: frozenset[str]
    places: frozenset[str]
    terms: frozenset[int]
    family: str
    is_general: bool
    is_deed: bool

    @property
    def content(self) -> frozenset[str]:
        """Give the words that say what it is about: not where, not when."""
        return frozenset(word for word in self.names - self.places - MONTHS if not word.isdigit())


def group_agreements(articles: Sequence[Article]) -> list[list[Step]]:
    """Group the mentions that are of one agreement, sorted; those of fewer than two parties are left out."""
    by_parties: defaultdict[frozenset[str], list[Step]] = defaultdict(list)
    for article in articles:
        for mention in article.annotations.agreements:
            step = Step(article=article, mention=mention)
            codes = step_codes(step)
            if codes:
                by_parties[codes].append(step)
    groups: list[_Group] = []
    for parties in sorted(by_parties, key=sorted):
        groups += _group_pair(sorted(by_parties[parties], key=lambda step: step.order))
    return [sorted(group.steps, key=lambda step: step.order) for group in _join_groups(groups)]


def step_codes(step: Step) -> frozenset[str]:
    """Give the parties at the level of states; of two of one state ("two firms") each by itself; empty below two."""
    actors = [step.article.actors[each] for each in step.mention.parties if each in step.article.actors]
    codes = frozenset(party_code(actor) for actor in actors)
    if len(codes) == 1:
        codes = frozenset(actor.actor_id for actor in actors if actor.kind in ("organisation", "group"))
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
    folded = [fold_word(word.strip('.,;:()“”"')) for word in split_name(step.mention.name)]
    topics = load_agreement_words().topics
    words = {stem(topics.get(word, word)) for word in folded}
    parties = step.article.parties(step.mention.parties)
    nations = {word[:4] for party in parties for word in rare_words(f"{party.name} {party.country or ''}")}
    # a year tells one agreement from another ("the 1887 treaty"), a day or a number of years does not
    telling = {word for word in words if not word.isdigit() or len(word) == YEAR_DIGITS}
    names = frozenset(word for word in telling - DULL - GENERAL if word[:4] not in nations and len(word) > 1)
    places = {stem(fold_word(word)) for place in step.article.places.values() for word in split_name(place.name)}
    years = step.mention.duration_years
    is_deed = bool(folded) and not words & NOUNS
    family = "any" if words & LOOSE_NOUNS and step.mention.kind in ("treaty", "accord") else None
    return _Group(
        key=step.mention.mention_id,
        codes=step_codes(step),
        steps=[step],
        names=names,
        places=names & places,
        terms=frozenset((years,) if years else ()),
        family="any" if is_deed else family or FAMILIES[step.mention.kind],
        is_general=bool(words & GENERAL) and not is_deed,
        is_deed=is_deed,
    )


def split_name(name: str) -> list[str]:
    """Split a name into its words."""
    return re.split(r"[\s’'–-]+", name)


def _home(groups: Sequence[_Group], single: _Group) -> _Group | None:
    if single.names:
        return next((group for group in groups if _is_same(group, single)), None)
    fitting = [
        group
        for group in groups
        if _may_mean(group, single) and not _made_apart(group, single) and not _is_another_life(group, single)
    ]
    if single.family in OWN_FAMILIES:
        # "the ceasefire" is not the peace agreement that it led to
        fitting = [group for group in fitting if group.family == single.family or not group.content]
    # "the treaty" is the new one, not "the 2001 framework" that it replaces
    fitting = [group for group in fitting if not any(word.isdigit() for word in group.names)] or fitting
    if single.is_general or single.terms:
        # "cooperation agreement" and "20-year association treaty" are the one general treaty of the two
        general = [group for group in fitting if group.is_general or group.terms]
        fitting = general if single.is_general else general or fitting
    return _nearest(fitting, single)


def _made_apart(group: _Group, single: _Group) -> bool:
    """Tell two joint statements of two days, which no name tells from one another."""
    days = [day for step in group.steps if (day := _stated(step)) is not None]
    mine = _stated(single.steps[0])
    return mine is not None and bool(days) and all(day.gap(mine) > APART_DAYS for day in days)


def _is_another_life(one: _Group, other: _Group) -> bool:
    """Tell whether two of no common name would come to a life that no agreement has.

    "Signed an agreement on flights" when the arms treaty had long been in force; "proposed a peace treaty" years after
    another was signed.
    """
    if one.content & other.content:
        return False
    for mine, others in ((one, other), (other, one)):
        ends = [last for stage in BEGUN for _, last in _stage_days(others, stage)]
        begins = [first for first, _ in _stage_days(mine, "signed")]
        signings = [last for _, last in _stage_days(others, "signed")]
        opened = [first for stage in OPENED for first, _ in _stage_days(mine, stage)]
        if begins and ends and min(begins) > min(ends) + WRONG_DAYS:
            return True
        if opened and (ends or signings) and min(opened) > min(ends + signings) + WRONG_DAYS:
            return True
        if begins and signings and min(begins) > max(signings) + WRONG_DAYS:
            return True
    return False


def _stage_days(group: _Group, stage: Stage) -> list[tuple[int, int]]:
    """Give the first and last days at which steps put the group in the stage."""
    found = (read_interval(step.mention.date.interval) for step in group.steps if step.mention.stage == stage)
    return [(days.first, days.last) for days in found if days is not None]


def _stated(step: Step) -> Days | None:
    """Give the day of its signing where the words give one."""
    days = read_interval(step.mention.date.interval)
    is_fine = step.mention.stage == "signed" and step.mention.date.basis == "stated"
    return days if is_fine and days is not None and days.length <= NEAR_DAYS + 1 else None


def _is_same(group: _Group, other: _Group) -> bool:
    """Tell whether two telling names are of one agreement: a shared word or term, nothing against it."""
    return _may_mean(group, other) and bool(group.names & other.names or group.terms & other.terms)


def _may_mean(group: _Group, other: _Group) -> bool:
    if group.family != other.family and not {"other", "any"} & {group.family, other.family}:
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
    group.codes |= other.codes
    group.names |= other.names
    group.places |= other.places
    group.terms |= other.terms
    group.is_general = group.is_general or other.is_general
    group.is_deed = group.is_deed and other.is_deed
    if group.family in ("other", "any"):
        group.family = other.family


def _join_groups(groups: Sequence[_Group]) -> list[_Group]:
    """Join groups of the same or nested parties that a name, an article or the day of a step shows to be one."""
    buckets: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for position, group in enumerate(groups):
        for one, other in combinations(sorted(group.codes), 2):
            for trait in sorted(_traits(group)):
                buckets[one, other, trait].append(position)
    homes = list(range(len(groups)))
    for key in sorted(buckets):
        for left, right in combinations(buckets[key][:MAX_BUCKET], 2):
            mine, others = (groups[_find(homes, each)] for each in (left, right))
            if mine is others or not _are_one(mine, others):
                continue
            first, second = sorted((_find(homes, left), _find(homes, right)))
            _absorb(groups[first], groups[second])
            homes[second] = first
    return [group for position, group in enumerate(groups) if homes[position] == position]


def _find(homes: list[int], position: int) -> int:
    while homes[position] != position:
        position = homes[position]
    return position


def _traits(group: _Group) -> Iterator[str]:
    """Give what a group must share with another to be looked at beside it."""
    yield from (f"word:{word}" for word in group.names)
    for step in group.steps:
        if not group.content:
            yield f"document:{step.article.document_id}"
        days = _made(step)
        if days is not None:
            yield from (f"day:{day}" for day in range(days.first - NEAR_DAYS, days.last + NEAR_DAYS + 1))


def _made(step: Step) -> Days | None:
    """Give the days on which the agreement was made, where the step tells them to the month."""
    days = read_interval(step.mention.date.interval) if step.mention.stage in ("signed", "ready") else None
    return days if days is not None and days.length <= MONTH_DAYS else None


def _are_one(one: _Group, other: _Group) -> bool:
    if not (one.codes <= other.codes or other.codes <= one.codes) or not _may_mean(one, other):
        return False
    if _is_another_life(one, other):
        return False
    is_deed = one.is_deed or other.is_deed
    if not is_deed and any(_stand_apart(left, right) for left in one.steps for right in other.steps):
        return False
    if one.content & other.content and not is_deed:
        return one.codes != other.codes or bool(one.names & other.names)
    in_one = {step.article.document_id for step in one.steps} & {step.article.document_id for step in other.steps}
    if one.codes != other.codes and in_one and not (one.content and other.content) and not is_deed:
        return True
    if not _made_together(one, other):
        return False
    if one.is_deed and other.is_deed:
        # the headline and the text tell one agreement in other words
        return bool(in_one) or bool(one.content & other.content)
    return not (one.content and other.content) or (one.is_deed != other.is_deed and bool(in_one))


def _made_together(one: _Group, other: _Group) -> bool:
    days, others = ([day for step in group.steps if (day := _made(step)) is not None] for group in (one, other))
    return any(left.gap(right) <= NEAR_DAYS for left in days for right in others)


def _stand_apart(left: Step, right: Step) -> bool:
    """Tell "signed a fisheries treaty and an air pact" from "a pact, the Lisk Charter"."""
    one, other = sorted((left.mention, right.mention), key=lambda mention: mention.span)
    if (
        left.article.document_id != right.article.document_id
        or one.sentence != other.sentence
        or one.span == other.span
    ):
        return False
    start = one.sentence.span.start
    between = one.sentence.exact[one.span.end - start : other.span.start - start]
    return len(between) > APPOSED_CHARS or " and " in between or " & " in between or " or " in between
