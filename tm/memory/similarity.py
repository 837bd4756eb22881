"""Similarity of two texts as token sequences, and how many edits it allows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

__all__ = ["edits", "percent", "similarity"]


def percent(distance: int, size: int) -> float:
    """Return the similarity, 0-100, of texts with `distance` edits, the longer of `size` tokens.

    >>> percent(1, 4), percent(0, 0)
    (75.0, 100.0)
    """
    return 100 * (1 - distance / size) if size else 100.0


def similarity(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    """Return 100·(1 - d / max(n, m)), d the Levenshtein distance over tokens.

    >>> similarity(["the", "law", "."], ["the", "law", "!"])
    66.66666666666667
    """
    return percent(Levenshtein.distance(a, b), max(len(a), len(b)))


@lru_cache(maxsize=64)
def edits(minimum: float, longest: int) -> tuple[int, ...]:
    """Return for every size 0 … `longest` the most edits with `percent` >= minimum, -1 for none.

    >>> edits(70.0, 10)
    (0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3)
    """
    found: list[int] = []
    most = 0 if minimum <= percent(0, 1) else -1
    for size in range(longest + 1):
        while most < size and percent(most + 1, size) >= minimum:
            most += 1
        found.append(most)
    return tuple(found)
