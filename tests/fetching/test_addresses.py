"""Which addresses are asked, and which numbers are behind walls."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import FetchError
from dragoman.fetching.addresses import is_public, join_address, read_address

REFUSED = (
    ("file", "file:///etc/passwd"),
    ("ftp", "ftp://example.org/a"),
    ("gopher", "gopher://example.org:6379/_FLUSHALL"),
    ("javascript", "javascript:alert(1)"),
    ("data", "data:text/html,hello"),
    ("no-scheme", "example.org/a"),
    ("no-host", "http:///a"),
    ("password", "https://user:secret@example.org/"),
    ("mail-port", "http://example.org:25/"),
    ("redis-port", "http://example.org:6379/"),
    ("no-port", "http://example.org:99999/"),
    ("line-break", "http://example.org/\r\nHost: inner"),
    ("blank", "http://example.org/a b"),
    ("open-bracket", "http://[::1/"),
    ("long", "http://example.org/" + "a" * 3_000),
    ("long-label", "http://" + "a" * 300 + ".org/"),
)
BEHIND_WALLS = (
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",  # noqa: S104 - refused, not bound to
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "fd00:ec2::254",
    "",
    "example.org",
    "2130706433",
)


@pytest.mark.parametrize("url", [url for _, url in REFUSED], ids=[name for name, _ in REFUSED])
def test_what_is_no_page_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(FetchError) as raised:
        read_address(url)
    assert raised.value.reason == "refused-address"
    assert "secret" not in raised.value.detail


@pytest.mark.parametrize("number", BEHIND_WALLS)
def test_numbers_behind_walls_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "8.8.8.8"])
def test_numbers_of_the_open_internet_are_public(number: str) -> None:
    assert is_public(number)


def test_an_address_is_written_in_one_way() -> None:
    address = read_address("HTTPS://Example.ORG.:443/a path?q=ü#part".replace(" ", "%20"))
    assert address.url == "https://example.org/a%20path?q=%C3%BC"
    assert (address.host, address.port, address.target) == ("example.org", 443, "/a%20path?q=%C3%BC")
    assert read_address("http://bücher.example:8080").url == "http://xn--bcher-kva.example:8080/"


def test_an_address_on_a_page_is_read_from_there() -> None:
    assert join_address("https://example.org/a/b", "../c") == "https://example.org/c"
    assert join_address("https://example.org/a", "//inner.test/x") == "https://inner.test/x"
    with pytest.raises(FetchError):
        join_address("https://example.org/", "http://[::1")


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"https://example.org/{text}"):
        try:
            address = read_address(url)
        except FetchError as error:
            assert error.reason == "refused-address"  # noqa: PT017 - either is right
        else:
            assert read_address(address.url) == address
            assert address.url.isascii()
