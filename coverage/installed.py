"""Which packages are installed, asked in a way that holds while pages run.

`importlib.metadata` goes through `sys.path` as it stands; Streamlit puts a folder before it and
takes it away again with each run of a page, in other threads. An entry can then be passed over, and
a package that is there seem missing: so a copy of the list is gone through.
"""

from __future__ import annotations

import sys
from importlib.metadata import Distribution, PackageNotFoundError


def distribution(name: str) -> Distribution:
    """What is installed under the name. Raises PackageNotFoundError where nothing is."""
    found = next(iter(Distribution.discover(name=name, path=[*sys.path])), None)
    if found is None:
        raise PackageNotFoundError(name)
    return found
