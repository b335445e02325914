"""Training of the adapters that tune a sentence encoder to read two sentences together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from coverage.matching.pair_network import (
    Batch,
    Marks,
    PairNetwork,
    adapt,
    batch,
    learned,
)
from coverage.matching.terms import Floats
from coverage.records import Report, silent

EPOCHS, BATCH = 3, 64
"""Passes over the pairs, and pairs a step."""

RATE, HEAD_RATE, DECAY, RISING = 3e-4, 1e-3, 0.01, 0.08
"""Highest rate of learning of the adapters and of the head, weight decay, and the share of the
steps in which the rate rises; then it falls to nothing. At 5e-4 one network of six learned
nothing."""

POOL = 50
"""Batches whose pairs are sorted by length before they are parted: less to fill up."""

ROUND = 8
"""Lengths of batches are multiples of this."""

Tokens = Sequence[tuple[Sequence[int], Sequence[int]]]


def fit(
    network: PairNetwork,
    pairs: Tokens,
    shares: npt.NDArray[np.bool_],
    weight: Floats,
    marks: Marks,
    seed: int = 0,
    report: Report = silent,
    device: str = "cpu",
) -> dict[str, torch.Tensor]:
    """What is learned from `pairs`, of which it is known whether they share a claim.

    `network` is tuned in place; each pair is read in one direction or the other by chance. On a
    processor the same each time; on a graphics card sums fall out a little otherwise each time.
    """
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    adapt(network)
    network.to(device).train()
    steps = [rows for _ in range(EPOCHS) for rows in _batches(pairs, random)]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in network.encoder.parameters() if p.requires_grad], "lr": RATE},
            {"params": network.head.parameters(), "lr": HEAD_RATE},
        ],
        weight_decay=DECAY,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _rate_over(len(steps)))
    loss_of = nn.BCEWithLogitsLoss(reduction="none")
    for step, rows in enumerate(steps):
        turned = random.random(len(rows)) < 0.5  # noqa: PLR2004
        chosen = [
            pairs[k][::-1] if turn else pairs[k] for k, turn in zip(rows, turned, strict=True)
        ]
        wanted = torch.from_numpy(shares[rows].astype(np.float32)).to(device)
        counts = torch.from_numpy(weight[rows].astype(np.float32)).to(device)
        with torch.autocast(device, torch.bfloat16):
            found = network(_filled(chosen, marks).to(device))
        loss = (loss_of(found, wanted) * counts).mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        report("training", step + 1, len(steps))
    network.eval()
    return learned(network)


def _rate_over(n_steps: int) -> Callable[[int], float]:
    """Share of the highest rate at each step."""
    return lambda step: min(1.0, step / (RISING * n_steps + 1)) * max(0.0, 1 - step / n_steps)


def _batches(pairs: Tokens, random: np.random.Generator) -> list[npt.NDArray[np.intp]]:
    """All rows once, in batches of like length."""
    length = np.array([len(one) + len(other) for one, other in pairs])
    order = random.permutation(len(pairs))
    found = []
    for start in range(0, len(order), BATCH * POOL):
        pool = order[start : start + BATCH * POOL]
        pool = pool[np.argsort(length[pool], kind="stable")]
        found += [pool[k : k + BATCH] for k in range(0, len(pool), BATCH)]
    return [found[k] for k in random.permutation(len(found))]


def _filled(pairs: Tokens, marks: Marks) -> Batch:
    longest = max(len(one) + len(other) for one, other in pairs) + 2 + marks.n_between
    return batch(pairs, marks, -(-longest // ROUND) * ROUND)


def scores(
    network: PairNetwork, pairs: Tokens, marks: Marks, size: int, device: str = "cpu"
) -> Floats:
    """Log-odds of each pair as it stands, shape (n pairs,), `size` pairs at a time."""
    network.eval()
    order = np.argsort([len(one) + len(other) for one, other in pairs], kind="stable")
    found = np.zeros(len(pairs), dtype=np.float32)
    with torch.inference_mode(), torch.autocast(device, torch.bfloat16):
        for start in range(0, len(order), size):
            rows = order[start : start + size]
            some = _filled([pairs[k] for k in rows], marks).to(device)
            found[rows] = network(some).cpu().numpy()
    return found
