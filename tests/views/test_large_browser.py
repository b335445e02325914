"""Every page in a real browser on a snapshot of some thousands of articles.

    make bench      or      python -m pytest -m large tests/views/test_large_browser.py

The small snapshot of the other tests is repeated (`tests.bench.large`), and an event of 30 outlets
stands among the others.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coverage import building
from coverage.store import Snapshot
from coverage.views import PAGES
from tests.bench import large, pictures
from tests.bench.widest import EVENT, LABEL
from tests.views import conftest
from tests.views.test_browser import served
from tests.views.test_views import run, shown

N = 3000

pytestmark = [
    pytest.mark.large,
    pytest.mark.skipif(
        pictures.CHROMIUM is None and os.environ.get("CI") != "true", reason="no Chromium here"
    ),
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    base = conftest.write(conftest.BRIDGE + conftest.FERRY + conftest.ALONE, folder / "base")
    return large.repeat(base, N, folder / "current")


def test_what_is_repeated_has_as_many_rows_as_it_says(snapshot: Path) -> None:
    """The manifest counts what is there, and no id is met twice."""
    with Snapshot(snapshot) as opened:
        for table, n in opened.manifest["counts"].items():
            assert len(opened.table(table)) == n, table
        articles = opened.table("articles")
    assert len(articles) >= N
    assert articles["article_id"].is_unique


def test_the_corpus_shows_the_first_and_finds_the_others(
    snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser is given a thousand rows, in which any article can be chosen."""
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(snapshot))
    whole = run("coverage/views/corpus.py")
    assert "the first 1,000, filter for others" in shown(whole)
    first = whole.dataframe[0].value
    assert len(first) == 1000
    few = run("coverage/views/corpus.py", find="widest-7.txt").dataframe[0].value
    assert list(few["source_id"]) == ["widest-7.txt"]


def test_every_page_stands(snapshot: Path) -> None:
    """None shows an error, and those of one event show the event of 30 outlets."""
    with served(snapshot) as base, pictures.browser() as context:
        stood = list(pictures.walk(context, base, EVENT))
    assert [each.page for each in stood] == list(PAGES)
    of_event = {"event", "read", "voices", "wording", "copies", "timeline", "review"}
    assert {each.page for each in stood if each.heading == LABEL} == of_event


def test_every_page_stands_on_the_sample(tmp_path: Path) -> None:
    """The five documents that a newcomer sees first, each event that can be compared."""
    out = tmp_path / "current"
    building.build([large.SEEDS], out, large.SEEDS / "manifest.toml", matcher="none")
    with Snapshot(out) as opened:
        ids = list(opened.query("SELECT event_id FROM events WHERE n_outlets >= 2")["event_id"])
    assert len(ids) == 2
    with served(out) as base, pictures.browser() as context:
        for event_id in ids:
            assert [each.page for each in pictures.walk(context, base, event_id)] == list(PAGES)
