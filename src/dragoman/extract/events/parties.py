"""Settle the actors that take part in events: their full wording, and the places among them.

In:  events whose parties are actor mentions or places ("bombed Senna"). Out: all actor mentions; a party's mention
     covers its whole noun phrase ("The Ardanian foreign minister"), a place that takes part stands for its country,
     and what was hit without being an actor ("two of Drosk's oil plants") is a party of the country that it names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from dragoman.extract.events.scene import covered_tokens, place_party, thing_party
from dragoman.extract.events.wording import BEFORE, MAX_TAIL, OBJECTS, clean_end, phrase
from dragoman.lexicons.load.composition import load_composition
from dragoman.lexicons.load.tables import load_states, states_by_code
from dragoman.lexicons.load.triggers import load_triggers
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.parse import Parsed
from dragoman.records.ids import actor_name_id, actor_reached_id
from dragoman.records.mentions import ActorMention, Annotations, EventMention, PlaceMention
from dragoman.records.spans import CharSpan, make_id

OWNING = frozenset(("poss", "amod", "compound", "nmod"))
MANY = 2  # actors that share one noun phrase


def settle_actors(parsed: Parsed, found: Annotations) -> tuple[ActorMention, ...]:
    """Give the actors found so far, parties in their full wording, and one more for each place that is a party."""
    wanted = {party for event in found.events for party in (*event.sources, *event.targets)}
    told = frozenset(token.i for event in found.events for token in covered_tokens(parsed.doc, event.span))
    names = {state.code: state.name for state in load_states()}
    owned = _owned_nouns(parsed, found)
    widened = {
        mention.mention_id: _widened(parsed, mention, told, owned=owned.get(mention.mention_id))
        for mention in found.actors
        if mention.mention_id in wanted and mention.mention_type != "PRO"
    }
    taken = Counter(mention.span for mention in widened.values())
    actors = [
        replace(_widened(parsed, mention, told, owned=owned[reached_id]), mention_id=reached_id)
        for mention in found.actors
        if (reached_id := actor_reached_id(mention.mention_id)) in owned
    ]
    for mention in found.actors:
        wide = widened.get(mention.mention_id, mention)
        if taken[wide.span] > 1:
            wide = mention  # "the Drosk and Corvian ministers": two actors, each by its own words
        actors.append(wide)
        if wide.span != mention.span and (mention.mention_type == "NAM" or mention.mention_id in owned):
            # the name alone stays a mention too: it is what the actor is called; so does who owns what was reached
            name_id = actor_name_id(mention.mention_id)
            actors.append(replace(mention, mention_id=name_id))
    actors = _apart(parsed, _once(actors, wanted), wanted)
    acting = [_acting(parsed, place, names) for place in found.places if place_party(place) in wanted]
    left = wanted - {mention.mention_id for mention in (*actors, *acting)}
    things = [
        _thing(parsed, found, token, told)
        for token in (parsed.doc if left else ())
        if token.pos_ in ("NOUN", "PROPN") and thing_party(parsed.document, token) in left
    ]
    return tuple(sorted((*actors, *acting, *things), key=lambda m: (m.span, m.mention_id)))


def part_reached(parsed: Parsed, found: Annotations) -> tuple[EventMention, ...]:
    """Give the events; a party that one reaches through what it owns, while it does something itself, is told apart.

    "Drosk rejected Corvia's call for talks": Corvia calls, and what is rejected is its call.
    """
    doing = {party for event in found.events for party in event.sources}
    by_id = {mention.mention_id: mention for mention in found.actors}
    told = {token.i for event in found.events for token in covered_tokens(parsed.doc, event.span)}

    def reached(event: EventMention, party: str) -> str:
        mention = by_id.get(party) if party in doing else None
        noun = _owned_noun(parsed, mention, event) if mention is not None else None
        if noun is None or (noun in told and lemma_of(parsed.doc[noun]) not in load_composition().claims):
            return party  # "condemned Tarn's killings" condemns Tarn
        return actor_reached_id(party)

    return tuple(
        replace(event, targets=tuple(reached(event, party) for party in event.targets)) for event in found.events
    )


def _owned_nouns(parsed: Parsed, found: Annotations) -> dict[str, int]:
    """Give for each party the noun through which an act reaches it: "rejected Drosk's offer"."""
    doing = {party for event in found.events for party in event.sources}
    reached = {party: event for event in found.events for party in event.targets if party not in doing}
    owned: dict[str, int] = {}
    for mention in found.actors:
        for party in (mention.mention_id, actor_reached_id(mention.mention_id)):
            noun = _owned_noun(parsed, mention, reached[party]) if party in reached else None
            if noun is not None:
                owned[party] = noun
    return owned


def _owned_noun(parsed: Parsed, mention: ActorMention, event: EventMention) -> int | None:
    """Give the noun through which an event reaches an actor: "rejected Drosk's offer", "duties on Corvian steel"."""
    covered = covered_tokens(parsed.doc, mention.span)
    if not len(covered) or mention.mention_type == "PRO":
        return None
    head = parsed.doc[covered[0].i : covered[-1].i + 1].root
    noun = head.head
    if head.dep_ != "poss" and (mention.kind == "person" or mention.exact.islower()):
        return None  # "gave Tarn asylum", parsed as one noun; "a police convoy" names nobody whose it is
    if head.dep_ not in OWNING or noun.pos_ != "NOUN" or noun.dep_ not in OBJECTS:
        return None
    if head.dep_ == "compound" and noun.lower_.endswith("ing"):
        return None  # "sent a letter to Drosk warning of a raid", parsed as one noun
    trigger = {token.i for token in covered_tokens(parsed.doc, event.span)}
    return None if trigger.isdisjoint(_held_by(noun)) else noun.i


def _held_by(noun: Token) -> Iterator[int]:
    """Give the words that an object hangs on, through "a ban on imports of" or "an attack on", up to the verb."""
    for above in noun.ancestors:
        yield above.i
        if above.pos_ not in ("NOUN", "ADP"):
            return


def _once(actors: list[ActorMention], wanted: set[str]) -> list[ActorMention]:
    """Leave out a description that a party was widened to: "President X" is one mention, the party's."""
    held = {(each.span, each.actor_id) for each in actors if each.mention_id in wanted}
    return [each for each in actors if each.mention_id in wanted or (each.span, each.actor_id) not in held]


