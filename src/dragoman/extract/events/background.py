"""Times that stand in an event's phrase or clause and are of something else: "a deal following an incident in June".

In:  a token of a time expression, the head of the event. Out: whether the time is that of another happening or thing.
Left to `circumstances`: which of the times that are left dates the event.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.extract.events.scene import Scene
from dragoman.lexicons.load.composition import load_composition
from dragoman.lexicons.load.triggers import load_triggers
from dragoman.nlp.governors import is_verbal
from dragoman.nlp.lemmas import lemma_of
from dragoman.records.vocabulary import EventType

# "a deal after the incident in June": what stands below these is the time of something else
BACKGROUND = frozenset(("following", "after", "before", "since", "amid", "over", "despite", "for"))
ANSWERS = frozenset(("response", "answer", "reaction", "reply", "retaliation"))
# how an adjective stands that tells something else of the doer: "Fresh from his victory on May 5, he ..."
ASIDE = frozenset(("advcl", "amod", "appos", "acl"))
# "before dawn on Wednesday", "after midnight on Friday": no happening, but the hour of this one
HOURS = frozenset(
    ("dawn", "daybreak", "sunrise", "noon", "midday", "dusk", "nightfall", "sunset", "dark", "midnight", "breakfast",
     "lunch", "dinner", "prayer", "prayers")
)  # fmt: skip
YEAR = re.compile(r"\d{4}", re.ASCII)
BEFORE_A_NOUN = frozenset(("nummod", "compound", "amod", "nmod"))
OCCASIONAL = frozenset(("at", "in", "during", "on", "by"))  # "at the 2018 summit", "hurt in Sunday's raid"
DEEDS: frozenset[EventType] = frozenset(("ASSAULT", "INCIDENT", "PROTEST", "COERCE", "SANCTION", "MOBILIZE"))
DATING_THEIR_OBJECT = frozenset(
    ("sign", "conclude", "reach", "negotiate", "ink", "hold", "host", "stage", "convene", "organise", "organize",
     "attend", "win", "lose", "launch", "begin", "start", "make")
)  # fmt: skip


def is_background(scene: Scene, token: Token, head: int) -> bool:
    """Tell whether a time belongs to another happening in the phrase: "a deal following an incident in June"."""
    if _is_of_another_thing(scene, token, head):
        return True
    for ancestor in token.ancestors:
        if ancestor.dep_ == "prep" and ancestor.tag_ == "VBG" and ancestor.lower_ in BACKGROUND and ancestor.i > head:
            # "offered his condolences following the raid of 6 March": a participle for the parser
            return True
        if is_verbal(ancestor) or ancestor.i == head:
            # "since the invasion in 2022": what stands above the event itself is no other happening
            return False
        if ancestor.dep_ == "prep" and ancestor.head.pos_ == "ADJ" and ancestor.head.dep_ in ASIDE:
            # "fresh from his victory on May 5, he pledged": the day of the victory
            return True
        if ancestor.dep_ == "prep" and ancestor.lower_ == "to" and ancestor.head.lower_ in ANSWERS:
            # "in response to the prior day's attack"
            return True
        if ancestor.dep_ in ("prep", "pcomp") and ancestor.lower_ in BACKGROUND:
            return not _has_time(scene, ancestor)
    return False


def _is_of_another_thing(scene: Scene, token: Token, head: int) -> bool:
    """Tell whether a time before a noun is that of what the noun names, not of what is done about it.

    "Withdrew from the 2015 accord", "condemned Sunday's raid"; not "agreed at the 2018 summit", "was killed in Sunday's
    raid". What is signed, held or won has the day on which that was done.
    """
    time = scene.times.get(token.i)
    if time is None:
        return False
    while (
        (above := scene.times.get(token.head.i)) is not None and above.time_id == time.time_id and token.head != token
    ):
        token = token.head
    noun = token.head
    if token.dep_ == "pobj" and noun.head.pos_ == "NOUN" and noun.head.i != head:
        # "condemned the raid on Sunday", where the parser hangs the day on the raid
        return _names_a_deed(noun.head) and not _happens_in(noun.head, is_deed=True)
    while noun.dep_ == "compound" and noun.i != head:
        noun = noun.head
    if noun.i in (head, token.i) or noun.i < token.i or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    is_year = token.dep_ in BEFORE_A_NOUN and YEAR.fullmatch(time.value) is not None
    is_of_a_deed = token.dep_ in (*BEFORE_A_NOUN, "poss") and _names_a_deed(noun)
    return (is_year or is_of_a_deed) and not _happens_in(noun, is_deed=is_of_a_deed)


def _names_a_deed(noun: Token) -> bool:
    """Tell a raid, which something else is done about, from a summit, at which it is done."""
    return noun.lemma_ == "incident" or any(
        trigger.event_type in DEEDS for trigger in load_triggers().nouns.get(lemma_of(noun), ())
    )


def _happens_in(noun: Token, *, is_deed: bool) -> bool:
    """Tell whether what is told happens in, by or as what the noun names: "denied a part in Sunday's raid" does not."""
    if noun.dep_ == "pobj":
        return noun.head.lower_ in OCCASIONAL and not (is_deed and noun.head.head.pos_ == "NOUN")
    if noun.dep_ == "nsubj":
        # "the 2015 raid killed nine": what it did is of its year, what became of an accord is not
        return lemma_of(noun.head) in load_triggers().classes["outcome"]
    lemma = lemma_of(noun.head)
    return noun.dep_ in ("dobj", "nsubjpass") and (lemma in DATING_THEIR_OBJECT or lemma in load_composition().light)


def _has_time(scene: Scene, preposition: Token) -> bool:
    return any(child.i in scene.times or child.lower_ in HOURS for child in preposition.children)
