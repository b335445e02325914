"""Adding documents and correcting articles, without a browser: what is written, built and said."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Hashable, Iterator
from datetime import date
from datetime import time as clock
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from coverage import additions, corrections, store
from coverage.building import build, rebuild
from coverage.corrections import Log
from coverage.edits import outlet_change
from coverage.records import Precision, to_table
from coverage.views import adding, builds, correcting
from coverage.views.builds import Known, told
from tests.examples import (
    COURIER,
    COURIER_ON_BRIDGE,
    COURIER_ON_PAINTING,
    GAZETTE,
    OBSERVER,
    page,
    write_pages,
)
from tests.test_corrections import as_nobody
from tests.views.test_views import CORPUS, run, shown

PAINTING = page(COURIER_ON_PAINTING)
END_SECONDS = 90
FORM = """
from coverage.views import adding, progress, state
progress.show()
adding.form(state.open_snapshot())
"""
CARD = """
import streamlit as st
from coverage.views import correcting, progress, queries, state
snapshot = state.open_snapshot()
progress.show()
article = queries.corpus(snapshot, ["{}"]).to_dict("records")[0]
st.text(article["outlet"] + ", " + str(article["published"]))
st.session_state.setdefault("seen_edit", 0)
correcting.card(snapshot, article)
correcting.form(snapshot, article)
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot built from pages, once for the module."""
    folder = tmp_path_factory.mktemp("inputs")
    out = tmp_path_factory.mktemp("built") / "current"
    build([write_pages(folder / "pages")], out)
    return out


@pytest.fixture
def out(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it of a test's own, which the app reads."""
    shutil.copytree(published.parent, tmp_path / "data", symlinks=True)
    place = tmp_path / "data" / published.name
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(place))
    return place


def built(app: AppTest) -> AppTest:
    """The app once no build goes on any more, as its session sees it."""
    end = time.monotonic() + END_SECONDS
    while 'class="build"' in shown(app):
        assert time.monotonic() < end, "the build does not end"
        time.sleep(0.1)
        app.run()
    assert not app.exception
    return app


def form() -> AppTest:
    """The form without its dialog, which a test cannot keep open, below the progress."""
    return AppTest.from_string(FORM, default_timeout=30).run()


def press(app: AppTest, label: str) -> AppTest:
    """The app after a click on the button of that label."""
    return next(button for button in app.button if button.label == label).click().run()


def outlets(app: AppTest) -> set[str]:
    return set(app.dataframe[0].value["outlet"])


def article_id(out: Path, outlet: str) -> str:
    with store.Snapshot(out) as snapshot:
        found = snapshot.query("SELECT article_id FROM articles WHERE outlet = ?", outlet)
    return str(found.iloc[0, 0])


def opened(out: Path, outlet: str) -> AppTest:
    """The card of the outlet's article and the form to correct it, below the progress."""
    own = article_id(out, outlet)
    return AppTest.from_string(CARD.format(own), default_timeout=30).run()


def test_dropped_files_are_built_and_the_new_snapshot_opens(out: Path) -> None:
    """One is read, the other has its reason in the list; the snapshot says what it gained."""
    app = form()
    assert app.button(key="add_files").disabled
    files = [
        ("painting.txt", PAINTING.encode(), "text/plain"),
        ("a.csv", b"a,b\n1,2\n", "text/csv"),
    ]
    app.file_uploader(key="added_files").set_value(files).run()
    assert app.button(key="add_files").label == "Add 2 files"
    app.text_input(key="name_files").set_value("ada")
    with store.lock(out):  # so that the build is seen to go on
        app.button(key="add_files").click().run()
        assert "asked for by ada" in shown(app)
        assert "Reading pages" in shown(app)
    built(app)
    assert app.toast[0].value == "1 article added to 1 event and 1 page not used"
    assert "painting.txt" in set(run(CORPUS).dataframe[0].value["source_id"])
    gave = app.data_editor[0].value.set_index("name")["gave"]
    assert gave["painting.txt"] == "1 article"
    assert gave["a.csv"].startswith("a.csv has no column of article text among a, b; call one")
    assert app.text_input(key="name_files").value == "ada"


