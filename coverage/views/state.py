"""What the pages share: the open snapshot, the selection and its URL, the theme.

The selection lives in the session and is mirrored to the URL. A URL that someone else wrote (a
link, the back button) wins over the session; one that `mirror` wrote itself does not, since a
widget may have changed the session after it.

Widgets do not keep state of their own: `control` puts the selection into a widget before it is
drawn, and its callback brings a change back.
"""

from __future__ import annotations

import dataclasses
import logging
import os
import shlex
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import streamlit as st

from coverage import charts
from coverage.errors import CoverageError, SnapshotMissing
from coverage.store import Snapshot
from coverage.views import chooser, corrected, linking, offering, places, snapshots
from coverage.views.phrases import label
from coverage.views.shown import Sort

ROOT = places.ROOT

ALL = "all"


@dataclass(frozen=True, slots=True)
class Selection:
    """What a person has chosen; the fields' names are the URL's parameters."""

    event: str = ""
    claim: str = ""
    sort: str = Sort.SHARED
    filter: str = ""
    alone: str = ""  # ALL: every claim that one outlet alone tells, not only the most emphatic
    order: str = ""  # the article in whose order the claims stand, if they are so sorted
    columns: str = ""  # the matrix's filters, as `claim_filters.chosen` reads them
    status: str = ""
    by_outlet: str = ""
    contested: str = ""
    least: str = ""
    whose: str = ""
    article: str = ""
    find: str = ""  # words that the articles shown must hold
    page: str = ""  # the page shown whole, by its `source_id`
    show: str = ""  # the part of the overview that is shown
    words: str = ""  # the overview's filters, as `event_filters.chosen` reads them
    outlets: str = ""
    groups: str = ""
    since: str = ""
    until: str = ""
    versions: str = ""
    single: str = ""  # ALL: also events that one outlet alone tells
    lacks: str = ""  # whose blind spots are shown
    level: str = ""  # at which events are looked at anew; "": as built
    strictness: str = ""  # at which an event's claims are grouped anew; "": as built
    variants: str = ""  # ALL: a claim's sentences under one another, their differences marked
    left: str = ""  # the two articles whose copied text is shown, by their ids
    right: str = ""
    wording: str = "keys"  # the part of the Wording page that is shown
    scope: str = ""  # ALL: the wording of all events, not of one
    own: str = ""  # ALL: words without those quoted from others
    term: str = ""  # the word whose uses are shown
    seek: str = ""  # words or a sentence that sentences are searched for
    by: str = ""  # "meaning", or by words
    who: str = ""  # the outlets whose sentences are searched
    more: str = ""  # how many times more of what was found is shown
    pick: str = ""  # the row of a table of wording whose sentences are shown
    articles: str = ""  # ids of the articles read side by side, with commas between them
    sentence: str = ""  # the one whose joins stand out
    only: str = ""  # ALL: without the sentences that the articles have in common
    voice: str = ""  # the voice whose words are shown, by its id, and in which outlet
    outlet: str = ""
    presentation: str = ""  # the one that is worked on or shown, by its id, and its slide
    slide: str = ""
    full: str = ""  # ALL: a slide alone, on the whole screen


FILTER_FIELDS = ("columns", "status", "by_outlet", "contested", "least", "whose")
EVENT_FIELDS = (
    "event", "claim", "sort", "order", "filter", "alone", "strictness", "variants", *FILTER_FIELDS,
)  # fmt: skip
READ_FIELDS = ("event", "articles", "sentence", "only", "strictness")
VOICES_FIELDS = ("event", "voice", "outlet")
COPIES_FIELDS = ("event", "left", "right")
REVIEW_FIELDS = ("event", "scope")
WORDING_FIELDS = ("event", "wording", "scope", "since", "until", "own", "term", "pick")
TIMELINE_FIELDS = ("event", "claim")
SEARCH_FIELDS = ("seek", "by", "who", "since", "until", "more")
PRESENT_FIELDS = ("presentation", "slide", "full")
CORPUS_FIELDS = ("article", "find", "page")
OVERVIEW_FIELDS = (
    "show", "words", "outlets", "groups", "since", "until", "versions", "single", "lacks", "level",
)  # fmt: skip


OF_ONE_EVENT = (
    "claim", "order", "filter", "alone", "left", "right", "term", "pick", "voice", "outlet",
    "articles", "sentence", *FILTER_FIELDS,
)  # fmt: skip
"""What is chosen within an event; another one starts afresh."""


N_OPEN = 8
"""Snapshots that stay open: those of several links, and the ones before them."""


def snapshot_path() -> Path:
    """The link at which the chosen snapshot is read, and beside which its corrections lie."""
    return places.path()


