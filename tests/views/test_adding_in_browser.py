"""Adding and correcting in a real browser: progress, a second person, a form that stays open.

Skipped where there is no Chromium; fails there under CI.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from coverage import additions, corrections, store
from coverage.building import Built, build, rebuild
from coverage.views.builds import STAGES
from tests.examples import COURIER_ON_PAINTING, page, write_pages
from tests.views.test_browser import browser, open_page, rest, served

__all__ = ["browser"]  # the fixture

BUILD_MS = 90_000
ROW, HEADER = 33, 33  # heights of a table's rows, in pixels


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A snapshot built from pages.

    The vectors of what the tests add are made here, so that the server need not load the model.
    """
    pages = write_pages(tmp_path_factory.mktemp("inputs"))
    place = tmp_path_factory.mktemp("data") / "current"
    painting = tmp_path_factory.mktemp("more") / "painting.txt"
    painting.write_text(page(COURIER_ON_PAINTING))
    build([pages, painting], place.with_name("with-all"))
    return build([pages], place)


@pytest.fixture(scope="module")
def kept(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it: builds that follow clear old snapshots away."""
    return shutil.copytree(built.folder, tmp_path_factory.mktemp("kept") / built.folder.name)


@pytest.fixture
def out(built: Built, kept: Path) -> Path:
    """The link that shows it, with nothing added and nothing corrected."""
    place = built.folder.with_name("current")
    shutil.rmtree(additions.place(place), ignore_errors=True)
    corrections.place(place).unlink(missing_ok=True)
    if not built.folder.exists():
        shutil.copytree(kept, built.folder)
    store.point(place, built.folder)
    return place


@pytest.fixture(scope="module")
def base(built: Built) -> Iterator[str]:
    """The running app's address."""
    with served(built.folder.with_name("current")) as address:
        yield address


def open_form(opened: Page, tab: str) -> Locator:
    """The dialog that adds documents, at one of its tabs."""
    rest(opened)
    opened.get_by_role("button", name="Add documents").click()
    dialog = opened.get_by_role("dialog")
    dialog.get_by_role("tab", name=tab).click()
    return dialog


def counted(opened: Page, n_articles: int) -> None:
    """Wait until the page counts so many articles."""
    finding = opened.locator(".finding")
    expect(finding).to_contain_text(f"{n_articles} articles from", timeout=BUILD_MS)


def test_a_dropped_file_opens_in_a_new_snapshot_when_that_is_whole(
    browser: Browser, base: str, out: Path, tmp_path: Path
) -> None:
    """Who dropped it gets the new snapshot by itself, who only looks on at a click."""
    dropped = tmp_path / "painting.txt"
    dropped.write_text(page(COURIER_ON_PAINTING))
    ada, watch = open_page(browser, f"{base}/corpus")
    counted(ada, 3)
    with store.lock(out):  # as if the command line built, so that this build is seen to go on
        dialog = open_form(ada, "Files")
        dialog.locator("input[type=file]").set_input_files(dropped)
        dialog.get_by_role("textbox", name="Your name").first.fill("ada")
        dialog.get_by_role("button", name="Add 1 file").click()
        expect(ada.locator(".build")).to_contain_text("asked for by ada")
        assert ada.get_by_role("progressbar").count() == len(STAGES)
        ben, _ = open_page(browser, f"{base}/corpus")
        expect(ben.locator(".build")).to_contain_text("waits for another build")
        counted(ben, 3)
    counted(ada, 4)
    expect(ada.get_by_text("1 article added to 1 event")).to_be_visible()
    expect(
        ben.get_by_text("ada: 1 article added to 1 event; the new snapshot is whole.")
    ).to_be_visible(timeout=BUILD_MS)
    counted(ben, 3)
    ben.get_by_role("button", name="Open it").click()
    counted(ben, 4)
    assert watch.outside() == []
    assert watch.complaints == []


def test_a_form_that_is_being_filled_in_stays_when_a_build_ends(
    browser: Browser, base: str, out: Path
) -> None:
    opened, _ = open_page(browser, f"{base}/corpus")
    counted(opened, 3)
    with store.lock(out):
        dialog = open_form(opened, "Paste a page")
        dialog.get_by_label("Text of the page").fill(page(COURIER_ON_PAINTING))
        dialog.get_by_role("button", name="Add page").click()
        expect(opened.locator(".build")).to_be_visible()
        dialog = open_form(opened, "Paste a page")
        dialog.get_by_label("Text of the page").fill("A second page, half of it pasted")
    expect(opened.get_by_text("the new snapshot is whole")).to_be_visible(timeout=BUILD_MS)
    expect(dialog.get_by_label("Text of the page")).to_have_value(re.compile("half of it"))
    counted(opened, 3)
    opened.keyboard.press("Escape")
    counted(opened, 4)


def test_an_outlet_is_corrected_and_the_correction_undone(
    browser: Browser, base: str, out: Path
) -> None:
    """To an outlet that the snapshot does not know, by another name of a listed one."""
    with store.Snapshot(out) as snapshot:
        sql = "SELECT article_id FROM articles WHERE outlet = 'Valley Gazette'"
        own = str(snapshot.query(sql).iloc[0, 0])
    opened, watch = open_page(browser, f"{base}/corpus?article={own}")
    name = opened.locator(".st-key-claim_card .panel h2").first
    expect(name).to_have_text("Valley Gazette")
    opened.get_by_role("button", name="Correct outlet, date or event").click()
    outlet = opened.get_by_role("combobox", name=re.compile("Outlet"))
    outlet.fill("Russia Today")
    outlet.press("Enter")
    opened.get_by_label("Why", exact=True).fill("its imprint")
    opened.get_by_role("button", name="Apply").click()
    expect(name).to_have_text("RT", timeout=BUILD_MS)
    expect(opened.locator(".corrected")).to_contain_text("set the outlet to RT (its imprint)")
    assert f"article={own}" in opened.url
    opened.get_by_role("button", name="Undo last").click()
    expect(name).to_have_text("Valley Gazette", timeout=BUILD_MS)
    assert watch.outside() == []
    assert watch.complaints == []


def test_what_was_added_is_taken_out_again(browser: Browser, base: str, out: Path) -> None:
    additions.add(out, "painting.txt", page(COURIER_ON_PAINTING).encode(), "ada")
    rebuild(out)
    opened, watch = open_page(browser, f"{base}/corpus")
    counted(opened, 4)
    dialog = open_form(opened, "Added so far")
    table = dialog.locator('[data-testid="stDataFrame"] canvas').first
    table.click(position={"x": 40, "y": HEADER + ROW // 2}, force=True)
    dialog.get_by_role("button", name="Apply to 1 file").click()
    counted(opened, 3)
    assert not additions.listed(out)[0].is_used
    assert watch.outside() == []
    assert watch.complaints == []
