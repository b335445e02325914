"""One claim in every outlet's words, as HTML: the sentences behind a row of the matrix.

All text is escaped here or in `marking`; a link is made only of a web address.
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from coverage.charts import SHARED, probability, when
from coverage.records import Role, Status
from coverage.views import marking
from coverage.views.phrases import count, join
from coverage.views.queries import Row

N_DIFFERENCES = 4
"""Differences in wording shown before the rest is only counted."""

N_SIDE_BY_SIDE = 3
"""Outlets of a claim that are read side by side at once."""

_ROLE_NAMES = {
    Role.HEADLINE: "Headline",
    Role.STANDFIRST: "Standfirst",
    Role.HEADING: "Heading",
    Role.CAPTION: "Caption",
}
_KINDS = {"indirect": "in the outlet’s words", "direct": "in quotation marks"}
_DIFFERING = {
    "number": "The numbers differ",
    "date": "The dates differ",
    "place": "The places differ",
    "name": "The names differ",
    "negation": "One denies what the other reports",
}
_SHIFTS = {
    "replaced": "{a} “{words_a}”, {b} “{words_b}”",
    "added": "{b} adds “{words_b}” to what {a} says",
    "dropped": "{a} says “{words_a}”, {b} does not",
    "quoted": "{b} puts “{words_b}” in quotation marks, {a} does not",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The tables that a panel is made of, each for one claim, `sentences` for its whole event."""

    claim: Row
    cells: pd.DataFrame  # the claim's, one an outlet, in the outlets' order
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    voices: pd.DataFrame
    wording: pd.DataFrame
    discrepancies: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Section:
    """What one outlet tells of the claim, as HTML, and which of its sentences were compared.

    `own`: ids of its sentences in the claim or, where `is_near`, of the nearest it says; none
    where it says nothing. `others`: the claim's sentences by other outlets.
    """

    outlet: str
    html: str
    own: tuple[str, ...]
    others: tuple[str, ...]
    is_near: bool


def head(evidence: Evidence) -> str:
    """The claim, who tells it, and in what its tellers differ."""
    return f'<div class="panel">{_head(evidence, _told(evidence))}</div>'


def sections(evidence: Evidence) -> list[Section]:
    """A section for each outlet of the event."""
    said = evidence.sentences
    dates = _dates(said)
    told = _records(_told(evidence))
    common = marking.common(said["text"])
    voices = _voices(evidence.voices)
    return [
        _section(cell, dates.get(str(cell["outlet"]), ""), told, common, voices)
        for cell in _records(evidence.cells)
    ]


def side_by_side(evidence: Evidence) -> dict[str, str]:
    """Parameters of a link to where the claim's articles are read side by side.

    One article of each of three outlets at most, those whose sentences report it most surely, in
    order of time; and of its sentences the one that labels it, else the surest. None for a claim
    of no sentence.
    """
    told = _told(evidence).sort_values("probability", ascending=False, kind="stable")
    if told.empty:
        return {}
    is_label = told["text"] == evidence.claim["label"]
    first = pd.concat([told[is_label], told[~is_label]])
    kept = set(first.drop_duplicates("outlet")["article_id"].head(N_SIDE_BY_SIDE))
    ids = [key for key in dict.fromkeys(evidence.sentences["article_id"]) if key in kept]
    return {"articles": ",".join(ids), "sentence": str(first["sentence_id"].iloc[0])}


def _told(evidence: Evidence) -> pd.DataFrame:
    """The sentences of the claim."""
    return evidence.sentences.merge(evidence.mentions, on="sentence_id", how="inner")


def _section(
    cell: Row, dates: str, told: list[Row], common: set[str], voices: dict[str, str]
) -> Section:
    own, others = (
        tuple(
            str(row["sentence_id"]) for row in told if (row["outlet"] == cell["outlet"]) is is_own
        )
        for is_own in (True, False)
    )
    is_near = not own
    if is_near and isinstance(near := cell["nearest_sentence_id"], str):
        own = (near,)
    shown = f'<div class="panel">{_outlet(cell, dates, told, common, voices)}</div>'
    return Section(str(cell["outlet"]), shown, own, others, is_near)


def _records(frame: pd.DataFrame) -> list[Row]:
    return frame.to_dict("records")


def _head(evidence: Evidence, told: pd.DataFrame) -> str:
    claim = evidence.claim
    n_all = len(evidence.cells)
    facts = [f"{claim['n_outlets']} of {count(n_all, 'outlet')}"]
    if claim["n_versions"] != claim["n_outlets"]:
        facts.append(count(claim["n_versions"], "independent version"))
    facts += _highest(evidence.cells, told)
    lines = [_line(" · ".join(facts))]
    lines += [
        _line(
            f"{_DIFFERING[d['kind']]}: {d['outlet_a']} {d['value_a']}, "
            f"{d['outlet_b']} {d['value_b']}.",
            "differs",
        )
        for d in _records(evidence.discrepancies)
    ]
    lines += _differences(_records(evidence.wording))
    return f"<h2>{html.escape(str(claim['label']))}</h2>{''.join(lines)}"


def _line(text: str, kind: str = "quiet") -> str:
    return f'<p class="{kind}">{html.escape(text)}</p>'


