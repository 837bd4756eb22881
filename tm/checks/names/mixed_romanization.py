"""An English name by its Belarusian spelling among names by their Russian one, or the reverse.

Kalesnikava beside Kovalkova: each is right in a text that keeps to its system. Names of the
register are judged by the house policy instead.

Wrong: Kalesnikava beside Kovalkova and Lukashenko
Right: Kolesnikova beside Kovalkova and Lukashenko

Fix: none.

Equivalents: MQM inconsistency.
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
    """Yield the places of the names in the rarer system."""
    yield from problems(files, context, {"mixed-romanization"})


RULE = ProjectRule("names/mixed-romanization", "info", check)
