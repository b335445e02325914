"""Two outlets side by side: sentences of theirs that report one claim."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from coverage.charts import probability
from coverage.charts.style import Row, records
from coverage.exports import deck_boxes, deck_marks
from coverage.exports.deck_boxes import Said
from coverage.exports.deck_page import Deck, Head, room
from coverage.exports.deck_text import clean, count
from coverage.exports.subject import Subject

MOST = 3
"""Pairs that a slide shows at most."""


def slide(
    deck: Deck, subject: Subject, outlets: Sequence[str], sentence: str = "", sentence_id: str = ""
) -> None:
    """The claims that two outlets both tell, each in the surest sentence of either.

    `outlets`: the two, or those that have most claims in common. The pairs with the sentence
    `sentence_id` come first, then those whose words differ. Raises KeyError for an event of one
    outlet.
    """
    left, right = _two(subject, outlets)
    rows = subject.mentions[subject.mentions["outlet"].isin([left, right])]
    found = _pairs(rows, left, right)
    found.sort(key=lambda pair: (not _has(pair, sentence_id), not _differs(pair)))
    both = count(len(found), "pair")
    seen = f"{left} and {right} share claims in {both} of sentences."
    marked = "Marked: words that the other sentence lacks."
    top = Head("Side by side", sentence or seen, f"{seen if sentence else ''} {marked}".strip())
    boxes = [said for pair in found[:MOST] for said in _sides(pair)]
    shown = deck_boxes.fitting(room(top), boxes, 2)
    n_left = len(found) - len(shown) // 2
    rest = f"{count(n_left, 'more pair')} not shown" if n_left else ""
    top = Head(top.view, top.title, top.lead, rest)
    page = deck.page(top, subject, [left, right], deck_boxes.whole(shown))
    deck_boxes.draw(page, page.room, shown, 2)


Pair = tuple[Row, Row]
"""Two mentions of one claim."""


def _two(subject: Subject, outlets: Sequence[str]) -> tuple[str, str]:
    """The outlets wanted, else the two that tell most claims in common."""
    names = [str(name) for name in subject.outlets["outlet"]]
    wanted = [name for name in outlets if name in names]
    if len(wanted) > 1:
        return wanted[0], wanted[1]
    told = {
        name: set(subject.mentions.loc[subject.mentions["outlet"] == name, "claim_id"])
        for name in names
    }
    both = [pair for pair in combinations(names, 2) if not wanted or wanted[0] in pair]
    if not both:
        msg = f"“{subject.label}” is told by one outlet only."
        raise KeyError(msg)
    return max(both, key=lambda pair: len(told[pair[0]] & told[pair[1]]))


def _pairs(rows: pd.DataFrame, left: str, right: str) -> list[Pair]:
    """A pair for each claim that both tell; each sentence in one pair only."""
    found: list[Pair] = []
    met: set[str] = set()
    for _, own in rows.groupby("claim_id", sort=False):
        surest: dict[str, Row] = {}
        for row in records(own):
            surest.setdefault(str(row["outlet"]), row)
        if left in surest and right in surest:
            ids = {str(surest[name]["sentence_id"]) for name in (left, right)}
            if not ids & met:
                found.append((surest[left], surest[right]))
                met |= ids
    return found


def _has(pair: Pair, sentence_id: str) -> bool:
    return sentence_id in {row["sentence_id"] for row in pair}


def _differs(pair: Pair) -> bool:
    return any(deck_marks.spans(said.text, said.beside) for said in _sides(pair))


def _sides(pair: Pair) -> list[Said]:
    one, other = pair
    return [
        Said(
            str(row["outlet"]),
            f"{row['place']} · match {probability(row['probability'])}",
            clean(row["text"]),
            (clean(beside["text"]),),
        )
        for row, beside in ((one, other), (other, one))
    ]
