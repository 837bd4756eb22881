"""From marks (where inline markup stands in a text) to a segment with paired codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from tm.model import Code, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Mark", "segment_of"]


class Mark(NamedTuple):
    """Markup at [start, end) of a text; `name` says what may close what."""

    start: int
    end: int
    kind: Literal["open", "close", "standalone"]
    name: str = ""


def _partners(marks: Sequence[Mark]) -> dict[int, int]:
    """Return the index of the closing mark for every opening mark that has one."""
    waiting: dict[str, list[int]] = {}
    partners: dict[int, int] = {}
    for index, mark in enumerate(marks):
        if mark.kind == "open":
            waiting.setdefault(mark.name, []).append(index)
        elif mark.kind == "close" and waiting.get(mark.name):
            partners[waiting[mark.name].pop()] = index
    return partners


def _disjoint(marks: Iterable[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks):
        if mark.start < mark.end and (not kept or mark.start >= kept[-1].end):
            kept.append(mark)
    return kept


def segment_of(text: str, marks: Iterable[Mark]) -> Segment:
    """Return the text with its marks as codes.

    The pairs are numbered "1", "2", ... by their opening codes; an opening or closing mark without
    a partner is a standalone code.

    >>> segment_of("a*b*", [Mark(1, 2, "open"), Mark(3, 4, "close")]).plain
    'ab'
    """
    ordered = _disjoint(marks)
    ids: dict[int, str] = {}
    for number, (first, last) in enumerate(sorted(_partners(ordered).items()), start=1):
        ids[first] = ids[last] = str(number)
    parts: list[str | Code] = []
    position = 0
    for index, mark in enumerate(ordered):
        if mark.start > position:
            parts.append(text[position : mark.start])
        kind = mark.kind if index in ids else "standalone"
        parts.append(Code(kind, text[mark.start : mark.end], ids.get(index, "")))
        position = mark.end
    if position < len(text):
        parts.append(text[position:])
    return Segment(tuple(parts))
