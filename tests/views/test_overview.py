"""The overview without a browser: its filters, parts and links over a small snapshot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from coverage import records
from coverage.records import content_id
from coverage.views import overview_rows
from coverage.views.queries import Row
from tests.views import events_snapshot
from tests.views.events_snapshot import COURIER, GAZETTE, OBSERVER
from tests.views.test_views import run, shown

OVERVIEW = "coverage/views/overview.py"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The snapshot with joins, near events and a story, made the one that the app reads."""
    out = events_snapshot.write(tmp_path / "current")
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(out))
    return out


def links(app: AppTest) -> list[str]:
    """Labels of the links to events and articles, without the marks that escape them."""
    return [link.proto.label.replace("\\", "") for link in app.get("page_link")]


@pytest.mark.usefixtures("town")
def test_an_event_is_told_with_who_came_first_and_its_story() -> None:
    app = run(OVERVIEW)
    assert links(app) == [
        "Mayor promises a toll-free bridge by spring",
        "Ferry company adds two boats",
    ]
    html = shown(app)
    assert "One story in 2 events · 3–5 May 2031" in html
    assert "First, 3 May 2031, 09:30 UTC: Harbour Courier or Lenn Gazette (at the same" in html
    assert "2 of 3 events. Left out: 1 told by one outlet only." in html
    assert "Choir sings" in html
    assert not app.query_params


@pytest.mark.usefixtures("town")
def test_the_filters_narrow_the_events_and_one_click_takes_them_off() -> None:
    app = run(OVERVIEW, words="boats two", outlets=GAZETTE, versions="1")
    assert links(app) == ["Ferry company adds two boats"]
    assert app.multiselect[0].value == [GAZETTE]
    assert "1 of 3 events." in shown(app)
    assert "; 1 left out by the filters" not in shown(app)  # alone, it is shown as any event
    app.button(key="reset").click().run()
    assert len(links(app)) == 2
    assert not app.query_params
    app.text_input[0].set_value("zeppelin").run()
    assert "No event meets all of these filters" in app.info[0].value
    assert app.query_params["words"] == "zeppelin"


@pytest.mark.usefixtures("town")
def test_widgets_write_the_url() -> None:
    app = run(OVERVIEW)
    app.multiselect[0].set_value([COURIER, OBSERVER]).run()
    assert links(app) == ["Mayor promises a toll-free bridge by spring"]
    app.multiselect[0].set_value([]).run()
    app.checkbox[0].check().run()
    assert "Choir sings" in links(app)
    assert "TOLD BY ONE OUTLET ONLY" not in shown(app)
    app.selectbox[0].set_value("3").run()
    assert links(app) == ["Mayor promises a toll-free bridge by spring"]
    assert dict(app.query_params).keys() == {"single", "versions"}


@pytest.mark.usefixtures("town")
def test_days_narrow_too() -> None:
    app = run(OVERVIEW, since="2031-05-05", until="2031-05-09")
    assert links(app) == ["Ferry company adds two boats"]
    assert "1 before 5 May 2031" in shown(app)
    app.date_input[0].set_value(()).run()
    assert len(links(app)) == 2


@pytest.mark.usefixtures("town")
def test_an_outlet_that_is_gone_is_no_filter() -> None:
    app = run(OVERVIEW, outlets="The Gone|Lenn Gazette", groups="north", show="sideways")
    assert "does not have" in app.info[0].value
    assert app.multiselect[0].value == [GAZETTE]
    assert len(links(app)) == 2


@pytest.mark.usefixtures("town")
def test_blind_spots_of_an_outlet() -> None:
    app = run(OVERVIEW, show="blind")
    assert "Silence on an event is not omission of a claim" in shown(app)
    app.selectbox(key="control_lacks").set_value(OBSERVER).run()
    html = shown(app)
    assert links(app) == ["Ferry company adds two boats"]
    assert "The Upland Observer lacks 1 of 2 events that two outlets or more tell." in html
    assert (
        "Tells “Mayor promises a toll-free bridge by spring”, perhaps the same event (p .41)"
        in html
    )
    assert app.query_params["lacks"] == OBSERVER
    assert "tells every event here" in shown(run(OVERVIEW, show="blind", lacks=COURIER))


@pytest.mark.usefixtures("town")
def test_a_click_on_an_outlet_that_is_counted_shows_its_blind_spots() -> None:
    """Again, too, after its name was taken out of the list."""
    app = run(OVERVIEW, show="blind")
    assert "HOW MANY OF 2 EVENTS EACH OUTLET LACKS" in shown(app)
    for _ in range(2):
        pills = app.pills(key="tally")
        assert pills.options == ["The Upland Observer 1", "Harbour Courier 0", "Lenn Gazette 0"]
        pills.set_value(OBSERVER).run()
        assert app.query_params["lacks"] == OBSERVER
        assert links(app) == ["Ferry company adds two boats"]
        app.selectbox(key="control_lacks").set_value(None).run()
        assert links(app) == []


