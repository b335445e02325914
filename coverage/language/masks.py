"""Texts with what does not count blanked at equal length: quotations, questions, headlines.

"And Mr. Vane? “A fine man.”"   without quotations and questions   ->   blanks
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coverage.language.quotes import Quotation
from coverage.records import Article, Role

_QUESTION = re.compile(r"(?:^|(?<=[.?!]))[^.?!]*\?")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Gov|Sen|Rep|[A-Z])\.")


def shift(quotations: Sequence[Quotation], by: int) -> list[Quotation]:
    """The quotations with `by` added to their offsets."""
    return [Quotation(q.start + by, q.end + by, q.is_closed) for q in quotations]


def blank(text: str, quotations: Sequence[Quotation]) -> str:
    """`text` with its quotations blanked; offsets may reach beyond it."""
    for q in quotations:
        start, end = max(0, q.start), min(len(text), q.end)
        if start < end:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def without_questions(text: str) -> str:
    """`text` with its questions blanked: who is asked about in "And Mr. Vane?" does not speak."""
    if "?" not in text:
        return text
    plain = _ABBREVIATED.sub(lambda m: m.group().replace(".", " "), text)
    for found in _QUESTION.finditer(plain):
        text = text[: found.start()] + " " * len(found.group()) + text[found.end() :]
    return text


def told(article: Article) -> str:
    """What names are read from: a headline's capitals ("Indicting Bo Holt") would mislead."""
    told = [article.text[b.start : b.end] for b in article.blocks if b.role != Role.HEADLINE]
    return "\n".join(told) or article.text
