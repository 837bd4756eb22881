"""The translation has a placeholder that the source has not.

The program does not know it: it crashes, or shows the bare `%s` or `{name}`.

Wrong: “Open the file” → “Адкрыць файл {name}”.
Right: “Адкрыць файл”.
Right: “50 percent off” → “зніжка 50%”.

Fix: none.
Equivalents: as placeholders/missing; CheckMate EXTRA_CODE; MQM addition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.placeholders.compare import difference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the placeholders that only a translation has."""
    del context
    for side in subject.targets:
        for each in difference(subject, side).extra:
            message = f"the source has no “{each.text}”"
            yield Problem(subject, side, (each.start, each.end), message)


RULE = UnitRule("placeholders/extra", "error", check)
