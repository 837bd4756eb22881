"""Adjectives and inhabitants of a place, for recognition.

A register asks for the keys of its places (`derived_keys`), a text's word for the keys that it may
have (`derived_from`): where they share one the word is made from the place. That is the same as
looking the word up in `derived`, without holding hundreds of words for every place.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tm.names.inflect.paradigms import load
from tm.names.words import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.names.inflect.paradigms import Derived

__all__ = ["derived", "derived_from", "derived_keys"]

_SOFT_END = "аеёиіоуыэюяйь"
_ADJECTIVE, _MAN, _WOMAN, _PEOPLE, _KNOWN = "a", "m", "w", "p", "k"
_SHORTEST_STEM = 2
_LONGEST_END = 5
# Ростов-на-Дону: what stands before makes the adjective.
_BEFORE_PREPOSITION = re.compile(r"-(?:на|над|под|пад)-.*")
_TWO_WORDS = re.compile(r"(\S{2,}?)(?:ая|яя|ий|ый|ое|ее|ае|яе|і|ы|ые|ие|ыя|ія) (\S+)")


def derived(word: str, lang: str) -> frozenset[str]:
    """Return adjectives and inhabitants of a place in all their forms, in small letters.

    Many that nobody uses are among them, every one as a compared key (`tm.names.words.key`). Empty
    for a language that is neither Russian nor Belarusian.

    >>> {"мінскі", "мінскага", "мінчанін"} <= derived("Мінск", "be")
    True
    >>> {"немецкий", "германского", "немцев"} <= derived("Германия", "ru")
    True
    """
    language = load(lang)
    if language is None:
        return frozenset()
    endings = _endings(language.derived)
    return frozenset(
        stem + ending
        for group, _, stem in (key_.partition(":") for key_ in derived_keys(word, lang))
        for ending in endings[group]
    )


@lru_cache(maxsize=1 << 10)
def derived_keys(word: str, lang: str) -> frozenset[str]:
    """Return the keys of the words made from a place: what comes before their endings.

    The name is given whole: “Новая Зеландия” has новозеландский, “Нью-Йорк” нью-йоркский.

    >>> derived_keys("Новая Зеландия", "ru") & derived_from("новозеландского", "ru")
    frozenset({'a:новозеландск'})
    """
    language = load(lang)
    if language is None:
        return frozenset()
    rules = language.derived
    known = frozenset(key(stem, lang) for stem in rules.known.get(key(word, lang), ()))
    found = _known(known)
    for start, last in _bases(key(word, lang).lower()):
        found |= {f"{group}:{start}{stem}" for group, stem in _stems(last, rules)}
    return frozenset(found)


def derived_from(text: str, lang: str) -> frozenset[str]:
    """Return the keys of `derived_keys` that a word of a text can come from.

    >>> "a:мінск" in derived_from("мінскага", "be")
    True
    """
    language = load(lang)
    if language is None:
        return frozenset()
    small = key(text, lang).lower()
    groups = _groups(language.tag)
    return frozenset(
        f"{group}:{small[:cut]}"
        for cut in range(max(_SHORTEST_STEM, len(small) - _LONGEST_END), len(small) + 1)
        for group in groups.get(small[cut:], ())
    )


def _bases(name: str) -> Iterator[tuple[str, str]]:
    """Yield what words are made from: a fixed start, and what takes the suffixes.

    >>> list(_bases("северная корея"))[1:3]
    [('северно', 'корея'), ('северно-', 'корея')]
    """
    words = re.split(r"[\s-]", _BEFORE_PREPOSITION.sub("", name))
    yield "", words[-1]
    two = _TWO_WORDS.fullmatch(name)
    if two:
        stem, noun = two.groups()
        for start in (stem, stem.removesuffix("н")):
            for link in "оа":
                yield start + link, noun
                yield f"{start}{link}-", noun
    elif "-" in name and len(words) > 1:
        yield "-".join(words[:-1]) + "-", words[-1]
        yield "".join(words[:-1]), words[-1]


def _stems(word: str, rules: Derived) -> Iterator[tuple[str, str]]:
    """Yield the stems of one word, each with the group of endings that it takes."""
    short = word.rstrip(_SOFT_END)
    bases = {short, word[:-1] if word[-1:] in _SOFT_END else word}
    bases |= {base[:-2] for base in bases if base.endswith(("ск", "цк"))}
    for group, suffixes in (
        (_ADJECTIVE, rules.adjective),
        (_MAN, rules.man),
        (_WOMAN, rules.woman),
        (_PEOPLE, rules.people),
    ):
        for base in bases:
            if len(base) >= _SHORTEST_STEM:
                yield from ((group, base + suffix) for suffix in suffixes)
    for pattern, put in rules.mutations:
        if re.search(pattern, short):
            yield _ADJECTIVE, re.sub(pattern, put, short)


def _known(stems: frozenset[str]) -> set[str]:
    adjectives = {stem for stem in stems if stem.endswith(("ск", "цк"))}
    people = stems - adjectives
    return {f"{_ADJECTIVE}:{stem}" for stem in adjectives} | {
        f"{group}:{stem}" for stem in people for group in (_MAN, _WOMAN, _PEOPLE, _KNOWN)
    }


def _endings(rules: Derived) -> dict[str, tuple[str, ...]]:
    return {
        _ADJECTIVE: rules.adjective_endings,
        _MAN: rules.man_endings,
        _WOMAN: rules.woman_endings,
        _PEOPLE: rules.people_endings,
        _KNOWN: rules.known_endings,
    }


@cache
def _groups(lang: str) -> dict[str, tuple[str, ...]]:
    """Return the groups that have an ending, by ending."""
    language = load(lang)
    found: dict[str, list[str]] = {}
    for group, endings in _endings(language.derived).items() if language else ():
        for ending in endings:
            found.setdefault(ending, []).append(group)
    return {ending: tuple(groups) for ending, groups in found.items()}