def test_pasted_text_is_a_page_with_what_is_said_of_it(out: Path) -> None:
    app = form()
    app.text_area[0].set_value(PAINTING.replace(COURIER, "").replace("2031", ""))
    fields = {field.label: field for field in app.text_input}
    fields["Outlet"].set_value(" Coast Herald ")
    fields["Address"].set_value("https://herald.example/painting")
    app.date_input(key="paste_day").set_value(date(2031, 2, 11))
    press(app, "Add page")
    built(app)
    app = run(CORPUS)
    assert "Coast Herald" in outlets(app)
    row = app.dataframe[0].value.set_index("outlet").loc["Coast Herald"]
    assert row["when"] == "2031-02-11"
    assert row["original"] == "https://herald.example/painting"
    assert additions.listed(out)[0].name.startswith("pasted-")


def test_nothing_pasted_is_no_page(out: Path) -> None:
    app = form()
    press(app, "Add page")
    assert "no text yet" in app.warning[0].value
    assert additions.listed(out) == []


def test_a_second_person_sees_whose_build_goes_on_and_no_half_state(out: Path) -> None:
    """Another process builds as well, so this build waits; both see the old snapshot."""
    with store.lock(out):
        app = form()
        app.text_area[0].set_value(PAINTING)
        press(app, "Add page")
        second = run(CORPUS)
        end = time.monotonic() + END_SECONDS
        while "waits for another build" not in shown(second.run()):
            assert time.monotonic() < end
        assert "asked for by analyst" in shown(second)
        assert "3 articles" in shown(second)
    built(second)
    assert second.toast[0].value == r"analyst\: 1 article added to 1 event"
    assert "4 articles" in shown(second)
    third = run(CORPUS)
    assert not third.toast


def test_a_build_that_fails_leaves_the_old_snapshot_and_says_why(out: Path) -> None:
    """It goes on when its cause is mended, and nothing that was added is lost."""
    app = form()
    corrections.place(out).write_bytes(b"no database" * 100)
    app.text_area[0].set_value(PAINTING)
    built(press(app, "Add page"))
    assert "failed; the snapshot before it stays" in app.error[0].value
    assert r"corrections\.sqlite cannot be read" in app.error[0].value
    corrections.place(out).unlink()
    built(press(app, "Try again"))
    assert not app.error
    assert app.toast[0].value == "1 article added to 1 event"


def test_an_outlet_is_corrected_undone_and_redone(out: Path) -> None:
    """The card tells what was done, as text; the id of the article stays."""
    app = opened(out, GAZETTE)
    assert app.selectbox(key="correct_outlet").value == GAZETTE
    assert {"Undo last", "Redo"} & {button.label for button in app.button} == set()
    app.selectbox(key="correct_outlet").set_value(OBSERVER)
    app.text_input(key="correct_why").set_value("its <b>imprint</b>")
    app.text_input(key="correct_name").set_value("ada")
    with store.lock(out):
        press(app, "Apply")
        assert "Not in this snapshot yet." in shown(app)
    built(app)
    assert app.text[0].value.startswith(OBSERVER)
    assert app.toast[0].value == "1 article changed"
    assert "set the outlet to Northern Observer (its &lt;b&gt;imprint&lt;/b&gt;)" in shown(app)
    assert "Not in this snapshot yet." not in shown(app)

    built(press(app, "Undo last"))
    assert app.text[0].value.startswith(GAZETTE)
    assert "undid" in shown(app)
    assert "Undo last" not in {button.label for button in app.button}
    built(press(app, "Redo"))
    assert app.text[0].value.startswith(OBSERVER)
    assert [row.who for row in Log(corrections.place(out)).rows()] == ["ada"] * 3


def test_an_article_is_put_into_an_event_of_its_own(out: Path) -> None:
    app = opened(out, GAZETTE)
    own = app.selectbox(key="correct_event")
    assert own.options[1:] == ["An event of its own"]
    own.set_value("")
    built(press(app, "Apply"))
    with store.Snapshot(out) as snapshot:
        events = snapshot.table("articles").groupby("event_id")["outlet"].agg(set)
    assert {GAZETTE} in list(events)
    assert "put the article into its own event" in shown(app)


