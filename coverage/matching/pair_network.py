"""A sentence encoder that reads two sentences together, and the low-rank adapters that tune it.

Each word of one sentence attends to the words of the other. What it makes of them is pooled for
each sentence and weighed by a small head. Of the encoder's weights only products of two thin
matrices are learned (Hu et al. 2021, "LoRA"), so that what is learned takes some megabytes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import nn

RANK = 8
"""Rank of the adapters of each of the encoder's matrices."""

MOST_TOKENS = 96
"""Tokens of a sentence that are read; one labelled sentence in a thousand is longer."""

HEAD, DROPPED = 64, 0.1
"""Units of the head's hidden layer, and share of its inputs left out in a training step."""

RARELY = -2.0
"""Log-odds that training starts from."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Tokens that begin a text, part two and fill up a batch. `n_between`: how many part two."""

    begin: int
    part: int
    fill: int
    n_between: int


@dataclass(frozen=True, slots=True)
class Batch:
    """n pairs of m tokens: `ids`, and 1 where there `is_any` token, one of the `first` sentence,
    one of the `second`; each of shape (n, m).
    """

    ids: torch.Tensor
    is_any: torch.Tensor
    first: torch.Tensor
    second: torch.Tensor

    def to(self, device: str) -> Batch:
        """The same, there."""
        return Batch(
            *(part.to(device) for part in (self.ids, self.is_any, self.first, self.second))
        )


def batch(pairs: Sequence[tuple[Sequence[int], Sequence[int]]], marks: Marks, length: int) -> Batch:
    """Pairs of sentences as tokens, each pair filled up to `length`."""
    ids = torch.full((len(pairs), length), marks.fill)
    first, second = torch.zeros(len(pairs), length), torch.zeros(len(pairs), length)
    is_any = torch.zeros(len(pairs), length)
    for row, (one, other) in enumerate(pairs):
        between = [marks.part] * marks.n_between
        tokens = [marks.begin, *one, *between, *other, marks.part]
        start = 1 + len(one) + marks.n_between
        ids[row, : len(tokens)] = torch.tensor(tokens)
        is_any[row, : len(tokens)] = 1
        first[row, 1 : 1 + len(one)] = 1
        second[row, start : start + len(other)] = 1
    return Batch(ids, is_any, first, second)


class PairNetwork(nn.Module):  # type: ignore[misc]
    """An encoder and a head: pairs -> log-odds that the two report the same, shape (n,)."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Sequential(
            nn.Dropout(DROPPED), nn.Linear(3 * width, HEAD), nn.GELU(), nn.Linear(HEAD, 1)
        )
        nn.init.constant_(self.head[-1].bias, RARELY)

    def forward(self, pairs: Batch) -> torch.Tensor:
        """Log-odds, in float32."""
        states = self.encoder(input_ids=pairs.ids, attention_mask=pairs.is_any).last_hidden_state
        one, other = _pooled(states, pairs.first), _pooled(states, pairs.second)
        told = torch.cat([states[:, 0], (one - other).abs(), one * other], dim=1)
        return self.head(told.to(self.head[1].weight.dtype)).squeeze(-1).float()


def _pooled(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Mean of the states where `mask` is 1, shape (n, width)."""
    kept = mask[..., None].to(states.dtype)
    return (states * kept).sum(dim=1) / kept.sum(dim=1).clamp(min=1)


class Adapted(nn.Module):  # type: ignore[misc]
    """A matrix that stays as it is, plus a product of two thin ones that is learned."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        self.down = nn.Parameter(torch.empty(RANK, linear.in_features))
        self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """As a linear layer's; the product counts twice."""
        return self.linear(values) + 2 * nn.functional.linear(
            nn.functional.linear(values, self.down), self.up
        )


def adapt(network: PairNetwork) -> None:
    """Put an adapter to each matrix of the encoder's layers, and let only these and the head be
    learned.
    """
    network.encoder.requires_grad_(False)
    for parent in list(network.encoder.encoder.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Linear):
                setattr(parent, name, Adapted(child))


def learned(network: PairNetwork) -> dict[str, torch.Tensor]:
    """What was learned: of the adapters, and of the head."""
    return {
        name: value.detach().cpu().half().contiguous()
        for name, value in network.named_parameters()
        if value.requires_grad
    }


def merge(network: PairNetwork, values: Mapping[str, torch.Tensor]) -> None:
    """Put what another network learned (`learned`) into this one, which has no adapters."""
    matrices = dict(network.encoder.named_parameters())
    head = {
        name.removeprefix("head."): v.float() for name, v in values.items() if name[:5] == "head."
    }
    network.head.load_state_dict(head)
    with torch.no_grad():
        for name, down in values.items():
            if name.endswith(".down"):
                place = name.removeprefix("encoder.").removesuffix(".down")
                up = values[name.removesuffix("down") + "up"]
                matrices[place + ".weight"] += 2 * up.float() @ down.float()
