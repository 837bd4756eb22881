"""A space before a comma, a full stop or a closing bracket, or after an opening one.

Russian and Belarusian put no space there, nor inside « ». A mark that starts a word is another
thing (.NET, .po, :smile:, ...), as are emoticons; where the source has such spaces, so it is
meant.

Wrong: Он пришёл , увидел и ушёл .
Wrong: газета « Звязда »
Right: Он пришёл, увидел и ушёл.
Right: Файлы .po и .mo, платформа .NET :)
Fix: safe, without the space; unsafe before a digit, or where “.” may be a folder
Equivalents: Weblate punctuation_spacing (for French); pofilter puncspacing; CheckMate
UNEXPECTED_PATTERN; MQM Whitespace
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.punctuation.sides import LANGS, outside, reference, respaced, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Side, Subject

__all__ = ["RULE"]

_SPACE = "[ \u00a0]+"
_END = '(?=[ \u00a0»”“"]|$)'
_WRONG = re.compile(
    rf"(?<=[^\W_]|[%)»”“]){_SPACE}([.?!](?=\))|[.?!:;,]{_END}|[,;](?=[^\W\d_])|,(?=[0-9])|[)»](?![\w(\[]))"
    rf"|(?<=[(«]){_SPACE}(?=[^\W_]|[«„])",
    re.MULTILINE,
)
_BEFORE = re.compile("[,.?!:;)»](?<=[ \u00a0].)")
_SPACED = re.compile("[ \u00a0][,.?!:;)»](?![^\\W_])")
_AFTER = re.compile("[(«][ \u00a0]")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the spaces on the wrong side of a mark."""
    del context
    for side in told(subject):
        if _BEFORE.search(side.text) or _AFTER.search(side.text):
            yield from _problems(subject, side)


def _problems(subject: Subject, side: Side) -> Iterator[Problem]:
    source = reference(subject, side)
    for found in _WRONG.finditer(side.text):
        mark, start = found[1] or "", found.start()
        before, after = side.text[start - 1], side.text[found.end() : found.end() + 1]
        formula = bool(mark) and after.isdecimal() and not before.isdecimal()
        meant = (_SPACED if mark else _AFTER).search(source)
        if not meant and not formula and outside(side, start - 1):
            better = f"{mark} " if mark in {",", ";"} and after.isalpha() else mark
            where = f"before “{mark}”" if mark else f"after “{before}”"
            sure = not (mark and after.isdecimal()) and not (mark == "." and before.isascii())
            yield respaced(subject, side, found.span(), f"a space {where}", better, safe=sure)


RULE = UnitRule("punctuation/space-before", "warning", check, LANGS)
