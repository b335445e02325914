"""Articles saved as PDF: lines become paragraphs, and what holds no text says so."""

from __future__ import annotations

import io
from pathlib import Path
from textwrap import wrap

import pytest
from pypdf import PdfReader, PdfWriter

from coverage.reading.articles import read_articles
from coverage.reading.pdfs import read_pdf
from coverage.reading.sources import read
from coverage.records import Document, Form
from coverage.settings import Settings

STORY = [
    "The harbour council of Port Ellery voted on Monday to close the old pier for two years. "
    "Engineers had warned that its piles were rotten below the water line.",
    "Fishing boats will land at the north quay until the repairs are done, the council said. "
    "Traders on the pier asked for help with their rents and were promised an answer by Friday.",
]


def pdf(*pages: list[str]) -> bytes:
    """A PDF written by hand, of pages with these lines."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET"
        parts += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(parts) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF\n".encode()


def printed() -> bytes:
    """An article as a browser prints it: set in lines, on two pages, with a head and a foot."""
    first, second = (wrap(text, 60) for text in STORY)
    head = "22/03/2026, 09:30 Pier to close"
    return pdf(
        [head, "Pier to close", *first, *second[:2], "https://ellery-echo.example/pier 1/2"],
        [head, *second[2:], "https://ellery-echo.example/pier 2/2"],
    )


def test_lines_become_paragraphs_and_of_heads_and_feet_the_address_is_kept() -> None:
    """The time at the head is that of printing: were it kept, it would pass for the article's."""
    expected = ["https://ellery-echo.example/pier", "Pier to close", *STORY]
    assert read_pdf(printed()).splitlines() == expected
    single = pdf(["22/03/2026, 09:30 Pier to close", "Pier to close", *wrap(STORY[0], 60), "1/1"])
    assert read_pdf(single).splitlines() == ["Pier to close", STORY[0]]


def test_an_article_is_found_in_it(tmp_path: Path) -> None:
    page = [*wrap(STORY[0], 60), *wrap(STORY[1], 60)]
    (tmp_path / "pier.pdf").write_bytes(pdf(["Pier to close", *page]))
    documents, rejected = read([tmp_path])
    assert [(d.source_id, d.form) for d in documents] == [("pier.pdf", Form.PAGE)]
    articles, refused = read_articles(documents, Settings())
    assert not rejected + refused
    assert [article.title for article in articles] == ["Pier to close"]
    assert " ".join(STORY) in " ".join(articles[0].text.split())


def test_parted_words_are_put_together() -> None:
    """A hyphen stays where the word is written with it elsewhere."""
    lines = ["The council will close the old pier for mainte-", "nance, and a long-"]
    lines += ["term plan follows; the long-term plan is not"]
    assert read_pdf(pdf(lines)) == (
        "The council will close the old pier for maintenance, and a long-term plan follows; "
        "the long-term plan is not"
    )


def encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed())))
    writer.encrypt("secret", algorithm="RC4-128")
    stored = io.BytesIO()
    writer.write(stored)
    return stored.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (encrypted(), "The file is encrypted."),
        (pdf([]), "The file is a PDF without a text layer, as scans are; recognise its text first"),
        (b"%PDF-1.4\nbroken", "The file is not a PDF that can be read."),
        (b"", "The file is not a PDF that can be read."),
    ],
)
def test_what_holds_no_text_is_rejected_with_the_reason(
    tmp_path: Path, content: bytes, reason: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pier.pdf"
    path.write_bytes(content)
    documents, (refused,) = read([path])
    assert documents == list[Document]()
    assert (refused.source_id, refused.reason.startswith(reason)) == ("pier.pdf", True)
    assert capfd.readouterr().err == ""
