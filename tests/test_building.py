"""A build: all of a snapshot or nothing, and nothing to do where nothing changed."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coverage import additions, corrections, store
from coverage.building import LIBRARIES, Built, build, rebuild
from coverage.corrections import Log
from coverage.edits import Kind, match_change, outlet_change, published_change
from coverage.errors import (
    CorrectionsUnreadable,
    InputMissing,
    ModelUnavailable,
    SnapshotInTheWay,
    SnapshotMissing,
    SnapshotUnfit,
)
from coverage.language.embeddings import SentenceEncoder
from coverage.records import TABLES, Precision, to_table
from coverage.settings import Settings
from coverage.store import Snapshot
from tests.examples import (
    COURIER,
    COURIER_ON_BRIDGE,
    COURIER_ON_PAINTING,
    DOCUMENTS,
    GAZETTE,
    OBSERVER,
    SYNDICATED,
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
    tables = {f"{name}.parquet" for name in TABLES}
    assert visible(built.folder) == tables | {"manifest.json", "meanings.npy"}
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


PAINTING = page(COURIER_ON_PAINTING).encode()


def outlets(folder: Path) -> set[str]:
    with Snapshot(folder) as snapshot:
        return set(snapshot.table("articles").outlet)


def article_id(folder: Path, outlet: str) -> str:
    with Snapshot(folder) as snapshot:
        found = snapshot.query("SELECT article_id FROM articles WHERE outlet = ?", outlet)
    return str(found.iloc[0, 0])


def reasons(folder: Path) -> dict[str, str]:
    with Snapshot(folder) as snapshot:
        return {
            row["source_id"]: row["reason"] for row in snapshot.table("rejected").to_dict("records")
        }


def test_a_page_added_in_the_app_is_in_every_build_from_then_on(
    pages: Path, built: Built, out: Path
) -> None:
    """The app builds from the snapshot, the command line from the files: one and the same."""
    additions.add(out, "painting.txt", PAINTING, "ada", outlet=COURIER)
    added = rebuild(out)
    assert (added.is_new, added.n_added) == (True, 1)
    assert added.folder.name != built.folder.name
    assert added.counts["articles"] == 4
    again = build([pages], out)
    assert (again.is_new, again.folder, again.n_added) == (False, added.folder, 1)
    assert rebuild(out).is_new is False


def test_a_command_line_first_and_the_app_after_it_agree_as_well(pages: Path, out: Path) -> None:
    """With pages that were refused in either, for whatever reason, and one name taken twice."""
    folder = shutil.copytree(pages, out.parent.parent / "inputs")
    (folder / "b.txt").write_bytes((folder / "courier-bridge.txt").read_bytes())
    (folder / "picture.txt").write_bytes(b"\x89PNG\0")
    for name, content in (
        ("painting.txt", PAINTING),
        ("gazette-bridge.txt", PAINTING.replace(b"city museum", b"museum")),
        ("picture.txt", b"\x89PNG\0"),
        ("copy.txt", page(COURIER_ON_BRIDGE).encode()),
        ("teaser.txt", page(TEASER).encode()),
    ):
        additions.add(out, name, content, "ada")
    first = build([folder], out)
    shutil.rmtree(folder)
    assert (first.is_new, first.n_added) == (True, 5)
    again = rebuild(out)
    assert (again.is_new, again.folder) == (False, first.folder)
    told = reasons(first.folder)
    assert told["copy.txt"] == "The page is the same as b.txt, which is there already."
    assert told["teaser.txt#2"] == "The page is the same as teaser.txt, which is there already."
    assert {"courier-bridge.txt", "picture.txt", "picture.txt#2", "teaser.txt"} < set(told)
    with Snapshot(first.folder) as snapshot:
        assert "gazette-bridge.txt#2" in set(snapshot.table("articles").source_id)
        assert snapshot.manifest["counts"]["articles"] == 5


def test_an_addition_that_is_taken_out_leaves_the_snapshot_that_was(
    built: Built, out: Path
) -> None:
    added = additions.add(out, "painting.txt", PAINTING, "ada")
    rebuild(out)
    additions.take_out(out, added.addition_id)
    again = rebuild(out)
    assert (again.is_new, again.folder.name, again.n_added) == (False, built.folder.name, 0)


def test_a_page_that_moves_from_the_additions_to_the_inputs_is_not_lost(
    pages: Path, tmp_path: Path, out: Path
) -> None:
    """The same pages, but which of them can be taken out differs, and so does the snapshot."""
    added = additions.add(out, "painting.txt", PAINTING, "ada")
    first = rebuild(out)
    additions.take_out(out, added.addition_id)
    folder = shutil.copytree(pages, tmp_path / "pages")
    (folder / "painting.txt").write_bytes(PAINTING)
    moved = build([folder], out)
    assert moved.folder != first.folder
    assert rebuild(out).counts["articles"] == 4


def test_a_file_that_cannot_be_read_costs_nothing_else(out: Path) -> None:
    """Each has its reason, and the manifest tells which pages an addition gave."""
    good = additions.add(out, "painting.txt", PAINTING, "ada")
    bad = additions.add(out, "table.csv", b"colour,shape\nred,round\n", "ada")
    again = rebuild(out)
    assert again.counts["articles"] == 4
    assert "no column of article text" in reasons(again.folder)["table.csv"]
    assert store.read_manifest(again.folder)["added"] == {
        good.addition_id: ["painting.txt"],
        bad.addition_id: ["table.csv"],
    }


def test_a_correction_decides_every_table_and_is_undone(built: Built, out: Path) -> None:
    """The Gazette's article is the Herald's: its id stays, so links to it hold."""
    log = Log(corrections.place(out))
    target = article_id(out, GAZETTE)
    change = outlet_change(target, "Crack", "Coast Herald")
    date = published_change(target, "Crack", datetime(2031, 5, 7, tzinfo=UTC), Precision.DAY)
    done = log.add([change, date], "ada", "its imprint", seen=0)
    again = rebuild(out)
    assert (again.is_new, again.corrected) == (True, {"n": 2, "lost": []})
    with Snapshot(out) as snapshot:
        assert set(snapshot.table("emphasis").outlet) == {COURIER, "Coast Herald", OBSERVER}
        row = snapshot.query("FROM articles WHERE article_id = ?", target).to_dict("records")[0]
    assert row["outlet"] == "Coast Herald"
    assert row["published"].isoformat() == "2031-05-07T00:00:00+00:00"
    assert row["published_precision"] == "day"
    assert row["published_basis"] == "corrected by ada: its imprint"
    log.turn(done, Kind.UNDO, "ada", seen=2)
    undone = rebuild(out)
    assert (undone.is_new, undone.folder.name) == (False, built.folder.name)


def test_a_pair_confirmed_or_refused_is_as_it_was_said(built: Built, out: Path) -> None:
    """A sure pair is refused and parts; one that hardly matches is confirmed and joins."""
    with Snapshot(out) as snapshot:
        found = snapshot.query("FROM links ORDER BY probability DESC, sentence_a").to_dict(
            "records"
        )
    sure, unlike = found[0], found[-1]
    log = Log(corrections.place(out))
    for row, is_same in ((sure, False), (unlike, True)):
        change = match_change(row["sentence_a"], row["sentence_b"], "", is_same)
        log.add([change], "ada", "", seen=0)
    lost = match_change("no", "such", "Some text", True)
    log.add([lost], "ada", "", seen=0)
    again = rebuild(out)
    assert (again.corrected["n"], [row["about"] for row in again.corrected["lost"]]) == (
        2,
        ["Some text"],
    )
    with Snapshot(out) as snapshot:
        links = snapshot.query("FROM links WHERE reviewed != '' ORDER BY probability")
        shared = snapshot.query(
            "SELECT a.sentence_id AS one, b.sentence_id AS other FROM mentions a JOIN mentions b "
            "USING (claim_id) WHERE a.sentence_id < b.sentence_id"
        )
    assert links[["probability", "reviewed"]].to_numpy().tolist() == [
        [0.0, "different"],
        [1.0, "same"],
    ]
    assert links["matched"].tolist() == [sure["probability"], unlike["probability"]]
    together = set(zip(shared["one"], shared["other"], strict=True))
    assert (sure["sentence_a"], sure["sentence_b"]) not in together
    assert (unlike["sentence_a"], unlike["sentence_b"]) in together


def test_the_command_line_heeds_corrections_too(pages: Path, out: Path) -> None:
    change = outlet_change(article_id(out, GAZETTE), "Crack", "Coast Herald")
    Log(corrections.place(out)).add([change], "ada", "", seen=0)
    assert build([pages], out).corrected["n"] == 1
    assert "Coast Herald" in outlets(out)


def test_a_correction_whose_article_is_gone_is_told_and_kept(pages: Path, out: Path) -> None:
    """The page was taken away; when it comes back, the correction holds again."""
    change = outlet_change(article_id(out, GAZETTE), "Crack shuts bridge", "Coast Herald")
    Log(corrections.place(out)).add([change], "ada", "its imprint", seen=0)
    again = build([pages / "courier-bridge.txt"], out)
    (lost,) = again.corrected["lost"]
    assert (again.corrected["n"], lost["about"]) == (0, "Crack shuts bridge")
    assert (lost["who"], lost["why"], lost["value"]) == (
        "ada",
        "its imprint",
        {"outlet": "Coast Herald"},
    )
    assert store.read_manifest(out)["corrected"] == again.corrected
    assert build([pages], out).corrected == {"n": 1, "lost": []}


def test_corrections_that_cannot_be_read_are_not_passed_over(pages: Path, out: Path) -> None:
    corrections.place(out).write_bytes(b"no database" * 100)
    with pytest.raises(CorrectionsUnreadable):
        rebuild(out)
    assert outlets(out) == {COURIER, GAZETTE, OBSERVER}


def test_what_was_asked_for_is_asked_for_again(pages: Path, tmp_path: Path, out: Path) -> None:
    """Settings, columns, outlets and a model of one's own, by the path it was given."""
    model = tmp_path / "model"
    model.symlink_to(SentenceEncoder()._folder, target_is_directory=True)
    table = f"story;medium\n{SYNDICATED.content.replace(chr(10), ' ')};{SYNDICATED.outlet}\n"
    additions.add(out, "export.csv", table.encode(), "ada")
    listed = tmp_path / "mine.toml"
    listed.write_text(f'[[outlet]]\nname = "The Herald"\naliases = ["{SYNDICATED.outlet}"]\n')
    first = build(
        [pages],
        out,
        settings=Settings(match_sure=0.9),
        columns={"text": "story", "outlet": "medium"},
        model=str(model),
        outlets=listed,
    )
    assert "The Herald" in outlets(out)
    listed.unlink()
    again = rebuild(out)
    assert (again.is_new, again.folder) == (False, first.folder)


