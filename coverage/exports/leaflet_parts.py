"""The leaflet's parts beside its matrix: voices, key words, wording, copies, sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import pandas as pd

from coverage.charts import percent
from coverage.charts.style import Row, records
from coverage.exports.leaflet_rows import Cell, Exhibit, Line, Numbers, Part, Quote, parts
from coverage.exports.subject import Subject

KINDS = {
    "person": "person",
    "institution": "institution",
    "anonymous": "without a name",
    "unclear": "speaker unclear",
    "own": "the outlet’s own words",
}


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it is cited: `link` is a web address, or ""."""

    number: int
    outlet: str
    title: str
    when: str
    basis: str
    link: str
    facts: str


def sources(subject: Subject, numbers: Numbers) -> list[Source]:
    """The articles in their order, with what they rest on."""
    carried = Counter(subject.articles["version_id"])
    found = []
    for row in records(subject.articles):
        shared = carried[row["version_id"]] > 1
        facts = [f"{row['n_words']:,} words", _known("credits", row["credit"])]
        facts.append("counts as one version with others here" if shared else "")
        found.append(
            Source(
                numbers.sources[row["article_id"]],
                str(row["outlet"]),
                str(row["title"]),
                str(row["when"]),
                _known("", row["published_basis"]),
                web(row["url"]),
                " · ".join(filter(None, facts)),
            )
        )
    return found


def web(url: object) -> str:
    """A web address, or "" for anything else: a link is made of nothing that could run."""
    if not isinstance(url, str):
        return ""
    try:
        is_web = urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).netloc)
    except ValueError:
        return ""
    return url if is_web else ""


def _known(what: str, value: object) -> str:
    return f"{what} {value}".strip() if isinstance(value, str) and value else ""


def voices(subject: Subject, numbers: Numbers) -> tuple[list[Line], list[Exhibit]]:
    """A line each voice with its share of each outlet's words; its sentences, outlet by outlet."""
    shares: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for row in records(subject.voices):
        voice = f"{row['kind']}:{row['speaker']}" if row["speaker"] else str(row["kind"])
        shares[voice][row["outlet"]] = row
    said = _by(subject.heard, "voice")
    lines, exhibits = [], []
    for place, (voice, rows) in enumerate(said.items(), 1):
        key, own = f"v{place}", shares[voice]
        kind = KINDS.get(str(rows[0]["group"]), "")
        told = {name: _given(row) for name, row in own.items()}
        quoted = [row | {"note": "quoted" if row["is_direct"] else ""} for row in rows]
        label = str(rows[0]["label"])
        exhibits.append(Exhibit(key, label, kind, parts(quoted, numbers, told)))
        cells = [
            Cell(percent(own[name]["share"]), f"{key}-{n}") if name in own else Cell("–")
            for name, n in numbers.outlets.items()
        ]
        lines.append(Line(label, key, tuple(cells), note=kind))
    return lines, exhibits


def _given(row: Row) -> str:
    n = int(row["sentences"])
    sentences = "1 sentence" if n == 1 else f"{n:,} sentences"
    return f"{percent(row['share'])} of its words, in {sentences}"


