"""Clean the sides of a reading: each actor once, by its best wording, and nobody acting on what is his own.

In:  a `Reading` with the parties its frame found. Out: the same reading with its parties settled.
Left to `parties`: the full noun phrase of each.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.events.composition import Reading
from dragoman.extract.events.own_forces import moved_by_themselves, without_own_forces
from dragoman.extract.events.party_lists import Parties
from dragoman.extract.events.scene import Scene, covered_tokens, place_party
from dragoman.extract.events.wording import bare_beside
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.nominals import prepositional
from dragoman.records.mentions import ActorMention

RETURNING = frozenset(("release", "return", "freedom", "handover", "liberation", "repatriation"))


def settle_sides(scene: Scene, reading: Reading) -> Reading:
    """Name each actor once and by name where the sentence has one; drop "its" where it is the doer's own."""
    mutual = "frame:mutual" in reading.why or "frame:visit" in reading.why
    spread = [each for party in reading.parties.sources for each in _members(scene, party, mutual=mutual)]
    sources = _each_once(scene, [_spelled_out(scene, party) for party in spread], set())
    doers = {scene.mentions[party].actor_id for party in sources if party in scene.mentions}
    targets = [party for party in reading.parties.targets if not _is_own(scene, party, sources)]
    if reading.event_type == "THREATEN":
        targets = [party for party in targets if not _is_own_state(scene, party, sources)]
    if reading.event_type == "REQUEST" and any(lemma_of(scene.doc[word]) in RETURNING for word in reading.words):
        # "Drosk called for the release of its crew" asks something of who holds them
        targets = [party for party in targets if not _is_own_people(scene, party, sources)]
    targets = without_own_forces(scene, reading.event_type, (reading.head, *reading.words), targets)
    if not sources and reading.event_type == "RETREAT":
        sources = moved_by_themselves(scene, reading.head, reading.words, targets)
        targets = [party for party in targets if party not in sources]
    listed = [each for party in targets for each in _listed(scene, party)]
    settled = _each_once(scene, [_spelled_out(scene, party) for party in listed], doers)
    if mutual and len(sources) > 1:
        named = tuple(party for party in sources if not _is_possessive(scene, party))
        sources = named if len(named) > 1 else sources
    if mutual:
        # sides of a reciprocal act have no order but that of the text
        sources = tuple(sorted(sources, key=lambda party: _start(scene, party)))
    if reading.event_type == "OFFICE":
        sources = _without_office(scene, sources)
        settled = ()  # an office passes; who elects or ousts is no recipient of it
    sources, settled = _without_bare(scene, sources), _without_bare(scene, settled)
    parties = Parties(sources=sources, targets=settled, mediators=reading.parties.mediators)
    return replace(reading, parties=parties)


