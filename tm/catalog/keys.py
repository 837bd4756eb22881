"""Entries by what identifies them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.errors import Place, SyntaxProblemError

if TYPE_CHECKING:
    from tm.formats.po import Entry, PoFile

__all__ = ["Key", "by_key"]

Key = tuple[str | None, str]
"""(msgctxt, msgid)"""


def by_key(file: PoFile) -> dict[Key, Entry]:
    """Return the entries but the header by key; SyntaxProblemError where two have the same.

    gettext refuses such a file too, obsolete entries included: only a person knows which is right.
    """
    found: dict[Key, Entry] = {}
    headers: dict[Key, Entry] = {}
    for entry in file.entries:
        first = (headers if entry.is_header else found).setdefault(entry.key, entry)
        if first is not entry:
            raise SyntaxProblemError(
                f"a second entry for “{entry.msgid}”" if entry.msgid else "a second header",
                place=Place(file.path, entry.line),
                hint=f"the first is in line {first.line}: delete one of them",
            )
    return found
