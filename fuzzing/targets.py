"""What is fuzzed: each reader, what fetching reads of strangers, zoning, and all extractors; and what must hold.

In:  any bytes. Out: nothing; an exception that is not one of ours for bad input, or an AssertionError, is a finding.
The fuzzer (`run.py`), hypothesis and the kept cases (`tests/fuzzing`) all call the same functions.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date

from dragoman.errors import DocumentError, FetchError
from dragoman.extract.classify import Question, classify_question
from dragoman.extract.registry import annotate
from dragoman.fetching.addresses import read_address
from dragoman.fetching.robots import read_rules
from dragoman.fetching.watchlist import read_memory
from dragoman.nlp.parse import Parser
from dragoman.readers.archives.captures import READ_TYPES, Capture, read_capture, sniff_type
from dragoman.readers.archives.compression import undo_encoding
from dragoman.readers.registry import READERS, Read, reader_of_stream
from dragoman.readers.sitemap import read_sitemap
from dragoman.readers.webpage import Fetched
from dragoman.readers.zones import zone
from dragoman.records.codec import from_plain, to_plain
from dragoman.records.documents import Document, RawDocument, Rejection, Zone
from dragoman.records.mentions import Annotations
from dragoman.records.spans import CharSpan, Evidence
from dragoman.store.engines.terms import select_terms

MOST_OUTCOMES = 100_000  # of a few kilobytes of input: more would be a file that grows
PIECES = 977  # bytes a piece: a prime, so that marks are cut at odd places
DAY = date(2024, 10, 12)

# Words that our rules look at, names in several scripts, and what breaks parses. A byte picks one, so that the fuzzer
# writes sentences; below `RAW`, it writes letters.
WORDS = (
    "Iran Russia France the The a an of and , . ; : - – — “ ” ‘ ’ \" ' ( ) [ ] ? ! … \n \n\n signed will sign has "
    "not never denied that said to with in on by for from after before until since during between president minister "
    "foreign Vladimir Putin Putin's Masoud Pezeshkian Tehran Moscow Kazan NATO EU U.N. Mr. Dr. Gen. his her their its "
    "he she they it who which what treaty agreement deal pact talks meeting strike strikes attack attacked killed "
    "wounded arrested troops soldiers people sanctions imposed lifted 17 17.5 1,500 12-year-old $ € % million billion "
    "percent at least about more than up to twice half dozens October Oct. 2024 2025-01-17 Friday last next week month "
    "year ago today yesterday tomorrow 09:30 GMT a.m. the two countries both sides leaders accused threatened vowed "
    "plans planned reportedly allegedly would could may if unless because but however while were was been being be is "
    "are protest protesters police rebels visit visited host hosted phone call called telephone spoke warned urged "
    "demanded rejected ratified withdrew withdraw from agreed agree aid provided sent ships weapons missile drones "
    "border ceasefire truce violated resumed suspended diplomats expelled ambassador recalled summit Security Council "
    "resolution No. 2231 per cent degrees km kilometres km/h tonnes barrels a day per year north south of "
    "Müller Erdoğan Łódź Здравствуйте 北京 علي \u200f\u202eabc\u202c \u0301 é\u0301 \u00ad \ufeff \u00a0 👍 ﷺ ½ ² ° № "
    "§ #hashtag @handle http://a.example/b www.example.org a@b.example *** ___ ··· (Reuters) — Advertisement Related: "
    "Share By Read more Photo: 1. • “We will sign “soon” ” said. S said says asked replied told reporters according "
    "A.B. A.B.C. U.S.-Iran Iran-Russia 5+1 P5+1 2-0 3:1 1990s mid-October early late quarter century decade"
).split(" ")
RAW = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Reads as: this must hold for any bytes; the examples are where the fuzzer starts."""

    name: str
    check: Callable[[bytes], None]
    examples: tuple[bytes, ...] = ()


