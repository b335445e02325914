"""Letters with their font set on every run, so that they look alike in every program.

What python-pptx makes is `Any` here and in the modules beside: it tells its types in part only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from coverage.charts import LIGHT
from coverage.exports.deck_text import clean

FONT = "Arial"

MARK = "#fbe3b5"
"""Ground of words that are marked."""

ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}

_WEIGHTS, _GAMMA, _GLARE = (0.2126, 0.7152, 0.0722), 2.2, 0.05
"""Of red, green and blue in what is seen; of a screen; added to both sides of a contrast."""

_AFTER_HIGHLIGHT = frozenset(
    qn(f"a:{name}") for name in "latin ea cs sym hlinkClick hlinkMouseOver rtl extLst".split()
)
"""What stands after a highlight in a run's properties: their order is fixed."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that look alike; `text` is data, `size` in points, `ink` a colour."""

    text: str
    size: float = 14
    ink: str = LIGHT.text
    is_bold: bool = False
    is_marked: bool = False


def marked(run: Run, spans: Sequence[tuple[int, int]]) -> list[Run]:
    """`run` in parts, those at `spans` (offsets, in order) marked."""
    found, at = [], 0
    for start, end in spans:
        found.append(replace(run, text=run.text[at:start]))
        found.append(replace(run, text=run.text[start:end], is_marked=True))
        at = end
    found.append(replace(run, text=run.text[at:]))
    return [part for part in found if part.text]


def colour(code: str) -> RGBColor:
    """A colour as "#1f6f73" says it."""
    return RGBColor(*bytes.fromhex(code.removeprefix("#")))  # type: ignore[no-untyped-call]


def readable(ground: str) -> str:
    """White or the text's colour, whichever has the larger contrast with `ground` (WCAG 2)."""
    light = _luminance(ground) + _GLARE
    on_white, on_text = (_luminance(ink) + _GLARE for ink in (LIGHT.card, LIGHT.text))
    return LIGHT.card if on_white / light > light / on_text else LIGHT.text


def _luminance(code: str) -> float:
    """Relative luminance, 0 to 1."""
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return sum((w * p**_GAMMA for w, p in zip(_WEIGHTS, parts, strict=True)), 0.0)


def write(
    frame: Any,
    paragraphs: Sequence[Sequence[Run]],
    align: str = "left",
    anchor: str = "top",
    margin: float = 0,
    gap: float = 0,
) -> None:
    """Put paragraphs into a frame in place of what it holds.

    `margin`: points inside its edges; `gap`: points after each paragraph.
    """
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = ANCHOR[anchor]
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(margin)
    fill(frame, paragraphs, align, gap)


def fill(
    frame: Any, paragraphs: Sequence[Sequence[Run]], align: str = "left", gap: float = 0
) -> None:
    """Put paragraphs into a frame in place of what it holds, and leave the frame as it is."""
    frame.clear()
    for place, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
        paragraph.alignment = ALIGN[align]
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(gap)
        for run in runs:
            _add(paragraph.add_run(), run)


def _add(made: Any, run: Run) -> None:
    made.text = _kept(run.text)
    font = made.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(run.size), run.is_bold, False
    font.color.rgb = colour(run.ink)
    if run.is_marked:
        _highlight(made._r.get_or_add_rPr())


def _kept(text: str) -> str:
    """`text` made harmless, with the spaces at its ends: runs join without any."""
    said = clean(text)
    if not said:
        return " " if text else ""
    return " " * text[0].isspace() + said + " " * text[-1].isspace()


def _highlight(properties: etree._Element) -> None:
    """python-pptx knows no highlight."""
    made = etree.Element(qn("a:highlight"))
    etree.SubElement(made, qn("a:srgbClr")).set("val", MARK.removeprefix("#").upper())
    after = [child for child in properties if child.tag in _AFTER_HIGHLIGHT]
    if after:
        after[0].addprevious(made)
    else:
        properties.append(made)
