"""Names of credited outlets, read out of the words in which a credit stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coverage.reading import domains
from coverage.reading.directory import Directory, normalised

AGENCIES = "agencies"
"""The credit of an article that says it is from agencies, or from the wires, and names none."""

NAME_WORDS = 6
"""Most words of a name that is not known."""

OF_AGENCIES = re.compile(
    r"\b(?:news )?agenc(?:ies|y inputs?)\b|\bwire (?:services?|reports?)\b|\bagences?\b|"
    r"\bagenturen\b|\bagenturmaterial\b|\bagencias\b|\bagenzie\b|\bинформагентств\w*",
    re.I,
)
_PARTS = re.compile(r"\s?[/,;|+]\s?|\s(?:and|&|und|et|y|e|и|with|avec|mit|con)\s")
_PART_OF_BYLINE = re.compile(r"\s?[,;|/]\s?|\s(?:and|of|for|with)\s|\s[—–-]\s")
_SOURCE = re.compile(
    r"^(?:Source|Quelle|Fonte|Fuente|Источник|Originally published (?:by|on|in)|"
    r"Republished from|Via|From)(?P<colon>:?)\s(?P<name>[^.:|]{2,60})\.?$",
    re.I,
)
_NAME_END = re.compile(
    r"[.,;:()\[\]|“”\"]|\s(?:under|on|in|and|with|at|here|as|by|for|sous|unter|bajo)\b|\s[—–-]\s"
)
# What may stand where a name would: "our partners", "the June issue", "May 5", a platform.
_NO_NAME = re.compile(
    r"^(?:its?|an?|our|my|his|her|their|this|that|the (?:print|original|\w+ (?:issue|edition))|"
    r"original|page|supplied|staff|press release|e-?mail|youtube|twitter|x|facebook|instagram|"
    r"telegram|tiktok|reddit|social media|getty.*|shutterstock.*|unsplash.*)\b|\d|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|photo|image|picture|video)\b",
    re.I,
)
_ROLE = re.compile(
    r"(?:staff|writers?|reporters?|correspondents?|newsroom|team|editors?|desk|sports|news|"
    r"business|political|science)\b",
    re.I,
)


def known(text: str, directory: Directory) -> str | None:
    """A known outlet's name, from its name or its site as written, or `AGENCIES`."""
    bare = normalised(text).strip(" .,:;()[]*•")
    entry = directory.named(bare) or directory.at(domains.host_of(bare))
    if entry:
        return entry.name
    return AGENCIES if OF_AGENCIES.fullmatch(bare) else None


def all_known(text: str, directory: Directory) -> list[str]:
    """The known outlets of which `text` is a list; none where anything else is in it."""
    whole = known(text, directory)
    if whole:
        return [whole]
    parts = [part for part in _PARTS.split(text) if part.strip()]
    names = [known(part, directory) for part in parts] if len(parts) > 1 else []
    return [name for name in names if name] if all(names) else []


def in_byline(text: str, directory: Directory) -> Iterator[str]:
    """Known outlets in a byline, by themselves or behind a person: "Ida Holm, Reuters"."""
    whole = all_known(text, directory)
    if whole:
        yield from whole
        return
    for part in _PART_OF_BYLINE.split(text):
        name = known(part, directory)
        if name or OF_AGENCIES.search(part):
            yield name or AGENCIES


def in_author(author: str, directory: Directory) -> str | None:
    """A known outlet in one author of the metadata: "Reuters Staff", "Ida Holm AP"."""
    words = author.split()
    name = known(author, directory)
    for size in range(1, len(words) - 1):  # two words at least are the person's
        name = name or known(" ".join(words[-size:]), directory)
    for size in range(1, len(words)):
        if _ROLE.match(words[size]):
            name = name or known(" ".join(words[:size]), directory)
    return name or (AGENCIES if OF_AGENCIES.search(author) else None)


def in_source(line: str, directory: Directory) -> Iterator[str]:
    """Names in a line such as "Source: X" and "Originally published by X"."""
    stated = _SOURCE.match(line)
    if not stated:
        return
    names = all_known(stated["name"], directory)
    if names:
        yield from names
    elif stated["colon"] or line.lower().startswith(("originally", "republished")):
        yield from beginning(stated["name"], directory)


def beginning(text: str, directory: Directory) -> Iterator[str]:
    """The outlet's name with which `text` begins, known or not; nothing where there is none."""
    plain = normalised(text)
    words = plain.split()
    for size in range(min(NAME_WORDS + 1, len(words)), 0, -1):
        name = known(" ".join(words[:size]), directory)
        if name:
            yield name
            return
    new = _NAME_END.split(plain)[0].strip(" '‘’*")
    bare = re.sub(r"^(?:the|le|la|les|der|die|das|el) (?=\w)", "", new, flags=re.I)
    if bare[:1].isupper() and len(new.split()) <= NAME_WORDS and not _NO_NAME.search(new):
        yield new
