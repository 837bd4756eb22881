"""Letters of another script that look like the right ones: Latin a in a Cyrillic word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tm.names.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Mixed", "mixed"]

_LATIN = "aceiopxyABCEHIKMOPTXY"
_CYRILLIC = "асеіорхуАВСЕНІКМОРТХУ"
"""Letters of Russian and Belarusian that look Latin, in pairs (facts: Unicode's confusables)."""
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_IS_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_IS_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_PARTS = re.compile(r"[^\-\u2010\u2011]+")
_APOSTROPHES = re.compile("['’ʼ`´]")
_INITIAL = re.compile(r"(?<!\w)(\w)\.[ \u00a0]?(?:\w\.[ \u00a0]?)?(?=(\w)\w)")


class Mixed(NamedTuple):
    """A word with a foreign letter, its offset, and how it should be written."""

    word: str
    start: int
    expected: str


def mixed(text: str) -> list[Mixed]:
    """Return the words whose letters of one script all have a look-alike in the other.

    A Latin name with a Cyrillic ending is no such word, and neither is one whose hyphen or
    apostrophe divides the scripts.

    >>> mixed("Мiнск, iPhone’ами, Wi-Fi-сетка, C. Тихановская")
    [Mixed(word='Мiнск', start=0, expected='Мінск'), Mixed(word='C', start=32, expected='С')]
    """
    if not (_IS_LATIN.search(text) and _IS_CYRILLIC.search(text)):
        return []
    return sorted((*_mixed_words(text), *_mixed_initials(text)), key=lambda found: found.start)


def _mixed_words(text: str) -> Iterator[Mixed]:
    for word in words(text):
        for part in _PARTS.finditer(word.text):
            expected = _mended(part.group())
            if expected:
                yield Mixed(part.group(), word.start + part.start(), expected)


def _mended(word: str) -> str:
    """Return a word in one script, or "" where it is, or where it cannot be."""
    if not (_IS_LATIN.search(word) and _IS_CYRILLIC.search(word)):
        return ""
    pieces = _APOSTROPHES.split(word)
    whole = all(bool(_IS_LATIN.search(p)) != bool(_IS_CYRILLIC.search(p)) for p in pieces)
    if whole and not (len(pieces[0]) == 1 and pieces[-1]):
        return ""
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    latin_left, cyrillic_left = len(_IS_LATIN.findall(cyrillic)), len(_IS_CYRILLIC.findall(latin))
    mended = [each for each, left in ((cyrillic, latin_left), (latin, cyrillic_left)) if not left]
    if not mended:
        return ""
    return max(mended, key=lambda each: sum(a == b for a, b in zip(each, word, strict=True)))


def _mixed_initials(text: str) -> Iterator[Mixed]:
    for match in _INITIAL.finditer(text):
        initial, follower = match.groups()
        if _IS_CYRILLIC.match(follower) and initial in _LATIN and initial.isupper():
            yield Mixed(initial, match.start(1), initial.translate(_TO_CYRILLIC))
        elif _IS_LATIN.match(follower) and initial in _CYRILLIC and initial.isupper():
            yield Mixed(initial, match.start(1), initial.translate(_TO_LATIN))
