"""Letters of another alphabet that look right: Latin i in Мiнск, Latin EC for ЕС.

The reader sees nothing, but no search, sort or hyphenation finds the word. A word that mixes both
alphabets is told when all letters of one have a look-alike in the other, so that slang such as
“SMSка” is not. A whole word of Latin look-alikes is told in a Cyrillic text where Cyrillic is
certain: a lower-case word such as “i” or “a” between Cyrillic words, capitals such as “OOH” that
the source does not have. Roman numerals are not.

Wrong: Мiнск, “Bіталь”, дрэвы i кветкі with Latin i and B
Right: Мінск, Віталь, дрэвы і кветкі
Fix: safe
Equivalents: pology check-rules (Latin beside Cyrillic); MQM Spelling
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.names.forms import replaced
from tm.names.detect.scripts import mixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_NOT_RUSSIAN = re.compile(r"[іІ]")  # what an i was meant for, nobody knows
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_TO_CYRILLIC = str.maketrans("aceiopxyABCEHIKMOPTXY", "асеіорхуАВСЕНІКМОРТХУ")
_BETWEEN = re.compile(
    r"(?<=[а-яёіў][ ,»”\u00a0])(?:(?<=,)|(?<=[^,]))[aciouy](?=[ \u00a0][«„“\"]?[а-яёіўА-ЯЁІЎ])"
)
_SMALL = re.compile(
    r"(?<![^\s«„“(])(?<![A-Za-z\d] )[acioy](?=[ \u00a0][«„“\"]?[а-яёіўА-ЯЁІЎ])"
)
_FIRST = re.compile(r"(?:\A|(?<=[.!?…] ))[ABCIKOY](?= [а-яёіў])")
_CAPITALS = re.compile(r"(?<![\w/&+.#@-])(?![IXCM]+\b)[ABCEHKMOPTXI]{2,}(?![\w/&+.#@-])")
"""Capitals, no Roman numeral, not part of a code or an address."""
_WORDS = {"be": "асіоу", "ru": "асоу"}
_CYRILLIC = re.compile(r"[а-яёіўА-ЯЁІЎ]{2}")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the words with both alphabets, and those in the wrong one."""
    del context
    for side in subject.sides:
        if not _LATIN.search(side.plain):
            continue
        for word, start, expected in mixed(side.plain):
            message = f"“{word}” mixes Latin and Cyrillic letters"
            sure = side.lang != "ru" or not _NOT_RUSSIAN.search(expected)
            better, span = expected if sure else "", (start, start + len(word))
            yield replaced(subject, side, span, message, better, safe=True)
        if side.lang in _WORDS and not side.name.startswith("source"):
            yield from _whole(subject, side)


def _whole(subject: Subject, side: Side) -> Iterator[Problem]:
    source = subject.source_of(side).text
    for pattern in (_SMALL, _FIRST, _CAPITALS):
        for match in pattern.finditer(side.plain):
            word = match[0]
            if _in_source(word, source) or not _CYRILLIC.search(side.plain):
                continue
            expected = word.translate(_TO_CYRILLIC)
            if len(word) > 1 or expected.lower() in _WORDS[side.lang]:
                message = f"“{word}” in Latin letters"
                yield replaced(subject, side, match.span(), message, expected, safe=True)


def _in_source(word: str, source: str) -> bool:
    """Whether the source has a word as a name of something; the articles a and A are not."""
    if word in {"a", "A", "I"}:
        return False
    return bool(re.search(rf"(?<![^\W_]){word}(?![^\W_])", source))


RULE = UnitRule("script/look-alike", "error", check)
