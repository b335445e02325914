"""A deck as python-pptx reads it back, and whether all of it fits."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pptx

from coverage.exports.deck_page import FOOT
from coverage.exports.deck_text import wrapped


def opened(blob: bytes) -> Any:
    return pptx.Presentation(BytesIO(blob))


def texts(slide: Any) -> list[str]:
    return [s.text_frame.text for s in slide.shapes if s.has_text_frame and s.text_frame.text]


def view(slide: Any) -> str:
    """What the small line above says of the slide: "CLAIMS BY OUTLET"."""
    return next((s.text_frame.text.split("  ")[0].split(" ·")[0] for s in slide.shapes
                 if s.name == "View"), "")  # fmt: skip


def views(read: Any, name: str) -> list[Any]:
    return [slide for slide in read.slides if view(slide) == name]


def lead(slide: Any) -> str:
    return next((s.text_frame.text for s in slide.shapes if s.name == "Lead"), "")


def grids(slide: Any) -> list[list[list[str]]]:
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def runs(read: Any) -> Iterator[Any]:
    for slide in read.slides:
        for shape in slide.shapes:
            frames = [shape.text_frame] if shape.has_text_frame else []
            if shape.has_table:
                frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
            for frame in frames:
                for paragraph in frame.paragraphs:
                    yield from paragraph.runs


def overflowing(read: Any) -> list[str]:
    """What runs off its slide, into the foot, or out of its own shape."""
    found = []
    for number, slide in enumerate(read.slides, start=1):
        for shape in slide.shapes:
            right, bottom = (shape.left + shape.width) / 12700, (shape.top + shape.height) / 12700
            if shape.left < 0 or shape.top < 0 or right > 960.1 or bottom > 540.1:
                found.append(f"{number}: {shape.name} off the slide")
            if bottom > FOOT + 0.1 and shape.name not in {"Foot", "Slide number"} and number > 1:
                found.append(f"{number}: {shape.name} in the foot")
            if (
                shape.has_text_frame
                and shape.text_frame.text
                and high(shape) > shape.height / 12700
            ):
                found.append(f"{number}: {shape.name} too full")
    return found


def high(shape: Any) -> float:
    """Points that the text of a shape takes, its margins with it."""
    frame = shape.text_frame
    room = (shape.width - frame.margin_left - frame.margin_right) / 12700
    total = (frame.margin_top + frame.margin_bottom) / 12700
    for paragraph in frame.paragraphs:
        if paragraph.runs:
            size = max(run.font.size.pt for run in paragraph.runs)
            is_bold = all(run.font.bold for run in paragraph.runs)
            text = "".join(run.text for run in paragraph.runs)
            # letters are 1.15 times as high as wide in Arial, less than the line that is kept
            total += max(len(wrapped(text, room, size, is_bold)), 1) * size * 1.15
    return float(total)
