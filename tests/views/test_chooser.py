"""Choosing between snapshots: the page, the address and what belongs to each follow the choice."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from streamlit.testing.v1 import AppTest

from coverage import corrections, edits, store
from coverage.building import build
from coverage.corrections import Log
from coverage.records import content_id
from coverage.views import places, sample
from tests.examples import write_pages
from tests.views import conftest, test_browser
from tests.views.test_browser import open_page, rest, served
from tests.views.test_views import VIEWS, run, shown

END_SECONDS = 240  # a build beside whatever else runs
EVENT, OVERVIEW, CORPUS, SEARCH = (
    f"coverage/views/{name}.py" for name in ("event", "overview", "corpus", "search")
)
browser = test_browser.browser
"""The fixture."""


def publish(folder: Path) -> Path:
    """Two snapshots: `current` tells of the bridge, `ferries` of the ferry and the choir."""
    named = {
        "current": (conftest.BRIDGE, ["pages"]),
        "ferries": (conftest.FERRY + conftest.ALONE, ["more/boats.csv", "--event-level", "4"]),
    }
    before = conftest.MANIFEST
    for name, (stories, words) in named.items():
        counts = {"articles": len(stories), "events": len({story.event for story in stories})}
        with pytest.MonkeyPatch.context() as patch:
            own = {"snapshot": f"{name}1", "command": ["build", *words], "counts": counts}
            patch.setattr(conftest, "MANIFEST", before | own)
            conftest.write(stories, folder / name)
    return folder / "current"


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The link of the default one."""
    default = publish(tmp_path)
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(default))
    return default


def choose(app: AppTest, name: str) -> AppTest:
    app.sidebar.selectbox(key="control_from").set_value(name).run()
    assert not app.exception
    return app


def told(app: AppTest) -> dict[str, str]:
    """The address's parameters but for the claim, which is the event's first."""
    return {name: value for name, value in app.query_params.items() if name != "claim"}


def test_each_snapshot_is_named_by_its_input_and_its_numbers(two: Path) -> None:
    box = run(OVERVIEW).sidebar.selectbox(key="control_from")
    assert box.options == ["pages · 3 articles · 1 event", "boats.csv · 3 articles · 2 events"]
    assert box.value == ""
    assert two.name == "current"


@pytest.mark.usefixtures("small")
def test_of_one_snapshot_there_is_nothing_to_choose() -> None:
    app = run(OVERVIEW)
    assert [box.label for box in app.sidebar.selectbox] == []
    assert [button.key for button in app.sidebar.button] == []


@pytest.mark.usefixtures("two")
def test_another_snapshot_starts_afresh_and_is_in_the_address() -> None:
    """Its events are others, so what was chosen within the first one's is let go."""
    app = run(EVENT, event="bridge", sort="single", filter="ferry")
    choose(app, "ferries")
    assert "Ferry company adds two boats" in shown(app)
    assert told(app) == {"from": "ferries", "event": "ferry"}
    assert not app.main.info
    app.switch_page(OVERVIEW).run()
    assert "Choir sings" in shown(app)
    choose(app, "")
    assert "Choir sings" not in shown(app)
    assert "from" not in app.query_params


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_names_the_chosen_snapshot_in_its_address(view: str) -> None:
    app = choose(run(OVERVIEW), "ferries").switch_page(view).run()
    assert not app.exception
    assert app.query_params["from"] == "ferries"


@pytest.mark.usefixtures("two")
def test_an_address_opens_the_snapshot_that_it_names_and_going_back_the_one_before() -> None:
    app = run(EVENT, **{"from": "ferries", "event": "ferry"})
    assert "Ferry company adds two boats" in shown(app)
    assert not app.info
    app.query_params.clear()
    app.query_params["event"] = "bridge"
    app.run()
    assert "Mayor promises a toll-free bridge" in shown(app)
    assert told(app) == {"event": "bridge"}


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("name", ["gone", "../ferries", "ferries1", "/etc", "current.added"])
def test_a_name_that_is_no_link_s_is_told_and_opens_the_default(name: str) -> None:
    """A link's name it must be: no path, and no folder that no link shows."""
    app = run(EVENT, **{"from": name, "event": "bridge"})
    assert "There is no snapshot called" in app.info[0].value
    assert "shown is pages" in app.info[0].value
    assert told(app) == {"event": "bridge"}


@pytest.mark.usefixtures("two")
def test_a_link_that_names_a_snapshot_s_id_opens_that_one() -> None:
    """Copied where it was the default, or before it had another name."""
    for named in ({"snapshot": "ferries1"}, {"snapshot": "ferries1", "from": "boats"}):
        app = run(EVENT, event="ferry", **named)
        assert not app.info
        assert told(app) == {"from": "ferries", "event": "ferry"}
    app = run(EVENT, **{"event": "ferry", "from": "ferries", "snapshot": "older"})
    assert "copied from another snapshot, older; shown is ferries1" in app.info[0].value


def test_a_snapshot_that_is_taken_away_is_told(two: Path) -> None:
    app = run(OVERVIEW, **{"from": "ferries"})
    (two.parent / "ferries").unlink()
    app.run()
    assert "There is no snapshot called ferries here" in app.info[0].value
    assert "Mayor promises" in "".join(link.proto.label for link in app.get("page_link"))


