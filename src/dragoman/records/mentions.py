"""What one document says: mentions of actors, places, events, and all that leaves the worker.

In:  nothing but other records. Out: frozen records, picklable; `Annotations` is the one that passes from
the document half to the corpus half.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records.documents import Document, Rejection
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.times import Distance, DocumentDate, EventDate, TimeExpression
from dragoman.records.vocabulary import (
    ActorKind,
    AgreementKind,
    AsserterRole,
    ContradictionKind,
    EventType,
    FigureBound,
    FigureChange,
    FigureClass,
    Genre,
    MentionType,
    OccasionKind,
    PlacePrecision,
    QuotationKind,
    Stage,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Reads as: these words name, describe or stand for an actor.

    `span` is the shortest natural wording ("Masoud Pezeshkian", "Russian forces", "he"); `actor_id` is the
    actor it was read as within this document, the same for a pronoun and its antecedent; `country` is ISO
    3166-1 alpha-3 or None, `international_code` UNO EUR IGO NGO ISM IMG MNC or None; `sectors` primary first.
    """

    mention_id: str
    span: CharSpan
    exact: str
    mention_type: MentionType
    actor_id: str
    name: str
    kind: ActorKind
    country: str | None = None
    international_code: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Reads as: these words name a place, known to this precision. Degrees are WGS 84."""

    mention_id: str
    span: CharSpan
    exact: str
    place_id: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """Reads as: the text reports that sources did something to targets.

    `event_type` is what the act itself is, `status` how far it is asserted and `attributed_to` by whom;
    `plover_type` is what PLOVER makes of type and status, None where it counts nothing. `sources`,
    `targets`, `mediators`, `attributed_to` and `host` hold mention ids of actors; all parties of a reciprocal
    act are `sources`. `about` is the mention id of the event that a promise, accusation or denial is about.
    `time` is the time expression that dates it, `date` what follows from it; where that expression is a length
    ("two days after"), `distance` says from which day. `why` names the rules.
    """

    mention_id: str
    span: CharSpan
    exact: str
    sentence: Evidence
    event_type: EventType
    plover_type: EventType | None
    status: Status
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    host: str | None = None
    mediators: tuple[str, ...] = ()
    attributed_to: tuple[str, ...] = ()
    about: str | None = None
    time: str | None = None
    distance: Distance | None = None
    date: EventDate
    place: str | None = None
    figures: tuple[str, ...] = ()
    confidence: float = 0.0
    intensity: float = 0.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingOccasion:
    """Reads as: it was said on this occasion, in these words: "at a press conference in Kazan"."""

    kind: OccasionKind
    words: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Reads as: the speaker said the content, to the addressee, on the occasion.

    Parts of one split quotation share `utterance`. `speaker` is None where the text names nobody;
    `speaker_id` is the actor's mention id, None for a speaker who is no actor of ours. `within` is the id of
    the quotation in which this one stands: then its speaker said so only by that one's speaker's account.
    """

    quotation_id: str
    utterance: str
    speaker: CharSpan | None
    speaker_id: str | None
    cue: CharSpan | None
    content: Evidence
    kind: QuotationKind
    addressee: str | None = None
    occasion: SayingOccasion | None = None
    within: str | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Reads as: between low and high of something, as said.

    `low` and `high` are the numbers as said (equal unless a range), `bound` says which side is open
    (`>` "more than, at least", `<`, `~`). Of what rose or fell from one number to another both are told, as a
    range, and `change` says which way. `unit` is an ISO 4217 currency, `percent`, or a plural noun
    ("votes"); `counted` says of what, `of` whose, `as_of` when (ISO, as told).
    """

    figure_id: str
    span: CharSpan
    exact: str
    low: float
    high: float
    bound: FigureBound
    figure_class: FigureClass
    unit: str | None
    counted: str | None = None
    of: str | None = None
    change: FigureChange = "none"
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementMention:
    """Reads as: parties proposed, negotiated, signed, left an agreement.

    `span` is the wording of the agreement, `parties` actor mention ids; `event` is the event mention that
    is this step, None where the step is none. `replaces` is the wording of an older agreement.
    """

    mention_id: str
    span: CharSpan
    exact: str
    name: str
    kind: AgreementKind
    parties: tuple[str, ...]
    stage: Stage
    date: EventDate
    sentence: Evidence
    time: str | None = None
    place: str | None = None
    event: str | None = None
    duration_years: int | None = None
    replaces: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """Reads as: the document disagrees with itself, or with a table, here.

    `sides` holds one wording a side; `reference` is (table, row, version) where the second side is a row of
    a table of ours and has no words in the document.
    """

    discrepancy_id: str
    kind: ContradictionKind
    field: str
    subject: str
    sides: tuple[Evidence, ...]
    values: tuple[str, ...]
    why: str
    reference: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserter:
    """Reads as: what the article asserts by itself is this one's word, being its author, or the body that issued it.

    `role` is `publisher` where no author is named, `unnamed` where nobody is known: then `name` is what the article
    is ("an opinion piece") and `actor_id` is empty. `mention_id` is the actor mention that names him, None where
    only the container does; the rest is as in an actor mention.
    """

    name: str
    role: AsserterRole
    actor_id: str
    kind: ActorKind
    country: str | None = None
    international_code: str | None = None
    sector: str | None = None
    mention_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """Reads as: all that one document says. The only record that leaves the document half.

    Every list is sorted by (start, end, id). `genre_evidence` holds the words that led to `genre`; `asserted_by`
    who answers for what an opinion, an analysis or a press release asserts by itself, empty for news; `signature`
    stands for the text where near-copies are sought (`records.signature.sign`), empty where nobody made one.
    """

    document: Document
    published: DocumentDate
    genre: Genre
    genre_evidence: tuple[Evidence, ...] = ()
    asserted_by: tuple[Asserter, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[Figure, ...] = ()
    agreements: tuple[AgreementMention, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    signature: tuple[int, ...] = ()

    def actor(self, mention_id: str) -> ActorMention:
        """Give the actor mention with this id; KeyError where there is none."""
        for mention in self.actors:
            if mention.mention_id == mention_id:
                return mention
        raise KeyError(mention_id)


Outcome = Annotations | Rejection


def iter_evidence(annotations: Annotations) -> Iterator[Evidence]:
    """Give every piece of evidence that the annotations hold, to be checked against the text."""
    document_id = annotations.document.document_id
    spanned = (annotations.times, annotations.actors, annotations.places, annotations.events)
    for group in (*spanned, annotations.figures, annotations.agreements):
        for mention in group:
            yield Evidence(document_id=document_id, span=mention.span, exact=mention.exact)
    for event in annotations.events:
        yield event.sentence
    for agreement in annotations.agreements:
        yield agreement.sentence
        if agreement.replaces is not None:
            yield agreement.replaces
    for quotation in annotations.quotations:
        yield quotation.content
        if quotation.occasion is not None:
            yield quotation.occasion.words
    for discrepancy in annotations.discrepancies:
        yield from discrepancy.sides
    yield from annotations.published.evidence
    yield from annotations.genre_evidence
