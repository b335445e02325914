"""Wording: what two outlets change in one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.measures.wording import AlignedPair, shifts
from coverage.records import Role, Sentence, Shift, count_words


def sentence(sentence_id: str, text: str) -> Sentence:
    return Sentence(sentence_id, "x", 0, Role.BODY, 0, len(text), text, count_words(text))


def pair(a: str, b: str) -> AlignedPair:
    return AlignedPair("c", sentence("a", a), sentence("b", b))


def told(a: str, b: str) -> list[tuple[str, str, str]]:
    """(kind, words of a, words of b)."""
    return [(row.kind, row.words_a, row.words_b) for row in shifts([pair(a, b)])]


def test_words_are_replaced_added_and_dropped() -> None:
    """The verb is replaced, "again" is added, "late" dropped."""
    assert told(
        "The guards removed the old ferry late on Monday.",
        "The guards seized the old ferry on Monday again.",
    ) == [("replaced", "removed", "seized"), ("dropped", "late", ""), ("added", "", "again")]


def test_quotation_marks_around_bare_words_are_a_shift() -> None:
    """One side distances itself: an attack / an "attack"."""
    rows = told(
        "Holt called the fire an attack on the port.",
        "Holt called the fire an “attack” on the port.",
    )
    assert rows == [("quoted", "attack", "“attack”")]


@pytest.mark.parametrize("marked", ["‘attack’", "'attack'", "“attack”", "«attack»"])
def test_the_style_of_quotation_marks_is_no_difference(marked: str) -> None:
    plain = 'Holt called the fire an "attack" on the port.'
    assert told(plain, plain.replace('"attack"', marked)) == []


def test_an_apostrophe_and_a_capital_are_no_difference() -> None:
    assert told("The port's Harbour is shut.", "The port’s harbour is shut.") == []


def test_a_sentence_quoted_whole_is_no_scare_quote() -> None:
    assert told("The ferry is old and slow.", '"The ferry is old and slow."') == []


def test_sentences_that_share_few_words_are_not_compared() -> None:
    assert told("The ferry sank on Monday.", "A boat went down as the week began, Holt said.") == []


def test_no_pairs_and_pairs_of_one_sentence_give_nothing() -> None:
    same = sentence("a", "The ferry sank.")
    assert shifts([]) == []
    assert shifts([AlignedPair("c", same, same)]) == []


WORDS = st.lists(
    st.sampled_from(["the", "ferry", "sank", '"sank"', "“ferry”", "'s", "port's", ",", "on", "3"]),
    max_size=10,
).map(" ".join)


@given(WORDS, WORDS)
def test_offsets_hold_and_the_order_of_a_pair_changes_nothing(a: str, b: str) -> None:
    there = shifts([pair(a, b)])
    back = shifts([AlignedPair("c", sentence("b", b), sentence("a", a))])
    assert there == back
    for row in there:
        assert a[row.start_a : row.end_a] == row.words_a
        assert b[row.start_b : row.end_b] == row.words_b
        assert (row.words_a == "") == (row.kind == "added")
        assert (row.words_b == "") == (row.kind == "dropped")


@given(WORDS)
def test_a_sentence_does_not_differ_from_itself(text: str) -> None:
    assert shifts([pair(text, text)]) == []


@given(st.permutations(["The ferry sank.", "A ferry sank.", "The ferry sinks."]))
def test_the_order_of_pairs_changes_nothing(texts: list[str]) -> None:
    rows: list[Shift] = shifts(
        [AlignedPair(t, sentence("a", t), sentence("b", "The ferry sank")) for t in texts]
    )
    assert rows == sorted(rows, key=lambda row: row.claim_id)
