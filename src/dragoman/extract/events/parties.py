"""Settle the actors that take part in events: their full wording, and the places among them.

In:  events whose parties are actor mentions or places ("bombed Senna"). Out: all actor mentions; a party's mention
     covers its whole noun phrase ("The Ardanian foreign minister"), a place that takes part stands for its country,
     and what was hit without being an actor ("two of Drosk's oil plants") is a party of the country that it names.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from spacy.tokens import Doc, Token

from dragoman.extract.events.scene import covered_tokens, place_party, thing_party
from dragoman.lexicons.load.tables import load_states
from dragoman.lexicons.load.triggers import load_triggers
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.parse import Parsed
from dragoman.records.mentions import ActorMention, Annotations, PlaceMention
from dragoman.records.spans import CharSpan, make_id

BEFORE = frozenset(("det", "predet", "amod", "compound", "nmod", "nummod", "quantmod", "poss", "advmod"))
AFTER = frozenset(("of", "in", "from", "at", "for"))
COUNTERS = frozenset(
    ("dozen", "score", "hundred", "thousand", "number", "handful", "group", "pair", "majority", "some")
)
MAX_TAIL = 12  # tokens after the head: "a court in Istanbul", not half the sentence


def settle_actors(parsed: Parsed, found: Annotations) -> tuple[ActorMention, ...]:
    """Give the actors found so far, parties in their full wording, and one more for each place that is a party."""
    wanted = {party for event in found.events for party in (*event.sources, *event.targets)}
    names = {state.code: state.name for state in load_states()}
    widened = {
        mention.mention_id: _widened(parsed, mention)
        for mention in found.actors
        if mention.mention_id in wanted and mention.mention_type != "PRO"
    }
    taken = Counter(mention.span for mention in widened.values())
    actors = []
    for mention in found.actors:
        wide = widened.get(mention.mention_id, mention)
        if taken[wide.span] > 1:
            wide = mention  # "the Drosk and Corvian ministers": two actors, each by its own words
        actors.append(wide)
        if wide.span != mention.span and mention.mention_type == "NAM":
            # the name alone stays a mention too: it is what the actor is called
            name_id = make_id("actor-name", mention.mention_id)
            actors.append(replace(mention, mention_id=name_id))
    acting = [_acting(place, names) for place in found.places if place_party(place) in wanted]
    left = wanted - {mention.mention_id for mention in (*actors, *acting)}
    things = [
        _thing(parsed, found, token)
        for token in (parsed.doc if left else ())
        if token.pos_ in ("NOUN", "PROPN") and thing_party(parsed.document, token) in left
    ]
    return tuple(sorted((*actors, *acting, *things), key=lambda m: (m.span, m.mention_id)))


def _thing(parsed: Parsed, found: Annotations, head: Token) -> ActorMention:
    """Make a party of what was hit: its noun phrase, of the country that the phrase names."""
    start, end = _phrase(parsed.doc, head, nominal=True)
    first, last = parsed.doc[start], parsed.doc[end]
    span = CharSpan(start=first.idx, end=last.idx + len(last.text))
    named = [(each.span, each.country) for each in found.actors] + [(each.span, each.country) for each in found.places]
    inside = sorted((where, code) for where, code in named if code and span.start <= where.start < span.end)
    country = inside[0][1] if inside else _country_of_craft(parsed.doc, head, named)
    exact = parsed.document.text[span.start : span.end]
    mention_id = thing_party(parsed.document, head)
    return ActorMention(
        mention_id=mention_id,
        span=span,
        exact=exact,
        mention_type="NOM",
        actor_id=make_id("actor", "thing", mention_id),
        name=exact,
        kind="group",
        country=country,
    )


def _country_of_craft(doc: Doc, head: Token, named: list[tuple[CharSpan, str | None]]) -> str | None:
    """Give whose ship it is where its phrase does not say: "the vessel", "the Bright Star" after "a Drosk trawler".

    A ship that has a name is the one that the text calls so elsewhere; else it is the last one told of.
    """
    craft = load_triggers().classes["craft"]
    name = [each.lower_ for each in (*head.lefts, head) if each.pos_ == "PROPN"]
    if lemma_of(head) not in craft and not name:
        return None
    definite = any(child.lower_ in ("the", "this", "its", "their") for child in head.lefts)
    found = None
    for token in doc:
        if token.i == head.i or (not name and token.i > head.i):
            continue
        phrase = {each.lower_ for each in token.subtree if abs(each.i - token.i) <= MAX_TAIL}
        told = lemma_of(token) in craft or (name and token.lower_ == name[-1])
        if not told or (name and not phrase.issuperset(name)):
            continue
        codes = [code for where, code in named if code and _stands_before(token, where)]
        found = codes[0] if codes else found
        if name and found:
            return found
    return found if definite and not name else None


def _stands_before(noun: Token, where: CharSpan) -> bool:
    """Tell whether a name modifies the noun: "a Drosk trawler", "Drosk's coast-guard ship"."""
    return any(
        child.idx <= where.start < child.idx + len(child.text)
        for child in noun.lefts
        if child.dep_ in ("amod", "compound", "nmod", "poss")
    )


def _acting(place: PlaceMention, names: dict[str, str]) -> ActorMention:
    return ActorMention(
        mention_id=place_party(place),
        span=place.span,
        exact=place.exact,
        mention_type="NAM",
        actor_id=make_id("actor", "state", place.country),
        name=names.get(place.country or "", place.name),
        kind="state",
        country=place.country,
        role="place",
    )


def _widened(parsed: Parsed, mention: ActorMention) -> ActorMention:
    covered = covered_tokens(parsed.doc, mention.span)
    if not len(covered):
        return mention
    head = parsed.doc[covered[0].i : covered[-1].i + 1].root
    if head.dep_ in ("compound", "amod", "nmod", "poss"):
        arms = load_triggers().classes
        if head.dep_ == "poss" or lemma_of(head.head) not in arms["hardware"] | arms["munition"] | arms["soldiery"]:
            return mention
        head = head.head  # "Drosk artillery", "six Drosk warships": what acts for the state is told with it
    start, end = _phrase(parsed.doc, head, nominal=mention.mention_type == "NOM" or head.pos_ == "NOUN")
    first, last = parsed.doc[min(start, covered[0].i)], parsed.doc[max(end, covered[-1].i)]
    span = CharSpan(start=first.idx, end=last.idx + len(last.text))
    if span == mention.span:
        return mention
    return replace(mention, span=span, exact=parsed.document.text[span.start : span.end], mention_type="NOM")


def _phrase(doc: Doc, head: Token, *, nominal: bool) -> tuple[int, int]:
    """Give the first and last token of a party's noun phrase, without clauses and coordinated nouns."""
    start = head.i
    for child in head.lefts:
        if child.dep_ in BEFORE and not any(t.pos_ == "VERB" and t.dep_ == "relcl" for t in child.subtree):
            start = min(start, child.left_edge.i)
    counter = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
    if counter is not None and lemma_of(counter) in COUNTERS:
        start = min(start, counter.left_edge.i)  # "dozens of Drosk peacekeepers"
    end = head.i
    if nominal:
        for child in head.rights:
            tail = child.right_edge.i
            clean = not any(t.pos_ in ("VERB", "AUX") or t.dep_ == "conj" for t in child.subtree)
            near = doc[end + 1 : child.left_edge.i].text.strip() in ("", ",")
            if child.dep_ == "prep" and child.lower_ in AFTER and clean and tail - head.i <= MAX_TAIL and near:
                end = tail
            elif child.dep_ == "appos" and child.pos_ == "PROPN" and clean and near:
                end = child.i
    return start, end
