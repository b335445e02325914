"""One event into files, by the command line and behind the pages."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from coverage import exporting
from coverage.__main__ import EXIT_FAILED, EXIT_OK, EXIT_USAGE, main
from coverage.errors import UsageError
from coverage.store import Snapshot
from coverage.views import subject_of
from coverage.views.jobs import Job, Jobs
from tests.views import linked_snapshot
from tests.views.test_browser import CHROMIUM


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small snapshot with links: three outlets on a bridge, two on a ferry."""
    return linked_snapshot.write(tmp_path_factory.mktemp("data") / "current")


@pytest.fixture(autouse=True)
def _at_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1950000000")


def command(linked: Path, out: Path, *more: str) -> list[str]:
    return ["export", "--snapshot", str(linked), "--event", "bridge", "--out", str(out), *more]


@pytest.mark.parametrize("to", exporting.SINGLE)
def test_each_kind_of_file_is_made_and_is_the_same_twice(
    linked: Path, tmp_path: Path, to: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = []
    for name in ("one", "two"):
        assert main(command(linked, tmp_path / name, "--to", to)) == EXIT_OK
        assert str(tmp_path / name) in capsys.readouterr().out
        (file,) = (tmp_path / name).iterdir()
        assert file.suffix == exporting.FORMATS[to]
        made.append(file.read_bytes())
    assert made[0] == made[1]
    assert len(made[0]) > 100


def test_which_event_is_asked_for_with_their_names(
    linked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["export", "--snapshot", str(linked), "--out", str(tmp_path), "--to", "csv"]
    assert main(arguments) == EXIT_USAGE
    said = capsys.readouterr().err
    assert "bridge  " in said
    assert "ferry  " in said
    assert main([*arguments, "--event", "nowhere"]) == EXIT_USAGE
    assert "no event nowhere" in capsys.readouterr().err


def test_outlets_and_strictness_hold_in_what_is_made(linked: Path, tmp_path: Path) -> None:
    chosen = ["--outlet", "Harbour Courier", "--outlet", "Lenn Gazette", "--strictness", "0.95"]
    assert main(command(linked, tmp_path, "--to", "parquet", *chosen)) == EXIT_OK
    (file,) = tmp_path.iterdir()
    table = pd.read_parquet(file)
    assert set(table["outlet"]) == {"Harbour Courier", "Lenn Gazette"}
    assert set(table["strictness"]) == {0.95}
    assert set(table["claim_n_outlets"]) == {1}  # the closing matches with .9: here not one claim


def test_a_view_names_claims_and_filters(linked: Path, tmp_path: Path) -> None:
    with Snapshot(linked) as snapshot:
        ids = list(snapshot.table("claims").query("event_id == 'bridge'")["claim_id"])[:2]
    view = tmp_path / "view.json"
    view.write_text(json.dumps({"claim_ids": ids, "filters": ["claims told by two"]}))
    out = tmp_path / "made"
    assert main(command(linked, out, "--to", "parquet", "--view", str(view))) == EXIT_OK
    (file,) = out.iterdir()
    table = pd.read_parquet(file)
    assert list(dict.fromkeys(table["claim_id"])) == ids
    assert "claims told by two" in table["filters"].iloc[0]


@pytest.mark.parametrize("content", ["", "[]", "{"])
def test_a_file_that_is_no_view_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "view.json").write_text(content)
    with pytest.raises(UsageError, match="holds no view"):
        exporting.read_view(tmp_path / "view.json")


def test_a_place_that_cannot_be_written_is_said(
    linked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    assert main(command(linked, tmp_path / "taken", "--to", "csv")) == EXIT_FAILED
    assert "cannot be written" in capsys.readouterr().err


def over(jobs: Jobs, number: int, seconds: float = 90) -> Job:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        job = jobs.get(number)
        assert job is not None
        if job.is_over:
            return job
        time.sleep(0.05)
    pytest.fail("the export did not end in time")


def test_a_job_makes_the_file_by_a_process_of_its_own(linked: Path) -> None:
    jobs = Jobs()
    job = over(jobs, jobs.start(linked, "bridge", "csv", {}))
    assert job.failure == ""
    assert job.file is not None
    assert job.file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert (job.stage, job.done, job.total) == ("csv", 1, 1)


def test_a_job_that_fails_says_why(linked: Path) -> None:
    jobs = Jobs()
    job = over(jobs, jobs.start(linked, "nowhere", "csv", {}))
    assert job.file is None
    assert "no event nowhere" in job.failure


def test_a_job_is_cancelled_while_it_runs_or_waits(linked: Path) -> None:
    """The second waits for the first; both end at once, and a third gets its turn."""
    jobs = Jobs()
    first, second = (jobs.start(linked, "bridge", "deck", {}) for _ in range(2))
    for number in (second, first):
        jobs.cancel(number)
        assert over(jobs, number, 5).failure == "Cancelled."
    assert over(jobs, jobs.start(linked, "bridge", "csv", {})).file is not None


def test_everything_is_one_zip_with_a_manifest(linked: Path, tmp_path: Path) -> None:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    assert main(command(linked, tmp_path, "--to", "all")) == EXIT_OK
    (file,) = tmp_path.iterdir()
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
    endings = {Path(name).suffix for name in names}
    assert {".pptx", ".xlsx", ".html", ".csv", ".parquet", ".png", ".svg", ".pdf"} <= endings
    assert any("bridge" in line.casefold() for line in manifest["said"])


def test_what_is_of_other_outlets_stays_away(linked: Path) -> None:
    """Counts and findings are the whole event's; rows are those of the outlets that are shown."""
    wanted = subject_of.Wanted(outlets=("Harbour Courier", "Lenn Gazette"))
    with Snapshot(linked) as snapshot:
        whole = subject_of.read(snapshot, "bridge", [], exporting.made())
        few = subject_of.read(snapshot, "bridge", [], exporting.made(), wanted)
    assert few.n_outlets == whole.n_outlets == 3
    for table in (few.articles, few.cells, few.mentions, few.voices, few.keys):
        assert set(table["outlet"]) <= set(wanted.outlets)
    assert set(whole.articles["outlet"]) - set(few.articles["outlet"]) == {"The Upland Observer"}
