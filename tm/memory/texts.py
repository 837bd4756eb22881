"""The texts of a memory's file: rows in, entries out."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tm.memory.base import Entry, Origin, Text
from tm.memory.rows import NOWHERE, STATES, Place, more_of, packed, unpacked, variant
from tm.model import Unit, Variant, unit_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from tm.memory.rows import Kept

__all__ = ["Counts", "File", "Texts"]

_PAGE = 1000
_LATE = 16
_STATE = {state: number for number, state in enumerate(STATES)}
_HAND = 0
"""The number of no file: texts that were added by hand."""


class File(NamedTuple):
    """A file that texts come from; see the table."""

    id: int
    path: str
    document: str
    licence: str
    trust: int


class Counts(NamedTuple):
    """How much there is: units, texts by language, units by pair of languages, texts by state."""

    units: int
    langs: list[tuple[int, int]]
    pairs: list[tuple[int, int, int]]
    states: list[tuple[int, int]]
    files: int


class _Row(NamedTuple):
    n: int
    lang: int
    text: str
    state: int
    file: int
    position: int
    more: bytes | None


_COLUMNS = ", ".join(_Row._fields)
_decoder = msgspec.msgpack.Decoder(Place)


class Texts:
    """The tables lang, file, variant and origin; whoever calls it holds the transaction."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.forget()

    def forget(self) -> None:
        """Read languages and files anew when they are needed."""
        for name in ("tags", "langs", "files", "has_late", "has_origins"):
            self.__dict__.pop(name, None)
        self._next = 0
        self._new: list[tuple[object, ...]] = []

    # --- languages and files --------------------------------------------------------------------

    @cached_property
    def tags(self) -> dict[int, str]:
        """The languages by number."""
        return dict(self._database.execute("SELECT id, tag FROM lang"))

    @cached_property
    def langs(self) -> dict[str, int]:
        """The numbers by language."""
        return {tag: number for number, tag in self.tags.items()}

    def make_lang(self, tag: str) -> int:
        """Return the number of a language; a new one gets one."""
        number = self.langs.get(tag)
        if number is None:
            number = len(self.langs) + 1
            self._database.execute("INSERT INTO lang VALUES (?, ?, 0)", (number, tag))
            self.langs[tag], self.tags[number] = number, tag
        return number

    def indexed(self) -> list[int]:
        """Return the languages with a fuzzy index."""
        rows = self._database.execute("SELECT id FROM lang WHERE indexed ORDER BY id")
        return [number for (number,) in rows]

    def set_indexed(self, lang: int) -> None:
        """Say that a language has a fuzzy index."""
        self._database.execute("UPDATE lang SET indexed = 1 WHERE id = ?", (lang,))

    @cached_property
    def files(self) -> dict[int, File]:
        """The files by number."""
        rows = self._database.execute("SELECT id, path, document, licence, trust FROM file")
        return {row[0]: File(*row) for row in rows}

    def file_of(self, origin: Origin) -> int:
        """Return the number of an origin's file; a new one gets one."""
        wanted = (origin.file, origin.document, origin.licence, origin.trust)
        found = max((file.id for file in self.files.values() if file[1:] == wanted), default=None)
        if found is None:
            found = max(self.files, default=_HAND) + 1
            self._database.execute(
                "INSERT INTO file VALUES (?, ?, ?, ?, ?, 0, 0, NULL)", (found, *wanted)
            )
            self.files[found] = File(found, *wanted)
        return found

    def reached(self, file: int, position: int) -> None:
        """Say that the units of a file are in up to a position."""
        self._database.execute("UPDATE file SET done = ? WHERE id = ?", (position, file))

    def begin(self, origin: Origin, recipe: bytes) -> int:
        """Return how many units of a file are in; a new row begins for a new recipe."""
        row = self._database.execute(
            "SELECT done FROM file WHERE path = ? AND recipe = ? AND NOT complete",
            (origin.file, recipe),
        ).fetchone()
        if row:
            return int(row[0])
        number = max(self.files, default=_HAND) + 1
        file = File(number, origin.file, origin.document, origin.licence, origin.trust)
        self._database.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?, 0, 0, ?)", (*file, recipe))
        self.files[number] = file
        return 0

    def finish(self, origin: Origin) -> list[int]:
        """End an import; return the numbers of the texts that only earlier ones had, now gone."""
        current = self.file_of(origin)
        old = [
            file.id
            for file in self.files.values()
            if file.path == origin.file and file.id != current
        ]
        self._database.execute("UPDATE file SET complete = 1 WHERE id = ?", (current,))
        return [n for file in old for n in self._forget_file(file)]

    def forget_path(self, path: str) -> list[int]:
        """Take a file out of all origins; return the numbers of the texts that are gone."""
        files = [file.id for file in self.files.values() if file.path == path]
        return [n for file in files for n in self._forget_file(file)]

    def _forget_file(self, file: int) -> list[int]:
        """Take a file out of all origins; texts without any other go."""
        self._database.execute("DELETE FROM origin WHERE file = ?", (file,))
        rows = self._database.execute(
            f"SELECT {_COLUMNS}, back FROM variant WHERE file = ? ORDER BY back = 0",  # noqa: S608
            (file,),
        ).fetchall()
        gone = [n for *row, back in rows if (n := self._without(_Row(*row), back))]
        self._database.execute("DELETE FROM file WHERE id = ?", (file,))
        del self.files[file]
        return gone

    def _without(self, row: _Row, back: int) -> int:
        """Give a text another of its origins; return its number if it has none and is removed."""
        other = self._database.execute(
            "SELECT file, position, more FROM origin WHERE n = ? ORDER BY file, position", (row.n,)
        ).fetchone()
        if other is None and not back and len(rest := self.rows(row.n)) > 1:
            other = (rest[1].file, rest[1].position, None)  # a translation still needs its source
        if other is None:
            self.remove_text(row.n)
            return row.n
        file, position, data = other
        place = _decoder.decode(data) if data else NOWHERE
        more = packed(msgspec.structs.replace(unpacked(row.more), place=place))
        self._database.execute(
            "UPDATE variant SET file = ?, position = ?, more = ? WHERE n = ?",
            (file, position, more, row.n),
        )
        self._database.execute(
            "DELETE FROM origin WHERE n = ? AND file = ? AND position = ?", (row.n, file, position)
        )
        return 0

    def recipes(self) -> list[tuple[Origin, bytes]]:
        """Return every completed file with its recipe, in the order of import."""
        rows = self._database.execute(
            "SELECT path, document, licence, trust, recipe FROM file WHERE complete ORDER BY id"
        )
        return [
            (Origin(path, document, licence=licence, trust=trust), recipe)
            for path, document, licence, trust, recipe in rows
        ]

    # --- rows in --------------------------------------------------------------------------------

    def reserve(self) -> None:
        """Read which number the next text gets; `store` writes it back."""
        (self._next,) = self._database.execute(
            "SELECT value FROM meta WHERE name = 'next'"
        ).fetchone()

    def store(self) -> None:
        """Write which number the next text gets."""
        self._database.execute("UPDATE meta SET value = ? WHERE name = 'next'", (self._next,))

    def insert(self, kept: Kept, file: int) -> list[tuple[int, Variant]]:
        """Take a new unit; return its texts with their numbers, the source first.

        The rows are written by `write`.
        """
        head = self._next
        return [
            (self._insert(text, written, head, kept, file), text) for text, written in kept.texts
        ]

    def _insert(self, text: Variant, written: str, head: int, kept: Kept, file: int) -> int:
        n = self._next
        self._next = n + 1
        lang = self.langs.get(text.lang) or self.make_lang(text.lang)
        more = more_of(text, kept.unit if n == head else None, kept.place)
        self._new.append(
            (n, n - head, lang, written, _STATE[text.state], file, kept.position, more)
        )
        return n

    def write(self) -> None:
        """Write the rows of what `insert` and `merge` took."""
        self._database.executemany("INSERT INTO variant VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._new)
        self._new = []

    def merge(self, head: int, kept: Kept, file: int) -> list[tuple[int, Variant]]:
        """Add the texts that a known unit lacks, and an origin to the others; return the new."""
        self.write()
        self._next = max(self._next, head + _LATE)
        known = {(self.tags[row.lang], row.text): row for row in self.rows(head)}
        added: list[tuple[int, Variant]] = []
        for text, written in kept.texts:
            row = known.get((text.lang, written))
            if row is None:
                added.append((self._insert(text, written, head, kept, file), text))
            else:
                self._add_origin(row, text, kept, file)
        self.write()
        self.__dict__.pop("has_late", None)
        self.__dict__.pop("has_origins", None)
        return added

    def _add_origin(self, row: _Row, text: Variant, kept: Kept, file: int) -> None:
        if (row.file, row.position) != (file, kept.position):
            more = unpacked(more_of(text, None, kept.place))
            self._database.execute(
                "INSERT OR REPLACE INTO origin VALUES (?, ?, ?, ?)",
                (row.n, file, kept.position, packed(more.place)),
            )
        state = _STATE[text.state]
        if state > row.state:
            self._database.execute("UPDATE variant SET state = ? WHERE n = ?", (state, row.n))

    def remove(self, head: int) -> list[int]:
        """Remove a unit; return the numbers its texts had."""
        numbers = [row.n for row in self.rows(head)]
        for n in numbers:
            self.remove_text(n)
        return numbers

    def remove_text(self, n: int) -> None:
        """Remove one text with its origins."""
        self._database.execute("DELETE FROM variant WHERE n = ?", (n,))
        self._database.execute("DELETE FROM origin WHERE n = ?", (n,))

    # --- rows out -------------------------------------------------------------------------------

    @cached_property
    def has_late(self) -> bool:
        """Whether any unit got texts later."""
        sql = f"SELECT 1 FROM variant WHERE back >= {_LATE} AND n - back > 0 LIMIT 1"  # noqa: S608
        return self._database.execute(sql).fetchone() is not None

    @cached_property
    def has_origins(self) -> bool:
        """Whether any text has more than one origin."""
        return self._database.execute("SELECT 1 FROM origin LIMIT 1").fetchone() is not None

    def rows(self, head: int) -> list[_Row]:
        """Return the rows of a unit, its source text first; none where there is no such unit."""
        found: list[_Row] = []
        for back, *row in self._database.execute(
            f"SELECT back, {_COLUMNS} FROM variant WHERE n BETWEEN ? AND ? ORDER BY n",  # noqa: S608
            (head, head + _LATE - 1),
        ):
            if row[0] - back != head:
                break
            found.append(_Row(*row))
        if self.has_late and found:
            late = self._database.execute(
                f"SELECT {_COLUMNS} FROM variant WHERE n - back = ? AND back >= {_LATE}",  # noqa: S608
                (head,),
            )
            found += [_Row(*row) for row in late]
        return found

    def head_of(self, n: int) -> int:
        """Return the number of the source text of a text's unit, 0 where the text is gone."""
        row = self._database.execute("SELECT n - back FROM variant WHERE n = ?", (n,)).fetchone()
        return row[0] if row else 0

    def head(self, numbers: Iterable[int], unit: Unit, source: str) -> int:
        """Return which of these texts is the source of the same unit, 0 for none."""
        for n in numbers:
            row = self._database.execute(
                "SELECT lang, text, more FROM variant WHERE n = ? AND back = 0", (n,)
            ).fetchone()
            same = row and (self.tags[row[0]], row[1]) == (unit.source, source)
            if same and (unpacked(row[2]).context or "") == (unit.context or ""):
                return n
        return 0

    def entry_of(self, n: int) -> tuple[Entry, Text] | None:
        """Return the entry that a text is of, and the text; None where it is gone."""
        rows = self.rows(n) or self.rows(self.head_of(n))
        at = next((at for at, row in enumerate(rows) if row.n == n), None)
        if at is None:
            return None
        entry = self._entry(rows)
        return entry, entry.texts[at]

    def entry(self, head: int) -> Entry | None:
        """Return the entry of a unit, None where it is gone."""
        rows = self.rows(head)
        return self._entry(rows) if rows else None

    def _entry(self, rows: Sequence[_Row]) -> Entry:
        first = rows[0]
        more = unpacked(first.more)
        source = self.tags[first.lang]
        return Entry(
            unit_id(source, more.context, first.text),
            source,
            tuple([self._text(row) for row in rows]),
            more.context,
            more.unit_notes,
            more.unit_properties,
        )

    def _text(self, row: _Row) -> Text:
        more = unpacked(row.more)
        origins = [self._origin(row.file, row.position, more.place)]
        if self.has_origins:
            for file, position, data in self._database.execute(
                "SELECT file, position, more FROM origin WHERE n = ?", (row.n,)
            ):
                place = _decoder.decode(data) if data else NOWHERE
                origins.append(self._origin(file, position, place))
        return Text(variant(self.tags[row.lang], row.text, row.state, more), tuple(origins))

    def _origin(self, file: int, position: int, place: Place) -> Origin:
        known = self.files[file]
        return Origin(
            known.path,
            known.document,
            position,
            place.author,
            place.date,
            known.licence,
            known.trust,
            place.obsolete,
            place.before,
            place.after,
        )

    def heads(self) -> Iterator[int]:
        """Yield the numbers of all units' source texts."""
        last = 0
        while rows := self._database.execute(
            "SELECT n FROM variant WHERE n > ? AND back = 0 ORDER BY n LIMIT ?", (last, _PAGE)
        ).fetchall():
            yield from (n for (n,) in rows)
            last = rows[-1][0]

    def in_language(self, lang: int, after: int) -> list[tuple[int, str, Variant]]:
        """Return the next texts of a language after a number: (n, unit's id, text)."""
        rows = self._database.execute(
            "SELECT v.n, v.text, v.state, v.more, h.lang, h.text, h.more FROM variant v "
            "JOIN variant h ON h.n = v.n - v.back "
            "WHERE v.lang = ? AND v.n > ? ORDER BY v.n LIMIT ?",
            (lang, after, _PAGE * 20),
        )
        return [
            (
                n,
                unit_id(self.tags[source], unpacked(head).context, source_text),
                variant(self.tags[lang], text, state, unpacked(more)),
            )
            for n, text, state, more, source, source_text, head in rows
        ]

    def counts(self) -> Counts:
        """Count what is there."""
        execute = self._database.execute
        return Counts(
            execute("SELECT count(*) FROM variant WHERE back = 0").fetchone()[0],
            execute("SELECT lang, count(*) FROM variant GROUP BY lang").fetchall(),
            execute(
                "SELECT h.lang, v.lang, count(DISTINCT h.n) FROM variant v "
                "JOIN variant h ON h.n = v.n - v.back WHERE v.back GROUP BY h.lang, v.lang"
            ).fetchall(),
            execute("SELECT state, count(*) FROM variant GROUP BY state").fetchall(),
            execute("SELECT count(*) FROM file WHERE complete").fetchone()[0],
        )
