"""The log of corrections: only added to, shared by people and processes."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coverage import corrections, edit_rows, edits
from coverage.corrections import Log
from coverage.edits import Kind, outlet_change, published_change
from coverage.errors import CorrectionOvertaken, CorrectionsUnreadable, SnapshotUnwritable
from coverage.matching.claim_edits import Deed
from coverage.records import Precision
from tests.examples import COURIER, GAZETTE, OBSERVER

NOBODY = 65534


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(corrections.place(tmp_path / "data" / "current"))


def outlets(log: Log) -> dict[str, str]:
    return {target: set_to["outlet"] for target, set_to in edits.changes(log.rows()).items()}


def test_a_log_lies_beside_the_link_it_belongs_to(tmp_path: Path) -> None:
    assert corrections.place(tmp_path / "spring") == tmp_path / "spring.corrections.sqlite"


def test_there_is_no_file_until_something_is_corrected(log: Log, tmp_path: Path) -> None:
    assert log.rows() == []
    assert list(tmp_path.iterdir()) == []
    (written,) = log.add([outlet_change("a", "Bridge", COURIER)], "ada", "its imprint", seen=0)
    (row,) = log.rows()
    assert row == written
    assert (row.seq, row.who, row.why, row.about) == (1, "ada", "its imprint", "Bridge")
    assert (datetime.now(UTC) - row.at).total_seconds() < 60


def test_an_undo_and_a_redo_are_rows_too(log: Log) -> None:
    done = log.add([outlet_change("a", "", COURIER)], "ada", "", seen=0)
    log.turn(done, Kind.UNDO, "ben", seen=1)
    assert outlets(log) == {}
    log.turn(done, Kind.REDO, "ada", seen=2)
    assert outlets(log) == {"a": COURIER}
    assert [row.kind for row in log.rows()] == [Kind.OUTLET, Kind.UNDO, Kind.REDO]


@pytest.mark.parametrize("sql", ["UPDATE log SET who = 'ben'", "DELETE FROM log"])
def test_rows_are_never_changed_or_deleted(log: Log, tmp_path: Path, sql: str) -> None:
    """Not by this program, and not by hand."""
    log.add([outlet_change("a", "", COURIER)], "ada", "", seen=0)
    file = corrections.place(tmp_path / "data" / "current")
    with closing(sqlite3.connect(file)) as other, pytest.raises(sqlite3.Error, match="never"):
        other.execute(sql)
    assert [row.who for row in log.rows()] == ["ada"]


def test_the_second_of_two_people_is_told_what_the_first_did(log: Log) -> None:
    """Both opened the article before either wrote; the second may then overrule the first."""
    log.add([outlet_change("a", "", GAZETTE)], "ada", "its imprint", seen=0)
    mine = [outlet_change("a", "", COURIER)]
    with pytest.raises(CorrectionOvertaken) as told:
        log.add(mine, "ben", "", seen=0)
    assert "ada set the outlet to Valley Gazette (its imprint)" in str(told.value)
    assert outlets(log) == {"a": GAZETTE}
    log.add(mine, "ben", "", seen=log.rows()[-1].seq)
    assert outlets(log) == {"a": COURIER}


def test_an_undo_of_the_first_is_news_to_the_second_as_well(log: Log) -> None:
    done = log.add([outlet_change("a", "", GAZETTE)], "ada", "", seen=0)
    log.turn(done, Kind.UNDO, "ada", seen=1)
    with pytest.raises(CorrectionOvertaken, match="undid “set the outlet to Valley Gazette”"):
        log.add([outlet_change("a", "", COURIER)], "ben", "", seen=1)
    with pytest.raises(CorrectionOvertaken):
        log.turn(done, Kind.REDO, "ben", seen=1)


def test_edits_of_different_articles_both_stand(log: Log) -> None:
    log.add([outlet_change("a", "", GAZETTE)], "ada", "", seen=0)
    log.add([outlet_change("b", "", COURIER)], "ben", "", seen=0)
    assert outlets(log) == {"a": GAZETTE, "b": COURIER}


def test_edits_of_claims_that_share_a_sentence_are_told_and_others_both_stand(log: Log) -> None:
    """Ada makes s1 s2 one with s3; meanwhile Ben renames s3, and Cara drops s4."""
    log.add([edits.claim_change(Deed.MERGE, ["s1", "s2"], "", ["s3"])], "ada", "", seen=0)
    mine = [edits.claim_change(Deed.RENAME, ["s3"], "", name="Ferry")]
    with pytest.raises(CorrectionOvertaken, match="Meanwhile ada made the claim one with another"):
        log.add(mine, "ben", "", seen=0)
    log.add([edits.claim_change(Deed.DROP, ["s4"], "")], "cara", "", seen=0)
    log.add(mine, "ben", "", seen=2)
    assert [row.who for row in log.rows()] == ["ada", "cara", "ben"]


def test_of_several_changes_all_are_written_or_none(log: Log) -> None:
    log.add([outlet_change("a", "", GAZETTE)], "ada", "", seen=0)
    changes = [
        outlet_change("b", "", COURIER),
        published_change("a", "", None, Precision.NONE),
    ]
    with pytest.raises(CorrectionOvertaken):
        log.add(changes, "ben", "", seen=0)
    assert len(log.rows()) == 1
    (one, other) = log.add(changes, "ben", "", seen=1)
    assert one.at == other.at


def test_writers_at_once_lose_nothing(log: Log) -> None:
    """Eight threads, each with its own articles: all rows are there, their times all differ."""

    def write(number: int) -> None:
        for article in range(5):
            change = outlet_change(f"{number}-{article}", "", OBSERVER)
            log.add([change], f"person {number}", "", seen=0)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    rows = log.rows()
    assert [row.seq for row in rows] == list(range(1, 41))
    assert len({row.at for row in rows}) == 40
    assert rows == edits.in_order(rows)


def test_a_clock_that_is_put_back_does_not_bury_an_edit(log: Log) -> None:
    """Rows of the year 2099 came from elsewhere; what is written now still holds."""
    (row,) = log.add([outlet_change("a", "", GAZETTE)], "ada", "", seen=0)
    later = edit_rows.to_json([row]).replace(str(row.at.year), "2099", 1)
    assert log.take_in(edit_rows.from_json(later)) == 1
    log.add([outlet_change("a", "", COURIER)], "ada", "", seen=2)
    assert outlets(log) == {"a": COURIER}


def test_a_log_is_taken_in_elsewhere_once(log: Log, tmp_path: Path) -> None:
    done = log.add([outlet_change("a", "Bridge", GAZETTE)], "ada", "its imprint", seen=0)
    log.add([outlet_change("b", "Ferry", COURIER)], "ada", "", seen=1)
    log.turn(done, Kind.UNDO, "ada", seen=2)
    other = Log(tmp_path / "other.sqlite")
    other.add([outlet_change("c", "", OBSERVER)], "ben", "", seen=0)
    file = edit_rows.to_json(log.rows())
    assert other.take_in(edit_rows.from_json(file)) == 3
    assert other.take_in(edit_rows.from_json(file)) == 0
    assert outlets(other) == {"b": COURIER, "c": OBSERVER}
    assert {row.edit_id for row in other.rows()} > {row.edit_id for row in log.rows()}


def test_what_is_no_log_is_named(tmp_path: Path) -> None:
    file = tmp_path / "current.corrections.sqlite"
    file.write_bytes(b"years of work, but no database " * 40)
    for call in (Log(file).rows, lambda: Log(file).add([outlet_change("a", "", "b")], "", "", 0)):
        with pytest.raises(CorrectionsUnreadable, match=r"current\.corrections\.sqlite cannot be"):
            call()
    assert file.read_bytes().startswith(b"years of work")


def test_a_log_that_was_only_begun_is_empty(tmp_path: Path) -> None:
    """As when the machine stops between making the file and writing to it."""
    file = tmp_path / "current.corrections.sqlite"
    file.touch()
    assert Log(file).rows() == []
    Log(file).add([outlet_change("a", "", COURIER)], "ada", "", seen=0)
    assert len(Log(file).rows()) == 1


def test_a_row_that_cannot_be_is_named(log: Log, tmp_path: Path) -> None:
    """Written by a later version of this program, or by hand."""
    log.add([outlet_change("a", "", COURIER)], "ada", "", seen=0)
    with closing(sqlite3.connect(corrections.place(tmp_path / "data" / "current"))) as other:
        other.execute(
            "INSERT INTO log (edit_id, at, who, kind, target, about, value, why) VALUES "
            "('x', '2031-05-05T12:00:00+00:00', 'ada', 'article colour', 'a', '', '{}', '')"
        )
        other.commit()
    with pytest.raises(CorrectionsUnreadable, match="article colour"):
        log.rows()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, under which every folder can be written."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_closed_to_writing_is_read_and_says_so() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        log = Log(folder / "current.corrections.sqlite")
        log.add([outlet_change("a", "", COURIER)], "ada", "", seen=0)
        folder.chmod(0o555)
        with as_nobody():
            assert outlets(log) == {"a": COURIER}
            with pytest.raises(SnapshotUnwritable, match="cannot be kept"):
                log.add([outlet_change("a", "", GAZETTE)], "ada", "", seen=1)
        folder.chmod(0o755)
