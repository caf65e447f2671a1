"""How and about what: the modes and contexts of an event, and the host of a meeting.

In:  a `Scene` and a `Reading`. Out: names of modes of the event's type, of contexts, and the host's mention id.
The cue words stand in `lexicons/mode_cues.toml`, the hints for contexts in `contexts.toml`.
Left to `contexts`: what a sentence and the document are about.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.events.composition import Reading
from dragoman.extract.events.contexts import read_topics
from dragoman.extract.events.scene import Scene
from dragoman.lexicons.load.contexts import load_contexts
from dragoman.lexicons.load.cues import load_mode_cues
from dragoman.lexicons.load.triggers import load_scales
from dragoman.nlp.lemmas import lemma_of
from dragoman.records.mentions import ActorMention, PlaceMention

OF_ONE_THING = ("REQUEST", "REJECT")  # asked for or refused, the nearest of their modes in the table's order
CHOSEN_SECTORS = frozenset(("GOV", "LEG", "JUD", "ELI", "OPP", "PTY", "REL", "JRN", "MED"))
KILLING = frozenset(("kill", "murder", "assassinate", "slay"))
MOST_CONTEXTS = 3  # an analyst who filters by context is not helped by events that are of many


def read_modes(scene: Scene, reading: Reading, place: PlaceMention | None) -> tuple[tuple[str, ...], str | None]:
    """Give the event's modes, sorted, and the mention of a meeting's host."""
    modes = {reading.mode} if reading.mode else set()
    words = {lemma_of(token) for token in _near(scene, reading)}
    if not modes:
        told = [mode for mode, cues in load_mode_cues().get(reading.event_type, {}).items() if words & cues]
        modes.update(told[:1] if reading.event_type in OF_ONE_THING else told)
    if reading.event_type == "ASSAULT" and _is_at_somebody_chosen(scene, reading):
        modes.add("targeted")
    host = None
    if reading.event_type == "CONSULT":
        modes, host = _meeting_modes(scene, reading, place, modes)
    allowed = load_scales()[reading.event_type].modes
    return tuple(sorted(mode for mode in modes if mode in allowed)), host


def _is_at_somebody_chosen(scene: Scene, reading: Reading) -> bool:
    """Tell the killing of one person for what he is: "a gunman killed the deputy governor", not "killed a soldier"."""
    verbs = {lemma_of(scene.doc[index]) for index in (reading.head, *reading.outcomes)}
    is_killing = bool(verbs & KILLING) or ("shoot" in verbs and "dead" in {scene.doc[i].lower_ for i in reading.words})
    hit = [scene.mentions[each] for each in reading.parties.targets if each in scene.mentions]
    if not is_killing or len(hit) != 1 or hit[0].kind != "person":
        return False
    return hit[0].mention_type == "NAM" or bool(CHOSEN_SECTORS.intersection(hit[0].sectors[:1]))


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


def read_contexts(
    scene: Scene, head: int, reading: Reading | None = None, modes: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Give the contexts of an event, sorted, at most `MOST_CONTEXTS`: what its sentence tells, and what it is itself.

    `reading` and `modes` let its type and parties speak too. An event that neither tells anything of has the
    context of the document as a whole, where that has one (codebook, section 1: from the paragraph or document).
    """
    topics = read_topics(scene)
    hinted = _hinted_contexts(scene, reading, modes) if reading is not None else frozenset()
    told = topics.told.get(scene.doc[head].sent.start, {})
    found = hinted | told.keys()
    if not found:
        return (topics.dominant,) if topics.dominant is not None else ()
    contexts = load_contexts().contexts
    kept = [name for name in found if not contexts[name].yields_to & found]

    def distance(name: str) -> int:
        return 0 if name in hinted else min(abs(index - head) for index in told[name])

    # a long sentence tells of more than its event: the nearest words are about it
    return tuple(sorted(sorted(kept, key=lambda name: (distance(name), name))[:MOST_CONTEXTS]))


def _hinted_contexts(scene: Scene, reading: Reading, modes: tuple[str, ...]) -> frozenset[str]:
    """Give the contexts that type, modes and parties tell: ministers of two states who meet are diplomatic."""
    mentions = scene.mentions
    sources = [mentions[party] for party in reading.parties.sources if party in mentions]
    targets = [mentions[party] for party in reading.parties.targets if party in mentions]
    # "Ardania's president received the EU": a body counts beside a country
    countries = {each.country or each.international_code for each in (*sources, *targets)} - {None}
    acting = {sector for each in sources for sector in each.sectors}
    suffering = {sector for each in targets for sector in each.sectors}
    return frozenset(
        hint.context
        for hint in load_contexts().hints
        if reading.event_type in hint.types
        and (not hint.modes or hint.modes.intersection(modes))
        and (not hint.sources or hint.sources & acting)
        and (not hint.targets or hint.targets & suffering)
        and (not hint.international or len(countries) > 1)
    )
