"""Fetching: what is kept of the web, where, and what the command says.

Nothing but loopback is asked, and that only where a test allows it.
"""

from __future__ import annotations

import gzip
import random
import resource
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coverage.__main__ import EXIT_FAILED, EXIT_OK, EXIT_USAGE, main
from coverage.errors import ArchiveUnwritable
from coverage.reading.fetching import fetch
from coverage.reading.sources import read
from tests.reading.loopback import (
    HERE,
    PAGE,
    RSS,
    Asked,
    Reply,
    answering,
    leading,
    serving,
)


class Missed(list[str]):
    """What was told of pages that were not fetched: reasons, in their order."""

    def __call__(self, url: str, reason: str) -> None:
        """Note the reason."""
        self.append(reason)


def test_a_page_comes_back_as_it_was_with_its_address_and_time(tmp_path: Path) -> None:
    """Packed, in an old encoding and behind a redirect: what `read` gets is the page."""
    packed = gzip.compress(PAGE.encode("cp1252"))
    kind = "text/html; charset=windows-1252"
    pages = {
        "/pier": answering(packed, kind, Content_Encoding="gzip", Set_Cookie="id=1"),
        "/moved": leading("/pier"),
    }
    before = datetime.now(UTC).replace(microsecond=0)
    with serving(pages) as site:
        fetched = fetch([f"{site.root}/moved#top"], [], tmp_path, HERE)
        assert site.asked == ["/robots.txt", "/moved", "/pier"]
        assert set(site.hosts) == {f"127.0.0.1:{site.server_port}"}
    (document,), rejected = read([tmp_path])
    assert not rejected
    assert (document.content, document.url) == (PAGE, f"{site.root}/pier")
    assert document.retrieved is not None
    assert before <= document.retrieved <= datetime.now(UTC)
    assert (fetched.n_pages, fetched.n_missed, fetched.is_stopped) == (1, 0, False)
    kept = gzip.decompress(fetched.archive.read_bytes())
    assert b"X-Crawl-Content-Encoding: gzip\r\n" in kept
    assert b"id=1" not in kept


def test_one_bad_page_loses_nothing_else(tmp_path: Path) -> None:
    missed = Missed()
    pages: dict[str, Reply] = {"/a": PAGE.encode(), "/b": b"<p>Harbour", "/to-a": leading("/a")}
    seen: list[tuple[str, int, int]] = []
    with serving(pages) as site:
        wanted = [f"{site.root}/{name}" for name in ("a", "gone", "a", "to-a", "b")]
        fetched = fetch(
            ["ellery-echo.example", *wanted],
            [],
            tmp_path / "news.warc.gz",
            HERE,
            report=lambda *step: seen.append(step),
            tell=missed,
        )
    assert [d.url for d in read([fetched.archive])[0]] == [f"{site.root}/a", f"{site.root}/b"]
    assert missed == [
        "it does not begin with http:// or https://",
        "the site has no such page; check the address (404)",
        "it leads to a page that is fetched already",
    ]
    assert fetched.n_missed == 3
    assert seen[-1] == ("pages", 5, 5)


def test_pages_of_feeds_are_fetched_and_a_feed_that_is_none_is_told(tmp_path: Path) -> None:
    missed = Missed()
    pages: dict[str, Reply] = {
        "/rss": answering(RSS.encode(), "text/html; charset=utf-8"),  # as some sites say
        "/html": PAGE.encode(),
        "/pier": PAGE.encode(),
        "/harbour?a=1&b=2": b"<p>Harbour",
    }
    with serving(pages) as site:
        feeds = [f"{site.root}/rss", f"{site.root}/html"]
        fetched = fetch([], feeds, tmp_path, HERE, per_feed=3, tell=missed)
    assert [d.url for d in read([fetched.archive])[0]] == [
        f"{site.root}/pier",
        f"{site.root}/harbour?a=1&b=2",
    ]
    assert missed == ["it is no feed (RSS or Atom)"]


def test_ctrl_c_keeps_what_was_fetched(tmp_path: Path) -> None:
    """It comes while the second page is on its way; the third is never asked. In a process of its
    own, as at a terminal: here other tests' libraries may have taken the signal for themselves.
    """
    running: list[subprocess.Popen[str]] = []

    def stopped(asked: Asked) -> None:
        asked.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Har")
        asked.wfile.flush()
        time.sleep(0.2)  # until it waits for the rest
        running[-1].send_signal(signal.SIGINT)
        running[-1].wait(timeout=30)

    def fetched(*urls: str) -> tuple[int, str]:
        words = [sys.executable, "-m", "coverage", "fetch", *urls, "--out", str(tmp_path)]
        words += ["--allow-network", "127.0.0.0/8"]
        running.append(subprocess.Popen(words, stdout=subprocess.PIPE, text=True))
        said, _ = running[-1].communicate(timeout=60)
        return running[-1].returncode, said

    with serving({"/a": PAGE.encode(), "/b": stopped, "/c": b"<p>Ferry"}) as site:
        code, said = fetched(*(site.root + path for path in ("/a", "/b", "/c")))
        assert site.asked == ["/robots.txt", "/a", "/b"]
        assert code == EXIT_OK
        assert said.startswith("stopped; 1 page fetched")
        assert [d.content for d in read([tmp_path])[0]] == [PAGE]
        archives = list(tmp_path.iterdir())
        assert fetched(f"{site.root}/b")[0] == EXIT_FAILED
    assert list(tmp_path.iterdir()) == archives


