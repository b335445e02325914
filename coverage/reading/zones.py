"""Time zones as pages name them: by offset, abbreviation, city, or as "local time".

An abbreviation that several places use, or that nobody knows, leaves the time of day open: it is
never taken for UTC.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

# Hours ahead of UTC, or the zone in the tz database where summer time has the same letters. Letters
# with several meanings stand here where news in English uses one of them (CST, EST, BST).
KNOWN: Mapping[str, float | str] = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2,
    "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "МСК": 3, "TRT": 3, "SAMT": 4, "YEKT": 5, "OMST": 6,
    "NOVT": 7, "KRAT": 7, "IRKT": 8, "VLAT": 10,
    "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8,
    "AKDT": -8, "AKST": -9, "HST": -10, "NST": -3.5, "NDT": -2.5,
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "BRT": -3, "ART": -3, "CLT": -4, "CLST": -3, "COT": -5, "PET": -5,
    "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "IDT": 3, "AFT": 4.5, "PKT": 5, "NPT": 5.75,
    "ICT": 7, "WIB": 7, "WITA": 8, "WIT": 9, "MYT": 8, "PHT": 8, "SGT": 8, "HKT": 8, "JST": 9,
    "KST": 9, "AWST": 8, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
SEVERAL: Mapping[str, str] = {
    "IST": "India, Ireland and Israel",
    "AST": "Arabia and the Atlantic coast",
    "ADT": "Arabia and the Atlantic coast",
    "GST": "the Gulf and Guam",
    "SST": "Singapore and Samoa",
    "AMT": "Armenia and the Amazon",
}
"""Abbreviations of zones hours apart, each in daily use -> where."""

SMALL = r"(?:ist|gmt|utc|bst|cet|[ecmp][sd]t)(?=\s*(?:$|[,|)/]))"
"""Pattern of those in small letters, as some sites print them; "ist" and "est" are words too."""

_WORDS: Mapping[str, str] = {
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "greenwich mean": "Etc/UTC", "moscow": "Europe/Moscow",
    "central european": "Europe/Paris", "india": "Asia/Kolkata", "greenwich": "Etc/UTC",
}  # fmt: skip

ABBREVIATION = "(?:" + "|".join(sorted([*KNOWN, *SEVERAL], key=len, reverse=True)) + ")"
"""Pattern of any abbreviation known to be a zone's."""

# All of them stand right behind a time of day.
_OFFSET = re.compile(
    r"\s?\(?(?P<utc>UTC|GMT)?\s?(?P<sign>[+−-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?![\d:./])"
)
_PLACE = re.compile(
    r"[\s,(]{0,3}([A-Z]\w+(?:[ _](?!Local|Standard|Daylight)[A-Z]\w+)?)\s"
    r"(?:[Ll]ocal |[Ss]tandard |[Dd]aylight )?[Tt]im(?:e|ing)\b"
)
_LOCAL = re.compile(r"[\s,(]{0,3}local time\b", re.I)
_LETTERS = re.compile(
    rf"[\s,(]{{0,3}}(?P<known>{ABBREVIATION})(?!\w)|\s?\(?(?P<unknown>[A-Z]{{2,4}}T)\b|\s?(?P<small>{SMALL})"
)
_MAX_LETTERS = 3  # of the tz database's abbreviations, which are no places
_FARTHEST = timedelta(hours=14)  # that a zone lies from UTC


@dataclass(frozen=True, slots=True)
class Zone:
    """What a text says of its time's zone, in words to follow a comma, "" where all is said.

    `zone` is `None` where it cannot be told.
    """

    zone: tzinfo | None
    words: str


def behind(text: str) -> Zone | None:
    """The zone named in `text`, which follows a time of day; `None` where it names none."""
    return _offset(text) or _placed(text) or _abbreviated(text)


def _offset(text: str) -> Zone | None:
    found = _OFFSET.match(text)
    if found is None or not (found["utc"] or (len(found["hours"]) > 1 and found["minutes"])):
        return None
    ahead = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    if ahead > _FARTHEST:
        return None
    return Zone(timezone(ahead if found["sign"] == "+" else -ahead), "")


def _placed(text: str) -> Zone | None:
    place = _PLACE.match(text)
    name = place[1].replace("_", " ").casefold() if place else ""
    key = _WORDS.get(name) or _cities().get(name)
    if key:
        return Zone(ZoneInfo(key), f"taken as that of {key}")
    return Zone(None, 'whose "local time" names no place') if _LOCAL.match(text) else None


def _abbreviated(text: str) -> Zone | None:
    found = _LETTERS.match(text)
    if found is None:
        return None
    letters = found["known"] or found["unknown"] or found["small"].upper()
    if letters in SEVERAL:
        return Zone(None, f'whose zone "{letters}" can be that of {SEVERAL[letters]}')
    ahead = KNOWN.get(letters)
    if ahead is None:
        return Zone(None, f'whose zone "{letters}" is not known')
    if isinstance(ahead, str):
        return Zone(ZoneInfo(ahead), f"{letters} being the time of {ahead}")
    zone = timezone(timedelta(hours=ahead)) if ahead else UTC
    return Zone(zone, f"{letters} being {zone.tzname(None)}" if ahead else "")


@cache
def _cities() -> dict[str, str]:
    """City or country in lower case -> its zone in the tz database."""
    keys = (key for key in sorted(available_timezones()) if "/" in key or len(key) > _MAX_LETTERS)
    return {key.rpartition("/")[2].replace("_", " ").casefold(): key for key in keys}


def to_utc(local: datetime, zone: tzinfo) -> datetime:
    """A time without a zone, as the clocks of `zone` show it, in UTC."""
    return local.replace(tzinfo=zone).astimezone(UTC)


def of(zone: tzinfo | None) -> Zone | None:
    """A zone that a time already has; `None` where it has none."""
    return None if zone is None else Zone(zone, "")
