"""Dot products of pairs of rows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from coverage.matching import row_products


@given(st.integers(0, 10_000), st.integers(0, 40), st.booleans())
def test_products_are_those_of_the_rows(seed: int, n_pairs: int, in_order: bool) -> None:
    """Rows of all lengths, the empty one too; in order or not, some twice, some of one row."""
    random = np.random.default_rng(seed)
    rows = random.random((7, 9), dtype=np.float32) * (random.random((7, 9)) < 0.4)
    i, j = random.integers(0, 7, (2, n_pairs))
    i = np.sort(i) if in_order else i
    expected = np.einsum("kd,kd->k", rows[i], rows[j])
    assert row_products.dense(rows, i, j) == pytest.approx(expected, abs=1e-6)
    found = row_products.sparse_rows(sparse.csr_matrix(rows), i, j)
    assert found == pytest.approx(expected, abs=1e-6)


def test_a_product_does_not_depend_on_what_is_computed_with_it() -> None:
    random = np.random.default_rng(1)
    rows = sparse.random(300, 900, 0.1, format="csr", dtype=np.float32, random_state=1)
    i, j = np.sort(random.integers(0, 300, 20_000)), random.integers(0, 300, 20_000)
    together = row_products.sparse_rows(rows, i, j)
    some = random.choice(20_000, 500, replace=False)
    assert np.array_equal(row_products.sparse_rows(rows, i[some], j[some]), together[some])
    filled = rows.toarray()
    alone = row_products.dense(filled, i[some], j[some])
    assert np.array_equal(alone, row_products.dense(filled, i, j)[some])
