"""Whom an article credits: read where outlets put it, never off a mere mention."""

from __future__ import annotations

import pytest

from coverage.reading.articles import read_articles
from coverage.records import ArticleRole, Document, Form
from coverage.settings import Settings

TITLE = "Town council of Ellery votes to reopen the old ferry pier"
FIRST = "The council of Ellery voted on Monday to reopen the old ferry pier after years of repairs."
STORY = (
    "Engineers found that the wooden piles below the deck were sound, the harbour master said.",
    "The first ferry will leave in June, and tickets for residents will cost half the old price.",
    "Fishermen who had opposed the vote said that they would wait for the first winter storms.",
)
RIGHTS = "© 2031 Ellery Echo. All rights reserved."


def page(
    *behind: str, header: tuple[str, ...] = (), first: str = FIRST, last: str = ""
) -> Document:
    """A flattened page; `header` stands between the title and the story."""
    story = (first, *STORY[:-1], STORY[-1] + last)
    lines = ("Home News Sport", TITLE, *header, *story, *behind, "Most read", "Tide tables", RIGHTS)
    return Document("page.txt", Form.PAGE, "\n\n".join(lines))


def credit(document: Document) -> str | None:
    articles, _ = read_articles([document], Settings())
    return next(a.credit for a in articles if a.role is ArticleRole.MAIN)


@pytest.mark.parametrize(
    ("dateline", "name"),
    [
        ("ELLERY (Reuters) - ", "Reuters"),
        ("ELLERY, Norland (AP) — ", "AP"),
        ("Paris (AFP) – ", "AFP"),
        ("(Reuters) — ", "Reuters"),
        ("(CNN)", "CNN"),
        ("BEIJING, Feb. 8 (Xinhua) -- ", "Xinhua"),
        ("Berlin (dpa) - ", "dpa"),
        ("Berlin (dpa/AFP) - ", "dpa, AFP"),
        ("Madrid, 8 feb (EFE).- ", "EFE"),
        ("Paris, 8 févr. 2022 (AFP) - ", "AFP"),
        ("(ANSA) - ROMA, 08 FEB - ", "ANSA"),
        ("MOSCOW, February 8. /TASS/. ", "TASS"),
        ("МОСКВА, 8 фев — РИА Новости. ", "RIA Novosti"),
        ("Москва. 8 февраля. ИНТЕРФАКС - ", "Interfax"),
        ("ELLERY (Harbour News) - ", None),  # nobody known
        ("The German news agency (dpa) - which is based in Hamburg - says: ", None),
        ("Analysts asked by Reuters (AFP) ", None),
    ],
)
def test_the_agency_of_a_dateline_is_credited(dateline: str, name: str | None) -> None:
    assert credit(page(first=dateline + FIRST)) == name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (("By Reuters", "8 Feb 2022 10:30"), "Reuters"),
        (("By AFP in Paris",), "AFP"),
        (("By Ida Holm, Associated Press",), "AP"),
        (("By Ida Holm | AP", "8 Feb 2022"), "AP"),
        (("By Al Jazeera and news agencies",), "Al Jazeera"),
        (("By Staff, Agencies",), "agencies"),
        (("By staff and agencies", "8 Feb 2022"), "agencies"),
        (("Ellery Echo wire services", "Published 8 Feb 2022"), "agencies"),
        (("REUTERS", "8 Feb 2022"), "Reuters"),
        (("Reuters 8 Feb 2022 10:30",), "Reuters"),
        (("AFP/Reuters", "8 Feb 2022"), "AFP, Reuters"),
        (("Par Le Figaro avec AFP", "8 février 2022"), "Le Figaro, AFP"),
        (("Von dpa", "8. Februar 2022"), "dpa"),
        (("By Ida Holm", "Associated Press"), "AP"),
        (("Reuters, Oxby,", "8 Feb 2022"), "Reuters"),
        (("Russia Today17 hours ago",), "RT"),
        (("Source: AFP",), "AFP"),
        (("Quelle: dpa",), "dpa"),
        (("Via Reuters",), "Reuters"),
        (("Source: Harbour Weekly",), "Harbour Weekly"),
        (("Source: Twitter",), None),
        (("Ida Holm 3 hours ago",), None),
        (("By Ida Holm", "8 Feb 2022"), None),
        (("Photo: AFP", "8 Feb 2022"), None),
        (("A ferry at the pier. Photo: Ida Holm", "AFP", "8 Feb 2022"), None),
        (("World", "Reuters, BBC and others reported on it first", "8 Feb 2022"), None),
    ],
)
def test_a_header_credits_beside_the_title_a_time_or_a_byline(
    header: tuple[str, ...], name: str | None
) -> None:
    """Not behind words that it may be the picture credit of."""
    assert credit(page(header=header)) == name


def test_names_in_a_menu_are_no_credits() -> None:
    """An outlet's sisters stand there."""
    menu = ("Barron's", "MarketWatch", "The Wall Street Journal", "Reuters", "Weather", "Sport")
    story = "\n".join((*menu, TITLE, "8 Feb 2022", FIRST, *STORY, RIGHTS))
    assert credit(Document("page.txt", Form.PAGE, story)) is None


