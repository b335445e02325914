"""When an article was published, how exactly that is known, and from what.

Asked in this order: the input itself; a time in the article's header; an age ("6 hours ago")
before a clock of the page (`clocks`); a day in the address. The day of fetching that an archive
puts before a page is none of these. A date is never made up: where nothing says it, it stays
null and the basis says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

import dateparser

from coverage.reading import addresses, cues
from coverage.reading.clocks import count_back, fetched_day, page_clock
from coverage.reading.drafts import Draft, Page
from coverage.records import ArticleRole, Document, Precision

_FIGURES = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})[./-]\d{4}(?!\d)")
_HAS_TIME = re.compile(r"\d{1,2}:\d{2}|\d\s?[ap]\.?m\b", re.I)
_UPDATED = re.compile(r"\b(?:updated?|modified|edited)\b", re.I)
_MONTHS = 12
_LONGEST_LINE = 25  # words of a header's line that can be a time; longer ones tell a story
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before it there were no news pages
# Neither "yesterday" nor "May 5" may be filled up from today: the same input, the same answer.
_PARSING = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}


@dataclass(frozen=True, slots=True)
class Published:
    """A time in UTC, or none; how exactly it is known; and from what, or why it is not."""

    at: datetime | None
    precision: Precision
    basis: str


def when(document: Document, page: Page, draft: Draft, url: str | None) -> Published:
    """When `draft` was published. What the input says beside the text speaks of a main article.

    Where the page itself says the same time more exactly, or says how exactly it is known, the
    page's words are the basis.
    """
    is_main = draft.role is ArticleRole.MAIN
    given = _stated(document.published, "the input says") if is_main else None
    seen = _seen(page, draft, url)
    if given is None or (seen.at is not None and _agree(given, seen)):
        return seen
    return given


def _agree(given: Published, seen: Published) -> bool:
    """Whether the page says the given time itself, in other words or more exactly."""
    if given.at is None or seen.at is None:
        return given.at is None
    if given.precision is Precision.DAY:
        return given.at.date() == seen.at.date()
    return given.at == seen.at


def _seen(page: Page, draft: Draft, url: str | None) -> Published:
    """What the page says, by the first of its places that says a time; else why none does."""
    aged = _from_age(page, draft)
    places = (
        _stated(page.published, "the page's metadata say"),
        _from_header(draft),
        aged,
        _from_address(url),
    )
    found = next((place for place in places if place is not None and place.at is not None), None)
    return found or aged or Published(None, Precision.NONE, _why_not(page, draft))


def _why_not(page: Page, draft: Draft) -> str:
    if fetched_day(page, draft) is not None:
        return "the page says only when it was fetched, not when it was published"
    return "the page does not say when it was published"


def _stated(text: str | None, who: str) -> Published | None:
    """A date as written beside the text; `None` where nothing is written."""
    if not text or not text.strip():
        return None
    words = f'{who} "{text.strip()}"'
    if _is_ambiguous(text):
        return Published(None, Precision.NONE, f"{words}, where day and month may be swapped")
    found = parse(text.strip())
    if found is None:
        return Published(None, Precision.NONE, f"{words}, which is no date")
    return replace(found, basis=f"{words}{found.basis}")


def parse(text: str) -> Published | None:
    """One date or time as written, in UTC; without a zone it is taken for UTC, as `basis` says.

    `None` for what is no date, lacks its year, or is a day in figures that can be read both ways
    ("02-07-2025"; with dots, "02.07.2025", the day stands first).
    """
    figures = _FIGURES.search(text)
    if _is_ambiguous(text) or not re.search(r"\d{4}", text):
        return None
    order = "MDY" if figures and int(figures[3]) > _MONTHS else "DMY"
    found = _iso(text) or dateparser.parse(text, settings={**_PARSING, "DATE_ORDER": order})
    if found is None:
        return None
    is_midnight = found.time() == time() and found.tzinfo is None  # a day, as tables export it
    has_time = bool(_HAS_TIME.search(text)) and not is_midnight
    basis = "" if found.tzinfo or not has_time else ", which names no zone and is taken as UTC"
    at = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    if at < _EARLIEST:
        return None
    if has_time:
        return Published(at.replace(microsecond=0), Precision.MINUTE, basis)
    return Published(datetime.combine(at, time(), tzinfo=UTC), Precision.DAY, basis)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _is_ambiguous(text: str) -> bool:
    """Whether `text` has a day in figures of which either could be the month."""
    figures = _FIGURES.search(text)
    if figures is None or figures[2] == ".":
        return False
    first, second = int(figures[1]), int(figures[3])
    return first != second and max(first, second) <= _MONTHS


def _from_header(draft: Draft) -> Published | None:
    """The first time of the header, one that is not of an update and has hours before others."""
    found: list[tuple[bool, bool, Published]] = []
    for line in draft.header:
        if len(line.split()) > _LONGEST_LINE or cues.FETCHED.match(line) or cues.URL.match(line):
            continue
        for match in cues.STAMP.finditer(line):
            stated = _stated(match[0], "the page says")
            if stated is not None and stated.at is not None:
                is_update = bool(_UPDATED.search(line[: match.start()]))
                found.append((is_update, stated.precision is not Precision.MINUTE, stated))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _from_age(page: Page, draft: Draft) -> Published | None:
    """An age in the header, counted back from the page's clock; `None` without an age."""
    age = next((age for line in draft.header if (age := cues.AGE.search(line))), None)
    if age is None:
        return None
    clock = page_clock(page, fetched_day(page, draft))
    if isinstance(clock, str):
        return Published(None, Precision.NONE, f'the page says "{age[0]}", but {clock}')
    at, precision = count_back(age, clock)
    return Published(at, precision, f'the page says "{age[0]}" before its clock\'s {clock.words}')


def _from_address(url: str | None) -> Published | None:
    found = addresses.day_in(url)
    if found is None:
        return None
    day, words = found
    at = datetime.combine(day, time(), tzinfo=UTC)
    return Published(at, Precision.DAY, f'the address says "{words}"')
