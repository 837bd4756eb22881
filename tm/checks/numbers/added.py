"""A number in digits that is only in the translation.

Told where no number of the source is missing: otherwise it is `numbers/changed`. A number in words,
a century, a clock, a month and a conversion in the source all count.

Wrong: “He returned in May.” — «Он вернулся 5 мая 2021 года.»
Right: “The eighties began at noon.” — «80-е пачаліся а 12-й гадзіне.»
Right: “It is 130 miles long.” — «Протяжённость составляет 130 миль (209 км).»
Fix: none.
Equivalents: pofilter numbers, l10n-lint numeric, CheckMate SUSPECT_NUMBER, MQM number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.numbers.compare import differences

if TYPE_CHECKING:
    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> list[Problem]:
    """Return the numbers that the source does not have."""
    del context
    return [
        Problem(subject, target, span, f"the source has no “{target.text[slice(*span)]}”")
        for target, _, difference in differences(subject)
        if not difference.lost
        for span in difference.added
    ]


RULE = UnitRule("numbers/added", "warning", check, ("ru", "be"))
