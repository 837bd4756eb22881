"""Markdown's block structure with the exact place of every line of text.

markdown-it-py says on which lines a block stands, but not where a line's text begins behind its
container prefixes (`> `, list indents). The parser knows while its rules run: so the rules whose
blocks hold text are wrapped, and note the places in the tokens.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it import MarkdownIt

from tm.documents.markdown_inline import NESTING

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    Rule = Callable[[StateBlock, int, int, bool], bool]
    Span = tuple[int, int]
    Spans = Callable[[StateBlock, Token], list[Span]]

__all__ = ["Parsed", "Source", "parse_blocks", "spans_of"]

_KEY = "tm"
_ATX = re.compile(r"#{1,6}[ \t]*")
_NEWLINE = re.compile(r"\r\n?|\n")
_OUTER = " \t\r\n\f\v"


class Source(NamedTuple):
    """A text as the parser reads it: line ends are one line feed, NUL is U+FFFD.

    `lines` and `raw` hold the offset of every line's beginning in `text` and in the article.
    """

    text: str
    lines: list[int]
    raw: list[int]

    @classmethod
    def of(cls, article: str, start: int) -> Source:
        """Read an article from an offset on."""
        text = article[start:]
        raw = [start, *(start + match.end() for match in _NEWLINE.finditer(text))]
        text = _NEWLINE.sub("\n", text).replace("\0", "\ufffd")
        lines = [0, *(match.end() for match in re.finditer("\n", text))]
        return cls(text, lines, raw)


class Parsed(NamedTuple):
    """The tokens of a source and its link reference definitions by label."""

    tokens: list[Token]
    references: dict[str, Any]


def _line(state: StateBlock, line: int) -> Span:
    """Return where the text of a line is, its indent left out."""
    return state.bMarks[line] + state.tShift[line], state.eMarks[line]


def _all_lines(state: StateBlock, token: Token) -> list[Span]:
    first, last = token.map or (0, 0)
    return [_line(state, line) for line in range(first, last)]


def _atx(state: StateBlock, token: Token) -> list[Span]:
    start, end = _all_lines(state, token)[0]
    marker = _ATX.match(state.src, start, end)
    start = marker.end() if marker else start
    return [(start, start + len(token.content))]


def _noting(rule: Rule, spans: Spans) -> Rule:
    """Wrap a block rule: it notes in every inline token where the text of its lines is."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        count = len(state.tokens)
        done = rule(state, start, end, silent)
        if done and not silent:
            for token in state.tokens[count:]:
                if token.type == "inline":
                    token.meta[_KEY] = spans(state, token)
        return done

    return noting


_NOTED: dict[str, tuple[Spans, list[str]]] = {
    "heading": (_atx, ["paragraph", "reference", "blockquote"]),
    "lheading": (_all_lines, []),
    "paragraph": (_all_lines, []),
    "table": (_all_lines, ["paragraph", "reference"]),
}


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table")
    ruler = parser.block.ruler
    rules = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    for name, (spans, alternatives) in _NOTED.items():
        ruler.at(name, _noting(rules[name], spans), {"alt": alternatives})
    return parser


def parse_blocks(text: str) -> Parsed:
    """Return the block tokens of a text whose line ends are line feeds."""
    parser = _parser()
    tokens: list[Token] = []
    env: dict[str, Any] = {}
    parser.block.parse(text, parser, env, tokens)
    return Parsed(tokens, env.get("references", {}))


def spans_of(source: Source, token: Token, cell: int) -> list[Span] | None:
    """Return where an inline token's text stands in `source.text`, line by line; None if not found.

    `cell` counts the cells of a table row from 0; a negative one means that it is not in a table.
    """
    spans: list[Span] = token.meta.get(_KEY, [])
    if not spans:
        return None
    if cell >= 0:
        spans = list(_cells(source.text, spans[0])[cell : cell + 1])
    found = "".join(source.text[start:end] for start, end in spans)
    expected = token.content
    if cell >= 0:
        found = found.replace("\\|", "|")
    return spans if "".join(found.split()) == "".join(expected.split()) else None


@lru_cache(maxsize=1)  # every cell of a row asks for the row's cells
def _cells(text: str, row: Span) -> tuple[Span, ...]:
    r"""Return the cells of a table row: cut at every `|` that has no `\` before it."""
    start, end = row
    end -= len(text[start:end]) - len(text[start:end].rstrip(_OUTER))
    bars = [at for at in range(start, end) if text[at] == "|" and text[at - 1 : at] != "\\"]
    edges = [start - 1, *bars, end]
    cells = [(left + 1, right) for left, right in pairwise(edges)]
    if len(cells) > 1 and cells[0][0] == cells[0][1]:
        cells.pop(0)
    if len(cells) > 1 and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return tuple(cells)
