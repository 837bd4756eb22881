"""Markdown: CommonMark with tables and YAML front matter.

Not translated: code blocks, link reference definitions, thematic breaks, comments, front matter
besides the configured keys. HTML blocks are translated by the rules of HTML where they stand at
the outermost level and begin with a block element; others are left as they are, and so is what is
nested more than 100 levels deep. `{#id}` and footnotes are text. A link whose text is also its
label (`[Minsk]`, `[Minsk][]`) gets that label again when its text is translated: `[Минск][Minsk]`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tm.documents.assemble import composed, is_break, one_line, parts
from tm.documents.base import Article, Block, Piece, Replacement, block_of, edited, fold
from tm.documents.front_matter import KIND, front_matter_end, scalar_edit, scalars
from tm.documents.html import CONTEXT, fragment_blocks, fragment_edits
from tm.documents.html_tokens import BLOCK_NAMES
from tm.documents.markdown_escape import (
    Line,
    begins_block,
    escape_cell,
    escape_heading,
    escape_lines,
    escape_tags,
)
from tm.documents.markdown_inline import TAG, inline_markdown
from tm.documents.markdown_lines import Source, parse_blocks, spans_of
from tm.documents.markdown_links import own_labels, relinked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from tm.documents.markdown_lines import Span
    from tm.model import Segment

__all__ = ["MARKDOWN"]

HTML = "HTML: "
"""What the kind of a block within an HTML block begins with."""

_CONTAINERS = {"blockquote_open": "quote", "list_item_open": "list item"}
_DEFINITION_LINES = 4
_DEFINITION_LENGTH = 4000
_SPACES = " \t"
_BREAKS = re.compile("[ \n]")
_HARD = re.compile(r"(?P<marker>(?<! ) {2,}+|\\)(?:\r\n|\r|\n)[ \t]*")


class _Reader:
    """Walks over the block tokens of one article."""

    def __init__(self, article: str, start: int) -> None:
        self.article = article
        self.source = Source.of(article, start)
        self.parsed = parse_blocks(self.source.text)
        self.found: list[Block] = []
        self.context: str | None = None
        self.containers: list[str] = []
        self.cell = -1
        self.leaf = ""

    def read(self) -> list[Block]:
        """Return the blocks."""
        for token in self.parsed.tokens:
            self._token(token)
        return self.found

    def _token(self, token: Token) -> None:
        kind = token.type
        if kind in _CONTAINERS:
            self.containers.append(_CONTAINERS[kind])
        elif kind in {"blockquote_close", "list_item_close"}:
            self.containers.pop()
        elif kind == "tr_open":
            self.cell = -1
        elif kind in {"th_open", "td_open"}:
            self.cell += 1
            self.leaf = "table cell"
        elif kind == "heading_open":
            self.leaf = "heading"
        elif kind == "paragraph_open":
            self.leaf = self.containers[-1] if self.containers else "paragraph"
        elif kind == "inline":
            self._inline(token)
        elif kind == "html_block":
            self._html(token)
        elif kind in {"fence", "code_block", "hr"}:
            self.context = None

    def _inline(self, token: Token) -> None:
        spans = spans_of(self.source, token, self.cell if self.leaf == "table cell" else -1)
        if not spans:
            return
        logical, offsets = fold(self.article, self._pieces(spans))
        segment = inline_markdown(logical, self.parsed.references)
        block = block_of(self.leaf, segment, offsets, self.context)
        if block and not self._opens_table(spans[0][0], logical):
            self.found.append(block)
            self.context = None

    def _opens_table(self, start: int, logical: str) -> bool:
        """Whether a cell at the beginning of a line looks like another block, and must stay."""
        if self.leaf != "table cell" or self.cell:
            return False
        return self.source.text[start - 1 : start] != "|" and begins_block(logical)

    def _pieces(self, spans: Sequence[Span]) -> Iterator[Piece]:
        """Yield the lines of a block; a hard line break keeps its marker and its newline."""
        text = self.source.text
        lines = [text[start:end] for start, end in spans]
        hard = self._hard_lines("\n".join(lines))
        last = len(spans) - 1
        line = self._line_of(spans[0][0])
        for index, (start, _) in enumerate(spans):
            line = self._next_line(line, start)
            first = start + self.source.raw[line] - self.source.lines[line]
            if index in hard:
                yield first, first + len(lines[index]), "\n"
            else:
                length = len(lines[index].rstrip(_SPACES))
                yield first, first + length, " " if index < last else ""

    def _hard_lines(self, text: str) -> frozenset[int]:
        """Return the indexes of the lines that end in a hard line break."""
        if _HARD.search(text) is None:
            return frozenset()
        found: set[int] = set()
        line = 0
        for part in inline_markdown(text, self.parsed.references).parts:
            if isinstance(part, str):
                line += part.count("\n")
                continue
            if is_break(part) and "\n" in part.data:
                found.add(line)
            line += part.data.count("\n")
        return frozenset(found)

    def _line_of(self, offset: int) -> int:
        return bisect_right(self.source.lines, offset) - 1

    def _next_line(self, line: int, offset: int) -> int:
        lines = self.source.lines
        while line + 1 < len(lines) and lines[line + 1] <= offset:
            line += 1
        return line

    def _html(self, token: Token) -> None:
        context = CONTEXT.fullmatch(token.content.strip())
        if context:
            self.context = context[1]
        elif not self.containers and token.map and self._simple(token.content):
            raw, (first, last) = self.source.raw, token.map
            start, end = raw[first], raw[last] if last < len(raw) else len(self.article)
            blocks, self.context = fragment_blocks(self.article, start, end, self.context)
            self.found += (
                msgspec.structs.replace(block, kind=HTML + block.kind) for block in blocks
            )

    @staticmethod
    def _simple(html: str) -> bool:
        """Whether HTML begins with a block element: else a translation might lose its first tag."""
        tag = TAG.match(html.lstrip())
        return tag is not None and tag[2].lower() in BLOCK_NAMES


class _Markdown:
    """The document kind "markdown"."""

    extensions = (".md", ".markdown")

    def charset(self, data: bytes) -> tuple[str, int] | None:
        """Return None: Markdown declares nothing and is UTF-8."""
        del data
        return None  # mypy wants it

    def blocks(self, text: str, front_matter: tuple[str, ...]) -> tuple[Block, ...]:
        """Return the values of the front matter, then the blocks."""
        end = front_matter_end(text)
        return (*scalars(text, end, front_matter), *_Reader(text, end).read())

    def inline(self, text: str) -> Segment:
        """Return the text with inline Markdown and HTML tags as codes."""
        return inline_markdown(text)

    def build(
        self, article: Article, changes: Mapping[int, Sequence[Replacement]], lang: str | None
    ) -> str:
        """Insert every translation on one line, escaped where it would change the blocks."""
        del lang
        html = {
            index: new
            for index, new in changes.items()
            if article.blocks[index].kind.startswith(HTML)
        }
        edits = fragment_edits(article, html)
        for index, new in changes.items():
            if index not in html:
                edits.append(_edit(article.text, article.blocks[index], new))
        return edited(article.text, edits)


MARKDOWN = _Markdown()


def _edit(raw: str, block: Block, changes: Sequence[Replacement]) -> tuple[int, int, str]:
    """Return the edit of one block."""
    start, end = block.offsets[0], block.offsets[-1]
    if block.kind.startswith(KIND):
        return scalar_edit(raw, block, _value(block, changes))
    lines = _escaped_tags(_lines(raw, block, changes), block)
    if not any(line.text.strip() for line in lines):
        return start, end, raw[start:end]
    before = raw[max(raw.rfind("\n", 0, start), raw.rfind("\r", 0, start)) + 1 : start].rstrip(
        _SPACES
    )
    if block.kind == "table cell":
        lines[0].text = escape_cell(lines[0].text, at_line_start=not before.endswith("|"))
    elif block.kind == "heading" and before.endswith("#"):
        lines[0].text = escape_heading(lines[0].text)
    else:
        escape_lines(lines, underlined=block.kind == "heading")
        if (
            lines[0].fresh
            and lines[0].text[:1] in {'"', "'", "("}
            and _follows_definition(raw, start)
        ):
            lines[0].text = "\\" + lines[0].text
    return start, end, "".join(line.text + line.end for line in lines)


def _follows_definition(raw: str, start: int) -> bool:
    """Whether the lines before may be a link reference definition, whose title could follow."""
    before = raw[max(0, start - _DEFINITION_LENGTH) : start].splitlines()
    return any("]:" in line for line in before[-_DEFINITION_LINES:])


def _value(block: Block, changes: Sequence[Replacement]) -> str:
    """Return the new value of a front-matter key."""
    changes = [msgspec.structs.replace(new, text=one_line(new.text)) for new in changes]
    offsets = tuple(range(len(block.text) + 1))
    plain = Block(block.kind, block.segment, offsets)
    return composed(block.text, plain, changes)


class _Breaks(NamedTuple):
    """The line breaks of a block: logical offsets, and the raw text with the next line's prefix."""

    at: list[int]
    raw: list[str]