def test_without_the_default_another_one_can_be_chosen(two: Path) -> None:
    two.unlink()
    app = run(OVERVIEW)
    assert "There is no snapshot at" in app.info[0].value
    assert app.sidebar.selectbox(key="control_from").value is None
    assert "Choir sings" in shown(choose(app, "ferries"))


def test_corrections_are_those_of_the_chosen_snapshot(two: Path) -> None:
    """The log lies beside its link: the card of an article tells what is written there."""
    own = content_id("Harbour Courier", "ferry")
    change = edits.outlet_change(own, "Ferry company adds two boats", "Coast Herald")
    Log(corrections.place(two.with_name("ferries"))).add([change], "ada", "", seen=0)
    app = run(CORPUS, **{"from": "ferries", "article": own})
    assert "set the outlet to Coast Herald" in shown(app)
    assert "Coast Herald" not in shown(choose(app, ""))


@pytest.mark.usefixtures("two")
def test_ways_that_load_the_page_anew_name_the_snapshot() -> None:
    """They open a new session, which knows no choice."""
    app = run(SEARCH, **{"from": "ferries", "seek": "boats"})
    assert "corpus?from=ferries&amp;article=" in shown(app)
    app = run(CORPUS, **{"from": "ferries"})
    assert app.dataframe[0].value["event"].dropna().str.startswith("event?from=ferries&").all()


@pytest.fixture
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The first sample where the app looks by itself; the second would be made of a few pages."""
    folder = tmp_path / "data"
    monkeypatch.setattr(
        conftest, "MANIFEST", conftest.MANIFEST | {"command": ["build", "seeds", "--out", "x"]}
    )
    conftest.write(conftest.BRIDGE, folder / "current")
    monkeypatch.delenv("COVERAGE_SNAPSHOT", raising=False)
    monkeypatch.setattr(places, "DEFAULT", folder / "current")
    monkeypatch.setattr(sample, "INPUT", write_pages(tmp_path / "pages"))
    return folder / "current"


def test_the_second_sample_is_made_when_asked_for_and_can_then_be_chosen(first: Path) -> None:
    """Whoever asks goes on reading meanwhile."""
    app = run(OVERVIEW)
    with store.lock(first.with_name("invented")):
        app.sidebar.button(key="make_sample").click().run()
        assert "Making thirty invented events" in shown(app)
        assert "Mayor promises" in "".join(link.proto.label for link in app.get("page_link"))
        assert [button.key for button in app.sidebar.button] == []
    end = time.monotonic() + END_SECONDS
    while "Making thirty" in shown(app):
        assert time.monotonic() < end, "the build does not end"
        time.sleep(1)  # the page must not keep the build waiting
        app.run()
    assert "ready" in app.toast[0].value
    assert app.query_params == {}
    choose(app, "invented")
    assert "Old Tarn bridge" in "".join(link.proto.label for link in app.get("page_link"))
    assert store.read_manifest(first.with_name("invented"))["command"][0] == "build"


def test_a_sample_that_cannot_be_made_says_why(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "INPUT", first.parent / "nowhere")
    app = run(OVERVIEW)
    app.sidebar.button(key="make_sample").click().run()
    end = time.monotonic() + END_SECONDS
    while not app.sidebar.warning:
        assert time.monotonic() < end, "the build does not end"
        time.sleep(1)  # the page must not keep the build waiting
        app.run()
    assert "There is no file or folder nowhere" in app.sidebar.warning[0].value
    assert app.sidebar.button(key="make_sample")


def test_the_sample_is_offered_beside_the_first_one_only(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(first))
    assert not run(OVERVIEW).sidebar.button
    monkeypatch.delenv("COVERAGE_SNAPSHOT")
    assert run(OVERVIEW).sidebar.button
    build([write_pages(first.parent / "own")], first, command=["build", "own", "--out", "x"])
    assert not run(OVERVIEW).sidebar.button


def test_choosing_in_the_browser(browser: Browser, tmp_path: Path) -> None:
    """By hand, by a link that loads the page anew, and back."""
    with served(publish(tmp_path)) as base:
        page, watch = open_page(browser, f"{base}/event?event=bridge")
        rest(page)
        page.get_by_test_id("stSidebar").get_by_role("combobox").click()
        page.get_by_role("option", name="boats.csv").click()
        page.locator("h1", has_text="Ferry company adds two boats").wait_for()
        page.wait_for_url(lambda url: "from=ferries" in url and "event=ferry" in url)
        rest(page)
        page.go_back()
        page.locator("h1", has_text="Mayor promises").wait_for()
        rest(page)
        page.go_forward()
        page.locator("h1", has_text="Ferry company adds two boats").wait_for()
        page.get_by_role("link", name="Overview").click()
        page.get_by_text("Choir sings").first.wait_for()
        page.wait_for_url(lambda url: "from=ferries" in url)
        page.reload()
        expect(page.get_by_text("Choir sings").first).to_be_visible(timeout=60_000)
    assert watch.outside() == []
    assert watch.complaints == []
