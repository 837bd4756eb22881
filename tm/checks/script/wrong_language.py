"""A translation in another language: Russian in a Belarusian file, or the other way round.

A pasted column or a mistaken file name puts a whole text in the wrong place, and all letters look
right. Russian, Belarusian and Ukrainian are told apart by the words that cannot be in each; text
of one or two words is left to script/foreign-word and script/foreign-letter.

Wrong: “Эти документы подписали вчера вечером” in a Belarusian file
Right: “Гэтыя дакументы падпісалі ўчора ўвечары”
Fix: none
Equivalents: i18nspector language-disparity; MQM Accuracy: Untranslated
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.script.varieties import as_quoted, cyrillic_words, foreign, given, table, variety

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE", "other_language"]

_OTHERS = {
    "be": ("ru", "uk"),
    "be-tarask": ("ru", "uk"),
    "ru": ("be", "uk"),
    "uk": ("ru", "be"),
}
_WORDS = 3
_FOREIGN = 2
_SHARE = 0.1
"""Of the words of a text, how many cannot be in its language."""
_FIT = 3
"""How many times fewer of them cannot be in the other language."""


@lru_cache(maxsize=16)
def other_language(text: str, own: str) -> str:
    """Return the language that a text is in where it is not its own, or "".

    >>> other_language("Эти документы подписали вчера", "be"), other_language("Гэта ўсё", "be")
    ('ru', '')
    """
    bad = len(foreign(text, own))
    if bad < _FOREIGN:
        return ""
    number = len(cyrillic_words(text))
    if number < _WORDS or bad < _SHARE * number:
        return ""
    if bad == _FOREIGN and all(as_quoted(text, word, own) for word in foreign(text, own)):
        return ""
    best = min(_OTHERS[own], key=lambda other: len(foreign(text, other)))
    return best if _FIT * len(foreign(text, best)) <= bad else ""


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the sides in another language."""
    del context
    for side in subject.sides:
        own = variety(side.lang)
        if own and foreign(side.plain, own):
            other = other_language(side.plain, own)
            if other and not given(subject, side, side.text):
                names = table(other).name, table(own).name
                message = f"this is {names[0]}, not {names[1]}"
                yield Problem(subject, side, (0, len(side.text)), message)


RULE = UnitRule("script/wrong-language", "error", check, ("be", "ru", "uk"))
