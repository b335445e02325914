"""Every page runs, without a browser, over the small snapshot and over none."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from coverage import store
from coverage.records import Rejected, Role, SubEvent, content_id, to_table
from coverage.views import PAGES
from tests.views import conftest

ROOT = Path(__file__).parents[2]
VIEWS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "coverage" / "views").glob("*.py")
    if "\nif __name__ ==" in path.read_text(encoding="utf-8")
)
EVENT = "coverage/views/event.py"
CORPUS = "coverage/views/corpus.py"
NOT_COMPARING = ("methods.py", "corpus.py", "search.py", "present.py")
COMPARING = [view for view in VIEWS if not view.endswith(NOT_COMPARING)]


def run(view: str, **params: str) -> AppTest:
    """The app, opened at `view` with `params` in the URL."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).switch_page(view)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    """All HTML of the page."""
    return "".join(str(block.proto.body) for block in app.get("html"))


def test_the_pages_are_those_that_the_package_names() -> None:
    assert {Path(view).stem for view in VIEWS} == set(PAGES)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("view", [view for view in VIEWS if not view.endswith("present.py")])
def test_every_page_shows_the_snapshot(view: str) -> None:
    app = run(view)
    assert not app.error
    assert "independent version" in shown(app)


@pytest.mark.parametrize("view", VIEWS)
def test_without_a_snapshot_the_page_says_how_to_make_one(
    view: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(tmp_path / "none"))
    app = run(view)
    assert "There is no snapshot" in app.info[0].value
    assert "python -m coverage build" in app.code[0].value


@pytest.mark.parametrize("view", VIEWS)
def test_a_damaged_snapshot_is_named(
    view: str, snapshot_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = Path(shutil.copytree(snapshot_dir, tmp_path / "damaged"))
    (damaged / "claims.parquet").write_bytes(b"no parquet")
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(damaged))
    assert "table claims cannot be read" in run(view).error[0].value


@pytest.mark.parametrize("view", COMPARING)
def test_with_one_outlet_there_is_nothing_to_compare(
    view: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = conftest.write(conftest.ALONE, tmp_path / "current")
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(alone))
    assert "nothing to compare" in run(view).info[0].value


def test_a_new_snapshot_is_picked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The link moves on; the next run reads what it points at now."""
    out = conftest.write(conftest.ALONE, tmp_path / "current")
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(out))
    app = run("coverage/views/overview.py")
    assert "Choir sings" in shown(app)
    monkeypatch.setattr(conftest, "MANIFEST", conftest.MANIFEST | {"snapshot": "newer"})
    conftest.write(conftest.FERRY, out)
    app.run()
    assert "Choir sings" not in shown(app)


@pytest.mark.usefixtures("small")
def test_the_url_is_restored_and_kept() -> None:
    """A link names event, order and filter; the page shows them and leaves them in the URL."""
    app = run(EVENT, event="bridge", sort="single", filter="ferry")
    assert app.segmented_control[0].value == "single"
    assert app.text_input[0].value == "ferry"
    assert len(app.selectbox[0].options) == 1
    assert (
        app.query_params.items() >= {"event": "bridge", "sort": "single", "filter": "ferry"}.items()
    )


@pytest.mark.usefixtures("small")
def test_a_claim_can_be_chosen_without_the_picture() -> None:
    app = run(EVENT, event="bridge")
    label = "Crossing the bridge stays free"
    assert label in app.selectbox[0].options
    app.selectbox[0].set_value(content_id("bridge", label)).run()
    assert f"<h2>{label}</h2>" in shown(app)
    assert app.query_params["claim"]


