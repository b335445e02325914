"""Who told which claim of an event first, and who followed, in words. Knows no Streamlit."""

from __future__ import annotations

import html

import pandas as pd

from coverage.charts import SHARED, when
from coverage.store import Snapshot
from coverage.views import firsts, phrases
from coverage.views.queries import Row


def articles(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """The event's articles, oldest first, undated last."""
    return snapshot.of_event(event_id).query(
        """SELECT article_id, event_id, version_id, outlet, title, published,
                  published_precision, published_basis FROM articles WHERE event_id = ?
           ORDER BY published NULLS LAST, article_id""",
        event_id,
    )


def tellings(snapshot: Snapshot, event_id: str) -> pd.DataFrame:
    """A row for each claim and each article that tells it."""
    return snapshot.of_event(event_id).query(
        """SELECT DISTINCT c.claim_id, a.article_id, a.version_id, a.outlet, a.published,
                  a.published_precision
           FROM claims c JOIN mentions m USING (claim_id) JOIN sentences s USING (sentence_id)
           JOIN articles a USING (article_id)
           WHERE c.event_id = ? ORDER BY ALL""",
        event_id,
    )


def spread(claims: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """The claims that two outlets or more tell, in the order in which they came up.

    `claims` (claim_id, label, n_outlets), `told` as `tellings`. Gives `first` (who, or who of
    several, in words), `when`, `gap` (from the first to the next in its own words; "" where that is
    not known), `others` (who else tells it, with how much later), `start`.
    """
    shared = claims[claims["n_outlets"] >= SHARED]
    found = firsts.firsts(told.rename(columns={"claim_id": "event_id"}))
    rows = [
        _claim(row, found.loc[row["claim_id"]].to_dict() if row["claim_id"] in found.index else {},
               told[told["claim_id"] == row["claim_id"]])
        for row in shared.to_dict("records")
    ]  # fmt: skip
    columns = ["claim_id", "label", "first", "when", "gap", "others", "start"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["start", "label"], na_position="last", kind="stable").reset_index(
        drop=True
    )


def _claim(claim: Row, first: Row, told: pd.DataFrame) -> Row:
    known: Row = {
        "claim_id": claim["claim_id"],
        "label": claim["label"],
        "gap": "",
        "start": pd.NaT,
    }
    outlets = sorted(set(told["outlet"]))
    if not first:
        return known | {"first": "not known", "when": "undated", "others": ", ".join(outlets)}
    rivals = first["rivals"] if isinstance(first["rivals"], list) else []
    names = [str(first["outlet"]), *rivals]
    undated = first["unordered"] if isinstance(first["unordered"], list) else []
    others = [
        f"{outlet} (undated)" if outlet in undated else outlet
        for outlet in outlets
        if outlet not in names
    ]
    return known | {
        "first": " or ".join(names),
        "when": when(first["published"], str(first["precision"])),
        "gap": "" if rivals or not isinstance(first["next_outlet"], str) else firsts.gap(first),
        "others": ", ".join(others),
        "start": first["published"],
    }


def finding(table: pd.DataFrame) -> str:
    """Who was first with how many claims, as HTML."""
    if table.empty:
        return "No claim of this event is told by two outlets."
    sure = table[table["start"].notna() & ~table["first"].str.contains(" or ")]
    counts = sure["first"].value_counts()
    ranked = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    n_all = phrases.count(len(table), "shared claim")
    if not ranked:
        return f"Of {n_all}, it is not known of any who told it first: the times do not tell."
    named = [f"{html.escape(str(o))} with <b>{n:,}</b>" for o, n in ranked[: phrases.FEW]]
    open_ = len(table) - len(sure)
    rest = f"; of {open_:,} it is not known" if open_ else ""
    return f"Of {n_all}, as far as articles are dated, first were {phrases.join(named)}{rest}."


def telling(all_articles: pd.DataFrame, told: pd.DataFrame, claim_id: str) -> pd.DataFrame:
    """`all_articles` with `is_shared` where they tell the claim, as `charts.timeline` marks it."""
    ids = set(told.loc[told["claim_id"] == claim_id, "article_id"])
    return all_articles.assign(is_shared=all_articles["article_id"].isin(ids))
