"""How long matching takes in one event: `python -m tests.bench.matching GOLD [ARTICLES ...]`.

The articles of labelled events, taken together as if they were of one. Vectors of sentences and
clauses are kept beforehand; what is measured is all else, the vectors of words included.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd

from coverage.language.embeddings import Embedder, SentenceEncoder
from coverage.matching import candidates, labelled, pair_model, pairs
from coverage.records import Sentence

SIZES = (3, 10, 30, 100)


def measure(gold: Path, n_articles: int) -> dict[str, float]:
    """Seconds, pairs weighed a second, and the peak of memory in GiB."""
    sentences: list[Sentence] = []
    left = n_articles
    for event in labelled.load(gold):
        for article_id in dict.fromkeys(s.article_id for s in event.sentences):
            if left:
                told = [s for s in event.sentences if s.article_id == article_id]
                sentences += [replace(s, article_id=f"{event.name} {article_id}") for s in told]
                left -= 1
    embedder = Embedder(SentenceEncoder(), Path("data", ".cache"))
    pairs.prepare(sentences, {}, embedder)
    embedder.save()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    known = pairs.prepare(sentences, {}, embedder)
    prepared = time.perf_counter() - began
    rows, columns = candidates.pairs(known.wholes)
    began = time.perf_counter()
    pair_model.shipped().probability(known.table(rows, columns))
    weighing = time.perf_counter() - began
    began = time.perf_counter()
    pairs.score(sentences, {}, embedder)
    return {
        "articles": n_articles - left,
        "sentences": len(sentences),
        "prepare": prepared,
        "pairs": len(rows),
        "pairs_a_second": len(rows) / weighing,
        "all": time.perf_counter() - began,
        "before_gib": before / 1024**2,
        "peak_gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2,
    }


def main(gold: str, sizes: tuple[int, ...]) -> None:
    """Print a row for each size, each measured in a process of its own."""
    rows = []
    for n in sizes:
        command = [sys.executable, "-m", "tests.bench.matching", gold, "--one", str(n)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    print(pd.DataFrame(rows).round(2).to_string(index=False))


if __name__ == "__main__":
    if sys.argv[2:3] == ["--one"]:
        print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[3]))))
    else:
        main(sys.argv[1], tuple(int(size) for size in sys.argv[2:]) or SIZES)
