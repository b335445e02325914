"""Texts -> vectors, each text embedded once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from coverage.errors import ModelUnavailable
from coverage.language.embeddings import DEFAULT_MODEL, Embedder, SentenceEncoder, Vectors
from coverage.language.words import Words
from tests.examples import embedder

TEXTS = ("The ferry is free.", "The bridge is shut.", "Crossing by ferry costs nothing.")


class Listening:
    """The shipped model; it notes which texts reach it."""

    def __init__(self) -> None:
        self._encoder = embedder().encoder
        self.name, self.fingerprint = self._encoder.name, self._encoder.fingerprint
        self.heard: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the shipped model does."""
        self.heard += texts
        return self._encoder.encode(texts)

    def words(self, texts: Sequence[str]) -> list[Words]:
        """As the shipped model does."""
        return self._encoder.words(texts)


def embedded(encoder: Listening, folder: Path, texts: Sequence[str]) -> Vectors:
    """The vectors of `texts` by one run of the program, which saves what is new at its end."""
    embed = Embedder(encoder, folder)
    vectors = embed(texts)
    embed.save()
    return vectors


def cache_file(folder: Path) -> Path:
    (file,) = folder.glob("*.parquet")
    return file


def test_like_meanings_have_like_vectors() -> None:
    """A free ferry is nearer to a crossing that costs nothing than to a shut bridge."""
    free, shut, costless = embedder()(TEXTS)
    assert free @ costless > free @ shut


def test_vectors_have_length_1_and_a_row_for_each_text() -> None:
    """Twice the same text, twice the same row."""
    vectors = embedder()([TEXTS[0], TEXTS[1], TEXTS[0]])
    assert (vectors.dtype, vectors.shape) == (np.dtype(np.float32), (3, 384))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(vectors[0], vectors[2])


def test_no_texts_no_rows() -> None:
    assert embedder()([]).shape == (0, 0)


def test_a_text_is_embedded_once(tmp_path: Path) -> None:
    """Not again in the same call, the next call, or the next run, which reads the cache."""
    first, second = Listening(), Listening()
    embed = Embedder(first, tmp_path)
    vectors = embed([*TEXTS, *TEXTS])
    embed(TEXTS)
    embed.save()
    again = embedded(second, tmp_path, [*TEXTS, *TEXTS])
    assert sorted(first.heard) == sorted(TEXTS)
    assert second.heard == []
    assert np.array_equal(vectors, again)


def test_a_new_text_joins_those_in_the_cache(tmp_path: Path) -> None:
    embedded(Listening(), tmp_path, TEXTS[:2])
    second, third = Listening(), Listening()
    embedded(second, tmp_path, TEXTS)
    embedded(third, tmp_path, TEXTS)
    assert (second.heard, third.heard) == ([TEXTS[2]], [])


def test_without_a_folder_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    embed = Embedder(Listening())
    embed(TEXTS)
    embed.save()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["empty", "other bytes", "cut off", "other columns", "no rows"])
def test_a_damaged_cache_counts_as_empty_and_is_written_anew(tmp_path: Path, damage: str) -> None:
    """A cache is a convenience: it never stops a build."""
    expected = embedded(Listening(), tmp_path, TEXTS)
    file = cache_file(tmp_path)
    whole = file.read_bytes()
    match damage:
        case "empty":
            file.write_bytes(b"")
        case "other bytes":
            file.write_bytes(b"not a table")
        case "cut off":
            file.write_bytes(whole[: len(whole) // 2])
        case "other columns":
            pq.write_table(pa.table({"text": ["a"]}), file)
        case "no rows":
            pq.write_table(pq.read_table(file).slice(0, 0), file)
    encoder = Listening()
    assert np.allclose(embedded(encoder, tmp_path, TEXTS), expected, atol=1e-6)
    assert sorted(encoder.heard) == sorted(TEXTS)
    assert pq.read_table(cache_file(tmp_path)).num_rows == len(TEXTS)


def test_the_order_of_the_texts_changes_nothing() -> None:
    """The model sees the longest first, whatever the caller's order."""
    forth, back = Listening(), Listening()
    vectors = Embedder(forth)(TEXTS)
    assert np.array_equal(vectors[::-1], Embedder(back)(TEXTS[::-1]))
    assert forth.heard == back.heard == sorted(TEXTS, key=len, reverse=True)


def test_progress_ends_with_all_texts_done() -> None:
    """Seventy new texts go in two batches."""
    steps: list[tuple[str, int, int]] = []
    texts = [f"Ferry number {k} is free." for k in range(70)]
    Embedder(Listening())(texts, lambda *step: steps.append(step))
    assert steps == [("embedding", 64, 70), ("embedding", 70, 70)]


def test_a_fingerprint_is_that_of_the_files() -> None:
    assert SentenceEncoder().fingerprint == SentenceEncoder(DEFAULT_MODEL).fingerprint
    assert len(SentenceEncoder().fingerprint) == 16


def test_other_files_have_another_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    before = SentenceEncoder(str(tmp_path)).fingerprint
    (tmp_path / "config.json").write_text('{"layers": 2}')
    assert SentenceEncoder(str(tmp_path)).fingerprint != before


def test_a_model_that_is_not_here_is_never_fetched() -> None:
    with pytest.raises(ModelUnavailable, match="no-such-model is not on this machine"):
        SentenceEncoder("no-such-model")


def test_a_folder_that_holds_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ModelUnavailable, match=f"{tmp_path.name} cannot be loaded"):
        SentenceEncoder(str(tmp_path)).encode(TEXTS)
