"""Fill in whom the sentences before tell of: "called the step a provocation", "talks on 2 July were to follow".

In:  readings in text order, their parties settled. Out: the same, with parties that stand in an event told just before.
Left to `coder`: whether a reading is enough to be an event. Left to `resolve`: which mentions are one event.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.events.alone import POINTING_BACK, is_pointing
from dragoman.extract.events.circumstances import find_time
from dragoman.extract.events.composition import Reading
from dragoman.extract.events.distances import is_ended
from dragoman.extract.events.scene import Scene, covered_tokens

# What answers a deed is towards whoever did it; a deed of other types that names nobody may be towards anybody.
ANSWERING_TYPES = ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT")
# "thanked Drosk and asked for the release of its crew": what is blamed or asked for is no kindness just told
FRIENDLY_TYPES = ("SUPPORT", "AID", "COOPERATE")
JOINT_TYPES = ("CONSULT", "AGREE", "SUPPORT")
YIELDING = ("CONCEDE", "RETREAT")  # what talks end with, beside an agreement
ACT_FOR_A_STATE = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))
REACH = 2  # sentences back: an answer stands in the same paragraph as the deed
BRIDGED_WEIGHT = 0.9  # factor, settled on our own sentences


def bridge_sides(scene: Scene, readings: list[Reading]) -> list[Reading]:
    """Give each answer without a target, and each meeting without parties, those of the event told just before.

    An act that only points back ("dismissed that as a fable") counts where what it points at is found.
    """
    bridged: list[Reading] = []
    ordered = sorted(readings, key=lambda each: each.head)
    for reading in ordered:
        found = (
            _bridge_answer(scene, reading, bridged)
            or _bridge_meeting(scene, reading, bridged)
            or _bridge_end(scene, reading, ordered)
        )
        if found is not None or POINTING_BACK not in reading.why:
            bridged.append(found or reading)
    return bridged


def _bridge_answer(scene: Scene, reading: Reading, before: list[Reading]) -> Reading | None:
    """Find whom an answer is towards: "Ardania raised its duties. Belmark called the step hostile"."""
    own = _countries(scene, reading.parties.sources)
    if len(own) != 1 or _countries(scene, reading.parties.targets):
        return None
    parallel = _parallel(scene, reading, before)
    if parallel:
        return _with_targets(reading, parallel)
    if reading.event_type not in ANSWERING_TYPES or not _points_back(scene, reading):
        return None
    for earlier in reversed(before):
        if _sentences_between(scene, earlier.head, reading.head) > REACH:
            return None
        if earlier.event_type in FRIENDLY_TYPES and reading.event_type != "SUPPORT":
            continue
        everyone = earlier.parties.everyone
        others = tuple(party for party in everyone if _country(scene, party) not in (None, *own))
        if len(_countries(scene, others)) == 1:
            return _with_targets(reading, others[:1])
        if others:
            return None
    return None


def _parallel(scene: Scene, reading: Reading, before: list[Reading]) -> tuple[str, ...]:
    """Find the target that a deed shares with the same deed of another in its sentence.

    "Ardania cut its ties with Drosk, while Corvia downgraded its own".
    """
    for earlier in reversed(before):
        if _sentences_between(scene, earlier.head, reading.head):
            return ()
        same = earlier.event_type == reading.event_type and earlier.status == reading.status
        targets = tuple(party for party in earlier.parties.targets if _country(scene, party))
        if same and targets and not _countries(scene, targets) & _countries(scene, reading.parties.sources):
            return targets
    return ()


def _points_back(scene: Scene, reading: Reading) -> bool:
    """Tell whether an answer names what it answers by pointing at it, or not at all."""
    if "ahead" in reading.why or POINTING_BACK in reading.why:
        return True
    clause = scene.clauses.get(reading.predicate)
    if clause is None:
        return False
    objects = [scene.doc[index] for index in clause.undergoers]
    objects += [scene.doc[noun] for prep, noun in clause.obliques if prep in ("to", "against", "at", "over", "for")]
    for child in scene.doc[clause.head].children:
        below = scene.clauses.get(child.i)
        if child.dep_ in ("ccomp", "xcomp", "oprd") and below is not None:
            objects += [scene.doc[index] for index in (*below.doers, *below.undergoers)]
    return any(is_pointing(scene, token) for token in objects)


def _bridge_meeting(scene: Scene, reading: Reading, before: list[Reading]) -> Reading | None:
    """Find who met at "talks on 2 July", where the sentence names nobody: the two sides of what was told before."""
    known = _countries(scene, reading.parties.sources)
    if reading.event_type not in JOINT_TYPES or "frame:mutual" not in reading.why or len(known) > 1:
        return None
    if known and any(_is_named(scene, party) for party in reading.parties.sources):
        # "Drosk's premier held talks on Tuesday": with whom, nobody can tell
        return None
    if find_time(scene, reading.head, reading.predicate) is None:
        # without a day of its own it is the meeting that was told of, once more
        return None
    for earlier in reversed(before):
        if _sentences_between(scene, earlier.head, reading.head) > REACH:
            return None
        everyone = _for_their_states(scene, reading, earlier.parties.everyone)
        countries = _countries(scene, everyone)
        if len(countries) > 1 and known <= countries:
            parties = replace(reading.parties, sources=everyone, targets=())
            weight = round(reading.weight * BRIDGED_WEIGHT, 4)
            return replace(reading, parties=parties, weight=weight, why=(*reading.why, "bridged"))
    return None


def _bridge_end(scene: Scene, reading: Reading, readings: list[Reading]) -> Reading | None:
    """Find who met "after four hours of talks": the two sides of what its sentence says came of it."""
    known = _countries(scene, reading.parties.sources)
    if reading.event_type != "CONSULT" or known or not is_ended(scene, reading.head):
        return None
    for other in readings:
        if other.event_type not in JOINT_TYPES + YIELDING or other.status != "occurred":
            continue
        near = not _sentences_between(scene, *sorted((other.head, reading.head)))
        if near and len(_countries(scene, other.parties.everyone)) > 1:
            parties = replace(reading.parties, sources=other.parties.everyone, targets=())
            weight = round(reading.weight * BRIDGED_WEIGHT, 4)
            return replace(reading, parties=parties, weight=weight, why=(*reading.why, "bridged"))
    return None


def _for_their_states(scene: Scene, reading: Reading, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Give who may meet for a state: an opposition leader does not, the state told of last before does.

    "Opposition leader Holt condemned Belmark's offer. Talks of the two ministries were to open on Monday."
    """
    found: list[str] = []
    for party in parties:
        mention = scene.mentions.get(party)
        country = _country(scene, party)
        if mention is None or country is None:
            continue
        if mention.kind != "person" or not mention.sectors or mention.sectors[0] in ACT_FOR_A_STATE:
            found.append(party)
        else:
            found.extend(_state_before(scene, country, scene.doc[reading.head].idx))
    return tuple(dict.fromkeys(found))


