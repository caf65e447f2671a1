"""Part a weekday from the name after it: in "On Monday Drosk accused Corvia" the parser often reads a Monday Drosk.

In:  a parsed `Doc`. Out: the same, its heads mended in place.
Left to `headlines`: verbs taken for nouns.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))


def part_weekdays(doc: Doc) -> Doc:
    """Hang each weekday that opens a name on the "on" before it, and make the name the subject it is."""
    for day in doc[1:-1]:
        before, name = day.nbor(-1), day.head
        if day.dep_ not in ("compound", "nmod", "amod") or day.lower_ not in WEEKDAYS or before.lower_ != "on":
            continue
        if name.i <= day.i or name.pos_ not in ("PROPN", "NOUN") or day.whitespace_ == "":
            continue
        _part(day, before, name)
    return doc


def _part(day: Token, before: Token, name: Token) -> None:
    is_held = name.dep_ == "pobj" and name.head.i == before.i
    verb = before.head if is_held else name.head
    if is_held:
        told = any(child.dep_ in SUBJECTS for child in verb.children)
        if verb.i < name.i or told or not _is_finite(verb):
            return  # "on Monday night" by another name, or a subject told already
        passive = any(child.dep_ == "auxpass" for child in verb.children)
        day.head, day.dep_ = before, "pobj"
        name.head, name.dep_ = verb, "nsubjpass" if passive else "nsubj"
    elif name.dep_ in SUBJECTS and before.dep_ == "prep" and not any(child.dep_ == "pobj" for child in before.children):
        day.head, day.dep_ = before, "pobj"


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in FINITE for child in verb.children
    )
