"""Days, months and years on which two sentences disagree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.measures.days import differing, may_be_one_day, named


def told(a: str, b: str) -> list[tuple[str, str]]:
    """The words of a and of b for each date that differs."""
    return [
        (a[x.start : x.end], b[y.start : y.end]) for x, y in differing(a, named(a), b, named(b))
    ]


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("It sank on May 4.", "It sank on the fifth of May.", ("May 4", "fifth of May")),
        ("It sank on 30 Oct. at sea.", "It sank on October 29th.", ("30 Oct", "October 29th")),
        ("It sank on Dec. 31.", "It sank on January 2.", ("Dec. 31", "January 2")),
        ("Eleven died in November.", "It was in October.", ("November", "October")),
        ("It ends by June 30 next year.", "Before the end of September.", ("June 30", "September")),
        ("The vote was on Feb. 19.", "It was back in January.", ("Feb. 19", "January")),
        ("She has led since 2002.", "She has led since 2003.", ("2002", "2003")),
        ("Deeds dating from 1871.", "Theirs ever since 1817.", ("1871", "1817")),
        ("A letter of the spring of 2021.", "That was back in 2020.", ("2021", "2020")),
        ("He served from 1967 to 1979.", "From 1966 to 1978.", ("1967 to 1979", "1966 to 1978")),
        ("The old ferry sank on Monday.", "The ferry sank Tuesday.", ("on Monday", "Tuesday")),
        ("He was killed on Monday.", "He had died Sunday.", ("on Monday", "Sunday")),
        ("A talk published Saturday.", "Words published on Sunday.", ("Saturday", "on Sunday")),
    ],
)
def test_dates_that_cannot_both_be_right(a: str, b: str, words: tuple[str, str]) -> None:
    """Days, months, years, spans of years; days of the week among the same words."""
    assert told(a, b) == [words]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("It sank on May 4.", "It sank on 4 May 2020."),
        ("It sank on May 4.", "The court met on 19 December."),
        ("It sank on May 4, 2019.", "It sank on May 5, 2020."),
        ("It sank on May 4.", "It sank between May 3 and May 5."),
        ("It sank on May 4.", "It sank in May."),
        ("He left in August 2015.", "The charge came in July 2018."),
        ("Prices rose in February.", "In November they foresaw less for February."),
        ("She may march.", "He came in May."),
        ("It began weeks before the November election.", "It began in October."),
        ("He led the 2016 campaign.", "It was in 2014."),
        ("She has led since 2003.", "They were swept out in 2010."),
        ("Fox, president from 2000 to 2006.", "Calder, president from 2012 to 2018."),
        ("The ferry sank on Monday.", "Holt resigned on Friday over the scandal."),
        ("Sold 4 May, 12,000 tonnes.", "Sold May 4."),
    ],
)
def test_dates_that_may_both_be_right(a: str, b: str) -> None:
    """The same day; far apart; several; of something else; no date at all."""
    assert told(a, b) == []


def test_a_time_is_compared_on_one_day() -> None:
    """Both on Sunday, or no day named; not Sunday here and no day there."""
    sunday, monday, none = (named(t) for t in ("at ten on Sunday", "at ten on Monday", "at ten"))
    assert may_be_one_day(sunday, sunday)
    assert may_be_one_day(none, none)
    assert not may_be_one_day(sunday, monday)
    assert not may_be_one_day(sunday, none)


WORDS = "in|on|by|May|4|31|fifth|of|March|Oct.|2019|since|to|from 2001 to 2004|Sunday|sank|ferry|,"


@given(*[st.lists(st.sampled_from(WORDS.split("|")), max_size=8).map(" ".join)] * 2)
def test_order_changes_nothing(a: str, b: str) -> None:
    """Swapped, the same dates differ; with itself, no sentence differs."""
    assert told(a, b) == [(x, y) for y, x in told(b, a)]
    assert told(a, a) == []
