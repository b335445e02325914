"""The five original pages against what careful readers found in them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coverage.language.sentences import split
from coverage.reading.articles import read_articles
from coverage.reading.sources import read
from coverage.records import Article, ArticleRole, Precision, Role, Sentence
from coverage.settings import Settings
from tests.originals import shared_folder

MANIFEST = Path(__file__).parents[2] / "seeds" / "manifest.toml"
MAIN = ("rt", "sputnik", "blog", "alahed", "daily8")
RELATED = ("daily8-related-1", "daily8-related-2", "daily8-related-3")


@cache
def gold() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads((shared_folder() / "gold" / "seeds.json").read_text())
    return dict(stored["documents"])


@cache
def articles() -> dict[tuple[str, str], Article]:
    """Articles by the file they stand in and their title."""
    documents, rejected = read([shared_folder() / "seeds"], MANIFEST)
    found, refused = read_articles(documents, Settings())
    assert not rejected
    assert not refused
    return {(article.source_id, article.title): article for article in found}


def article(name: str) -> Article:
    return articles()[gold()[name]["file"], gold()[name]["title"]]


def sentences(name: str, *roles: Role) -> list[Sentence]:
    return [sentence for sentence in split([article(name)]) if sentence.role in roles]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_every_article_is_found_and_nothing_else() -> None:
    assert sorted(articles()) == sorted(
        (gold()[name]["file"], gold()[name]["title"]) for name in MAIN + RELATED
    )


@pytest.mark.parametrize("name", MAIN)
def test_body_sentences_are_exactly_those_of_the_readers(name: str) -> None:
    """Furniture is gone, glued sentences are apart, list items count as sentences."""
    found = [plain(s.text) for s in sentences(name, Role.BODY, Role.ITEM)]
    assert found == [plain(text) for text in gold()[name]["body"]]


@pytest.mark.parametrize("name", RELATED)
def test_related_articles_stand_for_themselves(name: str) -> None:
    related = article(name)
    assert related.role == ArticleRole.RELATED
    body = " ".join(plain(s.text) for s in sentences(name, Role.BODY, Role.ITEM))
    assert body == plain(gold()[name]["body_text"])


@pytest.mark.parametrize("name", MAIN)
def test_standfirst_captions_and_headings(name: str) -> None:
    expected = gold()[name]
    assert article(name).standfirst == expected.get("standfirst")
    captions = [plain(s.text) for s in sentences(name, Role.CAPTION)]
    assert " ".join(captions) == " ".join(plain(text) for text in expected.get("captions", []))
    headings = [plain(s.text) for s in sentences(name, Role.HEADING)]
    wanted = [plain(text) for text in expected.get("headings", [])]
    assert [text for text in headings if text in wanted] == wanted


@pytest.mark.parametrize("name", MAIN + RELATED)
def test_offsets_hold(name: str) -> None:
    text = article(name).text
    found = split([article(name)])
    assert all(text[s.start : s.end] == s.text for s in found)
    assert [s.position for s in found] == list(range(len(found)))


@pytest.mark.parametrize(
    ("name", "published", "precision"),
    [
        ("rt", "2022-02-08T00:42:00+00:00", Precision.MINUTE),
        ("sputnik", "2022-02-08T10:30:00+00:00", Precision.MINUTE),
        ("alahed", "2025-07-01T19:22:00+00:00", Precision.HOUR),  # 6 hours before its own clock
        ("daily8", None, Precision.NONE),  # "17 hours ago", but not when that was said
        ("blog", None, Precision.NONE),
    ],
)
def test_dates_are_read_or_left_open_never_invented(
    name: str, published: str | None, precision: Precision
) -> None:
    found = article(name)
    assert (found.published.isoformat() if found.published else None) == published
    assert found.published_precision == precision
    assert found.published_basis


def test_outlets_credits_authors_sections_addresses() -> None:
    outlets = [article(name).outlet for name in MAIN]
    assert outlets == ["RT", "Sputnik", "Analysis blog", "Alahednews", "Daily8"]
    assert {article(name).outlet for name in RELATED} == {"Daily8"}
    assert {article(name).credit for name in ("daily8", *RELATED)} == {"RT"}
    assert article("alahed").credit == "agencies"  # "By Staff, Agencies"
    assert article("sputnik").outlet_basis == 'the input says "Sputnik"'
    assert article("sputnik").url == gold()["sputnik"]["url"]
    assert article("sputnik").author == "Evgeny Mikhaylov"
    assert article("alahed").author == "Staff, Agencies"
    assert article("rt").section == "Russia & FSU"
    assert article("alahed").section == "International News"
    assert {article(name).language for name in MAIN + RELATED} == {"en"}
