"""How and about what: the modes and contexts of an event, and the host of a meeting.

In:  a `Scene` and a `Reading`. Out: names of modes of the event's type, of contexts, and the host's mention id.
The cue words stand in `lexicons/mode_cues.toml` and `contexts.toml`.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.events.composition import Reading
from dragoman.extract.events.scene import Scene
from dragoman.lexicons.load.cues import load_contexts, load_mode_cues
from dragoman.lexicons.load.triggers import load_scales
from dragoman.nlp.lemmas import lemma_of
from dragoman.records.mentions import ActorMention, PlaceMention


def read_modes(scene: Scene, reading: Reading, place: PlaceMention | None) -> tuple[tuple[str, ...], str | None]:
    """Give the event's modes, sorted, and the mention of a meeting's host."""
    modes = {reading.mode} if reading.mode else set()
    words = {lemma_of(token) for token in _near(scene, reading)}
    if not modes:
        for mode, cues in load_mode_cues().get(reading.event_type, {}).items():
            if words & cues:
                modes.add(mode)
    host = None
    if reading.event_type == "CONSULT":
        modes, host = _meeting_modes(scene, reading, place, modes)
    allowed = load_scales()[reading.event_type].modes
    return tuple(sorted(mode for mode in modes if mode in allowed)), host


def _near(scene: Scene, reading: Reading) -> list[Token]:
    head = scene.doc[reading.head]
    clause = scene.doc[reading.predicate]
    tokens = {token.i: token for token in (*head.subtree, *clause.children)}
    for child in clause.children:
        tokens.update({inner.i: inner for inner in child.children})
    return [tokens[index] for index in sorted(tokens)]


def _meeting_modes(
    scene: Scene, reading: Reading, place: PlaceMention | None, modes: set[str]
) -> tuple[set[str], str | None]:
    mentions = scene.mentions
    parties = [mentions[party] for party in reading.parties.everyone if party in mentions]
    countries = {party.country for party in parties if party.country}
    if "phone" in modes or place is None or place.country is None:
        return modes, _visited(parties) if "visit" in modes else None
    if len(countries) > 1 and place.country not in countries:
        return modes | {"third-party"}, _mention_of(scene, reading.head, place.country)
    if "visit" in modes:
        host = next((p.mention_id for p in parties if p.country == place.country), None)
        return modes, host
    return modes, None


def _visited(parties: list[ActorMention]) -> str | None:
    """Give the party that receives a visit: the last one told, where it is a state ("visited Belmark")."""
    if len(parties) > 1 and parties[-1].kind == "state":
        return parties[-1].mention_id
    return None


def _mention_of(scene: Scene, head: int, country: str) -> str | None:
    """Give a mention of the host's state in the sentence ("Ashgabat, Turkmenistan's capital")."""
    for token in scene.doc[head].sent:
        for mention in scene.actors.get(token.i, ()):
            if mention.country == country and mention.kind == "state":
                return mention.mention_id
    return None


def read_contexts(scene: Scene, head: int) -> tuple[str, ...]:
    """Give the contexts of the sentence, sorted: a context counts with two of its words, or one that is telling."""
    lemmas = {lemma_of(token) for token in scene.doc[head].sent}
    found = []
    for name, (telling, usual) in load_contexts().items():
        if lemmas & telling or len(lemmas & usual) > 1:
            found.append(name)
    return tuple(sorted(found))
