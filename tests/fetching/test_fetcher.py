"""A guest's manners, and walls: what is asked, how often, where redirects may lead, how much is taken."""

from __future__ import annotations

import gzip
import zlib

import pytest
from tests.fetching.conftest import Site, Waiting

from dragoman import __version__
from dragoman.errors import FetchError
from dragoman.fetching import transfer
from dragoman.fetching.connection import CheckedBackend
from dragoman.fetching.fetcher import SECONDS_APART, Clock, Fetcher

NO_WAITING = Clock(wait=lambda _: None)


def is_local(number: str) -> bool:
    """Let this machine be asked."""
    return number == "127.0.0.1"


def refusal(fetcher: Fetcher, url: str) -> FetchError:
    """Give the error of an address that must not be had."""
    with pytest.raises(FetchError) as raised:
        fetcher.fetch(url)
    return raised.value


def test_a_page_comes_as_it_is_and_we_say_who_we_are(site: Site, fetcher: Fetcher) -> None:
    page = fetcher.fetch(site.page("/a", "<p>News</p>", ETag='"7"', Last_Modified="Fri, 11 Oct 2024 09:30:00 GMT"))
    assert (page.body, page.content_type, page.is_new) == (b"<p>News</p>", "text/html; charset=utf-8", True)
    assert (page.etag, page.last_modified) == ('"7"', "Fri, 11 Oct 2024 09:30:00 GMT")
    _, sent = site.asked[-1]
    assert sent["user-agent"] == f"dragoman/{__version__} (reads news for research; desk@example.org)"
    assert sent["host"] == f"site.test:{site.port}"
    assert "cookie" not in sent


def test_what_did_not_change_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = lambda sent: (304, {}, b"") if sent.get("if-none-match") == '"7"' else (200, {}, b"new")
    page = fetcher.fetch(site.url("/a"), etag='"7"', last_modified="Fri, 11 Oct 2024 09:30:00 GMT")
    assert (page.is_new, page.body, page.etag) == (False, b"", '"7"')
    assert site.asked[-1][1]["if-modified-since"] == "Fri, 11 Oct 2024 09:30:00 GMT"
    assert fetcher.fetch(site.url("/a")).body == b"new"


