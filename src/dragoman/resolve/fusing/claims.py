"""Say what each mention claims of its event, field by field, each with the very words.

In:  an event mention in its article. Out: `Claim`s; their ids do not depend on the event that they end up in.
Left to `fusion`: which of them the event shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records.entities import Claim, Party
from dragoman.records.ids import claim_id
from dragoman.records.mentions import ActorMention, EventMention
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.times import Interval
from dragoman.records.vocabulary import HAPPENED, ClaimField
from dragoman.resolve.articles import Article
from dragoman.resolve.dating.occasions import Occasion, find_occasion


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """Reads as: this value, in these words, and further words it rests on."""

    field: ClaimField
    value: str
    evidence: Evidence
    support: tuple[Evidence, ...] = ()
    why: tuple[str, ...] = ()


def build_claims(article: Article, mention: EventMention, event_id: str) -> tuple[Claim, ...]:
    """Give the claims of a mention, in the order of their fields."""
    attributed_to = article.said_by(mention)
    claims: dict[str, Claim] = {}
    for words in _iter_words(article, mention):
        claim = _build(mention, words, event_id, attributed_to)
        claims.setdefault(claim.claim_id, claim)
    return tuple(claims.values())


def _build(mention: EventMention, words: _Words, event_id: str, attributed_to: tuple[Party, ...]) -> Claim:
    return Claim(
        claim_id=claim_id(mention.mention_id, words.field, words.value, words.evidence.span),
        event_id=event_id,
        mention_id=mention.mention_id,
        field=words.field,
        value=words.value,
        status=mention.status,
        attributed_to=attributed_to,
        evidence=words.evidence,
        sentence=mention.sentence,
        support=words.support,
        why=words.why,
    )


def _iter_words(article: Article, mention: EventMention) -> Iterator[_Words]:
    trigger = _evidence(article, mention.span, mention.exact)
    yield _Words(field="event_type", value=mention.event_type, evidence=trigger, why=mention.why)
    yield _Words(field="status", value=mention.status, evidence=trigger)
    sides: tuple[tuple[ClaimField, tuple[str, ...]], ...] = (
        ("sources", mention.sources),
        ("targets", mention.targets),
        ("mediators", mention.mediators),
        ("host", (mention.host,) if mention.host else ()),
    )
    for field, mention_ids in sides:
        for actor in (article.actors[each] for each in mention_ids if each in article.actors):
            yield _Words(field=field, value=actor.name, evidence=_actor_evidence(article, actor))
    yield from _date_words(article, mention)
    place = article.places.get(mention.place) if mention.place else None
    if place is not None:
        yield _Words(field="place", value=place.name, evidence=_evidence(article, place.span, place.exact))
    for figure in (article.figures[each] for each in mention.figures if each in article.figures):
        yield _Words(field="figures", value=figure.exact, evidence=_evidence(article, figure.span, figure.exact))


def _date_words(article: Article, mention: EventMention) -> Iterator[_Words]:
    value = interval_value(mention.date.interval)
    if value is None:
        return
    time = article.times.get(mention.time) if mention.time else None
    published = article.published.evidence
    if time is not None:
        evidence = _evidence(article, time.span, time.exact)
        support = published if time.anchor == "publication" else ()
        yield _Words(field="date", value=value, evidence=evidence, support=support, why=(f"rule: {time.rule}",))
        return
    occasion = _occasion(article, mention)
    if occasion is not None:
        why = f"{occasion.event.name}, by the table of known events"
        yield _Words(field="date", value=value, evidence=occasion.words, support=(mention.sentence,), why=(why,))
        return
    # told as news of the article's own day: what dates the article in it, else the words that tell it as news
    trigger = _evidence(article, mention.span, mention.exact)
    own = next((words for words in published if words.document_id == article.document_id), trigger)
    others = tuple(words for words in (*published, mention.sentence) if words != own)
    why = f"basis: {mention.date.basis}; {article.published.why}".rstrip("; ")
    yield _Words(field="date", value=value, evidence=own, support=others, why=(why,))


def _occasion(article: Article, mention: EventMention) -> Occasion | None:
    """Find again the occasion that dates a mention, None where something else does."""
    if mention.date.basis != "inferred":
        return None
    published, is_ahead = article.published.interval, mention.status not in HAPPENED
    found = find_occasion(mention.sentence, mention.span, published, is_ahead=is_ahead)
    return found if found is not None and found.interval == mention.date.interval else None


def interval_value(interval: Interval) -> str | None:
    """Write an interval as one value: its own, else its two ends ("2024-10-05/..": open); None of nothing known.

    >>> interval_value(Interval(value=None, earliest="2024-12-30", latest="2025-01-02"))
    '2024-12-30/2025-01-02'
    """
    if interval.value is not None:
        return interval.value
    if interval.earliest is None and interval.latest is None:
        return None
    return f"{interval.earliest or '..'}/{interval.latest or '..'}"


def _actor_evidence(article: Article, actor: ActorMention) -> Evidence:
    return _evidence(article, actor.span, actor.exact)


def _evidence(article: Article, span: CharSpan, exact: str) -> Evidence:
    return Evidence(document_id=article.document_id, span=span, exact=exact)
