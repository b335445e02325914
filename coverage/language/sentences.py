"""Article -> its sentences, as character offsets into the article's text.

sentencex knows the abbreviations of many languages and gives the first cuts. It leaves three
things that pages copied off the web have many of, and they are repaired here:

1. sentences glued without a space ("on the issue.Kremlin spokesman") are parted;
2. a quotation that runs over several sentences is parted at each of them;
3. closing quotation marks stay with the sentence they close, and nothing is parted before a
   lower-case letter, after a title or after an initial.

Headline, standfirst and heading are one sentence each, whatever they hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import sentencex

from coverage.records import Article, Block, Role, Sentence, content_id, count_words

Span = tuple[int, int]

WHOLE_ROLES = frozenset({Role.HEADLINE, Role.STANDFIRST, Role.HEADING})
"""Roles whose block is one sentence."""

_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘«(["
# Titles are followed by a name, so a full stop after one never ends a sentence.
_TITLE_WORDS = (
    "mr mrs ms dr st gen gens sen sens rep reps gov govs lt col maj capt sgt cmdr adm prof rev hon "
    "messrs mme vs"
)
# These may end a sentence; only sentencex, which knows more of them, is trusted to say so.
_SHORT_WORDS = (
    "jr sr no nos fig inc ltd corp co etc approx dept mt ft jan feb mar apr jun jul aug sep sept "
    "oct nov dec mon tue wed thu fri sat sun"
)
# What may follow a dot without a space inside the name of a site.
_DOMAIN_WORDS = "com net org ru uk io tv info co az eu gov edu"
_TITLES = frozenset(_TITLE_WORDS.split())
_ABBREVIATIONS = _TITLES | frozenset(_SHORT_WORDS.split())
_DOMAINS = frozenset(_DOMAIN_WORDS.split())
_AFTER_HOUR = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[A-Z]{2,4}\b")
_HOUR = re.compile(r"\b[ap]\.m\.$", re.I)
_CALLED_OUT = re.compile(r"[!?][\"'”’»]+$")
_SAID = re.compile(
    r"(?:[^\W\d_][\w.’'-]*\s){1,4}(?:said|says|asked|asks|wrote|added|replied|shouted|exclaimed)\b"
)
_LAST_WORD = re.compile(r"([^\W_]+)\.[\"'”’»)\]]*$")
_INITIAL = re.compile(r"(?:^|[^\W_]\s|\.\s?)[\"'“‘(]*([^\W\d_])\.$")
_CAPITALISED_BEFORE = re.compile(r"([^\W\d_])[\w’'-]*\.?\s[^\W\d_]\.$")
_OPENED = re.compile(r"(?<![^\s(\[“\"])'(?=\w)")
_CLOSED = re.compile(r"(?<=[\w.,!?…])'(?!\w)")
# Characters looked at around a cut: no quotation is followed back further. Keeps time linear.
_WINDOW = 2000
_LEFT_OUT = r"(?:[<\[(](?:…|\.{3})[>\])]\s*)?"
_SPACED = re.compile(
    rf"(?<=[^\s.!?…])[.!?…]+[{re.escape(_CLOSERS)}]*\s+"
    rf"(?={_LEFT_OUT}[{re.escape(_OPENERS)}]*([^\W\d_]))"
)
_GLUED = re.compile(
    rf"(?:[^\W\d_]{{2}}|\d\d|[%{re.escape(_CLOSERS)}])[.!?…]+"
    rf"(?=[{re.escape(_CLOSERS + _OPENERS)}]*([^\W\d_]\w*))"
)


def split(articles: Sequence[Article]) -> list[Sentence]:
    """Sentences of all `articles`, in the order of the articles and of their text.

    Every sentence satisfies `article.text[start:end] == text`; together an article's sentences
    hold every character of its blocks but white space, once.
    """
    return [sentence for article in articles for sentence in split_article(article)]


def split_article(article: Article) -> Iterator[Sentence]:
    """Sentences of one article; `position` counts from 0, the headline included."""
    position = 0
    for block in article.blocks:
        for start, end in _block_spans(article, block):
            text = article.text[start:end]
            yield Sentence(
                sentence_id=content_id(article.article_id, start, text),
                article_id=article.article_id,
                position=position,
                role=block.role,
                start=start,
                end=end,
                text=text,
                n_words=count_words(text),
            )
            position += 1


def _block_spans(article: Article, block: Block) -> list[Span]:
    text = article.text[block.start : block.end]
    found = [_strip(text, 0, len(text))] if block.role in WHOLE_ROLES else spans(text)
    if article.language not in ("en", "und") and block.role not in WHOLE_ROLES:
        found = spans(text, article.language)
    return [(block.start + start, block.start + end) for start, end in found if start < end]


def spans(text: str, language: str = "en") -> list[Span]:
    """Offsets of the sentences of one paragraph, without the white space around them.

    `language` is an ISO 639-1 code; an unknown one is read by rules that fit most languages.
    Empty or blank text has no sentences.
    """
    cuts = _first_cuts(text, language)
    cuts |= {cut for cut in _quoted_cuts(text) if cut not in cuts}
    cuts |= set(_glued_cuts(text))
    kept = sorted({cut for cut in (_past_closers(text, c) for c in cuts) if _may_cut(text, cut)})
    bounds = [0, *(cut for cut in kept if 0 < cut < len(text)), len(text)]
    pieces = [_strip(text, a, b) for a, b in pairwise(bounds)]
    return _join_wordless(text, [(a, b) for a, b in pieces if a < b])


def _first_cuts(text: str, language: str) -> set[int]:
    boundaries = sentencex.get_sentence_boundaries(language, text)
    return {int(boundary["start_index"]) for boundary in boundaries}


def _quoted_cuts(text: str) -> Iterator[int]:
    """Where a sentence ends and another begins; sentencex sees none inside quotation marks."""
    for match in _SPACED.finditer(text):
        left = _before(text, match.end()).rstrip()
        if match[1].isupper() and not _ends_abbreviated(left) and not _in_brackets(left):
            yield match.end()


def _glued_cuts(text: str) -> Iterator[int]:
    """Where a sentence follows another without a space: "on the issue.Kremlin spokesman"."""
    for match in _GLUED.finditer(text):
        word = match[1]
        starts_sentence = word[0].isupper() and (
            word[1:2].islower() or word in ("A", "I") or (len(word) > 1 and word.isupper())
        )
        if not starts_sentence or word.casefold() in _DOMAINS:
            continue
        if not _ends_abbreviated(_before(text, match.end())):
            yield match.end()


def _ends_abbreviated(left: str) -> bool:
    """Whether the full stop at the end of `left` may be that of an abbreviation."""
    last = _LAST_WORD.search(left)
    if last is None:
        return False
    is_dotted = left[: last.start()].endswith(".")
    return is_dotted or len(last[1]) == 1 or last[1].casefold() in _ABBREVIATIONS


def _in_brackets(left: str) -> bool:
    return left.count("(") > left.count(")") or left.count("[") > left.count("]")


def _past_closers(text: str, cut: int) -> int:
    """`cut` moved behind the marks that close the sentence before it, before those that open."""
    while cut > 1 and text[cut - 1] in _OPENERS and text[cut - 2].isspace():
        cut -= 1
    end = cut
    while end > 0 and text[end - 1].isspace():
        end -= 1
    moved = end
    while moved < len(text) and text[moved] in _CLOSERS and _closes(text, moved):
        moved += 1
    return cut if moved == end else _skip_space(text, moved)


def _closes(text: str, at: int) -> bool:
    """Whether the mark at `at` closes: by its shape, by what follows, or because one is open."""
    if text[at] not in "\"'":
        return True
    following = text[at + 1 : at + 2]
    if not following or following.isspace():
        return True
    if text[at] == '"':
        return _before(text, at).count('"') % 2 == 1
    opened = [m.start() for m in _OPENED.finditer(_before(text, at))]
    closed = [m.start() for m in _CLOSED.finditer(_before(text, at))]
    return bool(opened) and opened[-1] > max(closed, default=-1)


def _may_cut(text: str, cut: int) -> bool:
    """Whether a sentence can end before `cut` and another begin at it."""
    left, right = _before(text, cut).rstrip(), text[cut : cut + _WINDOW].lstrip()
    if not left or not right or _runs_on(left, right):
        return False
    last = _LAST_WORD.search(left)
    if last is None:
        return True
    is_inside = len(last[1]) == 1 and not text[cut - 1].isspace()  # "D-N.Y.", "U.S.Army"
    return not (is_inside or last[1].casefold() in _TITLES or _ends_with_initial(left))


def _runs_on(left: str, right: str) -> bool:
    """Whether `right` goes on with the sentence of `left`, by how it begins."""
    first = next((c for c in right if c.isalnum()), "")
    if right.startswith("©") or (first.islower() and not left.endswith((";", ":"))):
        return True
    if _CALLED_OUT.search(left) and _SAID.match(right):
        return True
    return bool(_HOUR.search(left) and _AFTER_HOUR.match(right))


def _ends_with_initial(left: str) -> bool:
    """Whether `left` ends in a name's initial: "Donald J." does, "vitamin C." does not."""
    initial = _INITIAL.search(left)
    if initial is None or not initial[1].isupper():
        return False
    before = _CAPITALISED_BEFORE.search(left)
    if before is None:
        return len(left.split()) == 1
    return before[1].isupper()


def _join_wordless(text: str, pieces: list[Span]) -> list[Span]:
    """Pieces with neither letter nor digit joined to the one before, or else to the one after."""
    joined: list[Span] = []
    for start, end in pieces:
        if joined and not (_has_word(text, (start, end)) and _has_word(text, joined[-1])):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _has_word(text: str, span: Span) -> bool:
    return any(c.isalnum() for c in text[span[0] : span[1]])


def _before(text: str, at: int) -> str:
    """The text before `at`, as far back as anything here looks."""
    return text[max(0, at - _WINDOW) : at]


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _strip(text: str, start: int, end: int) -> Span:
    """`start` and `end` moved inwards past white space."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())
