"""Bytes -> text, or a reason."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.reading.decoding import NotText, decode

TEXT = "Der Hafenrat schließt die alte Brücke für zwei Jahre. Die Händler hoffen auf Hilfe."
RUSSIAN = (
    "Городской совет закрыл старый причал на два года, сообщил его председатель в понедельник."
)
FRENCH = "Le conseil a décidé de fermer l’ancienne jetée, a déclaré sa présidente à la presse."
POLISH = "Rada miasta zamknęła stare molo na dwa lata; pale są zgniłe, ostrzegali inżynierowie."


def page(text: str, declared: str = "") -> str:
    """A page whose markup outweighs its words, as that of pages does."""
    head = f'<meta charset="{declared}">' if declared else ""
    script = "<script>" + "var a = 1;" * 300 + "</script>"
    menu = '<li><a class="link" href="/news">News</a></li>' * 50
    return f"<html><head>{head}{script}</head><body>{menu}{f'<p>{text}</p>' * 3}</body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_same_text_in_the_encodings_that_people_save(encoding: str) -> None:
    assert decode((TEXT * 5).encode(encoding)) == TEXT * 5


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(TEXT, "cp1252"), (FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")],
)
@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1252", "iso-8859-1", "nonsense"])
@pytest.mark.parametrize("stated", [None, "utf-8", "iso-8859-1"])
def test_wrong_declarations_do_not_win_over_what_reads_as_words(
    text: str, encoding: str, declared: str, stated: str | None
) -> None:
    """Neither the page's own nor the server's; nor does the markup around the words."""
    assert text in decode(page(text, declared).encode(encoding), stated=stated)


@pytest.mark.parametrize(
    ("declared", "stated"),
    [
        ("windows-1251", None),
        ("windows-1251", "iso-8859-1"),  # what servers say of any page
        ("iso-8859-1", "windows-1251"),
        ("utf-8", "windows-1251"),
        ("windows-1251", "utf-8"),
    ],
)
def test_of_two_declarations_the_one_that_makes_words_wins(
    declared: str, stated: str | None
) -> None:
    assert RUSSIAN in decode(page(RUSSIAN, declared).encode("cp1251"), stated=stated)


@pytest.mark.parametrize("encoding", ["windows-1250", "iso-8859-2"])
def test_what_letters_alone_cannot_tell_a_declaration_does(encoding: str) -> None:
    """The two differ in a few letters, each of which makes a word look Polish."""
    assert POLISH in decode(page(POLISH, encoding).encode(encoding))
    assert POLISH in decode(page(POLISH).encode(encoding), stated=encoding)


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        "<META CHARSET=windows-1251>",
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_of_few_letters_only_a_declaration_can_tell(head: str) -> None:
    assert decode(f"{head}<p>1991: да".encode("cp1251")).endswith("да")


def test_utf8_is_read_as_such_whatever_is_declared() -> None:
    raw = page(RUSSIAN, "windows-1251").encode()
    assert decode(raw, stated="iso-8859-1") == raw.decode()


def test_stray_bytes_do_not_make_utf_8_another_encoding() -> None:
    """A quotation mark pasted from Windows, and a page cut off in the middle of a letter."""
    assert decode(page(RUSSIAN).encode() + b"<p>it\x92s").endswith("it’s")
    assert decode("<p>The café".encode()[:-1]) == "<p>The caf"
    assert RUSSIAN in decode(page(RUSSIAN, "windows-1251").encode("cp1251") + b"\x98")


def test_stray_nul_bytes_are_dropped() -> None:
    assert decode((TEXT * 5).encode() + b"\0\0") == TEXT * 5


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"ab\0cd", "NUL"),
        (b"\x01\x02" * 50, "control"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "NUL"),
        (bytes(range(1, 256)) * 10, "control"),
    ],
)
def test_what_is_no_text_is_refused_in_words(raw: bytes, reason: str) -> None:
    with pytest.raises(NotText, match=reason):
        decode(raw)


def test_noise_is_refused() -> None:
    with pytest.raises(NotText, match="not text"):
        decode(os.urandom(100_000))


def test_a_page_over_the_limit_is_refused() -> None:
    with pytest.raises(NotText, match="too large"):
        decode(b"a" * 101, limit=100)


@settings(deadline=None)
@given(st.binary(), st.none() | st.text() | st.sampled_from(["utf-8", "hex", "idna", "cp1252"]))
def test_any_bytes_are_text_or_refused(raw: bytes, stated: str | None) -> None:
    try:
        assert "\0" not in decode(raw, stated=stated)
    except NotText as error:
        assert str(error)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
def test_utf_8_survives(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")
