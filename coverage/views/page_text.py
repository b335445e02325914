"""A page's whole text as HTML: what articles took of it, and why the rest was left out.

All text is escaped. Lines left out one after the other fold into one, which says for which reasons
and how they begin. What is shown is bounded: of a page `N_ROWS` rows, of a fold `N_FOLDED` lines,
of a line `N_LETTERS` letters.
"""

from __future__ import annotations

import html
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coverage.records import Role
from coverage.views.phrases import count, join
from coverage.views.queries import Row
from coverage.views.reader import ROLE_NAMES

N_ROWS = 300
"""Rows shown before more are asked for: folds, and lines outside of folds."""

N_FOLDED = 300
"""Lines shown of one fold."""

N_LETTERS = 5000
"""Letters shown of one line; a paragraph of 800 words has as many."""

MAX_APART = {"kept": sys.maxsize, "read": 5, "left": 3}
"""Lines kept, read for a date, or left out, one after the other, above which they fold."""

N_REASONS = 3
"""Reasons that the sentence above a page names."""

N_PREVIEW = 120
"""Letters of a fold's lines that stand beside it."""

_ROLES = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. `use`: its role in the article, or in words what else became of it."""

    text: str
    use: str
    article_id: str  # "" where no article took it

    @property
    def is_kept(self) -> bool:
        """Whether it is part of an article's text."""
        return bool(self.article_id) and self.use in _ROLES

    @property
    def is_left(self) -> bool:
        """Whether no article took it."""
        return not self.article_id


def lines(page: Row) -> list[Line]:
    """The lines of a page that are not blank, by its `text` and its `stretches`.

    Pieces of one line that an article took in one role are one line again.
    """
    text = str(page["text"])
    found: list[Line] = []
    for start, end, use, article_id in _joined(text, page["stretches"]):
        own = text[start:end].splitlines()
        found += [Line(line.strip(), use, article_id) for line in own if line.strip()]
    return found


def _joined(text: str, stretches: Iterable[Row]) -> Iterator[tuple[int, int, str, str]]:
    """Bounds, use and article of each stretch, or of neighbours between which no line ends."""
    start, end, before = 0, 0, ("", "")
    for stretch in stretches:
        own = (str(stretch["use"]), str(stretch["article_id"]))
        is_line = len(f"{text[end : stretch['start']]}.".splitlines()) == 1
        if own != before or not own[1] or not is_line:
            yield start, end, *before
            start, before = int(stretch["start"]), own
        end = int(stretch["end"])
    yield start, end, *before


def finding(found: Sequence[Line], article_id: str) -> str:
    """What became of the lines, as one sentence of plain text; `article_id` as in `render`."""
    kept = [line for line in found if line.is_kept]
    own = [line for line in kept if line.article_id == article_id] if article_id else kept
    n_read = sum(not (line.is_kept or line.is_left) for line in found)
    told = [f"{len(own) or 'none'} {'were' if len(own) > 1 else 'was'} kept"]
    if len(kept) > len(own):
        n_others = len({line.article_id for line in kept}) - bool(own)
        told.append(f"{len(kept) - len(own):,} in {count(n_others, 'other article')}")
    if n_read:
        told.append(f"{n_read:,} read for date, author or section")
    reasons = Counter(brief(line.use) for line in found if line.is_left).most_common()
    left = [f"{n:,} as {why}" for why, n in reasons[:N_REASONS]]
    if len(reasons) > N_REASONS:
        left.append(f"{sum(n for _, n in reasons[N_REASONS:]):,} for other reasons")
    start = f"Of {count(len(found), 'line')} {join(told)}"
    return f"{start}; left out: {join(left)}." if left else f"{start}."


def brief(use: str) -> str:
    """A reason in short: what stands before its colon."""
    return use.partition(":")[0]


def render(found: Sequence[Line], article_id: str, n_rows: int = N_ROWS) -> tuple[str, int]:
    """The first `n_rows` rows of a page as HTML, and the number of lines that are left.

    Lines of `article_id` are marked, those of the page's other articles more faintly; "" marks
    every article's. Where nothing was kept, all folds are open.
    """
    is_open = not any(line.is_kept for line in found)
    rows: list[str] = []
    n_shown = 0
    before = ""
    for run in _runs(found):
        if len(rows) == n_rows:
            break
        is_fold = len(run) > 1
        rows.append(_fold(run, is_open) if is_fold else _row(run[0], article_id, before))
        before = "" if is_fold or run[0].is_left else run[0].use
        n_shown += len(run)
    return f'<div class="page-text">{"".join(rows)}</div>', len(found) - n_shown


def _runs(found: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines, each by itself or with those that it folds with."""
    for fate, group in groupby(found, key=_fate):
        run = list(group)
        if len(run) > MAX_APART[fate]:
            yield run
        else:
            yield from ([line] for line in run)


def _fate(line: Line) -> str:
    return "kept" if line.is_kept else "left" if line.is_left else "read"


def _fold(run: Sequence[Line], is_open: bool) -> str:
    """Lines that are not in an article, behind a line that says how many, why, how they begin."""
    reasons = Counter(brief(line.use) for line in run).most_common()
    why = ", ".join(f"{n:,} {why}" for why, n in reasons) if len(reasons) > 1 else reasons[0][0]
    fate = f"left out: {why}" if run[0].is_left else why
    head = html.escape(f"{count(len(run), 'line')} {fate}")
    begin = " · ".join(line.text[:N_PREVIEW] for line in run[:N_PREVIEW])[:N_PREVIEW]
    rows = [_left(line, len(reasons) > 1) for line in run[:N_FOLDED]]
    rest = len(run) - len(rows)
    more = f'<p class="left"><i>and {count(rest, "more line")}</i></p>' if rest else ""
    return (
        f"<details{' open' if is_open else ''}><summary>{head}"
        f'<span class="begin">{html.escape(begin)}</span></summary>{"".join(rows)}{more}</details>'
    )


def _row(line: Line, article_id: str, before: str) -> str:
    """A line with what it is in the margin, once for neighbours, or why it was left out."""
    if line.is_left:
        return _left(line, True)
    name = ROLE_NAMES[Role(line.use)] if line.is_kept else "Read"
    is_other = article_id not in ("", line.article_id)
    kind = f"kept {line.use}" if line.is_kept else "read"
    tip = line.use if not line.is_kept else "in another article of the page" if is_other else name
    return (
        f'<p class="{html.escape(kind)}{" other" if is_other else ""}" title="{html.escape(tip)}">'
        f'<span class="use">{html.escape("" if line.use == before else name)}</span>'
        f'<span class="said">{_cut(line.text)}</span></p>'
    )


def _left(line: Line, has_reason: bool) -> str:
    """A line that is in no article, with its reason in short; in full when hovered."""
    why = f'<span class="why">{html.escape(brief(line.use))}</span>' if has_reason else ""
    return (
        f'<p class="left" title="{html.escape(line.use)}">'
        f'<span class="said">{_cut(line.text)}</span>{why}</p>'
    )


def _cut(text: str) -> str:
    """The beginning of a line as HTML, and how much of it is not shown."""
    rest = len(text) - N_LETTERS
    more = f" <i>… and {count(rest, 'more letter')}</i>" if rest > 0 else ""
    return html.escape(text[:N_LETTERS]) + more
