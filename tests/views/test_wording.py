"""The Wording page: what sets outlets apart, what stands for what, marks and names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser
from streamlit.testing.v1 import AppTest

from coverage.exports import cell_text
from coverage.views import instances
from coverage.views.instances import Instance
from tests.views import test_browser, wording_snapshot
from tests.views.test_browser import click_row, open_page, rest, served
from tests.views.test_views import run
from tests.views.test_views import shown as html_of

VIEW = "coverage/views/wording.py"
browser = test_browser.browser
"""The fixture."""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wording_snapshot.write(tmp_path_factory.mktemp("wording") / "current")


@pytest.fixture
def _snapshot(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(snapshot))


def tables(app: AppTest) -> list[pd.DataFrame]:
    return [table.value for table in app.dataframe]


@pytest.mark.usefixtures("_snapshot")
def test_the_surest_word_of_each_outlet_is_said() -> None:
    """Ten times "siege" against never, and the other way round."""
    said = html_of(run(VIEW, event="town"))
    assert "Harbour Courier says “siege” 10 times, the others never" in said
    assert "Lenn Gazette says “blockade” 10 times, the others never" in said


@pytest.mark.usefixtures("_snapshot")
def test_a_word_is_read_in_each_of_its_places() -> None:
    app = run(VIEW, event="town", term="siege")
    (lines,) = tables(app)
    assert len(lines) == 10
    assert set(lines["outlet"]) == {"Harbour Courier"}
    assert "10 USES OF “siege”" in html_of(app)
    assert (lines["left"].iloc[0], lines["right"].iloc[0]) == ("Army ends its ", " of Velinsk")


@pytest.mark.usefixtures("_snapshot")
def test_a_word_that_nobody_says_is_told() -> None:
    app = run(VIEW, event="town", term="harvest")
    assert "Nobody here says" in app.info[0].value


@pytest.mark.usefixtures("_snapshot")
def test_what_stands_for_what_is_counted_with_its_sentences() -> None:
    """Nine sentences are alike but for one word."""
    app = run(VIEW, event="town", wording="shifts")
    (table,) = tables(app)
    first = table.iloc[0]
    assert (first["words_a"], first["words_b"], first["n"]) == ("siege", "blockade", 9)
    said = html_of(app)
    assert said.count("<mark>siege</mark>") == said.count("<mark>blockade</mark>") == 9


@pytest.mark.usefixtures("_snapshot")
def test_marks_around_words_stand_beside_their_bare_use() -> None:
    app = run(VIEW, event="town", wording="quotes")
    said = html_of(app)
    assert "1 phrase stands in quotation marks" in said
    assert "<mark>“truce”</mark>" in said
    assert "<mark>truce</mark>" in said
    assert "<b>nobody" not in said


@pytest.mark.usefixtures("_snapshot")
def test_each_outlets_names_for_a_place() -> None:
    app = run(VIEW, event="town", wording="names")
    (table,) = tables(app)
    assert table[["Harbour Courier", "Lenn Gazette"]].to_numpy().tolist() == [
        ["Velinsk 2", "Port Vellin 2"]
    ]
    assert "1 place is named differently; Velinsk in 2 ways." in html_of(app)


@pytest.mark.usefixtures("_snapshot")
def test_all_events_can_be_looked_at_over_a_span_of_days() -> None:
    assert "says “siege”" in html_of(run(VIEW, scope="all"))
    app = run(VIEW, scope="all", since="1999-01-01", until="1999-02-01")
    assert "No article was published" in app.info[0].value


@pytest.mark.usefixtures("_snapshot")
def test_a_link_that_names_no_part_shows_the_first() -> None:
    assert "says “siege”" in html_of(run(VIEW, wording="nonsense", since="nonsense"))


def test_text_in_sentences_is_escaped() -> None:
    """Only our own marks are markup."""
    said = instances.by_outlet([Instance("<i>O</i>", "a <b> & c", [(2, 5)], "1&2", note="<u>")])
    assert "a <mark>&lt;b&gt;</mark> &amp; c" in said
    assert "&lt;i&gt;O" in said
    assert "&lt;u&gt;" in said


def test_a_table_as_csv_holds_no_formula() -> None:
    table = pd.DataFrame({"words": ["=1+1", "siege", None], "n": [1, 2, 3]})
    assert cell_text.csv(table).decode("utf-8-sig").splitlines() == [
        "words,n", "'=1+1,1", "siege,2", ",3",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def base(snapshot: Path) -> Iterator[str]:
    with served(snapshot) as address:
        yield address


def test_from_a_bar_to_its_uses_and_from_a_row_to_its_sentences(
    browser: Browser, base: str
) -> None:
    page, watch = open_page(browser, f"{base}/wording?event=town")
    bars = page.locator(".st-key-keyness .barlayer .trace").last.locator("path")
    bars.first.wait_for(state="attached")
    rest(page)
    box = bars.first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator(".under-title", has_text="10 USES OF").wait_for()
    page.wait_for_url(lambda url: "term=" in url)

    page.get_by_role("radio", name="Shifts").click()
    page.locator(".panel mark", has_text="siege").first.wait_for()
    page.get_by_role("radio", name="Names").click()
    page.locator(".panel mark", has_text="Port Vellin").first.wait_for()
    click_row(page, 0, 1)
    rest(page)
    assert "wording=names" in page.url
    assert watch.outside() == []
    assert watch.complaints == []
