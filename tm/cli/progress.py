"""How far long work is, on one line of the terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Generator

    from tm.progress import Progress

__all__ = ["shown"]


class _Line:
    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def advance(self, done: int, total: int | None, what: str) -> None:
        """Write over the line; take it away when all is done."""
        self.write("" if done == total else f"{done} {what}")

    def write(self, text: str) -> None:
        self.stream.write(f"\r\x1b[K{text}")
        self.stream.flush()


@contextmanager
def shown() -> Generator[Progress]:
    """Give what shows progress on standard error while the block runs; silent if no terminal."""
    from tm.progress import SILENT

    if not sys.stderr.isatty():
        yield SILENT
        return
    line = _Line(sys.stderr)
    try:
        yield line
    finally:
        line.write("")
