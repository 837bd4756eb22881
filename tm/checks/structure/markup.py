"""The tags of a text: of HTML, and of any XML that shows itself as such."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

__all__ = ["Tag", "is_void", "keys", "tags"]

_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*|\d+)(\s[^<>]*?)?(/?)>")
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_VOID = frozenset(
    ["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
# Names that stand for nothing but HTML, even where the text holds one end of the element only. A
# name that is also a word (<code>, <table>) may be a blank to fill in: it needs its other end.
_HTML = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "kbd",
        "li",
        "nobr",
        "ol",
        "p",
        "pre",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
        "wbr",
    ]
)


class Tag(NamedTuple):
    """A tag: its key (`b`, `/b`, `nl/`), name in lower case, attributes and place."""

    key: str
    name: str
    attributes: tuple[tuple[str, str], ...]
    start: int
    end: int


def is_void(name: str) -> bool:
    """Whether an HTML element has no closing tag."""
    return name in _VOID


@lru_cache(maxsize=256)
def tags(text: str) -> tuple[Tag, ...]:
    """Return the tags of a text in order; “<file>” without “</file>” is no tag but a blank.

    >>> [tag.key for tag in tags("<b>Адкрыць</b> <file><br/>")]
    ['b', '/b', 'br']
    """
    if ">" not in text:
        return ()
    found = list(_TAG.finditer(text))
    closed = {match[2].lower() for match in found if match[1]}
    return tuple(_tag(match) for match in found if _is_tag(match, closed))


@lru_cache(maxsize=256)
def keys(text: str) -> tuple[str, ...]:
    """Return the keys of the tags of a text, sorted."""
    return tuple(sorted(tag.key for tag in tags(text)))


def _is_tag(match: re.Match[str], closed: set[str]) -> bool:
    name, rest = match[2].lower(), match[3] or ""
    if match[1] or match[4] or name in closed or _ATTRIBUTE.search(rest):
        return True
    return name in _HTML and (not rest.strip() or rest.strip()[0] in "%{$")


def _tag(match: re.Match[str]) -> Tag:
    name = match[2].lower()
    closed = "/" if match[4] and name not in _VOID else ""
    attributes = tuple(
        (found[1].lower(), unescape(found[2] or found[3] or found[4] or ""))
        for found in _ATTRIBUTE.finditer(match[3] or "")
    )
    return Tag(f"{match[1]}{name}{closed}", name, attributes, *match.span())
