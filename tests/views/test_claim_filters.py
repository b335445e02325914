"""Which claims the matrix shows, and in whose order."""

from __future__ import annotations

import pandas as pd
import pytest

from coverage.views import claim_filters, event_filters
from coverage.views.claim_filters import Filters, Whose
from coverage.views.state import Selection
from tests.views.test_views import run, shown

CLAIMS = pd.DataFrame(
    {
        "claim_id": ["closed", "free", "queue"],
        "is_contested": [True, False, False],
        "n_versions": [3, 2, 1],
    }
)
CELLS = pd.DataFrame(
    [
        ("closed", "Courier", "stressed", 2), ("closed", "Gazette", "mentioned", 1),
        ("free", "Courier", "mentioned", 1), ("free", "Gazette", "uncertain", 0),
        ("queue", "Courier", "omitted", 0), ("queue", "Gazette", "stressed", 1),
    ],
    columns=["claim_id", "outlet", "status", "n_mentions"],
)  # fmt: skip
VOICES = pd.DataFrame(
    [("closed", "Courier", True, False), ("closed", "Gazette", False, True),
     ("free", "Courier", False, True), ("queue", "Gazette", True, False)],
    columns=["claim_id", "outlet", "is_own", "is_given"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), ["closed", "free", "queue"]),
        (Filters(columns=("Courier",)), ["closed", "free"]),
        (Filters(status="stressed"), ["closed", "queue"]),
        (Filters(status="stressed", by="Courier"), ["closed"]),
        (Filters(status="omitted"), ["queue"]),
        (Filters(is_contested=True), ["closed"]),
        (Filters(n_versions=2), ["closed", "free"]),
        (Filters(whose=Whose.GIVEN), ["closed", "free"]),
        (Filters(whose=Whose.OWN, columns=("Courier",)), ["closed"]),
        (Filters(status="omitted", is_contested=True), []),
    ],
)
def test_a_claim_must_meet_every_filter(filters: Filters, kept: list[str]) -> None:
    found = claim_filters.narrow(CLAIMS, CELLS, VOICES, filters)
    assert list(found["claim_id"]) == kept


def test_filters_are_read_from_the_address_and_nonsense_is_none() -> None:
    told = Selection(columns=event_filters.pack(["A|B", "C"]), status="stressed", least="3")
    assert claim_filters.chosen(told) == Filters(
        columns=("A|B", "C"), status="stressed", n_versions=3
    )
    assert claim_filters.chosen(told).n_set == 3
    assert claim_filters.chosen(Selection(status="x", least="x", whose="x")) == Filters()


VIEW = "coverage/views/event.py"


@pytest.mark.usefixtures("small")
def test_the_page_says_how_many_claims_meet_the_filters() -> None:
    app = run(VIEW, event="bridge", status="stressed", by_outlet="Harbour Courier")
    assert "of 4 claims meet the filters." in shown(app)
    assert "meet the filters" not in shown(run(VIEW, event="bridge"))


@pytest.mark.usefixtures("small")
def test_claims_in_the_order_of_an_article() -> None:
    """The Courier's headline promises free crossing before its text tells of the closing."""
    app = run(VIEW, event="bridge", sort="told")
    (box,) = [box for box in app.selectbox if box.label == "Article"]
    assert box.options[0].startswith("Harbour Courier: Mayor promises")
    (claims,) = [box for box in app.selectbox if box.label == "Claim"]
    assert claims.options[0] == "The bridge was closed on Monday"  # shared ones first
    assert claims.options[1] == "Crossing the bridge stays free"


@pytest.mark.usefixtures("small")
def test_an_outlet_that_is_hidden_is_not_drawn() -> None:
    app = run(VIEW, event="bridge", columns="Lenn Gazette")
    drawn = app.get("plotly_chart")[0].proto.spec
    assert "Lenn Gazette" in drawn
    assert "Upland Observer" not in drawn
