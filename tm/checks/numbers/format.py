"""A decimal point or a thousands comma in a Russian or Belarusian text.

English writes 1.5 and 5,000 where Russian and Belarusian write 1,5 and 5 000. Versions, sections,
times and dates have points of their own, so that a point is told only where the source has the same
number before a per cent sign, a scale or a unit.

Wrong: “Prices rose 1.5%.” — «Цены выросли на 1.5 %.»
Wrong: “5,000 people” — «5,000 чалавек»
Right: “Python 3.8 has 5,000 users.” — «У Python 3.8 5000 карыстальнікаў.»
Fix: safe: a comma for the point. Unsafe: a no-break space for the comma (an example may need it).
Equivalents: pofilter numbers (which wants the English format), MQM number-format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_POINT = re.compile(r"(?<![\w.,])\d+\.\d+(?![\w.])")
_COMMA = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,]|\.\d)")
_CERTAIN = (
    r"(?:\s?%|\s?(?:bn|per\s?cent|percent(?:age)?|million|billion|trillion|thousand|miles?|km|kg"
    r"|mph|feet|inches|pounds|met(?:re|er)s|cm|mm|degrees|hours|points|tonnes|acres|hectares)\b)"
)
_ANY = re.compile(r"\d[.,]\d")


def check(subject: Subject, context: Context) -> list[Problem]:
    """Return the numbers in English format."""
    del context
    return [
        problem
        for target in subject.targets
        if _ANY.search(target.plain)
        for problem in (*_points(subject, target), *_commas(subject, target))
    ]


def _points(subject: Subject, target: Side) -> list[Problem]:
    source = subject.source_of(target).plain
    return [
        _problem(subject, target, found, found.group().replace(".", ","), safe=True)
        for found in _POINT.finditer(target.plain)
        if re.search(rf"(?<![\w.,]){re.escape(found.group())}{_CERTAIN}", source)
    ]


def _commas(subject: Subject, target: Side) -> list[Problem]:
    source = subject.source_of(target).plain
    return [
        _problem(subject, target, found, found.group().replace(",", "\u00a0"), safe=False)
        for found in _COMMA.finditer(target.plain)
        if re.search(rf"(?<![\w.,]){re.escape(found.group())}(?![\d,])", source)
    ]


def _problem(
    subject: Subject, target: Side, found: re.Match[str], better: str, *, safe: bool
) -> Problem:
    message = f"“{found.group()}” is the English format"
    fix = Fix(safe, edits=(Edit(*found.span(), better),))
    return Problem(subject, target, found.span(), message, better, fix)


RULE = UnitRule("numbers/format", "info", check, ("ru", "be"))
