"""Several articles on one HTML page: the main one, those beside it, and what is none."""

from __future__ import annotations

import json

import pytest

from coverage.reading.articles import read_articles
from coverage.reading.dating import when
from coverage.reading.drafts import Draft, Page
from coverage.reading.markup import read_page
from coverage.records import ArticleRole, Document, Form
from coverage.settings import Settings
from tests.reading.pages import article, page, paragraphs

MAIN = "Old pier to close for two years"
NEXT = "Tarn bridge shut after crack is found"
LINKED = f'<a href="/2031/05/02/bridge">{NEXT}</a>'


def subjects(draft: Draft) -> set[str]:
    """Which subjects of the page's stories a draft tells of."""
    words = set(" ".join(part.text for part in draft.parts).split())
    return {subject for subject in ("pier", "bridge", "ferry") if subject in words}


def told(found: Page) -> list[tuple[ArticleRole, str, set[str]]]:
    return [(draft.role, draft.title, subjects(draft)) for draft in found.drafts]


TWO = [(ArticleRole.MAIN, MAIN, {"pier"}), (ArticleRole.RELATED, NEXT, {"bridge"})]


@pytest.mark.parametrize(
    "body",
    [
        article(MAIN, "pier") + article(NEXT, "bridge"),
        article(MAIN, "pier") + article(NEXT, "bridge", "h2"),
        article(MAIN, "pier", "h2") + article(LINKED, "bridge", "h2"),
        # the next story inside of the first one's element
        f"<article><h1>{MAIN}</h1>{paragraphs('pier')}{article(LINKED, 'bridge', 'h3')}</article>",
        # the main title above its body's element
        f"<h1>{MAIN}</h1><article>{paragraphs('pier')}</article>" + article(LINKED, "bridge", "h2"),
        # no elements marked as articles, as pages that scroll on without end
        f'<div><h1>{MAIN}</h1><time datetime="2031-05-03">3 May</time>{paragraphs("pier")}</div>'
        f'<div data-url="/bridge"><h1>{NEXT}</h1>{paragraphs("bridge")}</div>',
        f"<h1>{MAIN}</h1><div>By Olav Renn</div>{paragraphs('pier')}"
        f"<h1>{NEXT}</h1><div>3 hours ago</div>{paragraphs('bridge')}",
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        f"<h2>{MAIN}</h2>{paragraphs('pier')}</div>"
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        f"<h2>{NEXT}</h2><time>3 May</time>{paragraphs('bridge')}</div>",
    ],
)
def test_a_second_story_is_kept_apart_and_no_word_of_it_is_in_the_first(body: str) -> None:
    assert told(read_page(page(body))) == TWO


@pytest.mark.parametrize(
    "beside",
    [
        "".join(
            f'<article><h2><a href="/{i}">The ferry will be free of charge, part {i}</a></h2>'
            "<p>The ferry is free until the work is done, its owner said on Monday.</p></article>"
            for i in range(5)
        ),
        f'<article><h2><a href="/f">The ferry</a></h2>{paragraphs("ferry", 9)}'
        '<a href="/f">Continue reading</a></article>',
        '<div id="comments">'
        + article("A reader's view", "ferry", "h3", mark='class="comment"')
        + "</div>",
        f"<aside>{article(NEXT, 'ferry', 'h2')}</aside>",
        article("About the author", "ferry", "h4", mark='class="author"'),
        f"<amp-next-page><h2>Read next</h2>{paragraphs('ferry')}</amp-next-page>",
    ],
    ids="teasers excerpt comments aside author amp".split(),
)
def test_what_is_no_story_neither_becomes_one_nor_gets_into_the_main_one(beside: str) -> None:
    found = read_page(page(article(MAIN, "pier") + beside))
    assert told(found) == [(ArticleRole.MAIN, MAIN, {"pier"})]


