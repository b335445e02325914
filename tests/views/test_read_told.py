"""What stands side by side: which articles, what joins their sentences, what is said of them."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from coverage.measures import copying
from coverage.records import Role, Sentence
from coverage.settings import Settings
from coverage.store import Snapshot
from coverage.views import (
    copies_queries,
    read_columns,
    read_copied,
    read_differences,
    read_joins,
    read_queries,
    read_text,
    read_told,
)
from coverage.views.read_joins import Kind
from coverage.views.read_told import Reading
from tests.views import copies_snapshot, linked_snapshot


@pytest.fixture(scope="module")
def snapshot_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot with links, in the place of the small one."""
    return linked_snapshot.write(tmp_path_factory.mktemp("linked") / "current")


@pytest.fixture(scope="module")
def copied_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot in which outlets print one agency's text."""
    return copies_snapshot.write(tmp_path_factory.mktemp("copies") / "current")


def reading(path: Path, *outlets: str, event: str = "bridge") -> Reading:
    """The articles of these outlets, or those that are shown by themselves."""
    with Snapshot(path) as opened:
        articles = copies_queries.articles(opened, event)
        ids = {a.outlet: a.article_id for a in articles}
        wanted = [ids[outlet] for outlet in outlets]
        likest = read_queries.likest(opened, event)
        return read_told.read(opened, articles, read_told.chosen(wanted, articles, likest))


def sentence(found: Reading, start: str) -> Sentence:
    own = (s for column in found.columns for s in column.sentences if s.text.startswith(start))
    return next(own)


COURIER, GAZETTE, OBSERVER = "Harbour Courier", "Lenn Gazette", "The Upland Observer"


def test_joins_are_the_surest_that_two_sentences_allow() -> None:
    """A copy before a claim, a claim before a likely match, and nothing under the threshold.

    `e` could report a claim but reports none in common; `h`, a heading, is in none: not joined.
    """
    claims = {"a": frozenset("x"), "b": frozenset("xy"), "d": frozenset("x"), "e": frozenset("z")}
    links = {frozenset("ad"): 0.9, frozenset("ae"): 0.3, frozenset("ah"): 0.9, frozenset("be"): 0.2}
    found = read_joins.joins(
        [["a", "b"], ["d", "e", "h"]], claims, links, {frozenset("bd"): 7}, 0.25
    )
    assert [(j.a, j.b, j.kind) for j in found] == [
        ("b", "d", Kind.COPIED),
        ("a", "d", Kind.SURE),
        ("a", "e", Kind.POSSIBLE),
    ]
    assert found[0].probability is None
    assert [other for other, _ in read_joins.partners(found, "a")] == ["d", "e"]


def test_a_line_leads_each_sentence_to_its_likest_only() -> None:
    """Two sentences of one claim on either side make four joins, but no web of four lines."""
    claims = dict.fromkeys("abcd", frozenset("x"))
    links = {
        frozenset("ac"): 0.9,
        frozenset("bd"): 0.8,
        frozenset("ad"): 0.7,
        frozenset("bc"): 0.6,
    }
    found = read_joins.joins([["a", "b"], ["c", "d"]], claims, links, {}, 0.25)
    assert [(j.a + j.b, j.is_drawn) for j in found] == [
        ("ac", True),
        ("bd", True),
        ("ad", False),
        ("bc", False),
    ]


def test_the_default_is_who_shares_most_as_versions_of_their_own(snapshot_dir: Path) -> None:
    """Courier and Gazette share a claim; who is wanted alone gets the partner that shares most."""
    found = reading(snapshot_dir)
    assert [column.name for column in found.columns] == [COURIER, GAZETTE]
    assert [c.name for c in reading(snapshot_dir, GAZETTE).columns] == [GAZETTE, COURIER]
    assert [c.name for c in reading(snapshot_dir, OBSERVER).columns] == [OBSERVER, COURIER]


def test_independent_versions_come_first() -> None:
    """Of the pairs given, sorted so by the query, the first is taken; a stranger is no article."""
    articles = copies_snapshot.articles()
    one, two, three = (a.article_id for a in articles[:3])
    likest = pd.DataFrame({"article_a": [three, one], "article_b": [one, two]})
    assert read_told.chosen([], articles, likest) == [one, three]
    assert read_told.chosen([two, "stranger"], articles, likest) == [two, one]
    assert read_told.chosen([three, one, two, three], articles, likest) == [three, one, two]
    assert read_told.chosen([], articles, likest.head(0)) == [one, two]


