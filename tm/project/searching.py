"""Texts looked up in the memory of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.errors import CharsetError, Place
from tm.memory.base import Query
from tm.memory.search import search
from tm.model import Segment, Variant

if TYPE_CHECKING:
    from tm.memory.base import Match, Store
    from tm.memory.score import Knowledge

__all__ = ["find", "lines_of"]


def find(  # noqa: PLR0913  (options of a search)
    memory: Store,
    text: str,
    pair: tuple[str, str],
    knowledge: Knowledge,
    *,
    minimum: float,
    limit: int,
) -> list[Match]:
    """Return the best matches of a text without codes; `pair` is (source, target)."""
    variant = Variant(pair[0], Segment.of(text))
    return search(memory, Query(variant, pair[1], minimum=minimum, limit=limit), knowledge)


def lines_of(data: bytes, path: str) -> list[str]:
    """Return the lines of a UTF-8 file; CharsetError with the line that is not.

    A line ends with a line feed, and nothing else (U+2028, form feed) ends one.
    """
    try:
        lines = data.decode("utf-8-sig").removesuffix("\n").split("\n")
        return [line.removesuffix("\r") for line in lines] if data else []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CharsetError(
            "is not UTF-8", place=Place(path, line), hint="save it as UTF-8"
        ) from error
