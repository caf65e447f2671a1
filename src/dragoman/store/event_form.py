"""The form in which an event is kept: what all claims of one telling have in common stands there once.

In:  an `Event`. Out: plain JSON values, of half the size; the same event from what was read of them.
Left to `forms`: the text, and events that a record of schema 4 or older holds, which say it all with each claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.records.codec import to_plain
from dragoman.records.entities import Claim, Event, Party
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.vocabulary import ClaimField, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTelling:
    """Reads as: what is claimed by this mention, in this sentence, has this status and is said by these."""

    mention_id: str
    status: Status
    attributed_to: tuple[Party, ...] = ()
    sentence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptClaim:
    """Reads as: the telling in this place of `told` claims this, in the words from `start` to `end`.

    The document and the event are named where they are not those of the telling and of the whole.
    """

    told: int
    claim_id: str
    field: ClaimField
    value: str
    start: int
    end: int
    exact: str
    document_id: str | None = None
    event_id: str | None = None
    support: tuple[Evidence, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEvent:
    """Reads as: this event, which holds no claims here, with those of these tellings, in their order."""

    event: Event
    told: tuple[KeptTelling, ...]
    claims: tuple[KeptClaim, ...]


def fold_event(event: Event) -> dict[str, Any]:
    """Give the plain form of an event: that of its `KeptEvent`, made without it, for of claims there are millions."""
    tellings: list[Claim] = []
    places: dict[str, list[int]] = {}
    claims = []
    for claim in event.claims:
        of_mention = places.setdefault(claim.mention_id, [])
        place = next((each for each in of_mention if _is_of_one_telling(tellings[each], claim)), None)
        if place is None:
            place = len(tellings)
            of_mention.append(place)
            tellings.append(claim)
        claims.append(_fold_claim(claim, place, event.event_id))
    bare = to_plain(replace(event, claims=()))
    return {"event": bare, "told": [_fold_telling(each) for each in tellings], "claims": claims}


def _is_of_one_telling(one: Claim, other: Claim) -> bool:
    """Compare what a mention's claims mostly hold as the same object, so that `==` is seldom asked."""
    return (
        (one.sentence is other.sentence or one.sentence == other.sentence)
        and one.status == other.status
        and (one.attributed_to is other.attributed_to or one.attributed_to == other.attributed_to)
    )


def _fold_telling(claim: Claim) -> dict[str, Any]:
    plain = {"mention_id": claim.mention_id, "status": claim.status, "sentence": to_plain(claim.sentence)}
    return plain | {"attributed_to": to_plain(claim.attributed_to)} if claim.attributed_to else plain


def _fold_claim(claim: Claim, place: int, event_id: str) -> dict[str, Any]:
    evidence = claim.evidence
    plain = {
        "told": place,
        "claim_id": claim.claim_id,
        "field": claim.field,
        "value": claim.value,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "exact": evidence.exact,
    }
    if evidence.document_id != claim.sentence.document_id:
        plain["document_id"] = evidence.document_id
    if claim.event_id != event_id:
        plain["event_id"] = claim.event_id
    if claim.support:
        plain["support"] = to_plain(claim.support)
    if claim.why:
        plain["why"] = claim.why
    return plain


def unfold_event(kept: KeptEvent) -> Event:
    """Give the event that was folded; ValueError where a claim names a telling that is not there."""
    event_id = kept.event.event_id
    return replace(kept.event, claims=tuple(_unfold_claim(each, kept.told, event_id) for each in kept.claims))


def _unfold_claim(kept: KeptClaim, told: Sequence[KeptTelling], event_id: str) -> Claim:
    if not 0 <= kept.told < len(told):
        message = f"claim {kept.claim_id} is of telling {kept.told}, of which there are {len(told)}"
        raise ValueError(message)
    telling = told[kept.told]
    document_id = telling.sentence.document_id if kept.document_id is None else kept.document_id
    return Claim(
        claim_id=kept.claim_id,
        event_id=event_id if kept.event_id is None else kept.event_id,
        mention_id=telling.mention_id,
        field=kept.field,
        value=kept.value,
        status=telling.status,
        attributed_to=telling.attributed_to,
        evidence=Evidence(document_id=document_id, span=CharSpan(start=kept.start, end=kept.end), exact=kept.exact),
        sentence=telling.sentence,
        support=kept.support,
        why=kept.why,
    )
