"""JSON-LD of an HTML page: which of its nodes were published when, and under which headline.

A graph is followed through lists, `@graph` and nested nodes, but not into what tells of other
things: comments, reviews, lists of further articles, videos. What is broken is mended where only
commas, comments or entities are wrong; else a day is taken from it only if it names no second.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MAX_DEPTH = 12
"""Nodes inside of one another that are followed; a graph has three or four."""

_KIND = "application/ld+json"
_PICKED = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{4,40})\"")
_SPARE_COMMA = re.compile(r",\s*(?=[}\]])")
_OTHER = frozenset((
    "about", "author", "citation", "comment", "haspart", "image", "isbasedon", "ispartof",
    "itemlistelement", "mentions", "publisher", "relatedlink", "review", "subjectof", "video",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """A node that says when it was published."""

    published: str
    headline: str
    is_article: bool  # else it is a page
    is_whole: bool  # read as JSON, not picked out of what is broken


def scripts(tree: Any) -> list[Any]:
    """The elements of a tree of lxml that hold JSON-LD, in order."""
    return [
        script
        for script in tree.iter("script")
        if (script.get("type") or "").partition(";")[0].strip().casefold() == _KIND and script.text
    ]


def in_script(text: str) -> list[Node]:
    """The nodes of one script."""
    bare = _bare(text)
    for attempt in (bare, _SPARE_COMMA.sub("", bare), html.unescape(bare)):
        try:
            return list(_walk(json.loads(attempt, strict=False), 0))
        except (ValueError, RecursionError):
            continue
    days = dict.fromkeys(_PICKED.findall(text))
    return [Node(day, "", is_article=True, is_whole=False) for day in days if len(days) == 1]


def _bare(text: str) -> str:
    """A script's JSON without the comments and marks that some sites put around it."""
    found = text.strip()
    start = 0 if found[:1] in ("{", "[") else max(found.find("{"), 0)
    end = len(found) if found[-1:] in ("}", "]") else found.rfind("}") + 1
    return found[start:end]


def _walk(part: Any, depth: int) -> Iterator[Node]:
    if depth > MAX_DEPTH:
        return
    if isinstance(part, list):
        for item in part:
            yield from _walk(item, depth + 1)
    if isinstance(part, Mapping):
        yield from _node(part)
        for key, value in part.items():
            if key.casefold() not in _OTHER:
                yield from _walk(value, depth + 1)


def _node(part: Mapping[str, Any]) -> Iterator[Node]:
    kinds = [kind.rpartition("/")[2] for kind in _texts(part.get("@type"))]
    is_article = any(kind.endswith(("Article", "Posting", "Report")) for kind in kinds)
    is_page = any(kind.endswith("Page") or kind == "CreativeWork" for kind in kinds)
    for day in _texts(part.get("datePublished"))[: int(is_article or is_page)]:
        names = [*_texts(part.get("headline")), *_texts(part.get("name"))]
        yield Node(day, html.unescape(names[0]) if names else "", is_article, is_whole=True)


def _texts(value: Any) -> list[str]:
    """The texts that a value is or holds, in the ways JSON-LD has of writing one."""
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, Mapping):
        return _texts(value.get("@value"))
    is_text = isinstance(value, str | int | float) and not isinstance(value, bool)
    return [str(value)] if is_text and str(value).strip() else []
