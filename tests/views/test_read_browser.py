"""Articles side by side in a real browser: a sentence is clicked, and its partner comes into view.

Skipped where there is no Chromium, as `test_browser`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from coverage.records import Role
from tests.views import conftest, test_browser
from tests.views.conftest import Told
from tests.views.test_browser import open_page, rest, served

browser = test_browser.browser
"""The fixture."""

ATTACK = '<img src=x onerror="document.title=1">'
CLOSED, ENGINEERS = "The old bridge over the Lenn", "On Monday, engineers"


def stories() -> tuple[Told, ...]:
    """The bridge, told at such length that the Gazette's closing stands far below the Courier's.

    Outlet, title and sentences of the Gazette hold what a careless page would run.
    """
    courier, gazette, observer = conftest.BRIDGE
    quiet = [(Role.BODY, f"On day {n} nothing else was heard of at the quay.") for n in range(40)]
    headline, *rest_of_it = gazette.sentences
    attacked = (
        (Role.HEADLINE, f"{headline[1]} {ATTACK}"),
        (Role.BODY, f"Nothing {ATTACK} stands here."),
        *quiet,
        *rest_of_it,
    )
    return (
        replace(courier, sentences=(*courier.sentences, *quiet)),
        replace(gazette, outlet=f"Gazette {ATTACK}", sentences=attacked),
        observer,
    )


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(conftest.write(stories(), tmp_path_factory.mktemp("read") / "current")) as address:
        yield address


def sentence(page: Page, start: str) -> Locator:
    return page.locator(".sentence", has_text=start).first


def is_in_view(node: Locator) -> bool:
    """Whether a sentence is inside what its column shows."""
    return bool(
        node.evaluate(
            """node => {
              const own = node.getBoundingClientRect();
              const list = node.parentNode.getBoundingClientRect();
              return own.top >= list.top - 1 && own.bottom <= list.bottom + 1;
            }"""
        )
    )


def test_a_click_brings_the_partner(browser: Browser, base: str) -> None:
    """From the event page: the claim's articles; a click joins, a second one lets go."""
    page, watch = open_page(browser, f"{base}/event?event=bridge")
    page.get_by_role("link", name="Read side by side").click()
    chosen = page.locator(".sentence.selected")
    chosen.wait_for()
    page.wait_for_url(lambda url: "articles=" in url and "sentence=" in url)
    chosen.click()  # lets go of what the link chose
    page.wait_for_url(lambda url: "sentence=" not in url)

    for column in page.locator(".list").all():
        column.evaluate("node => node.scrollTo(0, 0)")
    partner = sentence(page, ENGINEERS)
    assert not is_in_view(partner)
    sentence(page, CLOSED).click()
    expect(sentence(page, CLOSED)).to_have_attribute("aria-selected", "true")
    expect(partner).to_have_class(re.compile(r"\bpartner\b"))
    page.wait_for_url(lambda url: "sentence=" in url)
    expect(page.locator(".chosen")).to_contain_text("Also reported in: Gazette")
    expect(page.locator("path.on")).not_to_have_count(0)
    rest(page)
    page.wait_for_timeout(600)  # it is scrolled to smoothly
    headline = sentence(page, "Cracks close")  # stands for the claim in the Gazette as well
    assert is_in_view(partner) or is_in_view(headline)

    before = page.url
    page.reload()
    expect(sentence(page, CLOSED)).to_have_class(re.compile(r"\bselected\b"))
    assert page.url == before
    assert watch.outside() == []
    assert watch.complaints == []


def test_text_stays_text(browser: Browser, base: str) -> None:
    """Outlet, title and sentence are shown as they are written, and nothing of them is run."""
    page, watch = open_page(browser, f"{base}/read?event=bridge")
    expect(page.locator(".reading h3", has_text="Gazette")).to_have_text(f"Gazette {ATTACK}")
    expect(page.locator(".reading .title", has_text="Cracks")).to_contain_text(ATTACK)
    sentence(page, "Cracks close").click()
    expect(page.locator(".chosen .place")).to_contain_text(ATTACK)
    sentence(page, "Nothing").click()
    expect(sentence(page, "Nothing")).to_contain_text(ATTACK)
    rest(page)
    assert page.locator("img[src=x]").count() == 0
    assert page.title() != "1"
    assert watch.outside() == []
    assert watch.complaints == []


def test_by_keyboard(browser: Browser, base: str) -> None:
    """A column is one stop of the tab key; arrows go on there, Enter chooses, Escape undoes."""
    page, watch = open_page(browser, f"{base}/read?event=bridge")
    gazette, courier = (page.get_by_role("listbox", name=name) for name in ("Gazette", "Courier"))
    courier.get_by_role("option").first.focus()
    page.keyboard.press("ArrowDown")
    expect(sentence(page, CLOSED)).to_be_focused()
    page.keyboard.press("Enter")
    expect(sentence(page, CLOSED)).to_have_attribute("aria-selected", "true")
    page.wait_for_url(lambda url: "sentence=" in url)
    rest(page)
    expect(sentence(page, CLOSED)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(gazette.locator(".partner:focus")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(sentence(page, CLOSED)).to_be_focused()
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "sentence=" not in url)
    assert watch.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_reach_from_sentence_to_sentence(
    browser: Browser, base: str, scheme: Literal["light", "dark"]
) -> None:
    """Between the columns and at the height of both; nothing is wider than the page."""
    page, watch = open_page(browser, f"{base}/read?event=bridge", scheme)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("path.sure").first.wait_for(state="attached")
    rest(page)
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    box = page.locator("path.sure").last.bounding_box()  # the surest
    left, right = (page.locator(".list").nth(n).bounding_box() for n in (0, 1))
    headline, lead = (
        sentence(page, "Cracks close").bounding_box(),
        sentence(page, CLOSED).bounding_box(),
    )
    assert box is not None
    assert left is not None
    assert right is not None
    assert headline is not None
    assert lead is not None
    assert box["x"] == pytest.approx(left["x"] + left["width"], abs=4)
    assert box["x"] + box["width"] == pytest.approx(right["x"], abs=4)
    heights = sorted(b["y"] + b["height"] / 2 for b in (headline, lead))
    assert [box["y"], box["y"] + box["height"]] == pytest.approx(heights, abs=4)
    page.set_viewport_size({"width": 600, "height": 900})
    rest(page)
    below = page.locator(".list").nth(1).bounding_box()
    above = page.locator(".list").nth(0).bounding_box()
    assert below is not None
    assert above is not None
    assert below["y"] > above["y"] + above["height"]
    expect(page.locator("path.sure").last).to_be_hidden()
    assert watch.complaints == []
