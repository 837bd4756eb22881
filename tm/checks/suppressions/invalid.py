"""A suppression that does not say which rule, until which day, or why.

One without a reason or with a day that is none still suppresses what it names, so that nothing
turns up because of a slip; one that names no rule suppresses nothing.

Wrong: `# tm:ignore=names/missing`
Right: `# tm:ignore=names/missing the name is in the title`

Fix: none.

Equivalents: none.
"""

from __future__ import annotations

from tm.checks.base import RunRule

__all__ = ["RULE"]

RULE = RunRule("suppressions/invalid", "warning")
