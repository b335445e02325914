"""The page of articles side by side, without a browser: its menus, its links, its sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from coverage.store import Snapshot
from coverage.views import copies_queries, read_text, why
from tests.views import copies_snapshot, linked_snapshot
from tests.views.test_read_told import COURIER, GAZETTE, OBSERVER, reading, sentence
from tests.views.test_views import EVENT, run, shown

READ = "coverage/views/read.py"


@pytest.fixture(scope="module")
def snapshot_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot with links, in the place of the small one."""
    return linked_snapshot.write(tmp_path_factory.mktemp("linked") / "current")


def columns(app: AppTest) -> dict[str, Any]:
    """What the browser is told."""
    (component,) = app.get("bidi_component")
    told: dict[str, Any] = json.loads(component.proto.json)
    return told


@pytest.mark.usefixtures("small")
def test_the_page_opens_with_the_likest_two() -> None:
    app = run(READ, event="bridge")
    assert "share <b>1</b> of 2 and 2 claims" in shown(app)
    assert "match p .50 or surer" in shown(app)
    assert read_text.ASK in shown(app)
    assert [box.value is not None for box in app.selectbox] == [True, True, False]
    assert app.query_params["articles"].count(",") == 1
    assert "sentence" not in app.query_params


def test_a_link_names_a_sentence(small: Path) -> None:
    """What joins it is said, and from there lead ways to its claim and to the reasons."""
    found = reading(small)
    closed = sentence(found, "The old bridge").sentence_id
    app = run(READ, event="bridge", sentence=closed)
    assert columns(app)["selected"] == closed
    assert "Also reported in: Lenn Gazette’s headline" in shown(app)
    (link,) = (link.proto for link in app.get("page_link"))
    assert (link.page, link.label) == ("event", "The claim on the event page")
    assert f"claim={next(iter(found.claims[closed]))}" in link.query_string
    assert why.MATCH in [button.label for button in app.button]
    mayor = sentence(found, "Mayor Ida Holm").sentence_id
    labels = [button.label for button in run(READ, event="bridge", sentence=mayor).button]
    assert why.NEAR in labels
    assert "in none of these articles" in run(READ, event="bridge", sentence="x").info[0].value


def test_why_they_match_is_told_here_too(small: Path) -> None:
    closed = sentence(reading(small), "The old bridge").sentence_id
    app = run(READ, event="bridge", sentence=closed)
    button = next(button for button in app.button if button.label == why.MATCH)
    button.click().run(timeout=240)
    assert not app.exception
    assert "What spoke for a match" in shown(app)


def test_other_articles_are_chosen(small: Path) -> None:
    """A third is added; one that stands elsewhere changes places; the third is taken away."""
    with Snapshot(small) as opened:
        ids = {a.outlet: a.article_id for a in copies_queries.articles(opened, "bridge")}
    app = run(READ, event="bridge")
    app.selectbox[2].set_value(ids[OBSERVER]).run()
    assert [c["name"] for c in columns(app)["columns"]] == [COURIER, GAZETTE, OBSERVER]
    app.selectbox[0].set_value(ids[OBSERVER]).run()
    assert [c["name"] for c in columns(app)["columns"]] == [OBSERVER, GAZETTE, COURIER]
    app.selectbox[2].set_value(None).run()
    assert [c["name"] for c in columns(app)["columns"]] == [OBSERVER, GAZETTE]
    assert app.query_params["articles"] == f"{ids[OBSERVER]},{ids[GAZETTE]}"
    assert "not in this event" in run(READ, event="bridge", articles="x").info[0].value


def test_claims_are_as_strict_as_on_the_event_page(small: Path) -> None:
    """At .40 the promise is told by both; the event page leads here with its strictness."""
    app = run(READ, event="bridge", strictness="0.4")
    assert "share <b>2</b>" in shown(app)
    assert "match p .40 or surer" in shown(app)
    assert app.query_params["strictness"] == "0.4"
    assert sentence(reading(small), "Repairs may").sentence_id in {
        key for join in columns(app)["joins"] if join["kind"] == "sure" for key in join.values()
    }


def test_the_event_page_leads_here(small: Path) -> None:
    """To the articles that tell the claim, with the sentence that labels it."""
    found = reading(small)
    closed = sentence(found, "The old bridge").sentence_id
    app = run(EVENT, event="bridge", claim=next(iter(found.claims[closed])), strictness="0.6")
    (link,) = (b.proto for b in app.get("page_link") if b.proto.label == "Read side by side")
    assert link.page == "read"
    ids = "%2C".join(column.article.article_id for column in found.columns)
    assert f"articles={ids}" in link.query_string
    assert "strictness=0.6" in link.query_string
    members = {key for key, own in found.claims.items() if own & found.claims[closed]}
    assert link.query_string.rpartition("sentence=")[2].partition("&")[0] in members


def test_articles_that_share_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said in words, with both texts to read."""
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(copies_snapshot.write(tmp_path / "current")))
    app = run(READ, event="ferry")
    assert "share <b>none</b>" in shown(app)
    assert len(columns(app)["columns"]) == 2
    assert columns(app)["joins"] == []


def test_another_event_starts_afresh(small: Path) -> None:
    """Articles and sentence of the last one are left behind, also when it changed elsewhere."""
    closed = sentence(reading(small), "The old bridge").sentence_id
    app = run(READ, event="bridge", sentence=closed)
    app.query_params.clear()
    app.query_params["event"] = "ferry"
    app.switch_page(EVENT).run()
    app.query_params.clear()
    app.switch_page(READ).run()
    assert not app.exception
    assert not app.info
    assert app.query_params["event"] == "ferry"
    assert "sentence" not in app.query_params
    assert columns(app)["selected"] == ""
