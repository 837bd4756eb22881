"""What rules on official orthography share: their sides, and matches with a fix."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tm.checks.script.varieties import variety

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Side, Subject

__all__ = ["after_consonant", "is_abbreviation", "is_initial", "official_sides"]

_CONSONANTS = "бвгґджзйклмнпрстўфхцчшьБВГҐДЖЗЙКЛМНПРСТЎФХЦЧШЬ"
_AFTER = re.compile(
    rf"[ \u00a0](?:(?<=[{_CONSONANTS}].)|(?<=[{_CONSONANTS}][»”“\"].))ў(?=[ \u00a0\w])[\w’'-]*"
)
_ENDS = ".!?…"
_OPENING = " \u00a0«„“\"'(–—-"


def official_sides(subject: Subject) -> Iterator[Side]:
    """Yield the sides in official Belarusian."""
    for side in subject.sides:
        if variety(side.lang) == "be":
            yield side


@lru_cache(maxsize=16)
def after_consonant(text: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    """Return the words that begin with ў after a consonant, and their spans.

    >>> after_consonant("Брат ў Мінску, КДБ ў Оршы, яны ўсе")
    (('ў', (5, 6)),)
    """
    if " ў" not in text and "\u00a0ў" not in text:
        return ()
    found: list[tuple[str, tuple[int, int]]] = []
    for match in _AFTER.finditer(text):
        before = match.start()
        if not is_abbreviation(text, before if text[before - 1].isalpha() else before - 1):
            found.append((match[0][1:], (before + 1, match.end())))
    return tuple(found)


def is_initial(text: str, start: int) -> bool:
    """Whether a word begins a sentence, where a capital says nothing.

    >>> is_initial("«Аўтар тут»", 1), is_initial("Так. – Але", 7), is_initial("У Оршы", 2)
    (True, True, False)
    """
    before = text[:start].rstrip(_OPENING)
    return not before or before[-1] in _ENDS or before[-1] == "\n"


def is_abbreviation(text: str, end: int) -> bool:
    """Whether the word before an offset is read by letters: ЗША, КДБ, class А.

    One capital is a word where it begins a sentence: А, І.

    >>> is_abbreviation("ЗША у", 3), is_abbreviation("А у", 1), is_abbreviation("клас А у", 6)
    (True, False, True)
    """
    start = end
    while start and (text[start - 1].isalnum() or text[start - 1] in "-’'"):
        start -= 1
    word = text[start:end]
    if len(word) == 1:
        return word.isupper() and not is_initial(text, start)
    return word[-2:].isupper() or any(map(str.isdigit, word))
