"""A layout that tm reads and `msgfmt` does not.

A byte order mark before the first entry, a comment between the strings of one entry or after its
`#|` lines, `#|` after the last entry, U+0004 in a text (which separates msgctxt from msgid in the
compiled file): tm understands the file, gettext does not.

Wrong: msgid "Open", a line `# Адкрыць?`, msgstr "Адкрыць".
Right: the comment in front of the msgid.

Fix: none.
Equivalents: i18nspector syntax-error-in-po-file; `msgfmt`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.formats.po import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File

__all__ = ["RULE"]

_STRINGS = re.compile(r"(?m)^[ \t]*(?:#~[ \t]*)?msg")
_COMMENT = re.compile(r"(?m)^[ \t]*#(?!~[ \t]*(?:msg|\"))")
_AFTER_PREVIOUS = re.compile(r"(?m)^[ \t]*#~?\|[^\n]*\n\s*#(?!~?\||~)")
_PREVIOUS = re.compile(r"(?m)^[ \t]*#~?\|")
_SEPARATOR = "\4"


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield what stops `msgfmt` though the file could be read."""
    del context
    catalog = file.catalog
    if catalog is None:
        return
    first = (*catalog.entries, Entry(""))[0]
    if catalog.bom:
        yield _problem(first, "a byte order mark at the start of the file: save it without one")
    for entry in catalog.entries:
        if _comment_inside(entry.raw):
            yield _problem(entry, "a comment between the strings of one entry")
        if entry.previous is not None and _AFTER_PREVIOUS.search(entry.raw):
            yield _problem(entry, "a comment after “#|” lines, which come last")
        if _has_separator(entry):
            yield _problem(entry, "U+0004 in a text: gettext uses it to separate context and text")
    if _PREVIOUS.search(catalog.tail):
        last = (*catalog.entries, first)[-1]
        yield _problem(last, "“#|” after the last entry, which belongs to none")


def _has_separator(entry: Entry) -> bool:
    if _SEPARATOR in entry.msgid or any(_SEPARATOR in text for text in entry.msgstr):
        return True
    return _SEPARATOR in (entry.msgctxt or "") or _SEPARATOR in (entry.msgid_plural or "")


def _comment_inside(raw: str) -> bool:
    first = 0 if raw.startswith("msg") else raw.find("\nmsg")
    if raw.rfind("\n#") <= first:
        return False
    start = _STRINGS.search(raw)
    return start is not None and _COMMENT.search(raw, start.end()) is not None


def _problem(entry: Entry, message: str) -> EntryProblem:
    return EntryProblem(entry, "source", (0, 0), message)


RULE = DocumentRule("gettext/strict-syntax", "error", check)
