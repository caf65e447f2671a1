"""Fill in what a mention leaves to what stands beside it: parties of the agreement, days of a named occasion.

In:  annotations, linked and dated. Out: the same with fuller event and agreement mentions; nothing that is told is
changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.records.mentions import AgreementMention, Annotations, EventMention
from dragoman.records.times import NO_DATE, UNKNOWN_INTERVAL, EventDate
from dragoman.records.vocabulary import HAPPENED, EventType
from dragoman.resolve.comparing.parties import party_code
from dragoman.resolve.dating.occasions import find_occasion
from dragoman.resolve.dating.sessions import find_session

# Steps of an agreement that its parties take together.
JOINT_TYPES: frozenset[EventType] = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE"))
JOINT_STAGES = frozenset(("negotiating", "ready", "planned-signature", "signed"))


def complete(annotations: Annotations) -> Annotations:
    """Fill in a document's events and agreements."""
    dated = tuple(_date_event(annotations, event) for event in annotations.events)
    told = (_date_agreement(annotations, mention) for mention in annotations.agreements)
    agreements = _with_parties(annotations, told)
    steps = {mention.event: mention for mention in agreements if mention.event}
    events = tuple(_add_parties(annotations, event, steps) for event in dated)
    if events == annotations.events and agreements == annotations.agreements:
        return annotations
    return replace(annotations, events=events, agreements=agreements)


def _with_parties(annotations: Annotations, mentions: Iterable[AgreementMention]) -> tuple[AgreementMention, ...]:
    """Give "the deal" the parties of the agreement told last that has two, where it names none but one of them."""
    codes = {each.mention_id: party_code(each) for each in annotations.actors}
    last: tuple[str, ...] = ()
    filled = []
    for mention in mentions:
        own = {codes[each] for each in mention.parties if each in codes}
        if len(own) > 1:
            last = mention.parties
        elif last and own <= {codes[each] for each in last if each in codes}:
            mention = replace(mention, parties=last)  # noqa: PLW2901 - the same mention, with its parties
        filled.append(mention)
    return tuple(filled)


def _date_event(annotations: Annotations, event: EventMention) -> EventMention:
    session = find_session(annotations, event)
    if session is not None:
        return replace(event, date=session)
    if event.date.interval != UNKNOWN_INTERVAL or event.time is not None:
        return event
    is_ahead = event.status not in HAPPENED
    occasion = find_occasion(event.sentence, event.span, annotations.published.interval, is_ahead=is_ahead)
    if occasion is None:
        return event
    return replace(event, date=EventDate(interval=occasion.interval, basis="inferred"))


def _date_agreement(annotations: Annotations, mention: AgreementMention) -> AgreementMention:
    is_ahead = mention.stage == "planned-signature"
    if is_ahead and mention.date.basis == "publication":
        # it is planned when the article is written, but not for then
        mention = replace(mention, date=NO_DATE)
    if mention.date.interval != UNKNOWN_INTERVAL or mention.time is not None:
        return mention
    occasion = find_occasion(mention.sentence, mention.span, annotations.published.interval, is_ahead=is_ahead)
    if occasion is None:
        return mention
    return replace(mention, date=EventDate(interval=occasion.interval, basis="inferred"))


def _add_parties(annotations: Annotations, event: EventMention, steps: Mapping[str, AgreementMention]) -> EventMention:
    """Give an event that is a step of an agreement the parties of that, where it names but one of them.

    "Orsk is ready to finalise the deal": with whom stands in the sentence before.
    """
    step = steps.get(event.mention_id)
    if step is None or step.stage not in JOINT_STAGES or event.event_type not in JOINT_TYPES or event.targets:
        return event
    codes = {each.mention_id: party_code(each) for each in annotations.actors}
    own = {codes[each] for each in event.sources if each in codes}
    added = tuple(each for each in step.parties if each in codes and codes[each] not in own)
    if len(own) > 1 or not added or (own and not own & {codes[each] for each in step.parties if each in codes}):
        return event
    return replace(event, sources=(*event.sources, *added))
