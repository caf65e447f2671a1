from __future__ import annotations

import mailbox
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ReadError
from dragoman.readers.mail import read_mail, read_mailbox
from dragoman.readers.zones import zone
from dragoman.records.documents import Document, RawDocument, Rejection

WORDS = "The envoys of Norland met in Westhaven on Friday and signed an accord."


def message(text: str = WORDS, html: str | None = None, **headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"Subject": "Norland signs", "Message_ID": "<1@a.example>", **headers}.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made


def pieces(data: bytes) -> Iterator[bytes]:
    return (data[at : at + 100] for at in range(0, len(data), 100))


def read(data: bytes) -> RawDocument:
    (found,) = read_mail(pieces(data), "a.eml")
    assert isinstance(found, RawDocument)
    return found


def test_headers_become_fields() -> None:
    found = read(
        message(
            From="Mara Roe <mroe@port-herald.example>",
            Date="Fri, 11 Oct 2024 10:00:00 +0200",
            List_Id='"Port Herald Daily" <daily.port-herald.example>',
            Archived_At="<https://port-herald.example/mail/1>",
        ).as_bytes()
    )
    assert found == RawDocument(
        source_id="1@a.example",
        origin="a.eml",
        text=WORDS + "\n",
        title="Norland signs",
        url="https://port-herald.example/mail/1",
        publisher="Port Herald Daily",
        author="Mara Roe",
        published="Fri, 11 Oct 2024 10:00:00 +0200",
    )


@pytest.mark.parametrize(
    ("headers", "field", "value"),
    [
        pytest.param({"From": "mroe@port-herald.example"}, "author", "mroe@port-herald.example", id="address-alone"),
        pytest.param({"From": '"Roe, Mara" <m@a.example>'}, "author", "Roe, Mara", id="quoted-name"),
        pytest.param({"Subject": "Fwd: RE: Norland signs"}, "title", "Norland signs", id="forwarded-answer"),
        pytest.param({"Subject": "Réunion à Westhaven"}, "title", "Réunion à Westhaven", id="encoded-subject"),
        pytest.param({"Organization": "Port Wire"}, "publisher", "Port Wire", id="organisation"),
        pytest.param({"From": "x@mail.example"}, "publisher", None, id="address-is-no-publisher"),
        pytest.param({"Archived-At": "<file:///etc/passwd>"}, "url", None, id="address-of-a-file"),
    ],
)
def test_odd_headers(headers: dict[str, str], field: str, value: str | None) -> None:
    assert getattr(read(message(**headers).as_bytes()), field) == value


@pytest.mark.parametrize(
    ("made", "text"),
    [
        pytest.param(message(html="<p>Other words.</p>"), WORDS + "\n", id="plain-before-html"),
        pytest.param(message("", html=f"<p>{WORDS}</p><style>p</style><p>Two.</p>"), f"{WORDS}\nTwo.", id="html-alone"),
        pytest.param(message("See the HTML.", html=f"<p>{WORDS}</p>" * 3), f"{WORDS}\n{WORDS}\n{WORDS}", id="stub"),
        pytest.param(message("Café à Westhaven."), "Café à Westhaven.\n", id="letters"),
    ],
)
def test_text_of_a_message(made: EmailMessage, text: str) -> None:
    assert read(made.as_bytes()).text == text


def test_attachments_are_not_opened() -> None:
    made = message()
    made.add_attachment(b"Other words.", maintype="text", subtype="plain", filename="b.txt")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="b.pdf")
    assert read(made.as_bytes()).text == WORDS + "\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"Subject: x\nContent-Type: text/plain; charset=klingon\n\ncaf\xe9 met.", id="unknown-charset"),
        pytest.param(b"Subject: =?utf-8?b?!!!?=\n\nEnvoys met.", id="broken-encoded-word"),
        pytest.param(b"Subject: =?klingon?q?x?=\n\nEnvoys met.", id="unknown-encoded-word"),
        pytest.param(b"Subject: caf\xe9\nFrom: \xff\xfe\n\nEnvoys met.", id="bare-bytes-in-headers"),
        pytest.param(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nEnvoys met.", id="no-last-boundary"),
        pytest.param(b"Content-Type: multipart/mixed\n\nEnvoys met.", id="no-boundary"),
        pytest.param(b"Content-Transfer-Encoding: base64\nX: 1\n\nRW52b3lzIG1ldC4*", id="broken-base64"),
        pytest.param(b"From: " + b"(" * 100_000 + b"\n\nEnvoys met.", id="endless-brackets"),
        pytest.param(b"Date: 99\nMessage-ID: \n\nEnvoys met.", id="broken-date"),
        pytest.param(
            b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
            id="nested-without-end",
        ),
        pytest.param(b"Envoys met.\n\nThey signed.", id="no-header"),
    ],
)
def test_malformed_message_never_raises_another_error(data: bytes) -> None:
    with suppress(ReadError):
        assert read(data).text


def write_mailbox(path: Path, *messages: EmailMessage) -> bytes:
    box = mailbox.mbox(path)
    for each in messages:
        kept = mailbox.mboxMessage(each)
        kept.set_from("mroe@a.example Fri Oct 11 10:00:00 2024")
        box.add(kept)
    box.close()
    return path.read_bytes()


