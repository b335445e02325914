"""Correcting a claim in its panel: its name, its sentences, who omits it; and who did so before."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from coverage import edits
from coverage.charts import probability
from coverage.edits import Change, claim_change
from coverage.edits_told import in_words
from coverage.errors import CorrectionOvertaken, CoverageError
from coverage.matching.claim_edits import Deed
from coverage.store import Snapshot
from coverage.views import corrected, panel, progress, queries, shown, state, strictness
from coverage.views.panel import Evidence
from coverage.views.phrases import label

SEEN = "seen_claim_edit"

OWN, NONE, OTHER = "together a claim of their own", "each by itself", "part of another claim"


@dataclass(frozen=True, slots=True)
class Claim:
    """The claim that is corrected: its sentences' ids, and what can be chosen from.

    `others`: the event's other claims by id, with their names; `omitting`: outlets that do not
    report it; `told`: all sentences of the event by id, as a menu shows them.
    """

    evidence: Evidence
    members: tuple[str, ...]
    others: Mapping[str, str]
    omitting: tuple[str, ...]
    told: Mapping[str, str]

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.evidence.claim["label"])

    def change(self, deed: Deed, others: Sequence[str] = (), name: str = "") -> Change:
        """What is to be done to it."""
        return claim_change(deed, self.members, self.name, others, name)


def show(snapshot: Snapshot, evidence: Evidence) -> None:
    """Who corrected the claim and how, and the button that opens the form."""
    rows = corrected.rows(state.snapshot_path())
    event_id = str(evidence.claim["event_id"])
    with st.container(key="correct_claim"):
        if rows:
            sure = strictness.level(snapshot)
            made = corrected.regrouped(snapshot, event_id, rows, sure).edits
            ids = made.get(str(evidence.claim["claim_id"]), ())
            if done := [row for row in rows if row.edit_id in ids]:
                st.html(_history(done))
        is_open = st.button("Correct this claim", type="tertiary", key="correct_this")
    progress.hold("claim", is_open)
    if is_open:
        st.session_state[SEEN] = rows[-1].seq if rows else 0
        dialog = st.dialog("Correct this claim", width="medium", on_dismiss="rerun")(form)
        dialog(snapshot, claim_of(snapshot, evidence))


def _history(made: Sequence[edits.Edit]) -> str:
    """A line for each correction of the claim, as HTML."""
    lines = [f"Corrected by {edit.who}: {in_words(edit, {})}" for edit in made]
    told = "".join(f'<p class="fact">{html.escape(line)}</p>' for line in lines)
    return f'<div class="panel corrected">{told}</div>'


def claim_of(snapshot: Snapshot, evidence: Evidence) -> Claim:
    """The claim with all that the form offers."""
    event_id = str(evidence.claim["event_id"])
    claims = shown.told_apart(
        queries.claims(snapshot, event_id), queries.members(snapshot, event_id)
    ).sort_values(["n_outlets", "label"], ascending=[False, True])
    names = dict(zip(claims["claim_id"], claims["label"], strict=True))
    names.pop(evidence.claim["claim_id"], None)
    cells = evidence.cells
    return Claim(
        evidence=evidence,
        members=tuple(evidence.mentions["sentence_id"]),
        others=names,
        omitting=tuple(cells.loc[cells["n_mentions"] == 0, "outlet"]),
        told={
            row["sentence_id"]: f"{row['outlet']}, {_lower(panel.place(row))}: {row['text']}"
            for row in evidence.sentences.to_dict("records")
        },
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def form(snapshot: Snapshot, claim: Claim) -> None:
    """The form; in its dialog a fragment of its own."""
    able = {deed: name for deed, (name, is_able, _) in _WAYS.items() if is_able(claim)}
    st.html(f'<p class="finding-line">{html.escape(claim.name)}</p>')
    deed = st.selectbox(
        "What to correct", list(able), format_func=lambda each: able[each], key="claim_deed"
    )
    wanted = _WAYS[deed][2](snapshot, claim)
    why = st.text_input("Why", key="claim_why", placeholder="Stands beside the correction")
    who = progress.name_input("claim_name").strip() or progress.DEFAULT_NAME
    if st.button("Apply", type="primary", key="claim_apply"):
        if wanted:
            _apply(wanted, who, " ".join(why.split()))
        else:
            st.warning("Nothing differs from what is shown; choose what is to be other.")


def _apply(wanted: Sequence[Change], who: str, why: str) -> None:
    """Log it; the claim is so at once. Where another person was first, applying again overrules."""
    log = corrected.log(state.snapshot_path())
    try:
        log.add(wanted, who, why, st.session_state[SEEN])
    except CoverageError as error:
        st.warning(label(error))
        if isinstance(error, CorrectionOvertaken):
            st.session_state[SEEN] = log.rows()[-1].seq
        return
    st.session_state["name"] = who
    st.rerun()


def _rename(_: Snapshot, claim: Claim) -> list[Change]:
    name = st.text_input("Name", claim.name, key="claim_label")
    is_new = " ".join(name.split()) not in {"", claim.name}
    return [claim.change(Deed.RENAME, name=name)] if is_new else []


def _drop(_: Snapshot, claim: Claim) -> list[Change]:
    st.caption("Its sentences then stand in no claim. The Review page can undo this.")
    return [claim.change(Deed.DROP)]


def _merge(snapshot: Snapshot, claim: Claim) -> list[Change]:
    other = _other(claim, "claim_other")
    return [claim.change(Deed.MERGE, _members(snapshot, other))] if other else []


def _other(claim: Claim, key: str) -> str | None:
    """Another claim of the event."""
    return st.selectbox(
        "The other claim",
        list(claim.others),
        index=None,
        format_func=lambda each: claim.others[each],
        key=key,
        placeholder="Choose, or write a word of it",
    )


def _members(snapshot: Snapshot, claim_id: str) -> list[str]:
    return list(queries.mentions(snapshot, claim_id)["sentence_id"])


def _take_out(snapshot: Snapshot, claim: Claim) -> list[Change]:
    going = st.multiselect(
        "Sentences",
        list(claim.members),
        format_func=lambda each: claim.told[each],
        key="claim_going",
        placeholder="Choose those that do not report it",
    )
    to = st.radio("They are", [OWN, NONE, OTHER], key="claim_to")
    other = _other(claim, "claim_goes_to") if to == OTHER else None
    if not going or len(going) == len(claim.members):
        st.caption("One sentence at least stays; to let none, drop the claim.")
        return []
    if to == OWN:
        return [claim.change(Deed.SPLIT, going)]
    out = claim.change(Deed.TAKE_OUT, going)
    if to == NONE:
        return [out]
    if other is None:
        return []
    members = _members(snapshot, other)
    new = [each for each in going if each not in members]
    into = [claim_change(Deed.PUT_IN, members, claim.others[other], new)] if new else []
    return [out, *into]


def _put_in(_: Snapshot, claim: Claim) -> list[Change]:
    outlets = [str(outlet) for outlet in claim.evidence.cells["outlet"]]
    first = outlets.index(claim.omitting[0]) if claim.omitting else 0
    outlet = st.selectbox("Outlet", outlets, first, key="claim_teller")
    sentence = st.selectbox(
        "Sentence that reports it",
        _offered(claim, outlet),
        index=None,
        format_func=lambda each: claim.told[each],
        key="claim_coming",
        placeholder="Choose, or write a word of it; the nearest comes first",
    )
    return [claim.change(Deed.PUT_IN, [sentence])] if sentence else []


def _offered(claim: Claim, outlet: str) -> list[str]:
    """The outlet's sentences that are not in the claim, the nearest first, then as they stand."""
    told, cells = claim.evidence.sentences, claim.evidence.cells
    near = set(cells.loc[cells["outlet"] == outlet, "nearest_sentence_id"].dropna())
    own = told.loc[told["outlet"] == outlet, "sentence_id"]
    free = [str(each) for each in own if each not in claim.members]
    return sorted(free, key=lambda each: each not in near)


