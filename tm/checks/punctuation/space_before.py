"""A space before a comma, a full stop or a closing bracket, or after an opening one.

Russian and Belarusian put no space there, nor inside « ». A mark that starts a word is another
thing (.NET, .po, :smile:, ...), as are emoticons; where the source has such spaces, so it is
meant.

Wrong: Он пришёл , увидел и ушёл .
Wrong: газета « Звязда »
Right: Он пришёл, увидел и ушёл.
Right: Файлы .po и .mo, платформа .NET :)
Fix: safe, without the space; unsafe before a digit
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
    rf"(?<=[^\W_]|[%)»”“]){_SPACE}([.?!](?=\))|[.?!:;,]{_END}|[,;](?=[^\W_])|[)»](?![\w(\[]))"
    rf"|(?<=[(«]){_SPACE}(?=[^\W_]|[«„])",
    re.MULTILINE,
)
_QUICK = re.compile("[ \u00a0][,.?!:;)»]|[(«][ \u00a0]")
_SPACED = re.compile("[ \u00a0][,.?!:;)»](?![^\\W_])")
_AFTER = re.compile("[(«][ \u00a0]")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the spaces on the wrong side of a mark."""
    del context
    for side in told(subject):
        if _QUICK.search(side.text):
            yield from _problems(subject, side)


def _problems(subject: Subject, side: Side) -> Iterator[Problem]:
    source = reference(subject, side)
    for found in _WRONG.finditer(side.text):
        mark = found[1]
        meant = (_SPACED if mark else _AFTER).search(source)
        if not meant and outside(side, found.start() - 1):
            yield _problem(subject, side, found.span(), mark or "")


def _problem(subject: Subject, side: Side, span: tuple[int, int], mark: str) -> Problem:
    """Return the problem; a comma before a letter gets its space, before a digit nobody knows."""
    before, after = side.text[span[0] - 1], side.text[span[1] : span[1] + 1]
    better = f"{mark} " if mark in {",", ";"} and after.isalpha() else mark
    where = f"before “{mark}”" if mark else f"after “{before}”"
    return respaced(subject, side, span, f"a space {where}", better, safe=not after.isdecimal())


RULE = UnitRule("punctuation/space-before", "warning", check, LANGS)
