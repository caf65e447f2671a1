"""Read what the rules do not: a clause in which one known actor does something to another, by the learned head.

In:  a `Scene` and the readings of the rules. Out: further `Reading`s, only of clauses about which the rules are silent.
The rules always win: the head is asked only where no reading of theirs stands at the clause or holds both actors.
It speaks only where it is sure (`MIN_SHARE`), and only of what is told as done; `why` names it and its share.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.events.composition import Reading, apply_acts
from dragoman.extract.events.factuality import clause_assertion
from dragoman.extract.events.party_lists import Parties
from dragoman.extract.events.scene import Scene, covered_tokens
from dragoman.extract.relation_head import ActorPair, load_relation_head, read_features
from dragoman.nlp.grammar import Clause
from dragoman.nlp.lemmas import lemma_of
from dragoman.records.mentions import ActorMention
from dragoman.records.vocabulary import EVENT_TYPES

# At .6 it gave readings in running articles that nobody would defend ("dialed the number of" as SUPPORT); of those
# between .75 and .85 that were read, half were wrong ("removed the last hurdle to Sweden's membership" as RETREAT).
MIN_SHARE = 0.85
# Verbs that by themselves tell nothing ("the visit that he paid to Senna", "told the bloc", "has been its partner"):
# what they hold tells it, and the head knows only the words between the two.
EMPTY = frozenset(
    ("be", "become", "have", "do", "make", "take", "get", "give", "pay", "go", "come", "put", "keep", "see", "hear",
     "say", "tell", "call", "describe", "know", "think", "look", "seem", "include", "represent", "live", "work", "name")
)  # fmt: skip
WEIGHT = 0.9  # of the head's share: what it reads is less sure than what a rule reads
# "From Drosk to Belmark, Corvia was reasserting itself": such phrases tell where, when or beside whom
CIRCUMSTANCES = frozenset(
    ("in", "during", "after", "before", "since", "by", "until", "as", "under", "despite", "from", "across", "amid",
     "throughout", "like", "unlike", "without", "alongside", "including", "around")
)  # fmt: skip
PREPOSITIONAL = frozenset(("according", "including", "following", "regarding", "concerning"))  # tagged as verbs
WITHIN = ("of", "to", "on", "against", "with", "from", "for")


def learned_readings(scene: Scene, known: list[Reading]) -> list[Reading]:
    """Read clauses with two known actors that the rules left unread, in text order."""
    heads = {reading.head for reading in known} | {reading.predicate for reading in known}
    sides = [frozenset(reading.parties.everyone) for reading in known]
    found: list[Reading] = []
    for index in sorted(scene.clauses):
        clause = scene.clauses[index]
        if scene.doc[index].lower_ in PREPOSITIONAL:
            continue
        if index in heads or not scene.is_coded(scene.doc[index]) or clause.mood == "infinitive":
            continue
        if clause_assertion(scene, clause) not in ("occurred", "ongoing") or lemma_of(scene.doc[index]) in EMPTY:
            continue
        for source, target in _pairs(scene, clause):
            if any(source in side and target in side for side in sides):
                continue
            found.extend(_read(scene, clause, source, target))
    return found


def _pairs(scene: Scene, clause: Clause) -> Iterator[tuple[str, str]]:
    """Give the first doer and the first other actor of a clause, where both are known."""
    sources = scene.parties_at(clause.doers) or scene.parties_within(clause.doers)
    nouns = [*clause.undergoers, *clause.recipients]
    nouns += [noun for prep, noun in clause.obliques if prep not in CIRCUMSTANCES]
    targets = [t for t in scene.parties_at(nouns) or scene.parties_within(nouns, WITHIN) if t not in sources]
    if not sources or not targets:
        return
    source, target = scene.mentions[sources[0]], scene.mentions[targets[0]]
    if source.span.overlaps(target.span) or source.actor_id == target.actor_id or target.mention_type == "PRO":
        return
    yield sources[0], targets[0]


def _read(scene: Scene, clause: Clause, source: str, target: str) -> tuple[Reading, ...]:
    one, other = _tokens(scene, scene.mentions[source]), _tokens(scene, scene.mentions[target])
    if one is None or other is None:
        return ()
    # the words of its sentence alone, as in training: an article's other sentences tell other deeds
    sentence = scene.doc[clause.head].sent
    pair = ActorPair(doc=scene.doc, source=one, target=other, sentence=(sentence.start, sentence.end))
    scores = load_relation_head().scores(read_features(pair, {}, scene.clauses))
    label = min(scores, key=lambda name: (-round(scores[name], 6), name))
    event_type = next((name for name in EVENT_TYPES if name == label), None)
    share = round(scores[label], 2)
    if event_type is None or share < MIN_SHARE:
        return ()
    reading = Reading(
        head=clause.head,
        words=(clause.head,),
        event_type=event_type,
        mode=None,
        parties=Parties(sources=(source,), targets=(target,)),
        status="occurred",
        attributed_to=(),
        about=None,
        predicate=clause.head,
        weight=share * WEIGHT,
        why=(f"head:{event_type}", f"share:{share:.2f}"),
    )
    return apply_acts(scene, reading)


def _tokens(scene: Scene, mention: ActorMention) -> tuple[int, int] | None:
    covered = covered_tokens(scene.doc, mention.span)
    return (covered[0].i, covered[-1].i + 1) if len(covered) else None
