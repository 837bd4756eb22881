"""The first letters of a source and its translation, where both start with a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from tm.checks.base import Problem
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from tm.checks.base import Side, Subject

__all__ = ["Start", "changed", "problem"]

_START = re.compile(r"[\s«„“\"'‘’]*([^\W\d_])([^\W\d_]*)(?![\w(=:/\\.-])")
_CYRILLIC = re.compile(r"[\u0400-\u04FF]")


class Start(msgspec.Struct, frozen=True):
    """The first word of a translation, where it is, and whether the source's has a capital."""

    word: str
    at: int
    capital: bool


def changed(source: str, text: str) -> Start | None:
    """Return the first word of a text, where its first letter is of another case than the source's.

    None too where either starts with anything but a word, the translation with a Latin one, or the
    source with an abbreviation.

    >>> changed("The court", "суд")
    Start(word='суд', at=0, capital=True)
    >>> changed("apt failed", "apt не сработал"), changed("EU", "еўразвяз")
    (None, None)
    """
    wanted, found = _START.match(source), _START.match(text)
    if not wanted or not found or not _CYRILLIC.match(found[1]):
        return None
    capital = wanted[1].isupper()
    if capital == found[1].isupper() or wanted[2].isupper():
        return None
    return Start(found[1] + found[2], found.start(1), capital)


def problem(subject: Subject, side: Side, start: Start) -> Problem:
    """Return the problem of a first letter; its fix writes the other one."""
    first = start.word[0]
    better = first.upper() if start.capital else first.lower()
    what = "a small letter" if start.capital else "a capital"
    message = f"“{start.word}” starts with {what}, the source does not"
    fix = Fix(safe=False, edits=(Edit(start.at, start.at + 1, better),))
    return Problem(subject, side, (start.at, start.at + 1), message, better, fix)
