"""Code the events of a document: who did what to whom, when, where, and how far it is asserted.

In:  a parse, with the times, actors, places and figures found in it. Out: `EventMention`s in text order.
Left to `extract.dating` and `records.dating`: the days. Left to `resolve`: which mentions are one event.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.events import circumstances
from dragoman.extract.events.alone import POINTING_BACK, alone_readings
from dragoman.extract.events.bridging import bridge_sides
from dragoman.extract.events.casualties import join_accidents, join_casualties, join_dead, join_doers
from dragoman.extract.events.composition import Reading, read_candidate
from dragoman.extract.events.distances import find_distance
from dragoman.extract.events.figurative import is_figurative
from dragoman.extract.events.learned import learned_readings
from dragoman.extract.events.modes import read_contexts, read_modes
from dragoman.extract.events.scene import Scene, covered_tokens, place_party, set_scene
from dragoman.extract.events.sides import settle_sides
from dragoman.extract.events.triggers import find_candidates
from dragoman.extract.events.whereabouts import find_place
from dragoman.lexicons.load.cues import load_mode_cues
from dragoman.lexicons.load.triggers import intensity, load_plover_types, load_scales
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.parse import Parsed
from dragoman.records.ids import event_mention_id
from dragoman.records.mentions import ActorMention, Annotations, EventMention
from dragoman.records.spans import CharSpan
from dragoman.records.times import UNKNOWN_INTERVAL, EventDate

# An event needs an actor on one side; with one side only it is told less surely (codebook, section 2: recipients
# that a type requires). Factors settled on our own sentences.
ONE_SIDED = 0.85
MISSING_REQUIRED = 0.6
MIN_CONFIDENCE = 0.5  # below it the words are more often something else than not
# Talk of friendship fills the papers; of these types only what two identified parties do, or strong words tell, counts.
SOFT_TYPES = ("SUPPORT", "COOPERATE", "AGREE", "CONSULT")
STRONG_WEIGHT = 0.8
PLANNED_WEIGHT = 0.6  # "travel" names a visit where it is only planned, "stop" does not
# An act of these types without anybody who did it is a state of things ("relief was provided").
SOURCELESS_TYPES = ("ASSAULT", "COERCE", "SANCTION", "OFFICE", "INCIDENT", "RETREAT", "CONCEDE")
PROSECUTING = frozenset(("charge", "indict", "arraign", "prosecute"))
# What befalls these is public life only where somebody or something of it takes part.
PRIVATE_TYPES = ("COERCE", "SANCTION", "INCIDENT")
PRIVATE_SECTORS = (("CVL",), ("LAB",), ("BUS",), ("UNK",))
LEAGUES = frozenset(("IGO", "EUR", "UNO"))
EACH = "each"  # of `why`: one of several visits or calls that a clause tells together
JOINT_WORDS = frozenset(("joint", "jointly", "conference", "trilateral", "three-way", "together", "group", "summit"))
# "leaders", "both nations", "officials" that nothing identifies are nobody
FACELESS_SECTORS = frozenset(("GOV", "UNK", ""))


def extract_events(parsed: Parsed, found: Annotations, *, with_head: bool = True) -> tuple[EventMention, ...]:
    """Code every event that the document asserts, plans, alleges or denies.

    `with_head` lets the learned head read clauses about which the rules are silent; `classify` turns it off, since
    there the head itself weighs what the rules say.
    """
    scene = set_scene(parsed, found)
    readings = _dedupe(_unshadowed(scene, _candidate_readings(scene), alone_readings(scene)))
    if with_head:
        readings = _dedupe([*readings, *learned_readings(scene, [r for r in readings if _is_told(scene, r)])])
    readings = [settle_sides(scene, part) for reading in readings for part in split_distributive(scene, reading)]
    readings = bridge_sides(scene, readings)
    readings = join_dead(scene, join_accidents(scene, readings))
    readings = _told_once(join_doers(scene, readings))
    kept = join_casualties(scene, [reading for reading in readings if _is_told(scene, reading)])
    ids = {reading.head: _mention_id(scene, reading) for reading in reversed(kept)}
    mentions = [_build_mention(scene, reading, ids) for reading in kept]
    unique = {mention.mention_id: mention for mention in mentions}
    return tuple(sorted(unique.values(), key=lambda m: (m.span, m.mention_id)))


def _candidate_readings(scene: Scene) -> list[Reading]:
    return [reading for candidate in find_candidates(scene) for reading in read_candidate(scene, candidate)]


def _unshadowed(scene: Scene, readings: list[Reading], alone: list[Reading]) -> list[Reading]:
    """Join acts alone to the triggers' readings; one that is told replaces a trigger's that is not.

    "called on Belmark": as a call by phone it names no two sides and is nothing, as a demand it is an event.
    """
    firm = {reading.head for reading in alone if _is_told(scene, reading)}
    told = {reading.head for reading in readings if reading.head in firm and _is_told(scene, reading)}
    return [*(r for r in readings if r.head not in firm or r.head in told), *alone]


def _dedupe(readings: list[Reading]) -> list[Reading]:
    """Keep one reading a head: that of a trigger before one of an act alone, the first one of an act's inner events."""
    kept: dict[int, Reading] = {}
    for reading in readings:
        known = kept.get(reading.head)
        if known is None or _tells_more(reading, known):
            kept[reading.head] = reading
    return [kept[head] for head in sorted(kept)]


