"""A translation that is much shorter than its source.

Russian and Belarusian sentences are about as long as English ones. A text of 40 characters or more
is told when it has less than 0.62 times its source's length, less 8: something was left out.

Wrong: “The talks ended in the evening, and both sides agreed to meet again next week.” → «Перамовы
скончыліся ўвечары.»
Right: «Перамовы скончыліся ўвечары, і бакі дамовіліся сустрэцца на наступным тыдні.»

Fix: none.

Equivalents: pofilter short; CheckMate TARGET_LENGTH; MQM omission.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.length.measure import LANGS, length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_LEAST = 40
_SHARE, _LESS = 0.62, 8


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the translations that are too short."""
    del context
    for side in subject.targets:
        source = subject.source_of(side)
        if len(source.text) < _LEAST or len(side.text) >= len(source.text) * _SHARE:
            continue
        theirs, ours = length(source.plain), length(side.plain)
        if theirs >= _LEAST and 0 < ours < theirs * _SHARE - _LESS:
            message = f"{ours} characters for the source's {theirs}: is something left out?"
            yield Problem(subject, side, (0, len(side.text)), message)


RULE = UnitRule("length/short", "warning", check, LANGS)
