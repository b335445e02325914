"""A story from picked views to the whole screen, in a real browser.

Skipped where there is no Chromium; fails there under CI.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from coverage.presentations import Shelf, Slide, place
from tests.views import linked_snapshot
from tests.views.test_browser import browser, open_page, rest, served

__all__ = ["browser"]  # the fixture


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return linked_snapshot.write(tmp_path_factory.mktemp("data") / "current")


@pytest.fixture(scope="module")
def base(out: Path) -> Iterator[str]:
    """The running app's address."""
    with served(out) as address:
        yield address


def title(page: Page) -> str:
    return page.locator(".sheet-head h1").inner_text()


def test_views_are_picked_and_shown_one_by_one(browser: Browser, base: str, out: Path) -> None:
    """Two views with a sentence each; arrows turn, the ends hold, Esc brings the page back."""
    page, watch = open_page(browser, f"{base}/event?event=bridge")
    for number, (kind, sentence) in enumerate(
        (
            ("Claims by outlet", "All tell of the closing."),
            ("This claim in each outlet’s words", "Two say it alike."),
        ),
        start=1,
    ):
        rest(page)
        page.get_by_role("button", name="Add to presentation").click()
        page.get_by_label("A sentence for the slide").fill(sentence)
        page.get_by_label("A sentence for the slide").press("Enter")
        rest(page)
        page.get_by_role("button", name=kind).click()
        page.get_by_text(f"Slide {number} of the presentation.").wait_for()
        page.keyboard.press("Escape")
    assert len(Shelf(place(out)).all()[0].slides) == 2

    page.get_by_role("link", name="Present").click()
    expect(page.locator(".sheet-head h1")).to_have_text("All tell of the closing.")
    rest(page)
    page.get_by_role("button", name="Present, full screen").click()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    rest(page)
    assert "full=all" in page.url
    sheet = page.locator(".st-key-sheet").bounding_box()
    assert sheet is not None
    assert sheet["width"] == pytest.approx(1440, abs=2)  # as wide as the screen
    assert sheet["width"] / sheet["height"] == pytest.approx(16 / 9, rel=0.01)
    figure = page.locator(".st-key-sheet .main-svg").first.bounding_box()
    assert figure is not None
    assert figure["x"] + figure["width"] <= sheet["x"] + sheet["width"] + 1
    foot = page.locator(".sheet-foot").bounding_box()
    assert foot is not None
    assert figure["y"] + figure["height"] <= foot["y"] + 1

    page.keyboard.press("ArrowRight")
    expect(page.locator(".sheet-head h1")).to_have_text("Two say it alike.")
    rest(page)
    page.keyboard.press("PageDown")  # there is no third
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".sheet-head h1")).to_have_text("All tell of the closing.")
    rest(page)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    assert "full=all" not in page.url
    assert watch.complaints == []
    assert watch.outside() == []


def test_a_sheet_is_light_in_a_dark_theme_and_its_letters_grow(
    browser: Browser, base: str, out: Path
) -> None:
    """The meeting room's wall is white; letters are as large as the screen lets them be."""
    Shelf(place(out)).add("other", Slide("voices", {"event": "bridge"}, "The bridge", "Who says."))
    page, _ = open_page(browser, f"{base}/present?presentation=other&full=all", "dark")
    rest(page)
    stage = page.locator(".st-key-stage")
    assert stage.evaluate("n => getComputedStyle(n).backgroundColor") == "rgb(251, 251, 249)"
    size = page.locator(".sheet-head h1").evaluate("n => parseFloat(getComputedStyle(n).fontSize)")
    assert size > 26 * 1.3  # 1440 pixels wide, of a sheet of about a thousand
    ink = page.locator(".sheet-head h1").evaluate("n => getComputedStyle(n).color")
    assert ink == "rgb(31, 35, 40)"
