"""The shapes of all answers, as JSON Schema: what the description of the interface promises.

In:  nothing. Out: `SHAPES` by name, and the answers that name them. They say again what `views.objects` writes, and the
tests hold the two together.
"""

from __future__ import annotations

from typing import Any

from dragoman.records.decisions import SETTABLE
from dragoman.records.vocabulary import (
    ACTOR_KINDS,
    AGREEMENT_KINDS,
    CLAIM_FIELDS,
    CONTRADICTION_KINDS,
    DATE_BASES,
    DECISION_KINDS,
    EVENT_TYPES,
    FIGURE_CLASSES,
    GENRES,
    LINK_KINDS,
    OCCASION_KINDS,
    PLACE_PRECISIONS,
    PLOVER_TYPES,
    STAGES,
    STATUSES,
    ZONE_KINDS,
)

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
NUMBER: Json = {"type": "number"}
WHOLE: Json = {"type": "integer"}
TRUTH: Json = {"type": "boolean"}
ANYTHING: Json = {"type": "object"}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _many(items: Json) -> Json:
    return {"type": "array", "items": items}


def _maybe(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(*words: str) -> Json:
    return {"type": "string", "enum": list(words)}


def _object(**fields: Json) -> Json:
    """Give the schema of an object with exactly these fields; a name that is a Python word ends with `_`."""
    named = {name.removesuffix("_"): schema for name, schema in fields.items()}
    return {"type": "object", "properties": named, "required": list(named), "additionalProperties": False}


def _list_of(name: str) -> Json:
    return _object(items=_many(_ref(name)), next=_maybe(TEXT))


WORDS = _maybe(TEXT)
SPAN: Json = {"start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 0}}
INTERVAL: Json = {"value": WORDS, "earliest": WORDS, "latest": WORDS}
PRINTED = _many(_ref("Printed"))
PARTIES = _many(_ref("Party"))
BASIS = _one_of(*DATE_BASES)

SHAPES: dict[str, Json] = {
    "Error": _object(error=TEXT, detail=TEXT),
    "Start": _object(counts=ANYTHING, lists=ANYTHING, openapi=TEXT),
    "Printed": _object(document_id=TEXT, **SPAN, exact=TEXT),
    "Interval": _object(**INTERVAL),
    "Date": _object(**INTERVAL, basis=BASIS),
    "Party": _object(actor_id=TEXT, name=TEXT, country=WORDS, international_code=WORDS, sector=WORDS),
    "Attribution": _object(
        actor_id=WORDS, name=TEXT, country=WORDS, international_code=WORDS, sector=WORDS, genre=_maybe(_one_of(*GENRES))
    ),
    "Place": _object(
        name=TEXT,
        country=WORDS,
        latitude=_maybe(NUMBER),
        longitude=_maybe(NUMBER),
        precision=_one_of(*PLACE_PRECISIONS),
    ),
    "Claim": _object(
        claim_id=TEXT,
        field=_one_of(*CLAIM_FIELDS),
        value=TEXT,
        status=_one_of(*STATUSES),
        attributed_to=_many(_ref("Attribution")),
        document_id=TEXT,
        **SPAN,
        exact=TEXT,
        support=PRINTED,
    ),
    "Event": _object(
        event_id=TEXT,
        previous_ids=_many(TEXT),
        event_type=_one_of(*EVENT_TYPES),
        plover_type=_maybe(_one_of(*PLOVER_TYPES)),
        about=WORDS,
        modes=_many(TEXT),
        contexts=_many(TEXT),
        sources=PARTIES,
        targets=PARTIES,
        host=_maybe(_ref("Party")),
        mediators=PARTIES,
        date=_ref("Date"),
        place=_maybe(_ref("Place")),
        status=_one_of(*STATUSES),
        attributed_to=_many(_ref("Attribution")),
        history=_many(
            _object(status=_one_of(*STATUSES), as_of=WORDS, date=_ref("Date"), place=WORDS, claims=_many(TEXT))
        ),
        links=_many(_object(kind=_one_of(*LINK_KINDS), event_id=TEXT)),
        figures=_many(TEXT),
        confidence=NUMBER,
        intensity=NUMBER,
        documents=WHOLE,
        voices=WHOLE,
        claims=_many(_ref("Claim")),
    ),
    "Quotation": _object(
        quotation_id=TEXT,
        speaker=_maybe(_ref("Party")),
        speaker_words=WORDS,
        content=TEXT,
        kind=_one_of("direct", "indirect", "mixed"),
        date=_ref("Interval"),
        addressee=WORDS,
        occasion=_maybe(_object(kind=_one_of(*OCCASION_KINDS), document_id=TEXT, **SPAN, exact=TEXT)),
        within=WORDS,
        reported_by=_maybe(_ref("Party")),
        reported_by_words=WORDS,
        printed=PRINTED,
    ),
    "Figure": _object(
        figure_id=TEXT,
        low=NUMBER,
        high=NUMBER,
        bound=_one_of("=", "~", "<", ">", "range"),
        class_=_one_of(*FIGURE_CLASSES),
        unit=WORDS,
        counted=WORDS,
        change=_one_of("none", "up", "down"),
        of=WORDS,
        as_of=WORDS,
        claims=PRINTED,
    ),
    "Agreement": _object(
        agreement_id=TEXT,
        names=_many(TEXT),
        kind=_one_of(*AGREEMENT_KINDS),
        parties=PARTIES,
        duration_years=_maybe(WHOLE),
        replaces=_maybe(_object(name=TEXT, agreement_id=WORDS)),
        stages=_many(
            _object(
                stage=_one_of(*STAGES),
                date=_ref("Date"),
                place=WORDS,
                event_id=WORDS,
                claims=PRINTED,
                sentences=PRINTED,
            )
        ),
    ),
    "Contradiction": _object(
        contradiction_id=TEXT,
        kind=_one_of(*CONTRADICTION_KINDS),
        about=TEXT,
        field=TEXT,
        subject_id=WORDS,
        sides=_many(_object(value=TEXT, claims=PRINTED, reference=_maybe(_object(table=TEXT, row=TEXT, version=TEXT)))),
        why=TEXT,
    ),
    "Actor": _object(
        actor_id=TEXT,
        name=TEXT,
        kind=_one_of(*ACTOR_KINDS),
        country=WORDS,
        international_code=WORDS,
        sectors=_many(TEXT),
        aliases=_many(TEXT),
        offices=_many(_object(title=TEXT, from_=WORDS, to=WORDS, basis=TEXT)),
        external_ids=_many(TEXT),
        mentions=WHOLE,
        discrepancies=_many(TEXT),
    ),
    "Dyad": _object(
        source=TEXT,
        target=TEXT,
        directed=TRUTH,
        period=TEXT,
        events=WHOLE,
        cooperation=NUMBER,
        conflict=NUMBER,
        net=NUMBER,
    ),
    "Decision": _object(
        decision_id=TEXT,
        kind=_one_of(*DECISION_KINDS),
        subjects=_many(TEXT),
        mention_ids=_many(TEXT),
        field=_maybe(_one_of(*SETTABLE)),
        value=WORDS,
        undoes=WORDS,
        by=TEXT,
        decided_at=TEXT,
        undone_by=WORDS,
        problem=WORDS,
    ),
    "Annotations": _object(
        document=ANYTHING,
        **{
            name: _many(ANYTHING)
            for name in ("times", "actors", "places", "events", "quotations", "figures", "agreements")
        },
    ),
}
_DOCUMENT = _object(
    document_id=TEXT,
    source_id=TEXT,
    title=WORDS,
    url=WORDS,
    publisher=WORDS,
    author=WORDS,
    language=WORDS,
    genre=_one_of(*GENRES),
    genre_evidence=_many(_object(**SPAN, exact=TEXT)),
    sha256=TEXT,
    published=_object(**INTERVAL, basis=BASIS, evidence=PRINTED, why=WORDS),
    zones=_many(_object(**SPAN, kind=_one_of(*ZONE_KINDS))),
    copies_of=WORDS,
    supersedes=WORDS,
)
# the text is given only if asked for
SHAPES["Document"] = {**_DOCUMENT, "properties": {**_DOCUMENT["properties"], "text": TEXT}}
LISTED = ("Event", "Quotation", "Figure", "Agreement", "Contradiction", "Actor", "Document", "Dyad", "Decision")
SHAPES |= {f"{name}List": _list_of(name) for name in LISTED}


def _json(name: str) -> Json:
    return {"application/json": {"schema": _ref(name)}}


FAILURES = (
    (400, "What was asked cannot be meant; `detail` says what can."),
    (401, "Sign in, or bring a token."),
    (404, "The record holds no such thing."),
    (405, "This interface only reads."),
    (414, "The address is too long."),
    (422, "A part of the address has the wrong form."),
    (503, "The record cannot be read right now."),
)
ERRORS: dict[int | str, Json] = {
    code: {"description": description, "content": _json("Error")} for code, description in FAILURES
}


def answers_with(name: str) -> dict[int | str, Json]:
    """Describe answers that have this shape, or are known already, or are somewhere else now."""
    return {
        200: {
            "description": "As asked.",
            "content": _json(name),
            "headers": {"ETag": {"description": "Send it back as If-None-Match.", "schema": TEXT}},
        },
        304: {"description": "As you have it already."},
        307: {"description": "It has another id now: there it is."},
    }


def complete_description(description: Json, *, needs_sign_in: bool) -> Json:
    """Add the shapes to the description that the framework made, and say whether a token is needed."""
    components = description.setdefault("components", {})
    components["schemas"] = dict(SHAPES)
    for operations in description["paths"].values():
        for operation in operations.values():
            # the framework's own form of an error, which is never sent
            operation["responses"]["422"] = ERRORS[422]
    if needs_sign_in:
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        description["security"] = [{"token": []}]
    return description
