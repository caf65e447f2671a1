"""The review in a real browser: with the keyboard alone, and without any script."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, sync_playwright
from tests.web.conftest import serving

from dragoman.settings import Settings
from dragoman.web.access.secrets_kept import hash_password
from dragoman.web.app import make_app

CHROMIUM = os.environ.get("DRAGOMAN_CHROMIUM") or shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: the review is NOT TESTED in a browser"),
]
PASSWORD = "correct horse battery"  # noqa: S105 - of a server that lives for a test
QUEUE = "/review?below=1"


@contextmanager
def opened(path: str, settings: Settings | None = None, *, script: bool = True) -> Iterator[Page]:
    """Open a browser on a server of its own, and hold it to silence."""
    with serving(make_app(path, settings or Settings())) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(base_url=address, java_script_enabled=script).new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        browser.close()
        assert complaints == []


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_queue_is_worked_through_with_the_keyboard(path: str) -> None:
    with opened(path) as page:
        page.goto(QUEUE)
        assert page.locator(".items > .item").count() == 2
        page.keyboard.press("a")  # nothing has the focus: nothing is decided
        assert page.locator(".changed").count() == 0
        page.keyboard.press("j")
        press(page, "a")
        assert "A. Analyst accepted" in page.locator(".changed").inner_text()
        assert page.locator(".items > .item").count() == 1
        press(page, "u")
        assert "undid" in page.locator(".changed").inner_text()
        page.goto(QUEUE)
        page.keyboard.press("j")
        press(page, "Enter")
        first = page.url
        press(page, "n")
        assert page.url != first
        press(page, "x")
        assert "rejected" in page.locator(".changed").inner_text()
        press(page, "u")
        assert page.locator("tbody tr").count() == 4


def test_a_correction_with_the_keyboard(path: str) -> None:
    with opened(path) as page:
        page.goto(QUEUE)
        page.keyboard.press("j")
        press(page, "Enter")
        page.keyboard.press("c")
        assert page.evaluate("document.activeElement.id") == "c-type"
        page.keyboard.type("agreed")
        page.keyboard.press("Tab")
        press(page, "Enter")
        assert "agreed" in page.locator(".changed ins").inner_text()
        page.keyboard.press("m")
        page.keyboard.type("xau")  # letters are letters while somebody writes
        assert page.locator("#m-other").input_value() == "xau"
        page.keyboard.press("Escape")
        page.keyboard.press("s")
        assert page.evaluate("document.activeElement.type") == "checkbox"


def test_everything_can_be_decided_without_script(path: str) -> None:
    with opened(path, script=False) as page:
        page.goto(QUEUE)
        page.get_by_role("button", name="Accept").first.click()
        assert "accepted" in page.locator(".changed").inner_text()
        page.get_by_role("button", name="Undo").first.click()
        page.goto(QUEUE)
        page.locator(".to-event").first.click()
        page.get_by_label("How far it is asserted", exact=True).select_option("alleged")
        page.get_by_role("button", name="Set").nth(1).click()
        assert page.locator(".changed ins").inner_text() == "alleged"
        page.locator(".bar").get_by_role("button", name="Reject").click()
        assert "no event" in page.locator(".changed").inner_text()


def test_signing_in_and_out_in_a_browser(path: str) -> None:
    settings = Settings(users={"B. Editor": hash_password(PASSWORD)})
    with opened(path, settings) as page:
        page.goto(QUEUE)
        assert "/sign-in" in page.url
        page.get_by_label("Name").fill("B. Editor")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{QUEUE}")
        page.get_by_role("button", name="Accept").first.click()
        assert "B. Editor accepted" in page.locator(".changed").inner_text()
        page.get_by_role("button", name="Sign out").click()
        page.goto("/events")
        assert "/sign-in" in page.url
