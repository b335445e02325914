"""What is an article's on a flattened page, and what is the page's."""

from __future__ import annotations

import time

import pytest

from coverage.reading.furniture import read_page
from coverage.records import ArticleRole, Role

TITLE = "Council closes the old pier of Port Ellery"
STORY = (
    "The council of Port Ellery voted on Monday to close the old pier for two years. "
    "Engineers had warned that its piles were rotten below the water line. "
    "Boats will land at the north quay until the repairs are done, the council said."
)
FARE = "Night ferries to Holm will cost less"
FARE_STORY = (
    "The ferry company said on Tuesday that night fares to Holm would fall by a tenth. "
    "It expects more travellers to cross at night, when its boats run half empty. "
    "The new fares apply from May and hold until the end of the year."
)
MENU = "Home\nWorld\nBusiness\nSport\n"
FOOTER = "Comments\nPrivacy policy\n© 2024 Ellery Post. All rights reserved.\n"


def bodies(text: str) -> list[list[str]]:
    """Body paragraphs of each article found, in order."""
    drafts = read_page(text).drafts
    return [[part.text for part in d.parts if part.role is Role.BODY] for d in drafts]


def test_menus_and_notices_are_left_out_and_the_title_is_found_by_its_second_print() -> None:
    """A page prints its title in the list of its path and above the story."""
    page = read_page(f"{MENU}{TITLE}\n\n{TITLE}\nBy Ann Holt\n\n{STORY}\n\n{FOOTER}")
    assert [draft.title for draft in page.drafts] == [TITLE]
    assert [part.text for part in page.drafts[0].parts] == [STORY]
    assert "By Ann Holt" in page.drafts[0].header


def test_a_standfirst_a_caption_a_heading_and_a_list_have_their_roles() -> None:
    text = (
        f"{TITLE}\n\nThe decision came after a night in which two piles had given way\n{TITLE}\n"
        "The old pier in the evening, before the vote of Monday. © Ellery Photo/A. Holt\n\n"
        f"{STORY}\n\nWhat happens next\n\n{FARE_STORY}\n\nThe council promised:\n\n"
        "• to pay the traders for two months;\n• to reopen the pier by spring.\n"
    )
    (draft,) = read_page(text).drafts
    assert draft.standfirst is not None
    assert draft.standfirst.startswith("The decision came")
    assert [part.role for part in draft.parts] == [
        Role.CAPTION,
        Role.BODY,
        Role.HEADING,
        Role.BODY,
        Role.HEADING,
        Role.ITEM,
        Role.ITEM,
    ]


def test_a_second_article_begins_at_its_own_title_with_an_age() -> None:
    text = (
        f"{TITLE}\n{TITLE}\n3 hours ago\n{STORY}\nRelated\n{FARE}\n{FARE}\n1 hour ago\n{FARE_STORY}"
    )
    page = read_page(text)
    assert [(d.role, d.title) for d in page.drafts] == [
        (ArticleRole.MAIN, TITLE),
        (ArticleRole.RELATED, FARE),
    ]
    assert bodies(text) == [[STORY], [FARE_STORY]]


def test_a_teaser_inside_an_article_does_not_part_it() -> None:
    """Another story's title, printed twice as picture and link, stands between paragraphs."""
    text = f"{TITLE}\n{TITLE}\n\n{STORY}\n\n{FARE}\n{FARE}\n\n{STORY.replace('Monday', 'May 3')}"
    assert len(read_page(text).drafts) == 1


def test_readers_comments_are_not_the_article_even_where_they_are_longer() -> None:
    remark = (
        "I have said for years that somebody should look at those rotten piles, and nobody did."
    )
    remarks = "\n".join(f"{n} May 2024 at 10:0{n}\n{remark} {n} times I wrote." for n in range(9))
    story = "\n\n".join([STORY, FARE_STORY, STORY.replace("two years", "three winters")])
    (draft,) = read_page(f"{TITLE}\n{TITLE}\n\n{story}\n\n9 comments\n{remarks}").drafts
    assert not any("somebody should look" in part.text for part in draft.parts)


def test_an_article_on_one_line_with_its_menu_is_unfolded() -> None:
    """Everything a page holds stands on one line; the first line begins with day and address."""
    more = " ".join(
        f"The harbour master told the council about {thing}, and no member asked him anything."
        for thing in ("the cranes", "the winter storm", "the price of timber", "the new lamps")
    )
    story = f"{STORY} {more}"
    line = (
        "date 2024-05-03 https://post.example/council-closes-the-old-pier "
        f"{TITLE} {TITLE} World Business Sport Opinion Culture Travel Weather Jobs "
        f"{story} Share this article Privacy policy"
    )
    (draft,) = read_page(line).drafts
    assert draft.title == TITLE
    (body,) = draft.parts
    assert body.text == story


def test_a_page_without_prose_has_no_article() -> None:
    assert read_page(MENU + FOOTER).drafts == ()
    assert read_page("").drafts == ()


@pytest.mark.parametrize(
    "endless",
    [
        "/a" * 50_000,
        "a" * 100_000,
        "." * 50_000,
        "a_" * 50_000,
        "a." * 50_000 + "@x",
        "<a" * 50_000,
    ],
)
def test_an_endless_word_costs_no_endless_time(endless: str) -> None:
    """Saved pages hold pictures as one word of a hundred thousand letters."""
    begun = time.monotonic()
    (found,) = bodies(f"{TITLE}\n{TITLE}\n\n{STORY}\n\n{endless}\n")
    assert found == [STORY]
    assert time.monotonic() - begun < 10


def test_a_page_in_a_script_without_spaces_is_read() -> None:
    """Words are counted by letters there, or no paragraph would be long enough for an article."""
    body = [
        "市议会星期一投票决定关闭码头上的旧桥两年，以便更换其木制桥墩。",
        "市长表示，检查人员在春季发现了裂缝，修理费用将由省政府承担。",
        "渔民们说，他们将不得不绕行十公里才能到达市场，并要求补偿。",
    ]
    page = read_page("\n".join(["首页", "新闻", "旧桥将关闭", "", *body, "", "分享", "关于我们"]))
    assert [part.text for part in page.drafts[0].parts] == body
