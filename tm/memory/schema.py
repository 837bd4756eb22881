"""The tables of a memory's file, opening it, and what can be wrong with it."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tm.errors import InputError, Place, TmError, WriteError
from tm.segment.tokens import VERSION

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

__all__ = ["SCHEMA", "connect", "explained", "unwatch", "watch"]

SCHEMA = 1
"""Version of the tables; a file with a higher one was written by a newer tm."""

_APPLICATION = 0x746D4D31  # "tmM1", how `file` and we know a memory from any other SQLite file
_WAIT = 30.0
_PAGE_CACHE = -8_000  # kilobytes

_TABLES = """
-- name → value: version (counts our transactions), writing (1 within them), touched (1 after those
-- of anybody else), next (the next variant.n), flushed (the last n in posting and block), built
-- (how often the index was made anew), tokens (version of the tokenizer), threshold (of the index).
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE lang (id INTEGER PRIMARY KEY, tag TEXT UNIQUE NOT NULL, indexed INTEGER NOT NULL);
-- A file that was imported. done: how many of its units are in; complete: whether that is all.
CREATE TABLE file (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL, document TEXT NOT NULL, licence TEXT NOT NULL,
  trust INTEGER NOT NULL, done INTEGER NOT NULL, complete INTEGER NOT NULL, recipe BLOB);
-- A text. back: how far back the unit's source text is, 0 where this is it; the texts of a unit
-- follow it, those that came later are at least 16 away. file, position: its first origin. more:
-- what most texts lack. An n is never used again.
CREATE TABLE variant (
  n INTEGER PRIMARY KEY, back INTEGER NOT NULL, lang INTEGER NOT NULL, text TEXT NOT NULL,
  state INTEGER NOT NULL, file INTEGER NOT NULL, position INTEGER NOT NULL, more BLOB);
CREATE INDEX variant_late ON variant (n - back) WHERE back >= 16;
-- Further origins of a text.
CREATE TABLE origin (
  n INTEGER NOT NULL, file INTEGER NOT NULL, position INTEGER NOT NULL, more BLOB,
  PRIMARY KEY (n, file, position)) WITHOUT ROWID;
