"""Picked views as slides: what they show, that nothing is cut, what is said of one that is gone."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pptx
import pytest

from coverage import charts, exporting
from coverage.errors import UsageError
from coverage.presentations import Presentation, Shelf, Slide, place
from coverage.store import Snapshot
from coverage.views import offering, present_export, sheets, slides
from coverage.views.slides import RATIO, WIDTH
from tests.views import linked_snapshot
from tests.views.test_views import run, shown

EVENT, VOICES, WORDING, PRESENT = (
    f"coverage/views/{name}.py" for name in ("event", "voices", "wording", "present")
)


@pytest.fixture
def linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    out = linked_snapshot.write(tmp_path / "current")
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(out))
    return out


@pytest.fixture
def snapshot(linked: Path) -> Iterator[Snapshot]:
    with Snapshot(linked) as opened:
        yield opened


def kept(out: Path, *shown: Slide) -> Presentation:
    shelf = Shelf(place(out))
    for slide in shown:
        shelf.add("p", slide)
    (presentation,) = shelf.all()
    return presentation


def claim_id(snapshot: Snapshot, start: str) -> str:
    table = snapshot.table("claims")
    return str(table.loc[table["label"].str.startswith(start), "claim_id"].iloc[0])


@pytest.mark.parametrize("kind", sorted(slides.MAKERS))
def test_every_kind_of_slide_says_what_it_shows(linked: Path, kind: str) -> None:
    """Its sentence large, what was computed below it, and how it was made at its foot."""
    kept(linked, Slide(kind, {"event": "bridge"}, "The bridge", "It was <told> thrice."))
    text = shown(run(PRESENT))
    assert "It was &lt;told&gt; thrice." in text
    assert "The bridge" in text
    assert "1 of 1" in text


def test_kinds_have_a_name_a_maker_and_a_page() -> None:
    assert set(slides.MAKERS) == set(offering.NAMES) == set(sheets.PAGES)


def test_a_picture_shows_as_many_rows_as_a_sheet_has_room_for(snapshot: Snapshot) -> None:
    """Long sentences make the sheet larger, so that no letter of it is cut."""
    event = Slide("matrix", {"event": "bridge"})
    sheet = sheets.made(snapshot, event)
    assert sheet.figure is not None
    short = sheets.width(sheet, "Closed.", "")
    long = sheets.width(sheet, "Closed, and for how long nobody would say. " * 12, "")
    assert short >= WIDTH
    assert long > short
    assert long / RATIO > sheets.FIXED + sheet.figure.layout.height


def test_a_claim_is_shown_in_each_outlets_words(snapshot: Snapshot) -> None:
    """Two outlets tell of the closing; of the third the nearest sentence stands, and that it is."""
    chosen = claim_id(snapshot, "On Monday, engineers")
    sheet = sheets.made(snapshot, Slide("claim", {"event": "bridge", "claim": chosen}))
    boxes = re.findall(r'<section class="(\w+)"><h3>(.*?)</h3>', sheet.body)
    assert [kind for kind, _ in boxes].count("silent") == 1
    assert len(boxes) == 3
    assert "<mark>" in sheet.body
    assert "Does not report it." in sheet.body or "May report it" in sheet.body
    assert "1 more sentence not shown" in sheet.note


def test_words_of_articles_are_text_on_a_slide(snapshot: Snapshot) -> None:
    """The Gazette writes "<b>autumn</b> & cost"."""
    chosen = claim_id(snapshot, "Repairs may take")
    sheet = sheets.made(snapshot, Slide("claim", {"event": "bridge", "claim": chosen}))
    assert "&lt;b&gt;autumn&lt;/b&gt; &amp; cost" in sheet.body
    assert "<b>autumn" not in sheet.body + sheet.finding


def test_filters_and_strictness_of_the_picked_view_hold_on_its_slide(snapshot: Snapshot) -> None:
    whole = sheets.made(snapshot, Slide("matrix", {"event": "bridge"}))
    few = sheets.made(snapshot, Slide("matrix", {"event": "bridge", "filter": "closed"}))
    strict = sheets.made(snapshot, Slide("matrix", {"event": "bridge", "strictness": "0.95"}))
    assert whole.figure is not None
    assert few.figure is not None
    assert few.figure.layout.height < whole.figure.layout.height
    assert "0.95" in strict.note


def test_an_event_that_is_gone_is_said_with_the_nearest(linked: Path, snapshot: Snapshot) -> None:
    label = str(snapshot.table("events")["label"].iloc[0])
    kept(linked, Slide("matrix", {"event": "old"}, about=label))
    text = shown(run(PRESENT))
    assert "is not in this snapshot" in text
    assert f"Nearest by name is “{html.escape(label)}”" in text


def test_a_claim_or_a_kind_that_is_gone_is_said(snapshot: Snapshot) -> None:
    claim = sheets.made(snapshot, Slide("claim", {"event": "bridge", "claim": "old"}))
    assert "not in the snapshot any more" in claim.finding
    assert "knows no slide" in sheets.made(snapshot, Slide("hologram", {"event": "bridge"})).finding


@pytest.mark.parametrize(
    ("view", "name"),
    [(EVENT, "Claims by outlet"), (VOICES, "Who speaks"), (WORDING, "These words")],
)
def test_a_view_is_added_from_its_page(linked: Path, view: str, name: str) -> None:
    app = run(view, event="bridge")
    app.text_input(key=offering.SENTENCE).set_value("Nobody else says so.").run()
    next(button for button in app.button if button.label == name).click().run()
    assert "Slide 1 of the presentation" in app.toast[0].value
    assert app.text_input(key=offering.SENTENCE).value == ""
    (presentation,) = Shelf(place(linked)).all()
    (slide,) = presentation.slides
    assert (slide.selection["event"], slide.sentence) == ("bridge", "Nobody else says so.")
    assert slide.about


def test_slides_are_ordered_named_taken_out_and_brought_back(linked: Path) -> None:
    kept(
        linked,
        Slide("matrix", {"event": "bridge"}, slide_id="one"),
        Slide("timeline", {"event": "bridge"}, slide_id="two"),
    )
    shelf = Shelf(place(linked))

    def order() -> list[str]:
        return [one.slide_id for one in shelf.all()[0].slides]

    app = run(PRESENT)
    app.button(key="Later_one").click().run()
    assert order() == ["two", "one"]
    app.button(key="out_two").click().run()
    assert order() == ["one"]
    next(button for button in app.button if button.label == "Undo").click().run()
    assert order() == ["two", "one"]
    sentence = next(field for field in app.text_input if "in a sentence" in field.label)
    sentence.set_value("All of them tell it.").run()
    assert "All of them tell it." in {one.sentence for one in shelf.all()[0].slides}
    next(field for field in app.text_input if field.label == "Name").set_value("Bridge").run()
    assert shelf.all()[0].name == "Bridge"
    next(button for button in app.button if button.label == "Remove this one").click().run()
    assert shelf.all() == []
    next(button for button in app.button if button.label.startswith("Bring back")).click().run()
    assert [one.name for one in shelf.all()] == ["Bridge"]
    assert not app.exception


def test_what_another_person_changed_meanwhile_is_said(linked: Path) -> None:
    kept(linked, Slide("matrix", {"event": "bridge"}, slide_id="one"))
    app = run(PRESENT)
    shelf = Shelf(place(linked))
    shelf.add(shelf.all()[0].presentation_id, Slide("voices", {"event": "bridge"}))
    app.button(key="out_one").click().run()
    assert "changed elsewhere" in app.warning[0].value
    assert len(shelf.all()[0].slides) == 2


@pytest.mark.usefixtures("linked")
def test_without_slides_the_page_says_how_to_get_some() -> None:
    app = run(PRESENT)
    assert "Add to presentation" in app.markdown[0].value
    assert "No slides yet" in shown(app)


def test_the_address_opens_a_slide_alone(linked: Path) -> None:
    """A link into a presentation shows the slide and none of the page's buttons."""
    kept(linked, Slide("matrix", {"event": "bridge"}, "The bridge", "One.", slide_id="one"),
         Slide("matrix", {"event": "bridge"}, "The bridge", "Two.", slide_id="two"))  # fmt: skip
    app = run(PRESENT, presentation="p", slide="two", full="all")
    assert "<h1>Two.</h1>" in shown(app)
    assert "2 of 2" in shown(app)
    assert not [button for button in app.button if button.label == "Undo"]


