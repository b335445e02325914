"""HTML that is broken, declares the wrong things, or is far too large."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.reading import markup
from coverage.reading.articles import read_articles
from coverage.reading.drafts import Page
from coverage.reading.markup import MAX_ELEMENTS, parse, read_page
from coverage.reading.sources import read
from coverage.records import Role
from coverage.settings import Settings
from tests.reading.pages import article, page, paragraphs

TITLE = "Old pier to close for two years"
BODY = paragraphs("pier")
MANY = 100_000  # tags inside of one another: more than any parser nests


def body_of(found: Page) -> str:
    """The text of the main article's paragraphs."""
    parts = found.drafts[0].parts if found.drafts else ()
    return "\n".join(part.text for part in parts if part.role is Role.BODY)


def words_of(found: Page) -> list[str]:
    """The words of the main article, whatever their role."""
    parts = found.drafts[0].parts if found.drafts else ()
    return [word for part in parts for word in part.text.split()]


WHOLE = body_of(read_page(page(article(TITLE, "pier"))))


def test_a_page_as_it_should_be() -> None:
    found = read_page(page(article(TITLE, "pier"), head='<meta name="author" content="Olav Renn">'))
    assert BODY.replace("</p><p>", "\n").removeprefix("<p>").removesuffix("</p>") == WHOLE
    assert (found.drafts[0].title, found.author) == (TITLE, "Olav Renn")
    assert found.drafts[0].header == (TITLE,)
    assert "© 2031 Harbour Courier. All rights reserved." in found.rest


def test_header_and_rest_are_the_lines_around_the_body() -> None:
    more = "<div>By Olav Renn</div><div>3 May 2031</div>"
    found = read_page(page(article(TITLE, "pier", more=more) + "<h3>Read also</h3>"))
    assert found.drafts[0].header == (TITLE, "By Olav Renn", "3 May 2031")
    assert found.rest[:3] == ("News", "Sport", "Weather")
    assert "Read also" in found.rest
    assert not set(found.rest) & {TITLE, *body_of(found).split("\n")}


def test_white_space_in_a_title_is_made_single() -> None:
    found = read_page(
        page(f"<article><h1>Old \n pier</h1>{BODY}</article>", title=" Old \n\t pier ")
    )
    assert found.drafts[0].title == "Old pier"


@pytest.mark.parametrize(
    "html",
    [
        page(f"<h1>{TITLE}</h1>{BODY}".replace("</p>", "")),
        page(f"<h1>{TITLE}</h1>{BODY}").replace("</title>", "</title><title>Pier</title>"),
        page(f"<div><b><i><h1>{TITLE}</h1>{BODY}</b></i></td></tr></p></section>"),
        page(f"<table><tr><td><table><td><h1>{TITLE}</h1>{BODY}<table><tr></table>"),
        BODY,
        f"<div><div>{BODY}</div></div>",
        f"<html><body>{BODY}",
        f"<body>{BODY}</body>",
        f"<html/>{BODY}",
        f'<html lang="en" /><head/><body class="a"/>{BODY}',
        page(BODY).replace("council", "coun\0cil").replace("pier", "pi\x01er\x7f"),
        page(BODY).replace("council", "coun\ud800cil\ufffe"),
        page(BODY).replace("<main>", "<main><" + "!" * 50 + "<<>>&&;&#0;&#x110000;"),
        f"<!-- {'-' * 5000} --><?php echo 1 ?>{BODY}",
        f"\n\n\ufeff  {page(BODY)}",
        page(f"<h1>{TITLE}</h1>{BODY}").replace("</head>", ""),
        f"<html><head><title>{TITLE}</title><script>if (a<b) {{ '<p>' }}</script>{BODY}</html>",
        f"<FRAMESET><NOFRAMES>{BODY}</NOFRAMES></FRAMESET>{BODY}",
    ],
)
def test_of_broken_markup_the_words_are_read(html: str) -> None:
    assert WHOLE.split() == words_of(read_page(html))[-len(WHOLE.split()) :]


@pytest.mark.parametrize(
    ("tag", "end"),
    [
        ("<div>", "</div>"),
        ("<b>", ""),
        ("<p><span class='a'>", ""),
        ("<table><tr><td>", ""),
        ("<ul><li>", "</li></ul>"),
        ("<blockquote>", "</blockquote>"),
        ("<font size=1><center>", ""),
    ],
)
def test_tags_nested_without_end_hide_nothing(tag: str, end: str) -> None:
    for times in (300, MANY):
        found = read_page(f"<html><body>{tag * times}{BODY}{end * times}</body></html>")
        assert words_of(found) == WHOLE.split()


def test_tags_nested_without_end_that_mean_something_crash_nothing() -> None:
    for tag in ("<article>", "<h1>", "<section><h1>A b</h1>", "<aside>", "<x>", "<svg>", "<a>"):
        assert isinstance(read_page(f"<html><body>{tag * MANY}{BODY}</body></html>"), Page)


@pytest.mark.parametrize(
    "html", ["", " \n", "<html></html>", "<p></p>", "<!-- -->", "\0", "<", "&"]
)
def test_a_page_without_a_word_has_no_article(html: str) -> None:
    assert read_page(html).drafts == ()