def _breaks(raw: str, block: Block) -> _Breaks:
    found = _Breaks([], [])
    for match in _BREAKS.finditer(block.text):
        at = match.start()
        between = raw[block.offsets[at] : block.offsets[at + 1]]
        if "\n" in between or "\r" in between:
            found.at.append(at)
            found.raw.append(between)
    return found


def _lines(raw: str, block: Block, changes: Sequence[Replacement]) -> list[Line]:
    """Return the lines of a block with the changes put in."""
    breaks = _breaks(raw, block)
    ends = zip(breaks.at, breaks.raw, strict=True)
    hard = next((end for at, end in ends if block.text[at] == "\n"), None)
    labels = own_labels(block.segment)
    texts = [_folded(relinked(labels, new), hard=hard is not None) for new in changes]
    pairs = zip(changes, texts, strict=True)
    lines = [Line()]
    for part in parts(block, [msgspec.structs.replace(new, text=text) for new, text in pairs]):
        if isinstance(part, str):
            _insert(lines, part, hard or " ")
        else:
            _keep(lines, block, part, breaks)
    for line in lines:
        line.text = "".join(line.pieces)
    return lines


def _insert(lines: list[Line], text: str, hard: str) -> None:
    """Append a new text; its line feeds are hard line breaks."""
    lines[-1].fresh = True
    for number, piece in enumerate(text.split("\n")):
        if number:
            lines[-1].end, lines[-1].hard = hard, True
            lines.append(Line(fresh=True))
        lines[-1].pieces.append(piece)


