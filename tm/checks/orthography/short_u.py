"""у at the beginning of a word after a vowel, where official orthography has ў.

у and ў take turns: у after a consonant, at the beginning and after a mark, ў after a vowel, also
through a closing quotation mark. Left alone are abbreviations read by letters (ЗША у, ЗША ў), words
after digits or Latin letters, proper names, and words that have their stress on у (урна, унія).

Wrong: Яна у Мінску і усё ведае
Right: Яна ў Мінску і ўсё ведае
Fix: safe
Equivalents: MQM Spelling
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import UnitRule
from tm.checks.names.forms import replaced
from tm.checks.orthography.official import is_abbreviation, official_sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Problem, Subject

__all__ = ["RULE"]

_VOWELS = "аеёіоуыэюяАЕЁІОУЫЭЮЯ"
_WORD = re.compile(
    rf"[ \u00a0](?:(?<=[{_VOWELS}].)|(?<=[{_VOWELS}][»”“\"].))у(?=[ \u00a0\w])([\w’'-]*)"
)
_STRESSED = re.compile(
    r"(?:рн[аыуе]|рнаў|рнай|рнам[іы]?|рнах|льтра\w*|ні[яіюй]|ніяй|нікум\w*|рду|нтэр\w*|"
    r"нцы[яіюй]|нцыяй|мбра\w*|дон\w*|х|й|га|гу|пс|мм[аыу])[-\w’']*\Z"
)
_LETTER_NAME = re.compile(r"(?i:літар|гук|клавіш|знак)\w*[»”“\"]?\Z")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the words that should begin with ў."""
    del context
    for side in official_sides(subject):
        text = side.plain
        if " у" not in text and "\u00a0у" not in text:
            continue
        for match in _WORD.finditer(text):
            before, end = match.start(), match.end()
            rest = match[1]
            vowel = before if text[before - 1].isalpha() else before - 1
            if _STRESSED.match(rest) or is_abbreviation(text, vowel):
                continue
            if not rest and _LETTER_NAME.search(text, max(0, before - 12), before):
                continue
            word = text[before + 1 : end]
            message = f"“{word}” after a vowel: “ў{rest}”"
            yield replaced(subject, side, (before + 1, end), message, f"ў{rest}", safe=True)


RULE = UnitRule("orthography/short-u", "warning", check, ("be",))