def _by(frame: pd.DataFrame, column: str) -> dict[str, list[Row]]:
    """The rows by the values of a column, in order."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in records(frame):
        found[str(row[column])].append(row)
    return dict(found)


def keys(subject: Subject, numbers: Numbers) -> list[Exhibit]:
    """Each term that sets an outlet apart, outlet by outlet, and sentences that use it."""
    used: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in records(subject.uses):
        used[row["outlet"], row["term"]].append(row)
    found: list[Exhibit] = []
    last = ""
    for place, row in enumerate(records(subject.keys), 1):
        outlet = str(row["outlet"])
        facts = f"{outlet} {_times(row['n'])}, the others {_times(row['n_others'])}"
        sure = "" if row["is_sure"] else "; may be chance: too few uses"
        quotes = parts(used[outlet, row["term"]], numbers, {})
        heading = outlet if outlet != last else ""
        found.append(Exhibit(f"k{place}", str(row["written"]), facts + sure, quotes, (), heading))
        last = outlet
    return found


def _times(n: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(int(n), f"{n:,} times")


def pairs(subject: Subject) -> list[Exhibit]:
    """Each pair of articles with copied text, and the passages that they share."""
    called = dict(zip(subject.articles["article_id"], subject.articles["called"], strict=True))
    shared: defaultdict[frozenset[str], list[Row]] = defaultdict(list)
    for row in records(subject.passages):
        shared[frozenset((row["outlet_a"], row["outlet_b"]))].append(row)
    found = []
    for place, pair in enumerate(records(subject.pairs), 1):
        left, right = (str(called[pair[side]]) for side in ("left", "right"))
        shares = [percent(pair[f"share_{side}"]) for side in ("left", "right")]
        known = (
            f"{pair['first']} likely had it first" if pair["first"] else "Which was first: unknown"
        )
        basis = f": {pair['first_basis']}" if pair["first_basis"] else ""
        facts = (
            f"{pair['n_words']:,} words are the same: {shares[0]} of {left}, {shares[1]} of "
            f"{right}. {known}{basis}."
        )
        own = shared[frozenset((left, right))]
        sections = tuple(Part(0, name, "", _passages(own, name)) for name in (left, right))
        found.append(Exhibit(f"p{place}", str(pair["said"]), facts, sections))
    return found


def _passages(rows: Sequence[Row], name: str) -> tuple[Quote, ...]:
    """One side of the passages, numbered as on the other."""
    return tuple(
        Quote(
            str(row["text_a"] if row["outlet_a"] == name else row["text_b"]),
            f"Passage {place}",
            note=f"{row['n_words']:,} words, {row['kind']}",
        )
        for place, row in enumerate(rows, 1)
    )


def scare_quotes(subject: Subject) -> list[tuple[str, str, tuple[Quote, ...]]]:
    """Each phrase, its outlet, and the sentence it is in; then one where it stands bare."""
    found = []
    for row in records(subject.quotes):
        quotes = [Quote(str(row["text"]), str(row["basis"]))]
        if isinstance(row["bare_outlet"], str) and isinstance(row["bare_text"], str):
            quotes.append(Quote(row["bare_text"], f"Bare in {row['bare_outlet']}"))
        found.append((str(row["words"]), str(row["outlet"]), tuple(quotes)))
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """A thing, and by which words each outlet names it: (outlet, words, times, a sentence)."""

    thing: str
    kind: str
    words: tuple[tuple[str, str, int, str], ...]


def names(subject: Subject) -> list[Named]:
    """What is named differently, what is named in most ways first."""
    found = []
    for (kind, thing), rows in _things(subject).items():
        uses: dict[tuple[str, str], list[str]] = {}
        for row in rows:
            uses.setdefault((str(row["outlet"]), str(row["words"])), []).append(str(row["text"]))
        words = [(outlet, word, len(texts), texts[0]) for (outlet, word), texts in uses.items()]
        words.sort(key=lambda each: (each[0], -each[2], each[1]))
        found.append(Named(thing, {"other": "thing"}.get(kind, kind), tuple(words)))
    return sorted(found, key=lambda each: (-len({w for _, w, _, _ in each.words}), each.thing))


def _things(subject: Subject) -> Mapping[tuple[str, str], list[Row]]:
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in records(subject.namings):
        found[str(row["kind"]), str(row["thing"])].append(row)
    return found


def versions(subject: Subject) -> list[str]:
    """Which outlets carry one text, a line each."""
    return [
        f"{', '.join(map(str, row['outlets']))}: {row['n_articles']:,} articles carry largely the "
        "same text and count once"
        for row in records(subject.versions)
    ]
