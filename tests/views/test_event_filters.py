"""The filters of the overview: what each keeps, and what the line says of the rest."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.views.event_filters import (
    Filters,
    Narrowed,
    by_story,
    chosen,
    narrow,
    pack,
    summary,
    unpack,
)
from coverage.views.state import ALL, Selection

EVENTS = pd.DataFrame(
    {
        "event_id": ["bridge", "ferry", "choir", "fair"],
        "told": ["cracks close the bridge", "ferry adds two boats", "choir sings", "the fair"],
        "first_published": pd.to_datetime(
            ["2031-05-03", "2031-05-05", "2031-05-08", "NaT"], utc=True
        ),
        "last_published": pd.to_datetime(
            ["2031-05-04", "2031-05-05", "2031-05-08", "NaT"], utc=True
        ),
        "n_outlets": [3, 2, 1, 2],
        "n_versions": [3, 1, 1, 2],
        "story_id": ["river", "", "river", ""],
    }
)
TELLERS = pd.DataFrame(
    [
        ("bridge", "A"), ("bridge", "B"), ("bridge", "C"), ("ferry", "A"), ("ferry", "B"),
        ("choir", "B"), ("fair", "C"), ("fair", "A"),
    ],
    columns=["event_id", "outlet"],
)  # fmt: skip
GROUPS = {"B": "north", "C": "south"}


def kept(selection: Selection) -> tuple[list[str], dict[str, int]]:
    found = narrow(EVENTS, TELLERS, chosen(selection), GROUPS)
    return list(found.events["event_id"]), found.left_out


@pytest.mark.parametrize(
    ("selection", "ids", "left_out"),
    [
        (Selection(), ["bridge", "ferry", "fair"], {"told by one outlet only": 1}),
        (Selection(single=ALL), ["bridge", "ferry", "choir", "fair"], {}),
        (Selection(single=ALL, words="two FERRY"), ["ferry"], {"without “two”": 3}),
        (Selection(single=ALL, outlets="A|B"), ["bridge", "ferry"],
         {"not told by A": 1, "not told by B": 1}),
        (Selection(single=ALL, groups="north"), ["bridge", "ferry", "choir"],
         {"not told by any outlet of north": 1}),
        (Selection(single=ALL, since="2031-05-04", until="2031-05-05"), ["bridge", "ferry"],
         {"without a date": 1, "after 5 May 2031": 1}),
        (Selection(single=ALL, since="2031-05-05"), ["ferry", "choir"],
         {"without a date": 1, "before 5 May 2031": 1}),
        (Selection(single=ALL, versions="2"), ["bridge", "fair"],
         {"in fewer than 2 independent versions": 2}),
        (Selection(words="zeppelin"), [], {"told by one outlet only": 1, "without “zeppelin”": 3}),
    ],
)  # fmt: skip
def test_each_filter_keeps_what_meets_it_and_counts_the_rest(
    selection: Selection, ids: list[str], left_out: dict[str, int]
) -> None:
    assert kept(selection) == (ids, left_out)


def test_what_cannot_be_read_is_no_filter() -> None:
    assert chosen(Selection(since="yesterday", until="2031-13-01", versions="-3")) == Filters()


def test_the_line_says_how_many_and_why_not_the_others() -> None:
    found = narrow(EVENTS, TELLERS, chosen(Selection(words="bridge")), GROUPS)
    assert summary(found, 4) == (
        "1 of 4 events. Left out: 1 told by one outlet only and 2 without “bridge”."
    )
    assert summary(Narrowed(EVENTS), 4) == "4 of 4 events."


@given(st.lists(st.text(min_size=1), max_size=4))
def test_any_names_go_through_the_url(names: list[str]) -> None:
    assert unpack(pack(names)) == names


def test_events_of_one_story_stand_together_in_order_of_time() -> None:
    """The choir's event goes up to the bridge's, which stands first; the others stay."""
    rows = by_story(EVENTS)
    assert list(rows["event_id"]) == ["bridge", "choir", "ferry", "fair"]
    assert list(rows["n_story"]) == [2, 2, 0, 0]
    alone = by_story(EVENTS[EVENTS["event_id"] != "choir"])
    assert list(alone["n_story"]) == [0, 0, 0]
