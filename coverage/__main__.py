"""The command line: python -m coverage build | fetch | evaluate | train."""

from __future__ import annotations

import argparse
import ipaddress
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from coverage.building import Built, build
from coverage.errors import CoverageError, UsageError
from coverage.language import voices_evaluation
from coverage.language.embeddings import DEFAULT_MODEL, Embedder, SentenceEncoder
from coverage.matching import cutting, event_evaluation, labelled, training
from coverage.reading import columns, evaluation, fetching
from coverage.reading.hosts import Limits
from coverage.records import Report
from coverage.settings import Settings
from coverage.store import WAITING

EXIT_OK, EXIT_FAILED, EXIT_USAGE = 0, 1, 2

_EPILOG = """\
exit codes: 0 done, 1 an input, the model or the snapshot cannot be used, 2 wrong usage

examples:
  python -m coverage build seeds --out data/current
  python -m coverage build pages/ more.csv --out data/spring --model path/to/model
  python -m coverage build export.xlsx --columns text=story,outlet=medium --out data/current
  python -m coverage fetch https://ellery-echo.example/pier --feed https://harbour.example/rss
  python -m coverage evaluate claims path/to/gold
"""


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
    built = build(
        options.input,
        options.out,
        manifest=options.manifest,
        model=options.model,
        use_cache=not options.no_cache,
        report=report,
        columns=columns.parse(options.columns),
        settings=Settings(event_level=options.event_level),
        command=options.command_line,
        outlets=options.outlets,
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
    _tell_of_app(built)


def _tell_of_app(built: Built) -> None:
    """What in the snapshot was added and corrected in the app."""
    n, lost = built.corrected["n"], len(built.corrected["lost"])
    counts = {"pages added": built.n_added, "corrections": n}
    told = [f"{number} {what}" for what, number in counts.items() if number]
    if told:
        print(f"Included from the app: {', '.join(told)}.")
    if lost:
        print(f"{lost} corrections no longer find their article; manifest.json lists them.")


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


def _embedder(options: argparse.Namespace) -> Embedder:
    return Embedder(SentenceEncoder(options.model), Path("data", ".cache"))


def _evaluate_pages(options: argparse.Namespace, report: Report) -> pd.DataFrame:
    del report
    return evaluation.evaluate(options.gold)


def _evaluate_events(options: argparse.Namespace, report: Report) -> pd.DataFrame:
    corpora = event_evaluation.load(options.gold)
    return event_evaluation.evaluate(corpora, _embedder(options), report)


def _evaluate_claims(options: argparse.Namespace, report: Report) -> pd.DataFrame:
    events = labelled.load(options.gold)
    return training.evaluate_links(training.tabulate(events, _embedder(options), report))


def _evaluate_voices(options: argparse.Namespace, report: Report) -> pd.DataFrame:
    del report
    return voices_evaluation.evaluate(options.gold)


EVALUATIONS: dict[str, Callable[[argparse.Namespace, Report], pd.DataFrame]] = {
    "pages": _evaluate_pages,
    "events": _evaluate_events,
    "claims": _evaluate_claims,
    "voices": _evaluate_voices,
}


def _evaluate(options: argparse.Namespace, report: Report) -> None:
    figures = EVALUATIONS[options.what](options, report)
    print(figures.round(3).to_string(index=False))


def _train(options: argparse.Namespace, report: Report) -> None:
    embedder = _embedder(options)
    print("claims, cross-validated over events")
    figures = training.train(labelled.load(options.gold), embedder, report=report)
    print(figures.round(3).to_string(index=False))
    embedder.save()


def _event_level(text: str) -> float:
    level = float(text)
    lowest, highest = cutting.LEVELS[0], cutting.LEVELS[-1]
    if not lowest <= level <= highest:
        msg = f"{text} is not between {lowest:g} and {highest:g}"
        raise argparse.ArgumentTypeError(msg)
    return level


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _add_fetch(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    bring = commands.add_parser("fetch", help="fetch pages off the web into an archive to build")
    bring.add_argument("url", nargs="*", metavar="URL", help="the address of a page")
    bring.add_argument(
        "--feed",
        action="append",
        default=[],
        metavar="URL",
        help="a feed (RSS, Atom) whose pages are fetched; may be given several times",
    )
    bring.add_argument(
        "--limit",
        type=_at_least_one,
        default=fetching.FEED_LIMIT,
        metavar="N",
        help="pages fetched of each feed, from its top (%(default)s)",
    )
    bring.add_argument(
        "--out",
        type=Path,
        default=Path("data", "fetched"),
        help="a folder for the archive, or its own name, ending in .warc.gz (%(default)s)",
    )
    bring.add_argument(
        "--allow-network",
        action="append",
        default=[],
        type=ipaddress.ip_network,
        metavar="NETWORK",
        help="fetch from addresses of this network too though they are not public, as 10.0.0.0/8",
    )
    bring.set_defaults(run=_fetch)


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    top = argparse.ArgumentParser(
        prog="python -m coverage",
        description="Compare how outlets cover the same event.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    model = argparse.ArgumentParser(add_help=False)
    model.add_argument(
        "--model",
        default=DEFAULT_MODEL,
        help="a sentence-transformers model: a folder, or a name this machine has (%(default)s)",
    )
    make = commands.add_parser(
        "build", parents=[model], help="read pages and publish a snapshot for the app"
    )
    make.add_argument(
        "input",
        type=Path,
        nargs="+",
        help="a folder or file of pages (.txt flattened, .html, .pdf), a web archive (.warc) or a "
        "table (.csv, .tsv, .jsonl, .json, .parquet, .xlsx) with text, page or html and, where "
        "known, id, outlet, title, published and url, under these or other usual names; each may "
        "be packed (.gz)",
    )
    make.add_argument("--out", type=Path, required=True, help="where the snapshot is published")
    make.add_argument(
        "--manifest",
        type=Path,
        help="a manifest.toml that names outlets, addresses and dates of pages",
    )
    make.add_argument(
        "--columns",
        default="",
        metavar="OURS=THEIRS,...",
        help="columns of tables that go by other names, as in text=story,outlet=medium",
    )
    make.add_argument(
        "--event-level",
        type=_event_level,
        metavar="LEVEL",
        help="where articles are parted into events, from 2 (fewer, broader) to 11 (more, "
        "narrower); left out: where the articles themselves part",
    )
    make.add_argument(
        "--outlets",
        type=Path,
        help="your own list of outlets with their names, domains, countries and groups; each "
        "outlets.toml in a folder of pages is read as well",
    )
    make.add_argument("--no-cache", action="store_true", help="embed and compute everything anew")
    make.set_defaults(run=_build)
    _add_fetch(commands)
    judge = commands.add_parser(
        "evaluate", parents=[model], help="measure a stage against labelled data"
    )
    judge.add_argument("what", choices=EVALUATIONS, help="the stage to measure")
    judge.add_argument("gold", type=Path, help="folder of the labelled data")
    judge.set_defaults(run=_evaluate)
    learn = commands.add_parser("train", parents=[model], help="train the model of claims anew")
    learn.add_argument("gold", type=Path, help="folder of the labelled data")
    learn.set_defaults(run=_train)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = parser().parse_args(arguments)
    options.command_line = list(sys.argv[1:] if arguments is None else arguments)
    bars = Bars()
    try:
        options.run(options, bars)
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
