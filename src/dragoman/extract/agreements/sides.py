"""Find between whom an agreement is: named in its phrase, doing its step, or told before.

In:  a `Scene`, the noun and the step. Out: actor mention ids; `Memory` holds what the article told so far.
Left to `resolve.agreements`: parties that only other articles name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman.extract.agreements.nouns import Noun
from dragoman.extract.agreements.scene import MUTUAL_TYPES, Scene, event_parties, parties_at, side_of, sides
from dragoman.extract.agreements.stages import Step
from dragoman.nlp.governors import governing_clause
from dragoman.nlp.nominals import read_nominal

BETWEEN = ("between", "with", "among", "of", "by")
# One party takes these steps alone: who ratifies, leaves, proposes is not always with whom it is.
LONE_STAGES = frozenset(("ratified", "withdrawn", "suspended", "proposed"))


@dataclass(slots=True)
class Memory:
    """Reads as: these agreements were told before, with their parties, the latest last: (kind, words, parties)."""

    told: list[tuple[str, frozenset[str], tuple[str, ...]]] = field(default_factory=list)

    def keep(self, noun: Noun, parties: tuple[str, ...]) -> None:
        """Remember an agreement with its parties."""
        self.told.append((noun.kind, _words(noun), parties))

    def recall(self, noun: Noun) -> tuple[str, ...]:
        """Give the parties of the agreement that the noun means: of its words, of its kind, else the latest."""
        words = _words(noun)
        latest = list(reversed(self.told))
        by_words = [parties for _, some, parties in latest if words & some]
        by_kind = [parties for kind, _, parties in latest if kind == noun.kind]
        return next(iter((*by_words, *by_kind, *(parties for _, _, parties in latest))), ())


def _words(noun: Noun) -> frozenset[str]:
    words = noun.name.lower().replace("-", " ").split()
    return frozenset(word for word in words[:-1] if word not in ("new", "the", "final", "proposed"))


def phrase_parties(scene: Scene, token: Token) -> tuple[str, ...]:
    """Give the parties that the noun phrase names: "the Iran-Russia treaty", "a pact between Ardania and Belmark"."""
    nominal = read_nominal(token)
    indexes = [*nominal.possessors, *nominal.premodifiers]
    indexes += [inner.i for index in nominal.premodifiers for inner in scene.parsed.doc[index].subtree]
    indexes += [noun for prep, noun in nominal.obliques if prep in BETWEEN]
    brokered = {child.i for child in token.lefts if "brokered" in child.lower_ or "mediated" in child.lower_}
    held = {inner.i for index in brokered for inner in scene.parsed.doc[index].subtree}
    return parties_at(scene, [index for index in indexes if index not in held and not _brokers(scene, index)])


def _brokers(scene: Scene, index: int) -> bool:
    """Tell "US-brokered", "Drosk-brokered": the go-between is no party."""
    doc = scene.parsed.doc
    following = doc[index + 1 : index + 3].text.lower().lstrip("-– ")
    return following.startswith(("brokered", "mediated", "backed", "sponsored", "led"))


def step_parties(scene: Scene, step: Step, own: tuple[str, ...]) -> tuple[str, ...]:
    """Give the parties of the act that brings the agreement on: its event's, else those of the clause."""
    found = list(own)
    event = scene.events.get(step.anchor.i)
    if event is not None:
        found += [party for party in event_parties(scene, event) if party not in found]
    clause = scene.clauses.get(step.anchor.i)
    if clause is None and (verb := governing_clause(step.anchor)) is not None:
        clause = scene.clauses.get(verb.i)
    if clause is not None and len(sides(scene, found)) < 2:
        doers = _raised_doers(step.anchor) or clause.doers
        indexes = [*doers, *clause.recipients, *_whose(scene, doers)]
        indexes += [noun for prep, noun in clause.obliques if prep in ("with", "between")]
        found += [party for party in parties_at(scene, indexes) if party not in found]
    return tuple(each for each in found if side_of(scene, each) is not None)


def _raised_doers(anchor: Token) -> tuple[int, ...]:
    """Give who "are to sign", "are due to sign": the verb above has them, not the noun that the clause hangs on."""
    verb = anchor.head if anchor.dep_ == "xcomp" else anchor
    verb = verb.head if verb.pos_ == "ADJ" else verb
    held = [child for child in verb.lefts if child.dep_ == "nsubj"] if verb.lemma_ == "be" else []
    return tuple(each.i for child in held for each in (child, *child.conjuncts))


def _whose(scene: Scene, indexes: Sequence[int]) -> list[int]:
    """Give the states that persons act for: "ministers of Ardal and Brenn", "envoys from Corv"."""
    return [
        noun for index in indexes for prep, noun in read_nominal(scene.parsed.doc[index]).obliques
        if prep in ("of", "from", "for")
    ]  # fmt: skip


def sentence_parties(scene: Scene, token: Token) -> tuple[str, ...]:
    """Give the actors of the sentence where these are of exactly two sides."""
    found = parties_at(scene, [i for i in range(token.sent.start, token.sent.end) if not _brokers(scene, i)])
    found = tuple(each for each in found if side_of(scene, each) is not None)
    return found if len(sides(scene, found)) == 2 else ()


def told_pair(scene: Scene, token: Token) -> tuple[str, ...]:
    """Give the parties of the last mutual act told before the noun, else of the first one after it."""
    before: tuple[str, ...] = ()
    for index in sorted(scene.events):
        event = scene.events[index]
        if event.event_type not in MUTUAL_TYPES or event.targets or event.status in ("denied", "alleged"):
            continue
        parties = event_parties(scene, event)
        if len(sides(scene, parties)) < 2:
            continue
        if index > token.i:
            return before or parties
        before = parties
    return before


def known_parties(scene: Scene, noun: Noun, own: Sequence[str]) -> tuple[str, ...]:
    """Give an agreement known by its name the main parties that the article mentions."""
    found = list(own)
    for code in noun.known.parties if noun.known is not None else ():
        if len(sides(scene, found)) > 1:
            break
        named = (m for m in scene.found.actors if m.country == code and m.kind == "state")
        first = next(named, None)
        if first is not None and code not in sides(scene, found):
            found.append(first.mention_id)
    return tuple(found)
