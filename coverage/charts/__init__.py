"""Table -> Plotly figure. Nothing is computed here but where things stand and how they look.

    style.py     colours, font, how text is measured, fitted and escaped
    labels.py    the words of the matrix
    matrix.py    claims against outlets
    timeline.py  the articles of a snapshot over time
    voices.py    speakers against outlets; voices_labels.py: its words
    copies.py    articles that share text; copies_layout.py: where they and their lines stand

`matrix` and `timeline` take the rows in the order in which they are to be shown, and a `Theme`.
"""

from coverage.charts.copies import copies
from coverage.charts.labels import DENSITIES, LEGEND, Density, density, least_width
from coverage.charts.matrix import LARGEST, ROW, SHARED, SMALLEST, matrix, sides
from coverage.charts.style import (
    CLEAR,
    DARK,
    LIGHT,
    Theme,
    colour,
    fit,
    percent,
    plain,
    probability,
    text_width,
)
from coverage.charts.timeline import timeline, when
from coverage.charts.voices import voices
from coverage.charts.voices_labels import least_width as voices_width

__all__ = [
    "CLEAR",
    "DARK",
    "DENSITIES",
    "LARGEST",
    "LEGEND",
    "LIGHT",
    "ROW",
    "SHARED",
    "SMALLEST",
    "Density",
    "Theme",
    "colour",
    "copies",
    "density",
    "fit",
    "least_width",
    "matrix",
    "percent",
    "plain",
    "probability",
    "sides",
    "text_width",
    "timeline",
    "voices",
    "voices_width",
    "when",
]
