"""A sentence -> the stretches that can each report something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.language.clauses import clauses


def test_a_sentence_falls_apart_at_its_relative_clause_and_again_at_its_verb() -> None:
    """Three things are told: that there were talks, how long they were, how they ended."""
    text = "The talks in the town hall, which lasted six hours, ended in a long quarrel."
    assert clauses(text) == [
        "The talks in the town hall",
        "which lasted six hours",
        "ended in a long quarrel.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The bridge was shut on Monday and the ferry is free of charge.",
            ["The bridge was shut on Monday", "and the ferry is free of charge."],
        ),
        (
            "Renn promised a free ferry because the bridge was shut.",
            ["Renn promised a free ferry", "because the bridge was shut."],
        ),
    ],
)
def test_two_propositions_are_two_clauses(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The old bridge is shut, he said.",  # two words by themselves say nothing
        "The ferry is open to them, in any weather at all",  # no verb in the rest
        "Shut",
        "",
        "– , –",
    ],
)
def test_what_cannot_stand_alone_stays(text: str) -> None:
    assert clauses(text) == [text]


@given(st.text("ab ,;–()", max_size=60) | st.text(max_size=60))
def test_clauses_are_parts_of_the_sentence_in_its_order(text: str) -> None:
    """At least one, none blank unless the sentence is, and none invented."""
    at = 0
    found = clauses(text)
    assert found
    for clause in found:
        at = text.index(clause, at) + len(clause)
