"""A word that stands twice in a row.

A slip of typing or of editing, easily overlooked at the end of a line. Emphasis and reduplication
are no slips (еле еле, вельмі вельмі), nor are three in a row (бла бла бла), words with punctuation,
a tag or a line break between them, and what the source repeats too (Дуран Дуран).

Wrong: Мы пайшлі на на рынак.
Right: Мы пайшлі на рынак; ледзь ледзь; так, так.

Fix: safe for prepositions and conjunctions, which never stand twice; unsafe for others.
Equivalents: Weblate duplicate; pofilter doublewords; CheckMate doubledWord; l10n-lint repeated;
pology check-rules (ru); MQM fluency/duplication.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.lang import primary
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject

__all__ = ["RULE"]

_TWICE = re.compile(
    r"(?<![\w’'ʼ.-])([^\W\d_]+(?:[-’'ʼ][^\W\d_]+)*)[ \u00a0\u202f](\1)(?![\w’'ʼ-])(?!\.\w)",
    re.IGNORECASE,
)
_ANY_TWICE = re.compile(r"\b([^\W\d_]+)\W+\1\b", re.IGNORECASE)

# Written apart for emphasis, or two words of one spelling: "вернуть его его владельцу".
_MAY_REPEAT = {
    "ru": frozenset(
        (
            *("еле", "чуть", "едва", "очень", "так", "вот", "да", "нет", "ну", "ой", "ай", "эй"),
            *("ага", "угу", "ха", "хе", "хи", "тук", "стоп", "что", "кто", "далеко", "давно"),
            *("долго", "скоро", "тихо", "быстро", "никогда", "его", "её", "ее", "их", "пока"),
        )
    ),
    "be": frozenset(
        (
            *("ледзь", "чуць", "вельмі", "дужа", "так", "вось", "ну", "ой", "ай", "эй"),
            *("ага", "угу", "ха", "хе", "хі", "тук", "стоп", "што", "хто", "далёка", "даўно"),
            *("доўга", "скора", "ціха", "хутка", "ніколі", "яго", "яе", "іх", "пакуль"),
        )
    ),
}
_NEVER_REPEAT = frozenset(
    (
        *("в", "во", "с", "со", "к", "ко", "на", "по", "от", "до", "из", "для", "при", "об", "про"),
        *("без", "через", "между", "перед", "под", "над", "и", "или", "чтобы", "если", "которая"),
        *("которые", "у", "ў", "з", "са", "па", "ад", "аб", "пры", "праз", "паміж", "перад", "пад"),
        *("і", "ці", "каб", "калі", "якая", "якія"),
    )
)
_MANY = 3


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the second of two equal words."""
    del context
    for side in subject.sides:
        words = side.plain.lower().replace("«", " ").split()
        if True in map(str.startswith, words[1:], words):
            yield from _repeated(subject, side)


def _repeated(subject: Subject, side: Side) -> Iterator[Problem]:
    for match in _TWICE.finditer(side.plain):
        second = match[2]
        word = second.lower()
        if word in _MAY_REPEAT[primary(side.lang)]:
            continue
        span = match.start(2), match.end(2)
        if side.text[match.start() : span[1]] != match[0] or _is_meant(subject, side, match):
            continue
        fix = Fix(word in _NEVER_REPEAT, (Edit(match.end(1), span[1], ""),))
        yield Problem(subject, side, span, f"“{second}” stands twice in a row", "", fix)


def _is_meant(subject: Subject, side: Side, match: re.Match[str]) -> bool:
    """Whether the source repeats a word as well, or the word stands there three times."""
    if side.name != "source" and _ANY_TWICE.search(subject.source_of(side).plain):
        return True
    near = side.plain[max(0, match.start() - len(match[0])) : match.end() + len(match[0])]
    return re.findall(r"\w+", near.lower()).count(match[1].lower()) >= _MANY


RULE = UnitRule("consistency/repeated-word", "warning", check, langs=("ru", "be"))
