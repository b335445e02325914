"""*Add to presentation*, below the navigation: what is shown becomes the last slide of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from coverage.errors import CoverageError
from coverage.presentations import NAME, Presentation, Shelf, Slide, place
from coverage.store import Snapshot
from coverage.views import linking, phrases, places

NAMES = {
    "matrix": "Claims by outlet",
    "claim": "This claim in each outlet’s words",
    "pairs": "Sentences side by side",
    "voices": "Who speaks",
    "words": "These words",  # which they are says `WORDS`
    "copies": "Who carries whose text",
    "timeline": "When it was published",
}
"""Kind of slide -> its name on the button that adds one."""

WORDS = {
    "keys": "Words that set outlets apart",
    "shifts": "Words that stand for one another",
    "quotes": "Words in quotation marks",
    "names": "How people and things are named",
}
"""Part of the Wording page -> what its slide is called."""

PRESENT_PAGE = "coverage/views/present.py"

SENTENCE = "slide_sentence"

CHOSEN = "presentation_chosen"
"""Key of the session for the id of the presentation that slides are added to."""


def offer(snapshot: Snapshot, out: Path, written: Mapping[str, str], kinds: Sequence[str]) -> None:
    """A button for each of `kinds` that adds what is shown, whose address is `written`."""
    if not kinds or not written.get("event"):
        return
    own = {name: value for name, value in written.items() if name != places.FROM}
    shelf = Shelf(place(out))
    try:
        known = shelf.all()
    except CoverageError:
        known = []
    with st.sidebar, st.popover("Add to presentation", key="offered", type="tertiary"):
        if len(known) > 1:
            ids = [one.presentation_id for one in known]
            names = {one.presentation_id: phrases.label(one.name) for one in known}
            st.session_state.setdefault(CHOSEN, ids[-1])
            if st.session_state[CHOSEN] not in ids:
                st.session_state[CHOSEN] = ids[-1]
            st.selectbox("Presentation", ids, format_func=lambda key: names[key], key=CHOSEN)
        st.text_input("A sentence for the slide", key=SENTENCE, placeholder="May be added later")
        about = linking.named(snapshot, written["event"])["about"]
        for kind in kinds:
            st.button(
                NAMES[kind],
                key=f"offered_{kind}",
                icon=":material/add:",
                on_click=_add,
                args=(shelf, known, Slide(kind, own, about)),
                width="stretch",
            )
        if known:
            st.page_link(PRESENT_PAGE, label="Open the presentation", query_params=places.query())


def name(slide: Slide) -> str:
    """What a slide is called by what it shows."""
    if slide.kind == "words":
        return WORDS.get(slide.selection.get("wording", "keys"), NAMES["words"])
    return NAMES.get(slide.kind, slide.kind)


def _add(shelf: Shelf, known: Sequence[Presentation], slide: Slide) -> None:
    """Callback: the slide, with its sentence, as the last one."""
    ids = [one.presentation_id for one in known]
    chosen = st.session_state.get(CHOSEN, "")
    target = chosen if chosen in ids else ids[-1] if ids else Presentation().presentation_id
    sentence = str(st.session_state.get(SENTENCE, "")).strip()
    told = Slide(slide.kind, slide.selection, slide.about, sentence)
    try:
        kept = shelf.add(target, told)
    except CoverageError as error:
        st.toast(phrases.label(error))
        return
    st.session_state[SENTENCE] = ""
    name = "the presentation" if kept.name == NAME else f"“{phrases.label(kept.name)}”"
    st.toast(f"Slide {len(kept.slides)} of {name}.", icon=":material/check:")
