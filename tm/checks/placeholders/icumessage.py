"""ICU messages: `{n, plural, one {# file} other {# files}}`.

The grammar is that of ICU's MessageFormat ("Formatting Messages" in its user guide): an apostrophe
quotes braces, and # too within a plural.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tm.checks.placeholders.spec import FormatError

__all__ = ["Message", "Selector", "is_icu", "parse_icu"]

_COMPLEX = re.compile(r"\{\s*[\w.]+\s*,\s*(?:plural|select|selectordinal)\s*,")
_QUOTED = re.compile(r"''|'[{}#|][^']*'?")
_HEAD = re.compile(r"\{\s*([\w.]+)\s*(?:(\})|,\s*(\w+)\s*(?:(\})|,))")
_OFFSET = re.compile(r"\s*offset:\s*\d+")
_KEY = re.compile(r"\s*(=\d+|\w+)\s*\{")
_SPACE = re.compile(r"\s*\}")
_MAX_DEPTH = 20


class Selector(NamedTuple):
    """A choice in a message: its argument, kind ("plural" ...), keywords and [start, end)."""

    argument: str
    kind: str
    keywords: tuple[str, ...]
    span: tuple[int, int]


class Message(NamedTuple):
    """The arguments of a message with their kinds ("" for `{name}`), and its choices."""

    arguments: dict[str, str]
    selectors: list[Selector]


def is_icu(text: str) -> bool:
    """Whether a text has a choice that only ICU messages have.

    >>> is_icu("{n, plural, one {# file} other {# files}}"), is_icu("{n} files")
    (True, False)
    """
    return "{" in text and _COMPLEX.search(text) is not None


@lru_cache(maxsize=64)
def parse_icu(text: str) -> Message:
    """Return what a message asks for; FormatError where it is not valid.

    >>> parse_icu("{n, plural, one {# of {who}} other {#}}").arguments
    {'n': 'plural', 'who': ''}
    """
    message = Message({}, [])
    plain = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    end = _pattern(plain, 0, message, 0)
    if end < len(plain):
        raise FormatError("“}” closes nothing", end, end + 1)
    return message


def _pattern(text: str, at: int, message: Message, depth: int) -> int:
    """Read until the brace that closes the pattern, or the end; return where that is."""
    if depth > _MAX_DEPTH:
        raise FormatError("the message is nested too deeply", at, at + 1)
    while at < len(text) and text[at] != "}":
        at = _argument(text, at, message, depth) if text[at] == "{" else at + 1
    return at


def _argument(text: str, start: int, message: Message, depth: int) -> int:
    head = _HEAD.match(text, start)
    if head is None:
        raise FormatError("“{” is not followed by an argument", start, start + 1)
    name, kind = head[1], head[3] or ""
    message.arguments[name] = message.arguments.get(name) or kind
    if head[2] or head[4]:
        return head.end()
    if kind in {"plural", "select", "selectordinal"}:
        return _choices(text, head, message, depth)
    end = text.find("}", head.end())
    if end < 0:
        raise FormatError("“{” is not closed", start, start + 1)
    return end + 1


def _choices(text: str, head: re.Match[str], message: Message, depth: int) -> int:
    offset = _OFFSET.match(text, head.end())
    at = offset.end() if offset else head.end()
    keywords: list[str] = []
    while key := _KEY.match(text, at):
        keywords.append(key[1])
        at = _pattern(text, key.end(), message, depth + 1) + 1
    end = _SPACE.match(text, at)
    if end is None:
        raise FormatError("a choice is not “keyword {text}”, or is not closed", *head.span())
    if "other" not in keywords:
        raise FormatError("“other” is missing", head.start(), end.end())
    message.selectors.append(Selector(head[1], head[3], tuple(keywords), (head.start(), end.end())))
    return end.end()
