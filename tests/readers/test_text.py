from __future__ import annotations

from dragoman.readers.text import read_text
from dragoman.records.documents import RawDocument


def test_file_is_one_text_under_its_name() -> None:
    assert list(read_text(iter([b"Envoys ", b"met.\r\n"]), "sub/a.txt")) == [
        RawDocument(source_id="sub/a.txt", origin="sub/a.txt", text="Envoys met.\r\n")
    ]
