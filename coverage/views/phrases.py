"""Numbers, dates and findings as sentences. HTML where it says so, with every value escaped."""

from __future__ import annotations

import html
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import pandas as pd

from coverage.charts import SHARED, percent, when
from coverage.records import Precision, Status
from coverage.views.queries import Row

_MARKUP = frozenset(r"\`*_{}[]()#+-.!|<>~:$&")

FEW = 4
"""Number of outlets up to which a sentence names each of them."""

NAME = 52
"""Letters of a claim that a sentence quotes at most."""


def count(n: int, one: str, many: str = "") -> str:
    """A number and its noun: "1 article", "3 articles"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def join(parts: Sequence[str]) -> str:
    """One phrase of several: "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def label(text: object) -> str:
    """Text as a widget's label: what Markdown would read as markup is escaped."""
    return "".join(f"\\{c}" if c in _MARKUP else c for c in str(text))


def days(first: datetime | None, last: datetime | None) -> str:
    """A span of days: "7–8 February 2022"; "" where none is known."""
    if pd.isna(first) or pd.isna(last) or first is None or last is None:
        return "date unknown"
    end = f"{last.day} {last:%B %Y}"
    if first.date() == last.date():
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    same_year = first.year == last.year
    return f"{first.day} {first:%B}" + ("" if same_year else f" {first.year}") + f" – {end}"


def short_days(first: datetime | None, last: datetime | None) -> str:
    """As `days`, in little room: "8 Feb 2022"; "undated" where none is known."""
    if pd.isna(first) or pd.isna(last) or first is None or last is None:
        return "undated"
    end = f"{last.day} {last:%b %Y}"
    if first.date() == last.date():
        return end
    is_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day}–{end}" if is_month else f"until {end}"


def dated(article: Row) -> str:
    """When an article was published and from what that is known, in plain text."""
    time = when(article["published"], str(article["published_precision"]))
    basis = str(article["published_basis"] or "")
    return f"{time[:1].upper()}{time[1:]}" + (f": {basis}" if basis else "")


def stamp(published: datetime | None, precision: str) -> str:
    """A time of publication in UTC whose order of letters is that of time: "2022-02-08 00:42"."""
    if published is None or pd.isna(published) or precision == Precision.NONE:
        return "undated"
    day = f"{published:%Y-%m-%d}"
    exact = {
        Precision.MINUTE: f"{day} {published:%H:%M}",
        Precision.HOUR: f"{day} {published:%H:%M}, to the hour",
        Precision.WINDOW: f"{day}, or near",
    }
    return exact.get(Precision(precision), day)


def arrived(articles: pd.DataFrame, rejected: pd.DataFrame) -> str:
    """What came in and what of it was used, as one sentence of plain text."""
    n_pages = articles["source_id"].nunique()
    n_unused = rejected.loc[~rejected["is_part"], "source_id"].nunique()
    n_parts = int(rejected["is_part"].sum())
    unused = f"{count(n_unused, 'page')} {'was' if n_unused == 1 else 'were'} not used"
    parts = (
        f"{count(n_parts, 'article')} of used pages {'was' if n_parts == 1 else 'were'} left out"
    )
    told = [
        f"{count(len(articles), 'article')} from {count(n_pages, 'page')} by "
        f"{count(articles['outlet'].nunique(), 'outlet')}, in "
        f"{count(articles['version_id'].nunique(), 'independent version')}",
        unused if n_unused else "every page was used",
        parts if n_parts else "",
    ]
    return "; ".join(filter(None, told)) + "."


def same_text(article: Row) -> str:
    """Whose articles carry largely the same text as this one; "" where none do."""
    others = [str(name) for name in article["carriers"] if name != article["outlet"]]
    n_own = int(article["n_carriers"]) - len(others) - 1
    if n_own and not others:
        others = [f"{article['outlet']} itself"]
    if len(others) > FEW:
        others = [*others[: FEW - 1], f"{len(others) - FEW + 1:,} more"]
    return join(others)


def header(event: Row, n_undated: int = 0) -> str:
    """What the event rests on, in one line of plain text."""
    undated = f" and {count(n_undated, 'undated article')}" if n_undated else ""
    return " · ".join(
        [
            "Event",
            days(event["first_published"], event["last_published"]) + undated,
            count(event["n_outlets"], "outlet"),
            count(event["n_articles"], "article"),
            count(event["n_versions"], "independent version"),
        ]
    )


