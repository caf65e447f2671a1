"""Find what one tells and another denies: a denial of its own event, and "Ardania denied it" right after the charge.

In:  a dossier. Out: contradictions of kind `conflict` and field `status`, each once.
Left to `disputes`: events that exclude each other without a denial.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dragoman.records.entities import Contradiction, Event, Side
from dragoman.records.mentions import EventMention
from dragoman.records.vocabulary import EVENT_TYPES, HAPPENED, EventType
from dragoman.resolve.articles import LATE, Article
from dragoman.resolve.comparing.frames import FINE_DAYS, Days, read_interval
from dragoman.resolve.comparing.obstacles import CLOSE_TYPES
from dragoman.resolve.comparing.parties import party_code
from dragoman.resolve.comparing.rarity import trigger_stems
from dragoman.resolve.contradicting.evidence import Dossier, codes_of, contradict, describe, telling_words_of, words_of

TRIED = 24  # asserted acts of a doer, next in the order of telling, that a denial is held against
ONE_TIME_DAYS = 1  # days by which two tellings of one act may differ
REPLY_CHARACTERS = 400  # within which "Ardania denied both" answers what was told before it
LEAST_WORDS = 2  # telling words in common where nothing says that charge and denial are of the same parties
WHY = "told by one, denied by another"
# Words for saying that it is not so, as stems; "rejected" alone may be of an offer.
DENYING = frozenset(("den", "deni", "denial", "denied", "deny", "refut", "contradict", "disput"))
REJECTING = frozenset(("reject", "rejection", "dismiss"))  # "dismissed 27 employees", "rejected appeals"
CHARGES = frozenset(
    ("accusation", "allegation", "charg", "claim", "report", "assertion", "suggestion", "accus", "statement", "denial")
)
# What takes up a charge: "denied both", "denied any involvement".
TAKING_UP = frozenset(("it", "both", "them", "involvement", "responsibility", "wrongdoing", "role"))
REACH = 4  # words after the denial in which that stands
LATE_DENIAL_DAYS = 31  # after which a denial that another article tells is of another act, unless more says so
_WORD = re.compile(r"[^\W\d_]+")
# What is said is answered, not denied: only acts are.
SAYINGS: frozenset[EventType] = frozenset(("REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONSULT", "OFFICE"))


def find_denials(dossier: Dossier) -> Iterator[Contradiction]:
    """Find all acts that are told and denied."""
    asserted: defaultdict[tuple[str, EventType], list[Event]] = defaultdict(list)
    for event in sorted(dossier.events.values(), key=_day_key):
        if event.status in (*HAPPENED, "alleged"):
            for code in sorted(codes_of(event.sources)):
                asserted[code, event.event_type].append(event)
    for denied in sorted(dossier.events.values(), key=_day_key):
        # "agreed not to contest the fines": what was not rejected is no charge answered
        if denied.status == "denied" and denied.event_type != "REJECT":
            codes = sorted(codes_of(denied.sources))
            types = (each for each in EVENT_TYPES if each != "REJECT" and _is_one_type(each, denied.event_type))
            yield from _match(dossier, denied, [asserted.get((code, each), []) for each in types for code in codes])
    event_of = {mention_id: event for event in dossier.events.values() for mention_id in event.mention_ids}
    for article in dossier.library.articles:
        yield from _replies(article, event_of)


def _day_key(event: Event) -> tuple[str, str]:
    return event.date.interval.earliest or "9999", event.event_id


# -- denials that name the act ---------------------------------------------------------------------------------


def _match(dossier: Dossier, denied: Event, asserted: Sequence[Sequence[Event]]) -> Iterator[Contradiction]:
    """Hold what is denied against the likeliest of what its doer is told or charged to have done."""
    near = {
        event.event_id: event
        for events in asserted
        for event in _nearest(events, denied)
        if event.about != denied.event_id  # the denial itself asserts nothing of what it denies
    }
    likeness = {event_id: _likeness(dossier, denied, event) for event_id, event in near.items()}
    best = max(near, key=lambda event_id: (likeness[event_id], event_id), default=None)
    if best is None or likeness[best] <= 0:
        return
    sides = [_told_side(dossier, near[best]), _told_side(dossier, denied)]
    yield contradict("conflict", describe(near[best]), "status", best, sides, WHY)


def _nearest(events: Sequence[Event], denied: Event) -> Sequence[Event]:
    """Give the acts nearest in time, and the last of those that nobody dates: they are sorted to the end."""
    start = bisect_left(events, _day_key(denied), key=_day_key)
    near = events[max(0, start - TRIED // 2) : start + TRIED // 2]
    return [*near, *(event for event in events[-TRIED:] if event.date.interval.earliest is None)]


def _is_one_type(one: EventType, other: EventType) -> bool:
    return one == other or frozenset((one, other)) in CLOSE_TYPES


def _likeness(dossier: Dossier, denied: Event, told: Event) -> float:
    """Say how surely a denial is of this event: 0 where days, doers, targets or words are against it."""
    one, other = _told_days(denied), _told_days(told)
    if one is not None and other is not None and one.gap(other) > ONE_TIME_DAYS and one.length <= FINE_DAYS:
        return 0.0
    targets, targets_too = codes_of(denied.targets), codes_of(told.targets)
    if (targets and targets_too and not targets & targets_too) or _by_others(denied, told):
        return 0.0
    is_together = not dossier.documents(denied).isdisjoint(dossier.documents(told))
    shared = len(telling_words_of(dossier, denied) & telling_words_of(dossier, told))
    if (
        not is_together
        and _is_out_of_time(dossier, denied, told)
        and not (targets & targets_too and shared >= LEAST_WORDS)
    ):
        return 0.0
    is_same = denied.event_type == told.event_type and (targets == targets_too or is_together)
    # who is charged by Belmark with an act against it denies it to Belmark
    is_answer = bool(codes_of(told.attributed_to) & targets)
    if shared < (1 if is_same or is_answer else LEAST_WORDS) and not (is_same and is_together):
        return 0.0
    return shared + (0.5 if is_together else 0.0)


def _by_others(one: Event, other: Event) -> bool:
    """Tell whether the doers of both are persons, and others: what Holt denies is not what Vale did."""
    persons, others = ({party.actor_id for party in each.sources if party.kind == "person"} for each in (one, other))
    return bool(persons and others and not persons & others)


def _is_out_of_time(dossier: Dossier, denied: Event, told: Event) -> bool:
    """Tell whether the denial is of before the act, or of long after it; of what nobody dates its telling counts."""
    one, other = (read_interval(each.date.interval) or _written(dossier, each) for each in (denied, told))
    if one is None or other is None or denied.date.basis in ("stated", "inferred"):
        return False
    return one.last + ONE_TIME_DAYS < other.first or one.first - other.last > LATE_DENIAL_DAYS


def _written(dossier: Dossier, event: Event) -> Days | None:
    """Give the days on which the first article that tells an event was written."""
    published, homes = dossier.library.published, dossier.library.homes
    first = min(event.mention_ids, key=lambda each: (published[homes[each]].earliest or LATE, each))
    return read_interval(published[homes[first]])


def _told_days(event: Event) -> Days | None:
    """Give the days of an act as told: the day of its denial is not the day on which it would have been."""
    is_news_of_denial = event.status == "denied" and event.date.basis == "publication"
    return None if is_news_of_denial else read_interval(event.date.interval)


def _told_side(dossier: Dossier, event: Event) -> Side:
    who = " and ".join(party.name for party in event.attributed_to)
    value = f"{event.status} ({who})" if who else event.status
    return Side(value=value, printed=words_of(dossier.told(event)))


# -- denials of what was just told -----------------------------------------------------------------------------


def _replies(article: Article, event_of: Mapping[str, Event]) -> Iterator[Contradiction]:
    """Find "Belmark accused Ardania of jamming its radar. Ardania denied it": the denial names no act.

    `event_of` holds the event of each mention.
    """
    # what the article's own discrepancies show already
    shown = [side for each in article.annotations.discrepancies if each.field == "statement" for side in each.sides]
    for mention in article.events.values():
        if not may_reply(mention) or not _denies(mention):
            continue
        if any(side.span.overlaps(mention.sentence.span) for side in shown):
            continue
        told = _answered(article, mention, is_anaphoric=_takes_up(mention))
        event = event_of.get(told.mention_id) if told is not None else None
        if told is None or event is None:
            continue
        who = " and ".join(party.name for party in article.parties(mention.sources))
        sides = [
            Side(value=told.status, printed=(told.sentence,)),
            Side(value=f"denied ({who})", printed=(mention.sentence,)),
        ]
        yield contradict("conflict", describe(event), "status", event.event_id, sides, WHY)


def may_reply(mention: EventMention) -> bool:
    """Tell whether a mention may deny what was just told: it rejects, and names no act."""
    return mention.event_type == "REJECT" and mention.status in HAPPENED and not mention.about


def _denies(mention: EventMention) -> bool:
    """Tell whether the words say that it is not so; "rejected" only with a charge after it."""
    stems = set(trigger_stems(mention.exact))
    after = _words_after(mention)[:REACH]
    return bool(stems & DENYING) or bool(stems & REJECTING and CHARGES.intersection(trigger_stems(" ".join(after))))


def _words_after(mention: EventMention) -> list[str]:
    after = mention.sentence.exact[mention.span.end - mention.sentence.span.start :]
    return [word.casefold() for word in _WORD.findall(after)]


def _takes_up(mention: EventMention) -> bool:
    """Tell "denied it", "denied the charge", "denied both" from "denied that its budget was in danger"."""
    words = _words_after(mention)[:REACH]
    if not words or set(words) & TAKING_UP or set(trigger_stems(" ".join(words))) & CHARGES:
        return True
    return words[0] in ("that", "this") and (len(words) == 1 or words[1] in ("as", "and", "but"))


def _answered(article: Article, reply: EventMention, *, is_anaphoric: bool) -> EventMention | None:
    """Give the act told last before a denial, by the one who denies; None where none is near.

    A denial that takes it up answers a charge of the sentences before; another only a charge of its own sentence:
    "amid a stand-off, it denied a visit" leaves the stand-off as it is.
    """
    deniers = _codes(article, reply.sources)
    before = [
        event
        for event in article.events.values()
        if event.span.end <= reply.span.start
        and reply.span.start - event.span.end <= REPLY_CHARACTERS
        and event.event_type not in SAYINGS
        and event.event_type != "ACCUSE"
        and ((event.sentence == reply.sentence and is_anaphoric) or event.status == "alleged")
        and (event.sentence == reply.sentence or is_anaphoric)
        and event.status in (*HAPPENED, "alleged")
        and deniers & _codes(article, event.sources)
    ]
    # what was charged is denied before what was merely told
    return max(before, key=lambda event: (event.status == "alleged", event.span.start), default=None)


def _codes(article: Article, mention_ids: Sequence[str]) -> set[str]:
    return {party_code(article.actors[each]) for each in mention_ids if each in article.actors}
