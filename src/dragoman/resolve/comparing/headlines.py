"""What a headline says is what the first sentences below it tell in full, with day and parties.

In:  the title of an article, the frames of its mentions in text order. Out: for each of the headline the mention below
that tells it. Left to `frames`: what the headline takes over. Left to `scoring`: that the two are one event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.records.vocabulary import EventType
from dragoman.resolve.articles import Article

LEADS = 3  # sentences with events below the headline, among which it is told in full
COUNTED: frozenset[EventType] = frozenset(("ASSAULT", "INCIDENT"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Reads as: a mention says this much of what happened, and in these words."""

    mention_id: str
    sentence: int
    types: frozenset[EventType]
    group: str
    modes: frozenset[str]
    sources: frozenset[str]
    targets: frozenset[str]
    words: frozenset[str]
    triggers: frozenset[str]
    numbers: frozenset[float]


def find_leads(article: Article, told: Sequence[Told]) -> Mapping[str, str]:
    """Give for each act of a headline the mention id of the one below that tells it: the first that may be."""
    title = article.annotations.document.title
    if not title:
        return {}
    above = [each for each in told if each.sentence < len(title)]
    below = [each for each in told if each.sentence >= len(title)]
    firsts = sorted({each.sentence for each in below})[:LEADS]
    leads = [each for each in below if each.sentence in firsts]
    return {each.mention_id: found.mention_id for each in above for found in _first(_tellings(each, leads))}


def _first(tellings: Iterator[Told]) -> tuple[Told, ...]:
    found = next(tellings, None)
    return () if found is None else (found,)


def _tellings(headline: Told, leads: Sequence[Told]) -> Iterator[Told]:
    """Give those that may tell the headline in full."""
    for lead in leads:
        is_alike = lead.types == headline.types and lead.group == headline.group
        if is_alike and not _conflict(headline, lead):
            is_first = lead.sentence == leads[0].sentence
            is_force = headline.types <= COUNTED
            if (
                _is_act_of_force(headline, lead, is_first=is_first)
                if is_force
                else is_first and _is_act(headline, lead)
            ):
                yield lead


def _is_act_of_force(headline: Told, lead: Told, *, is_first: bool) -> bool:
    """Tell of one of several strikes that it is that of the headline: by what it hit, or first by the same word."""
    return _is_shared(headline, lead) or bool(is_first and headline.triggers & lead.triggers)


def _is_act(headline: Told, lead: Told) -> bool:
    """Tell "Managua frees guard" from "Nicaragua released the guard": one doer, and nothing that tells two kinds."""
    is_one_kind = not (headline.modes and lead.modes) or bool(headline.modes & lead.modes)
    return is_one_kind and bool(headline.sources & lead.sources)


def _conflict(headline: Told, lead: Told) -> bool:
    """Tell whether each names somebody on one side, and not the same: "Ardania bombs mill", "Belmark bombed"."""
    sides = ((headline.sources, lead.sources), (headline.targets, lead.targets))
    if any(one and other and one.isdisjoint(other) for one, other in sides):
        return True
    return bool(headline.sources & lead.targets or headline.targets & lead.sources)


def _is_shared(headline: Told, lead: Told) -> bool:
    """Tell whether they share a number of victims or a telling word."""
    return bool(headline.numbers & lead.numbers or headline.words & lead.words)
