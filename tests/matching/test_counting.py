"""What is counted in texts, and how it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.matching import counting
from coverage.matching.counting import KINDS, Counted, count
from coverage.matching.terms import NAME

TEXTS = [
    "The bridge at Melby closed on Monday.",
    "On March 3 the museum in Oxby bought a painting.",
    "No day, no name: the ferry.",
]


def same(one: Counted, other: Counted) -> bool:
    """Whatever had to be counted for it."""
    pairs = [(getattr(one, kind), getattr(other, kind)) for kind in KINDS]
    return all(a.vocabulary == b.vocabulary and (a.counts != b.counts).nnz == 0 for a, b in pairs)


def test_words_names_and_days_are_counted() -> None:
    counted = count(TEXTS[:2])
    assert {"bridge", "monday", "3"} <= set(counted.words.vocabulary)
    assert {"Melby", "Oxby", "The"} <= set(counted.names.vocabulary)
    assert counted.days.vocabulary == ["3-3", "Monday"]
    assert counted.days.counts.toarray().tolist() == [[0, 1], [1, 0]]


def test_a_text_is_counted_once(tmp_path: Path) -> None:
    assert count(TEXTS[:2], tmp_path).n_new == 2
    assert count(TEXTS[:2], tmp_path).n_new == 0
    assert count([*TEXTS, TEXTS[2]], tmp_path).n_new == 1
    assert count(TEXTS).n_new == 3


@pytest.mark.parametrize("asked", [TEXTS, TEXTS[1:], TEXTS[::-1], [TEXTS[0], TEXTS[0]]])
def test_what_is_kept_changes_no_count(tmp_path: Path, asked: list[str]) -> None:
    """Other texts in the file, other terms before and between, another order: the same counts."""
    count(["Another day in May at Anby.", TEXTS[2]], tmp_path)
    count(TEXTS[1:], tmp_path)
    assert same(count(asked, tmp_path), count(asked))


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "other"])
def test_a_damaged_file_is_replaced_and_nothing_is_lost(tmp_path: Path, damage: str) -> None:
    whole = count(TEXTS, tmp_path)
    (file,) = tmp_path.iterdir()
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    spoiled = {"cut": data[: len(data) // 3], "flipped": data, "empty": b"", "other": b"[1, 2]"}
    file.write_bytes(bytes(spoiled[damage]))
    again = count(TEXTS, tmp_path)
    assert same(again, whole)
    assert again.n_new == 3
    assert count(TEXTS, tmp_path).n_new == 0
    assert list(tmp_path.iterdir()) == [file]


def test_any_flipped_bit_is_noticed_or_changes_nothing(tmp_path: Path) -> None:
    whole = count(TEXTS, tmp_path)
    (file,) = tmp_path.iterdir()
    data = file.read_bytes()
    n_noticed = 0
    for place in range(0, len(data), 17):
        spoiled = bytearray(data)
        spoiled[place] ^= 1 << place % 8
        file.write_bytes(bytes(spoiled))
        found = count(TEXTS, tmp_path)
        assert same(found, whole)
        n_noticed += found.n_new > 0
    assert n_noticed


@given(st.text(st.characters(exclude_characters="×"), max_size=30))
def test_names_are_found_as_everywhere_else(text: str) -> None:
    assert counting._NAME.findall(text) == NAME.findall(text)


@given(st.lists(st.text("aB1- \ud800\n×", max_size=12), max_size=4))
def test_any_text_can_be_kept(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Half a surrogate pair too, as broken pages have."""
    folder = tmp_path_factory.mktemp("kept")
    counted = count(texts, folder)
    kept = count(texts, folder)
    assert kept.n_new == 0
    assert same(counted, kept)
