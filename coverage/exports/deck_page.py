"""A slide: a line that says which view of what, a finding as its title, a foot, speaker notes.

CLAIMS BY OUTLET · The event's name            1 of 3
What is seen, in one sentence
the rest of what is seen
----------------------------------------------
`Page.room`: what the view has for itself
----------------------------------------------
2 outlets · 3 articles · 2 independent versions · snapshot · date            7
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Pt

from coverage.charts import LIGHT
from coverage.exports.deck_runs import Run, colour, write
from coverage.exports.deck_sources import notes
from coverage.exports.deck_template import HEIGHT, WIDTH
from coverage.exports.deck_text import Fitted, clean, count, cut, fitted, parted
from coverage.exports.subject import Subject

SIDE = 40
"""Points at the left and at the right of what a slide shows."""

INNER = WIDTH - 2 * SIDE
"""Points across, for what it shows."""

FOOT = HEIGHT - 34
"""Where the foot begins, in points from the top."""

TITLE_TOP = 42

TITLES, LEADS = (28, 26, 24, 22, 20), (16, 15, 14)
"""Sizes of title and lead, the largest that fits first."""

KEY_HEIGHT = 22
"""Points that a line below a table takes."""

NUMBER = 60
"""Points for the slide's number."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in points from its left and top."""

    left: float
    top: float
    width: float
    height: float

    def below(self, height: float) -> Box:
        """What is left of it under its first `height` points."""
        return Box(self.left, self.top + height, self.width, max(self.height - height, 0))


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above: `view` names it; `title` is what is seen, `lead` the rest of it.

    `number`: where a view takes several slides, which of them this is: "2 of 3".
    """

    view: str
    title: str
    lead: str = ""
    number: str = ""


def head(view: str, finding: str, sentence: str = "", more: str = "") -> Head:
    """The finding's first sentence as the title, the rest below; or `sentence`, the whole below.

    `sentence`: an analyst's own, none where there is none; `more`: what is to stand below as well.
    """
    title, lead = (sentence, finding) if sentence.strip() else parted(finding)
    return Head(view, title, " ".join(filter(None, [lead, more])))


@dataclass(frozen=True, slots=True)
class Page:
    """A slide with its head and foot; `room`: what they leave."""

    slide: Any
    room: Box

    def write(
        self,
        box: Box,
        paragraphs: Sequence[Sequence[Run]],
        fill: str = "",
        margin: float = 0,
        gap: float = 0,
        anchor: str = "top",
        align: str = "left",
        name: str = "",
    ) -> None:
        """Text in a box, on a ground of colour `fill` where there is one."""
        place = (Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
        shapes = self.slide.shapes
        if fill:
            shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *place)
            shape.fill.solid()
            shape.fill.fore_color.rgb = colour(fill)
            shape.line.fill.background()
            bare(shape)
        else:
            shape = shapes.add_textbox(*place)
        shape.name = clean(name) or shape.name
        write(shape.text_frame, paragraphs, align, anchor, margin, gap)


@dataclass(frozen=True, slots=True)
class Deck:
    """A presentation in the making; `subjects`: the events it has told of."""

    deck: Presentation
    subjects: list[Subject] = field(default_factory=list)

    def page(
        self,
        top: Head,
        subject: Subject,
        outlets: Sequence[str] | None = None,
        said: Sequence[str] = (),
    ) -> Page:
        """A new slide about an event.

        Its notes hold its head, the lines `said`, and the articles of `outlets`, all for `None`.
        """
        if all(known.said() != subject.said() for known in self.subjects):
            self.subjects.append(subject)
        slide: Any = self.deck.slides.add_slide(self.deck.slide_layouts.get_by_name("Title Only"))
        page = Page(slide, room(top))
        _top(page, top, subject)
        _foot(page, subject)
        told = [top.title, top.lead, *said]
        slide.notes_slide.notes_text_frame.text = notes(subject, told, outlets)
        return page


def bare(shape: Any) -> None:
    """Take the theme's style off a shape: its shadow and its line."""
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)


def describe(shape: Any, name: str, said: str) -> None:
    """Give a shape its name and what a screen reader says of it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", clean(name))
    properties.set("descr", clean(said))


@dataclass(frozen=True, slots=True)
class _Plan:
    """A head as it fits."""

    title: Fitted
    lead: Fitted | None

    @property
    def lead_top(self) -> float:
        return TITLE_TOP + self.title.height + 6

    @property
    def bottom(self) -> float:
        return self.lead_top + (self.lead.height + 14 if self.lead else 10)


def _plan(top: Head) -> _Plan:
    title = fitted(top.title, INNER, 75, TITLES, is_bold=True)
    return _Plan(title, fitted(top.lead, INNER, 52, LEADS) if top.lead else None)


def room(top: Head) -> Box:
    """What a slide with this head leaves for its view."""
    bottom = _plan(top).bottom
    return Box(SIDE, bottom, INNER, FOOT - 8 - bottom)


def _top(page: Page, top: Head, subject: Subject) -> None:
    plan = _plan(top)
    number = f"  ·  {top.number}" if top.number else ""
    label = cut(f"·  {subject.label}", INNER - 330, 12, 1).text
    view = [Run(top.view.upper(), 12, LIGHT.accent, is_bold=True)]
    view.append(Run(f"  {label}{number}", 12, LIGHT.quiet))
    page.write(Box(SIDE, 22, INNER, 16), [view], name="View")
    shape = page.slide.shapes.title
    shape.left, shape.top, shape.width = Pt(SIDE), Pt(TITLE_TOP), Pt(INNER)
    shape.height = Pt(plan.title.height + 2)
    write(shape.text_frame, [[Run(plan.title.text, plan.title.size, is_bold=True)]])
    if plan.lead:
        box = Box(SIDE, plan.lead_top, INNER, plan.lead.height + 2)
        page.write(box, [[Run(plan.lead.text, plan.lead.size, LIGHT.quiet)]], name="Lead")


def _foot(page: Page, subject: Subject) -> None:
    origin = subject.origin
    parts = [
        count(subject.n_outlets, "outlet"),
        count(subject.n_articles, "article"),
        count(subject.n_versions, "independent version"),
        *([f"shown: {'; '.join(origin.filters)}"] if origin.filters else []),
        *([count(origin.n_corrections, "correction")] if origin.n_corrections else []),
        f"matches from p {origin.sure:.2f}",
        f"snapshot {origin.snapshot}",
        f"{origin.made.day} {origin.made:%B %Y}",
    ]
    said = cut("  ·  ".join(parts), INNER - NUMBER, 11, 1)
    box = Box(SIDE, FOOT + 8, INNER - NUMBER, 15)
    page.write(box, [[Run(said.text, 11, LIGHT.quiet)]], name="Foot")
    box = Box(SIDE + INNER - NUMBER, FOOT + 8, NUMBER, 15)
    page.write(box, [[Run("0", 11, LIGHT.quiet)]], align="right", name="Slide number")
    _number(page.slide.shapes[-1])


def _number(shape: Any) -> None:
    """Turn the run of a shape into a field that counts slides."""
    run = shape._element.xpath(".//a:r")[0]
    made = etree.SubElement(run.getparent(), qn("a:fld"))
    made.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    made.set("type", "slidenum")
    run.addprevious(made)
    made.extend(list(run))
    run.getparent().remove(run)
