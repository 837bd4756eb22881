"""A translation that starts with a sign that spreadsheets take for a formula: = + - @.

A list of translations that is opened as CSV then runs the text as a formula. Text that starts so in
the source too is left alone.

Wrong: `Total` → `=Агулам`
Right: `-1 day` → `-1 дзень`
Fix: none.
Equivalents: Weblate prohibited_initial_character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the first characters that start a formula."""
    del context
    for target in subject.targets:
        first = target.text[:1]
        if first in ("=", "+", "-", "@") and subject.source_of(target).text[:1] != first:
            message = f"a text that starts with “{first}” is a formula in a spreadsheet"
            yield Problem(subject, target, (0, 1), message)


RULE = UnitRule("structure/initial-character", "info", check)