def test_a_date_is_corrected_and_taken_away(out: Path) -> None:
    app = opened(out, COURIER)
    assert app.time_input(key="correct_time").value == clock(9)
    app.date_input(key="correct_day").set_value(date(2031, 5, 7))
    app.selectbox(key="correct_precision").set_value(Precision.DAY)
    built(press(app, "Apply"))
    row = run(CORPUS).dataframe[0].value.set_index("outlet").loc[COURIER]
    assert (row["when"], row["published_basis"]) == ("2031-05-07", "corrected by analyst")
    app.date_input(key="correct_day").set_value(None)
    app.session_state["seen_edit"] = 1
    built(press(app, "Apply"))
    (edit,) = Log(corrections.place(out)).rows()[1:]
    assert edit.value == {"published": None, "precision": "none"}


@pytest.mark.parametrize(
    ("day", "time_of_day", "said", "kept"),
    [
        (date(2031, 5, 7), clock(9, 41), Precision.HOUR, Precision.HOUR),
        (date(2031, 5, 7), None, Precision.MINUTE, Precision.DAY),
        (date(2031, 5, 7), None, Precision.WINDOW, Precision.WINDOW),
        (None, clock(9, 41), Precision.MINUTE, Precision.NONE),
    ],
)
def test_a_date_is_known_no_more_exactly_than_it_is_given(
    day: date | None, time_of_day: clock | None, said: Precision, kept: Precision
) -> None:
    at, precision = correcting.stated(day, time_of_day, said)
    assert precision is kept
    assert (at is None) is (day is None)


def test_applying_what_is_shown_writes_nothing(out: Path) -> None:
    app = press(opened(out, GAZETTE), "Apply")
    assert "Nothing differs" in app.warning[0].value
    assert Log(corrections.place(out)).rows() == []


def test_the_second_of_two_people_is_told_and_may_apply_again(out: Path) -> None:
    first, second = opened(out, GAZETTE), opened(out, GAZETTE)
    for app, who, name in ((first, "ada", COURIER), (second, "ben", OBSERVER)):
        app.selectbox(key="correct_outlet").set_value(name)
        app.text_input(key="correct_name").set_value(who)
        press(app, "Apply")
    assert "Meanwhile ada set the outlet to Harbour Courier" in second.warning[0].value
    assert second.selectbox(key="correct_outlet").value == OBSERVER
    built(first)  # whether or not that build still goes on, the second one follows it
    built(press(second, "Apply"))
    assert second.text[0].value.startswith(OBSERVER)


def test_an_undo_that_comes_late_says_so(out: Path) -> None:
    """Somebody else corrected the article after this page was drawn."""
    own = article_id(out, GAZETTE)
    log = Log(corrections.place(out))
    log.add([outlet_change(own, "", COURIER)], "ada", "", seen=0)
    app = opened(out, GAZETTE)
    log.add([outlet_change(own, "", OBSERVER)], "ben", "", seen=1)
    press(app, "Undo last")
    assert "Meanwhile ben set the outlet to Northern Observer" in app.warning[0].value
    assert len(log.rows()) == 2


def test_a_correction_without_its_article_is_listed(out: Path, tmp_path: Path) -> None:
    change = outlet_change(article_id(out, GAZETTE), "Crack shuts bridge", "Coast Herald")
    Log(corrections.place(out)).add([change], "ada", "its imprint", seen=0)
    (tmp_path / "a.txt").write_text(page(COURIER_ON_BRIDGE))
    build([tmp_path / "a.txt"], out)
    app = run(CORPUS)
    assert "CORRECTIONS THAT FIND THEIR ARTICLE NO MORE" in shown(app)
    (row,) = app.dataframe[-1].value.to_dict("records")
    assert row["what"] == "set the outlet to Coast Herald (its imprint)"
    assert (row["who"], row["about"]) == ("ada", "Crack shuts bridge")


