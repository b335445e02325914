"""Decks read back: what they show is what the subject says, and what it rests on."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pptx
import pytest
from pypdf import PdfReader

from coverage.charts import percent, probability
from coverage.charts.style import records
from coverage.exports import deck, deck_omissions
from coverage.exports.subject import Subject
from tests.exports import invented_subject
from tests.exports.deck_read import (
    charts,
    grids,
    opened,
    runs,
    texts,
    view,
    views,
)


@pytest.fixture(scope="module")
def subject() -> Subject:
    return invented_subject.subject(12, 5)


@pytest.fixture(scope="module")
def read(subject: Subject) -> Any:
    return opened(deck.make(subject))


def test_a_deck_tells_an_event_in_this_order(subject: Subject, read: Any) -> None:
    """Title, the event, all claims, where emphasis differs, claims in the outlets' words ..."""
    told = list(dict.fromkeys(view(slide) for slide in read.slides))
    assert told == [
        "", "THE EVENT", "CLAIMS BY OUTLET", "EMPHASIS", "ONE CLAIM", "OMISSIONS", "VOICES",
        "KEY WORDS", "WORDING SHIFTS", "QUOTATION MARKS", "NAMES", "DIFFERING VALUES", "COPIES",
        "TIMELINE", "METHODS",
    ]  # fmt: skip
    assert read.slides[0].shapes.title.text == subject.label
    assert read.slide_width * 9 == read.slide_height * 16


def test_the_matrix_has_each_number_of_the_subject(subject: Subject, read: Any) -> None:
    """A share stands as "12%", ▣ before it for a headline; ✕ omitted; "p .41" uncertain.

    Beside each claim: how many outlets tell it, in how many independent versions.
    """
    cells = {(c["claim_id"], c["outlet"]): c for c in records(subject.cells)}
    found = {}
    for slide in views(read, "CLAIMS BY OUTLET"):
        head, *rows = grids(slide)[0]
        outlets = [name.split("\n")[0] for name in head[2:]]
        for label, told, *marks in rows:
            for outlet, mark in zip(outlets, marks, strict=True):
                if told:
                    found[label, outlet] = (told, mark)
    assert len(found) == len(subject.claims) * len(subject.outlets)
    for claim in records(subject.claims):
        for outlet in subject.outlets["outlet"]:
            told, mark = found[claim["label"], outlet]
            assert told == f"{claim['n_outlets']} / {claim['n_versions']}"
            assert mark == expected(cells[claim["claim_id"], outlet])


def expected(cell: dict[str, Any]) -> str:
    if cell["status"] == "omitted":
        return "✕"
    if cell["status"] == "uncertain":
        return probability(cell["nearest_probability"])
    return ("▣ " if cell["is_headline"] else "") + percent(cell["share"])


def test_claims_stand_under_what_they_have_in_common(read: Any) -> None:
    firsts = [row[0] for slide in views(read, "CLAIMS BY OUTLET") for row in grids(slide)[0]]
    headings = [text for text in firsts if text.isupper() or text == "Ferries carry commuters"]
    assert list(dict.fromkeys(headings)) == [
        "SHARED BY TWO OR MORE", "TOLD BY ONE OUTLET ONLY", "Ferries carry commuters",
    ]  # fmt: skip


def test_charts_are_native_and_hold_the_subjects_shares(subject: Subject, read: Any) -> None:
    (whose, who), cells = charts(views(read, "VOICES")[0]), subject.voice_cells
    splits = subject.voice_splits.set_index(["group", "outlet"])["share"]
    own = whose.plots[0].series[0]
    assert own.name == "own voice"
    assert list(own.values) == [splits["own", outlet] for outlet in subject.outlets["outlet"]]
    shares = cells.set_index(["voice", "outlet"])["share"]
    for series in who.plots[0].series:
        assert list(series.values) == [shares[v, series.name] for v in subject.voice_rows["voice"]]
    (apart,) = charts(views(read, "EMPHASIS")[0])
    labels = {label: key for key, label in zip(subject.claims["claim_id"], subject.claims["label"],
                                               strict=True)}  # fmt: skip
    share = subject.cells.set_index(["claim_id", "outlet"])["share"]
    for series in apart.plots[0].series:
        for name, value in zip(apart.plots[0].categories, series.values, strict=True):
            key = labels[str(name).replace("\n", " ")]
            assert value == (share[key, series.name] or None)


