"""Find agreements and the stage in which a sentence puts each: negotiated, signed, in force, left.

In:  a parse, and the actors, times, places and events found in it. Out: `AgreementMention`s in text order.
Left to `resolve.agreements`: which mentions are one agreement, through its life.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.extract.agreements.circumstances import is_upon_signing, read_replaced, read_term
from dragoman.extract.agreements.deeds import find_deeds
from dragoman.extract.agreements.memberships import find_memberships
from dragoman.extract.agreements.nouns import Noun, find_nouns
from dragoman.extract.agreements.scene import Scene, parties_at, set_scene, sides
from dragoman.extract.agreements.sides import (
    LONE_STAGES,
    Memory,
    known_parties,
    phrase_parties,
    sentence_parties,
    step_parties,
    told_pair,
)
from dragoman.extract.agreements.stages import Step
from dragoman.extract.agreements.steps import read_steps
from dragoman.extract.agreements.talks import find_aimed_talks, find_talks
from dragoman.extract.agreements.writing import write_mention
from dragoman.nlp.parse import Parsed
from dragoman.records.mentions import AgreementMention, Annotations

TWO = 2  # an agreement is between two at least


def extract_agreements(parsed: Parsed, found: Annotations) -> tuple[AgreementMention, ...]:
    """Find each mention of an agreement that a stage is told of."""
    scene = set_scene(parsed, found)
    memberships, taken = find_memberships(scene)
    nouns = [noun for noun in find_nouns(scene) if noun.head not in taken]
    memory = Memory()
    for_later: list[tuple[Noun, Step]] = []
    mentions: list[AgreementMention] = []
    for noun in nouns:
        own = _own(scene, noun)
        if len(sides(scene, own)) >= TWO:
            memory.keep(noun, own)
        steps = read_steps(scene, noun)
        for step in steps:
            parties = _parties(scene, noun, step, own, memory)
            if len(sides(scene, parties)) < TWO:
                for_later.append((noun, step))
                continue
            memory.keep(noun, parties)
            mention = _upon_signing(scene, step, write_mention(scene, noun, step, parties), mentions)
            if not _is_empty(scene, noun, step, own) and not _is_far(step, mention):
                mentions.append(mention)
        if noun.is_definite or not noun.is_weak:
            mentions = _add_facts(scene, noun, mentions)
    mentions += _told_later(scene, for_later, memory)
    mentions += memberships
    mentions += find_aimed_talks(scene, mentions)
    mentions += find_talks(scene, mentions, taken)
    mentions += find_deeds(scene, mentions)
    return _sorted(mentions)


def _sorted(mentions: Iterable[AgreementMention]) -> tuple[AgreementMention, ...]:
    held: dict[str, AgreementMention] = {}
    for mention in mentions:
        held.setdefault(mention.mention_id, mention)
    return tuple(sorted(held.values(), key=lambda m: (m.span, m.mention_id)))


def _own(scene: Scene, noun: Noun) -> tuple[str, ...]:
    return phrase_parties(scene, scene.parsed.doc[noun.head])


def _parties(scene: Scene, noun: Noun, step: Step, own: tuple[str, ...], memory: Memory) -> tuple[str, ...]:
    """Find the parties, the surest way first."""
    token = scene.parsed.doc[noun.head]
    if len(sides(scene, own)) >= TWO:
        return own
    recalled = memory.recall(noun) if noun.is_definite or step.stage in LONE_STAGES else ()
    told = step_parties(scene, step, own) if step.dated_by is None else own
    if step.stage in LONE_STAGES and recalled and _may_be(scene, told, recalled):
        # "Parliament ratified the pact": whose pact stands before
        return recalled
    for found in (told, known_parties(scene, noun, told), recalled):
        if len(sides(scene, found)) >= TWO and (found is not recalled or _may_be(scene, told, recalled)):
            return found
    if step.dated_by is not None:
        return sentence_parties(scene, token) or memory.recall(noun)
    both = sentence_parties(scene, token)
    if both and sides(scene, told) <= sides(scene, both) and (told or noun.is_definite):
        return both
    is_new = not noun.is_definite and step.stage == "signed" and noun.kind != "ceasefire"
    pair = told_pair(scene, token) if not is_new and (noun.is_definite or not noun.is_weak) else ()
    named = sides(scene, told)
    return pair if named <= sides(scene, pair) and (noun.is_definite or named or noun.kind == "ceasefire") else told


def _may_be(scene: Scene, own: Sequence[str], recalled: Sequence[str]) -> bool:
    return sides(scene, own) <= sides(scene, recalled)


def _is_empty(scene: Scene, noun: Noun, step: Step, own: Sequence[str]) -> bool:
    """Tell "talks on a partnership", "discussed a framework": no agreement is told of yet."""
    weak = noun.is_weak and not noun.is_definite and step.stage in ("negotiating", "proposed")
    token = scene.parsed.doc[noun.head]
    # "to build upon agreements signed before": not one of them
    several = token.tag_ in ("NNS", "NNPS") and " " not in noun.name and "-" not in noun.name
    return noun.kind == "other" or several or (weak and len(sides(scene, own)) < TWO)


def _is_far(step: Step, mention: AgreementMention) -> bool:
    """Tell what is to come on no told day: "is expected to take effect", "will discuss the pact"."""
    return step.is_ahead and (mention.time is None or step.stage not in ("in-force", "expired"))


def _upon_signing(
    scene: Scene, step: Step, mention: AgreementMention, told: list[AgreementMention]
) -> AgreementMention:
    """Date what took effect with its signature by the signing that was told before."""
    if mention.stage != "in-force" or mention.time is not None or not is_upon_signing(scene, step.anchor):
        return mention
    signed = next((each for each in reversed(told) if each.stage == "signed" and each.time is not None), None)
    return replace(mention, time=signed.time, date=signed.date) if signed is not None else mention


def _told_later(scene: Scene, waiting: Iterable[tuple[Noun, Step]], memory: Memory) -> Iterator[AgreementMention]:
    """Give a headline's agreement the parties that the text below it names."""
    for noun, step in waiting:
        if noun.is_weak and step.stage == "negotiating":
            continue
        own = _own(scene, noun)
        is_new = not noun.is_definite and step.stage == "signed"
        pair = () if is_new else told_pair(scene, scene.parsed.doc[noun.head])
        parties = memory.recall(noun) or pair
        if not parties:
            continue
        mention = write_mention(scene, noun, step, parties)
        fits = _may_be(scene, step_parties(scene, step, own), parties) or step.stage in LONE_STAGES
        if fits and not _is_empty(scene, noun, step, own) and not _is_far(step, mention):
            yield mention


def _add_facts(scene: Scene, noun: Noun, mentions: list[AgreementMention]) -> list[AgreementMention]:
    """Keep the term and what is replaced, told where no stage is, with the mention before that it is of."""
    token = scene.parsed.doc[noun.head]
    replaced = read_replaced(scene, token)
    term = read_term(scene, token) if noun.is_definite else None
    if replaced is None and term is None:
        return mentions
    held = list(mentions)
    about = (
        sides(scene, parties_at(scene, range(token.left_edge.i, token.right_edge.i + 1))) if replaced is None else set()
    )
    for position in range(len(held) - 1, -1, -1):
        last = held[position]
        if (
            any(char.isdigit() for char in last.name.split()[-1])
            or last.name[:4].isdigit()
            or not about <= sides(scene, last.parties)
        ):
            continue  # an older one, or one of others: "the 25-year deal with Corv"
        if last.stage != "replaced" and (last.kind == noun.kind or last.kind in ("treaty", "accord")):
            term = last.duration_years or term
            held[position] = replace(last, replaces=last.replaces or replaced, duration_years=term)
            break
    return held
