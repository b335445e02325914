"""Known outlets: one name for all spellings, the list that comes with the package, one's own."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.errors import InputMissing, InputUnreadable
from coverage.reading import domains, listing
from coverage.reading.directory import Directory, Entry, folded
from coverage.reading.listing import COUNTRIES, SHIPPED

ECHO = Entry("Ellery Echo", ("ellery-echo.example",), ("The Echo",), "NO")


def written(folder: Path, text: str, name: str = "outlets.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def extended(*own: Entry, listed: tuple[Entry, ...] = (ECHO,)) -> Directory:
    return Directory(listed).extended(Directory(own))


@pytest.mark.parametrize(
    "name",
    [
        "RT",
        "rt",
        "ＲＴ",  # full-width letters, as NFKC folds them
        " Russia\n Today ",
        "RUSSIA TODAY",
        "RT International",
        "RT Ltd.",
        "“TV-Novosti”",
    ],
)
def test_one_outlet_has_one_name(name: str) -> None:
    assert SHIPPED.canonical(name) == "RT"


def test_apostrophes_marks_and_legal_forms_are_not_part_of_a_name() -> None:
    assert folded("Barron’s®") == folded("BARRON'S")
    assert folded("Harbour Media Pty Ltd") == folded("harbour  media, Inc.") == "harbour media"
    assert folded("Ltd") == "ltd"  # nothing else is left


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("rt.com", "RT"),
        ("de.rt.com", "RT"),
        ("amp.cnn.com", "CNN"),
        ("edition.cnn.com", "CNN"),
        ("m.dw.com", "Deutsche Welle"),
        ("news.bbc.co.uk", "BBC"),
        ("asia.nikkei.com", "Nikkei Asia"),  # the closest domain
        ("nikkei.com", "Nikkei"),
        ("art.com", None),
        ("rt.com.example", None),
        ("co.uk", None),
        (None, None),
    ],
)
def test_a_subdomain_is_of_the_outlet_whose_domain_is_closest(
    host: str | None, name: str | None
) -> None:
    entry = SHIPPED.at(host)
    assert (entry.name if entry else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Autonomous Nonprofit Organization “TV-Novosti”, 2005-2022", "RT"),
        ("Copyright Reuters 2022", "Reuters"),
        ("The Guardian", "The Guardian"),
        ("dpa/AFP", "dpa"),
        ("the guardian of the harbour", None),
        ("The Times of Oxby", None),  # not The Times
        ("Sky News Oxby", None),  # not Sky News
        ("Lower Sun Times", None),
    ],
)
def test_a_name_in_a_text_counts_where_it_is_no_part_of_another(
    text: str, name: str | None
) -> None:
    entry = SHIPPED.within(text)
    assert (entry.name if entry else None) == name


def test_the_shipped_list_gives_no_name_and_no_domain_twice() -> None:
    keys = [key for entry in SHIPPED.entries for key in entry.keys]
    sites = [domain for entry in SHIPPED.entries for domain in entry.domains]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert [site for site, count in Counter(sites).items() if count > 1] == []
    assert len(SHIPPED.entries) >= 150


@pytest.mark.parametrize("entry", SHIPPED.entries, ids=lambda entry: entry.name)
def test_a_shipped_entry_has_the_form_it_should(entry: Entry) -> None:
    """Each name leads to the entry, each site is a registered one, and no group is given."""
    assert entry.domains
    assert {SHIPPED.canonical(name) for name in (entry.name, *entry.aliases)} == {entry.name}
    assert all(SHIPPED.at(site) is entry for site in entry.domains)
    assert all(domains.host_of(site) == site for site in entry.domains)
    assert entry.country is None or entry.country in COUNTRIES
    assert entry.group is None
    assert not SHIPPED.is_publisher(entry.name)


def test_the_codes_of_countries_are_those_of_the_standard() -> None:
    """249 are assigned; "UK" and "EU" are reserved, not assigned."""
    assert len(COUNTRIES) == 249
    assert {"GB", "NO", "TW"} <= COUNTRIES
    assert not {"UK", "EU", "XK"} & COUNTRIES


def test_an_own_entry_wins_and_adds() -> None:
    """Its name, country and group hold; names and domains are those of both."""
    own = Entry("The Echo of Ellery", ("echo.example", "ellery-echo.example"), (), None, "local")
    (entry,) = extended(own).entries
    assert entry.name == "The Echo of Ellery"
    assert entry.domains == ("echo.example", "ellery-echo.example")
    assert set(entry.aliases) == {"Ellery Echo", "The Echo"}
    assert (entry.country, entry.group) == ("NO", "local")


@pytest.mark.parametrize(
    "own",
    [
        Entry("ELLERY  ECHO", group="local"),  # the same name
        Entry("Echo", ("ellery-echo.example",), group="local"),  # the same site
        Entry("The Echo", group="local"),  # a further name, and no site of its own
        Entry("Echo Group", aliases=("Ellery Echo",), group="local"),
    ],
)
def test_an_own_entry_may_rename_and_group_a_shipped_outlet(own: Entry) -> None:
    (entry,) = extended(own).entries
    assert (entry.name, entry.group) == (own.name, "local")
    assert extended(own).canonical("Ellery Echo") == own.name


def test_an_edition_can_be_parted_from_its_outlet() -> None:
    """By a closer domain, and by a further name that is then its own."""
    both = extended(Entry("The Echo", ("en.ellery-echo.example",), (), "GB"))
    found = [both.at(host) for host in ("en.ellery-echo.example", "ellery-echo.example")]
    assert [entry.name for entry in found if entry] == ["The Echo", "Ellery Echo"]
    assert both.canonical("the echo") == "The Echo"
    assert both.canonical("Ellery Echo") == "Ellery Echo"


def test_two_own_entries_cannot_be_one_shipped_outlet() -> None:
    with pytest.raises(InputUnreadable, match="Echo and Ellery Echo are both Ellery Echo"):
        extended(Entry("Echo", ("ellery-echo.example",)), Entry("Ellery Echo"))


def test_a_directory_comes_back_from_what_it_told() -> None:
    own = Directory((ECHO, Entry("Herald", group="x")), ("Harbour Media",))
    assert Directory.of(json.loads(json.dumps(own.told()))) == own
    assert Directory.of({}) == Directory()


NAMES = st.text(alphabet="abcABC é’'-.", min_size=1, max_size=8).filter(folded)


@given(st.lists(NAMES, max_size=6, unique_by=folded), st.lists(NAMES, max_size=6))
def test_in_any_two_lists_joined_each_name_leads_to_one_outlet(
    listed: list[str], own: list[str]
) -> None:
    """A name of one's own leads to the own entry, and every entry's name to itself."""
    ours = tuple(Entry(name, group="x") for name in {folded(name): name for name in own}.values())
    both = Directory(tuple(map(Entry, listed))).extended(Directory(ours))
    assert all(both.canonical(entry.name) == entry.name for entry in both.entries)
    for entry in ours:
        known = both.named(entry.name)
        assert known is not None
        assert known.group == "x"


def test_a_list_is_read_from_a_file(tmp_path: Path) -> None:
    """A site may be written as an address; white space in names is single."""
    path = written(
        tmp_path,
        'publishers = ["Harbour Media"]\n[[outlet]]\nname = " Ellery  Echo"\n'
        'domains = ["https://www.Ellery-Echo.example/"]\naliases = ["The Echo"]\n'
        'country = "NO"\ngroup = "local"\n',
    )
    expected = Entry("Ellery Echo", ECHO.domains, ECHO.aliases, "NO", "local")
    assert listing.load(path) == Directory((expected,), ("Harbour Media",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[outlet", "cannot be read"),
        ("[[outlets]]\nname = 'x'", "has outlets; put outlets under [[outlet]]"),
        ("outlet = 'x'", "has no [[outlet]] entries; add them"),
        ("outlet = ['x']", "has no [[outlet]] entries"),
        ("[[outlet]]\ndomains = ['x.example']", "without a name; give it one"),
        ("[[outlet]]\nname = ' '", "without a name"),
        ("[[outlet]]\nname = 3", "without a name"),
        ("[[outlet]]\nname = 'x'\ngroups = 'y'", "says groups of x; the keys are name, domains"),
        ("[[outlet]]\nname = 'x'\ncountry = 'UK'", "the country 'UK' for x; write two letters"),
        ("[[outlet]]\nname = 'x'\ngroup = 3", "a group for x that is no text"),
        ("[[outlet]]\nname = 'x'\naliases = 'y'", "aliases that are no list of words; write"),
        ("[[outlet]]\nname = 'x'\ndomains = [3]", "domains that are no list of words"),
        ("[[outlet]]\nname = 'x'\ndomains = ['nowhere']", "the domain 'nowhere' for x"),
        ("[[outlet]]\nname = 'x'\ndomains = ['co.uk']", "the domain 'co.uk' for x"),
        ("publishers = 'x'", "publishers that are no list of words"),
        (
            "[[outlet]]\nname='A'\ndomains=['x.example']\n"
            "[[outlet]]\nname='B'\ndomains=['www.x.example']",
            "give x.example to A and to B; leave it with one entry",
        ),
        ("[[outlet]]\nname='A'\n[[outlet]]\nname='B'\naliases=['a ltd']", "give a to A and to B"),
        ("[[outlet]]\nname='A'\n[[outlet]]\nname='A'\ngroup='x'", "give a to A and to A"),
    ],
)
def test_what_is_wrong_with_a_list_is_said_with_what_to_do(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(InputUnreadable, match=re.escape(said)) as raised:
        listing.load(written(tmp_path, text))
    assert re.fullmatch(r"The lists? of outlets .*; .*\.", str(raised.value))


def test_a_list_that_is_not_there_or_no_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match=r"no list of outlets none\.toml"):
        listing.own([], tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputUnreadable, match="cannot be read"):
        listing.load(tmp_path / "bytes.toml")


def test_lists_are_found_in_folders_of_pages_and_joined(tmp_path: Path) -> None:
    """Also further down, not in hidden folders, and the same entry may stand in two."""
    echo = '[[outlet]]\nname = "Ellery Echo"\ngroup = "local"\n'
    given_one = written(tmp_path, '[[outlet]]\nname = "Herald"\n', "mine.toml")
    written(tmp_path / "pages", echo)
    written(tmp_path / "pages" / "deeper", echo + '[[outlet]]\nname = "Observer"\n')
    written(tmp_path / "pages" / ".hidden", "[[outlet")
    written(tmp_path / "pages", "[[outlet", "other.toml")
    page = written(tmp_path, "text", "page.txt")
    own = listing.own([tmp_path / "pages", page], given_one)
    assert [entry.name for entry in own.entries] == ["Herald", "Ellery Echo", "Observer"]


def test_two_lists_that_say_different_things_of_one_outlet_are_refused(tmp_path: Path) -> None:
    written(tmp_path / "a", '[[outlet]]\nname = "Ellery Echo"\ngroup = "local"\n')
    written(tmp_path / "b", '[[outlet]]\nname = "Ellery Echo"\ngroup = "national"\n')
    with pytest.raises(InputUnreadable, match="leave it with one entry"):
        listing.own([tmp_path / "a", tmp_path / "b"])


def test_an_own_list_that_gives_a_shipped_outlet_twice_is_refused_at_once(tmp_path: Path) -> None:
    written(
        tmp_path, '[[outlet]]\nname = "Rossiya"\ndomains = ["rt.com"]\n[[outlet]]\nname = "RT"\n'
    )
    with pytest.raises(InputUnreadable, match="Rossiya and RT are both RT"):
        listing.own([tmp_path])
