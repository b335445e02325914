"""What holds of every comparison, shown on the bridge and the painting (see `examples`)."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from coverage.comparison import Comparison
from coverage.records import TABLES, Claim, Document, Event, Form, Status
from tests import examples
from tests.examples import (
    COURIER,
    COURIER_ON_BRIDGE,
    DOCUMENTS,
    GAZETTE,
    HERALD,
    OBSERVER,
    SYNDICATED,
    TEASER,
    compared,
)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return examples.bridge_and_painting()


@pytest.fixture(scope="module")
def syndicated() -> Comparison:
    """The same with the Herald, which prints the Courier's article on the bridge."""
    return compared(*DOCUMENTS, SYNDICATED)


def on_bridge(comparison: Comparison) -> Event:
    return max(comparison.events, key=lambda event: event.n_outlets)


def claim_with(comparison: Comparison, beginning: str) -> Claim:
    """The claim that holds the sentence, the one with most outlets where it is in several."""
    ids = {s.sentence_id for s in comparison.sentences if s.text.startswith(beginning)}
    claims = {m.claim_id for m in comparison.mentions if m.sentence_id in ids}
    found = [claim for claim in comparison.claims if claim.claim_id in claims]
    return max(found, key=lambda claim: (claim.n_outlets, claim.claim_id))


def status(comparison: Comparison, beginning: str) -> dict[str, Status]:
    """Outlet -> what it does with the claim that holds the sentence."""
    claim_id = claim_with(comparison, beginning).claim_id
    return {row.outlet: row.status for row in comparison.emphasis if row.claim_id == claim_id}


def test_what_the_example_is_about_comes_out(comparison: Comparison) -> None:
    """Three outlets say that the bridge is shut, two that the ferry is free; one leaves that out.

    The Gazette alone recalls the warning: the other two, who cover the event, omit it.
    """
    assert claim_with(comparison, "The bridge was closed on Monday").n_outlets == 3
    free = status(comparison, "The ferry across the Tarn")
    assert free[OBSERVER] is Status.STRESSED
    assert free[COURIER] in {Status.STRESSED, Status.MENTIONED}
    assert free[GAZETTE] in {Status.OMITTED, Status.UNCERTAIN}
    warning = status(comparison, "Two years ago an inspection")
    assert warning == {
        COURIER: Status.OMITTED,
        GAZETTE: Status.STRESSED,
        OBSERVER: Status.OMITTED,
    }


def test_six_weeks_and_nine_weeks_are_contested(comparison: Comparison) -> None:
    claim = claim_with(comparison, "Repairs will take about 6 weeks")
    assert claim.is_contested
    (row,) = [row for row in comparison.discrepancies if row.claim_id == claim.claim_id]
    assert {row.value_a, row.value_b} == {"6 weeks", "9 weeks"}
    assert not claim_with(comparison, "The ferry across the Tarn").is_contested


def test_an_outlet_without_an_article_on_the_event_has_no_row(comparison: Comparison) -> None:
    """The Gazette is silent on the painting: that is no omission of its price."""
    price = status(comparison, "A retired teacher had found the canvas")
    assert set(price) == {COURIER, OBSERVER}


def test_the_order_of_the_documents_changes_nothing() -> None:
    """All tables are the same, row for row; so is which of two copies was rejected."""
    documents = [*DOCUMENTS, SYNDICATED, TEASER, replace(COURIER_ON_BRIDGE, source_id="again")]
    expected = compared(*documents).tables()
    for seed in range(5):
        shuffled = random.Random(seed).sample(documents, len(documents))
        assert compared(*shuffled).tables() == expected


def test_a_duplicated_page_adds_nothing_but_a_rejected_row(comparison: Comparison) -> None:
    copy = replace(COURIER_ON_BRIDGE, source_id="courier-bridge-again")
    again = compared(*DOCUMENTS, copy).tables()
    before = comparison.tables()
    (row,) = again.pop("rejected").to_pylist()
    assert row["source_id"] == "courier-bridge-again"
    assert "copy of the one in courier-bridge" in row["reason"]
    assert before.pop("rejected").num_rows == 0
    assert again.pop("pages").num_rows == before.pop("pages").num_rows + 1
    assert again == before


