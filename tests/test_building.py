"""A build: all of a snapshot or nothing, and nothing to do where nothing changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from coverage.building import LIBRARIES, Built, build
from coverage.errors import InputMissing, ModelUnavailable, SnapshotInTheWay
from coverage.language.embeddings import SentenceEncoder
from coverage.records import TABLES
from coverage.settings import Settings
from coverage.store import Snapshot
from tests.examples import (
    COURIER,
    COURIER_ON_BRIDGE,
    DOCUMENTS,
    GAZETTE,
    OBSERVER,
    TEASER,
    page,
    write_pages,
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(tmp_path_factory.mktemp("inputs") / "pages")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the module's one build is published, and its cache lies."""
    return tmp_path_factory.mktemp("data") / "current"


@pytest.fixture(scope="module")
def built(pages: Path, published: Path) -> Built:
    return build([pages], published)


@pytest.fixture
def out(built: Built, published: Path, tmp_path: Path) -> Path:
    """A place of a test's own, with a copy of the first build and its cache."""
    folder = tmp_path / "data"
    shutil.copytree(published.parent, folder, symlinks=True)
    return folder / published.name


def visible(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def test_a_build_publishes_all_tables(built: Built, published: Path) -> None:
    """Three pages of three outlets are one event; the fourth is too short to be an article."""
    assert (built.is_new, built.folder.resolve()) == (True, published.resolve())
    assert visible(built.folder) == {f"{name}.parquet" for name in TABLES} | {"manifest.json"}
    with Snapshot(published) as snapshot:
        assert set(snapshot.table("articles").outlet) == {COURIER, GAZETTE, OBSERVER}
        assert snapshot.table("events").n_outlets.tolist() == [3]


def test_a_page_that_was_not_used_is_told_with_its_reason(built: Built, published: Path) -> None:
    del built
    with Snapshot(published) as snapshot:
        (row,) = snapshot.table("rejected").to_dict("records")
    assert row["source_id"] == "teaser.txt"
    assert row["reason"].endswith(".")
    assert "article" in row["reason"]


def test_the_manifest_says_what_the_snapshot_was_made_of(built: Built) -> None:
    """Pages by their hashes, settings, the model, the code, libraries; counts and times."""
    manifest = json.loads((built.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["snapshot"] == built.folder.name
    assert manifest["out"] == "current"
    assert set(manifest["inputs"]) == {
        "courier-bridge.txt",
        "gazette-bridge.txt",
        "observer-bridge.txt",
        "teaser.txt",
    }
    assert manifest["settings"]["match_sure"] == Settings().match_sure
    assert manifest["model"] == {
        "name": "all-MiniLM-L6-v2",
        "hash": SentenceEncoder().fingerprint,
    }
    assert set(manifest["versions"]) == set(LIBRARIES)
    assert manifest["counts"] == built.counts
    assert set(manifest["counts"]) == set(TABLES)
    assert {"reading", "embedding", "events", "claims", "measures"} <= set(manifest["seconds"])
    assert manifest["built"].endswith("+00:00")


def test_the_same_pages_again_compute_nothing(pages: Path, out: Path) -> None:
    """Not a stage reports, and no file is touched."""
    stages: list[str] = []
    manifest = out / "manifest.json"
    before = manifest.stat().st_mtime_ns
    again = build([pages], out, report=lambda stage, *_: stages.append(stage))
    assert (again.is_new, again.folder, stages) == (False, out.resolve(), [])
    assert manifest.stat().st_mtime_ns == before
    assert again.counts["articles"] == 3


def test_the_same_pages_elsewhere_are_the_same_snapshot(
    built: Built, pages: Path, tmp_path: Path, out: Path
) -> None:
    """Names are made of content: where the folder lies does not matter."""
    moved = shutil.copytree(pages, tmp_path / "moved")
    again = build([moved], out)
    assert (again.is_new, again.folder.name) == (False, built.folder.name)


def test_without_the_cache_all_is_computed_again_and_the_same(
    pages: Path, built: Built, out: Path
) -> None:
    again = build([pages], out, use_cache=False)
    assert (again.is_new, again.folder.name) == (True, built.folder.name)
    with Snapshot(out) as new, Snapshot(built.folder) as old:
        for name in TABLES:
            assert new.table(name).equals(old.table(name)), name


def test_a_changed_page_makes_a_new_snapshot_beside_the_old_one(
    built: Built, pages: Path, tmp_path: Path, out: Path
) -> None:
    changed = shutil.copytree(pages, tmp_path / "changed")
    text = page(COURIER_ON_BRIDGE).replace("6 weeks", "7 weeks")
    (changed / "courier-bridge.txt").write_text(text, encoding="utf-8")
    again = build([changed], out)
    assert again.is_new
    assert visible(out.parent) == {"current", built.folder.name, again.folder.name}


def test_going_back_to_what_was_there_computes_nothing(
    built: Built, pages: Path, tmp_path: Path, out: Path
) -> None:
    """One corpus, another, and the first again: the link goes back."""
    build([pages / "courier-bridge.txt"], out)
    assert out.resolve().name != built.folder.name
    again = build([pages], out)
    assert (again.is_new, out.resolve().name) == (False, built.folder.name)


def test_a_damaged_snapshot_is_built_again(built: Built, pages: Path, out: Path) -> None:
    """As the reader's error advises, though nothing has changed in the pages."""
    (out / "claims.parquet").unlink()
    again = build([pages], out)
    assert (again.is_new, again.folder.name) == (True, built.folder.name)
    assert Snapshot(out).table("claims").shape[0] == built.counts["claims"]


@pytest.mark.parametrize("change", ["settings", "outlet"])
def test_what_else_decides_the_tables_makes_a_new_snapshot(
    pages: Path, tmp_path: Path, out: Path, change: str
) -> None:
    """A threshold, or whose page it is by the manifest."""
    folder = shutil.copytree(pages, tmp_path / "pages")
    settings = Settings(match_sure=0.9) if change == "settings" else Settings()
    if change == "outlet":
        text = (folder / "manifest.toml").read_text(encoding="utf-8")
        (folder / "manifest.toml").write_text(text.replace(GAZETTE, "Hill Post"), encoding="utf-8")
    assert build([folder], out, settings=settings).is_new


def test_stages_report_how_far_they_are(pages: Path, out: Path) -> None:
    """Each ends with all done."""
    steps: dict[str, Sequence[int]] = {}
    build(
        [pages],
        out,
        settings=Settings(match_sure=0.8),
        report=lambda stage, *step: steps.update({stage: step}),
    )
    assert steps["claims"] == (1, 1)


def test_a_build_that_cannot_begin_leaves_all_as_it_was(
    pages: Path, built: Built, out: Path
) -> None:
    """No input, no model: the published snapshot goes on being read."""
    with pytest.raises(InputMissing, match="no file or folder nowhere"):
        build([pages, pages / "nowhere"], out)
    with pytest.raises(ModelUnavailable):
        build([pages], out, model="no-such-model")
    assert visible(out.parent) == {"current", built.folder.name}
    assert Snapshot(out).snapshot_id == built.folder.name


def test_a_place_that_is_taken_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(SnapshotInTheWay):
        build([tmp_path / "nowhere"], tmp_path)


def test_pages_without_an_article_make_an_empty_snapshot(tmp_path: Path) -> None:
    """Somebody gave the wrong folder: the snapshot says so, page by page."""
    (tmp_path / "teaser.txt").write_text(page(TEASER), encoding="utf-8")
    built = build([tmp_path / "teaser.txt"], tmp_path / "data" / "current")
    assert (built.counts["articles"], built.counts["rejected"]) == (0, 1)
    with Snapshot(built.folder) as snapshot:
        assert snapshot.table("rejected").source_id.tolist() == ["teaser.txt"]


def test_a_table_of_articles_is_an_input_as_well(tmp_path: Path, out: Path) -> None:
    """Its texts may hold what JSON allows: a line separator, half a character."""
    odd = {"courier-bridge": "\u2028", "gazette-bridge": "\ud83d "}
    lines = []
    for document in DOCUMENTS:
        row = {name: getattr(document, name) for name in ("outlet", "title", "published")}
        text = odd.get(document.source_id, "") + document.content
        row |= {"id": document.source_id, "text": text}
        lines.append(json.dumps(row, ensure_ascii="\ud83d" in text))
    table = tmp_path / "articles.jsonl"
    table.write_text("\n".join(lines), encoding="utf-8")
    built = build([table], out)
    assert (built.counts["articles"], built.counts["rejected"]) == (5, 0)
    assert built.counts["events"] == 2
