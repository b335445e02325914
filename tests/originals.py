"""Where the originals lie: material that is read by tests and never stored in the repository.

The folder `shared` is expected beside the repository; the variable `COVERAGE_SHARED` names
another. A checkout without it is a normal thing, so there a test that needs it is skipped. On
the build machine (`CI=true`) its absence is a failure: a check that never ran proves nothing.
"""

import os
from pathlib import Path

import pytest

VARIABLE = "COVERAGE_SHARED"
BESIDE_THE_REPOSITORY = Path(__file__).resolve().parents[1].parent / "shared"


def shared_folder() -> Path:
    """The folder with `seeds/` and `gold/`; skips the calling test, or fails it, without one."""
    folder = Path(os.environ.get(VARIABLE) or BESIDE_THE_REPOSITORY)
    if not folder.is_dir():
        reason = f"the originals are not at hand: no folder {folder} (set {VARIABLE})"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder
