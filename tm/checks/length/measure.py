"""How long a text is, and how many sentences it has."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from tm.segment import Segmenter

if TYPE_CHECKING:
    from tm.checks.base import Context, Side

__all__ = ["LANGS", "length", "sentences"]

LANGS = ("ru", "be")
"""The languages the bands are measured for, as primary subtags."""

_SPACE = re.compile(r"\s{2,}")


@lru_cache(maxsize=64)
def length(plain: str) -> int:
    """Return the number of characters of a text without markup and runs of space.

    >>> length("  Усё   тут ")
    7
    """
    return len(_SPACE.sub(" ", plain.strip()))


def sentences(side: Side, context: Context) -> int:
    """Return how many sentences a side has."""
    segmenter = context.share(f"segmenter {side.lang}", partial(Segmenter.for_language, side.lang))
    return len(segmenter.spans(side.plain.strip()))
