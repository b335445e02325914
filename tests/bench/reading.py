"""How well and how fast pages are read: `python -m tests.bench.reading GOLD`.

Prints precision, recall and F1 for each flattener, the ten worst flattened pages, and the pages
read in a second, ours and trafilatura's on the same pages, in one run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd
import trafilatura

from coverage.reading import evaluation, furniture, markup

N_RUNS = 3
N_WORST = 10


def main(gold: Path) -> None:
    """Print the three tables."""
    pages = evaluation.per_page(gold)
    print(evaluation.evaluate(gold).round(3).to_string(index=False))
    print("\nworst flattened pages")
    flattened = pages[pages["flattener"] != evaluation.HTML]
    worst = flattened.groupby("url")[["precision", "recall", "f1"]].mean()
    print(worst.nsmallest(N_WORST, "f1").round(2).to_string())
    print(f"\npages in a second, median of {N_RUNS} runs")
    print(throughput(gold).round(1).to_string(index=False))


def throughput(gold: Path) -> pd.DataFrame:
    """One row for each reader: `reader, pages, pages_per_second`."""
    rows = []
    for name, pages in evaluation.inputs(gold).items():
        texts = [page.text for page in pages]
        is_html = name == evaluation.HTML
        rows.append(_timed(name, texts, markup.read_page if is_html else furniture.read_page))
        if is_html:
            rows.append(_timed("html, trafilatura alone", texts, _trafilatura))
    return pd.DataFrame(rows, columns=["reader", "pages", "pages_per_second"])


def _trafilatura(html: str) -> Any:
    """Body and metadata, as its own defaults find them."""
    return trafilatura.bare_extraction(html, with_metadata=True)


def _timed(
    name: str, texts: Sequence[str], read: Callable[[str], object]
) -> tuple[str, int, float]:
    seconds = []
    for _ in range(N_RUNS):
        began = time.perf_counter()
        for text in texts:
            read(text)
        seconds.append(time.perf_counter() - began)
    return name, len(texts), len(texts) / median(seconds)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
