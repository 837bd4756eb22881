"""Letters of another alphabet that look right: Latin i in Мiнск, Latin EC for ЕС.

The reader sees nothing, but no search, sort or hyphenation finds the word. A word that mixes both
alphabets is told when all letters of one have a look-alike in the other, so that slang such as
“SMSка” is not. A whole word of Latin look-alikes is told in a Cyrillic text where Cyrillic is
certain: a small word such as “i” or “a” before a Cyrillic word, a preposition that begins a
sentence, and the abbreviations of the EU, the UN, NATO and a few more, unless the source has them.

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
_TOUCHING = re.compile(
    r"[A-Za-z\u00c0-\u024f](?:(?<=[\u0400-\u04ff'’ʼ`´.].)|(?<=\.\s.)|(?=[\u0400-\u04ff'’ʼ`´.]))"
)
"""A Latin letter that touches a Cyrillic one, an apostrophe or the full stop of an initial."""
_ALONE = re.compile(r"[acioyABCIKOEHMPT](?<![A-Za-z].)(?:(?![A-Za-z])|[A-Z]{1,3}(?![A-Za-z]))")
_TO_CYRILLIC = str.maketrans("aceiopxyABCEHIKMOPTXY", "асеіорхуАВСЕНІКМОРТХУ")
_SMALL = re.compile(r"(?<![^\s«„“(])(?<![A-Za-z\d] )[acioy](?=[ \u00a0][«„“\"]?[а-яёіўА-ЯЁІЎ])")
_FIRST = re.compile(r"(?:\A|(?<=[.!?…] ))[ABCIKO](?= [а-яёіў]{2})")
_CAPITALS = re.compile(
    r"(?<![\w/&+.#@-])(?:EC|OOH|AAH|HATO|HATA|KHP|MKC|BTO|PAH|BKC)(?![\w/&+#@-])"
)
"""Abbreviations of look-alikes only (ЕС, ООН, ААН, НАТО, НАТА …), not in a code or an address."""
_WORDS = {"be": "аіску", "ru": "авкосу"}
_NUMERAL = re.compile("[ХІСXIVLCDM]{2,}\\Z")  # of script/roman-numerals
_VARIABLE = re.compile(
    r"[а-яёіў][A-Z][a-z]?\Z|[А-ЯЁІЎ][a-z]+\Z|\A[a-z][А-ЯЁІЎ]{2}|\A[A-Z][А-ЯЁІЎ][а-яёіў]"
)
"""A name with a Latin variable or prefix: МассивX, ПРЕФИКСaa, cТЕГ, IИспользовано."""
_CYRILLIC = re.compile(r"[а-яёіўА-ЯЁІЎ]{2}")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the words with both alphabets, and those in the wrong one."""
    del context
    for side in subject.sides:
        plain = side.plain
        for word, start, expected in mixed(plain) if _TOUCHING.search(plain) else ():
            if _NUMERAL.match(word) or _variable(subject, side, word, start):
                continue
            message = f"“{word}” mixes Latin and Cyrillic letters"
            sure = side.lang != "ru" or not _NOT_RUSSIAN.search(expected)
            better, span = expected if sure else "", (start, start + len(word))
            yield replaced(subject, side, span, message, better, safe=True)
        if side.lang in _WORDS and not side.name.startswith("source") and _ALONE.search(plain):
            yield from _whole(subject, side)


def _whole(subject: Subject, side: Side) -> Iterator[Problem]:
    source = _source(subject, side)
    for pattern in (_SMALL, _FIRST, _CAPITALS):
        for match in pattern.finditer(side.plain):
            word = match[0]
            if _in_source(word, source) or not _CYRILLIC.search(side.plain):
                continue
            expected = word.translate(_TO_CYRILLIC)
            if len(word) > 1 or expected.lower() in _WORDS[side.lang]:
                message = f"“{word}” in Latin letters"
                yield replaced(subject, side, match.span(), message, expected, safe=True)


def _variable(subject: Subject, side: Side, word: str, start: int) -> bool:
    """Whether a letter is a variable (оси X. Ось; МассивX) or in a range ([a-zа-я])."""
    if len(word) == 1:
        source = _source(subject, side)
        return _in_source(word, source) or _in_source(word.lower(), source)
    return (
        bool(_VARIABLE.search(word))
        or side.text[start - 1 : start]
        == "-"
        == side.text[start + len(word) : start + len(word) + 1]
    )


def _source(subject: Subject, side: Side) -> str:
    return "" if side.name.startswith("source") else subject.source_of(side).text


def _in_source(word: str, source: str) -> bool:
    """Whether the source has a word as a name of something; the article a is not.

    >>> _in_source("C", "the C library"), _in_source("a", "a library"), _in_source("A", "class A")
    (True, False, True)
    """
    article = word in {"a", "I"} or (word == "A" and source.startswith("A "))
    return not article and bool(re.search(rf"(?<![^\W_]){word}(?![^\W_])", source))


RULE = UnitRule("script/look-alike", "error", check)