def test_only_here_is_what_nothing_matches(snapshot_dir: Path) -> None:
    """The closing is shared, the promise perhaps; of three columns also the queue stands alone."""
    found = reading(snapshot_dir)
    assert {j.kind for j in found.joins} == {Kind.SURE, Kind.POSSIBLE}
    assert not found.alone
    every = reading(snapshot_dir, COURIER, GAZETTE, OBSERVER)
    queue = sentence(every, "Commuters queued")
    assert every.alone == {queue.sentence_id, sentence(every, "Ferries are").sentence_id}


def test_what_the_page_says(snapshot_dir: Path) -> None:
    """Of the Courier's 32 words the 13 of one sentence say what the Gazette says too."""
    found = reading(snapshot_dir)
    words = [sum(column.n_words().values()) for column in found.columns]
    assert words == [32, 24]
    assert read_text.finding(found) == (
        "Harbour Courier and Lenn Gazette share <b>1</b> of 2 and 2 claims; <b>41%</b> of Harbour "
        "Courier’s words say what Lenn Gazette says too, <b>67%</b> of Lenn Gazette’s what Harbour "
        "Courier says."
    )
    three = read_text.finding(reading(snapshot_dir, COURIER, GAZETTE, OBSERVER))
    assert "no claim stands in all 3, 1 claim in two; <b>41%</b> of Harbour Courier’s" in three
    none = read_text.finding(reading(snapshot_dir, COURIER, OBSERVER))
    assert none == "Harbour Courier and The Upland Observer share <b>none</b> of 2 and 2 claims."


def test_what_is_said_of_a_sentence(snapshot_dir: Path) -> None:
    """Its claim and who else reports it, who perhaps does, or how near the nearest comes."""
    every = reading(snapshot_dir, COURIER, GAZETTE, OBSERVER)

    def said(start: str) -> str:
        chosen = read_text.choose(every, sentence(every, start).sentence_id)
        assert chosen is not None
        labels = {chosen.claim_id: "A <b>claim</b>"}
        return read_text.told(every, chosen, labels, linked_snapshot.SETTINGS)

    closed = said("The old bridge")
    assert "Harbour Courier · Sentence 1 of 2" in closed
    assert "Claim: <b>A &lt;b&gt;claim&lt;/b&gt;</b>" in closed
    assert (
        "Also reported in: Lenn Gazette’s headline (p .90); Lenn Gazette’s sentence 1 (p .90)."
        in closed
    )
    assert "<p>Perhaps in: Lenn Gazette’s sentence 2 (p .41).</p>" in said("Mayor Ida Holm")
    assert "Claim:" not in said("Mayor Ida Holm")
    assert (
        "Only here: nothing in Harbour Courier and Lenn Gazette matches it by p .25, nor by p .05."
        in said("Commuters queued")
    )
    assert read_text.choose(every, "nobody") is None


def test_the_nearest_of_a_sentence_that_stands_alone(snapshot_dir: Path) -> None:
    """Under a higher threshold the promise is alone, and the repairs are what comes nearest."""
    found = reading(snapshot_dir)
    mayor = sentence(found, "Mayor Ida Holm")
    chosen = read_text.choose(found, mayor.sentence_id)
    assert chosen is not None
    alone = read_text.Chosen(chosen.column, mayor, chosen.place, (), chosen.claim_id)
    said = read_text.told(found, alone, {}, Settings(match_possible=0.5))
    assert (
        "by p .50. Nearest, p .41, Lenn Gazette’s sentence 2: “Repairs may take until &lt;b&gt;"
        in said
    )


