"""Who likely had a text first."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coverage.matching.precedence import First, first
from coverage.records import Article, Precision
from tests.examples import COURIER, GAZETTE, HERALD, article

ONE, TWO = article("The ferry is free.", COURIER), article("The ferry is free.", GAZETTE)
MORNING, EVENING = datetime(2031, 5, 5, 8, tzinfo=UTC), datetime(2031, 5, 5, 20, tzinfo=UTC)


def dated(of: Article, published: datetime, precision: Precision) -> Article:
    return replace(of, published=published, published_precision=precision)


def told(a: Article, b: Article, share: float = 1.0, n_words: tuple[int, int] = (99, 99)) -> First:
    """What is said of two articles of so many words, of which so much of either is in both."""
    ids = a.article_id, b.article_id
    shares = {ids[0]: {ids[1]: share}, ids[1]: {ids[0]: share}}
    return first(a, b, shares, dict(zip(ids, n_words, strict=True)))


def test_whom_the_other_credits_was_first_whatever_the_dates() -> None:
    late = dated(ONE, EVENING, Precision.MINUTE)
    early = replace(dated(TWO, MORNING, Precision.MINUTE), credit=f"{HERALD}, {COURIER}")
    assert told(late, early) == First("a", f"the other credits {COURIER}")
    assert told(early, late).side == "b"


@pytest.mark.parametrize(
    ("precision", "side"),
    [(Precision.MINUTE, "a"), (Precision.HOUR, "a"), (Precision.DAY, ""), (Precision.WINDOW, "")],
)
def test_the_earlier_was_first_where_dates_are_exact_enough(
    precision: Precision, side: str
) -> None:
    """Morning and evening of one day; of a day alone nobody knows which came first."""
    a, b = dated(ONE, MORNING, precision), dated(TWO, EVENING, precision)
    assert told(a, b).side == side
    assert told(b, a).side == {"a": "b", "": ""}[side]


def test_of_a_text_and_a_cut_of_it_the_text_was_first() -> None:
    assert told(ONE, TWO, 0.95, (200, 100)).side == "a"
    assert told(ONE, TWO, 0.95, (100, 200)).side == "b"


@pytest.mark.parametrize(("share", "n_words"), [(0.6, (200, 100)), (0.95, (110, 100))])
def test_lengths_tell_nothing_where_little_is_cut_or_little_shared(
    share: float, n_words: tuple[int, int]
) -> None:
    assert told(ONE, TWO, share, n_words).side == ""


def test_a_longer_text_that_holds_a_third_s_as_well_may_be_put_together() -> None:
    """The Courier has the Gazette's article and a piece of the Herald's, which is longer."""
    ids = ONE.article_id, TWO.article_id
    shares = {ids[0]: {ids[1]: 0.5, "herald": 0.2}, ids[1]: {ids[0]: 1.0}, "herald": {ids[0]: 0.1}}
    n_words = {ids[0]: 200, ids[1]: 100}
    assert first(ONE, TWO, shares, n_words) == First("", "the longer one holds text of others too")
    shares["herald"] = {ids[0]: 1.0}  # one more cut of the Courier's
    assert first(ONE, TWO, shares, n_words).side == "a"


def test_of_two_that_republish_somebody_else_neither_was_first() -> None:
    a, b = replace(ONE, credit=HERALD), replace(TWO, credit="agencies")
    assert told(a, b, 1.0, (200, 100)) == First("", "both credit somebody else")
