"""Copies of articles edited by known means, to measure how well reuse is found.

An edited copy keeps, sentence by sentence, from where it has it, so that what must be found is
known to the character. The same seed makes the same copy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from coverage.records import content_id

SYNONYMS = dict(
    pair.split(":")
    for pair in (
        "said:stated told:informed asked:requested called:named about:around some:several "
        "many:numerous big:large large:sizeable small:minor new:fresh old:former first:initial "
        "last:final after:following before:ahead because:since while:whereas but:yet also:too "
        "only:merely more:further most:nearly all:every every:each people:persons man:male "
        "woman:female child:minor children:youngsters house:home home:residence city:town "
        "town:municipality country:nation nation:state state:country government:cabinet "
        "minister:secretary president:leader leader:head head:chief chief:head parliament:assembly "
        "law:statute bill:draft vote:ballot voted:balloted party:faction court:tribunal "
        "judge:magistrate police:officers officers:police soldiers:troops troops:soldiers "
        "army:military war:conflict attack:assault attacked:assaulted killed:slain wounded:injured "
        "injured:hurt hurt:injured fire:blaze began:started started:began ended:finished "
        "opened:unlocked closed:shut shut:closed shutting:closing left:departed arrived:came "
        "came:arrived went:travelled took:seized given:handed gave:handed made:produced "
        "put:placed held:kept kept:held found:discovered saw:noticed seen:noticed heard:learned "
        "wanted:wished want:wish needs:requires need:require must:should would:might could:might "
        "will:shall can:may agreed:consented refused:declined rejected:dismissed "
        "accused:blamed blamed:accused demanded:required warned:cautioned promised:pledged "
        "announced:declared declared:announced reported:noted noted:remarked added:continued "
        "stressed:underlined explained:clarified confirmed:verified denied:disputed "
        "month:period week:fortnight year:twelvemonth years:seasons day:date days:dates "
        "night:evening evening:night morning:dawn hours:periods money:funds price:cost "
        "prices:costs company:firm firm:company workers:employees employees:staff staff:personnel "
        "talks:negotiations deal:agreement agreement:accord accord:pact plan:scheme plans:schemes "
        "decision:ruling step:move move:step reason:cause danger:peril safety:security "
        "help:assistance aid:assistance against:versus between:among during:amid near:beside "
        "over:above under:beneath without:lacking within:inside very:highly quite:rather"
    ).split()
)
"""Word -> a word near it. Nearness in meaning is nothing that the search for copies looks at."""

HEADLINE_WORDS = 7

_WORD = re.compile(r"\w+")
_OPEN = 4  # letters of a word that bears meaning, and may give way to a neighbour's


@dataclass(frozen=True, slots=True)
class Copied:
    """A sentence and from where it comes: `source` names an article, `place` its sentence."""

    text: str
    source: str
    place: int


Paragraph = tuple[Copied, ...]


@dataclass(frozen=True, slots=True)
class Edits:
    """What is done to an article. Shares are 0-1, of sentences cut and of words changed."""

    name: str
    headline: bool = False
    cut: float = 0.0
    reorder: bool = False
    inserted: int = 0  # paragraphs of another event
    synonyms: float = 0.0
    dropped: float = 0.0


EDITS = (
    Edits("headline", headline=True),
    Edits("cut 0.3", cut=0.3),
    Edits("cut 0.6", cut=0.6),
    Edits("reorder", reorder=True),
    Edits("insert 1", inserted=1),
    Edits("insert 3", inserted=3),
    Edits("synonyms 0.1", synonyms=0.1),
    Edits("synonyms 0.2", synonyms=0.2),
    Edits("synonyms 0.3", synonyms=0.3),
    Edits("synonyms 0.4", synonyms=0.4),
    Edits("dropped 0.1", dropped=0.1),
    Edits("mix, light", headline=True, cut=0.2, inserted=1, synonyms=0.05),
    Edits("mix, middling", True, 0.3, True, 1, 0.1, 0.03),
    Edits("mix, strong", True, 0.5, True, 2, 0.2, 0.05),
    Edits("mix, strongest", True, 0.7, True, 3, 0.3, 0.05),
)
"""The edits that are measured, one by one and mixed, from light to strong."""


def apply(
    edits: Edits,
    paragraphs: Sequence[Paragraph],
    others: Sequence[Paragraph],
    neighbours: Sequence[str],
    seed: str,
) -> list[Paragraph]:
    """The paragraphs of an edited copy.

    `others`: paragraphs of other events, from which some are inserted; `neighbours`: texts on the
    same event, whose words take the place of those that `SYNONYMS` does not know.
    """
    chosen = _generator(seed, edits.name)
    kept = _cut(paragraphs, edits.cut, chosen)
    if edits.reorder:
        kept = [kept[k] for k in chosen.permutation(len(kept)).tolist()]
    words = sorted({w.lower() for text in neighbours for w in _WORD.findall(text) if _is_open(w)})
    changed = [
        tuple(replace(s, text=_reworded(s.text, edits, words, chosen)) for s in paragraph)
        for paragraph in kept
    ]
    for k in _some(len(others), edits.inserted, chosen):
        changed.insert(int(chosen.integers(0, len(changed) + 1)), others[k])
    return changed


def headline(neighbours: Sequence[str], seed: str) -> str:
    """A headline of its own: words of texts on the same event, in any order."""
    words = sorted({word for text in neighbours for word in _WORD.findall(text) if _is_open(word)})
    chosen = _generator(seed, "headline")
    return " ".join(words[k] for k in _some(len(words), HEADLINE_WORDS, chosen))


def _generator(*seed: str) -> np.random.Generator:
    return np.random.default_rng(int(content_id(*seed), 16))


def _some(n: int, size: int, chosen: np.random.Generator) -> list[int]:
    """`size` different numbers below n."""
    return [int(k) for k in chosen.choice(n, size, replace=False)]


def _cut(
    paragraphs: Sequence[Paragraph], share: float, chosen: np.random.Generator
) -> list[Paragraph]:
    """Without a share of the sentences, from anywhere but never all."""
    places = [(p, s) for p, paragraph in enumerate(paragraphs) for s in range(len(paragraph))]
    n_cut = min(round(share * len(places)), len(places) - 1)
    cut = {places[k] for k in _some(len(places), n_cut, chosen)}
    kept = (
        tuple(sentence for s, sentence in enumerate(paragraph) if (p, s) not in cut)
        for p, paragraph in enumerate(paragraphs)
    )
    return [paragraph for paragraph in kept if paragraph]


def _is_open(word: str) -> bool:
    return len(word) >= _OPEN and word.isalpha()


def _reworded(text: str, edits: Edits, words: Sequence[str], chosen: np.random.Generator) -> str:
    """With shares of the words exchanged and dropped."""
    found = list(_WORD.finditer(text))
    able = [k for k, m in enumerate(found) if m.group().lower() in SYNONYMS or _is_open(m.group())]
    n_exchanged = min(round(edits.synonyms * len(found)), len(able))
    exchanged = {able[k] for k in _some(len(able), n_exchanged, chosen)}
    dropped = set(np.flatnonzero(chosen.random(len(found)) < edits.dropped).tolist()) - exchanged
    for k in sorted(exchanged | dropped, reverse=True):
        match = found[k]
        word = "" if k in dropped else _other(match.group(), words, chosen)
        end = match.end() + (k in dropped and text[match.end() : match.end() + 1] == " ")
        text = text[: match.start()] + word + text[end:]
    return text


def _other(word: str, words: Sequence[str], chosen: np.random.Generator) -> str:
    """Its synonym, or else any word of the neighbours."""
    other = SYNONYMS.get(word.lower()) or words[int(chosen.integers(0, len(words)))]
    return other.capitalize() if word[0].isupper() else other
