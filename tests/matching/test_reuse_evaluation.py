"""Copies of known making, and the figures on them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from coverage.errors import InputMissing
from coverage.matching import controlled_edits, reuse_evaluation
from coverage.matching.controlled_edits import EDITS, Copied, Edits, Paragraph
from tests.examples import DOCUMENTS

PARAGRAPHS: tuple[Paragraph, ...] = tuple(
    tuple(Copied(f"{line} {word}.", "ours", 2 * k + j) for j, word in enumerate(("Once", "Twice")))
    for k, line in enumerate(("The ferry is slow", "The bridge is closed", "Nobody was hurt"))
)
OTHERS: tuple[Paragraph, ...] = ((Copied("A portrait was found.", "theirs", 0),),)
NEIGHBOURS = ("Engineers repair the crossing quickly while boats carry passengers over.",)


def edited(edits: Edits, seed: str = "1") -> list[Paragraph]:
    return controlled_edits.apply(edits, PARAGRAPHS, OTHERS, NEIGHBOURS, seed)


def sentences(paragraphs: Sequence[Paragraph]) -> list[Copied]:
    return [sentence for paragraph in paragraphs for sentence in paragraph]


@pytest.mark.parametrize("edits", EDITS, ids=lambda edits: edits.name)
def test_the_same_seed_makes_the_same_copy(edits: Edits) -> None:
    edits = Edits(**{**{f: getattr(edits, f) for f in edits.__slots__}, "inserted": 1})
    assert edited(edits) == edited(edits)


def test_every_edit_does_what_it_says() -> None:
    own = sentences(PARAGRAPHS)
    assert sentences(edited(Edits("none"))) == own
    cut = sentences(edited(Edits("cut", cut=0.5)))
    assert len(cut) == 3
    assert set(cut) < set(own)
    assert len(sentences(edited(Edits("all cut", cut=1.0)))) == 1
    assert any(edited(Edits("turned", reorder=True), str(k)) != list(PARAGRAPHS) for k in range(9))
    assert set(edited(Edits("inserted", inserted=1))) == {*PARAGRAPHS, *OTHERS}


def test_words_are_exchanged_and_dropped_in_their_places() -> None:
    """One of five words of each sentence becomes another; the rest and the origin stay."""
    changed = sentences(edited(Edits("synonyms", synonyms=0.2)))
    for old, new in zip(sentences(PARAGRAPHS), changed, strict=True):
        words = list(zip(old.text.split(), new.text.split(), strict=True))
        assert sum(before != after for before, after in words) == 1
        assert (new.source, new.place) == (old.source, old.place)
    dropped = sentences(edited(Edits("dropped", dropped=1.0)))
    assert {sentence.text.strip() for sentence in dropped} == {"."}


def invented(folder: Path) -> Path:
    """The tests' events in the manner of the labelled ones."""
    for event, word in (("bridge", "bridge"), ("painting", "portrait")):
        told = [d for d in DOCUMENTS if word in d.content]
        articles: dict[str, Any] = {
            str(document.outlet): {
                "title": {"text": document.title, "claims": []},
                "published": "2031-05-05T09:00",
                "copied_from": None,
                "sentences": [
                    {"text": line, "paragraph": k, "claims": []}
                    for k, line in enumerate(document.content.splitlines())
                ],
            }
            for document in told
        }
        stored = {"event": event, "propositions": {}, "articles": articles}
        (folder / f"{event}.json").write_text(json.dumps(stored), encoding="utf-8")
    return folder


def test_of_unedited_words_nearly_all_are_found(tmp_path: Path) -> None:
    """All but a line of three words, which says too little to be a copy."""
    figures = reuse_evaluation.evaluate(invented(tmp_path))
    rows = {str(row["copies"]): row for row in figures.to_dict("records")}
    for edits in ("headline", "insert 1"):
        assert rows[edits]["n"] == 5
        assert rows[edits]["recall"] == rows[edits]["versions"] == 1
    recall = {name: float(row["passage_recall"]) for name, row in rows.items()}
    assert 0.98 < recall["headline"] <= 1
    assert recall["mix, strongest"] < recall["headline"]


def test_a_folder_without_invented_articles_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match=tmp_path.name):
        reuse_evaluation.evaluate(tmp_path)
