"""The same mark twice, or two marks that exclude each other: “,,”, “..”, “,.”.

Legal are the ellipsis, a question or exclamation mark with two dots or another one (?.. !.. ?!),
and a comma after the full stop of an abbreviation. Where the source has the same two marks they
are meant: ranges, paths, operators.

Wrong: Он пришёл,, увидел и ушёл..
Right: Кто там?.. — Мы, т. е. я и др., пришли...
Fix: safe where a comma is doubled or the source ends with one full stop
Equivalents: pofilter endpunc, puncspacing; CheckMate UNEXPECTED_PATTERN; MQM Punctuation
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.punctuation.sides import LANGS, outside, reference, told
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_PAIR = re.compile(
    r"(?<![,;:.…?!])(?:,(?:[ ]?,)+|,[.;:]|;[,;.:]|:[,;.:]|[?][?]|!!|[.]{2}(?=\s|[»”\")]|$))"
    r"(?![.,;:?!\w])|(?<=\d),,(?=\d)"
)
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіў)»”"
_QUICK = re.compile(r"[,;:.?!][ ]?[,;:.?!]")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the pairs of marks that the source does not have."""
    del context
    for side in told(subject):
        if _QUICK.search(side.text):
            yield from _problems(subject, side)


def _problems(subject: Subject, side: Side) -> Iterator[Problem]:
    source = reference(subject, side)
    for found in _PAIR.finditer(side.text):
        if _stray(side, found) and found[0] not in source:
            first, last = found[0][0], found[0][-1]
            mark = first if first == last else ""
            message = f"“{found[0]}”: one mark too many"
            fix = _fix(side, found, mark, source) if mark else None
            yield Problem(subject, side, found.span(), message, mark, fix)


def _fix(side: Side, found: re.Match[str], mark: str, source: str) -> Fix:
    """Return the fix: one mark; two dots are no torn ellipsis where the source ends with one."""
    digit = side.text[found.end() : found.end() + 1].isdecimal()
    sure = mark == "," or (mark == "." and source.endswith(".") and ".." not in source)
    return Fix(sure and not digit, (Edit(*found.span(), mark),))


def _stray(side: Side, found: re.Match[str]) -> bool:
    """Whether a pair is after a word and is not a low quotation mark or part of markup."""
    start = found.start()
    before = side.text[start - 1 : start]
    if not before or not (before.isalnum() or before in ')»”"%'):
        return False
    return outside(side, start) and (found[0][0] not in ";:" or before in _CYRILLIC)


RULE = UnitRule("punctuation/doubled", "warning", check, LANGS)
