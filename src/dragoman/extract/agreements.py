"""Find agreements and the stage in which a sentence puts each: negotiated, signed, in force, left.

In:  a parse, and the actors, times, places and events found in it. Out: `AgreementMention`s in text order.
Left to `resolve.agreements`: which mentions are one agreement, through its life.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.lexicons.load.agreement_words import AgreementWords, StageWords, load_agreement_words
from dragoman.nlp.grammar import FUTURE_MODALS, Clause, governing_clause
from dragoman.nlp.nominals import noun_phrase, read_nominal
from dragoman.nlp.parse import Parsed
from dragoman.records.mentions import ActorMention, AgreementMention, Annotations, EventMention
from dragoman.records.spans import CharSpan, Evidence, make_id
from dragoman.records.times import UNKNOWN_INTERVAL, EventDate
from dragoman.records.vocabulary import AgreementKind, DateBasis, Stage

YEARS = re.compile(r"\b(\d{1,3}|[a-z]+)[\s-]years?\b", re.IGNORECASE)
NUMBER_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20,
                "twenty-five": 25, "thirty": 30, "fifty": 50, "ninety-nine": 99}  # fmt: skip
MAX_TERM_YEARS = 999  # "a 99-year lease" is the longest usual term; more is a misreading
REPLACE_VERBS = frozenset(("replace", "supersede", "succeed"))
PLAN_WORDS = frozenset(
    ("ready", "readiness", "plan", "expect", "intend", "set", "due", "schedule", "hope", "anticipation", "agree",
     "willingness", "upcoming", "want", "aim", "promise", "pledge")
)  # fmt: skip
# Nouns that also name much else: only with a party in the phrase, or with a verb of a stage, do they count.
WEAK_NOUNS = frozenset(
    ("framework", "partnership", "understanding", "arrangement", "protocol", "charter", "deal", "settlement")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Noun:
    """An agreement's noun phrase: head token, kind, canonical name if it has one."""

    head: int
    span: CharSpan
    kind: AgreementKind
    known_name: str | None
    definite: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    parsed: Parsed
    found: Annotations
    words: AgreementWords
    actors: dict[int, tuple[ActorMention, ...]]
    events: dict[int, EventMention]
    clauses: dict[int, Clause]


def extract_agreements(parsed: Parsed, found: Annotations) -> tuple[AgreementMention, ...]:
    """Find each mention of an agreement that a stage is told of."""
    context = _Context(
        parsed=parsed,
        found=found,
        words=load_agreement_words(),
        actors=_by_token(parsed, found),
        events={i: event for event in found.events for i in _event_heads(parsed, event)},
        clauses={clause.head: clause for clause in parsed.clauses},
    )
    mentions: dict[str, AgreementMention] = {}
    last_parties: dict[str, tuple[str, ...]] = {}
    coded = parsed.document.coded_spans()
    for noun in _nouns(context):
        token = parsed.doc[noun.head]
        if not any(span.start <= token.idx < span.end for span in coded):
            continue
        mention = _read_mention(context, noun, last_parties)
        if mention is not None:
            mentions.setdefault(mention.mention_id, mention)
    return tuple(sorted(mentions.values(), key=lambda m: (m.span, m.mention_id)))


def _by_token(parsed: Parsed, found: Annotations) -> dict[int, tuple[ActorMention, ...]]:
    by_token: dict[int, tuple[ActorMention, ...]] = {}
    for mention in sorted(found.actors, key=lambda m: (m.span.start - m.span.end, m.span.start)):
        covered = parsed.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        for token in covered or ():
            known = by_token.get(token.i, ())
            same = tuple(m for m in known if m.span == mention.span)
            by_token[token.i] = (*same, mention)
    return by_token


def _event_heads(parsed: Parsed, event: EventMention) -> tuple[int, ...]:
    covered = parsed.doc.char_span(event.span.start, event.span.end, alignment_mode="expand")
    return (covered.root.i,) if covered is not None else ()


def _nouns(context: _Context) -> Iterator[_Noun]:
    doc = context.parsed.doc
    for token in doc:
        known = context.words.names.get(token.text)
        kind = context.words.kinds.get(token.lemma_.lower()) if token.pos_ in ("NOUN", "PROPN") else None
        if known is None and (kind is None or token.dep_ in ("compound", "nmod")):
            continue
        start, end = noun_phrase(token)
        first = doc[start]
        if first.dep_ == "poss":
            start = next((t.i + 1 for t in doc[start : token.i] if t.tag_ == "POS"), start)
        phrase = doc[start:end]
        name = (
            known[0]
            if known
            else next((n[0] for alias, n in context.words.names.items() if alias in phrase.text), None)
        )
        determiner = next((child.lower_ for child in token.lefts if child.dep_ in ("det", "poss")), "")
        yield _Noun(
            head=token.i,
            span=CharSpan(start=phrase.start_char, end=phrase.end_char),
            kind=known[1] if known else (kind or "other"),
            known_name=name,
            definite=determiner in ("the", "this", "that", "their", "its") or known is not None,
        )


