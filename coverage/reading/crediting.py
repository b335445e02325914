"""Whom an article credits: the agency or outlet whose text it carries, as far as it says so.

Read where outlets put it and nowhere else, for a mere mention credits nobody: the lines of the
header (a name beside the title, the time or a byline; a source), the dateline ("PARIS (Reuters)
-"), the metadata's authors, the last words ("(AFP)", "with agencies") and what stands right behind
them, and sentences like "This article was originally published by X". A known outlet is told by
its name; where an article says "agencies" and names none, that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coverage.reading import cues
from coverage.reading.credited import (
    AGENCIES,
    NAME_WORDS,
    OF_AGENCIES,
    all_known,
    beginning,
    in_author,
    in_byline,
    in_source,
)
from coverage.reading.directory import Directory
from coverage.reading.drafts import Draft, Page
from coverage.reading.surroundings import LONGEST, behind
from coverage.records import Document, Role

_NAMES = r"(?P<names>[^()\[\]—–]{2,40})"
_CAPITAL = r"[^\W\d_a-zа-яё]"
_DATELINES = (
    re.compile(rf"^(?P<place>[^()\[\]—–]{{0,60}})[(\[]{_NAMES}[)\]]\s?(?:[—–]|\.?-{{1,2}})"),
    re.compile(rf"^[(\[]{_NAMES}[)\]]\s?(?={_CAPITAL})"),
    re.compile(r"^(?P<place>[^/]{0,60})/(?P<names>[^/\s][^/]{1,30})/\s?[.,—–-]"),
    re.compile(rf"^{_CAPITAL}{{2}}[^—–/]{{0,40}}\s[—–-]\s(?P<names>[^—–.]{{2,30}})\.\s"),
    re.compile(
        rf"^(?:[^.]{{2,30}}\.\s){{0,2}}(?P<names>{_CAPITAL}(?:{_CAPITAL}|[.\s]){{1,30}}?)\s?[—–-]\s"
    ),
)
_WITH = (
    r"(?:(?:source|quelle|fonte|fuente|источник)s?:|(?:with|avec|mit|con|via)\b)\s*"
    r"(?:(?:additional )?(?:reporting|inputs?|material|informations?|información|informazioni|"
    r"contributions?|files)?\s?(?:from|by|of|von|der|de|di)\s)?"
)
_LAST_WORDS = (
    re.compile(rf"(?:^|\s)[(\[](?:{_WITH})?{_NAMES}[)\]]\.?$", re.I),
    re.compile(r"[.!?…”\"»]\s?(?:[—–]|--?)\s?(?P<names>[^—–.!?]{2,40})$"),
    re.compile(r"[.!?…”\"»]\s?/(?P<names>[^/]{2,30})/?$"),
)
_LAST_LINE = re.compile(
    rf"^[(\[—–\s-]*(?:{_WITH}|(?:(?:©|\(c\)|copyright)[\s@,\d-]*)+)?"
    r"(?P<names>[^()\[\]]{2,60}?)(?:\.?\sall rights reserved.*|[)\]\s.]*)$",
    re.I,
)
_WORK = r"(?:article|story|post|piece|report|essay|column|commentary|interview|op-ed|content)"
_STATED = (
    re.compile(
        rf"\bthis\s(?:\w+\s)?{_WORK}\s[^.]{{0,40}}?\b(?:originally|first)\s"
        r"(?:published|appeared|ran|posted)\s(?:by|on|in|at)\s(?P<name>.+)",
        re.I,
    ),
    re.compile(
        rf"\bthis\s(?:\w+\s)?{_WORK}\s(?:was|is|has been)\s[^.]{{0,30}}?\b(?:republished|"
        r"reprinted|reproduced|adapted|syndicated|provided|distributed)\s(?:here\s)?"
        r"(?:with\spermission\s)?(?:from|of|by)\s(?P<name>.+)",
        re.I,
    ),
    re.compile(
        r"\b(?:cet|ce)\s(?:article|texte)\s[^.]{0,30}?\b(?:initialement|d['’]abord|republié|repris)"
        r"\s(?:publié\s|paru\s)?(?:sur|dans|par|de|à partir de)\s(?P<name>.+)",
        re.I,
    ),
    re.compile(
        r"\bdieser?\s(?:artikel|beitrag|text)\s[^.]{0,30}?\b(?:zuerst|ursprünglich)\s"
        r"(?:(?:bei|in|im|auf|von|der|dem)\s){0,2}(?P<name>.+)",
        re.I,
    ),
    re.compile(
        r"\beste\s(?:artículo|texto)\s[^.]{0,30}?\b(?:publicado\soriginalmente|originalmente\s"
        r"publicado)\s(?:en|por)\s(?P<name>.+)",
        re.I,
    ),
)
# A place behind an agency: "Reuters in Moscow", "Reuters, Washington,".
_IN_PLACE = re.compile(r",?\s(?:in|à|aus|en)\s[^\W\d_]\S*(?:\s\S+)?$")
_AT_PLACE = re.compile(r",\s[A-Z]\w+(?:\s[A-Z]\w+)?,?$")
_CLOCK, _DAY = re.compile(cues.CLOCK), re.compile(cues.DAY)
_NO_WORDS = re.compile(r"\b(?:published|updated|posted)\b:?|^(?:par|por|von|di|av)\s", re.I)
_BARE_WORDS = 12  # most words of a line that is but names and times
_LAST_LINES = 3  # lines behind a body that can still be its last words
_STATING_LINES = 10  # lines behind a body among which a statement can stand
_FIRST_PARTS = 6  # parts at an article's beginning among which its dateline stands
_STATING_PARTS = 3  # parts at a body's end in which a statement can stand
_LONGEST_LINE = 25  # words of a header's line that can credit; longer ones tell a story
_PLACE_LOWER = 1  # most words in lower case, short ones aside, of a dateline's place and day
_SHORT_WORD = 3


def credit_of(
    document: Document, page: Page, number: int, outlet: str, directory: Directory
) -> str | None:
    """Whom draft `number` says it republishes, several joined by ", "; `None` for nobody.

    `outlet` does not credit itself.
    """
    draft = _bounded(page.drafts[number])
    near = behind(document, page, number, _STATING_LINES)
    places = (
        _of_header(draft, directory),
        _of_dateline(draft, directory),
        _of_authors(page, number, directory),
        _of_end(draft, near, directory),
        _of_statements(draft, near, directory),
    )
    for names in places:
        others = [name for name in dict.fromkeys(names) if name != outlet]
        if len(others) > 1:
            others = [name for name in others if name != AGENCIES]
        if others:
            return ", ".join(others)
    return None


def _bounded(draft: Draft) -> Draft:
    """The draft's header and the beginning and end of its text, of a length that takes no time."""
    header = tuple(line for line in draft.header if len(line) <= LONGEST)
    parts = (*draft.parts[:_FIRST_PARTS], *draft.parts[-_STATING_PARTS:])
    short = (replace(part, text=_both_ends(part.text)) for part in dict.fromkeys(parts))
    return replace(draft, header=header, parts=tuple(short))


