"""Which claims are shown, in which order, and what the CSV holds."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from coverage.store import Snapshot
from coverage.views import queries, shown
from coverage.views.shown import Sort


@pytest.fixture
def bridge(snapshot_dir: Path) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Claims, cells and outlets of the bridge."""
    with Snapshot(snapshot_dir) as snapshot:
        return (
            queries.claims(snapshot, "bridge"),
            queries.cells(snapshot, "bridge"),
            queries.outlets(snapshot, "bridge"),
        )


Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]


def test_shared_claims_come_first_and_can_be_left_out(bridge: Tables) -> None:
    claims, cells, _ = bridge
    for sort in (Sort.SHARED, Sort.DIVERGENT):
        assert list(shown.choose(claims, cells, sort, "")["n_outlets"]) == [2, 1, 1, 1]
    assert set(shown.choose(claims, cells, Sort.SINGLE, "")["n_outlets"]) == {1}


def test_the_most_divergent_has_the_widest_spread(bridge: Tables) -> None:
    claims, cells, _ = bridge
    single = shown.choose(claims, cells, Sort.DIVERGENT, "").query("n_outlets == 1")
    assert single["spread"].is_monotonic_decreasing


def test_the_filter_reads_the_sentences_too(bridge: Tables) -> None:
    """The word "engineers" stands in a sentence, not in the label; every word must be there."""
    claims, cells, _ = bridge
    found = shown.choose(claims, cells, Sort.SHARED, "ENGINEERS closed")
    assert list(found["label"]) == ["The bridge was closed on Monday"]
    assert shown.choose(claims, cells, Sort.SHARED, "engineers sing").empty


def many(n_single: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A shared claim and `n_single` that A alone tells, each in more words than the one before."""
    ids = ["both", *(f"own{i}" for i in range(n_single))]
    claims = pd.DataFrame(
        {"claim_id": ids, "label": ids, "told": "", "n_outlets": [2] + [1] * n_single,
         "sub_event_id": ""}
    )  # fmt: skip
    cells = pd.DataFrame(
        {"claim_id": ids, "outlet": "A", "n_mentions": 1, "is_headline": False,
         "share": [0.01 * i for i in range(n_single + 1)]}
    )  # fmt: skip
    return shown.choose(claims, cells, Sort.SHARED, ""), cells


def test_only_the_most_emphatic_of_one_outlet_alone_are_shown() -> None:
    """Three an outlet, a headline first, and the selected one; the shared claims all stay."""
    rows, cells = many(9)
    assert list(shown.brief(rows, cells)["claim_id"]) == ["both", "own8", "own7", "own6"]
    assert "own2" in set(shown.brief(rows, cells, "own2")["claim_id"])
    cells.loc[1, "is_headline"] = True
    assert list(shown.brief(rows, cells)["claim_id"]) == ["both", "own8", "own7", "own0"]


@pytest.mark.parametrize("sort", list(Sort))
def test_claims_of_a_sub_event_come_after_the_events_own(sort: Sort) -> None:
    """Each section is ordered by itself, shared claims first; sections as they are given."""
    rows, cells = many(9)
    places = {"both": "x", "own8": "x", "own7": "y", "own3": "y"}
    claims = rows.assign(sub_event_id=rows["claim_id"].map(places).fillna(""))
    found = shown.choose(claims, cells, sort, "", ["y", "x"])
    assert list(dict.fromkeys(found["sub_event_id"])) == ["", "y", "x"]
    alone = {key: list(own["claim_id"]) for key, own in found.groupby("sub_event_id")}
    assert sorted(alone["y"]) == ["own3", "own7"]
    assert alone["x"] == (["own8"] if sort == Sort.SINGLE else ["both", "own8"])


def test_each_section_shows_its_most_emphatic_and_counts_the_others() -> None:
    rows, cells = many(9)
    claims = rows.assign(sub_event_id=["", *["x"] * 5, *[""] * 4])
    rows = shown.choose(claims, cells, Sort.SHARED, "", ["x"])
    few = shown.brief(rows, cells)
    assert list(few["claim_id"]) == ["both", "own3", "own2", "own1", "own8", "own7", "own6"]
    assert shown.left_out(rows, few) == {"": 1, "x": 2}


def test_a_section_counts_the_outlets_that_tell_any_of_its_claims() -> None:
    """Whether or not these stand on the page; a sub-event without claims is no section."""
    claims = pd.DataFrame({"claim_id": ["a", "b", "c"], "sub_event_id": ["x", "x", ""]})
    cells = pd.DataFrame(
        {
            "claim_id": ["a", "b", "b", "c"],
            "outlet": ["A", "A", "B", "C"],
            "n_mentions": [1, 0, 2, 1],
        }
    )
    both = pd.DataFrame({"sub_event_id": ["y", "x"], "label": ["Y", "X"], "n_outlets": [1, 1]})
    found = shown.sections(both, cells, claims)
    assert found[["label", "n_outlets"]].to_dict("records") == [{"label": "X", "n_outlets": 2}]


def test_one_or_two_are_not_worth_leaving_out() -> None:
    rows, cells = many(5)
    assert len(shown.brief(rows, cells)) == 6


def test_claims_of_one_label_are_told_apart() -> None:
    """The one with most sentences keeps it; the others go by a sentence that names no claim."""
    claims = pd.DataFrame({"claim_id": ["a", "b", "c"], "label": ["One", "One", "Two"]})
    members = pd.DataFrame(
        {"claim_id": ["a", "a", "a", "b", "b", "b"],
         "text": ["One", "x", "y", "Two", "Three", "Four"]}
    )  # fmt: skip
    assert list(shown.told_apart(claims, members)["label"]) == ["One", "Three", "Two"]


def test_csv_is_the_shown_table(bridge: Tables) -> None:
    """A row a cell; where a sheet would take a label for a formula, an apostrophe stands before."""
    claims, cells, outlets = bridge
    rows = shown.choose(claims, cells, Sort.SHARED, "ferry")
    table = pd.read_csv(io.BytesIO(shown.to_csv(rows, cells, outlets)), encoding="utf-8-sig")
    assert list(table.columns) == shown.COLUMNS
    assert set(table["claim"]) == {"'=Commuters queue for the ferry"}
    assert len(table) == 3
    told = table.set_index("outlet").loc["The Upland Observer"]
    assert told["n_words"] / told["outlet_words"] == pytest.approx(told["share"])
