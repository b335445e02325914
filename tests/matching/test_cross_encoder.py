"""Scores of pairs by a cross-encoder: two tiny real ones, with random weights, are made here."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import torch
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from coverage.errors import ModelUnavailable
from coverage.language.embeddings import SentenceEncoder
from coverage.matching.cross_encoder import BATCH, MOST, CrossEncoder, Matcher
from coverage.matching.terms import Floats

TEXTS = ["The ferry is free.", "Crossing by ferry costs nothing.", "The bridge is shut."]
WORDS = "the ferry is free . crossing by costs nothing bridge shut ##s [UNK] [CLS] [SEP] [MASK]"
NLI = {0: "contradiction", 1: "Entailment", 2: "neutral"}


def made(folder: Path, labels: dict[int, str], seed: int = 0) -> Path:
    """A cross-encoder of 2 layers whose labels are these."""
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", *WORDS.split()]))
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(WORDS.split()) + 1,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
        initializer_range=0.5,
        id2label=labels,
        label2id={name: k for k, name in labels.items()},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def sts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("models") / "likeness", {0: "LABEL_0"})


@pytest.fixture(scope="module")
def nli(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("models") / "inference", NLI)


@pytest.fixture(params=["sts", "nli"])
def folder(request: pytest.FixtureRequest, sts: Path, nli: Path) -> Path:
    return sts if request.param == "sts" else nli


def pairs(*found: tuple[int, int]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    rows, columns = np.array(found, dtype=np.intp).reshape(-1, 2).T
    return rows, columns


def outputs(folder: Path, one: str, other: str) -> Floats:
    """What the bare model says of two texts: one number a label."""
    tokens = BertTokenizerFast.from_pretrained(folder)(one, other, return_tensors="pt")
    with torch.no_grad():
        logits = BertForSequenceClassification.from_pretrained(folder).eval()(**tokens).logits
    return np.asarray(logits[0], dtype=np.float32)


def test_likeness_is_the_mean_of_both_directions(sts: Path) -> None:
    found = Matcher(CrossEncoder(str(sts)))(TEXTS, *pairs((0, 1)))
    ways = [outputs(sts, *TEXTS[:2]), outputs(sts, TEXTS[1], TEXTS[0])]
    assert CrossEncoder(str(sts)).kind == "sts"
    assert found[0] == pytest.approx(np.mean(ways), abs=1e-2)


def test_of_inference_the_odds_of_entailment_count(nli: Path) -> None:
    """Wherever the model has it among its labels, and however it writes it."""
    found = Matcher(CrossEncoder(str(nli)))(TEXTS, *pairs((0, 1)))
    ways = [outputs(nli, *TEXTS[:2]), outputs(nli, TEXTS[1], TEXTS[0])]
    shares = [np.exp(way[1]) / np.exp(way).sum() for way in ways]
    assert CrossEncoder(str(nli)).kind == "nli"
    odds = [np.log(share / (1 - share)) for share in shares]
    assert found[0] == pytest.approx(np.mean(odds), abs=1e-2)


def test_scores_are_bounded_and_have_no_direction(folder: Path) -> None:
    match = Matcher(CrossEncoder(str(folder)))
    found = match(TEXTS, *pairs((0, 1), (1, 0), (0, 2), (2, 0), (1, 1)))
    assert (found.dtype, found.shape) == (np.dtype(np.float32), (5,))
    assert (np.abs(found) <= MOST).all()
    assert found[0] == found[1] != found[2] == found[3]
    assert match(TEXTS, *pairs()).shape == (0,)


def test_a_long_sentence_is_cut_by_the_model(folder: Path) -> None:
    """The model has 64 places; the sentence 400 words."""
    long = ["the ferry is free " * 100, *TEXTS]
    assert Matcher(CrossEncoder(str(folder)))(long, *pairs((0, 1))).shape == (1,)


class Listening(CrossEncoder):
    """A real one that notes which pairs reach it."""

    def __init__(self, model: str) -> None:
        super().__init__(model)
        self.heard: list[tuple[str, str]] = []

    def score(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """As the model does."""
        self.heard += pairs
        return super().score(pairs)


def test_a_pair_is_read_once_in_each_direction(folder: Path, tmp_path: Path) -> None:
    """Not again in the other order, the next call, or the next run, which reads the cache."""
    first, second = Listening(str(folder)), Listening(str(folder))
    match = Matcher(first, tmp_path)
    found = match(TEXTS, *pairs((0, 1), (1, 0), (1, 2)))
    match(TEXTS, *pairs((2, 1)))
    match.save()
    again = Matcher(second, tmp_path)(TEXTS, *pairs((1, 0), (0, 1), (2, 1)))
    assert sorted(first.heard) == sorted(
        (TEXTS[a], TEXTS[b]) for a, b in [(0, 1), (1, 0), (1, 2), (2, 1)]
    )
    assert second.heard == []
    assert np.array_equal(found, again)


def test_only_the_pairs_asked_for_are_read(folder: Path) -> None:
    """The caller bounds them."""
    encoder = Listening(str(folder))
    Matcher(encoder)([f"the ferry {n}" for n in range(50)], *pairs((3, 4)))
    assert len(encoder.heard) == 2


@pytest.mark.parametrize("content", [b"", b"no table"])
def test_a_cache_that_cannot_be_read_counts_as_empty(
    sts: Path, tmp_path: Path, content: bytes
) -> None:
    encoder = CrossEncoder(str(sts))
    (tmp_path / f"{encoder.fingerprint}.pairs.parquet").write_bytes(content)
    match = Matcher(encoder, tmp_path)
    found = match(TEXTS, *pairs((0, 1)))
    match.save()
    second = Listening(str(sts))
    assert np.array_equal(Matcher(second, tmp_path)(TEXTS, *pairs((0, 1))), found)
    assert second.heard == []


def test_each_model_has_a_cache_of_its_own(sts: Path, nli: Path, tmp_path: Path) -> None:
    for model in (sts, nli):
        match = Matcher(CrossEncoder(str(model)), tmp_path)
        match(TEXTS, *pairs((0, 1)))
        match.save()
    assert len(list(tmp_path.glob("*.pairs.parquet"))) == 2


def test_the_order_of_pairs_and_texts_changes_nothing(folder: Path) -> None:
    """Batches fall otherwise, the scores do not."""
    texts = [f"the ferry is free {'crossing ' * (n % 7)}{n}" for n in range(20)]
    rows, columns = np.triu_indices(len(texts), 1)
    forward = Matcher(CrossEncoder(str(folder)))(texts, rows, columns)
    back = Matcher(CrossEncoder(str(folder)))(texts[::-1], 19 - columns, 19 - rows)
    assert np.array_equal(forward, back)


def test_it_says_how_far_it_is(sts: Path) -> None:
    texts = [f"ferry {n}" for n in range(BATCH + 2)]
    steps: list[tuple[str, int, int]] = []
    rows = np.zeros(BATCH + 1, dtype=np.intp)
    columns = np.arange(1, BATCH + 2)
    match = Matcher(CrossEncoder(str(sts)))
    match(texts, rows, columns, report=lambda *step: steps.append(step))
    n = 2 * (BATCH + 1)  # both directions
    assert steps == [("matcher", k, n) for k in (BATCH, 2 * BATCH, n)]


def test_other_weights_have_another_fingerprint(sts: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(sts, tmp_path / "copy")
    assert CrossEncoder(str(copy)).fingerprint == CrossEncoder(str(sts)).fingerprint
    other = made(tmp_path / "other", {0: "LABEL_0"}, seed=1)
    assert CrossEncoder(str(other)).fingerprint != CrossEncoder(str(sts)).fingerprint


def test_a_model_of_single_sentences_is_refused(tmp_path: Path) -> None:
    """It would load, with weights made up for the label."""
    with pytest.raises(ModelUnavailable, match="is no cross-encoder but BertModel"):
        CrossEncoder(str(SentenceEncoder()._folder))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelUnavailable, match="empty holds no model"):
        CrossEncoder(str(tmp_path / "empty"))
    with pytest.raises(ModelUnavailable, match="hf download cross-encoder/no-such-model"):
        CrossEncoder("no-such-model")


@pytest.mark.parametrize(
    "labels", [{0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"}, {0: "no", 1: "yes"}]
)
def test_labels_that_tell_nothing_are_refused(tmp_path: Path, labels: dict[int, str]) -> None:
    """Which of them is entailment would be a guess."""
    model = made(tmp_path / "model", labels)
    with pytest.raises(ModelUnavailable, match=f"its labels are {', '.join(labels.values())}"):
        CrossEncoder(str(model))


def test_damaged_weights_are_told(sts: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(sts, tmp_path / "copy"))
    (copy / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(ModelUnavailable, match="copy cannot be loaded"):
        Matcher(CrossEncoder(str(copy)))(TEXTS, *pairs((0, 1)))


def test_code_that_comes_with_a_model_is_not_run(sts: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(sts, tmp_path / "copy"))
    config = json.loads((copy / "config.json").read_text())
    kind = "AutoModelForSequenceClassification"
    config |= {"model_type": "strange", "auto_map": {"AutoConfig": "own.Own", kind: "own.Own"}}
    (copy / "config.json").write_text(json.dumps(config))
    (copy / "own.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nclass Own: pass\n")
    with pytest.raises(ModelUnavailable):
        Matcher(CrossEncoder(str(copy)))(TEXTS, *pairs((0, 1)))
    assert not (tmp_path / "ran").exists()


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, coverage.matching.cross_encoder as _; "
         "sys.exit(bool({'torch', 'transformers'} & set(sys.modules)))"],
        check=False,
    )  # fmt: skip
    assert done.returncode == 0
