"""The page of copies, without a browser: the pair that is chosen, its words, and its tables."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from coverage.measures import copying
from coverage.records import Precision
from coverage.settings import Settings
from coverage.store import Snapshot
from coverage.views import copies_head, copies_queries, copies_text
from tests.views import copies_snapshot
from tests.views.test_views import EVENT, run, shown

COPIES = "coverage/views/copies.py"


@pytest.fixture(scope="module")
def snapshot_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot with the agency's text, in the place of the small one."""
    return copies_snapshot.write(tmp_path_factory.mktemp("copies") / "current")


def ids(snapshot: Path) -> dict[str, str]:
    """Outlet -> its article on the bridge."""
    with Snapshot(snapshot) as opened:
        return {a.outlet: a.article_id for a in copies_queries.articles(opened, "bridge")}


@pytest.mark.usefixtures("small")
def test_the_page_opens_with_the_pair_that_shares_most() -> None:
    """Also with an event that has copies, where none is named."""
    app = run(COPIES)
    assert (
        "5 outlets, <b>3 independent versions</b>. Lenn Wire, Harbour Courier and Lenn Gazette "
        "count as one version, most of all Lenn Wire and Harbour Courier: 3 passages, "
        "<b>78%</b> of Harbour Courier’s words; Lenn Wire likely had it first." in shown(app)
    )
    assert "<h2>Lenn Wire and Harbour Courier: 3 passages, 71 words the same</h2>" in shown(app)
    assert "Lenn Wire likely had it first: published earlier." in shown(app)
    assert "Not drawn: 1 article that shares no text, by Valley Ledger." in shown(app)
    assert app.query_params["event"] == "bridge"
    assert app.query_params["left"]


@pytest.mark.usefixtures("small")
def test_the_table_has_every_pair() -> None:
    table = run(COPIES, event="bridge").dataframe[0].value
    assert list(table["said"])[:2] == ["Lenn Wire → Harbour Courier", "Lenn Wire → Lenn Gazette"]
    assert list(table["n_words"]) == [71, 69, 46, 25, 25]
    assert table["share_right"][1] == pytest.approx(100 * 69 / 73)


def test_a_link_names_a_pair(small: Path) -> None:
    """The two may stand the other way round; who had it first is at the left all the same."""
    own = ids(small)
    app = run(COPIES, event="bridge", left=own["Lenn Gazette"], right=own["Lenn Wire"])
    assert "<h2>Lenn Wire and Lenn Gazette: 3 passages, 69 words the same</h2>" in shown(app)
    assert app.query_params["left"] == own["Lenn Wire"]
    app.selectbox[0].set_value(3).run()
    assert "<h2>Lenn Wire and The Upland Observer: 1 passage" in shown(app)
    assert "Who had it first is not known" in shown(app)
    assert "20 of the 25 same words (80%) stand in quotation marks in one of the two; that is" in (
        shown(app)
    )
    assert app.query_params["right"] == own["The Upland Observer"]


def test_a_link_to_two_that_share_nothing_says_so(small: Path) -> None:
    own = ids(small)
    app = run(COPIES, event="bridge", left=own["Lenn Wire"], right=own["Valley Ledger"])
    assert "share no copied text" in app.info[0].value
    assert "not in this snapshot" in run(COPIES, event="bridge", left="x", right="y").info[0].value


@pytest.mark.usefixtures("small")
def test_an_event_without_copies_says_what_would_be_one() -> None:
    """The true thresholds, and the addresses of no pair."""
    app = run(COPIES, event="ferry")
    assert "No two articles of this event share copied text." in app.info[0].value
    assert "copied from 8 same words on, 4 of them in a row" in app.info[0].value
    assert "1 event with copies stands first under “Other event”." in app.info[0].value
    assert "2 outlets, <b>2 independent versions</b>. No two articles count" in shown(app)
    assert "left" not in app.query_params


