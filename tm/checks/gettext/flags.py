"""Flags of a message that contradict each other or say nothing.

Two formats that share no placeholder (python-format and python-brace-format), a format and its
`no-` form, wrap and no-wrap, two ranges, a range that is empty or without a plural.

Wrong: `#, python-format, python-brace-format`; `#, range: 9..3`; `#, c-format, no-c-format`.
Right: the flag of the format that the program uses; `#, range: 3..9` on a message with a plural.

Fix: none.
Equivalents: i18nspector conflicting-message-flags, invalid-range-flag,
range-flag-without-plural-string.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File
    from tm.formats.po import Entry

__all__ = ["RULE"]

_RANGE = re.compile(r"range:\s*(\d+)\s*\.\.\s*(\d+)")
_FORMAT = re.compile(r"(no-|impossible-|possible-)?(.+)-format")
# The kind of placeholder of a format, by the manuals of the languages.
_LIKE = {
    "%d": "awk boost c elisp gcc-internal gfc-internal javascript librep lua objc object-pascal"
    " perl php python sh-printf tcl",
    "{0}": "csharp java python-brace",
    "{name}": "perl-brace python-brace",
    "%1": "kde kde-kuit qt smalltalk ycp",
    "%n": "qt-plural",
    "~A": "lisp scheme",
    "$name": "sh",
}
_KINDS: dict[str, set[str]] = {}
for _kind, _names in _LIKE.items():
    for _name in _names.split():
        _KINDS.setdefault(_name, set()).add(_kind)


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield the messages whose flags are at odds."""
    del context
    catalog = catalog_of(file)
    for entry in catalog.file.entries if catalog else ():
        if entry.flags and not entry.obsolete:
            for message in _faults(entry.flags, plural=entry.msgid_plural is not None):
                yield _problem(entry, message)


@lru_cache(maxsize=512)
def _faults(flags: tuple[str, ...], *, plural: bool) -> tuple[str, ...]:
    return (*_formats_at_odds(flags), *_bad_ranges(flags, plural=plural))


def _formats_at_odds(flags: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with the formats.

    >>> list(_formats_at_odds(("python-format", "python-brace-format")))
    ['the flags “python-format” and “python-brace-format” exclude each other']
    >>> list(_formats_at_odds(("c-format", "python-format", "no-kde-format")))
    []
    """
    for one, other in combinations(dict.fromkeys(flags), 2):
        first, second = _FORMAT.fullmatch(one), _FORMAT.fullmatch(other)
        if {one, other} == {"wrap", "no-wrap"} or (first and second and _exclude(first, second)):
            yield f"the flags “{one}” and “{other}” exclude each other"


def _exclude(one: re.Match[str], other: re.Match[str]) -> bool:
    if one[2] == other[2]:
        never = {"no-", "impossible-"}
        return (one[1] in never) != (other[1] in never)
    if one[1] or other[1]:
        return False
    kinds = _KINDS.get(one[2]), _KINDS.get(other[2])
    return kinds[0] is not None and kinds[1] is not None and not kinds[0] & kinds[1]


def _bad_ranges(flags: tuple[str, ...], *, plural: bool) -> Iterator[str]:
    """Yield what is wrong with the ranges.

    >>> list(_bad_ranges(("range: 5..2",), plural=True))
    ['“range: 5..2” is no range: write “range: 2..5” for the numbers from 2 to 5']
    """
    ranges = [flag for flag in flags if flag.startswith("range:")]
    for flag in ranges:
        found = _RANGE.fullmatch(flag)
        if found is None or int(found[1]) >= int(found[2]):
            better = "write “range: 2..5” for the numbers from 2 to 5"
            yield f"“{flag}” is no range: {better}"
    if ranges and not plural:
        yield f"“{ranges[0]}” on a message without a plural"
    if len({flag.replace(" ", "") for flag in ranges}) > 1:
        yield f"the flags “{ranges[0]}” and “{ranges[1]}” exclude each other"


def _problem(entry: Entry, message: str) -> EntryProblem:
    return EntryProblem(entry, "source", (0, len(entry.msgid)), message)


RULE = DocumentRule("gettext/flags", "warning", check)
