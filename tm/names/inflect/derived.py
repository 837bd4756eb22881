"""Adjectives and inhabitants of a place, for recognition."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tm.names.inflect.paradigms import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.names.inflect.paradigms import Derived

__all__ = ["derived"]

_SOFT_END = "аеёиіоуыэюяйь"


@lru_cache(maxsize=1 << 10)
def derived(word: str, lang: str) -> frozenset[str]:
    """Return adjectives and inhabitants of a place in all their forms, in small letters.

    Many that nobody uses are among them. A name of two or more words may be given whole; the
    words of its last part are made then. Empty for a language that is neither Russian nor
    Belarusian.

    >>> {"мінскі", "мінскага", "мінчанін"} <= derived("Мінск", "be")
    True
    >>> {"немецкий", "германского", "немцев"} <= derived("Германия", "ru")
    True
    """
    language = load(lang)
    if language is None:
        return frozenset()
    known = language.derived.known.get(word, ())
    last = re.split(r"[\s\-]", word)[-1].lower()
    return frozenset(_words(last, known, language.derived))


def _words(word: str, known: tuple[str, ...], rules: Derived) -> Iterator[str]:
    short = word.rstrip(_SOFT_END)
    bases = {short, word[:-1] if word[-1:] in _SOFT_END else word}
    bases |= {base[:-2] for base in bases if base.endswith(("ск", "цк"))}
    adjectives = {base + suffix for base in bases for suffix in rules.adjective}
    adjectives |= {stem for stem in known if stem.endswith(("ск", "цк"))}
    for pattern, put in rules.mutations:
        if re.search(pattern, short):
            adjectives.add(re.sub(pattern, put, short))
    yield from _ended(adjectives, rules.adjective_endings)
    for suffixes, endings in (
        (rules.man, rules.man_endings),
        (rules.woman, rules.woman_endings),
        (rules.people, rules.people_endings),
    ):
        yield from _ended({base + suffix for base in bases for suffix in suffixes}, endings)
    yield from _ended(set(known), (*_NOUN, *rules.man_endings, *rules.people_endings))
    yield from _ended({stem + "к" for stem in known}, rules.woman_endings)


# Endings of an inhabitant's word that is a bare stem: турок, француз, москвич, немка.
_NOUN = (*"ауеыиі", "ом", "ам", "ов", "аў", "ей", "ами", "амі", "ах", "ой", "ай", "ем")


def _ended(stems: set[str], endings: tuple[str, ...]) -> Iterator[str]:
    return (stem + ending for stem in stems for ending in endings)
