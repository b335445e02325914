"""Places and names that differ in the same slot of two sentences."""

import pytest

from coverage.measures.slots import differing
from coverage.measures.wording import AlignedPair
from coverage.records import Role, Sentence, count_words


def sentence(sentence_id: str, text: str) -> Sentence:
    return Sentence(sentence_id, "x", 0, Role.BODY, 0, len(text), text, count_words(text))


def told(a: str, b: str) -> list[tuple[str, str, str]]:
    """(kind, words of a, words of b)."""
    pair = AlignedPair("c", sentence("a", a), sentence("b", b))
    return [(k, a[x.start : x.end], b[y.start : y.end]) for k, x, y in differing(pair)]


@pytest.mark.parametrize(
    ("a", "b", "row"),
    [
        ("The old ferry sank off Port Aram on Monday.",
         "The old ferry sank off Karsund on Monday.", ("place", "Port Aram", "Karsund")),
        ("The deal was signed by Minister Holt after two days of talks.",
         "The deal was signed by Minister Varga after two days.", ("name", "Holt", "Varga")),
    ],
)  # fmt: skip
def test_another_name_in_the_same_slot(a: str, b: str, row: tuple[str, str, str]) -> None:
    """After the same preposition a place, after the same title a person."""
    assert told(a, b) == [row]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("They met in Kiev for two days of talks.", "They met in Kyiv for two days of talks."),
        ("She flew to the UN for two days.", "She flew to the United Nations for two days."),
        ("It was signed by Minister Ida Holt there.", "It was signed by Minister Holt there."),
        ("They met in Karsund, then in Aram.", "They met in Aram, then in Karsund."),
        ("Talks were held in Aram on Monday.", "The two had met for a day in Karsund."),
        ("They met in the capital for talks.", "They met in Aram for talks."),
        ("It was signed in March after the talks.", "It was signed in April after the talks."),
        ("Holt Signs Big Deal in Aram", "Holt Signs Big Deal in Karsund"),
        ("They said that Aram had won the day.", "They said that Karsund had won the day."),
    ],
)
def test_one_thing_or_no_slot(a: str, b: str) -> None:
    """Spellings, initials, parts, another order, little in common, no name, a month, a sentence
    set like a title, no preposition.
    """
    assert told(a, b) == []
