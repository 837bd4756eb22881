"""A capital Ў at the beginning of a word.

In official orthography a proper name keeps its У after a vowel (ва Украіне, да Уладзіміра), and no
sentence begins with ў, so that a capital Ў stands in words of capitals only.

Wrong: яна была ва Ўкраіне
Right: яна была ва Украіне
Fix: safe
Equivalents: MQM Spelling
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.names.forms import replaced
from tm.checks.orthography.official import is_initial, official_sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]

_WORD = re.compile(r"(?<![\w’'-])Ў(?:([а-яёіў][\w’'-]*)|(?=[ \u00a0][\w’]?[а-яёіў]))")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the words that should begin with У."""
    del context
    for side in official_sides(subject):
        if "Ў" not in side.plain:
            continue
        for match in _WORD.finditer(side.plain):
            if match[1] or is_initial(side.plain, match.start()):
                better = f"У{match[1] or ''}"
                message = f"no word begins with a capital Ў: “{better}”"
                yield replaced(subject, side, match.span(), message, better, safe=True)


RULE = UnitRule("orthography/capital-short-u", "warning", check, ("be",))