def test_the_sheet_behind_a_chart_has_the_same_values(read: Any) -> None:
    for slide in read.slides:
        for chart in charts(slide):
            blob = chart.part.chart_workbook.xlsx_part.blob
            sheet = openpyxl.load_workbook(BytesIO(blob))["Sheet1"]
            names, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
            assert [row[0] for row in rows] == [str(c) for c in chart.plots[0].categories]
            for column, series in enumerate(chart.plots[0].series, start=1):
                assert names[column] == series.name
                assert [row[column] for row in rows] == list(series.values)


def test_omissions_are_counted_and_shown_with_the_nearest_sentence(
    subject: Subject, read: Any
) -> None:
    shared = subject.claims.loc[subject.claims["n_outlets"] >= 2, "claim_id"]
    own = subject.cells[subject.cells["claim_id"].isin(shared)]
    omitted = own[own["status"] == "omitted"]
    most = omitted.groupby("outlet").size().sort_values(ascending=False, kind="stable")
    assert f"Of {len(shared)} claims" in deck_omissions.finding(subject)
    assert f"{most.index[0]} omits {most.iloc[0]}," in deck_omissions.finding(subject)
    labels = dict(zip(subject.claims["claim_id"], subject.claims["label"], strict=True))
    nearest = {}
    for cell in records(omitted.sort_values("nearest_probability")):
        near = (cell["nearest_text"], probability(cell["nearest_probability"]))
        nearest[labels[cell["claim_id"]]] = near
    rows = [row for slide in views(read, "OMISSIONS") for row in grids(slide)[0][1:]]
    assert {row[0] for row in rows} == set(nearest)
    for label, _, _, said, match in rows:
        assert said.endswith(nearest[label][0])
        assert match == nearest[label][1]


def test_every_slide_names_its_sources_in_its_notes(subject: Subject, read: Any) -> None:
    """Outlet, title, date, URL; those of a claim's slide are the outlets on it."""
    for slide in read.slides:
        notes = slide.notes_slide.notes_text_frame.text
        assert "Sources (" in notes
        assert slide.shapes.title.text.rstrip("…") in notes.replace("\n", " ")
    notes = read.slides[1].notes_slide.notes_text_frame.text
    for article in records(subject.articles):
        wanted = f"{article['outlet']}, “{article['title']}”, {article['when']}, {article['url']}"
        assert wanted in notes


def test_a_deck_says_what_it_is(subject: Subject, read: Any) -> None:
    said = " ".join(t for slide in views(read, "METHODS") for t in texts(slide))
    assert all(line in said for line in (*subject.said(), *subject.limits))
    rows = [tuple(row) for slide in views(read, "METHODS") for g in grids(slide) for row in g[1:]]
    assert rows == list(subject.definitions.items())
    for slide in list(read.slides)[1:]:
        foot = next(s.text_frame.text for s in slide.shapes if s.name == "Foot")
        assert foot.startswith("5 outlets · 5 articles · 4 independent versions ·")
        assert "snapshot abc123" in foot


def test_the_same_subject_gives_the_same_bytes(subject: Subject) -> None:
    """Another time of making changes the date only."""
    blob = deck.make(subject)
    assert blob == deck.make(subject)
    with zipfile.ZipFile(BytesIO(blob)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        sheets = [name for name in archive.namelist() if name.endswith(".xlsx")]
        for name in sheets:
            with zipfile.ZipFile(BytesIO(archive.read(name))) as sheet:
                assert {info.date_time[0] for info in sheet.infolist()} == {1980}
                assert b">2031-05-09T08:30:00Z<" in sheet.read("docProps/core.xml")
    assert len(sheets) > 5
    later = replace(subject.origin, made=subject.origin.made + timedelta(days=1))
    again = opened(deck.make(replace(subject, origin=later)))
    assert again.core_properties.created == later.made.replace(tzinfo=None)


def test_fonts_are_set_on_runs_and_pictures_are_told_in_words(read: Any) -> None:
    for run in runs(read):
        assert run.font.name == "Arial"
        assert run.font.size is not None
        assert run.font.size.pt >= 11
    for slide in read.slides:
        for shape in slide.shapes:
            if shape.has_table or shape.has_chart:
                assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr")) > 20


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_every_slide(subject: Subject, tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(deck.make(subject))
    soffice = shutil.which("soffice")
    assert soffice
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
               "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pages = PdfReader(tmp_path / "deck.pdf").pages
    assert len(pages) == len(pptx.Presentation(str(file)).slides)
