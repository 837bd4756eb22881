"""Quotation marks in the source and none in the translation.

Translators drop the marks of irony, of titles and of direct speech (a dash may stand for them), so
that a reader must judge. Single quotation marks of the source are not looked at: they look as
apostrophes.

Wrong: the “old” law → старый закон
Right: the “old” law → «старый» закон
Fix: none
Equivalents: pofilter doublequoting; MQM Punctuation
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.punctuation.sides import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_HAS = re.compile(r"""["“”«»„]""")
_KEEPS = re.compile(r"""[\"“”«»„'’‘‹›`—–]""")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the translations without any, where the source has some."""
    del context
    for side in subject.targets:
        found = _HAS.search(subject.source_of(side).plain)
        if found and not _KEEPS.search(side.text):
            message = f"the source has “{found[0]}” and the translation nothing in its place"
            yield Problem(subject, side, (0, len(side.text)), message)


RULE = UnitRule("punctuation/lost-quotes", "info", check, LANGS)
