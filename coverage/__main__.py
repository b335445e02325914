"""The command line: python -m coverage build | fetch | export | evaluate | train."""

from __future__ import annotations

import argparse
import importlib
import shlex
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tqdm import tqdm

from coverage import cli, exporting
from coverage.errors import CoverageError, UsageError
from coverage.matching import adjudicator
from coverage.matching.adjudicator import AdjudicatorOptions
from coverage.reading import columns, fetching
from coverage.reading.hosts import Limits
from coverage.records import Report
from coverage.settings import Settings
from coverage.store import WAITING

if TYPE_CHECKING:
    from coverage.building import Built

EXIT_OK, EXIT_FAILED, EXIT_USAGE = 0, 1, 2


class Bars:
    """Progress bars on standard error, one a stage; silent where nobody looks at a terminal."""

    def __init__(self) -> None:
        self._bar: tqdm[object] | None = None
        self._stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps of `stage` are done."""
        if stage == WAITING:
            said = "Another build is running here; this one waits for it to end."
            print(said if not done else "It has ended.", file=sys.stderr)
            return
        if not sys.stderr.isatty():
            return
        if self._bar is None or stage != self._stage:
            self.close()
            self._bar, self._stage = tqdm(total=total, desc=stage, unit="", leave=False), stage
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def _build(options: argparse.Namespace, report: Report) -> None:
    building = importlib.import_module("coverage.building")  # its models take seconds
    built = building.build(
        options.input,
        options.out,
        manifest=options.manifest,
        model=options.model,
        matcher=options.matcher,
        use_cache=not options.no_cache,
        report=report,
        columns=columns.parse(options.columns),
        settings=Settings(event_level=options.event_level),
        command=options.command_line,
        outlets=options.outlets,
        adjudicator=_adjudicator(options),
        warn=_warn,
    )
    if not built.is_new:
        print(f"Nothing has changed; {options.out} is up to date.")
        _tell_of_app(built)
        return
    counts = built.counts
    print(
        f"{counts['articles']} articles, {counts['events']} events, {counts['claims']} claims "
        f"in {built.seconds:.1f} s -> {options.out}"
    )
    if counts["rejected"]:
        print(f"{counts['rejected']} pages were not used; rejected.parquet says why.")
    if built.adjudicated:
        print("\n".join(adjudicator.summary(options.adjudicator_model, built.adjudicated)))
    _tell_of_app(built)


def _adjudicator(options: argparse.Namespace) -> AdjudicatorOptions | None:
    """The adjudicator named, if one is."""
    if options.adjudicator is None:
        if options.adjudicator_model or options.allow_network:
            raise UsageError("There is no adjudicator; give its address behind --adjudicator.")
        return None
    if not options.adjudicator_model:
        raise UsageError("Which model is the adjudicator? Give its name: --adjudicator-model.")
    networks = tuple(map(str, options.allow_network))
    return AdjudicatorOptions(
        options.adjudicator, options.adjudicator_model, options.adjudicator_pairs, networks
    )


def _warn(said: str) -> None:
    tqdm.write(f"coverage: {said}", file=sys.stderr)


def _tell_of_app(built: Built) -> None:
    """What in the snapshot was added and corrected in the app."""
    n, lost = built.corrected["n"], len(built.corrected["lost"])
    counts = {"pages added": built.n_added, "corrections": n}
    told = [f"{number} {what}" for what, number in counts.items() if number]
    if told:
        print(f"Included from the app: {', '.join(told)}.")
    if lost:
        print(f"{lost} corrections find what they are about no more; manifest.json lists them.")


def _tell(url: str, reason: str) -> None:
    tqdm.write(f"not fetched: {url}: {reason}", file=sys.stderr)


def _fetch(options: argparse.Namespace, report: Report) -> None:
    if not options.url and not options.feed:
        raise UsageError("There is nothing to fetch; name an address, or a feed behind --feed.")
    limits = Limits(allowed=tuple(options.allow_network))
    fetched = fetching.fetch(
        options.url, options.feed, options.out, limits, options.limit, report, _tell
    )
    missed = f", {fetched.n_missed} not" if fetched.n_missed else ""
    stopped = "stopped; " if fetched.is_stopped else ""
    pages = "1 page" if fetched.n_pages == 1 else f"{fetched.n_pages} pages"
    print(f"{stopped}{pages} fetched{missed} -> {fetched.archive}")
    print(f"next: python -m coverage build {shlex.quote(str(fetched.archive))} --out data/current")


def _export(options: argparse.Namespace, report: Report) -> None:
    view = exporting.read_view(options.view)
    if options.outlet:
        view |= {"outlets": options.outlet}
    if options.strictness is not None:
        view |= {"sure": options.strictness}
    told = _lines if options.tell else report
    if "slides" in view:
        file = exporting.export_slides(options.snapshot, view, options.out, told)
    else:
        file = exporting.export(
            options.snapshot, options.event, options.to, options.out, view, told
        )
    print(f"{file.stat().st_size:,} bytes -> {file}")


def _lines(stage: str, done: int, total: int) -> None:
    """Progress for a program that runs this one: a line a step."""
    print(f"@ {stage} {done} {total}", file=sys.stderr, flush=True)


def _measuring(name: str) -> Callable[[argparse.Namespace, Report], None]:
    """A command of `measuring`, whose models take seconds to load."""

    def run(options: argparse.Namespace, report: Report) -> None:
        getattr(importlib.import_module("coverage.measuring"), name)(options, report)

    return run


COMMANDS: dict[str, Callable[[argparse.Namespace, Report], None]] = {
    "build": _build,
    "fetch": _fetch,
    "export": _export,
    "evaluate": _measuring("evaluate"),
    "train": _measuring("train"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = cli.parser().parse_args(arguments)
    options.command_line = list(sys.argv[1:] if arguments is None else arguments)
    bars = Bars()
    try:
        COMMANDS[options.command](options, bars)
    except CoverageError as error:
        print(f"coverage: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("coverage: stopped; nothing was published.", file=sys.stderr)
        return EXIT_FAILED
    finally:
        bars.close()
    return EXIT_OK


if __name__ == "__main__":
    sys.exit(main())
