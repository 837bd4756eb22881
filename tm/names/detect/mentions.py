"""Mentions: the capitalised words of a text, the parts of a hyphenated word each on its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Mention", "is_acronym", "mentions", "small_words"]

_LETTERS = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
_CAPITALISED = re.compile(
    rf"(?<![^\W_])(?<![^\W_]['’ʼ`´])(?![a-zà-öø-ÿа-џ\d]){_LETTERS}(?:['’ʼ`´]{_LETTERS})*"
)
_HYPHENS = "-\u2010\u2011"
_CLOSED = re.compile(r"[\w%)\]]")
_OPENERS = "\"'«“„”‘(["
_DASHES = "-–—"
_ABBREVIATION = re.compile(
    r"(?:^|[\s«“(\"-])(?:\w|[A-ZА-ЯЁІЎ]\w{1,3}|св|им|ім|г|вул|ул)\.[\s\u00a0]*$"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_SMALL = re.compile(r"(?<![\w'’ʼ])(?=[a-zà-öø-ÿа-яёіўїєґ])[^\W\d]+(?:['’ʼ][^\W\d]+)*")
_PRONOUNS = re.compile(
    r"(?:она|они|оно|его|её|ему|ней|н[её]м|нему|ними?|неё|него|нам[и]?|нас|вам[и]?|вас|эта|это|этот|эти"
    r"|тот|кто|что|яна|яно|яны|яго|яму|яе|нею|імі|гэт[аы]я?|гэтыя|хто|што|той|тая|тыя"
    r"|she|her|his|the[ymr]|their|this|that|these|those|who|what)",
    re.IGNORECASE,
)
_BEFORE = 20
"""How many characters before a word tell whether it starts a sentence."""
_SHORTEST = 3


class Mention(NamedTuple):
    """A capitalised word, `text[start:start + len(word)]`, without an English possessive.

    `first` says that it starts a sentence or a quotation, where a capital proves nothing.
    """

    word: str
    start: int
    first: bool


def is_acronym(word: str) -> bool:
    """Whether a word is in capitals, or has one where a name has none.

    >>> is_acronym("ООН"), is_acronym("MWPs"), is_acronym("Минск"), is_acronym("McDonald")
    (True, True, False, False)
    """
    return sum(map(str.isupper, word)) * 2 > len(word) or word[:2].isupper()


def mentions(text: str) -> list[Mention]:
    """Return the capitalised words of a text that can be names, acronyms left out.

    >>> [m.word for m in mentions("Mr. Hammel's friend saw New-York and the BBC.")]
    ['Hammel', 'New', 'York']
    """
    return list(_mentions(text))


def _mentions(text: str) -> Iterator[Mention]:
    for match in _CAPITALISED.finditer(text):
        name = match.group()
        if name.isascii():
            name = _POSSESSIVE.sub("", name)
        if len(name) >= _SHORTEST and name[0].isupper() and not is_acronym(name):
            if _PRONOUNS.fullmatch(name):
                continue
            start = match.start()
            yield Mention(name, start, not _is_part(text, start) and _starts(text, start))


def _is_part(text: str, start: int) -> bool:
    """Whether a hyphen joins what begins at an offset to a word before."""
    return start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalnum()


def _starts(text: str, start: int) -> bool:
    """Whether a sentence or a quotation begins at an offset."""
    before = text[max(0, start - _BEFORE) : start].rstrip()
    if not before or before[-1] in _OPENERS:
        return True
    if before[-1] in _DASHES:
        return not before[:-1].rstrip() or not _CLOSED.match(before[:-1].rstrip()[-1])
    if before[-1] in ".!?…:":
        return before[-1] != "." or not _ABBREVIATION.search(before)
    return False


def small_words(text: str) -> Iterator[str]:
    """Yield the words that are written small; the parts of a hyphenated word are words."""
    return (match.group() for match in _SMALL.finditer(text))
