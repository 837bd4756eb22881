"""Differences that turn a sentence round: numbers, negation, names, words of opposite sense."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from tm.checks.numbers.numerals import look_up
from tm.lang import primary
from tm.memory.diff import alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tm.memory.diff import Change, Words

    Names = Callable[[str], Counter[str]]

__all__ = ["Critical", "critical", "negations"]

_LANGUAGES = ("en", "ru", "be")
_CONTRACTED = frozenset(("'", "’", "ʼ"))
_STOPS = frozenset('.!?…:;"«»“”„()[]—–-•')
_SHORTEST_ROOT = 4


class Critical(NamedTuple):
    """A difference that must not be overlooked: its kind and the words."""

    kind: str
    reason: str


class _Cues(NamedTuple):
    negations: frozenset[str]
    pronouns: frozenset[str]
    prefixes: tuple[str, ...]
    sides: dict[str, frozenset[tuple[int, int]]]
    stems: tuple[str, ...]


@cache
def _cues(lang: str) -> _Cues | None:
    if lang not in _LANGUAGES:
        return None
    data = tomllib.loads((files("tm.memory") / "critical.toml").read_text("utf-8"))[lang]
    sides: dict[str, set[tuple[int, int]]] = {}
    for row, pair in enumerate(data["opposites"]):
        for side, words in enumerate(pair.split("/")):
            for word in words.split():
                sides.setdefault(word, set()).add((row, side))
    stems = sorted((word[:-1] for word in sides if word.endswith("*")), key=len, reverse=True)
    return _Cues(
        frozenset(data["negations"]),
        frozenset(data["pronouns"]),
        tuple(data["prefixes"]),
        {word: frozenset(places) for word, places in sides.items()},
        tuple(stems),
    )


@lru_cache(maxsize=1 << 14)
def _sides(word: str, lang: str) -> frozenset[tuple[int, int]]:
    """Return the pairs of opposites, and the side in each, that a word is on."""
    cues = _cues(lang)
    if cues is None:
        return frozenset()
    found = set(cues.sides.get(word, ()))
    for stem in cues.stems:
        if word.startswith(stem):
            found |= cues.sides[f"{stem}*"]
    return frozenset(found)


def critical(
    query: Words, match: Words, changes: Sequence[Change], lang: str, names: Names | None = None
) -> Iterator[Critical]:
    """Yield the critical differences between a query and a match in one language.

    `names` counts the registered names of a text by id.
    """
    own = [at for one in changes for at in range(one.start, one.end)]
    other = [at for one in changes for at in range(one.first, one.last)]
    if not own and not other:
        return
    base = primary(lang)
    new, old = [query.tokens[at] for at in own], [match.tokens[at] for at in other]
    checks = (
        _numbers(new, old, base),
        _negation(query, match, base),
        _opposites(new, old, base),
        _names(query, match, changes, base, names),
    )
    yield from (found for found in checks if found)


def _told(new: Iterable[str], old: Iterable[str]) -> str:
    return f"{' '.join(old) or '∅'} → {' '.join(new) or '∅'}"


@lru_cache(maxsize=1 << 14)
def _is_number(word: str, lang: str) -> bool:
    if any(char.isdigit() for char in word):
        return True
    said = look_up(word, lang) if lang in _LANGUAGES else None
    return said is not None and not said.compound and any(value != 1 for value in said.values)


def _numbers(new: Sequence[str], old: Sequence[str], lang: str) -> Critical | None:
    ours = [word for word in new if _is_number(word, lang)]
    theirs = [word for word in old if _is_number(word, lang)]
    return Critical("numbers", _told(ours, theirs)) if Counter(ours) != Counter(theirs) else None


def _negation(query: Words, match: Words, lang: str) -> Critical | None:
    cues = _cues(lang)
    for words in (cues.negations, cues.pronouns) if cues else ():
        ours, theirs = _negating(query, words), _negating(match, words)
        if len(ours) != len(theirs):
            return Critical("negation", _told(ours, theirs))
    return None


def _negating(text: Words, words: frozenset[str]) -> list[str]:
    """Return the tokens that are among these words; a single t only of a shortened word (don’t)."""
    if words.isdisjoint(text.known):
        return []
    tokens = text.tokens
    return [
        word
        for at, word in enumerate(tokens)
        if word in words and (word != "t" or (at > 1 and tokens[at - 1] in _CONTRACTED))
    ]


def negations(tokens: Sequence[str], lang: str) -> list[int]:
    """Return the places of the words of a text that negate.

    >>> negations(["ён", "не", "адказаў"], "be"), negations(["он"], "fr")
    ([1], [])
    """
    cues = _cues(primary(lang))
    words = cues.negations | cues.pronouns if cues else frozenset[str]()
    return [at for at, word in enumerate(tokens) if word in words]


def _opposites(new: Sequence[str], old: Sequence[str], lang: str) -> Critical | None:
    """Return words of opposite sense, or one that is another with a prefix that negates."""
    theirs = {place: other for other in old for place in _sides(other, lang)}
    for one in new if theirs else ():
        for row, side in _sides(one, lang):
            if (row, 1 - side) in theirs and (row, side) not in theirs:
                return Critical("opposite", _told([one], [theirs[row, 1 - side]]))
    return _prefixed(new, old, lang) or _prefixed(old, new, lang, turned=True)


def _prefixed(
    new: Sequence[str], old: Sequence[str], lang: str, *, turned: bool = False
) -> Critical | None:
    """Return a word of `new` that is one of `old` with a prefix that negates."""
    for one in new:
        for root in _roots(one, lang):
            for other in old:
                if other[0] == root[0] and _same_root(root, other):
                    pair = ([other], [one]) if turned else ([one], [other])
                    return Critical("opposite", _told(*pair))
    return None


@lru_cache(maxsize=1 << 14)
def _roots(word: str, lang: str) -> tuple[str, ...]:
    """Return what is left of a word after each prefix that negates: legal of illegal."""
    cues = _cues(lang)
    starts = [prefix for prefix in cues.prefixes if word.startswith(prefix)] if cues else []
    roots = (word[len(prefix) :] for prefix in starts)
    return tuple(root for root in roots if len(root) >= _SHORTEST_ROOT)


def _same_root(one: str, other: str) -> bool:
    return one == other or alike(one, other)


def _names(
    query: Words, match: Words, changes: Sequence[Change], lang: str, names: Names | None
) -> Critical | None:
    if names is not None:
        ours, theirs = names(query.plain), names(match.plain)
        if ours != theirs:
            return Critical("names", _told((ours - theirs).elements(), (theirs - ours).elements()))
    for change in changes:
        new = [query.raw[at] for at in range(change.start, change.end) if _is_name(query, at)]
        old = [match.raw[at] for at in range(change.first, change.last) if _is_name(match, at)]
        left = [word for word in new if not any(_same(word, other, lang) for other in old)]
        lost = [word for word in old if not any(_same(word, other, lang) for other in new)]
        if (left or lost) and not (query.titled or match.titled):
            return Critical("names", _told(left, lost))
    return None


def _same(word: str, other: str, lang: str) -> bool:
    one, two = word.lower(), other.lower()
    return one == two or (lang != "en" and alike(one, two))


def _is_name(text: Words, at: int) -> bool:
    """Whether a token has a capital where no sentence begins."""
    word = text.raw[at]
    if not word[0].isupper() or len(word) == 1:
        return False
    if at and text.raw[at - 1] not in _STOPS:
        return True
    return at + 1 < len(text.raw) and text.raw[at + 1][0].isupper() and len(text.raw[at + 1]) > 1
