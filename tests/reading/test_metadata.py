"""Where an HTML page says when its article was published, and which of these places is trusted."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.reading.dating import Published, when
from coverage.reading.jsonld import in_script
from coverage.reading.markup import read_page
from coverage.records import Document, Form, Precision
from tests.reading.pages import article, page, paragraphs

TITLE = "Old pier to close for two years"
JSON = 'type="application/ld+json"'


def script(content: object) -> str:
    text = content if isinstance(content, str) else json.dumps(content)
    return f"<script {JSON}>{text}</script>"


def news(day: object = "2031-05-03T10:15:00+02:00", **more: object) -> dict[str, object]:
    """A node of JSON-LD; the place says 08:15 UTC."""
    return {"@type": "NewsArticle", "headline": TITLE, "datePublished": day, **more}


def published(head: str = "", more: str = "", title: str = TITLE) -> Published:
    """When the article was published of a page with this in its head and under its title."""
    found = read_page(page(article(TITLE, "pier", more=more), title=title, head=head))
    return when(Document("page", Form.HTML, ""), found, found.drafts[0], None)


def minute(found: Published) -> str:
    assert found.precision is Precision.MINUTE
    return f"{found.at:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    "head",
    [
        script(news()),
        script([{"@type": "Organization", "name": "Harbour Courier"}, news()]),
        script({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, news()]}),
        script(news(["2031-05-03T10:15:00+02:00"])),
        script(news({"@type": "DateTime", "@value": "2031-05-03T10:15:00+02:00"})),
        script({"@type": "WebPage", "mainEntity": news()}),
        script(news(**{"@type": ["Article", "ReportageNewsArticle"]})),
        script(news(**{"@type": "https://schema.org/Article"})),
        script({"@type": "BreadcrumbList"}) + script(news()),
        script("{not JSON at all") + script(news()),
        script(f"//<![CDATA[\n{json.dumps(news())}\n//]]>"),
        script(f"<!-- {json.dumps(news())} -->"),
        script(json.dumps(news())[:-1] + ",}"),  # a comma too many
        script(json.dumps(news()).replace('"', "&quot;")),
        script(json.dumps(news(description="line\nbreak")).replace("\\n", "\n")),
        script(news()).replace(JSON, 'type="application/LD+JSON; charset=utf-8"'),
    ],
)
def test_json_ld_in_the_ways_it_is_written(head: str) -> None:
    found = published(head)
    assert minute(found) == "2031-05-03 08:15"
    assert found.basis == 'the page\'s JSON-LD says "2031-05-03T10:15:00+02:00"'


def test_broken_json_ld_gives_its_day_only_if_it_names_no_other() -> None:
    broken = json.dumps(news())[:-1] + ', "publisher": {"name": "Courier}'
    found = published(script(broken))
    assert minute(found) == "2031-05-03 08:15"
    assert found.basis.startswith("the page's JSON-LD, which is broken, says")
    two = broken.replace("{", '{"datePublished": "2031-01-01", ', 1)
    assert published(script(two)).at is None


def test_seconds_since_1970_in_json_ld() -> None:
    assert minute(published(script(news(1935648900)))) == "2031-05-04 08:15"


@pytest.mark.parametrize(
    "head",
    [
        script(news(None, dateModified="2031-05-04")),
        script({"@type": "VideoObject", "datePublished": "2031-05-04"}),
        script({"@type": "WebSite", "comment": [news("2031-05-04", headline="A reader")]}),
        script({"@type": "ItemList", "itemListElement": [news("2031-05-04")]}),
        script([news("2031-05-04", headline="Ferry free"), news("2031-05-05", headline="Fair")]),
        '<meta property="article:modified_time" content="2031-05-04T10:15:00Z">',
        '<meta property="og:updated_time" content="2031-05-04T10:15:00Z">',
        '<meta name="last-modified" content="2031-05-04">',
        '<meta itemprop="dateModified" content="2031-05-04">',
        '<meta itemprop="copyrightYear" content="2031">',
        '<meta http-equiv="last-modified" content="Sun, 04 May 2031 10:15:00 GMT">',
    ],
)
def test_times_of_change_and_of_other_things_are_no_publication(head: str) -> None:
    assert published(head).at is None


@pytest.mark.parametrize(
    "meta",
    [
        'property="article:published_time"',
        'name="article:published_time"',
        'property="og:published_time"',
        'name="parsely-pub-date"',
        'name="sailthru.date"',
        'name="DC.date.issued"',
        'name="dc.date"',
        'name="date"',
        'name="pubdate"',
        'itemprop="datePublished"',
    ],
)
def test_names_of_meta_tags(meta: str) -> None:
    found = published(f'<meta {meta} content="2031-05-03T10:15:00+02:00">')
    name = meta.split('"')[1].lower()
    assert minute(found) == "2031-05-03 08:15"
    assert found.basis == f'the page\'s meta tag {name} says "2031-05-03T10:15:00+02:00"'


@pytest.mark.parametrize(
    ("more", "tag"),
    [
        ('<time datetime="2031-05-03T10:15:00+02:00">a while ago</time>', "time tag"),
        ('<time datetime="PT5M">5 min</time><time>May 3, 2031 10:15 CEST</time>', "time tag"),
        ('<span itemprop="datePublished">2031-05-03 10:15:00 +0200</span>', "microdata"),
        ('<abbr class="published" title="2031-05-03T10:15:00+02:00">Saturday</abbr>', "abbr tag"),
        (
            '<time class="updated" datetime="2031-05-05T10:15:00Z">5 May</time>'
            '<time class="entry-date published" datetime="2031-05-03T08:15:00Z">3 May</time>',
            "time tag",
        ),
        (
            'Updated: <time datetime="2031-05-05T10:15:00Z">5 May</time> '
            'First: <time datetime="2031-05-03T08:15:00Z">3 May</time>',
            "time tag",
        ),
        (
            '<time class="entry-date published updated" datetime="2031-05-03T08:15:00Z">x</time>',
            "time tag",
        ),
    ],
)
def test_times_in_the_article(more: str, tag: str) -> None:
    found = published(more=more)
    assert minute(found) == "2031-05-03 08:15"
    assert found.basis.startswith(f"the page's {tag} says")


def test_a_time_of_updating_alone_stays_open() -> None:
    assert (
        published(more='<p>Updated: <time datetime="2031-05-05">5 May 2031</time></p>').at is None
    )


def test_times_of_teasers_and_comments_are_not_the_article_s() -> None:
    old = '<time datetime="2030-01-01T00:10:00Z">1 January</time>'
    body = (
        f"<nav>{old}</nav>"
        + article(TITLE, "pier", more='<time datetime="2031-05-03T08:15:00Z">3 May</time>')
        + f'<div class="comments"><div class="comment">{old}</div></div>'
        + f'<article><h2><a href="/f">Ferry is free</a></h2>{old}</article>'
    )
    found = read_page(page(body))
    at = when(Document("page", Form.HTML, ""), found, found.drafts[0], None)
    assert minute(at) == "2031-05-03 08:15"


def test_the_most_trusted_place_wins_over_those_that_differ() -> None:
    head = script(news()) + '<meta property="article:published_time" content="2031-05-01">'
    more = '<time datetime="2031-04-30">30 April</time><p>29 April 2031</p>'
    assert published(head, more).basis.startswith("the page's JSON-LD")
    without = published(head.replace("datePublished", "dateModified"), more)
    assert without.basis == 'the page\'s meta tag article:published_time says "2031-05-01"'
    assert published("", more).basis == 'the page\'s time tag says "2031-04-30"'
    assert published("", "<p>29 April 2031</p>").basis == 'the page says "29 April 2031"'


def test_a_time_in_the_header_without_any_mark() -> None:
    assert minute(published(more="<div>By Ida Brandt | May 3, 2031, 10:15 a.m. CEST</div>")) == (
        "2031-05-03 08:15"
    )


def test_an_age_in_the_header_counts_back_from_the_fetching() -> None:
    found = read_page(page(article(TITLE, "pier", more="<span>6 hours ago</span>")))
    at = when(Document("page", Form.HTML, ""), found, found.drafts[0], None)
    assert at.at is None
    assert at.basis == 'the page says "6 hours ago", but not what time it was then'


def test_what_htmldate_finds_is_a_guess_in_the_page_s_own_words() -> None:
    body = article(TITLE, "pier") + '<div class="dateline">Harbour, 3 May 2031</div>'
    found = read_page(page(body))
    (stated,) = found.drafts[0].stated
    assert (stated.text, stated.is_guess) == ("Harbour, 3 May 2031", True)


def test_a_day_that_the_story_tells_of_is_not_its_own() -> None:
    told = (
        paragraphs("pier") + "<p>The pier was opened on 3 May 1991, before a crowd of guests.</p>"
    )
    found = read_page(page(f"<article><h1>{TITLE}</h1>{told}</article>"))
    assert when(Document("page", Form.HTML, ""), found, found.drafts[0], None).at is None


def test_a_date_in_the_title_is_not_the_article_s() -> None:
    found = read_page(page(article("News of 3 May 2031 from the pier", "pier"), title="News"))
    assert found.drafts[0].stated == ()


@settings(deadline=None)
@given(st.text())
def test_any_script_is_read_without_an_error(text: str) -> None:
    assert isinstance(in_script(text), list)


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["@type", "@graph", "datePublished", "headline", "mainEntity"]),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_any_json_is_read_without_an_error(content: object) -> None:
    assert all(node.published for node in in_script(json.dumps(content)))


def test_json_nested_without_end_is_left() -> None:
    assert in_script("[" * 100_000) == []
    assert in_script('{"@graph":[' * 500 + "]}" * 500) == []
