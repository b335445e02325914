"""When an article was published, how exactly, and from what that is known."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.reading.articles import read_articles
from coverage.reading.dating import Published, when
from coverage.reading.drafts import Draft, Page, Part, Stated
from coverage.reading.sources import read
from coverage.records import Article, ArticleRole, Document, Form, Precision, Role
from coverage.settings import Settings

BODY = (
    "The harbour council voted to close the old pier for two years, its chairman said. "
    "Engineers had warned that its piles were rotten below the water line. "
    "Fishing boats will land at the north quay until the repairs are done, the council said. "
    "Traders on the pier asked for help with their rents and were promised an answer soon."
)
URL = "https://ellery-echo.example"


def article(folder: Path, page: str) -> Article:
    (folder / "page.txt").write_text(page)
    (found,), _ = read_articles(read([folder])[0], Settings())
    return found


def dated(
    *header: str,
    stated: tuple[Stated, ...] = (),
    rest: tuple[str, ...] = (),
    url: str | None = None,
    given: str | None = None,
    retrieved: str | None = None,
    role: ArticleRole = ArticleRole.MAIN,
) -> Published:
    """What is found of an article with that header, on a page of which all this is known."""
    parts = (Part(Role.BODY, BODY),)
    draft = Draft("Pier to close", None, parts, ("Pier to close", *header), role, stated)
    at = datetime.fromisoformat(retrieved) if retrieved else None
    document = Document("page", Form.HTML, "", published=given, url=url, retrieved=at)
    return when(document, Page((draft,), rest), draft, url)


def test_an_age_counts_back_from_the_page_s_own_clock(tmp_path: Path) -> None:
    """3 hours before 14:00 in Paris on 2 March is 10:00 UTC, known to the hour."""
    page = f"""date 2026-03-02 Pier to close
Pier to close
3 hours ago
{BODY}
Last Update: 02-03-2026 Hour: 14:00 Paris Time"""
    found = article(tmp_path, page)
    assert found.published is not None
    assert found.published.isoformat() == "2026-03-02T10:00:00+00:00"
    assert found.published_precision is Precision.HOUR
    assert 'its clock\'s "02-03-2026 Hour: 14:00 Paris Time"' in found.published_basis


def test_an_age_without_a_clock_stays_open_and_says_so(tmp_path: Path) -> None:
    found = article(tmp_path, f"Pier to close\n3 hours ago\n{BODY}")
    assert found.published is None
    assert found.published_precision is Precision.NONE
    assert "3 hours ago" in found.published_basis


def test_an_age_counts_back_from_the_fetching_where_the_page_has_no_clock() -> None:
    found = dated("6 hours ago", retrieved="2026-03-02T08:30:00+00:00")
    assert found == Published(
        datetime(2026, 3, 2, 2, 30, tzinfo=UTC),
        Precision.HOUR,
        'the page says "6 hours ago", counted back from 2026-03-02 08:30 UTC, when it was fetched',
    )


def test_the_surest_place_wins_and_the_basis_names_it() -> None:
    places = (
        Stated("2026-03-02T10:00:00+02:00", "the page's JSON-LD says"),
        Stated("2026-03-04", "the page's meta tag date says"),
    )
    found = dated("5 March 2026", stated=places, url=f"{URL}/2026/03/06/pier")
    assert found == Published(
        datetime(2026, 3, 2, 8, 0, tzinfo=UTC),
        Precision.MINUTE,
        'the page\'s JSON-LD says "2026-03-02T10:00:00+02:00"',
    )


def test_a_place_that_says_the_same_day_to_the_minute_is_better() -> None:
    day = Stated("2026-03-02", "the page's JSON-LD says")
    found = dated("2 March 2026 10:15 GMT", stated=(day,))
    assert (found.precision, found.basis) == (
        Precision.MINUTE,
        'the page says "2 March 2026 10:15 GMT"',
    )
    assert dated("3 March 2026 10:15 GMT", stated=(day,)).precision is Precision.DAY


def test_the_next_place_is_asked_where_one_says_no_date() -> None:
    found = dated(stated=(Stated("n/a", "the page's JSON-LD says"),), url=f"{URL}/2026/03/06/pier")
    assert found.basis == 'the address says "2026/03/06"'


def test_a_guess_comes_last() -> None:
    guess = Stated("7 March 2026", "htmldate finds on the page", is_guess=True)
    assert str(dated(stated=(guess,), url=f"{URL}/2026/03/06/pier").at) > "2026-03-06"
    assert dated(stated=(guess,), url=f"{URL}/2026/03/06/pier").basis.startswith("the address")
    assert dated(stated=(guess,)).basis == 'htmldate finds on the page "7 March 2026"'


@pytest.mark.parametrize(
    "header",
    [
        ("Updated 3 March 2026 10:15",),
        ("Last modified", "3 March 2026 10:15"),
        ("Aktualisiert: 3. März 2026",),
        ("Updated 2 hours ago",),
    ],
)
def test_a_time_of_updating_is_none_of_publication(header: tuple[str, ...]) -> None:
    found = dated(*header, retrieved="2026-03-04T08:30:00+00:00")
    assert (found.at, found.precision) == (None, Precision.NONE)
    assert found.basis.startswith("the page says only when it was updated")


def test_beside_an_update_the_publication_counts() -> None:
    found = dated("Updated 4 March 2026 | Published 2 March 2026")
    assert str(found.at) == "2026-03-02 00:00:00+00:00"
    assert str(dated("Published 2 March 2026, updated 4 March 2026 10:15").at) == str(found.at)


def test_a_time_below_the_title_counts_before_one_above() -> None:
    parts = (Part(Role.BODY, BODY),)
    header = ("A teaser of another story", "1 March 2026 9:00", "Pier to close", "2 March 2026")
    draft = Draft("Pier to close", None, parts, header)
    found = when(Document("page", Form.PAGE, ""), Page((draft,), ()), draft, None)
    assert found.basis == 'the page says "2 March 2026"'


def test_what_lies_after_the_fetching_is_refused() -> None:
    """By more than two days, which zones and a cache's day explain."""
    retrieved = "2026-03-02T08:30:00+00:00"
    found = dated("9 March 2026", retrieved=retrieved)
    assert found.at is None
    assert "lies after the page was fetched on 2026-03-02" in found.basis
    assert dated("4 March 2026", retrieved=retrieved).at is not None
    assert dated(url=f"{URL}/2026/04/01/pier", retrieved=retrieved).at is None
    assert dated(given="9 March 2026", retrieved=retrieved).at is None


