"""A message of which some plural forms are translated and others empty.

A program shows an empty text for the numbers of the empty form, or the English one for all. A form
that no number chooses may be empty.

Wrong: msgstr[0] "%d радок", msgstr[1] "%d радкі", msgstr[2] "".
Right: msgstr[2] "%d радкоў".

Fix: none.
Equivalents: Weblate plurals; i18nspector partially-translated-message; pofilter untranslated;
CheckMate EMPTY_TARGETSEG; l10n-lint plural-empty.
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
    """Yield the empty forms of messages that have others."""
    del context
    catalog = catalog_of(file)
    if catalog is None:
        return
    header = catalog.header.msgstr[0] if catalog.header else ""
    used = set(plural_header(header).table)
    for entry in catalog.file.entries:
        texts = entry.msgstr
        if len(texts) == 1 or all(texts) or entry.obsolete or entry.fuzzy or not any(texts):
            continue
        for number, text in enumerate(texts):
            if not text and (number in used or not used):
                message = "an empty plural form, others are translated"
                yield EntryProblem(entry, f"target[{number}]", (0, 0), message)


RULE = DocumentRule("gettext/plural-partial", "warning", check)
