"""How time and memory of the search for reuse grow: `python -m tests.bench.reuse GOLD [N ...]`.

The articles are made of word pairs of the invented articles in GOLD, with rarer words of their
event, so that common phrases recur as they do in news. A tenth are copies, cut and reworded, of an
earlier article, and one agency's text stands in a hundredth of all. Each size runs in a process of
its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from coverage.language.voices_evaluation import labelled_article
from coverage.matching import reuse, reuse_evaluation
from coverage.records import Article
from coverage.settings import Settings

SIZES = (1_000, 10_000, 100_000)
N_WORDS = 300
N_OUTLETS = 500
AN_EVENT = 8  # articles
N_EVENTS = 500  # with words of their own; later ones use them again
COMMON = 20  # times that a word stands in the invented articles, from which every event has it
COPIES, AGENCY = 0.1, 0.01
CUT, REWORDED = 0.3, 0.1
SENTENCE = 20


def texts(gold: Path, n: int) -> tuple[list[list[str]], npt.NDArray[np.intp]]:
    """The words of n articles, and the number of that from which each was copied, or its own."""
    random = np.random.default_rng(1)
    told = [made.article.text for made in reuse_evaluation.load(gold)]
    words, stream = np.unique(
        [word for text in told for word in re.findall(r"\w+", text.lower())], return_inverse=True
    )
    counts = np.bincount(stream)
    order = np.argsort(stream[:-1], kind="stable")
    following = stream[1:][order]
    starts = np.searchsorted(stream[:-1][order], np.arange(len(words)))
    n_following = np.bincount(stream[:-1], minlength=len(words))
    state = stream[random.integers(0, len(stream) - 1, n)]
    made = np.empty((n, N_WORDS), dtype=np.intp)
    for k in range(N_WORDS):
        made[:, k] = state
        step = (random.random(n) * n_following[state]).astype(np.intp)
        state = following[np.minimum(starts[state] + step, len(following) - 1)]
    event = np.arange(n) // AN_EVENT % N_EVENTS
    origin = np.arange(n)
    is_copy = random.random(n) < COPIES
    origin[is_copy] = (random.random(int(is_copy.sum())) * np.flatnonzero(is_copy)).astype(np.intp)
    origin[random.random(n) < AGENCY] = 0
    found: list[list[str]] = []
    for k, row in enumerate(made.tolist()):
        own = [words[w] if counts[w] >= COMMON else f"{words[w]}{event[k]}" for w in row]
        source = int(origin[k])
        found.append(own if source == k else _copy(found[source], own, random))
    return found, origin


def _copy(source: list[str], own: list[str], random: np.random.Generator) -> list[str]:
    """Without some sentences of the source, and some words exchanged."""
    kept = [
        word
        for begin in range(0, len(source), SENTENCE)
        if random.random() >= CUT
        for word in source[begin : begin + SENTENCE]
    ]
    is_other = random.random(len(kept)) < REWORDED
    return [
        own[k] if other else word
        for k, (word, other) in enumerate(zip(kept, is_other, strict=True))
    ]


def articles(made: list[list[str]]) -> list[Article]:
    """An article of each, of paragraphs of five sentences."""
    random = np.random.default_rng(2)
    outlets = random.integers(0, N_OUTLETS, len(made)).tolist()
    found = []
    for k, words in enumerate(made):
        lines = [
            [" ".join(words[begin : begin + 5 * SENTENCE])]
            for begin in range(0, len(words), 5 * SENTENCE)
        ]
        found.append(labelled_article(f"outlet {outlets[k]}", f"Article {k}", lines)[0])
    return found


def measure(gold: Path, n: int) -> dict[str, float]:
    """Seconds of processor time, peak of memory in GiB, pairs, and the share of copies found."""
    made, origin = texts(gold, n)
    corpus = articles(made)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    passages = reuse.find(corpus, Settings())
    seconds = time.process_time() - began
    versions = reuse.versions(corpus, passages, Settings())
    total = time.process_time() - began
    copies = [k for k in range(n) if origin[k] != k]
    same = [
        versions[corpus[k].article_id] == versions[corpus[origin[k]].article_id] for k in copies
    ]
    return {
        "find": seconds,
        "versions": total - seconds,
        "total": total,
        "corpus_gib": before / 1024**2,
        "peak_gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2,
        "pairs": len({(p.article_a, p.article_b) for p in passages}),
        "copies": len(copies),
        "found": float(np.mean(same)),
        "n_versions": len(set(versions.values())),
    }


def main() -> None:
    """Print a row for each size; `exponent` tells how time grows from the size before."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.gold, options.sizes[0])))
        return
    rows = []
    for n in options.sizes:
        command = [sys.executable, "-m", "tests.bench.reuse", str(options.gold), str(n), "--one"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        rows.append({"n": n, **json.loads(done.stdout)})
    found = pd.DataFrame(rows)
    logs = found[["total", "n"]].apply(np.log).diff()
    print(found.assign(exponent=logs["total"] / logs["n"]).round(3).to_string(index=False))


if __name__ == "__main__":
    main()
