"""Lists of outlets: the one that comes with the package, and one's own, which extends it.

    publishers = ["Harbour Media"]      optional: companies that publish several outlets

    [[outlet]]
    name = "Ellery Echo"                the name shown
    domains = ["ellery-echo.example"]   of its sites; their subdomains are meant too
    aliases = ["The Echo"]              optional: other names under which it stands
    country = "NO"                      optional: where it is based, ISO 3166-1 alpha-2
    group = "local"                     optional: one's own word for what is compared

One's own list is a file given as such, and each file called outlets.toml in a folder of pages that
is read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from coverage.errors import InputMissing, InputUnreadable
from coverage.reading import domains, manifests
from coverage.reading.directory import Directory, Entry, folded

NAME = "outlets.toml"
"""Name of a file in a folder of pages that is read as one's own list."""

COUNTRIES = frozenset(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM "
    "ZW".split()
)
"""The codes that ISO 3166-1 alpha-2 assigns."""

_KEYS = ("name", "domains", "aliases", "country", "group")


def load(path: Path) -> Directory:
    """The list at `path`.

    Raises `InputMissing` where there is none, `InputUnreadable` where it is no such list, or
    gives a name or a domain to two outlets.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputMissing(f"There is no list of outlets {path.name}; check the path.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror or "unknown" if isinstance(error, OSError) else str(error)
        raise _wrong(path, f"cannot be read ({reason})", "mend it or leave it out") from error
    unknown = sorted(told.keys() - {"outlet", "publishers"})
    if unknown:
        raise _wrong(path, f"has {', '.join(unknown)}", "put outlets under [[outlet]]")
    rows = told.get("outlet", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _wrong(path, "has no [[outlet]] entries", "add them")
    entries = tuple(_entry(path, row) for row in rows)
    _check(entries)
    return Directory(entries, _texts(path, "publishers", told.get("publishers", [])))


def _wrong(path: Path, what: str, remedy: str) -> InputUnreadable:
    return InputUnreadable(f"The list of outlets {path.name} {what}; {remedy}.")


def _entry(path: Path, row: dict[str, Any]) -> Entry:
    name = row.get("name")
    if not isinstance(name, str) or not folded(name):
        raise _wrong(path, "has an [[outlet]] without a name", "give it one")
    unknown = sorted(row.keys() - set(_KEYS))
    if unknown:
        remedy = f"the keys are {', '.join(_KEYS)}"
        raise _wrong(path, f"says {', '.join(unknown)} of {name}", remedy)
    country, group = row.get("country"), row.get("group")
    if country is not None and country not in COUNTRIES:
        remedy = "write two letters as ISO 3166-1 has them, such as GB"
        raise _wrong(path, f"has the country {country!r} for {name}", remedy)
    if group is not None and not isinstance(group, str):
        raise _wrong(path, f"has a group for {name} that is no text", "put it in quotation marks")
    return Entry(
        " ".join(name.split()),
        tuple(_host(path, name, text) for text in _texts(path, "domains", row.get("domains", []))),
        _texts(path, "aliases", row.get("aliases", [])),
        country,
        None if group is None else " ".join(group.split()),
    )


def _texts(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and folded(v) for v in value):
        raise _wrong(path, f"has {key} that are no list of words", f'write {key} = ["...", "..."]')
    return tuple(" ".join(text.split()) for text in value)


def _host(path: Path, name: str, text: str) -> str:
    host = domains.host_of(text.lower())
    if host is None or domains.is_suffix(host):
        raise _wrong(path, f"has the domain {text!r} for {name}", "write one like rt.com")
    return host


def _check(entries: Sequence[Entry]) -> None:
    """Raise InputUnreadable where two outlets have a name or a domain in common."""
    owner: dict[str, Entry] = {}
    for entry in entries:
        for key in dict.fromkeys((*entry.domains, *entry.keys)):
            other = owner.setdefault(key, entry)
            if other is not entry:
                msg = f"The lists of outlets give {key} to {other.name} and to {entry.name}"
                raise InputUnreadable(f"{msg}; leave it with one entry.")


def own(inputs: Iterable[Path], given: Path | None = None) -> Directory:
    """One's own list: `given`, and each file `NAME` in the folders among `inputs`, together.

    Of folders in them, those that are hidden or set apart have no say (see `sources`).

    Raises as `load` and `Directory.extended` do; the same entry may stand in several files.
    """
    paths = [] if given is None else [given]
    for folder in inputs:
        if folder.is_dir():
            paths += (path for path in sorted(folder.rglob(NAME)) if _is_open(path, folder))
    lists = [load(path) for path in paths]
    entries = tuple(dict.fromkeys(entry for one in lists for entry in one.entries))
    _check(entries)
    found = Directory(entries, tuple(dict.fromkeys(p for one in lists for p in one.publishers)))
    SHIPPED.extended(found)
    return found


def _is_open(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    between = [place for place in path.parents if folder in place.parents]
    if hidden or any(map(manifests.is_apart, between)):
        return False
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


SHIPPED = load(Path(__file__).with_name(NAME))
"""The outlets that the package knows by itself."""
