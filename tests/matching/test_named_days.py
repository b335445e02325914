"""Days that articles name."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.matching.named_days import NamedDays, days_in

WEDNESDAY = date(2026, 3, 4).toordinal()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met on February 7 in Moscow.", {(2, 7)}),
        ("The vote of 3rd of March, 2026", {(3, 3)}),
        ("on Feb. 7 and Sept 11", {(2, 7), (9, 11)}),
        ("on 30 February, or the 31 apples", set()),
        ("on 29 February", {(2, 29)}),
        ("He may 5 times ask.", set()),
        ("in 2026 march 40 kilometres", set()),
        ("Decision 12 Maybe", set()),
    ],
)
def test_days_are_read(text: str, found: set[tuple[int, int]]) -> None:
    assert set(days_in(text, None)) == found


def test_a_weekday_is_the_last_one_by_the_articles_own_day() -> None:
    text = "She said on Monday that on Wednesday, and not on Thursday, it closed."
    assert set(days_in(text, WEDNESDAY)) == {(3, 2), (3, 4), (2, 26)}
    assert set(days_in(text, None)) == set()


def test_a_common_day_speaks_for_one_event_and_none_says_nothing() -> None:
    texts = ["It closed on March 3.", "The pier shut on 3 March.", "On May 5 it snowed.", "No day."]
    named = NamedDays.of(texts, [None] * 4)
    found = named.shared(np.array([0, 0, 0]), np.array([1, 2, 3]))
    assert found[0] > 1
    assert found[1:].tolist() == [0, 0]


def test_a_day_that_all_name_says_little() -> None:
    texts = [f"On March 3 came number {k}." for k in range(200)]
    assert NamedDays.of(texts, [None] * 200).worth < 0.2


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5), st.integers(1, 3_000_000))
def test_any_text_will_do(texts: list[str], day: int) -> None:
    named = NamedDays.of(texts, [day] * len(texts))
    assert 0 <= named.worth <= 3


@given(
    st.lists(
        st.lists(st.sampled_from(["Monday", "on Sunday", "29 February", "Dec. 31", "no day"])),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.one_of(st.none(), st.integers(1, 3_000_000)), min_size=6, max_size=6),
)
def test_days_counted_apart_from_when_it_was_published_are_those_read(
    told: list[list[str]], days: list[int | None]
) -> None:
    """The last day of a name is worked out for all articles at once."""
    texts = [", ".join(words) for words in told]
    named = np.unpackbits(NamedDays.of(texts, days[: len(texts)]).named, axis=1)
    for text, day, row in zip(texts, days, named, strict=False):
        found = {(k // 31 + 1, k % 31 + 1) for k in np.flatnonzero(row).tolist()}
        assert found == set(days_in(text, day))
