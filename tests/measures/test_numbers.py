"""Numbers as they are written: value and place, in digits and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.measures.numbers import written


def told(text: str) -> list[tuple[float, str]]:
    """(value, the words that give it)."""
    return [(n.value, text[n.start : n.end]) for n in written(text)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7), ("nineteen", 19), ("ninety", 90), ("sixty-four", 64), ("a dozen", 12),
        ("half a dozen", 6), ("two dozen", 24), ("a hundred and fifty", 150), ("six BILLION", 6e9),
        ("two hundred and eighty-seven", 287), ("twelve thousand", 12000),
        ("1,240", 1240), ("12 thousand", 12000), ("3.5bn", 3.5e9), ("7.4", 7.4), ("410m", 410e6),
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_words(words: str, value: float) -> None:
    """The value, and the place of the words inside a sentence."""
    assert told(f"They sold {words} boats.") == [(value, words)]


def test_numbers_side_by_side_are_kept_apart() -> None:
    """A scale belongs to the digits before it, not to the words after it."""
    text = "3.4 million and two million, one hundred and one for, ninety-nine against"
    assert told(text) == [
        (3.4e6, "3.4 million"), (2e6, "two million"), (101, "one hundred and one"),
        (99, "ninety-nine"),
    ]  # fmt: skip


def test_ordinals_are_told_apart() -> None:
    """They name a day, and count nothing."""
    fifth, five = written("the fifth of May, five boats")
    assert (fifth.value, fifth.is_ordinal) == (5, True)
    assert (five.value, five.is_ordinal) == (5, False)


@pytest.mark.parametrize("text", ["", "a three-day walk", "two-thirds of them", "no number here"])
def test_no_number(text: str) -> None:
    assert told(text) == []


def test_digits_say_how_finely_they_are_given() -> None:
    """The sum "$43,885,310" is fine, "$43 million" is rough in two digits."""
    fine, rough = written("43,885,310 and 43 million")
    assert (fine.n_digits, fine.is_fine) == (7, True)
    assert (rough.n_digits, rough.is_fine) == (2, False)


WORDS = "two hundred thousand million and a an zero point half twenty thirteen 3 4.5 - , é 😀 %"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=9).map(" ".join))
def test_any_words_can_be_read(text: str) -> None:
    """Numbers lie in order inside the text."""
    found = written(text)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert [n.start for n in found] == sorted(n.start for n in found)
