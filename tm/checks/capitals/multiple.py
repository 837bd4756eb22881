"""A word with a second capital that has no business there: МІнск, ПрИвет.

The shift key was held too long. Words of an abbreviation and an ending (ЗШАшный, ИТшник), names of
one letter and a word (ВКонтакте) and of two words (ПриватБанк) are right, as is anything where the
source has such words too (TrackingCode).

Wrong: МІнск прывітаў гасцей.
Wrong: СКазал он ПрИвет.
Right: МГУшник зашёл ВКонтакте и в ПриватБанк.
Fix: unsafe, with one capital
Equivalents: Weblate multiple_capital; MQM Capitalization
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.punctuation.sides import LANGS, edited, reference, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Side, Subject

__all__ = ["RULE"]

_UPPER, _LOWER = "[А-ЯЁІЎ]", "[а-яёіў]"
_QUICK = re.compile(f"{_UPPER}(?<=\\w.){_LOWER}{{2}}")
_TWO = re.compile(rf"(?<![\w'’]){_UPPER}{{2}}{_LOWER}{{2,}}(?!\w)")
_INNER = re.compile(
    rf"(?<![\w'’]){_UPPER}?{_LOWER}*[бвгджзйклмнпрстфхцчшщў][АЕЁИОУЫЭЮЯІ]{_LOWER}{{2,}}(?!\w)"
)
_SOURCE_TWO = re.compile("[A-Z]{2}[a-z]")
_SOURCE_INNER = re.compile("[a-z][A-Z]")
_ENDING = re.compile(r"..(?:ш[нкі]|шч|ов[ец]|аў|іст|ист|изм|ізм)|ВК")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the words with a capital too many."""
    del context
    for side in told(subject):
        if _QUICK.search(side.plain):
            yield from _problems(subject, side)


def _problems(subject: Subject, side: Side) -> Iterator[Problem]:
    source = reference(subject, side)
    for words, meant in ((_TWO, _SOURCE_TWO), (_INNER, _SOURCE_INNER)):
        for found in words.finditer(side.plain):
            word = found[0]
            if not meant.search(source) and not _ENDING.match(word):
                better = word[0] + word[1:].lower()
                message = f"“{word}”: a capital too many"
                yield edited(subject, side, found.span(), message, better, safe=False)


RULE = UnitRule("capitals/multiple", "warning", check, LANGS)