@pytest.mark.usefixtures("town")
def test_blind_spots_have_no_switch_for_events_of_one_outlet() -> None:
    """What one outlet alone tells is no blind spot, whatever the other parts of the page show."""
    assert len(run(OVERVIEW, single="all").checkbox) == 1
    app = run(OVERVIEW, show="blind", single="all")
    assert len(app.checkbox) == 0
    assert "2 of 3 events. Left out: 1 told by one outlet only." in shown(app)


@pytest.mark.parametrize(
    ("n_claims", "n_shared", "said"),
    [
        (0, 0, "no claim"),
        (1, 0, "1 claim, not shared"),
        (1, 1, "1 claim, shared"),
        (2, 0, "2 claims, none of them shared"),
        (2, 2, "2 claims, all of them shared"),
        (1200, 1100, "1,200 claims, 1,100 of them shared"),
    ],
)
def test_an_event_s_claims_are_counted(n_claims: int, n_shared: int, said: str) -> None:
    event: Row = {
        "first_published": None, "last_published": None, "n_articles": 2, "n_versions": 1,
        "n_claims": n_claims, "n_shared": n_shared,
    }  # fmt: skip
    assert (
        overview_rows.facts(event) == f"date unknown · 2 articles · 1 independent version · {said}"
    )


@pytest.mark.parametrize("lacks", ["group:upland", "group:<b>"])
def test_blind_spots_of_a_group(
    lacks: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table of groups comes with outlets that are listed; its words are not taken for HTML."""
    name = lacks.removeprefix("group:")
    record = records.TABLES.get("outlets", events_snapshot.Outlet)
    monkeypatch.setitem(records.TABLES, "outlets", record)
    groups = {OBSERVER: name, GAZETTE: "lowland", COURIER: ""}
    out = events_snapshot.write(tmp_path / "current", groups)
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(out))
    app = run(OVERVIEW, show="blind", lacks=lacks)
    assert links(app) == ["Ferry company adds two boats"]
    assert "<b> lacks" not in shown(app)
    app = run(OVERVIEW, groups=name)
    assert links(app) == ["Mayor promises a toll-free bridge by spring"]
    assert app.multiselect[1].options == sorted(["lowland", name.replace("<b>", "\\<b\\>")])


@pytest.mark.usefixtures("town")
def test_events_that_are_perhaps_one_stand_in_pairs() -> None:
    app = run(OVERVIEW, show="near")
    assert links(app) == [
        "Mayor promises a toll-free bridge by spring",
        "Ferry company adds two boats",
    ]
    assert "<span>p .41</span>" in shown(app)
    assert (
        "other filters may show some" in run(OVERVIEW, show="near", words="zeppelin").info[0].value
    )


@pytest.mark.usefixtures("town")
def test_the_slider_names_what_joins_and_what_parts() -> None:
    app = run(OVERVIEW, show="level")
    slider = app.select_slider[0]
    assert slider.options == ["2 events", "3 events, as built", "4 events", "5 events"]
    assert "to the left to see which events would become one, to the right to" in shown(app)
    app.select_slider[0].set_value("5").run()
    assert (
        "“Mayor promises a toll-free bridge by spring” and “Ferry company adds two boats” "
        in shown(app)
    )
    assert "become one event" in shown(app)
    assert (
        app.code[0].value == "python -m coverage build town.csv --out data/current --event-level 5"
    )
    app = run(OVERVIEW, show="level", level="8.5")  # gives as many events as the position at 8.25
    assert "parts into 2 events" in shown(app)
    assert "<b>4</b> events instead of 3: 1 event would part. Of these, 2 could" in shown(app)
    assert "could be compared, as now." in shown(app)
    assert run(OVERVIEW, show="level", level="deep").select_slider[0].value == ""


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (4.0, "Move the slider to the right to see which would part. The other way, nothing"),
        (11.0, "Move the slider to the left to see which events would become one. The other way"),
    ],
)
def test_only_ways_that_the_slider_can_go_are_told(level: float, said: str, town: Path) -> None:
    """No join is below 4, and no level is looked at above 11."""
    manifest = json.loads((town / "manifest.json").read_text())
    (town / "manifest.json").write_text(json.dumps(manifest | {"event_level": level}))
    assert said in shown(run(OVERVIEW, show="level"))


@pytest.mark.usefixtures("small")
def test_a_snapshot_that_does_not_tell_its_level_says_so() -> None:
    assert "build it again" in run(OVERVIEW, show="level").info[0].value


@pytest.mark.usefixtures("town")
def test_what_one_outlet_alone_tells_opens_in_the_corpus() -> None:
    app = run(OVERVIEW, single="all", words="choir")
    link = app.get("page_link")[0].proto
    assert (link.page, link.query_string) == ("corpus", f"article={content_id(GAZETTE, 'choir')}")
