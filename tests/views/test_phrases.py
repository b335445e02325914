"""Sentences computed from tables."""

from collections.abc import Hashable
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pytest

from coverage.views import phrases


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((2022, 2, 7), (2022, 2, 7), "7 February 2022"),
        ((2022, 2, 7), (2022, 2, 8), "7–8 February 2022"),
        ((2022, 2, 7), (2022, 3, 1), "7 February – 1 March 2022"),
        ((2021, 12, 31), (2022, 1, 1), "31 December 2021 – 1 January 2022"),
    ],
)
def test_days(first: tuple[int, int, int], last: tuple[int, int, int], said: str) -> None:
    assert phrases.days(datetime(*first, tzinfo=UTC), datetime(*last, tzinfo=UTC)) == said


def test_days_unknown() -> None:
    assert phrases.days(None, None) == "date unknown"


CLAIMS = pd.DataFrame(
    {"claim_id": ["both", "own", "mine"], "label": ["“Both tell”.", "Own", "Mine"],
     "n_outlets": [2, 1, 1]}
)  # fmt: skip
CELLS = pd.DataFrame(
    {
        "claim_id": ["both", "both", "own", "own", "mine", "mine"],
        "outlet": ["A & B", "C"] * 3,
        "share": [0.9, 0.25, 0.0, 0.5, 0.0, 0.125],
        "status": ["stressed", "mentioned", "omitted", "stressed", "uncertain", "stressed"],
    }
)


def test_finding_counts_words_for_shared_claims_and_tells_the_widest_gap() -> None:
    """Who gives how much to what others also tell, who tells what alone, where shares differ."""
    outlets = pd.DataFrame({"outlet": ["A & B", "C"]})
    assert phrases.finding(CELLS, CLAIMS, outlets) == (
        "A &amp; B gives <b>90%</b> of its words to claims that the other also tells, "
        "C <b>25%</b>. C alone tells 2 claims. The outlets’ shares lie farthest apart on "
        "“Both tell”: 90% of A &amp; B’s words, 25% of C’s."
    )


def test_an_uncertain_cell_makes_no_gap() -> None:
    """Where a sentence may report the claim, "none of its words" would say too much."""
    cells = CELLS.head(2).assign(share=[0.9, 0.0], status=["stressed", "uncertain"])
    outlets = pd.DataFrame({"outlet": ["A & B", "C"]})
    assert "farthest" not in phrases.finding(cells, CLAIMS, outlets)
    sure = cells.assign(status=["stressed", "omitted"])
    assert phrases.finding(sure, CLAIMS, outlets).endswith("90% of A &amp; B’s words, none of C’s.")


def test_finding_names_only_the_ends_of_many() -> None:
    names = [f"O{i}" for i in range(6)]
    claims = pd.DataFrame({"claim_id": ["both"], "label": ["Both"], "n_outlets": [6]})
    shares = [0.1 * (i + 1) for i in range(6)]
    cells = pd.DataFrame(
        {"claim_id": "both", "outlet": names, "share": shares, "status": "mentioned"}
    )
    found = phrases.finding(cells, claims, pd.DataFrame({"outlet": names}))
    assert "also tell, the most of 6 outlets; O0 <b>10%</b>, the least." in found


def test_copies_are_said_in_plain_words() -> None:
    versions = pd.DataFrame({"outlets": [["A", "B"], ["C"]], "n_articles": [2, 3]})
    event: dict[Hashable, Any] = {"n_articles": 6, "n_versions": 3}
    assert phrases.copies(event, versions) == (
        "6 articles, but only 3 independent versions: A and B carry largely the same text and "
        "count once; 3 articles of C carry largely the same text and count once."
    )
    assert phrases.copies(event, versions.head(0)) == ""


def test_undated_is_said_with_its_reason() -> None:
    article: dict[Hashable, Any] = {
        "published": None, "published_precision": "none", "published_basis": "the page says nothing"
    }  # fmt: skip
    assert phrases.dated(article) == "Undated: the page says nothing"
    assert phrases.short_days(None, None) == "undated"


def test_a_label_is_no_markdown() -> None:
    assert phrases.label("Talks *fail* [here](x)") == r"Talks \*fail\* \[here\]\(x\)"


def test_a_stamp_sorts_as_time_does_and_says_how_exact_it_is() -> None:
    time = datetime(2022, 2, 8, 0, 42, tzinfo=UTC)
    said = [phrases.stamp(time, p) for p in ("day", "window", "minute", "hour", "none")]
    assert said == [
        "2022-02-08", "2022-02-08, or near", "2022-02-08 00:42", "2022-02-08 00:42, to the hour",
        "undated",
    ]  # fmt: skip
    assert phrases.stamp(None, "minute") == "undated"


@pytest.mark.parametrize(
    ("carriers", "n_carriers", "said"),
    [
        (["A"], 1, ""),
        (["A"], 3, "A itself"),
        (["A", "B", "C"], 3, "B and C"),
        (["A", "B", "C", "D", "E", "F"], 6, "B, C, D and 2 more"),
    ],
)
def test_who_carries_the_same_text(carriers: list[str], n_carriers: int, said: str) -> None:
    article: dict[Hashable, Any] = {"outlet": "A", "carriers": carriers, "n_carriers": n_carriers}
    assert phrases.same_text(article) == said
