"""Parts of a text that the memory has as whole units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tm.memory.diff import words
from tm.memory.score import best

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.memory.base import Store

__all__ = ["Fragment", "fragments"]

_SHORTEST = 2
_LONGEST = 30


class Fragment(msgspec.Struct, frozen=True):
    """Characters [start, end) of a text, which are a unit of the memory, and its translation."""

    text: str
    target: str
    start: int
    end: int
    id: str


def fragments(store: Store, text: str, lang: str, target: str) -> list[Fragment]:
    """Return the longest parts of a text, two words or more, that are units; none overlap."""
    spans = words(text).spans
    found: list[Fragment] = []
    taken: set[int] = set()
    for first, last in _parts(len(spans)):
        if taken.isdisjoint(range(first, last)):
            part = text[spans[first][0] : spans[last - 1][1]]
            hits = store.exact(part, lang, target)
            if hits:
                translation = best(hits[0].entry.in_language(target)).variant.text
                where = spans[first][0], spans[last - 1][1]
                found.append(Fragment(part, translation, *where, hits[0].entry.id))
                taken.update(range(first, last))
    return sorted(found, key=lambda one: one.start)


def _parts(size: int) -> Iterator[tuple[int, int]]:
    """Yield all [first, last) of a number of tokens, the longest first."""
    for length in range(min(size, _LONGEST), _SHORTEST - 1, -1):
        for first in range(size - length + 1):
            yield first, first + length
