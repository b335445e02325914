"""Builds behind the pages: one at a time a link, in a thread that no reload or closed tab stops.

Knows no Streamlit. A build that is asked for while one runs comes after it, so that what was
added or corrected meanwhile is in the snapshot that opens in the end.
"""

from __future__ import annotations

import importlib
import logging
import os
import threading
import time
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from coverage.errors import CoverageError
from coverage.views.phrases import count, join

STAGES = {
    "reading": "Reading pages",
    "sentences": "Sentences",
    "voices": "Voices",
    "reuse": "Copies",
    "embedding": "Vectors",
    "events": "Events",
    "claims": "Claims",
    "sub-events": "Sub-events",
    "wording": "Wording",
    "writing": "Writing",
}
"""Stages in their order, as `comparison.compare` and `building` report them, and their names."""


@dataclass(frozen=True, slots=True)
class Build:
    """A build as it stands. `done` of `total` steps of `stage`; "" before the first."""

    number: int  # counts up the builds of this server
    by: tuple[str, ...]  # who asked for it
    began: float  # seconds, of `time.monotonic`
    stage: str = ""
    done: int = 0
    total: int = 1
    is_running: bool = True
    news: str = ""  # what it brought, where it ended well
    failure: str = ""  # why it did not, in words for the screen


class Builds:
    """The builds of this server. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._builds: dict[Path, Build] = {}
        self._again: set[Path] = set()
        self._number = 0

    def get(self, out: Path) -> Build | None:
        """The build of `out` that runs, else the last one, else nothing."""
        with self._lock:
            return self._builds.get(out)

    def start(self, out: Path, by: str, inputs: Sequence[Path] = ()) -> int:
        """Build `out` again, after the build that runs if one does; returns the build's number.

        `inputs`: of what it is built for the first time.
        """
        with self._lock:
            running = self._builds.get(out)
            if running is not None and running.is_running:
                self._again.add(out)
                names = tuple(dict.fromkeys([*running.by, by]))
                self._builds[out] = replace(running, by=names)
                return running.number
            self._number += 1
            self._builds[out] = Build(self._number, (by,), time.monotonic())
            threading.Thread(
                target=self._run, args=(out, inputs), daemon=True, name="build"
            ).start()
            return self._number

    def _run(self, out: Path, inputs: Sequence[Path]) -> None:
        """The thread: build until nobody wants it again, and tell what that brought."""
        before = known(out)
        while True:
            failure = self._attempt(out, inputs)
            news = "" if failure else told(before, known(out))
            with self._lock:
                if out not in self._again:
                    self._builds[out] = replace(
                        self._builds[out], is_running=False, news=news, failure=failure
                    )
                    return
                self._again.remove(out)

    def _attempt(self, out: Path, inputs: Sequence[Path]) -> str:
        """Build once; returns why it failed, or "". Imported here: its models take seconds."""
        try:
            building = importlib.import_module("coverage.building")
            report = partial(self._report, out)
            if inputs:
                words = [os.path.relpath(place) for place in (*inputs, out)]
                told = ["build", *words[:-1], "--out", words[-1]]
                building.build(inputs, out, report=report, command=told)
            else:
                building.rebuild(out, report)
        except CoverageError as error:
            return str(error)
        except Exception as error:  # a page of the server must not wait for a thread that died
            logging.getLogger(__name__).exception("A build failed.")
            return f"An error nobody foresaw ({type(error).__name__}); the server's log tells more."
        return ""

    def _report(self, out: Path, stage: str, done: int, total: int) -> None:
        with self._lock:
            self._builds[out] = replace(self._builds[out], stage=stage, done=done, total=total)


Known = dict[Hashable, dict[Hashable, Any]]
"""Articles by id, with what may be corrected of them."""


def known(out: Path) -> tuple[Known, set[str]]:
    """The articles shown as `out`, and the ids of pages that were not used, or not wholly."""
    columns = ["article_id", "event_id", "outlet", "published", "published_precision"]
    try:
        rows = pq.read_table(out / "articles.parquet", columns=columns).to_pylist()
        rejected = pq.read_table(out / "rejected.parquet", columns=["source_id"])
    except OSError:
        return {}, set()
    articles = {row["article_id"]: row for row in rows}
    return articles, set(rejected["source_id"].to_pylist())


def told(before: tuple[Known, set[str]], after: tuple[Known, set[str]]) -> str:
    """What differs between two snapshots: "12 articles added to 3 events"."""
    (old, old_unused), (new, new_unused) = before, after
    added, gone = new.keys() - old.keys(), old.keys() - new.keys()
    corrected = [key for key in new.keys() & old.keys() if _read(new[key]) != _read(old[key])]
    parts = []
    if added:
        n_events = len({new[key]["event_id"] for key in added})
        parts.append(f"{count(len(added), 'article')} added to {count(n_events, 'event')}")
    parts += _counted(gone, "article", "taken out")
    parts += _counted(corrected, "article", "changed")
    parts += _counted(new_unused - old_unused, "page", "not used")
    return join(parts) or "Nothing in the articles has changed"


def _read(article: dict[Hashable, Any]) -> dict[Hashable, Any]:
    """An article but for its event, which other articles may move it to."""
    return {name: value for name, value in article.items() if name != "event_id"}


def _counted(found: Iterable[object], noun: str, what: str) -> list[str]:
    n = len(list(found))
    return [f"{count(n, noun)} {what}"] if n else []
