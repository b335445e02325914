"""What a reader sees in a tree of lxml, and what of it is furniture or readers' comments."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

Element = Any
"""An element of lxml's HTML tree, which has no types of its own."""

COMMENT = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:list|body|area)?|respond|responses|reply|replies|disqus)(?=[\s_-]|$)",
    re.I,
)
"""Classes and ids of what readers say."""

_ASIDE = frozenset({"nav", "aside", "footer", "figure"})
_UNSEEN = (
    "script", "style", "noscript", "template", "svg", "iframe", "head", "select", "button",
    "object",
)  # fmt: skip


def strip_unseen(tree: Element) -> None:
    """Take out of `tree` what no reader sees."""
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)


def lines_of(element: Element) -> tuple[str, ...]:
    """The lines seen in `element`, a block a line, white space made single, none empty."""
    # Imported here, as trafilatura is: pages of text need not wait for it.
    import html_text  # noqa: PLC0415

    lines = (" ".join(line.split()) for line in html_text.etree_to_text(element).splitlines())
    return tuple(line for line in lines if line)


def words_of(element: Element) -> str:
    """The words seen in `element` as one line."""
    return " ".join(" ".join(element.itertext()).split())


def names_of(element: Element) -> str:
    """The classes and the id of `element`."""
    return f"{element.get('class', '')} {element.get('id', '')}"


def is_aside(element: Element) -> bool:
    """Whether `element` stands in furniture or among what readers say."""
    return any(
        around.tag in _ASIDE or COMMENT.search(names_of(around))
        for around in (element, *element.iterancestors())
        if around.tag not in ("body", "html")
    )
