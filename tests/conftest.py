"""What all tests share: nothing is fetched, whatever a library would like to."""

from __future__ import annotations

import os

os.environ["HF_HUB_OFFLINE"] = "1"
