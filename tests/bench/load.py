"""How fast the app is on a large snapshot: `python -m tests.bench.load GOLD [--n N] [--sessions S]`

The real server, and sessions that speak to it as browsers do (`sessions`), on the same machine: a
page opened by one session alone, for the first time and again; the controls of the overview and the
matrix; then many sessions at once that read, filter and pause; and what the server needs in memory.
Times are from the request to the end of the script; what a browser then draws is `pictures`.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from coverage.store import Snapshot, read_manifest
from tests.bench import large, pictures
from tests.bench.sessions import Run, Session, labels, memory, served
from tests.bench.widest import EVENT as WIDEST

EVENT_PAGES = ("event", "read", "voices", "wording", "copies", "timeline", "review")
WORDS = ("strike", "bank", "minister", "vote", "ferry", "senate", "border", "prices")
PAUSE = (1.0, 5.0)
"""Seconds that somebody looks at a page before the next step, from and to."""

N_STEPS = 12
"""Steps of each of many sessions."""

Step = Callable[[Session], Run]


def events(snapshot: Path, n: int) -> list[str]:
    """Ids of `n` events of several outlets, anywhere in the snapshot; the same each time."""
    with Snapshot(snapshot) as opened:
        found = opened.query("SELECT event_id FROM events WHERE n_outlets > 2 ORDER BY event_id")
    ids = [event_id for event_id in found["event_id"] if event_id != WIDEST]
    return random.Random(1).sample(ids, n)


def opening(page: str, **query: str) -> Step:
    """Open a page by its address."""
    return lambda session: session.open(page, **query)


def putting(key: str, value: object) -> Step:
    """Set a widget."""
    return lambda session: session.put(key, value)


def stricter(k: int) -> Step:
    """Move the slider of match strictness to its position of number `k`."""

    def move(session: Session) -> Run:
        offered = labels(session.widgets["control_strictness"].element)
        return session.put("control_strictness", [offered[k]])

    return move


def pages(event_ids: list[str]) -> Iterator[tuple[str, Step]]:
    """Every page, those of one event for the widest and for others."""
    yield "overview", opening("")
    for part in ("blind", "near", "level"):
        yield f"overview: {part}", opening("", show=part)
    for number, event_id in enumerate([WIDEST, *event_ids]):
        whose = f"event {number}" if number else "widest event"
        for page in EVENT_PAGES:
            yield f"{page}, {whose}", opening(page, event=event_id)
    yield "wording, all events", opening("wording", scope="all")
    yield "review, all events", opening("review", scope="all")
    yield "search", opening("search")
    for word in ("ceasefire", "the"):
        yield f"search: {word}", opening("search", seek=word)
    for number, text in enumerate(("The strike is over", "Troops crossed the border")):
        yield f"search by meaning, {number + 1}", opening("search", seek=text, by="meaning")
    yield "corpus", opening("corpus")
    yield "corpus, filtered", opening("corpus", find="outlet 017 strike")
    yield "present", opening("present")
    yield "methods", opening("methods")


def controls(event_id: str) -> Iterator[tuple[str, Step, list[Step]]]:
    """A page, and on it one control at several values."""
    words = [putting("control_words", word) for word in WORDS]
    yield "overview: words", opening(""), words
    outlets = [putting("control_outlets", [f"Outlet {k:03d}"]) for k in range(6)]
    yield "overview: outlets", opening(""), outlets
    for whose, own in (("widest event", WIDEST), ("event 1", event_id)):
        opened = opening("event", event=own)
        words = [putting("control_filter", word) for word in ("strike", "port", "signs", "")]
        yield f"matrix filter, {whose}", opened, words
        orders = ("Most divergent", "Only one outlet", "Most shared first")
        yield f"matrix order, {whose}", opened, [putting("control_sort", [o]) for o in orders]
        yield f"strictness, {whose}", opened, [stricter(k) for k in (2, 5, 8, 3)]
        yield f"strictness again, {whose}", opened, [stricter(k) for k in (2, 5, 8, 3)]


def said(name: str, run: Run, more: str = "") -> None:
    """A line of the table."""
    n_bytes, kind = run.largest
    trouble = f"  ! {run.troubles}" if run.troubles else ""
    print(
        f"{name:<36} {run.seconds:7.2f} s {more:>18} {run.n_bytes / 1000:8.0f} kB"
        f"  largest {n_bytes / 1000:6.0f} kB {kind}{trouble}",
        flush=True,
    )


def walk(base: str, event_ids: list[str]) -> None:
    """Each page by one session: opened for the first time, and again by another session."""
    print(f"{'page':<36} {'first':>9} {'again':>18} {'sent':>11}")
    for name, step in pages(event_ids):
        with Session(base) as session:
            first = step(session)
        with Session(base) as session:
            again = step(session)
        said(name, first, f"{again.seconds:.2f} s")


def steer(base: str, event_id: str) -> None:
    """Each control by one session: the median and the longest."""
    print(f"{'control':<36} {'median':>9} {'longest':>18} {'sent':>11}")
    for name, opened, steps in controls(event_id):
        with Session(base) as session:
            opened(session)
            runs = [step(session) for step in steps]
        runs.sort(key=lambda run: run.seconds)
        said(name, runs[len(runs) // 2], f"{runs[-1].seconds:.2f} s")


def journey(
    base: str, event_ids: list[str], seed: int, ready: threading.Barrier
) -> list[tuple[str, float]]:
    """What one of many does: reads an event on several pages, filters, moves the slider."""
    chance, found = random.Random(seed), []
    with Session(base) as session:
        session.open("")
        ready.wait()
        time.sleep(chance.uniform(0, PAUSE[1]))
        event_id = chance.choice(event_ids)
        for _ in range(N_STEPS):
            name, page, step = chance.choice(_steps(chance, event_id))
            if session.page != page:
                found.append((page or "overview", session.open(page, event=event_id).seconds))
                time.sleep(chance.uniform(*PAUSE))
            found.append((name, step(session).seconds))
            time.sleep(chance.uniform(*PAUSE))
        ready.wait()
    return found


def _steps(chance: random.Random, event_id: str) -> list[tuple[str, str, Step]]:
    """What there is to do next: its name, the page on which it is done, and how."""
    word = chance.choice(WORDS)
    return [
        *((page, page, opening(page, event=event_id)) for page in EVENT_PAGES),
        ("overview filter", "", putting("control_words", word)),
        ("matrix filter", "event", putting("control_filter", word)),
        ("strictness", "event", stricter(chance.randrange(10))),
        ("corpus", "corpus", opening("corpus", find=word)),
    ]


def crowd(base: str, pid: int, event_ids: list[str], n: int) -> None:
    """Many at once, and the server's memory before, with them, and after they have left."""
    with Session(base) as alone:
        alone.open("")
        before = memory(pid)
        idle = [Session(base) for _ in range(n)]
        for session, event_id in zip(idle, event_ids * n, strict=False):
            session.open("event", event=event_id)
        resting = memory(pid)
        for session in idle:
            session.close()
        time.sleep(2)
        ready = threading.Barrier(n + 1)
        with ThreadPoolExecutor(n) as pool:
            each = [pool.submit(journey, base, event_ids, k, ready) for k in range(n)]
            ready.wait()
            ready.wait()
            busy = memory(pid)
            steps = [step for one in each for step in one.result()]
        time.sleep(2)
        after = memory(pid)
    times = np.array([seconds for _, seconds in steps])
    p50, p95 = np.percentile(times, [50, 95])
    print(f"{n} sessions, {len(times)} steps, pauses of {PAUSE[0]:.0f} to {PAUSE[1]:.0f} s:")
    print(f"  p50 {p50:.2f} s, p95 {p95:.2f} s, longest {times.max():.2f} s")
    for name in sorted({name for name, _ in steps}):
        own = np.array([seconds for one, seconds in steps if one == name])
        low, high = np.percentile(own, [50, 95])
        print(f"  {name:<16} {len(own):4} steps, p50 {low:.2f} s, p95 {high:.2f} s")
    print(
        f"memory of the server: 1 session {before:.0f} MB; {n} more that rest {resting:.0f} MB, "
        f"{(resting - before) / n:.1f} MB each; after their steps {busy:.0f} MB, "
        f"{(busy - before) / n:.1f} MB each; when they have left {after:.0f} MB"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("--n", type=int, default=large.N)
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "coverage-bench"
    )
    asked = parser.parse_args()
    out = large.repeat(
        large.base(asked.gold, asked.folder), asked.n, asked.folder / f"large{asked.n}"
    )
    counts = read_manifest(out)["counts"]
    print(
        ", ".join(
            f"{counts[name]:,} {name}" for name in ("articles", "sentences", "events", "claims")
        )
    )
    event_ids = events(out, asked.sessions)
    with served(out) as (base, pid):
        with Session(base) as session:
            print(f"the server's first page: {session.open('').seconds:.2f} s")
        walk(base, event_ids[:2])
        steer(base, event_ids[0])
        crowd(base, pid, event_ids, asked.sessions)
        pictures.measure(base, WIDEST, event_ids[0])


if __name__ == "__main__":
    main()
