"""Addresses: the site that a page belongs to, in whatever form and behind whatever copy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.reading import domains


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.rt.com/news/1?x=1#y", "rt.com"),
        ("http://user:word@WWW.RT.COM:8080/", "rt.com"),
        ("//rt.com/news", "rt.com"),
        ("rt.com/news", "rt.com"),
        ("rt.com:443/news", "rt.com"),
        ("www.ellery-echo.example.", None),  # the end of a sentence
        ("https://ellery-echo.example./", "ellery-echo.example"),
        ("ellery-echo.example", "ellery-echo.example"),
        ("Gazeta.Ru", "gazeta.ru"),
        ("xn--e1afmkfd.xn--p1ai", "пример.рф"),
        ("https://xn--e1afmkfd.xn--p1ai/novosti", "пример.рф"),
        ("http://[2001:db8::1]/", "2001:db8::1"),
        ("http://192.0.2.7:80/", "192.0.2.7"),
        ("http://localhost:8501/", "localhost"),
        ("http://[broken", None),
        ("RT", None),
        ("BBC News", None),
        ("St.Peter", None),
        ("U.S.", None),
        ("v1.2", None),
        ("editor@ellery-echo.example", None),
        ("rt.com, Moscow", None),
        ("", None),
        (None, None),
    ],
)
def test_the_host_of_an_address_or_of_bare_words(address: str | None, host: str | None) -> None:
    """Bare words with a capital are a host only where their ending is a registered one."""
    assert domains.host_of(address) == host


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("rt.com", "rt.com"),
        ("de.rt.com", "rt.com"),
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("english.ahram.org.eg", "ahram.org.eg"),
        ("alahednews.com.lb", "alahednews.com.lb"),
        ("harbour.blogspot.com", "harbour.blogspot.com"),  # each blog is somebody's own
        ("новости.пример.рф", "пример.рф"),
        ("m.ellery-echo.example", "ellery-echo.example"),  # an ending that nobody registers
        ("192.0.2.7", "192.0.2.7"),
        ("localhost", "localhost"),
    ],
)
def test_the_domain_that_somebody_registered(host: str, domain: str) -> None:
    assert domains.domain_of(host) == domain


@pytest.mark.parametrize(
    "copy",
    [
        "https://web.archive.org/web/20220208004200/https://www.rt.com/news/1",
        "https://web.archive.org/web/20220208004200id_/http:/www.rt.com/news/1",
        "web.archive.org/web/2022/rt.com/news/1",
        "https://web.archive.org/save/https%3A%2F%2Fwww.rt.com%2Fnews%2F1",
        "https://arquivo.pt/wayback/20220208/https://www.rt.com/news/1",
        "https://archive.ph/2022.02.08-004200/https://www.rt.com/news/1",
        "https://archive.is/o/AbCdE/https://www.rt.com/news/1",
        "https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIj:https://www.rt.com/1+&cd=1",
        "http://webcache.googleusercontent.com/search?q=cache:www.rt.com/news/1",
        "https://www-rt-com.cdn.ampproject.org/c/s/www.rt.com/news/1",
        "https://www-rt-com.cdn.ampproject.org/v/s/www.rt.com/news/amp/1?usqp=mq331",
        "https://www-rt-com.cdn.ampproject.org/",
        "https://www-rt-com.bing-amp.com/c/s/www.rt.com/news/1",
        "https://www.google.com/amp/s/www.rt.com/news/1",
        "https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fwww.rt.com%2Fnews%2F1",
        "https://www-rt-com.translate.goog/news/1?_x_tr_sl=ru&_x_tr_tl=en",
        "https://translate.google.com/translate?sl=ru&tl=en&u=https://www.rt.com/news/1",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.rt.com%2Fnews%2F1&h=AT0",
        "https://web.archive.org/web/2022/https://www-rt-com.cdn.ampproject.org/c/s/www.rt.com/1",
    ],
)
def test_a_copy_is_of_the_site_that_it_copies(copy: str) -> None:
    """Archives, caches, translations, and what leads on to a page."""
    assert domains.site_of(copy) == "rt.com"


def test_a_hyphen_of_the_original_is_doubled_in_a_cache_s_name() -> None:
    cached = "https://ellery--echo-example.translate.goog/pier?_x_tr_sl=no"
    assert domains.original(cached) == "https://ellery-echo.example/pier"


@pytest.mark.parametrize(
    "address",
    [
        "https://archive.ph/AbCdE",  # does not say of what
        "https://web.archive.org/",
        "https://www.google.com/search?q=rt.com",
        "https://ellery-echo.example/http://rt.com/1",  # no archive
    ],
)
def test_what_is_no_copy_or_does_not_say_of_what_stays(address: str) -> None:
    assert domains.original(address) == address


@pytest.mark.parametrize(
    ("host", "shared"),
    [("archive.ph", True), ("m.facebook.com", True), ("t.me", True), ("rt.com", False)],
)
def test_pages_of_many_outlets_stand_on_archives_and_platforms(host: str, shared: bool) -> None:
    assert domains.is_shared(host) == shared


@given(st.text(max_size=60) | st.from_regex(r"(https?://)?[\w.:/?=%@\[\]-]{0,60}", fullmatch=True))
def test_whatever_is_written_a_host_is_told_or_none(address: str) -> None:
    """A host is in lower case, and its domain is its tail."""
    host = domains.site_of(address)
    if host is not None:
        assert host == host.lower()
        assert not host.startswith("www.")
        assert host.endswith(domains.domain_of(host))
