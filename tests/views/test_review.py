"""The review page without a browser, and corrected claims on the others (see `linked_snapshot`).

Of the bridge two pairs are borderline: the mayor's promise, in the Courier's headline and in a
sentence, with what the Gazette says of repairs; each matches by .41.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from coverage import corrections, edit_rows, edits, store
from coverage.corrections import Log
from coverage.edits import Change, Edit, Kind, claim_change, match_change
from coverage.matching.claim_edits import Deed
from coverage.records import TABLES, Link, to_table
from coverage.store import Snapshot
from coverage.views import review_queue
from tests.views import linked_snapshot
from tests.views.linked_snapshot import CLOSED, PROMISED, REPAIRS, SETTINGS
from tests.views.test_views import EVENT, run, shown

REVIEW = "coverage/views/review.py"
OVERVIEW = "coverage/views/overview.py"
READ = "coverage/views/read.py"


@pytest.fixture(scope="session")
def linked_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return linked_snapshot.write(tmp_path_factory.mktemp("linked") / "current")


@pytest.fixture(autouse=True)
def out(linked_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a test's own, made the one that the app reads."""
    shutil.copytree(linked_dir.parent, tmp_path / "data", symlinks=True)
    place = tmp_path / "data" / linked_dir.name
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(place))
    return place


def ids(out: Path, *starts: str) -> list[str]:
    """The sentences that begin so."""
    with Snapshot(out) as snapshot:
        rows = snapshot.table("sentences").to_dict("records")
    return [next(r["sentence_id"] for r in rows if r["text"].startswith(s)) for s in starts]


def log(out: Path) -> Log:
    return Log(corrections.place(out))


def say(out: Path, *changes: Change, who: str = "ada", why: str = "") -> list[Edit]:
    rows = log(out).rows()
    return log(out).add(changes, who, why, seen=rows[-1].seq if rows else 0)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def warned(app: AppTest) -> str:
    return "".join(warning.value for warning in app.warning)


def claims(app: AppTest) -> list[str]:
    """The claims to choose from on the event page."""
    (menu,) = [box for box in app.selectbox if box.label == "Claim"]
    return list(menu.options)


def test_an_answer_is_written_and_the_next_pair_is_asked(out: Path) -> None:
    """Its author and reason stand beside it; undone, the pair is asked about again."""
    app = run(REVIEW, event="bridge")
    assert "<b>0 of 2 borderline pairs</b> reviewed (0%)" in shown(app)
    assert "Repairs may take until &lt;b&gt;autumn" in shown(app)
    assert app.button(key="undo_answer").disabled
    app.text_input(key="review_name").set_value("ben").run()
    app.text_input(key="review_why").set_value("other matters").run()
    press(app, "answer_D")
    (row,) = log(out).rows()
    assert (row.who, row.kind, row.value, row.why) == (
        "ben", Kind.MATCH, {"same": "no"}, "other matters",
    )  # fmt: skip
    assert "<b>1 of 2 borderline pairs</b> reviewed (50%)" in shown(app)
    assert "Said that two sentences report different claims" in shown(app)
    assert app.text_input(key="review_why").value == ""
    press(app, "answer_S")
    assert "All borderline pairs are reviewed." in shown(app)
    assert app.button(key="answer_S").disabled
    press(press(app, "undo_answer"), "undo_answer")
    assert edits.matches(log(out).rows()) == {}
    assert "<b>0 of 2 borderline pairs</b>" in shown(app)


def test_what_is_skipped_comes_last(out: Path) -> None:
    app = run(REVIEW, event="bridge")
    first = shown(app).count("Mayor Ida Holm promised")
    press(app, "skip")
    assert shown(app).count("Mayor Ida Holm promised") != first
    press(app, "skip")
    assert shown(app).count("Mayor Ida Holm promised") == first
    assert log(out).rows() == []


def test_who_answers_second_is_told_and_may_overrule(out: Path) -> None:
    app = run(REVIEW, event="bridge")
    with Snapshot(out) as snapshot:
        first = review_queue.questions(snapshot, SETTINGS)[0]
    say(out, match_change(*first.pairs[0], "", True), who="cara")
    press(app, "answer_D")
    assert "Meanwhile cara said that two sentences report the same claim" in warned(app)
    assert edits.matches(log(out).rows()) == {first.pairs[0]: True}
    assert "<b>1 of 2 borderline pairs</b>" in shown(app)


def test_both_answers_of_two_people_stand_where_they_differ_in_the_pair(out: Path) -> None:
    one, other = run(REVIEW, event="bridge"), run(REVIEW, event="bridge")
    press(one, "answer_S")
    press(press(other, "skip"), "answer_D")
    assert sorted(edits.matches(log(out).rows()).values()) == [False, True]


