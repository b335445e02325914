"""An empty presentation: 16:9, light, in Arial, with the colours of the app's pictures.

python-pptx brings one in 4:3 and in Calibri; its layouts are stretched and its theme is replaced,
so that slides which an analyst adds look like those that are made here.
"""

from __future__ import annotations

import re

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.presentation import Presentation
from pptx.util import Pt

from coverage.charts import LIGHT
from coverage.exports.deck_runs import FONT

WIDTH, HEIGHT = 960, 540
"""Of a slide, in points: 13.33 by 7.5 inches."""

SERIES = (LIGHT.accent, "#b8912f", "#7d5a86", "#8fb8ba", "#676c72")
"""Colours of outlets side by side. None of the matrix's, which say above or below the mean."""

KEPT = ("Title Slide", "Title and Content", "Title Only", "Blank")
"""Layouts that a person may want; the others go."""

_SCHEME = {"dk2": LIGHT.text, "lt2": LIGHT.line, "accent6": LIGHT.high, "hlink": LIGHT.accent} | {
    f"accent{place}": ink for place, ink in enumerate(SERIES, start=1)
}


def empty() -> Presentation:
    """A presentation without slides."""
    deck = pptx.Presentation()
    stretch = WIDTH / deck.slide_width.pt if deck.slide_width else 1.0
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name not in KEPT:
            deck.slide_layouts.remove(layout)
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            shape.left, shape.width = round(shape.left * stretch), round(shape.width * stretch)
    _dress(deck)
    _drop_thumbnail(deck)
    return deck


def _dress(deck: Presentation) -> None:
    """A theme of our font and colours."""
    old = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = old.blob.decode("utf-8")
    for name, ink in _SCHEME.items():
        code = ink.removeprefix("#").upper()
        text = re.sub(rf'(<a:{name}><a:srgbClr val=")\w+', rf"\g<1>{code}", text)
    text = text.replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{FONT}"/>')
    new = Part(old.partname, old.content_type, old.package, text.encode("utf-8"))
    for part in (deck.part, deck.slide_master.part):
        for key, relation in list(part.rels.items()):
            if relation.reltype == RELATIONSHIP_TYPE.THEME:
                part.rels.pop(key)
                part.relate_to(new, RELATIONSHIP_TYPE.THEME)


def _drop_thumbnail(deck: Presentation) -> None:
    """Without the small picture of somebody else's first slide."""
    package = deck.part.package
    for relation in package.iter_rels():
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(relation.rId)
            return
