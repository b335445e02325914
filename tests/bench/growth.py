"""How time and memory of grouping grow: `python -m tests.bench.growth [N ...]`.

Each size runs in a process of its own, so that its peak of memory is its own. Texts, days and
vectors are given (`corpora`); what is measured is all from there to the events.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

import numpy as np
import pandas as pd

from coverage.matching import cutting, event_doubt, event_features, event_links, events
from coverage.matching.event_evaluation import b_cubed
from tests.bench.corpora import make

SIZES = (1_000, 10_000, 100_000)
MOST_JUDGED = 10_000  # B-cubed compares all pairs


def measure(n: int) -> dict[str, float]:
    """Seconds of each stage, the peak of memory in GiB, and B-cubed F1 of the first articles."""
    made = make(n)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = {}
    began = time.perf_counter()
    prepared = event_features.prepare(made.texts, made.vectors, made.days)
    seconds["features"] = time.perf_counter() - began
    found = event_links.find(prepared)
    seconds["pairs"] = time.perf_counter() - began - sum(seconds.values())
    tree = events.tree(found)
    seconds["joining"] = time.perf_counter() - began - sum(seconds.values())
    level = cutting.best_level(tree, found.i, found.j, found.likeness)
    number = tree.cut(level)
    seconds["cutting"] = time.perf_counter() - began - sum(seconds.values())
    event_ids = [str(k) for k in range(int(number.max()) + 1)]
    event_doubt.membership(found, number, level)
    event_doubt.near_events(found, number, level, event_ids)
    event_doubt.stories(found, number, level, event_ids, made.days)
    seconds["doubt"] = time.perf_counter() - began - sum(seconds.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    some = slice(0, MOST_JUDGED)
    groups = np.unique(number[some], return_inverse=True)[1]
    return {
        "n": n,
        **seconds,
        "total": sum(seconds.values()),
        "corpus_gib": before / 1024**2,
        "peak_gib": peak / 1024**2,
        "links": len(found.i),
        "level": level,
        "f1": b_cubed(made.event[some], groups)["f1"],
    }


def main(sizes: tuple[int, ...]) -> None:
    """Print a row for each size and how time grows: the exponent from each size to the next."""
    rows = []
    for n in sizes:
        command = [sys.executable, "-m", "tests.bench.growth", "--one", str(n)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        rows.append(json.loads(done.stdout))
    figures = pd.DataFrame(rows)
    grown = np.log(figures["total"]).diff() / np.log(figures["n"]).diff()
    print(figures.assign(exponent=grown).round(2).to_string(index=False))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
    else:
        main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
