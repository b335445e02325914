"""What articles tell in common: claims, and the words that go to them."""

from __future__ import annotations

import pytest

from coverage.measures import side_by_side
from coverage.measures.side_by_side import Telling


def test_claims_and_words_in_common() -> None:
    """Of a's 30 words 20 report what b reports too: one sentence by two claims counts once.

    a: s1 (10 words) in x and y, s2 (10) in x, s3 (10) in z    b: t1 (5) in x, t2 (5) in y
    """
    claims = {
        "s1": frozenset("xy"),
        "s2": frozenset("x"),
        "s3": frozenset("z"),
        "t1": frozenset("x"),
        "t2": frozenset("y"),
    }
    a = Telling({"s1": 10, "s2": 10, "s3": 10}, claims)
    b = Telling({"t1": 5, "t2": 5}, claims)
    found = side_by_side.common([a, b])
    assert (found.n_all, found.n_some, found.n_claims) == (2, 2, (3, 2))
    assert found.told_too == pytest.approx((2 / 3, 1.0))
    c = Telling({"u1": 4, "u2": 4}, {"u1": frozenset("z")})
    assert side_by_side.common([a, b, c]).told_too == (1.0, 1.0, 0.5)
    assert side_by_side.common([a, b, c]).n_all == 0
    assert side_by_side.common([a, Telling({}, {})]).told_too == (0.0, 0.0)
