"""A Roman numeral typed with Cyrillic letters, or with letters of both alphabets.

ХІХ and XIX look alike, but no search and no screen reader takes the first for a number. It is so
common in Belarusian and Russian texts that it is off by default.

Wrong: у ХІХ стагоддзі, with Cyrillic letters
Right: у XIX стагоддзі
Fix: unsafe
Equivalents: MQM Locale convention: Number format
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.names.forms import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]

_NUMERAL = re.compile(r"(?<![\w.-])(?=[XVILCDM]*[ХІС])[ХІСXVILCDM]{2,}(?![^\W\d_])")
_ONE = re.compile(r"(?<![\w.] )(?<![\w.-])[ІХ](?=[ \u00a0]?(?:ст\.|век|стаг|в\.|кв|з’езд|съезд))")
_TO_LATIN = str.maketrans("ХІС", "XIC")
_LATIN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_ONLY_CYRILLIC = {"ХС", "СІ", "ІС", "СС", "ССІ", "ІХ"}
"""ІХ is also their in Belarusian, in capitals."""


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the numerals with Cyrillic letters."""
    del context
    for side in subject.sides:
        if "Х" not in side.plain and "І" not in side.plain:
            continue
        for match in (*_NUMERAL.finditer(side.plain), *_ONE.finditer(side.plain)):
            better = match[0].translate(_TO_LATIN)
            if match[0] not in _ONLY_CYRILLIC and _LATIN.match(better):
                message = f"“{match[0]}”: a Roman numeral with Cyrillic letters"
                yield replaced(subject, side, match.span(), message, better, safe=False)


RULE = UnitRule("script/roman-numerals", "info", check, ("be", "ru"))
