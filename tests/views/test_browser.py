"""The app in a real browser: from the overview to an event, to a claim's sentences, to the CSV.

Skipped where there is no Chromium; fails there under CI. Nothing may be asked of another machine.
"""

from __future__ import annotations

import csv
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from coverage.records import Rejected
from tests.views import conftest

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
START_SECONDS = 60
expect.set_options(timeout=30_000)  # as long as a page may take beside whatever else runs
OWN_SCHEMES = {"data", "blob"}


@dataclass
class Watch:
    """What a page asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def console(self, message: ConsoleMessage) -> None:
        """Keep errors, but for the look-ups by which Streamlit finds its base under a deep link."""
        is_lookup = "/_stcore/" in str(message.location.get("url", ""))
        if message.type == "error" and not is_lookup:
            self.complaints.append(message.text)

    def outside(self) -> list[str]:
        """Requests that left this machine."""
        parts = [urlsplit(url) for url in self.requests]
        return [p.geturl() for p in parts if p.scheme not in OWN_SCHEMES and p.hostname != HOST]


HOST = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


def wait_until_up(base: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert server.poll() is None, "the app ended while starting"
        try:
            with urllib.request.urlopen(f"{base}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the app did not start in time")


@contextmanager
def served(snapshot: Path) -> Iterator[str]:
    """The address of the app that shows `snapshot`, while it runs."""
    base = f"http://{HOST}:{(port := free_port())}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(
        [*command, "--server.fileWatcherType", "none"],
        cwd=ROOT,
        env=os.environ | {"COVERAGE_SNAPSHOT": str(snapshot)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_up(base, server)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The running app's address; it shows the small snapshot and a page that was not used."""
    rejected = [Rejected("menu.txt", "The page holds no text that reads as an article.")]
    stories = conftest.BRIDGE + conftest.FERRY + conftest.ALONE
    out = conftest.write(stories, tmp_path_factory.mktemp("data") / "current", rejected)
    with served(out) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must have Chromium: apt-get install chromium")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield launched
        launched.close()


def open_page(
    browser: Browser, url: str, scheme: Literal["light", "dark"] = "light"
) -> tuple[Page, Watch]:
    """A page of its own at `url`, watched from its first request."""
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 1200})
    page, watch = context.new_page(), Watch()
    page.set_default_timeout(90_000)  # a first page loads libraries, beside whatever else runs
    page.on("request", lambda request: watch.requests.append(request.url))
    page.on("console", watch.console)
    page.on("pageerror", lambda error: watch.complaints.append(str(error)))
    page.goto(url)
    page.wait_for_selector("h1")
    return page, watch


# Resolves once nothing in the page has changed for the given number of milliseconds.
AT_REST = """quiet => new Promise(done => {
  let timer = setTimeout(finish, quiet);
  const seen = new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(finish, quiet);
  });
  setTimeout(finish, 10000);
  function finish() { seen.disconnect(); done(true); }
  seen.observe(document.body, {subtree: true, childList: true, attributes: true});
})"""


def rest(page: Page) -> None:
    """Wait until the app has answered and the page has stopped changing."""
    page.locator('[data-test-script-state="notRunning"]').wait_for()
    page.evaluate(AT_REST, 300)


def click_cell(page: Page, number: int) -> None:
    """Click the cell of that number, counted along the rows of the matrix.

    The picture is drawn anew with every choice, in several steps, and before the last the mark may
    be replaced under the mouse: so first let the page come to rest. By place, since Plotly lays a
    sheet over its marks that takes the click for them.
    """
    cells = page.locator(".st-key-matrix .scatterlayer .trace").last.locator("path.point")
    cells.nth(number).wait_for(state="visible")
    rest(page)
    cells.nth(number).scroll_into_view_if_needed()
    box = cells.nth(number).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def click_row(page: Page, table: int, row: int) -> None:
    """Click the row of that number, from 1, of a table; the mouse comes from beside, as hands do.

    A table that has not seen the mouse come loses a click that takes it from another table.
    """
    rest(page)
    box = page.get_by_test_id("stDataFrame").nth(table).bounding_box()
    assert box is not None
    x, y = box["x"] + 200, box["y"] + 33 * row + 16
    page.mouse.move(x - 30, y)
    page.mouse.move(x, y, steps=5)
    page.mouse.click(x, y)


def section(page: Page, outlet: str) -> Locator:
    """The outlet's part of the panel."""
    return page.locator(".panel section").filter(has=page.locator("h3", has_text=outlet))


