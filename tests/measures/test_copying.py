"""How much of an article another carries: a worked example, word by word."""

from __future__ import annotations

import pytest

from coverage.matching import reuse
from coverage.measures import copying
from coverage.records import Article
from coverage.settings import Settings
from tests.views import copies_snapshot


def pairs(articles: list[Article]) -> dict[tuple[str, str], copying.Pair]:
    """The pairs that share text, by the outlets of their two articles in order of ids."""
    passages = reuse.find(articles, Settings())
    outlet = {article.article_id: article.outlet for article in articles}
    found = copying.pairs(articles, passages, copying.read(articles))
    return {(outlet[p.article_a], outlet[p.article_b]): p for p in found}


def test_shares_of_the_words() -> None:
    """The Gazette prints three of the wire's four sentences, word for word, under a headline of its
    own: 69 of the wire's 99 words, and of its own 73 all but those of the headline.

    None of them is quoted. Outside its one quotation of 20 words the wire has 79.
    """
    pair = pairs(copies_snapshot.articles())["Lenn Wire", "Lenn Gazette"]
    assert (pair.n_passages, pair.n_words, pair.n_quoted) == (3, 69, 0)
    assert pair.share_a == pytest.approx(69 / 99)
    assert pair.share_b == pytest.approx(69 / 73)
    assert pair.own_a == pytest.approx(69 / 79)
    assert pair.own_b == pair.share_b
    assert (pair.first, pair.first_basis) == ("a", "the other credits Lenn Wire")
    assert pair.is_version


def test_shared_quotation_is_told_apart() -> None:
    """The Observer has one sentence of the wire: 20 of its 25 words are what the mayor said."""
    pair = pairs(copies_snapshot.articles())["Lenn Wire", "The Upland Observer"]
    assert (pair.n_words, pair.n_quoted) == (25, 20)
    assert pair.own_a == pytest.approx(5 / 79)
    assert not pair.is_version
    assert pair.first == ""


def test_the_share_is_that_by_which_versions_are_made() -> None:
    """`matching.reuse` looks at the shorter article of a pair; so this is the larger share."""
    articles = copies_snapshot.articles()
    contained = reuse.contained(articles, reuse.find(articles, Settings()))
    found = pairs(articles).values()
    assert len(found) == len(contained) == 5
    for pair in found:
        of_both = contained[pair.article_a, pair.article_b]
        assert max(pair.share_a, pair.share_b) == pytest.approx(of_both.share)


def test_pairs_come_with_most_words_first() -> None:
    n_words = [pair.n_words for pair in pairs(copies_snapshot.articles()).values()]
    assert n_words == sorted(n_words, reverse=True)


def test_without_passages_there_is_no_pair() -> None:
    articles = copies_snapshot.articles()
    assert copying.pairs(articles, [], copying.read(articles)) == []
