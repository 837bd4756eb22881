"""The gold data of sentence boundaries: TM_DATA, by default beside the checkout."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TM_DATA", ROOT.parent / "shared" / "data")) / "segmentation"


@pytest.fixture
def gold() -> Callable[[str], list[dict[str, Any]]]:
    """Return a function that reads the paragraphs of the files that fit a glob pattern."""

    def read(pattern: str) -> list[dict[str, Any]]:
        paths = sorted(DATA.glob(pattern))
        if not paths:
            pytest.skip(f"no {pattern} in {DATA}; set TM_DATA")
        lines = [line for path in paths for line in path.read_bytes().splitlines()]
        return [json.loads(line) for line in lines]

    return read