def test_a_model_that_is_gone_is_named_and_nothing_changes(
    pages: Path, tmp_path: Path, out: Path
) -> None:
    """As when the snapshot was carried to another machine."""
    model = Path(shutil.copytree(SentenceEncoder()._folder, tmp_path / "special-model"))
    build([pages], out, model=str(model))
    shutil.rmtree(model)
    before = out.resolve()
    additions.add(out, "painting.txt", PAINTING, "ada")
    with pytest.raises(ModelUnavailable, match="special-model is not on this machine"):
        rebuild(out)
    assert out.resolve() == before


def test_a_snapshot_without_its_pages_cannot_be_added_to(built: Built, out: Path) -> None:
    with Snapshot(built.folder) as snapshot:
        tables = {name: snapshot.table(name) for name in TABLES}
    written = {name: to_table(name, []) for name in TABLES}
    for name in ("articles", "events"):
        written[name] = written[name].from_pandas(tables[name], written[name].schema)
    store.write(written, {"snapshot": "old", "out": out.name}, out)
    with pytest.raises(SnapshotUnfit, match="build it anew"):
        rebuild(out)


def test_what_is_no_snapshot_cannot_be_built_again(tmp_path: Path, built: Built) -> None:
    with pytest.raises(SnapshotMissing):
        rebuild(tmp_path / "data" / "current")
    with pytest.raises(SnapshotInTheWay):
        rebuild(built.folder)  # not the link that publishes it


def test_a_second_build_waits_for_the_first(pages: Path, out: Path) -> None:
    """It says so, and then reads what the first left."""
    waits = threading.Event()

    def report(stage: str, *_: int) -> None:
        if stage == store.WAITING:
            waits.set()

    with ThreadPoolExecutor(1) as pool:
        with store.lock(out):
            second = pool.submit(rebuild, out, report)
            assert waits.wait(timeout=20)
            assert not second.done()
            additions.add(out, "painting.txt", PAINTING, "ada")
        assert second.result(timeout=60).n_added == 1
