"""Text is data: what looks like markup, script or a formula is shown as text on every page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from coverage import store
from coverage.measures import wording
from coverage.measures.wording import AlignedPair
from coverage.presentations import Presentation, Shelf, Slide, place
from coverage.records import (
    Attribution,
    Claim,
    Mention,
    Naming,
    Role,
    ScareQuote,
    content_id,
    to_table,
)
from coverage.views import PAGES
from coverage.views.offering import NAMES
from tests.views import conftest, test_browser
from tests.views.conftest import Told
from tests.views.test_browser import open_page, rest, served

browser = test_browser.browser
"""The fixture."""

PAYLOADS = (
    "<script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 1'>",
    "<svg onload='window.pwned = 1'>",
    "<iframe src='javascript:parent.pwned = 1'></iframe>",
    "<a href='javascript:window.pwned=1'>here</a>",
    "[here](javascript:window.pwned=1)",
    "</p></div><style>body {display: none}</style>",
    "![x](https://elsewhere.example/x.png)",
    "{{constructor.constructor('window.pwned=1')()}}",
    '=HYPERLINK("https://elsewhere.example")',
)
EVENT = "payload"


def told(outlet: str, verb: str) -> Told:
    """An article of which outlet, title and every sentence hold what must stay text."""
    sentences = tuple(
        (Role.BODY, f"The harbour office {verb} on Monday that {payload} was found near pier {k}.")
        for k, payload in enumerate(PAYLOADS)
    )
    return Told(f"{outlet} {PAYLOADS[1]}", EVENT, ((Role.HEADLINE, PAYLOADS[0]), *sentences))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over a snapshot full of it."""
    rows = conftest.tables([told("Courier", "said"), told("Gazette", "claimed")])
    one, other = (article.article_id for article in rows["articles"])
    own = [[s for s in rows["sentences"] if s.article_id == a] for a in (one, other)]
    pairs = []
    for a, b in zip(*own, strict=True):
        claim = Claim(content_id(a.text), EVENT, a.text, 2, 2, is_contested=True)
        rows["claims"].append(claim)
        rows["mentions"] += [Mention(claim.claim_id, s.sentence_id, 0.9) for s in (a, b)]
        pairs.append(AlignedPair(claim.claim_id, a, b))
        for s in (a, b):
            rows["voices"].append(
                Attribution(s.sentence_id, PAYLOADS[2], "direct", PAYLOADS[1], s.start, s.end,
                            "said", "person")
            )  # fmt: skip
            rows["scare_quotes"].append(
                ScareQuote(
                    s.sentence_id, 0, len(s.text), s.text, 0.9, PAYLOADS[0], 1, a.sentence_id
                )
            )
            rows["namings"].append(
                Naming(EVENT, PAYLOADS[1], "person", s.sentence_id, 0, 3, PAYLOADS[2])
            )
    rows["wording"] = wording.shifts(pairs)
    out = tmp_path_factory.mktemp("payloads") / "current"
    written = {name: to_table(name, each) for name, each in rows.items()}
    store.write(written, conftest.MANIFEST | {"out": out.name}, out)
    _present(out, rows["claims"][0].claim_id)
    with served(out) as address:
        yield address


def _present(out: Path, claim_id: str) -> None:
    """A presentation full of it too: its name, its slides’ sentences, the names of events."""
    shelf = Shelf(place(out))
    chosen = {"event": EVENT, "claim": claim_id, "wording": "quotes"}
    shown = [
        Slide(kind, chosen, PAYLOADS[k % 10], PAYLOADS[(k + 3) % 10], slide_id=kind)
        for k, kind in enumerate(NAMES)
    ]
    gone = Slide("matrix", {"event": PAYLOADS[0]}, PAYLOADS[1], slide_id="gone")
    shelf.keep(Presentation(PAYLOADS[0], (*shown, gone), "p"))


@pytest.mark.parametrize(
    "path",
    [
        "",
        *(f"{page}?event={EVENT}" for page in PAGES if page != "overview"),
        *(f"wording?event={EVENT}&wording={part}" for part in ("shifts", "quotes", "names")),
        f"wording?event={EVENT}&term={quote(PAYLOADS[1])}",
        f"search?seek={quote(PAYLOADS[1])}",
        "search?seek=harbour",
        f"event?event={EVENT}&variants=all&filter={quote(PAYLOADS[0])}",
        f"event?event={quote(PAYLOADS[1])}&about={quote(PAYLOADS[1])}&snapshot={quote(PAYLOADS[2])}",
    ],
)
def test_nothing_of_it_runs_and_nothing_is_fetched(browser: Browser, base: str, path: str) -> None:
    page, watch = open_page(browser, f"{base}/{path}")
    rest(page)
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("img[src=x], iframe[src^=javascript], a[href^=javascript]").count() == 0
    assert page.locator("h1").first.is_visible()
    assert watch.outside() == []
    page.context.close()


def test_nothing_of_it_runs_on_slides(browser: Browser, base: str) -> None:
    """The list of them, then one after the other on the whole screen."""
    page, watch = open_page(browser, f"{base}/present?presentation=p&full=all")
    for number in range(1, len(NAMES) + 2):
        page.get_by_text(f"· {number} of {len(NAMES) + 1}").wait_for()
        rest(page)
        assert page.evaluate("() => window.pwned") is None
        assert page.locator("img[src=x], iframe[src^=javascript], a[href^=javascript]").count() == 0
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").wait_for()
    rest(page)
    assert page.evaluate("() => window.pwned") is None
    assert watch.outside() == []
    page.context.close()


def test_no_view_lets_markup_through_markdown() -> None:
    """`unsafe_allow_html` and `unsafe_allow_javascript` are used nowhere."""
    root = Path(__file__).parents[2]
    for file in [root / "app.py", *(root / "coverage").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword):
                assert not (node.arg or "").startswith("unsafe_allow"), f"{file}: {node.arg}"
