"""Key words in context."""

from __future__ import annotations

from coverage.measures import concordance
from coverage.records import Role, Sentence, count_words


def sentence(text: str, name: str = "s") -> Sentence:
    return Sentence(name, "a", 0, Role.BODY, 0, len(text), text, count_words(text))


def test_each_use_with_what_stands_around_it() -> None:
    rows = concordance.lines([sentence("The flood wall, and a Flood wall’s end.")], "flood wall")
    assert [(row.left, row.hit, row.right) for row in rows] == [
        ("The ", "flood wall", ", and a Flood wall’s end."),
        ("The flood wall, and a ", "Flood wall’s", " end."),
    ]


def test_words_are_compared_whole_and_a_star_opens_them() -> None:
    sentences = [sentence("Sanctions bite."), sentence("They sanctioned it.", "t")]
    assert concordance.lines(sentences, "sanction") == []
    assert [row.hit for row in concordance.lines(sentences, "sanction*")] == [
        "Sanctions",
        "sanctioned",
    ]


def test_quotation_marks_between_words_are_no_difference() -> None:
    rows = concordance.lines([sentence("The “special” operation goes on.")], "special operation")
    assert [row.hit for row in rows] == ["special” operation"]


def test_acronyms_are_not_words() -> None:
    sentences = [sentence("The U.S. told us.")]
    assert [row.hit for row in concordance.lines(sentences, "US")] == ["U.S."]
    assert [row.hit for row in concordance.lines(sentences, "us")] == ["U.S.", "us"]


def test_nothing_sought_finds_nothing() -> None:
    assert concordance.lines([sentence("A wall.")], " … ") == []
