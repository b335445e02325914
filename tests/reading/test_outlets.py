"""Whose page it is: one name for one outlet, how it is known, and nobody's where nobody says."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from coverage.reading import outlets
from coverage.reading.articles import read_articles
from coverage.reading.directory import Directory, Entry
from coverage.reading.listing import SHIPPED
from coverage.records import Article, ArticleRole, Document, Form, Outlet
from coverage.settings import Settings

TITLE = "Town council votes to reopen the old ferry pier"
STORY = (
    "The council of Ellery voted on Monday to reopen the old ferry pier after years of repairs.\n"
    "Engineers found that the wooden piles below the deck were sound, the harbour master said.\n"
    "The first ferry will leave in June, and tickets for residents will cost half the old price.\n"
    "Fishermen who had opposed the vote said that they would wait for the first winter storms.\n"
)
CLEAN = Document("story", Form.TEXT, STORY, title=TITLE)
ECHO = "https://www.ellery-echo.example/pier"


def read(*documents: Document, directory: Directory = SHIPPED) -> list[Article]:
    """The articles of all documents; none is rejected."""
    articles, rejected = read_articles(documents, Settings(), directory)
    assert not rejected
    return articles


def whose(document: Document, directory: Directory = SHIPPED) -> tuple[str, str]:
    """Outlet of the one article, and from what it is known."""
    (article,) = read(document, directory=directory)
    return article.outlet, article.outlet_basis


def page(*below: str, top: str = TITLE, above: tuple[str, ...] = ()) -> Document:
    """A flattened page with lines above the story and below it."""
    lines = (top, *above, TITLE, STORY, "Most read", "Tide tables for the week", *below)
    return Document("page.txt", Form.PAGE, "\n".join(lines))


def html(head: str = "", body: str = "", url: str | None = ECHO) -> Document:
    story = "".join(f"<p>{line}</p>" for line in STORY.splitlines())
    text = f"<title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1><article>{story}</article>"
    return Document("page.html", Form.HTML, f"<html><head>{text}{body}</body></html>", url=url)


def named(number: int, outlet: str | None = None, url: str | None = None) -> Document:
    """One of several stories that differ by a number."""
    return replace(
        CLEAN, source_id=f"{number:02}", title=f"{TITLE} {number}", outlet=outlet, url=url
    )


@pytest.mark.parametrize(
    "said",
    [
        "RT",
        "rt",
        "Russia Today",
        " RUSSIA  TODAY ",
        "RT International",
        "ＲＴ",
        "RT Ltd",
        "rt.com",
        "www.rt.com",
        "https://www.rt.com/news/1",
        "de.rt.com",
    ],
)
def test_what_the_input_says_in_any_spelling_is_one_outlet(said: str) -> None:
    outlet, basis = whose(replace(CLEAN, outlet=said))
    assert outlet == "RT"
    assert basis == f'the input says "{" ".join(said.split())}"'


@pytest.mark.parametrize(
    ("said", "outlet"),
    [
        ("BBC News", "BBC"),
        ("Ellery  Echo", "Ellery Echo"),
        ("www.ellery-echo.example", "ellery-echo.example"),
        ("https://news.ellery-echo.example/pier", "ellery-echo.example"),
        ("St.Ellery Post", "St.Ellery Post"),
    ],
)
def test_an_outlet_that_is_not_listed_is_named_as_the_input_names_it(
    said: str, outlet: str
) -> None:
    assert whose(replace(CLEAN, outlet=said))[0] == outlet


def test_the_input_is_asked_before_the_address_and_an_empty_word_says_nothing() -> None:
    url = "https://www.rt.com/news/1"
    assert whose(replace(CLEAN, outlet="Ellery Echo", url=url))[0] == "Ellery Echo"
    assert whose(replace(CLEAN, outlet=" ", url=url))[0] == "RT"


@pytest.mark.parametrize(
    ("url", "outlet", "basis"),
    [
        ("https://www.rt.com/news/1", "RT", "the address is on rt.com"),
        ("http://de.rt.com/1", "RT", "the address is on rt.com"),
        ("https://edition.cnn.com/1", "CNN", "the address is on cnn.com"),
        ("https://www.bbc.co.uk/news/1", "BBC", "the address is on bbc.co.uk"),
        (
            "https://web.archive.org/web/2022/https://www.rt.com/news/1",
            "RT",
            "the address is of a copy of a page on rt.com",
        ),
        (
            "https://edition-cnn-com.cdn.ampproject.org/c/s/edition.cnn.com/1",
            "CNN",
            "the address is of a copy of a page on cnn.com",
        ),
        (
            "https://news.ellery-echo.example/1",
            "Unknown (ellery-echo.example)",
            "nothing names it; it is on ellery-echo.example, which is not listed",
        ),
        (
            "https://echo.co.uk.example/1",
            "Unknown (uk.example)",
            "nothing names it; it is on uk.example, which is not listed",
        ),
        (
            "https://news.ellery-echo.co.uk/1",
            "Unknown (ellery-echo.co.uk)",
            "nothing names it; it is on ellery-echo.co.uk, which is not listed",
        ),
        (
            "https://archive.ph/AbCdE",
            "Unknown (archive.ph)",
            "nothing names it; it is on archive.ph, which is not listed",
        ),
        (None, "Unknown (story)", "nothing names it"),
    ],
)
def test_an_address_tells_whose_page_it_is(url: str | None, outlet: str, basis: str) -> None:
    assert whose(replace(CLEAN, url=url)) == (outlet, basis)


@pytest.mark.parametrize(
    ("site", "outlet"),
    [
        ("Ellery Echo", "Ellery Echo"),
        ("Russia Today", "RT"),
        ("Ellery Echo | News from the coast and the islands", "Ellery Echo"),
        ("Home - Ellery Echo", "Ellery Echo"),  # the part that is like the address
    ],
)
def test_a_page_s_metadata_name_its_outlet(site: str, outlet: str) -> None:
    found = whose(html(f'<meta property="og:site_name" content="{site}">'))
    assert found == (outlet, f'the page\'s metadata say "{site}"')


@pytest.mark.parametrize(
    ("document", "outlet", "basis"),
    [
        (
            page("© 2031 Ellery Echo Ltd. All rights reserved."),
            "Ellery Echo",
            'the page\'s rights line says "© 2031 Ellery Echo Ltd"',
        ),
        (
            page("© Autonomous Nonprofit Organization “TV-Novosti”, 2005–2031."),
            "RT",
            'the page\'s rights line says "© Autonomous Nonprofit Organization “TV-Novosti”"',
        ),
        (
            page(top=f"{TITLE} | Ellery Echo"),
            "Ellery Echo",
            'the page\'s title ends in "Ellery Echo"',
        ),
        (page(top=f"{TITLE} - WSJ"), "The Wall Street Journal", 'the page\'s title ends in "WSJ"'),
        (page("Download the RT App"), "RT", 'the page says "Download the RT App"'),
        (
            page("feedback@sputniknews.com"),
            "Sputnik",
            "the page gives the address feedback@sputniknews.com",
        ),
        (
            page("Download the Harbour App"),  # once is not enough
            "Unknown (page)",
            "nothing names it",
        ),
        (page("About Reuters"), "Unknown (page)", "nothing names it"),
        (page("Harbour master, Reuters, BBC News and CNN"), "Unknown (page)", "nothing names it"),
        (page("© 2031 Hearst Communications, Inc."), "Unknown (page)", "nothing names it"),
        (page("© 2031 All rights reserved."), "Unknown (page)", "nothing names it"),
    ],
)
def test_a_page_names_itself_in_its_furniture(document: Document, outlet: str, basis: str) -> None:
    """A name of several outlets' company, and mentions of others, name nobody."""
    assert whose(document) == (outlet, basis)


