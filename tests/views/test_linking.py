"""Links that are copied, and what is said of one that is opened later."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from coverage.views import linking
from tests.views import test_browser
from tests.views.test_browser import base, open_page, rest
from tests.views.test_views import run

__all__ = ["base"]
VIEW = "coverage/views/event.py"
browser = test_browser.browser
"""The fixture."""


def test_a_link_names_what_is_shown_and_of_which_snapshot() -> None:
    link = linking.address(
        "http://127.0.0.1:8501/event?old=1#x",
        {"event": "e1", "filter": "a&b"},
        {"snapshot": "s1", "corrections": "", "about": "A “bridge”"},
    )
    parts = urlsplit(link)
    assert (parts.path, parts.fragment) == ("/event", "")
    assert parse_qs(parts.query) == {
        "event": ["e1"], "filter": ["a&b"], "snapshot": ["s1"], "about": ["A “bridge”"],
    }  # fmt: skip


@pytest.mark.usefixtures("small")
def test_a_link_of_another_snapshot_says_so_and_one_of_this_does_not() -> None:
    said = [box.value for box in run(VIEW, event="bridge", snapshot="older").info]
    assert any("copied from another snapshot, older" in told for told in said)
    assert not run(VIEW, event="bridge", snapshot="small").info


@pytest.mark.usefixtures("small")
def test_a_vanished_event_is_replaced_by_the_one_nearest_in_name() -> None:
    """The link names the event, so that it is found again under another id."""
    app = run(VIEW, event="gone", about="The ferry company adds boats", snapshot="small")
    assert "nearest to it by name" in app.info[0].value
    assert app.query_params["event"] == "ferry"
    app = run(VIEW, event="gone", about="Harvest festival", snapshot="small")
    assert "another one" in app.info[0].value
    assert app.query_params["event"] == "bridge"


def test_the_copied_link_opens_the_same(browser: Browser, base: str) -> None:
    page, watch = open_page(browser, f"{base}/event?event=ferry&sort=divergent")
    rest(page)
    page.get_by_role("button", name="Copy link").click()
    link = page.locator('[data-testid="stCode"]')
    expect(link).to_contain_text("sort=divergent", timeout=20_000)  # its code comes when asked for
    again, other = open_page(browser, link.inner_text().strip())
    again.locator("h1", has_text="Ferry company").wait_for()
    rest(again)
    assert "sort=divergent" in again.url
    for seen in (watch, other):
        assert seen.outside() == []
        assert seen.complaints == []
