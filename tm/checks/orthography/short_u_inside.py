"""у after a vowel inside a word, where official orthography has ў.

ў follows a vowel inside a word (аўтар) and at its end (быў). Loans in -ум and -ус (кансорцыум,
радыус) and words that have their stress on у (Сеул, баул) keep у. Foreign names, which follow the
same rule, are orthography/name.

Wrong: аутар быу тут
Right: аўтар быў тут
Fix: unsafe: a rare loan may have its stress on у
Equivalents: MQM Spelling
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.names.forms import replaced
from tm.checks.orthography.inside import inside
from tm.checks.orthography.official import official_sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the words that should have ў."""
    del context
    for side in official_sides(subject):
        for word, start, better, name in inside(side.plain):
            if not name:
                span = start, start + len(word)
                message = f"“{word}”: ў after a vowel: “{better}”"
                yield replaced(subject, side, span, message, better, safe=False)


RULE = UnitRule("orthography/short-u-inside", "warning", check, ("be",))
