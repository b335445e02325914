"""Correcting an article's outlet, date and event on its card; corrections without an article."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import pandas as pd
import streamlit as st

from coverage import corrections, edit_rows, edits, edits_turned
from coverage.corrections import Log
from coverage.edits import Change, Edit, Kind
from coverage.edits_told import in_words
from coverage.errors import CorrectionOvertaken, CoverageError
from coverage.inputs import Recipe
from coverage.records import Precision
from coverage.store import Snapshot
from coverage.views import adding, progress, queries, state
from coverage.views.phrases import label
from coverage.views.queries import Row

PRECISIONS = {
    Precision.MINUTE: "to the minute",
    Precision.HOUR: "to the hour",
    Precision.DAY: "to the day",
    Precision.WINDOW: "on this day or near",
}
"""How exactly a date can be said to be known; without a date it is not."""

N_TOLD = 3
"""Edits of an article that its card tells, the newest."""

Dated = tuple[date | None, time | None, Precision]
"""A date as the form gives it."""

Said = tuple[str, Dated, str | None]
"""What the form says: outlet, date and, where that is another one, the event."""

LOST = {
    "who": st.column_config.TextColumn("Who", width=80),
    "when": st.column_config.TextColumn("When (UTC)", width=125),
    "what": st.column_config.TextColumn("What", width=260),
    "about": st.column_config.TextColumn("Article", width=320),
}


def card(snapshot: Snapshot, article: Row) -> None:
    """What was corrected of an article, and the ways to correct it and to undo that."""
    article_id = str(article["article_id"])
    try:
        rows = _log().rows()
    except CoverageError as error:
        st.warning(label(error))
        return
    ids = {row.edit_id for row in rows if row.target == article_id}
    told = [row for row in rows if row.target == article_id or row.target in ids]
    with st.container(key="corrected"):
        if told:
            st.html(_history(told, _is_in(snapshot, article, rows)))
        if message := st.session_state.pop("correction_said", ""):
            st.warning(label(message))
    reason, seen = adding.obstacle(snapshot), rows[-1].seq if rows else 0
    with st.container(horizontal=True, gap="medium", key="correct_controls"):
        is_open = st.button(
            "Correct outlet, date or event",
            type="tertiary",
            key="correct",
            disabled=bool(reason),
            help=label(reason) or None,
        )
        turns = (
            (Kind.UNDO, "Undo last", edits_turned.last_done),
            (Kind.REDO, "Redo", edits_turned.last_undone),
        )
        for kind, name, find in turns:
            if not reason and (found := find(rows, article_id)):
                turn = (found, kind, progress.name(), seen)
                st.button(name, type="tertiary", key=kind.value, on_click=_turn, args=turn)
    progress.hold("correcting", is_open)
    if is_open:
        st.session_state["seen_edit"] = seen
        st.dialog("Correct outlet, date or event", on_dismiss="rerun")(form)(snapshot, article)


def _log() -> Log:
    return Log(corrections.place(state.snapshot_path()))


def _turn(found: list[Edit], kind: Kind, who: str, seen: int) -> None:
    """Callback: undo or redo the article's last edits, and build."""
    try:
        _log().turn(found, kind, who, seen)
    except CoverageError as error:
        st.session_state["correction_said"] = str(error)
        return
    progress.start(who)


def _is_in(snapshot: Snapshot, article: Row, rows: Sequence[Edit]) -> bool:
    """Whether the snapshot already shows what the log says of the article."""
    if snapshot.manifest.get("corrections") == edits.fingerprint(rows):
        return True
    wanted = edits.changes(rows).get(str(article["article_id"]), {})
    return bool(wanted) and all(_same(article[name], wanted[name]) for name in wanted)


def _same(shown: object, wanted: object) -> bool:
    if wanted is None:
        return bool(pd.isna(shown))  # type: ignore[call-overload]
    return bool(shown == wanted)


def _history(rows: Sequence[Edit], is_in: bool) -> str:
    """The newest edits, the last first."""
    by_id = {row.edit_id: row for row in rows}
    lines = [
        f"{row.who}, {row.at:%Y-%m-%d %H:%M}: {in_words(row, by_id)}"
        for row in reversed(rows[-N_TOLD:])
    ]
    lines += [] if is_in else ["Not in this snapshot yet."]
    told = "".join(f'<p class="fact">{html.escape(line)}</p>' for line in lines)
    return f'<div class="panel corrected">{told}</div>'


