"""Cutting a block at sentence boundaries that a segmenter finds in its plain text."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

import msgspec

from tm.documents.assemble import blanks, is_break

if TYPE_CHECKING:
    from collections.abc import Callable

    from tm.documents.base import Block
    from tm.model import Code, Segment

__all__ = ["sentences"]

# What a segmenter reads for a code that shows as text (a code span, an address): a word, so that
# "`tm` reads. `tm` writes." has two sentences.
_STAND_IN = "Xx"
_SHOWN = re.compile(r"`|<[A-Za-z][A-Za-z0-9+.-]*:|<[^\s<>@]+@|<.*</[A-Za-z][^>]*>\Z", re.DOTALL)


class _Plain(msgspec.Struct):
    """The plain text of a segment: where its pieces begin in it and in the logical text."""

    text: str
    starts: list[int]
    gaps: list[list[tuple[int, Code]]]
    logical: list[int]
    lengths: list[int]


def _shown(code: Code) -> str:
    """Return what a segmenter reads for a code: nothing, a space for a hard break, or a word."""
    if code.kind != "standalone":
        return ""
    if is_break(code):
        return " "
    return _STAND_IN if _SHOWN.match(code.data) else ""


def _plain(segment: Segment) -> _Plain:
    """Split a segment into the pieces that a segmenter reads, with the codes before each."""
    result = _Plain("", [], [], [], [])
    texts: list[str] = []
    gap: list[tuple[int, Code]] = []
    position = size = 0
    for part in segment.parts:
        shown = part if isinstance(part, str) else _shown(part)
        raw = part if isinstance(part, str) else part.data
        if shown:
            result.starts.append(size)
            result.gaps.append(gap)
            result.logical.append(position)
            result.lengths.append(len(shown) if isinstance(part, str) else 0)
            texts.append(shown)
            gap = []
        elif not isinstance(part, str):
            gap.append((position, part))
        position += len(raw)
        size += len(shown)
    result.text = "".join(texts)
    return result


def _cut(plain: _Plain, boundary: int) -> int | None:
    """Return the logical offset of a boundary in the plain text; None inside of a shown code.

    Between two pieces closing codes stay before the boundary and opening ones after it; a
    standalone code goes with the sentence that it touches.
    """
    index = bisect_left(plain.starts, boundary)
    if index == len(plain.starts) or plain.starts[index] != boundary:
        index -= 1
        inside = boundary - plain.starts[index]
        return plain.logical[index] + inside if inside < plain.lengths[index] else None
    after_space = plain.text[boundary - 1].isspace()
    for position, code in plain.gaps[index]:
        if code.kind == "open" or (code.kind == "standalone" and after_space):
            return position
    return plain.logical[index]


def _pairs(segment: Segment) -> tuple[list[int], list[int]]:
    """Return the offsets, ascending, where the depth of open pairs changes, and the new depths."""
    offsets: list[int] = []
    depths: list[int] = []
    depth = position = 0
    for part in segment.parts:
        if isinstance(part, str):
            position += len(part)
            continue
        if part.kind == "open":
            depth += 1
            offsets.append(position + 1)
            depths.append(depth)
        position += len(part.data)
        if part.kind == "close":
            depth -= 1
            offsets.append(position)
            depths.append(depth)
    return offsets, depths


def _inside(pairs: tuple[list[int], list[int]], cut: int) -> bool:
    offsets, depths = pairs
    index = bisect_left(offsets, cut + 1) - 1
    return index >= 0 and depths[index] > 0


def sentences(block: Block, breaks: Callable[[str], list[int]]) -> list[tuple[int, int]]:
    """Return [start, end) in the logical text of every sentence, without outer white space.

    `breaks` gets the block's plain text and returns the offsets of the inner boundaries. A hard
    line break reads as a space there, and a code that shows as text (a code span, an address) as a
    word. A boundary inside a pair (a link, emphasis, a tag) is dropped. A stretch without text is
    no sentence.
    """
    plain = _plain(block.segment)
    pairs = _pairs(block.segment)
    found = {_cut(plain, at) for at in breaks(plain.text) if 0 < at < len(plain.text)}
    cuts = sorted(cut for cut in found if cut is not None and not _inside(pairs, cut))
    text, spoken = blanks(block), _spoken(block.segment)
    result: list[tuple[int, int]] = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        inner = text[start:end].strip()
        if inner and spoken[start:end].strip():
            left = start + len(text[start:end]) - len(text[start:end].lstrip())
            result.append((left, left + len(inner)))
    return result


def _spoken(segment: Segment) -> str:
    """Return the logical text with every code as spaces."""
    return "".join(
        part if isinstance(part, str) else " " * len(part.data) for part in segment.parts
    )
