"""What the record says: actors, events with their claims, statements, agreements, contradictions.

In:  nothing but other records. Out: frozen records; `Resolution` is what enters the store.
Each is made by `resolve` from mentions and can be made again from them at any time.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records.mentions import SayingOccasion
from dragoman.records.spans import Evidence
from dragoman.records.times import DocumentDate, EventDate, Interval
from dragoman.records.vocabulary import (
    ActorKind,
    AgreementKind,
    ClaimField,
    ContradictionKind,
    EventType,
    FigureBound,
    FigureChange,
    FigureClass,
    Genre,
    LinkKind,
    PlacePrecision,
    QuotationKind,
    Stage,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Reads as: held this office from, to (ISO, coarse where not known to the day; None: open)."""

    title: str
    start: str | None
    end: str | None
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Reads as: one participant in the world, under all its names.

    `aliases` are the spellings seen in the documents and in our tables; `mentions` counts mentions;
    `discrepancies` are ids of contradictions about the actor itself.
    """

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None
    international_code: str | None
    sectors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    external_ids: tuple[str, ...] = ()
    mentions: int = 0
    discrepancies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Reads as: an actor as it stands in an event, with the code it had on that day.

    Of those to whom something is attributed `genre` says that it is only an article of that genre which asserts it:
    the author of an opinion, the issuer of a press release; None of whoever is said in an article to have said so.
    Where nobody is known for it the name is what the article is, "an opinion piece", and `actor_id` is empty.
    """

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None
    international_code: str | None
    sector: str | None
    genre: Genre | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Reads as: one place in the world. Degrees are WGS 84."""

    place_id: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Reads as: according to this evidence, this field of this event is this.

    `evidence` are the claim's own words (the trigger, the actor, the time expression, the place); `support`
    holds further words it rests on. `sentence` is the sentence it stands in. `claim_id` hashes mention,
    field, value and evidence, not the event. `actor_ids` names the actors of a party claim.
    """

    claim_id: str
    event_id: str
    mention_id: str
    field: ClaimField
    value: str
    status: Status
    attributed_to: tuple[Party, ...]
    evidence: Evidence
    sentence: Evidence
    support: tuple[Evidence, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryStep:
    """Reads as: as of that day, the event was told to be in this status, at this date and place."""

    status: Status
    as_of: str | None
    date: EventDate
    place: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLink:
    """Reads as: this event fulfils, replaces, answers or belongs to that one."""

    kind: LinkKind
    event_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Reads as: one happening, as all its claims tell it.

    `event_id` comes from its anchor mention; `documents` counts articles, `voices` independent publishers;
    `mention_ids` are the mentions it was made of, sorted; `why` says which scores joined them.
    """

    event_id: str
    previous_ids: tuple[str, ...]
    event_type: EventType
    plover_type: EventType | None
    about: str | None
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    host: Party | None
    mediators: tuple[Party, ...]
    date: EventDate
    place: Place | None
    status: Status
    attributed_to: tuple[Party, ...]
    history: tuple[HistoryStep, ...]
    links: tuple[EventLink, ...]
    figures: tuple[str, ...]
    confidence: float
    intensity: float
    documents: int
    voices: int
    claims: tuple[Claim, ...]
    mention_ids: tuple[str, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Reads as: one thing somebody said, with every place where it is printed.

    `occasion` is the one told most fully. Where nobody but another speaker tells it ("Putin told me: ..."), `within`
    is the id of the statement in which that one does, None where that is not kept, and `reported_by` is its speaker.
    """

    quotation_id: str
    speaker: Party | None
    speaker_words: str | None
    content: str
    kind: QuotationKind
    date: Interval
    addressee: str | None
    printed: tuple[Evidence, ...]
    occasion: SayingOccasion | None = None
    within: str | None = None
    reported_by: Party | None = None
    reported_by_words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureClaim:
    """Reads as: one figure, wherever it is reported."""

    figure_id: str
    low: float
    high: float
    bound: FigureBound
    figure_class: FigureClass
    unit: str | None
    counted: str | None
    of: str | None
    change: FigureChange
    as_of: str | None
    printed: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementStage:
    """Reads as: the agreement was in this stage then, there, as these words say."""

    stage: Stage
    date: EventDate
    place: str | None
    event_id: str | None
    printed: tuple[Evidence, ...]
    sentences: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Reads as: one treaty or deal through its life, under all its names."""

    agreement_id: str
    names: tuple[str, ...]
    kind: AgreementKind
    parties: tuple[Party, ...]
    duration_years: int | None
    replaces: str | None
    replaces_id: str | None
    replaces_evidence: Evidence | None
    stages: tuple[AgreementStage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Reads as: one side of a contradiction, as these words say, or as this row of a table does.

    `reference` is (table, row, version) where the side rests on a table of ours and has no words.
    """

    value: str
    printed: tuple[Evidence, ...]
    reference: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Reads as: these sides cannot all hold, or a plan did not come out as planned."""

    contradiction_id: str
    kind: ContradictionKind
    about: str
    field: str
    subject_id: str | None
    sides: tuple[Side, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadPeriod:
    """Reads as: in this period, between these two, so many events of this net intensity.

    `cooperation` and `conflict` are sums of PLOVER intensities above and below zero; `net` is their sum.
    `smoothed` is the triangular moving mean of `net` over five periods, weights 1 2 3 2 1, fewer at the ends.
    """

    source: str
    target: str
    directed: bool
    period: str
    events: int
    cooperation: float
    conflict: float
    net: float
    smoothed: float = 0.0
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningPoint:
    """Reads as: with this period the relation turned, from this mean net intensity to that one.

    `event_ids` are the events of the period, the most intense first.
    """

    period: str
    before: float
    after: float
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """Reads as: what the corpus knows of a document beyond the document itself."""

    document_id: str
    published: DocumentDate
    copies_of: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unapplied:
    """Reads as: this decision could not be applied to these documents, or not all of it, for this reason."""

    decision_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Reads as: all that follows from the mentions that were resolved together. Enters the store whole.

    `replayed` are ids of the decisions that were replayed, `unapplied` say what is wrong with some of them.
    """

    documents: tuple[DocumentFacts, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[FigureClaim, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    unapplied: tuple[Unapplied, ...] = ()
    replayed: tuple[str, ...] = ()
