"""A date in English order, or in figures with slashes.

Russian and Belarusian put the day before the month and write dates in figures with dots: 9 августа
2020, 09.08.2020. Of 08/09/2020 nobody knows which is the month.

Wrong: «августа 9, 2020»
Wrong: «08/09/2020»
Right: «9 жніўня 2020 года, 09.08.2020»
Fix: unsafe: the day before the month; none for slashes.
Equivalents: CheckMate SUSPECT_DATE_TIME, pology ru:fill-doc-date-kde, MQM date-format.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.numbers.numerals import language, months
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_DIGIT = re.compile(r"\d[,/]")
_SLASHES = re.compile(r"(?<![\w/.])\d{1,2}/\d{1,2}/\d{2,4}(?![\w/])")


@cache
def _month_first(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d )\b({months(lang)}) (\d{{1,2}}), (\d{{4}})\b", re.IGNORECASE)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the dates in another format."""
    del context
    for side in subject.sides:
        lang = language(side.lang)
        if lang in {"ru", "be"} and _DIGIT.search(side.plain):
            yield from _dates(subject, side, lang)


def _dates(subject: Subject, side: Side, lang: str) -> Iterator[Problem]:
    for found in _month_first(lang).finditer(side.plain):
        better = f"{found[2]} {found[1]} {found[3]}"
        fix = Fix(safe=False, edits=(Edit(*found.span(), better),))
        message = f"“{found.group()}” has the month before the day"
        yield Problem(subject, side, found.span(), message, better, fix)
    for found in _SLASHES.finditer(side.plain):
        yield Problem(subject, side, found.span(), f"“{found.group()}” is a date with slashes")


RULE = UnitRule("numbers/date-format", "info", check, ("ru", "be"))
