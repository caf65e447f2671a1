"""Tell figures of speech from deeds: "England bombard Croatia", "dust lays siege", "Netflix invades Brazil".

In:  a `Scene` and a `Reading` of the rules. Out: whether it is meant otherwise.
The words stand in `lexicons/figurative.toml`.
"""

from __future__ import annotations

from dragoman.extract.events.composition import Reading
from dragoman.extract.events.scene import Scene
from dragoman.lexicons.load.figurative import load_figurative
from dragoman.nlp.lemmas import lemma_of

# Types whose words sport, weather and business borrow
BORROWED_TYPES = ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "CONCEDE", "RETREAT", "ACCUSE", "REJECT", "THREATEN")
HITTING_TYPES = ("ASSAULT", "COERCE", "SANCTION")
BUSINESS = frozenset(("BUS", "MNC"))
PEOPLE = frozenset(("PERSON", "NORP", "GPE"))


def is_figurative(scene: Scene, reading: Reading) -> bool:
    """Tell whether a reading is a figure of speech, or trade among firms."""
    return _is_sport(scene, reading) or _is_unhit(scene, reading) or _is_trade(scene, reading)


def _is_sport(scene: Scene, reading: Reading) -> bool:
    if reading.event_type not in BORROWED_TYPES:
        return False
    words = load_figurative()
    doers = [scene.mentions[party] for party in reading.parties.sources if party in scene.mentions]
    if any(words.armed.intersection(doer.sectors) for doer in doers):
        return False
    lemmas = {lemma_of(token) for token in scene.doc[reading.head].sent}
    return bool(lemmas & words.sport) and not lemmas & words.exempt


def _is_unhit(scene: Scene, reading: Reading) -> bool:
    """Tell whether something that cannot do it is told as the doer: "lightning assassinated", "dust laid siege"."""
    clause = scene.clauses.get(reading.head)
    if reading.event_type not in HITTING_TYPES or reading.parties.sources or clause is None or not clause.doers:
        return False
    hitters = load_figurative().hitters
    return not any(
        lemma_of(scene.doc[index]) in hitters
        or scene.doc[index].lower_ in hitters
        or scene.doc[index].ent_type_ in PEOPLE
        or index in scene.actors
        for index in clause.doers
    )


def _is_trade(scene: Scene, reading: Reading) -> bool:
    """Tell whether only firms act, on nobody of public life: "the carrier agreed to sell its network"."""
    known = [scene.mentions[party] for party in reading.parties.everyone if party in scene.mentions]
    return bool(known) and all(mention.sectors and mention.sectors[0] in BUSINESS for mention in known)
