"""Addresses and feeds -> one archive of the pages behind them, which `build` reads.

One at a time and one after the other: `sites` asks each site as it wants to be asked, `answers`
bounds what comes, `hosts` which machines may be asked, `archiving` keeps what came. A page that
cannot be fetched is told with its reason, and the others go on.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coverage.errors import ArchiveUnwritable, NothingFetched
from coverage.reading import feeds
from coverage.reading.answers import shown
from coverage.reading.archives import HTML
from coverage.reading.archiving import ENDING, Archive
from coverage.reading.hosts import Limits, NotFetched
from coverage.reading.sites import Sites
from coverage.records import Report, silent

FEED_LIMIT = 50
"""Items of a feed whose pages are fetched. Own choice: feeds list 10 to 100."""

Tell = Callable[[str, str], None]
"""Called as `tell(url, reason)` for each page or feed that was not fetched."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a run brought. `n_missed` counts pages and feeds; `is_stopped`: by Ctrl-C, midway."""

    archive: Path
    n_pages: int
    n_missed: int
    is_stopped: bool


def fetch(
    urls: Sequence[str],
    feed_urls: Sequence[str],
    out: Path,
    limits: Limits | None = None,
    per_feed: int = FEED_LIMIT,
    report: Report = silent,
    tell: Tell = lambda url, reason: None,
) -> Fetched:
    """Fetch `urls` and the first `per_feed` pages of each feed into an archive at `out`.

    `out`: an archive to write (`.warc.gz`), or a folder in which it is named by the time.
    The archive appears when it is whole; on Ctrl-C it holds what was fetched until then. Raises
    `NothingFetched` without a page, `ArchiveUnwritable` where no archive can be written, and
    `KeyboardInterrupt` where that comes before the first page.
    """
    run = _Run(limits or Limits(), report, tell)
    is_stopped = False
    with Archive(_place(out)) as archive:
        try:
            run.keep([*urls, *run.listed(feed_urls, per_feed)], archive)
        except KeyboardInterrupt:
            is_stopped = True
    if archive.path is None:
        if is_stopped:
            raise KeyboardInterrupt
        raise NothingFetched("Nothing was fetched; the reasons are given with each address.")
    return Fetched(archive.path, len(run.kept), run.n_missed, is_stopped)


def _place(out: Path) -> Path:
    if out.suffix == ".warc":
        raise ArchiveUnwritable(f"{out} would not be packed; let --out end in {ENDING}.")
    if not out.name.endswith(ENDING):
        return out / f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}{ENDING}"
    if out.exists():
        raise ArchiveUnwritable(f"{out} is there already; choose another --out.")
    return out


class _Run:
    """One run: its sites, the addresses kept so far, and how many were missed."""

    def __init__(self, limits: Limits, report: Report, tell: Tell) -> None:
        self.kept: set[str] = set()
        self.n_missed = 0
        self._limits, self._report, self._tell = limits, report, tell
        self._sites = Sites(limits)

    def listed(self, feed_urls: Sequence[str], per_feed: int) -> list[str]:
        """Addresses of the pages that feeds list, in their order."""
        found: list[str] = []
        for done, url in enumerate(feed_urls, start=1):
            with self._missing(url):
                found += feeds.links(self._sites.page(url, feeds.FEEDS, feeds.MAX_BYTES), per_feed)
            self._report("feeds", done, len(feed_urls))
        return found

    def keep(self, urls: Sequence[str], archive: Archive) -> None:
        """Fetch each of `urls` once into `archive`."""
        wanted = list(dict.fromkeys(urls))
        for done, url in enumerate(wanted, start=1):
            with self._missing(url):
                answer = self._sites.page(url, HTML)
                if answer.url in self.kept:
                    raise NotFetched("it leads to a page that is fetched already")
                archive.add(answer)
                self.kept.add(answer.url)
            self._report("pages", done, len(wanted))

    @contextlib.contextmanager
    def _missing(self, url: str) -> Iterator[None]:
        try:
            yield
        except NotFetched as error:
            self.n_missed += 1
            self._tell(shown(url), str(error))