@pytest.fixture
def closed(published: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy whose folder may only be read."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        shutil.copytree(published.parent, folder, symlinks=True)
        Path(place).chmod(0o755)
        folder.chmod(0o555)
        monkeypatch.setenv("COVERAGE_SNAPSHOT", str(folder / published.name))
        yield folder / published.name
        folder.chmod(0o755)


def test_where_nothing_may_be_written_the_buttons_say_so(closed: Path) -> None:
    with as_nobody():
        app = run(CORPUS)
    button = app.button(key="add_documents")
    assert button.disabled
    assert "closed to writing" in button.help
    assert os.access(closed, os.R_OK)
    assert "3 articles" in shown(app)


def test_a_snapshot_opened_by_its_folder_cannot_be_added_to(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(out.resolve()))
    button = run(CORPUS).button(key="add_documents")
    assert button.disabled
    assert "not by the link" in button.help


def test_a_snapshot_without_its_pages_cannot_be_added_to(out: Path) -> None:
    pq.write_table(to_table("pages", []), out / "pages.parquet")
    button = run(CORPUS).button(key="add_documents")
    assert button.disabled
    assert "lacks the pages" in button.help


def test_what_a_build_brought_is_one_phrase() -> None:
    def row(event: str, outlet: str = COURIER) -> dict[Hashable, Any]:
        return {"event_id": event, "outlet": outlet}

    articles: Known = {"a": row("1"), "b": row("1"), "c": row("2")}
    old = articles, {"x.txt"}
    assert told(old, old) == "Nothing in the articles has changed"
    moved: Known = {"a": row("3"), "b": row("3"), "c": row("2")}
    assert told(old, (moved, old[1])) == "Nothing in the articles has changed"
    new: Known = {"a": row("1", GAZETTE), "c": row("2"), "d": row("2"), "e": row("4")}
    assert told(old, (new, old[1] | {"y.txt"})) == (
        "2 articles added to 2 events, 1 article taken out, 1 article changed and 1 page not used"
    )


def test_builds_asked_for_while_one_runs_come_after_it(out: Path) -> None:
    """Three people, one snapshot in the end that holds it all."""
    running = builds.Builds()
    with store.lock(out):
        numbers = {running.start(out, who) for who in ("ada", "ben", "ada")}
        additions.add(out, "painting.txt", PAINTING.encode(), "ben")
    assert numbers == {1}
    end = time.monotonic() + END_SECONDS
    while (build := running.get(out)) and build.is_running:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert build is not None
    assert (build.by, build.failure) == (("ada", "ben"), "")
    assert build.news == "1 article added to 1 event"


def test_every_stage_has_its_bar_in_the_order_in_which_it_comes(out: Path) -> None:
    """What a build reports, and no more; each ends with all done, reading page by page."""
    additions.add(out, "painting.txt", PAINTING.encode(), "ada")
    steps: dict[str, list[tuple[int, int]]] = {}
    rebuild(out, lambda stage, *step: steps.setdefault(stage, []).append(step))
    assert list(steps) == list(builds.STAGES)
    assert steps["reading"] == [(number, 5) for number in range(1, 6)]
    assert {stage: each[-1][0] == each[-1][1] for stage, each in steps.items()} == dict.fromkeys(
        builds.STAGES, True
    )


def test_an_error_nobody_foresaw_ends_the_build_in_words(out: Path) -> None:
    """A table is damaged while the link still shows it: the thread ends, the page goes on."""
    running = builds.Builds()
    manifest = json.loads((out / "manifest.json").read_text())
    (out / "manifest.json").write_text(json.dumps(manifest | {"added": 7}))
    running.start(out, "ada")
    end = time.monotonic() + END_SECONDS
    while (build := running.get(out)) and build.is_running:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert build is not None
    assert "An error nobody foresaw (AttributeError)" in build.failure


def test_a_day_and_a_time_are_stated_as_a_manifest_does() -> None:
    assert adding.stated(None, clock(9)) == ""
    assert adding.stated(date(2031, 5, 5), None) == "2031-05-05"
    assert adding.stated(date(2031, 5, 5), clock(9, 41)) == "2031-05-05T09:41:00+00:00"
