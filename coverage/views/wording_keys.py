"""The Wording page's first part: what sets each outlet apart, and each use in its place."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import pandas as pd
import streamlit as st

from coverage import charts
from coverage.charts import keyness as picture
from coverage.charts.style import records
from coverage.measures import concordance, keyness
from coverage.records import Attribution, Sentence
from coverage.store import Snapshot
from coverage.views import phrases, shown, state, wording_queries

CHART = "keyness"

N_SHOWN = 10
"""Terms of an outlet that are shown."""

CONTEXT = 90
"""Letters shown before and behind a word."""

MOST_LINES = 2_000
"""Uses of a word that are listed."""

LINES = {
    "outlet": st.column_config.TextColumn("Outlet", width=120),
    "left": st.column_config.TextColumn("Before", width=350, alignment="right"),
    "hit": st.column_config.TextColumn("Word", width=130),
    "right": st.column_config.TextColumn("Behind", width=350),
    "when": st.column_config.TextColumn("Published (UTC)", width=165),
    "article": st.column_config.LinkColumn("Article", width=80, display_text="Read ↗"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """Outlet -> term -> uses, with and without words quoted from others.

    `written`: term -> how it is written, most often first; `n_words`: of each outlet.
    """

    whole: dict[str, Counter[str]]
    own: dict[str, Counter[str]]
    written: dict[str, Counter[str]]
    n_words: dict[str, int]


def _sentences(rows: pd.DataFrame) -> list[Sentence]:
    names = [field.name for field in fields(Sentence)]
    return [Sentence(**row) for row in records(rows[names])]


def _voices(rows: pd.DataFrame) -> list[Attribution]:
    names = [field.name for field in fields(Attribution)]
    return [Attribution(**row) for row in records(rows[names])]


@st.cache_resource(show_spinner="Counting words …", max_entries=8)
def _counted(_snapshot: Snapshot, path: str, articles: tuple[str, ...]) -> Counted:
    rows = wording_queries.sentences(_snapshot, articles)
    sentences = _sentences(rows)
    voices = _voices(wording_queries.voices(_snapshot, articles))
    outlets = dict(zip(rows["sentence_id"], rows["outlet"], strict=True))
    whole: dict[str, Counter[str]] = {outlet: Counter() for outlet in sorted(set(rows["outlet"]))}
    own: dict[str, Counter[str]] = {outlet: Counter() for outlet in whole}
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    texts = dict(zip(rows["sentence_id"], rows["text"], strict=True))
    for use in keyness.uses(sentences, voices):
        written[use.term][texts[use.sentence_id][use.start : use.end]] += 1
        whole[outlets[use.sentence_id]][use.term] += 1
        if not use.is_quoted:
            own[outlets[use.sentence_id]][use.term] += 1
    n_words = rows.groupby("outlet")["n_words"].sum().to_dict()
    return Counted(
        whole, own, dict(written), {str(outlet): int(n) for outlet, n in n_words.items()}
    )


def show(snapshot: Snapshot, articles: Sequence[str]) -> None:
    """The picture, and the uses of the word that is chosen."""
    counted = _counted(snapshot, str(snapshot.path), tuple(articles))
    is_own = state.selection().own == state.ALL
    keys = keyness.keys(counted.own if is_own else counted.whole, N_SHOWN)
    outlets = list(counted.whole)
    table = pd.DataFrame(
        [
            asdict(key) | {"is_sure": key.z >= keyness.Z_SURE, "written": _written(counted, key)}
            for key in keys
        ],
        columns=[*(field.name for field in fields(keyness.Key)), "is_sure", "written"],
    )
    st.html(f'<p class="finding">{finding(keys, counted)}</p>')
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        st.segmented_control(
            "Whose words",
            ["", state.ALL],
            format_func=lambda own: "Without quotations" if own else "All words",
            required=True,
            key=state.control("own"),
            on_change=state.take,
            args=("own",),
            label_visibility="collapsed",
            help="Without what stands in quotation marks and is given to a speaker.",
        )
        st.text_input(
            "Word or phrase",
            key=state.control("term"),
            on_change=state.take,
            args=("term",),
            placeholder="Find a word or phrase: sanction*",
            label_visibility="collapsed",
            type="search",
            width=290,
        )
        with st.popover("Export"):
            st.download_button(
                "Words as CSV",
                data=shown.csv(table),
                file_name="coverage-keyness.csv",
                mime="text/csv",
                on_click="ignore",
                width="stretch",
            )
    with st.container(key="picture_card"):
        figure = picture.keyness(table, outlets, state.theme(), state.selection().term)
        st.plotly_chart(
            figure,
            theme=None,
            key=CHART,
            on_select=_clicked,
            selection_mode="points",
            config={"displayModeBar": True, "modeBarButtons": [["toImage"]],
                    "toImageButtonOptions": {"scale": 3, "filename": "coverage-keyness"}},
            alt="For each outlet the words and phrases that it uses more than the others do.",
        )  # fmt: skip
    st.html(f'<p class="quiet made">{MADE}</p>')
    _concordance(snapshot, articles)


MADE = (
    "How this was made: uses by the outlet : by all others together. The bar is the z-score of the "
    "log-odds with what all say as prior (Monroe and others, 2008); the darker bars, from "
    f"{keyness.Z_SURE}, are seldom chance. Function words are left out; a phrase is shown instead "
    "of its words where these are hardly said without it."
)


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


def _clicked() -> None:
    """Callback of the picture: show the uses of the clicked term."""
    points = [p for p in st.session_state[CHART].selection.points if p.get("customdata")]
    if points:
        state.select(term=str(points[0]["customdata"][0]))


def _concordance(snapshot: Snapshot, articles: Sequence[str]) -> None:
    term = state.selection().term
    if not term:
        st.html('<p class="quiet">Click a word, or write one above, to read each of its uses.</p>')
        return
    rows = wording_queries.sentences(snapshot, articles)
    lines = pd.DataFrame(_lines(rows, term), columns=list(LINES))
    if lines.empty:
        st.info(f"Nobody here says “{phrases.label(term)}”. A * at the end stands for any ending.")
        return
    counts = lines["outlet"].value_counts()
    each = ", ".join(f"{outlet} {counts[outlet]:,}" for outlet in sorted(counts.index))
    n_all = phrases.count(len(lines), "USE", "USES")
    st.html(
        f'<p class="under-title">{n_all} OF “{html.escape(term)}” &nbsp;'
        f"<span>{html.escape(each)}</span></p>"
    )
    st.dataframe(
        lines.head(MOST_LINES),
        hide_index=True,
        column_config=LINES,
        placeholder="",
        alt="Each use of the word with what stands before and behind it",
    )


def _lines(rows: pd.DataFrame, term: str) -> Iterator[dict[str, Any]]:
    about = rows.set_index("sentence_id").to_dict("index")
    for line in concordance.lines(_sentences(rows), term):
        row = about[line.sentence_id]
        yield {
            "outlet": row["outlet"],
            "left": _last(line.left),
            "hit": line.hit,
            "right": _first(line.right),
            "when": phrases.stamp(row["published"], row["published_precision"]),
            "article": f"corpus?article={row['article_id']}",
        }


def _last(text: str) -> str:
    return text if len(text) <= CONTEXT else "…" + text[-CONTEXT:]


def _first(text: str) -> str:
    return text if len(text) <= CONTEXT else text[:CONTEXT] + "…"
