"""A translation of nothing but white space.

Every tool counts it as translated, and the reader sees nothing.

Wrong: “Minsk” → “ ”
Right: no translation, until there is one.

Fix: none.

Equivalents: pofilter blank; CheckMate EMPTY_TARGETSEG; MQM omission.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the blank translations."""
    del context
    for side in subject.targets:
        if side.text.isspace() and not subject.source_of(side).text.isspace():
            message = "the translation is white space"
            yield Problem(subject, side, (0, len(side.text)), message)


RULE = UnitRule("untranslated/blank", "error", check)
