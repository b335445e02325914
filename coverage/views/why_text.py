"""Why two sentences match, as HTML: their words marked, and what spoke for and against.

All text is escaped here.
"""

from __future__ import annotations

import html
import math
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from coverage.charts import probability

if TYPE_CHECKING:  # what makes these needs the models' libraries
    from coverage.matching.aligned_words import AlignedWords, Word
    from coverage.matching.reasons import Reason, Why

READ_SO = (
    "×3: were the pair average for this event in that respect, the odds of a match would be a "
    "third of what they are; ÷3: three times. Each is found with all else unchanged, so they do "
    "not multiply to the whole."
)
"""How a factor is read."""

TENFOLD = 10
"""Factor from which tenths say nothing."""


def render(
    why: Why,
    heads: tuple[str, str],
    originals: tuple[str, str],
    number: str,
    after: Sequence[str],
) -> str:
    """The whole. `heads`: whose the sentences are and where they stand; `originals`: as printed.

    `number`: the probability in words; `after`: who moved it after the matcher, a sentence each.
    """
    partners = _partners(why.words)
    sides = zip(
        heads, originals, why.texts, (why.words.one, why.words.other), partners, strict=True
    )
    sentences = "".join(
        f'<section><p class="place">{html.escape(head)}</p>'
        f"<p>{_marked(text, own, to, _spelt(original, text))}</p></section>"
        for head, original, text, own, to in sides
    )
    legend = (
        '<p class="fact"><mark>word</mark> has its like in the other sentence; hover to see which '
        "&nbsp;·&nbsp; <u>word</u> has none</p>"
    )
    if any(original != text for original, text in zip(originals, why.texts, strict=True)):
        legend += '<p class="fact">[Name] stands for the pronoun that was printed</p>'
    told = f'<p class="number">{html.escape(number)}</p>{sentences}{legend}'
    return f'<div class="panel why">{told}{_reasons(why)}{_after(why, after)}</div>'


def _partners(words: AlignedWords) -> tuple[dict[int, str], dict[int, str]]:
    """Where a word begins -> its like in the other sentence and how like it is."""
    one: dict[int, str] = {}
    other: dict[int, str] = {}
    for pair in words.pairs:
        like = f".{min(round(100 * pair.likeness), 99):02d}"
        one.setdefault(pair.one.start, f"{pair.other.text}, {like} alike")
        other.setdefault(pair.other.start, f"{pair.one.text}, {like} alike")
    return one, other


def _spelt(original: str, text: str) -> tuple[int, int]:
    """The stretch of `text` that stands for a pronoun of `original`; empty where there is none."""
    if original == text:
        return 0, 0
    start = _common(original, text)
    while start and text[start - 1].isalnum():
        start -= 1
    rest = _common(original[::-1], text[::-1])
    end = max(len(text) - rest, start)
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _common(one: str, other: str) -> int:
    """Letters that both begin with."""
    both = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both))


def _marked(text: str, words: Sequence[Word], to: Mapping[int, str], spelt: tuple[int, int]) -> str:
    """The sentence with its telling words marked, and what stands for a pronoun in brackets."""
    put = {word.start: _open(word, to.get(word.start, "")) for word in words}
    close = {word.end: "</mark>" if word.is_found else "</u>" for word in words}
    start, end = spelt
    if start < end:
        put[start] = "[" + put.get(start, "")
        close[end] = close.get(end, "") + "]"
    cuts = sorted({0, len(text), *put, *close})
    pieces = [html.escape(text[a:b]) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    return "".join(
        close.get(cut, "") + put.get(cut, "") + piece
        for cut, piece in zip(cuts, pieces, strict=True)
    )


def _open(word: Word, partner: str) -> str:
    if not word.is_found:
        return "<u>"
    return f'<mark title="{html.escape(partner)}">' if partner else "<mark>"


def _reasons(why: Why) -> str:
    """What spoke for a match and what against it, the heaviest first."""
    heaviest = max((abs(reason.weight) for reason in why.reasons), default=1.0)
    shown = ""
    for is_for, title in ((True, "What spoke for a match"), (False, "What spoke against it")):
        own = [reason for reason in why.reasons if (reason.weight > 0) == is_for]
        rows = "".join(_reason(reason, heaviest) for reason in own)
        nothing = '<p class="fact">Nothing that weighs.</p>'
        shown += f"<section><h3>{title}</h3>{rows or nothing}</section>"
    return shown


def _reason(reason: Reason, heaviest: float) -> str:
    """One reason: its kind, a bar of its weight, and the evidence."""
    share = round(100 * abs(reason.weight) / heaviest)
    kind = "for" if reason.weight > 0 else "against"
    return (
        f'<div class="reason {kind}"><b>{html.escape(str(reason.kind))}</b>'
        f'<div class="weight"><i style="width:{share}%"></i></div>'
        f"<span>{factor(reason.weight)}</span><p>{html.escape(reason.told)}</p></div>"
    )


def factor(weight: float) -> str:
    """Log-odds as what the odds are multiplied or divided by: "×3.0", "÷1.4"."""
    times = math.exp(abs(weight))
    return ("×" if weight > 0 else "÷") + (f"{times:.1f}" if times < TENFOLD else f"{times:.0f}")


def _after(why: Why, after: Sequence[str]) -> str:
    """The number that this came to, what moved it later, and how the factors are read."""
    lines = [f"All this weighed together: {probability(why.first)}.", *why.later, *after]
    told = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f'<section>{told}<p class="fact">{READ_SO}</p></section>'
