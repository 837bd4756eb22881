"""A hyphen between two numbers of a range, where a dash belongs: 5-6 дней, 1990-1995.

Only before a word or after a year, and only where the second number is the greater one, so that
scores, telephone numbers and dates (2020-06-12) are left alone.

Wrong: 5-6 дней
Right: 5–6 дней, счёт 2-1, 2020-06-12, 18-летний
Fix: unsafe, –
Equivalents: pology check-rules; MQM Locale convention
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.punctuation.sides import LANGS, edited, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]

_RANGE = re.compile(
    r"(?<![\w.,:/–-])(\d{1,4})-(\d{1,4})(?=[ \u00a0]?(?:[\u0400-\u04FF%]|$|[,.)](?!\w)))"
)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the ranges of numbers with a hyphen."""
    del context
    for side in told(subject):
        if "-" in side.plain:
            for found in _RANGE.finditer(side.plain):
                if int(found[1]) < int(found[2]):
                    at = found.end(1)
                    message = f"“{found[0]}”: a range is written with –"
                    yield edited(subject, side, (at, at + 1), message, "–", safe=False)


RULE = UnitRule("typography/range", "info", check, LANGS)
