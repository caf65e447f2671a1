"""What the shell completes: types, statuses, formats, actors; installed by `dragoman --install-completion`.

In:  what was typed so far. Out: the words that begin so, an actor's code with its name. No record is opened.
"""

from __future__ import annotations

from dragoman.lexicons.load.tables import load_states
from dragoman.records.vocabulary import EVENT_TYPES, STATUSES

FORMATS = ("table", "jsonl", "csv")
REPORT_FORMATS = ("html", "md", "pdf")


def complete_type(incomplete: str) -> list[str]:
    """Complete an event type."""
    return [each for each in EVENT_TYPES if each.startswith(incomplete.upper())]


def complete_status(incomplete: str) -> list[str]:
    """Complete a status."""
    return [each for each in STATUSES if each.startswith(incomplete.lower())]


def complete_format(incomplete: str) -> list[str]:
    """Complete the format of a list."""
    return [each for each in FORMATS if each.startswith(incomplete)]


def complete_report_format(incomplete: str) -> list[str]:
    """Complete the format of a report."""
    return [each for each in REPORT_FORMATS if each.startswith(incomplete)]


def complete_actor(incomplete: str) -> list[tuple[str, str]]:
    """Complete a country by its code or the beginning of its name."""
    typed = incomplete.lower()
    return [
        (state.code, state.name)
        for state in load_states()
        if state.code.lower().startswith(typed) or state.name.lower().startswith(typed)
    ]
