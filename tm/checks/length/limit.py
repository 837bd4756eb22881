"""A translation that is longer than the entry allows.

Weblate's flag `max-length:N`, in the line “#,” of an entry or after “flags:” in an extracted
comment, says how many characters there is room for.

Wrong: flag `max-length:10`, “Settings” → «Налады праграмы»
Right: «Налады»

Fix: none.

Equivalents: Weblate max-length; CheckMate absoluteMaxCharLength; MQM length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_FLAG = re.compile(r"max-length:(\d+)")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the translations that are too long for their place."""
    del context
    unit = subject.unit
    if not unit.flags and not unit.notes:
        return
    limit = _limit(subject)
    for side in subject.targets if limit else ():
        if len(side.text) > limit:
            message = f"{len(side.text)} characters where there is room for {limit}"
            yield Problem(subject, side, (limit, len(side.text)), message)


def _limit(subject: Subject) -> int:
    """Return the least limit that the flags and comments name, 0 for none."""
    notes = (note.text for note in subject.unit.notes if "flags:" in note.text)
    found = [int(m[1]) for text in (*subject.unit.flags, *notes) for m in _FLAG.finditer(text)]
    return min(found, default=0)


RULE = UnitRule("length/limit", "error", check)
