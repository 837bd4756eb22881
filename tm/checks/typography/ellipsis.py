"""Three dots typed one by one where the source has the character …, or a text has both.

Either is right; one text, or a text and its source, should have one of them.

Wrong: Loading… → Загрузка...
Right: Loading... → Загрузка...
Fix: safe, …
Equivalents: Weblate ellipsis; MQM Locale convention
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.punctuation.sides import LANGS, edited, reference, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]

_DOTS = re.compile(r"(?<![./\\])\.\.\.(?![./\\])")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the three dots beside the character of an ellipsis."""
    del context
    for side in told(subject):
        if "..." in side.plain and ("…" in side.text or _one(reference(subject, side))):
            for found in _DOTS.finditer(side.plain):
                message = "three dots: use “…”"
                yield edited(subject, side, found.span(), message, "…", safe=True)


def _one(source: str) -> bool:
    """Whether the source has the character and no dots."""
    return "…" in source and "..." not in source


RULE = UnitRule("typography/ellipsis", "info", check, LANGS)
