"""Putting translations into a block: what is kept, what is new, what an empty one removes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.documents.base import Block, Replacement
    from tm.model import Code

__all__ = ["Part", "blanks", "composed", "is_break", "one_line", "parts"]

Part = tuple[int, int] | str
"""A stretch [start, end) of the logical text that is kept, or a new text."""

_BREAK = re.compile(r"(?: {2,}|\\)(?:\r\n|\r|\n)[ \t]*|<br\s*/?>", re.IGNORECASE)
_SPACES = re.compile(r"\s*")
_NEWLINES = re.compile(r"(?<![ \t])[ \t]*+[\r\n][ \t\r\n]*+")


def is_break(code: Code) -> bool:
    """Whether a code is a hard line break: <br>, or two spaces or a backslash before a newline."""
    return code.kind == "standalone" and _BREAK.fullmatch(code.data) is not None


def one_line(text: str) -> str:
    r"""Return a translation without outer white space and on one line.

    >>> one_line(" a \n b")
    'a b'
    """
    return _NEWLINES.sub(" ", text.strip())


def blanks(block: Block) -> str:
    """Return the logical text with every hard line break as spaces, of the same length."""
    return "".join(
        part if isinstance(part, str) else " " * len(part.data) if is_break(part) else part.data
        for part in block.segment.parts
    )


def parts(block: Block, replacements: Sequence[Replacement]) -> list[Part]:
    """Return the kept and the new parts of a block, in order.

    An empty new text is left out together with the white space (and hard line breaks) before it, or
    after it where it is the first.
    """
    text = blanks(block)
    found: list[Part] = []
    position = 0
    for new in replacements:
        end = new.start
        if not new.text:
            end = max(position, len(text[position:end].rstrip()) + position)
        if end > position:
            found.append((position, end))
        position = new.end
        if new.text:
            found.append(new.text)
        elif not found:
            position = _SPACES.match(text, position).end()  # type: ignore[union-attr]
    return [*found, (position, len(text))] if position < len(text) else found


def composed(raw: str, block: Block, replacements: Sequence[Replacement]) -> str:
    """Return the new raw text of a block; where nothing is left, its old one."""
    offsets = block.offsets
    new = "".join(
        part if isinstance(part, str) else raw[offsets[part[0]] : offsets[part[1]]]
        for part in parts(block, replacements)
    )
    return new if new.strip() else raw[offsets[0] : offsets[-1]]
