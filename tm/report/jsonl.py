"""JSON Lines: one finding a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.report.base import Rendering

__all__ = ["render"]


def render(given: Rendering) -> Iterator[str]:
    """Yield the findings."""
    for finding in given.findings:
        yield msgspec.json.encode(finding).decode() + "\n"