def test_copies_sentence_by_sentence(copied_dir: Path) -> None:
    """The agency's sentences are joined to the Courier's, and the words that differ are marked."""
    found = reading(copied_dir, "Lenn Wire", COURIER)
    called = {s.sentence_id: s.text for column in found.columns for s in column.sentences}
    joined = [(called[j.a][:14], called[j.b][:14]) for j in found.joins if j.n_same]
    assert sorted(joined) == [
        ("Repairs are ex", "Repairs are ex"),
        ("The old bridge", "The old bridge"),
        ("“Nobody will b", "“Nobody will b"),
    ]
    assert [j.kind for j in found.joins] == [*[Kind.COPIED] * 3, Kind.SURE]  # the wire's headline
    lead = sentence(found, "The old bridge")
    assert [lead.text[a:b] for a, b in found.copied.marks[lead.sentence_id]] == ["two long"]
    assert "71 words are copied, so the two count as one version." in read_text.finding(found)
    assert "between Lenn Wire and Lenn Gazette" in read_text.finding(
        reading(copied_dir, "Lenn Wire", COURIER, GAZETTE)
    )


def test_every_passage_joins_two_sentences_at_least(copied_dir: Path) -> None:
    """Also one that covers less than half of each: so nothing that is tinted is without a line."""
    with Snapshot(copied_dir) as opened:
        articles = copies_queries.articles(opened, "bridge")
        passages = copies_queries.passages(opened, "bridge")
    words = copying.read(articles)
    whole = {
        a.article_id: [
            Sentence(a.article_id, a.article_id, 0, Role.BODY, 0, len(a.text), a.text, 500)
        ]
        for a in articles
    }
    found = read_copied.copied(passages[:1], words, whole)
    pair = frozenset((passages[0].article_a, passages[0].article_b))
    assert found.same == {pair: passages[0].n_words}


def test_text_in_pieces() -> None:
    """In a copy what is not copied is the rest; elsewhere it is the copied words that are told."""
    text = "He said: the bridge is closed today."
    copy = read_columns.pieces(text, [(9, 35)], [(13, 19)], is_copied=True)
    assert copy == [("He said: ", "rest"), ("the ", ""), ("bridge", "differs"),
                    (" is closed today", ""), (".", "")]  # fmt: skip
    assert read_columns.pieces(text, [(9, 19)], [], is_copied=False) == [
        ("He said: ", ""),
        ("the bridge", "copied"),
        (" is closed today.", ""),
    ]
    assert read_columns.pieces(text, [], [], is_copied=False) == [(text, "")]


def test_the_browser_is_told_text_and_places(snapshot_dir: Path) -> None:
    told = read_columns.payload(reading(snapshot_dir))
    gazette = told["columns"][1]
    assert gazette["name"] == GAZETTE
    assert [s["number"] for s in gazette["sentences"]] == ["", "1", "2"]
    assert gazette["sentences"][0]["classes"] == ["headline"]
    assert gazette["sentences"][2]["pieces"] == [
        ("Repairs may take until <b>autumn</b> & cost $4 million.", "")
    ]
    assert gazette["sentences"][1]["said"] == "joined to Harbour Courier"
    assert told["columns"][0]["url"] == "https://courier.example/bridge?a=1&b=2"
    assert [kind for kind, _ in told["legend"]] == ["sure", "possible"]


def test_only_what_differs_leaves_out_what_both_tell(snapshot_dir: Path, copied_dir: Path) -> None:
    """Of the bridge the closing is told by both and goes; what one alone tells stays.

    Of copies those with an edited word stay, on both sides.
    """
    whole = reading(snapshot_dir, COURIER, GAZETTE)
    cut = read_differences.only(whole)
    kept = set(cut.column_of())
    assert sentence(whole, "The old bridge over the Lenn").sentence_id not in kept
    assert whole.alone <= kept
    assert read_differences.n_hidden(whole, cut) == len(whole.column_of()) - len(kept)
    copies = reading(copied_dir, event="bridge")
    edited = {key for key in copies.column_of() if copies.copied.marks[key]}
    assert edited <= set(read_differences.only(copies).column_of())


def test_joined_sentences_as_a_table(snapshot_dir: Path) -> None:
    found = reading(snapshot_dir, COURIER, GAZETTE)
    table = pd.read_csv(io.BytesIO(read_differences.to_csv(found)))
    assert len(table) == len(found.joins) + len(found.alone)
    first = table.iloc[0]
    assert (first["outlet_a"], first["outlet_b"]) == (COURIER, GAZETTE)
    assert first["kind"] in set(Kind)
    assert table.loc[table["kind"] == "only here", "outlet_b"].isna().all()
