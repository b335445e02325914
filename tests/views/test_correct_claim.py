"""The form that corrects a claim, without its dialog, which a test cannot keep open.

The claim is that of the closing (see `linked_snapshot`): told by the Courier and, in its headline
and a sentence, the Gazette; the Observer omits it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from coverage import edits
from coverage.edits import Kind
from coverage.matching.claim_edits import Deed
from coverage.records import Status
from coverage.store import Snapshot
from coverage.views import corrected, queries
from tests.views.linked_snapshot import CLOSED, PROMISED, REPAIRS
from tests.views.test_review import ids, linked_dir, log, out, say
from tests.views.test_views import EVENT, run, shown

__all__ = ["linked_dir", "out"]  # fixtures

FORM = """
from coverage.views import corrected, correct_claim, panel, queries, state
snapshot = corrected.applied(state.open_snapshot(), state.snapshot_path())
claims = queries.claims(snapshot, "bridge")
claims = claims[claims["told"].str.contains("{}", regex=False)]
if claims.empty:
    state.st.stop()
claim = claims.to_dict("records")[0]
cells = queries.cells(snapshot, "bridge")
tables = (queries.voices, queries.wording, queries.discrepancies)
evidence = panel.Evidence(
    claim,
    cells[cells["claim_id"] == claim["claim_id"]],
    queries.sentences(snapshot, "bridge"),
    queries.mentions(snapshot, claim["claim_id"]),
    *(read(snapshot, claim["claim_id"]) for read in tables),
)
state.st.session_state.setdefault(correct_claim.SEEN, 0)
state.st.text(claim["label"])
correct_claim.form(snapshot, correct_claim.claim_of(snapshot, evidence))
"""


def form(deed: Deed, start: str = CLOSED[0]) -> AppTest:
    """The form of the claim that has a sentence with these words, once the deed is chosen."""
    app = AppTest.from_string(FORM.format(start), default_timeout=30).run()
    app.selectbox(key="claim_deed").set_value(deed).run()
    assert not app.exception
    return app


def apply(app: AppTest, why: str = "") -> None:
    app.text_input(key="claim_why").set_value(why).run()
    app.button(key="claim_apply").click().run()
    assert not app.exception


def claims(out: Path) -> dict[str, list[str]]:
    """What the app shows: each claim's label and how its sentences begin."""
    with Snapshot(out) as snapshot:
        shown = corrected.applied(snapshot, out)
        members = queries.members(shown, "bridge").groupby("claim_id")["text"].agg(list)
        labels = queries.claims(shown, "bridge").set_index("claim_id")["label"]
    return {
        str(labels[str(key)]): sorted(text[:12] for text in texts) for key, texts in members.items()
    }


def begin(*starts: str) -> list[str]:
    return sorted(start[:12] for start in starts)


def test_a_name_is_given_with_its_reason(out: Path) -> None:
    app = form(Deed.RENAME)
    apply(app)
    assert "Nothing differs" in app.warning[0].value
    app.text_input(key="claim_label").set_value("The bridge is shut")
    app.text_input(key="claim_name").set_value("ben")
    apply(app, "shorter")
    (row,) = log(out).rows()
    assert (row.who, row.why, row.kind) == ("ben", "shorter", Kind.RENAME)
    assert claims(out)["The bridge is shut"] == begin(*CLOSED)


def test_two_claims_become_one(out: Path) -> None:
    app = form(Deed.MERGE)
    menu = app.selectbox(key="claim_other")
    menu.set_value(next(v for v in _values(out) if v[1].startswith("Repairs"))[0])
    apply(app)
    assert begin(*CLOSED, REPAIRS) in claims(out).values()


def _values(out: Path) -> list[tuple[str, str]]:
    with Snapshot(out) as snapshot:
        rows = queries.claims(snapshot, "bridge")
    return list(zip(rows["claim_id"], rows["label"], strict=True))