@st.cache_resource(show_spinner="Opening the snapshot …", max_entries=N_OPEN)
def _open(real_path: str, snapshot_id: str) -> Snapshot:
    """The snapshot at `real_path`, once; another id at the same place is opened anew."""
    return Snapshot(Path(real_path))


def open_snapshot() -> Snapshot:
    """The snapshot that the chosen link points at now."""
    real_path = os.path.realpath(snapshot_path())
    return _open(real_path, snapshots.id_at(Path(real_path)))


def show(page: Callable[[Snapshot], None], *kinds: str) -> None:
    """Draw `page`, or what stands in its way, in words.

    `kinds`: of the slides that what is shown can be made into, by their names in `offering`.
    """
    st.html(Path(__file__).with_name("look.css"))
    st.html(f"<style>:root {{ --card: {theme().card}; --accent: {theme().accent} }}</style>")
    chooser.take()
    chooser.draw()
    try:
        snapshot = corrected.applied(open_snapshot(), snapshot_path())
        linking.take(st.query_params.to_dict())
        linking.tell(snapshot)
        page(snapshot)
        if places.query() and places.FROM not in st.query_params:
            mirror(())  # a page without a selection, or one that had nothing to show
        linking.offer(snapshot, st.session_state.get("mirrored", {}))
        offering.offer(snapshot, snapshot_path(), st.session_state.get("mirrored", {}), kinds)
    except SnapshotMissing:
        place = os.path.relpath(snapshot_path(), ROOT)
        st.info(f"There is no snapshot at {label(place)} yet. This makes one from the sample:")
        st.code(f"python -m coverage build seeds --out {shlex.quote(place)}", language="shell")
    except CoverageError as error:
        st.error(label(error))
    except duckdb.Error:
        logging.getLogger(__name__).exception("A query failed.")
        st.error("The snapshot cannot be read; build it again.")


def theme() -> charts.Theme:
    """The figures' theme that goes with the page's."""
    return charts.DARK if st.context.theme.type == "dark" else charts.LIGHT


def selection() -> Selection:
    """What is selected now."""
    known: Selection = st.session_state.get("selection", Selection())
    return known


def select(**changes: str) -> None:
    """Change the selection; another event than the one before starts afresh."""
    if "event" in changes and selection().event not in {"", changes["event"]}:
        fresh = dict.fromkeys(OF_ONE_EVENT, "")
        changes = fresh | changes
    st.session_state["selection"] = dataclasses.replace(selection(), **changes)


@contextmanager
def as_if(told: Mapping[str, str]) -> Iterator[None]:
    """With the selection that `told`, fields of a view's address, tell, for as long as it lasts."""
    kept = selection()
    known = set(Selection.__dataclass_fields__)
    wanted = Selection(**{name: value for name, value in told.items() if name in known})
    st.session_state["selection"] = wanted
    try:
        yield
    finally:
        st.session_state["selection"] = kept


def event_link(event_id: str) -> dict[str, str]:
    """Parameters of a link to an event's page, which goes on with the strictness chosen there."""
    kept = selection().strictness
    return places.query() | {"event": event_id, **({"strictness": kept} if kept else {})}


def restore(fields: tuple[str, ...]) -> None:
    """Take a page's `fields` from the URL if the URL is not what `mirror` wrote."""
    told = st.query_params.to_dict()
    written = {name: value for name, value in told.items() if name not in linking.NAMED}
    if not told or told == st.session_state.get("mirrored"):
        return
    default = dataclasses.asdict(Selection())
    chosen = {name: written.get(name, default[name]) for name in fields}
    if "sort" in chosen and chosen["sort"] not in set(Sort):
        chosen["sort"] = Sort.SHARED
    select(**chosen)


def mirror(fields: tuple[str, ...]) -> None:
    """Write the chosen snapshot and a page's `fields` to the URL, what is not the default only."""
    now, default = dataclasses.asdict(selection()), dataclasses.asdict(Selection())
    told = {name: str(now[name]) for name in fields if now[name] != default[name]}
    written = places.query() | told
    if st.query_params.to_dict() != written:
        st.query_params.from_dict(written)
    st.session_state["mirrored"] = written


def control(field: str) -> str:
    """Key of the widget that shows `field` of the selection, with its value put in."""
    key = f"control_{field}"
    st.session_state[key] = getattr(selection(), field)
    return key


def take(field: str) -> None:
    """Callback: bring a widget's new value into the selection."""
    select(**{field: st.session_state[f"control_{field}"] or ""})


def clicked_row(key: str, shown: list[int]) -> int | None:
    """In a callback: the row of the table `key` that was clicked, wherever it was clicked.

    `None` where it is but the one marked as `shown`: a table also calls back when a click
    elsewhere takes the frame off its cell.
    """
    chosen = st.session_state[key].selection
    places = [row for row, _ in chosen.cells] or [row for row in chosen.rows if row not in shown]
    return places[0] if places else None
