"""Pages added in the app: kept whole, under safe names, and read with reasons."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coverage import additions
from coverage.errors import SnapshotUnwritable
from coverage.records import Document, Form, Rejected
from tests.examples import COURIER, COURIER_ON_BRIDGE, GAZETTE, page

PAGE = page(COURIER_ON_BRIDGE).encode()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "data" / "current"


def names(out: Path, is_used: bool = True) -> list[str]:
    return [one.name for one in additions.listed(out) if one.is_used is is_used]


def pages(out: Path) -> list[Document | Rejected]:
    return [item for items in additions.read(out).values() for item in items]


def test_a_file_lies_beside_the_snapshots_as_it_was_dropped(out: Path) -> None:
    added = additions.add(out, "bridge.txt", PAGE, "ada")
    assert added.file.read_bytes() == PAGE
    assert added.file.parents[1] == additions.place(out) == out.with_name("current.added")
    assert (added.name, added.by, added.is_used) == ("bridge.txt", "ada", True)
    assert additions.listed(out) == [added]
    (document,) = pages(out)
    assert document == Document("bridge.txt", Form.PAGE, PAGE.decode())


def test_what_is_said_of_a_page_is_kept_with_it(out: Path) -> None:
    """As an entry of a manifest; odd characters do no harm."""
    said = f'The "{COURIER}" \\ of\n1931\x7f'
    url = "https://courier.example/bridge"
    additions.add(out, "bridge.txt", PAGE, "ada\x00", said, url, "2031-05-05T09:00:00Z")
    (document,) = pages(out)
    assert isinstance(document, Document)
    assert document.outlet == f'The "{COURIER}" \\ of 1931'
    assert (document.url, document.published) == (url, "2031-05-05T09:00:00Z")
    assert additions.listed(out)[0].by == "ada"


def test_the_same_file_twice_is_one_addition(out: Path) -> None:
    """Two people drop it at once; a file of that name that differs is another."""
    with ThreadPoolExecutor(4) as pool:
        ids = pool.map(lambda who: additions.add(out, "a.txt", PAGE, who).addition_id, "abcd")
    assert len(set(ids)) == 1
    additions.add(out, "a.txt", PAGE + b".", "ben")
    assert names(out) == ["a.txt", "a.txt"]
    assert sorted(p.name for p in additions.place(out).iterdir() if p.name.startswith(".")) == []


def test_an_addition_is_taken_out_and_put_back(out: Path) -> None:
    added = additions.add(out, "a.txt", PAGE, "ada")
    additions.take_out(out, added.addition_id)
    additions.take_out(out, added.addition_id)  # somebody else clicked as well
    assert (names(out), names(out, is_used=False), pages(out)) == ([], ["a.txt"], [])
    additions.put_back(out, added.addition_id)
    additions.put_back(out, added.addition_id)
    assert (names(out), len(pages(out))) == (["a.txt"], 1)


def test_a_file_that_was_taken_out_comes_back_when_it_is_dropped_again(out: Path) -> None:
    added = additions.add(out, "a.txt", PAGE, "ada")
    additions.take_out(out, added.addition_id)
    additions.add(out, "a.txt", PAGE, "ada")
    assert (names(out), names(out, is_used=False)) == (["a.txt"], [])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0", "not text"),
        ("table.csv", b"colour,shape\nred,round\n", "no column of article text"),
        ("table.xlsx", b"no workbook", "cannot be read"),
        ("table.json", b"[]", "no page"),
        ("web.warc", b"no archive", "cannot be read"),
        ("a.txt.gz", b"not packed", "packed wrongly"),
        ("thesis.docx", b"years of work", "of a kind that is not read"),
    ],
)
def test_what_cannot_be_read_has_its_reason_and_stops_nothing_else(
    out: Path, name: str, content: bytes, reason: str
) -> None:
    additions.add(out, name, content, "ada")
    additions.add(out, "good.txt.gz", gzip.compress(PAGE), "ada")
    found = {item.source_id: item for item in pages(out)}
    assert isinstance(found["good.txt.gz"], Document)
    refused = [item for item in found.values() if isinstance(item, Rejected)]
    assert [row.source_id for row in refused] == [name]
    assert reason in refused[0].reason
    assert refused[0].reason.endswith(".")


def test_columns_hold_for_added_tables_as_well(out: Path) -> None:
    table = f"story;medium\n{COURIER_ON_BRIDGE.content.replace(chr(10), ' ')};{GAZETTE}\n"
    additions.add(out, "export.csv", table.encode(), "ada")
    (items,) = additions.read(out, {"text": "story", "outlet": "medium"}).values()
    (document,) = items
    assert isinstance(document, Document)
    assert document.outlet == GAZETTE


def test_what_stands_beside_a_file_may_be_damaged(out: Path) -> None:
    """The page is refused with its reason; nobody knows who added it."""
    added = additions.add(out, "a.txt", PAGE, "ada")
    (added.file.parent / ".about.toml").write_text("by = ")
    (row,) = pages(out)
    assert isinstance(row, Rejected)
    assert "cannot be read" in row.reason
    assert additions.listed(out)[0].by == ""


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(SnapshotUnwritable, match=r"a\.txt cannot be kept"):
        additions.add(tmp_path / "data" / "current", "a.txt", PAGE, "ada")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\pages\\a.html", "a.html"),
        (".about.toml", "about.toml"),
        ("a\nb\x00.txt", "a b.txt"),
        ("..", "page"),
        ("", "page"),
        ("bridge.warc.gz", "bridge.warc.gz"),
        ("Крым сегодня.html", "Крым сегодня.html"),
        ("x" * 400 + ".html", "x" * 180 + ".html"),
    ],
)
def test_names_lose_what_could_lead_elsewhere(given: str, kept: str) -> None:
    assert additions.safe_name(given) == kept


@given(st.text())
@example("a." + "b" * 300)
@example("\ud83d.txt")
@example("語" * 200 + ".txt.gz")
def test_any_name_becomes_one_that_can_be_written(name: str) -> None:
    kept = additions.safe_name(name)
    assert 0 < len(kept.encode()) <= 255
    assert not kept.startswith(".")
    assert Path(kept).name == kept
    assert additions.safe_name(kept) == kept