def check_reader(read: Read, data: bytes) -> None:
    """A reader gives documents and rejections, or says why not; and each document can be zoned."""
    pieces = iter([data[at : at + PIECES] for at in range(0, len(data), PIECES)])
    try:
        for number, outcome in enumerate(read(pieces, "input")):
            assert number < MOST_OUTCOMES, "a small input gives outcomes without end"
            check_outcome(outcome)
    except DocumentError as error:
        assert error.detail, "a refusal without a reason"


def check_outcome(outcome: RawDocument | Rejection) -> None:
    """An outcome holds what a database and a page can hold, and its text can be zoned."""
    for name, value in asdict(outcome).items():
        if isinstance(value, str) and name != "text":
            value.encode("utf-8")
    if isinstance(outcome, Rejection):
        assert outcome.detail, "a rejection without a reason"
        return
    check_zones(outcome)


def check_zones(raw: RawDocument) -> None:
    """Zones cover the text from start to end, the text can be kept, and zoning again changes nothing."""
    zoned = zone(raw)
    if isinstance(zoned, Rejection):
        return
    zoned.text.encode("utf-8")
    assert "\x00" not in zoned.text
    ends = [0, *(each.span.end for each in zoned.zones)]
    assert [each.span.start for each in zoned.zones] == ends[:-1], "zones leave a gap or overlap"
    assert ends[-1] == len(zoned.text)
    again = zone(RawDocument(source_id=raw.source_id, text=zoned.text, title=zoned.title, url=raw.url))
    assert isinstance(again, Document), "a text that was read is refused the second time"
    assert again.text == zoned.text


def check_any_stream(data: bytes) -> None:
    """What comes without a name is read by what it seems to be."""
    check_reader(reader_of_stream(data).read, data)


def check_fetched(data: bytes) -> None:
    """A page that was fetched, with what its server said of it."""
    header, _, body = data.partition(b"\n")
    told = header.decode("latin-1")
    try:
        body = undo_encoding(body, told[:8].strip(), 1_000_000)
        media_type = sniff_type(told[8:].strip(), body)
        if media_type in READ_TYPES:
            fetched = Fetched(url="https://a.example/b", charset=told[:5] or None, retrieved=DAY)
            check_outcome(read_capture(Capture(place="page", fetched=fetched, media_type=media_type, body=body)))
    except DocumentError as error:
        assert error.detail, "a refusal without a reason"


def check_web(data: bytes) -> None:
    """What sites say of themselves: robots.txt, sitemaps, addresses; and what we kept of them."""
    rules = read_rules(200, data)
    assert rules is not None
    rules.allow("https://a.example/b", "dragoman")
    assert 0 <= rules.delay("dragoman") <= 60
    text = data.decode("utf-8", errors="replace")
    try:
        address = read_address(text[:300])
        assert read_address(address.url) == address
    except FetchError as error:
        assert error.detail, "a refusal without a reason"
    read_memory(text)
    select_terms(text)
    try:
        for page in read_sitemap(iter([data])).pages:
            assert page.url.lower().startswith("http"), page.url
    except DocumentError as error:
        assert error.detail, "a refusal without a reason"


def write_text(data: bytes) -> str:
    """Write a text by the bytes: each a word, or, after a small one, as many letters as they stand."""
    pieces: list[str] = []
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte < RAW:
            pieces.append(data[at : at + byte].decode("utf-8", errors="replace"))
            at += byte
        else:
            second = data[at] if at < len(data) else 0
            at += 1
            pieces.append(WORDS[(byte * 256 + second) % len(WORDS)])
    return re.sub(r" ([,.;:?!’])", r"\1", " ".join(pieces))


@functools.cache
def parser() -> Parser:
    """Load the pipeline once."""
    return Parser()


