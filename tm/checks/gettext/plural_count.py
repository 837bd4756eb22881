"""A message whose number of plural forms is not that of the header.

The header promises `nplurals` forms for every message. With fewer a program may look for one that
is not there; `msgfmt -c` refuses the file.

Wrong: `nplurals=3` in the header and a message with msgstr[0] and msgstr[1] only.
Right: msgstr[0], msgstr[1] and msgstr[2].

Fix: none.
Equivalents: i18nspector incorrect-number-of-plural-forms, inconsistent-number-of-plural-forms;
pofilter nplurals; l10n-lint plural-forms-missing, plural-extra; `msgfmt -c`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of
from tm.checks.gettext.plural_header import plural_header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File

__all__ = ["RULE"]


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield the messages with too few or too many forms; none where the header is wrong itself."""
    del context
    catalog = catalog_of(file)
    if catalog is None or catalog.header is None or not catalog.plurals:
        return
    header = plural_header(catalog.header.msgstr[0])
    if header.problem or header.missing:
        return
    for entry in catalog.plurals:
        count = len(entry.msgstr)
        if count != header.nplurals:
            message = f"{count} plural forms, and nplurals is {header.nplurals}"
            last = count - 1
            yield EntryProblem(entry, f"target[{last}]", (0, len(entry.msgstr[last])), message)


RULE = DocumentRule("gettext/plural-count", "error", check)
