"""The Voices page: who is given whose words, in words, as tables and as the page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from coverage.store import Snapshot
from coverage.views import queries, voices_panel, voices_text, voices_told
from coverage.views.voices_told import Told
from tests.views import voices_snapshot
from tests.views.test_views import run, shown

VOICES = "coverage/views/voices.py"
COURIER, GAZETTE, OBSERVER = "Harbour Courier", "Lenn Gazette", "The Upland Observer"
HOLM = "person:Ida Holm"


@pytest.fixture(scope="module")
def pier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return voices_snapshot.write(tmp_path_factory.mktemp("voices") / "current")


@pytest.fixture
def snapshot(pier: Path) -> Iterator[Snapshot]:
    with Snapshot(pier) as opened:
        yield opened


@pytest.fixture
def told(snapshot: Snapshot) -> Told:
    return voices_told.read(snapshot, "pier")


@pytest.fixture
def outlets(snapshot: Snapshot) -> pd.DataFrame:
    return queries.outlets(snapshot, "pier")


@pytest.fixture
def app_of(pier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(pier))


def test_the_speakers_stand_by_their_shares_nobody_named_last(told: Told) -> None:
    """Ida Holm speaks in two outlets; the others say in which one they do, and what they are."""
    rows = voices_told.rows(told)
    assert list(rows["label"]) == [
        "Ida Holm",
        "Senior officials",
        "Harbour Ministry",
        "Nobody named",
    ]
    assert list(rows["note"]) == [
        "",
        f"without a name · only in {GAZETTE}",
        f"institution · only in {COURIER}",
        "speaker unclear",
    ]


def test_more_speakers_than_have_room_are_counted_as_one(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices_told, "MOST", 1)
    assert list(voices_told.rows(told)["label"]) == ["Ida Holm", "2 other speakers", "Nobody named"]
    cells = voices_told.cells(told)
    assert set(cells.loc[cells["voice"] == "others", "outlet"]) == {COURIER, GAZETTE}
    assert {v.name for v in voices_told.chosen(told, "others")} == {
        "Senior officials",
        "Harbour Ministry",
    }


def test_the_parts_of_an_outlet_are_all_its_words(told: Told) -> None:
    sums = voices_told.splits(told).groupby("outlet")["share"].sum()
    assert list(sums.round(9)) == [1.0, 1.0, 1.0]


def test_the_finding_is_computed(told: Told, outlets: pd.DataFrame, snapshot: Snapshot) -> None:
    """Words to others by outlet; who speaks in most outlets; whom one alone lets speak."""
    said = voices_text.finding(told, outlets)
    assert said.startswith(f"{COURIER} gives <b>50%</b> of its words to others, {GAZETTE} ")
    assert "Ida Holm speaks in two of three outlets" in said
    assert said.endswith(f"Harbour Ministry only in {COURIER}.")
    silent = voices_told.read(snapshot, "fog")
    assert "No sentence" in voices_text.finding(silent, queries.outlets(snapshot, "fog"))


def test_a_panel_marks_the_words_and_names_cue_stance_and_claim(
    told: Told, snapshot: Snapshot
) -> None:
    """All text is escaped; a warning is said to be one."""
    claims = voices_told.claims(snapshot, "pier")
    voices = voices_told.chosen(told, HOLM)
    shown = voices_panel.sentences(told, voices, COURIER, claims, "pier")
    assert "<mark>“The pier is &lt;b&gt;not&lt;/b&gt; safe,”</mark> Mayor Ida Holm said" in shown
    assert "In quotation marks by “said”" in shown
    assert "Reported by “warned”, as a warning" in shown
    assert 'href="event?event=pier&amp;claim=falls"' in shown
    assert 'href="https://courier.example/pier"' in shown
    assert "Ministry" not in shown


def test_what_nobody_says_has_its_reason(told: Told, snapshot: Snapshot) -> None:
    claims = voices_told.claims(snapshot, "pier")
    voices = voices_told.chosen(told, "unclear")
    shown = voices_panel.sentences(told, voices, OBSERVER, claims, "pier")
    assert "without a cue of its own: nobody is named who could say it" in shown
    assert "1 sentence" in voices_text.doubt(told)


def test_an_outlets_own_voice_is_what_is_mostly_its_own(told: Told, snapshot: Snapshot) -> None:
    claims = voices_told.claims(snapshot, "pier")
    voices = voices_told.chosen(told, "own")
    shown = voices_panel.sentences(told, voices, GAZETTE, claims, "pier")
    assert "The gates were locked at noon." in shown
    assert "Senior officials" not in shown
    assert "<mark>" not in shown


def test_who_does_not_speak_in_an_outlet_is_said_to_speak_elsewhere(told: Told) -> None:
    rows = voices_told.shares_of(told, HOLM)
    assert voices_text.facts(rows, OBSERVER, HOLM).startswith(
        f"Does not speak in {OBSERVER}. Speaks in {COURIER} ("
    )


def test_the_tables_hold_every_speaker_and_outlet(told: Told, outlets: pd.DataFrame) -> None:
    table = voices_text.table(told, outlets)
    assert list(table.columns) == ["Speaker", "Kind", COURIER, GAZETTE, OBSERVER]
    assert table.loc[table["Speaker"] == "Ida Holm", OBSERVER].item() == 0
    rows = voices_text.to_rows(told)
    assert rows.groupby("outlet")["share"].sum().round(3).eq(1).all()


@pytest.mark.usefixtures("app_of")
def test_the_page_opens_with_the_first_speakers_longest_bar() -> None:
    app = run(VOICES, event="pier")
    assert "Ida Holm" in shown(app)
    assert app.selectbox[0].value == HOLM
    assert app.selectbox[1].value == COURIER
    assert app.query_params["voice"] == HOLM
    assert "How this was made" in shown(app)


@pytest.mark.usefixtures("app_of")
def test_a_link_shows_its_speaker_and_outlet_and_another_choice_changes_it() -> None:
    app = run(VOICES, event="pier", voice="anonymous:Senior officials", outlet=GAZETTE)
    assert "which leaves open whether it is so" in shown(app)
    app.selectbox[0].set_value("own").run()
    assert "The gates were locked at noon." in shown(app)
    assert app.query_params["voice"] == "own"
    app.selectbox[1].set_value(OBSERVER).run()
    assert "Anglers left with their rods" in shown(app)


@pytest.mark.usefixtures("app_of")
def test_a_link_to_an_unknown_speaker_is_said() -> None:
    app = run(VOICES, event="pier", voice="person:Nobody", outlet="Nowhere")
    assert "not in this event" in app.info[0].value
    assert app.selectbox[0].value == HOLM


@pytest.mark.usefixtures("app_of")
def test_an_event_in_which_nobody_speaks_shows_the_outlets_own_voice() -> None:
    app = run(VOICES, event="fog")
    assert "No sentence of these articles gives its words to a speaker" in shown(app)
    assert app.selectbox[0].value == "own"
    assert "Fog lay on the Lenn." in shown(app)