def _tells_more(reading: Reading, known: Reading) -> bool:
    if reading.event_type == known.event_type and not known.parties.targets and reading.why[0].startswith("act:"):
        # "applied to join the league", "dismissed that as a fable": the act knows whom, the trigger does not
        return bool(reading.parties.targets) or POINTING_BACK in reading.why
    if "alone" in known.why and "alone" not in reading.why:
        return True
    if known.about is not None or reading.about is None:
        return False
    return reading.event_type == known.event_type or not known.why[0].startswith("trigger")


def _told_once(readings: list[Reading]) -> list[Reading]:
    """Keep one of two words for one deed in one clause: "began" and "talks" in "began a new round of talks"."""
    best: dict[tuple[object, ...], Reading] = {}
    for reading in readings:
        sides = (frozenset(reading.parties.sources), frozenset(reading.parties.targets))
        key = (reading.predicate, reading.event_type, reading.status, *sides)
        known = best.get(key)
        if known is None or reading.weight > known.weight:
            best[key] = reading
    kept = {id(reading) for reading in best.values()}
    return [reading for reading in readings if id(reading) in kept]


def split_distributive(scene: Scene, reading: Reading) -> tuple[Reading, ...]:
    """Split a distributive reading: "spoke by phone with Erdogan and Putin" is two calls, unless told as joint."""
    lemmas = {lemma_of(token) for token in scene.doc[reading.predicate].subtree}
    by_phone = reading.mode == "phone" or bool(lemmas & load_mode_cues()["CONSULT"]["phone"])
    if reading.event_type != "CONSULT" or not (by_phone or "frame:visit" in reading.why) or lemmas & JOINT_WORDS:
        return (reading,)
    clause = scene.clauses.get(reading.predicate)
    own = scene.parties_at(clause.doers) if clause is not None else ()
    own = tuple(party for party in own if party in reading.parties.sources)
    others = tuple(party for party in reading.parties.sources if party not in own)
    countries = {_country_of(scene, party) for party in others} - {None}
    if len(own) != 1 or len(others) < 2 or len(countries) != len(others):
        return (reading,)
    each = (replace(reading.parties, sources=(*own, other)) for other in others)
    return tuple(replace(reading, parties=parties, why=(*reading.why, EACH)) for parties in each)


def _apart_at(scene: Scene, reading: Reading) -> int | None:
    """Give where the second party stands of one of several visits or calls: "in Senna on Monday and Lisk on Friday"."""
    if EACH not in reading.why:
        return None
    other = reading.parties.sources[-1]
    if other in scene.mentions:
        covered = covered_tokens(scene.doc, scene.mentions[other].span)
        return covered[-1].i if len(covered) else None
    return next((index for index, place in scene.places.items() if place_party(place) == other), None)