@pytest.mark.parametrize("to", ["together a claim of their own", "each by itself"])
def test_sentences_are_taken_out(out: Path, to: str) -> None:
    app = form(Deed.TAKE_OUT)
    going = ids(out, CLOSED[0], CLOSED[2])
    app.radio(key="claim_to").set_value(to)
    app.multiselect(key="claim_going").set_value(going)
    apply(app)
    is_one = to == "together a claim of their own"
    new = [begin(CLOSED[0], CLOSED[2])] if is_one else [begin(CLOSED[0]), begin(CLOSED[2])]
    assert all(own in claims(out).values() for own in [*new, begin(CLOSED[1])])


def test_all_sentences_cannot_be_taken_out(out: Path) -> None:
    app = form(Deed.TAKE_OUT)
    app.multiselect(key="claim_going").set_value(ids(out, *CLOSED))
    apply(app)
    assert "One sentence at least stays" in app.caption[0].value
    assert log(out).rows() == []


def test_a_sentence_moves_to_another_claim(out: Path) -> None:
    app = form(Deed.TAKE_OUT)
    app.radio(key="claim_to").set_value("part of another claim")
    app.multiselect(key="claim_going").set_value(ids(out, CLOSED[0])).run()
    other = next(v for v in _values(out) if "Mayor" in v[1])[0]
    app.selectbox(key="claim_goes_to").set_value(other)
    apply(app)
    assert {row.kind for row in log(out).rows()} == {Kind.TAKE_OUT, Kind.PUT_IN}
    found = claims(out).values()
    assert begin(*PROMISED, CLOSED[0]) in found
    assert begin(*CLOSED[1:]) in found
    assert sum(CLOSED[0][:12] in own for own in found) == 1


def test_a_sentence_is_added_and_the_nearest_is_offered_first(out: Path) -> None:
    """The Gazette's on repairs is the nearest it says to the mayor's promise."""
    app = form(Deed.PUT_IN, PROMISED[1])
    app.selectbox(key="claim_teller").set_value("Lenn Gazette").run()
    menu = app.selectbox(key="claim_coming")
    assert "Repairs may take" in menu.options[0]
    menu.set_value(ids(out, REPAIRS)[0])
    apply(app)
    assert begin(*PROMISED, REPAIRS) in claims(out).values()


def test_an_omission_is_confirmed_and_stays(out: Path) -> None:
    """The Gazette may tell the promise; whoever read it says that it does not."""
    app = form(Deed.OMIT, PROMISED[1])
    app.selectbox(key="claim_omitting").set_value("Lenn Gazette").run()
    assert "The nearest it says, p" in app.caption[0].value
    apply(app)
    with Snapshot(out) as snapshot:
        shown_now = corrected.applied(snapshot, out)
        rows = queries.cells(shown_now, "bridge").merge(queries.claims(shown_now, "bridge"))
    own = rows[rows["told"].str.contains(PROMISED[1], regex=False)].set_index("outlet")
    assert own.loc["Lenn Gazette", "status"] == Status.OMITTED
    assert own.loc["Lenn Gazette", "nearest_probability"] == pytest.approx(0.41)
    page = run(EVENT, event="bridge", filter="Ida Holm")
    assert "confirmed that Lenn Gazette omits the claim" in shown(page)


def test_what_is_no_claim_is_dropped_and_comes_back(out: Path) -> None:
    before = claims(out)
    apply(form(Deed.DROP))
    assert begin(*CLOSED) not in claims(out).values()
    rows = log(out).rows()
    log(out).turn(rows, Kind.UNDO, "ada", seen=rows[-1].seq)
    assert claims(out) == before


def test_who_comes_second_is_told_and_may_apply_again(out: Path) -> None:
    app = form(Deed.RENAME)
    say(out, edits.claim_change(Deed.DROP, ids(out, CLOSED[1]), ""), who="cara")
    app.text_input(key="claim_label").set_value("Shut")
    apply(app)
    assert "Meanwhile cara dropped the claim" in app.warning[0].value
    assert len(log(out).rows()) == 1
    apply(app)
    assert [row.kind for row in log(out).rows()] == [Kind.DROP, Kind.RENAME]
