"""How fast the claims of an event are grouped anew: `python -m tests.bench.strictness`.

The event is invented: so many sentences an outlet, half of which tell what others tell as well, and
links in doubt between the rest, about as many as in real events. Measured are the reading of the
event, the grouping at the least and at the snapshot's strictness, and the tables that come of it.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from coverage.measures import strictness
from coverage.records import Role, Sentence, count_words
from coverage.settings import Settings

SIZES = ((3, 83), (10, 83), (30, 83))
"""Outlets, and sentences of each."""

N_RUNS = 5
DOUBTFUL = 3  # links in doubt a sentence, and
DOUBT = 0.08  # how far they lie above the least that is stored on average, as in the sample
WORDS = "bridge ferry mayor council river tax port strike school budget winter court".split()


def sentences(n_outlets: int, n_each: int, chance: random.Random) -> tuple[pd.DataFrame, list[int]]:
    """The event's sentences, and the proposition that each tells."""
    rows, told = [], []
    propositions = [
        [*chance.choices(WORDS, k=4), *(f"w{chance.randrange(4000)}" for _ in range(14))]
        for _ in range(n_outlets * n_each)
    ]
    for outlet in range(n_outlets):
        for position in range(n_each):
            is_shared = chance.random() < 0.5
            number = chance.randrange(n_each) if is_shared else n_each * outlet + position
            words = [w for w in propositions[number] if chance.random() < 0.8]
            text = f"Sentence {outlet} {position} says {' '.join(words)}."
            role = Role.BODY if position else Role.HEADLINE
            row = Sentence(
                f"{outlet:03}-{position:04}", f"{outlet:03}", position, role, 0, len(text), text,
                count_words(text),
            )  # fmt: skip
            outlet_name = f"Outlet {outlet}"
            rows.append({**_fields(row), "outlet": outlet_name, "version_id": f"{outlet:03}"})
            told.append(number)
    return pd.DataFrame(rows), told


def _fields(sentence: Sentence) -> dict[str, object]:
    return {name: getattr(sentence, name) for name in Sentence.__dataclass_fields__}


def links(table: pd.DataFrame, told: Sequence[int], chance: random.Random) -> pd.DataFrame:
    """Sure and unsure links of sentences that tell one proposition, and others in doubt."""
    ids = list(table["sentence_id"])
    found: dict[tuple[str, str], float] = {}
    for a, name in enumerate(ids):
        for b in range(a + 1, len(ids)):
            if told[a] == told[b]:
                found[name, ids[b]] = round(chance.uniform(0.2, 0.99), 4)
        for other in chance.sample(ids, DOUBTFUL):
            if other != name:
                pair = (min(name, other), max(name, other))
                doubt = min(0.05 + chance.expovariate(1 / DOUBT), 0.49)
                found.setdefault(pair, round(doubt, 4))
    return pd.DataFrame(
        [(*pair, p) for pair, p in found.items()],
        columns=["sentence_a", "sentence_b", "probability"],
    )


NO_CELLS = pd.DataFrame(
    columns=["claim_id", "outlet", "nearest_sentence_id", "nearest_probability"]
)


def measure(n_outlets: int, n_each: int) -> None:
    """Print what one event takes, in milliseconds: the median of `N_RUNS`."""
    chance = random.Random(n_outlets)
    table, told = sentences(n_outlets, n_each, chance)
    pairs = links(table, told, chance)
    settings = Settings()
    for sure in (settings.match_possible, settings.match_sure):
        reading, grouping, writing = [], [], []
        for _ in range(N_RUNS):
            began = time.perf_counter()
            event = strictness.known("event", table, pairs, NO_CELLS)
            read = time.perf_counter()
            found = strictness.regroup(event, replace(settings, match_sure=sure))
            grouped = time.perf_counter()
            found.tables()
            reading.append(read - began)
            grouping.append(grouped - read)
            writing.append(time.perf_counter() - grouped)
        n_shared = sum(claim.n_outlets > 1 for claim in found.claims)
        took = [sorted(times)[N_RUNS // 2] * 1000 for times in (reading, grouping, writing)]
        sys.stdout.write(
            f"{n_outlets} outlets, {len(table)} sentences, {len(pairs)} links, from {sure}: "
            f"{len(found.claims)} claims, {n_shared} shared; "
            f"read {took[0]:.0f} ms, group {took[1]:.0f} ms, tables {took[2]:.0f} ms\n"
        )


if __name__ == "__main__":
    for n_outlets, n_each in SIZES:
        measure(n_outlets, n_each)