def _country_of(scene: Scene, party: str) -> str | None:
    """Give the country of an actor, or that in which a place lies: "visits Riyadh and Tehran"."""
    if party in scene.mentions:
        return scene.mentions[party].country
    return next((place.country for place in scene.places.values() if place_party(place) == party), None)


def _is_told(scene: Scene, reading: Reading) -> bool:
    """Tell whether a reading is sure and concrete enough to be an event."""
    parties = [scene.mentions[m] for m in reading.parties.everyone if m in scene.mentions]
    placed = [m for m in reading.parties.everyone if m not in scene.mentions and m not in scene.things]
    known = [m for m in parties if _is_identified(m)]
    if _confidence(reading) < MIN_CONFIDENCE or not (known or placed) or is_figurative(scene, reading):
        return False
    if not reading.parties.sources and not (reading.event_type in SOURCELESS_TYPES or _is_prosecuted(scene, reading)):
        return False
    if all(source in placed for source in reading.parties.sources) and _is_private(scene, reading):
        return False  # "a clerk was fined", "a clerk was sentenced in Leeds"
    carried = reading.head in scene.clauses or reading.predicate != reading.head
    several = len(known) + len(placed) > 1 or any(_is_plural(scene, mention) for mention in known)
    if "frame:mutual" in reading.why and not several and not carried:
        # "about negotiations", "the war with Iraq": a noun that nobody carries, with one side only
        return False
    return reading.event_type not in SOFT_TYPES or _is_concrete(scene, reading, known, placed)


def _is_prosecuted(scene: Scene, reading: Reading) -> bool:
    """Tell "a Drosk writer was charged with spying", which only the law does, from "he was accused of spying"."""
    clause = scene.clauses.get(reading.head)
    charged = reading.event_type == "ACCUSE" and lemma_of(scene.doc[reading.head]) in PROSECUTING
    return charged and clause is not None and clause.voice == "passive"


def _is_private(scene: Scene, reading: Reading) -> bool:
    """Tell whether law or mishap befalls a private person only: "a bank clerk was arrested", "three hikers died"."""
    if reading.event_type not in PRIVATE_TYPES:
        return False
    hit = [scene.mentions[party] for party in reading.parties.targets if party in scene.mentions]
    if not hit or any(m.mention_type == "NAM" or m.sectors[:1] not in PRIVATE_SECTORS for m in hit):
        return False
    if any(token.ent_type_ in ("NORP", "GPE") for m in hit for token in covered_tokens(scene.doc, m.span)):
        # "a Drosk tourist was arrested": his country is told of; where he was arrested is not
        return False
    return reading.event_type == "INCIDENT" or not any(_is_plural(scene, mention) for mention in hit)


def _is_concrete(scene: Scene, reading: Reading, known: list[ActorMention], placed: list[str]) -> bool:
    """Tell a deed of friendship from talk of it: identified parties, and strong words or a main clause."""
    sides = {m.country or m.actor_id for m in known} | set(placed)
    if reading.parties.targets and not any(m.mention_id in reading.parties.sources for m in known):
        return False
    several = len(sides) > 1 or len(reading.parties.everyone) > 1
    # "they would meet in May", "the league's leaders gathered in Senna"
    several = several or ("frame:mutual" in reading.why and any(_is_plural(scene, m) or _is_league(m) for m in known))
    if reading.weight >= STRONG_WEIGHT:
        return several or reading.status not in ("planned", "possible")
    clause = scene.clauses.get(reading.predicate)
    # "is expected to travel to Senna": the verb above says that it is planned
    due = "under:plan" in reading.why and reading.status == "planned" and reading.event_type == "CONSULT"
    due = due and reading.weight >= PLANNED_WEIGHT
    if clause is not None and clause.relation == "xcomp" and (due or "under:vote" in reading.why):
        clause = scene.clauses.get(clause.governor) if clause.governor is not None else None
    aside = clause is None or clause.relation in ("advcl", "relcl", "acl") or clause.mood != "indicative"
    firm = due or reading.status not in ("planned", "possible") or (clause is not None and clause.tense == "future")
    return several and not aside and firm


