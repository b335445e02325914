"""Who told which claim of an event first."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from coverage.views import timeline_told
from tests.views.test_views import run, shown

VIEW = "coverage/views/timeline.py"


def tellings(*rows: tuple[str, str, str | None, str]) -> pd.DataFrame:
    """Claim, outlet, when, precision; each in a version of its own."""
    return pd.DataFrame(
        [
            {"claim_id": claim, "article_id": outlet, "version_id": outlet, "outlet": outlet,
             "published": pd.Timestamp(at, tz="UTC") if at else pd.NaT,
             "published_precision": precision}
            for claim, outlet, at, precision in rows
        ]
    )  # fmt: skip


def claims(**n_outlets: int) -> pd.DataFrame:
    return pd.DataFrame(
        [{"claim_id": name, "label": name, "n_outlets": n} for name, n in n_outlets.items()]
    )


def spread(told: pd.DataFrame, **n_outlets: int) -> list[dict[str, Any]]:
    table = timeline_told.spread(claims(**n_outlets), told)
    return [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]


def test_the_first_and_how_long_after_it_the_next() -> None:
    """The Gazette told it at nine, the Courier at noon; the Observer bears no day."""
    told = tellings(
        ("c", "Courier", "2031-05-03 12:00", "minute"),
        ("c", "Gazette", "2031-05-03 09:00", "minute"),
        ("c", "Observer", None, "none"),
    )
    (row,) = spread(told, c=3)
    assert (row["first"], row["gap"]) == ("Gazette", "3 hours")
    assert row["others"] == "Courier, Observer (undated)"


def test_of_one_day_without_an_hour_it_is_not_known() -> None:
    told = tellings(
        ("c", "Courier", "2031-05-03", "day"), ("c", "Gazette", "2031-05-03 09:00", "minute")
    )
    (row,) = spread(told, c=2)
    assert (row["first"], row["gap"]) == ("Courier or Gazette", "")
    assert "it is not known of any" in timeline_told.finding(
        timeline_told.spread(claims(c=2), told)
    )


def test_claims_stand_in_the_order_in_which_they_came_up_undated_ones_last() -> None:
    told = tellings(
        ("late", "Courier", "2031-05-04", "day"), ("late", "Gazette", "2031-05-05", "day"),
        ("never", "Courier", None, "none"), ("never", "Gazette", None, "none"),
        ("soon", "Courier", "2031-05-03", "day"), ("soon", "Gazette", "2031-05-05", "day"),
        ("alone", "Courier", "2031-05-01", "day"),
    )  # fmt: skip
    rows = spread(told, late=2, never=2, soon=2, alone=1)
    assert [row["label"] for row in rows] == ["soon", "late", "never"]
    assert rows[-1]["first"] == "not known"


@pytest.mark.usefixtures("small")
def test_the_page_marks_who_tells_the_claim() -> None:
    app = run(VIEW, event="bridge")
    said = shown(app)
    assert "1 SHARED CLAIM " in said
    assert "coloured: tells “The bridge was closed on Monday”" in said
    (table,) = [frame.value for frame in app.dataframe]
    assert list(table["label"]) == ["The bridge was closed on Monday"]


@pytest.mark.usefixtures("small")
def test_a_link_to_a_claim_that_is_not_here_marks_the_first() -> None:
    assert "coloured: tells “The bridge" in shown(run(VIEW, event="bridge", claim="nonsense"))
