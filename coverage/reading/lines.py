"""A flattened page -> its lines, each with what can be seen of it without knowing the page.

A page that was flattened to one long line is unfolded first (`folding`). Its pieces remember the
line they came from, so that an article's paragraph can be put together again. Each line knows where
in the page it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coverage.reading import folding
from coverage.records import further_words

_BREAK = re.compile(r"\r\n|[\n\r\f\v\u2028\u2029]")
_UNSEEN = ("\u200b", "\ufeff")  # characters without width, which are no white space to Python
_WORD = re.compile(rf"[^\s{''.join(_UNSEEN)}]+")
_ITEM = re.compile(r"^(?:[•◦▪‣·*]|[-–—](?=\s)|\d{1,2}[.)](?=\s))\s*")
_END = re.compile(r"[.!?…؟۔।。！？][\"'”’»)\]]*$")
_INNER_END = re.compile(r"[a-zà-þ0-9а-я\"'”’»)][.!?…][\"'”’»)]*\s?[\"'“‘«(]*[A-ZÀ-ÞА-Я]")

# A page is folded when its longest line has at least this many words and this share of all.
# Own choice: a paragraph of 150 words is rare, one that holds half of a page rarer.
FOLDED_WORDS = 150
FOLDED_SHARE = 0.5
# The same for a short page, of which one line is all or nearly all.
SHORT_FOLDED_WORDS = 60
SHORT_FOLDED_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `origin`: number of the page's own line that it is, or is a piece of.

    `start` and `end` bound it in the page's text, its bullet and all.
    """

    text: str
    origin: int
    start: int
    end: int
    is_item: bool  # has a bullet or a number before it, which `text` lacks
    has_gap: bool  # a blank line stands before it
    is_piece: bool  # of a folded page's line
    n_words: int
    lower_share: float  # of its words, those that begin without a capital; 0 to 1
    short_share: float  # of its words, those of up to three letters; 0 to 1
    is_ended: bool  # ends like a sentence
    is_sentence_inside: bool  # a sentence ends in it and another begins

    @property
    def is_prose(self) -> bool:
        """Whether it reads as one or more sentences of running text."""
        is_strung = self.is_piece and self.n_words > MAX_SENTENCE_WORDS
        if self.lower_share < MIN_LOWER_SHARE or (is_strung and not self.is_sentence_inside):
            return False
        if self.is_ended or self.is_sentence_inside:
            return self.n_words >= MIN_PROSE_WORDS
        return self.n_words >= LONG_LINE_WORDS and self.short_share >= MIN_SHORT_SHARE


# Share of words in lower case from which a line can be prose. Headlines with capitals lie under
# it, German prose with its capital nouns above; scripts without case are all above.
MIN_LOWER_SHARE = 0.4
# Fewest words of a line of prose that ends like a sentence, and of one that does not.
MIN_PROSE_WORDS = 4
LONG_LINE_WORDS = 30
# Most words of a sentence in a folded page: what is longer is teasers strung together. Swept on
# the gold pages as one line: F1 0.83 at 45, 0.88 at 60, 0.90 at 80 and at 100.
MAX_SENTENCE_WORDS = 80
# Share of short words from which a long line without a sentence's end can be prose: articles,
# prepositions and pronouns are short in most languages, lists of names and icons lack them.
MIN_SHORT_SHARE = 0.15
_SHORT = 3


def page_lines(text: str) -> list[Line]:
    """Lines of a page that are not blank, in order, white space made single."""
    found = []
    has_gap = False
    own = [(at, line, single(line)) for at, line in _own_lines(text)]
    counts = [len(words.split()) for _, _, words in own]
    total = sum(counts)
    for origin, ((at, line, words), n_words) in enumerate(zip(own, counts, strict=True)):
        if not words:
            has_gap = True
            continue
        is_folded = _is_folded(n_words, total)
        pieces = list(folding.unfold(words) if is_folded else folding.unprefixed(words))
        for piece, (start, end) in zip(pieces, spans(line, pieces), strict=True):
            found.append(make_line(piece, origin, has_gap, is_folded, (at + start, at + end)))
            has_gap = False
    return found


def _is_folded(n_words: int, total: int) -> bool:
    """Whether a line of `n_words`, of the page's `total`, is a page's lines put in one."""
    is_most = n_words >= FOLDED_WORDS and n_words >= FOLDED_SHARE * total
    return is_most or (n_words >= SHORT_FOLDED_WORDS and n_words >= SHORT_FOLDED_SHARE * total)


def _own_lines(text: str) -> Iterator[tuple[int, str]]:
    """The page's own lines, blank ones as well, and where each begins."""
    at = 0
    for match in _BREAK.finditer(text):
        yield at, text[at : match.start()]
        at = match.end()
    yield at, text[at:]


def single(line: str) -> str:
    """`line` with white space made single, less what has no width."""
    for char in _UNSEEN:
        line = line.replace(char, "")
    return " ".join(line.split())


def spans(line: str, pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Bounds in `line` of `pieces`, which in their order hold all that is seen of it."""
    if len(pieces) == 1:
        yield len(line) - len(line.lstrip()), len(line.rstrip())
        return
    words = _WORD.finditer(line)
    at = end = 0
    for piece in pieces:
        start, missing = -1, len(piece) - piece.count(" ")
        while missing:
            if at == end:
                at, end = next(words).span()
            start = at if start < 0 else start
            taken = min(missing, end - at)
            at, missing = at + taken, missing - taken
        yield start, at


def make_line(
    text: str,
    origin: int = 0,
    has_gap: bool = False,
    is_piece: bool = False,
    span: tuple[int, int] = (0, 0),
) -> Line:
    """A `Line` with its features, from text whose white space is single."""
    bare = _ITEM.sub("", text, count=1) or text
    words = [word for word in bare.split() if any(c.isalpha() for c in word)]
    lower = sum(not _first_letter(word).isupper() for word in words)
    return Line(
        text=bare,
        origin=origin,
        start=span[0],
        end=span[1],
        is_item=bare != text,
        has_gap=has_gap,
        is_piece=is_piece,
        n_words=len(words) + further_words(bare),
        lower_share=lower / len(words) if words else 0.0,
        short_share=sum(len(word) <= _SHORT for word in words) / len(words) if words else 0.0,
        is_ended=bool(_END.search(bare)),
        is_sentence_inside=bool(_INNER_END.search(bare)),
    )


def _first_letter(word: str) -> str:
    return next(c for c in word if c.isalpha())


@lru_cache(maxsize=4096)  # a line is compared with many
def key(text: str) -> str:
    """`text` without case, punctuation and kinds of quotation marks: for comparing lines."""
    return " ".join(re.findall(r"\w+", text.casefold())) or text


def repeated(lines: Sequence[Line]) -> Counter[str]:
    """How often each line's `key` stands in the page."""
    return Counter(key(line.text) for line in lines)
