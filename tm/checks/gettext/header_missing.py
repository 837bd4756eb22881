r"""A file without a header.

The header names the charset, without which gettext cannot convert the texts; `msgfmt -c` refuses
the file.

Wrong: a file that starts with its first message.
Right: msgid "" and msgstr "Content-Type: text/plain; charset=UTF-8\n" in front.

Fix: none.
Equivalents: i18nspector no-content-type-header-field; l10n-lint plural-header-missing; `msgfmt -c`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of
from tm.formats.po import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File

__all__ = ["RULE"]


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield the first entry of a file that has no header, or an empty one."""
    del context
    catalog = catalog_of(file)
    if catalog is not None and catalog.header is None:
        first = (*catalog.file.entries, Entry(""))[0]
        message = "the file has no header: write at least its Content-Type with the charset"
        yield EntryProblem(first, "target", (0, 0), message)


RULE = DocumentRule("gettext/header-missing", "error", check)
