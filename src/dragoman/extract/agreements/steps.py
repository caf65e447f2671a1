"""Read all stages that a sentence tells of an agreement.

In:  a `Scene` and the noun of an agreement. Out: `Step`s, each once for a word.
Left to `stages` and `wordings`: the single readings. Left to `circumstances`: when and where.
"""

from __future__ import annotations

from dragoman.extract.agreements.nouns import Noun
from dragoman.extract.agreements.scene import Scene
from dragoman.extract.agreements.stages import ACTIVE_STAGES, Step, read_chain, read_verb, verbs_after
from dragoman.extract.agreements.wordings import (
    read_begun,
    read_drafted,
    read_kept,
    read_name_date,
    read_replacing,
    read_said,
    read_talks,
    read_words,
)


def read_steps(scene: Scene, noun: Noun) -> tuple[Step, ...]:
    """Give the stages that are told of the agreement, each once for a word."""
    token = scene.parsed.doc[noun.head]
    told = [read_chain(scene, noun, token), *(read_verb(scene, noun, verb) for verb in verbs_after(token))]
    found = [step for step in told if step is not None]
    found += read_kept(scene, token)
    found += read_said(scene, noun, token)
    if not found and (worded := read_words(scene, noun, token)) is not None:
        found.append(worded)
    if not found:
        found += read_drafted(scene, token)
    dated = list(read_name_date(scene, token))
    if dated:
        # "the Drosk-brokered deal of March": the participle tells the same stage without its date
        found = [step for step in found if step.anchor.dep_ != "amod"]
    found += dated
    found += read_replacing(scene, token)
    found += read_talks(scene, token, found)
    begun = list(read_begun(scene, noun, token))
    if begun:
        # "applies from 9 May": not from the day that it is told
        found = [step for step in found if step.stage != "in-force"] + begun
    if noun.is_pronoun:
        # "It was signed", "It takes effect"; "It agreed to" is somebody else
        is_done_to = token.dep_ == "nsubjpass"
        found = [step for step in found if is_done_to or step.stage in (*ACTIVE_STAGES, "planned-signature")]
    return tuple({(step.stage, step.anchor.i): step for step in found}.values())
