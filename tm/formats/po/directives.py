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
    from collections.abc import Iterable, Iterator

__all__ = ["FORMAT_NAMES", "directive_offsets", "format_names"]

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
    "php": _percent(r"(?:\d+\$)?(?:[-+\ 0]|'.)*", _FIXED_SIZES, "[bcdeEfFgGosuxX]|%"),
    "java": _Grammar(
        re.compile(r"\{"),
        re.compile(r"\{\d+(?:,\s*(?:number|date|time|choice)\s*(?:,[^{}]*)?)?\}"),
    ),
    "csharp": _Grammar(re.compile(r"\{"), re.compile(r"\{\{|\{\d+(?:,\s*-?\d+)?(?::[^{}]*)?\}")),
}


_BRACE = re.compile(
    r"""\{\{
    |(?P<good>\{(?:[A-Za-z_]\w*|\d+)(?:\.[A-Za-z_]\w*|\[\w+\])*
      (?::(?:\{\w+\}|(?:[^{}]?[<>=^])?[-+\ ]?\#?0?\d*(?:\.\d+)?[bcdeEfFgGnosxX%]?))?\})
    |(?P<bad>\{)""",
    re.ASCII | re.VERBOSE,
)


def format_names(flags: Iterable[str]) -> tuple[str, ...]:
    """Return the NAMEs of the NAME-format flags; `no-NAME-format` is none of them."""
    found = (flag.removesuffix("-format") for flag in flags if flag.endswith("-format"))
    return tuple(name for name in found if name in FORMAT_NAMES)


def directive_offsets(text: str, formats: Iterable[str]) -> frozenset[int]:
    """Return the offsets before which no line may break: all of a directive but its first."""
    offsets: set[int] = set()
    for name in formats:
        if name in _GRAMMARS:
            for match in _directives(text, _GRAMMARS[name]):
                offsets.update(range(match.start() + 1, match.end()))
        elif name == "python-brace":
            offsets.update(_misplaced(text))
    return frozenset(offsets)


def _misplaced(text: str) -> range:
    """Return what gettext 0.21 protects in python-brace-format, by a mistake of its own.

    It takes every directive to stand at the start of the text, and protects the shortest.
    """
    matches = [*_BRACE.finditer(text)]
    if any(match.lastgroup == "bad" for match in matches):
        return range(0)
    return range(1, min((len(m[0]) for m in matches if m.lastgroup == "good"), default=0))


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