@settings(deadline=None)
@given(
    st.dates(datetime(1991, 1, 1).date(), datetime(2099, 1, 1).date()),  # noqa: DTZ001
    st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_no_date_lies_more_than_two_days_after_the_fetching(day: object, fetched: datetime) -> None:
    found = dated(f"{day}", stated=(Stated(f"{day}", "it says"),), retrieved=fetched.isoformat())
    assert found.at is None or (found.at.date() - fetched.date()).days <= 2


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Nd"]))))
def test_without_a_digit_there_is_no_date(lines: list[str]) -> None:
    stated = tuple(Stated(line, "it says") for line in lines)
    assert dated(*lines, stated=stated, rest=tuple(lines)).at is None


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(), st.sampled_from(["3 May 2024", "03/05/2024 10:15 IST"]))))
def test_the_basis_quotes_the_words_that_say_the_date(lines: list[str]) -> None:
    """What is found was written in the header, and the basis shows where."""
    found = dated(*lines)
    if found.at is not None:
        quoted = found.basis.split('"')[1]
        assert any(quoted in " ".join(line.split()) for line in lines)
        assert str(found.at.year) in quoted


def test_figures_that_can_be_read_both_ways_are_settled_by_the_page() -> None:
    found = dated("03/05/2024", rest=("Last week: 23/04/2024",))
    assert found.at == datetime(2024, 5, 3, tzinfo=UTC)
    assert (
        found.basis == 'the page says "03/05/2024", the day first, as in the page\'s "23/04/2024"'
    )


@pytest.mark.parametrize(
    ("known", "day"),
    [
        ({"url": f"{URL}/2024/03/05/pier"}, "2024-03-05"),
        ({"retrieved": "2024-04-01T00:00:00+00:00"}, "2024-03-05"),
        ({"rest": ("Events from 04/23/2024 on",)}, "2024-03-05"),
    ],
)
def test_so_are_those_that_the_input_says(known: dict[str, object], day: str) -> None:
    found = dated(given="03/05/2024", **known)  # type: ignore[arg-type]
    assert str(found.at and found.at.date()) == day


def test_figures_that_nothing_settles_stay_open() -> None:
    found = dated("03/05/2024")
    assert (found.at, found.precision) == (None, Precision.NONE)
    assert found.basis == 'the page says "03/05/2024", where day and month may be swapped'


def test_of_a_zone_that_is_not_known_the_day_is_kept_and_the_basis_says_so() -> None:
    found = dated("3 May 2024 23:45 IST")
    assert (str(found.at), found.precision) == ("2024-05-03 00:00:00+00:00", Precision.DAY)
    assert found.basis == (
        'the page says "3 May 2024 23:45 IST", whose zone "IST" can be that of India, Ireland and '
        "Israel, so that only the day is taken"
    )


def test_what_the_input_says_is_not_said_of_a_related_article() -> None:
    assert dated(given="3 May 2024").at is not None
    assert dated(given="3 May 2024", role=ArticleRole.RELATED).at is None


def test_a_page_that_says_nothing_has_no_date() -> None:
    assert dated() == Published(None, Precision.NONE, "the page does not say when it was published")


@pytest.mark.parametrize(
    "value", [1714731300, 1714731300000, 1714731300.0, "1714731300", "May 3, 2024 10:15 GMT"]
)
def test_a_table_s_column_may_hold_seconds(tmp_path: Path, value: object) -> None:
    row = {"id": 1, "title": "Pier to close", "text": BODY, "outlet": "A", "published": value}
    (tmp_path / "table.jsonl").write_text(json.dumps(row))
    (found,), _ = read_articles(read([tmp_path / "table.jsonl"])[0], Settings())
    assert str(found.published) == "2024-05-03 10:15:00+00:00"
    assert found.published_precision is Precision.MINUTE
