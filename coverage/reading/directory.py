"""Who the known outlets are: their names, sites, countries and the analyst's groups.

A `Directory` is read from a list (`listing`), may be extended by another, is frozen, and is passed
to whoever needs it. All spellings of a name are one (`folded`); the closest domain decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, Self

from coverage.errors import InputUnreadable
from coverage.reading import domains

_MARKS = re.compile(r"[®™©℠]")
_LONGEST = 300  # characters of a name; bounds the time that endless words take
_AROUND = " .,;:|\"'“”«»()[]–—-"
_LEGAL = re.compile(
    r"(?:,?\s(?:ltd|limited|inc|incorporated|llc|llp|plc|gmbh|ag|kg|corp|pty|pvt|private|s\.?a|"
    r"b\.?v|oy|ab|a/s)\.?)+$"
)
# Words in capitals that may stand right before or behind a name without being part of it.
_BESIDE = (
    "the copyright by from and of source via read download follow subscribe about visit all "
    "rights app ai privacy online digital limited ltd inc llc plc gmbh company corporation group "
    "media network"
)
_NEIGHBOURS = frozenset(_BESIDE.split())


@dataclass(frozen=True, slots=True)
class Entry:
    """One outlet. `country` and `group`: `None` where the list does not say."""

    name: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    country: str | None = None
    group: str | None = None

    @property
    def keys(self) -> Iterator[str]:
        """Its name and other names, folded."""
        return (folded(name) for name in (self.name, *self.aliases))


@dataclass(frozen=True)
class Directory:
    """Known outlets, no two of which share a name or a domain, and `publishers` of several."""

    entries: tuple[Entry, ...] = ()
    publishers: tuple[str, ...] = ()

    @cached_property
    def _by_name(self) -> Mapping[str, Entry]:
        return {key: entry for entry in self.entries for key in entry.keys}

    @cached_property
    def _by_domain(self) -> Mapping[str, Entry]:
        return {domain: entry for entry in self.entries for domain in entry.domains}

    @cached_property
    def _publishers(self) -> frozenset[str]:
        return frozenset(map(folded, self.publishers))

    @cached_property
    def _names(self) -> frozenset[str]:
        """Each known name as it is written."""
        return frozenset(normalised(name) for e in self.entries for name in (e.name, *e.aliases))

    @cached_property
    def _any_name(self) -> re.Pattern[str]:
        """Any known name, the longest first, in whatever case."""
        ordered = sorted(self._names, key=lambda name: (-len(name), name))
        either = "|".join(map(re.escape, ordered)) or r"(?!)"
        return re.compile(rf"(?<![\w@./-])(?:{either})(?![\w@-])", re.I)

    def named(self, name: str) -> Entry | None:
        """The outlet of that name, in whatever case, spacing and legal form; else `None`."""
        return self._by_name.get(folded(name))

    def at(self, host: str | None) -> Entry | None:
        """The outlet whose site `host` is or is part of; the closest one; else `None`."""
        found = (self._by_domain.get(tail) for tail in domains.tails(host or ""))
        return next(filter(None, found), None)

    def is_publisher(self, name: str) -> bool:
        """Whether a company of that name publishes several outlets."""
        return folded(name) in self._publishers

    def canonical(self, name: str) -> str:
        """The name under which a known outlet is shown; another name as it is, less white space."""
        entry = self.named(name)
        return entry.name if entry else " ".join(name.split())

    def within(self, text: str) -> Entry | None:
        """The first outlet whose name stands in `text` by itself, not as part of a longer name."""
        plain = normalised(text)
        for match in self._any_name.finditer(plain):
            is_name = match[0] in self._names or match[0] != match[0].lower()
            if is_name and _stands_alone(plain, match):
                return self._by_name[folded(match[0])]
        return None

    def extended(self, own: Directory) -> Directory:
        """Both lists, where the fields of one's `own` win and its names and domains are added.

        An own outlet is one of this list where they share a name or a domain; under another
        outlet's further name, with domains of its own, it is a new one. Raises InputUnreadable
        where two own ones are the same one here.
        """
        rest = list(self.entries)
        found: list[Entry] = []
        owner: dict[str, str] = {}
        for entry in own.entries:
            for same in [e for e in self.entries if _is_same(entry, e)]:
                if same.name in owner:
                    msg = f"{owner[same.name]} and {entry.name} are both {same.name}"
                    raise InputUnreadable(f"{msg} in your list of outlets; make them one.")
                owner[same.name] = entry.name
                rest.remove(same)
                entry = _joined(entry, same)  # noqa: PLW2901
            found.append(entry)
        claimed = {key: entry.name for entry in own.entries for key in entry.keys}
        entries = tuple(_less_claimed(entry, claimed) for entry in (*rest, *found))
        return Directory(entries, tuple(dict.fromkeys(self.publishers + own.publishers)))

    def told(self) -> dict[str, Any]:
        """As JSON; `of` reads it."""
        return asdict(self)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """The directory that `told` told; an empty mapping is an empty one."""
        entries = (
            Entry(**row | {"domains": tuple(row["domains"]), "aliases": tuple(row["aliases"])})
            for row in told.get("entries", ())
        )
        return cls(tuple(entries), tuple(told.get("publishers", ())))


def normalised(text: str) -> str:
    """`text` in one form of Unicode (NFKC), with single spaces and straight apostrophes."""
    plain = unicodedata.normalize("NFKC", _MARKS.sub("", text))
    return " ".join(plain.replace("’", "'").split())


def folded(name: str) -> str:
    """What is the same of all spellings of a name: no case, no marks, no "Ltd"."""
    bare = normalised(name[:_LONGEST]).casefold().strip(_AROUND)
    return _LEGAL.sub("", bare).strip(_AROUND) or bare


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether what was matched is no part of a longer name, as "The Times" is of many."""
    before = re.search(r"(\w[\w'-]*) $", text[: match.start()])
    behind = re.match(r" (\w[\w'-]*|&)", text[match.end() :])
    if behind and behind[1] in {"of", "&"}:
        return False
    beside = [side[1] for side in (before, behind) if side]
    return not any(w[0].isupper() and w.casefold() not in _NEIGHBOURS for w in beside)


def _is_same(own: Entry, listed: Entry) -> bool:
    if set(own.domains) & set(listed.domains) or folded(own.name) == folded(listed.name):
        return True
    is_renamed = not own.domains and folded(own.name) in set(listed.keys)
    return is_renamed or folded(listed.name) in set(own.keys)


def _joined(own: Entry, listed: Entry) -> Entry:
    """`own` with what it leaves open filled in, and all names and domains of both."""
    names = dict.fromkeys((*own.aliases, listed.name, *listed.aliases))
    return Entry(
        own.name,
        tuple(dict.fromkeys(own.domains + listed.domains)),
        tuple(name for name in names if folded(name) != folded(own.name)),
        listed.country if own.country is None else own.country,
        listed.group if own.group is None else own.group,
    )


def _less_claimed(entry: Entry, claimed: Mapping[str, str]) -> Entry:
    """`entry` less the further names that another of one's own outlets has. `claimed`: by whom."""
    kept = (a for a in entry.aliases if claimed.get(folded(a), entry.name) == entry.name)
    return replace(entry, aliases=tuple(kept))