@pytest.mark.usefixtures("small")
def test_the_event_page_leads_here() -> None:
    link = run(EVENT, event="bridge").get("page_link")[0].proto
    assert (link.page, link.label) == ("copies", "Read the copies side by side")
    assert link.query_string == "event=bridge"
    labels = [link.proto.label for link in run(EVENT, event="ferry").get("page_link")]
    assert "Read the copies side by side" not in labels


@pytest.mark.usefixtures("small")
def test_the_methods_define_copying() -> None:
    assert "<dt>share(a, b)</dt>" in shown(run("coverage/views/methods.py"))
    assert "<dt>had it first</dt>" in shown(run("coverage/views/methods.py"))


def test_the_event_with_copies_of_one_outlet_numbers_them() -> None:
    article = copies_snapshot.articles()[0]
    both = [article, replace(article, article_id="other"), replace(article, outlet="Else")]
    assert list(copies_text.names(both[:2]).values()) == ["Lenn Wire (1)", "Lenn Wire (2)"]
    assert copies_text.names(both[2:]) == {article.article_id: "Else"}


def test_tables_as_csv() -> None:
    """A row a pair with both articles, a row a passage with its words; formulas are disarmed."""
    rows = copies_snapshot.tables()
    articles = [replace(a, title="=1+1") for a in rows["articles"] if a.event_id == "bridge"]
    pairs = copying.pairs(articles, rows["reuse"], copying.read(articles))
    order = [article.article_id for article in articles]
    table = copies_text.table(pairs, copies_text.names(articles), order)
    written = list(csv.DictReader(io.StringIO(read(copies_text.pairs_csv(table, articles)))))
    assert len(written) == 5
    assert written[0]["left_outlet"] == "Lenn Wire"
    assert written[0]["left_title"] == "'=1+1"
    assert float(written[0]["share_right"]) == pytest.approx(71 / 91)
    data = read(copies_text.passages_csv(rows["reuse"], articles))
    passages = list(csv.DictReader(io.StringIO(data)))
    assert len(passages) == len(rows["reuse"])
    assert {p["outlet_a"] for p in passages} <= set(copies_text.names(articles).values())
    edited = next(p for p in passages if p["kind"] == "edited")
    assert edited["text_a"].startswith("The old bridge")


def read(data: bytes) -> str:
    return data.decode("utf-8-sig")


def test_who_had_it_first_in_words() -> None:
    given = copying.Pair("a", "b", 1, 10, 10, 0.5, 0.5, 0.0, 0.0, "", "dates do not tell", False)
    called = {"a": "Post", "b": "Herald"}
    assert copies_head.first(given, called, {"a": "Wire", "b": ""}) == (
        "Who had it first is not known: dates do not tell (Post credits Wire)."
    )
    credited = replace(given, first="b", first_basis="the other credits Herald")
    assert copies_head.first(credited, called, {"a": "Herald"}) == (
        "Herald likely had it first: the other credits Herald."
    )
    assert copies_head.quoted(replace(given, n_quoted=0)) == ""


def test_the_thresholds_are_the_settings() -> None:
    said = copies_text.nothing(Settings(min_passage_words=12), 0)
    assert "copied from 12 same words on" in said
    assert "Other event" not in said


def test_dates_stand_as_exactly_as_they_are_known() -> None:
    """A day is a span of 24 hours; a window has no place on the axis."""
    given = copies_snapshot.articles()[0]
    known = {given.article_id: 10}
    day = copies_text.placed(replace(given, published_precision=Precision.DAY), "Post", known)
    assert day["until"] - day["begin"] == pd.Timedelta(days=1)
    vague = copies_text.placed(replace(given, published_precision=Precision.WINDOW), "Post", known)
    assert vague["begin"] is None


def test_an_undated_article_keeps_its_nulls(small: Path) -> None:
    """What a table holds for nothing comes back as `None`, as it was written."""
    with Snapshot(small) as opened:
        found = copies_queries.articles(opened, "bridge")
    written = {a.article_id: a for a in copies_snapshot.articles()}
    assert {a.article_id: a for a in found} == written
    undated = {a.outlet for a in found if a.published is None}
    assert undated == {"The Upland Observer", "Valley Ledger"}
