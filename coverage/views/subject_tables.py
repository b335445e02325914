"""The tables of a `Subject` that no page shows as they are. Knows no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from coverage.charts import SHARED, when
from coverage.store import Snapshot
from coverage.views import copies_told, panel, phrases, queries, shown
from coverage.views.shown import Sort


def outlets(snapshot: Snapshot, event_id: str, wanted: Sequence[str]) -> pd.DataFrame:
    """The outlets that are wanted, all where none of the event's is."""
    found = queries.outlets(snapshot, event_id)
    chosen = found[found["outlet"].isin(wanted)]
    kept = (found if chosen.empty else chosen).reset_index(drop=True)
    spans = zip(kept["first_published"], kept["last_published"], strict=True)
    return kept.assign(date=[phrases.short_days(first, last) for first, last in spans])


def claims(snapshot: Snapshot, event_id: str, claim_ids: Sequence[str] | None) -> pd.DataFrame:
    """The claims in their order, or those of the ids in theirs; each with its sub-event's label."""
    every = shown.told_apart(
        queries.claims(snapshot, event_id), queries.members(snapshot, event_id)
    )
    cells = queries.cells(snapshot, event_id)
    sections = shown.sections(queries.sub_events(snapshot, event_id), cells, every)
    rows = shown.choose(every, cells, Sort.SHARED, "", list(sections["sub_event_id"]))
    if claim_ids is not None:
        rows = rows.set_index("claim_id").loc[list(claim_ids)].reset_index()
    called = dict(zip(sections["sub_event_id"], sections["label"], strict=True))
    return rows.assign(
        section=[called.get(key, "") for key in rows["sub_event_id"]],
        is_single=rows["n_outlets"] < SHARED,
    )


def articles(snapshot: Snapshot, copies: copies_told.Told) -> pd.DataFrame:
    """The event's articles, their dates in words, their words counted."""
    articles = copies.articles
    ids = [article.article_id for article in articles]
    counted = snapshot.query(
        """SELECT article_id, CAST(sum(n_words) AS BIGINT) AS n_words FROM sentences
           WHERE list_contains(?, role) GROUP BY article_id""",
        queries.TELLING,
    )
    n_words = dict(zip(counted["article_id"], counted["n_words"], strict=True))
    kept = ("article_id", "outlet", "title", "published", "published_precision",
            "published_basis", "url", "author", "credit", "version_id")  # fmt: skip
    table = pd.DataFrame(
        [{name: getattr(a, name) for name in kept} for a in articles], columns=list(kept)
    )
    times = zip(table["published"], table["published_precision"], strict=True)
    return table.assign(
        when=[when(published, precision) for published, precision in times],
        n_words=[int(n_words.get(key, 0)) for key in ids],
        called=[copies.called[key] for key in ids],
    )


def mentions(
    snapshot: Snapshot, event_id: str, claims: pd.DataFrame, outlets: Sequence[str]
) -> pd.DataFrame:
    """The sentences of the claims, claim by claim, the surest first."""
    said = queries.sentences(snapshot, event_id)
    found = snapshot.query(
        """SELECT m.claim_id, m.sentence_id, m.probability FROM mentions m
           JOIN claims c USING (claim_id) WHERE c.event_id = ?""",
        event_id,
    ).merge(said, on="sentence_id")
    found = found[found["outlet"].isin(outlets) & found["claim_id"].isin(claims["claim_id"])]
    order = {claim_id: place for place, claim_id in enumerate(claims["claim_id"])}
    names = {outlet: place for place, outlet in enumerate(outlets)}
    found = found.assign(
        where=[panel.place(row) for row in found.to_dict("records")],
        claim_=found["claim_id"].map(order),
        outlet_=found["outlet"].map(names),
    ).sort_values(
        ["claim_", "outlet_", "probability", "sentence_id"], ascending=[True, True, False, True]
    )
    kept = ["claim_id", "sentence_id", "probability", "outlet", "article_id", "role", "where",
            "text"]  # fmt: skip
    return found[kept].rename(columns={"where": "place"}).reset_index(drop=True)


def passages(copies: copies_told.Told) -> pd.DataFrame:
    """What is copied between two articles, as it stands in both."""
    known = {article.article_id: article for article in copies.articles}
    rows = [
        {
            "outlet_a": copies.called[p.article_a],
            "text_a": known[p.article_a].text[p.start_a : p.end_a],
            "outlet_b": copies.called[p.article_b],
            "text_b": known[p.article_b].text[p.start_b : p.end_b],
            "n_words": p.n_words,
            "kind": str(p.kind),
        }
        for p in copies.passages
    ]
    columns = ["outlet_a", "text_a", "outlet_b", "text_b", "n_words", "kind"]
    return pd.DataFrame(rows, columns=columns)


def discrepancies(snapshot: Snapshot, claims: pd.DataFrame) -> pd.DataFrame:
    """What sentences of the claims contradict one another in, with both sentences."""
    found = snapshot.query(
        """SELECT d.claim_id, d.kind, a.outlet AS outlet_a, d.value_a, x.text AS sentence_a,
                  b.outlet AS outlet_b, d.value_b, y.text AS sentence_b
           FROM discrepancies d JOIN sentences x ON x.sentence_id = d.sentence_a
           JOIN articles a ON a.article_id = x.article_id
           JOIN sentences y ON y.sentence_id = d.sentence_b
           JOIN articles b ON b.article_id = y.article_id ORDER BY ALL"""
    )
    return found[found["claim_id"].isin(claims["claim_id"])].reset_index(drop=True)
