"""A message that the file defines twice.

Two entries with the same msgctxt and msgid leave open which translation a program shows.
`msgfmt` refuses the file, also where one of the two is fuzzy, untranslated or obsolete; Poedit and
other editors silently drop one.

Wrong: two entries `msgid "Open"` with different translations.
Right: `msgctxt "verb"` in one of them, `msgctxt "state"` in the other.

Fix: none.
Equivalents: i18nspector duplicate-message-definition, duplicate-header-entry; l10n-lint duplicate;
`msgfmt`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File
    from tm.formats.po import Entry

__all__ = ["RULE"]


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield every entry after the first of its msgctxt and msgid."""
    del context
    if file.catalog is None or _all_differ(file.catalog.entries):
        return
    first: dict[tuple[str | None, str], int] = {}
    for entry in file.catalog.entries:
        line = first.setdefault((entry.msgctxt, entry.msgid), entry.line)
        if line != entry.line:
            message = f"this message is already defined in line {line}"
            yield EntryProblem(entry, "source", (0, len(entry.msgid)), message)


def _all_differ(entries: list[Entry]) -> bool:
    return len({entry.msgid for entry in entries}) == len(entries)


RULE = DocumentRule("gettext/duplicate", "error", check)