def test_a_sub_event_is_a_section_of_the_matrix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The queue for the ferry, which the Observer tells beside the closed bridge."""
    rows = conftest.tables(conftest.BRIDGE)
    for name, start in (("claims", "=Commuters"), ("sentences", "Commuters")):
        key = "label" if name == "claims" else "text"
        rows[name] = [
            replace(row, sub_event_id="queue") if getattr(row, key).startswith(start) else row
            for row in rows[name]
        ]
    rows["sub_events"] = [SubEvent("queue", "bridge", "Ferries are full", 1, 1, 1)]
    written = {name: to_table(name, each) for name, each in rows.items()}
    store.write(written, conftest.MANIFEST | {"out": "current"}, tmp_path / "current")
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(tmp_path / "current"))
    app = run(EVENT, event="bridge")
    picture = json.loads(app.get("plotly_chart")[0].proto.spec)
    named = [a["text"] for a in picture["layout"]["annotations"] if a.get("name") == "section"]
    assert len(named) == 1
    assert "Ferries are full" in named[0]
    assert "told by 1 of 3 outlets" in named[0]
    assert app.selectbox[0].options[-1].startswith("=Commuters")


@pytest.mark.usefixtures("small")
def test_a_stale_link_falls_back() -> None:
    app = run(EVENT, event="gone", claim="gone", sort="no such order")
    assert "not in this snapshot" in app.info[0].value
    assert "<h1>" in shown(app)


@pytest.mark.usefixtures("small")
def test_a_filter_that_nothing_meets_says_so() -> None:
    app = run(EVENT, event="bridge", filter="zeppelin")
    assert "No claim of this event" in app.info[0].value


@pytest.mark.usefixtures("small")
def test_copies_are_said_in_the_header() -> None:
    app = run(EVENT, event="ferry")
    assert (
        "2 articles, but only 1 independent version: Harbour Courier and Lenn Gazette carry "
        "largely the same text and count once." in shown(app)
    )


@pytest.mark.usefixtures("small")
def test_the_methods_define_the_measures() -> None:
    """The same text as in the measures' docstrings, term by term, and the models' facts."""
    app = run("coverage/views/methods.py")
    assert "<dt>lift(c, o)</dt>" in shown(app)
    assert "<dt>omitted</dt>" in shown(app)
    assert "<dt>trained on</dt>" in shown(app)
    assert "tuned to read two sentences together" in shown(app)
    assert "This snapshot was built without a second reading." in shown(app)


@pytest.mark.usefixtures("small")
def test_the_corpus_says_what_came_in() -> None:
    """Every article has a row; a copy, its precision and its links are told, and nothing more."""
    app = run(CORPUS)
    assert "6 articles from 6 pages by 3 outlets, in 5 independent versions; every page" in shown(
        app
    )
    assert "Every page was used." in shown(app)
    table = app.dataframe[0].value
    assert list(table["when"])[:2] == ["2031-05-03 09:30", "2031-05-03 09:30"]
    assert sorted(filter(None, table["same"])) == ["Harbour Courier", "Lenn Gazette"]
    assert set(table["event"].dropna()) == {"event?event=bridge", "event?event=ferry"}
    assert list(table["original"].dropna()) == ["https://courier.example/bridge?a=1&b=2"]
    assert "article" not in app.query_params


def test_a_page_that_was_not_used_has_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that gave another article all the same is not counted as unused."""
    used = content_id("Lenn Gazette", "choir") + ".txt"
    rejected = [
        Rejected("menu.txt", "The page holds no text that reads as an article."),
        Rejected(used, "A related article has 3 words of body text, fewer than the 20."),
    ]
    out = conftest.write(conftest.ALONE, tmp_path / "current", rejected)
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(out))
    app = run(CORPUS)
    assert (
        "1 article from 1 page by 1 outlet, in 1 independent version; 1 page was not used; "
        "1 article of used pages was left out." in shown(app)
    )
    assert "Every page was used." not in shown(app)
    reasons = app.dataframe[1].value.set_index("source_id")["reason"]
    assert reasons["menu.txt"] == "The page holds no text that reads as an article."
    assert "No other outlet tells its event." in shown(app)


@pytest.mark.usefixtures("small")
def test_a_selected_article_is_read_block_by_block() -> None:
    """The link's article, each block under its role, its words as text and not as markup."""
    article_id = content_id("Lenn Gazette", "bridge")
    app = run(CORPUS, article=article_id, find="gazette cracks")
    assert app.text_input[0].value == "gazette cracks"
    assert len(app.dataframe[0].value) == 1
    assert "<h3>Headline</h3><p>Cracks close the Lenn bridge</p>" in shown(app)
    assert "<p>Repairs may take until &lt;b&gt;autumn&lt;/b&gt; &amp; cost" in shown(app)
    assert shown(app).count("<h3>Body</h3>") == 1
    assert app.query_params.items() >= {"article": article_id, "find": "gazette cracks"}.items()