def _omit(_: Snapshot, claim: Claim) -> list[Change]:
    outlet = st.selectbox("Outlet", list(claim.omitting), key="claim_omitting")
    cells = claim.evidence.cells
    (cell,) = cells[cells["outlet"] == outlet].to_dict("records")
    if isinstance(cell["nearest_text"], str) and not pd.isna(cell["nearest_probability"]):
        near = probability(cell["nearest_probability"])
        st.caption(label(f"The nearest it says, {near}: “{cell['nearest_text']}”"))
    return [claim.change(Deed.OMIT, name=str(outlet))]


Way = tuple[str, Callable[[Claim], bool], Callable[[Snapshot, Claim], list[Change]]]

_WAYS: Mapping[Deed, Way] = {
    Deed.RENAME: ("Its name", lambda _: True, _rename),
    Deed.MERGE: ("It is one with another claim", lambda claim: bool(claim.others), _merge),
    Deed.TAKE_OUT: (
        "Some of its sentences do not report it",
        lambda claim: len(claim.members) > 1,
        _take_out,
    ),
    Deed.PUT_IN: ("Another sentence reports it too", lambda _: True, _put_in),
    Deed.OMIT: (
        "An outlet omits it: I have checked that",
        lambda claim: bool(claim.omitting),
        _omit,
    ),
    Deed.DROP: ("It is no claim: drop it", lambda _: True, _drop),
}
"""What can be corrected: how the menu says it, whether it can be, and the fields for it."""
