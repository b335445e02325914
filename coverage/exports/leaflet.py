"""One event as one HTML file that opens anywhere: offline, with charts to click, and on paper.

Nothing in it asks for anything: scripts, styles and charts are within, and a policy forbids the
rest. Scripts run by their hash alone, so that no other could. The library that draws is packed with
the charts; a browser that cannot unpack it, or runs no script, shows the same as tables and lists.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from coverage import charts
from coverage.charts.style import records
from coverage.exports import figures, leaflet_parts, leaflet_rows
from coverage.exports.leaflet_rows import Exhibit, Numbers
from coverage.exports.subject import Subject

HERE = Path(__file__).parent

MOST_BYTES = 6_000_000
"""Size that a leaflet stays below: what goes through as an attachment nearly everywhere."""

MOST_NEAREST = (6_000, 1_500, 0)
"""Sentences that stand in place of what outlets omit, the likeliest first: the first number with
which the leaflet stays within its size. Own choice: 6,000 are all of 200 claims by 30 outlets.
"""


def make(subject: Subject) -> bytes:
    """The leaflet, UTF-8; of a large event with as many nearest sentences as there is room for."""
    numbers = Numbers.of(subject)
    content = _content(subject, numbers)
    page = b""
    for most in MOST_NEAREST:
        page = _template().render(content | _claims(subject, numbers, most)).encode()
        if len(page) <= MOST_BYTES:
            break
    return page


def _claims(subject: Subject, numbers: Numbers, most: int) -> dict[str, Any]:
    """The matrix as a table and each claim's sentences, `most` nearest ones among them."""
    least = leaflet_rows.least_quoted(subject.cells, most)
    near = f"Of the nearest sentences, in place of what is omitted, the {most:,} likeliest stand."
    return {
        "matrix": leaflet_rows.matrix(subject, numbers, least),
        "claims": leaflet_rows.claims(subject, numbers, least),
        "cut": near if least else "",
    }


def _content(subject: Subject, numbers: Numbers) -> dict[str, Any]:
    """All that the template takes, but for the claims."""
    lines, voiced = leaflet_parts.voices(subject, numbers)
    keys, pairs = leaflet_parts.keys(subject, numbers), leaflet_parts.pairs(subject)
    told = _told(subject, numbers, voiced, keys, pairs)
    packed = {"library": get_plotlyjs(), "figures": _figures(subject), "told": told}
    script = _file("leaflet.js")
    return {
        "subject": subject,
        "outlets": records(subject.outlets),
        "is_narrow": not charts.density(len(subject.outlets)).has_numbers,
        "alt": figures.ALT,
        "voices": lines,
        "voiced": voiced,
        "keys": keys,
        "pairs": pairs,
        "shifts": records(subject.shifts),
        "quotes": leaflet_parts.scare_quotes(subject),
        "names": leaflet_parts.names(subject),
        "sources": leaflet_parts.sources(subject, numbers),
        "versions": leaflet_parts.versions(subject),
        "policy": _policy(script),
        "css": Markup(_file("leaflet.css")),  # noqa: S704 our own file
        "js": Markup(script),  # noqa: S704 our own file
        "packed": _packed(packed),
    }


@cache
def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@cache
def _template() -> Any:
    """The page's template; all that is put into it is escaped."""
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("leaflet.html")


def _policy(script: str) -> str:
    """What the page may do: run the two scripts that it holds, and show pictures it made."""
    hashes = " ".join(_hash(text) for text in (script, get_plotlyjs()))
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _packed(content: Mapping[str, Any]) -> str:
    """JSON, compressed, in letters that mean nothing to HTML; the same for the same content."""
    whole = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(whole.encode(), mtime=0)).decode()


def _figures(subject: Subject) -> dict[str, Any]:
    """Part -> its chart, and the width that it needs."""
    drawn = {
        "matrix": figures.matrix(subject),
        "voices": figures.voices(subject),
        "keys": figures.keys(subject),
        "copies": figures.copies(subject),
        "timeline": figures.timeline(subject),
    }
    return {
        part: _plain(figure) | {"width": figures.least_width(subject, part)}
        for part, figure in drawn.items()
    }


def _plain(figure: go.Figure) -> dict[str, Any]:
    """A figure as JSON has it, without the template, of which ours use nothing."""
    told: dict[str, Any] = json.loads(figure.to_json())
    told["layout"].pop("template", None)
    return told


def _told(
    subject: Subject,
    numbers: Numbers,
    voiced: Sequence[Exhibit],
    keys: Sequence[Exhibit],
    pairs: Sequence[Exhibit],
) -> dict[str, Any]:
    """What a click opens: the names in the charts -> anchors in the page."""
    voices: defaultdict[str, list[str]] = defaultdict(list)
    said = subject.heard.drop_duplicates("voice") if len(subject.heard) else subject.heard
    for exhibit, row in zip(voiced, records(said), strict=True):
        for name in dict.fromkeys((row["voice"], row["row"], row["group"])):
            voices[name].append(exhibit.key)
    terms: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for exhibit, row in zip(keys, records(subject.keys), strict=True):
        terms[row["outlet"]][row["term"]] = exhibit.key
    shared: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for exhibit, row in zip(pairs, records(subject.pairs), strict=True):
        shared[row["left"]][row["right"]] = exhibit.key
    return {
        "claims": {name: f"c{n}" for name, n in numbers.claims.items()},
        "outlets": dict(numbers.outlets),
        "voices": voices,
        "keys": terms,
        "pairs": shared,
    }
