"""A capitalised word with letters of two alphabets that look alike.

One Latin letter in a Cyrillic name (Мiнск) is invisible, and no search finds the name. A word is
reported when every letter of one alphabet has a look-alike in the other, so that slang such as
“SMSка” is not. The fix writes the word in one alphabet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.names.forms import replaced
from tm.names.detect.scripts import mixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_NOT_RUSSIAN = re.compile(r"[іІ]")  # what an i was meant for, nobody knows


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the words with both alphabets."""
    del context
    for side in subject.sides:
        for word, start, expected in mixed(side.plain):
            if word[0].isupper():
                message = f"“{word}” mixes Latin and Cyrillic letters"
                sure = side.lang != "ru" or not _NOT_RUSSIAN.search(expected)
                better, span = expected if sure else "", (start, start + len(word))
                yield replaced(subject, side, span, message, better, safe=True)


RULE = UnitRule("names/mixed-script", "error", check)
