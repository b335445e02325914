"""Quantities: what is counted, and which values a number stands for."""

import pytest

from coverage.measures.quantities import TALLY, Quantity, quantities
from coverage.measures.units import singular


def only(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three hundred and twelve votes", 312), ("a hundred boats", 100), ("1,240 boats", 1240),
        ("half a dozen boats", 6), ("€1.5m", 1.5e6), ("thirty-one miners", 31),
        ("half a million boats", 500_000), ("two hours", 7200), ("two in ten", 20),
        ("three hours and 20 minutes", 12000),
    ],
)  # fmt: skip
def test_values_in_base_units(text: str, value: float) -> None:
    """Counts, money, seconds, per cent."""
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("31 badly burnt miners", "miner"), ("5,000 of us", "people"), ("US$3 billion", "$"),
        ("EUR 40", "€"), ("7 per cent", "%"), ("48,000 marks", "mark"), ("40 minutes", "time"),
        ("one in seven of them", "%"), ("61 died there", "dead"), ("Nine were wounded", "hurt"),
        ("A crowd of 2,000, police said", "people"), ("several dozen tractors came", "tractor"),
    ],
)  # fmt: skip
def test_what_is_counted(text: str, unit: str) -> None:
    assert unit in only(text).units


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("64 boats", 64, 64), ("some 300 boats", 270, 330), ("about 1,300 boats", 1250, 1350),
        ("nearly 200 boats", 180, 200), ("two dozen boats", 21.6, 26.4), ("up to 80 boats", 0, 80),
        ("more than 60 boats", 60, float("inf")), ("not less than 60 boats", 60, float("inf")),
        ("no more than 60 boats", 0, 60), ("dozens of boats", 24, 199),
        ("handed over 86 boats", 86, 86), ("over 86 boats", 86, float("inf")),
    ],
)  # fmt: skip
def test_the_range_that_words_leave(text: str, low: float, high: float) -> None:
    """A number given as about so much may be off by half its last digit, a tenth at most."""
    found = only(text)
    assert [found.low, found.high] == pytest.approx([low, high])


@pytest.mark.parametrize(
    "text",
    ["In 2019", "order No. 3", "Sept. 11", "unit 048", "15 March", "the third boat", "at 11:40"],
)
def test_labels_are_no_quantities(text: str) -> None:
    """Years, codes, days of a month, ordinals and times count nothing."""
    assert quantities(text) == []


def test_votes_are_a_tally() -> None:
    """Votes are compared with votes, whichever side they were cast for."""
    for text in ("It passed by 101 votes to 99.", "101 for, ninety-nine against."):
        assert [(q.value, q.units) for q in quantities(text)] == [(101, TALLY), (99, TALLY)]


def test_the_dead_are_not_the_hurt() -> None:
    """Two civilians were killed, nine people were wounded: no one count of people."""
    text = "Two civilians were killed, and 300 metres away nine men were hurt."
    killed, _, wounded = quantities(text)
    assert not killed.counts_as(wounded)


def test_few_people_are_different_people() -> None:
    """Three officials and two witnesses; but three killed and two drowned are one count."""
    assert not only("Three officials").counts_as(only("two women"))
    assert only("Three men were killed").counts_as(only("Two sailors drowned"))


def test_a_colleague_more() -> None:
    """A minister and 31 colleagues are 32."""
    colleagues = only("31 colleagues")
    assert colleagues.agrees(only("32 people"))
    assert not colleagues.agrees(only("30 people"))


def test_plurals() -> None:
    assert [singular(w) for w in ("Boats", "parties", "losses", "press")] == [
        "boat", "party", "loss", "press",
    ]  # fmt: skip
