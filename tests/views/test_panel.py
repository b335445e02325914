"""The sentences behind a claim, as HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from coverage.store import Snapshot
from coverage.views import panel, queries, variants


def evidence_of(snapshot_dir: Path, label: str) -> panel.Evidence:
    """What the panel of the bridge's claim `label` is made of."""
    with Snapshot(snapshot_dir) as snapshot:
        claims = queries.claims(snapshot, "bridge")
        claim = claims[claims["label"] == label].to_dict("records")[0]
        cells = queries.cells(snapshot, "bridge")
        claim_id = str(claim["claim_id"])
        return panel.Evidence(
            claim=claim,
            cells=cells[cells["claim_id"] == claim_id],
            sentences=queries.sentences(snapshot, "bridge"),
            mentions=queries.mentions(snapshot, claim_id),
            voices=queries.voices(snapshot, claim_id),
            wording=queries.wording(snapshot, claim_id),
            discrepancies=queries.discrepancies(snapshot, claim_id),
        )


def render(snapshot_dir: Path, label: str) -> str:
    """The panel of the bridge's claim `label`."""
    evidence = evidence_of(snapshot_dir, label)
    return panel.head(evidence) + "".join(part.html for part in panel.sections(evidence))


def test_every_outlet_says_its_sentences_or_its_nearest(snapshot_dir: Path) -> None:
    shown = render(snapshot_dir, "Crossing the bridge stays free")
    assert "Headline · match p .90" in shown
    assert "Sentence 2 of 2 · match p .90" in shown
    assert "A sentence may report this, but the match is not sure. Nearest, p .41" in shown
    assert "No sentence reports this. Nearest, p .06: “Ferries are full again”" in shown


def test_the_words_in_common_are_marked(snapshot_dir: Path) -> None:
    shown = render(snapshot_dir, "The bridge was closed on Monday")
    assert "<mark>closed</mark> on <mark>Monday</mark>" in shown
    assert "The numbers differ: Harbour Courier one, Lenn Gazette two." in shown
    assert "“after cracks appeared”, Lenn Gazette “because of two long cracks”" in shown


def test_the_voice_stands_under_its_sentence(snapshot_dir: Path) -> None:
    shown = render(snapshot_dir, "Crossing the bridge stays free")
    assert "According to Ida Holm, in the outlet’s words (“promised”)" in shown


def test_every_outlet_has_its_date_with_its_basis(snapshot_dir: Path) -> None:
    shown = render(snapshot_dir, "Crossing the bridge stays free")
    assert '<span title="said on the page">4 May 2031, 09:30 UTC</span>' in shown


def test_text_is_data(snapshot_dir: Path) -> None:
    shown = render(snapshot_dir, "Repairs may take until <b>autumn</b> & cost $4 million")
    assert "<b>" not in shown
    assert "&lt;b&gt;autumn&lt;/b&gt; &amp; cost $4 million" in shown


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", None, "ftp://x.example", "data:text/html,x"]
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert panel.links([{"url": url}]) == ""


def test_a_link_is_escaped(snapshot_dir: Path) -> None:
    shown = render(snapshot_dir, "Crossing the bridge stays free")
    assert 'href="https://courier.example/bridge?a=1&amp;b=2"' in shown


def test_variants_stand_under_one_another_with_their_differences_marked(snapshot_dir: Path) -> None:
    """Words that no other outlet has are marked, those that contradict another more strongly."""
    shown = variants.variants(evidence_of(snapshot_dir, "The bridge was closed on Monday"))
    assert shown.index("Harbour Courier") < shown.index("Lenn Gazette")
    assert shown.count('<mark class="differs">') == 2
    assert '<mark class="own">' in shown
    assert '<mark class="own">closed' not in shown
    assert "<b>" not in shown