def _read_mention(context: _Context, noun: _Noun, last: dict[str, tuple[str, ...]]) -> AgreementMention | None:
    token = context.parsed.doc[noun.head]
    own = _phrase_parties(context, token)
    staged = _read_stage(context, token)
    if staged is None:
        if len(own) > 1:
            last["parties"] = own
        return None
    stage, anchor = staged
    parties = own if len(own) > 1 else _clause_parties(context, anchor, own)
    if len(parties) < 2 and noun.definite and "parties" in last:
        parties = last["parties"]
    if len(_sides(context, parties)) < 2 and noun.known_name is None:
        return None
    if noun.kind == "other" or (
        len(own) < 2 and not noun.definite and token.lemma_.lower() in WEAK_NOUNS and stage == "negotiating"
    ):
        return None
    if len(parties) > 1:
        last["parties"] = parties
    return _build(context, noun, stage, anchor, parties)


def _sides(context: _Context, parties: tuple[str, ...]) -> set[str]:
    """Tell how many sides the parties are: a president and his country are one."""
    mentions = {mention.mention_id: mention for mention in context.found.actors}
    return {mentions[m].country or mentions[m].actor_id for m in parties if m in mentions}


def _build(context: _Context, noun: _Noun, stage: Stage, anchor: Token, parties: tuple[str, ...]) -> AgreementMention:
    document = context.parsed.document
    token = context.parsed.doc[noun.head]
    sentence = token.sent
    event = context.events.get(anchor.i) or context.events.get(token.i)
    time = event.time if event is not None else None
    time = time or _time_in(context, anchor) or _time_in(context, token)
    place = event.place if event is not None else None
    exact = document.text[noun.span.start : noun.span.end]
    return AgreementMention(
        mention_id=make_id("agreement-mention", document.document_id, noun.span.start, stage),
        span=noun.span,
        exact=exact,
        name=noun.known_name or exact,
        kind=noun.kind,
        parties=parties,
        stage=stage,
        date=EventDate(
            interval=UNKNOWN_INTERVAL,
            basis="stated"
            if time is not None
            else (event.date.basis if event is not None else _told_basis(context, anchor)),
        ),
        sentence=document.evidence(sentence.start_char, sentence.start_char + len(sentence.text.rstrip())),
        time=time,
        place=place or _place_in(context, anchor),
        event=event.mention_id if event is not None else None,
        duration_years=_term(token),
        replaces=_replaced(context, token),
    )


def _told_basis(context: _Context, anchor: Token) -> DateBasis:
    clause = context.clauses.get(anchor.i) or (
        context.clauses.get(v.i) if (v := governing_clause(anchor)) is not None else None
    )
    told = clause is not None and clause.mood == "indicative" and clause.relation not in ("relcl", "acl")
    return "publication" if told else "unknown"


def _phrase_parties(context: _Context, token: Token) -> tuple[str, ...]:
    """Give the parties that the noun phrase names: "the Iran-Russia treaty", "a pact between Ardania and Belmark"."""
    nominal = read_nominal(token)
    indexes = [*nominal.possessors, *nominal.premodifiers]
    indexes += [inner.i for index in nominal.premodifiers for inner in context.parsed.doc[index].subtree]
    indexes += [noun for prep, noun in nominal.obliques if prep in ("between", "with", "among", "of")]
    return _parties(context, indexes)


def _clause_parties(context: _Context, anchor: Token, own: tuple[str, ...]) -> tuple[str, ...]:
    """Give the parties of the act that brings the agreement on: its event's, else the subjects of the clause."""
    found = list(own)
    event = context.events.get(anchor.i)
    if event is not None:
        found += [party for party in (*event.sources, *event.targets) if party not in found]
    clause = context.clauses.get(anchor.i)
    if clause is None and (verb := governing_clause(anchor)) is not None:
        clause = context.clauses.get(verb.i)
    if clause is not None and len(found) < 2:
        indexes = [
            *clause.doers,
            *clause.recipients,
            *(noun for prep, noun in clause.obliques if prep in ("with", "between")),
        ]
        found += [party for party in _parties(context, indexes) if party not in found]
    return tuple(found)


