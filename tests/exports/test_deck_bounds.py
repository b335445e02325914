"""Decks of events of any size and of hostile text: all of it fits, and text stays text."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from PIL import ImageFont

from coverage.charts.style import records
from coverage.exports import deck
from coverage.exports.deck import Picked
from coverage.exports.deck_text import LINE, clean, cut, fitted, parted, width, wrapped
from coverage.exports.subject import Subject
from tests.examples import COURIER_ON_BRIDGE, GAZETTE_ON_BRIDGE, OBSERVER_ON_BRIDGE
from tests.exports import invented_subject
from tests.exports.deck_read import (
    charts,
    grids,
    opened,
    overflowing,
    texts,
    view,
    views,
)
from tests.exports.invented_subject import hostile

PAYLOAD = '=HYPERLINK("http://x.example") <b>&amp; ]]> \u202e\x07\n{{' + "long" * 60


@pytest.fixture(scope="module")
def subject() -> Subject:
    return invented_subject.subject(12, 5)


@pytest.mark.parametrize("size", [(1, 2), (3, 2), (12, 5), (60, 9), (200, 30)])
def test_nothing_runs_over_however_large_the_event(size: tuple[int, int]) -> None:
    read = opened(deck.make(invented_subject.subject(*size)))
    assert overflowing(read) == []
    assert len(read.slides) <= 45


def test_a_long_matrix_is_shown_in_part_and_says_so() -> None:
    """Of 200 claims by 30 outlets 12 slides: four tables of up to 8 outlets, three times."""
    read = opened(deck.make(invented_subject.subject(200, 30)))
    slides = views(read, "CLAIMS BY OUTLET")
    assert len(slides) == 12
    assert any("The first " in text and "of 200 claims." in text for text in texts(slides[0]))
    heads = [grids(slide)[0][0][2:] for slide in slides[:4]]
    names = [name.split("\n")[0] for head in heads for name in head]
    assert names == [f"Outlet {k:02d}" for k in range(30)]


def test_text_of_articles_is_data_and_fits() -> None:
    """A formula, markup, a turned direction, a bell, a word of 240 letters: all are letters."""
    given = hostile(invented_subject.subject(9, 4), PAYLOAD)
    blob = deck.make(given)
    read = opened(blob)
    assert overflowing(read) == []
    assert '=HYPERLINK("http://x.example") <b>&amp; ]]>' in read.slides[0].shapes.title.text
    with zipfile.ZipFile(BytesIO(blob)) as archive:
        for name in archive.namelist():
            if name.endswith(".xlsx"):
                book = openpyxl.load_workbook(BytesIO(archive.read(name)))
                kinds = {cell.data_type for row in book["Sheet1"].iter_rows() for cell in row}
                assert "f" not in kinds
            elif name.endswith(".rels"):
                assert b"x.example" not in archive.read(name)


def test_a_name_that_looks_like_a_formula_stays_a_name(subject: Subject) -> None:
    labels = ["=1+1", "https://x.example"]
    given = replace(subject, voice_rows=subject.voice_rows.assign(label=labels))
    read = opened(deck.of_slides("Names", [Picked("voices", given)]))
    chart = charts(views(read, "VOICES")[0])[1]
    book = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    cells = [book["Sheet1"].cell(row, 1) for row in (2, 3)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        (label, "s", None) for label in labels
    ]


def test_an_event_without_copies_voices_and_words_is_a_deck_too(subject: Subject) -> None:
    empty = """voices voice_rows voice_cells voice_splits keys shifts quotes namings pairs passages
               discrepancies""".split()
    bare = replace(subject, **{name: getattr(subject, name).head(0) for name in empty})
    read = opened(deck.make(bare))
    assert overflowing(read) == []
    assert {"COPIES", "NAMES", "KEY WORDS"} & {view(slide) for slide in read.slides} == set()
    picks = [Picked("copies", bare), Picked("words", bare), Picked("words", bare, part="names")]
    assert len(opened(deck.of_slides("Empty", picks)).slides) == 6


def test_an_event_without_claims_or_dates_is_a_deck_too(subject: Subject) -> None:
    """Of one outlet, undated, and with nothing that could be compared."""
    tables = ("claims", "cells", "mentions", "discrepancies")
    bare = replace(
        subject,
        **{name: getattr(subject, name).head(0) for name in tables},
        outlets=subject.outlets.head(1),
        timeline=subject.timeline.assign(published=None, published_precision="none"),
        findings={},
    )
    assert overflowing(opened(deck.make(bare))) == []


def test_long_sentences_are_cut_on_slides_and_whole_in_notes(subject: Subject) -> None:
    long = subject.mentions.assign(text=[f"{text} " * 30 for text in subject.mentions["text"]])
    pick = Picked("claim", replace(subject, mentions=long), claim_id="claim0")
    read = opened(deck.of_slides("Long", [pick]))
    slide = views(read, "ONE CLAIM")[0]
    assert overflowing(read) == []
    for row in records(long[long["claim_id"] == "claim0"]):
        assert f"{row['outlet']}: {row['text'].strip()}" in slide.notes_slide.notes_text_frame.text
    boxes = [s.text_frame.text for s in slide.shapes if s.name.endswith(": sentence")]
    assert all(box.endswith("…") for box in boxes)


def test_text_is_cut_at_a_word_in_the_largest_letters_that_fit() -> None:
    """In one line of 100 points: "The bridge…"."""
    assert cut("The bridge over the Tarn", 100, 14, 1).text == "The bridge…"
    assert cut("The bridge", 100, 14, 1).text == "The bridge"
    large = fitted("The bridge over the Tarn", 100, 60, (28, 20, 14))
    assert (large.size, large.text) == (14, "The bridge over the Tarn")
    assert large.height <= 60
    for line in wrapped("word " * 50 + "x" * 300, 120, 12):
        assert width(line, 12) <= 120
    assert LINE > 1.15


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_no_line_is_wider_than_it_was_measured(style: str) -> None:
    """By a font that is as wide as Arial, where there is one."""
    font = Path(f"/usr/share/fonts/truetype/liberation/LiberationSans-{style}.ttf")
    if not font.exists():
        pytest.skip("Liberation Sans is not installed")
    letters = ImageFont.truetype(str(font), 100)
    said = f"{COURIER_ON_BRIDGE.content} {GAZETTE_ON_BRIDGE.content} {OBSERVER_ON_BRIDGE.content}"
    for line in wrapped(said, 1500, 100, style == "Bold"):
        assert letters.getlength(line) <= 1500


def test_a_finding_parts_into_a_title_and_the_rest() -> None:
    """A first sentence that says little takes the next along."""
    more = "The Courier and the Gazette count as one version."
    assert parted(f"2 outlets. {more} They share text.") == (
        f"2 outlets. {more}",
        "They share text.",
    )
    assert parted("") == ("", "")


def test_clean_text_is_one_line_that_xml_can_hold() -> None:
    assert clean("a\x00b\u202ec\n\td \ud800\ufffe") == "a bc d"
