"""A page that was flattened to one long line -> the pieces that were lines of their own.

It is broken around addresses and times, at titles that are printed again, before phrases with
which other matter begins, where sentences end, and where a run of names and menu words turns
into prose. No word is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from coverage.reading import cues

# Words that must be gained by leaving a menu's words off a sentence before it is done.
_MENU_GAIN = 5
_MENU_WORDS = 7  # fewest words without lower case that show a menu; names are shorter
_TITLE_WORDS = (5, 30)  # fewest and most words of a repeated title looked for in a folded page
_ABBREVIATION = 4  # letters of the longest abbreviation in a title, its full stop included
_TITLE_SEARCH = 200_000  # characters of a folded page searched for titles
_TITLE_REACH = 80  # words of a folded page within which its title begins
_SENTENCE_END = re.compile(
    r"(?<=[^\W_A-Z][^\W_])[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(]*[^\W\d_a-zà-þ])|"
    r"(?<=[”\"'’)])[.!?]\s+(?=[\"'“‘«(]*[A-ZÀ-Þ])"
)


def unprefixed(line: str) -> Iterator[str]:
    """A line's day of fetching and its leading addresses apart from what follows them."""
    fetched = cues.FETCHED.match(line)
    if fetched:
        yield fetched[0].strip()
        line = line[fetched.end() :].strip()
    url = cues.URL.match(line)
    while url and url.end() < len(line):
        yield url[0]
        line = line[url.end() :].strip()
        url = cues.URL.match(line)
    if line:
        yield line


def unfold(line: str) -> Iterator[str]:
    """Pieces of a folded page, in order; together they hold all of its words."""
    titles = _titles(line[:_TITLE_SEARCH])
    counted = Counter(pairwise(map(_bare, line.split())))
    pairs = {pair for pair, count in counted.items() if count > 1}
    for part in unprefixed(line):
        for piece in _around_marks(part):
            for phrase in _at_titles(piece, titles):
                for stretch in _before_each(cues.ENDING_PHRASE, phrase):
                    for sentence in _at_ends(stretch):
                        yield from _off_menu(sentence, pairs)


_MARKS = re.compile(
    "|".join(
        pattern.pattern for pattern in (cues.URL, cues.EMAIL, cues.MARKUP_PATH, cues.ISO_STAMP)
    )
    + rf"|(?i:{cues.AGE.pattern}|{cues.TIMED_DAY.pattern})|\s[|•·»›]\s"
)


def _around_marks(text: str) -> Iterator[str]:
    at = 0
    for match in _MARKS.finditer(text):
        is_bullet = match[0].strip() == "•"  # stays with the item that it opens
        yield from _filled(text[at : match.start()], "" if is_bullet else match[0])
        at = match.start() if is_bullet else match.end()
    yield from _filled(text[at:])


def _filled(*texts: str) -> Iterator[str]:
    yield from (text.strip() for text in texts if text.strip())


def _before_each(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    starts = [0, *(match.start() for match in pattern.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        yield from _filled(text[start:end])


def _at_ends(text: str) -> Iterator[str]:
    at = 0
    for match in _SENTENCE_END.finditer(text):
        yield from _filled(text[at : match.end()])
        at = match.end()
    yield from _filled(text[at:])


def _at_titles(text: str, titles: Sequence[str]) -> Iterator[str]:
    """`text` broken before and behind each place where a title is printed."""
    if not titles:
        yield text
        return
    at = 0
    for match in re.finditer("|".join(map(re.escape, titles)), text):
        yield from _filled(text[at : match.start()], match[0])
        at = match.end()
    yield from _filled(text[at:])


def _titles(text: str) -> list[str]:
    """Titles by which to break a folded page, the longest first."""
    title = repeated_title(text)
    found = {*_doubled(text.split()), *([title] if title else [])}
    return sorted(found, key=lambda phrase: (-len(phrase), phrase))


def repeated_title(text: str) -> str | None:
    """The phrase near the page's beginning that is printed again, as titles are.

    The longest run of 5 to 30 words that starts within the first 80 words, has no sentence's end
    inside and stands in the page twice or more, less a second print of itself; `None` where
    there is none.
    """
    words = text.split()
    least, most = _TITLE_WORDS
    joined = _marked(words)
    best: list[str] = []
    for start in range(min(_TITLE_REACH, len(words))):
        if words[start].lstrip("\"'“‘«([")[:1].islower():
            continue
        length = max(least, len(best) + 1)
        while length <= 2 * most and start + length <= len(words):
            phrase = words[start : start + length]
            if joined.count(_marked(phrase)) < 2 or any(map(_ends, phrase[:-1])):  # noqa: PLR2004
                break
            best, length = phrase, length + 1
    half = len(best) // 2
    if best[:half] == best[half : 2 * half]:
        best = best[:half]
    return " ".join(best) if best and not cues.URL.search(" ".join(best)) else None


def _marked(words: Sequence[str]) -> str:
    """Words in one string in which each stands between marks of its own: they can be counted."""
    return "".join(f"\x02{word}\x03" for word in words)


def _ends(word: str) -> bool:
    """Whether a sentence ends with `word`; short words with a full stop are abbreviations."""
    return word[-1:] in ".!?" and len(word) > _ABBREVIATION and "." not in word[:-1]


def _doubled(words: Sequence[str]) -> Iterator[str]:
    """Phrases of 5 to 30 words that are printed twice running, as teasers' titles are."""
    least, most = _TITLE_WORDS
    for start in range(len(words)):
        for length in range(least, most + 1):
            if words[start : start + length] == words[start + length : start + 2 * length]:
                yield " ".join(words[start : start + length])


def _off_menu(sentence: str, pairs: Collection[tuple[str, str]]) -> Iterator[str]:
    """A sentence without the names and menu words that a folded page puts before it.

    A menu shows as a run of words none of which is in lower case. The sentence begins within the
    last such run, at its last capital, or as far before it as the page repeats each two words
    (`pairs`): a name is not parted.
    """
    words = sentence.split()
    gains = [_prose_gain(word) for word in words]
    first, last = _last_menu(gains)
    start = next((at for at in range(last - 1, first - 1, -1) if _begins(words[at])), 0)
    while start > first and (_bare(words[start - 1]), _bare(words[start])) in pairs:
        start -= 1
    if start and -sum(gains[:start]) >= _MENU_GAIN and sum(gains[start:]) > 0:
        yield " ".join(words[:start])
        yield " ".join(words[start:])
    else:
        yield sentence


def _begins(word: str) -> bool:
    bare = word.lstrip("\"'“‘«([")
    return bare[:1].isupper() or bare[:1].isdigit()


def _last_menu(gains: Sequence[float]) -> tuple[int, int]:
    """Bounds of the last run of `_MENU_WORDS` or more menu words; (0, 0) if there is none."""
    found, length = (0, 0), 0
    for at, gain in enumerate(gains):
        length = length + 1 if gain < 0 else 0
        if length >= _MENU_WORDS:
            found = (at - length + 1, at + 1)
    return found


def _bare(word: str) -> str:
    return word.strip(".,:;!?\"'“”‘’()[]")


def _prose_gain(word: str) -> float:
    """1 for a word in lower case, -1 for one with a capital, -0.5 for one without letters."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return -0.5
    return 1.0 if letters[0].islower() else -1.0
