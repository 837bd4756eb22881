"""A capitalised word with letters of two alphabets that look alike.

One Latin letter in a Cyrillic name (Мiнск) is invisible, and no search finds the name. A word is
reported when every letter of the rarer alphabet has a look-alike in the other one, so that slang
such as “SMSка” is not. The fix writes the look-alikes in the word's own alphabet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, Rule
from tm.checks.names.forms import replaced
from tm.names.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.checks.base import Context, Subject

__all__ = ["RULE", "has_both", "in_one_script"]

# Letters that most typefaces draw alike (Unicode Technical Standard 39, confusables; facts).
_TO_CYRILLIC = str.maketrans("aceiopxyABCEHIKMOPTXYjs", "асеіорхуАВСЕНІКМОРТХУјѕ")
_TO_LATIN = {new: old for old, new in _TO_CYRILLIC.items()}
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_NOT_RUSSIAN = re.compile(r"[іІјѕ]")  # what an i was meant for, nobody knows


def check(subjects: Sequence[Subject], context: Context) -> Iterator[Problem]:
    """Yield the words with both alphabets."""
    del context
    subject = subjects[0]
    for side in subject.sides:
        if not has_both(side.plain):
            continue
        for word in words(side.plain):
            right = in_one_script(word.text, side.lang) if word.text[0].isupper() else ""
            if right:
                message = f"“{word.text}” mixes Latin and Cyrillic letters"
                sure = "" if side.lang == "ru" and _NOT_RUSSIAN.search(right) else right
                yield replaced(subject, side, (word.start, word.end), message, sure, safe=True)


def has_both(text: str) -> bool:
    """Whether a text has Latin letters and Cyrillic ones."""
    return bool(_LATIN.search(text) and _CYRILLIC.search(text))


def in_one_script(word: str, lang: str) -> str:
    """Return a word with its look-alikes in the word's own alphabet, "" where nothing is mixed.

    >>> in_one_script("Мiнск", "be"), in_one_script("Минск", "ru"), in_one_script("SMSка", "ru")
    ('Мінск', '', '')
    """
    if not has_both(word):
        return ""
    right = "-".join(_one_script(part, lang) for part in word.split("-"))
    return right if right != word else ""


def _one_script(part: str, lang: str) -> str:
    latin, cyrillic = len(_LATIN.findall(part)), len(_CYRILLIC.findall(part))
    if not latin or not cyrillic:
        return part
    if cyrillic < latin or (cyrillic == latin and lang.startswith("en")):
        right = part.translate(_TO_LATIN)
        return part if _CYRILLIC.search(right) else right
    right = part.translate(_TO_CYRILLIC)
    return part if _LATIN.search(right) else right


RULE = Rule("names/mixed-script", "error", "unit", check)