@pytest.mark.usefixtures("small")
def test_an_article_is_seen_in_its_page() -> None:
    """Its lines in their roles, the others with their reasons, and the link that brings it back."""
    article_id = content_id("Lenn Gazette", "bridge")
    app = run(CORPUS, article=article_id)
    assert "page" not in app.query_params
    app.segmented_control[0].set_value(f"{article_id}.txt").run()
    assert app.query_params["page"] == f"{article_id}.txt"
    assert (
        "Of 9 lines 3 were kept and 1 read for date, author or section; "
        "left out: 5 as menu or link." in shown(app)
    )
    assert "<summary>4 lines left out: menu or link" in shown(app)
    assert "Home · News · Sport · More" in shown(app)
    assert "Repairs may take until &lt;b&gt;autumn&lt;/b&gt; &amp; cost" in shown(app)
    assert "We use &lt;i&gt;cookies&lt;/i&gt; here." in shown(app)
    assert "<h3>Headline</h3>" not in shown(app)
    app.segmented_control[0].set_value("").run()
    assert "<h3>Headline</h3>" in shown(app)
    assert "page" not in app.query_params


def test_a_long_page_is_shown_in_part_until_more_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verses = tuple((Role.BODY, f"The choir sang verse {n}.") for n in range(400))
    told = conftest.Told("Lenn Gazette", "choir", ((Role.HEADLINE, "Choir sings"), *verses))
    out = conftest.write([told], tmp_path / "current")
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(out))
    app = run(CORPUS, page=f"{content_id('Lenn Gazette', 'choir')}.txt")
    assert "Of 407 lines 401 were kept" in shown(app)
    assert "sang verse 296." in shown(app)
    assert "sang verse 297." not in shown(app)
    (more,) = [button for button in app.button if button.label.startswith("Show more")]
    assert more.label == "Show more: 104 lines left"
    more.click().run()
    assert "sang verse 399." in shown(app)


@pytest.mark.usefixtures("small")
def test_a_page_brings_its_article_with_it() -> None:
    article_id = content_id("Lenn Gazette", "ferry")
    app = run(CORPUS, page=f"{article_id}.txt")
    assert app.query_params["article"] == article_id
    assert app.segmented_control[0].value == f"{article_id}.txt"
    assert "not in this snapshot" in run(CORPUS, page="gone.txt").info[0].value


def test_a_page_that_was_not_used_is_seen_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its reason, its lines and theirs; of a file that is no text, that there is none."""
    rejected = [
        Rejected("menu.txt", "The page holds no text that reads as an article."),
        Rejected("photo.jpg", "The file is not text."),
    ]
    out = conftest.write(conftest.ALONE, tmp_path / "current", rejected)
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(out))
    app = run(CORPUS, page="menu.txt")
    assert "<h2>menu.txt</h2>" in shown(app)
    assert "Of 1 line none was kept; left out: 1 as menu or link." in shown(app)
    assert "Home &amp; away" in shown(app)
    assert "Choir sings" not in shown(app)
    assert "There is no text of it" in shown(run(CORPUS, page="photo.jpg"))


@pytest.mark.usefixtures("small")
def test_the_corpus_falls_back_where_there_is_nothing() -> None:
    app = run(CORPUS, article="gone")
    assert "not in this snapshot" in app.info[0].value
    assert "<h3>Headline</h3>" in shown(app)
    assert "No article holds these words" in run(CORPUS, find="zeppelin").info[0].value


@pytest.mark.usefixtures("small")
def test_the_pages_keep_their_own_parts_of_the_url() -> None:
    """The event's selection outlives a look at the corpus, and the other way round."""
    app = run(EVENT, event="ferry", sort="single")
    app.query_params.clear()
    app.switch_page(CORPUS).run()
    assert not app.query_params
    app.switch_page(EVENT).run()
    assert app.query_params["event"] == "ferry"
    assert app.query_params["sort"] == "single"


def test_the_app_starts_without_the_models(snapshot_dir: Path) -> None:
    """Reading a snapshot needs no torch: a cold start must stay quick."""
    code = (
        "import json, sys; from streamlit.testing.v1 import AppTest;"
        "AppTest.from_file('app.py', default_timeout=60).switch_page(sys.argv[1]).run();"
        "print(json.dumps([m for m in ('torch', 'sentence_transformers') if m in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, EVENT],
        cwd=ROOT,
        env={"COVERAGE_SNAPSHOT": str(snapshot_dir), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == []
