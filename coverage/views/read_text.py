"""Articles side by side in words: what they share, and what joins the sentence that is chosen.

HTML where it says so, with every value escaped.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coverage.charts import percent, probability
from coverage.records import TELLING_ROLES, Sentence
from coverage.settings import Settings
from coverage.views import panel
from coverage.views.phrases import count, join
from coverage.views.read_joins import Join, Kind, partners
from coverage.views.read_told import Column, Reading

PAIR = 2

MOST_PARTNERS = 3
"""Sentences that are named before the rest is only counted."""

HERE, ELSEWHERE, PERHAPS = "Also reported in", "By another claim, in", "Perhaps in"
"""How another sentence tells what the chosen one tells."""

ASK = "Choose a sentence to see which others tell the same, and how sure that is."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence that was clicked; `partners`: those it is joined to, the surest first.

    `claim_id`: the claim that it shares with the surest, else one of its own, "" for none.
    """

    column: Column
    sentence: Sentence
    place: str
    partners: tuple[tuple[str, Join], ...]
    claim_id: str

    @property
    def is_shared(self) -> bool:
        """Whether another column tells the same for sure."""
        return any(found.kind != Kind.POSSIBLE for _, found in self.partners)


def finding(reading: Reading) -> str:
    """What the articles share, computed from their sentences, as HTML."""
    names = [html.escape(column.name) for column in reading.columns]
    told = _pair(reading, names) if len(names) == PAIR else _several(reading, names)
    return f"{told}{_copied(reading)}."


def _pair(reading: Reading, names: Sequence[str]) -> str:
    common = reading.common
    one, other = names
    n_claims = " and ".join(f"{n:,}" for n in common.n_claims)
    start = f"{one} and {other} share <b>{common.n_all or 'none'}</b> of {n_claims} claims"
    if not common.n_all:
        return start
    first, second = (html.escape(percent(share)) for share in common.told_too)
    return (
        f"{start}; <b>{first}</b> of {one}’s words say what {other} says too, "
        f"<b>{second}</b> of {other}’s what {one} says"
    )


def _several(reading: Reading, names: Sequence[str]) -> str:
    common = reading.common
    n_two = common.n_some - common.n_all
    stand = "stands" if common.n_all == 1 else "stand"
    claims = f"<b>{count(common.n_all, 'claim')}</b> {stand} in all {len(names)}, {n_two:,} more"
    none = f"no claim stands in all {len(names)}, {count(n_two, 'claim')}"
    shares = [f"<b>{html.escape(percent(share))}</b>" for share in common.told_too]
    rest = [f"{name}’s {share}" for name, share in zip(names[1:], shares[1:], strict=True)]
    return (
        f"Of {join(names)}, {claims if common.n_all else none} in two; {shares[0]} of {names[0]}’s "
        f"words say what another says too, of {join(rest)}"
    )


def _copied(reading: Reading) -> str:
    """How many words are copied between whom, and who counts as one version; "" for none."""
    called = {column.article.article_id: column for column in reading.columns}
    n_words: dict[tuple[str, str], int] = {}
    for passage in reading.passages:
        pair = passage.article_a, passage.article_b
        n_words[pair] = n_words.get(pair, 0) + passage.n_words
    told = []
    for (a, b), n in n_words.items():
        one, other = sorted((called[a], called[b]), key=reading.columns.index)
        is_version = one.article.version_id == other.article.version_id
        who = f" between {one.name} and {other.name}" if len(called) > PAIR else ""
        version = ", so the two count as one version" if is_version else ""
        are = "is" if n == 1 else "are"
        told.append(f"{count(n, 'word')} {are} copied{who}{version}")
    return html.escape("".join(f"; {each}" for each in told))


def made(settings: Settings, sure: float) -> str:
    """How the sentence above comes about; plain text. `sure`: the strictness that is chosen."""
    return (
        "Two articles share a claim where a sentence of each stands in it, as on the event page "
        f"(match {probability(sure)} or surer); an article’s share is the words of such sentences "
        "over all of its words, headings and captions aside. A line goes to the sentence that "
        "matches best; choose one to see all of its lines. Dashed: a match of "
        f"{probability(settings.match_possible)} or more that makes no claim. Only here: no "
        "sentence of the others matches so much."
    )


def choose(reading: Reading, sentence_id: str) -> Chosen | None:
    """The sentence of this id with all that joins it; `None` where no column has it."""
    for column in reading.columns:
        for sentence in column.sentences:
            if sentence.sentence_id == sentence_id:
                found = partners(reading.joins, sentence_id)
                claim_id = _claim(reading, sentence_id, [other for other, _ in found])
                return Chosen(column, sentence, where(column, sentence), tuple(found), claim_id)
    return None


