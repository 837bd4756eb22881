"""The index of words of a memory, for the concordance: an FTS5 table, made on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.memory.keys import key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

__all__ = ["WordIndex"]

_TABLE = """
CREATE VIRTUAL TABLE word USING fts5 (
  text, content = '', tokenize = "unicode61 remove_diacritics 0")
"""
_DONE = "words"  # in meta: the last n that is in the table


class WordIndex:
    """The table word; whoever calls it holds the transaction."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def exists(self) -> bool:
        """Whether the index has been made."""
        sql = "SELECT 1 FROM sqlite_schema WHERE name = 'word'"
        return self._database.execute(sql).fetchone() is not None

    def update(self) -> None:
        """Take in what was added since the last time; a new index takes in all."""
        if not self.exists():
            self._database.execute(_TABLE)
        row = self._database.execute("SELECT value FROM meta WHERE name = ?", (_DONE,)).fetchone()
        done = row[0] if row else 0
        rows = self._database.execute(
            "SELECT v.n, v.text, l.tag FROM variant v JOIN lang l ON l.id = v.lang WHERE v.n > ?",
            (done,),
        )
        last = done
        for n, text, lang in rows.fetchall():
            last = max(last, n)
            self._database.execute(
                "INSERT INTO word (rowid, text) VALUES (?, ?)", (n, key(text, lang))
            )
        self._database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_DONE, last))

    def find(self, words: Sequence[str]) -> list[int]:
        """Return the texts that have all words; "mi*" is a beginning. Some may be gone since."""
        wanted = " AND ".join(f"({_term(word)})" for word in words)
        rows = self._database.execute("SELECT rowid FROM word WHERE word MATCH ?", (wanted,))
        return [n for (n,) in rows]


def _term(word: str) -> str:
    """Return FTS5's query for a word or a beginning; Russian texts are kept without ё.

    >>> _term("ёлк*"), _term("мінск")
    ('"ёлк" * OR "елк" *', '"мінск"')
    """
    star = " *" if word.endswith("*") else ""
    bare = word.removesuffix("*")
    spelt = dict.fromkeys((bare, bare.replace("ё", "е")))
    return " OR ".join(f'"{one}"{star}' for one in spelt)
