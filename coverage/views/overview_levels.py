"""Broader or narrower events, drawn: a slider, and what would join and part where it stands."""

from __future__ import annotations

import html
import os
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from coverage import charts
from coverage.store import Snapshot
from coverage.views import overview_tables, phrases, regrouping, state
from coverage.views.regrouping import Grouped, Indices, Regrouped

N_NAMED = 20
"""Events that join, and that part, named at first, and more at each click."""

N_HEADLINES = 3
"""Headlines of an event that are told."""

N_TOGETHER = 4
"""Events that become one which are told one by one."""


@st.fragment
def draw(snapshot: Snapshot) -> None:
    """The slider and what it would change; a fragment, so that nothing else is drawn anew."""
    level = snapshot.manifest.get("event_level")
    if level is None:
        st.info("This snapshot does not tell where its events were cut; build it again.")
        return
    now = overview_tables.joins(snapshot, str(snapshot.path), float(level))
    counts = regrouping.positions(now)
    if len(counts) == 1:
        st.info(
            "These articles are so clearly apart, or alike, that no other level changes any event."
        )
        return
    chosen = _slider(counts, now)
    if chosen == now.level:
        st.html(f'<p class="finding-line">{_as_built(list(counts), now.level)}</p>')
    else:
        found = regrouping.regroup(now, chosen, st.session_state.get("n_levels", N_NAMED))
        _told(snapshot, now, found, chosen)
    state.mirror(state.OVERVIEW_FIELDS)


def _as_built(levels: Sequence[float], level: float) -> str:
    """That nothing is changed yet, and what either way would show; `levels`: those there are."""
    ways = []
    if level > min(levels):
        ways.append("to the left to see which events would become one")
    if level < max(levels):
        ways.append("to the right to see which would part")
    rest = "" if len(ways) > 1 else " The other way, nothing would change."
    return f"This is how the snapshot was built. Move the slider {', '.join(ways)}.{rest}"


def _slider(counts: dict[float, int], now: Grouped) -> float:
    """The level that is looked at: a position for each number of events there could be."""
    options = {"" if level == now.level else f"{level:g}": level for level in counts}
    if state.selection().level not in options:
        state.select(level=_nearest(state.selection().level, counts, now, options))

    def said(option: str) -> str:
        n = phrases.count(counts[options[option]], "event")
        return n if option else f"{n}, as built"

    with st.container(key="levels"):
        st.html('<p class="ends quiet"><span>fewer, broader</span><span>more, narrower</span></p>')
        st.select_slider(
            "Events, from fewer and broader to more and narrower",
            list(options),
            format_func=said,
            key=state.control("level"),
            on_change=_moved,
            label_visibility="collapsed",
        )
    return options[state.selection().level]


def _nearest(level: str, counts: dict[float, int], now: Grouped, options: dict[str, float]) -> str:
    """The position that gives as many events as the `level` of a link; "" where there is none."""
    try:
        n = regrouping.count(now, float(level))
    except ValueError:
        return ""
    return next((option for option, at in options.items() if counts[at] == n), "")


def _moved() -> None:
    """Callback: take the new level, and name the first changes again."""
    st.session_state["n_levels"] = N_NAMED
    state.take("level")