def test_a_syndicated_copy_adds_an_outlet_but_no_witness(
    comparison: Comparison, syndicated: Comparison
) -> None:
    """Four outlets now say that the bridge is shut, in three independent versions."""
    event, before = on_bridge(syndicated), on_bridge(comparison)
    assert (event.n_outlets, event.n_articles) == (before.n_outlets + 1, before.n_articles + 1)
    assert event.n_versions == before.n_versions
    version = {a.outlet: a.version_id for a in syndicated.articles if a.event_id == event.event_id}
    assert version[HERALD] == version[COURIER] != version[OBSERVER]
    shops = claim_with(syndicated, "Shopkeepers on the eastern bank")
    assert (shops.n_outlets, shops.n_versions) == (2, 1)


def test_other_events_are_not_touched_by_a_new_article(
    comparison: Comparison, syndicated: Comparison
) -> None:
    """Ids are made of content: links to the painting's claims go on leading to them."""
    (painting,) = {e.event_id for e in comparison.events} - {on_bridge(comparison).event_id}
    assert [c for c in syndicated.claims if c.event_id == painting] == [
        c for c in comparison.claims if c.event_id == painting
    ]


@pytest.fixture(params=["five articles", "with a syndicated one", "with a page"])
def any_comparison(
    request: pytest.FixtureRequest, comparison: Comparison, syndicated: Comparison
) -> Comparison:
    if request.param == "with a page":
        page = replace(SYNDICATED, form=Form.PAGE, content=examples.page(SYNDICATED))
        return compared(*DOCUMENTS, page)
    return {"five articles": comparison, "with a syndicated one": syndicated}[request.param]


def test_every_offset_holds(any_comparison: Comparison) -> None:
    """A sentence, a copied passage and a speaker's words stand where their rows say."""
    text = {a.article_id: a.text for a in any_comparison.articles}
    sentences = {s.sentence_id: s for s in any_comparison.sentences}
    for s in any_comparison.sentences:
        assert text[s.article_id][s.start : s.end] == s.text
    for v in any_comparison.voices:
        assert 0 <= v.start < v.end <= len(text[sentences[v.sentence_id].article_id])
    for p in any_comparison.reuse:
        assert 0 <= p.start_a < p.end_a <= len(text[p.article_a])
        assert 0 <= p.start_b < p.end_b <= len(text[p.article_b])
    for w in any_comparison.wording:
        assert sentences[w.sentence_a].text[w.start_a : w.end_a] == w.words_a
        assert sentences[w.sentence_b].text[w.start_b : w.end_b] == w.words_b


def test_every_id_leads_somewhere(any_comparison: Comparison) -> None:
    """In all tables a column called `claim_id`, `sentence_a` ... holds ids of that table."""
    known = {
        "article": {a.article_id for a in any_comparison.articles},
        "sentence": {s.sentence_id for s in any_comparison.sentences},
        "event": {e.event_id for e in any_comparison.events},
        "claim": {c.claim_id for c in any_comparison.claims},
    }
    checked = 0
    for table in any_comparison.tables().values():
        for column in table.column_names:
            kind = column.removeprefix("nearest_").partition("_")[0]
            if kind in known and column.rpartition("_")[2] in {"id", "a", "b"}:
                checked += 1
                assert set(table[column].to_pylist()) - {None} <= known[kind]
    assert checked > 20


def test_ids_are_unique(any_comparison: Comparison) -> None:
    for name, column in (
        ("articles", "article_id"),
        ("sentences", "sentence_id"),
        ("events", "event_id"),
        ("claims", "claim_id"),
    ):
        ids = any_comparison.tables()[name][column].to_pylist()
        assert len(ids) == len(set(ids))


