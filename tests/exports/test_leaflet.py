"""The leaflet: one page that asks for nothing, holds every sentence, and shows it at a click."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from coverage.exports import leaflet, leaflet_parts
from coverage.exports.subject import Subject
from coverage.store import Snapshot
from coverage.views import subject_of
from tests.exports.invented_subject import MADE, hostile, subject
from tests.views import conftest, test_browser
from tests.views.test_browser import Watch
from tests.views.test_payloads import PAYLOADS

browser = test_browser.browser
"""The fixture."""


@pytest.fixture(scope="module")
def small() -> Subject:
    """Six claims by three outlets."""
    return subject()


@pytest.fixture(scope="module")
def page_of(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Open a leaflet from a file, drawn, watched from its first request."""
    folder = tmp_path_factory.mktemp("leaflets")
    contexts: list[BrowserContext] = []

    def open_one(given: Subject, **options: Any) -> tuple[Page, Watch]:
        file = folder / f"{len(contexts)}.html"
        file.write_bytes(leaflet.make(given))
        context = browser.new_context(viewport={"width": 1300, "height": 900}, **options)
        contexts.append(context)
        page, watch = context.new_page(), Watch()
        page.on("request", lambda request: watch.requests.append(request.url))
        page.on("console", watch.console)
        page.on("pageerror", lambda error: watch.complaints.append(str(error)))
        page.goto(file.as_uri())
        if options.get("java_script_enabled", True):
            page.wait_for_selector("html[data-drawn]", timeout=60_000)
        return page, watch

    yield open_one
    for context in contexts:
        context.close()


def asked(watch: Watch) -> list[str]:
    """What was asked for beside the file itself and what it made."""
    return [url for url in watch.requests if url.split(":")[0] not in {"file", "blob", "data"}]


def text_of(content: bytes) -> str:
    """All words of the page, as they are read."""
    body = html.fromstring(content.decode()).find("body")
    for script in body.iter("script"):
        script.text = ""
    return re.sub(r"\s+", " ", body.text_content())


def test_every_claim_and_sentence_is_in_it(small: Subject) -> None:
    """Also without a script: the mentions, what is nearest in their place, and the voices'."""
    said = text_of(leaflet.make(small))
    for table, column in (
        (small.claims, "label"),
        (small.mentions, "text"),
        (small.cells, "nearest_text"),
        (small.heard, "text"),
        (small.uses, "text"),
        (small.passages, "text_b"),
        (small.quotes, "bare_text"),
        (small.namings, "text"),
        (small.articles, "title"),
    ):
        assert [text for text in table[column].dropna() if text not in said] == [], column
    for line in (*small.said(), *small.limits, *small.definitions, *small.findings.values()):
        assert line in said


def test_outlets_stand_beside_versions(small: Subject) -> None:
    said = text_of(leaflet.make(small))
    assert "Told by 3 of 3 outlets, in 2 independent versions" in said
    assert "Outlet 00, Outlet 01: 2 articles carry largely the same text and count once." in said


def test_the_same_input_gives_the_same_bytes(small: Subject) -> None:
    """But for the time that it was made, which it says."""
    once = leaflet.make(small)
    assert leaflet.make(subject()) == once
    later = replace(
        small, origin=replace(small.origin, made=datetime(2032, 1, 1, tzinfo=MADE.tzinfo))
    )
    assert leaflet.make(later) == once.replace(b"2031-05-09 08:30 UTC", b"2032-01-01 00:00 UTC")


@pytest.mark.parametrize(("n_claims", "n_outlets"), [(200, 30), (500, 40)])
def test_a_large_event_stays_within_its_size(n_claims: int, n_outlets: int) -> None:
    """Every claim and every mention; of what is nearest to an omission as much as there is room."""
    given = subject(n_claims, n_outlets)
    content = leaflet.make(given)
    assert len(content) < leaflet.MOST_BYTES
    said = text_of(content)
    assert [text for text in given.mentions["text"] if text not in said] == []
    near = given.cells["nearest_text"].dropna()
    n_quoted = said.count("Nearest, p")
    assert n_quoted == len(near) if n_claims == 200 else n_quoted < len(near)
    assert ("likeliest stand" in said) == (n_quoted < len(near))


