"""Words of texts with their vectors."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.language.words import WORD, Vectors
from tests.examples import embedder


def test_words_stand_as_in_the_text_with_a_vector_each() -> None:
    (row,) = embedder().words(["Vane’s un-shuttered bridge: 1,500 carts!"])
    assert row.words == ("Vane’s", "un", "shuttered", "bridge", "1", "500", "carts")
    assert row.vectors.shape == (7, 384)


def test_a_word_in_another_place_is_another_vector() -> None:
    """Two banks that lend are liker than one that lends and one that floods."""
    texts = ["The bank lent money.", "The bank gave a loan.", "The river bank flooded."]
    lent, gave, flooded = (row.vectors[row.words.index("bank")] for row in embedder().words(texts))

    def cosine(one: Vectors, other: Vectors) -> float:
        return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))

    assert cosine(lent, flooded) < cosine(lent, gave) < 1


def test_what_lies_beyond_the_longest_text_has_no_words() -> None:
    (row,) = embedder().words(["carts " * 1000])
    assert 200 < len(row.words) < 300


def test_other_texts_beside_it_change_nothing() -> None:
    alone = embedder().words(["The bridge is shut."])[0]
    beside = embedder().words(["The ferry across the Tarn is free.", "The bridge is shut."])[1]
    assert np.abs(alone.vectors - beside.vectors).max() <= 2e-4


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_only_words_of_its_own_in_order(text: str) -> None:
    (row,) = embedder().words([text])
    words = WORD.findall(text)
    assert len(row.vectors) == len(row.words)
    left = iter(words)
    assert all(word in left for word in row.words)
    assert np.isfinite(row.vectors).all()
