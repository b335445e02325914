"""What an outlet leaves out, and how near it came to saying it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coverage.matching.terms import Floats
from coverage.measures.omission import Nearest, nearest
from coverage.records import Role
from tests.examples import COURIER, GAZETTE, sentence

# The claim has a and b, both the Courier's; c, d and e are the Gazette's, e a heading.
SENTENCES = [sentence(i, role=Role.HEADING if i == "e" else Role.BODY) for i in "abcde"]
OUTLETS = [COURIER, COURIER, GAZETTE, GAZETTE, GAZETTE]


def probability(c: tuple[float, float], d: tuple[float, float]) -> Floats:
    """Of c and d the probabilities with a and b; the heading e says the same as they do: 1."""
    matrix = np.eye(5, dtype=np.float32)
    for row, values in ((2, c), (3, d), (4, (1.0, 1.0))):
        matrix[row, :2] = matrix[:2, row] = values
    return matrix


def test_the_nearest_sentence_is_near_to_every_mention() -> None:
    """c: the lesser of 0.6 and 0.0. d: of 0.3 and 0.4, so d, though c is nearer to a."""
    found = nearest({"x": (0, 1)}, SENTENCES, OUTLETS, probability((0.6, 0.0), (0.3, 0.4)))
    assert found == {("x", GAZETTE): Nearest("d", 0.3)}


def test_of_two_equally_near_it_is_the_one_with_the_smaller_id() -> None:
    """So that the same pages give the same answer twice; differences below 0.0001 are none."""
    found = nearest({"x": (0,)}, SENTENCES, OUTLETS, probability((0.3, 0.0), (0.30001, 0.0)))
    assert found == {("x", GAZETTE): Nearest("c", 0.3)}


def test_a_heading_tells_nothing() -> None:
    """The heading e would match; what is looked at is what the outlet tells."""
    only_heading = [COURIER, COURIER, COURIER, COURIER, GAZETTE]
    matrix = probability((0, 0), (0, 0))
    assert nearest({"x": (0, 1)}, SENTENCES, only_heading, matrix) == {}


def test_each_outlet_is_asked_about_each_claim_it_does_not_report() -> None:
    """The Courier reports the first claim, the Gazette the second, both the third."""
    matrix = probability((0.6, 0.0), (0.3, 0.4))
    found = nearest({"one": (0, 1), "other": (2,), "both": (0, 3)}, SENTENCES, OUTLETS, matrix)
    assert found == {("one", GAZETTE): Nearest("d", 0.3), ("other", COURIER): Nearest("a", 0.6)}


@given(st.lists(st.integers(0, 100), min_size=20, max_size=20), st.permutations(range(5)))
def test_the_order_of_the_sentences_changes_nothing(
    hundredths: list[int], order: list[int]
) -> None:
    matrix = np.eye(5, dtype=np.float32)
    matrix[~np.eye(5, dtype=np.bool_)] = np.array(hundredths, dtype=np.float32) / 100
    place = {k: n for n, k in enumerate(order)}
    claims = {"one": (0, 1), "other": (2,), "vague": (1, 3)}
    turned = {name: tuple(place[k] for k in members) for name, members in claims.items()}
    sentences, outlets = [SENTENCES[k] for k in order], [OUTLETS[k] for k in order]
    again = nearest(turned, sentences, outlets, matrix[np.ix_(order, order)])
    assert again == nearest(claims, SENTENCES, OUTLETS, matrix)
