"""The percent sign with a space in one place and without in another of the same file.

5 % is the rule of books, 5% that of most newspapers; one file should have one of them.

Wrong: 5 % и 7%
Right: 5% и 7%
Fix: safe, as the rest of the file; unsafe in code
Equivalents: MQM Locale convention
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule
from tm.checks.punctuation.sides import LANGS, edited
from tm.checks.typography.minority import places, rarer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File, Problem
    from tm.checks.typography.minority import Place

__all__ = ["RULE"]

_PERCENT = re.compile(r"(?<=\d)([ \u00a0\u202f]?)%(?![\w%(.*+#-]|\s\w?[a-z])")

_CODE = re.compile("[={}<>;]")


def check(file: File, context: Context) -> Iterator[Problem]:
    """Yield the percent signs that are written in the rarer way, language by language."""
    del context
    for lang in LANGS:
        found, _ = rarer(places(file, _PERCENT, _way, lang))
        for place in found:
            if not any(flag.endswith("-format") for flag in place.subject.unit.flags):
                yield _problem(place)


def _problem(place: Place) -> Problem:
    better = "%" if place.way == "with a space" else "\u00a0%"
    message = f"a percent sign {place.way}, unlike the rest of this file"
    sure = not _CODE.search(place.side.text)
    return edited(place.subject, place.side, place.span, message, better, safe=sure)


def _way(match: re.Match[str]) -> str:
    return "with a space" if match[1] else "without a space"


RULE = DocumentRule("typography/percent-space", "info", check)
