"""Words in their context: every place in the memory, in all forms of the words.

The index of words is an FTS5 table in the memory's file. It is made on request, and brought up to
date when texts were added; a small memory is looked through instead.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

from tm.lang import primary
from tm.memory.diff import alike
from tm.memory.keys import key
from tm.names.inflect import same_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.memory.base import Entry
    from tm.memory.sqlite import SqliteMemory

__all__ = ["Concordance", "Found", "Kind", "Line"]

Kind = Literal["word", "form", "substring"]

_WORD = re.compile(r"\w+(?:['’ʼ-]\w+)*")
_INFLECTED = frozenset({"ru", "be"})
_COMMON = 3
_LONGEST_END = 4


class Line(msgspec.Struct, frozen=True):
    """A place: characters [start, end) of a text, and the unit's texts in other languages."""

    id: str
    lang: str
    text: str
    start: int
    end: int
    others: dict[str, str]


class Found(msgspec.Struct):
    """Places of words: the first of them, how many there are, and by form as written."""

    lines: list[Line]
    count: int
    forms: dict[str, int]


@lru_cache(maxsize=1 << 16)
def form_of(word: str, other: str, lang: str, *, name: bool = False) -> bool:
    """Whether a word may be a form of another, both as keys in lower case; a name has one gender.

    >>> form_of("мінску", "мінск", "be"), form_of("мінскі", "гродна", "be")
    (True, False)
    >>> form_of("новая", "новы", "be"), form_of("ціханоўскі", "ціханоўская", "be", name=True)
    (True, False)
    """
    if word == other:
        return True
    if primary(lang) not in _INFLECTED:
        plural = min(len(word), len(other)) >= _COMMON
        return plural and word.removesuffix("s") == other.removesuffix("s")
    common = _common(word, other)
    if common < min(_COMMON, len(word), len(other)):
        return False
    if max(len(word), len(other)) - common > _LONGEST_END:
        return False
    named = same_word(word.capitalize(), other.capitalize(), lang)
    return named or (not name and alike(word, other) and common >= min(len(word), len(other)) - 1)


def _common(one: str, other: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


class Concordance:
    """Finds words in a memory."""

    def __init__(self, memory: SqliteMemory) -> None:
        self._memory = memory

    def make_index(self) -> None:
        """Make the index of words."""
        self._memory.index_words()

    def find(self, text: str, lang: str = "", *, kind: Kind = "word", limit: int = 20) -> Found:
        """Find words that stand one after the other, or a part of a text, case aside.

        `lang` "" looks in all languages. `limit` is how many places are returned; all are counted.
        """
        found, forms = Found([], 0, {}), Counter[str]()
        for entry, own, written in self._candidates(text, lang, kind):
            for start, end in _places(text, written, own, kind):
                found.count += 1
                forms[written[start:end]] += 1
                if len(found.lines) < limit:
                    others = {t.variant.lang: t.variant.segment.plain for t in entry.texts}
                    others.pop(own, None)
                    found.lines.append(Line(entry.id, own, written, start, end, others))
        found.forms = dict(forms.most_common())
        return found

    def _candidates(self, text: str, lang: str, kind: Kind) -> Iterator[tuple[Entry, str, str]]:
        """Yield entry, language and text that may have it: by the index of words, or all."""
        entries = None
        if kind != "substring":
            entries = self._memory.entries_with_words(_prefixes(text, kind))
        for entry in self._memory.entries() if entries is None else entries:
            for one in entry.texts:
                if lang in {"", one.variant.lang}:
                    yield entry, one.variant.lang, one.variant.segment.plain


def _prefixes(text: str, kind: Kind) -> list[str]:
    """Return what every form of each word begins with; whole words for `form`."""
    low = [key(found.group(), "").lower() for found in _WORD.finditer(text)]
    return low if kind == "form" else [f"{word[:_COMMON]}*" for word in low]


def _folded(text: str, lang: str) -> str:
    """Return a text in lower case, as long as it is, that is compared."""
    low = key(text, lang).lower()
    return low if len(low) == len(text) else text.lower()


def _places(text: str, written: str, lang: str, kind: Kind) -> Iterator[tuple[int, int]]:
    if kind == "substring":
        for found in re.finditer(re.escape(_folded(text, lang)), _folded(written, lang)):
            yield found.span()
        return
    wanted = [
        (_folded(found.group(), lang), found.group()[0].isupper()) for found in _WORD.finditer(text)
    ]
    words = [(found.span(), _folded(found.group(), lang)) for found in _WORD.finditer(written)]
    for at in range(len(words) - len(wanted) + 1):
        here = words[at : at + len(wanted)]
        if all(_fits(word, one, lang, kind) for (_, word), one in zip(here, wanted, strict=True)):
            yield here[0][0][0], here[-1][0][1]


def _fits(word: str, wanted: tuple[str, bool], lang: str, kind: Kind) -> bool:
    text, name = wanted
    return word == text or (kind == "word" and form_of(word, text, lang, name=name))
