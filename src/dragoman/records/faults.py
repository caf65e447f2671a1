"""What is wrong with a record, as `dragoman verify` tells it.

In:  nothing but other records. Out: frozen records.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Reads as: this object of this kind is wrong in this way, and that is the remedy.

    `check` names what found it; `object_id` is empty where the fault is of the record as a whole.
    """

    check: str
    kind: str
    object_id: str
    what: str
    remedy: str
