"""Every threshold the pipeline uses, in one frozen object that the manifest echoes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build depends on beside its inputs and the model.

    Each comment says: meaning; unit and range; where the default comes from.
    """

    # Shortest article kept, in words of its body, >= 1. Own choice: below it pages of the gold
    # hold no article but a teaser.
    min_article_words: int = 40
    # Shortest sentence that can report a claim, in words, >= 1. Own choice: a proposition needs a
    # subject, a verb and something said.
    min_claim_words: int = 4
    # Level at which the tree of articles is cut into events, in log-odds of likeness, 2 to 11;
    # lower makes fewer and broader ones. None: where the corpus itself parts (matching.cutting).
    event_level: float | None = None
    # Probability from which two sentences are taken to share a claim ("sure"), 0-1, and from
    # which they may ("possible"). Cross-validated on labelled events (docs/claims.md), links at
    # 0.55 have precision 0.81 and recall 0.45, at 0.25 0.64 and 0.61, near the best F1.
    match_sure: float = 0.55
    match_possible: float = 0.25
    # Least probability for a pair of sentences to be stored, 0-1. Own choice: under it no
    # strictness anyone would choose brings the pair back.
    link_floor: float = 0.05
    # log2 of (share / mean share of the outlets) from which a claim is stressed. DESIGN: 1.5 times.
    stressed_lift: float = 0.58
    # Words in a shingle for reuse, >= 3. Five words in the same order rarely meet by chance.
    shingle_words: int = 5
    # Least number of same words for a passage to count as copied, >= shingle_words. Of text copied
    # over several paragraphs, one may have fewer (matching.reuse).
    min_passage_words: int = 8
    # Share of the shorter article's words (headings and captions aside) that must be copied for the
    # two articles to be one version, 0-1. "Most of one another": half or more.
    version_containment: float = 0.5
