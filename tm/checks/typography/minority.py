"""Two ways to write one thing in a file: which of them is the rarer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tm.checks.base import Side, Subject  # noqa: TC001  (msgspec reads the annotations)
from tm.checks.punctuation.sides import told
from tm.lang import primary

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from tm.checks.base import File

__all__ = ["Place", "places", "rarer"]


class Place(msgspec.Struct):
    """A match in a text: where it is and what way it is written."""

    subject: Subject
    side: Side
    span: tuple[int, int]
    way: str


def places(
    file: File, pattern: re.Pattern[str], way: Callable[[re.Match[str]], str], lang: str
) -> list[Place]:
    """Return the matches in all texts of a file, in one language (primary subtag)."""
    return [
        Place(subject, side, found.span(), way(found))
        for subject in file.subjects
        for side in told(subject)
        if primary(side.lang) == lang
        for found in pattern.finditer(side.plain)
    ]


def rarer(found: list[Place]) -> tuple[list[Place], str]:
    """Return the places of all ways but the commonest (the first in order if equal), and that one.

    An empty list and "" where there are not two ways.
    """
    counts: dict[str, int] = {}
    for place in found:
        counts[place.way] = counts.get(place.way, 0) + 1
    if len(counts) < 2:  # noqa: PLR2004  (two ways)
        return [], ""
    common = max(sorted(counts), key=counts.__getitem__)
    return [place for place in found if place.way != common], common
