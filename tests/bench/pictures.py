"""Every page in a real browser: how long until it stands, picture and all, and any error it shows.

A page stands when its script has ended and its picture, if it has one, is drawn.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, sync_playwright

from coverage.views import PAGES

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

PICTURES = {"overview", "event", "voices", "wording", "timeline"}
"""Pages that show a Plotly picture of any event."""

SLOWEST = 90_000
"""Milliseconds after which a page is given up."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A page that stands: after how many seconds, under which heading."""

    page: str
    seconds: float
    heading: str


@contextmanager
def browser() -> Iterator[BrowserContext]:
    """A window of Chromium, which must be there."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        context = launched.new_context(viewport={"width": 1440, "height": 1200})
        context.set_default_timeout(SLOWEST)
        yield context
        launched.close()


def walk(context: BrowserContext, base: str, event_id: str) -> Iterator[Stood]:
    """Every page of the app at `base`, those of one event for `event_id`, one after another.

    Raises AssertionError where a page shows an error, and playwright's where it does not come.
    """
    for name in PAGES:
        page = context.new_page()
        began = time.perf_counter()
        path = "" if name == "overview" else name
        page.goto(f"{base}/{path}" + (f"?event={event_id}" if path else ""))
        page.locator("h1").first.wait_for()
        page.locator('[data-test-script-state="notRunning"]').wait_for()
        if name in PICTURES:
            page.locator(".js-plotly-plot .main-svg").first.wait_for(state="attached")
        seconds = time.perf_counter() - began
        errors = page.locator('[data-testid="stException"], [data-testid="stAlertContentError"]')
        assert errors.count() == 0, f"{name}: {errors.first.inner_text()}"
        yield Stood(name, seconds, page.locator("h1").first.inner_text())
        page.close()


def measure(base: str, *event_ids: str) -> None:
    """Print how long each page takes, for each of the events."""
    if CHROMIUM is None:
        print("no Chromium on this machine, so no pictures")
        return
    with browser() as context:
        for event_id in event_ids:
            for stood in walk(context, base, event_id):
                print(f"{stood.page:<12} stands after {stood.seconds:5.2f} s  {stood.heading}")
