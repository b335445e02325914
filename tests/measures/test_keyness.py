"""Words and phrases that set an outlet apart."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from coverage.measures import keyness
from coverage.records import Attribution, Role, Sentence, count_words


def sentence(text: str, name: str = "s", start: int = 0) -> Sentence:
    return Sentence(name, "a", 0, Role.BODY, start, start + len(text), text, count_words(text))


def found(text: str) -> list[str]:
    return [term for term, _, _ in keyness.terms(text)]


def test_phrases_begin_and_end_with_words_of_a_subject() -> None:
    """A phrase begins and ends with words of a subject; function words may stand between."""
    assert found("The end of siege") == ["end", "end of siege", "siege"]
    assert found("a special military operation") == [
        "special", "special military", "special military operation",
        "military", "military operation", "operation",
    ]  # fmt: skip


def test_phrases_do_not_cross_punctuation() -> None:
    assert "harbour ferry" not in found("the harbour, ferry")
    assert "harbour ferry" in found("the harbour ferry")


def test_words_are_counted_alike_but_acronyms_are_not_words() -> None:
    assert found("The Mayor’s U.S. harbour told us in 2024") == [
        "mayor", "mayor US", "mayor US harbour", "US", "US harbour", "harbour",
    ]  # fmt: skip


def test_offsets_are_those_of_the_words() -> None:
    text = "It was the Mayor’s harbour."
    assert [text[a:b] for _, a, b in keyness.terms(text)] == [
        "Mayor’s", "Mayor’s harbour", "harbour",
    ]  # fmt: skip


def test_quotations_by_others_can_be_told_from_own_words() -> None:
    """The quoted "wall" counts for nobody where quotations are left out."""
    one = sentence("The wall, “a wall”, stands.", start=100)
    voices = [Attribution("s", "Ann Vane", "direct", "said", 110, 118)]
    uses = keyness.uses([one], voices)
    assert keyness.counted(uses, {"s": "Gazette"}, True)["Gazette"]["wall"] == 2
    assert keyness.counted(uses, {"s": "Gazette"}, False)["Gazette"]["wall"] == 1


def test_the_worked_example_by_hand() -> None:
    """Eight uses of ten words against two of ten; the prior is half of ten words, an outlet's."""
    rows = keyness.keys({"A": {"wall": 8, "harbour": 2}, "B": {"wall": 2, "harbour": 8}})
    prior = 5.0
    delta = math.log((8 + prior) / (10 + 10 - 8 - prior)) - math.log(
        (2 + prior) / (10 + 10 - 2 - prior)
    )
    z = delta / math.sqrt(1 / (8 + prior) + 1 / (2 + prior))
    assert [(row.outlet, row.term, row.n, row.n_others) for row in rows] == [
        ("A", "wall", 8, 2),
        ("B", "harbour", 8, 2),
    ]
    assert rows[0].log_odds == pytest.approx(delta)
    assert rows[0].z == pytest.approx(z)
    assert (rows[0].rate, rows[0].rate_others) == (800.0, 200.0)


def test_a_word_that_all_use_sets_nobody_apart() -> None:
    common = Counter({"harbour": 100, **{f"w{i}": 10 for i in range(50)}})
    apart = common + Counter({"siege": 12})
    rows = keyness.keys({"A": apart, "B": common, "C": common})
    assert rows[0].term == "siege"
    assert rows[0].z > keyness.Z_SURE
    assert all(row.z < keyness.Z_SURE for row in rows[1:])


def test_a_part_is_not_told_beside_its_phrase() -> None:
    """Of "military operation" the parts are hardly said alone; "siege" is."""
    text = "The military operation. " * 6 + "A siege. " * 6 + "The long siege. " * 3
    uses = keyness.uses([sentence(text)], [])
    counts = keyness.counted(uses, {"s": "A"}, True) | {
        "B": Counter({"harbour": 30, "old harbour": 20})
    }
    terms = {row.term for row in keyness.keys(counts) if row.outlet == "A"}
    assert "military operation" in terms
    assert "military" not in terms
    assert "siege" in terms


def test_one_outlet_alone_is_not_set_apart() -> None:
    assert keyness.keys({"A": {"wall": 5}}) == []
    assert keyness.keys({"A": {"wall": 5}, "B": {}}) == []


def test_order_of_outlets_changes_nothing() -> None:
    counts = {"A": {"wall": 4, "quay": 3}, "B": {"quay": 4, "boat": 3}, "C": {"boat": 5}}
    assert keyness.keys(counts) == keyness.keys(dict(reversed(counts.items())))
