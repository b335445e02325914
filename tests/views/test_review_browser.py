"""Reviewing by keyboard, and correcting a claim in its panel, in a real browser.

Skipped where there is no Chromium; fails there under CI.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from coverage import corrections, edits
from coverage.corrections import Log
from tests.views import linked_snapshot
from tests.views.test_browser import browser, open_page, rest, served

__all__ = ["browser"]  # the fixture


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return linked_snapshot.write(tmp_path_factory.mktemp("data") / "current")


@pytest.fixture(scope="module")
def base(place: Path) -> Iterator[str]:
    """The running app's address."""
    with served(place) as address:
        yield address


def said(place: Path) -> list[bool]:
    return list(edits.matches(Log(corrections.place(place)).rows()).values())


def test_an_hour_of_review_needs_no_mouse(browser: Browser, base: str, place: Path) -> None:
    """S, D, K and U answer, skip and undo; in a field they are letters."""
    page, watch = open_page(browser, f"{base}/review?event=bridge")
    rest(page)
    finding = page.locator(".head .finding")
    expect(finding).to_contain_text("0 of 2 borderline pairs")
    page.get_by_label("Why", exact=True).fill("")
    page.get_by_label("Why", exact=True).press_sequentially("dusk")
    page.get_by_label("Why", exact=True).blur()
    rest(page)
    assert said(place) == []
    first = page.locator(".review-pair .asked").first.inner_text()
    page.keyboard.press("d")
    expect(finding).to_contain_text("1 of 2 borderline pairs")
    expect(page.locator(".st-key-corrections_card")).to_contain_text("dusk · applies")
    page.keyboard.press("s")
    expect(page.get_by_text("All borderline pairs are reviewed.")).to_be_visible()
    assert sorted(said(place)) == [False, True]
    page.keyboard.press("u")
    expect(finding).to_contain_text("1 of 2 borderline pairs")
    rest(page)
    page.keyboard.press("u")
    expect(finding).to_contain_text("0 of 2 borderline pairs")
    expect(page.locator(".review-pair .asked").first).to_have_text(first)
    assert said(place) == []
    assert watch.outside() == []
    assert watch.complaints == []


def test_a_claim_is_renamed_in_its_panel_and_says_so(browser: Browser, base: str) -> None:
    page, watch = open_page(browser, f"{base}/event?event=bridge")
    rest(page)
    page.get_by_role("button", name="Correct this claim").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill("The old bridge is shut")
    dialog.get_by_role("textbox", name="Your name").fill("ada")
    dialog.get_by_role("button", name="Apply").click()
    expect(page.locator(".st-key-claim_card h2").first).to_have_text("The old bridge is shut")
    expect(page.locator(".st-key-correct_claim")).to_contain_text("Corrected by ada: renamed")
    assert watch.outside() == []
    assert watch.complaints == []