def _told(snapshot: Snapshot, now: Grouped, found: Regrouped, level: float) -> None:
    """What would change, each change by name, and how to build it."""
    n_now = len(now.event_ids)
    n_shared = int((_events(snapshot)["n_outlets"] >= charts.SHARED).sum())
    changes = []
    if found.n_joined:
        after = "one" if found.n_joined == 1 else f"{found.n_joined:,}"
        changes.append(f"{found.n_joining:,} events become {after}")
    if found.n_parted:
        changes.append(f"{phrases.count(found.n_parted, 'event')} would part")
    before = "as now" if found.n_shared == n_shared else f"instead of {n_shared:,}"
    sentence = (
        f"<b>{found.n_events:,}</b> {'event' if found.n_events == 1 else 'events'} instead of "
        f"{n_now:,}: {' and '.join(changes)}. Of these, {found.n_shared:,} could be compared, "
        f"{before}."
    )
    out = os.path.relpath(state.snapshot_path(), state.ROOT)
    out = str(state.snapshot_path()) if out.startswith("..") else out
    st.html(f'<p class="finding-line">{sentence}</p>')
    stands = "" if snapshot.manifest.get("command") else " INPUT stands for what it was built from."
    st.html(
        '<p class="quiet caution">This is a look ahead; the snapshot stays as it is until it is '
        f"built at this level.{stands}</p>"
    )
    st.code(regrouping.command(snapshot.manifest, out, level), language="shell", wrap_lines=True)
    labels = _events(snapshot)
    rows = [_joined(now, own, labels) for own in found.joined]
    rows += [_parted(now, own, labels) for own in found.parted]
    st.html(f'<div class="regrouped">{"".join(rows)}</div>')
    rest = found.n_joined + found.n_parted - len(rows)
    if rest:
        st.button(
            f"Show {phrases.count(min(rest, N_NAMED), 'more change')} of {rest:,}",
            type="tertiary",
            key="more_levels",
            on_click=lambda: st.session_state.update(n_levels=len(rows) + N_NAMED),
        )


def _events(snapshot: Snapshot) -> pd.DataFrame:
    return overview_tables.read(snapshot).events.set_index("event_id")


def _joined(now: Grouped, numbers: Indices, events: pd.DataFrame) -> str:
    """Events that become one, as HTML: their names in a line, and the headlines of each."""
    ids = [now.event_ids[k] for k in numbers]
    names = [_quoted(events.loc[event_id, "label"]) for event_id in ids]
    parts = [now.articles[now.event == k] for k in numbers[:N_TOGETHER]]
    return _change(f"{_several(names)} become one event", parts, len(numbers) - len(parts))


def _parted(now: Grouped, parts: Sequence[Indices], events: pd.DataFrame) -> str:
    """An event and its parts, as HTML; a part is named by the label, or its first headline."""
    whole = now.event_ids[int(now.event[parts[0][0]])]
    label = str(events.loc[whole, "label"])
    tables = [now.articles.iloc[rows] for rows in parts]
    with_label = next((k for k, own in enumerate(tables) if label in set(own["title"])), None)
    names = [
        _quoted(label if k == with_label else own["title"].iloc[0]) for k, own in enumerate(tables)
    ]
    shown = tables[:N_TOGETHER]
    line = f"{_quoted(label)} parts into {phrases.count(len(parts), 'event')}: {_several(names)}"
    return _change(line, shown, len(parts) - len(shown))


def _change(line: str, parts: Sequence[pd.DataFrame], n_more: int) -> str:
    """One change: what happens, and under it each event's outlets and headlines."""
    rows = []
    for articles in parts:
        titles = list(dict.fromkeys(articles["title"]))
        outlets = list(dict.fromkeys(articles["outlet"]))
        who = phrases.join(outlets) if len(outlets) <= phrases.FEW else f"{len(outlets)} outlets"
        said = " · ".join(html.escape(str(title)) for title in titles[:N_HEADLINES])
        if len(titles) > N_HEADLINES:
            said += f" · {phrases.count(len(titles) - N_HEADLINES, 'more headline')}"
        count = phrases.count(len(articles), "article")
        rows.append(f"<li><span>{count}, {html.escape(who)}:</span> {said}</li>")
    rows += [f"<li><span>and {phrases.count(n_more, 'more event')}</span></li>"] if n_more else []
    return f"<section><h3>{line}</h3><ul>{''.join(rows)}</ul></section>"


def _quoted(label: object) -> str:
    return f"“{html.escape(str(label))}”"


def _several(names: Sequence[str]) -> str:
    """Names as one phrase; beyond a few they are counted."""
    if len(names) <= N_TOGETHER:
        return phrases.join(names)
    return f"{', '.join(names[: N_TOGETHER - 1])} and {len(names) - N_TOGETHER + 1:,} more"
