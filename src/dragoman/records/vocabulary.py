"""The closed sets of words that records use: event types, statuses, zones, kinds.

Each is a `Literal` for the type checker and a tuple, in the field's order, for everybody else.
Source of types, modes, contexts and sectors: the PLOVER codebook, draft 2.0 (Open Event Data Alliance).
"""

from __future__ import annotations

from typing import Literal, get_args

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "OFFICE",
    "INCIDENT",
]
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
EXTENSION_TYPES: tuple[EventType, ...] = ("OFFICE", "INCIDENT")  # ours, not PLOVER's
PLOVER_TYPES: tuple[EventType, ...] = tuple(t for t in EVENT_TYPES if t not in EXTENSION_TYPES)

Status = Literal["occurred", "ongoing", "planned", "possible", "alleged", "denied"]
STATUSES: tuple[Status, ...] = get_args(Status)
HAPPENED: tuple[Status, ...] = ("occurred", "ongoing")

ZoneKind = Literal[
    "title",
    "body",
    "boilerplate",
    "related",
    "pull-quote",
    "repeated",
    "author-note",
    "caption",
    "dateline",
]
ZONE_KINDS: tuple[ZoneKind, ...] = get_args(ZoneKind)
CODED_ZONES: tuple[ZoneKind, ...] = ("title", "body", "dateline")  # the article's own voice

Genre = Literal["news", "opinion", "analysis", "press-release", "transcript", "rewrite", "other"]
GENRES: tuple[Genre, ...] = get_args(Genre)

# what somebody is to the article for whose own assertions he answers
AsserterRole = Literal["author", "issuer", "publisher", "unnamed"]

DateBasis = Literal["given", "stated", "inferred", "publication", "unknown"]
DATE_BASES: tuple[DateBasis, ...] = get_args(DateBasis)

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TIMEX_TYPES: tuple[TimexType, ...] = get_args(TimexType)

MentionType = Literal["NAM", "NOM", "PRO"]
ActorKind = Literal["person", "state", "organisation", "group"]
ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)

PlacePrecision = Literal["site", "city", "district", "province", "country", "region"]
PLACE_PRECISIONS: tuple[PlacePrecision, ...] = get_args(PlacePrecision)

QuotationKind = Literal["direct", "indirect", "mixed"]
OccasionKind = Literal[
    "press-conference",
    "interview",
    "call",
    "meeting",
    "visit",
    "summit",
    "assembly",
    "hearing",
    "speech",
    "ceremony",
    "statement",
    "letter",
    "article",
    "post",
    "broadcast",
]
OCCASION_KINDS: tuple[OccasionKind, ...] = get_args(OccasionKind)

FigureBound = Literal["=", "~", "<", ">", "range"]
FigureClass = Literal["money", "percent", "count", "duration", "age", "distance", "mass", "rate", "other"]
FIGURE_CLASSES: tuple[FigureClass, ...] = get_args(FigureClass)
FigureChange = Literal["none", "up", "down"]

AgreementKind = Literal["treaty", "accord", "memorandum", "contract", "ceasefire", "declaration", "other"]
AGREEMENT_KINDS: tuple[AgreementKind, ...] = get_args(AgreementKind)
Stage = Literal[
    "proposed",
    "negotiating",
    "ready",
    "planned-signature",
    "signed",
    "ratified",
    "in-force",
    "suspended",
    "withdrawn",
    "expired",
    "replaced",
]
STAGES: tuple[Stage, ...] = get_args(Stage)

ClaimField = Literal["event_type", "status", "sources", "targets", "date", "place", "figures", "host", "mediators"]
CLAIM_FIELDS: tuple[ClaimField, ...] = get_args(ClaimField)

ContradictionKind = Literal["conflict", "plan-outcome", "impossible-time", "reference"]
CONTRADICTION_KINDS: tuple[ContradictionKind, ...] = get_args(ContradictionKind)

LinkKind = Literal["fulfils", "superseded-by", "replies-to", "part-of", "about"]
LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)

DecisionKind = Literal["accept", "merge", "split", "reject", "set", "undo"]
DECISION_KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)

INTERNATIONAL_CODES: tuple[str, ...] = ("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC")
# Tie order of the POLECAT coder (codebook, section 6): the first that fits is the primary sector.
SECTORS: tuple[str, ...] = (
    *("PRE", "REB", "SPY", "JUD", "OPP", "GOV", "LEG", "MIL", "COP", "PRM", "ELI", "PTY", "BUS"),
    *("UAF", "CRM", "LAB", "MED", "SOC", "EDU", "JRN", "UNK", "REF", "AGR", "CVL", "REL"),
)