def _both_ends(text: str) -> str:
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]} … {text[-half:]}"


def _of_header(draft: Draft, directory: Directory) -> Iterator[str]:
    """Names in the lines above the body; a bare one only beside the title, a time or a byline."""
    marks = [_is_mark(line) for line in draft.header]
    for at, line in enumerate(draft.header):
        n_words = len(line.split())
        byline = cues.BYLINE.match(line) if n_words <= _LONGEST_LINE else None
        if byline:
            yield from in_byline(_IN_PLACE.sub("", _without_times(byline["name"])), directory)
        elif n_words <= _BARE_WORDS and _is_beside(draft, marks, at):
            yield from _bare(line, directory)
        if n_words <= _BARE_WORDS:
            yield from in_source(line, directory)


def _is_mark(line: str) -> bool:
    is_short = len(line.split()) <= _LONGEST_LINE
    return is_short and any(
        (cues.STAMP.search(line), cues.AGE.search(line), cues.BYLINE.match(line))
    )


def _is_beside(draft: Draft, marks: Sequence[bool], at: int) -> bool:
    """Whether line `at` of the header is, or stands by, the title, a time or a byline.

    Before a time, it must not stand behind words that it may be the picture credit of.
    """
    if marks[at]:
        return True
    before = draft.header[at - 1] if at else ""
    is_titled = before == draft.title and len(before.split()) > NAME_WORDS
    if before and (marks[at - 1] or is_titled or before == draft.standfirst):
        return True
    is_free = len(before.split()) <= NAME_WORDS and not cues.PHOTO.search(before)
    return is_free and at + 1 < len(marks) and marks[at + 1]


