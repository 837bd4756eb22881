"""Things that a translation must have as often as its source: for several rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from tm.checks.base import Side, Subject

__all__ = ["differing", "lost", "whole"]


def differing(
    subject: Subject, key: Callable[[str], Hashable | None]
) -> Iterator[tuple[Side, Side]]:
    """Yield source and target where the key of the target's text is that of no source.

    A plural form may be like the singular or the plural of the source.
    """
    wanted = {key(source.text) for source in subject.sources}
    for target in subject.targets:
        if key(target.text) not in wanted:
            yield subject.source_of(target), target


def lost(wanted: Iterable[str], found: Iterable[str]) -> list[str]:
    """Return what is in the first more often than in the second, each once, in order.

    >>> lost(["a", "b", "b", "c"], ["b", "c", "d"])
    ['a', 'b']
    """
    return list(Counter(wanted) - Counter(found))


def whole(side: Side) -> tuple[int, int]:
    """Return the span of a text without the white space around it."""
    text = side.text
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))
