"""One's own list of outlets, from the command line to the tables of a snapshot."""

from __future__ import annotations

from pathlib import Path

import pytest

from coverage.__main__ import EXIT_FAILED, EXIT_OK, main
from coverage.building import build, rebuild
from coverage.errors import InputUnreadable
from coverage.store import Snapshot
from tests.examples import COURIER, GAZETTE, OBSERVER, write_pages

LOCAL = f'[[outlet]]\nname = "{COURIER}"\ncountry = "NO"\ngroup = "local"\n'


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "pages")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "data" / "current"


def groups(out: Path) -> dict[str, str]:
    """Outlet -> its group."""
    with Snapshot(out) as snapshot:
        rows = snapshot.table("outlets")
    return dict(zip(rows["outlet"], rows["group"], strict=True))


def test_a_list_beside_the_pages_groups_the_snapshot_s_outlets(pages: Path, out: Path) -> None:
    """A change of a group is another snapshot; taken back, the first one is shown again."""
    (pages / "outlets.toml").write_text(LOCAL, encoding="utf-8")
    first = build([pages], out)
    assert groups(out) == {COURIER: "local", GAZETTE: "", OBSERVER: ""}
    with Snapshot(out) as snapshot:
        row = snapshot.query("SELECT * FROM outlets WHERE outlet = ?", COURIER).iloc[0]
    assert (row["country"], row["n_articles"]) == ("NO", 1)
    assert row["domain"] is None
    (pages / "outlets.toml").write_text(LOCAL.replace("local", "coast"), encoding="utf-8")
    second = build([pages], out)
    assert second.is_new
    assert groups(out)[COURIER] == "coast"
    (pages / "outlets.toml").write_text(LOCAL, encoding="utf-8")
    again = build([pages], out)
    assert (again.is_new, again.folder) == (False, first.folder)


def test_a_list_given_on_the_command_line_renames_an_outlet(
    pages: Path, out: Path, tmp_path: Path
) -> None:
    """And is used again when the snapshot is built again from what it holds."""
    own = tmp_path / "mine.toml"
    own.write_text(
        f'[[outlet]]\nname = "The Courier"\naliases = ["{COURIER}"]\ngroup = "local"\n',
        encoding="utf-8",
    )
    assert main(["build", str(pages), "--out", str(out), "--outlets", str(own)]) == EXIT_OK
    named = {"The Courier": "local", GAZETTE: "", OBSERVER: ""}
    assert groups(out) == named
    with Snapshot(out) as snapshot:
        assert set(snapshot.table("articles").outlet) == set(named)
        assert set(snapshot.table("emphasis").outlet) == set(named)
    own.unlink()
    assert not rebuild(out).is_new
    assert groups(out) == named


def test_a_list_that_cannot_be_read_ends_the_build_in_one_line(
    pages: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pages / "outlets.toml").write_text("[[outlet]]\nname = 'A'\ngrup = 'x'\n", encoding="utf-8")
    assert main(["build", str(pages), "--out", str(out)]) == EXIT_FAILED
    assert capsys.readouterr().err == (
        "coverage: The list of outlets outlets.toml says grup of A; "
        "the keys are name, domains, aliases, country, group.\n"
    )
    with pytest.raises(InputUnreadable):
        build([pages], out)
    assert not out.exists()
