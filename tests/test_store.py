"""Snapshots: a reader sees the old one or the new one, whole, whatever happens to the writer."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from coverage import store
from coverage.errors import (
    CoverageError,
    SnapshotDamaged,
    SnapshotInTheWay,
    SnapshotMissing,
    SnapshotUnwritable,
)
from coverage.records import TABLES, Claim, to_table
from coverage.store import Snapshot

ROOT = Path(__file__).resolve().parents[1]


def tables(label: str) -> dict[str, pa.Table]:
    """A whole snapshot with a single claim."""
    claim = Claim("c", "e", label, n_outlets=1, n_versions=1, is_contested=False)
    return {name: to_table(name, [claim] if name == "claims" else []) for name in TABLES}


def publish(out: Path, name: str, label: str = "The bridge is shut.") -> Path:
    return store.write(tables(label), {"snapshot": name, "out": out.name}, out)


def label_in(snapshot: Snapshot) -> str:
    return str(snapshot.query("SELECT label FROM claims").iloc[0, 0])


def visible(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "data" / "current"


def test_a_snapshot_lies_beside_the_link_that_publishes_it(out: Path) -> None:
    """`data/current` -> `data/3f0c`."""
    folder = publish(out, "3f0c")
    assert visible(out.parent) == {"current", "3f0c"}
    assert out.is_symlink()
    assert out.resolve() == folder
    with Snapshot(out) as snapshot:
        assert snapshot.snapshot_id == "3f0c"
        assert snapshot.table("claims").label.tolist() == ["The bridge is shut."]


def test_a_second_snapshot_swaps_the_link_and_a_reader_keeps_the_first(out: Path) -> None:
    """Who opened the first goes on reading it; who comes later reads the second."""
    publish(out, "first", "The bridge is shut.")
    with Snapshot(out) as reader:
        publish(out, "second", "The bridge is open.")
        assert label_in(reader) == "The bridge is shut."
        assert reader.table("claims").label.tolist() == ["The bridge is shut."]
    with Snapshot(out) as reader:
        assert label_in(reader) == "The bridge is open."


def test_the_same_snapshot_may_be_published_again(out: Path) -> None:
    publish(out, "same")
    publish(out, "same")
    assert visible(out.parent) == {"current", "same"}
    assert Snapshot(out).snapshot_id == "same"


def test_an_empty_folder_gives_way(out: Path) -> None:
    out.mkdir(parents=True)
    publish(out, "first")
    assert out.is_symlink()


def test_a_folder_with_something_in_it_stays_as_it_is(out: Path) -> None:
    out.mkdir(parents=True)
    (out / "thesis.txt").write_text("years of work")
    with pytest.raises(SnapshotInTheWay, match="no snapshot"):
        publish(out, "first")
    assert visible(out.parent) == {"current"}
    assert (out / "thesis.txt").read_text() == "years of work"


def test_a_file_stays_as_it_is(out: Path) -> None:
    out.parent.mkdir()
    out.write_text("years of work")
    with pytest.raises(SnapshotInTheWay):
        publish(out, "first")
    assert out.read_text() == "years of work"


def test_a_write_that_the_disk_refuses_leaves_nothing(out: Path) -> None:
    """The last table cannot be written: the old snapshot stays, no half of the new one does."""
    publish(out, "first")
    bad = tables("The bridge is open.") | {"no/such/folder": tables("x")["claims"]}
    with pytest.raises(SnapshotUnwritable, match="cannot be written"):
        store.write(bad, {"snapshot": "second", "out": out.name}, out)
    assert visible(out.parent) == {"current", "first"}
    assert label_in(Snapshot(out)) == "The bridge is shut."


def test_a_writer_that_fails_otherwise_leaves_nothing_either(out: Path) -> None:
    """All tables are written when the manifest turns out to be no JSON."""
    publish(out, "first")
    with pytest.raises(TypeError):
        store.write(tables("x"), {"snapshot": "second", "out": out}, out)
    assert visible(out.parent) == {"current", "first"}


def test_a_place_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(CoverageError, match="cannot be written"):
        publish(tmp_path / "data" / "current", "first")


def test_old_snapshots_go(out: Path) -> None:
    """Of five, the newest three stay: an older session may still read them."""
    for number in range(5):
        publish(out, f"s{number}")
    assert visible(out.parent) == {"current", "s2", "s3", "s4"}


def test_snapshots_of_another_link_and_other_folders_stay(out: Path) -> None:
    publish(out.with_name("spring"), "a")
    publish(out.with_name("spring"), "b")
    (out.parent / "notes").mkdir()
    for number in range(5):
        publish(out, f"s{number}")
    assert visible(out.parent) >= {"spring", "a", "b", "notes"}
    assert Snapshot(out.with_name("spring")).snapshot_id == "b"


def test_a_snapshot_that_any_link_shows_stays(out: Path) -> None:
    """Both links show "a", the same inputs; the second then moves on, four times."""
    spring = out.with_name("spring")
    publish(out, "a")
    publish(spring, "a")
    for number in range(4):
        publish(spring, f"s{number}")
    assert Snapshot(out).snapshot_id == "a"


def test_what_a_killed_build_left_goes_after_a_day(out: Path) -> None:
    """What another build may be writing now stays, and so do folders of other names."""
    out.parent.mkdir()
    left = [out.parent / name for name in (".0123456789abcdef-01234567", ".my-notes")]
    fresh = out.parent / ".0123456789abcdef-89abcdef"
    for folder in (*left, fresh):
        folder.mkdir()
    for folder in left:
        os.utime(folder, (0, 0))
    publish(out, "first")
    assert visible(out.parent) == {"current", "first", fresh.name, ".my-notes"}


HOLD = """
import sys, time
from pathlib import Path
from coverage import store
with store.lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_place_is_locked_to_other_processes_until_the_holder_ends(out: Path) -> None:
    """However it ends: here it is killed."""
    stages: list[tuple[str, int, int]] = []
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(out)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with holder, ThreadPoolExecutor(1) as pool:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        waiting = threading.Event()

        def report(*step: Any) -> None:
            stages.append(step)
            waiting.set()

        def wait() -> None:
            with store.lock(out, report):
                pass

        waiter = pool.submit(wait)
        assert waiting.wait(timeout=20)
        assert stages == [(store.WAITING, 0, 1)]
        holder.kill()
        waiter.result(timeout=20)
    assert stages == [(store.WAITING, 0, 1), (store.WAITING, 1, 1)]


