"""The page of copies in a real browser: a line, a dot and a row are clicked, and the CSV is saved.

Skipped where there is no Chromium, as `test_browser`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.views import copies_snapshot, test_browser
from tests.views.test_browser import click_row, open_page, rest, served

browser = test_browser.browser
"""The fixture."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over the snapshot with copies."""
    with served(copies_snapshot.write(tmp_path_factory.mktemp("copies") / "current")) as address:
        yield address


def click_mark(page: Page, trace: int, number: int) -> None:
    """Click a mark of the network; traces are arrows, articles and the middles of lines."""
    marks = page.locator(".st-key-copies .scatterlayer .trace").nth(trace).locator("path.point")
    marks.nth(number).wait_for(state="attached")
    rest(page)
    marks.nth(number).scroll_into_view_if_needed()
    box = marks.nth(number).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_from_the_event_to_the_copied_words(browser: Browser, base: str, tmp_path: Path) -> None:
    """The event page leads here; a line, a row and an article choose the pair that is read."""
    page, watch = open_page(browser, f"{base}/event?event=bridge")
    page.get_by_role("link", name="Read the copies side by side").click()
    head = page.locator(".st-key-pair_card h2")
    expect(head).to_contain_text("Lenn Wire and Harbour Courier: 3 passages")
    page.wait_for_url(lambda url: "left=" in url and "event=bridge" in url)

    click_mark(page, 2, 1)  # the second line: wire and Gazette
    expect(head).to_contain_text("Lenn Wire and Lenn Gazette")
    expect(page.locator(".side-by-side .joint", has_text="in Lenn Gazette")).to_have_count(1)
    click_row(page, 0, 5)
    expect(head).to_contain_text("Harbour Courier and The Upland Observer")
    click_mark(page, 1, 1)  # the Courier's dot
    expect(head).to_contain_text("Lenn Wire and Harbour Courier")
    expect(page.locator(".side-by-side mark").first).to_have_text("two long")

    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Pairs as CSV").click()
    download.value.save_as(tmp_path / "pairs.csv")
    with (tmp_path / "pairs.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 5
    assert watch.outside() == []
    assert watch.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 1440])
def test_passages_are_level_and_nothing_is_wider_than_the_page(
    browser: Browser, base: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """The two places of a passage stand at one height, at either side of what joins them."""
    page, watch = open_page(browser, f"{base}/copies?event=bridge", scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.locator(".st-key-copies .main-svg").first.wait_for(state="attached")
    rest(page)
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    row = page.locator(".side-by-side .row.edited")
    left, right = (row.locator(".copied").nth(n).bounding_box() for n in (0, 1))
    joint = row.locator(".joint").bounding_box()
    assert left is not None
    assert right is not None
    assert joint is not None
    assert left["y"] == right["y"]
    assert left["width"] == pytest.approx(right["width"], abs=1)
    assert left["x"] + left["width"] <= joint["x"] + 1
    assert joint["x"] + joint["width"] <= right["x"] + 1
    assert watch.complaints == []
    page.close()
