"""JSON: {"files", "units", "findings"}, one object."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.report.base import Rendering

__all__ = ["render"]


def render(given: Rendering) -> Iterator[str]:
    """Yield the object."""
    data = {"files": given.files, "units": given.units, "findings": given.findings}
    yield msgspec.json.encode(data).decode() + "\n"
