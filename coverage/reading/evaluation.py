"""How well bodies are found: the gold pages, each flattened by three tools and as HTML.

Per page, 4-grams of word tokens of the found and the gold body are compared as multisets;
precision and recall are averaged over the pages, and F1 is that of the two averages.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from coverage.errors import InputMissing
from coverage.reading import furniture, markup
from coverage.reading.drafts import Page
from coverage.records import Role

FLATTENERS = ("html_text", "inscriptis", "beautifulsoup")
HTML = "html"
BODY_ROLES = frozenset({Role.BODY, Role.HEADING, Role.ITEM})
"""Roles that gold bodies hold; titles, standfirsts and captions are no part of them."""
_GRAM = 4


def evaluate(gold: Path) -> pd.DataFrame:
    """One row for each flattener, and one for HTML: `flattener, precision, recall, f1, n_pages`.

    `gold` is that of `per_page`.
    """
    pages = per_page(gold)
    found = pages.groupby("flattener", sort=False).agg(
        precision=("precision", "mean"), recall=("recall", "mean"), n_pages=("url", "size")
    )
    f1 = [harmonic(p, r) for p, r in zip(found["precision"], found["recall"], strict=True)]
    found.insert(2, "f1", f1)
    return found.reset_index()


def per_page(gold: Path) -> pd.DataFrame:
    """One row for each page of each flattener: `flattener, url, precision, recall, f1`.

    `gold` is the folder that holds `flattened.jsonl`, or its parent. Raises `InputMissing`.
    """
    rows = []
    for flattener, pages in inputs(gold).items():
        read = markup.read_page if flattener == HTML else furniture.read_page
        for page in pages:
            precision, recall = overlap(body_of(read(page.text)), page.body)
            f1 = harmonic(precision, recall)
            rows.append((flattener, page.url, precision, recall, f1))
    return pd.DataFrame(rows, columns=["flattener", "url", "precision", "recall", "f1"])


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page's text or HTML, and the body that people marked in it."""

    url: str
    text: str
    body: str


def inputs(gold: Path) -> dict[str, list[GoldPage]]:
    """The gold pages by what made them: `FLATTENERS`, and `HTML` where it is there.

    `gold` is that of `per_page`.
    """
    folder = gold if (gold / "flattened.jsonl").exists() else gold / "pages"
    if not (folder / "flattened.jsonl").exists():
        raise InputMissing("There are no gold pages there; give the folder with flattened.jsonl.")
    with (folder / "flattened.jsonl").open(encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    found = {
        name: [GoldPage(page["url"], page[name], page["body"]) for page in pages]
        for name in FLATTENERS
    }
    packed = folder / "html.jsonl.gz"
    if packed.exists():
        with gzip.open(packed, "rt", encoding="utf-8") as file:
            html = {page["id"]: page["html"] for page in map(json.loads, file)}
        found[HTML] = [
            GoldPage(page["url"], html[page["id"]], page["body"])
            for page in pages
            if page["id"] in html
        ]
    return found


def harmonic(precision: float, recall: float) -> float:
    """F1: the harmonic mean of precision and recall, 0 where both are."""
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


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