CREATE TABLE resource (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
-- The fuzzy index. code: a word's number, frequent words first; as characters they are a text's
-- tokens (a BLOB of uint32 where one is no character). key: number of the text's key. id: its
-- unit's.
CREATE TABLE vocabulary (
  lang INTEGER NOT NULL, word TEXT NOT NULL, code INTEGER NOT NULL,
  PRIMARY KEY (lang, word)) WITHOUT ROWID;
CREATE TABLE fuzzy (
  n INTEGER PRIMARY KEY, lang INTEGER NOT NULL, key INTEGER NOT NULL, id INTEGER NOT NULL,
  tokens NOT NULL);
CREATE INDEX fuzzy_key ON fuzzy (key);
-- Texts with a word in their prefix, by length: uint32 n of each, then uint8 place of the word.
CREATE TABLE posting (
  lang INTEGER NOT NULL, code INTEGER NOT NULL, chunk INTEGER NOT NULL, shortest INTEGER NOT NULL,
  longest INTEGER NOT NULL, texts BLOB NOT NULL, PRIMARY KEY (lang, code, chunk)) WITHOUT ROWID;
-- For every n of 65,536: the number within the block (uint16), how many tokens (uint16), signature
-- (two uint64).
CREATE TABLE block (
  id INTEGER PRIMARY KEY, numbers BLOB NOT NULL, lengths BLOB NOT NULL, signatures BLOB NOT NULL);
"""

_TRIGGERS = {
    f"{table}_{what}": (table, what)
    for table in ("variant", "vocabulary", "fuzzy", "posting", "block")
    for what in ("insert", "update", "delete")
}
_TRIGGER = """
CREATE TRIGGER {name} AFTER {what} ON {table}
WHEN (SELECT value FROM meta WHERE name = 'writing') = 0
BEGIN UPDATE meta SET value = 1 WHERE name = 'touched'; END;
"""


def connect(path: Path, *, create: bool, threshold: float) -> sqlite3.Connection:
    """Open a memory; with `create` one is made where there is none, with this index threshold.

    InputError when there is none, when the file is no memory or damaged, or when a newer tm wrote
    it.
    """
    if not create and not path.is_file():
        raise InputError(
            "there is no memory here",
            place=Place(str(path)),
            hint="tm memory import makes one; --memory names another",
        )
    with explained(path):
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, cached_statements=512)
        try:
            _prepare(database, path, threshold)
        except BaseException:
            database.close()
            raise
        return database


def _prepare(database: sqlite3.Connection, path: Path, threshold: float) -> None:
    if path.stat().st_size == 0:
        _create(database, threshold)
    (application,) = database.execute("PRAGMA application_id").fetchone()
    if application != _APPLICATION:
        raise InputError(
            "is no memory", place=Place(str(path)), hint="--memory names the file of a memory"
        )
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA:
        raise InputError(
            f"was written by a newer tm (tables {version}, we know {SCHEMA})",
            place=Place(str(path)),
            hint="update tm, or name another memory with --memory",
        )
    database.execute("PRAGMA synchronous = FULL")
    database.execute(f"PRAGMA cache_size = {_PAGE_CACHE}")
    database.execute("PRAGMA temp_store = MEMORY")


def _create(database: sqlite3.Connection, threshold: float) -> None:
    database.execute("PRAGMA auto_vacuum = INCREMENTAL")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("BEGIN IMMEDIATE")
    if database.execute("PRAGMA application_id").fetchone() == (_APPLICATION,):
        database.execute("ROLLBACK")  # another process was faster
        return
    for statement in _statements(_TABLES):
        database.execute(statement)
    watch(database)
    start: dict[str, float] = {
        "version": 0,
        "writing": 0,
        "touched": 0,
        "next": 1,
        "flushed": 0,
        "built": 0,
    }
    start |= {"tokens": VERSION, "threshold": threshold}
    database.executemany("INSERT INTO meta VALUES (?, ?)", start.items())
    database.execute(f"PRAGMA application_id = {_APPLICATION}")
    database.execute(f"PRAGMA user_version = {SCHEMA}")
    database.execute("COMMIT")


def watch(database: sqlite3.Connection) -> None:
    """Notice from now on when others change the tables."""
    for name, (table, what) in _TRIGGERS.items():
        database.execute(_TRIGGER.format(name=name, table=table, what=what))


def unwatch(database: sqlite3.Connection) -> None:
    """Do not notice it for the rest of a long transaction: it costs a tenth of the time."""
    for name in _TRIGGERS:
        database.execute(f"DROP TRIGGER IF EXISTS {name}")


def _statements(script: str) -> list[str]:
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    return [statement for statement in "\n".join(lines).split(";") if statement.strip()]


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Turn SQLite's errors within the block into ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explanation(path, error) from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise WriteError(f"cannot be opened: {why}", place=Place(str(path))) from error


def _explanation(path: Path, error: sqlite3.Error) -> TmError:
    place, code = Place(str(path)), getattr(error, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_NOTADB:
            return InputError("is no memory", place=place, hint="--memory names another file")
        case sqlite3.SQLITE_CORRUPT:
            return InputError(
                f"is damaged: {error}",
                place=place,
                hint="delete it and import its files again, or bring back a copy",
            )
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return WriteError(
                f"cannot be written: {error}", place=place, hint="make room on the disk"
            )
        case sqlite3.SQLITE_BUSY:
            return WriteError(
                "another process has been writing for too long", place=place, hint="try again later"
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return WriteError(
                f"cannot be written: {error}",
                place=place,
                hint="check the rights of the file and its folder",
            )
        case _:
            return InputError(f"cannot be used as a memory: {error}", place=place)