def test_an_archive_appears_when_it_is_whole_and_nothing_is_overwritten(tmp_path: Path) -> None:
    def look(asked: Asked) -> None:
        names.append([path.name for path in tmp_path.iterdir() if path.name[0] != "."])
        if len(names) == 2:  # another run ends meanwhile
            (tmp_path / "news.warc.gz").write_bytes(b"another")
        asked.answer(PAGE.encode())

    names: list[list[str]] = []
    out = tmp_path / "news.warc.gz"
    with serving({"/a": look, "/b": look}) as site:
        fetched = fetch([f"{site.root}/a", f"{site.root}/b"], [], out, HERE)
        assert names == [[], []]
        assert (out.read_bytes(), fetched.archive.name) == (b"another", "news-2.warc.gz")
        with pytest.raises(ArchiveUnwritable, match="is there already"):
            fetch([f"{site.root}/a"], [], out, HERE)
        assert len(names) == 2
    assert len(read([fetched.archive])[0]) == 1  # the two pages are the same
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news-2.warc.gz", "news.warc.gz"]


def test_two_runs_into_one_folder_are_two_archives(tmp_path: Path) -> None:
    with serving({"/": PAGE.encode()}) as site:
        first, second = (fetch([site.root], [], tmp_path, HERE).archive for _ in range(2))
    assert first != second
    assert {first, second} == set(tmp_path.iterdir())


def test_on_a_full_disk_what_was_fetched_before_is_kept(tmp_path: Path) -> None:
    """The disk's end is played by the system's limit on the size of a file."""
    noise = random.Random(1).randbytes(200_000).hex().encode()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with serving({"/a": PAGE.encode(), "/b": noise}) as site:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
        try:
            with pytest.raises(ArchiveUnwritable, match=r"cannot be written \(File too large\)"):
                fetch([f"{site.root}/a", f"{site.root}/b"], [], tmp_path, HERE)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    documents, rejected = read([tmp_path])
    assert ([d.content for d in documents], rejected) == ([PAGE], [])


@pytest.mark.parametrize("name", ["file/news.warc.gz", "news.warc", "file"])
def test_a_place_where_no_archive_can_stand_is_told_before_anything_is_asked(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").touch()
    with serving({}) as site:
        with pytest.raises(ArchiveUnwritable, match=r"--out"):
            fetch([site.root], [], tmp_path / name, HERE)
        assert site.asked == []


def test_the_command_says_what_came_what_did_not_and_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "news.warc.gz"
    with serving({"/pier": PAGE.encode()}) as site:
        arguments = ["fetch", f"{site.root}/pier", "ftp://a:b@ellery-echo.example/x"]
        allowed = ["--allow-network", "127.0.0.1/32", "--out", str(out)]
        assert main([*arguments, *allowed]) == EXIT_OK
    printed = capsys.readouterr()
    assert printed.out == (
        f"1 page fetched, 1 not -> {out}\nnext: python -m coverage build {out} --out data/current\n"
    )
    assert printed.err == (
        "not fetched: ftp://ellery-echo.example/x: it does not begin with http:// or https://\n"
    )
    assert len(read([out])[0]) == 1


def test_the_command_asks_nobody_on_this_machine_unless_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving({"/": PAGE.encode()}) as site:
        assert main(["fetch", "--feed", site.root, "--out", str(tmp_path)]) == EXIT_FAILED
        assert site.asked == []
    not_fetched, last = capsys.readouterr().err.splitlines()
    assert not_fetched.endswith("--allow-network 127.0.0.1 lets it be asked")
    assert last == "coverage: Nothing was fetched; the reasons are given with each address."


@pytest.mark.parametrize(
    "wrong", [["--limit", "0"], ["--allow-network", "localhost"], ["--limit", "many"]]
)
def test_wrong_usage_ends_with_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["fetch", "https://ellery-echo.example/", *wrong])
    assert ended.value.code == EXIT_USAGE
    assert f"argument {wrong[0]}: invalid" in capsys.readouterr().err


def test_nothing_to_fetch_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch"]) == EXIT_USAGE
    assert "name an address, or a feed behind --feed" in capsys.readouterr().err