def test_other_places_are_not_locked(out: Path) -> None:
    with store.lock(out), store.lock(out.with_name("spring")):
        publish(out, "first")
    assert Snapshot(out).snapshot_id == "first"


def test_a_place_that_cannot_be_locked_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(SnapshotUnwritable), store.lock(tmp_path / "data" / "current"):
        pytest.fail("it was locked")


def test_no_snapshot_is_an_error_that_says_how_to_make_one(out: Path) -> None:
    with pytest.raises(SnapshotMissing, match="python -m coverage build INPUT --out"):
        Snapshot(out)


@pytest.mark.parametrize("text", ["", "{", "[]"])
def test_a_folder_without_a_readable_manifest_is_no_snapshot(out: Path, text: str) -> None:
    (publish(out, "first") / store.MANIFEST).write_text(text)
    with pytest.raises(SnapshotMissing):
        Snapshot(out)


def test_a_missing_table_is_named(out: Path) -> None:
    (publish(out, "first") / "claims.parquet").unlink()
    with pytest.raises(SnapshotDamaged, match="table claims cannot be read"):
        Snapshot(out)


def test_a_table_of_other_bytes_is_named(out: Path) -> None:
    (publish(out, "first") / "claims.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(SnapshotDamaged, match="table claims cannot be read"):
        Snapshot(out)


def test_a_missing_column_is_named(out: Path) -> None:
    """As when a snapshot is older than the program."""
    folder = publish(out, "first")
    file = folder / "claims.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["label"]), file)
    with pytest.raises(SnapshotDamaged, match="table claims lacks label"):
        Snapshot(out)


def test_values_never_become_sql(out: Path) -> None:
    """A label with a quotation mark in it is found, and does no harm."""
    publish(out, "first", "It's shut'; DROP TABLE claims")
    sql = "SELECT count(*) FROM claims WHERE label = ?"
    with Snapshot(out) as snapshot:
        assert snapshot.query(sql, "It's shut'; DROP TABLE claims").iloc[0, 0] == 1
        assert snapshot.query(sql, "It's shut").iloc[0, 0] == 0


def test_threads_share_a_snapshot(out: Path) -> None:
    publish(out, "first")
    with Snapshot(out) as snapshot, ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: label_in(snapshot), range(16))) == {"The bridge is shut."}


def test_a_table_that_no_snapshot_has_is_a_slip_of_the_caller(out: Path) -> None:
    publish(out, "first")
    with Snapshot(out) as snapshot, pytest.raises(KeyError):
        snapshot.table("topics")


def test_tables_can_stand_in_for_those_of_the_snapshot(out: Path) -> None:
    """For whoever asks for it so, in queries and as a whole; an empty one too, and nobody else."""
    publish(out, "3f0c")
    with Snapshot(out) as snapshot:
        other = snapshot.with_tables({"claims": tables("The bridge is open.")["claims"]})
        assert label_in(other) == "The bridge is open."
        assert other.table("claims").label.tolist() == ["The bridge is open."]
        assert label_in(snapshot) == "The bridge is shut."
        nothing = other.with_tables({"claims": tables("")["events"]})
        assert nothing.table("claims").empty
        assert other.table("events").empty
        assert label_in(other) == "The bridge is open."
