"""Read a plain text file, Markdown too, as one article.

In:  the bytes of a file in pieces, and its name. Out: one `RawDocument`; ReadError where it is no text.
Left to `zones`: a title, an author and a date that stand in the text itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.readers.decode import decode, read_whole
from dragoman.records.documents import RawDocument, Rejection


def read_text(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read a whole file as one text; `name` becomes its `source_id`."""
    yield RawDocument(source_id=name, origin=name, text=decode(read_whole(chunks)))
