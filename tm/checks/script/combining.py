"""A letter written as a base and a mark: и with U+0306 for й, у with U+0306 for ў.

Both look alike and mean the same to Unicode, but a search for “й” does not find the first. Files
copied from macOS have them. Nothing normalises a text unless it is asked to.

Wrong: “йон” with и and U+0306
Right: “йон”
Fix: safe
Equivalents: l10n-lint unicode-normalization
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.names.forms import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]

_MARKED = re.compile("[иИуУ]\u0306|[еЕіІ]\u0308")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the letters in two characters."""
    del context
    for side in subject.sides:
        if "\u0306" in side.plain or "\u0308" in side.plain:
            for match in _MARKED.finditer(side.plain):
                better = unicodedata.normalize("NFC", match[0])
                message = f"“{better}” written as a letter and a mark"
                yield replaced(subject, side, match.span(), message, better, safe=True)


RULE = UnitRule("script/combining", "info", check)
