"""Sentences found by their words and by their meaning."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import Browser, expect

from coverage import store
from coverage.language.embeddings import SentenceEncoder
from coverage.language.meanings import likeness, packed
from coverage.records import to_table
from coverage.store import Snapshot
from coverage.views import search_hits, search_queries
from coverage.views.search_queries import Where
from coverage.views.searching import Sought, plain
from tests.views import conftest, test_browser
from tests.views.test_browser import open_page, rest, served
from tests.views.test_views import run, shown

VIEW = "coverage/views/search.py"
browser = test_browser.browser
"""The fixture."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small snapshot, with what its sentences mean."""
    out = tmp_path_factory.mktemp("search") / "current"
    rows = conftest.tables(conftest.BRIDGE + conftest.FERRY)
    written = {name: to_table(name, each) for name, each in rows.items()}
    meanings = packed(SentenceEncoder().encode([s.text for s in rows["sentences"]]))
    store.write(written, conftest.MANIFEST | {"out": out.name}, out, meanings)
    return out


@pytest.fixture
def _here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(folder))


def found(folder: Path, written: str, where: Where | None = None) -> list[str]:
    with Snapshot(folder) as snapshot:
        held = search_queries.holding(snapshot, Sought.read(written), where or Where())
        assert len(held.ids) == held.n
        return list(search_queries.told(snapshot, held, held.n)["text"])


def test_all_words_must_stand_in_a_sentence_whole(folder: Path) -> None:
    """A word is no part of another one; with a star it begins others."""
    assert len(found(folder, "bridge monday")) == 2
    assert found(folder, "bridg monday") == []
    assert len(found(folder, "crack* bridge")) == 3


def test_words_in_quotation_marks_stand_together(folder: Path) -> None:
    assert len(found(folder, "“two long cracks”")) == 1
    assert found(folder, '"long two cracks"') == []


def test_what_looks_like_a_pattern_is_text(folder: Path) -> None:
    assert found(folder, ".*") == []
    assert found(folder, "(bridge") == found(folder, "bridge")
    assert found(folder, "' OR 1=1 --") == []


def test_accents_are_no_difference() -> None:
    text = "Zélensky’s visit"
    assert Sought.read("zelensky's").spans(text) == [(0, 10)]
    assert len(plain(text)) == len(text)


def test_filters(folder: Path) -> None:
    assert len(found(folder, "bridge", Where(outlets=("Lenn Gazette",)))) == 2
    assert found(folder, "bridge", Where(event="ferry")) == []
    assert found(folder, "bridge", Where(since="2031-05-05")) == []
    assert len(found(folder, "ferry", Where(until="2031-05-04"))) == 1


def test_what_means_the_same_in_other_words_comes_first(folder: Path) -> None:
    """No word of it but function words stands in the sentence."""
    query = SentenceEncoder().encode(["People waited for a boat in the early morning"])[0]
    with Snapshot(folder) as snapshot:
        like = search_queries.like(snapshot, query, Where())
        assert like is not None
        told = search_queries.told(snapshot, like, like.n)
    assert told["text"][0].startswith("Commuters queued for the ferry since dawn")
    assert like.likeness == sorted(like.likeness, reverse=True)


def test_eight_bits_hardly_change_a_cosine() -> None:
    vectors = np.random.default_rng(0).normal(size=(200, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    near = likeness(packed(vectors), vectors[0], np.arange(200))
    assert np.abs(near - vectors @ vectors[0]).max() < 0.01


def test_a_sentence_in_no_claim_is_told_with_its_article(folder: Path) -> None:
    with Snapshot(folder) as snapshot:
        held = search_queries.holding(snapshot, Sought.read("ferries full"), Where())
        (row,) = search_queries.told(snapshot, held, held.n).to_dict("records")
    assert pd.isna(row["claim_id"])
    html = search_hits.hits([row], Sought.read("full").spans, {})
    assert "Claim" not in html
    assert "<mark>full</mark>" in html


@pytest.mark.usefixtures("_here")
def test_the_page_counts_outlets_and_marks_words() -> None:
    said = shown(run(VIEW, seek="bridge"))
    assert "4 SENTENCES" in said
    assert "<mark>bridge</mark>" in said
    assert "<b>autumn" not in shown(run(VIEW, seek="autumn"))


@pytest.mark.usefixtures("_here")
def test_by_meaning_and_without_any_find() -> None:
    assert "likeness" in shown(run(VIEW, seek="closing of a river crossing", by="meaning"))
    assert "No sentence here holds this" in run(VIEW, seek="harvest").info[0].value
    assert "no word" in run(VIEW, seek="!!").info[0].value


@pytest.mark.usefixtures("small")
def test_a_snapshot_without_meanings_says_so() -> None:
    assert "without meanings" in run(VIEW, seek="bridge", by="meaning").info[0].value


def test_from_a_sentence_to_its_claim(browser: Browser, folder: Path) -> None:
    with served(folder) as base:
        page, watch = open_page(browser, f"{base}/search")
        box = page.get_by_placeholder("blockade")
        box.fill("crack*")
        box.press("Enter")
        page.locator(".hits mark", has_text="cracks").first.wait_for()
        page.wait_for_url(lambda url: "seek=" in url)
        rest(page)
        page.get_by_role("link", name="Claim, told by 2 outlets").first.click()
        expect(page.locator(".panel h2")).to_contain_text("The bridge was closed on Monday")
        assert watch.outside() == []
        assert watch.complaints == []
