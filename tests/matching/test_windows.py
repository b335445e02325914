"""Undated articles borrow their event's days, and nothing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from coverage.matching.windows import borrow
from coverage.reading.articles import read_articles
from coverage.records import Article, Precision
from coverage.settings import Settings
from tests.examples import DOCUMENTS

ARTICLES, _ = read_articles(DOCUMENTS, Settings())
FIRST, LAST = datetime(2026, 3, 2, 8, 30, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC)


def made(event_id: str, published: datetime | None) -> Article:
    precision = Precision.NONE if published is None else Precision.DAY
    return replace(
        ARTICLES[0],
        event_id=event_id,
        published=published,
        published_precision=precision,
        published_basis="as said",
    )


def test_an_undated_article_borrows_the_span_of_its_event() -> None:
    *_, undated = borrow([made("bridge", LAST), made("bridge", FIRST), made("bridge", None)])
    assert undated.published is None
    assert undated.published_precision is Precision.WINDOW
    assert (undated.window_start, undated.window_end) == (FIRST, LAST)
    assert undated.published_basis == (
        "as said; articles on the same event: 2026-03-02 to 2026-03-04"
    )


def test_nothing_is_borrowed_from_another_event_or_from_nobody() -> None:
    articles = [made("bridge", FIRST), made("painting", None)]
    assert borrow(articles) == articles


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([None, FIRST, LAST]))))
def test_what_an_article_says_itself_stays(drawn: list[tuple[str, datetime | None]]) -> None:
    articles = [made(event_id, published) for event_id, published in drawn]
    for before, after in zip(articles, borrow(articles), strict=True):
        assert after.published == before.published
        if before.published is not None:
            assert after == before
