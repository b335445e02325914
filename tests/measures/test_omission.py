"""What an outlet leaves out, and how near it came to saying it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coverage.matching.terms import Floats
from coverage.measures.omission import Nearest, nearest, nearest_of_all
from coverage.records import Role
from tests.examples import COURIER, GAZETTE, OBSERVER, sentence

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
    found = nearest((0, 1), GAZETTE, SENTENCES, OUTLETS, probability((0.6, 0.0), (0.3, 0.4)))
    assert found == Nearest("d", 0.3)


def test_of_two_equally_near_it_is_the_one_with_the_smaller_id() -> None:
    """So that the same pages give the same answer twice; differences below 0.0001 are none."""
    found = nearest((0,), GAZETTE, SENTENCES, OUTLETS, probability((0.3, 0.0), (0.30001, 0.0)))
    assert found == Nearest("c", 0.3)


def test_a_heading_tells_nothing() -> None:
    """The heading e would match; what is looked at is what the outlet tells."""
    only_heading = [COURIER, COURIER, COURIER, COURIER, GAZETTE]
    matrix = probability((0, 0), (0, 0))
    assert nearest((0, 1), GAZETTE, SENTENCES, only_heading, matrix) is None


def test_an_outlet_without_a_sentence_has_no_nearest() -> None:
    matrix = probability((0, 0), (0, 0))
    assert nearest((0, 1), OBSERVER, SENTENCES, OUTLETS, matrix) is None


@given(
    st.lists(st.integers(0, 100), min_size=25, max_size=25),
    st.lists(st.sampled_from([COURIER, GAZETTE, OBSERVER]), min_size=5, max_size=5),
)
def test_all_at_once_gives_what_each_gives_by_itself(
    hundredths: list[int], outlets: list[str]
) -> None:
    """Whatever the claims and whose the sentences; only who does not report a claim is asked."""
    matrix = np.array([n / 100 for n in hundredths], dtype=np.float32).reshape(5, 5)
    claims = {"one": (0, 1), "other": (2,), "vague": (1, 3)}
    each = {
        (claim_id, outlet): nearest(members, outlet, SENTENCES, outlets, matrix)
        for claim_id, members in claims.items()
        for outlet in set(outlets) - {outlets[k] for k in members}
    }
    found = nearest_of_all(claims, SENTENCES, outlets, matrix)
    assert found == {key: near for key, near in each.items() if near is not None}
