"""Differences that turn a sentence round: numbers, negation, names, words of opposite sense."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from tm.checks.numbers.numerals import look_up
from tm.lang import primary
from tm.memory.diff import alike

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tm.memory.diff import Change, Words

    Names = Callable[[str], Counter[str]]
    _Pair = tuple[Sequence[str], Sequence[str]]
    _Places = frozenset[tuple[int, int]]

__all__ = ["Critical", "critical", "negations"]

_LANGUAGES = ("en", "ru", "be")
_CONTRACTED = frozenset(("'", "’", "ʼ"))
_STOPS = frozenset('.!?…:;"«»“”„()[]—–-•')
_SIGNS = frozenset("-−–+")
_SHORTEST_ROOT = 4
_SHORTEST_TURNED = 3
_NOWHERE: _Places = frozenset()


class Critical(NamedTuple):
    """A difference that must not be overlooked: its kind and the words."""

    kind: str
    reason: str


class _Table:
    """Rows of words that exclude each other, side by side; "rise*" is every word that begins so."""

    def __init__(self, rows: Sequence[str], lang: str) -> None:
        words: dict[str, set[tuple[int, int]]] = {}
        stems: dict[str, set[tuple[int, int]]] = {}
        for row, sides in enumerate(rows):
            for side, part in enumerate(sides.split("/")):
                for word in part.split():
                    place = stems if word.endswith("*") else words
                    place.setdefault(_folded(word.rstrip("*"), lang), set()).add((row, side))
        self._words, self._stems, self._lang = words, stems, lang
        self.places = lru_cache(maxsize=1 << 14)(self._places)

    def _places(self, word: str) -> _Places:
        """Return the rows that a word is in, and its side in each."""
        word = _folded(word, self._lang)
        found = set(self._words.get(word, ()))
        for end in range(2, len(word) + 1):
            found |= self._stems.get(word[:end], set())
        return frozenset(found) or _NOWHERE


class _Cues(NamedTuple):
    """What critical.toml says of a language."""

    negations: frozenset[str]
    pronouns: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]
    measures: _Table
    opposites: _Table
    starters: frozenset[str]
    no_name: re.Pattern[str]
    verb: re.Pattern[str]


@cache
def _cues(lang: str) -> _Cues | None:
    if lang not in _LANGUAGES:
        return None
    text = (files("tm.memory") / "critical.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(text)[lang]
    pairs = [turn.split("/") for turn in data["turns"]]
    return _Cues(
        frozenset(data["negations"]),
        frozenset(data["pronouns"]),
        tuple(data["prefixes"]),
        tuple(data["suffixes"]),
        tuple(turn for one, other in pairs for turn in ((one, other), (other, one))),
        _Table(data["measures"], lang),
        _Table(data["opposites"], lang),
        frozenset(data["starters"].split()),
        re.compile(data["no-name"]),
        re.compile(data["verbs"]),
    )


def _folded(word: str, lang: str) -> str:
    """Return what spellings of one word share: Russian ё, Belarusian ў at the beginning.

    >>> _folded("тёплый", "ru"), _folded("ўвоз", "be"), _folded("тёплый", "be")
    ('теплый', 'увоз', 'тёплый')
    """
    if lang == "ru":
        return word.replace("ё", "е")
    return f"у{word[1:]}" if word[:1] == "ў" else word


def critical(
    query: Words, match: Words, changes: Sequence[Change], lang: str, names: Names | None = None
) -> Iterator[Critical]:
    """Yield the critical differences between a query and a match in one language.

    `names` counts the registered names of a text by id.
    """
    if not changes:
        return
    base = primary(lang)
    cues = _cues(base)
    pairs = [
        (query.tokens[one.start : one.end], match.tokens[one.first : one.last]) for one in changes
    ]
    new = [word for ours, _ in pairs for word in ours]
    old = [word for _, theirs in pairs for word in theirs]
    checks = (
        _numbers(query, match, changes, base) or _measures((*pairs, (new, old)), cues),
        _negation(query, match, changes, cues),
        _opposites((*pairs, (new, old)), base),
        _names(query, match, changes, base, names),
    )
    yield from (found for found in checks if found)


def _told(new: Iterable[str], old: Iterable[str]) -> str:
    return f"{' '.join(old) or '∅'} → {' '.join(new) or '∅'}"


# --- numbers ------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 14)
def _value(word: str, lang: str) -> str:
    """Return the number that a word is or says, "" for none; one and first are words like others.

    >>> _value("2020", "en"), _value("двухэтажный", "ru"), _value("дом", "ru")
    ('2020', '2', '')
    """
    if any(char.isdigit() for char in word):
        return word
    said = look_up(word, lang) if lang in _LANGUAGES else None
    values = [value for value in said.values if value != 1] if said else []
    return str(values[0]) if values else ""


def _numbers(query: Words, match: Words, changes: Sequence[Change], lang: str) -> Critical | None:
    ours = [at for one in changes for at in range(one.start, one.end)]
    theirs = [at for one in changes for at in range(one.first, one.last)]
    new = [(value, query.tokens[at]) for at in ours if (value := _number(query, at, lang))]
    old = [(value, match.tokens[at]) for at in theirs if (value := _number(match, at, lang))]
    if [value for value, _ in new] == [value for value, _ in old]:
        return None
    return Critical("numbers", _told((word for _, word in new), (word for _, word in old)))


def _number(text: Words, at: int, lang: str) -> str:
    """Return the number that a token is, with the minus for the token of its sign."""
    word = text.tokens[at]
    if word in _SIGNS:
        return word if _is_sign(text, at) else ""
    return _value(word, lang)


def _is_sign(text: Words, at: int) -> bool:
    """Whether a mark stands before a number and after a space: -5 °C, not 5-7."""
    spans = text.spans
    if at + 1 >= len(spans) or not text.tokens[at + 1][0].isdigit():
        return False
    return spans[at][1] == spans[at + 1][0] and (at == 0 or spans[at - 1][1] < spans[at][0])


def _measures(pairs: Sequence[_Pair], cues: _Cues | None) -> Critical | None:
    """Return other units, scales, currencies or days: what a number is of."""
    found = cues and _excluded(pairs, cues.measures)
    return Critical("numbers", found) if found else None


def _excluded(pairs: Sequence[_Pair], table: _Table) -> str:
    """Return the first two words that stand for each other and exclude each other, told."""
    places = table.places
    for new, old in pairs:
        theirs = {row: (side, word) for word in old for row, side in places(word)}
        sides = {place for word in old for place in places(word)}
        for word in new if theirs else ():
            for row, side in places(word):
                if row in theirs and (row, side) not in sides:
                    return _told([word], [theirs[row][1]])
    return ""


# --- negation -----------------------------------------------------------------------------------


def _negation(
    query: Words, match: Words, changes: Sequence[Change], cues: _Cues | None
) -> Critical | None:
    """Return words that negate, where a change has more of them on one side."""
    for words in (cues.negations, cues.pronouns) if cues else ():
        if words.isdisjoint(query.known) and words.isdisjoint(match.known):
            continue
        for one in changes:
            ours = _negating(query, range(one.start, one.end), words)
            theirs = _negating(match, range(one.first, one.last), words)
            if len(ours) != len(theirs):
                return Critical("negation", _told(ours, theirs))
    return None


def _negating(text: Words, places: Iterable[int], words: frozenset[str]) -> list[str]:
    """Return the tokens that are among these words; a single t only of a shortened word (don’t)."""
    tokens = text.tokens
    return [
        tokens[at]
        for at in places
        if tokens[at] in words and (tokens[at] != "t" or (at > 1 and tokens[at - 1] in _CONTRACTED))
    ]


def negations(tokens: Sequence[str], lang: str) -> list[int]:
    """Return the places of the words of a text that negate.

    >>> negations(["ён", "не", "адказаў"], "be"), negations(["он"], "fr")
    ([1], [])
    """
    cues = _cues(primary(lang))
    words = cues.negations | cues.pronouns if cues else frozenset[str]()
    return [at for at, word in enumerate(tokens) if word in words]


# --- opposites ----------------------------------------------------------------------------------


def _opposites(pairs: Sequence[_Pair], lang: str) -> Critical | None:
    """Return words of opposite sense: by the table, or by what a word begins or ends with."""
    cues = _cues(lang)
    if cues is None:
        return None
    found = _excluded(pairs, cues.opposites)
    if not found:
        new, old = pairs[-1]
        found = _affixed(new, old, lang) or _affixed(old, new, lang, turned=True)
    return Critical("opposite", found) if found else None


def _affixed(new: Sequence[str], old: Sequence[str], lang: str, *, turned: bool = False) -> str:
    """Return a word of `new` that is one of `old` with something that turns its sense."""
    for one in new:
        for root in _roots(one, lang) if old else ():
            for other in old:
                if other[0] == root[0] and _same_root(root, other):
                    return _told([other], [one]) if turned else _told([one], [other])
    return ""


@lru_cache(maxsize=1 << 14)
def _roots(word: str, lang: str) -> tuple[str, ...]:
    """Return what has the opposite sense of a word by its form.

    illegal: legal; careless: care; upload: download.
    """
    cues = _cues(lang)
    if cues is None:
        return ()
    roots = [word[len(prefix) :] for prefix in cues.prefixes if word.startswith(prefix)]
    roots += [word.removesuffix(suffix) for suffix in cues.suffixes if word.endswith(suffix)]
    found = [root for root in roots if len(root) >= _SHORTEST_ROOT]
    for one, other in cues.turns:
        if word.startswith(one) and len(word) >= len(one) + _SHORTEST_TURNED:
            found.append(other + word[len(one) :])
    return tuple(found)


def _same_root(one: str, other: str) -> bool:
    return one == other or alike(one, other)


# --- names --------------------------------------------------------------------------------------


def _names(
    query: Words, match: Words, changes: Sequence[Change], lang: str, names: Names | None
) -> Critical | None:
    if names is not None:
        ours, theirs = names(query.plain), names(match.plain)
        if ours != theirs:
            return Critical("names", _told((ours - theirs).elements(), (theirs - ours).elements()))
    if query.titled or match.titled:
        return None
    for change in changes:
        new = [query.raw[at] for at in range(change.start, change.end) if _is_name(query, at, lang)]
        old = [
            match.raw[at] for at in range(change.first, change.last) if _is_name(match, at, lang)
        ]
        left = [word for word in new if not any(_same(word, other, lang) for other in old)]
        lost = [word for word in old if not any(_same(word, other, lang) for other in new)]
        if left or lost:
            return Critical("names", _told(left, lost))
    return None


def _same(word: str, other: str, lang: str) -> bool:
    one, two = word.lower(), other.lower()
    return one == two or (lang != "en" and alike(one, two))


def _is_name(text: Words, at: int, lang: str) -> bool:
    """Whether a token has a capital that no beginning of a sentence explains."""
    word = text.raw[at]
    if not word[0].isupper() or len(word) == 1:
        return False
    if at and text.raw[at - 1] not in _STOPS:
        return True
    following = text.raw[at + 1] if at + 1 < len(text.raw) else ""
    if len(following) > 1 and following[0].isupper():
        return True
    return _acts(word.lower(), following, lang)


def _acts(word: str, following: str, lang: str) -> bool:
    """Whether a word at the beginning looks like somebody who does something.

    It is no word that often stands there, has not the form of an adjective, and a verb follows.
    """
    cues = _cues(lang)
    if cues is None or word in cues.starters or cues.no_name.fullmatch(word):
        return False
    return cues.verb.fullmatch(following) is not None
