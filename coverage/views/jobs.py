"""Exports made behind the pages: each by a process of its own, so that no page waits for one.

Knows no Streamlit. A job can be cancelled; at most `AT_ONCE` run, the others wait their turn; one
that runs too long is ended. What was made stays in a folder of this server until later jobs need
the room.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

AT_ONCE = 1
"""Jobs that run at a time: the pages need the other core."""

SECONDS = 600
"""After which a job is ended. Own choice: pictures of the largest event take a minute."""

N_KEPT = 20
"""Jobs whose files are kept."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands. `done` of `total` steps of `stage`, "" before the first.

    `file`: what it made, where it ended well; `failure`: why it did not, in words.
    """

    number: int
    to: str
    is_over: bool = False
    stage: str = ""
    done: int = 0
    total: int = 1
    file: Path | None = None
    failure: str = ""


class Jobs:
    """The exports of this server. Safe to share between threads."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="coverage-exports-"))
        self._lock = threading.Lock()
        self._turn = threading.Semaphore(AT_ONCE)
        self._jobs: dict[int, Job] = {}
        self._running: dict[int, subprocess.Popen[str]] = {}
        self._number = 0

    def start(self, snapshot: Path, event_id: str, to: str, view: Mapping[str, Any]) -> int:
        """Make an export; returns its number."""
        with self._lock:
            self._number += 1
            number = self._number
            self._jobs[number] = Job(number, to)
            self._forget()
        folder = self._folder / str(number)
        folder.mkdir()
        told = folder / "view.json"
        told.write_text(json.dumps(view), encoding="utf-8")
        command = ["--snapshot", str(snapshot), "--event", event_id, "--to", to,
                   "--out", str(folder / "made"), "--view", str(told), "--tell"]  # fmt: skip
        threading.Thread(target=self._run, args=(number, command), daemon=True).start()
        return number

    def get(self, number: int) -> Job | None:
        """A job as it stands; `None` for one that is not known any more."""
        with self._lock:
            return self._jobs.get(number)

    def cancel(self, number: int) -> None:
        """End a job that runs or waits."""
        self._end(number, "Cancelled.")

    def _end(self, number: int, why: str) -> None:
        with self._lock:
            job = self._jobs.get(number)
            if job is None or job.is_over:
                return
            self._jobs[number] = replace(job, is_over=True, failure=why)
            process = self._running.get(number)
        if process is not None:
            _kill(process)

    def _run(self, number: int, command: list[str]) -> None:
        """The thread: wait for a turn, run the process, keep what it tells."""
        with self._turn:
            with self._lock:
                if self._jobs[number].is_over:
                    return
                process = self._running[number] = subprocess.Popen(  # noqa: S603 - own words
                    [sys.executable, "-m", "coverage", "export", *command],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    text=True,
                    cwd=Path(__file__).parents[2],
                    start_new_session=True,  # so that a browser it starts ends with it
                )
            watch = threading.Timer(SECONDS, self._end, (number, "It took too long and was ended."))
            watch.start()
            said = self._follow(number, process)
            process.wait()
            if process.stderr is not None:
                process.stderr.close()
            watch.cancel()
            with self._lock:
                del self._running[number]
                job = self._jobs.get(number)
                if job is not None and not job.is_over:
                    self._jobs[number] = _over(job, process.returncode, said, command)

    def _follow(self, number: int, process: subprocess.Popen[str]) -> list[str]:
        """Keep the steps that the process tells; returns its other lines."""
        rest = []
        for line in process.stderr or ():
            parts = line.split()
            if parts[:1] == ["@"]:
                _, stage, done, total = parts
                with self._lock:
                    job = self._jobs[number]
                    self._jobs[number] = replace(job, stage=stage, done=int(done), total=int(total))
            else:
                rest.append(line.strip())
        return rest

    def _forget(self) -> None:
        """Let the oldest jobs go; the lock is held."""
        over = [number for number, job in self._jobs.items() if job.is_over]
        for number in over[: max(len(self._jobs) - N_KEPT, 0)]:
            del self._jobs[number]
            shutil.rmtree(self._folder / str(number), ignore_errors=True)


def _over(job: Job, code: int, said: list[str], command: list[str]) -> Job:
    """The job once its process has ended."""
    out = Path(command[command.index("--out") + 1])
    files = sorted(out.glob("*")) if out.is_dir() else []
    if code == 0 and files:
        return replace(job, is_over=True, file=files[0])
    why = next(
        (line.removeprefix("coverage: ") for line in said if line.startswith("coverage:")), ""
    )
    return replace(job, is_over=True, failure=why or "It failed for a reason nobody foresaw.")


def _kill(process: subprocess.Popen[str]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
