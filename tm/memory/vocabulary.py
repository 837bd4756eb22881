"""The words of a language as numbers, the frequent ones small, and texts as strings of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

__all__ = ["Codes", "Tokens", "Vocabulary", "codes_of", "packed"]

Codes = NDArray[np.uint32]
Tokens = str | bytes
"""The codes of a text, each a character; as uint32 in bytes where one is too great for that."""

_FIRST = 1  # SQLite's functions on texts end at character 0
_SURROGATES = range(0xD800, 0xE000)
_UNKNOWN = 0x10FFFF  # unknown words of a query get codes from here downwards,
_LAST_CHARACTER = _UNKNOWN - 0x1000  # which no word of a memory has as a character
_REMEMBERED = 1_000_000


class Vocabulary:
    """The codes of the words of one language in a memory.

    A word that is seen first after others is taken for rarer than they are: that order never
    changes but when the index is made anew.
    """

    def __init__(self, database: sqlite3.Connection, lang: int) -> None:
        self._database = database
        self._lang = lang
        self._known: dict[str, int] = {}

    def forget(self) -> None:
        """Forget what was read or added: after a rollback, or when others have written."""
        self._known.clear()

    def add(self, texts: Iterable[Sequence[str]]) -> None:
        """Give codes to the words of these texts that have none, the most frequent first."""
        if len(self._known) > _REMEMBERED:
            self.forget()
        known = self._known
        counts = Counter([word for text in texts for word in text if word not in known])
        new = Counter({word: n for word, n in counts.items() if not self._find(word)})
        code = self._next() if new else 0
        for word, _ in new.most_common():
            code = _SURROGATES.stop if code == _SURROGATES.start else code
            code = 1 << 31 if code == _LAST_CHARACTER else code
            known[word] = code
            code += 1
        self._database.executemany(
            "INSERT INTO vocabulary (lang, word, code) VALUES (?, ?, ?)",
            ((self._lang, word, known[word]) for word in new),
        )
        if new:
            self._database.execute(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"code-{self._lang}", code)
            )

    def _next(self) -> int:
        row = self._database.execute(
            "SELECT value FROM meta WHERE name = ?", (f"code-{self._lang}",)
        ).fetchone()
        return row[0] if row else _FIRST

    def _find(self, word: str) -> int:
        """Return a word's code, 0 where it has none."""
        code = self._known.get(word)
        if code is None:
            row = self._database.execute(
                "SELECT code FROM vocabulary WHERE lang = ? AND word = ?", (self._lang, word)
            ).fetchone()
            if row is None:
                return 0
            code = self._known[word] = int(row[0])
        return code

    def codes(self, words: Sequence[str]) -> list[int]:
        """Return the codes of a text's words; each unknown word has one of its own."""
        known = self._known
        found: list[int] = []
        unknown: dict[str, int] = {}
        for word in words:
            code = known.get(word) or self._find(word)
            found.append(code or unknown.setdefault(word, _UNKNOWN - len(unknown)))
        if len(unknown) > _UNKNOWN - _LAST_CHARACTER:
            high = {code: (1 << 32) - 1 - n for n, code in enumerate(unknown.values())}
            found = [high.get(code, code) for code in found]
        return found

    def pack(self, words: Sequence[str]) -> Tokens:
        """Return the tokens of a text, all of whose words are known."""
        try:
            return "".join(map(chr, map(self._known.__getitem__, words)))
        except (KeyError, ValueError, OverflowError):
            return packed([self._find(word) for word in words])


def packed(codes: Sequence[int]) -> Tokens:
    r"""Return codes as characters, or as uint32 where one is too great.

    >>> packed([1, 66]), packed([1, 1 << 31])
    ('\x01B', b'\x01\x00\x00\x00\x00\x00\x00\x80')
    """
    try:
        return "".join(map(chr, codes))
    except (ValueError, OverflowError):
        return np.array(codes, "<u4").tobytes()


def codes_of(tokens: Tokens) -> Codes:
    """Return the codes in tokens.

    >>> codes_of(packed([1, 66])).tolist(), codes_of(packed([1, 1 << 31])).tolist()
    ([1, 66], [1, 2147483648])
    """
    data = tokens.encode("utf-32-le") if isinstance(tokens, str) else tokens
    return np.frombuffer(data, "<u4")