def test_an_answer_is_seen_at_once_on_every_page(out: Path) -> None:
    """The promise is then told by two outlets: event, overview and reading say so; undone, not."""
    before = claims(run(EVENT, event="bridge"))
    assert "5 claims, 1 of them shared" in shown(run(OVERVIEW))
    (repairs, *promised) = ids(out, REPAIRS, *PROMISED)
    done = say(out, *(match_change(each, repairs, "", True) for each in promised))
    app = run(EVENT, event="bridge")
    assert len(claims(app)) == len(before) - 1
    assert "4 claims, 2 of them shared" in shown(run(OVERVIEW))
    assert "<b>2 shared claims</b>" in shown(run(EVENT, event="bridge", strictness="0.85"))
    run(READ, event="bridge")
    log(out).turn(done, Kind.UNDO, "ada", seen=2)
    assert claims(run(EVENT, event="bridge")) == before
    assert "5 claims, 1 of them shared" in shown(run(OVERVIEW))


def test_the_event_page_says_who_corrected_a_claim(out: Path) -> None:
    closed = ids(out, *CLOSED)
    say(out, claim_change(Deed.RENAME, closed, "Bridge", name="The old <b>bridge</b> is shut"))
    app = run(EVENT, event="bridge", claim="")
    assert "The old <b>bridge</b> is shut" in claims(app)
    assert "Corrected by ada: renamed the claim “The old &lt;b&gt;bridge" in shown(app)
    say(out, claim_change(Deed.DROP, closed, "Bridge"))
    assert "The old <b>bridge</b> is shut" not in claims(run(EVENT, event="bridge"))


def test_corrections_are_undone_and_redone_one_by_one(out: Path) -> None:
    closed, (repairs,) = ids(out, *CLOSED), ids(out, REPAIRS)
    rename = claim_change(Deed.RENAME, closed, "The bridge was closed", name="Shut")
    (named,) = say(out, rename, why="shorter")
    (dropped,) = say(out, claim_change(Deed.DROP, [repairs], "Repairs"))
    app = run(REVIEW, event="bridge")
    assert "Renamed the claim “Shut”: <i>The bridge was closed</i>" in shown(app)
    assert "UTC · shorter · applies" in shown(app)
    press(app, f"undo_{named.edit_id}")
    assert "UTC · shorter · undone" in shown(app)
    assert "Shut" not in claims(run(EVENT, event="bridge"))
    press(app, f"redo_{named.edit_id}")
    assert edits.standing(log(out).rows()) == [named, dropped]
    assert "Shut" in claims(run(EVENT, event="bridge"))


def test_what_finds_its_claim_no_more_is_listed(out: Path) -> None:
    """One names sentences of which most are gone, the other none that are here."""
    (repairs,) = ids(out, REPAIRS)
    say(out, claim_change(Deed.DROP, [repairs, "x", "y"], "A claim that was"))
    say(out, claim_change(Deed.RENAME, ["v", "w"], "Nothing here", name="New"))
    app = run(REVIEW, event="bridge")
    assert "finds its claim no more" in shown(app)
    (table,) = [frame.value for frame in app.dataframe if "about" in frame.value]
    assert list(table["about"]) == ["A claim that was", "Nothing here"]


def test_all_corrections_go_out_as_a_file_and_come_in_elsewhere(out: Path) -> None:
    say(out, claim_change(Deed.RENAME, ids(out, *CLOSED), "", name="Shut"))
    file = edit_rows.to_json(log(out).rows()).encode()
    corrections.place(out).unlink()
    app = run(REVIEW, event="bridge")
    app.file_uploader(key="given_log").set_value([("log.json", file, "application/json")]).run()
    press(app, "take_in")
    assert [toast.value for toast in app.toast] == ["1 correction taken in."]
    assert [row.value["label"] for row in log(out).rows()] == ["Shut"]
    other = [("log.json", b'{"corrections": 7}', "application/json")]
    app.file_uploader(key="given_log").set_value(other).run()
    press(app, "take_in")
    assert "holds no corrections" in warned(app)


def test_an_articles_event_waits_for_the_next_build(out: Path) -> None:
    with Snapshot(out) as snapshot:
        articles = snapshot.table("articles").set_index(["outlet", "event_id"])["article_id"]
    own, other = articles["Lenn Gazette", "bridge"], articles["Lenn Gazette", "ferry"]
    say(out, edits.event_change(own, "Cracks close the Lenn bridge", [other]))
    app = run(REVIEW, event="bridge")
    assert "UTC · with the next build" in shown(app)
    assert not app.button(key="build_corrected").disabled
    assert not app.error


