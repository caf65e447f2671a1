"""One thing told whole, in plain text: each field, each claim, the sentence it stands in, and why.

In:  a record found in a view. Out: text for a terminal.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from dragoman.records.entities import (
    Actor,
    Agreement,
    Claim,
    Contradiction,
    Event,
    FigureClaim,
    Statement,
)
from dragoman.records.spans import Evidence
from dragoman.store.base import KeptDecision, KeptDocument, View
from dragoman.views.decisions import decision_line, explain_decision
from dragoman.views.exports.tables import interval_text, party_names

WIDTH = 100
NOT_DONE = {
    "planned": "planned: not told as done",
    "possible": "possible: nobody says that it happened",
    "alleged": "alleged: somebody says so, it is not counted as done",
    "denied": "denied: not counted as done",
}
Shown = Event | Statement | FigureClaim | Agreement | Contradiction | Actor | KeptDocument | KeptDecision


def explain(view: View, found: Shown) -> str:
    """Tell everything about one object."""
    if isinstance(found, Event):
        lines = _event(view, found)
    elif isinstance(found, Statement):
        lines = _statement(view, found)
    elif isinstance(found, Agreement):
        lines = _agreement(view, found)
    elif isinstance(found, Contradiction):
        lines = _contradiction(view, found)
    elif isinstance(found, FigureClaim):
        lines = _figure(view, found)
    elif isinstance(found, Actor):
        lines = _actor(found)
    elif isinstance(found, KeptDecision):
        lines = explain_decision(found)
    else:
        lines = _document(found)
    return "\n".join(lines) + "\n"


def _event(view: View, event: Event) -> Iterator[str]:
    yield f"{event.event_type} {event.event_id}"
    yield from _field("status", NOT_DONE.get(event.status, event.status))
    yield from _field("attributed to", party_names(event.attributed_to))
    yield from _field("date", f"{interval_text(event.date.interval)} ({event.date.basis})")
    yield from _field("sources", party_names(event.sources))
    yield from _field("targets", party_names(event.targets))
    yield from _field("host", party_names((event.host,)) if event.host else "")
    yield from _field("mediators", party_names(event.mediators))
    yield from _field("place", f"{event.place.name} ({event.place.precision})" if event.place else "")
    yield from _field("modes", ", ".join(event.modes))
    yield from _field("contexts", ", ".join(event.contexts))
    yield from _field("PLOVER type", event.plover_type or "not counted")
    yield from _field("intensity", f"{event.intensity:g}")
    yield from _field("confidence", f"{event.confidence:g}")
    yield from _field("reports", f"{event.documents} articles, {event.voices} independent")
    yield from _field("about", event.about or "")
    for link in event.links:
        yield from _field(link.kind, link.event_id)
    for step in event.history:
        told = f"{step.status} for {interval_text(step.date.interval)}{f' in {step.place}' if step.place else ''}"
        yield from _field("history", f"{told}, as of {step.as_of or 'an unknown day'}")
    yield from _field("earlier ids", ", ".join(event.previous_ids))
    for reason in event.why:
        yield from _field("why", reason)
    for kept in view.kept_decisions(event.mention_ids):
        yield from _field("decision", decision_line(kept))
    yield ""
    yield "claims"
    for claim in event.claims:
        yield from _claim(view, claim)


def _claim(view: View, claim: Claim) -> Iterator[str]:
    attributed = f", according to {party_names(claim.attributed_to)}" if claim.attributed_to else ""
    yield f"  {claim.field}: {claim.value}   [{claim.status}{attributed}]"
    yield f"    claim {claim.claim_id} of mention {claim.mention_id}"
    yield from _words(view, claim.evidence, claim.sentence)
    for support in claim.support:
        yield f"      rests on “{support.exact}”"
    if claim.why:
        yield f"      why: {', '.join(claim.why)}"


def _words(view: View, evidence: Evidence, sentence: Evidence | None = None) -> Iterator[str]:
    kept = view.document(evidence.document_id)
    source = evidence.document_id
    if kept is not None:
        source = kept.document.publisher or kept.document.source_id or source
    yield f"    “{evidence.exact}” {source} [{evidence.span.start}:{evidence.span.end}]"
    if sentence is not None and sentence.exact != evidence.exact:
        told = " ".join(sentence.exact.split())
        yield textwrap.fill(told, WIDTH, initial_indent="      ", subsequent_indent="      ")


def _printed(view: View, printed: Iterable[Evidence]) -> Iterator[str]:
    for evidence in printed:
        yield from _words(view, evidence)


def _statement(view: View, statement: Statement) -> Iterator[str]:
    yield f"statement {statement.quotation_id}"
    speaker = party_names((statement.speaker,)) if statement.speaker else statement.speaker_words or "unknown"
    yield from _field("speaker", speaker)
    yield from _field("kind", statement.kind)
    yield from _field("date", interval_text(statement.date))
    yield from _field("addressee", statement.addressee or "")
    if statement.occasion is not None:
        yield from _field("occasion", f"{statement.occasion.words.exact} ({statement.occasion.kind})")
    reporter = party_names((statement.reported_by,)) if statement.reported_by else statement.reported_by_words or ""
    yield from _field("told by", reporter)
    yield from _field("within", statement.within or "")
    yield from _field("content", statement.content)
    yield f"printed {len(statement.printed)} times"
    yield from _printed(view, statement.printed)


def _agreement(view: View, agreement: Agreement) -> Iterator[str]:
    yield f"{agreement.kind} {agreement.agreement_id}"
    yield from _field("names", "; ".join(agreement.names))
    yield from _field("parties", party_names(agreement.parties))
    yield from _field("term", f"{agreement.duration_years} years" if agreement.duration_years else "")
    yield from _field("replaces", agreement.replaces or "")
    for stage in agreement.stages:
        where = f" in {stage.place}" if stage.place else ""
        yield f"  {stage.stage}: {interval_text(stage.date.interval)}{where}"
        for evidence, sentence in zip(stage.printed, stage.sentences or (None,) * len(stage.printed), strict=False):
            yield from _words(view, evidence, sentence)


def _contradiction(view: View, contradiction: Contradiction) -> Iterator[str]:
    yield f"{contradiction.kind} {contradiction.contradiction_id}"
    yield from _field("about", contradiction.about)
    yield from _field("field", contradiction.field)
    yield from _field("why", contradiction.why)
    for side in contradiction.sides:
        yield f"  {side.value}"
        if side.reference is not None:
            yield f"    table {side.reference[0]}: {side.reference[1]} (version {side.reference[2]})"
        yield from _printed(view, side.printed)


def _figure(view: View, figure: FigureClaim) -> Iterator[str]:
    yield f"figure {figure.figure_id}"
    number = f"{figure.low:g}" if figure.low == figure.high else f"{figure.low:g} to {figure.high:g}"
    yield from _field("value", f"{number} {figure.unit or ''} ({figure.bound})")
    yield from _field("counted", figure.counted or "")
    yield from _field("as of", figure.as_of or "")
    yield from _printed(view, figure.printed)


def _actor(actor: Actor) -> Iterator[str]:
    yield f"{actor.name} {actor.actor_id}"
    yield from _field("kind", actor.kind)
    yield from _field("code", actor.country or actor.international_code or "")
    yield from _field("sectors", ", ".join(actor.sectors))
    yield from _field("names", "; ".join(actor.aliases))
    for office in actor.offices:
        yield from _field("office", f"{office.title}, {office.start or '?'} to {office.end or 'now'} ({office.basis})")
    yield from _field("mentions", str(actor.mentions))


def _document(kept: KeptDocument) -> Iterator[str]:
    document = kept.document
    yield f"document {document.document_id}"
    yield from _field("title", document.title or "")
    yield from _field("publisher", document.publisher or "")
    yield from _field("author", document.author or "")
    yield from _field("url", document.url or "")
    yield from _field("published", f"{interval_text(kept.published.interval)} ({kept.published.basis})")
    yield from _field("why", kept.published.why)
    yield from _field("added", kept.added_at or "")
    yield from _field("genre", kept.genre)
    yield from _field("sha256", document.fingerprint)
    for zone in document.zones:
        words = " ".join(document.text[zone.span.start : zone.span.end].split())
        yield f"  {zone.kind:<12} {textwrap.shorten(words, WIDTH - 16, placeholder=' ...')}"


def _field(name: str, value: str) -> Iterator[str]:
    if value:
        yield textwrap.fill(value, WIDTH, initial_indent=f"  {name:<14} ", subsequent_indent=" " * 17)
