"""How often texts have terms."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.language.words import WORD
from coverage.matching import term_counts
from coverage.matching.term_counts import Terms
from coverage.matching.terms import tfidf

TEXTS = st.lists(st.text("abcB ’é", max_size=20), min_size=1, max_size=8)


def same(one: Terms, other: Terms) -> bool:
    counts = one.counts.shape == other.counts.shape and (one.counts != other.counts).nnz == 0
    return one.vocabulary == other.vocabulary and bool(counts)


def test_terms_are_counted_in_their_order() -> None:
    terms = term_counts.count(["b a b", "", "c"], str.split)
    assert terms.vocabulary == ["a", "b", "c"]
    assert terms.counts.toarray().tolist() == [[1, 2, 0], [0, 0, 0], [0, 0, 1]]


@given(TEXTS)
@settings(deadline=None)  # the first example loads scikit-learn
def test_weights_are_those_of_counting_and_weighing_in_one_go(texts: list[str]) -> None:
    """To the last digit: nothing of a grouping may hang on where its counts come from."""
    terms = term_counts.count(texts, lambda text: WORD.findall(text.lower()))
    assert np.array_equal(term_counts.weighed(terms).toarray(), tfidf(texts, WORD).toarray())


@given(TEXTS, TEXTS, st.randoms())
def test_what_was_counted_apart_is_what_is_counted_together(
    some: list[str], others: list[str], random: Random
) -> None:
    """Any of the texts, in any order, with just the terms that they have."""
    kept = term_counts.merged(*(term_counts.count(texts, str.split) for texts in (some, others)))
    rows = random.sample(range(len(kept)), random.randint(1, len(kept)))
    asked = [[*some, *others][k] for k in rows]
    assert same(kept.of(np.array(rows)), term_counts.count(asked, str.split))
