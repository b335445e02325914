"""Native bar charts, which PowerPoint opens with the sheet behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml.ns import qn
from pptx.util import Pt

from coverage.charts import LIGHT
from coverage.exports.deck_page import Box, Page, describe
from coverage.exports.deck_runs import FONT, colour, readable
from coverage.exports.deck_saving import workbook
from coverage.exports.deck_template import SERIES
from coverage.exports.deck_text import cut, width, wrapped

SIZE = 12
"""Size of a chart's letters."""

PERCENT = '[=0]"";[<0.005]"<1%";0%'
"""Format of shares: as `charts.percent` says them, nothing for none."""

WIDE = '[<0.055]"";0%'
"""Of parts of a bar: those that are too narrow for a number have none."""

LEGEND = 26
"""Points above the bars that a line of a legend takes; what its mark takes beside a name."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Values by category and series, `None` for no bar.

    `inks`: a colour for each series, or for each bar where there is one series; `is_stacked`: one
    bar a category, its parts side by side, 1 in all; `label`: share of the width that the
    categories' names take, in at most `lines`; `number`: format of the values; `most`: where the
    scale ends.
    """

    categories: Sequence[str]
    series: Mapping[str, Sequence[float | None]]
    inks: Sequence[str] = SERIES
    is_stacked: bool = False
    label: float = 0.4
    lines: int = 3
    number: str = PERCENT
    most: float | None = None


def bars(page: Page, box: Box, told: Bars, alt: str, made: datetime) -> None:
    """The chart in `box`, the first category at the top; `alt`: what it shows, in words."""
    names = _distinct(
        [_broken(name, told.label * box.width - 12, told.lines) for name in told.categories]
    )
    room = 2 * box.width / max(len(told.series), 2) - LEGEND  # the legend has two lines
    called = _distinct([cut(name, room, SIZE, 1).text for name in told.series])
    series = dict(zip(called, map(list, told.series.values()), strict=True))
    data: Any = CategoryChartData(number_format="0%")  # type: ignore[no-untyped-call]
    data.categories = names
    for name, values in series.items():
        data.add_series(name, values)
    kind = XL_CHART_TYPE.BAR_STACKED if told.is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
    place = (Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    frame = page.slide.shapes.add_chart(kind, *place, data)
    describe(frame, "Chart", alt)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(workbook(names, series, told.number, made))
    chart.has_title = False
    chart.font.name, chart.font.size = FONT, Pt(SIZE)
    chart.font.color.rgb = colour(LIGHT.text)
    _axes(chart)
    _series(chart, told)
    _legend(chart, len(series) > 1)
    _lay_out(chart, told.label, _legend_height(list(series), box.width) / box.height)


def _broken(name: str, room: float, lines: int) -> str:
    """A category's name in at most `lines`, broken here: programs differ in how they do it."""
    return "\n".join(wrapped(cut(name, room, SIZE, lines).text, room, SIZE))


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, a space behind one that stands there already: categories of one name are one."""
    found: list[str] = []
    for name in names:
        while name in found:
            name += " "  # noqa: PLW2901
        found.append(name)
    return found


def _axes(chart: Any) -> None:
    down, across = chart.category_axis, chart.value_axis
    down.reverse_order = True
    down.major_tick_mark = across.major_tick_mark = XL_TICK_MARK.NONE
    down.format.line.color.rgb = colour(LIGHT.faint)
    down.has_major_gridlines = across.has_major_gridlines = False
    across.visible = False
    across.minimum_scale = 0
    down.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def _series(chart: Any, told: Bars) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = (45, 100) if told.is_stacked else (60, -5)
    chart.value_axis.maximum_scale = 1 if told.is_stacked else told.most
    for one, ink in zip(plot.series, told.inks, strict=False):
        one.invert_if_negative = False
        one.format.fill.solid()
        one.format.fill.fore_color.rgb = colour(ink)
        labels = one.data_labels
        labels.show_value = True
        labels.number_format = WIDE if told.is_stacked else told.number
        labels.number_format_is_linked = False
        labels.font.name, labels.font.size = FONT, Pt(SIZE)
        labels.font.color.rgb = colour(readable(ink) if told.is_stacked else LIGHT.text)
        labels.position = (
            XL_LABEL_POSITION.CENTER if told.is_stacked else XL_LABEL_POSITION.OUTSIDE_END
        )
    if len(told.series) == 1:
        for place, ink in enumerate(told.inks[: len(told.categories)]):
            fill = plot.series[0].points[place].format.fill
            fill.solid()
            fill.fore_color.rgb = colour(ink)


def _legend(chart: Any, is_shown: bool) -> None:
    chart.has_legend = is_shown
    if is_shown:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.name, chart.legend.font.size = FONT, Pt(SIZE)


def _legend_height(names: Sequence[str], room: float) -> float:
    """Points that the legend takes: none for one series, two lines where one is too short."""
    needed = sum(width(name, SIZE) + LEGEND for name in names)
    return 0 if len(names) == 1 else LEGEND if needed < room else 1.6 * LEGEND


def _lay_out(chart: Any, label: float, top: float) -> None:
    """Give the bars their place, so that names of any length leave them room."""
    area = chart._chartSpace.xpath(".//c:plotArea")[0]
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    told = {
        "layoutTarget": "inner", "xMode": "edge", "yMode": "edge",
        "x": f"{label:.4f}", "y": f"{top:.4f}", "w": f"{0.97 - label:.4f}", "h": f"{1 - top:.4f}",
    }  # fmt: skip
    for name, value in told.items():
        etree.SubElement(manual, qn(f"c:{name}")).set("val", value)
    area.insert(0, layout)