def test_mailbox_as_other_programs_write_it(tmp_path: Path) -> None:
    texts = [WORDS, f"Envoys.\n\nFrom Westhaven they went on.\n\n{WORDS}", "Third, à Westhaven."]
    data = write_mailbox(tmp_path / "a", *(message(text, Message_ID=f"<{n}@a>") for n, text in enumerate(texts)))
    found = list(read_mailbox(pieces(data), "a.mbox"))
    assert all(isinstance(each, RawDocument) for each in found)
    assert [each.text.rstrip("\n") for each in found if isinstance(each, RawDocument)] == texts
    assert [each.source_id for each in found] == ["0@a", "1@a", "2@a"]


def test_sentence_that_opens_with_from_parts_no_message() -> None:
    data = b"From a@b Fri Oct 11 10:00:00 2024\nSubject: x\n\nEnvoys met.\n\nFrom Paris, 200 left on Friday in 2024.\n"
    (found,) = read_mailbox(pieces(data), "a.mbox")
    assert isinstance(found, RawDocument)
    assert "From Paris" in found.text


def test_broken_message_of_a_mailbox_stops_nothing() -> None:
    start = b"From a@b Fri Oct 11 10:00:00 2024\n"
    data = start + b"Subject: x\n\n\n" + start + b"no header\n\n" + start + b"Subject: y\n\nEnvoys met.\n"
    empty, headless, good = read_mailbox(pieces(data), "a.mbox")
    assert isinstance(empty, Rejection)
    assert isinstance(headless, Rejection)
    assert (empty.source_id, empty.reason, headless.source_id) == ("a.mbox:1", "empty", "a.mbox:2")
    assert isinstance(good, RawDocument)


def test_endless_message_of_a_mailbox_is_rejected() -> None:
    start = b"From a@b Fri Oct 11 10:00:00 2024\n"

    def chunks() -> Iterator[bytes]:
        yield start + b"Subject: x\n\n"
        for _ in range(50):
            yield b"a" * 1_000_000 + b"\n"
        yield b"\n" + start + b"Subject: y\n\nEnvoys met.\n"

    long, good = read_mailbox(chunks(), "a.mbox")
    assert isinstance(long, Rejection)
    assert long.reason == "too-long"
    assert isinstance(good, RawDocument)


def test_file_that_is_no_mailbox() -> None:
    with pytest.raises(ReadError, match="not a mailbox"):
        list(read_mailbox(iter([b"Envoys met."]), "a.mbox"))


def kinds(text: str) -> dict[str, str]:
    document = zone(RawDocument(source_id="a", text=text, title="Norland signs an accord", language="en"))
    assert isinstance(document, Document)
    return {line: document.zone_at(document.text.index(line)) for line in text.split("\n") if line.strip()}


def test_quoted_answer_and_signature_are_not_the_messages_own_voice() -> None:
    found = kinds(
        f"{WORDS}\n\nOn Fri, 11 Oct 2024 at 10:00, A. Roe <a@a.example> wrote:\n"
        "> Belmark attacked Norland.\n>\n> And more.\n"
        "\n--\nMara Roe\nPort Herald"
    )
    assert found == {
        WORDS: "body",
        "On Fri, 11 Oct 2024 at 10:00, A. Roe <a@a.example> wrote:": "repeated",
        "> Belmark attacked Norland.": "repeated",
        ">": "repeated",
        "> And more.": "repeated",
        "--": "boilerplate",
        "Mara Roe": "boilerplate",
        "Port Herald": "boilerplate",
    }


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        pytest.param(
            f"{WORDS}\n-----Original Message-----\nBelmark attacked Norland today.",
            "Belmark",
            "repeated",
            id="answered",
        ),
        pytest.param(f"-----Original Message-----\n{WORDS}", WORDS, "body", id="nothing-but-the-original"),
        pytest.param(f"---------- Forwarded message ---------\n{WORDS}", WORDS, "body", id="forwarded"),
        pytest.param("--\n" + WORDS, WORDS, "body", id="signature-mark-at-the-top"),
        pytest.param(f"{WORDS}\n--\n" + f"{WORDS} Again.\n" * 20, "--", "body", id="rule-within-an-article"),
    ],
)
def test_doubtful_lines_stay_the_articles(text: str, line: str, kind: str) -> None:
    document = zone(RawDocument(source_id="a", text=text, language="en"))
    assert isinstance(document, Document)
    assert document.zone_at(document.text.index(line)) == kind


PARTS = st.sampled_from(
    [
        b"Subject: ",
        b"From: ",
        b"\n",
        b"\n\n",
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"--b\n",
        b"--b--\n",
        b"=?utf-8?q?",
        b"Content-Type: text/html\n",
        b"Content-Type: message/rfc822\n",
        b"Content-Transfer-Encoding: base64\n",
        b"<p>x",
        b"Envoys met.",
        b"Content-Transfer-Encoding: uuencode\n",
        b"begin 644 x\n",
        b"From a@b Fri Oct 11 10:00:00 2024\n",
        b"Date: ",
    ],
)


@given(st.lists(st.one_of(PARTS, st.binary(max_size=8)), max_size=14))
@settings(deadline=None)
def test_any_bytes_end_in_documents_or_rejections(parts: list[bytes]) -> None:
    for reader in (read_mail, read_mailbox):
        with suppress(ReadError):
            assert list(reader(iter([b"".join(parts)]), "a"))