def test_robots_are_kept_out_where_the_site_says_so(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /inner/\nUser-agent: dragoman\nDisallow: /ours/", "text/plain")
    site.page("/inner/a", "a")
    assert fetcher.fetch(site.url("/inner/a")).body == b"a"  # the group that names us is the one that counts
    assert refusal(fetcher, site.url("/ours/a")).reason == "forbidden-by-robots"
    assert site.paths() == ["/inner/a"]
    assert [path for path, _ in site.asked].count("/robots.txt") == 1


def test_a_redirect_into_a_forbidden_part_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /inner/", "text/plain")
    site.answers["/a"] = (302, {"Location": "/inner/a"}, b"")
    assert refusal(fetcher, site.url("/a")).reason == "forbidden-by-robots"
    assert site.paths() == ["/a"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_whose_robots_txt_fails_lets_nobody_in_for_a_while(
    site: Site, fetcher: Fetcher, clock: Waiting, status: int
) -> None:
    site.answers["/robots.txt"] = (status, {}, b"")
    site.page("/a", "a")
    assert refusal(fetcher, site.url("/a")).reason == "not-fetched"
    assert refusal(fetcher, site.url("/a")).reason == "not-fetched"
    assert site.paths() == []
    assert len(site.asked) == 1
    del site.answers["/robots.txt"]
    clock.wait(601)
    assert fetcher.fetch(site.url("/a")).body == b"a"


def test_pages_of_one_host_are_asked_for_one_after_the_other(site: Site, fetcher: Fetcher, clock: Waiting) -> None:
    site.page("/a", "a")
    fetcher.fetch(site.url("/a"))
    fetcher.fetch(site.url("/a"))
    assert clock.waits == [SECONDS_APART] * 2  # after robots.txt, and between the two
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 7", "text/plain")
    clock.wait(25 * 3600)
    clock.waits.clear()
    fetcher.fetch(site.url("/a"))
    fetcher.fetch(site.url("/a"))
    assert clock.waits == [SECONDS_APART, 7.0]


def test_a_host_that_says_later_is_asked_once_more_then(site: Site, fetcher: Fetcher, clock: Waiting) -> None:
    answers = [(429, {"Retry-After": "30"}, b""), (200, {}, b"now")]
    site.answers["/a"] = lambda _: answers.pop(0)
    assert fetcher.fetch(site.url("/a")).body == b"now"
    assert 30.0 in clock.waits
    site.answers["/b"] = (503, {"Retry-After": "86400"}, b"")
    assert "503" in refusal(fetcher, site.url("/b")).detail


@pytest.mark.parametrize("host", ["inner.test", "both.test"])
def test_a_host_with_a_number_behind_walls_is_refused(site: Site, fetcher: Fetcher, host: str) -> None:
    error = refusal(fetcher, f"http://{host}:{site.port}/a")
    assert error.reason == "refused-address"
    assert "10.0.0.8" in error.detail
    assert site.asked == []


@pytest.mark.parametrize(
    "location",
    ["http://inner.test/a", "file:///etc/passwd", "http://user:secret@site.test/", "ftp://site.test/a", "//inner.test"],
)
def test_a_redirect_behind_walls_is_refused(site: Site, fetcher: Fetcher, location: str) -> None:
    site.answers["/a"] = (301, {"Location": location}, b"")
    assert refusal(fetcher, site.url("/a")).reason == "refused-address"


def test_a_name_that_changes_its_number_is_checked_at_each_connection(site: Site) -> None:
    numbers = [("127.0.0.1",), ("10.0.0.8",)]
    from_first = Fetcher(
        backend=CheckedBackend(resolve=lambda *_: numbers.pop(0), is_allowed=is_local),
        ports=(site.port,),
        clock=NO_WAITING,
    )
    site.answers["/robots.txt"] = (404, {"Connection": "close"}, b"")
    with from_first as fetcher:
        assert refusal(fetcher, site.url("/a")).reason == "refused-address"
    assert site.paths() == []


def test_redirects_end(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = (302, {"Location": "/a"}, b"")
    assert "redirects" in refusal(fetcher, site.url("/a")).detail
    site.answers["/b"] = (302, {"Location": "/c"}, b"")
    site.page("/c", "c")
    assert fetcher.fetch(site.url("/b")).url == site.url("/c")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_what_is_sent_packed_is_unpacked(site: Site, fetcher: Fetcher, encoding: str) -> None:
    brotli = pytest.importorskip("brotli")
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[encoding]
    assert fetcher.fetch(site.page("/a", pack(b"news " * 100), Content_Encoding=encoding)).body == b"news " * 100


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_a_page_that_grows_without_end_is_refused(site: Site, fetcher: Fetcher, encoding: str) -> None:
    brotli = pytest.importorskip("brotli")
    bomb = b"\x00" * (transfer.MOST_UNPACKED_BYTES + 10)
    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "br": lambda data: brotli.compress(data, quality=1)}
    data = gzip.compress(gzip.compress(bomb)) if encoding == "gzip, gzip" else packed[encoding](bomb)
    site.page("/a", data, Content_Encoding=encoding)
    assert refusal(fetcher, site.url("/a")).reason == "too-long"


def test_a_body_over_the_limit_is_not_read_to_its_end(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer, "MOST_BODY_BYTES", 1_000)
    site.page("/a", "a" * 2_000)
    assert refusal(fetcher, site.url("/a")).reason == "too-long"
    site.answers["/b"] = (200, {"Transfer-Encoding": "chunked", "Content-Length": "0"}, b"")
    chunk = b"400\r\n" + b"a" * 1_024 + b"\r\n"
    site.answers["/b"] = (200, {"Transfer-Encoding": "chunked", "Content-Length": ""}, chunk * 2 + b"0\r\n\r\n")
    assert refusal(fetcher, site.url("/b")).reason in ("too-long", "not-fetched")


def test_a_server_that_drips_is_left(site: Site, fetcher: Fetcher, clock: Waiting) -> None:
    def drip(_: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        clock.now += transfer.SECONDS_IN_ALL + 1
        return 200, {}, b"a"

    site.answers["/a"] = drip
    assert "longer than" in refusal(fetcher, site.url("/a")).detail


@pytest.mark.parametrize("status", [400, 403, 404, 410, 500])
def test_an_error_of_the_server_is_told(site: Site, fetcher: Fetcher, status: int) -> None:
    site.answers["/a"] = (status, {}, b"sorry")
    error = refusal(fetcher, site.url("/a"))
    assert error.reason == "not-fetched"
    assert str(status) in error.detail


def test_a_host_that_is_not_there_is_told(fetcher: Fetcher) -> None:
    del fetcher
    with Fetcher(clock=NO_WAITING) as real:
        assert refusal(real, "http://no-such-host.invalid/").reason == "not-fetched"
        assert refusal(real, "http://127.0.0.1/").reason == "refused-address"
        assert refusal(real, "http://[::1]:8080/").reason == "refused-address"
        assert refusal(real, "http://localhost/").reason == "refused-address"
        assert refusal(real, "http://0x7f.1/").reason in ("refused-address", "not-fetched")
