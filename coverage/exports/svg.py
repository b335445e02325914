"""A chart's SVG as other programs than browsers read it: the same picture, said more plainly.

Plotly writes how things look into style sheets of an element each, lines of text in parts of the
letters' size, and what is only clicked as shapes that nobody sees. Word processors and viewers know
little of that: they set all lines of a text upon one another, or show what is unseen in black.
"""

from __future__ import annotations

import hashlib
import re

from lxml import etree

TEXT = "{http://www.w3.org/2000/svg}text"
TSPAN = "{http://www.w3.org/2000/svg}tspan"

UNKNOWN = {"pointer-events", "white-space", "cursor", "user-select"}
"""What a style says that is of no use in a picture."""

SIZE = 12.0
"""Size of letters in pixels where none is said."""


def settled(content: bytes, name: str) -> bytes:
    """The SVG of the picture of that name; the same for the same, whatever ids Plotly made up."""
    if found := re.search(rb'id="defs-([0-9a-f]{6})"', content):
        content = content.replace(found[1], hashlib.sha256(name.encode()).hexdigest()[:6].encode())
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    for node in list(root.iter(etree.Element)):
        _say_plainly(node)
    for node in [each for each in root.iter(etree.Element) if _is_unseen(each)]:
        node.getparent().remove(node)
    for text in root.iter(TEXT):
        _set_lines(text)
    written: bytes = etree.tostring(root, encoding="utf-8")
    return written


def _say_plainly(node: etree._Element) -> None:
    """Each rule of a style as an attribute."""
    for rule in (node.attrib.pop("style", "") or "").split(";"):
        key, _, value = (part.strip() for part in rule.partition(":"))
        if value and key not in UNKNOWN:
            node.set(key, value)


def _is_unseen(node: etree._Element) -> bool:
    """Whether nothing of a shape shows; what cuts others is needed all the same."""
    if any(parent.tag.endswith(("defs", "clipPath")) for parent in node.iterancestors()):
        return False
    is_shape = node.tag.endswith(("rect", "path"))
    no_fill = _none(node, "fill")
    no_line = _none(node, "stroke") or node.get("stroke") is None or _zero(node, "stroke-width")
    return _zero(node, "opacity") or (is_shape and no_fill and no_line)


def _none(node: etree._Element, what: str) -> bool:
    return node.get(what) == "none" or _zero(node, f"{what}-opacity")


def _zero(node: etree._Element, name: str) -> bool:
    value = node.get(name, "").removesuffix("px")
    return bool(re.fullmatch(r"0*\.?0+", value))


def _set_lines(text: etree._Element) -> None:
    """Lines of a text each at its height in pixels, not so many letters below the first."""
    size = float(text.get("font-size", "").removesuffix("px") or SIZE)
    for line in text.iter(TSPAN):
        below = line.get("dy", "")
        if below.endswith("em") and line.get("y"):
            line.set("y", f"{float(line.get('y')) + float(below[:-2]) * size:g}")
            del line.attrib["dy"]
