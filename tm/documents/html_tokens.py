"""HTML cut into tags, comments and the text between, with exact offsets and in linear time.

The standard library's html.parser does not say where an end tag ends, differs from one Python to
the next and takes quadratic time on unclosed markup; so this is a tokenizer of its own, after the
HTML standard's, which never builds a tree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["BLOCK_NAMES", "Attribute", "Token", "attributes", "partners", "tokens"]

TokenKind = Literal["open", "close", "void", "comment", "opaque"]


class Token(NamedTuple):
    """Markup at [start, end). `name` is in lower case; comments and declarations have none."""

    kind: TokenKind
    name: str
    start: int
    end: int


class Attribute(NamedTuple):
    """An attribute of a tag; the value is at [start, end), `quote` is its quote or ""."""

    name: str
    start: int
    end: int
    quote: str


BLOCK_NAMES = frozenset(
    [
        "address",
        "article",
        "aside",
        "audio",
        "base",
        "blockquote",
        "body",
        "canvas",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "link",
        "main",
        "menu",
        "meta",
        "nav",
        "noframes",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "p",
        "param",
        "pre",
        "script",
        "search",
        "section",
        "select",
        "source",
        "style",
        "summary",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "track",
        "ul",
        "video",
        "xmp",
    ]
)
"""The elements that delimit blocks; every other one is inline."""

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_OPAQUE = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"])
_TEXT_ONLY = frozenset(("title", "textarea"))

# A quote that is never closed fails the tag, as in a browser.
_ATTRIBUTE = (
    r"""(?!=\s*+["'])[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+)?+)?+"""
)
_TAG = re.compile(rf"<(/?)([A-Za-z][^\s/>]*+)((?>[\s/]++|{_ATTRIBUTE})*+)>")
_ONE_ATTRIBUTE = re.compile(
    r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>][^\s>]*+))?+)?+"""
)
_NAMED = re.compile("</?[A-Za-z]")
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the markup of a text in order; what is between is text.

    Markup that is not closed before `end` is one "opaque" token up to `end`, as a browser drops it.
    """
    end = len(text) if end is None else end
    position = start
    while True:
        match = _MARKUP.search(text, position, end)
        if match is None:
            return
        at = match.start()
        token = _tag(text, at, end) if text[at + 1].isalpha() or text[at + 1] == "/" else None
        token = token or _declaration(text, at, end)
        yield token
        position = token.end
        if token.kind == "open" and token.name in _TEXT_ONLY:
            position = _closing(text, token.name, position, end)


def _tag(text: str, at: int, end: int) -> Token | None:
    """Return the tag at an offset, a script with all its content; None where there is no tag."""
    match = _TAG.match(text, at, end)
    if match is None:
        return Token("opaque", "", at, end) if _NAMED.match(text, at, end) else None
    name = match[2].lower()
    if match[1]:
        return Token("close", name, at, match.end())
    if name in _OPAQUE:
        stop = text.find(">", _closing(text, name, match.end(), end), end)
        return Token("opaque", name, at, end if stop < 0 else stop + 1)
    void = name in _VOID or match[3].endswith("/")
    return Token("void" if void else "open", name, at, match.end())


def _closing(text: str, name: str, position: int, end: int) -> int:
    """Return where the closing tag of an element without markup inside begins."""
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, position, end)
    return match.start() if match else end


def _declaration(text: str, at: int, end: int) -> Token:
    """Return the comment, CDATA section, doctype or instruction at an offset."""
    if text.startswith(("<!-->", "<!--->"), at):
        return Token("comment", "", at, text.index(">", at) + 1)
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<", ">")):
        if text.startswith(opening, at):
            stop = text.find(closing, at + len(opening), end)
            if stop < 0:
                break
            return Token("comment", "", at, stop + len(closing))
    return Token("opaque", "", at, end)


def attributes(text: str, token: Token) -> Iterator[Attribute]:
    """Yield the attributes of an opening tag that have a value."""
    for match in _ONE_ATTRIBUTE.finditer(text, token.start + 1 + len(token.name), token.end - 1):
        group = match.lastindex or 1
        if group > 1:
            start, stop = match.span(group)
            yield Attribute(match[1].lower(), start, stop, ("", "", '"', "'", "")[group])


def partners(found: Sequence[Token]) -> dict[int, int]:
    """Return the index of the closing tag for every opening tag that has one, innermost first."""
    waiting: dict[str, list[int]] = {}
    result: dict[int, int] = {}
    for index, token in enumerate(found):
        if token.kind == "open":
            waiting.setdefault(token.name, []).append(index)
        elif token.kind == "close" and waiting.get(token.name):
            result[waiting[token.name].pop()] = index
    return result
