"""Which articles may hold the same text."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coverage.matching import shingles
from coverage.matching.shingles import Vocabulary, candidates
from coverage.records import Block, Role
from tests.examples import article

CODES = st.lists(st.integers(0, 4), max_size=30)


@given(st.lists(CODES, min_size=2, max_size=6))
def test_candidates_are_the_pairs_that_share_enough(words: list[list[int]]) -> None:
    """Against comparing all with all."""
    codes = [np.array(row, dtype=np.uint64) for row in words]
    runs = [{tuple(row[k : k + 3]) for k in range(len(row) - 2)} for row in words]
    expected = [
        (i, j)
        for i in range(len(words))
        for j in range(i + 1, len(words))
        if len(runs[i] & runs[j]) >= shingles.MIN_SHARED
    ]
    assert list(candidates(codes, ["Outlet"] * len(words), 3)) == expected


def test_words_know_their_places_blocks_and_quotation_marks() -> None:
    """The caption counts for nothing but parts what stands around it."""
    of = article('He said "no".\nA picture\nShe left.', title="Yes")
    blocks = [replace(b, role=Role.CAPTION) if k == 2 else b for k, b in enumerate(of.blocks)]
    words = Vocabulary().read(replace(of, blocks=tuple(blocks)))
    spans = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    assert [of.text[start:end] for start, end in spans] == "Yes He said no She left".split()
    assert words.blocks.tolist() == [0, 1, 1, 1, 3, 3]
    assert words.sections.tolist() == [0, 0, 0, 0, 1, 1]
    assert words.is_quoted.tolist() == [False, False, False, True, False, False]


def test_codes_are_those_of_the_words_in_any_order_and_case() -> None:
    one, other = article("The ferry is free.", title=""), article("FREE the is Ferry", title="")
    assert sorted(Vocabulary().codes_of(one)) == sorted(Vocabulary().read(other).codes)
    bare = replace(one, blocks=(Block(Role.CAPTION, 0, len(one.text)),))
    assert len(Vocabulary().codes_of(bare)) == len(Vocabulary().read(bare).codes) == 0