def test_all_events_are_counted_one_by_one(out: Path) -> None:
    one, other = ids(out, PROMISED[0], REPAIRS)
    say(out, match_change(one, other, "", True))
    app = run(REVIEW, event="ferry")
    assert "No pair is borderline." in shown(app)
    app = run(REVIEW, event="ferry", scope="all")
    assert "<b>1 of 2 borderline pairs</b> reviewed (50%)" in shown(app)
    assert app.dataframe[0].value[["n", "n_left", "share"]].to_numpy().tolist() == [[2, 1, 0.5]]


def test_a_log_that_cannot_be_read_hides_nothing(out: Path) -> None:
    before = claims(run(EVENT, event="bridge"))
    corrections.place(out).write_bytes(b"no database " * 99)
    app = run(EVENT, event="bridge", strictness="0.85")
    assert "cannot be read" in warned(app)
    assert claims(run(EVENT, event="bridge")) == before
    press(run(REVIEW, event="bridge"), "answer_S")
    assert corrections.place(out).read_bytes().startswith(b"no database")


def relinked(out: Path, links: Iterable[Link]) -> None:
    """The snapshot with these links."""
    tables = {"links": to_table("links", links)}
    with Snapshot(out) as snapshot:
        manifest = snapshot.manifest | {"snapshot": "relinked"}
        tables |= {
            name: pq.read_table(snapshot.path / f"{name}.parquet")
            for name in TABLES
            if name != "links"
        }
    store.write(tables, manifest, out)


def test_borderline_pairs_are_of_two_outlets_and_nearest_first(out: Path) -> None:
    """From .25 to .75, as far above .5 as .25 is under it; none is of one outlet."""
    closed, mayor, repairs = ids(out, CLOSED[0], PROMISED[1], REPAIRS)
    gazette, ferry = ids(out, CLOSED[1], "Commuters queued")

    def link(one: str, other: str, probability: float, **told: object) -> Link:
        a, b = sorted((one, other))
        return Link("bridge", a, b, probability, **told)  # type: ignore[arg-type]

    relinked(
        out,
        [
            link(closed, repairs, 0.3),
            link(mayor, repairs, 0.55),
            link(closed, mayor, 0.5),
            link(gazette, ferry, 0.76),
            link(mayor, ferry, 1.0, reviewed="same", matched=0.4),
        ],
    )
    with Snapshot(out) as snapshot:
        found = review_queue.questions(snapshot, SETTINGS)
        queue = review_queue.queue(snapshot, SETTINGS)
    assert [question.probability for question in found] == [0.55, 0.4, 0.3]
    said = {found[1].pairs[0]: True}
    assert review_queue.left(found, said, {found[0].pairs[0]}) == [found[2], found[0]]
    assert (queue.first, queue.counts) == (found, {"bridge": 3})
    (row,) = review_queue.shares(queue.counts, {"bridge": 1}).to_dict("records")
    assert (row["n"], row["n_reviewed"], row["n_left"]) == (3, 1, 2)
    assert row["share"] == pytest.approx(1 / 3)


def test_the_same_words_are_asked_about_once(out: Path) -> None:
    """The Gazette prints the Courier's article on the ferry: four pairs of the two lines."""
    with Snapshot(out) as snapshot:
        rows = snapshot.query(
            """SELECT sentence_id, s.role FROM sentences s JOIN articles USING (article_id)
               WHERE event_id = 'ferry' ORDER BY outlet, s.role"""
        )
    courier, gazette = rows["sentence_id"][:2], rows["sentence_id"][2:]
    pairs = [(courier[0], gazette[3]), (courier[1], gazette[2])]
    relinked(out, [Link("ferry", min(pair), max(pair), 0.5) for pair in pairs])
    app = run(REVIEW, event="ferry")
    assert "<b>0 of 1 borderline pair</b>" in shown(app)
    assert "Your answer is said of all 4 sentences with these words." in shown(app)
    press(app, "answer_S")
    assert len(edits.matches(log(out).rows())) == 2
    press(app, "undo_answer")
    assert edits.matches(log(out).rows()) == {}


def test_the_reader_of_a_file_need_not_know_this_program(out: Path) -> None:
    """What is exported is plain JSON: who, when, what, why."""
    say(out, claim_change(Deed.OMIT, ids(out, *CLOSED), "", name="The Upland Observer"))
    (row,) = json.loads(edit_rows.to_json(log(out).rows()))["corrections"]
    assert row["kind"] == "claim omit"
    assert row["value"] == {"outlet": "The Upland Observer"}
    assert row["target"].split() == sorted(ids(out, *CLOSED))
