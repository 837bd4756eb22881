"""Format directives (`%s`, `{name}`), inside which msgcat breaks no line.

Each format is a regular expression for one directive, after the manual of its language. msgcat
reads a string from the left and gives up at the first thing that is no directive, and where
numbered or named directives are mixed with others: it protects nothing after that, nor do we.

The formats without a grammar here have no directives with a place for a break in them, or rare ones
(boost, gcc-internal, librep, lisp, lua, object-pascal, scheme).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

__all__ = ["FORMAT_NAMES", "directive_offsets", "format_name"]

_NAMES = """
c objc python python-brace java java-printf csharp javascript scheme lisp elisp librep ruby sh awk
lua object-pascal smalltalk qt qt-plural kde kde-kuit boost tcl perl perl-brace php gcc-internal
gfc-internal ycp
"""
FORMAT_NAMES = tuple(_NAMES.split())
"""The NAMEs of the flags NAME-format, in the order in which msgcat writes them."""


class _Grammar(NamedTuple):
    """A format: `start` finds where a directive begins, `directive` reads it.

    The group `key` is the number or name of the argument that a directive takes, the group `takes`
    matches (the empty string) where it takes one. Directives with and without a key do not mix.
    """

    start: re.Pattern[str]
    directive: re.Pattern[str]


def _percent(*parts: str) -> _Grammar:
    return _Grammar(re.compile("%"), re.compile("%(?:" + "".join(parts) + ")", re.VERBOSE))


_NUMBER = r"(?:(?P<key>[1-9]\d*)\$)?"
_SIZES = r"(?:\*(?:[1-9]\d*\$)?|\d+)?(?:\.(?:\*(?:[1-9]\d*\$)?|\d*))?"
_FIXED_SIZES = r"(?:\d+)?(?:\.\d*)?"
_C_SIZE = r"(?:hh?|ll?|[LqjzZt])?"
_C_MACRO = r"<PRI[diouxX](?:(?:LEAST|FAST)?(?:8|16|32|64)|MAX|PTR)>"


def _then(conversions: str) -> str:
    """Return what ends a directive: a conversion, which takes an argument, or a per cent sign."""
    return rf"(?:(?:{conversions})(?P<takes>)|%)"


_GRAMMARS = {
    "c": _percent(
        _NUMBER,
        r"[-+\ \#0'I]*",
        _SIZES,
        _then(rf"{_C_SIZE}[diouxXfFeEgGaAcsCSpnm]|{_C_MACRO}"),
    ),
    "objc": _percent(
        _NUMBER,
        r"[-+\ \#0'I]*",
        _SIZES,
        _then(rf"{_C_SIZE}[diouxXfFeEgGaAcsCSpnm@]|{_C_MACRO}"),
    ),
    "python": _percent(
        r"(?:\((?P<key>[^()]*)\))?[-+\ \#0]*", _SIZES, r"[hlL]?", _then("[diouxXeEfFgGcrsa]")
    ),
    "tcl": _percent(_NUMBER, r"[-+\ \#0]*", _SIZES, r"(?:hh?|ll?)?[cdiouxXeEfgGs](?P<takes>)|%"),
    "ruby": _percent(_NUMBER, r"[-+\ \#0]*", _SIZES, _then("[diouxXfeEgGaAscpbB]")),
    "elisp": _percent(r"(?:\d+\$)?[-+\ \#0]*", _SIZES, "[cdoxXeEfgGsS%]"),
    "perl": _percent(r"(?:\d+\$)?[-+\ \#0]*", _SIZES, r"(?:hh?|ll?|[qLV])?[csdiouxXeEfgGpDUOF%]"),
    "java-printf": _percent(
        r"(?:\d+\$|<)?(?:-?\d*(?:\.\d+)?[bBhHcC%]|[-\#]*\d*(?:\.\d+)?[sS]|[-+\ 0,(]*\d*d|"
        r"[-\#0]*\d*[oxX]|[-+\ \#0(]*\d*(?:\.\d+)?[eE]|[-+\ 0,(]*\d*(?:\.\d+)?[gG]|"
        r"[-+\ \#0,(]*\d*(?:\.\d+)?f|[-+\ \#0]*\d*[aA]|-?\d*[tT][A-Za-z]|n)"
    ),
    "javascript": _percent(_NUMBER, r"[-+\ \#0I']*", _SIZES, _then("[bdeEfcgGosuxX]")),
    "awk": _percent(_NUMBER, r"[-+\ \#0]*", _SIZES, _then("[cdieEfgGosuxX]")),
    "php": _percent(r"(?:\d+\$)?(?:[-+\ 0]|'.)*", _FIXED_SIZES, "l?[bcdeEfFgGosuxX]|%"),
    "java": _Grammar(
        re.compile(r"\{"),
        re.compile(r"\{\d+(?:,\s*(?:number|date|time|choice)\s*(?:,[^{}]*)?)?\}"),
    ),
    "csharp": _Grammar(
        re.compile(r"[{}]"), re.compile(r"\{\{|\}\}|\{\d+(?:,-?\d+)?(?::[^{}]*)?\}")
    ),
}


_BRACE = re.compile(
    r"""\{\{
    |(?P<good>\{(?:[A-Za-z_]\w*|\d+)(?:\.[A-Za-z_]\w*|\[\w+\])*
      (?::(?:\{\w+\}|(?:[^{}]?[<>=^])?[-+\ ]?\#?0?\d*(?:\.\d+)?[bcdeEfFgGnosxX%]?))?\})
    |(?P<bad>\{)""",
    re.ASCII | re.VERBOSE,
)


def format_name(flags: Container[str]) -> str:
    """Return the NAME of the first NAME-format flag, in msgcat's order; it heeds no other."""
    return next((name for name in FORMAT_NAMES if f"{name}-format" in flags), "")


def directive_offsets(text: str, name: str) -> frozenset[int]:
    """Return the offsets before which no line may break: all of a directive but its first."""
    if name == "python-brace":
        return frozenset(_misplaced(text))
    if name not in _GRAMMARS:
        return frozenset()
    return frozenset(
        offset
        for match in _directives(text, _GRAMMARS[name])
        for offset in range(match.start() + 1, match.end())
    )


def _misplaced(text: str) -> Iterator[int]:
    """Yield what gettext 0.21 protects in python-brace-format, by a mistake of its own.

    It takes every directive to stand at the start of the text, and protects the shortest one's
    length in bytes.
    """
    matches = [*_BRACE.finditer(text)]
    lengths = [len(m[0].encode()) for m in matches if m.lastgroup == "good"]
    if not lengths or any(match.lastgroup == "bad" for match in matches):
        return
    offset = at = 0
    while at < min(lengths):
        if at:
            yield offset
        at += len(text[offset].encode())
        offset += 1


def _directives(text: str, grammar: _Grammar) -> Iterator[re.Match[str]]:
    """Yield the directives of a text up to the first mistake."""
    kinds: set[bool] = set()
    start = grammar.start.search(text)
    while start is not None:
        match = grammar.directive.match(text, start.start())
        if match is None:
            return
        groups = match.groupdict()
        if groups.get("takes") is not None:
            kinds.add(groups["key"] is not None)
        if len(kinds) > 1:
            return
        yield match
        start = grammar.start.search(text, match.end())
