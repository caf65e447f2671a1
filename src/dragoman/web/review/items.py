"""One item of the review, and what an analyst decides about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from dragoman.errors import UsageError
from dragoman.records.decisions import Judgement
from dragoman.records.entities import Claim, Contradiction, Event
from dragoman.records.spans import CharSpan
from dragoman.records.vocabulary import DECISION_KINDS
from dragoman.store.base import EventFilter, View
from dragoman.views.wording import FIELD_WORDS, code_of
from dragoman.web.access.forms import Form, SentForm, first
from dragoman.web.failures import NotFound
from dragoman.web.imprints import read_imprints
from dragoman.web.paging import AT
from dragoman.web.passages import Mark, Piece, cut
from dragoman.web.rendering import render
from dragoman.web.review.changes import Change, decide
from dragoman.web.review.contexts import ItemPage, Reading
from dragoman.web.review.open_items import BELOW, Chosen, ChosenHere, find_further
from dragoman.web.serving import ServedHere, ViewHere, VisitorHere, served_of

SHOWN_READINGS = 30  # with their claims some 60 kB
SHOWN_CANDIDATES = 8
SHOWN_CLAIMS = 12  # of one reading
AROUND = 600  # characters of a sentence before and after its telling word: some "sentences" are whole lists
MARK_KINDS = {"event_type": "event", "sources": "actor", "targets": "actor", "date": "time", "place": "place"}

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Reads as: the page is to tell this: what was changed, or why it could not be."""

    change: Change | None = None
    problem: str = ""


@router.get("/review/events/{event_id}")
def show_event_item(request: Request, view: ViewHere, chosen: ChosenHere, event_id: str, changed: str = "") -> Response:
    """Show an event to be decided about."""
    told = Told(change=served_of(request).changes.find(changed))
    return render(request, build_item(view, chosen, f"events/{event_id}", told))


@router.get("/review/contradictions/{contradiction_id}")
def show_contradiction_item(
    request: Request, view: ViewHere, chosen: ChosenHere, contradiction_id: str, changed: str = ""
) -> Response:
    """Show a contradiction to be decided about."""
    told = Told(change=served_of(request).changes.find(changed))
    return render(request, build_item(view, chosen, f"contradictions/{contradiction_id}", told))


@router.post("/review")
def decide_item(request: Request, view: ViewHere, served: ServedHere, visitor: VisitorHere, form: SentForm) -> Response:
    """Decide, then show what changed: with what is open next, or with the same item again."""
    if served.read_only:
        raise HTTPException(HTTPStatus.FORBIDDEN, "This server only shows the record: nothing can be decided here.")
    chosen = _read_chosen(form)
    item, place = first(form, "item"), first(form, "place")
    try:
        change = decide(served.record, _read_judgement(form, visitor.name))
    except UsageError as error:
        if not item:
            raise
        page = build_item(view, chosen, item, Told(problem=str(error)))
        return render(request, page, status_code=HTTPStatus.CONFLICT)
    served.changes.keep(change)
    return RedirectResponse(_find_way(view, chosen, form, change, place), status_code=HTTPStatus.SEE_OTHER)


def _find_way(view: View, chosen: Chosen, form: Form, change: Change, place: str) -> str:
    """Give where to go on after a decision, with its id."""
    item, then = first(form, "item"), first(form, "then")
    if then == "decisions":
        way = "/review/decisions"
    elif then == "next" or not item:
        way = find_further(view, chosen, item, place) if item else chosen.address("/review")
    elif item.startswith("events/") and change.after:
        # the same event under the id that it has now; of several the one that the analyst was looking at
        ids = [event.event_id for event in change.after]
        stayed = item.partition("/")[2]
        way = chosen.address(f"/review/events/{stayed if stayed in ids else ids[0]}")
    else:
        way = chosen.address("/review")
    path, _, query = way.partition("?")
    return f"{path}?{urlencode([*parse_qsl(query), ('changed', change.decision.decision_id)])}"


def _read_judgement(form: Form, name: str) -> Judgement:
    kind = next((each for each in DECISION_KINDS if each == first(form, "kind")), None)
    if kind is None:
        raise UsageError(f"there is no decision {first(form, 'kind')!r}; it is one of {', '.join(DECISION_KINDS)}")
    # a field for further ids takes several, with blanks between
    names = tuple(dict.fromkeys(each for value in form.get("name", ()) for each in value.split()))
    return Judgement(
        kind=kind,
        names=names,
        field=first(form, "field") or None,
        value=first(form, "value") or None,
        by=name,
    )


