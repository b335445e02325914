"""The slider of match strictness on the event page, without a browser (see `linked_snapshot`)."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from coverage import store
from tests.views import linked_snapshot
from tests.views.test_views import CORPUS, EVENT, run, shown

OVERVIEW = "coverage/views/overview.py"


@pytest.fixture(scope="session")
def linked_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return linked_snapshot.write(tmp_path_factory.mktemp("linked") / "current")


@pytest.fixture(autouse=True)
def linked(linked_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That snapshot, made the one that the app reads."""
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(linked_dir))
    return linked_dir


def slider(app: AppTest) -> Any:
    (found,) = app.select_slider
    return found


def moved(app: AppTest, to: str) -> AppTest:
    slider(app).set_value(to).run()
    assert not app.exception
    return app


def claims(app: AppTest) -> list[str]:
    """The claims to choose from, as many as the matrix has."""
    return list(app.selectbox[0].options)


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_it_stands_where_the_snapshot_was_built() -> None:
    app = run(EVENT, event="bridge")
    assert slider(app).value == ""
    assert slider(app).options[0] == "p .25"
    assert "p .50, as built" in slider(app).options
    assert "where their match is p .50 or surer" in shown(app)
    assert "As in the snapshot" not in buttons(app)
    assert "strictness" not in app.query_params
    assert len(claims(app)) == 5


def test_looser_joins_what_was_in_doubt_and_back() -> None:
    """The promise is then told by two outlets; the panel, the matrix and the filter follow."""
    app = run(EVENT, event="bridge")
    before = shown(app)
    moved(app, "0.4")
    assert app.query_params["strictness"] == "0.4"
    assert "<b>2 shared claims</b> here, 1 in the snapshot" in shown(app)
    assert len(claims(app)) == 4
    app.text_input[0].set_value("autumn").run()
    assert len(claims(app)) == 1
    assert "2 of 3 outlets" in shown(app)
    assert "promised that crossing it will stay free" in shown(app)
    assert "Repairs may take until" in shown(app)
    app.text_input[0].set_value("").run()
    (back,) = [button for button in app.button if button.label == "As in the snapshot"]
    back.click().run()
    assert "strictness" not in app.query_params
    assert slider(app).value == ""
    assert len(claims(app)) == 5
    assert shown(app).split('class="panel"')[0] == before.split('class="panel"')[0]


def test_stricter_parts_what_was_sure() -> None:
    app = moved(run(EVENT, event="bridge"), "0.85")
    assert "<b>1 shared claim</b> here, 1 in the snapshot" in shown(app)
    assert len(claims(app)) == 6
    assert "<b>0 shared claims</b> here" in shown(moved(app, "0.95"))
    assert len(claims(app)) == 8


def test_the_selected_claim_is_followed() -> None:
    """It is another claim when it has other sentences; the one with most of its own takes over."""
    app = run(EVENT, event="bridge", filter="Ida Holm")
    promise = app.query_params["claim"]
    app.text_input[0].set_value("").run()
    app.selectbox[0].set_value(promise).run()
    moved(app, "0.4")
    assert app.query_params["claim"] != promise
    assert "promised that crossing it will stay free" in shown(app)
    assert "Repairs may take" in shown(app)
    moved(app, "")
    assert app.query_params["claim"] == promise


def test_a_link_made_at_another_strictness_finds_its_claim() -> None:
    app = run(EVENT, event="bridge", filter="Ida Holm")
    own = app.query_params["claim"]
    app = run(EVENT, event="bridge", claim=own, strictness="0.4")
    assert "promised that crossing it will stay free" in shown(app)
    assert app.query_params["strictness"] == "0.4"


@pytest.mark.parametrize(
    ("said", "stands"),
    [("0.4", "0.4"), ("0.42", "0.4"), ("0.5", ""), (".94", "0.95"), ("0.2", ""), ("7", ""),
     ("-1", ""), ("nan", ""), ("1e999", ""), ("strict", "")],
)  # fmt: skip
def test_a_link_is_taken_at_its_word_where_it_makes_sense(said: str, stands: str) -> None:
    app = run(EVENT, event="bridge", strictness=said)
    assert not app.error
    assert slider(app).value == stands
    assert app.query_params.get("strictness", "") == stands


def test_it_stays_from_event_to_event_and_from_page_to_page() -> None:
    """By the navigation, and by the links that overview and corpus have."""
    app = run(EVENT, event="bridge", strictness="0.4")
    selection = app.session_state["selection"]
    app.session_state["selection"] = dataclasses.replace(selection, event="ferry", claim="")
    app.run()
    assert app.query_params["event"] == "ferry"
    assert app.query_params["strictness"] == "0.4"
    app.query_params.clear()
    app.switch_page(OVERVIEW).run()
    links = [link.proto.query_string for link in app.get("page_link")]
    assert [query for query in links if "event=bridge" in query and "strictness=0.4" in query]
    app.query_params.clear()
    app.switch_page(CORPUS).run()
    assert "event?event=bridge&strictness=0.4" in set(app.dataframe[0].value["event"])
    app.query_params.clear()
    app.switch_page(EVENT).run()
    assert app.query_params["strictness"] == "0.4"
    assert slider(app).value == "0.4"


def test_a_snapshot_built_otherwise_has_its_own_strictness_among_the_positions(
    linked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Path(shutil.copytree(linked, tmp_path / "other"))
    manifest = json.loads((other / store.MANIFEST).read_text(encoding="utf-8"))
    manifest["settings"] = {"match_sure": 0.437, "match_possible": 0.3, "no_more": 1}
    (other / store.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(other))
    app = run(EVENT, event="bridge")
    assert slider(app).value == ""
    assert list(slider(app).options[:4]) == ["p .30", "p .35", "p .40", "p .44, as built"]
