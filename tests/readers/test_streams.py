from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.readers.streams import PIECE_BYTES, ByteStream, bounded_lines


@pytest.mark.parametrize(
    ("chunks", "lines"),
    [
        pytest.param([b"ab\ncd\n"], [b"ab", b"cd"], id="two"),
        pytest.param([b"a", b"b\nc", b"d"], [b"ab", b"cd"], id="across-pieces"),
        pytest.param([b"abcdef\ngh"], [None, b"gh"], id="too-long"),
        pytest.param([b"abcd", b"ef", b"\ngh"], [None, b"gh"], id="too-long-across-pieces"),
        pytest.param([b"ab\nabcdef"], [b"ab", None], id="too-long-at-the-end"),
        pytest.param([b"\n\n"], [b"", b""], id="empty-lines"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_bounded_lines(chunks: list[bytes], lines: list[bytes | None]) -> None:
    assert list(bounded_lines(iter(chunks), most_bytes=5)) == lines


@given(st.lists(st.binary(max_size=30)), st.lists(st.integers(0, 20)))
@settings(deadline=None)
def test_stream_gives_every_byte_once(chunks: list[bytes], sizes: list[int]) -> None:
    stream = ByteStream(iter(chunks))
    found = b""
    for size in sizes:
        seen = stream.peek(size)
        piece = stream.read(size)
        assert seen == piece
        stream.put_back(piece)
        found += stream.read(size)
        assert stream.position == len(found)
    assert found + b"".join(stream.pieces()) == b"".join(chunks)


@pytest.mark.parametrize(
    ("data", "passed", "rest"),
    [
        pytest.param(b"abc\nWARC/1", 4, b"WARC/1", id="next-line"),
        pytest.param(b"abc WARC/1\nx", 12, b"", id="within-a-line"),
        pytest.param(b"WARC/0\nWARC/1", 7, b"WARC/1", id="at-once-is-no-line"),
        pytest.param(b"", 0, b"", id="nothing"),
        pytest.param(b"a" * (PIECE_BYTES - 3) + b"\nWARC/1", PIECE_BYTES - 2, b"WARC/1", id="across-pieces"),
        pytest.param(b"a" * (PIECE_BYTES + 2) + b"\nWARC/1", PIECE_BYTES + 3, b"WARC/1", id="just-beyond-a-piece"),
    ],
)
def test_skip_to(data: bytes, passed: int, rest: bytes) -> None:
    stream = ByteStream(data[at : at + 999] for at in range(0, len(data), 999))
    assert stream.skip_to(b"WARC/") == passed
    assert b"".join(stream.pieces()) == rest


def test_skip_stops_at_the_end() -> None:
    stream = ByteStream(iter([b"abc", b"def"]))
    assert stream.skip(4) == 4
    assert stream.skip(99) == 2
