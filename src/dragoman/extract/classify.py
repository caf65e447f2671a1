"""Tell what one given actor does to another: the type of the event between two marked spans.

In:  a sentence and two spans. Out: a `Verdict`: the likeliest type and a score for each.
The same triggers, frames and composition as the coder's, the actors given instead of found; then the learned head
weighs what the rules say with the words and the path between the actors. The head's scores decide; the rules are its
strongest features, and where the text says nothing that we know they are all it has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dragoman.errors import UsageError
from dragoman.extract.actors.coder import extract_actors
from dragoman.extract.events.coder import extract_events
from dragoman.extract.relation_head import ActorPair, load_relation_head, read_features
from dragoman.extract.times.coder import extract_times
from dragoman.lexicons.load.conventions import load_conventions
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.parse import Parsed, Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import ActorMention, Annotations, EventMention
from dragoman.records.spans import CharSpan, make_id
from dragoman.records.times import UNDATED

BOTH, ONE, NEITHER = 1.0, 0.4, 0.1  # weight of an event that both, one, none of the given actors take part in
REVERSED = 0.5  # the given source stands as target
NOTHING = "NONE"  # the head's label for two actors between whom nothing happens


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Reads as: what does the actor at `source` do to the actor at `target`? Spans are [start, end) in `text`."""

    question_id: str
    text: str
    source: CharSpan
    target: CharSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Reads as: this type, with these scores 0..1."""

    question_id: str
    event_type: str | None
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A question read: its parse, its events, and the rules' score of each type."""

    parsed: Parsed
    events: tuple[EventMention, ...]
    rules: dict[str, float]
    source: tuple[int, int]
    target: tuple[int, int]


def classify_question(parser: Parser, question: Question, codebook: str) -> Verdict:
    """Answer one question in the labels of a codebook; UsageError where the spans do not fit the text."""
    conventions = load_conventions().get(codebook)
    if conventions is None:
        raise UsageError(f"no codebook {codebook!r}; there are {', '.join(sorted(load_conventions()))}")
    read = _read_question(parser, question)
    features = _features(read)
    words = frozenset(lemma_of(token) for token in read.parsed.doc)
    scores: defaultdict[str, float] = defaultdict(float)
    for event_type, score in load_relation_head().scores(features).items():
        if event_type != NOTHING:
            scores[conventions.relabel(event_type, words)] += score
    best = min(scores, key=lambda label: (-round(scores[label], 6), label))
    return Verdict(
        question_id=question.question_id,
        event_type=best,
        scores={label: round(score, 4) for label, score in sorted(scores.items())},
    )


def read_question_features(parser: Parser, question: Question) -> dict[int, float]:
    """Give the inputs of the head for a question: what it is trained on."""
    return _features(_read_question(parser, question))


def _features(read: _Read) -> dict[int, float]:
    clauses = {clause.head: clause for clause in read.parsed.clauses}
    doc = read.parsed.doc
    pair = ActorPair(doc=doc, source=read.source, target=read.target, sentence=(0, len(doc)))
    return read_features(pair, read.rules, clauses)


def _read_question(parser: Parser, question: Question) -> _Read:
    length = len(question.text)
    if max(question.source.end, question.target.end) > length:
        raise UsageError(f"item {question.question_id!r}: a span ends after the text's {length} characters")
    document = Document(
        document_id=make_id("document", question.text),
        source_id=question.question_id,
        text=question.text,
        fingerprint="",
        language="en",
        zones=(Zone(span=CharSpan(start=0, end=length), kind="body"),),
    )
    parsed = parser.parse_one(document)
    found = Annotations(document=document, published=UNDATED, genre="other")
    found = replace(found, times=extract_times(parsed, found))
    given = (_given(document, question.source, "source"), _given(document, question.target, "target"))
    others = [
        mention for mention in extract_actors(parsed, found) if not any(mention.span.overlaps(g.span) for g in given)
    ]
    found = replace(found, actors=tuple(sorted((*given, *others), key=lambda m: (m.span, m.mention_id))))
    events = extract_events(parsed, found, with_head=False)
    rules: defaultdict[str, float] = defaultdict(float)
    for event in events:
        weight = _weight(event, given[0].mention_id, given[1].mention_id)
        # what PLOVER makes of a plan is told apart from the deed: "will meet" is AGREE
        label = (event.plover_type if event.status == "planned" else None) or event.event_type
        rules[label] = max(rules[label], weight)
    return _Read(
        parsed=parsed,
        events=events,
        rules=dict(rules),
        source=_tokens(parsed, question.source),
        target=_tokens(parsed, question.target),
    )


def _tokens(parsed: Parsed, span: CharSpan) -> tuple[int, int]:
    covered = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
    if covered is None or not len(covered):
        raise UsageError(f"no word stands at [{span.start}, {span.end}) of {parsed.document.source_id!r}")
    return covered.start, covered.end


def _given(document: Document, span: CharSpan, side: str) -> ActorMention:
    exact = document.text[span.start : span.end]
    return ActorMention(
        mention_id=make_id("given", document.document_id, side),
        span=span,
        exact=exact,
        mention_type="NAM",
        actor_id=make_id("actor", "given", side),
        name=exact,
        kind="group",
    )


def _weight(event: EventMention, source: str, target: str) -> float:
    sides = (source in (*event.sources, *event.mediators), target in event.targets)
    mutual = not event.targets and source in event.sources and target in event.sources
    if all(sides) or mutual:
        share = BOTH
    elif source in event.targets and target in event.sources:
        share = REVERSED
    else:
        share = ONE if any((*sides, target in event.sources, source in event.targets)) else NEITHER
    return share * event.confidence
