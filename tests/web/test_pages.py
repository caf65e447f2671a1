"""What each page shows of a small record, and that article text does no harm on any of them."""

from __future__ import annotations

import html
import re

import pytest
from fastapi.testclient import TestClient

PATHS = (
    "/",
    "/events",
    "/events?order=oldest",
    "/events?actor=KEN&with=PER&since=2024-10&until=2024-10&order=oldest",
    "/events?text=talks&status=planned&type=CONSULT",
    "/events?publisher=The+Harbour+Post",
    "/events?place=lima",
    "/events/talks",
    "/events/hostile",
    "/events/claimed",
    "/actors",
    "/actors?text=Huaman",
    "/actors/state:PER",
    "/actors/person:huaman",
    "/pairs",
    "/pairs?code=Peru",
    "/pairs/KEN/PER",
    "/pairs/PER/KEN?period=2024-10",
    "/pairs/PER/FJI?period=2024",
    "/agreements",
    "/agreements?actor=KEN&with=PER",
    "/agreements/a1",
    "/contradictions",
    "/contradictions?actor=KEN",
    "/contradictions/c1",
    "/statements",
    "/statements?actor=Ana+Huaman&text=click",
    "/statements/s2",
    "/articles",
    "/articles?publisher=%3Cb%3EThe+Bold%3C/b%3E",
    "/articles/d1?at=0-5",
    "/articles/d2",
    "/articles/d3",
    "/articles/d3?at=900000-900010",
    "/network",
    "/network?period=2024",
    "/map",
    "/search",
    "/search?q=talks",
    "/search?q=%3Cscript%3E",
    "/sources",
    "/review?below=1",
    "/review/events/hostile",
    "/review/events/talks",
    "/review/contradictions/c1",
    "/review/decisions",
    "/sign-in",
)
MOST_BYTES = 100_000


def text_of(page: str) -> str:
    inline = re.sub(r"</?(?:bdi|span|a|mark|code)\b[^>]*>", "", page.partition("<main")[2])
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inline)).split())


