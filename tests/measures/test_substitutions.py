"""Words that stand for one another between two outlets."""

from __future__ import annotations

import pytest

from coverage.measures import substitutions
from coverage.measures.substitutions import Alternation, Substitution


def row(words_a: str, words_b: str, n: int = 1, event: str = "e1", **other: str) -> Alternation:
    outlets = {"outlet_a": "Courier", "outlet_b": "Gazette", "kind": "replaced"} | other
    return Alternation(**outlets, words_a=words_a, words_b=words_b, event_id=event, n=n)


def test_the_same_words_are_counted_whichever_side_they_stand_on() -> None:
    """Courier says "siege" where Gazette says "blockade", three times in two events."""
    rows = [
        row("the siege", "the blockade", 2),
        row("Blockade", "siege", event="e2", outlet_a="Gazette", outlet_b="Courier"),
    ]
    assert substitutions.count(rows) == [
        Substitution(
            "siege / blockade", "replaced", "Courier", "Gazette", "the siege", "the blockade", 3, 2
        )
    ]


def test_quotation_marks_are_a_difference_their_style_is_none() -> None:
    rows = [row("siege", "“siege”", kind="quoted"), row("siege", '"siege"', kind="quoted")]
    assert [(s.key, s.n) for s in substitutions.count(rows)] == [('siege / "siege"', 2)]


@pytest.mark.parametrize(
    ("words_a", "words_b"),
    [
        ("that", "which"),
        ("the siege", "Siege"),
        ("the long siege of the old town", "siege"),
        ("siege", ""),
        ("1,400", "1,300"),
    ],
)
def test_what_is_not_counted(words_a: str, words_b: str) -> None:
    assert substitutions.count([row(words_a, words_b)]) == []


def test_words_added_stand_for_nothing() -> None:
    assert substitutions.count([row("", "siege", kind="added")]) == []


def test_what_is_met_most_often_comes_first() -> None:
    rows = [row("siege", "blockade"), row("regime", "government", 2)]
    assert [s.words_a for s in substitutions.count(rows)] == ["regime", "siege"]
    assert substitutions.count(list(reversed(rows))) == substitutions.count(rows)
