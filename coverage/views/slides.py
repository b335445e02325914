"""A picked view -> what its slide shows: a finding, and a picture or sentences.

A slide is made anew each time, from the snapshot as it is and the selection that was picked. It is
a sheet of `WIDTH` by 540 pixels, or larger where a picture needs it, that the browser scales to
its screen: so letters are as large as the fewest that a picture needs allow.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from coverage import charts
from coverage.store import Snapshot
from coverage.views import (
    copies_queries,
    copies_text,
    copies_told,
    event_told,
    firsts,
    keys_told,
    matrix_controls,
    phrases,
    queries,
    read_queries,
    read_text,
    read_told,
    shown,
    slide_claim,
    slide_pairs,
    slide_words,
    state,
    strictness,
    timeline_told,
    voices_text,
    voices_told,
    wording_keys,
    wording_queries,
)
from coverage.views.wording_queries import Scope

WIDTH, RATIO = 960, 16 / 9
"""Of a sheet, at least: its width in pixels, and by how much it is wider than high."""

ROOM = 372
"""Height in pixels that a sheet of `WIDTH` has for its picture, below two lines of finding."""

SIDES = 2 * 28
"""Pixels of a sheet's margins."""

FEWEST = 4
"""Rows of a picture below which the sheet grows instead."""

MOST = 12
"""Rows of a picture that are tried first."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a slide shows: `finding` and `body` HTML, the rest plain text."""

    finding: str
    note: str
    alt: str
    figure: go.Figure | None = None
    body: str = ""
    body_height: int = 0  # in pixels, at most; where there is a body
    width: int = WIDTH

    @property
    def height(self) -> int:
        """In pixels."""
        return round(self.width / RATIO)


Maker = Callable[[Snapshot, queries.Row], Sheet]


