"""The entries of a catalog as `msgfmt` takes them, and the fields of its header."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tm.checks.base import EntryProblem

if TYPE_CHECKING:
    from tm.checks.base import File
    from tm.formats.po import Entry, PoFile
    from tm.model import Fix

__all__ = ["Catalog", "Field", "catalog_of", "field_problem", "fields", "side_name"]

_NAME = re.compile(r"[!-9;-~]+")  # of a field: RFC 5322, section 3.6.8


class Catalog(NamedTuple):
    """What the rules look at: the compiled entries, those with a plural, the header.

    `live` are neither obsolete nor fuzzy nor without a text in their first form. `plurals` has the
    header too where it has a plural. `header` is None where its text is empty, as in `msgfmt`;
    `header_fields` are its lines.
    """

    file: PoFile
    live: tuple[Entry, ...]
    plurals: tuple[Entry, ...]
    header: Entry | None
    header_fields: tuple[Field, ...]


class Field(NamedTuple):
    """A line of the header: name ("" where the line is no field), value, and their spans in it."""

    name: str
    value: str
    line: tuple[int, int]
    span: tuple[int, int]


def catalog_of(file: File) -> Catalog | None:
    """Return the catalog of a checked file, None where it is none or a template."""
    if file.catalog is None or file.path.endswith(".pot"):
        return None
    return _catalog(file.catalog)


@lru_cache(maxsize=1)
def _catalog(file: PoFile) -> Catalog:
    header = file.header_entry
    if header is not None and not header.msgstr[0]:
        header = None
    live = tuple(
        entry
        for entry in file.entries
        if entry.msgstr[0] and not entry.obsolete and not entry.fuzzy and not entry.is_header
    )
    compiled = (header, *live) if header is not None else live
    plurals = tuple(entry for entry in compiled if entry.msgid_plural is not None)
    found = fields(header.msgstr[0]) if header else ()
    return Catalog(file, live, plurals, header, found)


def fields(header: str) -> tuple[Field, ...]:
    r"""Return the lines of a header that are not empty.

    >>> fields("Language:  be\nMore\n")[0]
    Field(name='Language', value='be', line=(0, 13), span=(11, 13))
    >>> [field.name for field in fields("Language:  be\nMore\n")]
    ['Language', '']
    """
    found: list[Field] = []
    at = 0
    for line in header.split("\n"):
        name, colon, value = line.partition(":")
        end = at + len(line)
        if line and colon and _NAME.fullmatch(name):
            text = value.strip()
            start = at + len(name) + 1 + value.index(text)
            found.append(Field(name, text, (at, end), (start, start + len(text))))
        elif line:
            found.append(Field("", line, (at, end), (at, end)))
        at = end + 1
    return tuple(found)


def field_problem(
    catalog: Catalog, field: Field, message: str, expected: str = "", fix: Fix | None = None
) -> EntryProblem:
    """Return a problem with the value of a header's field."""
    header = catalog.header or catalog.file.entries[0]
    return EntryProblem(header, "target", field.span, message, expected, fix)


def side_name(entry: Entry, number: int) -> str:
    """Return the name of a form of an entry: "target[1]", "target" where it has no plural."""
    return "target" if entry.msgid_plural is None else f"target[{number}]"