def _state_before(scene: Scene, country: str, character: int) -> tuple[str, ...]:
    before = (each for each in scene.mentions.values() if each.span.end <= character)
    named = [each for each in before if each.kind == "state" and each.country == country]
    last = max(named, key=lambda each: (each.span.start, each.mention_id), default=None)
    return (last.mention_id,) if last is not None else ()


def _is_named(scene: Scene, party: str) -> bool:
    """Tell "Drosk's premier" from "the delegations", "two coast guards"."""
    mention = scene.mentions.get(party)
    covered = covered_tokens(scene.doc, mention.span) if mention is not None else ()
    return any(token.pos_ == "PROPN" or token.ent_type_ in ("NORP", "GPE", "PERSON") for token in covered)


def _with_targets(reading: Reading, targets: tuple[str, ...]) -> Reading:
    parties = replace(reading.parties, targets=targets)
    weight = round(reading.weight * BRIDGED_WEIGHT, 4)
    return replace(reading, parties=parties, weight=weight, why=(*reading.why, "bridged"))


def _country(scene: Scene, party: str) -> str | None:
    mention = scene.mentions.get(party)
    return mention.country or mention.international_code if mention is not None else None


def _countries(scene: Scene, parties: tuple[str, ...]) -> set[str]:
    return {country for party in parties if (country := _country(scene, party))}


def _sentences_between(scene: Scene, first: int, second: int) -> int:
    return sum(1 for token in scene.doc[first + 1 : second + 1] if token.is_sent_start and not token.is_space)
