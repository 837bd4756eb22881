"""No space after a comma or another mark between two words.

Only beside Cyrillic letters, so that numbers, times, addresses and code are left alone; a full
stop or a colon only where a lower-case word is before it and a capitalised one after, for names
are written so (Яндекс.Музыка). Where the source has the same mark inside a word, or the text has
several such marks, as a list for a program, they are meant.

Wrong: Он пришёл,увидел и ушёл.
Wrong: Ён прыйшоў.Яна пайшла.
Right: Он пришёл, увидел и ушёл.
Right: Сервис «Яндекс.Музыка» подорожал.
Fix: safe after a comma, otherwise unsafe: with a space
Equivalents: pofilter puncspacing; CheckMate UNEXPECTED_PATTERN; MQM Whitespace
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.punctuation.sides import LANGS, reference, respaced, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Side, Subject

__all__ = ["RULE"]

_QUICK = re.compile("[,;!?.:][а-яёіўА-ЯЁІЎ«(A-Za-z]")
_LOWER = "[а-яёіў]"
_TIGHT = re.compile(
    r"(?<=[\w)»])[,;](?=[а-яёіўА-ЯЁІЎ«])"
    f"|(?<={_LOWER}{{2}}),(?=[A-Za-z]{{2}})"
    f"|(?<={_LOWER}|[)»])[!?](?=[а-яёіўА-ЯЁІЎ«(])"
    f"|(?<={_LOWER}{{3}})[.:](?=[А-ЯЁІЎ]{_LOWER})"
)
_CAPITALISED = re.compile(r"\b[А-ЯЁІЎ][а-яёіў]*\Z")
_INSIDE = re.compile(r"[^\W\d_]([,.:;!?])\w")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the marks between two words without a space."""
    del context
    for side in told(subject):
        if _QUICK.search(side.plain):
            yield from _problems(subject, side)


def _problems(subject: Subject, side: Side) -> Iterator[Problem]:
    found = [each for each in _TIGHT.finditer(side.plain) if not _in_a_name(side.plain, each)]
    meant = set(_INSIDE.findall(reference(subject, side)))
    for each in found:
        mark = each[0]
        spaced = f"{mark} " in side.plain
        if (spaced or (len(found) == 1 and mark != ";")) and mark not in meant:
            message = f"no space after “{mark}”"
            yield respaced(subject, side, each.span(), message, f"{mark} ", safe=mark == ",")


def _in_a_name(text: str, found: re.Match[str]) -> bool:
    """Whether the word before a full stop or a colon is capitalised."""
    if found[0] not in ".:":
        return False
    word = text[max(0, found.start() - 40) : found.start()]
    return _CAPITALISED.search(word) is not None


RULE = UnitRule("punctuation/space-after", "warning", check, LANGS)