def _bare(line: str, directory: Directory) -> Iterator[str]:
    bare = _without_times(line)
    placeless = _AT_PLACE.sub("", _IN_PLACE.sub("", bare))
    names = all_known(bare, directory) or all_known(placeless, directory)
    if names:
        if not cues.ICON.search(line.replace(bare, "", 1)):
            yield from names
    elif OF_AGENCIES.search(bare) and len(bare.split()) <= NAME_WORDS:
        yield AGENCIES


def _without_times(line: str) -> str:
    age = cues.AGE.search(line)
    bare = line[: age.start()] if age else line
    for pattern in (cues.STAMP, _CLOCK, _DAY, _NO_WORDS):
        bare = pattern.sub(" ", bare)
    return bare.strip(" |·•–—-,:")


def _of_dateline(draft: Draft, directory: Directory) -> Iterator[str]:
    body = [part.text for part in draft.parts if part.role is Role.BODY]
    for text in (*([draft.standfirst] if draft.standfirst else []), *body[:2]):
        for pattern in _DATELINES:
            match = pattern.match(text)
            if match and _is_place(match.groupdict().get("place") or ""):
                yield from all_known(match["names"], directory)


def _is_place(text: str) -> bool:
    """Whether `text` can be a dateline's place and day, and no words of a sentence."""
    words = [word for word in text.split() if len(word) > _SHORT_WORD]
    return sum(word[:1].islower() for word in words) <= _PLACE_LOWER and not text[:1].islower()


def _of_authors(page: Page, number: int, directory: Directory) -> Iterator[str]:
    """Known outlets among the metadata's authors, who are those of the main article."""
    for author in re.split(r"\s?[;,|/]\s?", (page.author or "")[:LONGEST]) if number == 0 else ():
        name = in_author(author, directory)
        if name:
            yield name


def _of_end(draft: Draft, near: Sequence[str], directory: Directory) -> Iterator[str]:
    """Names in the body's last words and in the lines right behind it."""
    parts = [part.text for part in draft.parts if part.role is not Role.CAPTION]
    for text in (*parts[-1:], *near[:1]):
        for match in filter(None, (pattern.search(text) for pattern in _LAST_WORDS)):
            yield from all_known(match["names"], directory)
    for line in (*parts[-2:], *near[:_LAST_LINES]):
        whole = _LAST_LINE.match(line) if len(line.split()) <= _LONGEST_LINE else None
        if whole:
            yield from all_known(whole["names"], directory)
        yield from in_source(line, directory)


def _of_statements(draft: Draft, near: Sequence[str], directory: Directory) -> Iterator[str]:
    """Names in sentences in which the article says where it is from."""
    parts = [part.text for part in draft.parts if part.role is not Role.CAPTION]
    for text in (*parts[:1], *parts[-_STATING_PARTS:], *near):
        for pattern in _STATED:
            for match in pattern.finditer(text):
                yield from beginning(match["name"], directory)
