"""What others call our columns: whose export a table is, nobody needs to say.

Names are compared without regard to case; a nested field has the names on its way joined by
dots (`source.name`). The first name that is filled in a row counts, so the surest stands first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from coverage.errors import UsageError

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "source_id", "stories_id", "article_id", "uri"),
    "outlet": (
        "outlet", "media_name", "source.name", "source.title", "publication", "publisher",
        "sourcecommonname", "source", "medium", "newspaper", "media_url", "domain",
    ),
    "title": ("title", "headline"),
    # GDELT's `seendate` and `date` say when it first saw the page, within a quarter of an hour.
    "published": (
        "published", "publishedat", "published_at", "publish_date", "publication_date",
        "date_published", "datepublished", "datetimepub", "pub_date", "pubdate", "datetime",
        "seendate", "date",
    ),
    "url": ("url", "link", "documentidentifier"),
    "text": ("text", "body", "content", "full_text", "fulltext", "article_text", "maintext"),
    "page": ("page",),
    "html": ("html", "raw_html"),
}  # fmt: skip
"""Our column -> its names in Media Cloud's, NewsAPI.org's, GDELT's, Event Registry's and other
exports, ours first. Descriptions and summaries are no article text and are left out."""

CONTENT = ("text", "page", "html")
"""Our columns that hold an article; the first that is filled counts."""

_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)(Z?)$")
_SHOWN = 20  # columns of a table that an error lists


class ColumnMissing(Exception):
    """A table lacks a column without which it cannot be read; the message is for the screen."""


def parse(option: str) -> dict[str, str]:
    """Our name -> the table's, of what `--columns` says ("text=story,outlet=medium").

    Raises `UsageError` for an unknown name of ours and for what has not this form.
    """
    given: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in option.split(","))):
        ours, equals, theirs = (part.strip() for part in pair.partition("="))
        if not (ours and equals and theirs):
            raise UsageError(f'--columns has "{pair}"; write it as text=story,outlet=medium.')
        if ours not in NAMES:
            known = ", ".join(NAMES)
            raise UsageError(f'--columns has no column "{ours}" to fill; it knows {known}.')
        given[ours] = theirs
    return given


def values(row: Mapping[Any, Any], given: Mapping[str, str]) -> dict[str, str]:
    """Our columns that are filled in `row`, as text; `given` (see `settle`) stands for `NAMES`."""
    cells = {name: text for name, cell in flat(row) if (text := _text(cell)) is not None}
    found: dict[str, str] = {}
    for ours in NAMES:
        filled = next((cells[name] for name in _names(ours, given) if name in cells), None)
        if filled is not None:
            found[ours] = filled
    if "published" in found:
        found["published"] = _COMPACT.sub(r"\1-\2-\3T\4:\5:\6\7", found["published"].strip())
    return found


def flat(row: Mapping[Any, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Names, in lower case, and cells of `row`, those of nested rows with dots in their names."""
    for name, cell in row.items():
        full = before + str(name).strip().casefold()
        if isinstance(cell, Mapping):
            yield from flat(cell, f"{full}.")
        else:
            yield full, cell


def settle(table: str, header: Collection[str], given: Mapping[str, str]) -> dict[str, str]:
    """What of `given` speaks of `table`, whose columns, named as by `flat`, are `header`.

    A column of `given` may be absent where the table has the usual one: of several tables, it can
    speak of another. Raises `ColumnMissing` where the usual one is absent too, and where no
    column can hold an article.
    """
    present = {ours: theirs for ours, theirs in given.items() if theirs.casefold() in header}
    for ours, theirs in given.items():
        if ours not in present and not has_any(header, [ours]):
            raise ColumnMissing(
                f'{table} has no column "{theirs}" to take for {ours}, only {_listed(header)}; '
                "mend --columns."
            )
    if not (present.keys() & set(CONTENT) or has_any(header, CONTENT)):
        raise ColumnMissing(
            f"{table} has no column of article text among {_listed(header)}; say which it is "
            "with --columns text=NAME."
        )
    return present


def has_any(header: Collection[str], ours: Iterable[str]) -> bool:
    """Whether `header` has a column that usually is one of `ours`."""
    return any(name in header for column in ours for name in NAMES[column])


def likeness(first_row: Iterable[object]) -> tuple[bool, int, int]:
    """How much a row looks like a header: an article's column, our columns, filled fields."""
    header = {str(cell).strip().casefold() for cell in first_row if cell is not None}
    return has_any(header, CONTENT), sum(has_any(header, [ours]) for ours in NAMES), len(header)


def _names(ours: str, given: Mapping[str, str]) -> tuple[str, ...]:
    return (given[ours].casefold(),) if ours in given else NAMES[ours]


def _listed(header: Collection[str]) -> str:
    shown = ", ".join(list(header)[:_SHOWN]) or "none"
    return f"{shown} and {len(header) - _SHOWN} more" if len(header) > _SHOWN else shown


def _text(cell: object) -> str | None:
    """A cell as text; `None` for what is empty or not a number."""
    if cell is None or (isinstance(cell, float) and cell != cell):  # noqa: PLR0124  # NaN
        return None
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    text = text.encode("utf-8", "replace").decode()  # JSON can spell half a character: now "?"
    return text if text.strip() else None