def test_an_event_of_nothing_is_told_as_such(small: Subject) -> None:
    """No claim, no voice, no copy: the findings say so, and the sources stand."""
    kept = {"outlets", "articles", "timeline"}
    tables = {
        field.name: getattr(small, field.name).head(0)
        for field in fields(small)
        if isinstance(getattr(small, field.name), pd.DataFrame) and field.name not in kept
    }
    said = text_of(leaflet.make(replace(small, **tables | {"pairs": pd.DataFrame()})))
    assert "What matrix shows" in said
    assert "Cracks close pier 2" in said


def test_what_is_unknown_is_not_called_nan(small: Subject) -> None:
    """A phrase that stands bare nowhere, a value that one side lacks, an article without a day."""
    quotes = pd.concat([small.quotes, small.quotes.assign(bare_outlet=None, bare_text=None)])
    differing = small.discrepancies.assign(value_b=float("nan"))
    unknown = {"url": None, "credit": float("nan"), "published_basis": None}
    articles = small.articles.assign(**unknown)
    given = replace(small, quotes=quotes, discrepancies=differing, articles=articles)
    said = text_of(leaflet.make(given))
    assert "The numbers differ. Outlet 00: two · Outlet 01: –" in said
    assert said.count("Bare in Outlet 01") == 1
    assert not re.search(r"\bnan\b|\bNone\b", said)


def test_links_lead_somewhere(small: Subject) -> None:
    """Each link within the page has its anchor, once; those out of it go to the web only."""
    tree = html.fromstring(leaflet.make(small).decode())
    anchors = tree.xpath("//@id")
    assert len(set(anchors)) == len(anchors)
    links = tree.xpath("//a/@href")
    assert {link[1:] for link in links if link.startswith("#")} <= set(anchors)
    outside = tree.xpath("//a[not(starts-with(@href, '#'))]")
    assert {link.get("href") for link in outside} == set(small.articles["url"])
    assert {link.get("rel") for link in outside} == {"noopener noreferrer"}


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x?y=1", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("https://[broken", False),
        ("https:", False),
        (None, False),
    ],
)
def test_a_link_is_made_of_a_web_address_only(url: str | None, kept: bool) -> None:
    assert leaflet_parts.web(url) == (url if kept else "")


def test_scripts_run_by_their_hash_alone(small: Subject) -> None:
    """What is packed holds the library once, and no chart has a button that sends it away."""
    content = leaflet.make(small).decode()
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', content)
    assert len(policy) == 1
    rules = dict(rule.split(" ", 1) for rule in unescape(policy[0]).split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].startswith("'sha256-")
    assert "unsafe" not in rules["script-src"]
    assert "http" not in policy[0]
    packed = re.findall(r'id="packed">([^<]*)<', content)[0]
    told = json.loads(gzip.decompress(base64.b64decode(packed)))
    assert "newPlot" in told["library"]
    assert set(told["figures"]) == {"matrix", "voices", "keys", "copies", "timeline"}
    assert "showSendToCloud: false" in content


def test_an_event_of_a_snapshot(tmp_path: Path) -> None:
    """As the app exports it; the event has no copies, no address for most, markup in its claims."""
    place = conftest.write(conftest.BRIDGE + conftest.FERRY, tmp_path / "current")
    with Snapshot(place) as snapshot:
        given = subject_of.read(snapshot, "bridge", [], MADE)
        copied = subject_of.read(snapshot, "ferry", [], MADE)
    said = text_of(leaflet.make(given))
    assert "Repairs may take until <b>autumn</b> & cost $4 million" in said
    assert set(given.heard["text"]) >= {"The old bridge over the Lenn was closed on Monday after "
                                        "cracks appeared."}  # fmt: skip
    assert "count once" in text_of(leaflet.make(copied))


