"""A foreign name spelled against Belarusian orthography: Роулет, Джерард, Райдер.

Names follow the same rules as words: ў after a vowel, э and ы after р, ж, ш and ч, no soft vowels
after д and т. Editors keep foreign spellings often enough that it is off by default.

Wrong: Роулет, Джерард
Right: Роўлет, Джэрард
Fix: unsafe, of ў
Equivalents: MQM Spelling
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.names.forms import replaced
from tm.checks.orthography.inside import inside
from tm.checks.orthography.official import official_sides
from tm.checks.script.foreign_words import foreign_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the names with у after a vowel and with a soft letter after a hard consonant."""
    del context
    for side in official_sides(subject):
        for word, start, better, name in inside(side.plain):
            if name:
                span = start, start + len(word)
                message = f"“{word}”: ў after a vowel: “{better}”"
                yield replaced(subject, side, span, message, better, safe=False)
    for found in foreign_words(subject, "hard-r", "hard-letters"):
        if not found.text.islower():
            hard, soft = found.letters[-2], found.letters[-1]
            yield found.problem(subject, f"“{found.text}”: {hard} is hard, no {soft} after it")


RULE = UnitRule("orthography/name", "info", check, ("be",))
