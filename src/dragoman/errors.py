"""Every error that dragoman raises, in one tree.

```text
DragomanError
├─ ConfigError                 settings or a lexicon are wrong; says file, line, what was expected
├─ UsageError                  a command or call was given what it cannot take; says what it takes
├─ DocumentError               this document can't be used: it becomes a Rejection and the run goes on
│  ├─ ReadError                bytes that are no text, or a format that is broken
│  ├─ FetchError               an address that may not be asked, or that gave nothing
│  ├─ ZoneError                nothing of the article is left, or it is too long
│  ├─ ParseError               the language pipeline could not read it
│  └─ ExtractError             an extractor failed on it, or it took too long
└─ RunError                    the run can't go on
   ├─ StoreError               the record cannot be opened, read or written
   ├─ SchemaVersionError       the record was made by a newer dragoman
   └─ ExecutorError            a worker or a cluster failed
```

Errors of outside libraries are turned into these at the border of the room that owns the library.
"""

from __future__ import annotations

from typing import Literal, get_args

RejectionReason = Literal[
    "empty",
    "binary",
    "not-english",
    "unreadable",
    "too-long",
    "not-an-object",
    "unknown-format",
    "encrypted",
    "withdrawn",
    "passed-over",
    "refused-address",
    "forbidden-by-robots",
    "not-fetched",
    "time-limit",
    "memory-limit",
    "worker-died",
    "failed",
]
REJECTION_REASONS: tuple[RejectionReason, ...] = get_args(RejectionReason)


class DragomanError(Exception):
    """Anything that dragoman itself raises."""


class ConfigError(DragomanError):
    """Settings or a lexicon are wrong."""


class UsageError(DragomanError):
    """A command or call was given what it cannot take."""


class DocumentError(DragomanError):
    """A document that cannot be used: it becomes a `Rejection` and the run goes on.

    `reason` says why in a word; the message is the detail for a person.
    """

    def __init__(self, reason: RejectionReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[DocumentError], tuple[RejectionReason, str]]:
        """Errors cross process borders: rebuild with both arguments."""
        return type(self), (self.reason, self.detail)


class ReadError(DocumentError):
    """Bytes that are no text, or a format that is broken."""


class FetchError(DocumentError):
    """An address that may not be asked, or that gave nothing."""


class ZoneError(DocumentError):
    """Nothing of an article is in the text, or it is too long."""


class ParseError(DocumentError):
    """The language pipeline could not read the text."""


class ExtractError(DocumentError):
    """An extractor failed on the document, or it took too long."""


class RunError(DragomanError):
    """The run cannot go on."""


class StoreError(RunError):
    """The record cannot be opened, read or written."""


class SchemaVersionError(RunError):
    """The record was made by a newer dragoman than this one."""


class ExecutorError(RunError):
    """A worker or a cluster failed."""
