"""The command line: what it prints, where, and what it ends with."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coverage import additions, corrections, edits, store
from coverage.__main__ import EXIT_FAILED, EXIT_OK, EXIT_USAGE, main
from coverage.cli import parser
from coverage.corrections import Log
from coverage.store import Snapshot
from tests.examples import COURIER_ON_PAINTING, page, write_pages

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(tmp_path_factory.mktemp("inputs") / "pages")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "data" / "current"


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """What a failed command says: one line on standard error, nothing on standard output."""
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("coverage: ")
    assert printed.err.count("\n") == 1
    assert printed.err.endswith(".\n")
    return printed.err


def test_a_build_says_what_it_made_and_the_next_that_nothing_changed(
    pages: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody looks at a terminal here, so standard error, where bars are drawn, stays empty."""
    arguments = ["build", str(pages), "--out", str(out)]
    assert main(arguments) == EXIT_OK
    first = capsys.readouterr()
    assert first.out.startswith("3 articles, 1 events, ")
    assert str(out) in first.out
    assert "1 pages were not used; rejected.parquet says why." in first.out
    assert main(arguments) == EXIT_OK
    second = capsys.readouterr()
    assert second.out == f"Nothing has changed; {out} is up to date.\n"
    assert first.err == second.err == ""
    with Snapshot(out) as snapshot:
        assert snapshot.manifest["counts"]["articles"] == 3


def test_what_was_added_and_corrected_in_the_app_is_said_in_one_line(
    pages: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["build", str(pages), "--out", str(out)]
    assert main(arguments) == EXIT_OK
    assert "app" not in capsys.readouterr().out
    additions.add(out, "painting.txt", page(COURIER_ON_PAINTING).encode(), "ada")
    with Snapshot(out) as snapshot:
        known = str(snapshot.table("articles").article_id.iloc[0])
    changes = [edits.outlet_change(target, "", "Coast Herald") for target in (known, "gone")]
    Log(corrections.place(out)).add(changes, "ada", "", seen=0)
    for _ in range(2):  # also where nothing has changed since
        assert main(arguments) == EXIT_OK
        said = capsys.readouterr().out
        assert "Included from the app: 1 pages added, 1 corrections.\n" in said
        assert "1 corrections find what they are about no more; manifest.json lists" in said
    assert said.startswith("Nothing has changed")


def test_a_build_waits_for_another_one_and_says_so(
    pages: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with store.lock(out):
            done = pool.submit(main, ["build", str(pages), "--out", str(out)])
            end = time.monotonic() + 60
            said = ""
            while "waits for it to end" not in said:
                assert time.monotonic() < end
                time.sleep(0.05)
                said += capsys.readouterr().err
        assert done.result(timeout=120) == EXIT_OK


def test_a_missing_input_is_one_sentence(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(tmp_path / "nowhere"), "--out", str(out)]) == EXIT_FAILED
    assert "There is no file or folder nowhere" in complaint(capsys)
    assert not out.parent.exists()


def test_an_empty_folder_is_one_sentence(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pages").mkdir()
    assert main(["build", str(tmp_path / "pages"), "--out", str(out)]) == EXIT_FAILED
    assert "holds nothing that can be read" in complaint(capsys)


def test_a_missing_manifest_is_one_sentence(
    pages: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["build", str(pages), "--out", str(out), "--manifest", str(pages / "no.toml")]
    assert main(arguments) == EXIT_FAILED
    assert "no manifest no.toml" in complaint(capsys)


def test_a_missing_model_is_one_line_that_says_how_to_get_it(
    pages: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["build", str(pages), "--out", str(out), "--model", "no-such-model"]
    assert main(arguments) == EXIT_FAILED
    said = complaint(capsys)
    assert "The model no-such-model is not on this machine" in said
    assert "leave --model out" in said
    assert not out.parent.exists()


def test_a_folder_in_the_way_is_one_sentence(
    pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The pages' own folder was given as --out by mistake: they are still there."""
    before = sorted(pages.iterdir())
    assert main(["build", str(pages), "--out", str(pages)]) == EXIT_FAILED
    assert "is no snapshot of this program" in complaint(capsys)
    assert sorted(pages.iterdir()) == before


def test_columns_of_a_table_are_named_on_the_command_line(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "export.csv"
    story = "The council of Port Ellery voted on Monday to close the old pier for two years. " * 3
    table.write_text(f"story;medium\n{story};Ellery Echo\n")
    arguments = ["build", str(table), "--out", str(out)]
    assert main(arguments) == EXIT_FAILED
    assert "export.csv has no column of article text among story, medium" in complaint(capsys)
    assert main([*arguments, "--columns", "story=text"]) == EXIT_USAGE
    assert "it knows id, outlet" in complaint(capsys)
    assert main([*arguments, "--columns", "text=story,outlet=medium"]) == EXIT_OK
    with Snapshot(out) as snapshot:
        assert snapshot.manifest["counts"]["articles"] == 1


@pytest.mark.parametrize("what", ["pages", "events", "claims", "reuse"])
def test_labelled_data_that_is_not_there_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    assert main(["evaluate", what, str(tmp_path / "nowhere")]) == EXIT_FAILED
    assert complaint(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["guess"],
        ["build"],
        ["build", "pages"],  # no --out
        ["build", "--out", "data/current"],  # no input
        ["evaluate", "taste", "gold"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == EXIT_USAGE
    assert "usage: python -m coverage" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "fetch", "evaluate", "train"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == EXIT_OK
    assert "usage:" in capsys.readouterr().out
    assert command in parser().format_help()


def test_the_package_is_a_program() -> None:
    """As typed in a shell: the help names the exit codes."""
    done = subprocess.run(
        [sys.executable, "-m", "coverage", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (EXIT_OK, "")
    assert "exit codes: 0 done, 1" in done.stdout
