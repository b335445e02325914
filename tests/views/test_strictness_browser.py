"""The slider of match strictness in a real browser, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.views import linked_snapshot
from tests.views.test_browser import browser, open_page, rest, served

__all__ = ["browser"]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    out = linked_snapshot.write(tmp_path_factory.mktemp("linked") / "current")
    with served(out) as address:
        yield address


def test_the_slider_groups_anew_and_stays_on_the_next_event(browser: Browser, base: str) -> None:
    """Two steps to the left the promise is told by two outlets; then the ferry, then as built."""
    page, watch = open_page(browser, f"{base}/event?event=bridge")
    page.get_by_text("p .50, as built").wait_for()
    rest(page)
    thumb = page.locator(".st-key-strictness").get_by_role("slider")
    thumb.press("ArrowLeft")
    page.get_by_text("p .45").wait_for()
    rest(page)  # the slider is drawn anew; a key pressed meanwhile is lost
    thumb.press("ArrowLeft")
    page.get_by_text("2 shared claims here, 1 in the snapshot").wait_for()
    page.wait_for_url(lambda url: "strictness=0.4" in url)

    rest(page)
    page.get_by_role("button", name="Other event").click()
    page.get_by_role("menuitem", name="Ferry company").or_(
        page.get_by_role("option", name="Ferry company")
    ).click()
    page.locator("h1", has_text="Ferry company").wait_for()
    page.wait_for_url(lambda url: "event=ferry" in url and "strictness=0.4" in url)

    rest(page)
    page.get_by_role("button", name="As in the snapshot").click()
    page.get_by_text("p .50, as built").wait_for()
    page.wait_for_url(lambda url: "strictness" not in url)
    assert watch.outside() == []
    assert watch.complaints == []
