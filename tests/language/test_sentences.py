"""Sentences and their offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.language.sentences import spans


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


def test_sentences_glued_by_a_page_are_parted() -> None:
    """Copying a page may lose the space between two paragraphs' sentences."""
    glued = 'The pier is closed."No boat may land," said Vane.Repairs begin in May.'
    assert split(glued)[-1] == "Repairs begin in May."
    assert len(split(glued)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Vane paid $3.7 million to Dr. B. Holt of the U.S. Army in 2024.",
        "See harbour-news.example for the council's list of 1.5 m boats.",
        "The St. Ellery line, No. 5, runs at 6 p.m. on weekdays.",
    ],
)
def test_a_point_within_a_sentence_does_not_end_it(text: str) -> None:
    assert split(text) == [text]


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    text = "“We close the pier. It is not safe.” The council agreed."
    assert split(text) == ["“We close the pier.", "It is not safe.”", "The council agreed."]


@given(st.text(max_size=300) | st.text("aB .!?\"'’“”\n3é", max_size=300))
def test_whatever_comes_in_nothing_is_lost_and_nothing_is_told_twice(text: str) -> None:
    """All that is not white space is covered once, in order."""
    found = spans(text)
    assert all(a < b for a, b in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    kept = "".join("".join(text[a:b].split()) for a, b in found)
    assert kept == "".join(text.split())