def test_a_line_of_rights_behind_the_article_is_of_what_it_republishes() -> None:
    """Where the page has a line of its own; and a bare one without a year never names the page."""
    rights = "© 2031 Associated Press. All rights reserved."
    lines = (TITLE, TITLE, STORY, rights, "Most read", "Tide tables for the week")
    own = "Copyright 2031 Ellery Echo"
    (article,) = read(Document("page.txt", Form.PAGE, "\n".join((*lines, own))))
    assert (article.outlet, article.credit) == ("Ellery Echo", "AP")
    assert whose(Document("page.txt", Form.PAGE, "\n".join(lines)))[0] == "AP"
    bare = "\n".join(lines).replace(rights, "© Reuters")
    assert whose(Document("page.txt", Form.PAGE, bare))[0] == "Unknown (page)"


def test_the_name_a_page_gives_itself_must_fit_its_address() -> None:
    """Companies and designers stand in lines of rights too; names in other letters cannot tell."""
    rights = {
        "© 2031 Ellery Echo": "Ellery Echo",
        "© 2031 Harbour Media Group": "Unknown (ellery-echo.example)",
        "© 2031 Эллери Эхо": "Эллери Эхо",
    }
    for line, outlet in rights.items():
        assert whose(replace(page(line), url=ECHO))[0] == outlet