@pytest.mark.parametrize("path", PATHS)
def test_every_page_answers_and_stays_small(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert len(answer.content) < MOST_BYTES


@pytest.mark.parametrize("path", PATHS)
def test_article_text_does_nothing(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>The Bold" not in page
    assert not re.search(r'(?:href|src|action)="(?!/|https?://|#)', page)
    assert "\u202e" not in page
    assert re.findall(r"\son\w+=", re.sub(r">[^<]*<", "><", page)) == []


@pytest.mark.parametrize("path", PATHS)
def test_every_link_leads_somewhere(client: TestClient, path: str) -> None:
    page = client.get(path).text
    for link in sorted({html.unescape(each) for each in re.findall(r'href="(/[^"]*)"', page)})[:60]:
        assert client.get(link.partition("#")[0]).status_code == 200, link


def test_three_clicks_to_what_happened_between_two_in_october_and_how_we_know(client: TestClient) -> None:
    assert 'href="/pairs/KEN/PER"' in client.get("/").text
    assert 'href="/pairs/KEN/PER?period=2024-10#events"' in client.get("/pairs/KEN/PER").text
    month = client.get("/pairs/KEN/PER?period=2024-10").text
    assert 'href="/events/talks"' in month
    assert "The Harbour Post, 11 October 2024" in text_of(month)
    assert "Kenya and Peru held talks in Lima on Friday." in text_of(client.get("/events/talks").text)


@pytest.mark.parametrize(
    ("event_id", "word", "note"),
    [
        ("talks", "happened", "Told as done"),
        ("standoff", "going on", "Told as going on"),
        ("plan", "planned", "not told as done"),
        ("maybe", "possible", "Nobody says that it happened"),
        ("claimed", "alleged", "not counted as done"),
        ("disputed", "denied", "not counted as done"),
    ],
)
def test_status_is_told_by_word_shape_and_note(client: TestClient, event_id: str, word: str, note: str) -> None:
    page = client.get(f"/events/{event_id}").text
    assert re.search(
        rf'class="status status-\w+"[^>]*><span class="sign" aria-hidden="true">\S</span> {word}</span>', page
    )
    assert note in text_of(page)


def test_an_event_shows_its_history_links_and_contradictions(client: TestClient) -> None:
    shown = text_of(client.get("/events/talks").text)
    for words in ("History", "in Nairobi", "fulfils", "Where the reports disagree", "Accord of Lima", "both CONSULT"):
        assert words in shown


def events_on(page: str) -> list[str]:
    return re.findall(r'class="to-event" href="/events/(\w+)"', page)


def test_the_timeline_pages_forth_and_back_without_loss(client: TestClient) -> None:
    seen: list[str] = []
    path, pages = "/events?order=oldest", []
    while path:
        page = client.get(path).text
        pages.append(events_on(page))
        seen += pages[-1]
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = html.unescape(following[1]) if following else ""
        back = re.search(r'rel="prev" href="([^"]+)"', page)
    assert len(seen) == len(set(seen)) == 68
    assert seen[-1] == "undated"
    assert back is not None
    assert set(events_on(client.get(html.unescape(back[1])).text)) <= set(pages[0])


def test_newest_first_leaves_out_the_undated_and_says_where_they_are(client: TestClient) -> None:
    first = client.get("/events").text
    assert events_on(first)[0] == "disputed"
    link = re.search(r'href="([^"]+)">Events without a date', first)
    assert link is not None
    assert events_on(client.get(html.unescape(link[1])).text) == ["undated"]


@pytest.mark.parametrize("page", ["/network", "/map"])
def test_only_years_with_something_to_show_are_offered(client: TestClient, page: str) -> None:
    years = re.findall(rf'href="{page}\?period=(\d+)"', client.get(page).text)
    assert years == sorted(years, reverse=True)
    assert years
    for year in years:
        assert "No " not in re.findall(r"<main.*</main>", client.get(f"{page}?period={year}").text, re.DOTALL)[0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("actor=Huaman", []),
        ("actor=Ana+Huaman&order=oldest", ["undated"]),
        ("actor=FJI&with=PER&order=oldest", ["standoff", "hostile", "claimed", "disputed"]),
        ("status=alleged", ["claimed"]),
        ("type=AID", ["disputed"]),
        ("since=2024-10&until=2024-10&order=oldest", ["talks", "hostile", "plan", "claimed"]),
        ("publisher=%3Cb%3EThe+Bold%3C/b%3E", ["hostile"]),
        ("place=lima", ["talks"]),
        ("text=onerror", ["hostile"]),
    ],
)
def test_filters_stand_in_the_address(client: TestClient, query: str, found: list[str]) -> None:
    assert events_on(client.get(f"/events?{query}").text) == found


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("/events?type=NONE", "there is no event type"),
        ("/events?since=soon", "takes a date like 2024"),
        ("/events?order=up", "there is no order"),
        ("/events?after=x", "no place in a list"),
        ("/pairs/KEN/PER?period=october", "is no month or year"),
        ("/pairs?code=Nowhere", "is no country"),
        ("/articles/d1?at=9-1", "is no stretch"),
        ("/map?period=20240", "is no year"),
    ],
)
def test_what_cannot_be_meant_is_told(client: TestClient, path: str, advice: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert advice in text_of(answer.text)


@pytest.mark.parametrize("path", ["/contradictions?page=0", "/contradictions?page=x", "/articles/d1?part=x"])
def test_numbers_that_are_none_are_refused(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 422


@pytest.mark.parametrize(
    ("object_id", "path"),
    [
        ("talks", "/events/talks"),
        ("s1", "/statements/s1"),
        ("a1", "/agreements/a1"),
        ("c1", "/contradictions/c1"),
        ("d1", "/articles/d1"),
        ("state:PER", "/actors/state%3APER"),
        ("talks-d1", "/events/talks"),
    ],
)
def test_any_id_leads_to_its_page(client: TestClient, object_id: str, path: str) -> None:
    answer = client.get(f"/id/{object_id}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, path)


def test_a_long_article_is_shown_in_parts_that_together_are_the_article(client: TestClient) -> None:
    page = client.get("/articles/d3?at=900000-900010").text
    assert 'id="at"' in page
    assert re.search(r"Part \d+ of \d+", page)
    assert 'rel="next"' in page
