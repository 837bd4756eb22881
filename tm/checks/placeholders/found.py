"""Placeholders of a text whose format nobody declared, found by their look."""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MAY_BE", "Found", "Key", "found", "kinds_of_flag"]

Key = tuple[str, str]
"""Kind and name (or number) of a placeholder: what must be the same in a translation."""


class Found(NamedTuple):
    """A placeholder: its key, its type letter ("" where it has none), [start, end), its text."""

    key: Key
    type: str
    start: int
    end: int
    text: str

    @property
    def unnamed(self) -> bool:
        """Whether nothing but its place says which argument it is."""
        return self.text == "{}" or (self.key[0] == "printf" and "$" not in self.text)


MAY_BE = re.compile(r"[%{$&]")
"""What every text with a placeholder has."""
_PERCENT = r"""
    %% |
    (?P<python>%\((?P<python_name>[^()\s]+)\)[-+\#0]*\d*(?:\.\d+)?(?P<python_type>[A-Za-z])) |
    (?P<ruby>%\{(?P<ruby_name>[\w.\-]+)\}) |
    (?P<angle>%<(?P<angle_name>\w+)>[-+\#0]*\d*(?:\.\d+)?[a-zA-Z]) |
    (?P<numbered>%(?P<numbered_name>\d+)\$[-+\#0']*\d*(?:\.\d+)?(?P<numbered_type>
        (?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfgGcsp@])) |
    (?P<percent>%(?P<percent_name>[A-Za-z][A-Za-z_]\w*)%(?!\w)) |
    (?<!%)(?:
        (?P<printf>%(?![1-9](?:x|[a-z]{3}))[-+\#0']*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?(?P<printf_type>
            (?:hh|h|ll|l|L|q|j|z|t)?[diouxX]|l?[scn]|L?[eEfgG]|[p@])) |
        (?P<place>%L?(?P<place_name>[1-9](?:(?<!\w%\d)\d)?)(?!\.?\d|\$)))
"""
_BRACES = r"""
    (?P<double>\{\{\s*(?P<double_name>[A-Za-z_][\w.\-]*)\s*\}\}) |
    (?P<dollar>\$\{(?P<dollar_name>[A-Za-z_][\w.:\-]*)\}) |
    (?P<hash>\#\{(?P<hash_name>[A-Za-z_@][\w.]*)\}) |
    (?<![\\^_{])(?<!\\x)(?P<brace>\{(?P<brace_name>(?:[A-Za-z_][\w.]*(?:\[\w+\])*|\d+(?:[.\[][\w.\]]+)?|))
        (?:![rsa])?(?::[^{}\s]*|,-?\d+(?::[^{}]*)?|,\s*(?:number|date|time|choice)[^{}]*)?\})(?!\}|[a-z]{3})
"""
_SIGNS = r"""
    (?P<between>\$(?P<between_name>[A-Za-z_]\w*)\$) |
    (?P<entity>&(?P<entity_name>[A-Za-z][\w.\-]*);)
"""
_ANY = re.compile(rf"(?=[%{{$&\#])(?:{_PERCENT}|{_BRACES}|{_SIGNS})", re.VERBOSE | re.ASCII)
_NOT_PRINTF = re.compile(r"%[-_0^#E]?[ABDFHIMNRTUVWYZabhjklmryz](?![a-zA-Z])")
_TYPES = {"i": "d", "u": "d", **dict.fromkeys("eEgG", "f")}
_PERCENT_KINDS = frozenset(["python", "ruby", "angle", "numbered", "percent", "place", "printf"])
_BRACE_KINDS = frozenset(["double", "dollar", "hash", "brace"])
_KINDS_OF_FLAG = {
    **dict.fromkeys(("python-brace", "perl-brace", "csharp", "java"), _BRACE_KINDS),
    **dict.fromkeys(("qt", "kde", "kde-kuit", "ycp", "smalltalk"), frozenset(["place"])),
    "qt-plural": frozenset(["printf"]),
    "sh": frozenset(["dollar", "between"]),
    "scheme": frozenset[str](),
}
"""The kinds that a format flag speaks of, where it is not those with a %."""


def kinds_of_flag(kind: str) -> frozenset[str]:
    """Return the kinds of placeholders that the parser of a flag reads.

    >>> "brace" in kinds_of_flag("c"), "printf" in kinds_of_flag("c")
    (False, True)
    """
    return _KINDS_OF_FLAG.get(kind, _PERCENT_KINDS)


@lru_cache(maxsize=256)
def found(text: str, source: str = "") -> tuple[Found, ...]:
    """Return the placeholders of a text in order; a date like `%d.%m.%Y` has none.

    `source` is what the text translates: it says whether that is a date.

    >>> [each.text for each in found("%(name)s has {count} of %1$d, 100% sure, 5 %-ный")]
    ['%(name)s', '{count}', '%1$d']
    """
    if MAY_BE.search(text) is None:
        return ()
    date = _NOT_PRINTF.search(source or text) is not None
    return tuple(_all(text, date=date))


def _all(text: str, *, date: bool) -> Iterator[Found]:
    count = {"printf": 0, "brace": 0}
    end = 0
    for match in _ANY.finditer(text):
        kind = match.lastgroup
        if kind is None or not _is_one(match, kind, end, date=date):
            continue
        end = match.end()
        name = match[f"{kind}_name"] or "" if kind != "printf" else ""
        if kind in count and not name:
            name = str(count[kind] + (kind == "printf"))
            count[kind] += 1
        letter = match[f"{kind}_type"] or "" if kind in _TYPED else ""
        key = ("printf" if kind == "numbered" else kind, name)
        yield Found(key, _TYPES.get(letter, letter), match.start(), end, match[0])


def _is_one(match: re.Match[str], kind: str, end: int, *, date: bool) -> bool:
    """Whether a match is a placeholder: no part of a date, of “100%-owned”, no character of HTML.

    `end` is where the placeholder before it ends, whose digits are no number before a %.
    """
    if kind == "entity":
        return f"{match['entity_name']};" not in html5
    if kind in {"printf", "percent"} and date:
        return False
    if kind == "printf" and not match[0][1].isalnum():
        number = _NUMBER.search(match.string, max(0, match.start() - 2), match.start())
        word = match[0][1:-1] == "-" and match.string[match.end() :][:2].isalpha()
        return not word and (number is None or number.start() < end)
    return True


_TYPED = frozenset(["python", "numbered", "printf"])
_NUMBER = re.compile(r"\d[ \u00a0]?\Z")