@pytest.mark.parametrize(
    ("last", "name"),
    [
        (" (Reuters)", "Reuters"),
        (" (avec AFP)", "AFP"),
        (" (With inputs from PTI)", "PTI"),
        (" (With agency inputs)", "agencies"),
        (" (dpa/AFP)", "dpa, AFP"),
        (" — Reuters", "Reuters"),
        (" /dpa/", "dpa"),
        (" (he told Reuters)", None),
        (" He told Reuters.", None),
    ],
)
def test_the_last_words_of_a_story_can_be_a_credit(last: str, name: str | None) -> None:
    assert credit(page(last=last)) == name


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        ("(Reuters)", "Reuters"),
        ("AFP", "AFP"),
        ("© 2031 AFP", "AFP"),
        ("© Reuters", "Reuters"),
        ("Copyright @ 2031 The New Arab.", "The New Arab"),
        ("Copyright 2031 The Associated Press. All rights reserved.", "AP"),
        ("Source: Agencies", "agencies"),
        ("With agencies", "agencies"),
        ("Avec AFP", "AFP"),
        ("Mit Agenturmaterial", "agencies"),
        ("Mit Material von dpa", "dpa"),
        ("Con información de EFE", "EFE"),
        ("Originally published by Harbour Weekly", "Harbour Weekly"),
        ("More from Reuters", None),
        ("Follow Reuters on Twitter", None),
        ("Photo: Reuters", None),
    ],
)
def test_what_stands_right_behind_a_story_can_be_a_credit(behind: str, name: str | None) -> None:
    assert credit(page(behind)) == name


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        (
            "This article is republished from The Conversation under a Creative Commons license. "
            "Read the original article.",
            "The Conversation",
        ),
        ("This article was originally published by Harbour Weekly.", "Harbour Weekly"),
        ("This story first appeared on the Harbour Weekly and is used here.", "the Harbour Weekly"),
        ("A version of this article was first published in The Guardian.", "The Guardian"),
        ("This essay was originally published at rt.com on Monday.", "RT"),
        ("Cet article a été initialement publié sur Mediapart.", "Mediapart"),
        ("Cet article est republié à partir de The Conversation sous licence.", "The Conversation"),
        ("Dieser Beitrag erschien zuerst bei der Deutschen Welle.", "Deutsche Welle"),
        ("Dieser Beitrag erschien zuerst im Handelsblatt.", "Handelsblatt"),
        ("Este artículo fue publicado originalmente en El País.", "El País"),
        ("This article was originally published on May 5, 2031.", None),
        ("This article first appeared in the print edition of 5 May.", None),
        ("This article has been adapted from its original source.", None),
        ("The report was published by The New York Times on Monday, officials said.", None),
        ("Harbour Weekly first published the plans of the council in March.", None),
    ],
)
def test_a_statement_of_where_the_article_is_from_is_a_credit(
    statement: str, name: str | None
) -> None:
    """Reports on what others published are none."""
    assert credit(page(last=f" {statement}")) == name
    assert credit(page(statement)) == name


def test_a_mention_in_the_story_credits_nobody() -> None:
    told = "The plans were first reported by Reuters, and the BBC and CNN published them in March."
    assert credit(page(first=f"{FIRST} {told}")) is None
    assert credit(page(first=told)) is None


def test_an_outlet_does_not_credit_itself() -> None:
    """Nor is it told where others are credited beside it."""
    document = page(first=f"PARIS (AFP) - {FIRST}")
    own = Document("a.txt", Form.PAGE, document.content, outlet="Agence France-Presse")
    assert credit(own) is None
    both = page(first=f"PARIS (AFP/dpa) - {FIRST}")
    assert credit(Document("a.txt", Form.PAGE, both.content, outlet="AFP")) == "dpa"


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Reuters Staff", "Reuters"),
        ("Ida Holm; Associated Press", "AP"),
        ("IDA HOLM Associated Press", "AP"),
        ("AP Sports Writer", "AP"),
        ("Ellery Echo news agencies", "agencies"),
        ("Ida Holm", None),
        ("Ida Post", None),
    ],
)
def test_an_agency_among_the_authors_of_the_metadata_is_credited(
    author: str, name: str | None
) -> None:
    story = "".join(f"<p>{line}</p>" for line in (FIRST, *STORY))
    head = f'<title>{TITLE}</title><meta name="author" content="{author}">'
    html = (
        f"<html><head>{head}</head><body><h1>{TITLE}</h1><article>{story}</article></body></html>"
    )
    assert credit(Document("page.html", Form.HTML, html)) == name


def test_clean_text_credits_by_its_first_and_last_words() -> None:
    text = "\n".join((f"OXBY (Reuters) - {FIRST}", *STORY))
    assert credit(Document("a", Form.TEXT, text, title=TITLE)) == "Reuters"
    text = "\n".join((FIRST, *STORY, "(AFP)"))
    assert credit(Document("a", Form.TEXT, text, title=TITLE)) == "AFP"