def test_from_the_overview_to_the_sentences(browser: Browser, base: str, tmp_path: Path) -> None:
    """Every number is a click from the sentences behind it, and no request leaves the machine."""
    page, watch = open_page(browser, base)
    page.get_by_role("link", name="Mayor promises").click()
    page.wait_for_selector(".panel")
    assert "event=bridge" in page.url

    page.locator(".panel h2", has_text="The bridge was closed on Monday").wait_for()
    click_cell(page, 7)  # third row, second column: the Gazette may say that crossing stays free
    page.locator(".panel h2", has_text="Crossing the bridge stays free").wait_for()
    courier, gazette, observer = (section(page, o) for o in ("Courier", "Gazette", "Observer"))
    expect(courier).to_contain_text("promised that crossing it will stay free")
    expect(gazette).to_contain_text("Nearest, p .41")
    expect(observer).to_contain_text("No sentence reports this")

    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Table as CSV").click()
    download.value.save_as(tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 12
    assert {row["outlet"] for row in rows} == {
        "Harbour Courier",
        "Lenn Gazette",
        "The Upland Observer",
    }

    assert watch.outside() == []
    assert watch.complaints == []


def test_the_corpus_is_read_from_its_table(browser: Browser, base: str) -> None:
    """A click on a row shows its article, and the way leads on to its event."""
    page, watch = open_page(browser, base)
    page.get_by_role("link", name="Corpus").click()
    page.locator(".reader .headline", has_text="Mayor promises").wait_for()
    rest(page)
    table = page.locator('[data-testid="stDataFrame"] canvas').first
    table.click(position={"x": 200, "y": 33 * 5 + 16}, force=True)  # the fifth row
    page.locator(".panel", has_text="Copy: carries largely the same text").wait_for()
    page.wait_for_url(lambda url: "article=" in url)
    page.get_by_role("link", name="Event: Ferry company").click()
    page.locator("h1", has_text="Ferry company adds two boats").wait_for()
    page.wait_for_url(lambda url: "event=ferry" in url)
    assert "article=" not in page.url
    assert watch.outside() == []
    assert watch.complaints == []


def test_a_page_is_read_from_the_tables(browser: Browser, base: str) -> None:
    """The page beside its article, then the next row's, and a page that was not used."""
    page, watch = open_page(browser, f"{base}/corpus")
    rest(page)
    page.get_by_text("The page", exact=True).click()
    page.locator(".page-text .kept", has_text="Mayor promises").wait_for()
    page.locator("summary", has_text="4 lines left out: menu or link").click()
    page.locator(".page-text .left", has_text="Sport").wait_for()
    click_row(page, 0, 5)
    page.locator(".page-text .kept", has_text="The ferry company adds two boats").first.wait_for()
    page.wait_for_url(lambda url: "page=" in url and "article=" in url)

    click_row(page, 1, 1)
    page.locator(".page-text", has_text="Home & away").wait_for()
    page.wait_for_url(lambda url: url.endswith("corpus?page=menu.txt"))

    click_row(page, 0, 5)
    page.locator(".reader .headline", has_text="Ferry company adds").wait_for()
    page.wait_for_url(lambda url: "page=" not in url)
    assert watch.outside() == []
    assert watch.complaints == []


def test_a_second_click_on_a_cell_counts(browser: Browser, base: str) -> None:
    """The picture is drawn anew with every choice; a click must reach it all the same."""
    page, _ = open_page(browser, f"{base}/event?event=bridge")
    for number, label in ((7, "Crossing"), (0, "The bridge"), (7, "Crossing"), (0, "The bridge")):
        click_cell(page, number)
        page.locator(".panel h2", has_text=label).wait_for(timeout=10_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "/event"])  # the pages with a figure
def test_light_and_dark(
    browser: Browser, base: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    """Both themes are drawn without a complaint, the figure's ink going with the page's."""
    page, watch = open_page(browser, base + path, scheme)
    page.locator(".js-plotly-plot .main-svg").first.wait_for(state="attached")
    ink = {"light": "rgb(31, 35, 40)", "dark": "rgb(232, 232, 228)"}[scheme]
    page.wait_for_function(
        "ink => [...document.querySelectorAll('.js-plotly-plot text')]"
        ".some(text => getComputedStyle(text).fill === ink)",
        arg=ink,
    )
    assert page.locator("h1").evaluate("node => getComputedStyle(node).color") == ink
    assert watch.outside() == []
    assert watch.complaints == []
