"""What the pair model learns from an analyst's word on pairs of sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from coverage import corrections, reviewed
from coverage.building import build
from coverage.corrections import Log
from coverage.edits import match_change
from coverage.matching import pairs, training
from coverage.matching.pair_model import PairModel
from coverage.store import Snapshot
from tests.examples import embedder, write_pages
from tests.matching.test_tuning import events


@pytest.fixture
def out(tmp_path: Path) -> Path:
    place = tmp_path / "data" / "current"
    build([write_pages(tmp_path / "pages")], place, matcher="none")
    return place


def say(out: Path, is_same: bool, n: int) -> list[tuple[str, str]]:
    """Somebody says so of the `n` pairs that match least."""
    with Snapshot(out) as snapshot:
        rows = snapshot.query("FROM links ORDER BY probability, sentence_a LIMIT ?", n)
    found = list(zip(rows["sentence_a"], rows["sentence_b"], strict=True))
    changes = [match_change(one, other, "", is_same) for one, other in found]
    Log(corrections.place(out)).add(changes, "ada", "", seen=0)
    return found


def test_reviewed_pairs_have_the_features_that_a_build_computes(out: Path) -> None:
    assert reviewed.pairs_of(out, embedder()) is None
    said = say(out, True, 3)
    table = reviewed.pairs_of(out, embedder())
    assert table is not None
    assert table.features.shape == (3, len(pairs.FEATURES))
    assert table.shares.all()
    assert table.is_real.all()
    with Snapshot(out) as snapshot:
        text = snapshot.table("sentences").set_index("sentence_id")["text"]
    wanted = {frozenset((text[one], text[other])) for one, other in said}
    assert {frozenset(pair) for pair in zip(table.one, table.other, strict=True)} == wanted


def test_a_pair_whose_sentences_are_gone_teaches_nothing(out: Path) -> None:
    change = match_change("no", "such", "", True)
    Log(corrections.place(out)).add([change], "ada", "", seen=0)
    assert reviewed.pairs_of(out, embedder()) is None


def test_the_model_learns_from_them_and_the_figures_do_not(out: Path, tmp_path: Path) -> None:
    """Told so often enough, it comes to think that what hardly matches does."""
    say(out, True, 8)
    table = reviewed.pairs_of(out, embedder())
    assert table is not None
    gold = events(tmp_path / "gold", "abcd")
    folders = [tmp_path / "plain", tmp_path / "taught"]
    figures = []
    for folder, taught in zip(folders, (None, table), strict=True):
        folder.mkdir()
        figures.append(training.train(gold, embedder(), folder=folder, reviewed=taught))
    assert figures[0].equals(figures[1])
    plain, taught_model = (PairModel.load(folder / "pair_model.json") for folder in folders)
    before, after = plain.probability(table.features), taught_model.probability(table.features)
    assert (after > before).all()
    assert '"reviewed_pairs": 8' in (folders[1] / "pair_model.json").read_text()