def _claim(reading: Reading, sentence_id: str, others: Sequence[str]) -> str:
    own = reading.claims.get(sentence_id, frozenset())
    shared = [own & reading.claims.get(other, frozenset()) for other in others]
    return next((min(each) for each in [*shared, own] if each), "")


def where(column: Column, sentence: Sentence) -> str:
    """Where a sentence stands: "Headline", "Sentence 3 of 32"."""
    place = column.places[column.sentences.index(sentence)]
    return panel.place({"role": sentence.role, "place": place, "n_body": column.n_body})


def told(reading: Reading, chosen: Chosen, labels: Mapping[str, str], settings: Settings) -> str:
    """What joins the chosen sentence and how sure that is, as HTML.

    `labels`: of claims, by id.
    """
    head = f"{chosen.column.name} · {chosen.place}"
    lines = [f'<p class="place">{html.escape(head)}</p>']
    if chosen.is_shared and chosen.claim_id in labels:
        label = html.escape(labels[chosen.claim_id])
        lines.append(f'<p class="claim" title="{label}">Claim: <b>{label}</b></p>')
    lines.append(f"<p>{html.escape(_why(reading, chosen, settings))}</p>")
    return f'<div class="panel chosen" role="status">{"".join(lines)}</div>'


def _why(reading: Reading, chosen: Chosen, settings: Settings) -> str:
    """Which sentences match and how surely, or why none does; plain text."""
    if not chosen.partners:
        return _alone(reading, chosen, settings)
    groups: dict[str, list[str]] = {HERE: [], ELSEWHERE: [], PERHAPS: []}
    for other, found in chosen.partners:
        is_own = chosen.claim_id in reading.claims.get(other, ())
        sure = HERE if is_own or found.kind == Kind.COPIED else ELSEWHERE
        group = PERHAPS if found.kind == Kind.POSSIBLE else sure
        groups[group].append(_partner(reading, other, found, settings))
    told = [f"{name}: {_few(named)}" for name, named in groups.items() if named]
    return f"{'. '.join(told)}."


def _few(named: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    rest = max(len(named) - MOST_PARTNERS, 0)
    return "; ".join(named[:MOST_PARTNERS]) + (f" and {rest:,} more" if rest else "")


def _partner(reading: Reading, other: str, found: Join, settings: Settings) -> str:
    """Another sentence and how surely it matches; what is not kept lies under the floor."""
    column, sentence = _find(reading, other)
    floor = f"less than {probability(settings.link_floor)}"
    likely = floor if found.probability is None else probability(found.probability)
    same = f", {count(found.n_same, 'word')} the same" if found.n_same else ""
    return f"{_in(column, sentence)} ({likely}{same})"


def _alone(reading: Reading, chosen: Chosen, settings: Settings) -> str:
    sentence = chosen.sentence
    if sentence.role not in TELLING_ROLES:
        return f"A {sentence.role} tells no claim, so it is not compared."
    if sentence.sentence_id not in reading.claims:
        return "Too short to tell a claim, so it is not compared."
    others = join([column.name for column in reading.columns if column is not chosen.column])
    start = f"Only here: nothing in {others} matches it by {probability(settings.match_possible)}"
    near = _nearest(reading, sentence.sentence_id)
    if near is None:
        return f"{start}, nor by {probability(settings.link_floor)}."
    (column, found), likely = near
    return f"{start}. Nearest, {probability(likely)}, {_in(column, found)}: “{found.text}”"


def _nearest(reading: Reading, sentence_id: str) -> tuple[tuple[Column, Sentence], float] | None:
    """The sentence of another column that comes nearest, of those that can report a claim."""
    for pair, likely in reading.links.items():  # the likest first
        (other,) = pair - {sentence_id} if sentence_id in pair else ("",)
        if other in reading.claims:
            return _find(reading, other), likely
    return None


def _find(reading: Reading, sentence_id: str) -> tuple[Column, Sentence]:
    return next(
        (column, sentence)
        for column in reading.columns
        for sentence in column.sentences
        if sentence.sentence_id == sentence_id
    )


def _in(column: Column, sentence: Sentence) -> str:
    """Where a sentence stands, in short: "RT’s headline", "RT’s sentence 3"."""
    place = where(column, sentence).partition(" of ")[0]
    return f"{column.name}’s {place[:1].lower()}{place[1:]}"
