"""The interface for programs: the contract's JSON objects under /api/v1, to be read only.

In:  a request. Out: JSON. Lists give `items` and the address of the `next` page.
Left to `asking`: what a question means. Left to `views.objects`: the shape of each object.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Path, Request, Response

from dragoman.errors import UsageError
from dragoman.store.base import KeptDecision, View
from dragoman.store.overview import Tally
from dragoman.views.annotation_objects import annotations_object
from dragoman.views.objects import kept_document_object, shape
from dragoman.web.failures import NotFound
from dragoman.web.interface.answers import answer_json, redirect
from dragoman.web.interface.asking import (
    PAGE_SIZE,
    QUIET_FIGURES,
    describe_parameters,
    read_filter,
    read_truth,
    refuse_unknown,
)
from dragoman.web.interface.kinds import KINDS, PAGING, Kind
from dragoman.web.interface.shapes import ERRORS, answers_with
from dragoman.web.paging import AT
from dragoman.web.serving import ViewHere

API = "/api/v1"
TEXT_SWITCH = {"with_text": "With the whole text of the article."}

router = APIRouter(prefix=API, responses=ERRORS)
ObjectId = Annotated[str, Path(max_length=200, description="The id, as the record shows it.")]


@router.get("", summary="What the record holds, and where to go on", responses=answers_with("Start"))
def show_start(request: Request, view: ViewHere) -> Response:
    """Count what the record holds."""
    refuse_unknown(request.query_params, ())
    counts = view.counts()
    held = {
        "documents": counts.documents,
        "events": counts.events,
        "quotations": counts.statements,
        "figures": counts.figures,
        "agreements": counts.agreements,
        "contradictions": counts.contradictions,
        "actors": counts.actors,
        "decisions": counts.decisions,
    }
    lists = {name: f"{API}/{name}" for name in held}
    return answer_json(request, {"counts": held, "lists": lists, "openapi": f"{API}/openapi.json"})


def _list_route(kind: Kind) -> Callable[[Request, View], Response]:
    def list_kind(request: Request, view: ViewHere) -> Response:
        given = request.query_params
        chosen = read_filter(given, kind.asked_by, tuple(kind.switches))
        if kind.name == "figures" and chosen.figure_classes is None and not _is_set(request, "all"):
            chosen = replace(chosen, figure_classes=QUIET_FIGURES)
        size = chosen.limit or PAGE_SIZE
        found = tuple(kind.lister(view, replace(chosen, limit=size + 1)))
        following = None
        if len(found) > size:
            rest = [(name, value) for name, value in given.multi_items() if name != "after"]
            place = AT.join(kind.place(found[size - 1]))
            following = f"{API}/{kind.name}?{urlencode([*rest, ('after', place)])}"
        items = [shape(each) for each in found[:size]]
        return answer_json(request, {"items": items, "next": following}, following=following)

    return list_kind


def _one_route(kind: Kind) -> Callable[[Request, View, str], Response]:
    def show_one(request: Request, view: ViewHere, object_id: ObjectId) -> Response:
        refuse_unknown(request.query_params, ())
        if kind.name == "events":
            event = view.event(object_id)
            if event is not None and event.event_id != object_id:
                return redirect(f"{API}/events/{quote(event.event_id, safe='')}")
            found: object = event
        else:
            found = view.find(object_id)
        if not isinstance(found, kind.record_type):
            raise NotFound(f"{kind.one} with the id {object_id}")
        return answer_json(request, shape(found))

    return show_one


def _is_set(request: Request, name: str) -> bool:
    return read_truth(name, request.query_params.get(name, "false"))


def show_document(request: Request, view: ViewHere, object_id: ObjectId) -> Response:
    """Give an article, superseded or not, with its text if asked."""
    refuse_unknown(request.query_params, tuple(TEXT_SWITCH))
    kept = view.document(object_id)
    if kept is None:
        raise NotFound(f"document with the id {object_id}")
    return answer_json(request, kept_document_object(kept, with_text=_is_set(request, "with_text")))


def show_annotations(request: Request, view: ViewHere, object_id: ObjectId) -> Response:
    """Give what an article alone says, with its text and every mention."""
    refuse_unknown(request.query_params, ())
    annotations = view.annotations(object_id)
    if annotations is None:
        raise NotFound(f"document with the id {object_id}")
    return answer_json(request, annotations_object(annotations))


for _kind in KINDS:
    router.add_api_route(
        f"/{_kind.name}",
        _list_route(_kind),
        summary=_kind.description,
        operation_id=f"list_{_kind.name}",
        responses=answers_with(f"{_kind.one.capitalize()}List"),
        openapi_extra={"parameters": describe_parameters(_kind.asked_by, _kind.switches)},
    )
    is_document = _kind.name == "documents"
    router.add_api_route(
        f"/{_kind.name}/{{object_id}}",
        show_document if is_document else _one_route(_kind),
        summary=f"One {_kind.one}",
        operation_id=f"show_{_kind.one}",
        responses=answers_with(_kind.one.capitalize()),
        openapi_extra={"parameters": describe_parameters((), TEXT_SWITCH if is_document else {})},
    )
router.add_api_route(
    "/documents/{object_id}/annotations",
    show_annotations,
    summary="What one article says, as `dragoman annotate` gives it",
    responses=answers_with("Annotations"),
)


@router.get(
    "/decisions",
    summary="Who decided what when, in that order, and how it stands",
    responses=answers_with("DecisionList"),
    openapi_extra={"parameters": describe_parameters(PAGING, {})},
)
def list_decisions(request: Request, view: ViewHere) -> Response:
    """Give decisions."""
    chosen = read_filter(request.query_params, PAGING)
    size, after = chosen.limit or PAGE_SIZE, chosen.after or ("", "")
    left = [kept for kept in view.kept_decisions() if _decision_place(kept) > after]
    following = None
    if len(left) > size:
        place = AT.join(_decision_place(left[size - 1]))
        following = f"{API}/decisions?{urlencode({'limit': size, 'after': place})}"
    return answer_json(
        request, {"items": [shape(kept) for kept in left[:size]], "next": following}, following=following
    )


def _decision_place(kept: KeptDecision) -> tuple[str, str]:
    return kept.decision.decided_at, kept.decision.decision_id


@router.get(
    "/dyads",
    summary="How the relation of two countries or bodies moves, month by month; months without an event are left out",
    responses=answers_with("DyadList"),
    openapi_extra={
        "parameters": [{**each, "required": True} for each in describe_parameters(("actor", "with"), {})],
    },
)
def list_dyads(request: Request, view: ViewHere) -> Response:
    """Give the months of a pair, by two codes, out of the sums that the record keeps."""
    chosen = read_filter(request.query_params, ("actor", "with"))
    if not chosen.actor or not chosen.with_actor:
        raise UsageError("a dyad has two sides: give 'actor' and 'with', each a country or international code")
    sides = chosen.actor.upper(), chosen.with_actor.upper()
    items = [_dyad(tally, *sides) for tally in view.pair_months(*sides) if tally.counted]
    return answer_json(request, {"items": items, "next": None})


def _dyad(tally: Tally, source: str, target: str) -> dict[str, Any]:
    return {
        "source": source,
        "target": target,
        "directed": False,
        "period": tally.period,
        "events": tally.counted,
        "cooperation": tally.cooperation,
        "conflict": tally.conflict,
        "net": tally.net,
    }


@router.get("/id/{object_id}", summary="Go to whatever has this id", responses={307: {"description": "There it is."}})
def find_by_id(request: Request, view: ViewHere, object_id: ObjectId) -> Response:
    """Send to the object with an id of any kind, also to the event of a mention or claim, or of an earlier id."""
    refuse_unknown(request.query_params, ())
    found: object = view.find(object_id) or view.document(object_id)
    for kind in KINDS:
        if isinstance(found, kind.record_type):
            held = shape(found)[f"{kind.one}_id"]
            return redirect(f"{API}/{kind.name}/{quote(held, safe='')}")
    named = view.named(object_id)
    if named is None or named.event_id is None:
        raise NotFound(f"object with the id {object_id}")
    return redirect(f"{API}/events/{quote(named.event_id, safe='')}")
