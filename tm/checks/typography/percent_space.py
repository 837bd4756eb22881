"""The percent sign with a space in one place and without in another of the same file.

5 % is the rule of books, 5% that of most newspapers; one file should have one of them.

Wrong: 5 % и 7%
Right: 5% и 7%
Fix: safe, as the rest of the file
Equivalents: MQM Locale convention
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, Problem
from tm.checks.typography.minority import places, rarer
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File

__all__ = ["RULE"]

_PERCENT = re.compile(r"(?<=\d)([ \u00a0\u202f]?)%(?![\w%(.*+#-]|\s\w?[a-z])")


def check(file: File, context: Context) -> Iterator[Problem]:
    """Yield the percent signs that are written in the rarer way."""
    del context
    found, _ = rarer(places(file, _PERCENT, _way))
    for place in found:
        if not any(flag.endswith("-format") for flag in place.subject.unit.flags):
            start, end = place.span
            better = "%" if place.way == "with a space" else "\u00a0%"
            message = f"a percent sign {place.way}, unlike the rest of this file"
            fix = Fix(safe=True, edits=(Edit(start, end, better),))
            yield Problem(place.subject, place.side, place.span, message, better, fix)


def _way(match: re.Match[str]) -> str:
    return "with a space" if match[1] else "without a space"


RULE = DocumentRule("typography/percent-space", "info", check)
