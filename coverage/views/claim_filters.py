"""Which claims and which outlets of an event the matrix shows: its filters. Knows no Streamlit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from coverage.records import Status
from coverage.store import Snapshot
from coverage.views import event_filters, phrases
from coverage.views.state import ALL, Selection

STATUSES = (Status.STRESSED, Status.MENTIONED, Status.UNCERTAIN, Status.OMITTED)


class Whose(StrEnum):
    """In whose voice a claim is told."""

    ANY = ""
    OWN = "own"  # an outlet tells it in its own voice
    GIVEN = "given"  # an outlet gives it to a speaker


@dataclass(frozen=True, slots=True)
class Filters:
    """What a claim must meet to be shown; the defaults show all."""

    columns: tuple[str, ...] = ()  # outlets that are shown; none for all
    status: str = ""  # what an outlet does with it
    by: str = ""  # which outlet does; "" for any that is shown
    is_contested: bool = False
    n_versions: int = 0  # at least
    whose: Whose = Whose.ANY

    @property
    def n_set(self) -> int:
        """How many are set."""
        return sum(map(bool, (self.columns, self.status, self.is_contested, self.n_versions,
                              self.whose)))  # fmt: skip


def chosen(selection: Selection) -> Filters:
    """The filters that the selection tells; what cannot be read is no filter."""
    return Filters(
        columns=tuple(event_filters.unpack(selection.columns)),
        status=selection.status if selection.status in set(STATUSES) else "",
        by=selection.by_outlet,
        is_contested=selection.contested == ALL,
        n_versions=int(selection.least) if selection.least.isdecimal() else 0,
        whose=Whose(selection.whose) if selection.whose in set(Whose) else Whose.ANY,
    )


def voiced(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """For each claim and outlet that tells it: whether in its own voice, whether by a speaker."""
    return snapshot.of_event(event_id).query(
        """SELECT c.claim_id, a.outlet,
                  bool_or(v.sentence_id IS NULL) AS is_own,
                  bool_or(v.sentence_id IS NOT NULL) AS is_given
           FROM claims c JOIN mentions m USING (claim_id) JOIN sentences s USING (sentence_id)
           JOIN articles a USING (article_id)
           LEFT JOIN (SELECT DISTINCT sentence_id FROM voices) v USING (sentence_id)
           WHERE c.event_id = ? GROUP BY ALL ORDER BY ALL""",
        event_id,
    )


def places(snapshot: Snapshot, event_id: str, article_id: str) -> dict[str, int]:
    """Claim -> the place of its first mention in an article; claims that it does not tell: none."""
    found = snapshot.of_event(event_id).query(
        """SELECT c.claim_id, min(s.position) AS place
           FROM claims c JOIN mentions m USING (claim_id) JOIN sentences s USING (sentence_id)
           WHERE c.event_id = ? AND s.article_id = ? GROUP BY c.claim_id ORDER BY ALL""",
        event_id,
        article_id,
    )
    return dict(zip(found["claim_id"], found["place"].astype(int), strict=True))


def narrow(
    claims: pd.DataFrame, cells: pd.DataFrame, voices: pd.DataFrame, filters: Filters
) -> pd.DataFrame:
    """The claims that meet the filters, in their order; `voices` as `voiced` gives them."""
    kept = claims
    shown = cells[cells["outlet"].isin(filters.columns)] if filters.columns else cells
    for ids in _met(claims, shown, voices, filters):
        kept = kept[kept["claim_id"].isin(ids)]
    return kept


def _met(
    claims: pd.DataFrame, cells: pd.DataFrame, voices: pd.DataFrame, filters: Filters
) -> Iterator[set[str]]:
    """For each filter that is set the claims that meet it."""
    if filters.columns:
        yield set(cells.loc[cells["n_mentions"] > 0, "claim_id"])
    if filters.status:
        own = cells[cells["status"] == filters.status]
        yield set(own.loc[own["outlet"] == filters.by if filters.by else own.index, "claim_id"])
    if filters.is_contested:
        yield set(claims.loc[claims["is_contested"], "claim_id"])
    if filters.n_versions:
        yield set(claims.loc[claims["n_versions"] >= filters.n_versions, "claim_id"])
    if filters.whose:
        told = voices[voices["outlet"].isin(filters.columns)] if filters.columns else voices
        yield set(
            told.loc[told["is_own" if filters.whose is Whose.OWN else "is_given"], "claim_id"]
        )


def said(n_shown: int, n_all: int) -> str:
    """How many claims the filters leave out, in plain text; "" where they leave out none."""
    if n_shown == n_all:
        return ""
    return f"{n_shown:,} of {phrases.count(n_all, 'claim')} meet the filters."


VOICES = {Whose.OWN: "told in an outlet’s own voice", Whose.GIVEN: "given to a speaker"}


def in_words(selection: Selection, n_shown: int, n_all: int) -> list[str]:
    """The filters that are set, a line each, as an export says them; none where all is shown."""
    filters = chosen(selection)
    by = f" by {filters.by}" if filters.by else ""
    told = [
        f"outlets: {phrases.join(list(filters.columns))}" if filters.columns else "",
        f"claims {filters.status}{by}" if filters.status else "",
        "contested claims" if filters.is_contested else "",
        f"claims of at least {filters.n_versions} independent versions"
        if filters.n_versions
        else "",
        f"claims {VOICES[filters.whose]}" if filters.whose else "",
        f"claims whose sentences hold “{selection.filter}”" if selection.filter else "",
    ]
    lines = [line for line in told if line]
    if n_shown != n_all:
        lines.append(f"{n_shown:,} of {phrases.count(n_all, 'claim')} are shown")
    return lines
