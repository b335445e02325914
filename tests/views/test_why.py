"""Why sentences match, asked for in the panel of a claim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from coverage.matching.aligned_words import AlignedWords, Word, WordPair
from coverage.matching.reason_kinds import Kind
from coverage.matching.reasons import Reason, Why
from coverage.records import content_id
from coverage.views import why, why_text
from coverage.views.panel import Section
from tests.views import conftest
from tests.views.test_views import EVENT, run, shown

CLOSED = content_id("bridge", "The bridge was closed on Monday")
FREE = content_id("bridge", "Crossing the bridge stays free")


def press(name: str, claim: str) -> AppTest:
    """The event page, after the first button of this name in the claim's panel was pressed."""
    app = run(EVENT, event="bridge", claim=claim)
    next(button for button in app.button if button.label == name).click().run(timeout=240)
    assert not app.exception
    return app


@pytest.mark.usefixtures("small")
def test_sentences_of_a_claim_are_explained_on_demand() -> None:
    assert "What spoke for a match" not in shown(run(EVENT, event="bridge", claim=CLOSED))
    app = press(why.MATCH, CLOSED)
    page = shown(app)
    assert "What spoke for a match" in page
    assert 'title="Monday, ' in page
    assert "Harbour Courier · Sentence 1 of 2" in page
    (others,) = [box for box in app.selectbox if box.label == "Compared with"]
    assert all(option.startswith("Lenn Gazette: ") for option in others.options)
    assert len(others.options) == 2


@pytest.mark.usefixtures("small")
def test_the_nearest_sentence_is_explained_too() -> None:
    page = shown(press(why.NEAR, FREE))
    assert "Lenn Gazette · Headline" in page
    assert "less than p .05" in page
    labels = [button.label for button in run(EVENT, event="bridge", claim=FREE).button]
    assert labels.count(why.NEAR) == 2
    assert why.MATCH not in labels  # the claim's sentences are all of one outlet


@pytest.mark.parametrize(
    "said", [{"asked": {"model": "nobody/has-this"}}, {"model": {"name": "x", "hash": "other"}}]
)
def test_a_model_that_is_not_here_is_said_to_be_missing(
    said: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "MANIFEST", conftest.MANIFEST | said)
    out = conftest.write(conftest.BRIDGE, tmp_path / "current")
    monkeypatch.setenv("COVERAGE_SNAPSHOT", str(out))
    app = press(why.MATCH, CLOSED)
    assert "is not on this machine" in app.info[0].value
    assert "What spoke" not in shown(app)


def explained(texts: tuple[str, str], *reasons: Reason) -> Why:
    """Two sentences whose first words are each other's like and whose last ones have none."""
    sides = []
    for text in texts:
        first, last = text.split(" ")[0], text.split(" ")[-1]
        begin = text.rindex(last)
        sides.append(
            (
                Word(first, 0, len(first), 1.0, 0.8, True),
                Word(last, begin, begin + len(last), 1.0, 0.2, False),
            )
        )
    pair = WordPair(sides[0][0], sides[1][0], 0.8, True)
    words = AlignedWords(sides[0], sides[1], (pair,))
    return Why(texts, words, reasons, 0.5, 0.6, ("Later.",))


def html(found: Why, *originals: str) -> str:
    first, second = originals or found.texts
    return why_text.render(found, ("A", "B"), (first, second), "Number", ["After."])


def test_words_are_marked_and_text_is_data() -> None:
    shown = html(explained(("Shut <b>the</b> bridge", "Closed & <i>sealed</i> crossing")))
    assert '<mark title="Closed, .80 alike">Shut</mark> &lt;b&gt;the' in shown
    assert "<u>bridge</u>" in shown
    assert "Closed</mark> &amp; &lt;i&gt;" in shown


def test_what_stands_for_a_pronoun_is_in_brackets() -> None:
    texts = ("Jane Roche said it", "Roche denied it")
    shown = html(explained(texts), "She said it", "Roche denied it")
    assert '[<mark title="Roche, .80 alike">Jane</mark> Roche] said' in shown
    assert "stands for the pronoun" in shown
    assert "stands for the pronoun" not in html(explained(texts))


def test_each_reason_has_its_side_its_bar_and_its_factor() -> None:
    heavy, light = Reason(Kind.WORDS, 2.5, "Alike."), Reason(Kind.NAMES, -0.5, "Only <A>.")
    shown = html(explained(("A b", "C d"), heavy, light))
    before, after = shown.split("What spoke against it")
    assert "Alike." in before
    assert 'style="width:100%"' in before
    assert "×12" in before
    assert "Only &lt;A&gt;." in after
    assert 'style="width:20%"' in after
    assert "÷1.6" in after
    assert "Nothing that weighs" in html(explained(("A b", "C d"), heavy))
    assert after.index("Later.") < after.index("After.")


def test_a_nearest_sentence_is_compared_with_what_decides_its_number() -> None:
    links = {frozenset("ab"): {"probability": 0.2}, frozenset("ac"): {"probability": 0.7}}
    near = Section("A", "", ("a",), ("b", "c", "d"), True)
    told = Section("A", "", ("a",), ("b", "c", "d"), False)
    assert why.ranked("a", near, links) == ["d", "b", "c"]  # type: ignore[arg-type]
    assert why.ranked("a", told, links) == ["c", "b", "d"]  # type: ignore[arg-type]
