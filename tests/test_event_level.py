"""`build --event-level`: events cut where they are asked to be, and how to build so again."""

from __future__ import annotations

from pathlib import Path

import pytest

from coverage.__main__ import EXIT_OK, EXIT_USAGE, main
from coverage.store import Snapshot
from coverage.views import regrouping
from tests.examples import write_pages


@pytest.mark.parametrize("level", ["2", "10.5"])
def test_events_are_cut_at_the_level_asked_for_and_the_snapshot_tells_it(
    level: str, tmp_path: Path
) -> None:
    """Left out of the command again, the level is no more asked for."""
    words = ["build", str(write_pages(tmp_path / "pages")), "--out", str(tmp_path / "current")]
    assert main([*words, "--event-level", level]) == EXIT_OK
    with Snapshot(tmp_path / "current") as snapshot:
        assert snapshot.manifest["event_level"] == float(level)
        assert snapshot.manifest["settings"]["event_level"] == float(level)
        assert snapshot.manifest["command"] == [*words, "--event-level", level]
        again = regrouping.command(snapshot.manifest, "", None)
    assert again == " ".join(["python -m coverage", *words])
    assert main(words) == EXIT_OK
    with Snapshot(tmp_path / "current") as snapshot:
        assert snapshot.manifest["settings"]["event_level"] is None


@pytest.mark.parametrize("level", ["1.9", "11.5", "broad"])
def test_a_level_that_is_none_is_refused(
    level: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", "seeds", "--out", str(tmp_path / "current"), "--event-level", level])
    assert ended.value.code == EXIT_USAGE
    assert level in capsys.readouterr().err