def form(snapshot: Snapshot, article: Row) -> None:
    """The form, with what is shown now in its fields; in its dialog a fragment of its own."""
    known = snapshot.query("SELECT DISTINCT outlet FROM articles ORDER BY outlet")["outlet"]
    names = list(dict.fromkeys([str(article["outlet"]), *known]))
    day, clock, precision = _shown(article)
    with st.form("correct_form", border=False):
        outlet = st.selectbox("Outlet", names, accept_new_options=True, key="correct_outlet")
        left, right = st.columns(2)
        first, last = adding.FIRST_DAY, adding.LAST_DAY
        said_day = left.date_input(
            "Published", day, first, last, format="YYYY-MM-DD", key="correct_day"
        )
        said_clock = right.time_input("Time (UTC)", clock, step=60, key="correct_time")
        said_precision = st.selectbox(
            "Known",
            list(PRECISIONS),
            list(PRECISIONS).index(precision),
            format_func=lambda one: PRECISIONS[one],
            key="correct_precision",
            help="Without a time it is known to the day at most, without a day not at all.",
        )
        event = _event(snapshot, article)
        why = st.text_input("Why", key="correct_why", placeholder="Where you know it from")
        who = progress.name_input("correct_name")
        if st.form_submit_button("Apply", type="primary"):
            name = Recipe.of(snapshot.manifest).directory.canonical(outlet or "")
            said = (name, (said_day, said_clock, said_precision), event)
            _apply(snapshot, article, said, who.strip(), " ".join(why.split()))


def _event(snapshot: Snapshot, article: Row) -> str | None:
    """The event that is chosen, "" for one of its own; `None` for the one it is of."""
    events = queries.events(snapshot)
    names = dict(zip(events["event_id"], events["label"], strict=True))
    own = str(article["event_id"])
    options = [own, "", *(each for each in names if each != own)]
    chosen = st.selectbox(
        "Event",
        options,
        format_func=lambda each: str(names.get(each, "")) or "An event of its own",
        key="correct_event",
        help="The article is of another event once the snapshot is built again, as happens now.",
    )
    return None if chosen == own else chosen


def _moved(snapshot: Snapshot, article: Row, event_id: str) -> Change:
    """The article is of the event with this id, or of one of its own."""
    others = queries.article_ids(snapshot, event_id) if event_id else ()
    return edits.event_change(str(article["article_id"]), str(article["title"]), others)


def _shown(article: Row) -> Dated:
    """The article's date as the fields show it; a time only where one is known."""
    precision = Precision(str(article["published_precision"]))
    published = article["published"]
    if pd.isna(published) or precision is Precision.NONE:
        return None, None, Precision.DAY
    is_timed = precision in {Precision.MINUTE, Precision.HOUR}
    return published.date(), published.time() if is_timed else None, precision


def _apply(snapshot: Snapshot, article: Row, said: Said, who: str, why: str) -> None:
    """Log what differs from what is shown and build; the form closes.

    Where another person was first, the form says so, and applying again overrules them.
    """
    try:
        wanted = _changes(snapshot, article, said)
        if not wanted:
            st.warning("Nothing differs from what is shown.")
            return
        _log().add(wanted, who or progress.DEFAULT_NAME, why, st.session_state["seen_edit"])
    except CoverageError as error:
        st.warning(label(error))
        if isinstance(error, CorrectionOvertaken):
            st.session_state["seen_edit"] = _log().rows()[-1].seq
        return
    progress.start(who)
    st.rerun()


def _changes(snapshot: Snapshot, article: Row, said: Said) -> list[Change]:
    """What the form says other than the article does."""
    outlet, date_said, event_id = said
    article_id, title = str(article["article_id"]), str(article["title"])
    is_same = outlet == article["outlet"]
    found = [] if is_same else [edits.outlet_change(article_id, title, outlet)]
    dated = edits.published_change(article_id, title, *stated(*date_said))
    before = edits.published_change(article_id, title, *stated(*_shown(article)))
    found += [] if dated == before else [dated]
    return found if event_id is None else [*found, _moved(snapshot, article, event_id)]


def stated(
    day: date | None, clock: time | None, precision: Precision
) -> tuple[datetime | None, Precision]:
    """A date as the form gives it: without a time it is one of a day, without a day unknown."""
    if day is None:
        return None, Precision.NONE
    if clock is None and precision in {Precision.MINUTE, Precision.HOUR}:
        precision = Precision.DAY
    return datetime.combine(day, clock or time(), UTC), precision


def lost(snapshot: Snapshot) -> None:
    """The corrections whose article or event this snapshot does not hold; nothing without any.

    Those of claims and pairs are told on the Review page.
    """
    told = map(edit_rows.of_row, snapshot.manifest.get("corrected", {}).get("lost", []))
    found = [edit for edit in told if edit.kind in {Kind.EVENT, *edits.SETS}]
    if not found:
        return
    st.html(
        '<p class="under-title">CORRECTIONS THAT FIND THEIR ARTICLE NO MORE '
        "&nbsp;<span>kept, and applied again when it comes back as it was</span></p>"
    )
    st.dataframe(
        pd.DataFrame([_lost(edit) for edit in found]),
        hide_index=True,
        column_config=LOST,
        alt="Corrections whose article is not in this snapshot",
    )


def _lost(edit: Edit) -> dict[str, str]:
    when = f"{edit.at:%Y-%m-%d %H:%M}"
    return {"who": edit.who, "when": when, "what": in_words(edit, {}), "about": edit.about}