def _read_chosen(form: Form) -> Chosen:
    try:
        below = float(first(form, "below") or BELOW)
    except ValueError as error:
        raise UsageError("'below' takes a number from 0 to 1") from error
    return Chosen(actor=first(form, "actor"), below=below if 0 <= below <= 1 else BELOW)


def build_item(view: View, chosen: Chosen, item: str, told: Told) -> ItemPage:
    """Read an item out of the record; NotFound where there is none."""
    kind, _, object_id = item.partition("/")
    quarrel = view.find(object_id) if kind == "contradictions" else None
    if isinstance(quarrel, Contradiction):
        event = view.event(quarrel.subject_id) if quarrel.subject_id else None
        contradictions: tuple[Contradiction, ...] = (quarrel,)
    else:
        event = view.event(object_id) if kind == "events" else None
        if event is None:
            raise NotFound(f"event or contradiction with the id {object_id}: a decision may have taken it out")
        contradictions = tuple(view.contradictions(EventFilter(event_ids=(event.event_id,), limit=SHOWN_CANDIDATES)))
    readings = tuple(_readings(event)) if event else ()
    candidates = tuple(_candidates(view, event)) if event else ()
    place = f"{event.confidence}{AT}{event.event_id}" if event else ""
    shown = (event,) if event else ()
    return ItemPage(
        title="Review of a contradiction" if quarrel else "Review of an event",
        actor=chosen.actor,
        below=chosen.below,
        item=item,
        place=place,
        event=event,
        readings=readings[:SHOWN_READINGS],
        more_readings=max(0, len(readings) - SHOWN_READINGS),
        contradictions=contradictions,
        contradiction_id=object_id if quarrel else "",
        candidates=candidates,
        decisions=view.kept_decisions(event.mention_ids) if event else (),
        imprints=read_imprints(view, shown, contradictions, candidates),
        further=find_further(view, chosen, item, place),
        change=told.change,
        problem=told.problem,
    )


def _readings(event: Event) -> Iterator[Reading]:
    """Give each mention that the event was made of, with its sentence and claims."""
    by_mention: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in event.claims:
        by_mention[claim.mention_id].append(claim)
    for mention_id, claims in sorted(by_mention.items()):
        trigger = next((claim for claim in claims if claim.field == "event_type"), claims[0])
        yield Reading(
            mention_id=mention_id,
            sentence=trigger.sentence,
            pieces=_pieces(trigger, claims),
            claims=tuple(claims[:SHOWN_CLAIMS]),
        )


def _pieces(trigger: Claim, claims: list[Claim]) -> tuple[Piece, ...]:
    sentence = trigger.sentence
    offset, length = sentence.span.start, len(sentence.exact)
    told = trigger.evidence.span.start - offset
    stretch = CharSpan(start=max(0, min(told - AROUND, length)), end=max(0, min(length, told + AROUND)))
    marks = [
        Mark(
            span=CharSpan(start=claim.evidence.span.start - offset, end=claim.evidence.span.end - offset),
            kind=MARK_KINDS[claim.field],
            label=f"{FIELD_WORDS[claim.field]}: {claim.value}",
        )
        for claim in claims
        if claim.field in MARK_KINDS and _is_within(claim, trigger)
    ]
    return cut(sentence.exact, stretch, marks)


def _is_within(claim: Claim, trigger: Claim) -> bool:
    sentence, words = trigger.sentence, claim.evidence
    return (
        words.document_id == sentence.document_id
        and sentence.span.start <= words.span.start
        and words.span.end <= sentence.span.end
    )


def _candidates(view: View, event: Event) -> Iterator[Event]:
    """Give events that could be the same: of the same parties, type and days."""
    parties = [*event.sources, *event.targets]
    names = list(dict.fromkeys(code_of(party) or party.actor_id for party in parties))
    interval = event.date.interval
    chosen = EventFilter(
        actor=names[0] if names else None,
        with_actor=names[1] if len(names) > 1 else None,
        event_type=event.event_type,
        since=interval.earliest,
        until=interval.latest,
        limit=SHOWN_CANDIDATES + 1,
    )
    found = view.events(chosen) if names else iter(())
    yield from [each for each in found if each.event_id != event.event_id][:SHOWN_CANDIDATES]