def make(kind: str, snapshot: Snapshot, event: queries.Row) -> Sheet:
    """The sheet of a kind for an event, as the selection has it. Raises KeyError for no kind."""
    return MAKERS[kind](snapshot, event)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A picture, its rows, and the width of the sheet that it needs."""

    figure: go.Figure
    n_rows: int
    width: int


def gone(why: str) -> Sheet:
    """What stands in the place of what cannot be shown."""
    return Sheet(finding=html.escape(why), note="", alt="")


def _fitting(draw: Callable[[int], go.Figure], n_rows: int, least_width: int = 0) -> Fitted:
    """The picture with as many rows as a sheet has room for, and a sheet that has room for it."""
    width = max(WIDTH, least_width + SIDES)
    room = ROOM + (width - WIDTH) / RATIO
    n = min(n_rows, MOST)
    figure = draw(n)
    while n > FEWEST and figure.layout.height > room:
        n -= 1
        figure = draw(n)
    too_high = max(figure.layout.height - room, 0)
    return Fitted(figure, n, round(width + too_high * RATIO))


def _matrix(snapshot: Snapshot, event: queries.Row) -> Sheet:
    told = event_told.read(snapshot, event)
    rows = event_told.rows(told, event_told.kept(told))
    outlets = matrix_controls.columns(told.outlets)
    sections = told.sections.assign(n_left_out=0)

    def draw(n: int) -> go.Figure:
        return charts.matrix(rows.head(n), told.cells, outlets, charts.LIGHT, sections=sections)

    fitted = _fitting(draw, len(rows), charts.least_width(len(outlets)))
    many = phrases.count(len(told.claims), "claim")
    order = shown.SORT_LABELS[shown.Sort(state.selection().sort)].casefold()
    few = f"{fitted.n_rows} of {many}, {order}" if fitted.n_rows < len(told.claims) else many
    return Sheet(
        finding=phrases.finding(told.cells, told.claims, told.outlets),
        note=f"{few}. Each square is a share of the outlet’s words.{_strictness()}",
        alt="Claims by outlet: the share of each outlet’s words that goes to each claim.",
        figure=fitted.figure,
        width=fitted.width,
    )


def _strictness() -> str:
    chosen = state.selection().strictness
    return f" Matches from a probability of {chosen}." if chosen else ""


def _claim(snapshot: Snapshot, event: queries.Row) -> Sheet:
    told = event_told.read(snapshot, event)
    found = told.claims[told.claims["claim_id"] == state.selection().claim]
    if found.empty:
        return gone("This claim is not in the snapshot any more.")
    claim = found.to_dict("records")[0]
    outlets = matrix_controls.columns(told.outlets)
    body, height, n_more = slide_claim.render(told.snapshot, claim, told.cells, outlets)
    more = f"; {phrases.count(n_more, 'more sentence')} not shown" if n_more else ""
    facts = [f"{claim['n_outlets']} of {phrases.count(len(told.outlets), 'outlet')}"]
    if claim["n_versions"] != claim["n_outlets"]:
        facts.append(phrases.count(claim["n_versions"], "independent version"))
    return Sheet(
        finding=f"“{html.escape(str(claim['label']))}”",
        note=f"Told by {', '.join(facts)}. The surest sentence of each outlet{more}."
        f"{_strictness()}",
        alt="The claim in each outlet’s words.",
        body=body,
        body_height=height,
    )


def _pairs(snapshot: Snapshot, event: queries.Row) -> Sheet:
    event_id = str(event["event_id"])
    told = strictness.at_chosen(snapshot, event_id)
    articles = copies_queries.articles(snapshot, event_id)
    wanted = [part for part in state.selection().articles.split(",") if part]
    ids = read_told.chosen(wanted, articles, read_queries.likest(told, event_id))
    reading = read_told.read(told, articles, ids)
    pairs = slide_pairs.render(reading, state.selection().sentence)
    rest = f"{phrases.count(pairs.n_left_out, 'more pair')} not shown. " if pairs.n_left_out else ""
    marked = "Marked: words of a copy that the other has otherwise." if reading.passages else ""
    return Sheet(
        finding=read_text.finding(reading),
        note=f"{rest}{marked}{_strictness()}",
        alt="Sentences of two articles side by side.",
        body=pairs.body,
        body_height=pairs.height,
    )


def _voices(snapshot: Snapshot, event: queries.Row) -> Sheet:
    told = voices_told.read(snapshot, str(event["event_id"]))
    outlets = event_told.with_words(snapshot, str(event["event_id"]))
    rows, cells, splits = voices_told.rows(told), voices_told.cells(told), voices_told.splits(told)

    def draw(n: int) -> go.Figure:
        return charts.voices(rows.head(n), cells, splits, outlets, charts.LIGHT)

    fitted = _fitting(draw, len(rows), charts.voices_width(len(outlets)))
    n_voices = len(voices_told.speakers(told))
    few = f"The first of {phrases.count(n_voices, 'speaker')}. " if n_voices > fitted.n_rows else ""
    return Sheet(
        finding=voices_text.finding(told, outlets),
        note=f"{few}Bars are shares of the outlet’s words; the darker part in quotation marks.",
        alt="Speakers by outlet: the share of each outlet’s words that is given to each speaker.",
        figure=fitted.figure,
        width=fitted.width,
    )


def _copies(snapshot: Snapshot, event: queries.Row) -> Sheet:
    told = copies_told.read(snapshot, str(event["event_id"]))
    finding = copies_text.finding(event, told.articles, told.pairs)
    if not told.pairs:
        return Sheet(finding=finding, note="", alt="")
    figure, n_drawn = copies_told.picture(snapshot, told, charts.LIGHT, frozenset())
    fitted = _fitting(lambda _: figure, 0)
    return Sheet(
        finding=finding,
        note=copies_text.key(told.pairs, n_drawn),
        alt="Articles over time, with lines between those that share copied text.",
        figure=fitted.figure,
        width=fitted.width,
    )


def _timeline(snapshot: Snapshot, event: queries.Row) -> Sheet:
    event_id = str(event["event_id"])
    articles = timeline_told.articles(snapshot, event_id)
    told = timeline_told.tellings(snapshot, event_id)
    found = firsts.firsts(articles)
    first = found.loc[event_id].to_dict() if event_id in found.index else None
    claims = queries.claims(snapshot, event_id)
    labels = dict(zip(claims["claim_id"], claims["label"], strict=True))
    chosen = state.selection().claim
    said = labels.get(chosen, "")
    figure = charts.timeline(
        timeline_told.telling(articles, told, chosen if said else ""), charts.LIGHT
    )
    fitted = _fitting(lambda _: figure, 0)
    return Sheet(
        finding=html.escape(firsts.told(first)),
        note="A dot an article" + (f"; coloured: tells “{said}”" if said else "") + ".",
        alt="The event’s articles over time, a lane each outlet.",
        figure=fitted.figure,
        width=fitted.width,
    )


def _words(snapshot: Snapshot, event: queries.Row) -> Sheet:
    chosen = state.selection()
    scope = Scope(event=str(event["event_id"]))
    if chosen.scope == state.ALL:
        scope = Scope(since=chosen.since, until=chosen.until)
    articles = wording_queries.article_ids(snapshot, scope)[: wording_queries.MOST_ARTICLES]
    part = slide_words.PARTS.get(chosen.wording)
    if not articles:
        return gone("No article was published on these days.")
    where = "Over all events. " if chosen.scope == state.ALL else ""
    if part is None:
        return _keys(snapshot, articles, where)
    words = part(snapshot, articles)
    return Sheet(
        finding=words.finding,
        note=where + words.note(),
        alt="Words in which the outlets differ.",
        body=words.render(),
        body_height=words.height(WIDTH - SIDES),
    )


def _keys(snapshot: Snapshot, articles: Sequence[str], where: str) -> Sheet:
    told = wording_keys.read(snapshot, articles)
    fitted = _fitting(lambda n: wording_keys.figure(told, charts.LIGHT, n), keys_told.N_SHOWN)
    whose = " Without quotations." if state.selection().own == state.ALL else ""
    return Sheet(
        finding=keys_told.finding(told.keys, told.counted),
        note=f"{where}Uses by the outlet : by all others. Darker: seldom chance.{whose}",
        alt="For each outlet the words and phrases that it uses more than the others do.",
        figure=fitted.figure,
        width=fitted.width,
    )


MAKERS: dict[str, Maker] = {
    "matrix": _matrix,
    "claim": _claim,
    "pairs": _pairs,
    "voices": _voices,
    "words": _words,
    "copies": _copies,
    "timeline": _timeline,
}
"""Kind of slide, as `offering.NAMES` has them -> what makes it."""