def test_a_click_shows_the_sentences(small: Subject, page_of: Any) -> None:
    """A cell, a claim's words, a bar of a voice, a key word, a pair; Escape closes the panel."""
    page, watch = page_of(small)
    panel = page.locator("#panel")
    expect(panel).to_be_hidden()

    click(page, "matrix", ".scatterlayer .trace:last-child path.point", 5)
    expect(panel.locator("h4")).to_have_text(small.claims["label"][1])
    expect(panel.locator(".chosen h5")).to_contain_text("Outlet 02")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()

    click(page, "matrix", ".annotation", 2)
    expect(panel.locator("h4")).to_have_text(small.claims["label"][2])
    click(page, "voices", ".barlayer .trace:last-child .point", 1)
    expect(panel.locator("h4")).to_have_text("Ida Holm")
    expect(panel.locator(".chosen")).to_contain_text("Ida Holm told of pier 1.")
    click(page, "keys", ".barlayer .trace:last-child .point", 2)
    expect(panel).to_contain_text("The toll-free bridge that Outlet 00 names.")
    click(page, "copies", ".scatterlayer .trace:last-child path.point", 0)
    expect(panel).to_contain_text("The old bridge was shut.")
    panel.get_by_role("button", name="Close").click()

    page.get_by_role("button", name="As a table").first.click()
    page.locator("#matrix td a").nth(1).click()
    expect(panel.locator(".chosen h5")).to_contain_text("Outlet 01")
    assert asked(watch) == []
    assert watch.complaints == []


def click(page: Page, figure: str, mark: str, number: int) -> None:
    """Click the middle of a mark: Plotly lays a sheet over all of them that takes the click."""
    found = page.locator(f"[data-figure={figure}] {mark}").nth(number)
    found.scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # the chart is drawn anew where the panel opens or closes
    box = found.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_without_a_script_all_of_it_is_read(small: Subject, page_of: Any) -> None:
    page, _ = page_of(small, java_script_enabled=False)
    cell = page.locator("#matrix td a").first
    assert cell.is_visible()
    cell.click()
    assert page.url.endswith(cell.get_attribute("href") or "-")
    assert page.locator(".exhibit h4").first.is_visible()
    assert not page.locator("[data-figure=matrix]").is_visible()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints(small: Subject, page_of: Any, paper: str, tmp_path: Path) -> None:
    """The table for the matrix's picture, charts no wider than the paper, no panel, no button."""
    page, _ = page_of(small, color_scheme="dark")
    click(page, "matrix", ".annotation", 2)
    page.pdf(path=tmp_path / "leaflet.pdf", format=paper, print_background=True)
    printed = PdfReader(tmp_path / "leaflet.pdf")
    places: list[float] = []
    text = ""
    for sheet in printed.pages:
        text += sheet.extract_text(
            visitor_text=lambda said, user, at, *_: places.append(
                user[4] + user[0] * at[4] if said.strip() else 30.0
            )
        )
    width = float(printed.pages[0].mediabox.width)
    assert [x for x in places if not 30 <= x <= width - 30] == []
    assert len(printed.pages) < 12
    page.emulate_media(media="print")
    body = page.locator("body")
    look = "node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).color]"
    assert body.evaluate(look) == ["rgb(255, 255, 255)", "rgb(31, 35, 40)"]
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    wide = "nodes => nodes.map(node => node.getBoundingClientRect().width)"
    assert max(page.locator(".card .main-svg").evaluate_all(wide)) == 690
    assert "Share of each outlet’s words that goes to each claim" in text.replace("\n", " ")
    assert "As a table" not in text
    assert "Ida Holm" in text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_is_data(small: Subject, page_of: Any, payload: str) -> None:
    """What looks like markup, script or an address in any text is shown, and does nothing."""
    given = hostile(small, payload)
    page, watch = page_of(given)
    assert page.locator("h1").inner_text() == given.label
    click(page, "matrix", ".annotation", 2)
    expect(page.locator("#panel h4")).to_have_text(given.claims["label"][2])
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("img[src=x], iframe, svg[onload], a[href^=javascript]").count() == 0
    assert asked(watch) == []
    assert watch.complaints == []
