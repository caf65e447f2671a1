"""Write down the mention of an agreement in a stage.

In:  a `Scene`, the noun, the step, the parties. Out: an `AgreementMention`.
Left to `records.dating`: the days.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.extract.agreements.circumstances import (
    clause_time,
    event_time,
    line_time,
    own_time,
    place_of,
    read_replaced,
    read_term,
    told_basis,
)
from dragoman.extract.agreements.nouns import Noun
from dragoman.extract.agreements.scene import Scene
from dragoman.extract.agreements.stages import Step
from dragoman.records.ids import agreement_mention_id
from dragoman.records.mentions import AgreementMention, EventMention
from dragoman.records.spans import Evidence
from dragoman.records.times import UNKNOWN_INTERVAL, EventDate
from dragoman.records.vocabulary import DateBasis, EventType, Stage, Status

# The events that are the steps of an agreement, as the contract says; in force none of its own.
STEP_TYPES: dict[Stage, frozenset[EventType]] = {
    "proposed": frozenset(("AGREE", "REQUEST", "SUPPORT", "CONSULT")),
    "negotiating": frozenset(("CONSULT",)),
    "ready": frozenset(("AGREE", "SUPPORT", "CONCEDE", "RETREAT")),
    "planned-signature": frozenset(("SUPPORT", "AGREE", "CONCEDE", "RETREAT")),
    "signed": frozenset(("SUPPORT", "AGREE", "CONCEDE", "RETREAT")),
    "ratified": frozenset(("SUPPORT",)),
    "suspended": frozenset(("SANCTION",)),
    "withdrawn": frozenset(("SANCTION", "REJECT")),
}
PLANNED: frozenset[Status] = frozenset(("planned", "possible"))


def write_mention(scene: Scene, noun: Noun, step: Step, parties: Sequence[str]) -> AgreementMention:
    """Write it down; its id is of where the noun stands and what the stage is."""
    document = scene.parsed.document
    token = scene.parsed.doc[noun.head]
    event = step_event(scene, step, token)
    time, basis = _date(scene, step, event, token)
    return AgreementMention(
        mention_id=agreement_mention_id(document.document_id, noun.span.start, step.stage, step.anchor.idx),
        span=noun.span,
        exact=document.text[noun.span.start : noun.span.end],
        name=noun.name,
        kind=noun.kind,
        parties=tuple(parties),
        stage=step.stage,
        date=EventDate(interval=UNKNOWN_INTERVAL, basis=basis),
        sentence=sentence_of(scene, step.anchor),
        time=time,
        place=place_of(scene, step.anchor, event) if step.dated_by is None or step.stage == "negotiating" else None,
        event=event.mention_id if event is not None else None,
        duration_years=read_term(scene, token),
        replaces=read_replaced(scene, token),
    )


def sentence_of(scene: Scene, token: Token) -> Evidence:
    """Give the sentence as evidence."""
    sentence = token.sent
    return scene.parsed.document.evidence(sentence.start_char, sentence.start_char + len(sentence.text.rstrip()))


def step_event(scene: Scene, step: Step, token: Token) -> EventMention | None:
    """Give the event that is the step: at its word or the noun, of a type that the contract lets it be."""
    if step.dated_by is not None and step.stage != "negotiating":
        return None
    talks = [child.i for child in step.anchor.children if child.dep_ == "dobj"]
    for index in (step.anchor.i, *(talks if step.stage == "negotiating" else (token.i,))):
        event = scene.events.get(index)
        if event is not None and event.event_type in STEP_TYPES.get(step.stage, ()):
            planned = step.stage == "planned-signature"
            if planned == (event.status in PLANNED):
                return event
    return None


def _date(scene: Scene, step: Step, event: EventMention | None, token: Token) -> tuple[str | None, DateBasis]:
    """Give the time expression of the step and, where there is none, on what basis it is dated."""
    if step.dated_by is not None:
        time = scene.times.get(step.dated_by.i)
        found = time.time_id if time is not None else own_time(scene, step.dated_by)
        if found is not None or step.stage != "negotiating":
            return found, "stated"
        found = event_time(scene, event)
        return found, "stated" if found is not None else "unknown"
    near = scene.events.get(step.anchor.i)
    found = own_time(scene, step.anchor) or event_time(scene, near) or clause_time(scene, step.anchor)
    if found is not None:
        return found, "stated"
    basis = near.date.basis if near is not None else told_basis(scene, step.anchor)
    if basis in ("stated", "unknown") and near is not None:
        basis = told_basis(scene, step.anchor)
    clause = scene.clause_of(step.anchor)
    if step.stage == "negotiating" and clause is not None and clause.perfect:
        basis = "unknown"  # "The negotiations have taken years": not those of the day
    line = line_time(scene, token) if basis == "publication" else None
    if line is not None and step.stage != "planned-signature":
        return line, "stated"
    return None, basis