def _highest(cells: pd.DataFrame, told: pd.DataFrame) -> list[str]:
    """Where the claim stands highest: "highest in RT’s standfirst"."""
    placed = cells.dropna(subset="prominence").sort_values("prominence", ascending=False)
    if len(placed) < SHARED or told.empty:
        return []
    outlet = str(placed["outlet"].iloc[0])
    first = _records(told[told["outlet"] == outlet])
    where = place(first[0]) if first else ""
    return [f"highest in {outlet}: {where[:1].lower()}{where[1:]}"] if where else []


def _differences(rows: list[Row]) -> list[str]:
    """The first differences in wording as one sentence each, and the number of the others."""
    shown = [
        _SHIFTS[row["kind"]].format(
            a=row["outlet_a"],
            b=row["outlet_b"],
            words_a=row["words_a"].strip(" \"'“”‘’"),
            words_b=row["words_b"].strip(" \"'“”‘’"),
        )
        for row in rows[:N_DIFFERENCES]
        if row["kind"] in _SHIFTS
    ]
    if not shown:
        return []
    rest = len(rows) - len(shown)
    more = f"; and {count(rest, 'more difference')}" if rest > 0 else ""
    return [_line("Wording: " + "; ".join(shown) + more + ".")]


def _outlet(
    cell: Row, dates: str, told: list[Row], common: set[str], voices: dict[str, str]
) -> str:
    """One outlet's sentences in the claim, or the nearest that it says; `dates`: its articles'."""
    name, status = str(cell["outlet"]), str(cell["status"])
    head = f"<h3>{html.escape(name)}<span>{html.escape(status)}</span></h3>"
    head += f'<p class="date">{dates}</p>'
    own = [row for row in told if row["outlet"] == name]
    if not own:
        return f"<section>{head}{_nearest(cell)}</section>"
    others = (marking.words(row["text"]) for row in told if row["outlet"] != name)
    shared = set[str]().union(*others) - common
    has_several = len({row["article_id"] for row in own}) > 1
    body = "".join(
        _sentence(row, shared, voices.get(row["sentence_id"], ""), has_several) for row in own
    )
    return f"<section>{head}{body}{links(own)}</section>"


def _dates(said: pd.DataFrame) -> dict[str, str]:
    """When each outlet's articles were published; from what that is known when hovered."""
    dates: defaultdict[str, list[str]] = defaultdict(list)
    for row in _records(said.drop_duplicates(["outlet", "article_id"])):
        dates[str(row["outlet"])].append(
            f'<span title="{html.escape(str(row["published_basis"]))}">'
            f"{html.escape(when(row['published'], row['published_precision']))}</span>"
        )
    return {outlet: " · ".join(dict.fromkeys(own)) for outlet, own in dates.items()}


def _sentence(row: Row, shared: set[str], voices: str, has_several: bool) -> str:
    """A sentence with its place, its probability and whose words it gives."""
    facts = [place(row), f"match {probability(row['probability'])}"]
    if isinstance(row.get("judges"), str):
        facts.append(f"in part judged by {row['judges']}")
    if has_several:
        facts.append(f"in “{row['title']}”")
    said = _line(voices, "voice") if voices else ""
    return f"{_line(' · '.join(facts), 'place')}<p>{marking.mark(row['text'], shared)}</p>{said}"


def place(row: Row) -> str:
    """Where a sentence stands: "Headline", "Sentence 3 of 32"."""
    role = Role(row["role"])
    return _ROLE_NAMES.get(role, f"Sentence {row['place']} of {row['n_body']}")


def _nearest(cell: Row) -> str:
    """What stands in for the sentences of an outlet that does not report the claim."""
    says = "No sentence reports this."
    if cell["status"] == Status.UNCERTAIN:
        says = "A sentence may report this, but the match is not sure."
    if pd.isna(cell["nearest_probability"]) or not isinstance(cell["nearest_text"], str):
        return _line(says)
    near = probability(cell["nearest_probability"])
    return _line(f"{says} Nearest, {near}: “{cell['nearest_text']}”")


def links(rows: Iterable[Row]) -> str:
    """Links to the originals, each once."""
    urls = dict.fromkeys(row["url"] for row in rows if is_web(row["url"]))
    return "".join(
        f'<p class="link"><a href="{html.escape(url)}" target="_blank" '
        'rel="noopener noreferrer">Open the original ↗</a></p>'
        for url in urls
    )


def is_web(url: object) -> bool:
    """Whether a link may be made of it."""
    return isinstance(url, str) and url.startswith(("https://", "http://"))


def _voices(voices: pd.DataFrame) -> dict[str, str]:
    """Whose words a sentence gives, a line a sentence: "According to A, in the outlet’s words"."""
    lines = {}
    for sentence_id, own in voices.groupby("sentence_id", sort=False):
        said = [f"{speaker}, {_how(rows)}" for speaker, rows in own.groupby("speaker", sort=False)]
        lines[str(sentence_id)] = f"According to {'; '.join(said)}"
    return lines


def _how(rows: pd.DataFrame) -> str:
    """In which form a sentence gives a speaker's words, with the words that attribute them."""
    hows = []
    for kind, name in _KINDS.items():
        own = rows[rows["kind"] == kind]
        cues = join([f"“{cue}”" for cue in dict.fromkeys(own["cue"]) if cue])
        if len(own):
            hows.append(name + (f" ({cues})" if cues else ""))
    return join(hows)
