"""A presentation as PowerPoint: what each of its slides shows, as `export --view` takes it."""

from __future__ import annotations

from typing import Any

from coverage.presentations import Presentation, Slide
from coverage.store import Snapshot
from coverage.views import (
    event_told,
    exports_menu,
    matrix_controls,
    queries,
    slides,
    state,
    strictness,
)


def handed(snapshot: Snapshot, shown: Presentation) -> dict[str, Any]:
    """The presentation's name and slides; slides of what is not in the snapshot are left out."""
    events = {str(row["event_id"]): row for row in queries.events(snapshot).to_dict("records")}
    told = []
    for slide in shown.slides:
        event = events.get(slide.selection.get("event", ""))
        if event is not None and slide.kind in slides.MAKERS:
            with state.as_if(slide.selection):
                told += _slide(snapshot, event, slide)
    return {"name": shown.name, "slides": told}


def _slide(snapshot: Snapshot, event: queries.Row, slide: Slide) -> list[dict[str, Any]]:
    """One slide, as the selection has it; none for a claim that is gone."""
    chosen, event_id = state.selection(), str(event["event_id"])
    told = event_told.read(snapshot, event)
    if slide.kind == "claim" and chosen.claim not in set(told.claims["claim_id"]):
        return []
    outlets = matrix_controls.columns(told.outlets)
    view = {"sure": strictness.level(snapshot), "outlets": list(outlets["outlet"])}
    if slide.kind == "matrix":
        rows = event_told.rows(told, event_told.kept(told))
        view = exports_menu.view(snapshot, rows, len(told.claims), outlets)
    return [
        {
            "kind": slide.kind,
            "event_id": event_id,
            "sentence": slide.sentence,
            "claim_id": chosen.claim if slide.kind == "claim" else "",
            "sentence_id": chosen.sentence,
            "outlets": _pair(snapshot, event_id, chosen.articles) if slide.kind == "pairs" else [],
            "part": chosen.wording,
            "view": view,
        }
    ]


def _pair(snapshot: Snapshot, event_id: str, articles: str) -> list[str]:
    """The outlets of the first two articles that are read side by side; none where not known."""
    found = snapshot.of_event(event_id).query("SELECT article_id, outlet FROM articles")
    outlet = dict(zip(found["article_id"], found["outlet"], strict=True))
    names = [outlet[key] for key in articles.split(",") if key in outlet][:2]
    return list(dict.fromkeys(names)) if len(set(names)) == 2 else []  # noqa: PLR2004
