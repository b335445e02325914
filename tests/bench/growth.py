"""How time and memory of grouping grow: `python -m tests.bench.growth [N ...] [--draw FILE]`.

Each size is grouped from scratch, and then once more with `N_MORE` articles added, by which time
what was counted in the others is kept. Each in a process of its own, so that its peak of memory is
its own. Texts, days and vectors are given (`corpora`); what is measured is all from there to the
events, with reading and writing what is kept.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from coverage.matching import cutting, event_doubt, event_features, event_links, events
from coverage.matching.event_evaluation import b_cubed
from tests.bench.corpora import Corpus, make

SIZES = (1_000, 10_000, 100_000)
N_MORE = 100
MOST_JUDGED = 10_000  # B-cubed compares all pairs
SCRATCH, MORE = "from scratch", f"{N_MORE} more"


def measure(made: Corpus, n: int, cache_folder: Path) -> dict[str, float]:
    """Of the first n articles: seconds of each stage, the peak of memory in GiB, B-cubed F1."""
    texts, vectors, days = made.texts[:n], made.vectors[:n], made.days[:n]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = {}
    began = time.perf_counter()
    prepared = event_features.prepare(texts, vectors, days, cache_folder)
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
    event_doubt.stories(found, number, level, event_ids, days)
    seconds["doubt"] = time.perf_counter() - began - sum(seconds.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    some = slice(0, min(n, MOST_JUDGED))
    groups = np.unique(number[some], return_inverse=True)[1]
    return {
        **seconds,
        "total": sum(seconds.values()),
        "corpus_gib": before / 1024**2,
        "peak_gib": peak / 1024**2,
        "links": len(found.i),
        "level": level,
        "f1": b_cubed(made.event[some], groups)["f1"],
    }


def figures(sizes: tuple[int, ...]) -> pd.DataFrame:
    """A row for each size from scratch and with some more, and how time grows: `exponent`, from
    each size to the next.
    """
    rows = []
    for n in sizes:
        with tempfile.TemporaryDirectory() as folder:
            for run in (SCRATCH, MORE):
                command = [sys.executable, "-m", "tests.bench.growth", str(n), "--one", run, folder]
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                rows.append({"n": n, "run": run, **json.loads(done.stdout)})
    found = pd.DataFrame(rows).sort_values(["run", "n"], ascending=[False, True])
    logs = found[["total", "n"]].apply(np.log).groupby(found["run"], sort=False).diff()
    return found.assign(exponent=logs["total"] / logs["n"])


def draw(found: pd.DataFrame, file: Path) -> None:
    """Seconds and peak of memory against the number of articles, both axes logarithmic."""
    import matplotlib as mpl  # noqa: PLC0415  # only for the picture
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.ticker import LogLocator, NullLocator  # noqa: PLC0415

    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "growth", "font.size": 10})
    figure = Figure(figsize=(8, 3.4), layout="constrained")
    panels = figure.subplots(1, 2)
    columns = {"total": "seconds", "peak_gib": "peak memory, GiB"}
    for panel, (column, label) in zip(panels, columns.items(), strict=True):
        for (run, rows), marker in zip(found.groupby("run", sort=False), "os", strict=True):
            panel.loglog(rows["n"], rows[column], marker=marker, label=run)
        panel.set(xlabel="articles", ylabel=label)
        panel.xaxis.set_major_formatter("{x:,.0f}")
        panel.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        panel.yaxis.set_major_formatter("{x:g}")
        panel.yaxis.set_minor_locator(NullLocator())
        panel.grid(alpha=0.3)
    panels[0].legend(frameon=False)
    figure.savefig(file, metadata={"Date": None})


def main() -> None:
    """Print the figures and, where a file is named, draw them."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("sizes", nargs="*", type=int, default=SIZES)
    reader.add_argument("--draw", type=Path, metavar="FILE")
    reader.add_argument("--one", nargs=2, metavar=("RUN", "FOLDER"), help=argparse.SUPPRESS)
    options = reader.parse_args()
    if options.one:
        (n,), (run, folder) = options.sizes, options.one
        n_asked = n if run == SCRATCH else n + N_MORE
        print(json.dumps(measure(make(n + N_MORE), n_asked, Path(folder))))
        return
    found = figures(tuple(options.sizes))
    print(found.round(2).to_string(index=False))
    if options.draw:
        draw(found, options.draw)


if __name__ == "__main__":
    main()
