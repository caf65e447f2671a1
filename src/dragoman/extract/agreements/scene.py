"""What the readers of agreements look things up in: a parse with its actors, events and clauses by token.

In:  a parse, and what was found in it. Out: a `Scene`, and the sides that actors stand for.
Left to the other modules of this room: what it all means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.lexicons.load.agreement_words import AgreementWords, load_agreement_words
from dragoman.nlp.governors import governing_clause
from dragoman.nlp.grammar import Clause
from dragoman.nlp.parse import Parsed
from dragoman.records.mentions import ActorMention, Annotations, EventMention
from dragoman.records.spans import CharSpan
from dragoman.records.times import TimeExpression

MUTUAL_TYPES = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Reads as: this document, looked up by token."""

    parsed: Parsed
    found: Annotations
    words: AgreementWords
    actors: Mapping[int, tuple[ActorMention, ...]]
    actors_by_id: Mapping[str, ActorMention]
    events: Mapping[int, EventMention]
    times: Mapping[int, TimeExpression]
    clauses: Mapping[int, Clause]
    coded: tuple[CharSpan, ...]
    named: frozenset[str]

    def is_coded(self, token: Token) -> bool:
        """Tell whether the token stands in the article's own voice."""
        return token.i in self.parsed.coded

    def clause_of(self, token: Token) -> Clause | None:
        """Give the clause that the token heads, else the one it stands in."""
        own = self.clauses.get(token.i)
        if own is not None:
            return own
        verb = governing_clause(token)
        return self.clauses.get(verb.i) if verb is not None else None


def set_scene(parsed: Parsed, found: Annotations) -> Scene:
    """Look up everything by token."""
    events: dict[int, EventMention] = {}
    for event in found.events:
        covered = parsed.doc.char_span(event.span.start, event.span.end, alignment_mode="expand")
        if covered is not None:
            events[covered.root.i] = event
    return Scene(
        parsed=parsed,
        found=found,
        words=load_agreement_words(),
        actors=_actors_by_token(parsed, found),
        actors_by_id={mention.mention_id: mention for mention in found.actors},
        events=events,
        times=_times_by_token(parsed, found),
        clauses={clause.head: clause for clause in parsed.clauses},
        coded=tuple(parsed.document.coded_spans()),
        named=frozenset(mention.actor_id for mention in found.actors if mention.mention_type == "NAM"),
    )


def _actors_by_token(parsed: Parsed, found: Annotations) -> dict[int, tuple[ActorMention, ...]]:
    by_token: dict[int, tuple[ActorMention, ...]] = {}
    for mention in sorted(found.actors, key=lambda m: (m.span.start - m.span.end, m.span.start)):
        covered = parsed.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        for token in covered or ():
            known = by_token.get(token.i, ())
            same = tuple(m for m in known if m.span == mention.span)
            by_token[token.i] = (*same, mention)
    return by_token


def _times_by_token(parsed: Parsed, found: Annotations) -> dict[int, TimeExpression]:
    by_token: dict[int, TimeExpression] = {}
    for time in found.times:
        covered = parsed.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if time.type in ("DATE", "TIME"):
            by_token |= {token.i: time for token in covered or ()}
    return by_token


def parties_at(scene: Scene, indexes: Iterable[int]) -> tuple[str, ...]:
    """Give the actor mentions at these tokens, in text order, each once."""
    mentions = {m.mention_id: m for index in indexes for m in scene.actors.get(index, ())}
    return tuple(sorted(mentions, key=lambda mention_id: (mentions[mention_id].span, mention_id)))


def side_of(scene: Scene, mention_id: str) -> str | None:
    """Give the side that an actor stands for: its country, else itself; None for nobody in particular.

    "Parliament", "the envoys" of no country are no side of their own; a named company or armed group is.
    """
    mention = scene.actors_by_id.get(mention_id)
    if mention is None:
        return None
    if mention.country is not None and not is_apart(mention):
        return mention.country
    if mention.international_code in ("UNO", "EUR"):
        return mention.international_code
    is_known = mention.actor_id in scene.named and mention.kind != "person"
    return mention.actor_id if is_known or mention.country is not None else None


def is_apart(mention: ActorMention) -> bool:
    """Tell whether the actor is another side than its country: rebels, opposition, criminals."""
    return mention.kind != "state" and bool(mention.sectors) and mention.sectors[0] in (
        "REB", "UAF", "CRM", "OPP", "PRM",
    )  # fmt: skip


def sides(scene: Scene, mention_ids: Iterable[str]) -> frozenset[str]:
    """Give the sides: a president and his country are one."""
    return frozenset(side for each in mention_ids if (side := side_of(scene, each)) is not None)


def event_parties(scene: Scene, event: EventMention) -> tuple[str, ...]:
    """Give who takes part in an event, without the go-betweens and those who only lend the room."""
    aside = sides(scene, (*event.mediators, *((event.host,) if event.host else ())))
    taking = tuple(dict.fromkeys((*event.sources, *event.targets)))
    kept = tuple(each for each in taking if side_of(scene, each) not in aside)
    return kept if len(sides(scene, kept)) > 1 else taking
