"""A chart's SVG, said so that other programs than browsers draw the same."""

from __future__ import annotations

from lxml import etree

from coverage.exports import svg

WRITTEN = b"""<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50">
<defs id="defs-a1b2c3"><clipPath id="clipa1b2c3xy">
<rect style="fill-opacity: 0;"/></clipPath></defs>
<g clip-path="url(#clipa1b2c3xy)">
<path class="seen" d="M0,0" style="opacity: 1; fill: rgb(1, 2, 3); pointer-events: none;"/>
<path class="target" d="M0,0" style="opacity: 0; stroke-width: 0px; fill: rgb(9, 9, 9);"/>
<rect class="ground" style="fill: rgb(0, 0, 0); fill-opacity: 0; stroke-opacity: 0;"/>
<rect class="frame" style="fill-opacity: 0; stroke: rgb(7, 7, 7); stroke-width: 2px;"/>
</g>
<text style="font-size: 20px; white-space: pre;" y="5"><tspan dy="0em" x="1" y="5"
>a &lt;b&gt;</tspan>
<tspan dy="1.3em" x="1" y="5">c</tspan></text>
</svg>"""


def parsed(name: str = "matrix") -> etree._Element:
    return etree.fromstring(svg.settled(WRITTEN, name))


def test_styles_become_attributes() -> None:
    """`style="opacity: 1; fill: rgb(1, 2, 3)"` is two attributes; the mouse's is none."""
    seen = parsed().xpath("//*[@class='seen']")[0]
    assert dict(seen.attrib) == {
        "class": "seen",
        "d": "M0,0",
        "opacity": "1",
        "fill": "rgb(1, 2, 3)",
    }
    assert parsed().xpath("//@style") == []


def test_what_nobody_sees_is_left_out_but_for_what_cuts() -> None:
    assert parsed().xpath("//@class") == ["seen", "frame"]
    assert len(parsed().xpath("//*[local-name()='clipPath']/*")) == 1


def test_lines_stand_at_heights_of_their_own() -> None:
    """The second line of letters of 20 pixels: 1.3 times 20 below the first, at 5."""
    lines = parsed().xpath("//*[local-name()='tspan']")
    assert [line.get("y") for line in lines] == ["5", "31"]
    assert [line.get("dy") for line in lines] == [None, None]
    assert lines[0].text == "a <b>"


def test_ids_are_those_of_the_picture() -> None:
    """Made up anew each time by Plotly; two pictures can stand in one page."""
    other = WRITTEN.replace(b"a1b2c3", b"0f0f0f")
    assert svg.settled(other, "matrix") == svg.settled(WRITTEN, "matrix")
    assert svg.settled(WRITTEN, "voices") != svg.settled(WRITTEN, "matrix")
    clip = parsed().xpath("//*[local-name()='clipPath']/@id")[0]
    assert parsed().xpath("//@clip-path") == [f"url(#{clip})"]