def _is_identified(mention: ActorMention) -> bool:
    """Tell whether it is known who a party is: by name, by country, or at least by what it is ("rebels")."""
    if mention.country or mention.international_code or mention.mention_type == "NAM":
        return True
    return bool(mention.sectors) and mention.sectors[0] not in FACELESS_SECTORS


def _is_league(mention: ActorMention) -> bool:
    """Tell a body of states, whose members meet where it does: "the league is due to hold a summit"."""
    return mention.kind == "organisation" and mention.international_code in LEAGUES


def _is_plural(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether a mention names several at once: "army chiefs", "the two factions"."""
    covered = covered_tokens(scene.doc, mention.span)
    if mention.mention_type == "PRO":
        return mention.exact.lower() in ("they", "them", "both", "we")
    return mention.mention_type == "NOM" and len(covered) > 0 and covered[-1].tag_ in ("NNS", "NNPS")


def _confidence(reading: Reading) -> float:
    confidence = reading.weight
    sources, targets = reading.parties.sources, reading.parties.targets
    if not (len(sources) > 1 or (sources and targets)):
        required = load_scales()[reading.event_type].recipient_required
        # "denied that it had spied": an act that its own verb names is told surely, whomever it is towards
        told = reading.why[0].startswith("act:") or not required
        confidence *= ONE_SIDED if told else MISSING_REQUIRED
    return round(confidence, 4)


def _mention_id(scene: Scene, reading: Reading) -> str:
    words = [scene.doc[index] for index in reading.words]
    document_id = scene.parsed.document.document_id
    return event_mention_id(document_id, words[0].idx, reading.event_type, reading.parties.sources)


def _build_mention(scene: Scene, reading: Reading, ids: dict[int, str]) -> EventMention:
    document = scene.parsed.document
    doc = scene.doc
    head = doc[reading.head]
    span = _trigger_span(scene, reading.words)
    sentence = doc[reading.head].sent
    near = _apart_at(scene, reading)
    time = circumstances.find_time(scene, reading.head, reading.predicate, near=near)
    apart = find_distance(scene, reading.head, reading.predicate) if time is None else None
    time = apart[0] if apart is not None else time
    place = find_place(scene, reading.head, reading.predicate, near=near)
    basis = circumstances.date_basis(
        scene,
        reading.head,
        reading.predicate,
        verb=reading.head in scene.clauses,
        meeting=reading.event_type == "CONSULT",
    )
    if time is None and basis == "publication" and reading.status not in ("planned", "possible"):
        time = circumstances.date_line_above(scene, reading.head)
    modes, host = read_modes(scene, reading, place)
    return EventMention(
        mention_id=_mention_id(scene, reading),
        span=span,
        exact=document.text[span.start : span.end],
        sentence=document.evidence(sentence.start_char, sentence.start_char + len(sentence.text.rstrip())),
        event_type=reading.event_type,
        plover_type=load_plover_types()[reading.event_type, reading.status],
        status=reading.status,
        modes=modes,
        contexts=read_contexts(scene, head.i, reading, modes),
        sources=reading.parties.sources,
        targets=reading.parties.targets,
        host=host,
        mediators=reading.parties.mediators,
        attributed_to=reading.attributed_to,
        about=ids.get(reading.about) if reading.about is not None else None,
        time=time.time_id if time is not None else None,
        distance=apart[1] if apart is not None else None,
        date=EventDate(interval=UNKNOWN_INTERVAL, basis="stated" if time is not None else basis),
        place=place.mention_id if place is not None else None,
        figures=tuple(f.figure_id for f in circumstances.find_figures(scene, reading)),
        confidence=_confidence(reading),
        intensity=intensity(reading.event_type, modes),
        why=(*reading.why, f"status:{reading.status}"),
    )


def _trigger_span(scene: Scene, words: tuple[int, ...]) -> CharSpan:
    """Cover the trigger's words from the first to the last where they stand close, else its head alone."""
    first, last = scene.doc[min(words)], scene.doc[max(words)]
    return CharSpan(start=first.idx, end=last.idx + len(last.text))
