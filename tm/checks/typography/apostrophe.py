"""Both apostrophes, ' and ’, inside the words of one Belarusian file.

Either is right (аб'ява, аб’ява); with both in one file no search finds all forms of a word. The
rarer one is told.

Wrong: аб'ява, аб’явы and сям’я in one file
Right: аб’ява, аб’явы
Fix: safe, the commoner one
Equivalents: MQM Locale convention
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule
from tm.checks.punctuation.sides import edited
from tm.checks.typography.minority import places, rarer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File, Problem

__all__ = ["RULE"]

_APOSTROPHE = re.compile(r"(?<=[\u0400-\u04FF])['’](?=[\u0400-\u04FF])")


def check(file: File, context: Context) -> Iterator[Problem]:
    """Yield the apostrophes that are the rarer in the file."""
    del context
    found, common = rarer(places(file, _APOSTROPHE, lambda match: match[0], "be"))
    for place in found:
        message = f"“{place.way}” beside “{common}” in other words of this file"
        yield edited(place.subject, place.side, place.span, message, common, safe=True)


RULE = DocumentRule("typography/apostrophe", "info", check)
