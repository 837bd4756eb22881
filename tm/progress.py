"""Progress of long work, silent unless the caller passes something that shows it."""

from __future__ import annotations

from typing import Protocol

__all__ = ["SILENT", "Progress"]


class Progress(Protocol):
    """Told now and then how far the work is."""

    def advance(self, done: int, total: int | None, what: str) -> None:
        """Say that `done` of `total` (None: unknown) items of `what` are ready."""
        ...


class _Silent:
    def advance(self, done: int, total: int | None, what: str) -> None:
        """Say nothing."""


SILENT: Progress = _Silent()
"""The default: says nothing."""