@settings(deadline=None)
@given(st.text() | st.text(st.sampled_from("<>/=\"'!-&;ab pdivh1")))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert isinstance(read_page(text), Page)
    assert isinstance(read_page(f"<html><body><article><h1>{text}</h1>{BODY}{text}"), Page)


XML = (
    '<?xml version="1.0" encoding="{0}"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"'
    ' "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr"><head><title>Le café du port</title>'
    '<meta http-equiv="Content-Type" content="text/html; charset={0}" /></head>'
    "<body>{1}</body></html>"
)
FRENCH = paragraphs("café à l’ancienne jetée")


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1251", "utf-16", "nonsense"])
def test_xhtml_is_read_whatever_encoding_it_declares(declared: str) -> None:
    """What comes in is text already; its declaration is an old one's."""
    found = read_page(XML.format(declared, FRENCH))
    assert found.drafts[0].title == "Le café du port"
    assert "café à l’ancienne jetée" in body_of(found)


@pytest.mark.parametrize(
    ("declared", "stored", "subject"),
    [
        ("utf-8", "utf-8", "café à l’ancienne jetée"),
        ("utf-8", "windows-1252", "café à l’ancienne jetée"),
        ("utf-8", "windows-1251", "старый городской причал"),
        ("windows-1252", "windows-1251", "старый городской причал"),
        ("iso-8859-1", "utf-8", "старый городской причал"),
        ("windows-1251", "windows-1251", "старый городской причал"),
        ("koi8-r", "koi8-r", "старый городской причал"),
        ("iso-8859-1", "windows-1252", "café à l’ancienne jetée"),
        ("shift_jis", "shift_jis", "古い桟橋は二年間閉鎖されると議長が述べた"),
        ("nonsense", "utf-8-sig", "café à l’ancienne jetée"),
    ],
)
def test_a_stored_page_is_read_in_the_encoding_it_is_in(
    tmp_path: Path, declared: str, stored: str, subject: str
) -> None:
    html = page(paragraphs(subject, 30)).replace('charset="utf-8"', f'charset="{declared}"')
    (tmp_path / "page.html").write_bytes(html.encode(stored, "xmlcharrefreplace"))
    (found,), _ = read_articles(read([tmp_path])[0], Settings())
    assert f"The council voted on the {subject} for two years" in found.text


def amp(mark: str) -> str:
    """A page as Accelerated Mobile Pages are."""
    said = f'{{"@type":"Article","headline":"{TITLE}","datePublished":"2031-05-03T10:15:00Z"}}'
    return (
        f'<!doctype html><html {mark} lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>'
        '<script async src="https://cdn.ampproject.org/v0.js"></script>'
        '<link rel="canonical" href="https://ellery-echo.example/pier">'
        f'<script type="application/ld+json">{said}</script>'
        "<style amp-boilerplate>body{visibility:hidden}</style></head><body>"
        '<amp-sidebar id="menu"><ul><li>News</li></ul></amp-sidebar>'
        f'<article><h1>{TITLE}</h1><amp-img src="/a.jpg" width="1" height="1"></amp-img>{BODY}'
        '<amp-ad width="300" height="250"></amp-ad></article>'
        '<amp-next-page><script type="application/json">[{"title":"Ferry","url":"/f"}]</script>'
        f"<div>{paragraphs('ferry')}</div></amp-next-page></body></html>"
    )


@pytest.mark.parametrize("mark", ["amp", "⚡", "AMP", '⚡=""'])
def test_amp_pages(mark: str) -> None:
    found = read_page(amp(mark))
    assert len(found.drafts) == 1
    assert body_of(found) == WHOLE
    assert found.url == "https://ellery-echo.example/pier"
    assert [stated.text for stated in found.drafts[0].stated] == ["2031-05-03T10:15:00Z"]


@pytest.mark.parametrize(
    ("name", "large"),
    [
        ("script", f"<script>{'var a=1;' * 1_300_000}</script>"),
        ("picture", f'<img src="data:image/png;base64,{"A" * 10_000_000}">'),
        ("links", "".join(f"<li><a href='/{i}'>Link number {i}</a></li>" for i in range(230_000))),
        ("boxes", "<div class='x'>a</div>" * 450_000),
        ("cells", "<tr><td>12</td><td>cell of text</td></tr>" * 230_000),
        ("breaks", "words of text<br>" * 600_000),
        ("tags", "<b>" * 3_300_000),
        ("signs", "<" * 10_000_000),
        ("data", f'<script type="application/ld+json">{{"a":"{" " * 10_000_000}"}}</script>'),
        ("comment", f"<!--{'-' * 10_000_000}-->"),
    ],
)
def test_ten_megabytes_take_bounded_time(name: str, large: str) -> None:
    """Measured: up to 7 seconds on one core; the bound leaves a multiple for slower ones."""
    began = time.process_time()
    found = read_page(page(article(TITLE, "pier") + large))
    assert time.process_time() - began < 60, name
    assert WHOLE.split("\n")[0] in body_of(found)


def test_of_too_many_elements_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = parse(page("<i>a</i>" * 3 * MAX_ELEMENTS))
    assert tree is not None
    assert sum(1 for _ in tree.iter()) == MAX_ELEMENTS
    monkeypatch.setattr(markup, "MAX_ELEMENTS", 30)
    assert body_of(read_page(page(article(TITLE, "pier") + "<p>a</p>" * 30))) == WHOLE
