"""What tells Belarusian, Russian and Ukrainian apart: letters, their combinations, small words.

A word that the orthography of a language cannot have is evidence against that language. The tables
(`varieties.toml`) are made from the orthographies themselves: official Belarusian (the rules of
2008), Russian (the rules of 1956), Ukrainian (the orthography of 2019).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tm.checks.base import Side, Subject

__all__ = ["Variety", "Word", "as_quoted", "cyrillic_words", "foreign", "given", "table", "variety"]

_WORD = re.compile(r"[\u0400-\u04ff\u0306\u0308]+(?:['’ʼ\u0301][\u0400-\u04ff]+)*")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
_LANGUAGES = frozenset(("be", "ru", "uk"))


class Word(NamedTuple):
    """A word in lower case, and its offset in the text."""

    text: str
    start: int


class Variety(NamedTuple):
    """What a language cannot have: a pattern in a word, beginnings, endings and whole words."""

    name: str
    pattern: re.Pattern[str]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    words: frozenset[str]


@lru_cache(maxsize=64)
def variety(lang: str) -> str:
    """Return the language a tag means here: "be", "be-tarask", "ru", "uk", or "".

    >>> [variety(tag) for tag in ("be", "be-BY", "be-tarask", "be-Latn", "ru", "en")]
    ['be', 'be', 'be-tarask', '', 'ru', '']
    """
    first, *others = lang.lower().split("-")
    if first not in _LANGUAGES or "latn" in others:
        return ""
    return "be-tarask" if first == "be" and "tarask" in others else first


@cache
def table(name: str) -> Variety:
    """Return what cannot be in a language: "be", "be-tarask", "ru" or "uk"."""
    raw = tomllib.loads(files("tm.checks.script").joinpath("varieties.toml").read_text("utf-8"))
    row = raw[name]
    begins, ends, words = (row[key].split() for key in ("begins", "ends", "no"))
    pattern = re.compile("|".join(row["cannot"]))
    return Variety(row["name"], pattern, tuple(begins), tuple(ends), frozenset(words))


@lru_cache(maxsize=1 << 14)
def _cannot(word: str, name: str) -> bool:
    """Whether a language cannot have a word; words come again and again."""
    about = table(name)
    return bool(
        word in about.words
        or word.startswith(about.begins)
        or word[2:].endswith(about.ends)
        or about.pattern.search(word)
    )


@lru_cache(maxsize=16)
def cyrillic_words(text: str) -> tuple[Word, ...]:
    """Return the Cyrillic words of a text.

    >>> [word.text for word in cyrillic_words("Сям’я з Mінска")]
    ['сям’я', 'з', 'інска']
    """
    return tuple(Word(match[0], match.start()) for match in _WORD.finditer(_small(text)))


@lru_cache(maxsize=16)
def foreign(text: str, name: str) -> tuple[Word, ...]:
    """Return the words of a text that a language cannot have.

    >>> [word.text for word in foreign("Гэта что за жизнь", "be")]
    ['что', 'жизнь']
    """
    if not [word for word in _WORD.findall(_small(text)) if _cannot(word, name)]:
        return ()
    return tuple(word for word in cyrillic_words(text) if _cannot(word.text, name))


def _small(text: str) -> str:
    """Return a text in lower case, as long as it is: İ becomes two characters otherwise."""
    return text.replace("\u0130", "I").lower()


def as_quoted(text: str, word: Word, name: str) -> bool:
    """Whether a foreign word is in quotation marks, in a title or in foreign text.

    A title is one word that another language can have; text is foreign where half of its words
    are.

    >>> text = "газета «Известия», «гэта щука сказала, што ведае»"
    >>> [as_quoted(text, word, "be") for word in foreign(text, "be")]
    [True, False]
    """
    for match in _QUOTED.finditer(text):
        if match.start() < word.start < match.end():
            inside = cyrillic_words(match[0])
            if len(inside) == 1:
                other = "ru" if name != "ru" else "be"
                return match[0][1].isupper() and not foreign(match[0], other)
            return 2 * len(foreign(match[0], name)) >= len(inside)
    return False


def given(subject: Subject, side: Side, word: str) -> bool:
    """Whether the source has a word as it is: a name of a language, an example."""
    return not side.name.startswith("source") and word in subject.source_of(side).text
