"""Where things stand in a TOML file of `[[name]]` or `[[term]]` tables.

    Layout ─ blocks ─▶ Block ─ keys ─▶ Span of lines

The TOML libraries do not say on which line a key is; this module finds out, so that an error can
name the line and an edit can leave every other line alone.
"""

from __future__ import annotations

import io
import tomllib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Block", "Layout", "Span"]

Path = tuple[str, ...]


class Span(msgspec.Struct, frozen=True):
    """The lines [start, end) of one key and its value, counted from 0; `prefix` is its table."""

    start: int
    end: int
    prefix: Path = ()


class Block(msgspec.Struct, frozen=True):
    """One entity: the line of its `[[…]]` header and the lines of its keys.

    A key's path is relative to the entity: ("forms", "be"), or ("forms",) for an inline table.
    """

    start: int
    keys: dict[Path, Span]

    def find(self, path: Path) -> tuple[Path, Span] | None:
        """Return the key that holds a path: itself or the closest table around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.keys:
                return path[:length], self.keys[path[:length]]
        return None

    def line(self, lines: list[str], path: Path, text: str = "") -> int:
        """Return the line, from 1, of a key; where `text` is given, of that text in its value."""
        found = self.find(path)
        if found is None:
            return self.start + 1
        span = found[1]
        rows = (row for row in range(span.start, span.end) if text and text in lines[row])
        return next(rows, span.start) + 1


class Layout(msgspec.Struct, frozen=True):
    """The lines of a TOML file and its entities in order."""

    lines: list[str]
    blocks: list[Block]

    @classmethod
    def of(cls, text: str, table: str) -> Layout:
        """Find the tables `[[table]]` of a text that is known to be TOML."""
        lines = io.StringIO(text).readlines()
        blocks: list[Block] = []
        for path, span in _keys(lines):
            if path[:1] != (table,):
                continue
            if path == (table,) and span.prefix == (table,):
                blocks.append(Block(span.start, {}))
            elif blocks:
                blocks[-1].keys[path[1:]] = Span(span.start, span.end, span.prefix[1:])
        return cls(lines, blocks)


def _keys(lines: list[str]) -> Iterator[tuple[Path, Span]]:
    """Yield every key with its full path, and every `[[table]]` header as a key of its own."""
    row = 0
    table: Path = ()
    while row < len(lines):
        line = lines[row].strip()
        if line.startswith("["):
            table = _only_path(tomllib.loads(line))
            if line.startswith("[["):
                yield table, Span(row, row + 1, table)
            row += 1
        elif line and not line.startswith("#"):
            path, end = _value(lines, row)
            yield (*table, *path), Span(row, end, table)
            row = end
        else:
            row += 1


def _value(lines: list[str], row: int) -> tuple[Path, int]:
    """Return the key that starts on a line and the line after its value.

    A value is the fewest lines that are TOML by themselves.
    """
    for end in range(row + 1, len(lines) + 1):
        try:
            tomllib.loads("".join(lines[row:end]))
        except ValueError:
            continue
        return _key(lines[row]), end
    raise AssertionError(row)  # the whole text is TOML, so its last key ends


def _key(line: str) -> Path:
    """Return the dotted key that a line sets.

    >>> _key('forms . "be" = { text = "a = b" }')
    ('forms', 'be')
    """
    for end in (at for at, sign in enumerate(line) if sign == "="):
        with suppress(ValueError):  # the sign is inside a quoted key
            return _only_path(tomllib.loads(line[:end] + "= 0"))
    raise AssertionError(line)


def _only_path(found: dict[str, Any]) -> Path:
    """Return the one path in a parsed header or key.

    >>> _only_path({"name": [{"forms": {}}]})
    ('name', 'forms')
    """
    path: list[str] = []
    value: object = found
    while value:
        if isinstance(value, list):
            value = cast("list[object]", value)[0]
        else:
            table = cast("dict[str, object]", value)
            path.append(next(iter(table)))
            value = table[path[-1]]
    return tuple(path)