def _without_office(scene: Scene, sources: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out what somebody was made: "Ana Duarte was elected mayor of Senna" tells of one person."""
    heads = {party: head for party in sources if (head := _head(scene, party)) is not None}
    others = tuple(party for party in sources if party not in heads or heads[party].dep_ not in ("oprd", "attr"))
    return others or sources


def _without_bare(scene: Scene, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out who is told with another in one phrase: "another forty clerks and drivers" are one party."""
    heads = {party: head for party in parties if (head := _head(scene, party)) is not None}
    shared = {beside.i for head in heads.values() if (beside := bare_beside(head)) is not None}
    return tuple(party for party in parties if party not in heads or heads[party].i not in shared)


def _head(scene: Scene, party: str) -> Token | None:
    if party in scene.things:
        return scene.doc[scene.things[party]]
    mention = scene.mentions.get(party)
    covered = covered_tokens(scene.doc, mention.span) if mention is not None else ()
    if mention is None or mention.mention_type != "NOM" or not len(covered):
        return None
    return scene.doc[covered[0].i : covered[-1].i + 1].root


def _start(scene: Scene, party: str) -> int:
    if party in scene.mentions:
        return scene.mentions[party].span.start
    return next((place.span.start for place in scene.places.values() if place_party(place) == party), 0)


def _members(scene: Scene, party: str, *, mutual: bool) -> tuple[str, ...]:
    """Spread "officials from Drosk and Corvia", "the leaders of Drosk and Corvia" over the two: they act for each."""
    mention = scene.mentions.get(party)
    covered = covered_tokens(scene.doc, mention.span) if mention is not None else ()
    if not len(covered):
        return (party,)
    head = scene.doc[covered[0].i : covered[-1].i + 1].root
    if head.tag_ not in ("NNS", "NNPS"):
        return (party,)
    inner = tuple(each for each in scene.parties_within([head.i], ("from", "of")) if each != party)
    countries = {scene.mentions[each].country for each in inner} - {None}
    several = len(inner) > 1 if mutual else len(countries) > 1 and len(countries) == len(inner)
    return inner if several else (party,)


def _listed(scene: Scene, party: str) -> tuple[str, ...]:
    """Give with "diplomats from Drosk, Corvia and Belmark" the further countries whose they are."""
    mention = scene.mentions.get(party)
    covered = covered_tokens(scene.doc, mention.span) if mention is not None else ()
    if mention is None or not len(covered):
        return (party,)
    led = _members(scene, party, mutual=False)
    if len(led) > 1:
        return led  # "invited the leaders of Drosk, Corvia and Belmark"
    if covered[-1].tag_ != "NNS" or covered[-1].i + 1 >= len(scene.doc):
        return (party,)
    after = covered[-1].nbor(1)  # wherever the parser hangs it
    inner = scene.parties_at(noun for _, noun in prepositional(after)) if after.lower_ in ("from", "in") else ()
    if len(inner) < 2 or mention.country not in [scene.mentions[each].country for each in inner]:
        return (party,)  # "struck Drosk troops in Belmark and Corvia"
    countries = [scene.mentions[each].country for each in inner]
    apart = None not in countries and len(set(countries)) == len(countries)
    return (party, *(each for each in inner if scene.mentions[each].country != mention.country)) if apart else (party,)


def _each_once(scene: Scene, parties: list[str], known: set[str]) -> tuple[str, ...]:
    kept: list[str] = []
    seen = set(known)
    for party in parties:
        actor = scene.mentions[party].actor_id if party in scene.mentions else party
        if actor not in seen:
            seen.add(actor)
            kept.append(party)
    return tuple(kept)


def _is_own(scene: Scene, party: str, sources: tuple[str, ...]) -> bool:
    """Tell whether a target is only a possessive of the doer's side: "lifted its curfew", "shut its embassy"."""
    if not _is_possessive(scene, party) or scene.mentions[party].mention_type != "PRO":
        return False
    own = scene.mentions[party]
    doers = [scene.mentions[source] for source in sources if source in scene.mentions]
    return any(doer.actor_id == own.actor_id or (own.country and doer.country == own.country) for doer in doers)


def _is_own_state(scene: Scene, party: str, sources: tuple[str, ...]) -> bool:
    """Tell whether a target is the state that the doer speaks for: "Ardania's premier warned that Ardania would"."""
    state = scene.mentions.get(party)
    if state is None or state.kind != "state" or state.mention_type != "NAM" or not state.country:
        return False
    return any(scene.mentions[source].country == state.country for source in sources if source in scene.mentions)


def _is_own_people(scene: Scene, party: str, sources: tuple[str, ...]) -> bool:
    people = scene.mentions.get(party)
    if people is None or not people.country:
        return False
    return any(scene.mentions[source].country == people.country for source in sources if source in scene.mentions)


def _is_possessive(scene: Scene, party: str) -> bool:
    mention = scene.mentions.get(party)
    if mention is None:
        return False
    covered = covered_tokens(scene.doc, mention.span)
    return len(covered) == 1 and covered[0].tag_ == "PRP$"


def _spelled_out(scene: Scene, party: str) -> str:
    """Give the name that a pronoun stands for where the same sentence has it: the nearest before it, else after."""
    mention = scene.mentions.get(party)
    if mention is None or mention.mention_type != "PRO":
        return party
    covered = covered_tokens(scene.doc, mention.span)
    if not len(covered):
        return party
    sentence = covered[0].sent
    same = [
        other
        for other in scene.mentions.values()
        if other.actor_id == mention.actor_id
        and other.mention_type != "PRO"
        and sentence.start_char <= other.span.start < sentence.end_char
    ]
    if not same:
        return party

    def distance(other: ActorMention) -> tuple[bool, int, str]:
        return (other.span.start > mention.span.start, abs(other.span.start - mention.span.start), other.mention_id)

    return min(same, key=distance).mention_id
