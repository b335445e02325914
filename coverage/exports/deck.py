"""An event, or the views that an analyst picked, as a PowerPoint presentation.

    deck_text      text made harmless, measured, fitted
    deck_runs      letters, their font set on each run
    deck_marks     words that no other sentence has
    deck_template  an empty presentation, 16:9, light
    deck_page      a slide with head, foot, notes;   deck_sources: the notes
    deck_tables    native tables      deck_charts: native charts      deck_boxes: sentences in boxes
    deck_front     title, the event on one slide
    deck_matrix, deck_claims, deck_pairs, deck_omissions, deck_voices, deck_keys, deck_wording,
    deck_copies, deck_timeline
                   a view each
    deck_methods   what it rests on, what its words mean
    deck_saving    the same bytes whenever it is made

Titles are what is seen, computed before; nothing is computed here but which rows have room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coverage.exports import (
    deck_claims,
    deck_copies,
    deck_front,
    deck_matrix,
    deck_methods,
    deck_omissions,
    deck_pairs,
    deck_timeline,
    deck_voices,
    deck_wording,
)
from coverage.exports.deck_page import Deck
from coverage.exports.deck_saving import saved
from coverage.exports.deck_template import empty
from coverage.exports.deck_text import count
from coverage.exports.subject import Subject


@dataclass(frozen=True, slots=True)
class Picked:
    """A view that an analyst picked, and the sentence given to it, "" for none.

    `kind`: a key of `KINDS`. `claim_id`: of a "claim", or the one that a "timeline" colours.
    `outlets`: the two of "pairs", none for those that have most in common, and `sentence_id` which
    of their sentences was chosen. `part` of "words": keys, shifts, quotes, names.
    """

    kind: str
    subject: Subject
    sentence: str = ""
    claim_id: str = ""
    outlets: tuple[str, ...] = ()
    sentence_id: str = ""
    part: str = "keys"


def make(subject: Subject) -> bytes:
    """The whole of an event as a .pptx file."""
    deck = Deck(empty())
    deck_front.title(deck, subject.label, subject.header, [subject])
    deck_front.event(deck, subject)
    deck_matrix.slides(deck, subject)
    deck_matrix.emphasis(deck, subject)
    deck_claims.slides(deck, subject)
    deck_omissions.slides(deck, subject)
    deck_voices.slide(deck, subject)
    deck_wording.slides(deck, subject)
    if not subject.pairs.empty:
        deck_copies.slide(deck, subject)
    deck_timeline.slide(deck, subject)
    deck_methods.slides(deck, [subject])
    return saved(deck.deck, subject.label, _basis([subject]), subject.origin.made)


def of_slides(name: str, picked: Sequence[Picked]) -> bytes:
    """Picked views in order as a .pptx file, `name` as its title, methods at its end.

    Raises KeyError for a kind, part or claim that there is none of, ValueError for no slide.
    """
    if not picked:
        msg = "A presentation without slides has nothing to export."
        raise ValueError(msg)
    deck = Deck(empty())
    subjects = list({one.subject.event_id: one.subject for one in picked}.values())
    told = subjects[0].label if len(subjects) == 1 else count(len(subjects), "event")
    deck_front.title(deck, name, told, subjects)
    for one in picked:
        KINDS[one.kind](deck, one)
    deck_methods.slides(deck, list(deck.subjects))
    return saved(deck.deck, name, _basis(deck.subjects), picked[0].subject.origin.made)


def _basis(subjects: Sequence[Subject]) -> str:
    """Of what snapshots the deck is made, for its properties."""
    origins = {subject.origin.snapshot: subject.origin for subject in subjects}
    return "; ".join(f"snapshot {key}, built {one.built}" for key, one in origins.items())


def _words(deck: Deck, picked: Picked) -> None:
    deck_wording.PARTS[picked.part](deck, picked.subject, picked.sentence)


KINDS: dict[str, Callable[[Deck, Picked], None]] = {
    "matrix": lambda deck, one: deck_matrix.slides(deck, one.subject, one.sentence, most=1),
    "claim": lambda deck, one: deck_claims.slide(deck, one.subject, one.claim_id, one.sentence),
    "pairs": lambda deck, one: deck_pairs.slide(
        deck, one.subject, one.outlets, one.sentence, one.sentence_id
    ),
    "voices": lambda deck, one: deck_voices.slide(deck, one.subject, one.sentence),
    "words": _words,
    "copies": lambda deck, one: deck_copies.slide(deck, one.subject, one.sentence),
    "timeline": lambda deck, one: deck_timeline.slide(
        deck, one.subject, one.sentence, one.claim_id
    ),
}
"""Kind of view, as the app names them -> its slides."""
