"""An event is taken along from its page, in a real browser.

Skipped where there is no Chromium; fails there under CI.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.views import linked_snapshot
from tests.views.test_browser import browser, open_page, rest, served

__all__ = ["browser"]  # the fixture


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The running app's address."""
    with served(linked_snapshot.write(tmp_path_factory.mktemp("data") / "current")) as address:
        yield address


def made(page: Page, name: str, folder: Path) -> Path:
    """The file that a button of the menu makes, saved."""
    rest(page)
    page.get_by_role("button", name="Export", exact=True).click()
    page.get_by_role("button", name=name).click()
    page.keyboard.press("Escape")
    save = page.get_by_role("button", name="Save")
    save.wait_for()
    rest(page)
    with page.expect_download() as download:
        save.click()
    place = folder / download.value.suggested_filename
    download.value.save_as(place)
    page.get_by_role("button", name="Dismiss").click()
    expect(save).to_have_count(0)
    return place


def test_what_is_shown_is_taken_along(browser: Browser, base: str, tmp_path: Path) -> None:
    """A filter and a strictness hold in the table; slides, workbook, leaflet and all come too."""
    page, watch = open_page(browser, f"{base}/event?event=bridge&filter=closed&strictness=0.8")
    table = made(page, "One long table (CSV)", tmp_path)
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert {float(row["strictness"]) for row in rows} == {0.8}
    assert all("closed" in row["filters"] for row in rows)
    starts = {"Slides": b"PK", "Workbook": b"PK", "Leaflet": b"<!", "Everything": b"PK"}
    for name, start in starts.items():
        assert made(page, name, tmp_path).read_bytes().lower().startswith(start.lower())
    assert watch.outside() == []
    assert watch.complaints == []
