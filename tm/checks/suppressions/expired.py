"""A suppression past its last day.

What was to be looked at again after a day is reported again from then on: look at it, then remove
the suppression or give it another day.

Wrong: `# tm:ignore=names/missing until=2020-09-01 the name is in the title` today.
Right: the same with a day to come, or no suppression.

Fix: none.

Equivalents: none.
"""

from __future__ import annotations

from tm.checks.base import RunRule

__all__ = ["RULE"]

RULE = RunRule("suppressions/expired", "warning")
