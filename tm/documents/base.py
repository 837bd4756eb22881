r"""What all document kinds share: blocks, articles, replacements, and the folding of raw lines.

raw text of a block   "A long\n> line"       as in the file
logical text          "A long line"          one space for every soft line break and its prefix
offsets               (…, 6, 9, …)           logical index -> raw index, len(text) + 1 of them
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import msgspec

from tm.model import Segment  # noqa: TC001  # msgspec reads the annotation
from tm.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "KINDS",
    "Article",
    "Block",
    "Kind",
    "Piece",
    "Replacement",
    "block_of",
    "edited",
    "fold",
    "soft_pieces",
]


class Block(msgspec.Struct, frozen=True, dict=True):
    """A stretch of an article that is translated: a paragraph, a heading, a table cell, ...

    `segment.text` is the logical text. `offsets` has len(text) + 1 offsets into `Article.text`, so
    that `article.text[offsets[i]:offsets[j]]` is the raw text of `text[i:j]`. `context` is the NAME
    of a `<!-- tm:context=NAME -->` before the block.
    """

    kind: str
    segment: Segment
    offsets: tuple[int, ...]
    context: str | None = None

    @cached_property
    def text(self) -> str:
        """The logical text, markup as written."""
        return self.segment.text


class Article(msgspec.Struct, frozen=True):
    """A parsed document: its whole text (the skeleton) and where its blocks are.

    `text` is decoded and without BOM, its line endings are the file's; `blocks` are in file order.
    """

    kind: str
    text: str
    blocks: tuple[Block, ...]
    bom: bool = False
    encoding: str = "utf-8"


class Replacement(msgspec.Struct, frozen=True):
    """A new text for [start, end) of a block's logical text."""

    start: int
    end: int
    text: str


class Kind(Protocol):
    """A document kind; a plugin registers an instance in the entry-point group "tm.documents".

    `extensions` are lower-case file name endings with their dot.
    """

    extensions: tuple[str, ...]

    def charset(self, data: bytes) -> tuple[str, int] | None:
        """Return the encoding that the document declares, and the byte offset of that, or None."""
        ...

    def blocks(self, text: str, front_matter: tuple[str, ...]) -> tuple[Block, ...]:
        """Return the blocks of an article in file order."""
        ...

    def inline(self, text: str) -> Segment:
        """Return a text of this kind with its inline markup as codes; the text stays the same."""
        ...

    def build(
        self, article: Article, changes: Mapping[int, Sequence[Replacement]], lang: str | None
    ) -> str:
        """Return the new text; the changes of a block are sorted, disjoint and not identical."""
        ...


KINDS: Registry[Kind] = Registry(
    "document kind",
    "tm.documents",
    {
        "html": "tm.documents.html:HTML",
        "markdown": "tm.documents.markdown:MARKDOWN",
        "text": "tm.documents.text:TEXT",
    },
)
"""The document kinds by name."""

Piece = tuple[int, int, str]
"""Raw start and end of a stretch that is kept, and what stands for the raw text after it."""

_SOFT = re.compile(r"(?<![ \t\f])[ \t\f]*+[\r\n][ \t\r\n\f]*+")


def soft_pieces(raw: str, start: int, end: int) -> list[Piece]:
    r"""Cut raw text at its soft line breaks with the spaces around them.

    >>> soft_pieces("a b \n  c", 0, 8)
    [(0, 3, ' '), (7, 8, '')]
    """
    pieces: list[Piece] = []
    for match in _SOFT.finditer(raw, start, end):
        pieces.append((start, match.start(), " "))
        start = match.end()
    return [*pieces, (start, end, "")]


def fold(raw: str, pieces: Iterable[Piece]) -> tuple[str, tuple[int, ...]]:
    r"""Return the logical text of pieces, without outer white space, and its offsets.

    >>> fold("a b \n  c", [(0, 3, " "), (7, 8, "")])
    ('a b c', (0, 1, 2, 3, 7, 8))
    """
    texts: list[str] = []
    offsets: list[int] = []
    stop = 0
    for start, end, joint in pieces:
        texts.append(raw[start:end] + joint)
        offsets.extend(range(start, end))
        offsets.extend([end] * len(joint))
        stop = end
    text = "".join(texts)
    left = len(text) - len(text.lstrip())
    right = len(text.rstrip())
    offsets.append(stop)
    return text[left:right], tuple(offsets[left : right + 1])


def block_of(
    kind: str, segment: Segment, offsets: tuple[int, ...], context: str | None
) -> Block | None:
    """Make a block, or None where there is no text besides codes and white space."""
    return Block(kind, segment, offsets, context) if segment.plain.strip() else None


def edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with [start, end) replaced for every edit; the edits are disjoint.

    >>> edited("abcd", [(2, 3, "X"), (0, 1, "")])
    'bXd'
    """
    out: list[str] = []
    position = 0
    for start, end, new in sorted(edits):
        out += (text[position:start], new)
        position = end
    return "".join([*out, text[position:]])