def test_html_without_a_site_s_name_is_named_by_its_furniture() -> None:
    found = whose(html(body="<footer>© 2031 Ellery Echo</footer>"))
    assert found == ("Ellery Echo", 'the page\'s rights line says "© 2031 Ellery Echo"')
    assert whose(html())[0] == "Unknown (ellery-echo.example)"


def test_a_page_in_an_archive_that_hides_its_address_may_state_it_itself() -> None:
    head = '<link rel="canonical" href="https://www.rt.com/news/1">'
    found = whose(html(head, url="https://archive.ph/AbCdE"))
    assert found == ("RT", "the address is on rt.com")


def test_a_related_article_is_of_the_page_s_outlet() -> None:
    second = "Storm closes the northern lighthouse road for a week"
    other = STORY.replace("ferry pier", "lighthouse road").replace("council", "county")
    text = f"{TITLE}\n{TITLE}\n{STORY}\nRelated articles\n{second}\n{second}\n2 hours ago\n{other}"
    articles = read(Document("page.txt", Form.PAGE, text, url="https://www.rt.com/1"))
    assert [a.role for a in articles] == [ArticleRole.MAIN, ArticleRole.RELATED]
    assert {a.outlet for a in articles} == {"RT"}
    assert articles[1].url is None


def test_a_list_of_one_s_own_names_and_groups() -> None:
    own = Directory((Entry("The Echo", ("ellery-echo.example",), (), "NO", "local"),))
    both = SHIPPED.extended(own)
    assert whose(replace(CLEAN, url=ECHO), both) == (
        "The Echo",
        "the address is on ellery-echo.example",
    )
    assert whose(replace(CLEAN, outlet="RT"), both)[0] == "RT"
    articles = read(named(1, url=ECHO), named(2, "the echo"), named(3, "RT"), directory=both)
    assert outlets.table(articles, both) == [
        Outlet("RT", "rt.com", "RU", "", 1),
        Outlet("The Echo", "ellery-echo.example", "NO", "local", 2),
    ]


def test_an_id_does_not_depend_on_the_list_of_outlets() -> None:
    """So that a correction finds its article when a list renames the outlet."""
    own = SHIPPED.extended(
        Directory((Entry("The Echo", ("ellery-echo.example",), ("Ellery Echo",)),))
    )
    documents = named(1, url=ECHO), named(2, "Ellery Echo"), replace(html(), source_id="3")
    before, after = read(*documents), read(*documents, directory=own)
    assert {a.outlet for a in after} == {"The Echo"}
    assert [a.article_id for a in before] == [a.article_id for a in after]


def test_two_outlets_that_print_one_text_have_ids_of_their_own() -> None:
    articles = read(replace(CLEAN, outlet="Echo"), replace(CLEAN, outlet="Herald"))
    assert len({a.article_id for a in articles}) == 2


