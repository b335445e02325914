"""Pictures of the charts: titled with what is seen, the same each time, drawn without a network.

Those that need a browser are skipped where there is none, and fail there under CI.
"""

from __future__ import annotations

import os
import re
import struct
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from lxml import etree
from pypdf import PdfReader

from coverage.errors import NoBrowser
from coverage.exports import pictures
from tests.exports.invented_subject import hostile, subject
from tests.views.test_browser import CHROMIUM
from tests.views.test_payloads import PAYLOADS

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def has_browser() -> None:
    """Skip without a browser, but not where CI must have one."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must have Chromium: apt-get install chromium")
        pytest.skip("no Chromium on this machine")


@pytest.fixture(scope="module")
def drawn(has_browser: None) -> dict[str, bytes]:
    """The pictures of six claims by three outlets."""
    return dict(pictures.render(pictures.figures(subject())))


def words(figure: go.Figure) -> list[str]:
    """The texts of a picture, without what sets their letters."""
    return [re.sub("<[^>]*>", " ", note.text) for note in figure.layout.annotations]


def test_each_says_what_is_seen_and_what_it_rests_on() -> None:
    given = subject()
    found = pictures.figures(given)
    assert list(found) == ["matrix", "voices", "keys", "copies", "timeline"]
    for part, figure in found.items():
        *_, title, foot = words(figure)
        assert title.startswith(given.findings[part])
        said = " ".join(foot.split())
        for each in ("3 outlets, 3 articles, 2 independent versions", "bridge.jsonl", "abc123"):
            assert each in said


def test_a_long_matrix_is_parted() -> None:
    """200 claims by 30 outlets: ten pictures of twenty, each a page high, wide enough to read."""
    found = pictures.figures(subject(200, 30))
    matrices = {name: figure for name, figure in found.items() if name.startswith("matrix")}
    assert list(matrices) == [f"matrix-{n:02d}" for n in range(1, 11)]
    ids = [c[0] for f in matrices.values() for c in f.data[-1].customdata[::30]]
    assert ids == list(subject(200, 30).claims["claim_id"])
    assert "Claims 21 to 40 of 200." in words(matrices["matrix-02"])[-2]
    assert all(figure.layout.width >= 1580 for figure in matrices.values())
    assert max(figure.layout.height for figure in found.values()) < 2200


def test_what_the_event_has_nothing_of_is_left_out() -> None:
    none = pd.DataFrame()
    given = subject()
    bare = replace(given, pairs=none, keys=given.keys.head(0), voice_splits=none)
    assert list(pictures.figures(bare)) == ["matrix", "timeline"]


def test_a_long_finding_is_wrapped() -> None:
    """Six lines at most, none wider than the picture; the chart moves down by as much."""
    given = subject()
    long = replace(
        given, findings=dict(given.findings) | {"matrix": "The harbour office said so. " * 60}
    )
    short, tall = (pictures.figures(each)["matrix"] for each in (given, long))
    assert words(tall)[-2].count("harbour") < 60
    assert "…" in words(tall)[-2]
    lines = tall.layout.annotations[-2].text.count("<br>")
    assert lines == pictures.MOST_LINES
    more = round((lines - 1) * pictures.TITLE * pictures.LINE)
    assert tall.layout.height - short.layout.height == pytest.approx(more, abs=1)
    assert tall.layout.margin.t - short.layout.margin.t == pytest.approx(more, abs=1)


def test_every_picture_in_every_format(drawn: dict[str, bytes]) -> None:
    names = ("matrix", "voices", "keys", "copies", "timeline")
    assert list(drawn) == [f"{name}.{kind}" for name in names for kind in pictures.FORMATS]
    for name in names:
        width = struct.unpack(">I", drawn[f"{name}.png"][16:20])[0]
        assert width == 2 * pictures.WIDTH
        root = etree.fromstring(drawn[f"{name}.svg"])
        assert root.get("width") == str(pictures.WIDTH)
        assert drawn[f"{name}.pdf"].startswith(b"%PDF-")


def test_an_svg_is_of_lines_only(drawn: dict[str, bytes]) -> None:
    """No picture of dots within, that another program would blur, and nothing fetched."""
    for name, content in drawn.items():
        if name.endswith(".svg"):
            root = etree.fromstring(content)
            assert list(root.iter(f"{SVG}image", f"{SVG}foreignObject", f"{SVG}script")) == []
            links = [v for node in root.iter() for k, v in node.attrib.items() if "href" in k]
            assert links == []


def test_a_pdf_is_one_page_with_letters(drawn: dict[str, bytes], tmp_path: Path) -> None:
    """The size of the picture, its words to be searched, dated as the export is."""
    (tmp_path / "matrix.pdf").write_bytes(drawn["matrix.pdf"])
    pdf = PdfReader(tmp_path / "matrix.pdf")
    assert len(pdf.pages) == 1
    figure = pictures.figures(subject())["matrix"]
    box = pdf.pages[0].mediabox
    assert float(box.width) / float(box.height) == pytest.approx(
        figure.layout.width / figure.layout.height, rel=0.01
    )
    assert "What matrix shows" in pdf.pages[0].extract_text()
    assert pdf.metadata is not None
    assert str(pdf.metadata.creation_date) == "2031-05-09 08:30:00+00:00"


def test_the_same_input_gives_the_same_bytes(drawn: dict[str, bytes]) -> None:
    """Drawn by another browser process, from figures made anew."""
    for name, content in pictures.render(pictures.figures(subject())):
        assert content == drawn[name], name


@pytest.mark.usefixtures("has_browser")
def test_text_is_data() -> None:
    """Markup and script in labels, outlets and findings are drawn as letters."""
    given = hostile(subject(), " ".join(PAYLOADS[:5]))
    found = pictures.figures(given)
    for name, content in pictures.render({"matrix": found["matrix"]}, ("svg",)):
        root = etree.fromstring(content)
        assert name == "matrix.svg"
        assert (
            list(root.iter(f"{SVG}image", f"{SVG}script", f"{SVG}a", f"{SVG}foreignObject")) == []
        )
        assert "<script>window.pwned" in "".join(root.itertext())


@pytest.mark.usefixtures("has_browser")
def test_nothing_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the browser asks of others goes to its proxy; here one listens, and is asked by a chart
    with a picture from elsewhere: so the way is shut, and our own charts ask for nothing but what
    browsers ask for by themselves.
    """
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(502)

        def do_CONNECT(self) -> None:
            asked.append(self.path)
            self.send_error(502)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr(pictures, "NOWHERE", f"127.0.0.1:{server.server_port}")
        figures = pictures.figures(subject())
        assert [name for name, _ in pictures.render(figures, ("svg",))] == [
            f"{name}.svg" for name in figures
        ]
        ours = [path for path in asked if "plot" in path or "mathjax" in path.casefold()]
        image = {"source": "http://elsewhere.example/x.png", "x": 0, "y": 0}
        meta = {"made": "2031-05-09T08:30:00+00:00"}
        other = go.Figure(layout={"images": [image], "width": 300, "height": 200, "meta": meta})
        for _ in pictures.render({"other": other}, ("png",)):
            pass
        server.shutdown()
    assert ours == []
    assert "http://elsewhere.example/x.png" in asked


@pytest.mark.parametrize("what", ["missing", "failing"])
def test_without_a_browser_one_sentence_says_so(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None where it is said to be, or one that ends at once; the way out is named."""
    place = tmp_path / "browser"
    if what == "failing":
        place.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        place.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(place))
    with pytest.raises(NoBrowser, match=r"Chrome or Chromium.*install one.*leaflet work without"):
        next(pictures.render(pictures.figures(subject())))


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="this system has no /proc")
def test_ending_early_ends_the_browser(has_browser: None) -> None:
    """An export that is cancelled after its first picture leaves no process of its own."""
    before = children()
    rendered = pictures.render(pictures.figures(subject()))
    assert next(rendered)[0] == "matrix.png"
    assert children() > before
    rendered.close()
    assert children() == before


def children() -> set[str]:
    """Ids of the processes that this one has started."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {each for task in tasks for each in task.read_text().split()}
