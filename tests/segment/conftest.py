"""The gold data of sentence boundaries: TM_DATA, by default beside the checkout."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def gold(data: Callable[[str], Path]) -> Callable[[str], list[dict[str, Any]]]:
    """Return a function that reads the paragraphs of the files that fit a glob pattern."""

    def read(pattern: str) -> list[dict[str, Any]]:
        paths = sorted(data("segmentation").glob(pattern))
        assert paths, pattern
        lines = [line for path in paths for line in path.read_bytes().splitlines()]
        return [json.loads(line) for line in lines]

    return read
