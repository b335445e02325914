"""Tuning of a cross-encoder: here of a tiny one of two layers, with weights made by chance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import MPNetConfig, MPNetModel

from coverage.errors import TuningFailed
from coverage.matching import labelled, pair_fitting, pair_network, training, tuning
from coverage.matching.cross_encoder import key, read_scores
from coverage.matching.labelled import LabelledEvent
from coverage.matching.pair_network import Marks, PairNetwork
from tests.examples import embedder

MARKS = Marks(0, 2, 1, 2)
WORDS = "the a ferry bridge mayor museum painting teacher is was free shut sold crack".split()


def tiny() -> tuple[PairNetwork, Tokenizer, Marks]:
    """The same each time."""
    torch.manual_seed(1)
    config = MPNetConfig(
        vocab_size=4 + len(WORDS),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        pad_token_id=1,
        initializer_range=0.3,
    )
    vocabulary = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3}
    vocabulary |= {word: 4 + k for k, word in enumerate(WORDS)}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Whitespace()
    return PairNetwork(MPNetModel(config, add_pooling_layer=False), 32), tokenizer, MARKS


def examples(n: int) -> tuple[Any, Any]:
    """Pairs of texts of four words; they share a claim where both begin with an early word."""
    rng = np.random.default_rng(0)
    tokens = rng.integers(4, 4 + len(WORDS), size=(n, 2, 4)).tolist()
    for one, other in tokens:
        other[0] = one[0]
    return [tuple(pair) for pair in tokens], np.array([one[0] < 11 for one, _ in tokens])


def test_only_thin_matrices_and_the_head_are_learned_and_the_same_each_time() -> None:
    pairs, shares = examples(128)
    network, _, marks = tiny()
    before = {name: value.clone() for name, value in network.encoder.state_dict().items()}
    learned = pair_fitting.fit(network, pairs, shares, np.ones(128, dtype=np.float32), marks)
    again, _, _ = tiny()
    other = pair_fitting.fit(again, pairs, shares, np.ones(128, dtype=np.float32), marks)
    assert all(torch.equal(learned[name], other[name]) for name in learned)
    kept = {name.replace(".linear.", "."): v for name, v in network.encoder.state_dict().items()}
    assert all(torch.equal(kept[name], value) for name, value in before.items())
    thin = [value for name, value in learned.items() if name.startswith("encoder.")]
    assert len(thin) == 2 * 2 * 6
    assert all(min(value.shape) == pair_network.RANK for value in thin)


def test_what_was_learned_is_put_into_a_fresh_network() -> None:
    """To the digits that half precision keeps."""
    pairs, shares = examples(128)
    network, _, marks = tiny()
    learned = pair_fitting.fit(network, pairs, shares, np.ones(128, dtype=np.float32), marks)
    fresh, _, _ = tiny()
    untrained = pair_fitting.scores(fresh, pairs, marks, 32)
    pair_network.merge(fresh, learned)
    wanted = pair_fitting.scores(network, pairs, marks, 32)
    found = pair_fitting.scores(fresh, pairs, marks, 32)
    assert np.abs(found - wanted).max() < 0.1 * np.abs(untrained - wanted).max()


def test_it_learns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_fitting, "EPOCHS", 60)
    monkeypatch.setattr(pair_fitting, "RATE", 1e-2)
    pairs, shares = examples(256)
    network, _, marks = tiny()
    pair_fitting.fit(network, pairs, shares, np.ones(256, dtype=np.float32), marks)
    score = pair_fitting.scores(network, pairs, marks, 64)
    assert ((score > 0) == shares).mean() > 0.9


SENTENCES = {
    "bridge": ("the ferry is free", "the bridge is shut", "the mayor was free", "a crack"),
    "museum": ("the museum is shut", "a painting is sold", "the teacher was free", "the museum"),
}


def events(folder: Path, claims_of_the_bridge: str) -> list[LabelledEvent]:
    """Two invented events of two outlets; the letters name the bridge's claims, one a sentence."""
    folder.mkdir()
    for name, told in SENTENCES.items():
        claims = claims_of_the_bridge if name == "bridge" else "abca"
        articles = {
            outlet: {
                "title": {"text": f"{outlet} on the {name}", "claims": []},
                "sentences": [
                    {"text": f"{text} {outlet}", "claims": [claim]}
                    for text, claim in zip(told, claims, strict=True)
                ],
            }
            for outlet in ("echo", "post")
        }
        stored = {"propositions": {}, "articles": articles}
        (folder / f"{name}.json").write_text(json.dumps(stored), encoding="utf-8")
    return labelled.load(folder)


def test_a_pair_is_scored_by_a_network_that_knows_nothing_of_its_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other labels of the bridge change the scores of the museum, and not its own."""
    monkeypatch.setattr(tuning, "LEARNED_FROM", -1.0)
    monkeypatch.setattr(tuning, "SCORED_FROM", -1.0)
    monkeypatch.setattr(tuning, "LEARNED", 0.0)
    monkeypatch.setattr(pair_fitting, "HEAD_RATE", 0.1)
    found = []
    for claims in ("abcd", "aaaa"):
        folder = tmp_path / claims
        told = events(folder, claims)
        tuning.tune(told, embedder(), folder, start=tiny)
        assert load_file(folder / "pair_encoder.safetensors")
        found.append(read_scores(folder / "pair_encoder_cross_fitted.parquet"))
    table = training.tabulate(told, embedder())
    apart = table.take(table.is_apart)
    keys = [key(pair) for pair in zip(apart.one.tolist(), apart.other.tolist(), strict=True)]
    assert len(found[0]) == 2 * len(keys)
    same = np.array([found[0][k] == found[1][k] for k in keys])
    is_bridge = apart.event == 0
    assert same[is_bridge].all()
    assert not same[~is_bridge].all()


def test_a_network_that_learns_nothing_is_begun_anew_and_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tuning, "LEARNED", 1e9)
    begun = []

    def start() -> tuple[PairNetwork, Tokenizer, Marks]:
        begun.append(tiny())
        return begun[-1]

    told = events(tmp_path / "gold", "abcd")
    with pytest.raises(TuningFailed, match="in 3 attempts, and nothing was written"):
        tuning.tune(told, embedder(), tmp_path, start=start)
    assert len(begun) == 3
    assert not list(tmp_path.glob("pair_encoder*"))