def test_shares_of_an_outlet_sum_to_1_at_most(any_comparison: Comparison) -> None:
    """The rest is what it says in no claim: "Nobody was hurt." has three words."""
    event_of = {c.claim_id: c.event_id for c in any_comparison.claims}
    total: defaultdict[tuple[str, str], float] = defaultdict(float)
    for row in any_comparison.emphasis:
        total[event_of[row.claim_id], row.outlet] += row.share
    assert all(0 < share <= 1 + 1e-9 for share in total.values())
    assert total[on_bridge(any_comparison).event_id, GAZETTE] < 1 - 0.01


def test_there_is_a_row_for_each_claim_and_each_outlet_of_its_event(
    any_comparison: Comparison,
) -> None:
    outlets: defaultdict[str, set[str]] = defaultdict(set)
    for a in any_comparison.articles:
        outlets[a.event_id].add(a.outlet)
    expected = {(c.claim_id, o) for c in any_comparison.claims for o in outlets[c.event_id]}
    rows = [(row.claim_id, row.outlet) for row in any_comparison.emphasis]
    assert len(rows) == len(expected)
    assert set(rows) == expected


def test_a_status_says_whether_there_are_mentions(any_comparison: Comparison) -> None:
    """Who reports a claim has a lift and a place; who does not has a nearest sentence."""
    article = {a.article_id: a for a in any_comparison.articles}
    outlet = {s.sentence_id: article[s.article_id].outlet for s in any_comparison.sentences}
    for row in any_comparison.emphasis:
        reports = row.status in {Status.STRESSED, Status.MENTIONED}
        assert reports == (row.n_mentions > 0) == (row.lift is not None)
        assert reports == (row.prominence is not None) == (row.nearest_sentence_id is None)
        if row.nearest_sentence_id:
            assert outlet[row.nearest_sentence_id] == row.outlet


def test_counts_of_claims_and_events_are_those_of_their_members(
    any_comparison: Comparison,
) -> None:
    article = {a.article_id: a for a in any_comparison.articles}
    teller = {s.sentence_id: article[s.article_id] for s in any_comparison.sentences}
    for claim in any_comparison.claims:
        members = [
            teller[m.sentence_id] for m in any_comparison.mentions if m.claim_id == claim.claim_id
        ]
        assert claim.n_outlets == len({a.outlet for a in members})
        assert claim.n_versions == len({a.version_id for a in members})
        assert {a.event_id for a in members} == {claim.event_id}
    for event in any_comparison.events:
        articles = [a for a in article.values() if a.event_id == event.event_id]
        assert event.n_articles == len(articles)
        assert event.n_outlets == len({a.outlet for a in articles})


def test_links_are_stored_once_above_the_floor(any_comparison: Comparison) -> None:
    pairs = [(link.sentence_a, link.sentence_b) for link in any_comparison.links]
    assert len(pairs) == len(set(pairs))
    assert all(a < b for a, b in pairs)
    assert all(0.05 <= link.probability <= 1 for link in any_comparison.links)


def test_the_outlets_are_those_of_the_articles(any_comparison: Comparison) -> None:
    """By name, each with its number of articles; the examples' outlets are in no list."""
    counts = Counter(article.outlet for article in any_comparison.articles)
    assert [(row.outlet, row.n_articles) for row in any_comparison.outlets] == sorted(
        counts.items()
    )
    assert {(row.domain, row.country, row.group) for row in any_comparison.outlets} == {
        (None, None, "")
    }


@pytest.mark.parametrize("documents", [(), (TEASER,)])
def test_without_an_article_all_tables_are_empty(documents: tuple[Document, ...]) -> None:
    """Nothing to compare is an answer: each page that was not used, and a reason for it."""
    tables = compared(*documents).tables()
    assert set(tables) == set(TABLES)
    assert tables.pop("rejected").num_rows == len(documents)
    assert tables.pop("pages").num_rows == len(documents)
    assert {table.num_rows for table in tables.values()} == {0}


def test_an_article_alone_is_an_event_without_omissions() -> None:
    alone = compared(COURIER_ON_BRIDGE)
    assert [(e.n_articles, e.n_outlets) for e in alone.events] == [(1, 1)]
    assert {row.status for row in alone.emphasis} <= {Status.STRESSED, Status.MENTIONED}
