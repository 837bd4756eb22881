"""One name in two spellings, in a file or over the project, without a register.

Names are aligned over English, Russian and Belarusian by their consonants, and the case forms of
one spelling count as one; `tm names scan` tells more. Names of the register have rules of their
own. The measured precision is on the page on scanning.

Wrong: «Брнерс» once, «Бернерс» nine times
Right: one spelling

Fix: none.

Equivalents: Weblate inconsistent (whole strings only); MQM inconsistency.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, ProjectRule
from tm.checks.names.scanned import problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.checks.base import Context, File

__all__ = ["RULE"]


def check(files: Sequence[File], context: Context) -> Iterator[Problem]:
    """Yield the places of the rarer spelling."""
    yield from problems(files, context, {"variants", "typo", "mismatch"})


RULE = ProjectRule("names/inconsistent", "info", check)
