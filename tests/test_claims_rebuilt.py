"""A build does again what analysts did to claims and events, and tells what it could not do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from coverage import corrections, edits, store
from coverage.building import build, rebuild
from coverage.corrections import Log
from coverage.edits import claim_change, event_change
from coverage.matching.claim_edits import Deed
from coverage.store import Snapshot
from tests.examples import COURIER, GAZETTE, OBSERVER, write_pages


@pytest.fixture
def out(tmp_path: Path) -> Path:
    place = tmp_path / "data" / "current"
    build([write_pages(tmp_path / "pages")], place, matcher="none")
    return place


def claim_of(out: Path, start: str) -> list[str]:
    """The sentences of the claim that has most outlets of those with a sentence that begins so."""
    with Snapshot(out) as snapshot:
        found = snapshot.query(
            """SELECT list(m.sentence_id) AS ids FROM mentions m JOIN claims c USING (claim_id)
               WHERE claim_id IN (SELECT claim_id FROM mentions JOIN sentences USING (sentence_id)
                                  WHERE starts_with(text, ?))
               GROUP BY claim_id, n_outlets ORDER BY n_outlets DESC, claim_id LIMIT 1""",
            start,
        )
    return list(found["ids"][0])


def labels(out: Path) -> set[str]:
    with Snapshot(out) as snapshot:
        return set(snapshot.table("claims").label)


def status(out: Path, label: str) -> dict[str, str]:
    with Snapshot(out) as snapshot:
        rows = snapshot.query(
            "SELECT outlet, status FROM emphasis JOIN claims USING (claim_id) WHERE label = ?",
            label,
        )
    return dict(zip(rows["outlet"], rows["status"], strict=True))


def say(out: Path, *changes: edits.Change) -> list[edits.Edit]:
    log = Log(corrections.place(out))
    return log.add(changes, "ada", "read both", seen=len(log.rows()))


def together(*claims: Iterable[str]) -> set[str]:
    return {each for claim in claims for each in claim}


def test_claims_are_corrected_in_the_next_build_and_as_before_without(out: Path) -> None:
    before = labels(out)
    trade, lorries = claim_of(out, "Shopkeepers"), claim_of(out, "Lorries")
    done = say(out, claim_change(Deed.MERGE, trade, "Trade", lorries))
    done += say(
        out, claim_change(Deed.RENAME, together(trade, lorries), "Trade", name="Trade suffers")
    )
    say(out, claim_change(Deed.OMIT, together(trade, lorries), "Trade", name=GAZETTE))
    say(out, claim_change(Deed.DROP, claim_of(out, "Two years ago"), "Warning"))
    again = rebuild(out)
    assert again.corrected == {"n": 4, "lost": []}
    assert "Trade suffers" in labels(out)
    told = status(out, "Trade suffers")
    assert told.pop(GAZETTE) == "omitted"
    assert set(told) == {COURIER, OBSERVER}
    assert "omitted" not in told.values()
    assert not [label for label in labels(out) if label.startswith("Two years ago")]
    rows = Log(corrections.place(out)).rows()
    Log(corrections.place(out)).turn(rows, edits.Kind.UNDO, "ada", seen=rows[-1].seq)
    rebuild(out)
    assert labels(out) == before
    assert len(done) == 2


def test_an_edit_whose_claim_is_gone_is_told_and_the_others_hold(out: Path) -> None:
    trade = claim_of(out, "Shopkeepers")
    say(
        out,
        claim_change(Deed.RENAME, trade, "Trade", name="Trade suffers"),
        claim_change(Deed.RENAME, [*trade, "no", "such"], "A claim that was", name="Gone"),
    )
    (lost,) = rebuild(out).corrected["lost"]
    assert (lost["kind"], lost["about"], lost["who"]) == ("claim rename", "A claim that was", "ada")
    assert "Trade suffers" in labels(out)
    assert len(store.read_manifest(out)["edits"]) == 2


def test_an_article_has_the_event_that_it_was_put_into(out: Path) -> None:
    """The Gazette's is another story; it comes back to the two that are left."""
    with Snapshot(out) as snapshot:
        articles = snapshot.table("articles").set_index("outlet")["article_id"]
    say(out, event_change(articles[GAZETTE], "Crack", []))
    assert rebuild(out).corrected == {"n": 1, "lost": []}
    with Snapshot(out) as snapshot:
        events = snapshot.table("events").sort_values("n_outlets")
        own = snapshot.table("articles").set_index("outlet")
    assert events["n_outlets"].tolist() == [1, 2]
    assert own.loc[GAZETTE, "event_id"] == events["event_id"].iloc[0]
    assert own.loc[GAZETTE, "event_probability"] == 1.0
    say(out, event_change(articles[GAZETTE], "Crack", [articles[COURIER], articles[OBSERVER]]))
    say(out, event_change(articles[GAZETTE], "Crack", ["no", "such"]))
    again = rebuild(out)
    assert [row["value"]["articles"] for row in again.corrected["lost"]] == ["no such"]
    with Snapshot(out) as snapshot:
        assert snapshot.table("events")["n_outlets"].tolist() == [3]
