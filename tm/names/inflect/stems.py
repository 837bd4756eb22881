"""The words that a form may be a case of: inflection turned round, for names nobody registered."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from tm.names.inflect.paradigms import load, oblique
from tm.names.words import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.names.inflect.paradigms import Cell, Class, Language

__all__ = ["same_word", "stems"]

_SHORTEST_STEM = 2
_LONGEST_END = 5
# Classes whose plural is a family or a couple; the plural of other names would make Иванов of Иван.
_WITH_PLURAL = ("surname", "adjective")


class _Way(NamedTuple):
    """How the end of a form may have come about: its class, the end of the stem put back."""

    name: str
    of: Class
    stem_end: str
    nominative: str


@lru_cache(maxsize=1 << 15)
def stems(form: str, lang: str) -> frozenset[str]:
    """Return a key for every class and stem that may have this form.

    Two forms that share one may be cases of one word: `same_word` says so. The keys are only for
    comparing. A word of a language without classes is its own key.

    >>> "feminine:амерык" in stems("Амерыцы", "be") & stems("Амерыка", "be")
    True
    """
    language = load(lang)
    small = key(form, lang).lower()
    if language is None:
        return frozenset((small.removesuffix("'s"),))
    segments = small.split("-")
    options = [
        {f"none:{one}"} if 0 < at < len(segments) - 1 else _keys(one, language)
        for at, one in enumerate(segments)
    ]
    return frozenset("-".join(chosen) for chosen in product(*options))


def same_word(a: str, b: str, lang: str) -> bool:
    """Return whether two forms may be cases of one word.

    >>> same_word("Тихановской", "Тихановская", "ru"), same_word("Паўла", "Павел", "be")
    (True, True)
    >>> same_word("Тихановский", "Тихановская", "ru"), same_word("Иван", "Иванов", "ru")
    (False, False)
    """
    return not stems(a, lang).isdisjoint(stems(b, lang))


def _keys(word: str, language: Language) -> set[str]:
    return {f"{name}:{stem}" for name, stem in _stems(word, language)} | {f"none:{word}"}


def _stems(word: str, language: Language) -> Iterator[tuple[str, str]]:
    odd, odd_stem = language.words.get(word.capitalize(), ("", ""))
    if odd:
        yield odd, key(odd_stem, language.tag).lower()
    ways = _ways(language.tag)
    for cut in range(max(_SHORTEST_STEM, len(word) - _LONGEST_END), len(word) + 1):
        for name, one, stem_end, nominative in ways.get(word[cut:], ()):
            stem = word[:cut] + stem_end
            if one.stems or one.fits.search(stem + nominative):
                yield name, stem
    for one in language.classes:
        if one.stems and one.fits.search(word):
            yield one.id, oblique(word, one)


@cache
def _ways(lang: str) -> dict[str, tuple[_Way, ...]]:
    """Return, for every end of a form, how it may have come about."""
    language = load(lang)
    assert language is not None  # noqa: S101 - only called for a language that there is
    found: dict[str, dict[_Way, None]] = {}
    for one in language.classes:
        nominative = one.things[0].endings[0]
        for name, cell in _cells(one):
            for end, stem_end in _ends(cell, language.joins):
                found.setdefault(end, {})[_Way(name, one, stem_end, nominative)] = None
    return {end: tuple(ways) for end, ways in found.items()}


def _cells(one: Class) -> Iterator[tuple[str, Cell]]:
    """Yield the cells of a class that count, each with the name of the class.

    A word that only has a plural has one genitive: every way to form it is a class of its own, or
    Иван and Иванов would meet as genitives of Иваны.
    """
    first = one.things[0]
    cells = dict.fromkeys((*one.things, *one.persons))
    if first.number == "pl":
        for number, ending in enumerate(one.things[1].endings):
            for cell in cells:
                own = cell._replace(endings=(ending,)) if cell.case == "gen" else cell
                yield f"{one.id}-{number}", own
        return
    for cell in cells:
        counts = cell.number == "sg" or one.id.startswith(_WITH_PLURAL)
        if counts and cell.case != "voc" and not (cell == first and one.stems):
            yield one.id, cell


def _ends(cell: Cell, joins: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what an ending looks like on a word, and the end of the stem that it hides."""
    for ending in cell.endings:
        if ending.startswith("{}"):
            yield from ((letter + ending[2:], "") for letter in "зсцлнжчш")
            continue
        yield ending, ""
        for pair, put in joins.items():
            if pair[1] == ending[:1]:
                yield put + ending[1:], pair[0]
