"""The letter ґ, which official Belarusian orthography does not have.

The alphabet of the official rules writes г for both sounds; ґ is of Taraškievica and Ukrainian. It
is off by default: some publishers keep it.

Wrong: ґанак
Right: ганак
Fix: unsafe: г
Equivalents: pofilter validchars; MQM Spelling
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.names.forms import replaced
from tm.checks.orthography.official import official_sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]

_WORD = re.compile(r"\w*[ґҐ]\w*")
_TO_GE = str.maketrans("ґҐ", "гГ")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the words with ґ."""
    del context
    for side in official_sides(subject):
        if "ґ" in side.plain or "Ґ" in side.plain:
            for match in _WORD.finditer(side.plain):
                better = match[0].translate(_TO_GE)
                message = f"official orthography has no ґ: “{better}”"
                yield replaced(subject, side, match.span(), message, better, safe=False)


RULE = UnitRule("orthography/ge", "info", check, ("be",))
