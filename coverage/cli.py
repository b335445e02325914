"""The command line's grammar: commands, options and their help."""

from __future__ import annotations

import argparse
import ipaddress
from pathlib import Path

from coverage import exporting
from coverage.language.embeddings import DEFAULT_MODEL
from coverage.matching import cutting
from coverage.matching.adjudicator import KEY, PAIRS
from coverage.matching.cross_encoder import NONE
from coverage.matching.pair_encoder import DEFAULT_MATCHER
from coverage.reading import fetching

_EPILOG = """\
exit codes: 0 done, 1 an input, the model or the snapshot cannot be used, 2 wrong usage

examples:
  python -m coverage build seeds --out data/current
  python -m coverage build pages/ more.csv --out data/spring --model path/to/model
  python -m coverage build export.xlsx --columns text=story,outlet=medium --out data/current
  python -m coverage fetch https://ellery-echo.example/pier --feed https://harbour.example/rss
  python -m coverage export --event ID --to deck
  python -m coverage evaluate claims path/to/gold
"""


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


def _add_build(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], model: argparse.ArgumentParser
) -> None:
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
    _add_adjudicator(make)


def _add_adjudicator(make: argparse.ArgumentParser) -> None:
    judges = make.add_argument_group(
        "adjudicator", "a language model asked about pairs of sentences in doubt; none by default"
    )
    judges.add_argument(
        "--adjudicator",
        metavar="URL",
        help="base address of a server that speaks OpenAI's chat protocol (Ollama, llama.cpp, "
        "vLLM), as http://localhost:11434/v1; a key, where it wants one, is read from the "
        f"environment: {KEY}",
    )
    judges.add_argument("--adjudicator-model", metavar="NAME", help="the model asked there")
    judges.add_argument(
        "--adjudicator-pairs",
        type=_at_least_one,
        default=PAIRS,
        metavar="N",
        help="most pairs asked about, an event (%(default)s)",
    )
    judges.add_argument(
        "--allow-network",
        action="append",
        default=[],
        type=ipaddress.ip_network,
        metavar="NETWORK",
        help="ask an adjudicator in this network, as 10.0.0.0/8, though text then leaves this "
        "machine",
    )


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


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    take = commands.add_parser(
        "export", help="write one event into a deck, a workbook, a leaflet, tables or pictures"
    )
    take.add_argument(
        "--snapshot", type=Path, default=Path("data", "current"), help="the snapshot (%(default)s)"
    )
    take.add_argument(
        "--event", default="", metavar="ID", help="the event; left out: the events are listed"
    )
    take.add_argument(
        "--to", choices=list(exporting.FORMATS), required=True, help="what is written"
    )
    take.add_argument(
        "--out", type=Path, default=Path("data", "exports"), help="a folder (%(default)s)"
    )
    take.add_argument(
        "--strictness",
        type=_probability,
        metavar="P",
        help="the least probability from which two sentences count as one claim, 0 to 1; left out: "
        "as the snapshot was built",
    )
    take.add_argument(
        "--outlet",
        action="append",
        default=[],
        metavar="NAME",
        help="show this outlet; may be given several times; left out: all",
    )
    take.add_argument(
        "--view",
        type=Path,
        metavar="FILE",
        help="a JSON file of what is shown: outlets, claim_ids, filters (in words), sure; or of a "
        "presentation: name and slides",
    )
    take.add_argument(
        "--tell", action="store_true", help="tell each step on a line of standard error"
    )


def _probability(text: str) -> float:
    value = float(text)
    if not 0 < value < 1:
        msg = f"{text} is not between 0 and 1"
        raise argparse.ArgumentTypeError(msg)
    return value


MEASURED = ("pages", "events", "claims", "voices", "reuse", "wording")
"""The stages that `evaluate` knows."""


def parser() -> argparse.ArgumentParser:
    """The whole grammar."""
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
    model.add_argument(
        "--matcher",
        default=DEFAULT_MATCHER,
        help="the cross-encoder that reads pairs of sentences in doubt: the folder of one for "
        f"likeness (STS) or inference (NLI), a name this machine has, or {NONE} (%(default)s)",
    )
    _add_build(commands, model)
    _add_fetch(commands)
    _add_export(commands)
    judge = commands.add_parser(
        "evaluate", parents=[model], help="measure a stage against labelled data"
    )
    judge.add_argument("what", choices=list(MEASURED), help="the stage to measure")
    judge.add_argument("gold", type=Path, help="folder of the labelled data")
    learn = commands.add_parser("train", parents=[model], help="train the model of claims anew")
    learn.add_argument("gold", type=Path, help="folder of the labelled data")
    learn.add_argument(
        "--with-corrections",
        type=Path,
        metavar="SNAPSHOT",
        help="learn from the pairs confirmed and refused in this snapshot too, as data/current; "
        "the figures are without them",
    )
    learn.add_argument(
        "--tune",
        action="store_true",
        help="first tune the shipped cross-encoder anew: minutes with a graphics card, most of a "
        "day without",
    )
    return top
