"""Inline Markdown with positions.

markdown-it-py's inline tokens do not say where they stand. So every inline rule is wrapped: it
notes what it found between the parser's positions before and after.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

from tm.documents.pairs import Mark, segment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown_it.token import Token

    from tm.model import Segment

    Rule = Callable[[StateInline, bool], bool]
    Marks = Callable[["_State", int], list[Mark]]

__all__ = ["NESTING", "TAG", "inline_markdown"]

NESTING = 100
"""Levels of nested blocks or links that are looked into; CommonMark names no limit."""

_MOST_BRACKETS = 2000
"""In a text with more opening brackets no links are looked for: that takes quadratic time."""

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])")
"""The start of an HTML tag, as CommonMark has it: slash and name."""

_FULL_REFERENCE = re.compile(r"\]\[([^\[\]]+)\]")
_COLLAPSED_REFERENCE = re.compile(r"\[([^\[\]]+)\]\[\]")
_NUL = "\0"


class _State(StateInline):
    """An inline parser state that keeps marks and the position of every token."""

    def __init__(self, text: str, parser: MarkdownIt, env: dict[str, Any]) -> None:
        super().__init__(text, parser, env, [])
        self.found: list[Callable[[], list[Mark]]] = []
        self.at: dict[int, int] = {}

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        self.at[id(token)] = self.pos  # the tokens live as long as the state: ids stay theirs
        return token


def _code_span(state: _State, start: int) -> list[Mark]:
    shown = bool(state.tokens) and state.at.get(id(state.tokens[-1])) == start
    return [Mark(start, state.pos, "standalone")] if shown else []


def _whole(state: _State, start: int) -> list[Mark]:
    return [Mark(start, state.pos, "standalone")]


def _tag(state: _State, start: int) -> list[Mark]:
    tag = TAG.match(state.src, start)
    if tag is None or state.src[state.pos - 2] == "/":
        return _whole(state, start)
    name = "<" + tag[2].lower()
    return [Mark(start, state.pos, "close" if tag[1] else "open", name)]


def _link(state: _State, start: int) -> list[Mark]:
    label_end = state.at[id(state.tokens[-1])]
    return [Mark(start, start + 1, "open", "["), Mark(label_end, state.pos, "close", "[")]


def _image(state: _State, start: int) -> list[Mark]:
    label_end = start + 2 + len(state.tokens[-1].content)
    return [Mark(start, start + 2, "open", "!["), Mark(label_end, state.pos, "close", "![")]


def _hard_break(state: _State, start: int) -> list[Mark]:
    if (
        not state.tokens
        or state.tokens[-1].type != "hardbreak"
        or state.at[id(state.tokens[-1])] != start
    ):
        return []
    if state.src[start] == "\n":
        while start and state.src[start - 1] == " ":
            start -= 1
    return [Mark(start, state.pos, "standalone")]


_MARKS: dict[str, Marks] = {
    "autolink": _whole,
    "backticks": _code_span,
    "escape": _hard_break,
    "html_inline": _tag,
    "image": _image,
    "link": _link,
    "newline": _hard_break,
}


def _noting(rule: Rule, marks: Marks) -> Rule:
    """Wrap a rule whose find is complete when it returns."""

    def noting(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
        start = state.pos
        done = rule(state, silent)
        if done and not silent and isinstance(state, _State):
            found = marks(state, start)
            if found:
                state.found.append(lambda: found)
        return done

    return noting


def _emphasis_marks(tokens: list[Token], start: int) -> list[Mark]:
    """Return the marks of a run of `*` or `_`, one token a character, once they are matched."""
    marks: list[Mark] = []
    for position, token in enumerate(tokens, start):
        if token.type in {"em_open", "em_close"}:
            opens = token.nesting == 1
            marks.append(Mark(position, position + 1, "open" if opens else "close", token.markup))
        elif token.type == "strong_open":  # the second of its two characters
            marks.append(Mark(position - 1, position + 1, "open", token.markup))
        elif token.type == "strong_close":  # the first of its two characters
            marks.append(Mark(position, position + 2, "close", token.markup))
    return marks


def _noting_emphasis(rule: Rule) -> Rule:
    def noting(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
        start = state.pos
        done = rule(state, silent)
        if done and not silent and isinstance(state, _State):
            run = state.tokens[start - state.pos :]
            state.found.append(lambda: _emphasis_marks(run, start))
        return done

    return noting


@cache
def _parser(*, links: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": NESTING})
    ruler = parser.inline.ruler
    rules = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    for name, marks in _MARKS.items():
        ruler.at(name, _noting(rules[name], marks))
    ruler.at("emphasis", _noting_emphasis(rules["emphasis"]))
    if not links:
        parser.disable(["link", "image"])
    return parser


def _references(text: str, defined: Mapping[str, Any]) -> dict[str, Any]:
    """Return the link labels that count as defined.

    Besides the document's: those of full and collapsed references in the text, for a sentence is
    read without its document.
    """
    labels = (
        {*_FULL_REFERENCE.findall(text), *_COLLAPSED_REFERENCE.findall(text)}
        if "][" in text
        else ()
    )
    unknown = {"href": "", "title": ""}
    return {**{normalizeReference(label): unknown for label in labels}, **defined}


def inline_markdown(text: str, defined: Mapping[str, Any] | None = None) -> Segment:
    """Return a text with its inline Markdown as codes; lines are separated by a line feed.

    `defined` are the document's link reference definitions, as markdown-it keeps them. The text of
    links and images is text, code spans, automatic links and hard line breaks are standalone codes;
    escapes and entities are text.
    """
    parser = _parser(links=text.count("[") <= _MOST_BRACKETS)
    env = {"references": _references(text, defined or {})}
    state = _State(text.replace(_NUL, "\ufffd"), parser, env)
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    return segment_of(text, (mark for found in state.found for mark in found()))