def check_article(data: bytes) -> None:
    """Whatever is written, the extractors find what stands there, word by word, and the record keeps it."""
    text = write_text(data).replace("\x00", " ").strip()
    if not text:
        return
    document = Document(
        document_id="d",
        source_id="input",
        text=text,
        fingerprint=hashlib.sha256(text.encode()).hexdigest(),
        language="en",
        zones=(Zone(span=CharSpan(start=0, end=len(text)), kind="body"),),
        published="2024-10-12",
    )
    found = annotate(parser().parse_one(document))
    for evidence in _evidence(found):
        if evidence.document_id == "d":
            assert text[evidence.span.start : evidence.span.end] == evidence.exact, evidence
    assert from_plain(Annotations, json.loads(json.dumps(to_plain(found)))) == found


def check_question(data: bytes) -> None:
    """Any two spans of any text can be asked about."""
    text = write_text(data[2:])
    if len(text) < 4 or len(data) < 2:
        return
    spans = sorted({data[0] % len(text), data[1] % len(text), 0, len(text)})
    first, last = spans[0], spans[-1]
    middle = spans[1] if len(spans) > 2 else (first + last) // 2
    source, target = CharSpan(start=first, end=middle), CharSpan(start=middle, end=last)
    verdict = classify_question(parser(), Question(question_id="q", text=text, source=source, target=target), "plover")
    assert all(0 <= score <= 1 for score in verdict.scores.values())


def _evidence(value: object) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _evidence(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _evidence(getattr(value, name))


PROSE = b"Ardania and Belmark signed a treaty on fisheries on Friday. The ministers had negotiated it for two years."
EXAMPLES: dict[str, tuple[bytes, ...]] = {
    "text": (b"A title\n\nBy A. Writer\n\n" + PROSE, b"\xff\xfeA\x00 \x00t\x00e\x00x\x00t\x00"),
    "webpage": (b"<html><head><title>T</title></head><body><article><p>" + PROSE + b"</p></article></body></html>",),
    "jsonl": (b'{"id": "a", "text": "' + PROSE + b'", "published": "2024-10-11"}\n',),
    "table": (
        b"title;text;date\nT;" + PROSE + b";2024-10-11\n",
        b'"text","url"\n"' + PROSE + b'","http://a.example/"\n',
    ),
    "feed": (
        b"<rss><channel><title>H</title><item><title>T</title><link>http://a.example/</link><description>"
        + PROSE
        + b"</description></item></channel></rss>",
    ),
    "xml": (
        b'<newsItem guid="g"><contentSet><inlineXML><html><body><p>' + PROSE + b"</p></body></html></inlineXML>"
        b"</contentSet></newsItem>",
        b"<nitf><body><body.content><p>" + PROSE + b"</p></body.content></body></nitf>",
    ),
    "mail": (
        b"From: A <a@b.example>\nSubject: =?utf-8?q?T=C3=A4?=\nDate: Fri, 11 Oct 2024 09:30:00 +0000\n\n" + PROSE,
    ),
    "mailbox": (b"From a@b Fri Oct 11 09:30:00 2024\nSubject: T\n\n" + PROSE + b"\n",),
    "warc": (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 140\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>" + PROSE + b"</p></html>\r\n\r\n",
    ),
    "pdf": (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",),
}
ARTICLE = bytes(range(8, 256))

TARGETS: dict[str, Target] = {
    **{
        f"read-{reader.name}": Target(
            name=f"read-{reader.name}",
            check=functools.partial(check_reader, reader.read),
            examples=EXAMPLES.get(reader.name, ()),
        )
        for reader in READERS
    },
    "read-any": Target(
        name="read-any", check=check_any_stream, examples=tuple(each for some in EXAMPLES.values() for each in some)
    ),
    "fetched": Target(name="fetched", check=check_fetched, examples=(b"gzip    text/html\n<html><p>a</p></html>",)),
    "web": Target(
        name="web",
        check=check_web,
        examples=(
            b"User-agent: *\nDisallow: /a\nCrawl-delay: 3",
            b"<urlset><url><loc>http://a.example/</loc></url></urlset>",
        ),
    ),
    "article": Target(name="article", check=check_article, examples=(ARTICLE, ARTICLE[::-1])),
    "question": Target(name="question", check=check_question, examples=(ARTICLE,)),
}
