"""The pages in a real browser: they are found, read and filtered, ask nobody else for anything, and hurt nobody.

Skipped, loudly, where there is no Chromium: `scripts/install_chromium.sh` installs it on Debian.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("DRAGOMAN_CHROMIUM") or shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: the pages are NOT TESTED in a browser"),
]

PAGES = (
    "/",
    "/events",
    "/events?actor=KEN&with=PER",
    "/events/talks",
    "/events/claimed",
    "/events/hostile",
    "/actors",
    "/actors/person:huaman",
    "/pairs",
    "/pairs/KEN/PER?period=2024-10",
    "/agreements/a1",
    "/contradictions",
    "/statements",
    "/articles/d1?at=0-5",
    "/articles/d2",
    "/network",
    "/map",
    "/search?q=talks",
    "/sources",
    "/review?below=1",
    "/review/events/talks",
    "/review/decisions",
    "/sign-in",
    "/nowhere",
)
WIDE, NARROW = {"width": 1200, "height": 800}, {"width": 360, "height": 740}
SERIOUS = ("serious", "critical")
Open = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # no sandbox: it cannot be had as root in a container, and nothing but our own pages is opened
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def opened(browser: Browser, address: str) -> Open:
    """Give a function that opens a page and, at the end, holds it to what holds for all."""

    @contextmanager
    def open_page(path: str, *, dark: bool = False, narrow: bool = False, script: bool = True) -> Iterator[Page]:
        context = browser.new_context(
            base_url=address,
            viewport=NARROW if narrow else WIDE,  # type: ignore[arg-type]  # the library's own form of a dict
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        page = context.new_page()
        complaints: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path)
        yield page
        context.close()
        # the browser itself notes a page that is not there
        assert [each for each in complaints if "404 (Not Found)" not in each] == []
        assert [url for url in asked if not url.startswith((address, "data:"))] == []

    return open_page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("dark", "narrow"), [(False, True), (True, False)], ids=["light-narrow", "dark-wide"])
def test_no_page_has_a_serious_fault(opened: Open, path: str, *, dark: bool, narrow: bool) -> None:
    with opened(path, dark=dark, narrow=narrow) as page:
        found = Axe().run(page).response["violations"]
        faults = [
            f"{each['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
            for each in found
            if each["impact"] in SERIOUS
            for node in each["nodes"][:3]
        ]
        assert faults == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_three_clicks_from_the_start_to_the_words(opened: Open) -> None:
    with opened("/") as page:
        page.get_by_role("link", name="Kenya and Peru").first.click()
        page.get_by_role("link", name="October 2024:").first.click()
        page.get_by_role("link", name="Kenya and Peru").last.click()
        assert page.url.rpartition("/")[2] in ("talks", "plan")
        assert "held talks in Lima" in page.locator(".sentence").first.inner_text()


def test_a_filter_is_written_into_the_address_without_what_is_empty(opened: Open) -> None:
    with opened("/events") as page:
        page.get_by_label("Actor", exact=True).fill("FJI")
        page.get_by_label("Status").select_option("alleged")
        page.get_by_role("button", name="Show").click()
        assert page.url.partition("?")[2] == "actor=FJI&status=alleged"
        assert page.locator(".to-event").count() == 1
        page.get_by_role("link", name="alleged : remove").click()
        assert page.url.partition("?")[2] == "actor=FJI"


def test_everything_works_without_script(opened: Open) -> None:
    with opened("/events", script=False) as page:
        page.get_by_label("Words").fill("talks")
        page.get_by_role("button", name="Show").click()
        assert page.locator(".to-event").count() == 40
        page.get_by_role("link", name="Further").click()
        assert page.locator(".to-event").count() > 0
        page.get_by_label("Search everything").fill("huaman")
        page.get_by_role("button", name="Search").click()
        assert page.get_by_role("link", name="Ana Huamán").count() > 0


def test_the_keyboard_goes_everywhere_and_is_seen(opened: Open) -> None:
    with opened("/events?actor=FJI") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        page.keyboard.press("j")
        first = page.evaluate("document.activeElement.getAttribute('href')")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.getAttribute('href')") != first
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.getAttribute('href')") == first
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "find-words"
        page.keyboard.type("j/k")
        assert page.locator("#find-words").input_value() == "j/k"


def test_a_link_to_words_leads_to_them_in_the_article(opened: Open) -> None:
    with opened("/events/talks") as page:
        page.locator(".passage a.source").first.click()
        target = page.locator("#at")
        assert target.is_visible()
        assert target.evaluate("element => element.getBoundingClientRect().top < window.innerHeight")


def test_marks_can_be_hidden(opened: Open) -> None:
    with opened("/articles/d1") as page:
        mark = page.locator(".text .m-event").first
        shown = mark.evaluate("element => getComputedStyle(element).backgroundColor")
        page.locator("#show-event").uncheck()
        assert mark.evaluate("element => getComputedStyle(element).backgroundColor") != shown


def test_what_has_not_happened_looks_different(opened: Open) -> None:
    with opened("/events") as page:
        styles = {
            name: page.locator(f".status-{name}").first.evaluate(
                "element => { const style = getComputedStyle(element);"
                " return [style.borderTopStyle, style.backgroundColor, style.color, element.innerText].join(' ') }"
            )
            for name in ("occurred", "ongoing", "planned", "possible", "alleged", "denied")
        }
        assert len(set(styles.values())) == len(styles)
