"""The two sides of an event and who stands between them, as lists of ids.

In:  ids of actors, places and things. Out: `Parties`, as they pass between the modules of this folder.
Left to `arguments` and `stand_ins`: who belongs on which side.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Reads as: these did it to those, with these between them. Actor mention ids, in text order."""

    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()

    @property
    def everyone(self) -> tuple[str, ...]:
        """Give both sides, each actor once."""
        return tuple(dict.fromkeys((*self.sources, *self.targets)))