def test_one_text_of_one_outlet_known_by_two_ways_is_a_copy() -> None:
    """By its name in a table and by its address."""
    documents = replace(CLEAN, outlet="RT"), replace(CLEAN, source_id="b", url="https://rt.com/1")
    articles, rejected = read_articles(documents, Settings())
    assert [a.source_id for a in articles] == ["story"]
    assert rejected[0].reason == "The article is a copy of the one in story."


def test_spellings_of_an_outlet_that_is_not_listed_become_one() -> None:
    """The one that most articles have, whatever their order."""
    documents = [
        named(1, "Ellery Echo"),
        named(2, "ELLERY ECHO"),
        named(3, "Ellery Echo"),
        named(4, "Ellery  echo Ltd"),
        named(5, "Herald"),
    ]
    for seed in range(5):
        shuffled = random.Random(seed).sample(documents, len(documents))
        assert {a.outlet for a in read(*shuffled)} == {"Ellery Echo", "Herald"}


def test_an_unnamed_page_is_of_the_outlet_that_others_of_its_site_name() -> None:
    """More than half of them must agree."""
    documents = [named(1, "Ellery Echo", ECHO), named(2, "Ellery Echo", ECHO), named(3, url=ECHO)]
    last = read(*documents)[-1]
    assert (last.outlet, last.outlet_basis) == (
        "Ellery Echo",
        "other pages of ellery-echo.example are of Ellery Echo",
    )
    split = [named(1, "Ellery Echo", ECHO), named(2, "Herald", ECHO), named(3, url=ECHO)]
    assert read(*split)[-1].outlet == "Unknown (ellery-echo.example)"


def test_a_page_that_only_says_its_site_is_one_outlet_with_the_table_s_domain() -> None:
    articles = read(named(1, "ellery-echo.example"), named(2, url=ECHO))
    assert {a.outlet for a in articles} == {"ellery-echo.example"}


def test_pages_of_platforms_and_archives_are_not_taken_for_one_outlet() -> None:
    """And other hosts of one domain may be other outlets."""
    north = "https://north.ellery-echo.example/1"
    for site, other in (
        ("https://t.me/1", "https://t.me/2"),
        (north, "https://south.ellery-echo.example/1"),
    ):
        documents = [
            named(1, "Ellery Echo", site),
            named(2, "Ellery Echo", site),
            named(3, url=other),
        ]
        assert read(*documents)[-1].outlet.startswith("Unknown (")


def test_longer_and_shorter_names_of_one_site_become_one() -> None:
    """As "Ellery Echo" and "Ellery Echo Online", not two names that only begin alike."""
    documents = [named(n, "Ellery Echo", ECHO) for n in (1, 2)]
    documents += [named(3, "Ellery Echo Online", ECHO), named(4, "Ellery Echoes", ECHO)]
    assert [a.outlet for a in read(*documents)][2:] == ["Ellery Echo", "Ellery Echoes"]
    apart = [named(1, "Ellery Echo"), named(2, "Ellery Echo Online")]  # not known to be one site
    assert len({a.outlet for a in read(*apart)}) == 2


def test_the_table_has_the_domain_of_most_addresses_where_none_is_listed() -> None:
    echo = "https://news.ellery-echo.example/1"
    documents = [named(1, "Echo", echo), named(2, "Echo", echo), named(3, "Echo", "https://t.me/1")]
    documents.append(named(4, "Herald", "https://archive.ph/AbCdE"))
    assert outlets.table(read(*documents)) == [
        Outlet("Echo", "ellery-echo.example", None, "", 3),
        Outlet("Herald", None, None, "", 1),
    ]


@pytest.mark.parametrize("unit", ["© ", "(c)", "The App ", "This article was ", "Reuters/", "A.a"])
def test_endless_lines_take_no_endless_time(unit: str) -> None:
    """A mark that is repeated is a new beginning each time."""
    endless = unit * (100_000 // len(unit))
    document = replace(page(endless), outlet=None)
    began = time.perf_counter()
    outlet, _ = whose(document)
    whose(replace(CLEAN, content=f"{endless}\n{STORY}\n{endless}", outlet=endless))
    assert time.perf_counter() - began < 10
    assert outlet == "Unknown (page)"
