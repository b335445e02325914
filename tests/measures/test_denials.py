"""Denials that anybody was killed or hurt."""

import pytest

from coverage.measures.denials import denials, differing
from coverage.measures.quantities import quantities


def told(denial: str, count: str) -> list[tuple[str, str]]:
    """The words that deny, and the words that count whom."""
    return [
        (denial[d.start : d.end], count[q.start : q.end])
        for d, q in differing(denials(denial), quantities(count))
    ]


@pytest.mark.parametrize(
    ("denial", "count", "words"),
    [
        ("Nobody was hurt.", "Three people were hurt.", ("Nobody", "Three people")),
        ("There were no casualties.", "Nine were wounded.", ("no casualties", "Nine")),
        ("He insists that no peaceful inhabitant has perished.", "It killed 31 civilians.",
         ("no peaceful inhabitant", "31 civilians")),
        ("Not one bystander lost his life.", "At least 61 died.", ("Not one bystander", "61")),
        ("No deaths were reported.", "Two sailors drowned.", ("No deaths", "Two sailors")),
    ],
)  # fmt: skip
def test_nobody_against_somebody(denial: str, count: str, words: tuple[str, str]) -> None:
    assert told(denial, count) == [words]


@pytest.mark.parametrize(
    ("denial", "count"),
    [
        ("Nobody was killed.", "Three people were hurt."),
        ("No one else was hurt.", "Three people were hurt."),
        ("No soldiers were killed.", "Three civilians were killed."),
        ("No civilians were killed.", "The army put the toll at 14 insurgents killed."),
        ("Nobody came, and the wounded left.", "Three people were hurt."),
        ("Nobody was hurt.", "The bridge was hurt by frost in 3 places."),
        ("No harm was meant.", "Three people were hurt."),
        ("Three were hurt.", "Three people were hurt."),
    ],
)
def test_no_contradiction(denial: str, count: str) -> None:
    """The hurt and the dead; somebody else; other people; no people; no denial."""
    assert told(denial, count) == []
