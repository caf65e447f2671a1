from __future__ import annotations

import pytest

from dragoman.errors import ReadError
from dragoman.readers.decode import MOST_BYTES, decode, read_whole

TEXT = "Côte d’Ivoire’s president met the envoys in the café of the old harbour on Monday."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(TEXT.encode(), TEXT, id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), TEXT, id="utf-8-with-mark"),
        pytest.param(TEXT.encode("utf-16"), TEXT, id="utf-16-with-mark"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, id="utf-16-big-endian"),
        pytest.param(TEXT.encode("utf-32"), TEXT, id="utf-32-with-mark"),
        pytest.param(TEXT.encode("cp1252"), TEXT, id="windows"),
        pytest.param(TEXT.replace("’", "'").encode("latin-1"), TEXT.replace("’", "'"), id="latin-1"),
        pytest.param(b"Envoys met.", "Envoys met.", id="ascii"),
        pytest.param("Erdoğan’s café and the naïve élite said “no”. ".encode() * 30 + "é".encode()[:1],
                     "Erdoğan’s café and the naïve élite said “no”. " * 30 + "\ufffd", id="utf-8-cut-off"),
        pytest.param(b"", "", id="empty"),
    ],
)  # fmt: skip
def test_decoded(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_declared_encoding_is_believed_after_utf8() -> None:
    polish = "Lech Wałęsa and Żółkiew"
    assert decode(polish.encode("cp1250"), declared="windows-1250") == polish
    assert decode(polish.encode(), declared="windows-1250") == polish
    assert decode("café".encode("cp1252"), declared="no-such-encoding") == "café"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n....", "binary", id="picture"),
        pytest.param(b"%PDF-1.7 text", "binary", id="pdf"),
        pytest.param(b"PK\x03\x04 text", "binary", id="zip"),
        pytest.param(b"Envoys\x00met", "binary", id="nul"),
        pytest.param("Envoys".encode("utf-16-le"), "binary", id="utf-16-without-mark"),
        pytest.param(b"\x01\x02\x03\x04abc", "binary", id="control-characters"),
        pytest.param(b"\xff\xfea\x00b", "unreadable", id="utf-16-cut-off"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        decode(data)
    assert error.value.reason == reason


def test_long_file_is_refused_before_it_is_read_whole() -> None:
    given = 0

    def chunks() -> object:
        nonlocal given
        while True:
            given += 1
            yield b"a" * 1_000_000

    with pytest.raises(ReadError) as error:
        read_whole(chunks())  # type: ignore[arg-type]
    assert error.value.reason == "too-long"
    assert given == MOST_BYTES // 1_000_000 + 1
