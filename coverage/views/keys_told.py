"""The words that set each outlet apart, counted, weighed and in a sentence. Knows no Streamlit."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

import pandas as pd

from coverage import charts
from coverage.charts.style import records
from coverage.measures import keyness
from coverage.records import Attribution, Sentence
from coverage.store import Snapshot
from coverage.views import phrases, wording_queries

N_SHOWN = 10
"""Terms of an outlet that are shown."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Outlet -> term -> uses, with and without words quoted from others.

    `written`: term -> how it is written, most often first; `n_words`: of each outlet.
    """

    whole: dict[str, Counter[str]]
    own: dict[str, Counter[str]]
    written: dict[str, Counter[str]]
    n_words: dict[str, int]


def sentences(rows: pd.DataFrame) -> list[Sentence]:
    """The rows as sentences."""
    names = [field.name for field in fields(Sentence)]
    return [Sentence(**row) for row in records(rows[names])]


def _voices(rows: pd.DataFrame) -> list[Attribution]:
    names = [field.name for field in fields(Attribution)]
    return [Attribution(**row) for row in records(rows[names])]


def count(snapshot: Snapshot, articles: Sequence[str]) -> Counted:
    """The terms of these articles."""
    rows = wording_queries.sentences(snapshot, articles)
    said = sentences(rows)
    voices = _voices(wording_queries.voices(snapshot, articles))
    outlets = dict(zip(rows["sentence_id"], rows["outlet"], strict=True))
    whole: dict[str, Counter[str]] = {outlet: Counter() for outlet in sorted(set(rows["outlet"]))}
    own: dict[str, Counter[str]] = {outlet: Counter() for outlet in whole}
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    texts = dict(zip(rows["sentence_id"], rows["text"], strict=True))
    for use in keyness.uses(said, voices):
        written[use.term][texts[use.sentence_id][use.start : use.end]] += 1
        whole[outlets[use.sentence_id]][use.term] += 1
        if not use.is_quoted:
            own[outlets[use.sentence_id]][use.term] += 1
    n_words = rows.groupby("outlet")["n_words"].sum().to_dict()
    return Counted(
        whole, own, dict(written), {str(outlet): int(n) for outlet, n in n_words.items()}
    )


@dataclass(frozen=True, slots=True)
class Told:
    """The terms that set outlets apart; `table`: the same, as they are written and whether sure."""

    counted: Counted
    keys: list[keyness.Key]
    table: pd.DataFrame


def told(counted: Counted, is_own: bool) -> Told:
    """The terms, with words quoted from others or, where `is_own`, without."""
    keys = keyness.keys(counted.own if is_own else counted.whole, N_SHOWN)
    table = pd.DataFrame(
        [
            asdict(key) | {"is_sure": key.z >= keyness.Z_SURE, "written": _written(counted, key)}
            for key in keys
        ],
        columns=[*(field.name for field in fields(keyness.Key)), "is_sure", "written"],
    )
    return Told(counted, keys, table)


def _written(counted: Counted, key: keyness.Key) -> str:
    """The term as it is written most often, small rather than capital, without a possessive."""
    forms = counted.written[key.term]
    usual = min(forms, key=lambda form: (-forms[form], form != form.casefold(), form))
    return re.sub(r"['’]s$", "", usual)


def finding(keys: Sequence[keyness.Key], counted: Counted) -> str:
    """What the picture shows, as HTML: the surest term of each outlet that has one."""
    best = {key.outlet: key for key in reversed(keys) if key.z >= keyness.Z_SURE}
    if len(counted.n_words) < charts.SHARED:
        return "Only one outlet tells this, so that there is nothing to set it apart from."
    if not best:
        least = phrases.count(min(counted.n_words.values()), "word")
        return (
            "No word sets an outlet apart beyond chance: the texts are short, the shortest of "
            f"{least}. The bars show where they differ most."
        )
    named = sorted(best.values(), key=lambda key: -key.z)[: phrases.FEW]
    told = [_told(key, _written(counted, key)) for key in named]
    return "; ".join(told) + "."


def _told(key: keyness.Key, written: str) -> str:
    others = "the others never" if not key.n_others else f"the others {_times(key.n_others)}"
    return f"{html.escape(key.outlet)} says “{html.escape(written)}” {_times(key.n)}, {others}"


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")
