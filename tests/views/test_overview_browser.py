"""The overview in a real browser: searching, the slider, and the way to an event.

Skipped where there is no Chromium, as `test_browser`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.views import events_snapshot, test_browser
from tests.views.test_browser import open_page, rest, served

browser = test_browser.browser
"""The fixture."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over the snapshot with joins, near events and a story."""
    with served(events_snapshot.write(tmp_path_factory.mktemp("events") / "current")) as address:
        yield address


def test_events_are_searched_and_opened(browser: Browser, base: str) -> None:
    """The search goes into the URL, a link that holds it finds the same, and a click opens."""
    page, watch = open_page(browser, base)
    rows = page.locator(".st-key-events_card a")
    rows.nth(1).wait_for()
    page.get_by_label("Search the events").fill("boats")
    page.get_by_label("Search the events").press("Enter")
    page.locator(".st-key-filtered", has_text="1 of 3 events").wait_for()
    page.wait_for_url(lambda url: "words=boats" in url)
    again, _ = open_page(browser, page.url)
    again.locator(".st-key-filtered", has_text="1 of 3 events").wait_for()
    page.get_by_role("button", name="Reset").click()
    page.locator(".st-key-filtered", has_text="2 of 3 events").wait_for()
    page.wait_for_url(lambda url: "words=" not in url)
    page.get_by_role("link", name="Ferry company").click()
    page.locator("h1", has_text="Ferry company adds two boats").wait_for()
    assert watch.outside() == []
    assert watch.complaints == []


def test_the_slider_shows_what_would_join_and_part(browser: Browser, base: str) -> None:
    page, watch = open_page(browser, f"{base}/?show=level")
    thumb = page.get_by_role("slider")
    page.get_by_text("3 events, as built").wait_for()
    thumb.press("ArrowLeft")
    page.locator(".regrouped h3", has_text="become one event").wait_for()
    page.wait_for_url(lambda url: "level=5" in url)
    thumb.press("ArrowRight")
    thumb.press("ArrowRight")
    page.locator(".regrouped h3", has_text="parts into 2 events").wait_for()
    page.get_by_text("--event-level").wait_for()
    page.get_by_role("radio", name="Blind spots").click()
    page.get_by_text("Silence on an event is not omission").wait_for()
    assert watch.outside() == []
    assert watch.complaints == []


@pytest.mark.parametrize("width", [1280, 1440])
def test_nothing_is_wider_than_the_page(browser: Browser, base: str, width: int) -> None:
    for part in ("", "blind", "near", "level"):
        page, _ = open_page(browser, f"{base}/?show={part}&single=all")
        page.set_viewport_size({"width": width, "height": 900})
        rest(page)
        main = page.locator('[data-testid="stMain"]')
        assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
        page.close()
