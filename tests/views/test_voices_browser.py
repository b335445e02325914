"""The Voices page in a real browser: a click on a bar shows its sentences, a link leads on.

Skipped where there is no Chromium, as `test_browser`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.views import test_browser, voices_snapshot
from tests.views.test_browser import open_page, rest, served

browser = test_browser.browser
"""The fixture."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over the snapshot in which people speak."""
    with served(voices_snapshot.write(tmp_path_factory.mktemp("voices") / "current")) as address:
        yield address


def click_bar(page: Page, number: int) -> None:
    """Click the unseen bar of that number: first the cells along the rows, then the segments."""
    rest(page)
    bar = page.locator(".st-key-voices .barlayer .trace").last.locator("path").nth(number)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_click_on_a_bar_shows_its_sentences(browser: Browser, base: str) -> None:
    """Twice, since the picture is drawn anew; the address keeps it; the claim opens on its page."""
    page, watch = open_page(browser, f"{base}/voices?event=pier")
    panel = page.locator(".st-key-claim_card")
    expect(panel).to_contain_text("Ida Holm")
    for number, words in ((3, "the pier had been neglected"), (0, "could fall into the Lenn")):
        click_bar(page, number)
        expect(panel.locator("mark").last).to_contain_text(words)
    page.wait_for_url(lambda url: "outlet=Harbour" in url and "voice=person" in url)
    again, _ = open_page(browser, page.url)
    expect(again.locator(".st-key-claim_card")).to_contain_text("as a warning")
    page.get_by_role("link", name="Claim: The pier may fall").click()
    page.wait_for_url(lambda url: "claim=falls" in url)
    assert watch.outside() == []
    assert watch.complaints == []


@pytest.mark.parametrize("width", [1280, 1440])
def test_nothing_is_wider_than_the_page(browser: Browser, base: str, width: int) -> None:
    page, _ = open_page(browser, f"{base}/voices?event=pier", "dark")
    page.set_viewport_size({"width": width, "height": 900})
    rest(page)
    for place in ('[data-testid="stMain"]', ".st-key-picture_card"):
        assert page.locator(place).evaluate("node => node.scrollWidth <= node.clientWidth + 1")
