"""What a build reads: a snapshot's own pages, and what was added, each under an id of its own."""

from __future__ import annotations

import json
from dataclasses import replace

from coverage.inputs import Inputs, Recipe, join
from coverage.language.embeddings import DEFAULT_MODEL
from coverage.reading.directory import Directory, Entry
from coverage.records import Document, Form, Rejected
from coverage.settings import Settings
from tests.examples import COURIER, GAZETTE

BRIDGE = Document("bridge.txt", Form.PAGE, "The bridge is shut.", COURIER)
FERRY = Document("ferry.txt", Form.PAGE, "The ferry is free.")


def joined(
    *added: Document | Rejected,
    documents: tuple[Document, ...] = (BRIDGE,),
    rejected: tuple[Rejected, ...] = (),
) -> Inputs:
    """Each of `added` in an addition of its own."""
    items = {f"addition {n}": [item] for n, item in enumerate(added)}
    return join(Inputs(documents, rejected, Recipe()), items)


def test_what_was_added_stands_beside_what_was_there() -> None:
    inputs = joined(FERRY)
    assert inputs.documents == [BRIDGE, FERRY]
    assert inputs.added == {"addition 0": ["ferry.txt"]}


def test_two_pages_of_one_name_have_ids_of_their_own() -> None:
    """As `sources.read` numbers them; a refusal counts as well."""
    other = replace(FERRY, source_id="bridge.txt")
    refused = Rejected("bridge.txt", "The file is not text.")
    inputs = joined(other, refused)
    assert [document.source_id for document in inputs.documents] == ["bridge.txt", "bridge.txt#2"]
    assert [row.source_id for row in inputs.rejected] == ["bridge.txt#3"]
    assert inputs.added == {"addition 0": ["bridge.txt#2"], "addition 1": ["bridge.txt#3"]}


def test_a_refusal_never_bears_a_page_s_id() -> None:
    """So that a snapshot's refusals without a page are those of files."""
    inputs = joined(rejected=(Rejected("bridge.txt", "x"), Rejected("other.txt", "y")))
    assert [row.source_id for row in inputs.rejected] == ["bridge.txt#2", "other.txt"]


def test_a_page_that_is_there_already_is_refused_with_its_name() -> None:
    again = replace(BRIDGE, source_id="copy.txt", outlet=None)
    inputs = joined(again, replace(FERRY, source_id="a.txt"), replace(FERRY, source_id="b.txt"))
    assert [document.source_id for document in inputs.documents] == ["bridge.txt", "a.txt"]
    assert {row.source_id: row.reason for row in inputs.rejected} == {
        "copy.txt": "The page is the same as bridge.txt, which is there already.",
        "b.txt": "The page is the same as a.txt, which is there already.",
    }
    assert inputs.added["addition 0"] == ["copy.txt"]


def test_one_text_of_two_outlets_is_two_pages() -> None:
    """That is a finding, not a mistake."""
    inputs = joined(replace(BRIDGE, source_id="copy.txt", outlet=GAZETTE))
    assert len(inputs.documents) == 2


def test_the_order_in_which_pages_came_does_not_matter() -> None:
    twin = replace(BRIDGE, source_id="twin.txt", outlet=GAZETTE)
    again = replace(BRIDGE, source_id="copy.txt", outlet=None)
    assert joined(again, documents=(BRIDGE, twin)) == joined(again, documents=(twin, BRIDGE))


def test_a_recipe_comes_back_from_the_manifest_that_tells_it() -> None:
    """Only what differs from the defaults is told, so that a better default is taken up."""
    own = Directory((Entry("Ellery Echo", ("ellery-echo.example",), ("The Echo",), "NO"),))
    recipe = Recipe(DEFAULT_MODEL, Settings(match_sure=0.9), {"text": "story"}, own)
    asked = json.loads(json.dumps(recipe.asked()))
    assert asked["settings"] == {"match_sure": 0.9}
    assert Recipe.of({"asked": asked}) == recipe
    assert Recipe.of({"asked": asked}).directory.canonical("the echo") == "Ellery Echo"
    assert Recipe.of({}) == Recipe()
    asked["settings"]["no_longer_known"] = 1
    assert Recipe.of({"asked": asked}) == recipe
