"""An ordinary space where a line must not break: № 5, т. д., Я. Купала, 2020 г.

A sign must stay with its number, initials with the surname and the parts of an abbreviation
together.

Wrong: № 5
Right: №\u00a05
Fix: safe, a no-break space
Equivalents: Weblate punctuation_spacing (for French); pology setUbsp (for French); MQM Locale
convention
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.punctuation.sides import LANGS, respaced, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]

_UPPER, _LOWER = "[А-ЯЁІЎ]", "[а-яёіў]"
_SPACE = re.compile(
    rf"(?<=[№§]) (?=\d)|(?<=\bт\.) (?=[дпке]\.)|(?<=\bг\.) (?=д\.)"
    rf"|(?<=\b{_UPPER}\.) (?={_UPPER}(?:\.|{_LOWER}))|(?<=\d{{4}}) (?=гг?\.)"
)
_QUICK = re.compile(r"[.№§] |\d{4} г")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the spaces after №, in abbreviations, after initials and before г."""
    del context
    for side in told(subject):
        if _QUICK.search(side.plain):
            for found in _SPACE.finditer(side.plain):
                message = "a no-break space belongs here"
                yield respaced(subject, side, found.span(), message, "\u00a0", safe=True)


RULE = UnitRule("typography/nbsp", "info", check, LANGS)
