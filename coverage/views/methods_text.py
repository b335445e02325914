"""What the words on pages and in exports mean, and what to bear in mind. Knows no Streamlit."""

from __future__ import annotations

TERMS = {
    "share a claim": "two sentences that report one proposition",
    "share": "words of an outlet's sentences in a claim, each divided by the number of claims it "
    "is in, over all of the outlet's words on the event",
    "lift": "log2 of an outlet's share over the mean share of the outlets that cover the event",
    "prominence": "the place of a claim's first mention: headline 1, standfirst 0.9, then falling "
    "with the words before it",
    "stressed": "1.5 times the outlets' mean share or more, or in the headline",
    "omitted": "no sentence of the outlet reaches the match threshold; the nearest is shown",
    "uncertain": "a sentence may report the claim, but no match is sure",
    "precision": "of the pairs called the same, the share that are",
    "recall": "of the pairs that are the same, the share that is found",
    "f1": "the harmonic mean of the two",
    "calibration error": "how far probabilities lie from what is then true, on average",
    "independent version": "articles that carry largely the same text count as one",
    "strictness": "the least probability from which two sentences count as one claim; the event "
    "page can show its claims at another than the snapshot was built with",
}

LIMITS = (
    "Claims are matched by a model: of links called sure about four in five are such as careful "
    "readers draw, and it finds about half of theirs.",
    "An outlet that has no article on the event here may have one elsewhere: the corpus is what "
    "was put in.",
    "An omission says that no sentence was found that reports the claim, not why.",
    "Speakers are found by rules; about one in six is missed or taken for another.",
    "Dates are as exact as the page told them; an undated article may be earlier than all others.",
)
"""Sentences that stand on every export. Figures: docs/claims.md, docs/wording.md."""
