"""A number of the source that its translation does not have.

A changed figure is the costliest mistake of a translation. Digits, words, ordinals, scales,
centuries, clocks, dates and conversions count as the same number; a number in words in the source
demands nothing. Where one number is missing and one of the target is in excess, that one is told.

Wrong: “It cost $1.5m in 2019.” — «Это стоило 15 млн долларов в 2019 году.»
Right: “It cost $1.5m in 2019.” — «В 2019 году это стоило 1,5 миллиона долларов.»
Right: “At 3 p.m. 5,000 people came.” — «У 15:00 прыйшлі пяць тысяч чалавек.»
Fix: unsafe: the number of the source, where both are plain decimals.
Equivalents: pofilter numbers, l10n-lint numeric, CheckMate SUSPECT_NUMBER, MQM number.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.numbers.compare import differences
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")


def check(subject: Subject, context: Context) -> list[Problem]:
    """Return the numbers that were lost or changed."""
    del context
    return [
        _problem(subject, target, source.text[slice(*lost)], added)
        for target, source, difference in differences(subject)
        for lost, added in zip_longest(difference.lost, difference.added)
        if lost
    ]


def _problem(subject: Subject, target: Side, lost: str, added: tuple[int, int] | None) -> Problem:
    if added is None:
        message = f"the number “{lost}” is missing"
        return Problem(subject, target, (0, len(target.text)), message)
    found = target.text[slice(*added)]
    message = f"“{found}” where the source has “{lost}”"
    if not (_PLAIN.fullmatch(found) and _PLAIN.fullmatch(lost)):
        return Problem(subject, target, added, message)
    better = lost.replace(".", ",")
    edits = (Edit(*added, better),)
    return Problem(subject, target, added, message, better, Fix(safe=False, edits=edits))


RULE = UnitRule("numbers/changed", "warning", check, ("ru", "be"))
