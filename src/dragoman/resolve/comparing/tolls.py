"""The dead and wounded of a deed, counted a sentence after it: "Shells hit a mill. Four were killed".

In:  the events of an article. Out: of each such count the mention that it is the toll of.
Left to `frames`: what a toll takes over. Left to `scoring`: that the two are one event.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.lexicons.load.counted_things import load_counted_things
from dragoman.records.mentions import EventMention
from dragoman.records.vocabulary import HAPPENED, EventType
from dragoman.resolve.articles import Article
from dragoman.resolve.comparing.rarity import trigger_stems

TOLLS: frozenset[EventType] = frozenset(("ASSAULT", "INCIDENT"))
NOT_DONE = frozenset(("planned", "possible", "denied"))
FATES = ("dead", "hurt")
NEAR = 160  # characters between the two sentences: one short sentence may stand between


def find_deeds(article: Article) -> Mapping[str, str]:
    """Give for each toll the mention id of its deed, told last before it and near."""
    found: dict[str, str] = {}
    deeds: list[EventMention] = []
    for event in article.events.values():
        if event.event_type not in TOLLS or event.status in NOT_DONE:
            continue
        if event.status not in HAPPENED or not _is_toll(event, article):
            deeds.append(event)
            continue
        told = [deed for deed in deeds if _is_near(deed, event)]
        if told and not _has_toll(told[-1], article):
            # "bombed a depot, two days after Belmark had attacked": the dead are those of what the sentence tells first
            found[event.mention_id] = next(each for each in told if each.sentence == told[-1].sentence).mention_id
    return found


def _is_toll(event: EventMention, article: Article) -> bool:
    """Tell whether it says nothing but how many died or were hurt: nobody does it, nobody is named, no day is told."""
    if event.sources or event.time is not None or not event.targets:
        return False
    fates = load_counted_things().fates
    if not any(fates.get(each) in FATES for each in trigger_stems(event.exact)):
        return False
    hurt = [article.actors[each] for each in event.targets if each in article.actors]
    return all(each.mention_type == "NOM" and each.kind != "state" for each in hurt) and _is_counted(event, article)


def _is_counted(event: EventMention, article: Article) -> bool:
    """Tell whether its targets are a number of people."""
    spans = [article.actors[each].span for each in event.targets if each in article.actors]
    figures = [each.span for each in article.figures.values() if each.figure_class == "count"]
    return any(span.overlaps(figure) for span in spans for figure in figures)


def _has_toll(deed: EventMention, article: Article) -> bool:
    """Tell whether the deed's own sentence counts its dead: "killing 31 people"."""
    return bool(deed.sources) and _is_counted(deed, article)


def _is_near(deed: EventMention, toll: EventMention) -> bool:
    gap = toll.sentence.span.start - deed.sentence.span.end
    return deed.span.start < toll.span.start and gap <= NEAR
