"""Packages are found while other threads change the list of places to look in."""

from __future__ import annotations

import sys
import threading
from importlib.metadata import PackageNotFoundError

import pytest

from coverage import installed


def test_a_package_is_found_while_pages_come_and_go() -> None:
    """Each run of a page puts a folder before the others and takes it away again."""
    over = threading.Event()

    def pages() -> None:
        while not over.is_set():
            sys.path.insert(0, "a-page-of-the-app")
            sys.path.remove("a-page-of-the-app")

    runs = threading.Thread(target=pages)
    runs.start()
    try:
        for _ in range(300):
            assert installed.distribution("numpy").version
    finally:
        over.set()
        runs.join()


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(PackageNotFoundError, match="no-such-package"):
        installed.distribution("no-such-package")
