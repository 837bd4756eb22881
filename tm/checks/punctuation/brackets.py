"""A bracket without its partner, where those of the source pair.

( ), [ ] and { } are paired each by itself. The bracket of a list (1), а)) and emoticons need no
partner; and where the source has such a bracket too, it is meant.

Wrong: Дождь (и снег ожидается завтра.
Wrong: Сабор] у Полацку
Right: 1) дождь (и снег); 2) ветер :)
Fix: none
Equivalents: pofilter brackets; CheckMate UNEXPECTED_PATTERN; MQM Punctuation
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.punctuation.pairs import unpaired_brackets
from tm.checks.punctuation.sides import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_BRACKETS = re.compile(r"[()\[\]{}]")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the first bracket of each translation without a partner."""
    del context
    for side in subject.targets:
        if _BRACKETS.search(side.text):
            lost = unpaired_brackets(side.text)
            if lost and not unpaired_brackets(subject.source_of(side).text):
                span = lost[0].start, lost[0].start + 1
                message = f"“{lost[0].text}” without its partner; the source's brackets pair"
                yield Problem(subject, side, span, message)


RULE = UnitRule("punctuation/brackets", "warning", check, LANGS)
