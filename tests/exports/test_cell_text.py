"""Texts in cells: what looks like a formula, what a workbook cannot hold, what is too long."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from coverage.exports import cell_text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\x00=1", "＝1+1", "＠A"]
)
def test_what_begins_as_a_formula_stays_text(text: str) -> None:
    """A spreadsheet runs "=1+1" in a CSV file; "'=1+1" it shows."""
    assert cell_text.is_like_formula(text)
    assert cell_text.harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "1+1", "a=b", "– said the mayor", "'=1", " =1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert cell_text.harmless(text) == text


def test_csv_guards_texts_alone() -> None:
    """A number below zero begins with "-" too, and is a number."""
    table = pd.DataFrame({"said": ["-1", None, "plain"], "lift": [-1.5, 0.0, 2.0]})
    data = cell_text.csv(table)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines() == ["said,lift", "'-1,-1.5", ",0.0", "plain,2.0"]
    assert list(pd.read_csv(io.BytesIO(data))["lift"]) == [-1.5, 0.0, 2.0]


def test_a_workbook_holds_no_control_characters() -> None:
    """Line breaks and tabs stay; what XML has no room for goes."""
    assert cell_text.storable("a\x00b\x0bc\r\nd\te\ud800\ufffef") == "abc\nd\tef"
    assert cell_text.storable("<r><t>x</t></r>") == "<r><t>x</t></r> "


@pytest.mark.parametrize("letter", ["a", "ö", "😀"])
def test_a_text_too_long_is_cut_and_says_so(letter: str) -> None:
    """Counted as Excel does: "😀" takes two of the 32,767."""
    kept = cell_text.storable(letter * 40_000)
    assert kept.endswith(cell_text.CUT)
    units = len(kept.encode("utf-16-le")) // 2
    assert cell_text.MOST_LETTERS - 2 < units <= cell_text.MOST_LETTERS
    most = cell_text.MOST_LETTERS // (len(letter.encode("utf-16-le")) // 2)
    assert cell_text.storable(letter * most) == letter * most


def test_a_line_ends_between_words_where_it_can() -> None:
    assert cell_text.line("The bridge\nwas  closed", 90) == "The bridge was closed"
    assert cell_text.line("The bridge, was closed", 15) == "The bridge…"
    assert cell_text.line("x" * 40, 10) == "x" * 9 + "…"
