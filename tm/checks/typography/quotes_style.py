"""English quotation marks in Russian or Belarusian text, where « » are expected.

Books and newspapers in both languages write « », and „ “ inside them. Only pairs around Cyrillic
text are told; what is in “ ” or " " inside « » gets „ “. Code (=, braces, an argument in quotation
marks) is left alone.

Wrong: газета "Звязда"
Wrong: фильм “Мир”
Right: газета «Звязда», «роман „Мы“»
Fix: safe, unless other quotation marks without a partner are near
Equivalents: pology fancy-quote; pofilter doublequoting; MQM Locale convention
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.punctuation.pairs import unpaired_quotes
from tm.checks.punctuation.sides import LANGS, told
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_PAIR = re.compile(
    r"(?<![\w=\\])(?:\"(?=[^\s\"])([^\"«»„“”\n]*[^\s\"«»„“”\\])\"|“([^\"«»„“”\n]+)”)(?!\w)"
)
_CODE = re.compile(r"[={}\\]|[(;&+] ?\"|\" ?[;&+]")
_CYRILLIC = re.compile(r"[\u0400-\u04FF]")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the pairs of English quotation marks around Cyrillic text."""
    del context
    for side in told(subject):
        if '"' in side.plain or "”" in side.plain:
            if _CODE.search(side.text):
                continue
            safe = not unpaired_quotes(side.plain)
            for found in _PAIR.finditer(side.plain):
                if _CYRILLIC.search(found[0]):
                    yield _problem(subject, side, found.span(), safe=safe)


def _problem(subject: Subject, side: Side, span: tuple[int, int], *, safe: bool) -> Problem:
    start, end = span
    before = side.plain[:start]
    opening, closing = "„“" if before.count("«") > before.count("»") else "«»"
    edits = Edit(start, start + 1, opening), Edit(end - 1, end, closing)
    better = f"{opening}{side.text[start + 1 : end - 1]}{closing}"
    message = f"{side.text[start]}…{side.text[end - 1]}: use {opening}…{closing}"
    return Problem(subject, side, span, message, better, Fix(safe, edits))


RULE = UnitRule("typography/quotes-style", "info", check, LANGS)
