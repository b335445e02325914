"""Corpora of any size: invented articles with their events, days and vectors.

Events come at a steady rate, some large and most small (a Pareto law, as in news). An event has a
place in the space of vectors near that of its topic, words and names of its own, and a day. An
article of it strays from that place, mixes the event's words with the topic's and with common ones
(Zipf's law), and comes a day or two later; a few are undated or misdated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

EVENTS_A_DAY = 30
WIDTH = 384
N_TOPICS = 60
STRAY = 0.9  # of an event from its topic and an article from its event, against the topic's 1
FIRST_DAY = 738_000
N_COMMON, N_TOPIC, N_OWN, N_NAMES = 4000, 300, 18, 6
N_WORDS = {"common": 150, "topic": 60, "own": 30, "names": 14}
"""Words of an article by where they come from."""
UNDATED, MISDATED = 0.1, 0.05


Rows = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Corpus:
    """n articles; `vectors[k]` has four rows: a headline and three sentences."""

    texts: list[str]
    vectors: list[Rows]
    days: list[int | None]
    event: npt.NDArray[np.intp]


def make(n: int, seed: int = 1) -> Corpus:
    """A corpus of `n` articles, the same for the same seed."""
    random = np.random.default_rng(seed)
    sizes = np.minimum(1 + random.pareto(1.1, n).astype(int), 60)
    event = random.permutation(np.repeat(np.arange(n), sizes)[:n])
    n_events = int(event.max()) + 1
    common = 0.6 * random.normal(size=WIDTH)
    topics = common + random.normal(size=(N_TOPICS, WIDTH))
    topic = random.integers(0, N_TOPICS, n_events)
    centres = topics[topic] + STRAY * random.normal(size=(n_events, WIDTH))
    start = random.uniform(0, n_events / EVENTS_A_DAY, n_events)
    late = random.exponential(1.2, n) + (random.random(n) < MISDATED) * random.exponential(40, n)
    days = (start[event] + late).astype(int) + FIRST_DAY
    is_dated = random.random(n) >= UNDATED
    return Corpus(
        texts=[_text(random, k, int(topic[k])) for k in event.tolist()],
        vectors=[_rows(random, centres[k]) for k in event.tolist()],
        days=[int(d) if known else None for d, known in zip(days, is_dated, strict=True)],
        event=event,
    )


def _rows(random: np.random.Generator, centre: npt.NDArray[np.float64]) -> Rows:
    rows = centre + STRAY * random.normal(size=(4, WIDTH))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _text(random: np.random.Generator, event: int, topic: int) -> str:
    """Words of the language, of the topic and of the event, and the event's names."""
    places = np.minimum(random.zipf(1.3, N_WORDS["common"]), N_COMMON)
    words = [f"w{place}" for place in places.tolist()]
    words += [f"t{topic}x{k}" for k in random.integers(0, N_TOPIC, N_WORDS["topic"]).tolist()]
    words += [f"e{event}x{k}" for k in random.integers(0, N_OWN, N_WORDS["own"]).tolist()]
    words += [f"Name{event}x{k}" for k in random.integers(0, N_NAMES, N_WORDS["names"]).tolist()]
    return " ".join(words)