def _parties(context: _Context, indexes: list[int]) -> tuple[str, ...]:
    mentions = {m.mention_id: m for index in indexes for m in context.actors.get(index, ())}
    return tuple(sorted(mentions, key=lambda mention_id: mentions[mention_id].span))


def _read_stage(context: _Context, token: Token) -> tuple[Stage, Token] | None:
    """Find the word that puts the agreement in a stage: its verb, the noun above it, words of its clause."""
    above = _governors(token)
    for words in context.words.stages:
        for governor in above:
            if _is_stage_word(words, governor):
                return _planned(context, words.stage, governor), governor
    clause = governing_clause(token)
    text = " ".join(t.lower_ for t in (clause or token).subtree if not t.is_space)
    for words in context.words.stages:
        if any(f" {each}" in f" {text}" for each in words.words):
            return words.stage, clause if clause is not None else token
    return None


def _governors(token: Token) -> list[Token]:
    """Give what stands above the noun: "the signing of the pact", "signed the pact", "a pact signed in"."""
    found = [child for child in token.children if child.dep_ in ("acl", "relcl") and child.pos_ == "VERB"]
    current = token
    for _ in range(3):
        while current.dep_ == "conj" and current.head.i != current.i:
            current = current.head
        upper = current.head
        if upper.i == current.i:
            break
        if upper.pos_ == "ADP":
            found.append(upper)
            upper = upper.head
        found.append(upper)
        if upper.pos_ in ("VERB", "AUX"):
            break
        current = upper
    return found


def _is_stage_word(words: StageWords, token: Token) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ in ("NOUN", "PROPN"):
        return lemma in words.nouns or token.lower_ in words.nouns
    if token.pos_ not in ("VERB", "AUX"):
        return False
    near = {inner.lower_ for child in token.children for inner in (child, *child.children)}
    near |= {child.lemma_.lower() for child in token.children}
    return any(verb[0] == lemma and all(word in near for word in verb[1:]) for verb in words.verbs)


def _planned(context: _Context, stage: Stage, governor: Token) -> Stage:
    """Read a signature that is still to come as planned: "will sign", "his readiness to finalise the deal"."""
    if stage not in ("signed", "ready"):
        return stage
    clause = context.clauses.get(governor.i)
    event = context.events.get(governor.i)
    if event is not None and event.status in ("planned", "possible"):
        return "planned-signature"
    ahead = clause is not None and (
        clause.tense == "future"
        or clause.mood == "infinitive"
        or any(c.lower_ in FUTURE_MODALS for c in governor.children)
    )
    if governor.pos_ == "NOUN":
        ahead = any(t.lemma_.lower() in PLAN_WORDS for t in (*governor.ancestors, *governor.children))
    return "planned-signature" if ahead else stage


def _time_in(context: _Context, token: Token) -> str | None:
    within = token.subtree
    spans = [(time.span, time.time_id) for time in context.found.times if time.type in ("DATE", "TIME")]
    for inner in within:
        for span, time_id in spans:
            if span.start <= inner.idx < span.end:
                return time_id
    return None


def _place_in(context: _Context, token: Token) -> str | None:
    for inner in token.subtree:
        for place in context.found.places:
            if place.span.start <= inner.idx < place.span.end and inner.head.lower_ in ("in", "at"):
                return place.mention_id
    return None


def _term(token: Token) -> int | None:
    """Read the term: "the 20-year pact", "will be in effect for 20 years"."""
    clause = governing_clause(token)
    for text in (token.doc[token.left_edge.i : token.i + 1].text, clause.sent.text if clause is not None else ""):
        match = YEARS.search(text)
        if match is None or "old" in text[match.end() : match.end() + 5]:
            continue
        number = match.group(1).lower()
        years = int(number) if number.isdigit() else NUMBER_WORDS.get(number)
        if years is not None and 0 < years <= MAX_TERM_YEARS:
            return years
    return None


def _replaced(context: _Context, token: Token) -> Evidence | None:
    """Find what the agreement replaces: "The new agreement replaces a 2001 framework"."""
    clause = context.clauses.get(token.head.i) if token.dep_ in ("nsubj", "nsubjpass") else None
    if clause is None or context.parsed.doc[clause.head].lemma_ not in REPLACE_VERBS or not clause.undergoers:
        return None
    start, end = noun_phrase(context.parsed.doc[clause.undergoers[0]])
    phrase = context.parsed.doc[start:end]
    return context.parsed.document.evidence(phrase.start_char, phrase.end_char)
