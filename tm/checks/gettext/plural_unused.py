"""A plural form that no whole number chooses.

CLDR counts four forms in Russian and Belarusian; the fourth is for fractions, and gettext has none.
The texts of such a form are never shown. Harmless, and some systems demand it.

Wrong: `nplurals=4` with an expression that gives 0, 1 and 2 only.
Right: `nplurals=3` with the same expression.

Fix: none: the messages would have to lose a form too.
Equivalents: i18nspector codomain-error-in-plural-forms, codomain-error-in-unused-plural-forms,
unusual-plural-forms; `msgfmt` takes it.
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
    """Yield the header that has forms without a number."""
    del context
    catalog = catalog_of(file)
    if catalog is None or catalog.header is None:
        return
    header = plural_header(catalog.header.msgstr[0])
    used = set(header.table)
    if used and len(used) < header.nplurals:
        unused = next(form for form in range(header.nplurals) if form not in used)
        message = f"no whole number up to 1000 chooses the form {unused}"
        yield EntryProblem(catalog.header, "target", header.span, message)


RULE = DocumentRule("gettext/plural-unused", "info", check)