def test_pictures_on_sheets_are_light(snapshot: Snapshot) -> None:
    sheet = sheets.made(snapshot, Slide("matrix", {"event": "bridge"}))
    assert sheet.figure is not None
    assert sheet.figure.layout.font.color == charts.LIGHT.text


def test_a_presentation_becomes_slides_of_powerpoint(
    linked: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    """A slide each kind with the analyst's sentence as its title; what is gone is left out."""
    chosen = claim_id(snapshot, "On Monday, engineers")
    picked = [
        Slide(kind, {"event": "bridge", "claim": chosen}, "The bridge", f"Of the {kind}.")
        for kind in slides.MAKERS
    ]
    gone = Slide("claim", {"event": "bridge", "claim": "old"}, "The bridge", "Gone.")
    told = present_export.handed(snapshot, kept(linked, *picked, gone))
    file = exporting.export_slides(linked, told, tmp_path)
    with file.open("rb") as content:
        deck = pptx.Presentation(content)
    titles = [
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    for kind in slides.MAKERS:
        assert any(f"Of the {kind}." in title for title in titles), kind
    assert not any("Gone." in title for title in titles)


def test_a_presentation_of_nothing_that_is_there_is_said(
    linked: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    told = present_export.handed(snapshot, kept(linked, Slide("matrix", {"event": "old"})))
    with pytest.raises(UsageError, match="no slide"):
        exporting.export_slides(linked, told, tmp_path)
