"""Plain text: blank lines separate paragraphs, a single line break is a soft one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from tm.documents.assemble import composed, one_line
from tm.documents.base import Article, Block, Replacement, block_of, edited, fold, soft_pieces
from tm.model import Segment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["TEXT"]

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)?")


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the [start, end) of every run of lines that are not white space only."""
    runs: list[tuple[int, int]] = []
    start = -1
    for match in _LINE.finditer(text):
        if match[0].strip():
            start = match.start() if start < 0 else start
        elif start >= 0:
            runs.append((start, match.start()))
            start = -1
    return runs


class _Text:
    """The document kind "text"."""

    extensions = (".txt",)

    def charset(self, data: bytes) -> tuple[str, int] | None:
        """Return None: a plain text declares nothing."""
        del data
        return None  # mypy wants it

    def blocks(self, text: str, front_matter: tuple[str, ...]) -> tuple[Block, ...]:
        """Return the paragraphs."""
        del front_matter
        found: list[Block] = []
        for start, end in _paragraphs(text):
            logical, offsets = fold(text, soft_pieces(text, start, end))
            block = block_of("paragraph", Segment.of(logical), offsets, None)
            found += [block] if block else []
        return tuple(found)

    def inline(self, text: str) -> Segment:
        """Return the text without codes."""
        return Segment.of(text)

    def build(
        self, article: Article, changes: Mapping[int, Sequence[Replacement]], lang: str | None
    ) -> str:
        """Insert every translation on one line; nothing in it can change the structure."""
        del lang
        edits: list[tuple[int, int, str]] = []
        for index, replacements in changes.items():
            block = article.blocks[index]
            single = [msgspec.structs.replace(new, text=one_line(new.text)) for new in replacements]
            new = composed(article.text, block, single)
            edits.append((block.offsets[0], block.offsets[-1], new))
        return edited(article.text, edits)


TEXT = _Text()
