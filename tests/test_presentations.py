"""Presentations are kept step by step, undone, and shared by two people."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from coverage import presentations
from coverage.errors import (
    PresentationOvertaken,
    PresentationsUnreadable,
    PresentationsUnwritable,
)
from coverage.presentations import NAME, Presentation, Shelf, Slide


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return presentations.place(tmp_path / "data" / "current")


@pytest.fixture
def shelf(file: Path) -> Shelf:
    return Shelf(file)


def slide(name: str) -> Slide:
    return Slide("matrix", {"event": name}, about=f"About {name}", slide_id=name)


def order(shown: Presentation) -> str:
    return "".join(one.slide_id for one in shown.slides)


def test_presentations_lie_beside_the_link_they_belong_to(tmp_path: Path) -> None:
    place = presentations.place(tmp_path / "spring")
    assert place == tmp_path / "spring.presentations.sqlite"


def test_there_is_no_file_until_a_slide_is_added(shelf: Shelf, file: Path) -> None:
    assert shelf.all() == []
    assert not file.exists()
    shelf.add("p", replace(slide("a"), sentence="Only one “outlet” says so."))
    (kept,) = shelf.all()
    assert (kept.name, kept.revision, kept.can_undo) == (NAME, 1, False)
    (one,) = kept.slides
    assert (one.kind, one.selection, one.about) == ("matrix", {"event": "a"}, "About a")
    assert one.sentence == "Only one “outlet” says so."


def test_slides_move_one_by_one_and_stop_at_the_ends() -> None:
    shown = Presentation(slides=(slide("a"), slide("b"), slide("c")))
    assert order(shown.moved("c", -1)) == "acb"
    assert order(shown.moved("a", 1)) == "bac"
    assert order(shown.moved("a", -1)) == "abc"
    assert order(shown.moved("b", 9)) == "acb"
    assert order(shown.without("b")) == "ac"
    assert shown.with_slide(replace(slide("b"), sentence="So.")).slides[1].sentence == "So."


def test_every_step_is_undone_and_a_new_one_may_follow(shelf: Shelf) -> None:
    """Added a, added b, b taken out; undone twice; c added; undone: a alone stands."""
    for name in "ab":
        shown = shelf.add("p", slide(name))
    shown = shelf.keep(shown.without("b"))
    shown = shelf.undo(shown)
    assert (order(shown), shown.can_undo) == ("ab", True)
    shown = shelf.undo(shown)
    assert (order(shown), shown.can_undo) == ("a", False)
    assert order(shelf.undo(shown)) == "a"
    shown = shelf.add("p", slide("c"))
    assert order(shown) == "ac"
    assert order(shelf.undo(shown)) == "a"


def test_one_that_was_removed_is_brought_back(shelf: Shelf) -> None:
    shown = shelf.add("p", slide("a"))
    shelf.keep(replace(shown, is_removed=True))
    assert shelf.all() == []
    (removed,) = shelf.removed()
    shelf.undo(removed)
    assert [order(one) for one in shelf.all()] == ["a"]
    assert shelf.removed() == []


def test_the_second_of_two_people_is_told_and_nothing_is_lost(shelf: Shelf) -> None:
    seen = shelf.add("p", slide("a"))
    shelf.keep(replace(seen, name="Bridge"))
    with pytest.raises(PresentationOvertaken, match="changed elsewhere"):
        shelf.keep(seen.without("a"))
    with pytest.raises(PresentationOvertaken):
        shelf.undo(seen)
    (kept,) = shelf.all()
    assert (kept.name, order(kept)) == ("Bridge", "a")


def test_all_that_is_added_at_once_stands(shelf: Shelf) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: shelf.add("p", slide(name)), "abcdefgh"))
    (kept,) = shelf.all()
    assert "".join(sorted(order(kept))) == "abcdefgh"
    assert kept.revision == 8


def test_the_first_begun_comes_first(shelf: Shelf) -> None:
    for name in ("z", "a"):
        shelf.keep(Presentation(name=name, presentation_id=name))
    shelf.keep(replace(shelf.all()[0], name="Z"))
    assert [one.name for one in shelf.all()] == ["Z", "a"]


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be one", b"{}"])
def test_what_is_no_such_file_is_said(shelf: Shelf, file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    with pytest.raises(PresentationsUnreadable, match="cannot be read"):
        shelf.all()
    with pytest.raises(PresentationsUnreadable):
        shelf.add("p", slide("a"))


@pytest.mark.parametrize("told", ["[]]", '[{"kind": 1}]', '[{"kind": "matrix", "selection": 1}]'])
def test_a_row_that_was_altered_is_said(shelf: Shelf, file: Path, told: str) -> None:
    shelf.add("p", slide("a"))
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE presentations SET slides = ?", (told,))
    with pytest.raises(PresentationsUnreadable, match="cannot be read"):
        shelf.all()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    shelf = Shelf(presentations.place(tmp_path / "data" / "current"))
    with pytest.raises(PresentationsUnwritable, match="free the disk"):
        shelf.add("p", slide("a"))
