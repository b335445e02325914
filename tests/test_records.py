"""A record and its table: one definition, so they cannot drift apart."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pyarrow as pa
import pytest

from coverage.records import TABLES, Block, Claim, Role, content_id, count_words, schema, to_table
from tests import examples

PROMISED = {
    "articles": "article_id source_id role outlet outlet_basis title standfirst text published"
    " published_precision published_basis url author section language credit version_id event_id",
    "outlets": "outlet domain country group n_articles",
    "sentences": "sentence_id article_id position role start end text n_words",
    "events": "event_id label first_published last_published n_articles n_outlets n_versions",
    "claims": "claim_id event_id label n_outlets n_versions is_contested",
    "mentions": "claim_id sentence_id probability",
    "emphasis": "claim_id outlet n_mentions n_words share lift prominence is_headline status"
    " nearest_sentence_id nearest_probability",
    "voices": "sentence_id speaker kind cue start end stance speaker_kind",
    "unvoiced": "sentence_id kind cue start end stance reason",
    "reuse": "article_a start_a end_a article_b start_b end_b n_words kind n_quoted agreement"
    " first first_basis",
    "wording": "claim_id sentence_a sentence_b kind",
    "discrepancies": "claim_id sentence_a sentence_b kind value_a value_b start_a end_a start_b"
    " end_b",
    "scare_quotes": "sentence_id start end words confidence basis n_bare bare_sentence_id",
    "namings": "event_id thing kind sentence_id start end words",
    "rejected": "source_id reason",
}
"""Columns that other programs may rely on; more may be added."""


@pytest.mark.parametrize("table", PROMISED)
def test_tables_have_the_columns_they_promise(table: str) -> None:
    assert set(PROMISED[table].split()) <= set(schema(TABLES[table]).names)


def test_a_schema_is_read_off_a_record() -> None:
    """`is_contested: bool` of `Claim` is a boolean column that is never null."""
    assert schema(Claim).names[:3] == ["claim_id", "event_id", "label"]
    field = schema(Claim).field("is_contested")
    assert (field.type, field.nullable) == (pa.bool_(), False)


def test_only_what_may_be_none_may_be_null() -> None:
    """An article may lack a date; it never lacks an outlet."""
    fields = schema(TABLES["articles"])
    assert fields.field("published").nullable
    assert not fields.field("outlet").nullable


def test_a_record_survives_its_table() -> None:
    """Blocks become a list of structs, a time in Oslo the same instant in UTC."""
    oslo = timezone(timedelta(hours=2))
    row = examples.article("The bridge is shut.")
    noon = datetime(2031, 5, 5, 12, tzinfo=oslo)
    told = to_table("articles", [replace(row, published=noon)]).to_pylist()[0]
    assert [Block(Role(b["role"]), b["start"], b["end"]) for b in told["blocks"]] == list(
        row.blocks
    )
    assert told["published"] == datetime(2031, 5, 5, 10, tzinfo=UTC)
    assert told["role"] == "main"


def test_a_table_without_rows_has_its_columns() -> None:
    table = to_table("claims", [])
    assert (table.num_rows, table.schema) == (0, schema(Claim))


def test_an_id_stands_for_its_parts_in_their_order() -> None:
    """Where one part ends matters: "ab", "c" is not "a", "bc"."""
    assert content_id("ab", "c") == content_id("ab", "c")
    assert len({content_id("ab", "c"), content_id("a", "bc"), content_id("c", "ab")}) == 3
    assert len(content_id("ab")) == 16


def test_a_broken_letter_has_an_id_too() -> None:
    """Half of a pair of UTF-16 units, as JSON can spell it, cannot be written as UTF-8."""
    assert content_id("\ud800") != content_id("\ud801")


@pytest.mark.parametrize(
    ("text", "n_words"),
    [
        ("The bridge is shut.", 4),
        ("6 weeks – or 9", 4),  # a dash between spaces is no word
        ("a well-known town", 3),
        ("", 0),
        ("… —", 0),
        ("旧桥将关闭", 3),  # two letters a word beyond the run itself
    ],
)
def test_words_are_what_stands_between_white_space(text: str, n_words: int) -> None:
    assert count_words(text) == n_words
