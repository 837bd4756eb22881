"""ў where no vowel is before it: after a comma, a colon or a dash, and after a consonant.

The preposition ў after a consonant is orthography/short-u-preposition. After a full stop a small ў
follows an abbreviation (2020 г. ў) and is left alone, and so is a translation that begins with a
small letter because it is put into another text.

Wrong: Калі, ў рэшце рэшт, ён ўсё ведае
Right: Калі, у рэшце рэшт, ён усё ведае
Fix: safe
Equivalents: MQM Spelling
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.names.forms import replaced
from tm.checks.orthography.official import after_consonant, official_sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]

_WRONG = re.compile(
    r"ў(?:(?<=[,;:–—][ \u00a0]ў)|(?<=[бвгґджзйклмнпрстфхцчшьўБВГҐДЖЗЙКЛМНПРСТФХЦЧШЬ]ў)|"
    r"(?<=[бвгґджзйклмнпрстфхцчшь]['’-]ў))"
)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the ў that should be у."""
    del context
    for side in official_sides(subject):
        if "ў" not in side.plain:
            continue
        for word, span in after_consonant(side.plain):
            if word != "ў":
                message = f"“{word}” after a consonant: “у{word[1:]}”"
                yield replaced(subject, side, span, message, f"у{word[1:]}", safe=True)
        for match in _WRONG.finditer(side.plain):
            message = "ў after a mark or a consonant: у"
            yield replaced(subject, side, match.span(), message, "у", safe=True)


RULE = UnitRule("orthography/short-u-wrong", "warning", check, ("be",))
