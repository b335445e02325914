"""An event is taken along from its page, in a real browser.

Skipped where there is no Chromium; fails there under CI.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from coverage import building
from coverage.store import Snapshot
from coverage.views import exports_menu
from tests.views import linked_snapshot
from tests.views.test_browser import ROOT, browser, open_page, rest, served

__all__ = ["browser"]  # the fixture

SEEDS = ROOT / "seeds"


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


@pytest.mark.large
def test_everything_of_the_samples_events_is_made_by_button(
    browser: Browser, tmp_path: Path
) -> None:
    """The two events of the first sample and one of the second; the numbers are the snapshot's."""
    lines = (SEEDS / "invented" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "one.jsonl").write_text("\n".join(lines[:4]) + "\n", encoding="utf-8")
    out = tmp_path / "data" / "current"
    inputs = [SEEDS, tmp_path / "one.jsonl"]
    building.build(inputs, out, SEEDS / "manifest.toml", matcher="none")
    with Snapshot(out) as snapshot:
        events = snapshot.query("FROM events WHERE n_outlets >= 2 ORDER BY event_id")
        shares = snapshot.query("SELECT claim_id, outlet, share FROM emphasis")
    assert len(events) == 3
    known = shares.set_index(["claim_id", "outlet"])["share"]
    with served(out) as base:
        for event_id in events["event_id"]:
            page, watch = open_page(browser, f"{base}/event?event={event_id}")
            files = {name: made(page, name, tmp_path) for name in exports_menu.NAMES.values()}
            assert all(file.stat().st_size for file in files.values())
            table = pd.read_parquet(files[exports_menu.NAMES["parquet"]])
            told = table.set_index(["claim_id", "outlet"])["share"]
            assert told.to_dict() == known[told.index].to_dict()
            assert watch.outside() == []
            page.context.close()
