"""A suppression of something that is not found.

It would hide the next real error of that unit. Only suppressions of rules that have run are judged.

Wrong: `# tm:ignore=numbers/changed rounded on purpose` on a unit whose numbers agree.
Right: no suppression there.

Fix: none.

Equivalents: none.
"""

from __future__ import annotations

from tm.checks.base import RunRule

__all__ = ["RULE"]

RULE = RunRule("suppressions/unused", "warning")
