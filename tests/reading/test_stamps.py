"""One date or time as written -> UTC; what is none, and what stays open."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.reading import cues, months
from coverage.reading.stamps import EARLIEST, LATEST, Order, is_ambiguous, parse, plain
from coverage.records import Precision

INNER = ((EARLIEST, timedelta(days=1)), (LATEST, timedelta(days=-2)))
"""Days that are within the years that are read, in any zone."""

THIRD_OF_MAY = "2024-05-03T00:00:00+00:00"


@pytest.mark.parametrize(
    "text",
    """\
3 May 2024|3rd May 2024|Friday 3rd of May, 2024|May 3, 2024|May 3rd 2024|MAY 3, 2024|3-May-2024|\
03.05.2024|3.5.2024|3. Mai 2024|Freitag, 3. Mai 2024|2024-05-03|2024/05/03|2024.05.03|20240503|\
2024年5月3日|2024년 5월 3일|03 мая 2024|3 травня 2024|3 mai 2024|3 de mayo de 2024|3 maggio 2024|\
3 maja 2024|3 Mayıs 2024|٣ مايو ٢٠٢٤|الجمعة 3 مايو 2024|3 أيار 2024|3 मई 2024|3 Μαΐου 2024|\
3. května 2024|2024. május 3.|3 tháng 5, 2024|3 מאי 2024|Maio 3, 2024""".split("|"),
)
def test_a_day_in_the_forms_and_languages_of_the_field(text: str) -> None:
    found = parse(text)
    assert found is not None
    day = (found.at.isoformat(), found.precision, found.note)
    assert day == (THIRD_OF_MAY, Precision.DAY, "")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2024-05-03T10:15:00+02:00", "08:15"),
        ("2024-05-03T10:15:00.0000000Z", "10:15"),
        ("2024-05-03 10:15:00 +0200", "08:15"),
        ("20240503T101500Z", "10:15"),
        ("Fri, 03 May 2024 10:15:00 +0200", "08:15"),
        ("Fri May 03 10:15:00 +0000 2024", "10:15"),
        ("Published: 10:15 GMT, 3 May 2024", "10:15"),
        ("May 3, 2024 10:15 a.m. ET", "14:15"),  # daylight saving: four hours behind
        ("Jan 3, 2024 10:15 a.m. ET", "15:15"),
        ("May 3, 2024 at 10:15 PM MSK", "19:15"),
        ("3 May 2024 10.15pm BST", "21:15"),
        ("3 May 2024 12:15 am UTC", "00:15"),
        ("3 May 2024 10:15 Paris time", "08:15"),
        ("3 May 2024, 10:15 (UTC+5:30)", "04:45"),
        ("3 May 2024 10:15 CEST", "08:15"),
    ],
)
def test_a_time_is_stored_in_utc_by_the_zone_it_names(text: str, at: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.precision is Precision.MINUTE
    assert f"{found.at:%H:%M}" == at
    assert "taken as UTC" not in found.note


def test_letters_of_a_zone_are_explained_and_a_missing_zone_is_said_to_be_missing() -> None:
    assert [parse(f"3 May 2024 10:15{zone}").note for zone in (" EST", " ET", " GMT", "")] == [  # type: ignore[union-attr]
        "EST being UTC-05:00",
        "ET being the time of America/New_York",
        "",
        "which names no zone and is taken as UTC",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3 May 2024 23:45 IST", "India, Ireland and Israel"),  # three days' midnights lie between
        ("3 May 2024, 11:45pm ist", "India, Ireland and Israel"),
        ("3 May 2024 23:45 XYZT", '"XYZT" is not known'),
        ("3 May 2024 23:45 (local time)", "names no place"),
    ],
)
def test_of_a_time_whose_zone_is_not_known_only_the_day_is_taken(text: str, why: str) -> None:
    """Neither UTC nor any of the zones is silently assumed."""
    found = parse(text)
    assert found is not None
    assert (found.at.isoformat(), found.precision) == (THIRD_OF_MAY, Precision.DAY)
    assert why in found.note


@pytest.mark.parametrize("text", ["3 May 2024 at 10:15 that day", "3. Mai 2024 10:15 ist gestern"])
def test_words_behind_a_time_are_no_zones(text: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.precision is Precision.MINUTE


@pytest.mark.parametrize(
    "text", ["1714731300", "1714731300.0", "1714731300000", "1714731300000.0", " 1714731300 "]
)
def test_seconds_and_milliseconds_since_1970(text: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.at.isoformat() == "2024-05-03T10:15:00+00:00"
    assert found.note == "in seconds since 1970"


@pytest.mark.parametrize("text", ["2024-05-03T00:00:00", "2024-05-03 00:00:00", "3 May 2024 25:70"])
def test_a_midnight_without_a_zone_is_a_day(text: str) -> None:
    """So tables export days; and what is no time of day adds nothing."""
    found = parse(text)
    assert found is not None
    assert (found.at.isoformat(), found.precision) == (THIRD_OF_MAY, Precision.DAY)


@pytest.mark.parametrize(
    "text",
    "2 March|March 2024|2024|soon||12345|1234567890123456|31/04/2024|99.99.2024|12 people 2024|"
    "0000-00-00 00:00:00|3 May 1889|3 May 20245|1-2-3|2024-W18-5".split("|"),
)
def test_what_is_no_whole_day_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [("13/05/2024", "2024-05-13"), ("05/13/2024", "2024-05-13"), ("05-05-2024", "2024-05-05")],
)
def test_figures_that_can_be_read_but_one_way(text: str, first: str) -> None:
    found = parse(text)
    assert found is not None
    assert str(found.at.date()) == first
    assert not is_ambiguous(text)


def test_figures_that_can_be_read_both_ways_need_an_order() -> None:
    """2 March or 3 February? With full stops the day stands first wherever they are used."""
    assert is_ambiguous("02/03/2026 09:30")
    assert parse("02/03/2026") is None
    assert str(parse("02/03/2026", Order.DAY).at.date()) == "2026-03-02"  # type: ignore[union-attr]
    assert str(parse("02/03/2026", Order.MONTH).at.date()) == "2026-02-03"  # type: ignore[union-attr]
    assert str(parse("02.03.2026").at.date()) == "2026-03-02"  # type: ignore[union-attr]


@settings(deadline=None)
@given(st.text(), st.sampled_from([None, *Order]))
def test_any_text_is_read_or_left_without_an_error(text: str, order: Order | None) -> None:
    found = parse(text, order)
    assert found is None or EARLIEST <= found.at < LATEST


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Nd", "Nl", "No"])))
def test_without_a_digit_there_is_no_date(text: str) -> None:
    assert parse(text, Order.DAY) is None


def pieces() -> st.SearchStrategy[tuple[str, ...]]:
    """A day, a month and a year in any order, and what may stand around them."""
    day = st.integers(0, 32).map(str)
    month = st.one_of(st.sampled_from(list(months.NAMES)), st.integers(0, 13).map("{:02}".format))
    year = st.sampled_from(["2024", "1999", "24", "1889"])
    more = st.sampled_from(["", "10:15", "at 9 pm", "GMT", "IST", "+02:00", "1", "2023", "T"])
    inner = st.tuples(day, month, year).flatmap(st.permutations)
    return st.tuples(more, inner, more, st.text(max_size=3)).map(
        lambda found: (found[0], *found[1], found[2], found[3])
    )


@settings(max_examples=400, deadline=None)
@given(pieces(), st.sampled_from([" ", "/", "-", ".", ", ", ""]))
def test_the_day_that_is_found_stands_in_the_words(words: tuple[str, ...], mark: str) -> None:
    """Its year and day are figures of the text, its month one or a name: nothing is filled up."""
    text = mark.join(words)
    found = parse(text)
    if found is None or found.note == "in seconds since 1970":
        return
    figures = re.findall(r"\d+", plain(text))
    days = {found.at.date() + timedelta(days=shift) for shift in (-1, 0, 1)}  # by zones
    spelt = {name for name in months.NAMES if name in plain(text).lower()}
    compact = any(len(figure) == 8 for figure in figures)
    assert compact or any(
        str(day.year) in figures
        and {str(day.day), f"{day.day:02}"} & set(figures)
        and (
            {str(day.month), f"{day.month:02}"} & set(figures)
            or day.month in {months.NAMES[name] for name in spelt}
        )
        for day in days
    )


@settings(deadline=None)
@given(
    st.datetimes(*(at.replace(tzinfo=None) + shift for at, shift in INNER)),
    st.integers(-48, 56),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y/%m/%d", "%d.%m.%Y", "%Y-%m-%d"]),
)
def test_a_time_survives_being_written(local: datetime, quarters: int, form: str) -> None:
    at = local.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    found = parse(at.strftime(f"{form} %H:%M %z"))
    assert found is not None
    assert found.at == at.astimezone(UTC)


def test_names_of_months_are_sure() -> None:
    """Croatian October is Polish November, so that it is neither."""
    assert "listopada" not in months.NAMES
    assert {months.NAMES[name] for name in ("may", "mai", "мая", "mayıs", "مايو")} == {5}
    assert set(months.NAMES.values()) == set(range(1, 13))


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("Fri, 03 May 2024 10:00:00 +0200", "03 May 2024 10:00:00 +0200"),
        ("Published: 10:15 GMT, 3 May 2024", "10:15 GMT, 3 May 2024"),
        ("3. Mai 2024 um 10.15 Uhr", "3. Mai 2024 um 10.15"),
        ("May 3, 2024 10:15 p.m. ET | 3 comments", "May 3, 2024 10:15 p.m. ET"),
        ("3 May 2024 10:15 XYZT by a reporter", "3 May 2024 10:15 XYZT"),
        ("03 мая 2024 в 10:15 МСК", "03 мая 2024 в 10:15 МСК"),
        ("Maret 30, 2015 by Admin", "Maret 30, 2015"),
    ],
)
def test_a_stamp_is_found_in_its_line_with_its_zone(line: str, stamp: str) -> None:
    """A zone that were cut off would be taken for UTC."""
    assert [match[0] for match in cues.STAMP.finditer(line)] == [stamp]
    assert parse(stamp) is not None


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Nd"])))
def test_a_line_without_a_digit_holds_no_stamp(line: str) -> None:
    assert cues.STAMP.search(line) is None
