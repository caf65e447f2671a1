"""Each trigger has its words in its example, a frame that exists, and no twin."""

from collections import Counter

import pytest

from dragoman.lexicons.load.conventions import load_conventions
from dragoman.lexicons.load.triggers import Trigger, load_frames, load_triggers
from dragoman.records.vocabulary import EVENT_TYPES

TABLE = load_triggers()
TRIGGERS = [trigger for found in (TABLE.verbs, TABLE.nouns) for each in found.values() for trigger in each]


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_no_two_entries_of_a_type_are_twins(event_type: str) -> None:
    def shape(trigger: Trigger) -> tuple[object, ...]:
        return (
            trigger.part_of_speech,
            trigger.head,
            trigger.particle,
            trigger.words,
            trigger.objects,
            trigger.not_objects,
            trigger.subjects,
            trigger.needs_preposition and trigger.prepositions,
        )

    counted = Counter(shape(trigger) for trigger in TRIGGERS if trigger.event_type == event_type)
    assert not [key for key, count in counted.items() if count > 1]


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_examples_hold_their_trigger(event_type: str) -> None:
    for trigger in TRIGGERS:
        if trigger.event_type == event_type:
            # irregular forms ("shot", "fought") share at least the first letter, but for these
            starts = {"go": ("g", "w"), "be": ("b", "w", "is", "are"), "etat": ("d'e",)}.get(
                trigger.head, trigger.head[:1]
            )
            words = trigger.example.lower().replace("-", " ").split()
            assert any(word.strip("“”\"'.,;:()").startswith(starts) for word in words), trigger.example


def test_weights_and_frames_are_sane() -> None:
    for trigger in TRIGGERS:
        assert 0 < trigger.weight <= 1
        assert f"{trigger.part_of_speech}.{trigger.frame.name}" in load_frames()


def test_conventions_name_labels_of_their_codebook() -> None:
    for convention in load_conventions().values():
        for rule in convention.rules:
            assert rule.event_type in EVENT_TYPES
