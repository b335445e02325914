"""Fitting of the pair model: small networks over features, on a processor, in a minute or two."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from coverage.matching.pair_model import MOST, PairModel
from coverage.matching.terms import Floats

N_NETWORKS = 5
"""Networks whose mean is the model. With three the average precision is 0.002 lower."""

WIDTH = 64
"""Units of each of the two hidden layers. Twice as many change nothing."""

DROPPED, DECAY = 0.2, 1e-3
"""Share of units left out in a step, and weight decay. At 0.4 and at 0.05 nothing changes."""

EPOCHS, BATCH, RATE = 8, 1024, 3e-3
"""Passes over the pairs (after 4 the average precision is 0.002 lower, after 14 no higher), pairs
a step, and the highest rate of learning, of a rise and fall within the training."""

RARELY = -3.0
"""Log-odds that training starts from: a pair in twenty or so shares a claim."""


def fit(
    names: tuple[str, ...], table: Floats, shares: npt.NDArray[np.bool_], weight: Floats
) -> PairModel:
    """The model of pairs with features `table` (n, len(names)); the same each time it is run.

    `shares`: whether they share a claim; `weight`: what each pair counts. Both of shape (n,).
    """
    mean, scale = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-6)
    values = np.clip((table - mean) / scale, -MOST, MOST).astype(np.float32)
    known = torch.from_numpy(values), torch.from_numpy(shares.astype(np.float32))
    with _single_threaded():
        networks = [_network(*known, torch.from_numpy(weight), seed) for seed in range(N_NETWORKS)]
    n_layers = sum(isinstance(part, nn.Linear) for part in networks[0])
    layers = tuple(_layer(networks, k) for k in range(n_layers))
    return PairModel(names, mean.astype(np.float32), scale.astype(np.float32), layers)


@contextmanager
def _single_threaded() -> Iterator[None]:
    """One thread: sums in another order would make another model."""
    n_threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(n_threads)


def _network(
    values: torch.Tensor, shares: torch.Tensor, weight: torch.Tensor, seed: int
) -> nn.Sequential:
    torch.manual_seed(seed)
    network = nn.Sequential(
        *(nn.Linear(values.shape[1], WIDTH), nn.GELU(), nn.Dropout(DROPPED)),
        *(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(DROPPED)),
        nn.Linear(WIDTH, 1),
    )
    nn.init.constant_(network[-1].bias, RARELY)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    n_steps = EPOCHS * -(-len(values) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=n_steps)
    loss_of = nn.BCEWithLogitsLoss(reduction="none")
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(values)).split(BATCH):
            loss = (loss_of(network(values[rows]).squeeze(-1), shares[rows]) * weight[rows]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return network.eval()


def _layer(networks: list[nn.Sequential], k: int) -> tuple[Floats, Floats]:
    """Weights (networks, from, to) and biases (networks, 1, to) of the k-th layer."""
    linear = [[part for part in net if isinstance(part, nn.Linear)][k] for net in networks]
    weights = np.stack([part.weight.detach().numpy().T for part in linear])
    biases = np.stack([part.bias.detach().numpy()[None] for part in linear])
    return np.ascontiguousarray(weights), np.ascontiguousarray(biases)
