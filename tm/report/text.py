"""Text for people: place and message, the line of the file with a caret, what is expected."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from tm.report.base import place, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.model import Finding
    from tm.report.base import Rendering

__all__ = ["render"]

_WIDTH = 96
"""Columns of a line that are shown."""
_COLORS = {"error": "31", "warning": "33", "info": "36"}


def render(given: Rendering) -> Iterator[str]:
    """Yield the findings, and the counts at the end where there is something to count."""
    for finding in given.findings:
        severity = _painted(finding.severity, _COLORS[finding.severity], given)
        message = visible(finding.message)
        yield f"{_painted(place(finding), '1', given)}: {severity}: {message} [{finding.rule}]\n"
        yield from _shown(finding, given)
        if finding.expected:
            fix = " (--fix)" if finding.fix and finding.fix.safe else ""
            yield f"      expected: {visible(finding.expected)}{fix}\n"


def _painted(text: str, code: str, given: Rendering) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if given.color else text


def _shown(finding: Finding, given: Rendering) -> Iterator[str]:
    """Yield the line of the file and a caret under the place."""
    lines = given.lines(finding.path)
    if not 0 < finding.line <= len(lines):
        return
    line, start = lines[finding.line - 1], max(finding.column - 1, 0)
    first = max(0, start - _WIDTH // 2) if len(line) > _WIDTH else 0
    cut = line[first : first + _WIDTH]
    before = line[first:start]
    there = len(finding.text.partition("\n")[0])
    under = line[start : min(start + max(there, 1), first + len(cut))]
    number = f"{finding.line:5} | "
    yield f"{number}{_plain(cut)}\n"
    caret = "^" * max(1, _columns(under))
    yield f"{' ' * (len(number) - 2)}| {' ' * _columns(before)}{_painted(caret, '32', given)}\n"


def _plain(text: str) -> str:
    """Return a text in which every character has the columns that `_columns` counts."""
    return "".join(" " if _control(char) else char for char in text)


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes (Unicode UAX 11; marks take none).

    >>> _columns("Мінск"), _columns("и\u0306"), _columns("中")
    (5, 1, 2)
    """
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs"}
