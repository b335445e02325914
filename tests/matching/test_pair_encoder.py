"""The shipped cross-encoder: it knows paraphrase, and says of a pair the same in any company."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from coverage.errors import ModelUnavailable
from coverage.matching import pair_encoder
from coverage.matching.pair_encoder import PairEncoder

KILLED = "At least 12 people were killed in the blast."
PAIRS = [
    (KILLED, "The explosion left a dozen dead."),
    ("The bank raised its rates by half a point.", "Its head said that prices rose too fast."),
    (KILLED, "The ferry across the Tarn costs nothing until the bridge is mended."),
]


def test_a_paraphrase_scores_above_its_like() -> None:
    same, like, other = PairEncoder().score(PAIRS).tolist()
    assert same > 0 > like
    assert other < 0


def test_what_a_pair_gets_does_not_depend_on_the_others() -> None:
    """Of other lengths, in other numbers, in another order."""
    encoder = PairEncoder()
    together = encoder.score([*PAIRS, *((b, a) for a, b in PAIRS), *PAIRS * 4])
    alone = [encoder.score([pair])[0] for pair in PAIRS]
    assert together[:3].tolist() == together[-3:].tolist() == alone
    assert encoder.score([]).shape == (0,)


def test_a_sentence_without_an_end_is_cut() -> None:
    assert np.isfinite(PairEncoder().score([("word " * 5000, KILLED), ("", KILLED)])).all()


def test_other_adapters_are_another_encoder(tmp_path: Path) -> None:
    other = tmp_path / "other.safetensors"
    other.write_bytes(pair_encoder.ADAPTERS_FILE.read_bytes() + b" ")
    assert PairEncoder(other).fingerprint != PairEncoder().fingerprint
    assert len(PairEncoder().fingerprint) == 16


def test_missing_packages_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_encoder, "_PARTS", (*pair_encoder._PARTS[:4], "no-such-package"))
    with pytest.raises(ModelUnavailable, match=r"not all installed \(no-such-package\).*none"):
        PairEncoder()
    monkeypatch.setattr(pair_encoder, "_PARTS", ("numpy",))
    with pytest.raises(ModelUnavailable, match=r"not whole \(numpy\)"):
        PairEncoder()


def test_other_weights_than_were_tuned_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_encoder, "_WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelUnavailable, match="other weights"):
        pair_encoder.base()


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from coverage.matching.pair_encoder import PairEncoder;"
         " PairEncoder().fingerprint; sys.exit('torch' in sys.modules)"],
        check=False,
    )  # fmt: skip
    assert done.returncode == 0