@pytest.mark.parametrize(
    "entry",
    [
        'class="live-entry"',
        'itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"',
        "",
    ],
)
def test_entries_of_a_live_blog_and_chapters_are_parts_of_one_article(entry: str) -> None:
    """The page's own title stands above them all."""
    entries = "".join(
        article(f"What is known of the {subject}", subject, "h2", "<time>10:15</time>", entry)
        for subject in ("pier", "bridge", "ferry")
    )
    found = read_page(page(f"<h1>{MAIN}</h1>{entries}"))
    assert told(found) == [(ArticleRole.MAIN, MAIN, {"pier", "bridge", "ferry"})]


def test_a_live_blog_says_so_in_its_json_ld() -> None:
    said = json.dumps({"@type": "LiveBlogPosting", "headline": MAIN})
    body = article(MAIN, "pier") + article(LINKED, "bridge", "h2", "<time>10:15</time>")
    head = f'<script type="application/ld+json">{said}</script>'
    assert len(read_page(page(body, head=head)).drafts) == 1


def test_chapters_under_main_headings_stay_together() -> None:
    body = f"<h1>{MAIN}</h1>{paragraphs('pier')}<h1>What became of it</h1>{paragraphs('bridge')}"
    assert told(read_page(page(body))) == [(ArticleRole.MAIN, MAIN, {"pier", "bridge"})]


def test_of_a_list_of_whole_stories_the_first_is_the_main_one_under_its_own_title() -> None:
    stories = "".join(
        article(f'<a href="/{subject}">All about the {subject}</a>', subject, "h2")
        for subject in ("pier", "bridge", "ferry")
    )
    found = read_page(page(f"<h1>Harbour Courier</h1>{stories}", title="Harbour Courier"))
    assert told(found) == [
        (ArticleRole.MAIN, "All about the pier", {"pier"}),
        (ArticleRole.RELATED, "All about the bridge", {"bridge"}),
        (ArticleRole.RELATED, "All about the ferry", {"ferry"}),
    ]


def test_a_story_printed_twice_is_one() -> None:
    found = read_page(page(article(MAIN, "pier") + article(MAIN, "pier")))
    assert told(found) == [(ArticleRole.MAIN, MAIN, {"pier"})]


def test_each_story_has_its_own_date() -> None:
    """By the headline of its JSON-LD, its own time, or its own address."""

    def head(*nodes: dict[str, str]) -> str:
        return f'<script type="application/ld+json">{json.dumps(nodes)}</script>'

    own = {"@type": "NewsArticle", "headline": MAIN, "datePublished": "2031-05-03"}
    other = {"@type": "NewsArticle", "headline": NEXT, "datePublished": "2031-05-02"}
    timed = article(NEXT, "bridge", more='<time datetime="2031-05-01">1 May</time>')
    for body, nodes, day in (
        (article(NEXT, "bridge"), (other, own), "2031-05-02"),
        (timed, (own,), "2031-05-01"),
        (article(LINKED, "bridge"), (own,), "2031-05-02"),
        (article(NEXT, "bridge"), (own,), None),
    ):
        found = read_page(page(article(MAIN, "pier") + body, head=head(*nodes)))
        document = Document("page", Form.HTML, "", published="2031-05-03")
        dates = [when(document, found, draft, None).at for draft in found.drafts]
        assert [str(at.date()) if at else None for at in dates] == ["2031-05-03", day]


def test_each_story_has_its_own_author_and_all_become_articles() -> None:
    body = article(MAIN, "pier") + article(NEXT, "bridge", more="<div>By Ida Brandt</div>")
    html = page(body, head='<meta name="author" content="Olav Renn">')
    found, rejected = read_articles([Document("page.html", Form.HTML, html)], Settings())
    assert [(a.role, a.title, a.author) for a in found] == [
        (ArticleRole.MAIN, MAIN, "Olav Renn"),
        (ArticleRole.RELATED, NEXT, "Ida Brandt"),
    ]
    assert not rejected