def copies(event: Row, versions: pd.DataFrame) -> str:
    """Which articles carry one text and so count once, in plain text; "" where none do."""
    told = []
    for row in versions.to_dict("records"):
        names = list(row["outlets"])
        who = join(names) if len(names) > 1 else f"{row['n_articles']} articles of {names[0]}"
        told.append(f"{who} carry largely the same text and count once")
    if not told:
        return ""
    versions_in_words = count(event["n_versions"], "independent version")
    start = f"{count(event['n_articles'], 'article')}, but only {versions_in_words}"
    return f"{start}: {'; '.join(told)}."


def finding(cells: pd.DataFrame, claims: pd.DataFrame, outlets: pd.DataFrame) -> str:
    """What the picture shows, computed from its table, as HTML."""
    is_single = dict(zip(claims["claim_id"], claims["n_outlets"] < SHARED, strict=True))
    if not len(claims) or not len(outlets):
        return "No sentence of these articles could be compared."
    rows = _cells(cells)
    single = [cell for cell in rows if is_single[cell.claim_id]]
    shared = [cell for cell in rows if not is_single[cell.claim_id]]
    quoted = dict(zip(claims["claim_id"], claims["label"], strict=True))
    parts = [_shared(_sums(shared, list(outlets["outlet"]))), _alone(single), _gap(shared, quoted)]
    return " ".join(filter(None, parts))


class _Cell(NamedTuple):
    """What a finding is made of, of a row of `emphasis`; the overview finds fifty at once."""

    claim_id: str
    outlet: str
    share: float
    status: str


def _cells(cells: pd.DataFrame) -> list[_Cell]:
    columns = (cells[name].tolist() if name in cells else [] for name in _Cell._fields)
    return [_Cell(*row) for row in zip(*columns, strict=True)]


def _sums(cells: Iterable[_Cell], names: list[str]) -> dict[str, float]:
    """Share of each outlet's words in `cells`, the largest first."""
    sums: defaultdict[str, float] = defaultdict(float)
    for cell in cells:
        sums[cell.outlet] += cell.share
    shares = {name: sums[name] for name in names}
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def _percent(share: float) -> str:
    """A share as HTML."""
    return html.escape(percent(share))


def _shared(shares: dict[str, float]) -> str:
    """How much of their words the outlets give to claims that others also tell."""
    if not any(shares.values()):
        return "No claim is told by two outlets."
    (most, largest), *rest = shares.items()
    who = "the other also tells" if len(rest) == 1 else "others also tell"
    start = (
        f"{html.escape(most)} gives <b>{_percent(largest)}</b> of its words to claims that {who}"
    )
    if len(shares) <= FEW:
        others = [f"{html.escape(name)} <b>{_percent(share)}</b>" for name, share in rest]
        return ", ".join([start, *others]) + "."
    least, smallest = rest[-1]
    end = f"{html.escape(least)} <b>{_percent(smallest)}</b>, the least"
    return f"{start}, the most of {len(shares)} outlets; {end}."


def _alone(cells: Iterable[_Cell]) -> str:
    """Who tells most claims that nobody else tells, and how many the others tell."""
    told = Counter(cell.outlet for cell in cells if cell.share > 0)
    counts = sorted(told.items(), key=lambda item: (-item[1], item[0]))
    if not counts:
        return ""
    (most, n_most), *rest = counts
    start = f"{html.escape(most)} alone tells {count(n_most, 'claim')}"
    if len(counts) > FEW:
        return f"{start}, the most."
    return ", ".join([start, *(f"{html.escape(name)} {n}" for name, n in rest)]) + "."


def _gap(cells: Iterable[_Cell], labels: dict[str, str]) -> str:
    """On which shared claim the outlets' shares lie farthest apart, uncertain cells aside.

    Of claims that lie as far apart the first by id.
    """
    sure: defaultdict[str, list[_Cell]] = defaultdict(list)
    for cell in cells:
        if cell.status != Status.UNCERTAIN:
            sure[cell.claim_id].append(cell)
    spread = {
        claim_id: max(c.share for c in own) - min(c.share for c in own)
        for claim_id, own in sorted(sure.items())
    }
    claim_id = max(spread, key=lambda key: spread[key], default="")
    if not spread.get(claim_id):
        return ""
    own = sorted(sure[claim_id], key=lambda cell: -cell.share)
    high, low = own[0], own[-1]
    words = labels[claim_id].strip(" .\"'“”‘’")
    name = html.escape(textwrap.shorten(words, NAME, placeholder=" …"))
    least = _percent(low.share) if low.share else "none"
    return (
        f"The outlets’ shares lie farthest apart on “{name}”: {_percent(high.share)} of "
        f"{html.escape(high.outlet)}’s words, {least} of {html.escape(low.outlet)}’s."
    )
