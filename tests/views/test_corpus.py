"""What the Corpus page finds articles by."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from coverage import records, store
from coverage.records import Precision, Role
from coverage.store import Snapshot
from coverage.views import phrases, queries
from tests.views import conftest
from tests.views.conftest import Told


def test_an_article_is_found_by_its_time_as_the_table_says_it(tmp_path: Path) -> None:
    """SQL writes it for all articles at once; `phrases.stamp` for the rows that are shown."""
    stories = [Told(f"Outlet {p}", "fog", ((Role.HEADLINE, "Fog"),)) for p in Precision]
    rows = conftest.tables(stories)
    rows["articles"] = [
        replace(article, published_precision=precision)
        for article, precision in zip(rows["articles"], Precision, strict=True)
    ]
    rows["articles"][0] = replace(rows["articles"][0], published=None)
    written = {name: records.to_table(name, each) for name, each in rows.items()}
    store.write(written, conftest.MANIFEST | {"out": "current"}, tmp_path / "current")
    with Snapshot(tmp_path / "current") as snapshot:
        told = queries.corpus_index(snapshot).set_index("article_id")["told"]
        for article in rows["articles"]:
            stamp = phrases.stamp(article.published, article.published_precision)
            assert told[article.article_id].endswith(f"main {article.source_id} {stamp}".casefold())


def test_a_few_articles_are_told_as_all_are(snapshot_dir: Path) -> None:
    """Their words, event and carriers are those that they have among all; oldest first."""
    with Snapshot(snapshot_dir) as snapshot:
        ids = list(queries.corpus_index(snapshot)["article_id"])
        every = queries.corpus(snapshot, ids[::-1]).to_dict("records")
        assert [row["article_id"] for row in every] == ids
        for row in every:
            (own,) = queries.corpus(snapshot, [row["article_id"]]).to_dict("records")
            for name in ("title", "n_words", "event_label", "is_shared", "n_carriers"):
                assert own[name] == row[name]
            assert list(own["carriers"]) == list(row["carriers"])
