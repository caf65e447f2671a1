from __future__ import annotations

import gzip
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ReadError
from dragoman.readers.archives.compression import FREE_BYTES, Damage, gunzip, undo_encoding

TEXT = b"The envoys of Norland met in Westhaven. " * 50


def unpack(data: bytes, size: int = 64, damage: Damage | None = None) -> bytes:
    return b"".join(gunzip((data[at : at + size] for at in range(0, len(data), size)), damage))


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=5), st.integers(1, 500))
@settings(deadline=None)
def test_parts_are_joined(parts: list[bytes], size: int) -> None:
    assert unpack(b"".join(gzip.compress(part) for part in parts), size) == b"".join(parts)


@given(st.binary(max_size=300).filter(lambda data: not data.startswith(b"\x1f\x8b\x08")), st.integers(1, 50))
@settings(deadline=None)
def test_what_is_not_packed_is_given_as_it_is(data: bytes, size: int) -> None:
    assert unpack(data, size) == data


def test_padding_between_and_behind_parts_is_passed_over() -> None:
    packed = gzip.compress(b"a")
    assert unpack(packed + b"\0" * 700 + packed + b"\0" * 700) == b"aa"


@pytest.mark.parametrize("cut", [5, 12, 30, -4])
def test_broken_off(cut: int) -> None:
    with pytest.raises(ReadError, match="broken off"):
        unpack(gzip.compress(TEXT)[:cut])


@given(st.binary(min_size=1, max_size=400))
@settings(deadline=None)
def test_damage_ends_in_a_note_or_an_error(data: bytes) -> None:
    damage = Damage()
    unpack(b"\x1f\x8b\x08" + data, damage=damage)
    with pytest.raises(ReadError) as error:
        unpack(b"\x1f\x8b\x08\x00" + data + b"\xff" * 40)
    assert error.value.reason == "unreadable"


def test_file_that_grows_without_end_is_stopped_before_it_is_in_memory() -> None:
    packed = gzip.compress(b"\0" * (FREE_BYTES + (24 << 20)))
    given_pieces = gunzip(packed[at : at + 65_536] for at in range(0, len(packed), 65_536))
    sizes: list[int] = []
    with pytest.raises(ReadError, match="200 times"):
        sizes.extend(len(piece) for piece in given_pieces)
    assert max(sizes) <= 65_536
    assert sum(sizes) < FREE_BYTES + (24 << 20)


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br", "", "x-gzip", "compress"]))
@settings(deadline=None)
def test_any_bytes_are_undone_or_refused(data: bytes, encoding: str) -> None:
    with suppress(ReadError):
        undo_encoding(data, encoding, 1000)
