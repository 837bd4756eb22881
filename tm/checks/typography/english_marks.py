"""Quotation marks in a wrong pairing: ”слова”, “слова“, `слова', ,,слова''.

„слова“ is the pair of Russian and Belarusian inside « », “слова” the English one; ”слова” is
Swedish, “слова“ nobody's. The grave accent and commas stand for marks that a keyboard lacked.

Wrong: ”Звязда”
Wrong: `файл'
Right: «Звязда», „Мы“
Fix: safe, «…»
Equivalents: pofilter singlequoting, doublequoting; pology fancy-quote; MQM Locale convention
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.punctuation.sides import LANGS, told
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_INNER = r"(\b[^«»„“”\"'`\n,]*[\w.?!…%])"
_PAIR = re.compile(
    rf"(?<!\w)(?:(”){_INNER}(”)|(?<!„)(“){_INNER}(“)|(``?){_INNER}(''?)|(,,){_INNER}(''|[“”\"]))(?!\w)"
)
_QUICK = re.compile("[”“`]|,,")
_CYRILLIC = re.compile(r"[\u0400-\u04FF]")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the wrong pairs around Cyrillic text."""
    del context
    for side in told(subject):
        if _QUICK.search(side.plain):
            for found in _PAIR.finditer(side.plain):
                if _CYRILLIC.search(found[0]):
                    yield _problem(subject, side, found)


def _problem(subject: Subject, side: Side, found: re.Match[str]) -> Problem:
    opening, inner, closing = (group for group in found.groups() if group)
    start, end = found.span()
    edits = Edit(start, start + len(opening), "«"), Edit(end - len(closing), end, "»")
    fix = Fix("«" not in side.text and "„" not in side.text, edits)
    message = f"{opening}…{closing} is no pair of quotation marks"
    return Problem(subject, side, found.span(), message, f"«{inner}»", fix)


RULE = UnitRule("typography/english-marks", "info", check, LANGS)
