"""How well bodies are found: the gold pages, each flattened by three tools and as HTML.

Per page, 4-grams of word tokens of the found and the gold body are compared as multisets;
precision and recall are averaged over the pages, and F1 is that of the two averages.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from coverage.errors import InputMissing
from coverage.reading import furniture, markup
from coverage.reading.drafts import Page
from coverage.records import Role

FLATTENERS = ("html_text", "inscriptis", "beautifulsoup")
BODY_ROLES = frozenset({Role.BODY, Role.HEADING, Role.ITEM})
"""Roles that gold bodies hold; titles, standfirsts and captions are no part of them."""
_GRAM = 4


def evaluate(gold: Path) -> pd.DataFrame:
    """One row for each flattener, and one for HTML: `flattener, precision, recall, f1, n_pages`.

    `gold` is the folder that holds `flattened.jsonl`, or its parent. Raises `InputMissing`.
    """
    folder = gold if (gold / "flattened.jsonl").exists() else gold / "pages"
    if not (folder / "flattened.jsonl").exists():
        raise InputMissing("There are no gold pages there; give the folder with flattened.jsonl.")
    with (folder / "flattened.jsonl").open(encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    rows = [_row(name, pages, name, furniture.read_page) for name in FLATTENERS]
    packed = folder / "html.jsonl.gz"
    if packed.exists():
        with gzip.open(packed, "rt", encoding="utf-8") as file:
            html = {page["id"]: page["html"] for page in map(json.loads, file)}
        whole = [page | {"html": html[page["id"]]} for page in pages if page["id"] in html]
        rows.append(_row("html", whole, "html", markup.read_page))
    return pd.DataFrame(rows)


def _row(
    name: str, pages: list[dict[str, Any]], column: str, read: Callable[[str], Page]
) -> dict[str, Any]:
    scores = [overlap(body_of(read(page[column])), page["body"]) for page in pages]
    precision = sum(p for p, _ in scores) / max(len(scores), 1)
    recall = sum(r for _, r in scores) / max(len(scores), 1)
    total = precision + recall
    f1 = 2 * precision * recall / total if total else 0.0
    return {
        "flattener": name,
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "n_pages": len(scores),
    }


def body_of(page: Page) -> str:
    """Text of the main article's body as the gold counts it; empty where there is no article."""
    if not page.drafts:
        return ""
    return "\n".join(part.text for part in page.drafts[0].parts if part.role in BODY_ROLES)


def overlap(found: str, gold: str) -> tuple[float, float]:
    """Precision and recall of the 4-grams of `found` against those of `gold`, each 0 to 1.

    Nothing found has precision 0, or 1 where the gold is empty as well.
    """
    ours, theirs = _grams(found), _grams(gold)
    both = sum((ours & theirs).values())
    precision = both / sum(ours.values()) if ours else float(not theirs)
    recall = both / sum(theirs.values()) if theirs else float(not ours)
    return precision, recall


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    size = min(_GRAM, len(words)) or 1
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