def _apart(parsed: Parsed, actors: list[ActorMention], wanted: set[str]) -> list[ActorMention]:
    """Give those who share a noun their own words: "Drosk and Corvian warships" are "Drosk", "Corvian warships"."""
    sharing: dict[CharSpan, list[ActorMention]] = {}
    for each in actors:
        if each.mention_id in wanted and each.mention_type == "NOM" and each.country is not None:
            sharing.setdefault(each.span, []).append(each)
    own: dict[str, ActorMention] = {}
    for span, several in sharing.items():
        covered = covered_tokens(parsed.doc, span)
        told = sorted((_naming_token(covered, each.country), each.mention_id, each) for each in several)
        if len(told) < MANY or told[0][0] < 0 or len({at for at, _, _ in told}) < len(told):
            continue
        for at, mention_id, each in told:
            end = span.end if at == told[-1][0] else parsed.doc[at].idx + len(parsed.doc[at].text)
            where = CharSpan(start=parsed.doc[at].idx, end=end)
            own[mention_id] = replace(each, span=where, exact=parsed.document.text[where.start : where.end])
    return [own.get(each.mention_id, each) for each in actors]


def _naming_token(covered: Iterable[Token], country: str | None) -> int:
    """Give the token of a noun phrase that names a country by its adjective or name, -1 where none does."""
    state = states_by_code().get(country or "")
    if state is None:
        return -1
    words = {state.name, *state.adjectives}
    return next((token.i for token in covered if token.text in words), -1)


def _thing(parsed: Parsed, found: Annotations, head: Token, told: frozenset[int]) -> ActorMention:
    """Make a party of what was hit: its noun phrase, of the country that the phrase names."""
    start, end = phrase(parsed.doc, head, told, nominal=True)
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
        around = {each.lower_ for each in token.subtree if abs(each.i - token.i) <= MAX_TAIL}
        told = lemma_of(token) in craft or (name and token.lower_ == name[-1])
        if not told or (name and not around.issuperset(name)):
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


def _acting(parsed: Parsed, place: PlaceMention, names: dict[str, str]) -> ActorMention:
    """Let a place stand for its country, with what says which part of it is meant: "the northern Senna valley"."""
    covered = covered_tokens(parsed.doc, place.span)
    start = place.span.start
    if len(covered):
        lefts = [t for t in covered[-1].lefts if t.i < covered[0].i and t.dep_ in ("det", "amod", "compound")]
        start = min([start, *(t.idx for t in lefts if t.lower_ == "the" or t.lower_.endswith("ern"))])
    return ActorMention(
        mention_id=place_party(place),
        span=CharSpan(start=start, end=place.span.end),
        exact=parsed.document.text[start : place.span.end],
        mention_type="NAM",
        actor_id=make_id("actor", "state", place.country),
        name=names.get(place.country or "", place.name),
        kind="state",
        country=place.country,
        role="place",
    )


def _widened(parsed: Parsed, mention: ActorMention, told: frozenset[int], *, owned: int | None = None) -> ActorMention:
    covered = covered_tokens(parsed.doc, mention.span)
    if not len(covered):
        return mention
    head = parsed.doc[covered[0].i : covered[-1].i + 1].root
    if head.dep_ in ("compound", "amod", "nmod"):
        arms = load_triggers().classes
        armed = lemma_of(head.head) in arms["hardware"] | arms["munition"] | arms["soldiery"]
        # "Former Soviet republics refused": where the doers are no known actor, their adjective is not all of them
        doing = head.head.dep_ in ("nsubj", "dobj") and head.head.tag_ == "NNS" and head.head.i not in told
        if not armed and not doing and owned is None:
            return mention
        head = head.head  # "Drosk artillery", "six Drosk warships": what acts for the state is told with it
    start, end = phrase(parsed.doc, head, told, nominal=mention.mention_type == "NOM" or head.pos_ == "NOUN")
    first, last = parsed.doc[min(start, covered[0].i)], parsed.doc[max(end, covered[-1].i)]
    if owned is not None:
        first, last = _owned_edges(parsed.doc, owned, first, last)
    span = CharSpan(start=first.idx, end=last.idx + len(last.text))
    if span == mention.span:
        return mention
    return replace(mention, span=span, exact=parsed.document.text[span.start : span.end], mention_type="NOM")


def _owned_edges(doc: Doc, owned: int, first: Token, last: Token) -> tuple[Token, Token]:
    """Give the edges of the noun phrase in which a party owns something: "the Drosk premier's draft of a treaty"."""
    starts = [t.left_edge.i for t in doc[owned].lefts if t.dep_ in BEFORE and t.dep_ != "poss"]
    start = min(first.i, *starts) if starts else first.i
    if start > 0 and doc[start - 1].lower_ == "the":
        start -= 1  # the article of "the Drosk premier's draft" hangs on the premier
    ends = [clean_end(t) for t in doc[owned].rights if t.i == owned + 1 and t.lower_ == "of"]
    return doc[start], doc[max(owned, last.i, *ends)]