def _keep(lines: list[Line], block: Block, part: tuple[int, int], breaks: _Breaks) -> None:
    """Append a kept part of a block, line by line."""
    position, end = part
    if position and not any(lines[-1].pieces):  # it does not begin as the source's line does
        lines[-1].fresh = True
    for index in range(bisect_left(breaks.at, position), bisect_left(breaks.at, end)):
        at = breaks.at[index]
        lines[-1].pieces.append(block.text[position:at])
        lines[-1].end, lines[-1].hard = breaks.raw[index], block.text[at] == "\n"
        lines.append(Line())
        position = at + 1
    lines[-1].pieces.append(block.text[position:end])


def _folded(text: str, *, hard: bool) -> str:
    """Return a translation on one line, but for hard line breaks where the source has them too."""
    if not hard:
        return one_line(text)
    pieces: list[str] = []
    position = 0
    text = text.strip()
    for match in _HARD.finditer(text):
        pieces.append(one_line(text[position : match.start()]) + match["marker"])
        position = match.end()
    return "\n".join([*pieces, one_line(text[position:])])


def _escaped_tags(lines: list[Line], block: Block) -> list[Line]:
    """Escape the tags that the source block does not have; they may go over lines."""
    text = "\n".join(line.text for line in lines)
    if "<" not in text:
        return lines
    datas = [code.data for code in block.segment.codes]
    names = frozenset(tag[2].lower() for tag in map(TAG.match, datas) if tag)
    new = escape_tags(inline_markdown(text), names, frozenset(datas))
    for line, escaped in zip(lines, new.split("\n"), strict=True):
        line.text = escaped
    return lines
