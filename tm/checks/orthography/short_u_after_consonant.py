"""ў at the beginning of a word after a consonant, where official orthography has у.

The mirror of orthography/short-u. Careful texts have it often enough, mostly after an edit of the
word before it, that it is off by default. Abbreviations read by letters (КДБ ў) and words after
digits or Latin letters are left alone.

Wrong: Брат ў Мінску
Right: Брат у Мінску
Fix: safe
Equivalents: MQM Spelling
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.names.forms import replaced
from tm.checks.orthography.official import is_abbreviation, official_sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]

_OTHERS = "бвгґджзйклмнпрстўфхцчшьБВГҐДЖЗЙКЛМНПРСТЎФХЦЧШЬ"
_WORD = re.compile(
    rf"[ \u00a0](?:(?<=[{_OTHERS}].)|(?<=[{_OTHERS}][»”“\"].))ў(?=[ \u00a0\w])([\w’'-]*)"
)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the words that should begin with у."""
    del context
    for side in official_sides(subject):
        text = side.plain
        if " ў" not in text and "\u00a0ў" not in text:
            continue
        for match in _WORD.finditer(text):
            before, end = match.start(), match.end()
            if not is_abbreviation(text, before if text[before - 1].isalpha() else before - 1):
                better = f"у{match[1]}"
                message = f"“{text[before + 1 : end]}” after a consonant: “{better}”"
                yield replaced(subject, side, (before + 1, end), message, better, safe=True)


RULE = UnitRule("orthography/short-u-after-consonant", "info", check, ("be",))
